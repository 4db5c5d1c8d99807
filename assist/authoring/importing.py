"""The importer with its readers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assist.intake.encoding import decode
from assist.packs.importing.importer import Importer, Options
from assist.packs.importing.model import ReadImage
from assist.packs.importing.reading import Reader
from assist.packs.importing.report import Report
from assist.services.ports import Progress

__all__ = ["Options", "import_pack"]


def import_pack(
    sources: Sequence[Path],
    folder: Path,
    options: Options,
    progress: Progress | None = None,
    read_image: ReadImage | None = None,
) -> Report:
    """Bring ``sources`` into the pack in ``folder``.

    Raises `InputError`, `StoreError`, and what ``progress`` raises: what was done by then is kept, and not done again.
    """
    reader = Reader(decode)
    try:
        return Importer(folder, reader.read, options, read_image).run(sources, progress)
    finally:
        reader.close()
