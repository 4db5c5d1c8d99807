from __future__ import annotations

from assist.domain.assistance import (
    Assistance,
    CardKind,
    CaseForm,
    FieldState,
    FieldValue,
    Mood,
    MoodLabel,
    Suggestion,
    Triage,
)
from assist.domain.case import ByHand, Case, apply_hand, offer_cards, required_missing
from assist.domain.conversation import Conversation, Evidence
from assist.domain.pack import Form, FormField
from assist.domain.text import LocalText

FOUND = Assistance(
    "c", 1, 0, "en",
    mood=Mood(MoodLabel.NEUTRAL, 0.0, 0.5, evidence=(Evidence(0, 0, 2),)),
    triage=Triage("returns", 0.8),
    form=CaseForm("order", {"order_id": FieldValue("8273620", 0.9, FieldState.AUTO, (Evidence(0, 0, 7),))}, ("email",)),
)  # fmt: skip


def card(source: str, text: str = "") -> Suggestion:
    return Suggestion(CardKind.SNIPPET, text or f"hello from {source}", source, 0.5)


def test_what_the_agent_set_wins_over_what_is_found() -> None:
    hand = ByHand({"order_id": "8274620"}, MoodLabel.ANGRY, "late")
    shown = apply_hand(FOUND, hand)
    assert shown.mood
    assert shown.triage
    assert shown.form
    assert (shown.mood.label, shown.mood.by_hand) == (MoodLabel.ANGRY, True)
    assert (shown.triage.category, shown.triage.by_hand) == ("late", True)
    assert shown.form.fields["order_id"] == FieldValue("8274620", 1.0, FieldState.MANUAL)


def test_a_field_the_agent_cleared_stays_clear_and_is_missing() -> None:
    shown = apply_hand(FOUND, ByHand({"order_id": ""}))
    assert shown.form
    assert "order_id" not in shown.form.fields
    assert shown.form.missing == ("email", "order_id")


def test_a_missing_field_filled_by_hand_is_no_longer_missing() -> None:
    shown = apply_hand(FOUND, ByHand({"email": "a@b.org"}))
    assert shown.form
    assert shown.form.missing == ()


def test_nothing_set_by_hand_changes_nothing() -> None:
    assert apply_hand(FOUND, ByHand()) == FOUND


def test_at_most_three_cards_none_twice_none_that_is_gone() -> None:
    case = Case(Conversation("c")).mark_used("snippet:a").mark_dismissed("snippet:b")
    cards = tuple(card(f"snippet:{x}") for x in "abccdef")
    assert [c.source for c in offer_cards(cards, case)] == ["snippet:c", "snippet:d", "snippet:e"]


def test_of_two_cards_that_say_the_same_only_the_first_is_offered() -> None:
    twice = (card("field:order"), card("composed", card("field:order").text + "\n"))
    assert [c.source for c in offer_cards(twice, Case(Conversation("c")))] == ["field:order"]


def test_a_dismissed_draft_does_not_hide_another_draft() -> None:
    case = Case(Conversation("c")).mark_dismissed("draft:one")
    assert [c.text for c in offer_cards((card("draft", "one"), card("draft", "two")), case)] == ["two"]


def test_a_field_given_back_is_found_again() -> None:
    case = Case(Conversation("c")).set_field("order_id", "1").release_field("order_id")
    assert case.by_hand.fields == {}


def test_required_fields_without_a_value_are_missing_in_the_forms_order() -> None:
    form = Form("f", LocalText.of("F"), tuple(FormField(n, LocalText.of(n), required=n != "b") for n in "abc"))
    assert required_missing(form, {"a": FieldValue("x", 1, FieldState.AUTO)}) == ("c",)


def test_a_card_with_a_mask_in_it_is_never_offered() -> None:
    cards = (card("snippet:a", "Of course, Ms [NAME1]."), card("snippet:b", "Of course."))
    assert [c.source for c in offer_cards(cards, Case(Conversation("c")))] == ["snippet:b"]
