"""A classifier of messages made from a few examples a class, in plain numpy, in seconds."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assist.understanding import blending, logistic, wordings
from assist.understanding.blending import Blend
from assist.understanding.keywords import write_atomically
from assist.understanding.logistic import softmax
from assist.understanding.parts import Matrix, Vector
from assist.understanding.wordings import WordModel

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

FEW = 3
"""A class with fewer examples is not judged by examples left out."""

_VERSION = "1"
_CERTAINTY = 20.0
_ROUNDS = 40
_NARROW = 0.5
_FOLDS = 5
_MANY = 3000
"""With more examples one fifth is left out once, not each in turn."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Categories by confidence, best first, and ``fit`` in 0..1: whether any fits at all (0.5 is the border)."""

    ranked: tuple[tuple[str, float], ...]
    fit: float

    @property
    def best(self) -> str:
        """The best category."""
        return self.ranked[0][0]

    @property
    def confidence(self) -> float:
        """Its confidence."""
        return self.ranked[0][1]


@dataclass(frozen=True, slots=True)
class Lessons:
    """What a classifier is made from: ``owner`` has each text's class number, rows are sorted by it.

    ``vectors`` are those of the texts, ``None`` without a model; ``noise`` are texts that fit nothing, with theirs.
    """

    labels: tuple[str, ...]
    texts: tuple[str, ...]
    owner: Ints
    noise: tuple[str, ...]
    vectors: Matrix | None = None
    noise_vectors: Matrix | None = None

    def digest(self) -> str:
        """Of everything that matters."""
        out = hashlib.sha256(
            "\0".join([_VERSION, *self.labels, "", *self.texts, "", *self.noise]).encode("utf-8", "replace")
        )
        out.update(self.owner.tobytes())
        for matrix in (self.vectors, self.noise_vectors):
            out.update(b"" if matrix is None else matrix.tobytes())
        return out.hexdigest()


@dataclass(frozen=True, slots=True)
class Experts:
    """Three ways to score each class: logistic regression on vectors, the nearest example, and words.

    ``starts[k]`` is the first row of ``examples`` that belongs to class ``classes[k]``.
    """

    count: int
    examples: Matrix
    starts: Ints
    classes: Ints
    weights: Floats
    bias: Floats
    words: WordModel

    def scores(self, vector: Vector | None, grams: Sequence[str]) -> Floats:
        """Shape (classes, `blending.EXPERTS`); of a message without a vector only the words count."""
        out = np.zeros((self.count, blending.EXPERTS), np.float32)
        out[:, 2] = self.words.scores(grams)
        if vector is not None and len(self.examples):
            out[:, 0] = vector @ self.weights + self.bias
            out[self.classes, 1] = np.maximum.reduceat(self.examples @ vector, self.starts)
        return out


@dataclass(frozen=True, slots=True)
class Classifier:
    """A trained classifier in one space. ``by_words`` judges what has no vector."""

    labels: tuple[str, ...]
    experts: Experts
    shift: Floats
    blend: Blend
    by_words: Blend

    def judge(self, vector: Vector | None, text: str) -> Verdict:
        """The verdict on one message, from its vector in this space, when there is one, and its text."""
        moved = None if vector is None else _unit(vector - self.shift)
        blend = self.by_words if vector is None else self.blend
        logits = blend.logits(self.experts.scores(moved, wordings.grams(text)))
        chances = softmax(logits)
        order = np.lexsort((np.arange(len(chances)), -chances))
        return Verdict(tuple((self.labels[i], float(chances[i])) for i in order), blend.fit(logits))


def _unit(rows: Floats) -> Floats:
    out: Floats = (rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), 1e-9)).astype(np.float32)
    return out


def _common(examples: Matrix, noise: Matrix) -> Floats:
    """What all vectors of a narrow space share, where unrelated texts have cosines of .75; nothing in a wide one."""
    narrow = len(noise) and float((examples @ noise.T).mean()) > _NARROW
    out: Floats = noise.mean(axis=0) if narrow else np.zeros(examples.shape[1], np.float32)
    return out


def train(lessons: Lessons, cache: Path | None = None) -> Classifier:
    """A classifier; ``cache`` keeps what takes seconds, by the digest of what it was made from."""
    vectors = np.zeros((0, 0), np.float32) if lessons.vectors is None else lessons.vectors
    noise = vectors[:0] if lessons.noise_vectors is None else lessons.noise_vectors
    shift = _common(vectors, noise) if len(vectors) else np.zeros(vectors.shape[1], np.float32)
    vectors, noise = _unit(vectors - shift), _unit(noise - shift)
    digest = lessons.digest()
    found = None if cache is None else _read(cache, digest, vectors, lessons)
    if found is None:
        found = _learn(lessons, vectors, noise)
        if cache is not None:
            _write(cache, digest, *found)
    experts, blend, by_words = found
    return Classifier(lessons.labels, experts, shift, blend, by_words)


def _starts(owner: Ints) -> tuple[Ints, Ints]:
    classes, starts = np.unique(owner, return_index=True)
    return starts.astype(np.int64), classes.astype(np.int64)


def _experts(vectors: Matrix, grams: Sequence[Sequence[str]], owner: Ints, count: int) -> Experts:
    words = wordings.learn(grams, owner, count)
    weights, bias = np.zeros((vectors.shape[1], count), np.float32), np.zeros(count, np.float32)
    if len(vectors):
        weights, bias = logistic.fit(vectors, owner, count, 1.0 / (_CERTAINTY * len(owner)), _ROUNDS)
    return Experts(count, vectors, *_starts(owner), weights, bias, words)


def _learn(lessons: Lessons, vectors: Matrix, noise: Matrix) -> tuple[Experts, Blend, Blend]:
    count = len(lessons.labels)
    grams = [wordings.grams(t) for t in lessons.texts]
    scores, owner = _unseen(vectors, grams, lessons.owner, count)
    experts = _experts(vectors, grams, lessons.owner, count)
    unfit = _scored(experts, noise, [wordings.grams(t) for t in lessons.noise])
    by_words = blending.learn(scores, owner, unfit, only_words=True)
    return experts, (blending.learn(scores, owner, unfit) if len(vectors) else by_words), by_words


def _scored(experts: Experts, vectors: Matrix, grams: Sequence[Sequence[str]]) -> Floats:
    if not grams:
        return np.zeros((0, experts.count, blending.EXPERTS), np.float32)
    given = vectors if len(vectors) else [None] * len(grams)
    return np.stack([experts.scores(v, g) for v, g in zip(given, grams, strict=True)])


def _unseen(vectors: Matrix, grams: Sequence[Sequence[str]], owner: Ints, count: int) -> tuple[Floats, Ints]:
    """The scores of examples by experts trained without them, and the class numbers of these examples."""
    number = np.concatenate([np.arange(n) for n in np.bincount(owner, minlength=count)])
    judged = np.bincount(owner, minlength=count)[owner] >= FEW
    scores, owners = [np.zeros((0, count, blending.EXPERTS), np.float32)], [owner[:0]]
    for fold in range(_FOLDS if len(owner) <= _MANY else 1):
        out = judged & (number % _FOLDS == fold)
        kept, left = np.flatnonzero(~out).tolist(), np.flatnonzero(out).tolist()
        if left:
            rest = vectors[kept] if len(vectors) else vectors
            experts = _experts(rest, [grams[i] for i in kept], owner[kept], count)
            scores.append(_scored(experts, vectors[left] if len(vectors) else vectors, [grams[i] for i in left]))
            owners.append(owner[left])
    return np.concatenate(scores), np.concatenate(owners)


def _write(cache: Path, digest: str, experts: Experts, blend: Blend, by_words: Blend) -> None:
    both = [np.append(b.weights, (b.border, b.spread)) for b in (blend, by_words)]
    write_atomically(
        cache,
        digest=np.array(digest),
        weights=experts.weights,
        bias=experts.bias,
        grams=np.frombuffer("\n".join(experts.words.vocabulary).encode("utf-8", "surrogatepass"), np.uint8),
        rarity=experts.words.rarity,
        by_gram=experts.words.weights,
        blends=np.array(both, np.float64),
    )


def _read(cache: Path, digest: str, vectors: Matrix, lessons: Lessons) -> tuple[Experts, Blend, Blend] | None:
    count = len(lessons.labels)
    try:
        with cache.open("rb") as file, np.load(file, allow_pickle=False) as saved:
            if str(saved["digest"]) != digest:
                return None
            grams = bytes(saved["grams"]).decode("utf-8", "surrogatepass").split("\n") if saved["grams"].size else []
            words = WordModel({g: i for i, g in enumerate(grams)}, saved["rarity"], saved["by_gram"])
            weights, bias, blends = saved["weights"], saved["bias"], saved["blends"]
    except Exception:  # noqa: BLE001 - a damaged zip raises half a dozen types; the remedy is one: train again
        return None
    whole = (
        len(grams) == len(words.rarity) == len(words.weights)
        and len(bias) == count == words.weights.shape[1] == weights.shape[1]
        and blends.shape == (2, blending.EXPERTS + 2)
        and all(bool(np.isfinite(a).all()) for a in (weights, bias, blends))
    )
    if not whole:
        return None
    one, other = (Blend(row[:-2].astype(np.float32), float(row[-2]), float(row[-1])) for row in blends)
    return Experts(count, vectors, *_starts(lessons.owner), weights, bias, words), one, other
