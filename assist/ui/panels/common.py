"""Small widgets the panels are made of."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from assist.domain.conversation import Evidence
from assist.ui import copied, words
from assist.ui.look import ICON_PX, Look
from assist.ui.painting import fill

MARGIN = 12
Spans = tuple[Evidence, ...]


def label(text: str = "", name: str = "", parent: QWidget | None = None) -> QLabel:
    """A label; ``name`` picks its style (``title``, ``muted``, …)."""
    made = QLabel(text, parent)
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def icon_button(look: Look, icon: str, name: str, keys: str = "") -> QToolButton:
    """A flat button with an icon; its name is read out, and shown with its key as a tool tip."""
    button = QToolButton()
    button.setIcon(look.icon(icon))
    button.setIconSize(QSize(ICON_PX, ICON_PX))
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    rename(button, name, keys)
    return button


def text_button(text: str, name: str = "", style: str = "", keys: str = "") -> QPushButton:
    """A button with a word on it; ``name`` is what is read out when the word alone says too little."""
    button = QPushButton(text)
    button.setObjectName(style)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    rename(button, name or text, keys)
    return button


def rename(widget: QWidget, name: str, keys: str = "") -> None:
    """The accessible name, and the tool tip with the key that does the same."""
    widget.setAccessibleName(name)
    widget.setToolTip(f"{name}  {keys}" if keys else name)


class Elided(QLabel):
    """One line that ends in an ellipsis when there is no room; the whole text is in its tool tip then."""

    def __init__(self, text: str = "", name: str = "") -> None:
        super().__init__(text)
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(24)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        tip = self.text() if shown != self.text() else ""
        if tip != self.toolTip():
            self.setToolTip(tip)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()


class ChatAwareLine(QLineEdit):
    """A line to type in. Several lines, or a picture, are no line: pasted here they go to ``chat_pasted`` instead."""

    chat_pasted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pasted = event.matches(QKeySequence.StandardKey.Paste)
        if pasted and _is_no_line(QGuiApplication.clipboard().mimeData()):
            self.chat_pasted.emit()
            event.accept()
            return
        super().keyPressEvent(event)


def _is_no_line(data: QMimeData) -> bool:
    return copied.offers_picture(data) or len(data.text().strip().splitlines()) > 1


class Meter(QWidget):
    """A confidence as one to three bars of growing height, with its word for tool tip and reading aloud."""

    def __init__(self) -> None:
        super().__init__()
        self._bars = 0
        self.setFixedSize(14, 14)

    def show_confidence(self, value: float | None) -> None:
        """From 0 to 1; ``None`` hides it."""
        self.setVisible(value is not None)
        if value is not None:
            self._bars = 3 if value >= words.HIGH else 2 if value >= words.MEDIUM else 1
            rename(self, self.tr("Confidence: {word}").format(word=words.confidence(value)))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(14, 14)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        on = self.palette().color(QPalette.ColorRole.PlaceholderText)
        for i in range(3):
            bar = QRect(1 + i * 4, 9 - i * 3, 3, 4 + i * 3)
            if i < self._bars:
                fill(painter, bar, on)
            else:
                painter.setPen(on)
                painter.drawLine(bar.left(), bar.bottom(), bar.right(), bar.bottom())
        painter.end()


class Section(QFrame):
    """A part of the sidebar: a header of fixed height and a body under it, a line at its end."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("section")
        self.setAccessibleName(title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(MARGIN, 4, MARGIN, 8)
        outer.setSpacing(4)
        self.title = Elided(title, "title")
        self.header = QHBoxLayout()
        self.header.setSpacing(4)
        self.header.addWidget(self.title, 1)
        self.head = QWidget()
        self.head.setLayout(self.header)
        self.header.setContentsMargins(0, 0, 0, 0)
        self.head.setFixedHeight(28)
        outer.addWidget(self.head)
        self.body = QVBoxLayout()
        self.body.setSpacing(4)
        outer.addLayout(self.body)


class Spot(QFrame):
    """Something that rests on evidence: says so while it has the mouse or the focus, with an empty tuple at the end."""

    pointed = Signal(object)
    activated = Signal()

    def __init__(self, parent: QWidget | None = None, style: str = "spot") -> None:
        super().__init__(parent)
        self.setObjectName(style)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._spans: Spans = ()

    @property
    def spans(self) -> Spans:
        """The evidence it rests on."""
        return self._spans

    def set_spans(self, spans: Spans) -> None:
        """Rest on other evidence."""
        self._spans = spans

    def set_lit(self, *, lit: bool) -> None:
        """Show that the characters under the mouse in the conversation belong to this."""
        if self.property("lit") != lit:
            self.setProperty("lit", lit)
            self.style().unpolish(self)
            self.style().polish(self)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.pointed.emit(self._spans)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit(self._spans if self.hasFocus() else ())
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.pointed.emit(self._spans)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.pointed.emit(())
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.activated.emit()
            event.accept()
            return
        super().keyPressEvent(event)


def clear(layout: QLayout) -> None:
    """Take every widget out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
