"""What a conversation is about beyond its latest turns: its opening, and what the customer said yes to."""

from __future__ import annotations

import pytest

from assist.domain.conversation import Conversation
from assist.understanding.matter import OPENING, whole_matter
from assist.understanding.needs import Need, find_needs, focused
from tests.understanding.test_needs import chat

OPENED = "c: My lamp flickers since yesterday."


def matter(conversation: Conversation) -> tuple[Need, ...]:
    return whole_matter(conversation, find_needs(conversation))


@pytest.mark.parametrize(
    ("asked", "yes"),
    [
        ("You want to know how long the lamp warranty lasts, correct?", "yes"),
        ("Would you like to swap the flickering lamp?", "Yes, please!"),
        ("Thank you. Are you looking for a brighter lamp? One moment.", "that's right"),
        ("您是想更换台灯吗？", "是的"),
        ("您要查询保修期，對嗎？", "對"),
    ],
)
def test_what_the_agent_put_into_words_and_the_customer_confirmed_is_searched_for(asked: str, yes: str) -> None:
    found = matter(chat(OPENED, f"a: {asked}", f"c: {yes}"))
    assert [n.turn for n in found] == [1, 0]
    assert found[0].text in asked
    assert found[0].text.endswith(("?", "？"))
    assert found[0].weight == found[1].weight


@pytest.mark.parametrize("asked", ["so you want to swap the flickering lamp", "um swapping the lamp is that right"])
def test_a_question_dictated_without_its_mark_is_confirmed_too(asked: str) -> None:
    assert [n.turn for n in matter(chat(OPENED, f"a: {asked}", "c: yes"))] == [1, 0]


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("May I have your full name, please?", "yes"),
        ("Is that right?", "yes"),
        ("Would you like to swap the flickering lamp?", "no"),
        ("Would you like to swap the flickering lamp?", "yes, but the cable is broken too"),
        ("You would like to swap the flickering lamp.", "yes"),
        ("请问您的订单号是多少？", "好的"),
    ],
)
def test_a_detail_asked_for_a_refusal_or_more_than_a_yes_confirms_nothing(asked: str, answer: str) -> None:
    conversation = chat(OPENED, f"a: {asked}", f"c: {answer}")
    assert 1 not in [n.turn for n in matter(conversation)]


def test_what_was_confirmed_before_anything_was_said_weighs_as_what_follows() -> None:
    found = matter(chat("a: Are you calling about your lamp order?", "c: yes", "c: The cable is broken."))
    assert [(n.turn, n.weight) for n in found] == [(2, found[0].weight), (0, found[0].weight)]


def test_only_a_confirmed_question_is_a_matter_too() -> None:
    found = matter(chat("a: Are you calling about your lamp order?", "c: yes"))
    assert [(n.turn, n.weight) for n in found] == [(0, 1.0)]


DETAILS = ("c: It came in a red box.", "a: I see.", "c: My brother unpacked it.", "a: Fine.", "c: He used scissors.")


def test_details_do_not_make_the_opening_forgotten() -> None:
    conversation = chat(OPENED, "a: I see.", *DETAILS)
    assert find_needs(conversation)[-1].weight < OPENING
    assert [n.weight for n in matter(conversation)][-1] == OPENING
    assert matter(conversation)[:-1] == find_needs(conversation)[:-1]


def test_a_question_of_its_own_leaves_the_opening_behind() -> None:
    conversation = chat(OPENED, "a: I see.", *DETAILS, "a: OK.", "c: Do you sell garden chairs?")
    assert matter(conversation) == find_needs(conversation)


def test_where_a_category_tells_which_turn_states_the_case_the_opening_weighs_no_more() -> None:
    conversation = chat(OPENED, "a: I see.", *DETAILS)
    needs = focused(find_needs(conversation), 2, 1.0)
    assert whole_matter(conversation, needs) == needs
