"""What use says is bounded, fades, and needs a few events."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.domain.case import FeedbackKind
from assist.domain.habits import LEAST_EVENTS, MOST_ROWS, NO_HABITS, UseCount, weigh

TODAY = "2026-05-31T09:00:00Z"
KINDS = (FeedbackKind.SHOWN, FeedbackKind.USED, FeedbackKind.EDITED, FeedbackKind.DISMISSED)


def use(
    count: int, kind: FeedbackKind = FeedbackKind.USED, day: str = "2026-05-30", category: str = "late"
) -> UseCount:
    return UseCount("snippet:late-1", category, kind, day, count)


def lean(*counts: UseCount) -> float:
    habit = weigh(counts, TODAY).of("late").get("snippet:late-1")
    return habit.lean if habit is not None else 0.0


def test_fewer_than_a_few_events_say_nothing() -> None:
    assert weigh([use(LEAST_EVENTS - 1), use(50, FeedbackKind.SHOWN)], TODAY) == NO_HABITS
    assert lean(use(LEAST_EVENTS)) > 0


def test_use_lifts_and_dismissal_lowers_and_an_edited_reply_lifts_less() -> None:
    assert lean(use(6)) > lean(use(6, FeedbackKind.EDITED)) > 0 > lean(use(6, FeedbackKind.DISMISSED))


def test_what_was_shown_and_passed_over_counts_against_it() -> None:
    assert lean(use(6), use(100, FeedbackKind.SHOWN)) < lean(use(6), use(6, FeedbackKind.SHOWN))


def test_use_fades_with_time() -> None:
    assert 0 < lean(use(6, day="2026-03-01")) < lean(use(6, day="2026-05-30"))


def test_use_in_one_category_says_nothing_of_another() -> None:
    habits = weigh([use(6, category="refund")], TODAY)
    assert habits.of("late") == {}
    assert habits.of(None) == {}
    assert habits.of("refund")["snippet:late-1"].taken == 6


@given(st.lists(st.tuples(st.integers(0, 10_000), st.sampled_from(KINDS), st.dates()), max_size=20))
def test_the_lean_is_bounded(counts: list[tuple[int, FeedbackKind, object]]) -> None:
    assert -1 < lean(*(use(n, kind, str(day)) for n, kind, day in counts)) < 1


def test_the_table_stays_small() -> None:
    many = [UseCount(f"snippet:s{i}", "late", FeedbackKind.USED, "2026-05-30", 3 + i) for i in range(MOST_ROWS + 50)]
    rows = weigh(many, TODAY).rows
    assert len(rows) == MOST_ROWS
    assert ("snippet:s0", "late") not in rows


def test_a_day_that_is_none_counts_as_old() -> None:
    assert lean(use(6, day="never")) == pytest.approx(lean(use(6, day="2025-12-02")))
