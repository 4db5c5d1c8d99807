"""What use says, out of the real encrypted database; forgetting it leaves the statistics alone."""

from __future__ import annotations

from assist.domain.case import Feedback, FeedbackKind
from assist.domain.habits import NO_HABITS
from assist.domain.insights import CaseFacts
from assist.store.cases import SqlCaseStore
from assist.store.habits import SqlHabitStore
from assist.store.insights import SqlInsightStore

TODAY = "2026-05-31T09:00:00Z"


def worked(store: SqlCaseStore) -> None:
    """Six cases about late parcels; a reply is used in each, a draft that cites an article too."""
    for i in range(6):
        SqlInsightStore(store.database).save_facts(CaseFacts(f"c{i}", "2026-05-30", "en", "late"))
        for source in ("snippet:late-1", "draft", "article:delivery"):
            store.record([Feedback(f"c{i}", FeedbackKind.USED, source, "2026-05-30T09:00:00Z")])


def test_replies_and_articles_are_counted_by_category(store: SqlCaseStore) -> None:
    worked(store)
    habits = SqlHabitStore(store.database).habits(TODAY)
    assert {key: taken for key, (_, taken) in habits.rows.items()} == {
        ("snippet:late-1", "late"): 6,
        ("article:delivery", "late"): 6,
    }


def test_after_forgetting_nothing_is_left_but_the_statistics(store: SqlCaseStore) -> None:
    worked(store)
    before = SqlInsightStore(store.database).figures()
    habits = SqlHabitStore(store.database)
    habits.forget_use(TODAY)
    assert habits.habits(TODAY) == NO_HABITS
    assert SqlInsightStore(store.database).figures() == before
    worked(store)
    assert len(habits.habits(TODAY).rows) == 2, "what is used from then on counts again"


def test_use_of_articles_is_no_card_of_the_insights(store: SqlCaseStore) -> None:
    worked(store)
    assert [c.source for c in SqlInsightStore(store.database).figures().cards] == ["snippet:late-1", "draft"]


def test_use_of_half_a_year_ago_is_not_read(store: SqlCaseStore) -> None:
    worked(store)
    assert SqlHabitStore(store.database).habits("2026-12-31T09:00:00Z") == NO_HABITS
