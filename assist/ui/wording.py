"""Rewriting, answering and summing up in the window: away from the GUI thread, one at a time, stopped by Esc."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from assist.domain.assistance import Hit
from assist.domain.errors import Cancelled, EndpointFailed, InputError, ModelFileError, WorkerDied
from assist.services.answering import Answer
from assist.services.rewriting import NoRewrite, Rewrite, Style
from assist.services.summing_up import SummedUp
from assist.services.wording import About
from assist.ui import words
from assist.ui.controller import Controller
from assist.ui.look import Look
from assist.ui.panels.cards import CardsPanel
from assist.ui.panels.hits import HitsPanel
from assist.ui.panels.rewrite import RewriteSheet
from assist.ui.panels.summary import SummarySheet
from assist.ui.parts import UiParts
from assist.ui.tasks import Job

GROUP, ANSWERS = "wording", "answer"


class Wording(QObject):
    """Between the sheets and the services that word things."""

    def __init__(self, parts: UiParts, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._controller = controller
        self._sheet: RewriteSheet | None = None
        self._cards: CardsPanel | None = None
        self._at: int | None = None  # the card being rewritten
        self._unused = ""  # what was typed into the sheet and not used yet
        self._panel: HitsPanel | None = None
        self._question = ""
        self._note: SummarySheet | None = None

    # -- rewriting -----------------------------------------------------------------------------------------------

    def rewrite_sheet(self, parent: QWidget, look: Look, cards: CardsPanel) -> RewriteSheet:
        """A sheet with the text of the card being edited, else with what was typed into the last one and not used."""
        self._cards = cards
        self._at, text = cards.being_edited()
        sheet = self._sheet = RewriteSheet(parent, look, text if self._at is not None else self._unused)
        # Bound methods only: a closure over the sheet would be freed while the sheet is.
        sheet.used.connect(self._use)
        sheet.rewrite_wanted.connect(self._rewrite)
        sheet.stopped.connect(self.stop)
        sheet.closed.connect(self._rewrite_closed)
        return sheet

    @Slot(str)
    def _use(self, text: str) -> None:
        if self._at is not None and self._cards is not None:
            self._cards.edit(self._at, text)
        else:
            self._unused = ""
            self._controller.table.hand_over(text)

    @Slot()
    def _rewrite_closed(self) -> None:
        self.stop()
        sheet, self._sheet = self._sheet, None
        if sheet is not None and self._at is None and not sheet.was_used:
            self._unused = sheet.edit.toPlainText()

    @Slot(object, str)
    def _rewrite(self, style: Style, text: str) -> None:
        rewriter, about = self._parts.rewriter, self._about
        if rewriter is None:
            return

        def work(job: Job) -> Any:
            return rewriter.rewrite(text, style, about, job.emit, job)

        self._controller.tasks.run(GROUP, work, self._rewritten, self._not_rewritten, self._rewrite_grew)

    def _rewritten(self, made: Rewrite | NoRewrite) -> None:
        if self._sheet is not None:
            self._sheet.show_result(made)

    def _not_rewritten(self, error: Exception) -> None:
        if self._sheet is not None:
            self._sheet.show_error(self._words_for(error))

    def _rewrite_grew(self, text: str) -> None:
        if self._sheet is not None:
            self._sheet.show_growing(text)

    # -- answering -----------------------------------------------------------------------------------------------

    def serve_answers(self, panel: HitsPanel) -> None:
        """Answer what is asked in a panel's search box."""
        self._panel = panel
        panel.answer_wanted.connect(self._answer)
        panel.search_closed.connect(self.stop_answer)
        panel.answer.insert_wanted.connect(self._controller.table.hand_over)

    @Slot(str)
    def _answer(self, question: str) -> None:
        """Search, answer with the sentences found, then in a model's words; into the panel."""
        answerer, port, about, panel = self._parts.answerer, self._parts.understanding, self._about, self._panel
        if answerer is None or panel is None or not question:
            return
        panel.answer.show_waiting()
        self._question = question

        def work(job: Job) -> tuple[Answer | None, tuple[Hit, ...]]:
            hits = port.search(question, 5)
            first: list[Answer] = []

            def on_answer(answer: Answer) -> None:
                first.append(answer)
                job.emit((answer, hits))

            try:
                return answerer.answer(question, hits, about, on_answer, job), hits
            except (EndpointFailed, WorkerDied, ModelFileError, InputError):
                if not first:
                    raise
                return first[0], hits  # the sentences stand, nobody words them

        self._controller.tasks.run(ANSWERS, work, self._answered, self._no_answer, self._answer_grew)

    def _answer_grew(self, event: tuple[Answer, tuple[Hit, ...]]) -> None:
        if self._panel is not None:
            self._panel.show_found(self._question, event[1])
            self._panel.answer.show_answer(event[0], more=True)

    def _answered(self, made: tuple[Answer | None, tuple[Hit, ...]]) -> None:
        if self._panel is not None:
            self._panel.show_found(self._question, made[1])
            self._panel.answer.show_answer(made[0])

    def _no_answer(self, error: Exception) -> None:
        if self._panel is not None:
            self._panel.answer.clear()
        self._controller.notices.say(self._words_for(error))

    # -- summing up ----------------------------------------------------------------------------------------------

    def serve_summary(self, sheet: SummarySheet) -> None:
        """Have a capable model word the note, where one is there and the agent has written nothing of their own."""
        summariser, about = self._parts.summariser, self._about
        if summariser is None or sheet.changed or not about.conversation.turns:
            return
        self._note = sheet
        sheet.closed.connect(self._summary_closed)

        def work(job: Job) -> Any:
            return summariser.sum_up(about, job.emit, job)

        self._controller.tasks.run(GROUP, work, self._summed_up, self._not_summed_up, self._summary_grew)

    def _summary_grew(self, text: str) -> None:
        if self._note is not None:
            self._note.show_growing(text)

    def _summed_up(self, made: SummedUp | None) -> None:
        if self._note is not None:
            self._note.show_worded(made)

    def _not_summed_up(self, _error: Exception) -> None:
        self._summed_up(None)  # the note made of sentences stands

    @Slot()
    def _summary_closed(self) -> None:
        self.stop()
        self._note = None

    # -- all -----------------------------------------------------------------------------------------------------

    @Slot()
    def stop(self) -> None:
        """Nothing of it is wanted any more."""
        self._controller.tasks.retire(GROUP)

    @Slot()
    def stop_answer(self) -> None:
        """The search was closed."""
        self._controller.tasks.retire(ANSWERS)

    @property
    def _about(self) -> About:
        return About(self._controller.conversation, self._controller.shown, self._controller.knowledge.pack)

    def _words_for(self, error: Exception) -> str:
        if isinstance(error, Cancelled):
            return self.tr("Stopped.")
        return self.tr("The model could not do it: {why}").format(why=words.first_line(error))
