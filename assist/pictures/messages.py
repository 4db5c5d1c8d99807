"""What travels between the window's process and the one that reads pictures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ReadPixels:
    """Raw pixels: ``width`` x ``height``, four bytes each (blue, green, red, unused), rows without padding."""

    width: int
    height: int
    data: bytes


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A picture file: PNG, JPEG, WebP, BMP, TIFF or GIF."""

    path: Path


@dataclass(frozen=True, slots=True)
class ReadVideo:
    """A video file: its frames that show other text than the ones before."""

    path: Path
