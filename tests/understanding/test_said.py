"""Which canned reply a turn was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.domain.pack import Snippet
from assist.understanding.said import SnippetMatcher, fold

SNIPPETS = (
    Snippet("name", "", "May I have your name, please?"),
    Snippet("booked", "", "Great, table {{table}} is booked for {{day}}!"),
    Snippet("other", "", "I found {hotel_name:s} for {price:d} a night. Shall I book it?"),
    Snippet("zh", "", "您的订单{{order}}已经发出。", "zh"),
)
ALL = tuple(range(len(SNIPPETS)))
MATCHER = SnippetMatcher(SNIPPETS)
words = st.text(st.characters(categories=["Ll", "Nd"]), min_size=1, max_size=12)


@given(words, words)
def test_whatever_stands_in_the_placeholders_it_is_that_snippet(table: str, day: str) -> None:
    assert MATCHER.match(f"Great, table {table} is booked for {day}!", ALL) == 1
    assert MATCHER.match(f"I found {table} for {day} a night. Shall I book it?", ALL) == 2


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("may i have your name please", 0),
        ("Great! May I have your name, please?", 0),
        ("您的订单8273已经发出。", 3),
        ("Which colour would you like?", None),
        ("", None),
    ],
)
def test_case_and_punctuation_do_not_matter_and_other_words_do(said: str, number: int | None) -> None:
    assert MATCHER.match(said, ALL) == number


def test_only_the_snippets_asked_for_are_looked_at() -> None:
    assert MATCHER.match("May I have your name, please?", (1, 2)) is None


@given(st.text(max_size=300), st.lists(st.text(max_size=60), max_size=5))
def test_any_text_against_any_snippets_is_answered(said: str, bodies: list[str]) -> None:
    matcher = SnippetMatcher([Snippet(str(i), "", body) for i, body in enumerate(bodies)])
    found = matcher.match(said, tuple(range(len(bodies))))
    assert found is None or 0 <= found < len(bodies)
    assert fold(fold(said)) == fold(said)
