"""A canned reply is offered only where what it takes for granted holds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assist.domain.assistance import Mood, MoodLabel
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.pack import Snippet
from assist.services.ports import UnderstandRequest
from assist.understanding.engine import Engine
from assist.understanding.fitting import holds, only_thanks, standing, taken_by, without_address
from assist.understanding.parts import EmbedTurn
from tests.understanding.conftest import PACK, bag_parts

C, A = Speaker.CUSTOMER, Speaker.AGENT
SILENT = Snippet("bye-2", "Closing after silence", "I close this chat for now.", when="the customer has not answered")
SORRY = Snippet("hello-2", "Greeting", "I'm sorry this went wrong.", when="the customer opens with a problem")
HURRY = Snippet("hurry", "Needed soon", "I understand that you need it for a journey, so we send a new one.")
OPENING = Snippet("hello-3", "Greeting", "Hello, what can I do for you?", when="nothing is said yet")


def talk(*turns: tuple[Speaker, str]) -> Conversation:
    return Conversation("c", tuple(Turn(s, t) for s, t in turns), version=1)


def fits(snippet: Snippet, role: str, mood: MoodLabel | None, *turns: tuple[Speaker, str]) -> bool:
    return holds(taken_by(snippet), standing(talk(*turns), mood), role)


def test_a_reply_to_silence_comes_only_after_silence() -> None:
    assert not fits(SILENT, "closing", None, (C, "thanks, bye"))
    assert fits(SILENT, "closing", None, (C, "my lamp is broken"), (A, "Which order is it?"))
    zh = Snippet("z", "长时间", "一会儿没收到您的消息", language="zh", when="客户一段时间没有回复")
    assert not fits(zh, "closing", None, (C, "谢谢"))


def test_a_happy_customer_gets_no_apology_and_one_at_ease_no_greeting_with_one() -> None:
    happy = (C, "Thank you so much, it came today and fits!")
    assert not fits(SORRY, "greeting", MoodLabel.PLEASED, happy)
    assert not fits(SORRY, "greeting", MoodLabel.NEUTRAL, (C, "What time do you open?"))
    assert fits(SORRY, "greeting", MoodLabel.NEUTRAL, (C, "My lamp is broken, what now?"))


def test_what_the_customer_never_said_is_not_claimed_of_them() -> None:
    assert not fits(HURRY, "", MoodLabel.FRUSTRATED, (C, "WHERE IS MY ORDER I WAITED THREE WEEKS"))
    assert fits(HURRY, "", MoodLabel.FRUSTRATED, (C, "it is late and my journey starts on Friday"))


def test_a_thing_is_missing_only_where_somebody_said_so() -> None:
    missing = Snippet("m", "Missing", "I'm sorry something was missing. Could you look again?")
    assert not fits(missing, "", MoodLabel.FRUSTRATED, (C, "it came with a broken pump"))
    assert fits(missing, "", MoodLabel.FRUSTRATED, (C, "the pump is missing"))


def test_no_thanks_for_photos_nobody_sent_or_was_asked_for() -> None:
    thanks = Snippet("t", "Choice", "Thank you for the photos. Which would you prefer?")
    assert not fits(thanks, "", None, (C, "it came with a broken pump"))
    assert fits(thanks, "", None, (C, "it is broken"), (A, "Could you send a photo?"), (C, "here you are"))
    shown = Conversation("c", (Turn(C, "broken"), Turn(C, "", picture="p1")), version=1)
    assert holds(taken_by(thanks), standing(shown, None), "")


def test_a_greeting_that_asks_what_it_is_about_comes_before_that_is_said() -> None:
    assert fits(OPENING, "greeting", None, (C, "Hello"))
    assert not fits(OPENING, "greeting", None, (C, "my lamp is broken"))


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("Just wanted to say thank you, it's perfect!!", True),
        ("谢谢，新的收到了，非常满意", True),
        ("Thanks, my order is late", False),
        ("Thank you, can you send it to my work address", False),
        ("thx, it is 8273620", False),
        ("谢谢，麻烦改一下地址", False),
        ("it is perfect", False),
    ],
)
def test_only_thanks_is_told_from_thanks_with_a_wish(text: str, is_so: bool) -> None:
    assert only_thanks(text) is is_so


def test_a_name_nobody_gave_is_left_out_where_it_only_addresses() -> None:
    assert without_address("What a message, {{name}}, thank you.", ["name"]) == "What a message, thank you."
    assert without_address("A lovely day, {{ name }}.", ["name"]) == "A lovely day."
    assert without_address("{{name}}，让您久等了。", ["name"]) == "让您久等了。"
    assert without_address("Hi {{name}}! We sent it.", ["name"]) == "Hi! We sent it."
    assert without_address("Sent to {{name}} today.", ["name"]) == "Sent to {{name}} today."


class Pleased:
    def read(self, conversation: Conversation, embed: EmbedTurn) -> Mood | None:
        return Mood(MoodLabel.PLEASED, 0.9, 0.9)

    def knows(self, language: str) -> bool:
        return language == "en"


def test_thanks_are_answered_with_a_closing_and_no_question(tmp_path: Path) -> None:
    closing = Snippet("bye", "Closing", "I wish you a lovely day, {{name}}.")
    others = tuple(s for s in PACK.snippets if s.id != "bye")
    pack = replace(PACK, snippets=(closing, SILENT, SORRY, *others))
    engine = Engine(tmp_path, lambda _: pack, bag_parts(1).embedders, mood=Pleased())
    engine.open_pack(Path("small"))
    found = engine.understand(UnderstandRequest(talk((C, "Thank you, my new order came and it is perfect!"))))
    texts = [c.text for c in found.suggestions]
    assert "I wish you a lovely day." in texts
    assert not {"field:order", "field:name", "snippet:bye-2", "snippet:hello-2"} & {c.source for c in found.suggestions}


@pytest.mark.parametrize("body", ["You are very welcome, I am glad it works.", "不客气，祝您早日康复。"])
def test_you_are_welcome_answers_thanks_only(body: str) -> None:
    reply = Snippet("t", "Glad", body, when="it works again")
    assert fits(reply, "", None, (C, "it broke"), (A, "And now?"), (C, "works, thank you"), (C, "great"))
    assert fits(reply, "", None, (C, "都好了 谢谢"))
    assert not fits(reply, "", None, (C, "thanks for nothing"), (A, "I am sorry. Your name?"), (C, "Great job, truly."))
