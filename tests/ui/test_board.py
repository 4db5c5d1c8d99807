"""The places for suggestion cards, when a draft asks what a card beside it asks."""

from __future__ import annotations

from dataclasses import replace

from assist.domain.assistance import COMPOSED, CardKind, Suggestion
from assist.ui.board import Fate, Place, renew, set_out, with_draft

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
