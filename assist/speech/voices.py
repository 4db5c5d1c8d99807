"""Who speaks, where both voices share one channel: utterances are told apart by their timbre and pitch.

A fallback, and honest about it: each utterance carries how much nearer it is to its own voice than to the other. Two
sides on two channels are always better.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assist.speech.sound import RATE, Samples

_WINDOW, _HOP = 400, 160
_MELS, _CEPSTRA = 26, 14
_LOWEST_HZ, _HIGHEST_HZ = 120.0, 3800.0  # what a telephone carries
_PITCHES = (65.0, 400.0)
_OCTAVES_APART, _FEWEST = 0.5, 2
_TRUSTED_S = 0.8  # shorter utterances follow the voices, they do not make them
Vector = NDArray[np.float64]


def tell_apart(utterances: Sequence[Samples]) -> list[tuple[int, float]]:
    """For each utterance its voice (1 or 2, 1 being the first heard) and how sure that is (0 to 1)."""
    if len(utterances) < 2:
        return [(1, 1.0)] * len(utterances)
    raw = np.stack([_voiceprint(u) for u in utterances])
    lengths = np.array([u.size / RATE for u in utterances])
    long = lengths >= _TRUSTED_S if (lengths >= _TRUSTED_S).sum() >= 2 else np.ones(len(raw), bool)
    prints = (raw - raw[long].mean(0)) / (raw[long].std(0) + 1e-6)
    prints[:, -2:] *= 2.0  # pitch tells voices apart best
    best = _two_means(prints[long])
    if best is None or not _two_voices(raw[long], prints[long], best):
        return [(1, 1.0)] * len(raw)
    near, far = _distances(prints, best)
    which = np.argmin(((prints[:, None] - best[None]) ** 2).sum(2), axis=1)
    first = int(which[0])
    return [(1 if int(w) == first else 2, float(1 - n / f)) for w, n, f in zip(which, near, far, strict=True)]


def _two_voices(raw: Vector, prints: Vector, centres: Vector) -> bool:
    """Whether the two groups are two people: enough utterances in each, half an octave between their pitches.

    Timbre alone does not tell: one voice, cut in two, lies as far apart as two voices do.
    """
    which = np.argmin(((prints[:, None] - centres[None]) ** 2).sum(2), axis=1)
    groups = [raw[which == k][:, -2] for k in (0, 1)]
    if min(map(len, groups)) < _FEWEST:
        return False
    return abs(float(np.median(groups[0]) - np.median(groups[1]))) >= _OCTAVES_APART


def _distances(prints: Vector, centres: Vector) -> tuple[Vector, Vector]:
    apart = np.sort(np.sqrt(((prints[:, None] - centres[None]) ** 2).sum(2)), axis=1)
    return apart[:, 0], np.maximum(apart[:, 1], 1e-9)


def _two_means(points: Vector) -> Vector | None:
    """The two centres with the least spread, from every pair of far points as a start (k-means, few points)."""
    if len(points) < 2:
        return None
    best: tuple[float, Vector] | None = None
    for seed in range(min(8, len(points))):
        far = int(np.argmax(((points - points[seed]) ** 2).sum(1)))
        centres = np.stack([points[seed], points[far]])
        for _ in range(25):
            which = np.argmin(((points[:, None] - centres[None]) ** 2).sum(2), axis=1)
            if len(set(which.tolist())) < 2:
                break
            centres = np.stack([points[which == k].mean(0) for k in (0, 1)])
        spread = float(((points[:, None] - centres[None]) ** 2).sum(2).min(1).sum())
        if best is None or spread < best[0]:
            best = spread, centres
    return best[1] if best is not None else None


def _voiceprint(samples: Samples) -> Vector:
    """Means and spreads of the cepstrum over the louder frames, and median and spread of the pitch, in octaves."""
    padded = np.pad(samples.astype(np.float64), (0, max(0, _WINDOW * 2 - samples.size)))
    frames = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::_HOP]
    power = np.abs(np.fft.rfft(frames * np.hanning(_WINDOW), 512)) ** 2
    energy = power.sum(1)
    loud = energy >= np.quantile(energy, 0.4)
    bands = np.log(power[loud] @ _mel_filters().T + 1e-9)
    cepstrum = (bands - bands.mean(1, keepdims=True)) @ _cosines().T
    pitch = _pitches(padded)
    return np.concatenate([cepstrum.mean(0), cepstrum.std(0) * 0.5, [float(np.median(pitch)), float(np.std(pitch))]])


def _mel_filters() -> Vector:
    low, high = (2595 * np.log10(1 + hz / 700) for hz in (_LOWEST_HZ, _HIGHEST_HZ))
    mel = np.linspace(low, high, _MELS + 2)
    hertz = 700 * (10 ** (mel / 2595) - 1)
    at = np.fft.rfftfreq(512, 1 / RATE)
    rise = (at[None] - hertz[:-2, None]) / (hertz[1:-1] - hertz[:-2])[:, None]
    fall = (hertz[2:, None] - at[None]) / (hertz[2:] - hertz[1:-1])[:, None]
    filters: Vector = np.clip(np.minimum(rise, fall), 0, None)
    return filters


def _cosines() -> Vector:
    k, n = np.arange(1, _CEPSTRA)[:, None], np.arange(_MELS)[None]
    table: Vector = np.cos(np.pi * k * (n + 0.5) / _MELS) / np.sqrt(_MELS)
    return table


def _pitches(samples: Vector) -> Vector:
    """The pitch of each clearly voiced stretch of 40 ms, in octaves (autocorrelation)."""
    size = 640
    short, long = int(RATE / _PITCHES[1]), int(RATE / _PITCHES[0])
    frames = np.lib.stride_tricks.sliding_window_view(np.pad(samples, (0, size)), size)[:: size // 2]
    frames = frames - frames.mean(1, keepdims=True)
    power = np.abs(np.fft.rfft(frames, 2048)) ** 2
    correlation = np.fft.irfft(power)[:, :long]
    strength = correlation / np.maximum(correlation[:, :1], 1e-9)
    at = short + np.argmax(strength[:, short:], axis=1)
    clear = np.take_along_axis(strength, at[:, None], 1)[:, 0] > 0.45
    return np.log2(RATE / at[clear]) if clear.any() else np.array([np.log2(150.0)])
