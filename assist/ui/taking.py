"""What is pasted, dropped or opened, to whoever can read it: a picture, sound, files, or a conversation as text."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from assist.ui.controller import Controller
from assist.ui.listening import Listening
from assist.ui.sight import Sight


class Taking:
    """Asks pictures first, then calls, then the readers of text."""

    def __init__(self, controller: Controller, sight: Sight, listening: Listening) -> None:
        self._controller = controller
        self._sight = sight
        self._listening = listening

    def clipboard(self) -> None:
        """What was copied."""
        self.data(QGuiApplication.clipboard().mimeData())

    def data(self, data: QMimeData) -> None:
        """What was copied or dropped."""
        files = [Path(u.toLocalFile()) for u in data.urls() if u.isLocalFile()]
        if files:
            self.files(*files)
        elif not self._sight.take(data):
            self._controller.paste(data.text())

    def files(self, *paths: Path) -> None:
        """A file or several: every picture joins the conversation, the others are opened."""
        others = [path for path in paths if not self._sight.take_file(path)]
        if others and not self._listening.take_file(others[0], *others[1:]):
            self._controller.opening.files(*others)
