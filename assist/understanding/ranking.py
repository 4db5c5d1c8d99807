"""The order of canned replies, of how likely each comes next and how well its meaning fits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assist.understanding import leaning

_LEAST = 0.3  # meaning that by itself is worth a place
_LIKELY = 0.03  # chance that is
_MEANING_LOGITS = 2.0  # what full meaning adds to the log of the chance
_TOLD_LOGITS, _TOLD_TRUST = 8.0, 0.1
_FAMILIAR = 5.0  # times sent before at which meaning weighs half
ROUTINE = 50
"""Replies sent before, of a pack, from which its history counts half."""

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Ranking:
    """For each snippet: how well its meaning fits (-1: may not come), how likely it comes next, how often it did.

    ``told``: the pack says in words when it fits. That is believed more than its place in procedures in general.
    """

    meaning: Scores
    chance: Scores
    counts: NDArray[np.int32]
    said: frozenset[int]
    told: NDArray[np.bool_]
    lean: Scores | None = None
    """What the agent's own use adds to each; ``None``: nothing."""

    def order(self) -> list[int]:
        """Best first. Meaning weighs the less, the better the history knows a snippet.

        One that says when it fits needs no history; but where there is a long one, never to have been sent tells.
        """
        fade = ROUTINE / (ROUTINE + float(self.counts.sum()))
        untried = self.told & (self.counts == 0)
        weight = np.where(self.told, _TOLD_LOGITS, _MEANING_LOGITS) * _FAMILIAR / (_FAMILIAR + self.counts)
        weight = np.where(untried, weight * fade, weight)
        trust = np.where(untried, 1.0 - fade * (1.0 - _TOLD_TRUST), 1.0)
        rank = trust * np.log(self.chance) + weight * np.maximum(self.meaning, 0.0)
        rank[self.meaning < 0] = -np.inf
        best = leaning.by_rank(rank)
        return best if self.lean is None else leaning.behind_one_at_most(best, leaning.by_rank(rank + self.lean))

    def confidence(self, number: int) -> float:
        """In 0..1: that it comes next, or that it is what was asked for, whichever is surer."""
        meaning = float(self.meaning[number])
        chance = 0.0 if self.told[number] and not self.counts[number] else float(self.chance[number])
        return max(chance, meaning if meaning >= _LEAST else 0.0)

    def worthwhile(self, number: int) -> bool:
        """Whether it is worth one of three places."""
        by_place = self.chance[number] >= _LIKELY and (self.counts[number] or not self.told[number])
        return bool(by_place or self.meaning[number] >= _LEAST)
