"""What the terminal shows of the cards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assist.domain.assistance import COMPOSED, CardKind, Suggestion
from assist.terminal import _asked_once

ASK = Suggestion(CardKind.ASK, "May I have your order number?", "field:order", 0.6)
DRAFT = Suggestion(CardKind.DRAFT, "I'm sorry. May I have\nyour order number?", COMPOSED, 0.5)
OTHER = replace(DRAFT, text="I'm sorry. What is your name?")
SNIPPET = Suggestion(CardKind.SNIPPET, "May I have your order number?", "snippet:order", 0.5)


@pytest.mark.parametrize(
    ("cards", "shown"),
    [((ASK, DRAFT), [DRAFT]), ((ASK, OTHER), [ASK, OTHER]), ((SNIPPET, DRAFT), [SNIPPET, DRAFT]), ((ASK,), [ASK])],
)
def test_a_question_that_the_draft_asks_is_shown_once(cards: tuple[Suggestion, ...], shown: list[Suggestion]) -> None:
    assert _asked_once(cards) == shown
