"""Where the sidebar stands: an edge of the screen, its full height, with its strip reserved where the system allows."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QRect, QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from assist.domain.settings import Settings

MIN_WIDTH, MAX_WIDTH = 360, 420
LEAST_BESIDE = 880
TITLE_BAR = 36
"""Room for the frame that the system draws above a window (pixels)."""


def place(available: QRect, edge: str, width: int) -> QRect:
    """The sidebar's rectangle in what the screen has free."""
    width = max(MIN_WIDTH, min(MAX_WIDTH, width, available.width()))
    left = available.left() if edge == "left" else available.left() + available.width() - width
    return QRect(left, available.top(), width, available.height())


def beside(screen: QRect, available: QRect, settings: Settings, size: QSize) -> QRect:
    """Where another window of ours opens: in the middle of what the strip leaves free, no larger than that.

    Where the system keeps the strip free, ``available`` is without it already. A screen that would leave less than
    `LEAST_BESIDE` beside the strip is used whole.
    """
    left = settings.edge == "left"
    kept = available.left() - screen.left() if left else screen.right() - available.right()
    free = QRect(available)
    if kept < MIN_WIDTH and available.width() - settings.width >= LEAST_BESIDE:
        free.adjust(settings.width if left else 0, 0, 0 if left else -settings.width, 0)
    width, height = min(size.width(), free.width()), min(size.height(), free.height() - TITLE_BAR)
    return QRect(
        free.left() + (free.width() - width) // 2,
        free.top() + TITLE_BAR + (free.height() - TITLE_BAR - height) // 2,
        width,
        height,
    )


def stand_beside(window: QWidget, settings: Settings, size: QSize) -> None:
    """Put a window beside the strip."""
    screen = window.screen() or QGuiApplication.primaryScreen()
    window.setGeometry(beside(screen.geometry(), screen.availableGeometry(), settings, size))


class Dock(QObject):
    """Keeps a window at its edge, also when the screen changes; gives its strip back at the end."""

    def __init__(self, window: QWidget, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._screen: QScreen | None = None
        self._reserved = False

    def apply(self, settings: Settings) -> None:
        """Take these settings and stand where they say."""
        self._settings = settings
        window = self._window
        if sys.platform == "linux":
            window.setAttribute(Qt.WidgetAttribute.WA_X11NetWmWindowTypeDock, self._reserves())
        on_top = bool(window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint)
        if on_top != settings.always_on_top:
            shown = window.isVisible()
            window.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, settings.always_on_top)
            window.setVisible(shown)
        self._follow(window.screen() or QGuiApplication.primaryScreen())
        self.stand()

    def release(self) -> None:
        """Give the strip back."""
        if self._reserved:
            _reserve(self._window, None, self._settings.edge)
            self._reserved = False

    @Slot()
    def stand(self) -> None:
        """Stand at the edge again."""
        if self._screen is None:
            return
        self.release()
        base = self._screen.geometry() if self._reserves() else self._screen.availableGeometry()
        free = self._screen.availableGeometry()
        rect = place(base, self._settings.edge, self._settings.width)
        rect.setTop(max(rect.top(), free.top()))
        rect.setBottom(min(rect.bottom(), free.bottom()))
        self._window.setGeometry(rect)
        if self._reserves() and self._window.isVisible():
            self._reserved = _reserve(self._window, rect, self._settings.edge)

    def _reserves(self) -> bool:
        return self._settings.reserve_space and QGuiApplication.platformName() in ("xcb", "windows")

    def _follow(self, screen: QScreen | None) -> None:
        if screen is self._screen:
            return
        if self._screen is not None:
            self._screen.geometryChanged.disconnect(self.stand)
        self._screen = screen
        if screen is not None:
            screen.geometryChanged.connect(self.stand)


def _reserve(window: QWidget, rect: QRect | None, edge: str) -> bool:
    platform = QGuiApplication.platformName()
    if platform == "xcb":
        from assist.ui import platform_x11  # noqa: PLC0415 - only where there is an X server

        return platform_x11.reserve(window, rect, edge)
    if platform == "windows":
        from assist.ui import platform_windows  # noqa: PLC0415 - only there

        return platform_windows.reserve(int(window.winId()), rect, edge)
    return False
