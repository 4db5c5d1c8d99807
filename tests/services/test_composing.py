"""Drafts put together without a model."""

from __future__ import annotations

from dataclasses import replace

from assist.domain.assistance import Assistance, CardKind, CaseForm, Hit, Mood, MoodLabel, NextStep, Suggestion
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.pack import Article
from assist.services.composing import Kind, compose

WHO = {"c": Speaker.CUSTOMER, "a": Speaker.AGENT}


def chat(*turns: str, language: str = "en") -> Conversation:
    return Conversation("c1", tuple(Turn(WHO[t[0]], t[3:]) for t in turns), declared_language=language)


def hit(sentence: str, *, title: str = "Returns", score: float = 0.9, internal: bool = False, number: int = 1) -> Hit:
    return Hit(f"art-{number}", title, score, sentence, sentence, 0, len(sentence), internal, "en")


def found(*hits: Hit, step: NextStep | None = None, mood: Mood | None = None, refused: bool = False) -> Assistance:
    return Assistance("c1", 0, 0, "en", articles=hits, next_step=step, mood=mood, refused=refused)


def test_a_greeting_is_answered_once() -> None:
    made = compose(chat("c: hello"), found())
    assert made is not None
    assert (made.kind, made.citations) == (Kind.GREETING, ())
    assert compose(chat("a: Hi", "c: hello"), found(refused=True)) is None


def test_thanks_are_answered_with_an_offer_and_then_with_goodbye() -> None:
    first = compose(chat("c: My lamp?", "a: It ships today.", "c: Great, thank you!"), found())
    second = compose(chat("c: My lamp?", "a: Anything else?", "c: no, that's all, thanks"), found())
    assert first is not None
    assert first.text.endswith("anything else I can help you with?")
    assert second is not None
    assert second.text.endswith("Have a great day!")


def test_thanks_with_a_question_are_no_goodbye() -> None:
    made = compose(chat("c: thanks, and how long may I return it?"), found(hit("You may return lamps for 30 days.")))
    assert made is not None
    assert made.kind is Kind.ANSWER


def test_the_answer_is_in_the_words_of_the_knowledge_and_cited() -> None:
    made = compose(chat("c: How long may I return a lamp?"), found(hit("You may return **lamps** for 30 days.")))
    assert made is not None
    assert made.text.startswith("You may return lamps for 30 days. ")
    assert made.citations == ("art-1",)


def test_what_others_experienced_is_told_as_theirs_and_of_whom() -> None:
    view = hit("The view from our room was lovely.", title="SEA HOUSE", number=2, internal=True)
    made = compose(chat("c: How is the view at Sea House?"), found(view))
    assert made is not None
    assert made.text.startswith("About Sea House: Other customers say: “The view from our room was lovely.”")
    assert made.internal


def test_a_procedure_for_staff_is_asked_from_never_quoted() -> None:
    body = "1. Get the order number for [Open]\n2. Ask the customer for the colour\n3. Click [Send]"
    article = Article("art-1", "Wrong colour", body, "en")
    passage = hit("Click [Send]", internal=True)
    first = compose(chat("c: The lamp has the wrong colour."), found(passage), lambda _id: article)
    assert first is not None
    assert first.text == "Sure, I can help you with that. May I have your order number, please?"
    assert not first.internal
    last = compose(
        chat("c: wrong colour", "a: What is your order number, and the colour?", "c: 827, blue"),
        found(passage), lambda _id: article,
    )  # fmt: skip
    assert last is not None
    assert last.kind is Kind.WAIT


def test_an_upset_customer_hears_sorry_first_and_once() -> None:
    mood = Mood(MoodLabel.ANGRY, -0.9, 0.9)
    step = NextStep("late", "id", "Find it", "", "What is your order number?")
    made = compose(chat("c: Where is it?!"), found(step=step, mood=mood))
    assert made is not None
    assert made.text == "I'm sorry about this. What is your order number?"
    again = compose(
        chat("c: Where is it?!", "a: I'm sorry. Your email?", "c: a@b.example"), found(step=step, mood=mood)
    )
    assert again is not None
    assert again.text == "Thank you. What is your order number?"


def test_nothing_is_composed_where_the_knowledge_refuses() -> None:
    assert compose(chat("c: What is the weather in Rome?"), found(refused=True)) is None


def test_what_is_in_the_form_is_not_asked_for() -> None:
    body = "1. Get the order id\n2. Get the phone number"
    known = Assistance("c1", 0, 0, "en", articles=(hit("Get the order id", internal=True),), form=CaseForm("f", {}, ()))
    made = compose(chat("c: It broke."), known, lambda _id: Article("art-1", "Broken", body, "en"))
    assert made is not None
    assert "order ID" in made.text or "order id" in made.text


def test_chinese_is_composed_in_chinese() -> None:
    knowledge = Hit("a", "退货", 0.9, "签收后30天内可以退货。", "签收后30天内可以退货。", 0, 12, False, "zh")
    made = compose(chat("c: 多久可以退货？", language="zh"), Assistance("c1", 0, 0, "zh", articles=(knowledge,)))
    assert made is not None
    assert made.text == "签收后30天内可以退货。请问还有其他可以帮您的吗？"


def test_a_question_that_a_card_asks_already_is_not_drafted_again() -> None:
    step = NextStep("late", "id", "Find it", "", "What is your order number?")
    card = Suggestion(CardKind.ASK, "What is your order number?", "field:order_id", 0.8)
    seen = replace(found(hit("Parcels take three days."), step=step), suggestions=(card,))
    made = compose(chat("c: Where is my parcel?"), seen)
    assert made is not None
    assert made.kind is Kind.ANSWER
