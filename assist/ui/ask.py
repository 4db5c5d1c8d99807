"""The real dialogs behind the seam `Asker`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


class QtAsker:
    """Native dialogs, modal to the sidebar; ``choose`` offers lines on one of its own sheets."""

    def __init__(self, parent: QWidget, choose: Callable[[str, tuple[str, ...], tuple[str, ...]], int | None]) -> None:
        self._parent = parent
        self._choose = choose

    def save_path(self, title: str, suggested: str, kind: str) -> Path | None:
        """Where to save; the ending is added when the user left it out."""
        name, _ = QFileDialog.getSaveFileName(self._parent, title, suggested, f"*.{kind}")
        if not name:
            return None
        path = Path(name)
        return path if path.suffix else path.with_suffix(f".{kind}")

    def open_path(self, title: str) -> Path | None:
        """Which file to open."""
        name, _ = QFileDialog.getOpenFileName(self._parent, title)
        return Path(name) if name else None

    def open_folder(self, title: str) -> Path | None:
        """Which folder to read."""
        name = QFileDialog.getExistingDirectory(self._parent, title)
        return Path(name) if name else None

    def choose(self, title: str, options: tuple[str, ...], found_by: tuple[str, ...] = ()) -> int | None:
        """One of several."""
        return self._choose(title, options, found_by)
