"""Two quiet charts, painted: bars over days, and bars beside names. Values are written, never told by colour alone."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from assist.ui.painting import fill
from assist.ui.theme import Colours

HEIGHT = 150
ROW = 24
_FOOT = 18


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its length, the part of it that is set apart, and what is written at its end."""

    name: str
    value: float
    part: float = 0.0
    text: str = ""


class _Chart(QWidget):
    """Bars of which one can be chosen, like a row: with the mouse, or with two arrows and Enter."""

    chosen = Signal(int)
    _back: Qt.Key
    _on: Qt.Key

    def __init__(self, colours: Colours, name: str) -> None:
        super().__init__()
        self._colours = colours
        self._name = name
        self._bars: tuple[Bar, ...] = ()
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @abstractmethod
    def _said(self, bars: Sequence[Bar]) -> str:
        """The bars, read aloud."""

    @abstractmethod
    def _bar_at(self, place: QPointF) -> int:
        """The number of the bar at a place; there may be no such bar."""

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Other values."""
        self._bars, self._at = tuple(bars), -1
        self.setAccessibleName(f"{self._name}: {self._said(self._bars)}")
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (self._back, self._on) and self._bars:
            step = 1 if event.key() == self._on else -1
            self._at = max(0, min(len(self._bars) - 1, self._at + step))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._at >= 0:
            self.chosen.emit(self._at)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._bar_at(event.position())
        if 0 <= at < len(self._bars):
            self._at = at
            self.update()
            self.chosen.emit(at)


class DayChart(_Chart):
    """Columns from left to right; the part set apart is the lower, stronger one."""

    _back, _on = Qt.Key.Key_Left, Qt.Key.Key_Right

    def __init__(self, colours: Colours, name: str) -> None:
        super().__init__(colours, name)
        self.setMinimumHeight(HEIGHT)

    def _said(self, bars: Sequence[Bar]) -> str:
        return ", ".join(f"{b.name} {b.value:g}" for b in bars[-31:])

    def _bar_at(self, place: QPointF) -> int:
        return int(place.x() / self._step)

    def sizeHint(self) -> QSize:
        return QSize(400, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        top = max((b.value for b in self._bars), default=0.0)
        floor = self.height() - _FOOT
        painter.drawLine(0, floor, self.width(), floor)
        if not top:
            painter.end()
            return
        step = self._step
        if 0 <= self._at < len(self._bars):
            fill(painter, QRect(int(self._at * step), 0, max(2, int(step)), floor), QColor(self._colours.hover))
        for i, bar in enumerate(self._bars):
            self._column(painter, int(i * step), max(2, int(step) - 3), floor, bar, top)
        self._names(painter, step, floor, top)
        if self.hasFocus() and self._at >= 0:
            painter.setPen(QColor(self._colours.accent))
            painter.drawRect(int(self._at * step), 0, max(2, int(step)), floor)
        painter.end()

    @property
    def _step(self) -> float:
        return self.width() / max(len(self._bars), 14)

    def _column(self, painter: QPainter, x: int, width: int, floor: int, bar: Bar, top: float) -> None:  # noqa: PLR0917
        space = floor - _FOOT
        whole, part = int(space * bar.value / top), int(space * bar.part / top)
        fill(painter, QRect(x, floor - whole, width, whole), QColor(self._colours.soft))
        fill(painter, QRect(x, floor - part, width, part), QColor(self._colours.accent))

    def _names(self, painter: QPainter, step: float, floor: int, top: float) -> None:
        metrics = QFontMetrics(self.font())
        painter.drawText(0, metrics.ascent(), f"{top:g}")
        room = metrics.horizontalAdvance("00-00") + 12
        last = -room
        for i, bar in enumerate(self._bars):
            x = int(i * step)
            if x - last >= room and x + room <= self.width() + 12:
                painter.drawText(x, floor + metrics.ascent() + 2, bar.name)
                last = x


class NameChart(_Chart):
    """Rows with a name, a bar and a text."""

    _back, _on = Qt.Key.Key_Up, Qt.Key.Key_Down

    def _said(self, bars: Sequence[Bar]) -> str:
        return ", ".join(f"{b.name} {b.text}" for b in bars[:20])

    def _bar_at(self, place: QPointF) -> int:
        return int(place.y()) // ROW

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Other values."""
        super().show_bars(bars)
        self.setFixedHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(400, max(ROW, ROW * len(self._bars)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        metrics = QFontMetrics(self.font())
        top = max((b.value for b in self._bars), default=0.0) or 1.0
        names = int(self.width() * 0.42)
        texts = max((metrics.horizontalAdvance(b.text) for b in self._bars), default=0) + 8
        for i, bar in enumerate(self._bars):
            row = QRect(0, i * ROW, self.width(), ROW)
            if i == self._at:
                fill(painter, row, QColor(self._colours.hover))
            name = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, names - 8)
            painter.setPen(self.palette().color(QPalette.ColorRole.Text))
            painter.drawText(row.adjusted(4, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, name)
            room = max(20, self.width() - names - texts)
            whole, part = int(room * bar.value / top), int(room * bar.part / top)
            fill(painter, QRect(names, row.top() + 6, whole, ROW - 12), QColor(self._colours.soft))
            fill(painter, QRect(names, row.top() + 6, part, ROW - 12), QColor(self._colours.accent))
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(QRect(names + whole + 6, row.top(), texts, ROW), Qt.AlignmentFlag.AlignVCenter, bar.text)
        if self.hasFocus() and self._at >= 0:
            painter.setPen(QColor(self._colours.accent))
            painter.drawRect(QRect(0, self._at * ROW, self.width() - 1, ROW - 1))
        painter.end()
