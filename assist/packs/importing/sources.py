"""The files to bring in: every one is either read or named as left out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from assist.domain.errors import InputError
from assist.packs.importing.model import LeftOut, SourceFile

READ = {
    ".md": "markdown", ".markdown": "markdown", ".mdx": "markdown", ".txt": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".mhtml": "mhtml", ".mht": "mhtml",
    ".pdf": "pdf", ".docx": "docx", ".csv": "csv", ".tsv": "csv", ".xlsx": "xlsx", ".xlsm": "xlsx",
    ".json": "json", ".jsonl": "json", ".ndjson": "json",
}  # fmt: skip
_OLD = {
    ".doc": "an old Word file; save it as .docx", ".xls": "an old Excel file; save it as .xlsx",
    ".ppt": "a presentation; save it as .pdf", ".pptx": "a presentation; save it as .pdf",
    ".odt": "an OpenDocument text; save it as .docx", ".ods": "an OpenDocument table; save it as .xlsx",
    ".rtf": "rich text; save it as .docx", ".zip": "an archive; unpack it first",
    ".gz": "an archive; unpack it first", ".tar": "an archive; unpack it first", ".7z": "an archive; unpack it first",
}  # fmt: skip
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".svg", ".ico"})
_PARTS_OF_PAGES = frozenset({".css", ".js", ".woff", ".woff2", ".ttf", ".map", ".mjs"})


def find_sources(roots: Sequence[Path], target: Path) -> tuple[list[SourceFile], list[LeftOut]]:
    """Every file under ``roots`` by its key, and what is no knowledge; ``target`` itself is passed over.

    Raises `InputError` for a root that is not there.
    """
    names: dict[str, Path] = {}
    found: list[SourceFile] = []
    left: list[LeftOut] = []
    for root in roots:
        whole = root.expanduser().resolve()
        if not whole.exists():
            raise InputError(f"{root}: no such file or folder")
        name = whole.name or "root"
        if names.setdefault(name, whole) != whole:
            name = whole.as_posix().strip("/").replace("/", "-")
        files = [("", whole)] if whole.is_file() else _files(whole, target.resolve(), left, name)
        for inner, path in files:
            key = f"{name}/{inner}" if inner else name
            why = not_read(path)
            if why:
                left.append(LeftOut(key, why))
            else:
                found.append(SourceFile(key, path))
    found.sort(key=lambda s: s.key)
    return found, left


def kind_of(path: Path) -> str:
    """Which reader takes this file; empty for none."""
    return READ.get(path.suffix.lower(), "")


def not_read(path: Path) -> str:
    """Why a file is not read; empty when it is."""
    suffix = path.suffix.lower()
    if suffix in READ:
        return ""
    if suffix in _PICTURES:
        return "a picture; its text is read where a page shows it"
    if suffix in _PARTS_OF_PAGES:
        return "part of a page's looks"
    return _OLD.get(suffix, f"not a kind of file that is read ({suffix or 'no ending'})")


def _files(root: Path, target: Path, left: list[LeftOut], name: str) -> Iterator[tuple[str, Path]]:
    for folder, folders, files in os.walk(root):
        here = Path(folder)
        folders[:] = sorted(f for f in folders if (here / f).resolve() != target)
        for file in sorted(files):
            path = here / file
            inner = path.relative_to(root).as_posix()
            if any(part.startswith(".") for part in inner.split("/")):
                left.append(LeftOut(f"{name}/{inner}", "hidden (its name or its folder's begins with a dot)"))
            elif path.is_symlink() and not path.resolve().is_relative_to(root):
                left.append(LeftOut(f"{name}/{inner}", "a link that leads outside the folder"))
            else:
                yield inner, path
