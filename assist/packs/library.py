"""Packs on this machine: ``home/packs/<id>/<version>-<digest>/`` and a pointer to the one in use.

An install copies into a hidden folder, checks it there, renames it, and moves the pointer last, so that whatever goes
wrong the version before stays in use.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from assist.domain.errors import InputError, PackError, WorldError
from assist.domain.pack import InstalledPack, Pack
from assist.packs import archive
from assist.packs.files import NOT_CONTENT
from assist.packs.locking import FolderLock
from assist.packs.reader import PACK_ID, read_pack
from assist.services.ports import Progress

_POINTER = "current.json"
_SCRATCH = ".new-"
_KEEP = 2  # the version in use and the one before
_KEEP_UNPACKED = 8


class FolderLibrary:
    """Implements ``PackLibrary`` with folders under ``home``, which is made when something is first installed."""

    def __init__(self, home: Path) -> None:
        self._packs = home / "packs"

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
        installed = self._current(str(source))
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

    def install(self, source: str | Path, progress: Progress | None = None) -> Pack:
        """Copy into the library, atomically. Raises `PackError`, `WorldError`, or what ``progress`` raises."""
        say = progress or (lambda _done, _total, _what: None)
        with _plain_errors(self._packs):
            self._packs.mkdir(parents=True, exist_ok=True)
            with FolderLock(self._packs / ".lock"):
                _remove_leftovers(self._packs)
                with _scratch(self._packs) as scratch:
                    return self._adopt(self._fetch(source, scratch / "pack", say), say)

    def _fetch(self, source: str | Path, work: Path, say: Progress) -> Path:
        """A copy of ``source`` in ``work``; the folder in it that holds the pack."""
        path = Path(source).expanduser()
        say(0, 0, "reading")
        if _is_file(path):
            archive.unpack(path, work, say)
        else:
            _copy(self.locate(source), work, say)
        return archive.pack_root(work)

    def _adopt(self, work: Path, say: Progress) -> Pack:
        """Check the copy, move it to its place and point to it."""
        say(0, 1, "checking")
        pack = read_pack(work)
        home = self._packs / pack.id
        target = home / f"{pack.version}-{pack.digest[:16]}"
        say(1, 1, "checking")  # the last moment to stop
        home.mkdir(exist_ok=True)
        if target.exists() and not _intact(target, pack):
            target.rename(work.parent / "spoilt")  # goes with the scratch folder
        if not target.exists():
            work.rename(target)
        found = replace(pack, root=str(target))
        _write_pointer(
            home,
            {
                "folder": target.name,
                "id": found.id,
                "name": found.name,
                "version": found.version,
                "languages": list(found.languages),
                "articles": found.article_count,
            },
        )
        _keep_newest(home, _KEEP - 1, always=target.name)
        return found

    def _current(self, pack_id: str) -> Path | None:
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
                _keep_newest(cache, _KEEP_UNPACKED)
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


def _record(folder: Path) -> dict[str, object] | None:
    """The pointer of one installed pack; ``None`` when there is none, or it points at nothing."""
    try:
        record = json.loads((folder / _POINTER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(record, dict) or not isinstance(record.get("folder"), str):
        return None
    name = record["folder"]
    return record if Path(name).name == name and (folder / name).is_dir() else None


def _write_pointer(home: Path, record: dict[str, object]) -> None:
    temporary = home / (_POINTER + ".new")
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(record, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(home / _POINTER)


def _rename_unless_there(work: Path, target: Path) -> None:
    """Move ``work`` to ``target``; when another process was faster, its result, which is the same, stays."""
    try:
        work.rename(target)
    except OSError:
        if not target.is_dir():
            raise


def _keep_newest(folder: Path, count: int, always: str = "") -> None:
    """Remove all folders in ``folder`` but the newest ``count`` and ``always``; a failure here harms nothing."""
    with suppress(OSError):
        others = [e for e in folder.iterdir() if e.is_dir() and e.name != always and not e.name.startswith(_SCRATCH)]
        others.sort(key=lambda e: e.stat().st_mtime, reverse=True)
        for old in others[count:]:
            shutil.rmtree(old, ignore_errors=True)


def _remove_leftovers(folder: Path) -> None:
    """Remove what an install that was killed left behind. Only for the holder of the lock."""
    for left in folder.glob(f"{_SCRATCH}*"):
        shutil.rmtree(left, ignore_errors=True)


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
    except (PackError, InputError):
        raise
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise WorldError(f"the disk is full; nothing was changed in {where}") from error
        if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
            raise WorldError(f"{error.filename or where} cannot be read or written (no permission)") from error
        raise WorldError(f"{error.filename or where}: {error.strerror}") from error
