"""A trained head: multinomial logistic regression over [embedding, hand features, hashed words and pieces], in numpy.

The file is an ``.npz`` without pickled objects: ``dense`` (labels, 384 + hand features) float32, ``words`` and
``pieces`` (labels, buckets) int8 with ``word_scale`` and ``piece_scale`` (labels,), ``bias`` (labels,), ``mean``
(384,), ``temperature`` (), and ``model``, the `model_id` of the embedder whose vectors it was trained on: it reads no
other's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assist.domain.errors import WorldError
from assist.support.archives import ZIP_DAMAGE
from assist.understanding.mood.cues import LABELS
from assist.understanding.mood.features import HAND_NAMES, Array

WORD_WEIGHT = 0.35
PIECE_WEIGHT = 0.7
"""The lengths of each text's hashed words and pieces: they weigh like an embedding, and long texts not more."""


@dataclass(frozen=True, slots=True)
class Head:
    """Weights of one space; ``probabilities`` follow the order of `LABELS`."""

    dense: Array
    words: NDArray[np.int8]
    word_scale: Array
    pieces: NDArray[np.int8]
    piece_scale: Array
    bias: Array
    mean: Array
    temperature: float
    model: str

    @property
    def buckets(self) -> int:
        """How many buckets words are hashed into; 0 when the head uses none."""
        return int(self.words.shape[1])

    @property
    def piece_buckets(self) -> int:
        """The same for pieces of words."""
        return int(self.pieces.shape[1])

    def logits(self, embedding: Array, hand: Array, words: Iterable[int], pieces: Iterable[int]) -> Array:
        """Scores before the temperature, shape (labels,)."""
        scores = self.dense @ np.concatenate([embedding - self.mean, hand]) + self.bias
        for weights, scale, weight, buckets in (
            (self.words, self.word_scale, WORD_WEIGHT, words),
            (self.pieces, self.piece_scale, PIECE_WEIGHT, pieces),
        ):
            hit = sorted(set(buckets))
            if hit:
                scores = scores + weights[:, hit].sum(axis=1) * scale * (weight / np.sqrt(len(hit)))
        return np.asarray(scores, np.float32)

    def probabilities(self, logits: Array) -> Array:
        """Calibrated probabilities, shape (labels,)."""
        return softmax(logits / self.temperature)

    def word_pull(self, bucket: int) -> Array:
        """How far one bucket pulls each label, for choosing evidence; shape (labels,)."""
        return np.asarray(self.words[:, bucket] * self.word_scale, np.float32)


def softmax(scores: Array) -> Array:
    """Probabilities from scores."""
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum(), np.float32)


def load_head(path: Path) -> Head | None:
    """The head in ``path``; ``None`` when there is no such file. Raises `WorldError` when it is not a head of ours."""
    if not path.exists():
        return None
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as file:
            head = Head(
                np.asarray(file["dense"], np.float32),
                file["words"],
                np.asarray(file["word_scale"], np.float32),
                file["pieces"],
                np.asarray(file["piece_scale"], np.float32),
                np.asarray(file["bias"], np.float32),
                np.asarray(file["mean"], np.float32),
                float(file["temperature"]),
                str(file["model"]),
            )
    except (OSError, KeyError, *ZIP_DAMAGE) as error:
        raise WorldError(f"the mood head {path.name} cannot be read: {error}") from error
    if head.dense.shape != (len(LABELS), head.mean.size + len(HAND_NAMES)):
        raise WorldError(f"the mood head {path.name} was trained for other features; train it again")
    return head
