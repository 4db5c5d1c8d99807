"""Figures measured once for a pack, kept as JSON beside its index under the stamp of all they rest on."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

Figures = dict[str, tuple[float, ...]]


def recall(path: Path, stamp: str) -> Figures | None:
    """The figures kept under ``stamp``; ``None`` when there are none, or the file is damaged."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if found["stamp"] != stamp:
            return None
        return {str(name): tuple(float(v) for v in values) for name, values in found["figures"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def keep(path: Path, stamp: str, figures: Mapping[str, tuple[float, ...]]) -> None:
    """Write atomically; a disk that cannot be written costs the measuring only."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    except OSError:
        return
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"stamp": stamp, "figures": figures}, file)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
