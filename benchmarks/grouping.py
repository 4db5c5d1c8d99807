"""Grouping of questions nobody answers yet, against their true topics: ``python -m benchmarks.grouping``.

The figure is the adjusted mutual information (Vinh, Epps and Bailey, 2010; arithmetic mean): 1 is the same grouping,
0 what chance gives. Messages of the benchmark that fit no topic are left out, for they have none in common.
"""

from __future__ import annotations

import json
import math
import sys
import time
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assist.understanding.embedding import MiniLmEmbedder
from assist.understanding.grouping import group
from benchmarks.common import BENCH, DataMissing, Row, need, table


def rows() -> list[Row]:
    """The line of the table."""
    try:
        path = need(BENCH / "data" / "triage-clinc-10shot.jsonl")
    except DataMissing as missing:
        return [Row("Grouping of uncovered questions", f"skipped: {missing}", "AMI ≥ .75")]
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    labelled = [(r["turns"][-1]["text"], r["gold"]["category"]) for r in records if r["gold"]["category"]]
    texts, labels = [t for t, _ in labelled], [c for _, c in labelled]
    vectors = MiniLmEmbedder().queries(texts)
    started = time.process_time()
    found = group(vectors)
    seconds = time.process_time() - started
    return [
        Row(f"Grouping of uncovered questions, triage-clinc-10shot in scope (n = {len(texts)})",
            f"AMI {adjusted_mutual_information(labels, found):.3f}, {len(set(found))} groups", "AMI ≥ .75",
            f"{len(set(labels))} topics; every message by itself 0, first word {_first_word(texts, labels):.2f}; "
            f"{seconds:.1f} s of processor time", adjusted_mutual_information(labels, found) >= 0.75),
    ]  # fmt: skip


def _first_word(texts: Sequence[str], labels: Sequence[str]) -> float:
    """A baseline that costs nothing: messages that begin with the same two words are one group."""
    heads = [" ".join(t.split()[:2]) for t in texts]
    numbers = {head: i for i, head in enumerate(dict.fromkeys(heads))}
    return adjusted_mutual_information(labels, [numbers[h] for h in heads])


def adjusted_mutual_information(a: Sequence[object], b: Sequence[object]) -> float:
    """Of two groupings of the same things."""
    table = _contingency(a, b)
    total = table.sum()
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    cells = table[table > 0]
    outer = np.outer(rows, columns)[table > 0]
    mutual = float((cells / total * np.log(cells * total / outer)).sum())
    expected = _expected(rows, columns, int(total))
    mean = (_entropy(rows / total) + _entropy(columns / total)) / 2
    return (mutual - expected) / (mean - expected) if mean != expected else 1.0


def _contingency(a: Sequence[object], b: Sequence[object]) -> NDArray[np.float64]:
    rows, columns = ({x: i for i, x in enumerate(dict.fromkeys(side))} for side in (a, b))
    made = np.zeros((len(rows), len(columns)))
    for x, y in zip(a, b, strict=True):
        made[rows[x], columns[y]] += 1
    return made


def _entropy(shares: NDArray[np.float64]) -> float:
    return float(-(shares * np.log(shares)).sum())


def _expected(rows: NDArray[np.float64], columns: NDArray[np.float64], total: int) -> float:
    """The mutual information that chance gives: equal sizes are worked out once."""
    log = np.array([math.lgamma(i + 1) for i in range(total + 1)])
    sum_ = 0.0
    row_sizes, row_counts = np.unique(rows.astype(int), return_counts=True)
    column_sizes, column_counts = np.unique(columns.astype(int), return_counts=True)
    for a, times_a in zip(row_sizes, row_counts, strict=True):
        for b, times_b in zip(column_sizes, column_counts, strict=True):
            n = np.arange(max(1, a + b - total), min(a, b) + 1)
            chance = (
                log[a] + log[b] + log[total - a] + log[total - b]
                - log[total] - log[n] - log[a - n] - log[b - n] - log[total - a - b + n]
            )  # fmt: skip
            terms = n / total * np.log(total * n / (a * b)) * np.exp(chance)
            sum_ += float(times_a * times_b * terms.sum())
    return sum_


if __name__ == "__main__":
    sys.stdout.write(table(rows()) + "\n")
