"""Numbers dictated at the end of an utterance: where they begin, and the vote of several readings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.speech.dictated import Heard, alike, begins, clear, digits_of, inside, likely, misheard, regular, vote

DIGITS = st.text("0123456789", min_size=4, max_size=12)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("单号是 巴三一九巴四四", "巴三一九巴四四"),
        ("号码是巴三一九巴四四。", "巴三一九巴四四。"),
        ("单号司令也一零五四七", "司令也一零五四七"),
        ("号码是一三八四四零二三", "一三八四四零二三"),
        ("单号是九零三零二一百", "九零三零二一百"),
        ("单号是五八六五四六连", "五八六五四六连"),
        ("单号是骑儿儿伯伯伯斯", "骑儿儿伯伯伯斯"),
    ],
)
def test_a_chinese_number_begins_where_its_digits_or_what_sounds_like_them_do(text: str, number: str) -> None:
    at = begins(text, "zh")
    assert at is not None
    assert text[at:] == number


@pytest.mark.parametrize(
    "text",
    [
        "三月五号一二三",
        "一三八四四谢谢",
        "住在二三四五室六七八",
        "一二三四五是吧",
        "我要退三个",
        "请您再说一遍单号好吗",
        "",
        "。",
        "你好",
    ],
)
def test_chinese_that_ends_in_no_number_is_left_alone(text: str) -> None:
    assert begins(text, "zh") is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("My phone number is 98.227.6048", "98.227.6048"),
        ("My phone number is 431-01-I-4736", "431-01-I-4736"),
        ("My code is four two seven, eight one nine.", "four two seven, eight one nine."),
    ],
)
def test_an_english_number_begins_at_its_first_digit(text: str, number: str) -> None:
    at = begins(text, "en")
    assert at is not None
    assert text[at:] == number


@pytest.mark.parametrize(
    "text",
    ["It cost 1,250,000.", "I paid $1250000", "That was in 2019.", "Call 555 0123 please.", "One moment, please.", ""],
)
def test_english_that_ends_in_no_long_number_is_left_alone(text: str) -> None:
    assert begins(text, "en") is None


@given(DIGITS, st.lists(st.floats(-20, 0), min_size=1, max_size=4))
def test_the_vote_of_readings_that_agree_is_that_reading(digits: str, logprobs: list[float]) -> None:
    readings = [[Heard(digits, logprob)] for logprob in logprobs]
    assert vote(digits, readings) == digits
    assert vote("", readings) == digits


@given(DIGITS, st.lists(st.lists(st.builds(Heard, DIGITS, st.floats(-20, 0)), max_size=4), max_size=3))
def test_a_vote_elects_what_somebody_heard(first: str, readings: list[list[Heard]]) -> None:
    assert vote(first, readings) in {first, *(h.digits for reading in readings for h in reading)}


def test_two_readings_outvote_the_first_and_one_does_not_where_it_doubts_itself() -> None:
    sure = [Heard("1117", -0.1), Heard("117", -5.0)]
    torn = [Heard("1117", -1.0), Heard("117", -1.1)]
    assert vote("117", [sure, sure]) == "1117"
    assert vote("117", [torn]) == "117"


def test_a_telephone_number_of_the_right_form_is_preferred_only_where_it_was_heard() -> None:
    fits = likely("我的电话号码是", "zh")
    clearly = [Heard("1591170865", -0.5), Heard("15911170865", -1.5)]
    hardly = [Heard("1591170865", -0.1), Heard("15911170865", -9.0)]
    assert vote("1591170865", [clearly], fits) == "15911170865"
    assert vote("1591170865", [hardly], fits) == "1591170865"
    assert vote("1591170865", [clearly], likely("我的单号是", "zh")) == "1591170865"


@pytest.mark.parametrize(("number", "digits"), [("四零幺", "401"), ("four, oh two", "402"), ("4-0 3", "403")])
def test_digits_are_read_however_they_are_written(number: str, digits: str) -> None:
    assert digits_of(number) == digits


def test_what_holds_words_is_not_clear_and_odd_groups_are_not_regular() -> None:
    assert clear("一二，三四。")
    assert not clear("一二阿四")
    assert regular("632-8573.")
    assert regular("392-420-2364")
    assert not regular("98.227.6048")
    assert not regular("3880227")


def test_a_second_reading_has_about_the_length_of_the_first() -> None:
    assert alike("6831844", "鸟巴三一巴四四")
    assert not alike("683184400000", "鸟巴三一巴四四")
    assert not alike("", "四四")
    assert alike("4220061", "422 Nero Nero Big 1")
    assert alike("7301156", "RR-S-F-F-F-F-F-F-F-F-F")
    assert not alike("7301156", "F-F")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("My order number is 827-36-20, please check.", "827-36-20"),
        ("单号是一二三四，五六七，你查一下", "一二三四，五六七"),
        ("It cost 1,250,000 in all.", None),
        ("Call 5550123 or 5550124 please.", None),
        ("I paid $1250000 for it.", None),
        ("Room 2034 is free.", None),
    ],
)
def test_the_only_long_number_within_a_sentence_is_found(text: str, number: str | None) -> None:
    span = inside(text)
    assert (None if span is None else text[slice(*span)]) == number


def test_only_what_holds_digits_or_their_sounds_can_be_a_misheard_number() -> None:
    assert misheard("197776 Nero", "en")
    assert not misheard("for my new phone", "en")
    assert misheard("流散流 以靈娃散", "zh")
    assert misheard("RRR-S-F-F-F", "zh")
    assert not misheard("Windows系统更新", "zh")
    assert not misheard("我想看看你们的", "zh")
