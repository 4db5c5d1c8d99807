"""What the customer needs: which turns say it, from where on, and what of it is asked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.domain.assistance import Alternative, Triage
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.pack import Category
from assist.services.ports import UnderstandRequest
from assist.understanding.classifier import Verdict
from assist.understanding.engine import Engine
from assist.understanding.index import Tools
from assist.understanding.needs import (
    ANSWER_SHARE,
    SAME_BREATH,
    asked_last,
    find_needs,
    focused,
    has_content,
    is_letter,
    need_terms,
    need_vectors,
    statement_start,
)
from assist.understanding.triage import Triager, established, unfit
from assist.understanding.written.conversation import as_written
from tests.understanding.conftest import PACK, bag_parts, local


def chat(*lines: str) -> Conversation:
    speakers = {"a": Speaker.AGENT, "c": Speaker.CUSTOMER}
    return Conversation("t", tuple(Turn(speakers[line[0]], line[2:].strip()) for line in lines))


@pytest.mark.parametrize("text", ["8273620", "anna@example.com", "Thanks, bye!", "sorry", "好的，谢谢", "12 34"])
def test_numbers_addresses_and_courtesies_are_no_need(text: str) -> None:
    assert not has_content(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hi, my name is Chloe Zhang",
        "Sure. my full name is joyce wu.",
        "and my order ID is 2608914056",
        "my email address is anna@example.com",
        "我叫张伟",
        "我的订单号是123456。",
    ],
)
def test_who_somebody_is_and_which_number_a_case_has_is_no_need(text: str) -> None:
    assert not has_content(text)


@pytest.mark.parametrize(
    "text",
    [
        "my name is wrong on the account",
        "my name is misspelled",
        "my last name changed",
        "my name is joyce wu and my parcel never came",
        "my order number 8273620 never came",
        "订单号123456还没到",
        "我叫张伟，我要退货",
    ],
)
def test_what_is_the_matter_with_a_name_or_number_is_a_need(text: str) -> None:
    assert has_content(text)


def test_what_answers_the_agents_question_is_left_out_of_the_need() -> None:
    needs = find_needs(chat("c: My lamp flickers.", "a: Your name, please?", "c: Ada Low. Can I swap the lamp?"))
    assert [n.text for n in needs] == ["Can I swap the lamp?", "My lamp flickers."]
    assert needs[0].start == len("Ada Low. ")


def test_without_a_question_before_it_a_short_sentence_is_part_of_the_need() -> None:
    text = "My lamp flickers. Can I swap it?"
    assert statement_start(text, asked=False) == 0


def test_a_detail_the_agent_asked_for_weighs_little_and_what_was_said_before_it_does_not_fade() -> None:
    needs = find_needs(chat("c: My lamp flickers.", "a: Which shop sold it to you?", "c: The one in Harbour Street"))
    assert [n.weight for n in needs] == [pytest.approx(ANSWER_SHARE), pytest.approx(1.0)]


@pytest.mark.parametrize(
    ("asked", "share"),
    [
        ("ill be glad to help you with that may i get your full name please", ANSWER_SHARE),
        ("perfect thank you what is your account name", ANSWER_SHARE),
        ("i am happy to look into the delivery", 1.0),
        ("hello thank you for shopping with us how may i help you", 1.0),
    ],
)
def test_a_dictated_question_is_known_without_its_mark(asked: str, share: float) -> None:
    talk = as_written(chat("c my parcel never came", "a " + asked, "c joyce wu")).conversation
    needs = find_needs(talk)
    assert [n.weight for n in needs if n.turn == 2] == [pytest.approx(share)]


def test_what_answers_how_can_i_help_is_the_need_itself() -> None:
    assert find_needs(chat("a: How can I help you today?", "c: Lamp flickers"))[0].weight == pytest.approx(1.0)


def test_messages_sent_in_one_breath_weigh_nearly_alike() -> None:
    needs = find_needs(chat("a: Hello!", "c: It is about the brass lamp.", "c: How do I clean it?"))
    assert [n.weight for n in needs] == [pytest.approx(1.0), pytest.approx(SAME_BREATH)]


def test_a_word_said_more_often_counts_more() -> None:
    talk = chat("c: The lamp flickers, the lamp hums.")
    weights = dict(need_terms(find_needs(talk), talk))
    assert weights["hum"] < weights["lamp"]


def test_a_letter_is_searched_with_its_mean_alone() -> None:
    embed = bag_parts(1).embedders.turn
    letter = find_needs(chat("c: " + "The brass lamp in the hall flickers whenever it rains outside. " * 20))
    assert is_letter(letter)
    assert len(need_vectors(letter, embed, "en")) == 1


@given(text=st.text(max_size=80), asked=st.booleans())
def test_a_statement_begins_inside_its_turn(text: str, asked: bool) -> None:
    assert 0 <= statement_start(text, asked=asked) <= len(text)


def test_the_turn_that_states_the_case_weighs_nearly_as_much_as_the_latest() -> None:
    needs = find_needs(chat("c: The lamp I bought flickers.", "a: Oh no.", "c: How long will the repair take?"))
    marked = focused(needs, 0, 1.0)
    assert marked[1].case
    assert needs[1].weight < marked[1].weight < marked[0].weight


def test_the_last_question_of_several_sentences_is_what_is_asked() -> None:
    assert asked_last("We leave on Friday. How long will the repair take?") == "How long will the repair take?"
    assert asked_last("How long will the repair take?") == ""


def verdict(fit: float, **chances: float) -> Verdict:
    return Verdict(tuple(sorted(chances.items(), key=lambda c: -c[1])), fit)


def test_a_half_sure_later_turn_does_not_change_the_category() -> None:
    chances = established([verdict(0.8, change=0.6, rental=0.2), verdict(1.0, rental=0.95, change=0.0)])
    assert chances["rental"] > chances["change"]


def test_a_sure_later_turn_changes_the_category() -> None:
    chances = established([verdict(1.0, change=0.95, rental=0.0), verdict(1.0, rental=0.95, change=0.0)])
    assert chances["change"] > chances["rental"]


def test_a_doubted_category_stays_among_the_alternatives() -> None:
    out = unfit(Triage("repair", 0.4, alternatives=(Alternative("stock", 0.2),)))
    assert out.category is None
    assert [a.category for a in out.alternatives] == ["repair", "stock"]


def test_a_remark_behind_an_answer_does_not_change_the_category(engine: Engine) -> None:
    case = ("c: The tent arrived broken, the pole is damaged.", "a: Which address is the order under?")
    aside = engine.understand(UnderstandRequest(chat(*case, "c: ann@example.com. When do I get my refund?"))).triage
    assert aside is not None
    assert aside.category == "damage"


def test_the_latest_question_leans_to_its_own_category(tmp_path: Path) -> None:
    triager = Triager(PACK, Tools(bag_parts(1).embedders, tmp_path))
    asked = triager.asked(find_needs(chat("c: The pole is damaged.", "c: When do I get my refund?")), "en")
    assert [c for c, _ in asked] == ["refund"]
    assert triager.asked(find_needs(chat("c: The pole is damaged.")), "en") == ()


def test_small_talk_goes_only_to_a_category_whose_own_examples_are_small_talk(tmp_path: Path) -> None:
    thanks = Category(
        "thanks", local(en="Thanks"), examples=("Thank you very much!", "Thanks for your help.", "Thanks.")
    )
    pack = replace(PACK, categories=(*PACK.categories, thanks))
    kind, plain = (Triager(p, Tools(bag_parts(1).embedders, tmp_path)) for p in (pack, PACK))
    found = kind.sort(chat("c: Thank you very much!"), (), "en")
    assert found is not None
    assert found.category == "thanks"
    nothing = plain.sort(chat("c: Thank you very much!"), (), "en")
    assert nothing is not None
    assert nothing.category is None
