from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.beside import expected_calibration_error, notes


def test_confidences_that_come_true_have_no_error() -> None:
    assert expected_calibration_error([(0.75, True)] * 3 + [(0.75, False)]) == pytest.approx(0)
    assert expected_calibration_error([(1.0, True), (0.0, False)]) == 0


def test_the_error_is_how_far_confidence_is_from_accuracy() -> None:
    assert expected_calibration_error([(0.9, False)] * 10) == pytest.approx(0.9)
    assert expected_calibration_error([(0.95, True), (0.95, False), (0.5, True), (0.5, False)]) == pytest.approx(0.225)


def written(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return path


def test_categories_and_refusals_are_told(tmp_path: Path) -> None:
    golds: list[str | None] = ["a", "a", None]
    got: list[str | None] = ["a", None, "b"]
    data = written(tmp_path / "d", [{"id": str(i), "gold": {"category": g}} for i, g in enumerate(golds)])
    out = written(
        tmp_path / "r", [{"id": str(i), "triage": {"category": g, "confidence": 0.5}} for i, g in enumerate(got)]
    )
    assert notes(data, out) == ["ECE 0.000 (n = 2)", "refused though in scope 0.500"]


def test_a_search_tells_how_often_it_refused(tmp_path: Path) -> None:
    data = written(tmp_path / "d", [{"id": "1", "gold": {"articles": ["a"]}}, {"id": "2", "gold": {"articles": ["a"]}}])
    out = written(tmp_path / "r", [{"id": "1", "refused": True}, {"id": "2", "refused": False}])
    assert notes(data, out) == ["refused 0.50"]


def test_nothing_is_told_of_a_form(tmp_path: Path) -> None:
    data = written(tmp_path / "d", [{"id": "1", "gold": {"form": {}}}])
    assert notes(data, written(tmp_path / "r", [{"id": "1"}])) == []
