"""The port ``Typist``: the clipboard, and typing into the window that had the focus before the sidebar."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget


class QtTypist(QObject):
    """Remembers which window was active before the sidebar, as often as the sidebar loses or takes the focus.

    Typing into it is: copy, activate it, press Ctrl+V. So the text also stays on the clipboard.
    """

    leaving = Signal()  # the focus is about to be given away on purpose

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._previous = 0
        self._watch = QTimer(self)
        self._watch.setInterval(500)
        self._watch.timeout.connect(self._look)
        QGuiApplication.instance().applicationStateChanged.connect(self._state_changed)  # type: ignore[union-attr]

    def copy(self, text: str) -> None:
        """Onto the clipboard."""
        QGuiApplication.clipboard().setText(text)

    def type_into_previous(self, text: str) -> bool:
        """Into the window used before; ``False`` when that could not be done (the text is on the clipboard)."""
        self.copy(text)
        if not self._previous:
            return False
        self.leaving.emit()
        if QGuiApplication.platformName() == "xcb":
            from assist.ui import platform_x11  # noqa: PLC0415 - only where there is an X server

            return platform_x11.paste_into(self._previous)
        if sys.platform == "win32":
            from assist.ui import platform_windows  # noqa: PLC0415 - only there

            return platform_windows.paste_into(self._previous)
        return False

    def watch(self, *, active: bool) -> None:
        """Look at the active window while the sidebar does not have the focus, if typing is how cards are inserted."""
        if active:
            self._watch.start()
            self._look()
        else:
            self._watch.stop()

    @Slot()
    def _state_changed(self) -> None:
        self._look()

    @Slot()
    def _look(self) -> None:
        platform = QGuiApplication.platformName()
        if platform == "xcb":
            from assist.ui import platform_x11  # noqa: PLC0415 - only where there is an X server

            active = platform_x11.active_window()
        elif sys.platform == "win32":
            from assist.ui import platform_windows  # noqa: PLC0415 - only there

            active = platform_windows.active_window()
        else:
            return
        if active and active != int(self._window.winId()):
            self._previous = active
