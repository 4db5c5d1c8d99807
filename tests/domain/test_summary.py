"""The hand-over note: what it holds, and that nothing is in it that nobody said."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from assist.domain.assistance import Assistance, CaseForm, Mood, MoodLabel, NextStep
from assist.domain.conversation import Conversation, Evidence, Speaker, Turn
from assist.domain.pack import Form, FormField, Pack
from assist.domain.summary import summarise
from assist.domain.text import LocalText


def chat(*turns: str, language: str = "en") -> Conversation:
    """Turns written as ``c: text`` or ``a: text``."""
    who = {"c": Speaker.CUSTOMER, "a": Speaker.AGENT}
    made = tuple(Turn(who[t[0]], t[3:]) for t in turns)
    return Conversation("c1", made, declared_language=language)


LATE = chat(
    "a: Hello, how can I help you?",
    "c: Hi! My parcel 827 was promised for Monday and it has not arrived.",
    "a: I'm sorry about that. May I have your email?",
    "c: ann@example.com",
    "a: Thank you. The courier lost the parcel, we will send a new one tomorrow.",
)


def test_it_says_what_was_wanted_what_was_done_and_what_follows() -> None:
    made = summarise(LATE)
    assert made.problem[0].text == (
        "The customer says: “My parcel 827 was promised for Monday and it has not arrived.”"
    )
    assert made.problem[0].turns == (1,)
    assert "The courier lost the parcel" in made.done[0].text
    assert 4 in made.done[0].turns
    assert made.still_open[0].text.startswith("To follow up: “The courier lost the parcel")


def test_greetings_thanks_and_closings_are_left_out() -> None:
    made = summarise(LATE)
    assert "how can I help" not in made.text
    assert "Hi!" not in made.text
    assert "Thank you" not in made.text


def test_a_question_nobody_answered_is_open_and_one_that_was_is_not() -> None:
    asked = chat("c: My lamp is broken.", "a: We replace it.", "c: How long does that take?")
    assert summarise(asked).still_open[0].text == "Not answered yet: “How long does that take?”"
    answered = chat(*[f"{t.speaker.value[0]}: {t.text}" for t in asked.turns], "a: It takes three days.")
    assert not any("Not answered" in line.text for line in summarise(answered).still_open)


def test_a_question_is_not_open_where_a_reply_was_sent_that_is_not_in_the_conversation_yet() -> None:
    asked = chat("c: My lamp is broken.", "a: We replace it.", "c: How long does that take?")
    assert not any("Not answered" in line.text for line in summarise(asked, answered=True).still_open)


def test_a_greeting_grown_into_a_sentence_takes_nothing_of_it_away() -> None:
    made = summarise(chat("c: Hello I bought it in July, last month and again in May it broke."))
    assert (
        made.problem[0].text == "The customer says: “Hello I bought it in July, last month and again in May it broke.”"
    )
    made = summarise(chat("c: Hi there, my lamp is broken."))
    assert made.problem[0].text == "The customer says: “My lamp is broken.”"


def test_what_the_customer_called_settled_is_not_open() -> None:
    made = summarise(chat("c: The app crashes.", "a: We will look into it.", "c: It is working now, thanks!"))
    assert not made.still_open


def test_form_step_and_mood_are_added() -> None:
    found = Assistance(
        "c1", 0, 4, "en",
        mood=Mood(MoodLabel.ANGRY, -0.8, 0.9, evidence=(Evidence(1, 0, 5),)),
        form=CaseForm("late", {}, ("order_id", "phone")),
        next_step=NextStep("late", "check", "Check", "Check the tracking page", "", "", "", 1, 3),
    )  # fmt: skip
    text = summarise(LATE, found).text
    assert "Still missing: order id, phone." in text
    pack = Pack("p", "P", "1.0.0", forms=(
        Form("late", LocalText.of("Late"), (FormField("order_id", LocalText.of("Order number")),)),
    ))  # fmt: skip
    assert "Still missing: Order number, phone." in summarise(LATE, found, pack).text
    assert "Next: Check the tracking page." in text
    assert "The customer is angry." in text


def test_chinese_is_written_in_chinese() -> None:
    made = summarise(chat("c: 你好，我的快递三天没有更新了。", "a: 您好，我们稍后会联系快递公司核实。", language="zh"))
    assert made.problem[0].text == "客户反映：“我的快递三天没有更新了。”"
    assert made.still_open[0].text.startswith("待跟进：“我们稍后会联系")


def test_an_empty_conversation_has_an_empty_note() -> None:
    assert summarise(chat()).text == ""


@given(st.lists(st.tuples(st.sampled_from("ca"), st.text(max_size=300)), max_size=12), st.sampled_from(["en", "zh"]))
def test_every_quoted_sentence_was_said_in_the_turns_named(turns: list[tuple[str, str]], language: str) -> None:
    conversation = chat(*[f"{who}: {text}" for who, text in turns], language=language)
    made = summarise(conversation)
    for part in (made.problem, made.done, made.still_open):
        for line in part:
            assert line.turns
            said = " ".join(conversation.turns[t].text for t in line.turns).casefold()
            known = re.findall(r"\w+", said)
            quoted = line.text.partition("“")[2]
            assert all(w in "".join(known) for w in re.findall(r"\w+", quoted.casefold()))
