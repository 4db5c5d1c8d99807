"""Chooses the characters a mood rests on."""

from __future__ import annotations

from collections.abc import Iterable

from assist.domain.assistance import MoodLabel
from assist.domain.conversation import Evidence
from assist.understanding.mood.course import Course
from assist.understanding.mood.cues import LABELS, Cue, clauses
from assist.understanding.mood.features import hashed_words
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

Span = tuple[int, int]


def evidence_for(
    label: MoodLabel, turn: int, reading: TurnReading, course: Course, head: Head | None
) -> list[Evidence]:
    """Up to three spans of turn number ``turn`` that speak for ``label``, in their order; empty when none does.

    Words, emoji and phrases first; then what the course of the talk points at; then, for a trained reading, the
    clause whose words pull most towards the label.
    """
    spans = _from_cues(label, reading)
    if not spans:
        spans = _from_course(label, course)
    if not spans and head is not None and reading.by_head:
        spans = _strongest_clause(label, reading, head)
    return [Evidence(turn, start, end) for start, end in _tidy(spans, len(reading.text))]


def hints_of(label: MoodLabel, turn: int, reading: TurnReading) -> list[Evidence]:
    """The same out of mere hints ("still", "another"), for where no turn says it plainly."""
    return [Evidence(turn, *span) for span in _tidy(_from_cues(label, reading, least=0.0), len(reading.text))]


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


def _strongest_clause(label: MoodLabel, reading: TurnReading, head: Head) -> list[Span]:
    spans = clauses(reading.text)
    if len(spans) < 2 or not head.buckets:
        return spans[-1:]
    column, neutral = LABELS.index(label), LABELS.index(L.NEUTRAL)

    def pull(span: Span) -> float:
        total = 0.0
        for bucket in hashed_words(reading.text[span[0] : span[1]], head.buckets):
            pulls = head.word_pull(bucket)
            total += float(pulls[column] - pulls[neutral])
        return total

    return [max(spans, key=pull)]


def _place(cue: Cue) -> Span:
    return cue.start, cue.end


def _tidy(spans: Iterable[Span], length: int) -> list[Span]:
    """Inside the text, in order, none within another, at most three."""
    kept: list[Span] = []
    for start, end in spans:
        span = (max(0, start), min(length, end))
        if span[0] < span[1] and not any(k[0] < span[1] and span[0] < k[1] for k in kept):
            kept.append(span)
    return sorted(kept[:_AT_MOST])
