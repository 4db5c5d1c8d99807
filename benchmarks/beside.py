"""What a score does not say: how far confidences can be believed, and how often nothing was answered."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

BINS = 10


def expected_calibration_error(pairs: Sequence[tuple[float, bool]], bins: int = BINS) -> float:
    """Mean distance between confidence and accuracy over ``bins`` equal widths, weighted by how many fall into each.

    ``pairs`` are (confidence 0 to 1, right). Guo et al., "On Calibration of Modern Neural Networks", 2017.
    """
    total = 0.0
    for number in range(bins):
        here = [p for p in pairs if number == min(bins - 1, int(p[0] * bins))]
        if here:
            total += abs(sum(sure for sure, _ in here) - sum(right for _, right in here))
    return total / len(pairs)


def notes(data: Path, out: Path) -> list[str]:
    """Calibration and refused shares in words, where the data's gold and the results have them."""
    golds = {row["id"]: row["gold"] for row in _rows(data)}
    found = [(golds[row["id"]], row) for row in _rows(out) if row["id"] in golds]
    told = []
    if found and "category" in found[0][0]:
        told += _of_categories([(g["category"], r.get("triage") or {}) for g, r in found])
    if found and "articles" in found[0][0]:
        refused = sum(bool(r.get("refused")) for _, r in found) / len(found)
        told.append(f"refused {refused:.2f}")
    return told


def _of_categories(found: Sequence[tuple[str | None, dict[str, Any]]]) -> list[str]:
    sorted_in = [(t.get("confidence", 0.0), t["category"] == gold) for gold, t in found if t.get("category")]
    inside = [t for gold, t in found if gold is not None]
    told = [f"ECE {expected_calibration_error(sorted_in):.3f} (n = {len(sorted_in)})"] if sorted_in else []
    if inside:
        told.append(f"refused though in scope {sum(not t.get('category') for t in inside) / len(inside):.3f}")
    return told


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]
