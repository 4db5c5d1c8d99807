"""The summary for wrap-up and hand-over, as a sheet: read, mended, copied."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from assist.domain.summary import Line, Summary
from assist.services.summing_up import SummedUp
from assist.ui import words
from assist.ui.look import Look
from assist.ui.panels.common import label, text_button
from assist.ui.panels.sheet import Sheet

_NEXT = ("next", "下一步")  # as a summary says it, in the conversation's language


class SummarySheet(Sheet):
    """An editable note. ``kept`` carries its text when the sheet goes, ``copied`` when it is to be copied."""

    kept = Signal(str)
    copied = Signal(str)

    def __init__(self, parent: QWidget, look: Look, made: Summary, edited: str) -> None:
        super().__init__(parent, look, "")
        self.set_title(self.tr("Summary"))
        self._plain = self._made = self._worded(made)
        self.text = QPlainTextEdit(edited or self._made)
        self.text.setAccessibleName(self.tr("Summary"))
        self.text.setTabChangesFocus(True)
        self._edited = edited
        self._hint = self.tr("Made from what was said; the numbers are the turns it rests on. Change what you like.")
        self.hint = hint = label(self._hint)
        hint.setObjectName("muted")
        hint.setWordWrap(True)
        self.body.addWidget(hint)
        self.body.addWidget(self.text, 1)
        foot = QHBoxLayout()
        anew = text_button(self.tr("Make it anew"), style="plain")
        anew.clicked.connect(self._anew)
        self.copy_button = text_button(self.tr("Copy"), self.tr("Copy the summary"), "primary", "Ctrl+Enter")
        self.copy_button.setShortcut("Ctrl+Return")
        self.copy_button.clicked.connect(self._copy)
        foot.addWidget(anew)
        foot.addStretch(1)
        foot.addWidget(self.copy_button)
        self.body.addLayout(foot)
        self.text.setFocus()

    @property
    def changed(self) -> bool:
        """Whether the agent wrote something of their own."""
        return bool(self._edited) or self.text.toPlainText() != self._made

    def show_growing(self, text: str) -> None:
        """A model is wording the note: what there is so far, beside the note."""
        if not self.changed:
            self.hint.setText(self.tr("Being worded: {text}").format(text=text[-160:]))

    def show_worded(self, made: SummedUp | None) -> None:
        """A model's note in the place of the one made of sentences, unless the agent has changed that by now."""
        self.hint.setText(self._hint)
        if made is None or self.changed:
            return
        self._made = self._worded(made.summary)
        self.text.setPlainText(self._made)
        who = " · ".join(filter(None, (words.model_name(made.by), words.hidden(made.hidden) if made.hidden else "")))
        self.hint.setText(
            self.tr("Worded by {who}; the numbers are the turns it rests on. Change what you like.").format(who=who)
        )

    def close_sheet(self) -> None:
        text = self.text.toPlainText()
        self.kept.emit("" if text == self._plain else text)
        super().close_sheet()

    def _anew(self) -> None:
        self._edited = ""
        self.text.setPlainText(self._made)

    def _copy(self) -> None:
        self.copied.emit(self.text.toPlainText())
        self.close_sheet()

    def _worded(self, made: Summary) -> str:
        parts = (
            (self.tr("Problem"), made.problem),
            (self.tr("Done"), made.done),
            (self.tr("Open"), made.still_open),
            (self.tr("Next"), made.next),
        )
        blocks = ["\n".join((title, *(_line(line, title) for line in lines))) for title, lines in parts if lines]
        return "\n\n".join(blocks) or self.tr("Nothing was said yet.")


def _line(line: Line, title: str) -> str:
    """A line under its title: without the title's word before it, which the one paragraph needs."""
    turns = ", ".join(str(t + 1) for t in line.turns)
    lead, colon, rest = line.text.partition("：" if "：" in line.text[:8] else ": ")
    text = rest if colon and lead.casefold() in (title.casefold(), *_NEXT) else line.text
    return f"{text} [{turns}]" if turns else text
