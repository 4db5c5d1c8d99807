"""The keyboard stays with the sheet on top: a focus that goes elsewhere in its window comes back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class KeepingFocus(QObject):
    """Qt gives the focus of a widget that is disabled, hidden or deleted to the next in the window, or to none.

    The next may lie behind the sheet. Then the focus goes to what had it last on the sheet, or where ``take`` puts it.
    Esc in the window itself, which has the keys while no widget has the focus, calls ``close``.
    """

    def __init__(self, sheet: QWidget, take: Callable[[], None], close: Callable[[], None]) -> None:
        super().__init__(sheet)
        self._sheet, self._take, self._close = sheet, take, close
        self._had: QWidget | None = None
        sheet.window().installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._moved)  # type: ignore[union-attr]  # a window has one

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate:
            QTimer.singleShot(0, self._look)
        elif event.type() == QEvent.Type.KeyPress and _is_escape(event) and self._is_on_top():
            self._close()
            return True
        return super().eventFilter(watched, event)

    def _is_on_top(self) -> bool:
        sheet = self._sheet
        under = sheet.parentWidget() if isValid(sheet) else None
        if under is None or not sheet.isVisible():
            return False
        others = [c for c in under.children() if isinstance(c, QWidget) and c.objectName() == sheet.objectName()]
        return [c for c in others if c.isVisible()][-1:] == [sheet]

    def _is_inside(self, widget: QWidget | None) -> bool:
        return widget is not None and (widget is self._sheet or self._sheet.isAncestorOf(widget))

    @Slot(QWidget, QWidget)
    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not isValid(self._sheet):
            return
        if self._is_inside(new):
            self._had = new
        elif new is None or new.window() is self._sheet.window():
            QTimer.singleShot(0, self._look)  # Qt is not done with the change yet

    @Slot()
    def _look(self) -> None:
        if not self._is_on_top():  # or it has gone by now
            return
        window = self._sheet.window()
        if self._is_inside(window.focusWidget()) or not window.isActiveWindow():
            return
        had = self._had
        if had is not None and isValid(had) and self._is_inside(had) and had.isVisible() and had.isEnabled():
            had.setFocus()
        else:
            self._take()


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
