"""The answer to a question typed into the search box: its sentences with the passages they rest on, ready to insert."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from assist.services.answering import KNOWLEDGE, Answer
from assist.ui import words
from assist.ui.look import Look
from assist.ui.panels.common import Elided, Spot, icon_button, label, rename, text_button
from assist.ui.text_block import TextBlock


class AnswerView(Spot):
    """Above the hits of a search. ``insert_wanted`` carries the answer as it is to be sent, without its numbers.

    An answer from knowledge for staff asks to be looked at first: the first Insert only says so.
    """

    insert_wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(style="card")
        self._answer: Answer | None = None
        self._looked = False
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 4, 4)
        column.setSpacing(0)
        self.text = TextBlock(limit=8)
        self.warning = TextBlock(limit=2)
        column.addWidget(self.text)
        column.addWidget(self.warning)
        foot = QHBoxLayout()
        foot.setSpacing(2)
        foot.setContentsMargins(0, 4, 0, 0)
        self._badge = label(self.tr("internal"), "badge")
        self._source = Elided("", "muted")
        self.insert_button = text_button(self.tr("Insert"), self.tr("Insert the answer"), "link")
        self._away = icon_button(look, "close", self.tr("Close the answer"))
        foot.addWidget(self._badge)
        foot.addWidget(self._source, 1)
        foot.addWidget(self.insert_button)
        foot.addWidget(self._away)
        foot.addStrut(28)
        column.addLayout(foot)
        self.insert_button.clicked.connect(self._insert)
        self.activated.connect(self._insert)
        self._away.clicked.connect(self.clear)
        self.hide()

    @property
    def shown(self) -> Answer | None:
        """The answer on screen."""
        return self._answer

    def clear(self) -> None:
        """Take it away."""
        self._answer = None
        self.hide()

    def show_waiting(self) -> None:
        """A question was asked."""
        self._answer = None
        self._draw(self.tr("Looking for the answer…"), "", internal=False, ready=False)

    def show_answer(self, answer: Answer | None, *, more: bool = False) -> None:
        """What there is; ``more`` while a model is still wording it."""
        self._answer, self._looked = answer, False
        if answer is None:
            nothing = self.tr("No sentence in your knowledge answers this.")
            self._draw(nothing, "", internal=False, ready=False)
            return
        self._draw(answer.text, _source(answer, more=more), internal=answer.internal, ready=True)

    def _draw(self, text: str, source: str, *, internal: bool, ready: bool) -> None:
        self.text.set_text(text)
        self._source.setText(source)
        self._badge.setVisible(internal)
        warning = self.tr("rests on internal knowledge: check before sending")
        self.warning.set_text(f"⚠ {warning}" if internal else "")
        self.warning.setVisible(internal)
        self.insert_button.setVisible(ready)
        self.insert_button.setText(self.tr("Insert all the same") if internal and self._looked else self.tr("Insert"))
        rename(self, f"{self.tr('Answer')}: {text}. {source}")
        self.show()

    def _insert(self) -> None:
        answer = self._answer
        if answer is None:
            return
        if answer.internal and not self._looked:
            self._looked = True
            self.insert_button.setText(self.tr("Insert all the same"))
            return
        self.insert_wanted.emit(answer.plain)


def _source(answer: Answer, *, more: bool) -> str:
    who = (
        QCoreApplication.translate("AnswerView", "your knowledge's words")
        if answer.by == KNOWLEDGE
        else words.model_name(answer.by)
        if answer.by
        else ""
    )
    parts = [p for p in (QCoreApplication.translate("AnswerView", "answer"), who) if p]
    if answer.hidden:
        parts.append(words.hidden(answer.hidden))
    if more:
        being = QCoreApplication.translate("AnswerView", "being worded…")
        parts.append(being if answer.by else QCoreApplication.translate("AnswerView", "writing…"))
    return " · ".join(parts)
