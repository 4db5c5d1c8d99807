"""A view of messages made for one pack: which word pieces count there, and how what they mean is shifted.

A sentence's vector is the mean of its pieces' vectors, whatever they say. Here the pack's own examples teach which
pieces tell its categories apart (attention pooling) and a small change of each piece's vector (an adapter after Houlsby
et al., "Parameter-Efficient Transfer Learning for NLP", 2019), so that examples come near their category's centre.
The model itself is left as it is; what is learnt takes 300 kB and, for 1,000 examples, some seconds. In plain numpy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assist.understanding.logistic import softmax
from assist.understanding.parts import DIMENSIONS, Pieces, Vector

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_WIDTH = 64
_ROUNDS = 10
_BATCHES, _LEAST_IN_BATCH, _MOST_IN_BATCH = 12, 8, 64
"""A round of few examples is made of small steps, so that a small pack is not learnt in fewer."""

_RATE, _CENTRE_RATE = 1e-3, 1e-2
_SHARP = 10.0
"""How much a cosine counts in the loss: 0.1 nearer makes a category e times as likely."""
_UNREAD, _UNFELT = 0.1, 0.1
"""Shares of the pieces and of the hidden units left out at each step, so that none is relied on alone."""
_READ_OF_A_TEXT = 64
_FADES, _FADES_SQUARE = 0.9, 0.999
_SEED = 20261125


@dataclass(frozen=True, slots=True)
class Tuned:
    """What was learnt: ``into`` (2 x `DIMENSIONS`, hidden), ``out`` (hidden, `DIMENSIONS`), ``telling``, ``centres``.

    ``telling`` (2 x `DIMENSIONS`,) says how much a piece counts; ``centres`` has a unit vector for each class, 0 for
    one without examples.
    """

    into: Floats
    out: Floats
    telling: Floats
    centres: Floats

    def vector(self, pieces: Pieces) -> Vector:
        """The unit vector of a text from its pieces, shape (pieces, 2 x `DIMENSIONS`): last layer, then the inner."""
        given = np.asarray(pieces, np.float32)
        even = _evened(given)
        moved = given[:, :DIMENSIONS] + np.maximum(even @ self.into, 0.0) @ self.out
        total: Vector = softmax(even @ self.telling) @ moved
        unit: Vector = (total / max(float(np.linalg.norm(total)), 1e-9)).astype(np.float32)
        return unit

    def fits(self, classes: int) -> bool:
        """Whether the arrays belong together and hold numbers."""
        shapes = (2 * DIMENSIONS, _WIDTH), (_WIDTH, DIMENSIONS), (2 * DIMENSIONS,), (classes, DIMENSIONS)
        arrays = (self.into, self.out, self.telling, self.centres)
        return all(a.shape == s and bool(np.isfinite(a).all()) for a, s in zip(arrays, shapes, strict=True))

    def scores(self, vector: Vector) -> Floats:
        """The cosine with each class's centre."""
        out: Floats = self.centres @ vector
        return out


def _evened(pieces: Floats) -> Floats:
    """Each layer's part of each piece with mean 0 and deviation 1."""
    parts = pieces.reshape(len(pieces), -1, DIMENSIONS)
    parts = parts - parts.mean(axis=2, keepdims=True)
    parts = parts / np.maximum(parts.std(axis=2, keepdims=True), 1e-6)
    out: Floats = parts.reshape(pieces.shape).astype(np.float32)
    return out


def learn(texts: Sequence[Pieces], owner: Ints, classes: int) -> Tuned:
    """From the pieces of each example, see `Tuned.vector`, and its class number. The same each time."""
    texts = [t[:_READ_OF_A_TEXT] for t in texts]
    starts = np.cumsum([0, *map(len, texts)])
    pieces = np.concatenate(list(texts))
    random = np.random.default_rng(_SEED)
    wide = pieces.shape[1]
    into = (random.standard_normal((wide, _WIDTH)) / np.sqrt(wide)).astype(np.float32)
    held = [into, np.zeros((_WIDTH, DIMENSIONS), np.float32), np.zeros(wide, np.float32)]
    held.append(_centres(np.stack([t[:, :DIMENSIONS].mean(axis=0, dtype=np.float32) for t in texts]), owner, classes))
    stepper = _Adam(held, (_RATE, _RATE, _RATE, _CENTRE_RATE))
    size = min(max(len(texts) // _BATCHES, _LEAST_IN_BATCH), _MOST_IN_BATCH)
    steps, step = _ROUNDS * -(-len(texts) // size), 0
    for _ in range(_ROUNDS):
        order = random.permutation(len(texts))
        for at in range(0, len(order), size):
            chosen = order[at : at + size]
            rows, begins = _read(chosen, starts, random)
            slopes = _slopes(held, pieces[rows].astype(np.float32), begins, owner[chosen], random)
            stepper.step(held, slopes, 1.0 - step / steps)
            step += 1
    return Tuned(held[0], held[1], held[2], _unit(held[3]))


def _centres(means: Floats, owner: Ints, classes: int) -> Floats:
    out = np.zeros((classes, DIMENSIONS), np.float32)
    np.add.at(out, owner, _unit(means))
    return _unit(out)


def _unit(rows: Floats) -> Floats:
    out: Floats = (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)).astype(np.float32)
    return out


def _read(chosen: Ints, starts: Ints, random: np.random.Generator) -> tuple[Ints, Ints]:
    """The rows of the pieces read this time of some texts, the first of each always, and where each text begins."""
    kept = []
    for text in chosen:
        rows = np.arange(starts[text], starts[text + 1])
        stays = random.random(len(rows)) >= _UNREAD
        stays[0] = True
        kept.append(rows[stays])
    begins = np.concatenate([[0], np.cumsum([len(k) for k in kept])[:-1]])
    return np.concatenate(kept), begins.astype(np.int64)


def _slopes(
    held: Sequence[Floats], pieces: Floats, begins: Ints, owner: Ints, random: np.random.Generator
) -> list[Floats]:
    """The gradient of the mean cross-entropy of a batch, for each array in ``held``."""
    into, out, telling, raw = held
    centres, even = _unit(raw), _evened(pieces)
    counts = np.diff(np.append(begins, len(pieces)))
    text = np.repeat(np.arange(len(begins)), counts)
    felt = even @ into
    open_ = (felt > 0) * (random.random(felt.shape) >= _UNFELT) / np.float32(1.0 - _UNFELT)
    hidden = (felt * open_).astype(np.float32)
    moved = pieces[:, :DIMENSIONS] + hidden @ out
    loud = even @ telling
    loud = np.exp(loud - np.maximum.reduceat(loud, begins)[text])
    share = (loud / np.add.reduceat(loud, begins)[text]).astype(np.float32)
    total = np.add.reduceat(share[:, None] * moved, begins)
    size = np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-9)
    unit = total / size
    wrong = softmax(_SHARP * (unit @ centres.T))
    wrong[np.arange(len(owner)), owner] -= 1.0
    wrong *= _SHARP / len(owner)
    of_centre = wrong.T @ unit
    of_centre -= centres * (of_centre * centres).sum(axis=1, keepdims=True)
    of_centre /= np.maximum(np.linalg.norm(raw, axis=1, keepdims=True), 1e-9)
    of_centre[~raw.any(axis=1)] = 0.0
    of_total = wrong @ centres
    of_total = (of_total - unit * (of_total * unit).sum(axis=1, keepdims=True)) / size
    of_text = of_total[text]
    of_moved = share[:, None] * of_text
    of_share = (moved * of_text).sum(axis=1)
    of_loud = share * (of_share - np.add.reduceat(share * of_share, begins)[text])
    of_felt = (of_moved @ out.T) * open_
    return [even.T @ of_felt, hidden.T @ of_moved, even.T @ of_loud, of_centre]


class _Adam:
    """Steps along the gradient, each number's as long as its own gradients are steady (Kingma and Ba, 2015)."""

    def __init__(self, held: Sequence[Floats], rates: Sequence[float]) -> None:
        self._rates = rates
        self._first = [np.zeros_like(h) for h in held]
        self._second = [np.zeros_like(h) for h in held]
        self._steps = 0

    def step(self, held: Sequence[Floats], slopes: Sequence[Floats], left: float) -> None:
        """Move ``held`` in place; ``left`` scales the rates, 1 at the beginning and 0 at the end."""
        self._steps += 1
        known, known_square = 1.0 - _FADES**self._steps, 1.0 - _FADES_SQUARE**self._steps
        for number, (array, slope) in enumerate(zip(held, slopes, strict=True)):
            first, second = self._first[number], self._second[number]
            first += (1.0 - _FADES) * (slope - first)
            second += (1.0 - _FADES_SQUARE) * (slope * slope - second)
            held[number][:] = array - (left * self._rates[number] / known) * first / (
                np.sqrt(second / known_square) + 1e-8
            )
