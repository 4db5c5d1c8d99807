"""Aligns two sequences of turns: anchors that occur once in both, then edits and splits in the gaps between them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assist.domain.conversation import Speaker

Pairs = Sequence[tuple[int | None, int]]
"""(index in the first, index in the second), ascending; ``None``: contained in the pair before it."""

_EDITED = 0.6  # least share of common characters (difflib's ratio) for an edited turn
_GAP = 40  # turns of a gap that are compared with each other
_TELLING = 12


@dataclass(frozen=True, slots=True)
class _Side:
    keys: Sequence[str]
    who: Sequence[Speaker]


def align(a: Sequence[str], b: Sequence[str], who_a: Sequence[Speaker], who_b: Sequence[Speaker]) -> Pairs:
    """Pairs of turns of ``a`` and ``b`` that are the same turn; empty when the two have nothing telling in common."""
    old, new = _Side(a, who_a), _Side(b, who_b)
    exact = _fill(a, b, _anchors(a, b))
    if not _credible(b, exact):
        return _same_start(old, new)
    pairs: list[tuple[int | None, int]] = []
    before = (-1, -1)
    for pair in [*exact, (len(a), len(b))]:
        pairs += _in_gap(old, new, range(before[0] + 1, pair[0]), range(before[1] + 1, pair[1]))
        if pair[0] < len(a):
            pairs.append(pair)
        before = pair
    return pairs


def _weight(key: str) -> int:
    return sum(2 if ord(c) > 0x2E7F else 1 for c in key)


def _credible(b: Sequence[str], pairs: Sequence[tuple[int, int]]) -> bool:
    """Something long is shared, or most of the copy is; a "thanks" in both proves nothing."""
    return any(_weight(b[j]) >= _TELLING for _, j in pairs) or (len(pairs) >= 3 and len(pairs) >= 0.7 * len(b))


def _anchors(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Turns that occur once in each, in the longest run that keeps the order of both."""
    count_a, count_b = Counter(a), Counter(b)
    where_b = {key: j for j, key in enumerate(b) if count_b[key] == 1}
    common = [(i, where_b[key]) for i, key in enumerate(a) if count_a[key] == 1 and key in where_b]
    return _longest_rising(common)


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    tails: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    for n, (_, j) in enumerate(pairs):
        at = bisect_left(tails, j)
        back.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(j)
            ends.append(n)
        else:
            tails[at], ends[at] = j, n
    chain: list[tuple[int, int]] = []
    n = ends[-1] if ends else -1
    while n >= 0:
        chain.append(pairs[n])
        n = back[n]
    return chain[::-1]


def _fill(a: Sequence[str], b: Sequence[str], anchors: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Equal turns next to anchors, then equal runs inside what is left: "ok" belongs to the "ok" in the same gap."""
    pairs: list[tuple[int, int]] = []
    before = (-1, -1)
    for pair in [*anchors, (len(a), len(b))]:
        low_a, low_b = before[0] + 1, before[1] + 1
        high_a, high_b = pair
        while low_a < high_a and low_b < high_b and a[low_a] == b[low_b] and anchors:
            pairs.append((low_a, low_b))
            low_a, low_b = low_a + 1, low_b + 1
        tail: list[tuple[int, int]] = []
        at_end = pair[0] == len(a)
        while low_a < high_a and low_b < high_b and a[high_a - 1] == b[high_b - 1] and anchors and not at_end:
            high_a, high_b = high_a - 1, high_b - 1
            tail.append((high_a, high_b))
        pairs += _equal_runs(a, b, (low_a, high_a), (low_b, high_b))
        pairs += tail[::-1]
        if pair[0] < len(a):
            pairs.append(pair)
        before = pair
    return pairs


def _equal_runs(
    a: Sequence[str], b: Sequence[str], span_a: tuple[int, int], span_b: tuple[int, int]
) -> list[tuple[int, int]]:
    if (span_a[1] - span_a[0]) * (span_b[1] - span_b[0]) > 250_000 or span_a[0] >= span_a[1] or span_b[0] >= span_b[1]:
        return []
    matcher = SequenceMatcher(None, a[span_a[0] : span_a[1]], b[span_b[0] : span_b[1]], autojunk=False)
    return [
        (span_a[0] + block.a + n, span_b[0] + block.b + n)
        for block in matcher.get_matching_blocks()
        for n in range(block.size)
    ]


def _same_start(a: _Side, b: _Side) -> Pairs:
    """Nothing telling is equal: only a copy whose first turn is the present first turn, edited, is the same chat."""
    if a.who[0] == b.who[0] and _likeness(a.keys[0], b.keys[0], first=False):
        return _in_gap(a, b, range(len(a.keys)), range(len(b.keys)))
    return []


def _in_gap(a: _Side, b: _Side, in_a: range, in_b: range) -> list[tuple[int | None, int]]:
    """Edited, split and joined turns between two anchors, in order."""
    pairs: list[tuple[int | None, int]] = []
    i = in_a.start
    for j in in_b[:_GAP]:
        best, best_k, used = 0.0, None, 0
        for k in range(i, min(in_a.stop, i + _GAP)):
            if a.who[k] != b.who[j] and (a.keys[k] != b.keys[j] or _weight(b.keys[j]) < _TELLING):
                continue
            joined = _joined(a, k, in_a.stop, b.keys[j])
            score = 2.0 if joined else _likeness(a.keys[k], b.keys[j], first=j == 0)
            if not score and _cut(a, b, k, j) and (k == i or _weight(min(a.keys[k], b.keys[j], key=len)) >= _TELLING):
                score = 1.0
            if score > best:
                best, best_k, used = score, None if joined else k, k + (joined or 1)
        if best:
            pairs.append((best_k, j))
            i = used
    return pairs


def _cut(a: _Side, b: _Side, k: int, j: int) -> bool:
    """Whether one side ends with a turn whose end was not selected, and the other has it whole."""
    return (j == len(b.keys) - 1 and a.keys[k].startswith(b.keys[j])) or (
        k == len(a.keys) - 1 and b.keys[j].startswith(a.keys[k])
    )


def _joined(a: _Side, start: int, stop: int, key: str) -> int:
    """How many turns of one speaker from ``start`` on make up ``key`` together; 0 when they do not."""
    text = a.keys[start]
    for n in range(start + 1, min(stop, start + 8)):
        if a.who[n] != a.who[start] or not key.startswith(text):
            return 0
        text = f"{text} {a.keys[n]}"
        if text == key:
            return n - start + 1
    return 0


def _likeness(old: str, new: str, *, first: bool) -> float:
    """From 0.6 (edited) to 1 (equal), or 0: another turn.

    The copy's first turn may be the end of one whose beginning was not selected.
    """
    if old == new or (first and _weight(new) >= _TELLING and old.endswith(new)):
        return 1.0
    if min(_weight(old), _weight(new)) < 4:
        return 0.0
    matcher = SequenceMatcher(None, old[:2000], new[:2000], autojunk=False)
    if matcher.real_quick_ratio() < _EDITED or matcher.quick_ratio() < _EDITED:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= _EDITED else 0.0
