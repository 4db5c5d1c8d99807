from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from assist.speech.reading import _whole_words
from assist.speech.voice import FRAME, Endpointing, Segmenter
from assist.speech.whisper import agree, said_once


def test_two_readings_agree_on_what_both_begin_with_but_for_the_last_token() -> None:
    assert agree((1, 2, 3, 4), (1, 2, 3, 9, 9)) == (1, 2)
    assert agree((), (1, 2)) == ()


def test_a_sentence_that_begins_again_at_its_end_stands_once() -> None:
    assert said_once((1, 2, 3, 4, 1, 2, 3, 4)) == (1, 2, 3, 4)
    assert said_once((1, 2, 3, 4, 1, 2, 3)) == (1, 2, 3, 4)
    assert said_once((1, 2, 3, 4, 1, 2)) == (1, 2, 3, 4, 1, 2)
    assert said_once((1, 2, 3, 1, 2, 4)) == (1, 2, 3, 1, 2, 4)


@given(st.lists(st.integers(0, 3), max_size=20))
def test_what_is_said_once_is_a_beginning_of_what_was_said(tokens: list[int]) -> None:
    once = said_once(tuple(tokens))
    assert tuple(tokens[: len(once)]) == once
    assert len(once) >= min(3, len(tokens))


@given(st.text(max_size=40), st.integers(0, 40))
def test_what_is_agreed_on_ends_with_a_word(text: str, upto: int) -> None:
    at = _whole_words(text, upto)
    assert 0 <= at <= max(upto, 0) or at == len(text)


def test_a_word_that_is_not_finished_is_not_agreed_on() -> None:
    assert _whole_words("where is the order", 16) == len("where is the ")
    assert _whole_words("我的订单", 2) == 2


class LoudIsVoice:
    """A voice detector's network that takes loud frames for voice."""

    def run(self, _names: object, fed: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        return (np.abs(fed["input"]).max(1) > 0.1).astype(np.float32), fed["h"], fed["c"]


def _sound(*seconds: float) -> np.ndarray:
    """Voice and silence by turns, beginning with voice."""
    parts = [np.full(round(s * 16_000), 0.5 if i % 2 == 0 else 0.0, np.float32) for i, s in enumerate(seconds)]
    return np.concatenate(parts)


@given(st.integers(160, 4000))
@settings(max_examples=20, deadline=None)
def test_utterances_do_not_depend_on_how_the_sound_comes_in(block: int) -> None:
    sound = _sound(1.0, 1.0, 2.0, 1.0)
    cutter = Segmenter(LoudIsVoice())
    spoken = [one for at in range(0, sound.size, block) for one in cutter.feed(sound[at : at + block])]
    assert [round(one.voiced, 1) for one in spoken] == [1.0, 2.0]
    assert abs(spoken[1].start - 2 * 16_000) <= 9 * FRAME


def test_a_click_is_no_utterance_and_a_monologue_is_cut() -> None:
    cutter = Segmenter(LoudIsVoice(), Endpointing(longest=5.0))
    assert cutter.feed(_sound(0.1, 2.0)) == []
    spoken = [*cutter.feed(_sound(12.0, 1.0)), *cutter.finish()]
    assert max(one.seconds for one in spoken) <= 5.1
    assert abs(sum(one.seconds for one in spoken) - 12.0) < 1.0
