"""The Markdown box: colours for headings and placeholders, unknown placeholders marked, a preview as one types."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeySequence,
    QPalette,
    QShortcut,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextBrowser, QWidget

PREVIEW_MS = 120
_PLACE = re.compile(r"\{\{\s*([^{}\n]*?)\s*\}\}")
_HEADING = re.compile(r"#{1,6}\s")


class Highlighter(QSyntaxHighlighter):
    """Headings are bold; a placeholder has the accent, one that no form has a wavy line."""

    def __init__(self, document: QTextDocument, palette: QPalette, known: Callable[[str], bool]) -> None:
        super().__init__(document)
        self._known = known
        self.places = False
        self._heading = QTextCharFormat()
        self._heading.setFontWeight(QFont.Weight.Bold)
        self._place = QTextCharFormat()
        self._place.setForeground(palette.color(QPalette.ColorRole.Link))
        self._bad = QTextCharFormat()
        self._bad.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        self._bad.setUnderlineColor(QColor("#d33a2c"))

    def highlightBlock(self, text: str) -> None:
        if _HEADING.match(text):
            self.setFormat(0, len(text), self._heading)
        for match in _PLACE.finditer(text) if self.places else ():
            style = self._place if self._known(match[1]) else self._bad
            self.setFormat(match.start(), len(match[0]), style)


class Preview(QTextBrowser):
    """Shows Markdown; whatever it points at is not fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setAccessibleName(self.tr("Preview"))
        self.document().setDocumentMargin(12)

    def loadResource(self, kind: int, name: object) -> object:  # noqa: ARG002 - Qt's signature
        return None

    def show_markdown(self, text: str) -> None:
        """Show a text, staying where the reader was."""
        place = self.verticalScrollBar().value()
        self.setMarkdown(_PLACE.sub(lambda m: f"**‹{m[1]}›**", text))
        self.verticalScrollBar().setValue(place)


class MarkdownBox(QPlainTextEdit):
    """Plain text with a few keys: Ctrl+B and Ctrl+I set marks around what is selected."""

    settled = Signal(str)
    """The text, a moment after the last key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("Text, in Markdown"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PREVIEW_MS)
        self._timer.timeout.connect(self._settled)
        self.textChanged.connect(self._timer.start)
        for keys, mark in (("Ctrl+B", "**"), ("Ctrl+I", "*")):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setProperty("mark", mark)
            shortcut.activated.connect(self._mark)

    def insert_place(self, name: str) -> None:
        """A placeholder where the cursor is."""
        self.insertPlainText(f"{{{{{name}}}}}")
        self.setFocus()

    @Slot()
    def _mark(self) -> None:
        mark = str(self.sender().property("mark"))
        cursor = self.textCursor()
        text = cursor.selectedText()
        inner = len(mark)
        if text.startswith(mark) and text.endswith(mark) and len(text) > 2 * inner:
            cursor.insertText(text[inner:-inner])
        else:
            cursor.insertText(f"{mark}{text}{mark}")

    @Slot()
    def _settled(self) -> None:
        self.settled.emit(self.toPlainText())
