"""One side of a live call: its sound, the utterance in the making, and what is to be read next."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from typing import Any

import numpy as np

from assist.domain.conversation import Speaker
from assist.services.hearing import Channel, Trouble
from assist.speech.capture import Capture
from assist.speech.reading import Growing, Words
from assist.speech.sound import RATE, Samples
from assist.speech.voice import Segmenter, Spoken

_FLOOR_DB = -60.0
_EARLY_S = 0.3
_FIRST_S, _STEP_S = 0.5, 0.4
_PACE = 1.6
"""A partial text is read anew when that many times its own reading's time has passed: the rest is for final texts."""
BACKLOG_S = 60.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """A reading to make: ``final``, ``early`` (likely to become the final one) or ``partial``."""

    side: Side
    kind: str
    spoken: Spoken


class Side:
    """``who`` speaks on it. `take` is called often; it never waits."""

    def __init__(self, who: Speaker, capture: Capture, session: Any) -> None:
        self.who = who
        self.capture = capture
        self.growing = Growing()
        self.waiting: deque[Spoken] = deque()
        self.level = 0.0
        self.skipped = 0.0
        self.behind = 0.0
        self._cutter = Segmenter(session)
        self._fed = 0
        self._came_at = 0.0
        self._early: tuple[tuple[int, int], Words] | None = None
        self._took = 0.0  # reading the last partial text, seconds
        self._glanced = (-1, 0)  # start and end of what was last glanced at, samples

    def take(self, *, paused: bool) -> Samples:
        """Feed what came; the samples, for whoever keeps them."""
        samples, came_at = self.capture.take()
        if not samples.size:
            return samples
        self._came_at = came_at
        self.level = _level(samples)
        if paused:
            return np.zeros(0, np.float32)
        self._fed += samples.size
        self.waiting.extend(self._cutter.feed(samples))
        while sum(s.seconds for s in self.waiting) > BACKLOG_S:
            self.skipped += self.waiting.popleft().seconds
        return samples

    def finish(self) -> None:
        """The sound ended, or pauses."""
        self.waiting.extend(self._cutter.finish())

    def when(self, sample: int) -> float:
        """The moment (monotonic) at which that sample was recorded."""
        return self._came_at - (self._fed - sample) / RATE

    def wanted(self) -> Wanted | None:
        """What is to be read next on this side; final texts first."""
        if self.waiting:
            return Wanted(self, "final", self.waiting[0])
        spoken = self._cutter.current()
        if spoken is None:
            return None
        if self._cutter.quiet >= _EARLY_S:
            done = self._early is not None and self._early[0] == _mark(spoken)
            return None if done else Wanted(self, "early", spoken)
        start, end = self._glanced
        until = spoken.start + spoken.samples.size
        new = until - end if start == spoken.start else spoken.samples.size
        step = max(_STEP_S, min(1.0, _PACE * self._took)) if start == spoken.start else _FIRST_S
        if new < step * RATE:
            return None
        return Wanted(self, "partial", spoken)

    def keep_early(self, spoken: Spoken, words: Words) -> None:
        """An early reading is done."""
        self._early = _mark(spoken), words

    def early(self, spoken: Spoken) -> Words | None:
        """The early reading of what has now become final, if there is one."""
        return self._early[1] if self._early is not None and self._early[0] == _mark(spoken) else None

    def glanced(self, spoken: Spoken, now: float, took: float) -> None:
        """A partial reading is done: how old are the oldest words that it has brought?"""
        self._took = took
        since = self._glanced[1] if self._glanced[0] == spoken.start else spoken.start
        self.behind = max(0.0, now - self.when(since))
        self._glanced = spoken.start, spoken.start + spoken.samples.size

    def over(self, spoken: Spoken) -> None:
        """That utterance has its final text, so its partial one goes."""
        if self.growing.start <= spoken.start:
            self.growing.clear()

    @property
    def channel(self) -> Channel:
        """As it is shown."""
        trouble = self.capture.trouble or (Trouble.BEHIND if self.skipped + self.capture.skipped else None)
        g = self.growing
        return Channel(self.who, self.level, g.text, g.agreed, self.behind, trouble, self.capture.device)


def _mark(spoken: Spoken) -> tuple[int, int]:
    return spoken.start, spoken.voiced_until


def _level(samples: Samples) -> float:
    """0 to 1 on a scale of 60 decibels."""
    power = float(np.mean(samples**2))
    decibels = 10 * math.log10(power) if power > 1e-12 else _FLOOR_DB
    return min(1.0, max(0.0, 1 - decibels / _FLOOR_DB))
