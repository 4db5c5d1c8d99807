"""The view made for one pack: it learns which pieces of a message tell the pack's categories apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assist.understanding import classifier, tuning
from assist.understanding.classifier import Lessons, train
from assist.understanding.parts import DIMENSIONS, Pieces
from assist.understanding.tuning import Tuned

LABELS = ("delivery", "refund", "account")
EACH = 30
OWNER = np.repeat(np.arange(len(LABELS)), EACH)


def messages(seed: int, owner: NDArray[np.int64] = OWNER) -> list[Pieces]:
    """Nine pieces that say nothing and one that says what it is about, in a faint direction of its own."""
    spots = np.random.default_rng(7).normal(size=(len(LABELS) + 1, 2 * DIMENSIONS))
    random = np.random.default_rng(seed)
    out = []
    for number in owner:
        pieces = 2.0 * random.normal(size=(10, 2 * DIMENSIONS))
        pieces[random.integers(10)] = 3.0 * spots[-1] + spots[number] + random.normal(size=2 * DIMENSIONS)
        out.append(pieces.astype(np.float16))
    return out


def right(tuned: Tuned, texts: Sequence[Pieces]) -> float:
    return float(np.mean([int(tuned.scores(tuned.vector(t)).argmax()) == o for t, o in zip(texts, OWNER, strict=True)]))


def test_what_is_learnt_beats_the_mean_of_all_pieces_on_messages_not_seen() -> None:
    seen, unseen = messages(1), messages(2)
    learnt = tuning.learn(seen, OWNER, len(LABELS))
    plain = replace(
        learnt,
        into=np.zeros_like(learnt.into),
        telling=np.zeros_like(learnt.telling),
        centres=np.zeros_like(learnt.centres),
    )
    for number in range(len(LABELS)):
        mean = np.mean([plain.vector(t) for t, o in zip(seen, OWNER, strict=True) if o == number], axis=0)
        plain.centres[number] = mean / np.linalg.norm(mean)

    assert right(learnt, unseen) >= right(plain, unseen) + 0.1


def test_the_slopes_are_those_of_the_loss() -> None:
    random = np.random.default_rng(5)
    texts = messages(1)[:6]
    owner = np.array([0, 1, 2, 0, 1, 2])
    pieces, begins = np.concatenate(texts).astype(np.float64), np.arange(0, 60, 10)
    held = [0.05 * random.normal(size=s) for s in ((2 * DIMENSIONS, 4), (4, DIMENSIONS), (2 * DIMENSIONS,))]
    held.append(random.normal(size=(3, DIMENSIONS)))

    class Nothing:  # leaves nothing out
        def random(self, size: int | tuple[int, ...]) -> NDArray[np.float64]:
            return np.ones(size)

    def loss(arrays: list[NDArray[np.float64]]) -> float:
        even = tuning._evened(pieces.astype(np.float32)).astype(np.float64)
        total = 0.0
        centres = arrays[3] / np.linalg.norm(arrays[3], axis=1, keepdims=True)
        for at, o in zip(begins, owner, strict=True):
            own = slice(at, at + 10)
            moved = pieces[own, :DIMENSIONS] + np.maximum(even[own] @ arrays[0] / 0.9, 0) @ arrays[1]
            loud = np.exp(even[own] @ arrays[2])
            vector = (loud / loud.sum()) @ moved
            logits = tuning._SHARP * centres @ vector / np.linalg.norm(vector)
            total += float(np.log(np.exp(logits).sum()) - logits[o])
        return total / len(owner)

    found = tuning._slopes(
        [h.astype(np.float32) for h in held],
        pieces.astype(np.float32),
        begins,
        owner,
        Nothing(),  # type: ignore[arg-type]  # stands in for a generator
    )
    for number, slope in enumerate(found):
        way = random.normal(size=held[number].shape)
        near = 1e-5
        there = [h + near * way if n == number else h for n, h in enumerate(held)]
        back = [h - near * way if n == number else h for n, h in enumerate(held)]
        assert np.isclose((loss(there) - loss(back)) / (2 * near), float((slope * way).sum()), rtol=2e-2, atol=1e-3)


def test_a_class_without_examples_is_never_the_nearest_and_all_stays_finite() -> None:
    learnt = tuning.learn(messages(1), OWNER, len(LABELS) + 1)
    assert learnt.fits(len(LABELS) + 1)
    assert not learnt.centres[-1].any()
    assert all(int(learnt.scores(learnt.vector(t)).argmax()) < len(LABELS) for t in messages(2))


def test_few_examples_get_no_view_of_their_own() -> None:
    made = train(Lessons(LABELS, ("a parcel", "a refund", "a login"), OWNER[::EACH], (), (), lambda _: messages(1)))
    assert made.tuned is None


def test_it_is_learnt_the_same_each_time_and_read_back_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(classifier, "_ENOUGH", len(OWNER))
    seen = messages(1)
    one, other = (tuning.learn(seen, OWNER, len(LABELS)) for _ in range(2))
    assert all(np.array_equal(getattr(one, f.name), getattr(other, f.name)) for f in fields(Tuned))

    texts = tuple(f"message {i}" for i in range(len(OWNER)))
    noise = ("who sings that song", "how do volcanoes form")
    known = dict(zip((*texts, *noise), (*seen, *messages(3, OWNER[:2])), strict=True))
    view = np.random.default_rng(1).normal(size=(len(texts) + 2, DIMENSIONS)).astype(np.float32)
    view /= np.linalg.norm(view, axis=1, keepdims=True)

    def pieces(asked: Sequence[str]) -> list[Pieces]:
        return [known[t] for t in asked]

    lessons = Lessons(LABELS, texts, OWNER, noise, ((view[:-2], view[-2:]),), pieces)
    first, again = (train(lessons, tmp_path / "c.npz") for _ in range(2))
    assert first.tuned is not None
    assert again.tuned is not None
    vectors = [view[0], first.tuned.vector(seen[0])]
    assert first.judge(vectors, texts[0]) == again.judge([view[0], again.tuned.vector(seen[0])], texts[0])
    assert first.judge(vectors, "no words of these").best == "delivery"
