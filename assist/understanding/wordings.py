"""Which words and pairs of words speak for which class: ridge regression on TF-IDF, in plain numpy.

Vectors see what a sentence means and blur what it says; where classes differ by a word, the words know better. Ridge
regression because it is trained in the space of examples by conjugate gradients, in seconds for 10,000 of them.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assist.domain.text import is_han
from assist.understanding.tokens import tokenize

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

PENALTY = 0.5
_ROUNDS = 8
_NEAR = 1e-3
_BLOCK = 1024
_MANY = 3000


def grams(text: str) -> list[str]:
    """The words of a text, its neighbouring pairs, and the characters of Chinese words; stop words included."""
    words = [t.text for t in tokenize(text)]
    singles = [c for w in words if len(w) > 1 and is_han(w[0]) for c in w]
    return [*words, *singles, *(f"{a} {b}" for a, b in itertools.pairwise(words))]


@dataclass(frozen=True, slots=True)
class Sparse:
    """Rows of few numbers: row ``i`` has ``values[starts[i]:starts[i+1]]`` in these ``columns``; none is empty."""

    starts: Ints
    columns: Ints
    values: Floats

    def times(self, matrix: Floats) -> Floats:
        """The product with a dense matrix, shape (rows, its columns)."""
        out = np.zeros((len(self.starts) - 1, matrix.shape[1]), np.float32)
        for at in range(0, len(out), _BLOCK):
            starts = self.starts[at : at + _BLOCK + 1]
            taken = slice(int(starts[0]), int(starts[-1]))
            if taken.start == taken.stop:
                continue
            parts = self.values[taken, None] * matrix[self.columns[taken]]
            filled = np.flatnonzero(np.diff(starts))
            out[at + filled] = np.add.reduceat(parts, starts[filled] - starts[0], axis=0)
        return out

    def turned(self, width: int) -> Sparse:
        """The transpose, with ``width`` rows."""
        order = np.argsort(self.columns, kind="stable")
        rows = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))
        counts = np.bincount(self.columns, minlength=width)
        return Sparse(np.concatenate([[0], np.cumsum(counts)]).astype(np.int64), rows[order], self.values[order])


@dataclass(frozen=True, slots=True)
class WordModel:
    """Scores by class from words: ``weights`` (grams, classes) in half precision, ``rarity`` the grams' IDF."""

    vocabulary: dict[str, int]
    rarity: Floats
    weights: NDArray[np.float16]

    def scores(self, found: Sequence[str]) -> Floats:
        """About 1 for the class a text with these grams belongs to and 0 for others; all 0 when it knows none."""
        counts = Counter(g for g in found if g in self.vocabulary)
        if not counts:
            return np.zeros(self.weights.shape[1], np.float32)
        columns = np.array([self.vocabulary[g] for g in counts], np.int64)
        values = _weighed(np.fromiter(counts.values(), np.float32, len(counts)), self.rarity[columns])
        out: Floats = (values / np.linalg.norm(values)) @ self.weights[columns].astype(np.float32)
        return out


def _weighed(counts: Floats, rarity: Floats) -> Floats:
    out: Floats = np.asarray((1.0 + np.log(counts)) * rarity, np.float32)
    return out


def learn(documents: Sequence[Sequence[str]], owner: Ints, classes: int) -> WordModel:
    """A model from the grams of each example and its class number; of many examples only grams seen twice are kept."""
    frequency = Counter(g for d in documents for g in set(d))
    least = 2 if len(documents) > _MANY else 1
    vocabulary = {g: i for i, g in enumerate(g for g, n in frequency.items() if n >= least)}
    seen = np.array([frequency[g] for g in vocabulary], np.float32)
    rarity: Floats = np.asarray(np.log((1 + len(documents)) / (1 + seen)) + 1, np.float32)
    table = _rows(documents, vocabulary, rarity)
    turned = table.turned(len(vocabulary))
    targets = np.zeros((len(documents), classes), np.float32)
    targets[np.arange(len(owner)), owner] = 1.0
    dual = _solve(table, turned, targets)
    return WordModel(vocabulary, rarity, turned.times(dual).astype(np.float16))


def _rows(documents: Sequence[Sequence[str]], vocabulary: dict[str, int], rarity: Floats) -> Sparse:
    starts = [0]
    columns: list[Ints] = []
    values: list[Floats] = []
    for document in documents:
        counts = Counter(vocabulary[g] for g in document if g in vocabulary)
        own = np.fromiter(counts, np.int64, len(counts))
        row = _weighed(np.fromiter(counts.values(), np.float32, len(counts)), rarity[own])
        columns.append(own)
        values.append(row / max(float(np.linalg.norm(row)), 1e-9))
        starts.append(starts[-1] + len(counts))
    return Sparse(np.array(starts, np.int64), np.concatenate(columns), np.concatenate(values).astype(np.float32))


def _solve(table: Sparse, turned: Sparse, targets: Floats) -> Floats:
    """The dual weights of ridge regression, each class by conjugate gradients, all at once."""
    out = np.zeros_like(targets)
    left, way = targets.copy(), targets.copy()
    size = (left * left).sum(axis=0)
    goal = _NEAR**2 * np.maximum(size, 1e-9)
    for _ in range(_ROUNDS):
        if bool((size <= goal).all()):
            break
        image = table.times(turned.times(way)) + PENALTY * way
        step = size / np.maximum((way * image).sum(axis=0), 1e-12)
        out += step * way
        left -= step * image
        size, before = (left * left).sum(axis=0), size
        way = left + size / np.maximum(before, 1e-12) * way
    return out
