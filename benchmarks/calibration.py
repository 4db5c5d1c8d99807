"""``python -m benchmarks.calibration``: whether a triage confidence of .8 is right 8 times in 10.

Each example of a pack is judged by a classifier made without it (five parts, each left out in turn), and the expected
calibration error taken over 15 bins (Guo et al., "On Calibration of Modern Neural Networks", 2017): once with the usual
weights of the experts, once with those learnt from the pack, which set the temperature too. The packs are the sample
pack, and the triage packs beside the repository where they are there.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assist.packs.reader import read_pack
from assist.understanding import blending
from assist.understanding.classifier import Lessons, train
from assist.understanding.embedding import installed_embedders
from assist.understanding.index import Tools
from assist.understanding.triage import Triager
from benchmarks.common import BENCH, ROOT, Row, table

BINS = 15
_PARTS = 5
PACKS = (
    ROOT / "resources" / "packs" / "northwind",
    BENCH / "packs" / "triage-banking-10shot",
    BENCH / "packs" / "triage-clinc-10shot",
)


def expected_error(sure: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """The mean gap between confidence and accuracy over `BINS` equal bins, weighted by how many fall in each."""
    place = np.minimum((sure * BINS).astype(int), BINS - 1)
    gaps = [abs(float(sure[place == b].sum() - right[place == b].sum())) for b in range(BINS)]
    return sum(gaps) / max(1, len(sure))


def unseen(lessons: Lessons, *, usual: bool) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """The confidence of each example's best category by a classifier made without it, and whether it is right."""
    number = np.concatenate([np.arange(n) for n in np.bincount(lessons.owner, minlength=len(lessons.labels))])
    sure, right = [], []
    for part in range(_PARTS):
        kept, left = np.flatnonzero(number % _PARTS != part), np.flatnonzero(number % _PARTS == part)
        rest = Lessons(
            lessons.labels,
            tuple(lessons.texts[i] for i in kept),
            lessons.owner[kept],
            lessons.noise,
            tuple((rows[kept], away) for rows, away in lessons.views),
        )
        made = train(rest)
        if usual:
            nothing = np.zeros((0, len(lessons.labels), 2 * len(lessons.views) + 1), np.float32)
            made.blend.weights[:] = blending.learn(nothing, lessons.owner[:0], nothing).weights
        for i in left:
            verdict = made.judge([rows[i] for rows, _ in lessons.views], lessons.texts[i])
            sure.append(verdict.confidence)
            right.append(verdict.best == lessons.labels[lessons.owner[i]])
    return np.array(sure), np.array(right)


def rows_of(source: Path) -> list[Row]:
    """One row for each space the pack is judged in."""
    with tempfile.TemporaryDirectory() as folder:
        triager = Triager(read_pack(source), Tools(installed_embedders(), Path(folder)))
    out = []
    for space, lessons in triager.lessons.items():
        before, after = (unseen(lessons, usual=usual) for usual in (True, False))
        told = f"ECE {expected_error(*after):.3f} (n = {len(after[0])}, right {after[1].mean():.3f})"
        out.append(Row(f"{source.name}, {space}", told, "", f"with the usual weights {expected_error(*before):.3f}"))
    return out


def main() -> int:
    """Measure and print."""
    rows = [row for source in PACKS if source.exists() for row in rows_of(source)]
    sys.stdout.write(f"{table(rows)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
