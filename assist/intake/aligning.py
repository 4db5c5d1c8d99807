"""Aligns two sequences of turns: anchors that occur once in both, then edits and splits in the gaps between them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from assist.domain.conversation import Speaker

Pairs = Sequence[tuple[int | None, int]]
"""(index in the first, index in the second), ascending; ``None``: contained in the pair before it."""

_EDITED = 0.6  # least share of common characters (difflib's ratio) for an edited turn
_GAP = 60  # turns of a gap that are compared with each other; larger gaps are compared at both ends only
_TELLING = 12


def align(a: Sequence[str], b: Sequence[str], who_a: Sequence[Speaker], who_b: Sequence[Speaker]) -> Pairs:
    """Pairs of turns of ``a`` and ``b`` that are the same turn; empty when the two have nothing telling in common."""
    exact = _anchors(a, b)
    exact = _fill(a, b, exact)
    if not _credible(b, exact):
        return _same_start(a, b, who_a, who_b)
    pairs: list[tuple[int | None, int]] = []
    before = (-1, -1)
    for pair in [*exact, (len(a), len(b))]:
        gap_a, gap_b = range(before[0] + 1, pair[0]), range(before[1] + 1, pair[1])
        pairs += _in_gap(a, b, who_a, who_b, gap_a, gap_b)
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


def _same_start(a: Sequence[str], b: Sequence[str], who_a: Sequence[Speaker], who_b: Sequence[Speaker]) -> Pairs:
    """Nothing telling is equal: only a copy whose first turn is the present first turn, edited, is the same chat."""
    if who_a[0] == who_b[0] and _edited(a[0], b[0]):
        return _in_gap(a, b, who_a, who_b, range(len(a)), range(len(b)))
    return []


def _in_gap(
    a: Sequence[str], b: Sequence[str], who_a: Sequence[Speaker], who_b: Sequence[Speaker], in_a: range, in_b: range
) -> list[tuple[int | None, int]]:
    """Edited, split and joined turns between two anchors, in order."""
    pairs: list[tuple[int | None, int]] = []
    i = in_a.start
    for j in in_b[:_GAP]:
        for k in range(i, min(in_a.stop, i + _GAP)):
            if who_a[k] != who_b[j] and (a[k] != b[j] or _weight(b[j]) < _TELLING):
                continue
            joined = _joined(a, who_a, k, in_a.stop, b[j])
            if joined:
                pairs.append((None, j))
                i = k + joined
                break
            if _same(a[k], b[j], first=j == 0):
                pairs.append((k, j))
                i = k + 1
                break
    return pairs


def _joined(a: Sequence[str], who: Sequence[Speaker], start: int, stop: int, key: str) -> int:
    """How many turns of one speaker from ``start`` on make up ``key`` together; 0 when they do not."""
    if start + 1 >= stop or not key.startswith(a[start]):
        return 0
    text = a[start]
    for n in range(start + 1, min(stop, start + 8)):
        if who[n] != who[start]:
            return 0
        text = f"{text} {a[n]}"
        if text == key:
            return n - start + 1
        if not key.startswith(text):
            return 0
    return 0


def _same(old: str, new: str, *, first: bool) -> bool:
    """Equal, edited, or (for the copy's first turn) the end of a turn whose beginning was not selected."""
    if old == new:
        return True
    if first and _weight(new) >= _TELLING and old.endswith(new):
        return True
    return _edited(old, new)


def _edited(old: str, new: str) -> bool:
    if min(_weight(old), _weight(new)) < 4:
        return False
    matcher = SequenceMatcher(None, old[:2000], new[:2000], autojunk=False)
    return matcher.real_quick_ratio() >= _EDITED and matcher.quick_ratio() >= _EDITED and matcher.ratio() >= _EDITED
