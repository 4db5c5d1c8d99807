"""Sheets: what lies over the sidebar for a while (an article, the keys, the settings), and goes with Esc."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from assist.domain.assistance import Hit
from assist.domain.pack import Article
from assist.ui.look import Look
from assist.ui.panels.common import Elided, icon_button, label, text_button
from assist.ui.panels.keeping_focus import KeepingFocus


def _behind(widget: QWidget | None) -> QWidget | None:
    """What the focus goes back to: a sheet that ``widget`` is on goes when another comes, so what was before that."""
    at = widget
    while at is not None:
        if isinstance(at, Sheet):
            return at.before
        at = at.parentWidget()
    return widget


class Sheet(QWidget):
    """A scrim over the whole window with a sheet on it. The focus goes back to where it was."""

    closed = Signal()

    def __init__(self, parent: QWidget, look: Look, title: str) -> None:
        super().__init__(parent)
        self.setObjectName("scrim")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.before = _behind(parent.window().focusWidget())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(8, 44, 8, 8)
        frame = QFrame()
        frame.setObjectName("sheet")
        self._frame = frame
        outer.addWidget(frame)
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 8, 8, 12)
        head = QHBoxLayout()
        self._title = Elided(title, "title")
        head.addWidget(self._title, 1)
        self._close = icon_button(look, "close", self.tr("Close"), "Esc")
        self._close.clicked.connect(self.close_sheet)
        head.addWidget(self._close)
        column.addLayout(head)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 8, 0)
        column.addLayout(self.body, 1)
        parent.installEventFilter(self)
        self.setGeometry(parent.rect())
        self.show()
        self.raise_()
        self._close.setFocus()
        self._keeping = KeepingFocus(self, self.take_focus, self.close_sheet)
        self.set_title(title)

    def set_title(self, title: str) -> None:
        """What is at the top, and what is read out."""
        self._title.setText(title)
        self._frame.setAccessibleName(title)

    def scrolling(self) -> QVBoxLayout:
        """A column that scrolls when it is too long."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setObjectName("sheet-body")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        area.setWidget(inside)
        self.body.addWidget(area, 1)
        return column

    def take_focus(self) -> None:
        """The keyboard to this sheet: another one under it was closed, or what had it has gone."""
        self._close.setFocus()

    def close_sheet(self) -> None:
        """Take it away."""
        under = self.parent()
        if under is not None:
            under.removeEventFilter(self)
        self.hide()
        before = self.before
        if before is not None and isValid(before) and before.isEnabled() and before.isVisible():
            before.setFocus()
        else:
            self.window().setFocus()
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
            event.accept()
            return
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QPushButton):
            focused.click()  # outside a dialog Qt presses a button with the space bar only
            event.accept()
            return
        super().keyPressEvent(event)


class _Browser(QTextBrowser):
    """Shows text only: whatever an article points at is not fetched."""

    def loadResource(self, kind: int, name: object) -> object:  # noqa: ARG002 - Qt's signature
        return None


class ArticleSheet(Sheet):
    """A whole article with the sentence that answers marked and in view.

    ``correct_wanted`` carries the words the agent marked, else that sentence.
    """

    correct_wanted = Signal(str)

    def __init__(self, parent: QWidget, look: Look, hit: Hit) -> None:
        super().__init__(parent, look, hit.title)
        self._look = look
        self._hit = hit
        self._text = _Browser()
        self._text.setOpenLinks(False)
        self._text.setAccessibleName(hit.title)
        self._text.setPlainText(self.tr("Opening the article…"))
        self.body.addWidget(self._text, 1)

    def offer_correction(self) -> None:
        """Show a button to propose a correction."""
        hint = self.tr("Mark the words that are wrong, then propose what they should say")
        button = text_button(self.tr("Propose a correction…"), hint, "plain")
        button.clicked.connect(self._correct)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button)
        self.body.addLayout(foot)

    def _correct(self) -> None:
        marked = self._text.textCursor().selectedText().strip()
        self.close_sheet()
        self.correct_wanted.emit(marked or self._hit.sentence)

    def show_article(self, article: Article | None) -> None:
        """The article, once it is there."""
        if article is None:
            self._text.setPlainText(self.tr("This article is no longer in the pack."))
            return
        self._text.setMarkdown(article.body)
        self._text.setFocus()
        cursor = self._find(self._hit.sentence)
        if cursor is None:
            return
        style = QTextCharFormat()
        style.setBackground(self.palette().alternateBase())
        style.setFontWeight(600)
        cursor.mergeCharFormat(style)
        plain = QTextCursor(cursor)
        plain.clearSelection()
        self._text.setTextCursor(plain)
        QTimer.singleShot(0, self._text.ensureCursorVisible)

    def _find(self, sentence: str) -> QTextCursor | None:
        document: QTextDocument = self._text.document()
        whole = " ".join(sentence.replace("*", "").replace("`", "").replace("_", " ").split())
        for piece in (sentence.strip(), whole, whole[:60], whole[:30]):
            cursor = document.find(piece) if piece else QTextCursor()
            if not cursor.isNull():
                return cursor
        return None


class KeysSheet(Sheet):
    """Every key there is."""

    def __init__(self, parent: QWidget, look: Look, keys: tuple[tuple[str, str], ...]) -> None:
        super().__init__(parent, look, "")
        self.set_title(self.tr("Keys"))
        column = self.scrolling()
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (key, what) in enumerate(keys):
            cap = label(key, "key")
            text = QLabel(what)
            text.setWordWrap(True)
            grid.addWidget(cap, row, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(text, row, 1)
        column.addLayout(grid)
        column.addStretch(1)
