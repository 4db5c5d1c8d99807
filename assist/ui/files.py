"""Writing a file the agent chose: all of it or nothing."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from assist.domain.errors import WorldError


def write(path: Path, text: str) -> None:
    """Write ``text`` as UTF-8; the file that was there stays until the new one is complete. Raises `WorldError`."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise WorldError(f"{path}: {error.strerror}") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise WorldError(f"{path}: {error.strerror}") from error
