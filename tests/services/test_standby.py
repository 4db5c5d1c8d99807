from __future__ import annotations

import pytest

from assist.domain.assistance import Assistance, CardKind, Suggestion
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.errors import ModelFileError
from assist.services.standby import StandbyDrafter
from tests.fakes import FakeDrafter

CARD = Suggestion(CardKind.DRAFT, "Hello.", "draft", 0.9)
TALK = Conversation("c", (Turn(Speaker.CUSTOMER, "Hi"),), version=1)
FOUND = Assistance("c", 0, 1, "en")
BAD = FakeDrafter(ModelFileError("m.gguf could not be loaded"))


def test_when_the_model_is_refused_the_one_before_it_writes_the_same_draft_and_all_later_ones() -> None:
    good, told = FakeDrafter(CARD), []

    def another(error: ModelFileError) -> FakeDrafter:
        told.append(str(error))
        return good

    drafter = StandbyDrafter(BAD, another)
    assert drafter.draft(TALK, FOUND) == CARD
    assert drafter.draft(TALK, FOUND) == CARD
    assert told == ["m.gguf could not be loaded"]


def test_when_nobody_is_left_the_reason_is_raised() -> None:
    with pytest.raises(ModelFileError, match=r"m\.gguf could not be loaded"):
        StandbyDrafter(BAD, lambda _error: None).draft(TALK, FOUND)
