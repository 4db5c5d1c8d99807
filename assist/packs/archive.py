"""``.assistpack`` files: a zip of a pack folder, with a manifest of SHA-256 digests. Read with suspicion."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from assist.domain.errors import AssistError, Fault, PackError
from assist.services.ports import Progress
from assist.support.archives import ZIP_DAMAGE

SUFFIX = ".assistpack"
MANIFEST = "manifest.json"
MAX_FILES = 200_000
MAX_BYTES = 1024 * 1024 * 1024
MAX_RATIO = 200  # text packs 3 to 10 fold; only made-up data goes beyond this
_SMALL = 1024 * 1024  # below this a high ratio does no harm
MAX_SMALL = 64 * 1024 * 1024  # a manifest of 200,000 long paths
_PIECE = 256 * 1024
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")  # devices on Windows, whatever follows the dot
# What reading a damaged archive raises: a seek before the start, an impossible name.
_NOT_THE_DISK = frozenset({errno.EINVAL, errno.ENAMETOOLONG, errno.EILSEQ})
_BAD_SIGNS = frozenset('\\:*?"<>|\0')


def unpack(archive: Path, folder: Path, progress: Progress | None = None) -> None:
    """Write the files of ``archive`` into ``folder`` (made if missing); raises `PackError` with one clear line.

    An error of the disk itself comes as the `OSError` it is. Nothing is ever written outside ``folder``; on an error it
    may hold some of the files. ``progress`` counts files.
    """
    name = archive.name
    with opened(archive) as (pack, members):
        digests = _manifest(pack, name)
        for done, (path, info) in enumerate(members.items()):
            if progress and done % 100 == 0:
                progress(done, len(members), "unpacking")
            digest = write_member(pack, info, folder / path, name)
            if digests is not None and path != MANIFEST and digests.get(path, digest) != digest:
                raise _bad(path, "does not match the digest in the manifest")
        if progress:
            progress(len(members), len(members), "unpacking")
    _check_complete(digests, set(members), name)


def look_over(archive: Path) -> None:
    """Raise `PackError` when the names or sizes in ``archive`` are such that `unpack` would refuse it."""
    with opened(archive):
        pass


@contextmanager
def opened(archive: Path) -> Iterator[tuple[zipfile.ZipFile, dict[str, zipfile.ZipInfo]]]:
    """The archive and its files by path, looked over; damage comes as `PackError`, the disk's errors as `OSError`."""
    name = archive.name
    try:
        with zipfile.ZipFile(archive) as pack:
            yield pack, _safe_members(pack, name)
    except FileNotFoundError:
        raise _bad(name, "no such file") from None
    except AssistError:
        raise
    except ZIP_DAMAGE as error:
        raise _bad(name, f"not a pack archive, or damaged ({_line(error)})") from None
    except OSError as error:
        if error.errno in _NOT_THE_DISK:
            raise _bad(name, f"not a pack archive, or damaged ({_line(error)})") from None
        raise


def read_small(pack: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
    """A file of at most `MAX_SMALL` bytes, and no more of it than its header promised."""
    if info.file_size > MAX_SMALL:
        raise _bad(name, f'"{info.filename}" is too large')
    with pack.open(info) as source:
        content = source.read(info.file_size + 1)
    if len(content) > info.file_size:
        raise _bad(name, f'"{info.filename}" is larger than it says')
    return content


def _bad(file: str, message: str) -> PackError:
    return PackError((Fault(file, 0, message),))


def _line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _safe_members(pack: zipfile.ZipFile, name: str) -> dict[str, zipfile.ZipInfo]:
    """The files by path; refuses paths that leave the folder, links, encrypted entries, and bombs by their headers."""
    infos = pack.infolist()
    if len(infos) > MAX_FILES:
        raise _bad(name, f"holds {len(infos)} files; at most {MAX_FILES} are allowed")
    if sum(i.file_size for i in infos) > MAX_BYTES:
        raise _bad(name, f"unpacks to more than {MAX_BYTES // 1024**2} MB")
    members: dict[str, zipfile.ZipInfo] = {}
    seen: set[str] = set()
    for info in infos:
        path = info.filename
        _check_member(info, name)
        if info.is_dir():
            continue
        if path.casefold() in seen:
            raise _bad(name, f'holds "{path}" twice')
        seen.add(path.casefold())
        members[path] = info
    folders = {str(parent).casefold() for path in members for parent in PurePosixPath(path).parents}
    for path in members:
        if path.casefold() in folders:
            raise _bad(name, f'holds "{path}" both as a file and as a folder')
    return members


def check_path(path: str, name: str) -> None:
    """Raise `PackError` when ``path``, found in the file ``name``, leads outside or is no name on every system."""
    pieces = PurePosixPath(path).parts
    unsafe = any(piece == ".." or piece[-1] in ". " or _RESERVED.fullmatch(piece) for piece in pieces)
    if unsafe or not pieces or path.startswith("/") or _BAD_SIGNS & set(path) or not path.isprintable():
        raise _bad(name, f"holds the path {path!a}, which leads outside the pack or is not allowed")


def _check_member(info: zipfile.ZipInfo, name: str) -> None:
    path = info.filename
    check_path(path, name)
    if info.flag_bits & 0x1:
        raise _bad(name, "is encrypted; packs are not")
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise _bad(name, "is packed in an unusual way; use plain zip (deflate)")  # others can ask for gigabytes
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
        raise _bad(name, f'holds "{path}", which is a link or another special file')
    if info.file_size > max(_SMALL, MAX_RATIO * info.compress_size):
        raise _bad(name, f'holds "{path}", which unpacks to far more than it should')


def _manifest(pack: zipfile.ZipFile, name: str) -> dict[str, str] | None:
    """Path to SHA-256 in hexadecimal, from ``{"files": {path: digest}}``; ``None`` when there is no manifest."""
    if MANIFEST not in pack.namelist():
        return None
    try:
        files = json.loads(pack.read(MANIFEST))["files"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise _bad(name, f'{MANIFEST} is not a manifest: expected {{"files": {{path: SHA-256}}}}') from None
    if not isinstance(files, dict) or not all(isinstance(v, str) for v in files.values()):
        raise _bad(name, f'{MANIFEST}: "files" must map paths to SHA-256 digests')
    return {str(path): value.lower() for path, value in files.items()}


def write_member(pack: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, name: str) -> str:
    """Write one file and return its SHA-256; stops as soon as it grows beyond what its header promised."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    try:
        with pack.open(info) as source, target.open("xb") as out:
            while piece := source.read(_PIECE):
                size += len(piece)
                if size > info.file_size:
                    raise _bad(name, f'"{info.filename}" is larger than it says')
                digest.update(piece)
                out.write(piece)
    except RuntimeError as error:  # zipfile's word for a password it was not given
        raise _bad(name, _line(error)) from None
    return digest.hexdigest()


def _check_complete(digests: dict[str, str] | None, present: set[str], name: str) -> None:
    if digests is None:
        return
    signed = set(digests) | {MANIFEST, "manifest.sig"}
    faults = [Fault(p, 0, f"is in the manifest but not in {name}") for p in sorted(set(digests) - present)]
    faults += [Fault(p, 0, f"is in {name} but not in its manifest") for p in sorted(present - signed)]
    if faults:
        raise PackError(tuple(faults))


def pack_root(folder: Path) -> Path:
    """Where the pack lies in an unpacked archive: ``folder``, or the one folder in it."""
    if (folder / "pack.toml").is_file():
        return folder
    inner = [Path(e.path) for e in os.scandir(folder) if e.is_dir()]
    return inner[0] if len(inner) == 1 and (inner[0] / "pack.toml").is_file() else folder
