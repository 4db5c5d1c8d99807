from __future__ import annotations

import pytest

from assist.speech.guards import Evidence, believable, repeats, without_loops

CLEAR = Evidence(voiced=2.0, logprob=-0.2, no_speech=0.02)
NOISE = Evidence(voiced=0.3, logprob=-1.1, no_speech=0.8)


@pytest.mark.parametrize("text", ["Where is my order?", "Thank you.", "谢谢。", "Yes", "827 3620"])
def test_what_is_clearly_said_is_believed(text: str) -> None:
    assert believable(text, CLEAR)


@pytest.mark.parametrize("text", ["Where is my order?", "Thank you.", "you"])
def test_words_out_of_noise_are_not(text: str) -> None:
    assert not believable(text, NOISE)


@pytest.mark.parametrize(
    "text",
    ["Thanks for watching!", "字幕由 Amara.org 社群提供", "请不吝点赞 订阅 转发 打赏支持", "♪♪♪", "[Music]", "..."],
)
def test_endings_of_subtitles_are_never_believed(text: str) -> None:
    assert not believable(text, CLEAR)


def test_a_long_babble_that_yields_a_word_is_not_believed() -> None:
    assert not believable("Thank you so much.", Evidence(voiced=11.0, logprob=-0.4, no_speech=0.2))


def test_a_sentence_said_twice_in_a_row_is_noticed() -> None:
    assert not repeats("Thank you for calling Platinum. How can I help? Thank you for calling Platinum.")
    assert repeats("Thank you for calling Platinum. Thank you for calling Platinum.")


def test_a_number_with_equal_digits_is_no_loop() -> None:
    assert without_loops("my code is 4-4-4-4-1") == "my code is 4-4-4-4-1"
    assert without_loops("单号是一三三三三三八一") == "单号是一三三三三三八一"
