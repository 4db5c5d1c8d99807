"""Text that is laid out once and painted: cut after some lines, characters marked, its height known beforehand."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontInfo,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

LINE_SEPARATOR = "\u2028"


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters ``[start, end)`` to mark; ``active`` ones strongly (tinted), the others by an underline."""

    start: int
    end: int
    active: bool = False


def utf16(text: str, index: int) -> int:
    """Qt counts UTF-16 units where Python counts characters."""
    return index + sum(ord(c) > 0xFFFF for c in text[:index])


def line_step(font: QFont) -> int:
    """Pixels from line to line: the font's own, but 1.3 to 1.4 times its size (CJK fonts ask for more)."""
    size = QFontInfo(font).pixelSize()
    return max(round(1.3 * size), min(QFontMetrics(font).lineSpacing(), round(1.4 * size)))


def formats(text: str, marks: tuple[Mark, ...], palette: QPalette) -> list[QTextLayout.FormatRange]:
    """Qt's format ranges for the marks; what lies outside the text is left out."""
    ranges = []
    for mark in sorted(marks, key=lambda m: m.active):
        start, end = max(0, mark.start), min(len(text), mark.end)
        if start >= end:
            continue
        style = QTextCharFormat()
        style.setUnderlineColor(palette.color(QPalette.ColorRole.Link))
        style.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        if mark.active:
            style.setBackground(palette.brush(QPalette.ColorRole.AlternateBase))
            style.setFontWeight(QFont.Weight.DemiBold)
        piece = QTextLayout.FormatRange()
        piece.start = utf16(text, start)
        piece.length = utf16(text, end) - piece.start
        piece.format = style
        ranges.append(piece)
    return ranges


def _fill(text: str, font: QFont, width: int, limit: int) -> tuple[QTextLayout, int]:
    """A layout of at most ``limit`` lines (0: all), and how many UTF-16 units of the text did fit."""
    layout = QTextLayout(text, font)
    option = layout.textOption()
    option.setWrapMode(option.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    step = line_step(font)
    metrics = QFontMetrics(font)
    base = (step - metrics.lineSpacing()) // 2 + metrics.ascent()
    layout.beginLayout()
    used, count = 0, 0
    while not limit or count < limit:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        # The font another script falls back to asks for more room above: all lines stand on the base line all the same.
        line.setPosition(QPointF(0, count * step + base - line.ascent()))
        used = line.textStart() + line.textLength()
        count += 1
    layout.endLayout()
    return layout, used


def lay_out(text: str, font: QFont, width: int, limit: int = 0) -> tuple[QTextLayout, str]:
    """Lay ``text`` out in ``limit`` lines at most, an ellipsis in the last; also returns what is shown."""
    width = max(16, width)
    whole = text.replace("\n", LINE_SEPARATOR)
    # A character takes a pixel, or a line: more than so many hardly ever fit, and looking at them all takes its time.
    shown = whole[: limit * (width + 1)] if limit else whole
    layout, used = _fill(shown, font, width, limit)
    units = shown.encode("utf-16-le")
    if used * 2 >= len(units) and len(shown) < len(whole):  # most of them take no room
        shown, units = whole, whole.encode("utf-16-le")
        layout, used = _fill(shown, font, width, limit)
    if used * 2 >= len(units):
        return layout, shown
    last = layout.lineAt(layout.lineCount() - 1).textStart()
    head = units[: last * 2].decode("utf-16-le", "ignore")
    rest = units[last * 2 :].decode("utf-16-le", "ignore").split(LINE_SEPARATOR)[0] + "…"
    rest = QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
    shown = head + rest
    return _fill(shown, font, width, limit)[0], shown


class TextBlock(QWidget):
    """A painted text. With ``reserve`` it always takes the height of its ``limit`` lines, whatever its text."""

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        limit: int = 0,
        reserve: bool = False,
        role: QPalette.ColorRole = QPalette.ColorRole.Text,
    ) -> None:
        super().__init__(parent)
        self._text = ""
        self._marks: tuple[Mark, ...] = ()
        self._limit = limit
        self._reserve = reserve
        self._least = 0
        self._role = role
        self._layout: QTextLayout | None = None
        self._shown = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def text(self) -> str:
        """The whole text, cut or not."""
        return self._text

    @property
    def is_cut(self) -> bool:
        """Whether not all of the text is shown."""
        self._laid()
        return self._shown != self._text.replace("\n", LINE_SEPARATOR)

    def set_text(self, text: str, marks: tuple[Mark, ...] = ()) -> None:
        """Show another text. Asks for a new layout of its surroundings only when its height changes."""
        if text == self._text and marks == self._marks:
            return
        before = self.heightForWidth(self.width())
        self._text, self._marks = text, marks
        self._layout = None
        if self.heightForWidth(self.width()) != before:
            self.updateGeometry()
        self.update()

    def set_limit(self, limit: int) -> None:
        """Show at most ``limit`` lines; 0 shows all."""
        if limit != self._limit:
            self._limit = limit
            self._layout = None
            self.updateGeometry()
            self.update()

    @property
    def limit(self) -> int:
        """How many lines are shown at most; 0: all."""
        return self._limit

    def set_least(self, least: int) -> None:
        """Take the height of at least ``least`` lines."""
        if least != self._least:
            self._least = least
            self.updateGeometry()

    def set_role(self, role: QPalette.ColorRole) -> None:
        """Take another of the palette's text colours."""
        self._role = role
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        spacing = line_step(self.font())
        if self._reserve and self._limit:
            return spacing * self._limit
        if width == self.width() and self._layout is not None:
            return spacing * max(1, self._least, self._layout.lineCount())
        return spacing * max(1, self._least, lay_out(self._text, self.font(), width, self._limit)[0].lineCount())

    def sizeHint(self) -> QSize:
        return QSize(120, self.heightForWidth(max(self.width(), 120)))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, line_step(self.font()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.oldSize().width() != event.size().width():
            self._layout = None
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        layout = self._laid()
        painter = QPainter(self)
        painter.setPen(self.palette().color(self._role))
        layout.draw(painter, QPointF(0, 0), formats(self._shown, self._marks, self.palette()))
        painter.end()

    def _laid(self) -> QTextLayout:
        if self._layout is None:
            self._layout, self._shown = lay_out(self._text, self.font(), self.width(), self._limit)
        return self._layout
