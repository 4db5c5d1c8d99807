"""The agent's side of a channel: look, fetch what is new, verify it, and put it beside the version in use."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from assist.domain.channel import TeamNotice
from assist.domain.errors import ChannelFailed, InputError, PackError, Untrusted
from assist.domain.pack import Pack
from assist.packs import archive
from assist.packs.admission import seen_sequence, version_key
from assist.packs.building import manifest_in, signature_in
from assist.packs.channel import index as indexes
from assist.packs.channel.delta import apply_delta
from assist.packs.channel.index import Delta, Index, Release, later, place, read_index
from assist.packs.channel.transport import Here, Transport
from assist.packs.library import FolderLibrary
from assist.packs.manifest import Manifest
from assist.packs.writing import read_record, write_record
from assist.services.ports import Progress

_STATE = "state.json"
_INDEX = "index.json"


@dataclass(frozen=True, slots=True)
class Offer:
    """A release this machine has not had; ``due`` is when its turn comes (ISO 8601, UTC)."""

    release: Release
    due: str


@dataclass(frozen=True, slots=True)
class News:
    """What the channel says. ``changed``: since the last look; ``keys``: a line for each key that changed."""

    offers: tuple[Offer, ...] = ()
    notices: tuple[TeamNotice, ...] = ()
    packs: tuple[str, ...] = ()
    changed: bool = False
    keys: tuple[str, ...] = ()


class Receiver:
    """Reads one channel; ``here.folder`` keeps what was last heard, and halves of downloads."""

    def __init__(self, channel: Transport, library: FolderLibrary, here: Here) -> None:
        self._channel = channel
        self._library = library
        self._trust = here.trust
        self._folder = here.folder
        self._machine = here.machine
        self._now = here.now

    def look(self) -> News:
        """Ask the channel, by a conditional request. Raises `ChannelFailed` and `Untrusted`; nothing changes then."""
        self._require_key()
        state = read_record(self._folder / _STATE) or {}
        kept = self._kept()
        fetched = self._channel.get(
            indexes.NAME, indexes.MAX_BYTES, str(state.get("etag", "")) if kept is not None else ""
        )
        if fetched is None and kept is not None:
            return self._news(kept, changed=False)
        if fetched is None:
            raise ChannelFailed(f"{self._channel.where} sent no index")
        index, _, changes = read_index(fetched.content, self._trust)
        self._refuse_old(index, state)
        write_record(
            self._folder / _STATE, {"etag": "", "sequence": index.sequence, "channel": index.channel}
        )  # first, so that an older index is refused whatever happens next
        self._keep(fetched.content)
        state = {"etag": fetched.etag, "sequence": index.sequence, "channel": index.channel}
        write_record(self._folder / _STATE, state)
        return self._news(index, changed=kept is None or index != kept, keys=changes)

    def remembered(self) -> News:
        """What was last heard, for a start without a connection; asks nobody."""
        kept = self._kept()
        return News() if kept is None else self._news(kept, changed=False)

    def releases(self) -> tuple[Release, ...]:
        """Everything on the channel, as last heard."""
        kept = self._kept()
        return () if kept is None else kept.releases

    def fetch(self, release: Release, progress: Progress, *, switch: bool = False) -> Pack:
        """Download (a delta where there is one for a version that is here), verify, install beside the one in use.

        Raises `ChannelFailed`, `PackError`, `Untrusted`, `WorldError`; the version in use stays then.
        """
        for delta, base, manifest in self._usable(release):
            try:
                return self._by_delta(release, delta, (base, manifest), progress, switch=switch)
            except (PackError, Untrusted, ChannelFailed):
                continue  # the whole pack will tell
        file = self._download(release.file, release.size, release.sha256, progress)

        def unpacked(work: Path, say: Progress) -> Path:
            archive.unpack(file, work, say)
            return self._as_released(work, release)

        pack = self._library.install_made(unpacked, progress, switch=switch, signed=True)
        file.unlink(missing_ok=True)
        return pack

    # -- inside ------------------------------------------------------------------------------------------------

    def _require_key(self) -> None:
        if not any(k.role == "publish" for k in self._trust.known()):
            raise Untrusted("no publisher's key is pinned; ask your lead for it and enter it: pack key trust")

    def _refuse_old(self, index: Index, state: dict[str, object]) -> None:
        where = self._channel.where
        if state.get("channel", index.channel) != index.channel:
            raise Untrusted(f"{where} now serves another channel; if that is meant, set it again: pack channel set")
        if index.sequence < int(str(state.get("sequence", 0))):
            raise Untrusted(f"{where} serves an old index, played back; nothing was taken")
        if index.expires < self._now():
            raise Untrusted(
                f"{where}: its index was good until {index.expires[:10]}; a lead renews it with: pack publish --renew"
            )

    def _kept(self) -> Index | None:
        """The index last heard, believed anew: its key may have been revoked since."""
        with suppress(OSError, Untrusted, ChannelFailed):
            return read_index((self._folder / _INDEX).read_bytes(), self._trust)[0]
        return None

    def _keep(self, content: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        new = self._folder / f"{_INDEX}.new"
        new.write_bytes(content)
        new.replace(self._folder / _INDEX)

    def _news(self, index: Index, *, changed: bool, keys: tuple[str, ...] = ()) -> News:
        now = self._now()
        packs = tuple(dict.fromkeys(r.pack for r in index.releases))
        offers = tuple(o for p in packs if (o := self._offer(index, p)) is not None)
        return News(offers, tuple(n for n in index.notices if n.holds(now)), packs, changed, keys)

    def _offer(self, index: Index, pack_id: str) -> Offer | None:
        """The newest release for this machine that it has not had."""
        had = seen_sequence(self._library.home_of(pack_id))
        for release in sorted(index.of(pack_id), key=lambda r: version_key(r.version), reverse=True):
            if release.sequence <= had:
                return None
            if place(self._machine, pack_id, release.version) * 100 < release.percent:
                wait = place(self._machine, pack_id, release.version, "when") * index.spread
                return Offer(release, later(release.published, seconds=int(wait)))
        return None

    def _usable(self, release: Release) -> list[tuple[Delta, Path, Manifest]]:
        """Deltas of a version that is here, the smallest first."""
        here = {}
        with suppress(InputError):
            for version in self._library.versions(release.pack):
                folder = self._library.home_of(release.pack) / version.folder
                manifest = manifest_in(folder)
                if manifest is not None:
                    here[manifest.digest] = (folder, manifest)
        usable = [(d, *here[d.base]) for d in release.deltas if d.base in here and d.size < release.size]
        return sorted(usable, key=lambda u: u[0].size)

    @staticmethod
    def _as_released(work: Path, release: Release) -> Path:
        """``work``; raises `Untrusted` when it is signed for something else than the index says."""
        signature = signature_in(work)
        if signature is not None and (signature.manifest, signature.sequence) != (release.manifest, release.sequence):
            raise Untrusted(f"{release.file} is not what the channel's index says it is")
        return work

    def _by_delta(
        self, release: Release, delta: Delta, base: tuple[Path, Manifest], progress: Progress, *, switch: bool
    ) -> Pack:
        file = self._download(delta.file, delta.size, delta.sha256, progress)

        def made(work: Path, say: Progress) -> Path:
            return self._as_released(apply_delta(file, *base, work, say), release)

        pack = self._library.install_made(made, progress, switch=switch, signed=True)
        file.unlink(missing_ok=True)
        return pack

    def _download(self, name: str, size: int, sha256: str, progress: Progress) -> Path:
        """The file, whole and with the digest the index gives it; what is half there from before is gone on with."""
        parts = self._folder / "parts"
        parts.mkdir(parents=True, exist_ok=True)
        target = parts / name.replace("/", "-")
        for other in parts.iterdir():
            if other != target:
                other.unlink()
        if target.exists() and target.stat().st_size > size:
            target.unlink()
        self._channel.download(name, target, size, progress)
        with target.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != sha256:
            target.unlink()
            raise ChannelFailed(f"{self._channel.where}: {name} came damaged; it is not used")
        return target
