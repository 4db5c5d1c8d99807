"""The keyboard to the sidebar: at the start, and when a dialog or a sheet is over."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QWidget

LOOK_MS = 40
ROUNDS = 5  # attempts to take what nobody has, one after the other
STRAY_MS, STRAYS = 150, 40  # how often it is asked whether nobody has the keyboard, and how many times
SURE, PATIENCE = 5, 50  # looks: so many with the focus in a row are enough; more than so many are none of ours


class Focus(QObject):
    """Takes the keyboard focus and sees that it stays.

    A window manager gives no focus to a new dock window, and hands it to some other window when a dialog closes, maybe
    after the dialog has gone. So this looks again for a moment. Later it only watches: a keyboard that the window lost
    and that no other window has got, which happens when a window of ours closes late, comes back.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._had = self._looks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._strays = self._rounds = 0
        self._stray = QTimer(self)
        self._stray.setInterval(STRAY_MS)
        self._stray.timeout.connect(self._look_for_stray)
        QApplication.instance().focusWindowChanged.connect(self._moved)  # type: ignore[union-attr]  # there is one

    @Slot()
    def take(self) -> None:
        """Take it."""
        self._had = self._looks = 0
        self._timer.start()
        self._look()

    @Slot()
    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._stray.stop()

    @Slot(QWindow)
    def _moved(self, now: QWindow | None) -> None:
        on_x11 = QGuiApplication.platformName() == "xcb"
        if now is None and on_x11 and self._window.isVisible():
            self._strays = 0
            self._stray.start()
        else:
            self._stray.stop()
            self._rounds = 0

    @Slot()
    def _look_for_stray(self) -> None:
        from assist.ui import platform_x11  # noqa: PLC0415 - only where there is an X server

        if self._timer.isActive():
            return  # it is being taken now
        self._strays += 1
        window = self._window
        if not window.isVisible() or window.isMinimized() or self._strays > STRAYS:
            self._stray.stop()
        elif self._rounds < ROUNDS and platform_x11.nobody_has_keyboard():
            self._rounds += 1
            self._stray.stop()
            self.take()

    @Slot()
    def _look(self) -> None:
        window = self._window
        self._looks += 1
        other = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        if other is not None or not window.isVisible():
            self.stop()
        elif self._looks > PATIENCE:
            self._timer.stop()
            self._moved(None if not window.isActiveWindow() else window.windowHandle())
        elif not window.isActiveWindow():
            self._had = 0
            self._ask()
        else:
            self._had += 1
            if self._had >= SURE:
                self.stop()

    def _ask(self) -> None:
        self._window.raise_()
        self._window.activateWindow()
        # Most managers do what Qt asks for; the X server itself is asked from the second look on.
        if self._looks > 1 and QGuiApplication.platformName() == "xcb":
            from assist.ui import platform_x11  # noqa: PLC0415 - only where there is an X server

            platform_x11.focus(int(self._window.winId()))
