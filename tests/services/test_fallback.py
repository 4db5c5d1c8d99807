"""Who drafts when the team's engine does not answer."""

from __future__ import annotations

import pytest

from assist.domain.assistance import Assistance, CardKind, Suggestion
from assist.domain.conversation import Conversation
from assist.domain.errors import EndpointFailed
from assist.services.fallback import FIRST_PAUSE_S, FallbackDrafter

CHAT = Conversation("c1")
FOUND = Assistance("c1", 0, 0, "en")


class Writer:
    def __init__(self, text: str) -> None:
        self.text, self.away, self.asked = text, False, 0

    def draft(
        self, conversation: Conversation, found: Assistance, on_text: object = None, cancel: object = None
    ) -> Suggestion:
        self.asked += 1
        if self.away:
            raise EndpointFailed("engine:80: it cannot be reached")
        return Suggestion(CardKind.DRAFT, self.text, "draft", 0.9)


class Time:
    def __init__(self) -> None:
        self.at = 100.0

    def now(self) -> str:
        return ""

    def monotonic(self) -> float:
        return self.at


def test_the_engine_writes_while_it_answers() -> None:
    engine, local = Writer("engine"), Writer("local")
    drafter = FallbackDrafter(engine, local, Time())
    assert drafter.draft(CHAT, FOUND).text == "engine"  # type: ignore[union-attr]  # these writers always write
    assert (drafter.why_away, local.asked) == ("", 0)


def test_the_model_here_writes_when_it_does_not_and_the_reason_is_kept() -> None:
    engine, local = Writer("engine"), Writer("local")
    engine.away = True
    drafter = FallbackDrafter(engine, local, Time())
    assert drafter.draft(CHAT, FOUND).text == "local"  # type: ignore[union-attr]  # these writers always write
    assert "cannot be reached" in drafter.why_away


def test_an_engine_known_to_be_away_is_left_alone_and_tried_again_later() -> None:
    engine, local, time = Writer("engine"), Writer("local"), Time()
    engine.away = True
    drafter = FallbackDrafter(engine, local, time)
    for _ in range(3):
        drafter.draft(CHAT, FOUND)
    assert engine.asked == 1
    time.at += FIRST_PAUSE_S
    drafter.draft(CHAT, FOUND)
    assert engine.asked == 2
    time.at += FIRST_PAUSE_S  # the pause has doubled
    drafter.draft(CHAT, FOUND)
    assert engine.asked == 2
    engine.away = False
    time.at += FIRST_PAUSE_S
    assert drafter.draft(CHAT, FOUND).text == "engine"  # type: ignore[union-attr]  # these writers always write
    assert drafter.why_away == ""


def test_with_nobody_to_fall_back_on_the_failure_is_told() -> None:
    engine = Writer("engine")
    engine.away = True
    drafter = FallbackDrafter(engine, None, Time())
    for _ in range(2):
        with pytest.raises(EndpointFailed):
            drafter.draft(CHAT, FOUND)
    assert engine.asked == 2
