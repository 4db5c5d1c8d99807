"""The second ear for digits: what it makes of each step's probabilities, and of numbers as they are spoken."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assist.speech.client import SpeechProcess
from assist.speech.dictated import Heard
from assist.speech.digits import LABELS, STEP_S, DigitEar, Floats, Number, longest, windows
from assist.speech.sound import RATE
from assist.speech.whisper import Reading, Recogniser, _begins_word
from assist.support.paths import resources
from tests.speech.conftest import Say, quiet, write_wav

DIGITS = st.text("0123456789", min_size=1, max_size=12)


def steps(*heard: dict[str, float]) -> Floats:
    """Log probabilities: each step's chances, what is left over being that nothing new was said."""
    rows = np.full((len(heard), len(LABELS)), 1e-9)
    for row, chances in zip(rows, heard, strict=True):
        for label, chance in chances.items():
            row[LABELS.index(label)] = chance
        row[0] = max(1e-9, 1 - sum(chances.values()))
    found: Floats = np.log(rows).astype(np.float32)
    return found


def spelled(labels: str) -> list[dict[str, float]]:
    """Each label for two steps, nothing new after it."""
    return [step for label in labels for step in ({label: 1.0}, {label: 1.0}, {})]


@settings(deadline=None, max_examples=40)  # a search of some milliseconds; on a loaded machine, more
@given(DIGITS)
def test_digits_heard_clearly_are_the_number_however_often_one_repeats(digits: str) -> None:
    number = longest(steps(*spelled("o" + digits)))
    assert number is not None
    assert number.digits == digits
    assert number.chance > 0.99
    assert number.last


@settings(deadline=None, max_examples=40)  # a search of some milliseconds; on a loaded machine, more
@given(DIGITS, DIGITS)
def test_the_longest_number_between_words_is_taken(short: str, more: str) -> None:
    number = longest(steps(*spelled(f"o{short}o{short + more}o")))
    assert number is not None
    assert number.digits == short + more
    assert not number.last
    assert number.start == pytest.approx((len(short) + 2) * 3 * STEP_S)


def test_where_only_words_are_heard_there_is_no_number() -> None:
    assert longest(steps(*spelled("oo"))) is None
    assert longest(steps({}, {})) is None


def test_double_and_triple_count_the_digit_after_them() -> None:
    number = longest(steps(*spelled("o1D7T05")))
    assert number is not None
    assert number.digits == "1770005"


def test_doubt_between_two_digits_is_told_by_their_chances() -> None:
    number = longest(steps(*spelled("o55501"), {"5": 0.7, "9": 0.3}, {}))
    assert number is not None
    assert [heard.digits for heard in number.options[:2]] == ["555015", "555019"]
    assert number.chance == pytest.approx(0.7, abs=0.01)
    assert sum(math.exp(heard.logprob) for heard in number.options) == pytest.approx(1)
    assert number.there
    assert not number.sure


def test_a_short_number_is_never_sure() -> None:
    number = longest(steps(*spelled("o550")))
    assert number is not None
    assert not number.sure


def test_windows_are_whole_rows_in_a_clip_and_in_a_batch_of_clips() -> None:
    clip = np.arange(1, 9, dtype=np.float32).reshape(4, 2)
    rows = [[0, 0, 1, 2, 3, 4], [1, 2, 3, 4, 5, 6], [3, 4, 5, 6, 7, 8], [5, 6, 7, 8, 0, 0]]
    assert windows(clip, 3, 1).tolist() == rows
    assert windows(np.stack([clip, clip]), 3, 1).tolist() == [rows, rows]
    assert windows(clip, 4, 2).tolist() == [[0, 0, 1, 2, 3, 4, 5, 6], [3, 4, 5, 6, 7, 8, 0, 0]]


def test_the_shipped_head_has_both_languages_and_hears_nothing_in_nothing() -> None:
    ear = DigitEar(resources() / "heads" / "digits.npz")
    assert set(ear._heads) == {"en", "zh"}
    nothing = np.zeros((0, 512), np.float32)
    assert ear.hear(nothing, "en") is None
    assert ear.hear(nothing, "zh") is None
    assert ear.hear(np.zeros((200, 512), np.float32), "fr") is None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("The order number is, one nine seven, seven seven six zero.", "197 7760"),
        ("My phone number is, one one zero, eight nine nine, eight six four nine.", "110 899 8649"),
        ("The order number is, four two two, zero zero six one.", "422 0061"),
        ("My phone number is, five zero zero, zero zero zero, zero one one one.", "500 000 0111"),
    ],
)
def test_repeated_digits_are_counted_as_they_were_said(
    ear: SpeechProcess, say: Say, tmp_path: Path, said: str, digits: str
) -> None:
    path = write_wav(tmp_path / "number.wav", np.concatenate([quiet(0.5), say(said), quiet(0.5)]))
    assert digits in " ".join(one.text for one in ear.transcribe(path, "en"))


def test_a_number_whose_beginning_was_taken_for_words_begins_where_the_head_heard_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    recogniser = Recogniser.__new__(Recogniser)
    text = "我的号码物依是八八七零二三一四"
    heard = Number((Heard("51488702314", -0.01),), start=1.6, last=True)
    monkeypatch.setattr(Recogniser, "_second", lambda *_: heard)
    monkeypatch.setattr(Recogniser, "_begin", lambda *_: text.index("物"))
    reading = recogniser._with_number(None, np.zeros(RATE, np.float32), Reading(text, (1, 2), -0.4, 0.0, "zh"))
    assert reading.text == "我的号码51488702314"


@pytest.mark.parametrize(("before", "token"), [("where is", " it"), ("订单", "号"), ("号码", "RR")])
def test_a_word_begins_at_a_space_at_each_character_and_where_letters_follow_them(before: str, token: str) -> None:
    assert _begins_word(before, token)
    assert not _begins_word("订单R", "R")
    assert not _begins_word("", "R")
