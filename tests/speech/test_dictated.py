"""Numbers dictated in Chinese that were partly taken for words."""

from __future__ import annotations

import pytest

from assist.speech.dictated import agrees, doubtful_from


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("单号是 鸟巴三一巴四四", "鸟巴三一巴四四"),
        ("号码是巴三一九巴四四。", "巴三一九巴四四。"),
        ("单号司令也一零五四", "司令也一零五四"),
    ],
)
def test_a_number_with_words_that_sound_like_digits_is_doubtful(text: str, number: str) -> None:
    at = doubtful_from(text)
    assert at is not None
    assert text[at:] == number


@pytest.mark.parametrize(
    "text",
    [
        "号码是八三一九八四四",
        "三月五号一二三四",
        "一三八四四谢谢",
        "住在二三四五室六七八",
        "一二三是吧",
        "",
        "。",
        "你好",
    ],
)
def test_what_is_clear_or_no_number_is_left_alone(text: str) -> None:
    assert doubtful_from(text) is None


def test_a_second_reading_holds_the_digits_of_the_first_at_their_length() -> None:
    assert agrees("六八三一八四四", "鸟巴三一巴四四")
    assert not agrees("六八三一八四", "鸟巴三一巴四四")
    assert not agrees("六八三二八四四", "鸟巴三一巴四四")
