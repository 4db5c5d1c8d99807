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
