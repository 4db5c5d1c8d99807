"""Rewriting, answering and summing up in the window."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from assist.domain.assistance import CardKind, Hit, Suggestion
from assist.domain.case import Case
from assist.domain.errors import Cancelled, EndpointFailed
from assist.domain.rewording import Fault
from assist.domain.summary import Line, Summary
from assist.services.answering import KNOWLEDGE, Answer
from assist.services.ports import CancelToken
from assist.services.rewriting import NoRewrite, Rewrite, RewriteWriter, Style
from assist.services.summing_up import SummedUp
from assist.services.wording import About
from assist.ui.board import Fate, Place
from assist.ui.panels.rewrite import RewriteSheet
from assist.ui.panels.summary import SummarySheet
from tests.ui import sample
from tests.ui.conftest import Make, activate, wait_until
from tests.ui.fakes import FakeTypist

FORMS = "Could you give me your order number 827, please?"


class FakeRewriter:
    """Answers with ``made``; with a gate it streams, then waits to be cancelled."""

    def __init__(self, made: Rewrite | NoRewrite | Exception, *, gate: bool = False) -> None:
        self.made, self.asked = made, []  # type: ignore[var-annotated]
        self.gate = gate
        self.waiting = threading.Event()

    def rewrite(
        self, text: str, style: Style, about: About, on_text: Callable[[str], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> Rewrite | NoRewrite:  # fmt: skip
        self.asked.append((text, style))
        if self.gate:
            self.waiting.set()
            while cancel is not None and not cancel.cancelled():
                threading.Event().wait(0.005)
            raise Cancelled("stopped")
        if isinstance(self.made, Exception):
            raise self.made
        if on_text is not None:
            on_text("Ord")
        return self.made


class FakeAnswerer:
    def __init__(self, first: Answer | None, last: Answer | Exception | None) -> None:
        self.first, self.last = first, last

    def answer(
        self, question: str, hits: Sequence[Hit], about: About, on_answer: Callable[[Answer], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> Answer | None:  # fmt: skip
        if self.first is not None and on_answer is not None:
            on_answer(self.first)
        if isinstance(self.last, Exception):
            raise self.last
        return self.last


class FakeSummariser:
    def __init__(self, made: SummedUp | None) -> None:
        self.made = made

    def sum_up(
        self, about: About, on_text: Callable[[str], None] | None = None, cancel: CancelToken | None = None
    ) -> SummedUp | None:
        return self.made


def sheet_of(window: object) -> RewriteSheet:
    sheet = window.sheet  # type: ignore[attr-defined]
    assert isinstance(sheet, RewriteSheet)
    return sheet


def test_a_typed_reply_is_rewritten_undone_and_used(qtbot: QtBot, make: Make) -> None:
    typist = FakeTypist()
    rewriter = FakeRewriter(Rewrite("Your order number, please?", Style.SHORTER, "qwen", hidden=2))
    window = make(typist=typist, rewriter=rewriter)
    activate(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    sheet = sheet_of(window)
    sheet.edit.setPlainText(FORMS)
    QTest.keyClick(sheet.edit, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    wait_until(qtbot, lambda: sheet.edit.toPlainText() == "Your order number, please?")
    assert rewriter.asked == [(FORMS, Style.SHORTER)]
    assert "qwen" in sheet.status.text
    assert "2 values hidden" in sheet.status.text
    sheet.edit.undo()
    assert sheet.edit.toPlainText() == FORMS
    sheet.edit.redo()
    QTest.keyClick(sheet.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert typist.copied == ["Your order number, please?"]
    assert window.sheet is None


def test_a_card_being_edited_is_rewritten_in_its_place(qtbot: QtBot, make: Make) -> None:
    window = make(rewriter=RewriteWriter(tuple), first_case=Case(sample.talk()))
    wait_until(qtbot, lambda: bool(window.controller.places))
    window.panels.cards.edit(0, "Hello! I hope you are well. Order 827 ships today. Have a great day!")
    window.rewrite()
    sheet = sheet_of(window)
    assert sheet.edit.toPlainText().startswith("Hello! I hope")
    sheet.buttons[Style.SHORTER].click()
    wait_until(qtbot, lambda: sheet.edit.toPlainText() == "Order 827 ships today.")
    sheet.use_button.click()
    assert window.panels.cards.being_edited() == (0, "Order 827 ships today.")


def test_what_does_not_hold_is_said_and_translating_without_a_model_too(qtbot: QtBot, make: Make) -> None:
    rewriter = FakeRewriter(Rewrite("Order 9.", Style.SHORTER, "qwen", (Fault.NEW_FACT, Fault.LOST_FACT)))
    window = make(rewriter=rewriter)
    window.rewrite()
    sheet = sheet_of(window)
    sheet.edit.setPlainText(FORMS)
    sheet.rewrite_wanted.emit(Style.SHORTER, FORMS)
    wait_until(qtbot, lambda: "you did not write" in sheet.status.text)
    assert "is missing" in sheet.status.text
    rewriter.made = NoRewrite.NEEDS_MODEL
    sheet.rewrite_wanted.emit(Style.TRANSLATE, FORMS)
    wait_until(qtbot, lambda: "needs a model" in sheet.status.text)


def test_esc_stops_a_rewrite_and_keeps_the_text_and_a_closed_sheet_loses_nothing(qtbot: QtBot, make: Make) -> None:
    rewriter = FakeRewriter(NoRewrite.EMPTY, gate=True)
    window = make(rewriter=rewriter)
    window.rewrite()
    sheet = sheet_of(window)
    sheet.edit.setPlainText(FORMS)
    sheet.buttons[Style.FORMAL].click()
    wait_until(qtbot, rewriter.waiting.is_set)
    assert sheet.busy
    window.escape()
    assert (sheet.busy, sheet.edit.toPlainText()) == (False, FORMS)
    window.escape()
    assert window.sheet is None
    window.rewrite()
    assert sheet_of(window).edit.toPlainText() == FORMS


def test_a_model_that_fails_is_one_line(qtbot: QtBot, make: Make) -> None:
    window = make(rewriter=FakeRewriter(EndpointFailed("host: it cannot be reached")))
    window.rewrite()
    sheet = sheet_of(window)
    sheet.rewrite_wanted.emit(Style.SHORTER, FORMS)
    wait_until(qtbot, lambda: "it cannot be reached" in sheet.status.text)


PLAIN = Answer((("Parcels take 3 days.", (1,)),), KNOWLEDGE, ("late",))
WORDED = Answer((("It takes 3 days.", (1,)),), "qwen", ("late",), hidden=1)


def test_a_question_is_answered_in_the_search_box_with_its_numbers_and_inserted_without(
    qtbot: QtBot, make: Make
) -> None:
    typist = FakeTypist()
    window = make(typist=typist, answerer=FakeAnswerer(PLAIN, WORDED))
    window.search()
    hits = window.panels.hits
    QTest.keyClicks(hits.box, "how long")
    QTest.keyClick(hits.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait_until(qtbot, lambda: hits.answer.text.text == "It takes 3 days. [1]")
    hits.answer.insert_button.click()
    assert typist.copied == ["It takes 3 days."]
    window.escape()
    assert hits.answer.isHidden()


def test_no_answer_is_said_and_a_model_that_fails_leaves_the_sentences(qtbot: QtBot, make: Make) -> None:
    answerer = FakeAnswerer(None, None)
    window = make(answerer=answerer)
    window.search()
    view = window.panels.hits.answer
    window.panels.hits.answer_wanted.emit("weather on mars")
    wait_until(qtbot, lambda: "No sentence in your knowledge" in view.text.text)
    answerer.first, answerer.last = PLAIN, EndpointFailed("gone")
    window.panels.hits.answer_wanted.emit("how long")
    wait_until(qtbot, lambda: view.text.text == "Parcels take 3 days. [1]")


def test_an_answer_for_staff_is_marked_and_not_inserted_at_the_first_press(qtbot: QtBot, make: Make) -> None:
    typist = FakeTypist()
    window = make(typist=typist, answerer=FakeAnswerer(None, replace(PLAIN, internal=True)))
    window.search()
    view = window.panels.hits.answer
    window.panels.hits.answer_wanted.emit("how long")
    wait_until(qtbot, lambda: view.shown is not None)
    assert "internal" in view.warning.text
    view.insert_button.click()
    assert typist.copied == []
    view.insert_button.click()
    assert typist.copied == ["Parcels take 3 days."]


def test_a_model_words_the_summary_unless_the_agent_has_changed_it(qtbot: QtBot, make: Make) -> None:
    note = SummedUp(Summary("en", problem=(Line("The lamp is broken.", (0,)),)), "qwen", 1)
    window = make(summariser=FakeSummariser(note))
    window.controller.desk.paste("c: My lamp arrived broken.")
    window.open_summary()
    sheet = window.sheet
    assert isinstance(sheet, SummarySheet)
    wait_until(qtbot, lambda: "The lamp is broken. [1]" in sheet.text.toPlainText())
    assert "qwen" in sheet.hint.text()
    sheet.text.setPlainText("mine")
    sheet.show_worded(note)
    assert sheet.text.toPlainText() == "mine"
    sheet.close_sheet()
    assert window.controller.desk.case.summary == "mine"


def test_a_draft_says_how_many_values_its_model_did_not_see(qtbot: QtBot, make: Make) -> None:
    window = make()
    card = Suggestion(CardKind.DRAFT, "Hello Crystal.", "draft", 0.9, hidden=3)
    view = window.panels.cards.views[2]
    view.show_place(Place(Fate.OPEN, card, card.text, "qwen"), sample.answer(sample.talk()), None)
    assert view._count.text() == "3 values hidden"
    view.show_place(Place(Fate.OPEN, replace(card, hidden=0), card.text, "qwen"), None, None)
    assert view._count.isHidden()
