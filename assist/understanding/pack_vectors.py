"""A pack's vectors as columns of a file: of its passages in each space and, where there are few, of its sentences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assist.understanding.columns import Arrays
from assist.understanding.embedding import space_of
from assist.understanding.pack_text import PackText
from assist.understanding.packed import Packed, pack
from assist.understanding.parts import ENGLISH_SPACE, MULTILINGUAL_SPACE, Matrix, Vector
from assist.understanding.passages import passage_text, plain, sentence_spans
from assist.understanding.vectors import Half

ALSO_MULTILINGUAL = 1000
"""Up to so many passages, English ones are in the multilingual space too when a pack has little Chinese of its own."""

MAX_SENTENCES = {ENGLISH_SPACE: 6000, MULTILINGUAL_SPACE: 2000}
"""Up to so many sentences have vectors, to find the one that answers; beyond, words alone choose it."""

MANY = 20_000
"""With more passages than that their vectors are packed."""

Sentences = dict[tuple[int, str], Matrix]
Embed = Callable[[str, str, Sequence[str], str], Half | None]
"""``embed(name, space, texts, what)``: see `index.Tools.half_vectors`."""


@dataclass(frozen=True, slots=True)
class SpaceVectors:
    """Vectors of some passages in one space: row ``i`` belongs to passage ``passages[i]``; ``missing`` has no row."""

    passages: NDArray[np.int32]
    matrix: Matrix | Packed

    def similarity(self, queries: Sequence[Vector], total: int) -> NDArray[np.float32]:
        """Cosine of each of ``total`` passages: half the mean over the queries, half the best; -1 without a vector."""
        out = np.full(total, -1.0, np.float32)
        each = self.matrix @ np.stack(queries, axis=1)
        out[self.passages] = each[:, 0] if each.shape[1] == 1 else (each.max(axis=1) + each.mean(axis=1)) / 2
        return out


def space_rows(text: PackText, chinese: bool) -> dict[str, NDArray[np.int32]]:  # noqa: FBT001 - one flag
    """Which passages have vectors in which space; ``chinese``: whether the pack says it is for Chinese, too."""
    own = np.array([space_of(tag) == ENGLISH_SPACE for tag in text.languages] or [True], bool)
    english = own[text.language][text.passages.article] if len(text.passages) else np.zeros(0, bool)
    everything = np.arange(len(english), dtype=np.int32)
    rows = {ENGLISH_SPACE: everything[english], MULTILINGUAL_SPACE: everything[~english]}
    few = 2 * len(rows[MULTILINGUAL_SPACE]) < len(rows[ENGLISH_SPACE]) <= ALSO_MULTILINGUAL
    if few and (chinese or len(rows[MULTILINGUAL_SPACE])):
        rows[MULTILINGUAL_SPACE] = everything
    return {space: numbers for space, numbers in rows.items() if len(numbers)}


def vectors_of(text: PackText, rows: dict[str, NDArray[np.int32]], embed: Embed) -> dict[str, NDArray[Any]]:
    """The columns of a pack's vectors; embeds what no cache holds."""
    out: dict[str, NDArray[Any]] = {}
    for space, numbers in rows.items():
        texts = [passage_text(text.articles[p.article], p) for p in (text.passages[n] for n in numbers)]
        half = embed("passages", space, texts, "embedding articles")
        if half is None:
            continue
        out[f"{space}.passages"] = numbers
        if len(half) > MANY:
            packed = pack(half)
            out |= {f"{space}.bytes": packed.data, f"{space}.scale": packed.scale}
        else:
            out[f"{space}.half"] = half
        out |= _sentence_columns(text, space, numbers, embed)
    return out


def read_spaces(arrays: Arrays) -> dict[str, SpaceVectors]:
    """The spaces among the columns."""
    out: dict[str, SpaceVectors] = {}
    for space in (ENGLISH_SPACE, MULTILINGUAL_SPACE):
        if f"{space}.half" in arrays:
            matrix: Matrix | Packed = arrays[f"{space}.half"].astype(np.float32)
        elif f"{space}.bytes" in arrays:
            matrix = Packed(arrays[f"{space}.bytes"], arrays[f"{space}.scale"])
        else:
            continue
        out[space] = SpaceVectors(arrays[f"{space}.passages"], matrix)
    return out


def read_sentences(arrays: Arrays) -> Sentences:
    """The sentences' vectors by passage and space."""
    out: Sentences = {}
    for space in (ENGLISH_SPACE, MULTILINGUAL_SPACE):
        if f"{space}.sentences" in arrays:
            matrix = arrays[f"{space}.sentences"].astype(np.float32)
            for passage, start, end in arrays[f"{space}.where"].tolist():
                out[passage, space] = matrix[start:end]
    return out


def _sentence_columns(text: PackText, space: str, numbers: NDArray[np.int32], embed: Embed) -> dict[str, NDArray[Any]]:
    texts: list[str] = []
    where: list[tuple[int, int, int]] = []
    for number in map(int, numbers):
        passage = text.passages[number]
        article = text.articles[passage.article]
        spans = sentence_spans(article.body, passage.start, passage.end)
        if spans:
            where.append((number, len(texts), len(texts) + len(spans)))
            texts.extend(f"{article.title}. {plain(article.body[s.start : s.end])}" for s in spans)
        if len(texts) > MAX_SENTENCES[space]:
            return {}
    half = embed("sentences", space, texts, "embedding sentences")
    return {} if half is None else {f"{space}.sentences": half, f"{space}.where": np.array(where, np.int32)}
