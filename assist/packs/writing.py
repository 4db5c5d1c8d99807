"""Small files that are there whole or not at all, however the program ends."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def write_whole(path: Path, text: str, mode: int = 0o644) -> None:
    """Put ``text`` in place of what is at ``path``, through a file beside it; raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)  # noqa: PTH105 - atomic on every platform, which Path.rename is not
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def write_record(path: Path, record: Mapping[str, Any]) -> None:
    """A JSON object, written whole."""
    write_whole(path, json.dumps(record, ensure_ascii=False, indent=1) + "\n")


def read_record(path: Path) -> dict[str, Any] | None:
    """The JSON object at ``path``; ``None`` when there is none that can be read."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None
