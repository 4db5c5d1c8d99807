"""Images in documents: a mark stands for each until its text is read, or it is named as left out."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

from assist.domain.errors import AssistError
from assist.packs.importing.model import Document, LeftOut, Picture, ReadImage

PICTURE_BYTES = 8 * 1024 * 1024
_MARK = re.compile("\u2997\\d+\u2998")

Pictures = list[Picture]


def picture_mark(alt: str, source: str, folder: Path, pictures: Pictures) -> str:
    """A mark in place of an image, which is added to ``pictures`` with its data when the file is near the page."""
    mark = f"\u2997{len(pictures)}\u2998"
    pictures.append(Picture(mark, alt.strip() or source.rpartition("/")[2][:80] or "picture", _near(source, folder)))
    return mark


def _near(source: str, folder: Path) -> bytes | None:
    if not source or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", source):
        return None
    name = unquote(source.partition("?")[0].partition("#")[0])
    try:
        path = (folder / name.lstrip("/")).resolve()
        if not path.is_file() or path.stat().st_size > PICTURE_BYTES or path.suffix.lower() == ".svg":
            return None
        if folder.resolve() not in path.parents and folder.resolve().parent not in path.parents:
            return None
        return path.read_bytes()
    except (OSError, ValueError):
        return None


def mark_for(pictures: Pictures, name: str, data: bytes | None) -> str:
    """A mark for an image whose bytes are at hand."""
    mark = f"\u2997{len(pictures)}\u2998"
    pictures.append(Picture(mark, name, data if data and len(data) <= PICTURE_BYTES else None))
    return mark


def with_texts(document: Document, read: ReadImage | None) -> tuple[Document, tuple[LeftOut, ...]]:
    """The document with the text of its images in their places, and the images that have none."""
    body, left = document.body, []
    for picture in document.pictures:
        text = _read(picture, read)
        if isinstance(text, LeftOut):
            left.append(text)
            text = ""
        lines = " / ".join(" ".join(line.split()) for line in text.splitlines() if line.strip())
        body = body.replace(picture.mark, f"[{picture.name}: {lines}]" if lines else "")
    body = re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", _MARK.sub("", body)))
    return replace(document, body=body.strip("\n"), pictures=()), tuple(left)


def _read(picture: Picture, read: ReadImage | None) -> str | LeftOut:
    if picture.data is None:
        return LeftOut(picture.name, "a picture that is not beside the page, or too large")
    if read is None:
        return LeftOut(picture.name, "a picture; its text was not read")
    try:
        return read(picture.data)
    except Exception as error:  # noqa: BLE001 - one bad image must not cost the document
        why = str(error).splitlines()[0] if isinstance(error, AssistError) and str(error) else type(error).__name__
        return LeftOut(picture.name, f"a picture that could not be read ({why})")
