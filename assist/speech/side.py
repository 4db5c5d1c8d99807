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
from assist.speech.reading import Growing, Partial, Words
from assist.speech.sound import RATE, Samples
from assist.speech.voice import Endpointing, Segmenter, Spoken

_FLOOR_DB = -60.0
_EARLY_S = 0.3
_FIRST_S, _STEP_S, _AGAIN_S = 0.5, 0.4, 0.2
"""New sound that is read: of an utterance that begins, after a reading, and after one that told nothing new."""
_PACE, _SLOWEST_S = 1.2, 1.0
"""A partial text is read anew when that many times its own reading's time has passed: the rest is for final texts."""
_HALT_S, _WORD_S = 0.13, 0.1
"""Where the voice halts that long, what it said since the last reading is read at once: more may come late."""
_CUT = Endpointing(long=9.0)
BACKLOG_S = 60.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """A reading to make: ``final``, ``early`` (likely to become the final one) or ``partial``.

    ``since`` is the sample its time counts from: where the voice stopped, or, of a partial one, the first voice whose
    words are not shown yet.
    """

    side: Side
    kind: str
    spoken: Spoken
    since: int

    @property
    def moment(self) -> float:
        """When ``since`` was recorded (monotonic)."""
        return self.side.when(self.since)


class Side:
    """``who`` speaks on it. `take` is called often; it never waits."""

    def __init__(self, who: Speaker, capture: Capture, session: Any) -> None:
        self.who = who
        self.capture = capture
        self.growing = Growing()  # of the reading thread
        self.partial = Partial()
        self.waiting: deque[Spoken] = deque()
        self.level = 0.0
        self.skipped = 0.0
        self.behind = 0.0
        self._cutter = Segmenter(session, _CUT)
        self._fed = 0
        self._came_at = 0.0
        self._early: tuple[tuple[int, int], Words] | None = None
        self._took = 0.0  # reading the last partial text, seconds
        self._glanced = (-1, 0)  # start and end of what was last glanced at, samples
        self._over = -1  # start of the last utterance with a final text
        self._told = True  # whether the last reading brought words
        self._shown = 0  # up to where the partial text tells what was said, samples

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

    def wanted(self) -> list[Wanted]:
        """What is to be read on this side, in no order."""
        found = [Wanted(self, "final", self.waiting[0], self.waiting[0].voiced_until)] if self.waiting else []
        spoken = self._cutter.current()
        if spoken is None:
            return found
        if self._cutter.quiet >= _EARLY_S and not self.waiting:
            done = self._early is not None and self._early[0] == _mark(spoken)
            found += [] if done else [Wanted(self, "early", spoken, spoken.voiced_until)]
        since = self._partial_since(spoken)
        return found if since is None or self.waiting else [*found, Wanted(self, "partial", spoken, since)]

    def _partial_since(self, spoken: Spoken) -> int | None:
        """The first voice that is not shown; ``None`` where there is none, or too little to read."""
        goes_on = self._glanced[0] == spoken.start
        unread = self._cutter.voice_from(self._glanced[1] if goes_on else spoken.start)
        if unread is None:
            return None
        first, voiced = unread
        came = spoken.start + spoken.samples.size - first
        step = max(_STEP_S if self._told else _AGAIN_S, min(_SLOWEST_S, _PACE * self._took)) if goes_on else _FIRST_S
        halts = self._cutter.quiet >= _HALT_S and voiced >= _WORD_S
        if came < step * RATE and not halts:
            return None
        shown = self._cutter.voice_from(self._shown if goes_on else spoken.start)
        return first if shown is None else shown[0]

    def keep_early(self, spoken: Spoken, words: Words) -> None:
        """An early reading is done."""
        self._early = _mark(spoken), words

    def early(self, spoken: Spoken) -> Words | None:
        """The early reading of what has now become final, if there is one."""
        return self._early[1] if self._early is not None and self._early[0] == _mark(spoken) else None

    def glanced(self, wanted: Wanted, partial: Partial, now: float, took: float) -> None:
        """A partial reading is done: it is shown. How old is the oldest word that it has brought?"""
        self._took = took
        spoken = wanted.spoken
        end = spoken.start + spoken.samples.size
        if spoken.start <= self._over:
            return  # its final text came first
        self._told = partial.text != self.partial.text
        if self._told:
            self.behind = max(0.0, now - self.when(wanted.since))
            self._shown = end
        elif self._glanced[0] != spoken.start:
            self._shown = spoken.start
        self.partial = partial
        self._glanced = spoken.start, end

    def over(self, spoken: Spoken) -> None:
        """That utterance has its final text, so its partial one goes."""
        self._over = spoken.start
        self.partial = Partial()

    @property
    def channel(self) -> Channel:
        """As it is shown."""
        trouble = self.capture.trouble or (Trouble.BEHIND if self.skipped + self.capture.skipped else None)
        partial = self.partial
        return Channel(self.who, self.level, partial.text, partial.agreed, self.behind, trouble, self.capture.device)


def _mark(spoken: Spoken) -> tuple[int, int]:
    return spoken.start, spoken.voiced_until


def _level(samples: Samples) -> float:
    """0 to 1 on a scale of 60 decibels."""
    power = float(np.mean(samples**2))
    decibels = 10 * math.log10(power) if power > 1e-12 else _FLOOR_DB
    return min(1.0, max(0.0, 1 - decibels / _FLOOR_DB))
