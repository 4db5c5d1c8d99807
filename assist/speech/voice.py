"""Voice activity: where somebody speaks (Silero VAD v6, the ONNX file inside faster-whisper), and its endpoints."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assist.speech.sound import RATE, Samples

FRAME = 512
"""Samples in a frame: 32 ms, as the model was trained."""
_CONTEXT = 64
_ON, _OFF = 0.5, 0.35
FRAME_S = FRAME / RATE


class VoiceDetector:
    """The network with its memory of one channel; frames go in, probabilities of speech come out."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self._h = np.zeros((1, 1, 128), np.float32)
        self._c = np.zeros((1, 1, 128), np.float32)
        self._before = np.zeros(_CONTEXT, np.float32)

    def __call__(self, samples: Samples) -> NDArray[np.float32]:
        """One probability a frame; ``samples`` holds whole frames."""
        frames = samples.reshape(-1, FRAME)
        befores = np.concatenate([self._before[None], frames[:-1, -_CONTEXT:]])
        fed = np.concatenate([befores, frames], axis=1).astype(np.float32)
        out, self._h, self._c = self._session.run(None, {"input": fed, "h": self._h, "c": self._c})
        self._before = frames[-1, -_CONTEXT:].copy()
        probabilities: NDArray[np.float32] = np.asarray(out, np.float32).reshape(-1)
        return probabilities


def load_session() -> Any:
    """The network, one thread. `refuse_hub` must have been called: faster-whisper is imported."""
    from faster_whisper.vad import get_vad_model  # noqa: PLC0415 - native; in the child only

    return get_vad_model().session


@dataclass(frozen=True, slots=True)
class Endpointing:
    """When an utterance begins and ends, seconds. ``longest`` is cut at the quietest moment of its last third.

    One that is ``long`` ends where the speaker takes a ``breath``: what is read in one go is ready the later the longer
    it is.
    """

    pause: float = 0.6
    long: float = math.inf
    breath: float = 0.25
    shortest: float = 0.2
    longest: float = 22.0
    before: float = 0.25
    after: float = 0.2


@dataclass(slots=True)
class Spoken:
    """An utterance in the making, or finished: its first sample, its samples, and where the voice was last heard."""

    start: int
    samples: Samples
    voiced_until: int
    voiced: float = 0.0
    done: bool = False

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.samples.size / RATE


class Segmenter:
    """Cuts one channel into utterances as its sound comes in. Memory is bounded by the longest utterance."""

    def __init__(self, session: Any, endpointing: Endpointing | None = None) -> None:
        self._detect = VoiceDetector(session)
        self._rules = endpointing or Endpointing()
        self._rest = np.zeros(0, np.float32)
        self._lead: deque[Samples] = deque(maxlen=max(1, round(self._rules.before / FRAME_S)))
        self._frames: list[Samples] = []
        self._probabilities: list[float] = []
        self._seen = 0  # samples in whole frames so far
        self._start = 0
        self._quiet = 0

    @property
    def speaking(self) -> bool:
        """Whether an utterance is in the making."""
        return bool(self._frames)

    @property
    def quiet(self) -> float:
        """Seconds since the voice was last heard in the utterance in the making."""
        return self._quiet * FRAME_S

    def current(self) -> Spoken | None:
        """The utterance in the making, as far as it goes."""
        return self._spoken(done=False) if self._frames and self._voiced() >= self._rules.shortest else None

    def voice_from(self, sample: int) -> tuple[int, float] | None:
        """In the utterance in the making, from ``sample`` on: the first sample with voice, and seconds of voice."""
        first = max(0, -(-(sample - self._start) // FRAME))
        voiced = [i for i in range(first, len(self._probabilities)) if self._probabilities[i] >= _OFF]
        return (self._start + voiced[0] * FRAME, len(voiced) * FRAME_S) if voiced else None

    def feed(self, samples: Samples) -> list[Spoken]:
        """Take the next samples; the utterances they finish."""
        self._rest = np.concatenate([self._rest, samples])
        whole = self._rest.size // FRAME * FRAME
        if not whole:
            return []
        ready, self._rest = self._rest[:whole], self._rest[whole:]
        finished = []
        for frame, probability in zip(ready.reshape(-1, FRAME), self._detect(ready), strict=True):
            if (spoken := self._frame(frame, float(probability))) is not None:
                finished.append(spoken)
        return finished

    def finish(self) -> list[Spoken]:
        """The sound ended: what was in the making is finished."""
        spoken = self._end() if self._frames else None
        return [spoken] if spoken is not None else []

    def _frame(self, frame: Samples, probability: float) -> Spoken | None:
        self._seen += FRAME
        if not self._frames:
            if probability >= _ON:
                self._start = self._seen - FRAME * (len(self._lead) + 1)
                self._frames = [*self._lead, frame]
                self._probabilities = [0.0] * len(self._lead) + [probability]
                self._lead.clear()
                self._quiet = 0
            else:
                self._lead.append(frame)
            return None
        self._frames.append(frame)
        self._probabilities.append(probability)
        self._quiet = 0 if probability >= _OFF else self._quiet + 1
        long = len(self._frames) * FRAME_S >= self._rules.long
        if self._quiet * FRAME_S >= (self._rules.breath if long else self._rules.pause):
            return self._end()
        if len(self._frames) * FRAME_S >= self._rules.longest:
            return self._cut()
        return None

    def _voiced(self) -> float:
        return sum(p >= _OFF for p in self._probabilities) * FRAME_S

    def _spoken(self, *, done: bool) -> Spoken:
        keep = len(self._frames) - max(0, self._quiet - round(self._rules.after / FRAME_S))
        samples = np.concatenate(self._frames[:keep])
        until = self._start + (len(self._frames) - self._quiet) * FRAME
        return Spoken(self._start, samples, until, self._voiced(), done)

    def _end(self) -> Spoken | None:
        spoken = self._spoken(done=True) if self._voiced() >= self._rules.shortest else None
        self._lead.extend(self._frames[-(self._lead.maxlen or 1) :])
        self._frames, self._probabilities, self._quiet = [], [], 0
        return spoken

    def _cut(self) -> Spoken:
        """The utterance is too long for one reading: end it where the voice was faintest lately."""
        third = len(self._frames) * 2 // 3
        at = third + int(np.argmin(self._probabilities[third:])) + 1
        head = Spoken(
            self._start, np.concatenate(self._frames[:at]), self._start + at * FRAME, self._voiced(), done=True
        )
        self._frames, self._probabilities = self._frames[at:], self._probabilities[at:]
        self._start += at * FRAME
        self._quiet = 0
        return head
