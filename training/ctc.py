"""A small network over a recogniser's encoder, trained by connectionist temporal classification, in numpy.

Four layers: each frame by itself, eight frames to one of 40 ms, five of those together, labels. What it computes at run
time is `assist.speech.digits.chances`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assist.speech.digits import LABELS, NEAR, WIDE, Floats, margins, windows

Weights = dict[str, Floats]
Clip = tuple[NDArray[np.float16], list[str]]
"""What the encoder heard, frames by its width, and the labels in order."""
HIDDEN = 64
_NEVER = -1e30
_DROP, _JITTER, _DECAY = 0.2, 0.15, 1e-4
_RATE, _CLIPS, _STEEPEST = 2e-3, 16, 20.0
_LAYERS = ("w1", "b1", "w2", "b2", "w3", "b3", "w4", "b4")


def start(width: int, seed: int) -> Weights:
    """Weights before training (He et al. 2015)."""
    rng = np.random.default_rng(seed)

    def layer(a: int, b: int) -> Floats:
        made: Floats = (rng.standard_normal((a, b)) * np.sqrt(2 / a)).astype(np.float32)
        return made

    zeros = np.zeros(HIDDEN, np.float32)
    return {
        "m": np.zeros(width, np.float32),
        "s": np.ones(width, np.float32),
        "w1": layer(width, HIDDEN),
        "b1": zeros.copy(),
        "w2": layer(WIDE * HIDDEN, HIDDEN),
        "b2": zeros.copy(),
        "w3": layer(NEAR * HIDDEN, HIDDEN),
        "b3": zeros.copy(),
        "w4": layer(HIDDEN, len(LABELS)) * np.float32(0.3),
        "b4": np.zeros(len(LABELS), np.float32),
    }


def forward(weights: Weights, x: Floats, rng: np.random.Generator | None = None) -> tuple[Floats, dict[str, Any]]:
    """Log probabilities of the labels for a batch (clips, frames, width), and what `backward` needs.

    With ``rng``, as in training: parts of what is heard are left out.
    """
    kept: dict[str, Any] = {}
    x = (x - weights["m"]) / weights["s"]
    if rng is not None:
        x = x * (rng.random((x.shape[0], 1, x.shape[2])) > _DROP / 2) / (1 - _DROP / 2)
    kept["x1"] = x.astype(np.float32)
    for n, (size, step) in enumerate(((1, 1), (WIDE, 2), (NEAR, 1)), 1):
        if n > 1:
            kept[f"x{n}"] = windows(kept[f"y{n - 1}"], size, step)
        y = np.maximum(kept[f"x{n}"] @ weights[f"w{n}"] + weights[f"b{n}"], 0)
        if rng is not None:
            kept[f"drop{n}"] = ((rng.random(y.shape) > _DROP) / (1 - _DROP)).astype(np.float32)
            y = y * kept[f"drop{n}"]
        kept[f"y{n}"] = y
    x = kept["y3"] @ weights["w4"] + weights["b4"]
    x = x - x.max(-1, keepdims=True)
    return x - np.log(np.exp(x).sum(-1, keepdims=True)), kept


def backward(weights: Weights, kept: dict[str, Any], slope: Floats) -> Weights:
    """The gradient by the weights, given that by the labels' scores."""

    def flat(a: Floats) -> Floats:
        return a.reshape(-1, a.shape[-1])

    found = {"w4": flat(kept["y3"]).T @ flat(slope), "b4": flat(slope).sum(0)}
    slope = slope @ weights["w4"].T
    for n, (size, step) in ((3, (NEAR, 1)), (2, (WIDE, 2)), (1, (1, 1))):
        slope = slope * (kept[f"y{n}"] > 0) * kept.get(f"drop{n}", np.float32(1))
        found[f"w{n}"], found[f"b{n}"] = flat(kept[f"x{n}"]).T @ flat(slope), flat(slope).sum(0)
        if n > 1:
            length = kept[f"y{n - 1}"].shape[1]
            slope = _from_windows(slope @ weights[f"w{n}"].T, size, step, length)
    return found


def _from_windows(slope: Floats, size: int, step: int, length: int) -> Floats:
    """What `windows` took apart, put together again: the gradient of ``length`` frames."""
    clips, count, _ = slope.shape
    before, after = margins(size, step)
    parts = slope.reshape(clips, count, size, -1)
    out = np.zeros((clips, before + length + after, parts.shape[-1]), np.float32)
    for j in range(size):
        out[:, j : j + count * step : step] += parts[:, :, j]
    return out[:, before : before + length]


def loss(logprobs: Floats, lengths: NDArray[np.int64], labels: Sequence[Sequence[int]]) -> tuple[Any, Floats]:
    """Minus the log probability of each clip's ``labels``, and its gradient by their scores (Graves et al. 2006)."""
    clips, steps, kinds = logprobs.shape
    states = 2 * max(map(len, labels)) + 1
    path = np.zeros((clips, states), np.int64)
    for row, one in enumerate(labels):
        path[row, 1 : 2 * len(one) + 1 : 2] = one
    last = np.array([2 * len(one) for one in labels])
    skip = np.zeros((clips, states), bool)
    skip[:, 2:] = (path[:, 2:] != 0) & (path[:, 2:] != path[:, :-2])
    said = np.take_along_axis(logprobs, np.broadcast_to(path[:, None], (clips, steps, states)), 2).astype(np.float64)
    ahead = _ahead(said, skip)
    behind = _behind(said, skip, lengths, last)
    each = np.arange(clips)
    whole = np.logaddexp(ahead[lengths - 1, each, last], ahead[lengths - 1, each, np.maximum(last - 1, 0)])
    share = np.exp(np.minimum(0, ahead + behind - whole[None, :, None])).transpose(1, 0, 2)
    which = np.zeros((clips, states, kinds))
    which[each[:, None], np.arange(states)[None], path] = 1
    inside = (np.arange(steps)[None] < lengths[:, None])[:, :, None]
    return -whole, ((np.exp(logprobs) - share @ which) * inside).astype(np.float32)


def _ahead(said: Any, skip: NDArray[np.bool_]) -> Any:
    clips, steps, states = said.shape
    ahead = np.full((steps, clips, states), _NEVER)
    ahead[0, :, :2] = said[:, 0, :2]
    for t in range(1, steps):
        before, now = ahead[t - 1], ahead[t - 1].copy()
        now[:, 1:] = np.logaddexp(now[:, 1:], before[:, :-1])
        now[:, 2:] = np.where(skip[:, 2:], np.logaddexp(now[:, 2:], before[:, :-2]), now[:, 2:])
        ahead[t] = now + said[:, t]
    return ahead


def _behind(said: Any, skip: NDArray[np.bool_], lengths: NDArray[np.int64], last: NDArray[np.int64]) -> Any:
    clips, steps, states = said.shape
    behind = np.full((steps, clips, states), _NEVER)
    end = np.full((clips, states), _NEVER)
    n = np.arange(clips)
    end[n, last] = end[n, np.maximum(last - 1, 0)] = 0
    for t in range(steps - 1, -1, -1):
        now = np.full((clips, states), _NEVER)
        if t < steps - 1:
            after = behind[t + 1] + said[:, t + 1]
            now = after.copy()
            now[:, :-1] = np.logaddexp(now[:, :-1], after[:, 1:])
            now[:, :-2] = np.where(skip[:, 2:], np.logaddexp(now[:, :-2], after[:, 2:]), now[:, :-2])
        behind[t] = np.where((lengths - 1 == t)[:, None], end, now)
    return behind


def batch(clips: Sequence[Clip]) -> tuple[Floats, NDArray[np.int64], list[list[int]]]:
    """Clips of one length, filled with zeros; their lengths in steps of 40 ms; their labels by number."""
    longest = max(len(heard) for heard, _ in clips)
    x = np.zeros((len(clips), longest + longest % 2, clips[0][0].shape[1]), np.float32)
    for row, (heard, _) in zip(x, clips, strict=True):
        row[: len(heard)] = heard
    lengths = np.array([(len(heard) + 1) // 2 for heard, _ in clips])
    return x, lengths, [[LABELS.index(label) for label in labels] for _, labels in clips]


def train(clips: Sequence[Clip], rounds: int, seed: int, name: str) -> Weights:
    """Weights trained by Adam (Kingma and Ba 2015), the rate falling as a cosine; ``name`` is printed."""
    rng = np.random.default_rng(seed)
    weights = start(clips[0][0].shape[1], seed)
    some = np.concatenate([heard[::7] for heard, _ in clips]).astype(np.float32)
    weights["m"], weights["s"] = some.mean(0), some.std(0) + np.float32(1e-3)
    mean = {name: np.zeros_like(weights[name]) for name in _LAYERS}
    square = {name: np.zeros_like(weights[name]) for name in _LAYERS}
    steps, done = rounds * -(-len(clips) // _CLIPS), 0
    for number in range(rounds):
        order, lost = rng.permutation(len(clips)), 0.0
        for at in range(0, len(clips), _CLIPS):
            x, lengths, labels = batch([clips[n] for n in order[at : at + _CLIPS]])
            x += rng.standard_normal(x.shape).astype(np.float32) * (weights["s"] * np.float32(_JITTER))
            logprobs, kept = forward(weights, x, rng)
            missed, slope = loss(logprobs, lengths, labels)
            lost += float(missed.sum())
            done += 1
            rate = _RATE * min(1, done / 20) * (0.5 * (1 + np.cos(np.pi * done / steps)) + 0.01)
            _step(weights, backward(weights, kept, slope / np.float32(len(lengths))), (mean, square), done, rate)
        print(f"{name}: round {number + 1} of {rounds}, {lost / len(clips):.2f}", flush=True)
    return weights


def _step(weights: Weights, slope: Weights, moments: tuple[Weights, Weights], done: int, rate: float) -> None:
    mean, square = moments
    steep = float(np.sqrt(sum(float((slope[name] ** 2).sum()) for name in _LAYERS)))
    for name in _LAYERS:
        g = slope[name] * np.float32(min(1.0, _STEEPEST / max(steep, 1e-9)))
        mean[name] = 0.9 * mean[name] + 0.1 * g
        square[name] = 0.99 * square[name] + 0.01 * g * g
        move = mean[name] / (1 - 0.9**done) / (np.sqrt(square[name] / (1 - 0.99**done)) + 1e-8)
        decay = _DECAY * weights[name] if name[0] == "w" else 0
        weights[name] = (weights[name] - rate * (move + decay)).astype(np.float32)
