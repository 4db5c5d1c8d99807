"""Whether a pack may take its place on this machine: signed by whom it must be, and not older than what was there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from assist.domain.errors import Untrusted
from assist.domain.pack import KeptVersion, Pack
from assist.packs.building import PackSignature, signature_in
from assist.packs.trust import Trust
from assist.packs.writing import read_record, write_record

_SEEN = "seen.json"
_NUMBER = re.compile(r"\d+")


def admit(trust: Trust, home: Path, work: Path, pack: Pack, *, signed: bool = False) -> PackSignature | None:
    """The signature of the pack unpacked in ``work``, ``None`` for an unsigned one that may be taken all the same.

    ``home`` is the pack's folder in the library; ``signed``: it must be, pinned or not. Raises `Untrusted`, one line.
    """
    signature = signature_in(work)
    if not (signed or trust.demands(pack.id)):
        return signature
    if signature is None:
        raise Untrusted(f"{pack.id} {pack.version} is not signed; a key is pinned for {pack.id}, so it must be")
    if (signature.pack, signature.version) != (pack.id, pack.version):
        raise Untrusted(f"the signature is for {signature.pack} {signature.version}, not {pack.id} {pack.version}")
    trust.believe(signature.key, pack.id, signature.sequence)
    refuse_older(home, signature)
    return signature


def refuse_older(home: Path, signature: PackSignature) -> None:
    """Raise `Untrusted` when this machine had a newer one already, whatever is in use now."""
    seen = read_record(home / _SEEN)
    if seen is None:
        return
    had = f"this machine already had {seen['version']}"
    what = f"{signature.pack} {signature.version}"
    if version_key(signature.version) < version_key(str(seen["version"])):
        raise Untrusted(f"{what} is an old version played back: {had}")
    if signature.sequence < int(seen["sequence"]):
        raise Untrusted(f"{what} was signed before what this machine already had of it: played back")
    if signature.sequence == int(seen["sequence"]) and signature.manifest != seen["manifest"]:
        raise Untrusted(f"{what} has the sequence number of another pack that this machine had")


def note_seen(home: Path, signature: PackSignature) -> None:
    """From now on nothing older is taken."""
    record: dict[str, Any] = {
        "version": signature.version,
        "sequence": signature.sequence,
        "manifest": signature.manifest,
    }
    write_record(home / _SEEN, record)


def seen_sequence(home: Path) -> int:
    """The highest sequence this machine had of the pack in ``home``; 0 when none was signed."""
    seen = read_record(home / _SEEN)
    return int(seen["sequence"]) if seen is not None else 0


def version_key(version: str) -> tuple[Any, ...]:
    """For comparing versions as semver 2.0.0 does (section 11): build metadata counts for nothing."""
    core, _, _build = version.partition("+")
    numbers, _, pre = core.partition("-")
    release = tuple(int(n) for n in _NUMBER.findall(numbers)[:3])
    marks = tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in pre.split(".")) if pre else ()
    return (*release, not pre, marks)


def kept_version(folder: Path, state: str = "") -> KeptVersion:
    """What an installed version's folder says of itself."""
    version = folder.name.rpartition("-")[0]
    try:
        signature = signature_in(folder)
    except Untrusted:
        signature = None
    if signature is None:
        return KeptVersion(version, folder.name, state, order=(0, version_key(version)))
    order = (signature.sequence, version_key(version))
    return KeptVersion(version, folder.name, state, signature.name, signature.signed, order)
