"""The agent's own use shifts the order of replies and articles a little; it removes nothing and makes nothing surer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assist.domain.assistance import Hit
from assist.domain.habits import Habit

REPLY_BOUND = 0.7
"""Of the log of how likely a reply comes next: use makes it twice as likely at most, or half."""
HIT_BOUND = 0.05
"""Of a hit's score."""

Scores = NDArray[np.float32]


def of_replies(habits: Sequence[Habit | None]) -> Scores | None:
    """What is added to each reply's rank; ``None`` where there is nothing to add."""
    if not any(habits):
        return None
    return np.array([REPLY_BOUND * h.lean if h is not None else 0.0 for h in habits], np.float32)


def by_rank(rank: NDArray[np.floating]) -> list[int]:
    """Numbers of what may come, best first, the earlier first among equals."""
    return [int(n) for n in np.lexsort((np.arange(len(rank)), -rank)) if np.isfinite(rank[n])]


def behind_one_at_most(without: list[int], leant: list[int]) -> list[int]:
    """``leant``, but what would be first without use keeps the second place at least, so that it is never lost."""
    if not without or leant.index(without[0]) <= 1:
        return leant
    rest = [n for n in leant if n != without[0]]
    return [rest[0], without[0], *rest[1:]]


def ordered(hits: tuple[Hit, ...], habits: Mapping[str, Habit]) -> tuple[Hit, ...]:
    """The same hits with the same scores, the ones of articles that served put a little higher."""
    own = [habits.get(f"article:{hit.article_id}") for hit in hits] if habits else []
    if not any(own):
        return hits
    leant = [hit.score + (HIT_BOUND * habit.lean if habit else 0.0) for hit, habit in zip(hits, own, strict=True)]
    told = [replace(h, taken=o.taken) if o is not None and o.lean > 0 else h for h, o in zip(hits, own, strict=True)]
    return tuple(told[i] for i in sorted(range(len(hits)), key=lambda i: (-leant[i], i)))
