"""The lead's side of a channel. Files first, the index last: a reader finds the old index or the new, each whole."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_hex

from assist.domain.channel import TeamNotice
from assist.domain.errors import ChannelFailed, InputError, PackError, Untrusted
from assist.packs import archive, building
from assist.packs.admission import version_key
from assist.packs.building import Built, PackSignature
from assist.packs.channel import index as indexes
from assist.packs.channel.delta import make_delta
from assist.packs.channel.index import Delta, Index, Release, later, moment, read_index
from assist.packs.channel.transport import Here, Missing, Transport, only_publisher
from assist.packs.manifest import NAME, Manifest, read_manifest
from assist.packs.reader import sound_pack
from assist.packs.sealing import Signer, open_sealed
from assist.services.ports import Progress

KEEP = 4
"""Releases of a pack that stay on the channel."""
DAYS = 90
"""How long an index is good for; every publish makes a new one."""
_WORTH = 0.6
"""A delta larger than this share of the pack is not worth its trouble."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a version is rolled out: to how many percent of the machines, over how many seconds, with which notes.

    ``anew`` puts nothing but this version on the channel: the way on after an index that is not believed any more.
    """

    percent: int = 100
    notes: str = ""
    spread: int | None = None
    anew: bool = False


class Publisher:
    """Writes to one channel; ``here.folder`` keeps manifests of what was published."""

    def __init__(self, channel: Transport, signer: Signer, here: Here) -> None:
        self._channel = channel
        self._signer = signer
        self._trust = here.trust
        self._folder = here.folder
        self._machine = here.machine
        self._now = here.now

    def publish(self, source: Path, plan: Plan, progress: Progress) -> Release:
        """Build (a folder), sign, and put on the channel; an unchanged version only gets its new plan.

        Raises `PackError`, `InputError` (the version was used for something else), `Untrusted`, `ChannelFailed`.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._scratch() as work:
            file = work / "new.assistpack"
            self._build(source, file, progress)
            with self._editing(anew=plan.anew) as edit:
                built, release = self._add(edit, file, plan, progress)
        self._remember(built.manifest)
        return release

    def _add(self, edit: _Edit, file: Path, plan: Plan, progress: Progress) -> tuple[Built, Release]:
        """Sign and upload the built file, and put it into the index."""
        built = self._signed(file, edit.sequence)
        there = edit.index.of(built.manifest.id)
        same = next((r for r in there if r.version == built.manifest.version), None)
        self._refuse_reuse(built.manifest, same, there)
        release = same or self._upload(built, file, there, progress)
        release = replace(release, percent=plan.percent, notes=plan.notes or release.notes)
        spread = edit.index.spread if plan.spread is None else plan.spread
        edit.index = replace(edit.index.with_release(release, KEEP), spread=spread)
        return built, release

    def notice(self, text: str, say: str, hours: float) -> TeamNotice:
        """Tell every open sidebar; it expires by itself."""
        if not text.strip() or not 0 < hours <= 24 * 30:
            raise InputError("a notice needs a text, and between 0 and 720 hours to hold")
        now = self._now()
        said = TeamNotice(token_hex(6), text.strip(), say.strip(), now, later(now, hours=hours), self._signer.name)
        with self._editing() as edit:
            edit.index = replace(edit.index, notices=(*_current(edit.index, now), said))
        return said

    def take_back(self, notice_id: str = "") -> int:
        """Take back one notice, or all; how many that were."""
        with self._editing() as edit:
            kept = tuple(n for n in edit.index.notices if notice_id and n.id != notice_id)
            gone = len(edit.index.notices) - len(kept)
            edit.index = replace(edit.index, notices=kept)
        return gone

    def state(self, statement: str) -> None:
        """Have every machine hear a statement about keys."""
        with self._editing() as edit:
            edit.index = replace(edit.index, keys=(*edit.index.keys, statement))

    def renew(self) -> Index:
        """The same index, good for another while."""
        with self._editing() as edit:
            pass
        return edit.index

    # -- inside ------------------------------------------------------------------------------------------------

    @contextmanager
    def _editing(self, *, anew: bool = False) -> Iterator[_Edit]:
        """The index to change; written at the end, with nobody else publishing meanwhile."""
        with only_publisher(self._channel, self._machine) as still_alone:
            before = self._index(anew=anew)
            edit = _Edit(before, max(before.sequence + 1, int(moment(self._now()).timestamp())))
            self._trust.believe(self._signer.public, None, edit.sequence)  # no machine would take it otherwise
            yield edit
            now = self._now()
            edit.index = replace(
                edit.index,
                sequence=edit.sequence,
                issued=now,
                expires=later(now, days=DAYS),
                notices=_current(edit.index, now),
            )
            if not still_alone():
                raise ChannelFailed(f"{self._channel.where}: this took too long and somebody else publishes; try again")
            self._channel.put(indexes.NAME, edit.index.seal(self._signer))
            self._clean(before, edit.index)

    def _index(self, *, anew: bool) -> Index:
        try:
            fetched = self._channel.get(indexes.NAME, indexes.MAX_BYTES)
        except Missing:
            now = self._now()
            return Index(token_hex(8), 0, now, later(now, days=DAYS))
        if fetched is None:
            raise ChannelFailed(f"{self._channel.where} sent no index")
        if not anew:
            return read_index(fetched.content, self._trust)[0]
        now, said = self._now(), open_sealed(fetched.content, indexes.KIND).body
        return Index(str(said["channel"]), int(said["sequence"]), now, later(now, days=DAYS))

    def _build(self, source: Path, target: Path, progress: Progress) -> None:
        if source.is_dir():
            building.build(source, target, progress)
            return
        try:
            shutil.copyfile(source, target)
        except OSError as error:
            raise InputError(f"{source}: {error.strerror}") from None
        building.verify(target)
        whole = target.parent / "whole"
        archive.unpack(target, whole, progress)
        sound_pack(archive.pack_root(whole))

    def _signed(self, file: Path, sequence: int) -> Built:
        built = building.look(file)
        if built.signature is None or not self._is_believed(built.signature):
            building.sign(file, self._signer, self._now(), sequence)
            built = building.look(file)
        return built

    def _is_believed(self, signature: PackSignature) -> bool:
        with suppress(Untrusted):
            self._trust.believe(signature.key, signature.pack, signature.sequence)
            return True
        return False

    @staticmethod
    def _refuse_reuse(manifest: Manifest, same: Release | None, there: tuple[Release, ...]) -> None:
        what = f"{manifest.id} {manifest.version}"
        if same is not None and same.manifest != manifest.digest:
            raise InputError(f"{what} is published already, with other content; give pack.toml a higher version")
        newest = max(there, key=lambda r: version_key(r.version), default=None)
        if same is None and newest is not None and version_key(manifest.version) < version_key(newest.version):
            raise InputError(f"{what} is older than {newest.version} on the channel; give pack.toml a higher version")

    def _upload(self, built: Built, file: Path, there: tuple[Release, ...], progress: Progress) -> Release:
        manifest, signature = built.manifest, built.signature
        if signature is None:
            raise Untrusted("the pack is not signed")
        digest = _sha256(file)
        name = f"packs/{manifest.id}-{manifest.version}-{digest[:16]}.assistpack"
        progress(0, built.size, "uploading")
        self._put(name, file)
        deltas = tuple(d for r in there[: KEEP - 1] if (d := self._delta(r, built, file)) is not None)
        return Release(
            pack=manifest.id,
            name=manifest.name,
            version=manifest.version,
            sequence=signature.sequence,
            manifest=manifest.digest,
            file=name,
            size=built.size,
            sha256=digest,
            published=self._now(),
            signer=signature.name,
            deltas=deltas,
        )

    def _delta(self, base: Release, built: Built, file: Path) -> Delta | None:
        """The delta from ``base``, uploaded; ``None`` where it does not pay or the base cannot be had any more."""
        manifest = self._manifest_of(base, file.parent)
        if manifest is None:
            return None
        made = file.parent / "delta"
        size = make_delta(manifest, file, built.manifest, made)
        if size > _WORTH * built.size:
            return None
        digest = _sha256(made)
        name = f"deltas/{base.pack}-{base.version}-{built.manifest.version}-{digest[:16]}.assistdelta"
        self._put(name, made)
        return Delta(base.manifest, name, size, digest)

    def _put(self, name: str, file: Path) -> None:
        if self._channel.size(name) != file.stat().st_size:  # else it is there from a publish that was broken off
            self._channel.put(name, file)

    def _manifest_of(self, release: Release, work: Path) -> Manifest | None:
        with suppress(OSError, PackError):
            return read_manifest((self._folder / "manifests" / f"{release.manifest}.json").read_bytes())
        old = work / "old.assistpack"
        with suppress(ChannelFailed, OSError, PackError, KeyError, zipfile.BadZipFile):
            old.unlink(missing_ok=True)
            self._channel.download(release.file, old, release.size, lambda _done, _total, _what: None)
            with zipfile.ZipFile(old) as pack:
                manifest = read_manifest(pack.read(NAME))
            return manifest if manifest.digest == release.manifest else None
        return None

    def _remember(self, manifest: Manifest) -> None:
        with suppress(OSError):
            folder = self._folder / "manifests"
            folder.mkdir(exist_ok=True)
            (folder / f"{manifest.digest}.json").write_bytes(manifest.text())
            kept = sorted(folder.iterdir(), key=lambda f: f.stat().st_mtime, reverse=True)
            for old in kept[4 * KEEP :]:
                old.unlink()

    def _clean(self, before: Index, after: Index) -> None:
        """Remove what neither this index nor the one before names; readers of that one may still be at it."""
        with suppress(ChannelFailed):
            for folder in ("packs", "deltas"):
                for name in self._channel.list(folder):
                    ours = name.endswith((".assistpack", ".assistdelta", ".new"))
                    if ours and f"{folder}/{name}" not in before.files | after.files:
                        self._channel.delete(f"{folder}/{name}")

    @contextmanager
    def _scratch(self) -> Iterator[Path]:
        for left in self._folder.glob("outgoing-*"):
            shutil.rmtree(left, ignore_errors=True)
        work = Path(tempfile.mkdtemp(prefix="outgoing-", dir=self._folder))
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)


@dataclass(slots=True)
class _Edit:
    index: Index
    sequence: int


def _current(index: Index, now: str) -> tuple[TeamNotice, ...]:
    return tuple(n for n in index.notices if now < n.until)


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
