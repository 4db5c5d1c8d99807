"""A team's exports in the insights: what five agents or more stand behind, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from assist.domain.errors import InputError
from assist.domain.insights import Behind, Figures, Period
from assist.services.insights import question_groups
from assist.store import parquet
from assist.store.team_insights import TeamInsights


class ByText:
    def group(self, texts: Sequence[str]) -> tuple[int, ...]:
        return tuple(list(texts).index(t) for t in texts)


def export(folder: Path, agents: int) -> Path:
    """``agents`` agents with a late parcel each; the first two with a broken one too."""
    for n in range(agents):
        agent = f"agent{n}"
        late = (
            agent,
            f"{n}-late",
            f"2026-05-0{n + 1}",
            "en",
            "late",
            4,
            2,
            -0.5,
            0.1,
            "neutral",
            "Rent tents?",
            30.0,
            60.0,
        )
        cases = [late, (agent, f"{n}-late-2", "2026-05-09", "en", "late", 2, 1, 0.0, 0.0, "neutral", "", None, None)]
        if n < 2:
            cases.append(
                (agent, f"{n}-broken", "2026-05-09", "en", "broken", 2, 1, 0.0, 0.0, "angry", "Why?", None, None)
            )
        cards = [(agent, "2026-05-09", "snippet:a", "shown", 4), (agent, "2026-05-09", "snippet:a", "used", 2)]
        cards += [(agent, "2026-05-09", "snippet:rare", "shown", 1)] if n < 2 else []
        cards += [(agent, "2026-05-09", "article:x", "used", 1)]
        tables = (parquet.Table("cases", parquet.CASES, cases, 2), parquet.Table("cards", parquet.CARDS, cards, 1))
        parquet.write(folder, agent, tables)
    return folder


@pytest.fixture
def team(tmp_path: Path) -> TeamInsights:
    return TeamInsights(export(tmp_path, 6))


def test_what_a_team_does_is_counted_where_five_agents_stand_behind_it(team: TeamInsights) -> None:
    figures = team.figures()
    assert (figures.cases, figures.turns, figures.first_reply_s) == (14, 40, 30.0)
    assert [(d.day, d.cases, d.open) for d in figures.days] == [("2026-05-09", 8, 2)], "one agent a day before that"
    assert [(c.category, c.cases) for c in figures.categories] == [("late", 12)]
    assert [(c.source, c.shown, c.used) for c in figures.cards] == [("snippet:a", 24, 12)]


def test_a_team_of_four_or_a_filter_that_leaves_fewer_is_not_shown(team: TeamInsights, tmp_path: Path) -> None:
    assert TeamInsights(export(tmp_path / "small", 4)).figures() == Figures(0, 0)
    assert team.figures(Period(category="broken")) == Figures(0, 0)
    assert team.behind(Behind(category="broken")) == ()
    assert team.behind(Behind(day="2026-05-01")) == ()


def test_behind_a_figure_are_its_open_questions_and_no_conversation(team: TeamInsights) -> None:
    found = team.behind(Behind(category="late"))
    assert {c.said for c in found} == {"Rent tents?"}
    assert len(found) == 6
    assert team.behind(Behind(source="snippet:a")) == team.behind(Behind(reply="Dear")) == ()


def test_a_question_that_fewer_than_five_agents_heard_is_left_out(team: TeamInsights) -> None:
    groups = question_groups(team.open_questions(), ByText())
    assert [(g.questions[0].text, len(g.questions)) for g in groups] == [("Rent tents?", 6)]
    ids = tuple(q.case_id for q in groups[0].questions)
    assert len(team.behind(Behind(case_ids=ids))) == 6


def test_a_folder_without_an_export_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no export is in it"):
        TeamInsights(tmp_path)
    bad = tmp_path / "cases" / "month=2026-05" / "a.parquet"
    bad.parent.mkdir(parents=True)
    bad.write_text("no parquet")
    with pytest.raises(InputError) as told:
        TeamInsights(tmp_path).figures()
    assert "\n" not in str(told.value)
