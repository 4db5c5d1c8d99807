"""The sheet where the agent's own words are rewritten: shorter, friendlier, more formal, in the other language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPalette, QTextCursor
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPlainTextEdit, QPushButton, QWidget

from assist.domain.rewording import Fault
from assist.services.rewriting import RULES, NoRewrite, Rewrite, Style
from assist.ui import words
from assist.ui.look import Look
from assist.ui.panels.common import label, text_button
from assist.ui.panels.sheet import Sheet
from assist.ui.text_block import TextBlock

EDIT_HEIGHT = 320
_STYLES = (Style.SHORTER, Style.FRIENDLIER, Style.FORMAL, Style.TRANSLATE)


class _Edit(QPlainTextEdit):
    """Ctrl+1…4 rewrites, Ctrl+Enter uses. An event filter on the sheet would run before the sheet is made."""

    numbered = Signal(int)
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        number = event.key() - Qt.Key.Key_1
        if control and 0 <= number < len(_STYLES):
            self.numbered.emit(number)
        elif control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class RewriteSheet(Sheet):
    """The agent's text, and what can be done with it. Undo (Ctrl+Z) brings back what it was.

    ``rewrite_wanted`` carries a `Style` and the text, ``used`` the text when it is to be put where it came from.
    """

    rewrite_wanted = Signal(object, str)
    used = Signal(str)
    stopped = Signal()

    def __init__(self, parent: QWidget, look: Look, text: str) -> None:
        super().__init__(parent, look, "")
        self.set_title(self.tr("Rewrite a reply"))
        self._busy = False
        self.was_used = False
        self.edit = _Edit(text)
        self.edit.setAccessibleName(self.tr("Your reply"))
        self.edit.setPlaceholderText(self.tr("Type or paste what you want to send"))
        self.edit.setTabChangesFocus(True)
        self.edit.setMaximumHeight(EDIT_HEIGHT)
        self.edit.numbered.connect(self._ask)
        self.edit.entered.connect(self._use)
        self.body.addWidget(self.edit, 2)
        self.buttons = self._make_buttons()
        self.preview = TextBlock(limit=6, role=QPalette.ColorRole.PlaceholderText)
        self.status = TextBlock(limit=5)
        self.body.addWidget(self.status)
        self.body.addWidget(self.preview)
        self._make_foot()
        self.preview.hide()
        self.status.hide()
        self.edit.moveCursor(QTextCursor.MoveOperation.End)
        self.edit.setFocus()

    def _make_buttons(self) -> dict[Style, QPushButton]:
        names = {
            Style.SHORTER: self.tr("Shorter"),
            Style.FRIENDLIER: self.tr("Friendlier"),
            Style.FORMAL: self.tr("Formal"),
            Style.TRANSLATE: self.tr("Translate"),
        }
        made: dict[Style, QPushButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(4)
        for number, style in enumerate(_STYLES):
            button = text_button(names[style], style="plain", keys=f"Ctrl+{number + 1}")
            self._group.addButton(button, number)
            row.addWidget(button)
            made[style] = button
        self._group.idClicked.connect(self._ask)
        row.addStretch(1)
        self.body.addLayout(row)
        return made

    def _make_foot(self) -> None:
        self.body.addStretch(1)
        foot = QHBoxLayout()
        hint = label(self.tr("Ctrl+1…4 rewrites, Ctrl+Z takes it back"), "muted")
        foot.addWidget(hint, 1)
        self.use_button = text_button(self.tr("Use it"), self.tr("Use this text"), "primary", "Ctrl+Enter")
        self.use_button.clicked.connect(self._use)
        foot.addWidget(self.use_button)
        self.body.addLayout(foot)

    # -- what comes ----------------------------------------------------------------------------------------------

    def show_growing(self, text: str) -> None:
        """The new text so far, under the agent's own."""
        self.preview.show()
        self.preview.set_text(text)

    def show_result(self, made: Rewrite | NoRewrite) -> None:
        """The new text in the place of the old one, as one step that can be undone; or why there is none."""
        self._settle()
        if isinstance(made, NoRewrite):
            self._say(_why_not(made))
            return
        cursor = self.edit.textCursor()
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(made.text)
        cursor.endEditBlock()
        self._say("\n".join(filter(None, (_by_whom(made), *map(_fault_line, made.faults)))))

    def show_error(self, text: str) -> None:
        """Nothing came, and why."""
        self._settle()
        self._say(text)

    def _settle(self) -> None:
        self._busy = False
        self.preview.hide()
        self.edit.setReadOnly(False)
        for button in self.buttons.values():
            button.setEnabled(True)
        self.edit.setFocus()

    def _say(self, text: str) -> None:
        self.status.setVisible(bool(text))
        self.status.set_text(text)
        self.status.setAccessibleName(text)

    # -- what the agent does -------------------------------------------------------------------------------------

    @Slot(int)
    def _ask(self, number: int) -> None:
        style = _STYLES[number]
        text = self.edit.toPlainText()
        if self._busy:
            return
        self._busy = True
        self.edit.setReadOnly(True)  # a key pressed meanwhile would be lost with the text it went into
        for button in self.buttons.values():
            button.setEnabled(False)
        self._say(self.tr("Rewriting… Esc stops it."))
        self.rewrite_wanted.emit(style, text)

    @Slot()
    def _use(self) -> None:
        text = self.edit.toPlainText()
        if not self._busy and text.strip():
            self.was_used = True
            self.close_sheet()
            self.used.emit(text)

    def close_sheet(self) -> None:
        """Esc stops a rewrite under way first, and closes the sheet after."""
        if self._busy:
            self.stopped.emit()
            self.show_error(self.tr("Stopped; your text is as it was."))
            return
        super().close_sheet()

    @property
    def busy(self) -> bool:
        """Whether a new text is under way."""
        return self._busy


def _by_whom(made: Rewrite) -> str:
    who = QCoreApplication.translate("RewriteSheet", "by rule") if made.by == RULES else words.model_name(made.by)
    told = QCoreApplication.translate("RewriteSheet", "Rewritten · {who}").format(who=who)
    if made.repaired:
        told += " · " + QCoreApplication.translate("RewriteSheet", "the model's version did not hold")
    if made.hidden:
        told += " · " + words.hidden(made.hidden)
    return told


def _fault_line(fault: Fault) -> str:
    return (
        "⚠ "
        + {
            Fault.EMPTY: QCoreApplication.translate("RewriteSheet", "it is empty"),
            Fault.NEW_FACT: QCoreApplication.translate(
                "RewriteSheet", "it has a number, date or link you did not write"
            ),
            Fault.LOST_FACT: QCoreApplication.translate("RewriteSheet", "a number, date or link of yours is missing"),
            Fault.NEW_NAME: QCoreApplication.translate("RewriteSheet", "it names somebody you did not name"),
            Fault.NEW_PROMISE: QCoreApplication.translate("RewriteSheet", "it promises something you did not promise"),
            Fault.WRONG_SIDE: QCoreApplication.translate("RewriteSheet", "it speaks as the customer"),
            Fault.LANGUAGE: QCoreApplication.translate("RewriteSheet", "it is in the wrong language"),
            Fault.MEANING: QCoreApplication.translate(
                "RewriteSheet", "it says no where you say yes, or the other way round"
            ),
            Fault.REPEATS: QCoreApplication.translate("RewriteSheet", "it repeats itself"),
            Fault.CUT_OFF: QCoreApplication.translate("RewriteSheet", "it breaks off"),
        }[fault]
    )


def _why_not(why: NoRewrite) -> str:
    return {
        NoRewrite.NEEDS_MODEL: QCoreApplication.translate(
            "RewriteSheet", "Translating needs a model that knows both languages: choose one in the settings (Ctrl+,)."
        ),
        NoRewrite.NOTHING_TO_CHANGE: QCoreApplication.translate("RewriteSheet", "There is nothing to change."),
        NoRewrite.TOO_LONG: QCoreApplication.translate("RewriteSheet", "This is too long to rewrite at once."),
        NoRewrite.EMPTY: QCoreApplication.translate("RewriteSheet", "There is nothing to rewrite yet."),
    }[why]
