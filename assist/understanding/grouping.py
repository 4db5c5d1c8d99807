"""Questions that ask the same put together: average-linkage clustering of their meanings, cut where groups fall apart.

Method: agglomerative clustering by the nearest-neighbour chain (Murtagh, 1983), average linkage of cosine distances,
updated by the Lance-Williams formula. Everything is one matrix of n x n distances, so n is bounded.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assist.domain.text import guess_language
from assist.understanding.embedding import EmbedderSet, space_of
from assist.understanding.parts import ENGLISH_SPACE, MULTILINGUAL_SPACE, Matrix

MAX_TEXTS = 6000
"""Distances of more would not fit a small machine: 6,000 texts take 144 MB."""
APART = 0.55
"""Groups whose average cosine distance is larger are not merged; for the English space."""
APART_MULTILINGUAL = 0.13
"""The same for the space in which other languages are embedded, where everything is nearer to everything."""

Distances = NDArray[np.float32]


def group_texts(texts: Sequence[str], embedders: EmbedderSet) -> tuple[int, ...]:
    """The number of each text's group, from 0 in order of appearance; texts in two languages never share one.

    Of more than `MAX_TEXTS` texts the last ones stay by themselves, as do all where there is no embedder.
    """
    keys: list[object] = [("alone", i) for i in range(len(texts))]
    for space, apart in ((ENGLISH_SPACE, APART), (MULTILINGUAL_SPACE, APART_MULTILINGUAL)):
        mine = [i for i, text in enumerate(texts) if space_of(guess_language(text) or "en") == space][:MAX_TEXTS]
        embedder = embedders.get(space) if mine else None
        if embedder is not None:
            numbers = group(embedder.queries([texts[i] for i in mine]), apart)
            for i, number in zip(mine, numbers, strict=True):
                keys[i] = (space, number)
    order: dict[object, int] = {}
    return tuple(order.setdefault(key, len(order)) for key in keys)


def group(vectors: Matrix, apart: float = APART) -> tuple[int, ...]:
    """The number of each row's group, from 0 in order of appearance. ``vectors``: unit rows, (n, d), n <= `MAX_TEXTS`.

    Raises `ValueError` for more rows than that.
    """
    count = len(vectors)
    if count > MAX_TEXTS:
        raise ValueError(f"{count:,} texts; at most {MAX_TEXTS:,} can be grouped")
    if count == 0:
        return ()
    merges = _merges(np.clip(1.0 - vectors @ vectors.T, 0.0, 2.0).astype(np.float32))
    return _labels(count, [(a, b) for a, b, distance in merges if distance <= apart])


def _merges(distances: Distances) -> list[tuple[int, int, float]]:
    """All merges, as (one member, another member, distance), not in order of distance."""
    count = len(distances)
    np.fill_diagonal(distances, np.inf)
    sizes = np.ones(count, np.float32)
    alive = np.ones(count, dtype=bool)
    made: list[tuple[int, int, float]] = []
    chain: list[int] = []
    while len(made) < count - 1:
        if not chain:
            chain.append(int(np.argmax(alive)))
        top = chain[-1]
        near = int(np.argmin(distances[top]))
        # Of equally near ones the one before on the chain, or the chain could go on for ever.
        if len(chain) > 1 and distances[top, chain[-2]] <= distances[top, near]:
            near = chain[-2]
        if len(chain) > 1 and near == chain[-2]:
            chain = chain[:-2]
            made.append((top, near, float(distances[top, near])))
            _merge(distances, sizes, alive, near, top)
        else:
            chain.append(near)
    return made


def _merge(distances: Distances, sizes: NDArray[np.float32], alive: NDArray[np.bool_], kept: int, gone: int) -> None:
    """``gone`` becomes part of ``kept``: its distances are the average over all members of both."""
    total = sizes[kept] + sizes[gone]
    row = (sizes[kept] * distances[kept] + sizes[gone] * distances[gone]) / total
    row[kept] = row[gone] = np.inf
    row[~alive] = np.inf
    distances[kept], distances[:, kept] = row, row
    distances[gone], distances[:, gone] = np.inf, np.inf
    sizes[kept], alive[gone] = total, False


def _labels(count: int, merged: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    parent = list(range(count))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for a, b in merged:
        parent[root(a)] = root(b)
    numbers: dict[int, int] = {}
    return tuple(numbers.setdefault(root(i), len(numbers)) for i in range(count))
