"""Where things are: the program's own resources, and the one folder that holds all of a user's state."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs


def resources() -> Path:
    """The folder ``resources`` beside the package, or inside the frozen app."""
    frozen = getattr(sys, "_MEIPASS", None)
    base = Path(frozen) if frozen else Path(__file__).resolve().parents[2]
    return base / "resources"


def home() -> Path:
    """The state folder: ``ASSIST_HOME``, else the platform's place for application data. Not created here."""
    moved = os.environ.get("ASSIST_HOME")
    return Path(moved).expanduser().resolve() if moved else Path(platformdirs.user_data_dir("Assist", appauthor=False))
