from __future__ import annotations

import pytest

from assist.domain.conversation import Conversation, Speaker, Turn
from assist.services.choosing import answers_as_well, with_closing
from assist.services.composing import Composed, Kind

TALK = Conversation("c", (Turn(Speaker.CUSTOMER, "Are the boots waterproof?"),), version=1)
ANSWER = Composed(Kind.ANSWER, "All our boots are waterproof. Which size?", ("boots",), closing="Which size?")
WAIT = Composed(Kind.WAIT, "One moment, please.")


@pytest.mark.parametrize(
    ("worded", "better"),
    [
        ("Yes, the boots are all waterproof.", True),
        ("Tents are sold from April to September.", False),
        ("The boots are waterproof. " + "They are sewn by hand in a village. " * 4, False),
    ],
)
def test_the_models_words_are_offered_only_where_they_answer_as_well_and_no_longer(worded: str, better: bool) -> None:
    assert answers_as_well(worded, ANSWER, TALK) is better


def test_where_nothing_was_stated_anything_that_speaks_of_the_question_is_better() -> None:
    assert answers_as_well("The boots are lined with wool.", WAIT, TALK)
    assert not answers_as_well("We open at nine.", WAIT, TALK)


def test_the_next_question_is_not_lost() -> None:
    assert with_closing("Yes, they are.", ANSWER, "en") == "Yes, they are. Which size?"
    assert with_closing("Yes. Which size?", ANSWER, "en") == "Yes. Which size?"
    assert with_closing("Yes. May I ask which size?", ANSWER, "en") == "Yes. May I ask which size?"
    assert with_closing("防水的。", Composed(Kind.ANSWER, "", closing="请问尺码？"), "zh") == "防水的。请问尺码？"
    assert with_closing("Yes.", None, "en") == "Yes."
