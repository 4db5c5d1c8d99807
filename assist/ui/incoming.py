"""What comes to the window by itself: new files of a folder, copied conversations. Both are off until set up."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from assist.domain.settings import Settings
from assist.ui.clipboard_watch import ClipboardWatch
from assist.ui.controller import Controller
from assist.ui.folder_watch import FolderWatch
from assist.ui.panels.status import StatusBar
from assist.ui.parts import UiParts


class Incoming(QObject):
    """Made once; ``show_on`` is told each new status line."""

    def __init__(self, window: QWidget, parts: UiParts, controller: Controller) -> None:
        super().__init__(window)
        self._controller = controller
        reader = parts.reader
        self.folder = FolderWatch(reader, controller.tasks, controller.notices, self) if reader is not None else None
        self.clipboard = ClipboardWatch(parts.intake, controller.tasks, lambda: int(window.winId()), parent=self)
        self._status: StatusBar | None = None
        if self.folder is not None:
            self.folder.wanted.connect(controller.opening.conversations)
        self.clipboard.copied.connect(controller.paste)
        self.clipboard.changed.connect(self._show)

    def apply(self, settings: Settings) -> None:
        """Once the window shows, and when the settings change."""
        if self.folder is not None:
            self.folder.watch(settings.watch_folder)
        self.clipboard.watch(settings.clipboard_windows)

    def stop(self) -> None:
        """The window closes."""
        if self.folder is not None:
            self.folder.stop()
        self.clipboard.stop()

    def show_on(self, status: StatusBar) -> None:
        """The status line there is now."""
        self._status = status
        self._show()

    @Slot()
    def _show(self) -> None:
        if self._status is not None:
            self._status.show_clipboard(self.clipboard.state, self.clipboard.title)
