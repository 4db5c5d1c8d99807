"""From one version of a pack to the next: only the files that changed, and a manifest put together here.

A delta is a zip with ``delta.json``, the new version's ``manifest.sig``, and under ``files/`` what the old version has
nowhere. Nothing in it is believed because it is a delta: the manifest that comes out must be the signed one, and every
file, old or new, must have the digest that manifest gives it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from assist.domain.errors import Fault, PackError, Untrusted
from assist.packs import archive
from assist.packs.building import add, read_signature, replacing
from assist.packs.manifest import NAME, SIGNATURE, Manifest, make_manifest
from assist.services.ports import Progress

HEAD = "delta.json"
_FILES = "files/"


def make_delta(base: Manifest, built: Path, new: Manifest, target: Path) -> int:
    """Write the delta from ``base`` to the built pack; its size in bytes."""
    known = set(base.files.values())
    changed = {path: digest for path, digest in new.files.items() if base.files.get(path) != digest}
    head = {
        "format": 1,
        "base": base.digest,
        "manifest": new.digest,
        "pack": new.head(),
        "changed": changed,
        "removed": sorted(set(base.files) - set(new.files)),
    }
    with replacing(target) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        add(out, HEAD, json.dumps(head, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())
        with zipfile.ZipFile(built) as old:
            add(out, SIGNATURE, old.read(SIGNATURE))
            for path in sorted(p for p, digest in changed.items() if digest not in known):
                add(out, _FILES + path, old.read(path))
    return target.stat().st_size


def apply_delta(delta: Path, base: Path, base_manifest: Manifest, work: Path, say: Progress) -> Path:
    """Make the new version in ``work`` out of the installed one in ``base``; raises `PackError`, `Untrusted`."""
    with archive.opened(delta) as (pack, members):
        if HEAD not in members or SIGNATURE not in members:
            raise _bad(delta, "is not a delta")
        manifest = _manifest(archive.read_small(pack, members[HEAD], delta.name), base_manifest, delta)
        sealed = archive.read_small(pack, members[SIGNATURE], delta.name)
        text = manifest.text()
        read_signature(text, sealed)
        for path in manifest.files:
            archive.check_path(path, delta.name)
        work.mkdir(parents=True)
        (work / NAME).write_bytes(text)
        (work / SIGNATURE).write_bytes(sealed)
        where = {digest: path for path, digest in base_manifest.files.items()}
        for done, (path, digest) in enumerate(manifest.files.items()):
            if done % 100 == 0:
                say(done, len(manifest.files), "putting together")
            target = work / path
            if (member := members.get(_FILES + path)) is not None:
                found = archive.write_member(pack, member, target, delta.name)
            else:
                found = _take_over(base / where.get(digest, path), target)
            if found != digest:
                raise PackError((Fault(path, 0, "does not match the digest in the manifest"),))
    say(len(manifest.files), len(manifest.files), "putting together")
    return work


def _take_over(source: Path, target: Path) -> str:
    """The same file under another name, where the disk can do that, else a copy; its SHA-256, empty without it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with source.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""
    with suppress(OSError):
        os.link(source, target)
        return digest
    shutil.copyfile(source, target)
    return digest


def _manifest(text: bytes, base: Manifest, delta: Path) -> Manifest:
    try:
        head: dict[str, Any] = json.loads(text)
        if head["base"] != base.digest:
            raise _bad(delta, "is for another version than the one that is here")
        gone = set(map(str, head["removed"]))
        files = {p: d for p, d in base.files.items() if p not in gone}
        files |= {str(p): str(d) for p, d in head["changed"].items()}
        manifest = make_manifest(head["pack"], files)
        wanted = str(head["manifest"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _bad(delta, "is not a delta, or damaged") from None
    if manifest.digest != wanted:
        raise Untrusted("the delta makes another manifest than it says")
    return manifest


def _bad(delta: Path, message: str) -> PackError:
    return PackError((Fault(delta.name, 0, message),))
