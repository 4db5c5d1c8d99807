"""Lines with places become bubbles with speakers."""

from __future__ import annotations

import pytest

from assist.domain.conversation import Speaker
from assist.domain.seen import Seen, SeenLine, chat_lines, find_margins, join, mend, plain_text

PAGE, WHITE, BLUE = (240, 240, 243), (255, 255, 255), (200, 225, 255)
C, A = Speaker.CUSTOMER, Speaker.AGENT


def left(text: str, top: int, ground: tuple[int, int, int] = WHITE) -> SeenLine:
    return SeenLine(text, 20, top, 20 + 8 * len(text), top + 15, ground)


def right(text: str, top: int, end: int = 400) -> SeenLine:
    return SeenLine(text, end - 8 * len(text), top, end, top + 15, BLUE)


def read(*lines: SeenLine, height: int = 600) -> list[tuple[Speaker, str, bool]]:
    seen = Seen(420, height, lines, PAGE)
    margins = find_margins(seen)
    return [] if margins is None else [(s.speaker, s.text, s.goes_on) for s in chat_lines(seen, margins)]


def test_the_left_side_is_the_customer_and_the_right_one_the_agent() -> None:
    assert read(left("My tent is late", 20), right("I am sorry", 60)) == [
        (C, "My tent is late", False),
        (A, "I am sorry", False),
    ]


def test_lines_close_together_at_one_margin_are_one_bubble() -> None:
    found = read(left("My tent is late, and", 20), left("nobody answers", 36), right("I am sorry", 80))
    assert [goes_on for _, _, goes_on in found] == [False, True, False]


def test_two_bubbles_of_one_side_are_kept_apart_by_the_gap_between_them() -> None:
    found = read(left("Hello", 20), left("My tent is late", 60), right("I am sorry", 100))
    assert [goes_on for _, _, goes_on in found] == [False, False, False]


def test_a_ragged_bubble_of_the_agent_is_read_as_the_agents() -> None:
    ragged = [
        SeenLine(t, 250, 60 + 16 * i, 250 + 7 * len(t), 75 + 16 * i, BLUE) for i, t in enumerate(("We send", "a"))
    ]
    found = read(left("My tent is late", 20), *ragged, right("as promised today", 120))
    assert [who for who, _, _ in found] == [C, A, A, A]


@pytest.mark.parametrize(
    "passing",
    ["10:32", "Today 10:32 AM", "昨天 14:05", "下午 3:05", "Robin is typing…", "对方正在输入…", "Delivered", "已读"],
)
def test_times_and_words_in_passing_are_left_out(passing: str) -> None:
    found = read(left("My tent is late", 20), left(passing, 60), right("I am sorry", 100))
    assert [text for _, text, _ in found] == ["My tent is late", "I am sorry"]


def test_a_name_on_the_page_above_a_bubble_is_left_out() -> None:
    found = read(left("Crystal Vance", 20, PAGE), left("My tent is late", 40), right("I am sorry", 100))
    assert [text for _, text, _ in found] == ["My tent is late", "I am sorry"]


def test_what_stands_in_the_middle_is_nobodys() -> None:
    middle = SeenLine("You are now connected", 140, 60, 280, 75, PAGE)
    assert [text for _, text, _ in read(left("Hello", 20), middle, right("Hi", 100))] == ["Hello", "Hi"]


def test_what_may_be_cut_off_at_an_edge_is_left_out() -> None:
    found = read(left("half of it", 1), left("My tent is late", 40), right("I am", 80), right("cut", 286), height=302)
    assert [text for _, text, _ in found] == ["My tent is late", "I am"]


def test_text_on_one_side_only_is_no_chat() -> None:
    assert read(left("Invoice", 20), left("Total 45.90", 40)) == []


def test_cells_beside_each_other_come_into_one_line() -> None:
    seen = Seen(400, 100, (SeenLine("Total", 10, 10, 60, 25), SeenLine("45.90", 300, 11, 350, 26), left("Thanks", 60)))
    assert plain_text(seen) == "Total  45.90\nThanks"


def test_the_lines_of_a_bubble_are_joined_as_their_script_asks() -> None:
    assert join(["My tent", "is late"]) == "My tent is late"
    assert join(["我的帐篷", "还没到"]) == "我的帐篷还没到"
    assert join(["订单号是", "A-20931，什么时候"]) == "订单号是 A-20931，什么时候"


def test_a_space_lost_after_a_sentence_is_put_back() -> None:
    assert mend("I am sorry.May I ask") == "I am sorry. May I ask"
    assert mend("lena.okafor@example.org") == "lena.okafor@example.org"
