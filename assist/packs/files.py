"""The files of a pack folder: found safely, read once, digested."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from assist.domain.errors import Fault
from assist.packs.source import Findings

MAX_FILE_BYTES = 2 * 1024 * 1024
NOT_CONTENT = frozenset({"manifest.json", "manifest.sig"})  # they describe the content


@dataclass(frozen=True)
class PackFile:
    """``path`` is relative to the pack, with ``/``; ``text`` is ``None`` for files that are not pack text."""

    path: str
    digest: bytes
    text: str | None


def read_files(folder: Path, findings: Findings) -> tuple[PackFile, ...]:
    """Every file of the pack in order of its path. What cannot be read is a fault; hidden files are passed over."""
    found = []
    for path, entry in list_files(folder, findings):
        file = read_file(path, entry.path, findings)
        if file is not None:
            found.append(file)
    return tuple(found)


def list_files(folder: Path, findings: Findings) -> list[tuple[str, os.DirEntry[str]]]:
    """Every file of the pack in order of its path, not read yet."""
    found: list[tuple[str, os.DirEntry[str]]] = []
    _walk(folder, "", folder.resolve(), findings, found)
    found.sort(key=itemgetter(0))
    return found


def pack_digest(files: tuple[PackFile, ...]) -> str:
    """SHA-256 over the sorted (path, SHA-256 of the content) of all files, in hexadecimal."""
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda f: f.path):
        if file.path not in NOT_CONTENT:
            digest.update(file.path.encode("utf-8", "surrogateescape") + b"\0" + file.digest)
    return digest.hexdigest()


def _walk(folder: Path, prefix: str, root: Path, findings: Findings, found: list[tuple[str, os.DirEntry[str]]]) -> None:
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        findings.faults.append(Fault(prefix.rstrip("/") or ".", 0, f"cannot be listed: {error.strerror}"))
        return
    for entry in entries:
        name = entry.name
        if name.startswith("."):
            continue
        path = prefix + name
        if entry.is_symlink() and not _stays_inside(entry, path, root, findings):
            continue
        if entry.is_dir(follow_symlinks=False):
            _walk(Path(entry.path), path + "/", root, findings, found)
        elif entry.is_file():
            found.append((path, entry))


def _stays_inside(entry: os.DirEntry[str], path: str, root: Path, findings: Findings) -> bool:
    try:
        target = Path(entry.path).resolve(strict=True)
    except (OSError, RuntimeError):
        findings.faults.append(Fault(path, 0, "a link that leads nowhere"))
        return False
    if not target.is_relative_to(root):
        findings.faults.append(Fault(path, 0, "a link that leads outside the pack"))
        return False
    if target.is_dir():
        findings.warnings.append(Fault(path, 0, "a link to a folder is not followed"))
        return False
    return True


def _is_pack_text(path: str) -> bool:
    top = path.split("/", 1)[0]
    if path in {"pack.toml", "routes.toml", "tone.toml"}:
        return True
    return (top in {"articles", "snippets"} and path.endswith(".md")) or (
        top in {"forms", "playbooks"} and path.endswith(".toml")
    )


def read_file(path: str, full: str, findings: Findings) -> PackFile | None:
    """One file; ``None`` (and noted) when it cannot be read as what it should be."""
    wanted = _is_pack_text(path)
    try:
        path.encode()
        with open(full, "rb") as file:  # noqa: PTH123 - a Path for each of 100,000 files costs a second
            if not wanted:
                return PackFile(path, hashlib.file_digest(file, "sha256").digest(), None)
            content = file.read(MAX_FILE_BYTES + 1)
    except UnicodeEncodeError:
        findings.faults.append(Fault(ascii(path), 0, "the file's name is not valid text"))
        return None
    except OSError as error:
        findings.faults.append(Fault(path, 0, f"cannot be read: {error.strerror}"))
        return None
    if len(content) > MAX_FILE_BYTES:
        findings.faults.append(Fault(path, 0, f"larger than {MAX_FILE_BYTES // 1024 // 1024} MB"))
        return None
    text = _decode(path, content, findings)
    return None if text is None else PackFile(path, hashlib.sha256(content).digest(), text)


def _decode(path: str, content: bytes, findings: Findings) -> str | None:
    """Text with plain line feeds and no byte order mark; editors on Windows add both, and neither is a fault."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        findings.faults.append(Fault(path, line, "not valid UTF-8; save the file as UTF-8"))
        return None
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        findings.faults.append(Fault(path, text.count("\n", 0, text.index("\0")) + 1, "holds a NUL character"))
        return None
    return text
