"""The places for suggestion cards, when a draft asks what a card beside it asks."""

from __future__ import annotations

from dataclasses import replace

from assist.domain.assistance import COMPOSED, Assistance, CardKind, Suggestion
from assist.domain.conversation import Speaker
from assist.intake import TranscriptIntake
from assist.services.desk import Desk
from assist.ui.board import Fate, Place, renew, set_out, with_draft
from assist.ui.notices import Notices
from assist.ui.table import Table
from tests.ui import fakes

ASK = Suggestion(CardKind.ASK, "May I have your order number?", "ask:order", 0.6)
SNIPPET = Suggestion(CardKind.SNIPPET, "Refunds take five days.", "snippet:refund", 0.5)
DRAFT = Suggestion(CardKind.DRAFT, "I'm sorry. May I have your order number?", COMPOSED, 0.5)
WAITING = Place(Fate.WAITING, model="m")
OPEN = Place(Fate.OPEN, DRAFT, DRAFT.text, "m")


def test_a_draft_takes_the_place_of_the_card_that_asks_the_same() -> None:
    places = with_draft(set_out((ASK, SNIPPET), WAITING), OPEN)
    assert [p.card for p in places] == [DRAFT, SNIPPET]


def test_a_draft_that_asks_something_else_stays_behind_the_cards() -> None:
    other = Suggestion(CardKind.DRAFT, "Thank you. What is your name?", COMPOSED, 0.5)
    places = with_draft(set_out((ASK, SNIPPET), WAITING), Place(Fate.OPEN, other, other.text, "m"))
    assert [p.card for p in places] == [ASK, SNIPPET, other]


def test_the_question_does_not_come_back_when_something_is_set_by_hand() -> None:
    places = with_draft(set_out((ASK, SNIPPET), WAITING), OPEN)
    assert [p.card for p in renew(places, (ASK, SNIPPET, DRAFT))] == [DRAFT, SNIPPET]


def test_a_question_that_was_inserted_keeps_its_place() -> None:
    used = (Place(Fate.USED, ASK, ASK.text), WAITING)
    assert [p.fate for p in with_draft(used, OPEN)] == [Fate.USED, Fate.OPEN]


def test_a_models_draft_moves_no_card_whatever_it_asks() -> None:
    worded = replace(DRAFT, source="draft")
    places = with_draft(set_out((ASK, SNIPPET), WAITING), Place(Fate.OPEN, worded, worded.text, "m"))
    assert [p.card for p in places] == [ASK, SNIPPET, worded]


def test_a_draft_written_twice_stands_once() -> None:
    desk = Desk(TranscriptIntake(), fakes.FakeClock(), lambda _case: None, lambda _events: None)
    desk.say(Speaker.CUSTOMER, "Where is it?")
    chat = desk.conversation
    desk.accept(Assistance(chat.id, chat.version, 0, "en", suggestions=(ASK,)))
    desk.accept_draft(DRAFT, chat.version)
    table = Table(desk, fakes.FakeTypist(), Notices(), lambda: False)
    table.set_out(WAITING)  # the pack was opened meanwhile: the same turn is answered, and drafted, again
    table.show_draft(OPEN)
    assert [p.card for p in table.places] == [DRAFT]
