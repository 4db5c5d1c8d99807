from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import perturb

NAMES = sorted(perturb.ALL)
texts = st.one_of(
    st.text(max_size=80), st.sampled_from(["my order 8273-620, a.b@mail.com!", "我的订单号是8273620，谢谢"])
)


@pytest.mark.parametrize("name", NAMES)
@given(text=texts, seed=st.integers(0, 2**32))
def test_the_same_seed_gives_the_same_text(name: str, text: str, seed: int) -> None:
    assert perturb.ALL[name](text, seed, ()) == perturb.ALL[name](text, seed, ())


@given(st.integers(0, 2**32))
def test_a_value_that_must_come_back_is_not_mistyped(seed: int) -> None:
    text = "please send it to Crystal Minh at 12 High Street as soon as possible"
    assert "crystal minh" in perturb.typos(text, seed, ["crystal minh"]).lower()


def test_one_letter_in_twenty_is_mistyped() -> None:
    text = "abcdefghij" * 2000
    changed = len(text) - len(perturb.typos(text, 1))
    same = sum(perturb.typos(text[i : i + 20], i) == text[i : i + 20] for i in range(0, len(text), 20))
    assert abs(changed) < 400  # dropped and doubled letters balance
    assert 0.3 < same / (len(text) / 20) < 0.42  # (19/20) to the 20th is 0.36


def test_marks_go_from_between_words_and_stay_inside_addresses_and_numbers() -> None:
    text = "Hi, it's late! I paid $45.50 (on 3/12), a.b@mail.com."
    assert perturb.unpunctuated(text) == "Hi its late I paid $45.50 on 3/12 a.b@mail.com"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("8273", "eight two seven three"),
        ("Room 15", "room fifteen"),
        ("$45.50", "forty five dollars and fifty cents"),
        ("a.b@mail.com", "a dot b at mail dot com"),
        ("7:30 pm", "seven thirty pm"),
        ("8273-620", "eight two seven three six two zero"),
    ],
)
def test_speech_says_digits_as_words(text: str, said: str) -> None:
    assert perturb.spoken(text, 0) == said


def test_chinese_speech_says_digits_in_han() -> None:
    assert perturb.spoken("订单号是8273，15号下单", 3).endswith("订单号是八二七三十五号下单")


def test_what_was_said_another_way_is_accepted_and_long_numbers_must_come_back_as_digits() -> None:
    given_record: perturb.Record = {
        "id": "c",
        "turns": [{"speaker": "customer", "text": "5 pm, order 8273"}],
        "gold": {"form": {"time": ["5 pm"], "order": ["8273"]}, "unsaid": []},
    }
    made = perturb.record(given_record, "speech")
    assert made["gold"]["form"] == {"time": ["5 pm", "five pm"], "order": ["8273"]}
    assert made["turns"][0]["text"].endswith("five pm order eight two seven three")
    assert given_record["gold"]["form"]["time"] == ["5 pm"]


def test_the_agents_typing_is_left_alone_and_speech_is_both_sides() -> None:
    talk = {
        "id": "c",
        "turns": [{"speaker": "agent", "text": "Hello, A!"}, {"speaker": "customer", "text": "Hello, B!"}],
    }
    assert [t["text"] for t in perturb.record(talk, "upper case")["turns"]] == ["Hello, A!", "HELLO, B!"]
    assert [t["text"] for t in perturb.record(talk, "speech")["turns"]] == ["hello a", "hello b"]
