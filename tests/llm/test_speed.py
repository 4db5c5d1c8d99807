from __future__ import annotations

from assist.llm.speed import PROMPT_ENOUGH, WRITE_ENOUGH, Speed, recommended


def test_the_goals_for_a_draft_follow_from_the_limits() -> None:
    just = Speed(2, PROMPT_ENOUGH, WRITE_ENOUGH)
    assert just.enough
    assert just.first_words_s <= 2.5
    assert just.draft_s <= 6.1


def test_the_fastest_number_of_threads_is_recommended() -> None:
    assert recommended([Speed(1, 60, 15), Speed(2, 120, 25)]).threads == 2


def test_more_threads_for_next_to_nothing_are_not() -> None:
    assert recommended([Speed(1, 100, 20), Speed(2, 102, 20.4), Speed(4, 103, 20)]).threads == 1


def test_a_model_that_writes_nothing_is_never_quick_enough() -> None:
    assert not Speed(1, 100, 0).enough
    assert Speed(1, 100, 0).draft_s == float("inf")
    assert recommended([Speed(1, 0, 0)]).threads == 1
