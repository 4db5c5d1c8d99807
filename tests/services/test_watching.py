"""A chat that scrolls: every look is laid over what is known, nothing doubled, nothing lost."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assist.domain.conversation import Speaker
from assist.domain.seen import ChatLine, Seen, SeenLine
from assist.services.watching import Transcript, merged

C, A = Speaker.CUSTOMER, Speaker.AGENT


def lines(*texts: str) -> list[ChatLine]:
    return [ChatLine(text, C if i % 2 else A) for i, text in enumerate(texts)]


CHAT = lines(
    *(f"message number {i} about the {w}" for i, w in enumerate(["tent", "stove", "lamp", "rope", "boots", "map"]))
)


def test_a_look_further_down_adds_only_what_is_new() -> None:
    assert merged(CHAT[:4], CHAT[2:]) == CHAT


def test_scrolling_back_adds_what_is_older_before() -> None:
    assert merged(CHAT[3:], CHAT[:5]) == CHAT


def test_the_same_look_again_changes_nothing() -> None:
    assert merged(CHAT, CHAT[1:3]) == CHAT


def test_a_misread_character_is_the_same_line() -> None:
    again = [ChatLine(CHAT[2].text.replace("lamp", "1amp"), CHAT[2].speaker), *CHAT[3:]]
    changed = [ChatLine(CHAT[2].text.replace("about", "abaut"), CHAT[2].speaker), *CHAT[3:]]
    assert merged(CHAT[:4], changed) == CHAT
    assert len(merged(CHAT[:4], again)) == len(CHAT)


def test_lines_that_differ_in_a_digit_are_two_lines() -> None:
    one, other = ChatLine("Order 8273620", C), ChatLine("Order 8273621", C)
    assert merged([one], [one, other]) == [one, other]


def test_a_line_missed_in_the_middle_doubles_nothing() -> None:
    known = [*CHAT[:2], *CHAT[3:5]]
    assert merged(known, CHAT[1:6]) in ([*known, CHAT[5]], [*CHAT])


def test_a_look_with_nothing_in_common_goes_to_the_end() -> None:
    assert merged(CHAT[:2], CHAT[4:]) == [*CHAT[:2], *CHAT[4:]]


def test_a_bubble_that_comes_into_view_in_two_steps_is_one_turn() -> None:
    def look(*parts: tuple[str, int, int]) -> Seen:
        made = []
        for text, x, y in parts:
            made.append(SeenLine(text, x, y, x + 7 * len(text), y + 15))
        return Seen(420, 300, tuple(made))

    chat = Transcript()
    assert chat.look(look(("My tent is late again", 20, 20), ("I am so sorry", 300, 60), ("We will send a", 290, 110)))
    assert chat.look(look(("I am so sorry", 300, 20), ("We will send a", 290, 70), ("new tent today", 290, 86)))
    assert [t.text for t in chat.turns] == ["My tent is late again", "I am so sorry", "We will send a new tent today"]


words = st.text("abcdefghij ", min_size=6, max_size=20).map(str.strip).filter(lambda t: len(t) > 5)


@given(st.lists(words, min_size=4, max_size=30, unique=True), st.data())
def test_any_way_of_scrolling_down_gives_the_whole_chat(texts: list[str], data: st.DataObject) -> None:
    numbered = lines(*(f"{chr(0x4E00 + i)} {text}" for i, text in enumerate(texts)))
    height = data.draw(st.integers(3, len(numbered)))
    starts = [0]
    while starts[-1] + height < len(numbered):
        starts.append(min(starts[-1] + data.draw(st.integers(0, height - 2)), len(numbered) - height) or starts[-1] + 1)
    known: list[ChatLine] = []
    for start in starts:
        known = merged(known, numbered[start : start + height])
    assert [x.text for x in known] == [x.text for x in numbered]
    assert all(a != b for a, b in pairwise(known))
