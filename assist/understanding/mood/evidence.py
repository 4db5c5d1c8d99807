"""Chooses the characters a mood rests on."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from assist.domain.assistance import MoodLabel
from assist.domain.conversation import Evidence
from assist.understanding.mood.course import Course
from assist.understanding.mood.cues import LABELS, Cue, clauses
from assist.understanding.mood.features import Array, hashed_words, word_spans
from assist.understanding.mood.head import Head
from assist.understanding.mood.turns import TurnReading

L = MoodLabel
_NEGATIVE = frozenset({L.ANXIOUS, L.FRUSTRATED, L.ANGRY})
_SPEAKS_FOR = {
    L.PLEASED: frozenset({L.PLEASED}),
    L.CONFUSED: frozenset({L.CONFUSED}),
    L.ANXIOUS: _NEGATIVE,
    L.FRUSTRATED: _NEGATIVE | {L.CONFUSED},
    L.ANGRY: _NEGATIVE,
}
_AT_MOST = 3
_PLAIN = 1.1
"""Weight from which a cue names a mood and does not only hint at one."""

_RUN = 6
"""The most words quoted of a turn that says its mood in no word of its own."""

Span = tuple[int, int]
Word = tuple[str, int, int]


def evidence_for(
    label: MoodLabel, turn: int, reading: TurnReading, course: Course, head: Head | None
) -> list[Evidence]:
    """Up to three spans of turn number ``turn`` that speak for ``label``, in their order; empty when none does.

    Words, emoji and phrases first; then what the course of the talk points at; then, for a trained reading, the
    few words that pull most towards the label. Their places are those in the turn as it was written.
    """
    spans = _as_written(reading, _from_cues(label, reading))
    if not spans:
        spans = _from_course(label, course)
    if not spans and head is not None and reading.by_head:
        spans = _as_written(reading, _strongest_words(label, reading, head))
    return [Evidence(turn, start, end) for start, end in _tidy(spans)]


def hints_of(label: MoodLabel, turn: int, reading: TurnReading) -> list[Evidence]:
    """The same out of mere hints ("still", "another"), for where no turn says it plainly."""
    found = _from_cues(label, reading, least=0.0)
    return [Evidence(turn, *span) for span in _tidy(_as_written(reading, found))]


def _as_written(reading: TurnReading, spans: Iterable[Span]) -> list[Span]:
    """Places in what was read as places in the turn."""
    return [reading.mended.back(start, min(end, len(reading.text))) for start, end in spans]


def _from_cues(label: MoodLabel, reading: TurnReading, least: float = _PLAIN) -> list[Span]:
    wanted = _SPEAKS_FOR[label]
    cues = [c for c in reading.marked.cues if c.label in wanted and c.weight >= least]
    cues.sort(key=lambda c: (c.label is not label, -c.weight))
    spans = [_place(c) for c in cues[:_AT_MOST]]
    if label in _NEGATIVE:
        spans = [*reading.marked.sarcastic[:1], *spans]
    loud = [
        _place(s) for s in reading.marked.shouts if s.label in wanted or (s.label is None and label is not L.CONFUSED)
    ]
    return (spans + loud)[:_AT_MOST]


def _from_course(label: MoodLabel, course: Course) -> list[Span]:
    if label is L.PLEASED:
        return list(course.relief)
    return list(course.asks_again)


def _strongest_words(label: MoodLabel, reading: TurnReading, head: Head) -> list[Span]:
    """The run of words in one clause that pulls most towards the label and away from neutral."""
    spans = clauses(reading.text)
    if not head.buckets:
        return spans[-1:]
    column, neutral = LABELS.index(label), LABELS.index(L.NEUTRAL)
    words = word_spans(reading.text)
    number = {start: i for i, (_, start, _) in enumerate(words)}
    pulls = np.zeros(len(words), np.float32)
    for bucket, places in hashed_words(reading.text, head.buckets).items():
        pull = head.word_pull(bucket)
        for start, end in places:
            first = number[start]
            last = first if end == words[first][2] else first + 1
            pulls[first : last + 1] += float(pull[column] - pull[neutral]) / (last + 1 - first)
    runs = [_best_run(words, pulls, span) for span in spans]
    best = max((r for r in runs if r is not None), key=lambda r: r[0], default=None)
    return [] if best is None else [best[1]]


def _best_run(words: list[Word], pulls: Array, clause: Span) -> tuple[float, Span] | None:
    """The strongest run of at most `_RUN` neighbouring words of a clause; its pull and place."""
    inside = [
        i for i, (word, start, end) in enumerate(words) if clause[0] <= start and end <= clause[1] and _says(word)
    ]
    best: tuple[float, Span] | None = None
    for first, start in enumerate(inside):
        total = 0.0
        for place in inside[first : first + _RUN]:
            total += float(pulls[place])
            if best is None or total > best[0]:
                best = total, (words[start][1], words[place][2])
    return best


def _says(word: str) -> bool:
    return any(c.isalnum() for c in word)


def _place(cue: Cue) -> Span:
    return cue.start, cue.end


def _tidy(spans: Iterable[Span]) -> list[Span]:
    """In order, none within another, at most three."""
    kept: list[Span] = []
    for start, end in spans:
        span = (max(0, start), end)
        if span[0] < span[1] and not any(k[0] < span[1] and span[0] < k[1] for k in kept):
            kept.append(span)
    return sorted(kept[:_AT_MOST])
