"""A classifier of messages made from a few examples a class, in plain numpy, in seconds."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assist.understanding import blending, logistic, tuning, wordings
from assist.understanding.blending import Blend
from assist.understanding.keywords import write_atomically
from assist.understanding.logistic import softmax
from assist.understanding.parts import Matrix, Pieces, Vector
from assist.understanding.tuning import Tuned
from assist.understanding.wordings import WordModel

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

FEW = 3
"""A class with fewer examples is not judged by examples left out."""

_VERSION = "3"
_CERTAINTY = 20.0
_ROUNDS = 40
_NARROW = 0.5
_FOLDS = 5
_MANY = 3000
"""With more examples one fifth is left out once, not each in turn, and no view is tuned to them: it gains nothing."""

_ENOUGH = 300
"""With fewer examples no view is tuned to them: it would learn their chance words and marks."""

_TUNED_FOLDS, _SOME = 2, 2000
"""How many fifths are left out in turn, where there are more than some examples and a view is tuned to them."""


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

    ``noise`` are texts that fit nothing. ``views`` are the vectors of the texts and of the noise, once for each space a
    message is looked at in; none without a model. ``pieces`` gives the word pieces of texts, where the model has them.
    """

    labels: tuple[str, ...]
    texts: tuple[str, ...]
    owner: Ints
    noise: tuple[str, ...]
    views: tuple[tuple[Matrix, Matrix], ...] = ()
    pieces: Callable[[Sequence[str]], Sequence[Pieces] | None] | None = None

    def digest(self) -> str:
        """Of everything that matters."""
        out = hashlib.sha256(
            "\0".join([_VERSION, *self.labels, "", *self.texts, "", *self.noise, str(self.pieces is None)]).encode(
                "utf-8", "replace"
            )
        )
        out.update(self.owner.tobytes())
        for matrix in (m for view in self.views for m in view):
            out.update(matrix.tobytes())
        return out.hexdigest()


@dataclass(frozen=True, slots=True)
class View:
    """What is learnt in one space: the examples, and logistic regression on them."""

    examples: Matrix
    weights: Floats
    bias: Floats


@dataclass(frozen=True, slots=True)
class Experts:
    """Ways to score each class: in each view logistic regression and the nearest example, the tuned view, the words.

    ``starts[k]`` is the first row of a view's examples that belongs to class ``classes[k]``.
    """

    count: int
    starts: Ints
    classes: Ints
    views: tuple[View, ...]
    words: WordModel
    tuned: Tuned | None = None

    @property
    def width(self) -> int:
        """How many there are."""
        return 2 * len(self.views) + (self.tuned is not None) + 1

    def scores(self, vectors: Sequence[Vector], grams: Sequence[str]) -> Floats:
        """Shape (classes, width); of a message without vectors only the words count. That of the tuned view is last."""
        out = np.zeros((self.count, self.width), np.float32)
        out[:, -1] = self.words.scores(grams)
        if self.tuned is not None and len(vectors) > len(self.views):
            out[:, -2] = self.tuned.scores(vectors[-1])
        for number, (view, vector) in enumerate(zip(self.views, vectors, strict=False)):
            out[:, 2 * number] = vector @ view.weights + view.bias
            out[self.classes, 2 * number + 1] = np.maximum.reduceat(view.examples @ vector, self.starts)
        return out


@dataclass(frozen=True, slots=True)
class Classifier:
    """A trained classifier. ``by_words`` judges what has no vectors; ``shifts`` are what each space has in common.

    Where there is a tuned view its vector follows those of the spaces.
    """

    labels: tuple[str, ...]
    experts: Experts
    shifts: tuple[Floats, ...]
    blend: Blend
    by_words: Blend

    @property
    def tuned(self) -> Tuned | None:
        """The view made for these lessons."""
        return self.experts.tuned

    def judge(self, vectors: Sequence[Vector], text: str) -> Verdict:
        """The verdict on one message, from its vector in each view, or none, and its text."""
        spaces = len(self.shifts)
        known = len(vectors) == spaces + (self.tuned is not None)
        moved = (
            [_unit(v - s) for v, s in zip(vectors, self.shifts, strict=False)] + list(vectors[spaces:]) if known else []
        )
        blend = self.blend if known else self.by_words
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
    shifts = tuple(_common(vectors, noise) for vectors, noise in lessons.views)
    views = [_unit(vectors - s) for (vectors, _), s in zip(lessons.views, shifts, strict=True)]
    noise = [_unit(away - s) for (_, away), s in zip(lessons.views, shifts, strict=True)]
    digest = lessons.digest()
    found = None if cache is None else _read(cache, digest, views, lessons)
    if found is None:
        found = _learn(lessons, views, noise)
        if cache is not None:
            _write(cache, digest, *found)
    experts, blend, by_words = found
    return Classifier(lessons.labels, experts, shifts, blend, by_words)


def _starts(owner: Ints) -> tuple[Ints, Ints]:
    classes, starts = np.unique(owner, return_index=True)
    return starts.astype(np.int64), classes.astype(np.int64)


@dataclass(frozen=True, slots=True)
class Shown:
    """Texts as the experts see them: in each view their vectors, their words, and their pieces for the tuned view."""

    views: tuple[Matrix, ...]
    grams: tuple[Sequence[str], ...]
    pieces: tuple[Pieces, ...] | None = None

    def only(self, rows: Sequence[int]) -> Shown:
        """Some of them."""
        pieces = None if self.pieces is None else tuple(self.pieces[i] for i in rows)
        return Shown(tuple(v[rows] for v in self.views), tuple(self.grams[i] for i in rows), pieces)


def _shown(texts: Sequence[str], views: Sequence[Matrix], lessons: Lessons) -> Shown:
    tuned = lessons.pieces is not None and bool(views) and _ENOUGH <= len(lessons.texts) <= _MANY
    pieces = lessons.pieces(texts) if tuned and lessons.pieces is not None else None
    return Shown(tuple(views), tuple(wordings.grams(t) for t in texts), None if pieces is None else tuple(pieces))


def _experts(shown: Shown, owner: Ints, count: int) -> Experts:
    words = wordings.learn(shown.grams, owner, count)
    penalty = 1.0 / (_CERTAINTY * len(owner))
    learnt = tuple(View(v, *logistic.fit(v, owner, count, penalty, _ROUNDS)) for v in shown.views)
    tuned = None if shown.pieces is None else tuning.learn(shown.pieces, owner, count)
    return Experts(count, *_starts(owner), learnt, words, tuned)


def _learn(lessons: Lessons, views: Sequence[Matrix], noise: Sequence[Matrix]) -> tuple[Experts, Blend, Blend]:
    count = len(lessons.labels)
    examples = _shown(lessons.texts, views, lessons)
    scores, owner = _unseen(examples, lessons.owner, count)
    experts = _experts(examples, lessons.owner, count)
    unfit = _scored(experts, _shown(lessons.noise, noise, lessons))
    by_words = blending.learn(scores, owner, unfit, only_words=True)
    return experts, (blending.learn(scores, owner, unfit) if views else by_words), by_words


def _scored(experts: Experts, shown: Shown) -> Floats:
    out = np.zeros((len(shown.grams), experts.count, experts.width), np.float32)
    for row, found in enumerate(shown.grams):
        vectors = [v[row] for v in shown.views]
        if experts.tuned is not None and shown.pieces is not None:
            vectors.append(experts.tuned.vector(shown.pieces[row]))
        out[row] = experts.scores(vectors, found)
    return out


def _unseen(shown: Shown, owner: Ints, count: int) -> tuple[Floats, Ints]:
    """The scores of examples by experts trained without them, and the class numbers of these examples."""
    number = np.concatenate([np.arange(n) for n in np.bincount(owner, minlength=count)])
    judged = np.bincount(owner, minlength=count)[owner] >= FEW
    width = 2 * len(shown.views) + (shown.pieces is not None) + 1
    scores, owners = [np.zeros((0, count, width), np.float32)], [owner[:0]]
    for fold in range(_folds(len(owner), tuned=shown.pieces is not None)):
        out = judged & (number % _FOLDS == fold)
        kept, left = np.flatnonzero(~out).tolist(), np.flatnonzero(out).tolist()
        if left:
            scores.append(_scored(_experts(shown.only(kept), owner[kept], count), shown.only(left)))
            owners.append(owner[left])
    return np.concatenate(scores), np.concatenate(owners)


def _folds(examples: int, *, tuned: bool) -> int:
    if examples > _MANY:
        return 1
    return _TUNED_FOLDS if tuned and examples > _SOME else _FOLDS


def _write(cache: Path, digest: str, experts: Experts, blend: Blend, by_words: Blend) -> None:
    both = [np.append(b.weights, (b.border, b.spread)) for b in (blend, by_words)]
    write_atomically(
        cache,
        digest=np.array(digest),
        weights=np.stack([v.weights for v in experts.views]) if experts.views else np.zeros((0, 0, experts.count)),
        bias=np.stack([v.bias for v in experts.views]) if experts.views else np.zeros((0, experts.count)),
        grams=np.frombuffer("\n".join(experts.words.vocabulary).encode("utf-8", "surrogatepass"), np.uint8),
        rarity=experts.words.rarity,
        by_gram=experts.words.weights,
        blends=np.array(both, np.float64),
        **({} if experts.tuned is None else asdict(experts.tuned)),
    )


def _read(cache: Path, digest: str, views: Sequence[Matrix], lessons: Lessons) -> tuple[Experts, Blend, Blend] | None:
    count = len(lessons.labels)
    try:
        with cache.open("rb") as file, np.load(file, allow_pickle=False) as saved:
            if str(saved["digest"]) != digest:
                return None
            grams = bytes(saved["grams"]).decode("utf-8", "surrogatepass").split("\n") if saved["grams"].size else []
            words = WordModel({g: i for i, g in enumerate(grams)}, saved["rarity"], saved["by_gram"])
            weights, bias, blends = saved["weights"], saved["bias"], saved["blends"]
            tuned = Tuned(**{f.name: saved[f.name] for f in fields(Tuned)}) if "into" in saved else None
    except Exception:  # noqa: BLE001 - a damaged zip raises half a dozen types; the remedy is one: train again
        return None
    whole = (
        len(grams) == len(words.rarity) == len(words.weights)
        and bias.shape == (len(views), count)
        and len(weights) == len(views)
        and weights.shape[-1] == count == words.weights.shape[1]
        and blends.shape == (2, 2 * len(views) + (tuned is not None) + 3)
        and all(bool(np.isfinite(a).all()) for a in (weights, bias, blends))
        and (tuned is None or tuned.fits(count))
    )
    if not whole:
        return None
    one, other = (Blend(row[:-2].astype(np.float32), float(row[-2]), float(row[-1])) for row in blends)
    learnt = tuple(View(v, weights[i], bias[i]) for i, v in enumerate(views))
    return Experts(count, *_starts(lessons.owner), learnt, words, tuned), one, other
