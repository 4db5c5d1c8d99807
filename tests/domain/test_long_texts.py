"""Texts as long as a turn may be are looked through in a time that grows with them, not with their square."""

from __future__ import annotations

from time import process_time

import pytest

from assist.domain.assistance import Assistance
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.masking import mask
from assist.domain.strangers import another_customer
from assist.services.composing import compose

ENOUGH_S = 5.0
"""What took minutes; it takes a fraction of a second."""
PIECES = ("please ", "my name is ", "id ", "is", "@", "a", "那我")
SIZE = 100_000


def talk(text: str) -> Conversation:
    said = (Turn(Speaker.CUSTOMER, text), Turn(Speaker.AGENT, "What is your name?"), Turn(Speaker.CUSTOMER, text))
    return Conversation("c", said, version=1)


@pytest.mark.parametrize("piece", PIECES)
def test_a_turn_of_one_thing_over_and_over_takes_no_minutes(piece: str) -> None:
    text = f"my order {piece * (SIZE // len(piece))} is late?"
    began = process_time()
    another_customer(Conversation("s", (Turn(Speaker.CUSTOMER, "Hi, order 8273620"),), version=1), talk(text))
    compose(talk(text), Assistance("c", 1, 2, "en", refused=True))
    mask([text])
    assert process_time() - began < ENOUGH_S
