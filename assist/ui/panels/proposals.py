"""Two sheets: an agent proposes a reply, and a lead reviews what was proposed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from assist.domain.channel import Proposal
from assist.domain.placeholders import masks_in
from assist.ui import words
from assist.ui.look import Look
from assist.ui.panels.common import clear, label, text_button
from assist.ui.panels.sheet import Sheet
from assist.ui.panels.updates import when

_EDITOR = 120
"""Height of the text a lead must edit, in pixels."""


class ProposeSheet(Sheet):
    """A reply to be mended and sent. ``mask`` gives a proposal as it leaves this computer, which is shown below."""

    sent = Signal(object)

    def __init__(self, parent: QWidget, look: Look, draft: Proposal, mask: Callable[[Proposal], Proposal]) -> None:
        super().__init__(parent, look, "")
        self._draft, self._mask = draft, mask
        correction = draft.kind == "correction"
        self.set_title(self.tr("Propose a correction") if correction else self.tr("Propose a reply"))
        self._note(self.tr("Your lead decides. Personal data is hidden before it leaves this computer."))
        self.title_line = self._line(self.tr("Title"), draft.title)
        if draft.quote:
            self._note(self.tr("In place of: “{quote}”").format(quote=draft.quote))
        words = self.tr("What it should say") if correction else self.tr("Reply")
        self.body.addWidget(label(words, "muted"))
        self.text = QPlainTextEdit(draft.text)
        self.text.setAccessibleName(words)
        self.text.setTabChangesFocus(True)
        self.body.addWidget(self.text, 1)
        self.comment = self._line(self.tr("Why") if correction else self.tr("When it fits"), draft.comment)
        self.leaves = self._note("")
        self.leaves.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        foot = QHBoxLayout()
        foot.addStretch(1)
        self.send_button = text_button(self.tr("Propose"), "", "primary", "Ctrl+Enter")
        self.send_button.setShortcut("Ctrl+Return")
        self.send_button.clicked.connect(self._send)
        foot.addWidget(self.send_button)
        self.body.addLayout(foot)
        self.title_line.textChanged.connect(self._check)
        self.text.textChanged.connect(self._check)
        self.comment.textChanged.connect(self._check)
        self._check()
        (self.text if draft.title else self.title_line).setFocus()

    def _note(self, text: str) -> QLabel:
        note = label(text, "muted")
        note.setWordWrap(True)
        self.body.addWidget(note)
        return note

    def _line(self, name: str, text: str) -> QLineEdit:
        self.body.addWidget(label(name, "muted"))
        line = QLineEdit(text)
        line.setAccessibleName(name)
        self.body.addWidget(line)
        return line

    def _check(self) -> None:
        whole = self.title_line.text().strip() and self.text.toPlainText().strip()
        self.send_button.setEnabled(bool(whole))
        written = self._made()
        made = self._mask(written)
        changed = [
            hidden
            for hidden, said in (
                (made.title, written.title),
                (made.text, written.text),
                (made.comment, written.comment),
            )
            if hidden != said
        ]
        self.leaves.setText(self.tr("It leaves as: {text}").format(text="\n".join(changed)))
        self.leaves.setVisible(bool(changed))

    def _made(self) -> Proposal:
        d = self._draft
        return Proposal(d.kind, d.pack, self.title_line.text().strip(), self.text.toPlainText().strip(), d.about,
                        d.quote, d.category, d.language, self.comment.text().strip())  # fmt: skip

    def _send(self) -> None:
        made = self._made()
        self.close_sheet()
        self.sent.emit(made)


class Reviewing(Protocol):
    """What the review needs: the sidebar has one, and the knowledge window another."""

    @property
    def can_accept(self) -> bool:
        """Whether there is a pack folder to accept into."""

    def proposals(self, found: Callable[[tuple[Proposal, ...]], None], failed: Callable[[Exception], None]) -> None:
        """The queue, handed to ``found``."""

    def review(self, proposal: Proposal, *, accept: bool, done: Callable[[], None]) -> None:
        """Take a proposal into the pack, or remove it."""


class ReviewSheet(Sheet):
    """The queue: each proposal with who sent it, and the two things to do with it."""

    def __init__(self, parent: QWidget, look: Look, proposing: Reviewing) -> None:
        super().__init__(parent, look, "")
        self.set_title(self.tr("Proposals"))
        self._proposing = proposing
        self._column = self.scrolling()
        self._column.setSpacing(8)
        self._say(self.tr("Asking the channel…"))
        self.reload()

    def reload(self) -> None:
        """Ask for the queue."""
        self._proposing.proposals(self._show, self._failed)

    def _show(self, found: tuple[Proposal, ...]) -> None:
        clear(self._column)
        if not found:
            self._say(self.tr("No proposals wait."))
        elif not self._proposing.can_accept:
            self._say(self.tr("To accept, open your pack's own folder as knowledge; this is an installed version."))
        for proposal in found:
            self._column.addWidget(self._card(proposal))
        self._column.addStretch(1)

    def _failed(self, error: Exception) -> None:
        clear(self._column)
        self._say(self.tr("Not reached: {why}").format(why=words.first_line(error)))
        self._column.addStretch(1)

    def _card(self, proposal: Proposal) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        card.setAccessibleName(proposal.title)
        column = QVBoxLayout(card)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        about = self.tr("corrects {what}").format(what=proposal.about) if proposal.about else self.tr("new reply")
        parts = (
            (proposal.title, "title"),
            (" · ".join((about, proposal.who, when(proposal.at))), "muted"),
            (f"“{proposal.quote}” →" if proposal.quote else "", "muted"),
            ("" if masks_in(proposal.text) else proposal.text, ""),
            (proposal.comment, "muted"),
        )
        for text, style in parts:
            if text:
                line = label(text, style)
                line.setWordWrap(True)
                line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                column.addWidget(line)
        editor = self._editor(proposal, column) if masks_in(proposal.text) else None
        column.addLayout(self._buttons(proposal, editor))
        return card

    def _editor(self, proposal: Proposal, column: QVBoxLayout) -> QPlainTextEdit:
        """The text to be edited: nobody knows here what its masks stand for."""
        why = label(self.tr("It hides personal data: put a placeholder or other words there, then accept."), "muted")
        why.setWordWrap(True)
        editor = QPlainTextEdit(proposal.text)
        editor.setAccessibleName(self.tr("Edit: {title}").format(title=proposal.title))
        editor.setTabChangesFocus(True)
        editor.setFixedHeight(_EDITOR)
        column.addWidget(editor)
        column.addWidget(why)
        return editor

    def _buttons(self, proposal: Proposal, editor: QPlainTextEdit | None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        for word, name, accept in (
            (self.tr("Reject"), self.tr("Reject: {title}"), False),
            (self.tr("Accept"), self.tr("Accept: {title}"), True),
        ):
            button = text_button(word, name.format(title=proposal.title), "primary" if accept else "plain")
            button.setEnabled(not accept or (self._proposing.can_accept and editor is None))
            button.clicked.connect(lambda _on=False, a=accept: self._decide(proposal, editor, accept=a))
            row.addWidget(button)
            if accept and editor is not None:
                editor.textChanged.connect(lambda b=button: b.setEnabled(self._acceptable(editor)))
        return row

    def _acceptable(self, editor: QPlainTextEdit) -> bool:
        text = editor.toPlainText().strip()
        return self._proposing.can_accept and bool(text) and not masks_in(text)

    def _decide(self, proposal: Proposal, editor: QPlainTextEdit | None, *, accept: bool) -> None:
        edited = proposal if editor is None else replace(proposal, text=editor.toPlainText().strip())
        self._proposing.review(edited, accept=accept, done=self.reload)

    def _say(self, text: str) -> None:
        line = label(text, "muted")
        line.setWordWrap(True)
        self._column.addWidget(line)
