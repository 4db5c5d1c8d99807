"""Where a conversation stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.domain.assistance import Assistance, Mood, MoodLabel
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.services.moment import Act, read_moment

WHO = {"c": Speaker.CUSTOMER, "a": Speaker.AGENT, "s": Speaker.SYSTEM}


def chat(*turns: str, language: str = "en") -> Conversation:
    return Conversation("c1", tuple(Turn(WHO[t[0]], t[3:]) for t in turns), declared_language=language)


def found(mood: Mood | None = None) -> Assistance:
    return Assistance("c1", 0, 0, "en", mood=mood)


@pytest.mark.parametrize(
    ("turns", "act"),
    [
        (("c: hello",), Act.GREETS),
        (("c: 您好",), Act.GREETS),
        (("c: How long does it take?",), Act.ASKS),
        (("c: 退款要多久",), Act.ASKS),
        (("c: I have a question about my lamp",), Act.ASKS_LATER),
        (("c: I have a question about my lamp", "c: can I return it"), Act.ASKS),
        (("c: It broke.", "a: Your name?", "c: Ann"), Act.GIVES),
        (("c: It broke.", "a: Your order number?", "c: hang on a second"), Act.LOOKS),
        (("c: It broke.", "a: We send a new one, it takes two days.", "c: ok great"), Act.ACCEPTS),
        (("c: It broke.", "a: We send a new one.", "c: thanks!"), Act.THANKS),
        (("c: It broke.", "a: Anything else?", "c: no, that's all, thanks"), Act.CLOSES),
        (("c: 坏了", "a: 还有其他可以帮您的吗？", "c: 没有了，谢谢"), Act.CLOSES),
        (("c: I want to speak to a manager now",), Act.ESCALATES),
        (("c: It broke.", "a: Sorry.", "c: and don't you dare tell me to send photos"), Act.TELLS),
        (("c: You are so helpful, great service!",), Act.PRAISES),
    ],
)
def test_what_a_customer_does_is_read_from_the_words(turns: tuple[str, ...], act: Act) -> None:
    moment = read_moment(chat(*turns, language="zh" if "您" in turns[0] else "en"), found())
    assert moment is not None
    assert moment.act is act


def test_turns_since_the_agent_spoke_are_one() -> None:
    moment = read_moment(chat("c: hi", "a: Hello, how can I help?", "c: It broke", "s: joined", "c: my lamp"), found())
    assert moment is not None
    assert moment.said == "It broke\nmy lamp"
    assert moment.first


def test_a_mood_read_with_little_confidence_counts_only_where_something_went_wrong() -> None:
    unsure = Mood(MoodLabel.FRUSTRATED, -0.3, 0.4)
    calm = read_moment(chat("c: How much is delivery?"), found(unsure))
    broken = read_moment(chat("c: The lamp came broken."), found(unsure))
    assert calm is not None
    assert broken is not None
    assert (calm.upset, broken.upset) == (False, True)


def test_praise_is_not_soothed() -> None:
    misread = Mood(MoodLabel.FRUSTRATED, -0.3, 0.9)
    moment = read_moment(chat("c: The zip is better than new, I love it"), found(misread))
    assert moment is not None
    assert not moment.upset


@given(st.lists(st.tuples(st.sampled_from("cas"), st.text(max_size=80)), max_size=6))
def test_any_conversation_is_read(turns: list[tuple[str, str]]) -> None:
    talk = chat(*(f"{who}: {text}" for who, text in turns))
    assert (read_moment(talk, found()) is None) == (talk.last_customer_turn is None)


@pytest.mark.parametrize(
    "said", ["It got wet in my pack. So what do I do now, step by step please?", "炉子淋湿了。那我现在该怎么办呢？"]
)
def test_a_question_that_names_nothing_asks_about_what_was_told(said: str) -> None:
    told = said[: said.index("。" if "。" in said else ".") + 1]
    moment = read_moment(chat(f"c: {said}"), found())
    assert moment is not None
    assert moment.act is Act.ASKS
    assert moment.questions == told


@pytest.mark.parametrize("said", ["What do I do with a dented canister?", "What now?", "退货怎么办理？", "怎么办？"])
def test_a_question_that_names_something_or_stands_alone_is_kept(said: str) -> None:
    moment = read_moment(chat(f"c: {said}"), found())
    assert moment is not None
    assert moment.questions == said
