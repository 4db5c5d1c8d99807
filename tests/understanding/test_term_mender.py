"""Words a pack is searched by: slips become the pack's words, names two slips away those of its subjects."""

from __future__ import annotations

import pytest

from assist.understanding.term_mender import TermMender

PASSAGES = {"ashley": 4, "hotel": 90, "quiet": 30, "margherita": 12, "pizzeria": 8, "exchang": 40}
WORDS = {"quite", "booked", "please", "hotly"}


def mend(text: str) -> str:
    mender = TermMender(
        lambda t: PASSAGES.get(t, 0), WORDS.__contains__, names=lambda: ["margherita", "pizzeria", "inn"]
    )
    return mender(text)


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("the Ashlye Hottel", "the ashley hotel"),
        ("is it qiet", "is it quiet"),
        ("at Marhgerits", "at margherita"),
        ("the oizzeria", "the pizzeria"),
        ("an exchagne", "an exchange"),
    ],
)
def test_a_slip_becomes_the_packs_word_and_is_seen_before_words_are_stemmed(typed: str, searched: str) -> None:
    assert mend(typed) == searched


@pytest.mark.parametrize("text", ["quite hotly booked, please", "ashlye@mail.com", "xqvwzk", "RMA-quiett", "那家Hotel"])
def test_words_addresses_codes_and_what_is_near_nothing_stay(text: str) -> None:
    assert mend(text) == text


def test_what_can_be_mended_without_the_pack_is_mended_first() -> None:
    mender = TermMender(lambda t: PASSAGES.get(t, 0), WORDS.__contains__, lambda text: text.replace("teh", "the"))
    assert mender("teh hottel") == "the hotel"
