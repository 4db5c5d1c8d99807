"""Thresholds that a team's test set: kept by pack, applied, forgotten; a damaged file changes nothing."""

from __future__ import annotations

from pathlib import Path

from assist.domain.assistance import Alternative, Hit, Triage
from assist.services.ports import Thresholds
from assist.understanding import thresholds


def test_kept_recalled_and_forgotten(tmp_path: Path) -> None:
    thresholds.keep(tmp_path, "p", Thresholds(0.6, 0.7))
    assert thresholds.recall(tmp_path, "p") == Thresholds(0.6, 0.7)
    assert thresholds.recall(tmp_path, "q") == Thresholds()
    thresholds.keep(tmp_path, "p", Thresholds())
    assert thresholds.recall(tmp_path, "p") == Thresholds()


def test_a_damaged_file_changes_nothing(tmp_path: Path) -> None:
    thresholds.keep(tmp_path, "p", Thresholds(0.6, 0.7))
    (path,) = tmp_path.rglob("thresholds.json")
    for text in ("", "[]", '{"category": 7, "article": 0}', '{"category": "x"}'):
        path.write_text(text, "utf-8")
        assert thresholds.recall(tmp_path, "p") == Thresholds()


def test_what_is_not_sure_enough_is_refused_and_can_still_be_chosen() -> None:
    doubted = Triage("late", 0.5, alternatives=(Alternative("lost", 0.2),))
    found = thresholds.sure_category(doubted, 0.6)
    assert found is not None
    assert found.category is None
    assert [a.category for a in found.alternatives] == ["late", "lost"]
    assert thresholds.sure_category(doubted, 0.5) is doubted
    hit = Hit("a", "A", 0.5, "t", "t", 0, 1)
    assert thresholds.sure_hits((hit,), 0.6) == ()
    assert thresholds.sure_hits((hit,), 0.4) == (hit,)
