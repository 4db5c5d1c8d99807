"""Keeps menus, lists and tool tips of the sidebar on its strip.

Qt keeps popups within what a screen has free, and the strip the sidebar reserves is not free: by itself it puts them
beside the strip, where another program's window is.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QToolButton, QWidget

_MARGIN = 4
_POPUPS = (Qt.WindowType.Popup, Qt.WindowType.ToolTip)


def moved(popup: QRect, anchor: QRect, strip: QRect, screen: QRect) -> QPoint:
    """Where the top left corner of a popup goes that belongs to what is at ``anchor``; all in the screen's pixels.

    One that is on the strip already stays. Others begin where the anchor begins, or end where it ends.
    """
    x = popup.x()
    if popup.left() < strip.left() or popup.right() > strip.right():
        room = strip.right() + 1 - _MARGIN
        x = anchor.left() if anchor.left() + popup.width() <= room else anchor.right() + 1 - popup.width()
        x = max(strip.left() + _MARGIN, min(x, room - popup.width()))
    x = max(screen.left(), min(x, screen.right() + 1 - popup.width()))
    y = max(screen.top(), min(popup.y(), screen.bottom() + 1 - popup.height()))
    return QPoint(x, y)


class Popups(QObject):
    """Watches the application; moves what pops up from the window as it is shown."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # a window has an application

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and self._is_ours(watched):
            strip, screen = self._window.geometry(), self._window.screen().geometry()
            watched.move(moved(watched.geometry(), self._anchor(watched), strip, screen))
        return False

    def _is_ours(self, widget: QWidget) -> bool:
        if not widget.isWindow() or widget.windowType() not in _POPUPS:
            return False
        parent = widget.parentWidget()
        return parent is None or parent.window() is self._window

    def _anchor(self, popup: QWidget) -> QRect:
        """The list's box, the menu's button; for anything else the mouse."""
        owner = popup.parentWidget()
        if not isinstance(owner, QComboBox):
            buttons: list[QToolButton | QPushButton] = [*self._window.findChildren(QToolButton)]
            buttons += self._window.findChildren(QPushButton)
            owner = next((b for b in buttons if b.menu() is popup and b.isVisible()), None)
        if owner is None:
            return QRect(QCursor.pos(), QCursor.pos())
        return QRect(owner.mapToGlobal(QPoint(0, 0)), owner.size())
