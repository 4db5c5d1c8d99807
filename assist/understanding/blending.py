"""How much each expert's word counts, and how sure the result is: both learnt from examples judged unseen.

Stacking after Wolpert, "Stacked Generalization" (1992): a logistic regression with one weight per expert. Since the
weights set the scale too, the chances that come out are calibrated as temperature scaling would (Guo et al., "On
Calibration of Modern Neural Networks", 2017).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assist.understanding.logistic import minimise, softmax

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_USUAL_OF_VIEW = (2.0, 6.0)
"""Of logistic regression on vectors and of the nearest example's cosine, shared by the views."""

_USUAL_OF_TUNED = 8.0
_USUAL_BESIDE = 2.0
_USUAL_OF_WORDS = 6.0
_TRUST = 5.0
_ROUNDS = 40
_LOST, _LOST_OF_MANY, _MANY = 0.05, 0.03, 300
"""The share of examples that may fall under the border, and of many: of a few the worst is not known so well."""
_NOISE = 0.95
_AT_MEDIAN = 3.0
_LEAST_SPREAD = 1.0
_MARGIN = 0.1


@dataclass(frozen=True, slots=True)
class Blend:
    """The experts' weights, the border of the best logit under which nothing fits, and the step to clearly fitting."""

    weights: Floats
    border: float = 0.0
    spread: float = _LEAST_SPREAD

    def logits(self, scores: Floats) -> Floats:
        """Of scores of shape (..., classes, experts)."""
        # Not "@": for rows as short as these some BLAS kernels read past their end and raise the flag of an invalid
        # value, although every value is sound.
        out: Floats = (scores * self.weights).sum(axis=-1, dtype=np.float32)
        return out

    def fit(self, logits: Floats) -> float:
        """Whether anything fits, 0..1; 0.5 at the border, 0.95 for what examples of the pack usually reach."""
        return float(1.0 / (1.0 + np.exp(-np.clip((float(logits.max()) - self.border) / self.spread, -30.0, 30.0))))


def learn(scores: Floats, owner: Ints, noise: Floats, *, only_words: bool = False) -> Blend:
    """A blend from scores (n, classes, experts) of examples by experts that had not seen them, and their class numbers.

    The last expert is the words; before it stand two for each view, and one more where there is a tuned one.

    ``noise`` holds the scores of what fits nothing. The border is as high as it takes to refuse `_NOISE` of that, but
    not so high that more than `_LOST` of the examples, or `_LOST_OF_MANY` of many, would be refused.
    """
    weights = _words_alone(scores, owner) if only_words else _weights(scores, owner)
    blend = Blend(weights)
    unfit = blend.logits(noise).max(axis=1) if len(noise) else np.zeros(1, np.float32)
    high = float(np.quantile(unfit, _NOISE))
    if not len(owner):
        return Blend(weights, high + _LEAST_SPREAD, _LEAST_SPREAD)
    reached = blend.logits(scores).max(axis=1)
    usual = float(np.quantile(reached, _LOST if len(owner) < _MANY else _LOST_OF_MANY))
    border = min(usual, high + _MARGIN)
    return Blend(weights, border, max((float(np.median(reached)) - border) / _AT_MEDIAN, _LEAST_SPREAD / 3))


def _words_alone(scores: Floats, owner: Ints) -> Floats:
    scale = _fitted(scores[:, :, -1:], owner, (_USUAL_OF_WORDS,))
    return np.concatenate([np.zeros(scores.shape[-1] - 1, np.float32), scale])


def _weights(scores: Floats, owner: Ints) -> Floats:
    views, tuned = divmod(scores.shape[-1] - 1, 2)
    of_views = (w / views for _ in range(views) for w in _USUAL_OF_VIEW)
    return _fitted(scores, owner, (*of_views, *[_USUAL_OF_TUNED] * tuned, _USUAL_BESIDE))


def _fitted(scores: Floats, owner: Ints, usual: tuple[float, ...]) -> Floats:
    """The weights, all above 0, that make the right classes likeliest; few examples move them little from the usual."""
    first = np.log(np.array(usual, np.float32))
    if not len(owner):
        return np.exp(first)
    rows = np.arange(len(owner))
    right = scores[rows, owner]

    def valued(at: Floats) -> tuple[float, Floats]:
        weights = np.exp(at)
        chances = softmax((scores @ weights).astype(np.float32))
        off = at - first
        value = -float(np.log(chances[rows, owner] + 1e-12).sum()) + _TRUST / 2 * float(off @ off)
        slope = np.einsum("nc,nce->e", chances, scores) - right.sum(axis=0)
        return value, (slope * weights + _TRUST * off).astype(np.float32)

    return np.exp(minimise(valued, first, _ROUNDS))
