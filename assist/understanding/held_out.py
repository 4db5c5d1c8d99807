"""How a pack's examples are sorted by a classifier made without them: what a customer's new words can expect."""

from __future__ import annotations

import numpy as np

from assist.domain.text import guess_language
from assist.services.ports import ExampleVerdict, Progress
from assist.understanding.classifier import FEW, Lessons, train
from assist.understanding.triage import FITS, Triager, trusted

FOLDS = 5


def held_out(triager: Triager, progress: Progress | None = None) -> tuple[ExampleVerdict, ...]:
    """Each example judged without it and a fifth of the others, in the space its language is judged in.

    Examples of categories with so few that leaving one out leaves hardly any are not among them.
    """
    out: list[ExampleVerdict] = []
    for space, lessons in triager.lessons.items():
        own = [triager.space_for(guess_language(text) or "en") == space for text in lessons.texts]
        out += _of_space(lessons, np.array(own, bool), progress)
    return tuple(out)


def _of_space(lessons: Lessons, own: np.ndarray, progress: Progress | None) -> list[ExampleVerdict]:
    sizes = np.bincount(lessons.owner, minlength=len(lessons.labels))
    number = np.concatenate([np.arange(n) for n in sizes])
    judged = sizes[lessons.owner] >= FEW
    out: list[ExampleVerdict] = []
    for fold in range(FOLDS):
        if progress is not None:
            progress(fold, FOLDS, "judging the examples")
        out_now = judged & (number % FOLDS == fold)
        left = np.flatnonzero(own & out_now)
        if not len(left):
            continue
        kept = np.flatnonzero(~out_now)
        made = train(_without(lessons, kept))
        for i in left:
            verdict = made.judge([rows[i] for rows, _ in lessons.views], lessons.texts[i])
            fits = verdict.fit >= FITS
            sure = trusted(verdict).get(verdict.best, 0.0)
            wanted = lessons.labels[lessons.owner[i]]
            out.append(ExampleVerdict(lessons.texts[i], wanted, verdict.best if fits else None, round(sure, 4)))
    return out


def _without(lessons: Lessons, kept: np.ndarray) -> Lessons:
    views = tuple((rows[kept], away) for rows, away in lessons.views)
    texts = tuple(lessons.texts[i] for i in kept)
    return Lessons(lessons.labels, texts, lessons.owner[kept], lessons.noise, views)
