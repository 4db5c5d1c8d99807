"""Keyword search: BM25 over numpy postings, small enough for 100,000 passages and quick to load from a file.

After Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009); term weights are
computed when the index is built, as BM25S does, so that a query only adds up columns.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_K1 = 1.2
_B = 0.6
_MOST_TERMS = 8
_VERSION = "2"

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class KeywordIndex:
    """Postings by term: ``documents[offsets[t]:offsets[t+1]]`` hold term ``t``, with these ``weights`` in 0..k1+1."""

    vocabulary: dict[str, int]
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


def build(documents: Sequence[Sequence[str]]) -> KeywordIndex:
    """An index of documents given as lists of folded terms."""
    vocabulary: dict[str, int] = {}
    rows: list[tuple[int, int, int]] = []
    lengths = np.array([len(d) for d in documents] or [1], np.float32)
    for number, words in enumerate(documents):
        for word, count in Counter(words).items():
            rows.append((vocabulary.setdefault(word, len(vocabulary)), number, count))
    table = np.array(rows or np.zeros((0, 3)), np.int64).reshape(-1, 3)
    table = table[np.argsort(table[:, 0], kind="stable")]
    frequency = np.bincount(table[:, 0], minlength=len(vocabulary))
    offsets = np.concatenate([[0], np.cumsum(frequency)]).astype(np.int64)
    n = len(documents)
    idf = np.log1p((n - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)
    norm = _K1 * (1 - _B + _B * lengths / max(float(lengths.mean()), 1.0))
    tf = table[:, 2].astype(np.float32)
    # Divided by k1 + 1, so that a term counts at most its idf and scores read as a share of the query covered.
    weights = (tf / (tf + norm[table[:, 1]])).astype(np.float16) if n else np.zeros(0, np.float16)
    return KeywordIndex(vocabulary, offsets, table[:, 1].astype(np.int32), weights, idf, n)


def load(path: Path, digest: str) -> KeywordIndex | None:
    """The index saved for ``digest``; ``None`` when there is none, or it is damaged or of another version."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as saved:
            if str(saved["digest"]) != _stamp(digest):
                return None
            words = bytes(saved["words"]).decode("utf-8").split("\n") if saved["words"].size else []
            size = int(saved["size"])
            index = KeywordIndex(
                {w: i for i, w in enumerate(words)},
                saved["offsets"],
                saved["documents"],
                saved["weights"],
                saved["idf"],
                size,
            )
    except Exception:  # noqa: BLE001 - a damaged zip raises half a dozen types; the remedy is one: build again
        return None
    return index if _sound(index) else None


def _sound(index: KeywordIndex) -> bool:
    return (
        len(index.offsets) == len(index.vocabulary) + 1
        and len(index.idf) == len(index.vocabulary)
        and len(index.documents) == len(index.weights) == int(index.offsets[-1])
        and (not len(index.documents) or int(index.documents.max()) < index.size)
    )


def save(index: KeywordIndex, path: Path, digest: str) -> None:
    """Write atomically; a disk that cannot be written costs the cache only."""
    words = np.frombuffer("\n".join(index.vocabulary).encode("utf-8"), np.uint8)
    write_atomically(
        path,
        digest=np.array(_stamp(digest)),
        words=words,
        offsets=index.offsets,
        documents=index.documents,
        weights=index.weights,
        idf=index.idf,
        size=np.array(index.size),
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


def _stamp(digest: str) -> str:
    return f"{_VERSION}:{digest}"
