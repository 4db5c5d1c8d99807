"""Which sentences answer."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assist.domain.assistance import Hit
from assist.domain.pack import Article
from assist.services.relevance import Query, answers

REFUNDS = """We inspect a return within 3 working days. You get an email with the amount.

- Card: 3 to 5 working days
- Gift card: at once

This protects your money. If the bank refuses, send us the last four digits."""


def hit(sentence: str, *, title: str = "How long a refund takes", score: float = 0.9, article: str = "a") -> Hit:
    return Hit(article, title, score, sentence, sentence, 0, len(sentence))


def article(_id: str) -> Article:
    return Article("a", "How long a refund takes", REFUNDS, "en")


def texts(question: str, *hits: Hit, context: str = "") -> list[str]:
    return [f.text for f in answers(Query(question, "en", context=context), hits, article)]


def test_a_list_item_is_told_with_what_it_is_an_item_of() -> None:
    found = texts("When will I have it?", hit("You get an email with the amount."), context="I paid by card")
    assert found[0] == "How long a refund takes (card): 3 to 5 working days."


def test_how_much_wants_an_amount() -> None:
    assert texts("How much is it to return something?", hit("You get an email with the amount.")) == []


def test_a_condition_has_to_be_met() -> None:
    told = "If the bank refuses, send us the last four digits."
    assert told not in texts("What do you need the digits for?", hit(told))
    assert told in texts("My bank refuses it, do you need my digits?", hit(told))


def test_what_points_back_brings_the_sentence_before() -> None:
    body = "After 5 wrong passwords it is locked. This protects your points."
    found = answers(Query("Are my points gone?", "en"), [hit("This protects your points.")],
                    lambda _id: Article("a", "t", body, "en"))  # fmt: skip
    assert [f.text for f in found] == [body]


def test_one_word_of_many_is_no_answer() -> None:
    bags = hit("Store bags loose, never squeezed.", title="Bags")
    question = "I need a sleeping bag for nights around freezing, which model would you recommend?"
    assert answers(Query(question, "en"), [bags]) == ()


def test_a_sentence_in_another_language_is_no_answer() -> None:
    assert answers(Query("退款多久到账？", "zh"), [hit("Refunds take 3 days.")]) == ()


@given(st.text(max_size=120), st.text(max_size=200), st.sampled_from(["en", "zh"]))
def test_any_text_can_be_asked_and_searched(question: str, body: str, language: str) -> None:
    found = answers(Query(question, language), [hit(body)])
    assert all(f.worth > 0 for f in found)


def test_what_holds_for_something_nobody_spoke_of_is_no_answer() -> None:
    text = "Express shipping that arrives late is always refunded within 3 days."
    hit = Hit("late", "Late parcels", 0.9, text, text, 0, len(text))
    assert not answers(Query("My parcel is late, when do I get a refund?", "en"), (hit,))
    assert answers(Query("My express shipping is late, when do I get a refund?", "en"), (hit,))


def test_when_inside_a_question_asks_for_no_time() -> None:
    keeps = hit("You keep the number when the area code stays the same.", title="Moving home")
    assert texts("can I take my number when I move", keeps) == [keeps.sentence]
    assert not texts("when can I move my number", keeps)
    assert not texts("tell me when the number moves", keeps)


def test_whether_one_has_to_wants_what_one_has_to() -> None:
    duty = hit("Every dog needs a licence: 20 dollars a year, 8 dollars if it is small.", title="Dogs")
    free = hit("Guide dogs are free.", title="Dogs", article="b")
    assert texts("do i have to register my dog", free, duty)[0] == duty.sentence


def test_a_condition_behind_a_comma_is_of_its_own_clause_only() -> None:
    fee = "A dog licence costs 20 dollars a year, 8 dollars if it is small."
    back = "A licence is refunded in full within a month, if the dog has moved away."
    assert texts("what does a licence for my dog cost", hit(fee, title="Dogs")) == [fee]
    assert not texts("is my licence refunded", hit(back, title="Dogs"))


def test_whether_it_is_dear_wants_an_amount() -> None:
    fee = "停车场每小时5元，就诊病人前两小时免费。"
    assert [f.text for f in answers(Query("停车贵不贵", "zh"), [hit(fee, title="停车")])] == [fee]
