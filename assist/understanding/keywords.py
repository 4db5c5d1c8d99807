"""Keyword search: BM25 over numpy postings, small enough for 100,000 passages and quick to load from a file.

After Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009); term weights are
computed when the index is built, as BM25S does, so that a query only adds up columns.
"""

from __future__ import annotations

import os
import tempfile
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from assist.understanding.columns import Arrays, Lookup

_K1 = 1.2
_B = 0.6
_MOST_TERMS = 8

Scores = NDArray[np.float32]


class Vocabulary(Protocol):
    """Words by number: a dictionary, or one that stays on disk."""

    def get(self, word: str, /) -> int | None:
        """The number of ``word``, or ``None``."""

    def __iter__(self) -> Iterator[str]:
        """The words in order of their numbers."""


@dataclass(frozen=True, slots=True)
class KeywordIndex:
    """Postings by term: ``documents[offsets[t]:offsets[t+1]]`` hold term ``t``, with these ``weights`` in 0..k1+1."""

    vocabulary: Vocabulary
    offsets: NDArray[np.int64]
    documents: NDArray[np.int32]
    weights: NDArray[np.float16]
    idf: Scores
    size: int

    def scores(self, terms: Sequence[tuple[str, float]]) -> tuple[Scores, float]:
        """BM25 of every document for weighted terms, and what a document with the weightiest `_MOST_TERMS` would get.

        A long message has many words no single passage could hold; only so many are fair to expect.
        """
        out = np.zeros(self.size, np.float32)
        factors: list[float] = []
        for term, weight in _summed(terms):
            number = self.vocabulary.get(term)
            if number is None:
                factors.append(weight * self.unseen_idf)
                continue
            found = slice(int(self.offsets[number]), int(self.offsets[number + 1]))
            factor = weight * float(self.idf[number])
            out[self.documents[found]] += self.weights[found].astype(np.float32) * np.float32(factor)
            factors.append(factor)
        return out, sum(sorted(factors, reverse=True)[:_MOST_TERMS])

    @property
    def unseen_idf(self) -> float:
        """The weight of a word the pack does not know; low, since it cannot tell passages apart."""
        return 0.3 * float(np.log1p(self.size))

    def weight(self, term: str) -> float:
        """How telling a term is here; 0 for one no passage has."""
        number = self.vocabulary.get(term)
        return 0.0 if number is None else float(self.idf[number])

    def frequency(self, term: str) -> int:
        """How many documents hold a term."""
        number = self.vocabulary.get(term)
        return 0 if number is None else int(self.offsets[number + 1] - self.offsets[number])


def _summed(terms: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    best: dict[str, float] = {}
    for term, weight in terms:
        best[term] = max(best.get(term, 0.0), weight)
    return list(best.items())


def build(documents: Iterable[Sequence[str]]) -> KeywordIndex:
    """An index of documents given as lists of folded terms, one at a time, so that they need not all be in memory."""
    vocabulary: dict[str, int] = {}
    words, counts, distinct, sizes = array("i"), array("H"), array("i"), array("i")
    for document in documents:
        found = Counter(document)
        words.extend([vocabulary.setdefault(word, len(vocabulary)) for word in found])
        counts.extend([min(count, 65535) for count in found.values()])
        distinct.append(len(found))
        sizes.append(len(document))
    n = len(sizes)
    term = np.frombuffer(words, np.int32) if words else np.zeros(0, np.int32)
    order = np.argsort(term, kind="stable")
    holders = np.repeat(np.arange(n, dtype=np.int32), np.array(distinct, np.int32))[order]
    frequency = np.bincount(term, minlength=len(vocabulary))
    lengths = np.array(sizes or [1], np.float32)
    offsets = np.concatenate([[0], np.cumsum(frequency)]).astype(np.int64)
    idf = np.log1p((n - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)
    norm = _K1 * (1 - _B + _B * lengths / max(float(lengths.mean()), 1.0))
    tf = (np.frombuffer(counts, np.uint16) if counts else np.zeros(0, np.uint16)).astype(np.float32)[order]
    # Divided by k1 + 1, so that a term counts at most its idf and scores read as a share of the query covered.
    weights = (tf / (tf + norm[holders])).astype(np.float16)
    return KeywordIndex(vocabulary, offsets, holders, weights, idf, n)


def columns(index: KeywordIndex) -> dict[str, NDArray[Any]]:
    """An index as arrays of a file."""
    return {
        **Lookup.columns("words", list(index.vocabulary)),
        "keyword.offsets": index.offsets,
        "keyword.documents": index.documents,
        "keyword.weights": index.weights,
        "keyword.idf": index.idf,
        "keyword.size": np.array([index.size], np.int64),
    }


def from_columns(arrays: Arrays) -> KeywordIndex:
    """What `columns` made; nothing is loaded before it is asked for."""
    return KeywordIndex(
        Lookup.read(arrays, "words"),
        arrays["keyword.offsets"],
        arrays["keyword.documents"],
        arrays["keyword.weights"],
        arrays["keyword.idf"],
        int(arrays["keyword.size"][0]),
    )


def write_atomically(path: Path, **arrays: NDArray[Any]) -> None:
    """Arrays into one ``.npz``, written beside and renamed; a disk that cannot be written costs the cache only."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, **arrays)  # type: ignore[arg-type]  # its signature takes the names for allow_pickle
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
