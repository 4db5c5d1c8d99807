"""``channel.json``: what a channel offers, sealed by a publisher. The whole format: resources/FORMAT.md."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from assist.domain.channel import TeamNotice
from assist.domain.errors import ChannelFailed, Untrusted
from assist.packs.reader import PACK_ID, SEMVER
from assist.packs.sealing import Signer, open_sealed
from assist.packs.trust import PinnedKey, Trust

NAME = "channel.json"
KIND = "channel-index"
_PAD = 64
MAX_BYTES = 4 * 1024 * 1024
MAX_PACK = 1024 * 1024 * 1024
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_FILE = re.compile(r"(?:packs|deltas)/[A-Za-z0-9][A-Za-z0-9._+-]{0,200}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Delta:
    """What turns the version with the manifest ``base`` into the release it belongs to."""

    base: str
    file: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Release:
    """A version on the channel. ``percent`` of the machines may have it; ``published`` is when that began."""

    pack: str
    name: str
    version: str
    sequence: int
    manifest: str
    file: str
    size: int
    sha256: str
    published: str
    percent: int = 100
    notes: str = ""
    signer: str = ""
    deltas: tuple[Delta, ...] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """``channel`` is the channel's own made-up id; ``spread`` seconds over which machines take a new release."""

    channel: str
    sequence: int
    issued: str
    expires: str
    releases: tuple[Release, ...] = ()
    notices: tuple[TeamNotice, ...] = ()
    keys: tuple[str, ...] = ()
    spread: int = 0

    def of(self, pack_id: str) -> tuple[Release, ...]:
        """The releases of a pack, newest first."""
        return tuple(sorted((r for r in self.releases if r.pack == pack_id), key=lambda r: r.sequence, reverse=True))

    def with_release(self, release: Release, keep: int) -> Index:
        """With this release in place of one of the same version; the newest ``keep`` of its pack stay."""
        mine = [r for r in self.of(release.pack) if r.version != release.version]
        others = tuple(r for r in self.releases if r.pack != release.pack)
        return replace(self, releases=(*others, release, *mine[: keep - 1]))

    @property
    def files(self) -> frozenset[str]:
        """Every file it names."""
        return frozenset(f for r in self.releases for f in (r.file, *(d.file for d in r.deltas)))

    def seal(self, signer: Signer) -> bytes:
        """The bytes of ``channel.json``.

        Padded so that its size differs from the one before: some servers mark a version by nothing but the second it
        was written in and its size, and would say of two in one second that nothing changed.
        """
        return (signer.seal(KIND, asdict(self) | {"pad": "." * (self.sequence % _PAD)}) + "\n").encode()


def read_index(content: bytes, trust: Trust) -> tuple[Index, PinnedKey, tuple[str, ...]]:
    """The index, who signed it, and a line for each key it changed here.

    What it says about keys is believed statement by statement, and first, so that the key it is signed by may be one
    that a pinned key has let in. Raises `Untrusted`, or `ChannelFailed` when a believed publisher wrote nonsense.
    """
    said = open_sealed(content, KIND)
    statements = said.body.get("keys", [])
    changes = trust.apply(map(str, statements)) if isinstance(statements, list) else ()
    try:
        sequence = int(said.body["sequence"])
    except (KeyError, ValueError, TypeError):
        raise Untrusted("the channel's index has no sequence number") from None
    signer = trust.believe(said.key, None, sequence)
    try:
        return _index(said.body), signer, changes
    except (KeyError, ValueError, TypeError) as error:
        raise ChannelFailed(f"the channel's index, signed by {signer.who}, cannot be used: {error}") from None


def _index(body: Mapping[str, Any]) -> Index:
    return Index(
        channel=str(body["channel"]),
        sequence=int(body["sequence"]),
        issued=_time(body["issued"]),
        expires=_time(body["expires"]),
        releases=tuple(_release(r) for r in body["releases"]),
        notices=tuple(_notice(n) for n in body["notices"]),
        keys=tuple(map(str, body["keys"])),
        spread=_number(body["spread"], 7 * 86_400),
    )


def _release(row: Mapping[str, Any]) -> Release:
    return Release(
        pack=_like(row["pack"], PACK_ID),
        name=str(row["name"])[:200],
        version=_like(row["version"], SEMVER),
        sequence=_number(row["sequence"], 2**53),
        manifest=_like(row["manifest"], _SHA256),
        file=_like(row["file"], _FILE),
        size=_number(row["size"], MAX_PACK),
        sha256=_like(row["sha256"], _SHA256),
        published=_time(row["published"]),
        percent=_number(row["percent"], 100),
        notes=str(row["notes"])[:4000],
        signer=str(row["signer"])[:200],
        deltas=tuple(
            Delta(
                _like(d["base"], _SHA256),
                _like(d["file"], _FILE),
                _number(d["size"], MAX_PACK),
                _like(d["sha256"], _SHA256),
            )
            for d in row["deltas"]
        ),
    )


def _notice(row: Mapping[str, Any]) -> TeamNotice:
    return TeamNotice(
        id=str(row["id"])[:64],
        text=str(row["text"])[:500],
        say=str(row["say"])[:4000],
        since=_time(row["since"]),
        until=_time(row["until"]),
        by=str(row["by"])[:200],
    )


def _like(value: object, pattern: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ValueError(f"{str(value)[:60]!r} has not the form it must have")
    return value


def _number(value: object, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise ValueError(f"{str(value)[:60]!r} is not a number from 0 to {most}")
    return value


def _time(value: object) -> str:
    return _like(value, _TIME)


def later(at: str, **how: float) -> str:
    """``at`` (ISO 8601, UTC) plus a `timedelta`, in the same form."""
    return (moment(at) + timedelta(**how)).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(at: str) -> datetime:
    """A time in our form as a `datetime`."""
    return datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def place(machine: str, *what: str) -> float:
    """Where a machine stands among all, from 0 to 1: the same for the same ``what``, evenly spread over machines."""
    digest = hashlib.sha256("\0".join((machine, *what)).encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64
