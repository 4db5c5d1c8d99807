"""What a case amounts to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assist.domain.assistance import Assistance, Mood, MoodLabel, Triage
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.insights import CardUse, CategoryShare, Figures, case_facts

TALK = Conversation(
    "c1",
    (
        Turn(Speaker.CUSTOMER, "Do you rent tents?", "2026-05-01T09:00:00Z"),
        Turn(Speaker.AGENT, "Let me look.", "2026-05-01T09:00:40Z"),
        Turn(Speaker.CUSTOMER, "Thanks", "2026-05-01T09:05:00Z"),
    ),
    1,
)
FOUND = Assistance("c1", 1, 2, "en", Mood(MoodLabel.NEUTRAL, 0.2, 0.9, (-0.1, 0.2)), Triage("rent", 0.9))
NOW = "2026-05-01T09:06:00Z"


def test_a_case_knows_its_mood_its_category_and_its_times() -> None:
    facts = case_facts(TALK, FOUND, NOW)
    assert (facts.day, facts.category, facts.turns, facts.customer_turns) == ("2026-05-01", "rent", 3, 2)
    assert (facts.mood_first, facts.mood_last, facts.mood) == (-0.1, 0.2, "neutral")
    assert (facts.first_reply_s, facts.handle_s) == (40.0, 300.0)
    assert facts.open_question == ""


def test_a_question_that_was_not_covered_stays_open_when_the_talk_goes_on() -> None:
    asked = case_facts(TALK.upto(0), FOUND, NOW, asked="Do you rent tents?")
    assert asked.open_question == "Do you rent tents?"
    assert case_facts(TALK, FOUND, "2026-05-02T00:00:00Z", asked) == replace(
        case_facts(TALK, FOUND, NOW), open_question="Do you rent tents?"
    )


def test_a_question_whose_turn_was_taken_back_is_open_no_more() -> None:
    asked = case_facts(TALK, FOUND, NOW, asked="Thanks")
    assert case_facts(TALK.upto(1), FOUND, NOW, asked).open_question == ""


@pytest.mark.parametrize("at", ["", "yesterday", "09:00"])
def test_turns_without_a_time_give_no_seconds(at: str) -> None:
    talk = replace(TALK, turns=tuple(replace(t, at=at) for t in TALK.turns))
    facts = case_facts(talk, FOUND, NOW)
    assert facts.first_reply_s is None
    assert facts.handle_s is None


def test_time_that_runs_backwards_is_not_counted() -> None:
    facts = case_facts(replace(TALK, turns=TALK.turns[::-1]), FOUND, NOW)
    assert facts.handle_s is None


def test_shares_are_of_what_was_shown() -> None:
    figures = Figures(1, 1, cards=(CardUse("snippet:a", 4, 1, 1), CardUse("draft", 0)))
    assert figures.adoption == 0.5
    assert figures.cards[0].taken == 0.5
    assert figures.cards[1].taken == 0.0
    assert Figures(0, 0).adoption is None


def test_growth_is_against_the_older_half_and_a_new_category_has_none() -> None:
    assert CategoryShare("a", 5, 3, 2, None, None, None).growth == 0.5
    assert CategoryShare("a", 3, 3, 0, None, None, None).growth is None
