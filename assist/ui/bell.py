"""A second start rings at the first one's window.

By a file in the state folder: Qt's sockets would bring code that can call out, and the app is shipped without.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

NAME = "assist.bell"


class Bell(QObject):
    """The window's side: ``rung`` when another start rang. The file is there as long as somebody listens."""

    rung = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = folder / NAME
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self.rung)
        with suppress(OSError):  # a folder that cannot be written is said elsewhere; a second start then only says so
            self._file.write_text("", encoding="utf-8")
            self._watcher.addPath(str(self._file))

    def close(self) -> None:
        """Listen no more."""
        self._watcher.fileChanged.disconnect(self.rung)
        with suppress(OSError):
            self._file.unlink(missing_ok=True)


def ring(folder: Path) -> bool:
    """Ask the window that runs on ``folder`` to come forward; whether one listens."""
    try:
        with (folder / NAME).open("r+", encoding="utf-8") as file:
            file.write(f"{os.getpid()}\n")
    except OSError:
        return False
    return True
