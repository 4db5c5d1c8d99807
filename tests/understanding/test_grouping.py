"""Texts that mean the same, put together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assist.understanding import grouping
from assist.understanding.embedding import EmbedderSet, installed_embedders
from assist.understanding.grouping import group, group_texts
from assist.understanding.parts import Matrix


def unit(rows: list[list[float]]) -> Matrix:
    made: Matrix = np.array(rows, np.float32)
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    return made


def test_near_ones_are_together_and_far_ones_apart() -> None:
    assert group(unit([[1, 0.1], [0, 1], [1, 0], [0.1, 1]]), 0.3) == (0, 1, 0, 1)


def test_none_and_one() -> None:
    assert group(np.zeros((0, 4), np.float32)) == ()
    assert group(unit([[1, 0]])) == (0,)


def test_more_than_a_small_machine_can_compare_is_refused() -> None:
    with pytest.raises(ValueError, match="at most"):
        group(np.zeros((grouping.MAX_TEXTS + 1, 1), np.float32))


@settings(deadline=None, max_examples=60)
@given(st.integers(2, 40), st.integers(0, 2**32 - 1), st.floats(0.05, 1.5))
def test_the_order_of_the_texts_changes_nothing_but_numbers(count: int, seed: int, apart: float) -> None:
    dice = np.random.default_rng(seed)
    rows = unit(dice.normal(size=(count, 8)).tolist())
    order = dice.permutation(count)
    plain, mixed = group(rows, apart), group(rows[order], apart)
    together = {(int(order[i]), int(order[j])) for i in range(count) for j in range(count) if mixed[i] == mixed[j]}
    assert together == {(i, j) for i in range(count) for j in range(count) if plain[i] == plain[j]}


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_numbers_count_up_in_order_of_appearance(count: int, seed: int) -> None:
    rows = unit(np.random.default_rng(seed).normal(size=(count, 6)).tolist())
    numbers = group(rows, 0.6)
    assert list(dict.fromkeys(numbers)) == list(range(len(set(numbers))))


def test_without_an_embedder_every_text_stays_by_itself() -> None:
    assert group_texts(["a", "a", "b"], EmbedderSet({})) == (0, 1, 2)


@pytest.mark.slow
def test_real_questions_are_grouped_in_both_languages() -> None:
    texts = [
        "Can I pay in instalments?", "你们有实体店吗？", "Do you repair boots?", "May I pay in monthly parts?",
        "请问你们有没有实体店面？", "Could you fix my hiking boots?",
    ]  # fmt: skip
    numbers = group_texts(texts, installed_embedders(1))
    assert numbers == (0, 1, 2, 0, 1, 2)
