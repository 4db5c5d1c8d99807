"""A second ear for digits: a small head over what Whisper's encoder heard, which can write nothing else.

A decoder that writes text guesses what is usually written: it loses or doubles a repeated digit, and takes a digit for
a word. This head goes along the sound instead (connectionist temporal classification, Graves et al. 2006): each 40 ms
is a digit, something other than digits, or nothing new. It is trained on numbers spoken by synthesisers
(``training/train_digits.py``, see its model card), and is asked only about numbers.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assist.speech.dictated import Heard

Floats = NDArray[np.float32]
LABELS = ("", "o", *"0123456789", "D", "T")
"""What a step can be: nothing new, words, a digit, "double", "triple"."""
WIDE, NEAR = 8, 5
"""Steps of 20 ms that go into one of 40 ms, and of those, how many are looked at together."""
STEP_S = 0.04
FRAME_S = 0.02
_BEAM = 16
_RARE = math.log(1e-4)
_TIMES = {"D": 2, "T": 3}
_WORDS = 1
_SURE, _LIKELY, _FEWEST = 0.97, 0.5, 6


@dataclass(frozen=True, slots=True)
class Number:
    """The longest number in an utterance: what it may be, likeliest first, with log probabilities that add up to 1.

    ``start`` is where its first digit was heard, seconds; ``last`` whether no words came after it.
    """

    options: tuple[Heard, ...]
    start: float
    last: bool

    @property
    def digits(self) -> str:
        """The likeliest."""
        return self.options[0].digits

    @property
    def chance(self) -> float:
        """That the likeliest is right."""
        return math.exp(self.options[0].logprob)

    @property
    def there(self) -> bool:
        """Whether a long number was said, though perhaps not quite this one."""
        long = sum(math.exp(heard.logprob) for heard in self.options if len(heard.digits) >= _FEWEST)
        return self.chance >= _LIKELY and long >= _SURE

    @property
    def sure(self) -> bool:
        """Whether it was heard so clearly that no other reading is asked."""
        return self.chance >= _SURE and len(self.digits) >= _FEWEST


class DigitEar:
    """Reads digits off the encoder's output; one set of weights a language."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as stored:
            self._heads = {language: head_of(stored, language) for language in {n.split("_")[0] for n in stored}}

    def hear(self, encoded: Floats, language: str) -> Number | None:
        """The number in ``encoded``, frames of 20 ms by the encoder's width; ``None`` where there is none."""
        head = self._heads.get(language)
        if head is None or len(encoded) < WIDE:
            return None
        return longest(chances(head, encoded))


def head_of(stored: Mapping[str, NDArray[Any]], language: str) -> dict[str, Floats]:
    """One language's weights, by their names without it."""
    return {n.split("_")[1]: stored[n].astype(np.float32) for n in stored if n.startswith(f"{language}_")}


def chances(head: dict[str, Floats], encoded: Floats) -> Floats:
    """Log probabilities of `LABELS`, one row each 40 ms."""
    x = (encoded[: len(encoded) // 2 * 2] - head["m"]) / head["s"]
    x = np.maximum(x @ head["w1"] + head["b1"], 0)
    x = np.maximum(windows(x, WIDE, 2) @ head["w2"] + head["b2"], 0)
    x = np.maximum(windows(x, NEAR, 1) @ head["w3"] + head["b3"], 0)
    x = x @ head["w4"] + head["b4"]
    x = x - x.max(-1, keepdims=True)
    found: Floats = x - np.log(np.exp(x).sum(-1, keepdims=True))
    return found


def windows(x: Floats, size: int, step: int) -> Floats:
    """Each window of ``size`` rows, every ``step`` rows, as one row; of each clip where ``x`` is a batch of them."""
    before, after = margins(size, step)
    padded = np.pad(x, (*[(0, 0)] * (x.ndim - 2), (before, after), (0, 0)))
    seen = np.lib.stride_tricks.sliding_window_view(padded, size, axis=-2)[..., ::step, :, :]
    rows: Floats = np.ascontiguousarray(seen.swapaxes(-1, -2)).reshape(*seen.shape[:-2], -1)
    return rows


def margins(size: int, step: int) -> tuple[int, int]:
    """Rows of nothing before the first window and after the last."""
    before = (size - step + 1) // 2
    return before, size - step - before


def longest(logprobs: Floats) -> Number | None:
    """The longest number of the likeliest hypotheses; those that differ elsewhere only are one."""
    hypotheses = _search(logprobs)
    total = _sum([score for _, score in hypotheses])
    votes: defaultdict[str, list[float]] = defaultdict(list)
    for labels, score in hypotheses:
        votes[max(_runs(labels), key=len)].append(score - total)
    found = [Heard(digits, _sum(scores)) for digits, scores in votes.items()]
    found.sort(key=lambda heard: -heard.logprob)
    if not found[0].digits:
        return None
    best = next(labels for labels, _ in hypotheses if max(_runs(labels), key=len) == found[0].digits)
    return Number(tuple(found), _start(logprobs, best), last=_runs(best)[-1] == found[0].digits)


def _runs(labels: tuple[int, ...]) -> list[str]:
    """The digits between words."""
    runs, times = [""], 1
    for label in labels:
        name = LABELS[label]
        if name == "o":
            runs.append("")
            times = 1
        elif name in _TIMES:
            times = _TIMES[name]
        else:
            runs[-1] += name * times
            times = 1
    return runs


def _start(logprobs: Floats, labels: tuple[int, ...]) -> float:
    """When the longest run of ``labels`` begins, by the likeliest label of each step."""
    runs, at, seen = _runs(labels), 0, 0
    which = max(range(len(runs)), key=lambda i: len(runs[i]))
    before = -1
    for step, label in enumerate(logprobs.argmax(-1)):
        if label == before:
            continue
        before = int(label)
        at += label == _WORDS
        seen = step if at <= which else seen
        if at == which and label > _WORDS:
            return step * STEP_S
    return seen * STEP_S


def _search(logprobs: Floats) -> list[tuple[tuple[int, ...], float]]:
    """Prefix beam search (Hannun et al. 2014): label sequences and their log probabilities, best first."""
    beam: dict[tuple[int, ...], tuple[float, float]] = {(): (0.0, -math.inf)}  # ending in nothing new, in a label
    for row in logprobs:
        near = [(int(label), float(row[label])) for label in np.flatnonzero(row[1:] > _RARE) + 1]
        blank = float(row[0])
        now: dict[tuple[int, ...], list[list[float]]] = defaultdict(lambda: [[], []])
        for labels, (still, said) in beam.items():
            both = _sum([still, said])
            now[labels][0].append(both + blank)
            for label, chance in near:
                if labels and labels[-1] == label:
                    now[labels][1].append(said + chance)
                    now[*labels, label][1].append(still + chance)
                else:
                    now[*labels, label][1].append(both + chance)
        scored = {labels: (_sum(still), _sum(said)) for labels, (still, said) in now.items()}
        beam = dict(sorted(scored.items(), key=lambda one: -_sum(list(one[1])))[:_BEAM])
    return [(labels, _sum(list(scores))) for labels, scores in beam.items()]


def _sum(logprobs: list[float]) -> float:
    """The log of the sum of probabilities."""
    most = max(logprobs, default=-math.inf)
    return most if most == -math.inf else most + math.log(sum(math.exp(p - most) for p in logprobs))
