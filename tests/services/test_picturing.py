"""A chat out of one picture of it."""

from __future__ import annotations

import pytest

from assist.domain.conversation import Speaker
from assist.domain.errors import InputError
from assist.domain.seen import Seen, SeenLine
from assist.intake import TranscriptIntake
from assist.services.picturing import named_turns, picture_conversation

CHAT = ("Ben: My order 8273620 has not arrived.", "Anna: I am sorry to hear that.", "Ben: Where is it now?")
RECEIPT = ("Order: 8273620", "Tent: 129.00", "Tax: 12.90", "Total: 141.90")
read_text = TranscriptIntake().read_text


def _seen(lines: tuple[str, ...]) -> Seen:
    return Seen(900, 40 * len(lines) + 40, tuple(_line(text, 20 + 40 * i) for i, text in enumerate(lines)))


def _line(text: str, top: int) -> SeenLine:
    return SeenLine(text, left=20, top=top, right=20 + 12 * len(text), bottom=top + 24)


def test_names_before_what_was_said_become_turns_of_their_speakers() -> None:
    turns = picture_conversation(_seen(CHAT), "c", read_text).turns
    assert [turn.text for turn in turns] == [line.partition(": ")[2] for line in CHAT]
    assert [turn.name for turn in turns] == ["Ben", "Anna", "Ben"]


def test_a_receipt_stays_one_text_of_the_customers() -> None:
    (turn,) = picture_conversation(_seen(RECEIPT), "c", read_text).turns
    assert turn.speaker is Speaker.CUSTOMER
    assert turn.text == "\n".join(RECEIPT)
    assert named_turns("\n".join(RECEIPT), read_text) == ()


def test_a_picture_without_text_is_refused_with_one_line() -> None:
    with pytest.raises(InputError, match="no text was found"):
        picture_conversation(_seen(()), "c", read_text)


def test_prices_beside_their_items_are_no_second_speaker() -> None:
    items = tuple(_line(text, 40 + 40 * i) for i, text in enumerate(("2 x tea", "1 x scone", "Total")))
    prices = tuple(
        SeenLine(text, left=820, top=41 + 40 * i, right=880, bottom=65 + 40 * i)
        for i, text in enumerate(("7.80", "3.25", "11.05"))
    )
    (turn,) = picture_conversation(Seen(900, 240, (*items, *prices)), "c", read_text).turns
    assert turn.text == "2 x tea  7.80\n1 x scone  3.25\nTotal  11.05"


def test_nothing_of_a_window_with_its_message_in_the_middle_is_lost() -> None:
    lines = (
        SeenLine("Checkout", 10, 10, 90, 30, (40, 80, 150)),
        SeenLine("Your payment was refused.", 220, 80, 700, 104),
        SeenLine("Error code: PAY-4032", 220, 120, 640, 144),
        SeenLine("OK", 830, 180, 870, 204, (250, 250, 250)),
    )
    (turn,) = picture_conversation(Seen(900, 240, lines, (240, 240, 240)), "c", read_text).turns
    assert turn.text == "Checkout\nYour payment was refused.\nError code: PAY-4032\nOK"
