"""Which sentence of an article answers a question."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assist.understanding.index import PackIndex
from assist.understanding.passages import Span, sentence_spans, words_in
from assist.understanding.query import Query
from assist.understanding.tokens import terms

_LATEST_WORDS, _CASE_WORDS = 1.0, 0.3
_LEADS_IN, _SAYS_LITTLE = 0.3, 0.15
_FEW_WORDS = 4
_ANSWERS = 0.5

Scores = NDArray[np.float32]


def answering_sentence(index: PackIndex, number: int, query: Query, raw: Scores, mean: float) -> tuple[int, Span]:
    """The sentence nearest to the question in meaning and in words, with its passage; the first on a tie.

    Where sentences have vectors it may stand in another passage of the article, when that fits nearly as well. ``raw``
    is what each passage scores, ``mean`` the cosine that noise has in the space searched.
    """
    passages = index.passages
    known = bool(query.vectors) and (number, query.space) in index.sentences
    first, last = number, number + 1
    while known and first and passages[first - 1].article == passages[number].article:
        first -= 1
    while known and last < len(passages) and passages[last].article == passages[number].article:
        last += 1
    best: tuple[float, int, Span] | None = None
    for place in range(first, last):
        for span, worth in _worths(index, place, query, mean):
            total = worth + float(raw[place] - raw[number])
            if best is None or total > best[0]:
                best = total, place, span
    return (number, Span(passages[number].start, passages[number].end)) if best is None else best[1:]


def _worths(index: PackIndex, number: int, query: Query, mean: float) -> list[tuple[Span, float]]:
    """The sentences of a passage, and how well each seems to answer."""
    passage, body = index.passages[number], index.article(number).body
    spans = sentence_spans(body, passage.start, passage.end)
    near = index.sentences.get((number, query.space))
    meaning: Scores = np.zeros(len(spans), np.float32)
    if near is not None and len(near) == len(spans) and query.vectors:
        asked = query.vectors[0] if query.asked is None else query.asked
        meaning = ((near @ ((query.vectors[0] + asked) / 2) - mean) / (1.0 - mean)).astype(np.float32)
    out: list[tuple[Span, float]] = []
    before = 0.0
    for span, close in zip(spans, meaning, strict=True):
        text = body[span.start : span.end]
        words = frozenset(terms(text))
        worth = float(close) + _LATEST_WORDS * _share(index, words, query.latest)
        worth += _CASE_WORDS * _share(index, words, query.case)
        worth -= _LEADS_IN * text.rstrip().endswith((":", "："))
        worth -= _SAYS_LITTLE * (words_in(text) < _FEW_WORDS)
        worth += before
        # What the article asks is answered by the sentence behind it.
        before = _ANSWERS * worth if text.endswith(("?", "？")) else 0.0
        out.append((span, worth - before))
    return out


def _share(index: PackIndex, words: frozenset[str], wanted: frozenset[str]) -> float:
    """How much of what is wanted the words hold, by weight."""
    weight = index.keyword.weight
    return sum(map(weight, words & wanted)) / max(sum(map(weight, wanted)), 1.0)
