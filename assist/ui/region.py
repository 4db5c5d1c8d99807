"""Choosing a part of the screen once: the screen as it is, darkened, and a rectangle drawn with mouse or keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QScreen
from PySide6.QtWidgets import QWidget

from assist.ui.painting import fill

LEAST = 60
_STEP = 10


class RegionPicker(QWidget):
    """Covers one screen. ``picked`` carries desktop coordinates; Esc or a second look away gives up.

    With the keyboard: arrows move the rectangle, Shift and arrows size it, Enter takes it.
    """

    picked = Signal(QRect)
    given_up = Signal()

    def __init__(self, screen: QScreen, before: QRect) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Assist")
        self.setAccessibleName(self.tr("Choose the part of the screen that shows the chat"))
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._screen_at = screen.geometry()
        self._picture: QPixmap = screen.grabWindow(0)
        self._start: QPoint | None = None
        inside = before.translated(-self._screen_at.topLeft())
        whole = QRect(QPoint(0, 0), self._screen_at.size())
        self._region = inside if whole.contains(inside) and inside.isValid() else QRect()
        self.setGeometry(self._screen_at)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.drawPixmap(self.rect(), self._picture)
        fill(painter, self.rect(), QColor(0, 0, 0, 110))
        if self._region.isValid():
            ratio = self._picture.devicePixelRatio()
            source = QRect(self._region.topLeft() * ratio, self._region.size() * ratio)
            painter.drawPixmap(self._region, self._picture, source)
            painter.setPen(QPen(QColor("white"), 2))
            painter.drawRect(self._region)
        self._paint_words(painter)
        painter.end()

    def _paint_words(self, painter: QPainter) -> None:
        words = self.tr("Draw around the chat · Arrows move, Shift+Arrows size, Enter takes it · Esc leaves")
        box = painter.fontMetrics().boundingRect(words).adjusted(-14, -8, 14, 8)
        box.moveCenter(QPoint(self.width() // 2, 40))
        fill(painter, box, QColor(0, 0, 0, 210))
        painter.setPen(QColor("white"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._start = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._start is not None:
            self._region = QRect(self._start, event.position().toPoint()).normalized()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002 - Qt's signature
        self._start = None
        self._take()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrows = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.close()
            self.given_up.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif key in arrows:
            sized = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._nudge(*arrows[key], sized=sized)

    def _nudge(self, x: int, y: int, *, sized: bool) -> None:
        if not self._region.isValid():
            self._region = QRect(self.width() // 4, self.height() // 4, self.width() // 3, self.height() // 2)
        elif sized:
            self._region.adjust(0, 0, x * _STEP, y * _STEP)
        else:
            self._region.translate(x * _STEP, y * _STEP)
        self._region = self._region.intersected(self.rect())
        self.update()

    def _take(self) -> None:
        if self._region.width() < LEAST or self._region.height() < LEAST:
            self.update()
            return
        region = self._region.translated(self._screen_at.topLeft())
        self.close()
        self.picked.emit(region)


def pick(beside: QWidget, before: QRect) -> RegionPicker:
    """Cover the screen that ``beside`` is on."""
    picker = RegionPicker(beside.screen() or QGuiApplication.primaryScreen(), before)
    picker.showFullScreen()
    picker.activateWindow()
    picker.setFocus()
    return picker
