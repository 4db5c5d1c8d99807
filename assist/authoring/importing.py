"""The importer with its readers: documents in one process, the text in pictures in another."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from assist.domain.errors import InputError
from assist.intake.encoding import decode
from assist.packs.importing.importer import Importer, Options
from assist.packs.importing.model import ReadImage
from assist.packs.importing.reading import Reader
from assist.packs.importing.report import Report
from assist.pictures.client import PictureProcess
from assist.services.ports import Progress

__all__ = ["Options", "PictureText", "import_pack"]


class PictureText:
    """Implements ``ReadImage`` with the picture reader's process, which is started with the first picture."""

    def __init__(self) -> None:
        self._process = PictureProcess()

    def __call__(self, data: bytes) -> str:
        """The lines of text in an image file; empty where there are none. Raises `AssistError`."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"picture{_ending(data)}"
            path.write_bytes(data)
            return "\n".join(line.text for line in self._process.read_picture(path).lines)

    def close(self) -> None:
        """End the process."""
        self._process.close()


def import_pack(
    sources: Sequence[Path],
    folder: Path,
    options: Options,
    progress: Progress | None = None,
    *,
    images: bool = True,
) -> Report:
    """Bring ``sources`` into the pack in ``folder``; ``images``: with the text in pictures beside the pages.

    Raises `InputError`, `StoreError`, and what ``progress`` raises: what was done by then is kept, and not done again.
    """
    reader = Reader(decode)
    pictures = PictureText() if images else None
    read_image: ReadImage | None = pictures
    try:
        return Importer(folder, reader.read, options, read_image).run(sources, progress)
    finally:
        reader.close()
        if pictures is not None:
            pictures.close()


def _ending(data: bytes) -> str:
    """By the first bytes. Raises `InputError` for what is no picture."""
    for magic, ending in ((b"\x89PNG", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"RIFF", ".webp"), (b"BM", ".bmp")):
        if data.startswith(magic):
            return ending
    raise InputError("not a kind of picture that is read")
