"""A word in passing, over the foot of the window: it moves nothing and goes by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget

from assist.domain.text import is_han

SHOWN_MS, LONGEST_MS = 1800, 6000
A_CHAR_MS = 80
"""What a character takes to be read, and a Chinese one twice that; short words stay for `SHOWN_MS`."""


def _reading_ms(text: str) -> int:
    return min(LONGEST_MS, max(SHOWN_MS, A_CHAR_MS * (len(text) + sum(map(is_han, text)))))


class Toast(QLabel):
    """Shows one text for a moment, above ``foot`` pixels from the top."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("toast")
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.setInterval(SHOWN_MS)
        self._end.timeout.connect(self.hide)
        self.hide()

    def say(self, text: str, foot: int) -> None:
        """Show ``text``."""
        width = self._over.width()
        self.setText(text)
        self.setAccessibleName(text)
        self.setFixedWidth(min(width - 48, self.fontMetrics().horizontalAdvance(text) + 28))
        self.adjustSize()
        self.move((width - self.width()) // 2, foot - self.height() - 12)
        self.show()
        self.raise_()
        self._end.start(_reading_ms(text))
