"""Packs on this machine: ``home/packs/<id>/<version>-<digest>/`` and a pointer to the one in use.

An install copies into a hidden folder, checks it there, renames it, and moves the pointer last, so that whatever goes
wrong the version before stays in use. A version can also be put beside the one in use, for a later switch.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from assist.domain.errors import AssistError, Fault, InputError, PackError, WorldError
from assist.domain.pack import InstalledPack, KeptVersion, Pack
from assist.packs import archive
from assist.packs.admission import admit, kept_version, note_seen
from assist.packs.building import signature_in
from assist.packs.files import NOT_CONTENT
from assist.packs.locking import FolderLock
from assist.packs.reader import PACK_ID, read_pack
from assist.packs.trust import Trust
from assist.packs.writing import read_record, write_record
from assist.services.ports import Progress

Make = Callable[[Path, Progress], Path]

_POINTER = "current.json"
_NEXT = "next.json"  # a version that waits for the next conversation
_SCRATCH = ".new-"
_KEEP = 4  # the version in use and the three before
_KEEP_UNPACKED = 8


class FolderLibrary:
    """Implements ``PackLibrary`` with folders under ``home``, which is made when something is first installed."""

    def __init__(self, home: Path, trust: Trust | None = None) -> None:
        self._packs = home / "packs"
        self._trust = trust or Trust(home / "trust.json")

    def read(self, source: str | Path) -> Pack:
        """A pack folder, an ``.assistpack`` file or an installed pack's id; raises `PackError` with every fault."""
        return read_pack(self.locate(source))

    def locate(self, source: str | Path) -> Path:
        """The folder ``source`` stands for; an archive is unpacked into the cache. Raises `InputError`."""
        path = Path(source).expanduser()
        with suppress(OSError, ValueError):
            if path.is_dir():
                return path
            if path.is_file():
                return self._unpacked(path)
        installed = self.current(str(source))
        if installed is None:
            raise InputError(f"there is no pack {source}: neither a folder, nor an archive, nor installed")
        return installed

    def installed(self) -> tuple[InstalledPack, ...]:
        """What is installed, by id; a pack whose record cannot be read is left out."""
        found = []
        for folder in sorted(self._packs.iterdir()) if self._packs.is_dir() else ():
            record = _record(folder)
            if record is not None:
                found.append(_installed(folder, record))
        return tuple(found)

    def install(self, source: str | Path, progress: Progress | None = None, *, switch: bool = True) -> Pack:
        """Copy into the library, atomically; without ``switch`` it is put beside the one in use, see `take_next`.

        Raises `PackError`, `Untrusted`, `WorldError`, or what ``progress`` raises.
        """
        return self.install_made(lambda work, say: self._fetch(source, work, say), progress, switch=switch)

    def install_made(
        self, make: Make, progress: Progress | None = None, *, switch: bool = True, signed: bool = False
    ) -> Pack:
        """The same with a pack that ``make(folder, progress)`` writes into ``folder``; it returns the pack's root.

        ``signed``: it must be signed by a pinned key, whether or not one is pinned for this pack.
        """
        say = progress or (lambda _done, _total, _what: None)
        with self._locked(), _scratch(self._packs) as scratch:
            return self._adopt(make(scratch / "pack", say), say, _POINTER if switch else _NEXT, signed=signed)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with _plain_errors(self._packs):
            self._packs.mkdir(parents=True, exist_ok=True)
            with FolderLock(self._packs / ".lock"):
                _remove_leftovers(self._packs)
                yield

    def home_of(self, pack_id: str) -> Path:
        """The folder that holds a pack's versions; raises `InputError` for what is no pack id."""
        if not PACK_ID.fullmatch(pack_id):
            raise InputError(f'"{pack_id}" is not a pack id')
        return self._packs / pack_id

    def waiting(self, pack_id: str) -> Path | None:
        """The folder of the version that waits for `take_next`."""
        record = _record(self.home_of(pack_id), _NEXT)
        return None if record is None else self.home_of(pack_id) / str(record["folder"])

    def take_next(self, pack_id: str) -> Path | None:
        """Use the version that waits, from now on; its folder, ``None`` when none waits."""
        home = self.home_of(pack_id)
        with self._locked():
            record = _record(home, _NEXT)
            if record is None:
                return None
            self._still_believed(pack_id, home / str(record["folder"]))
            os.replace(home / _NEXT, home / _POINTER)  # noqa: PTH105 - atomic on every platform
            return home / str(record["folder"])

    def versions(self, pack_id: str) -> tuple[KeptVersion, ...]:
        """What is kept of a pack, newest first."""
        home = self.home_of(pack_id)
        now, then = _record(home), _record(home, _NEXT)
        found = []
        for folder in sorted(home.iterdir()) if home.is_dir() else ():
            if folder.is_dir() and not folder.name.startswith("."):
                state = next((s for s, r in (("current", now), ("next", then)) if r and r["folder"] == folder.name), "")
                found.append(kept_version(folder, state))
        return tuple(sorted(found, key=lambda v: v.order, reverse=True))

    def roll_back(self, pack_id: str, version: str = "") -> KeptVersion:
        """Use the version before the one in use, or the one named; raises `InputError` when it is not kept."""
        home = self.home_of(pack_id)
        with self._locked():
            kept = self.versions(pack_id)
            chosen = _chosen(kept, pack_id, version)
            folder = home / chosen.folder
            self._still_believed(pack_id, folder)
            pack = read_pack(folder)
            if not chosen.folder.endswith(pack.digest[:16]):
                raise PackError((Fault(chosen.folder, 0, "was changed since it was installed; it is not used"),))
            (home / _NEXT).unlink(missing_ok=True)
            write_record(home / _POINTER, _pointer(folder, pack))
            return replace(chosen, state="current")

    def _still_believed(self, pack_id: str, folder: Path) -> None:
        """Raise `Untrusted` when the key that signed an installed version was revoked since."""
        signature = signature_in(folder)
        if signature is not None and self._trust.demands(pack_id):
            self._trust.believe(signature.key, pack_id, signature.sequence)

    def _fetch(self, source: str | Path, work: Path, say: Progress) -> Path:
        """A copy of ``source`` in ``work``; the folder in it that holds the pack."""
        path = Path(source).expanduser()
        say(0, 0, "reading")
        if _is_file(path):
            archive.unpack(path, work, say)
        else:
            _copy(self.locate(source), work, say)
        return archive.pack_root(work)

    def _adopt(self, work: Path, say: Progress, pointer: str, *, signed: bool = False) -> Pack:
        """Check the copy, move it to its place and point to it."""
        say(0, 1, "checking")
        pack = read_pack(work)
        home = self._packs / pack.id
        signature = admit(self._trust, home, work, pack, signed=signed)
        target = home / f"{pack.version}-{pack.digest[:16]}"
        say(1, 1, "checking")  # the last moment to stop
        home.mkdir(exist_ok=True)
        if target.exists() and (not _intact(target, pack) or signature_in(target) != signature):
            target.rename(work.parent / "spoilt")  # goes with the scratch folder
        if not target.exists():
            work.rename(target)
        if signature is not None and (signed or self._trust.demands(pack.id)):
            note_seen(home, signature)  # before the pointer: what is refused must never be less than what is in use
        write_record(home / pointer, _pointer(target, pack))
        if pointer == _POINTER:
            (home / _NEXT).unlink(missing_ok=True)
        used = {str(r["folder"]) for r in (_record(home), _record(home, _NEXT)) if r is not None}
        _keep_newest(home, _KEEP - 1, _by_version, always=used)
        return replace(pack, root=str(target))

    def current(self, pack_id: str) -> Path | None:
        """The folder of the version in use; ``None`` when the pack is not installed."""
        if not PACK_ID.fullmatch(pack_id):
            return None
        record = _record(self._packs / pack_id)
        return None if record is None else self._packs / pack_id / str(record["folder"])

    def _unpacked(self, path: Path) -> Path:
        """The archive's files in the cache, by the archive's digest, so that it is unpacked only once."""
        with _plain_errors(self._packs):
            with path.open("rb") as file:
                name = hashlib.file_digest(file, "sha256").hexdigest()[:32]
            cache = self._packs / ".unpacked"
            target = cache / name
            if not target.is_dir():
                cache.mkdir(parents=True, exist_ok=True)
                with _scratch(cache) as scratch:
                    archive.unpack(path, scratch / "pack")
                    _rename_unless_there(scratch / "pack", target)
                _keep_newest(cache, _KEEP_UNPACKED, _by_time)
            return archive.pack_root(target)


def _is_file(path: Path) -> bool:
    with suppress(OSError, ValueError):  # names no file system takes
        return path.is_file()
    return False


def _intact(folder: Path, pack: Pack) -> bool:
    with suppress(PackError):
        return read_pack(folder).digest == pack.digest
    return False


def _installed(folder: Path, record: dict[str, object]) -> InstalledPack:
    languages = record.get("languages")
    articles = record.get("articles")
    return InstalledPack(
        id=folder.name,
        name=str(record.get("name", folder.name)),
        version=str(record.get("version", "")),
        languages=tuple(map(str, languages)) if isinstance(languages, list) else (),
        path=str(folder / str(record["folder"])),
        articles=articles if isinstance(articles, int) else 0,
    )


def _record(folder: Path, pointer: str = _POINTER) -> dict[str, object] | None:
    """The pointer of one installed pack; ``None`` when there is none, or it points at nothing."""
    record = read_record(folder / pointer)
    if record is None or not isinstance(record.get("folder"), str):
        return None
    name = record["folder"]
    return record if Path(name).name == name and (folder / name).is_dir() else None


def _pointer(target: Path, pack: Pack) -> dict[str, object]:
    return {
        "folder": target.name,
        "id": pack.id,
        "name": pack.name,
        "version": pack.version,
        "languages": list(pack.languages),
        "articles": pack.article_count,
    }


def _chosen(kept: tuple[KeptVersion, ...], pack_id: str, version: str) -> KeptVersion:
    if not kept:
        raise InputError(f"{pack_id} is not installed")
    if version:
        chosen = next((v for v in kept if v.version == version), None)
        if chosen is None:
            raise InputError(f"{pack_id} {version} is not kept; there are {', '.join(v.version for v in kept)}")
        return chosen
    place = next((i for i, v in enumerate(kept) if v.state == "current"), -1)
    if place + 1 >= len(kept):
        raise InputError(f"there is no version of {pack_id} before the one in use")
    return kept[place + 1]


def _rename_unless_there(work: Path, target: Path) -> None:
    """Move ``work`` to ``target``; when another process was faster, its result, which is the same, stays."""
    try:
        work.rename(target)
    except OSError:
        if not target.is_dir():
            raise


def _by_time(folder: Path) -> tuple[Any, ...]:
    return (folder.stat().st_mtime,)


def _by_version(folder: Path) -> tuple[Any, ...]:
    return (*kept_version(folder).order, folder.stat().st_mtime)


def _keep_newest(
    folder: Path, count: int, age: Callable[[Path], tuple[Any, ...]], always: Collection[str] = ()
) -> None:
    """Remove all folders in ``folder`` but the newest ``count`` and ``always``; a failure here harms nothing."""
    with suppress(OSError):
        others = [e for e in folder.iterdir() if e.is_dir() and e.name not in always and not e.name.startswith(".")]
        others.sort(key=age, reverse=True)
        for old in others[count:]:
            shutil.rmtree(old, ignore_errors=True)


def _remove_leftovers(folder: Path) -> None:
    """Remove what an install that was killed left behind. Only for the holder of the lock."""
    for left in folder.glob(f"{_SCRATCH}*"):
        shutil.rmtree(left, ignore_errors=True)
    for left in folder.glob("*/*.new"):
        left.unlink(missing_ok=True)


def _copy(source: Path, target: Path, say: Progress) -> None:
    """Copy what belongs to a pack; hidden files, and links (which the check has judged), are not copied as such."""
    read_pack(source)  # every fault, before a byte is written, with the paths the author knows
    files = [p for p in sorted(_visible(source)) if p.as_posix() not in NOT_CONTENT]
    target.mkdir()
    for done, path in enumerate(files):
        if done % 100 == 0:
            say(done, len(files), "copying")
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / path, target / path)
    say(len(files), len(files), "copying")


def _visible(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = [f for f in folders if not f.startswith(".")]
        yield from (Path(folder, name).relative_to(root) for name in names if not name.startswith("."))


@contextmanager
def _scratch(parent: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=_SCRATCH, dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _plain_errors(where: Path) -> Iterator[None]:
    """The operating system's errors in words; faults of the pack pass through."""
    try:
        yield
    except AssistError:
        raise
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise WorldError(f"the disk is full; nothing was changed in {where}") from error
        if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
            raise WorldError(f"{error.filename or where} cannot be read or written (no permission)") from error
        raise WorldError(f"{error.filename or where}: {error.strerror}") from error
