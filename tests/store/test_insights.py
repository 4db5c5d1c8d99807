"""Statistics in the real encrypted database, and the team's files written and read with DuckDB."""

from __future__ import annotations

from pathlib import Path

import pytest

from assist.domain.case import Case, Feedback, FeedbackKind
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.errors import InputError
from assist.domain.insights import Behind, CaseFacts, Period
from assist.domain.text import LocalText
from assist.store import parquet
from assist.store.cases import SqlCaseStore
from assist.store.insights import SqlInsightStore

REPLY = "I have passed this on to our repair team; they will write within {n} days."


@pytest.fixture
def insights(store: SqlCaseStore) -> SqlInsightStore:
    made = SqlInsightStore(store.database)
    for i in range(6):
        day = f"2026-05-0{i + 1}"
        made.save_facts(
            CaseFacts(f"c{i}", day, "en", "late" if i % 2 else "refund", 3, 2, -0.5, 0.1 * i, "neutral",
                      "Do you rent tents?" if i == 5 else "", 10.0 * i, 60.0)
        )  # fmt: skip
        turns = (Turn(Speaker.CUSTOMER, "hello"), Turn(Speaker.AGENT, REPLY.format(n=i)))
        store.save(Case(Conversation(f"c{i}", turns, 1)))
        kinds = (FeedbackKind.SHOWN, FeedbackKind.USED if i % 2 else FeedbackKind.DISMISSED)
        store.record(Feedback(f"c{i}", kind, "snippet:late-1", f"{day}T09:00:00Z") for kind in kinds)
    store.record((Feedback("c0", FeedbackKind.NOT_FOUND, "search", "2026-05-06T10:00:00Z", "tent rental"),))
    return made


def test_the_first_page_counts_cases_days_categories_and_cards(insights: SqlInsightStore) -> None:
    figures = insights.figures()
    assert (figures.cases, figures.turns) == (6, 18)
    assert [(d.day[-2:], d.cases, d.open) for d in figures.days][-1] == ("06", 1, 1)
    late = next(c for c in figures.categories if c.category == "late")
    assert (late.cases, late.newer, late.older) == (3, 2, 1)
    assert late.mood_first == pytest.approx(-0.5)
    assert [(c.source, c.shown, c.used, c.dismissed) for c in figures.cards] == [("snippet:late-1", 6, 3, 3)]
    assert figures.first_reply_s == pytest.approx(25.0)


def test_filters_narrow_everything(insights: SqlInsightStore) -> None:
    figures = insights.figures(Period(since="2026-05-03", category="late"))
    assert figures.cases == 2
    assert sum(c.shown for c in figures.cards) == 2
    assert insights.figures(Period(language="zh")).cases == 0


def test_open_questions_and_searches_without_a_hit_come_latest_first(insights: SqlInsightStore) -> None:
    found = insights.open_questions()
    assert {(q.text, q.searched) for q in found} == {("Do you rent tents?", False), ("tent rental", True)}
    assert insights.open_questions(Period(since="2026-05-07")) == ()


def test_replies_that_differ_in_digits_only_are_the_same_reply(insights: SqlInsightStore) -> None:
    (reply,) = insights.own_replies()
    assert reply.count == 6
    assert insights.own_replies(least=7) == ()


def test_facts_are_replaced_and_found_again(insights: SqlInsightStore) -> None:
    facts = CaseFacts("c0", "2026-05-09", "zh", "late")
    insights.save_facts(facts)
    assert insights.facts("c0") == facts
    assert insights.facts("nobody") is None
    assert len(list(insights.all_facts())) == 6


def test_a_team_of_four_is_not_shown_and_one_of_five_is(insights: SqlInsightStore, tmp_path: Path) -> None:
    rows = [(f.day, f) for f in insights.all_facts()]
    for agent in ("a", "b", "c", "d", "e's"):
        cases = [(agent, f.case_id, f.day, *_rest(f)) for _, f in rows]
        written = parquet.write(tmp_path, agent, (parquet.Table("cases", parquet.CASES, cases, 2),))
        assert [p.parent.name for p in written] == ["month=2026-05"]
        if agent == "d":
            assert parquet.team_figures(tmp_path) == ()
    late, refund = parquet.team_figures(tmp_path)
    assert (late.agents, late.cases, refund.agents) == (5, 15, 5)
    assert [r.name for r in parquet.team_figures(tmp_path, "month")] == ["2026-05"]


def test_an_export_again_replaces_the_one_before(tmp_path: Path) -> None:
    table = parquet.Table("cards", parquet.CARDS, [("a", "2026-05-01", "draft", "shown", 3)], 1)
    assert parquet.write(tmp_path, "a", (table,)) == parquet.write(tmp_path, "a", (table,))
    assert len(list(tmp_path.rglob("*.parquet"))) == 1
    assert not list(tmp_path.rglob("*.part"))


def test_a_folder_without_an_export_and_a_damaged_file_give_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no export"):
        parquet.team_figures(tmp_path)
    path = tmp_path / "cases" / "month=2026-05" / "a.parquet"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"PAR1 half")
    with pytest.raises(InputError) as caught:
        parquet.team_figures(tmp_path)
    assert "\n" not in str(caught.value)


def _rest(f: CaseFacts) -> tuple[object, ...]:
    return (f.language, f.category, f.turns, f.customer_turns, f.mood_first, f.mood_last, f.mood, f.open_question,
            f.first_reply_s, f.handle_s)  # fmt: skip


@pytest.mark.parametrize(
    ("what", "cases"),
    [
        (Behind(day="2026-05-02"), ["c1"]),
        (Behind(category="late"), ["c5", "c3", "c1"]),
        (Behind(category=""), []),
        (Behind(source="snippet:late-1"), ["c5", "c3", "c1"]),
        (Behind(reply=REPLY.format(n=7)), ["c5", "c4", "c3", "c2", "c1", "c0"]),
        (Behind(case_ids=("c0", "c4", "gone")), ["c4", "c0"]),
    ],
)
def test_the_cases_behind_a_figure_come_latest_first(insights: SqlInsightStore, what: Behind, cases: list[str]) -> None:
    assert [c.case_id for c in insights.behind(what)] == cases


def test_the_cases_behind_a_figure_are_those_of_the_period_with_what_was_asked(insights: SqlInsightStore) -> None:
    found = insights.behind(Behind(category="late"), Period(since="2026-05-03"))
    assert [(c.case_id, c.said) for c in found] == [("c5", "Do you rent tents?"), ("c3", "hello")]
    assert len(insights.behind(Behind(category="late"), limit=1)) == 1


def test_the_name_last_known_is_kept(insights: SqlInsightStore) -> None:
    insights.keep_names(
        {"category:late": LocalText.of("Late"), "category:old": LocalText.of({"en": "Old", "zh": "旧"})}
    )
    insights.keep_names({"category:late": LocalText.of("Late delivery")})
    assert insights.names()["category:late"].get("en") == "Late delivery"
    assert insights.names()["category:old"].get("zh") == "旧"


def test_cards_taken_back_with_their_turns_were_never_shown(store: SqlCaseStore) -> None:
    at = "2026-05-01T09:00:00Z"
    shown = [Feedback("c", FeedbackKind.SHOWN, f"snippet:{v}", at, "", v) for v in (1, 2, 3)]
    store.record([*shown, Feedback("c", FeedbackKind.TAKEN_BACK, "undo", at, "", 1)])
    assert [e.source for e in store.feedback("c")] == ["snippet:1"]


def test_a_case_without_turns_does_not_count(insights: SqlInsightStore) -> None:
    insights.drop_facts("c5")
    assert insights.facts("c5") is None
    assert insights.figures().cases == 5
