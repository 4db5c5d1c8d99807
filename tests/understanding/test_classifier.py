"""A classifier made of few examples: what it says is what was learnt, with confidence that can be believed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assist.understanding import blending, logistic, wordings
from assist.understanding.classifier import Lessons, train

LABELS = ("delivery", "refund", "account")
WORDS = {
    "delivery": ["parcel", "courier", "tracking", "late", "depot", "driver"],
    "refund": ["refund", "money", "back", "paid", "card", "amount"],
    "account": ["password", "login", "locked", "email", "code", "profile"],
}


def lessons(each: int = 8, *, views: int = 1) -> Lessons:
    rng = np.random.default_rng(3)
    texts = [f"my {a} and the {b}" for label in LABELS for a, b in (rng.choice(WORDS[label], 2) for _ in range(each))]
    owner = np.repeat(np.arange(len(LABELS)), each)
    noise = ("who sings that song", "how do volcanoes form", "boil an egg")
    spots = rng.normal(size=(len(LABELS), 16))
    seen = []
    for _ in range(views):
        rows = spots[owner] + 0.4 * rng.normal(size=(len(owner), 16))
        away = rng.normal(size=(len(noise), 16))
        seen.append(tuple((m / np.linalg.norm(m, axis=1, keepdims=True)).astype(np.float32) for m in (rows, away)))
    return Lessons(LABELS, tuple(texts), owner, noise, tuple(seen))


def test_logistic_regression_finds_the_least_loss() -> None:
    given = lessons()
    rows = given.views[0][0]
    weights, bias = logistic.fit(rows, given.owner, len(LABELS), 1e-2, 200)
    wrong = logistic.softmax(rows @ weights + bias) - np.eye(len(LABELS), dtype=np.float32)[given.owner]
    slope = rows.T @ wrong / len(rows) + 1e-2 * weights
    assert np.abs(slope).max() < 1e-3


def test_words_alone_tell_classes_apart() -> None:
    given = lessons()
    model = wordings.learn([wordings.grams(t) for t in given.texts], given.owner, len(LABELS))
    assert int(model.scores(wordings.grams("the courier lost my parcel")).argmax()) == 0
    assert not model.scores(wordings.grams("volcano")).any()


@pytest.mark.parametrize("views", [0, 1, 2])
def test_what_was_learnt_is_read_back_the_same(tmp_path: Path, views: int) -> None:
    given = lessons(views=views)
    first, again = (train(given, tmp_path / "c.npz") for _ in range(2))
    vectors = [rows[0] for rows, _ in given.views]
    one, other = first.judge(vectors, given.texts[0]), again.judge(vectors, given.texts[0])
    assert one == other
    assert one.best == "delivery"


def test_a_damaged_file_is_learnt_anew(tmp_path: Path) -> None:
    train(lessons(), tmp_path / "c.npz")
    (tmp_path / "c.npz").write_bytes(b"nonsense")
    assert train(lessons(), tmp_path / "c.npz").judge((), "my refund money").best == "refund"


def test_a_message_without_a_vector_is_judged_by_its_words() -> None:
    made = train(lessons(views=2))
    assert made.judge((), "my password and the login").best == "account"
    assert made.judge((), "who sings that song").fit < 0.5


def test_chances_add_up_to_one() -> None:
    verdict = train(lessons()).judge((), "my refund")
    assert sum(p for _, p in verdict.ranked) == pytest.approx(1.0, abs=1e-5)


def test_an_expert_that_knows_nothing_gets_little_weight() -> None:
    rng = np.random.default_rng(1)
    owner = rng.integers(0, 4, 400)
    right = np.eye(4, dtype=np.float32)[owner] + 0.3 * rng.normal(size=(400, 4))
    scores = np.stack([right, rng.normal(size=(400, 4)), right], axis=-1).astype(np.float32)
    blend = blending.learn(scores, owner, scores[:0])
    assert blend.weights[1] < blend.weights[0] / 4


def test_few_examples_still_give_a_verdict() -> None:
    made = train(lessons(each=1))
    assert made.judge((), "my refund money back").best in LABELS
