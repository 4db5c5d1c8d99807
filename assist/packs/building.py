"""A pack folder into an ``.assistpack`` file, and a signature into that. The same files make the same bytes."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assist.domain.errors import Fault, InputError, PackError, Untrusted, WorldError
from assist.domain.pack import Pack
from assist.packs import archive
from assist.packs.files import NOT_CONTENT, list_files
from assist.packs.manifest import NAME, SIGNATURE, Manifest, read_manifest
from assist.packs.reader import SEMVER, sound_pack
from assist.packs.sealing import Signer, open_sealed
from assist.packs.source import Findings
from assist.services.ports import Progress

KIND = "pack-signature"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first date a zip can hold
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class PackSignature:
    """Who signed what and when. ``sequence`` grows with every signature; ``manifest`` is the manifest's SHA-256."""

    key: str
    name: str
    signed: str
    sequence: int
    pack: str
    version: str
    manifest: str


@dataclass(frozen=True, slots=True)
class Built:
    """An ``.assistpack`` file looked at without unpacking it; ``signature`` fits its manifest where there is one."""

    manifest: Manifest
    signature: PackSignature | None
    size: int


def build(folder: Path, target: Path, progress: Progress | None = None) -> Pack:
    """Check the pack in ``folder`` and write it to ``target``, whole or not at all.

    Raises `PackError` with every fault and `WorldError` when the disk does not let us.
    """
    say = progress or (lambda _done, _total, _what: None)
    say(0, 0, "checking")
    pack = sound_pack(folder)
    files = [(p, e.path) for p, e in list_files(folder, Findings()) if p not in NOT_CONTENT]
    with replacing(target) as new:
        with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as out:
            digests = {}
            for done, (path, full) in enumerate(files):
                if done % 100 == 0:
                    say(done, len(files), "packing")
                content = Path(full).read_bytes()
                digests[path] = hashlib.sha256(content).hexdigest()
                add(out, path, content)
            manifest = Manifest(pack.id, pack.name, pack.version, pack.languages, digests)
            add(out, NAME, manifest.text())
        archive.look_over(new)  # what no machine would take is not built
    say(len(files), len(files), "packing")
    return pack


def add(out: zipfile.ZipFile, path: str, content: bytes) -> None:
    """One file into a zip, with nothing of this machine or this hour about it."""
    info = zipfile.ZipInfo(path, _EPOCH)
    info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o100644 << 16
    out.writestr(info, content, compresslevel=_LEVEL)


def sign(path: Path, signer: Signer, at: str, sequence: int) -> PackSignature:
    """Sign a built pack in place; a signature it had is replaced. Raises `InputError`, `PackError`, `WorldError`."""
    built = look(path)
    body = {
        "name": signer.name,
        "signed": at,
        "sequence": sequence,
        "pack": built.manifest.id,
        "version": built.manifest.version,
        "manifest": built.manifest.digest,
    }
    with replacing(path) as new:
        if built.signature is None:
            shutil.copyfile(path, new)
        else:
            _copy_unsigned(path, new)
        with zipfile.ZipFile(new, "a") as out:
            add(out, SIGNATURE, (signer.seal(KIND, body) + "\n").encode())
    signature = look(path).signature
    if signature is None:
        raise WorldError(f"{path.name} could not be read back after it was signed")
    return signature


def look(path: Path) -> Built:
    """Manifest and signature of a built pack; raises `PackError`, `Untrusted`, `InputError` when it is not built."""
    with archive.opened(path) as (pack, members):
        if NAME not in members:
            raise InputError(f"{path.name} holds no manifest: it was not made by pack build")
        text = archive.read_small(pack, members[NAME], path.name)
        sealed = archive.read_small(pack, members[SIGNATURE], path.name) if SIGNATURE in members else None
    manifest = read_manifest(text)
    return Built(manifest, None if sealed is None else read_signature(text, sealed), path.stat().st_size)


def verify(path: Path) -> Built:
    """As `look`, with every file read and compared with the manifest."""
    built = look(path)
    digests = built.manifest.files
    with archive.opened(path) as (pack, members):
        for name in sorted((set(digests) ^ set(members)) - {NAME, SIGNATURE}):
            where = "in the manifest but not in the file" if name in digests else "in the file but not in the manifest"
            raise PackError((Fault(name, 0, f"is {where}"),))
        for name, digest in digests.items():
            with pack.open(members[name]) as content:
                if hashlib.file_digest(content, "sha256").hexdigest() != digest:  # type: ignore[arg-type]  # a reader
                    raise PackError((Fault(name, 0, "does not match the digest in the manifest"),))
    return built


def read_signature(manifest: bytes, sealed: bytes) -> PackSignature:
    """The signature of these manifest bytes; raises `Untrusted` when it is damaged or another manifest's."""
    said = open_sealed(sealed, KIND)
    try:
        signature = PackSignature(
            key=said.key,
            name=str(said.body.get("name", "")),
            signed=str(said.body["signed"]),
            sequence=int(said.body["sequence"]),
            pack=str(said.body["pack"]),
            version=str(said.body["version"]),
            manifest=str(said.body["manifest"]),
        )
    except (KeyError, ValueError, TypeError):
        raise Untrusted("the pack's signature says too little") from None
    if signature.manifest != hashlib.sha256(manifest).hexdigest() or not SEMVER.fullmatch(signature.version):
        raise Untrusted("the pack's signature is for another manifest: the pack was changed after it was signed")
    return signature


def signature_in(folder: Path) -> PackSignature | None:
    """The signature of an unpacked or installed pack; ``None`` where there is none."""
    try:
        manifest, sealed = (folder / NAME).read_bytes(), (folder / SIGNATURE).read_bytes()
    except OSError:
        return None
    return read_signature(manifest, sealed)


def manifest_in(folder: Path) -> Manifest | None:
    """The manifest of an installed pack; ``None`` where there is none that can be used."""
    try:
        return read_manifest((folder / NAME).read_bytes())
    except (OSError, PackError):
        return None


def _copy_unsigned(path: Path, new: Path) -> None:
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as out:
        for info in old.infolist():
            if info.filename != SIGNATURE:
                add(out, info.filename, old.read(info))


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A file beside ``target`` that takes its place at the end; it is gone when something goes wrong."""
    new = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield new
        with new.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(new, target)  # noqa: PTH105 - atomic on every platform, which Path.rename is not
    except OSError as error:
        raise WorldError(f"{error.filename or target}: {error.strerror or error}") from error
    except (json.JSONDecodeError, UnicodeEncodeError) as error:
        raise PackError((Fault(target.name, 0, f"holds a name that is not text ({error})"),)) from error
    finally:
        new.unlink(missing_ok=True)
