"""How the window looks just now: its colours, its icons, its language. Panels get one and are rebuilt for another."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from assist.domain.text import LocalText, is_han
from assist.ui import words
from assist.ui.theme import Colours

ICON_PX = 16


class Look:
    """Colours, icons tinted in them, and the window's locale (``en``, ``zh_CN``, ``zh_TW``)."""

    def __init__(
        self, colours: Colours, icons: Path, locale: str, traditional: Callable[[str], str] | None = None
    ) -> None:
        self.colours = colours
        self.locale = locale
        self._icons = icons
        self._traditional = traditional if locale == "zh_TW" else None

    def from_pack(self, text: LocalText) -> str:
        """A pack's text in the window's language, converted when the pack has no traditional Chinese."""
        tag = words.pack_language(self.locale)
        exact = tag in dict(text.by_language)
        return text.get(tag) if exact else self.converted(text.get(tag))

    def converted(self, text: str) -> str:
        """A Chinese text for the agent in the script of the window; others as they are."""
        chinese = self._traditional is not None and any(map(is_han, text))
        return self._traditional(text) if self._traditional is not None and chinese else text

    def icon(self, name: str, *, accent: bool = False) -> QIcon:
        """A line icon in the text colour, or in the accent."""
        tint = self.colours.accent if accent else self.colours.text
        icon = QIcon(_pixmap(self._icons / f"{name}.svg", tint))
        icon.addPixmap(_pixmap(self._icons / f"{name}.svg", self.colours.muted), QIcon.Mode.Disabled)
        return icon

    def pixmap(self, name: str, *, muted: bool = False) -> QPixmap:
        """The same as a picture, for a label."""
        return _pixmap(self._icons / f"{name}.svg", self.colours.muted if muted else self.colours.text)


@lru_cache(maxsize=256)
def _pixmap(path: Path, tint: str) -> QPixmap:
    scale = 2
    pixmap = QPixmap(QSize(ICON_PX, ICON_PX) * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    drawing = path.read_text("utf-8").replace("currentColor", tint)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, ICON_PX * scale, ICON_PX * scale))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
