"""Painting that costs the window no stall."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter


def fill(painter: QPainter, area: QRect, colour: QColor) -> None:
    """An area in one colour.

    ``QPainter.fillRect`` is not used: to choose among its forms PySide makes the names of all gradients and patterns
    when it is first called, which takes some 10 ms in the middle of a painting.
    """
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(area)
    painter.restore()
