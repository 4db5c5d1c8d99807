from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.speech.wording import group, polish


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("My order number is eight two seven three six two oh", "My order number is 827 3620"),
        ("It is double five six seven", "It is 5567"),
        ("one zero zero zero one nine oh", "100 0190"),
        ("It was two hundred and fifty dollars", "It was 250 dollars"),
        ("forty-two", "42"),
        ("two thousand and five", "2005"),
        ("8-2-7-3-6-2-0", "827 3620"),
        ("My number is 4 0 7 5 5 2 1 9 3 8.", "My number is 407 552 1938."),
        ("call 555-123-4567", "call 555 123 4567"),
    ],
)
def test_spoken_numbers_become_grouped_digits(heard: str, written: str) -> None:
    assert polish(heard, "en") == written


@pytest.mark.parametrize(
    ("heard", "written"),
    [
        ("我的电话是一三八一二三四五六七八", "我的电话是138 1234 5678"),
        ("订单号是八二七三六二零", "订单号是827 3620"),
        ("幺三八幺二三四五六七八", "138 1234 5678"),
        ("一百二十块", "120块"),
        ("三百五", "350"),
        ("一万两千", "12000"),
        ("两千零五", "2005"),
        ("百分之五", "5%"),
        ("二十五号", "25号"),
        ("号码是626-018亿。", "号码是626 0181。"),
        ("1590830166E", "159 0830 1661"),
        ("订单号是九四三零零零六", "订单号是943 0006"),
        ("号码是八二七三六二亿。", "号码是827 3621。"),
        ("电话是一三八要二零灵六七八九", "电话是138 1200 6789"),
        ("三是四", "三是四"),
        ("五五开是四", "五五开是四"),
        ("100亿元", "100亿元"),
    ],
)
def test_chinese_numbers_become_digits(heard: str, written: str) -> None:
    assert polish(heard, "zh") == written


@pytest.mark.parametrize(
    "text",
    ["one moment", "$1,299.00", "at 10:30", "I need 2 of them, 3 shirts", "oh I see", "in 2018 and 2019", "1,001"],
)
def test_what_is_no_dictated_number_stays(text: str) -> None:
    assert polish(text, "en") == text


@pytest.mark.parametrize("text", ["千万别", "十分感谢", "一个苹果", "万一不行呢"])
def test_chinese_words_with_numerals_in_them_stay(text: str) -> None:
    assert polish(text, "zh") == text


def test_fillers_and_stutters_are_dropped() -> None:
    assert polish("Um, I I want uh to return it", "en") == "I want to return it"
    assert polish("嗯,我想问一下", "zh") == "我想问一下"


def test_a_yes_that_sounds_like_a_filler_stays() -> None:
    assert polish("Uh-huh.", "en") == "Uh-huh."
    assert polish("嗯", "zh") == "嗯"


def test_a_phrase_said_over_and_over_stands_once() -> None:
    assert polish("I will call. I will call. I will call. I will call. I will call.", "en") == "I will call."


@given(st.text(alphabet="0123456789", min_size=7, max_size=19))
def test_grouping_loses_no_digit_and_leaves_no_group_of_one(digits: str) -> None:
    grouped = group(digits)
    assert grouped.replace(" ", "") == digits
    assert all(2 <= len(part) <= 4 for part in grouped.split())


@given(st.text(max_size=80), st.sampled_from(["en", "zh"]))
def test_any_text_can_be_polished(text: str, language: str) -> None:
    assert isinstance(polish(text, language), str)
