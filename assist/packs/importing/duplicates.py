"""Texts that are the same but for a little: MinHash signatures of shingles, compared band by band.

Broder, "On the resemblance and containment of documents" (1997); banding as in Leskovec, Rajaraman, Ullman, "Mining of
Massive Datasets", chapter 3. Shingles are runs of letters, so that the method needs no words and works in any script.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

ALIKE = 0.8
_SHINGLE = 9
_HASHES, _BANDS = 64, 16
_LONGEST = 60_000
_LEAST = 40
_CROWD = 30  # texts in one band: beyond, a form letter that every text begins with
_FUNCTIONS = np.random.default_rng(20011).integers(0, 2**64, (_HASHES, 2, 1), np.uint64) | np.uint64(1)


@dataclass(frozen=True, slots=True, order=True)
class Pair:
    """Two texts by their names, and the estimated share of shingles they have in common."""

    one: str
    two: str
    alike: float


def letters_of(text: str) -> str:
    """What is compared: letters and digits only, in small letters."""
    return re.sub(r"[\W_]+", "", text).casefold()


def text_digest(text: str) -> str:
    """The same for texts that differ in marks and spaces only."""
    return hashlib.sha256(letters_of(text).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def near_duplicates(texts: Sequence[tuple[str, str]]) -> list[Pair]:
    """Pairs of (name, text) that are alike, the most alike first."""
    kept = [(name, letters[:_LONGEST]) for name, text in texts if len(letters := letters_of(text)) >= _LEAST]
    if len(kept) < 2:
        return []
    signatures = np.stack([_signature(text) for _, text in kept])
    found = []
    for i, j in _candidates(signatures):
        alike = float((signatures[i] == signatures[j]).mean())
        lengths = sorted((len(kept[i][1]), len(kept[j][1])))
        if alike >= ALIKE and lengths[0] >= 0.5 * lengths[1]:
            one, two = sorted((kept[i][0], kept[j][0]))
            found.append(Pair(one, two, round(alike, 2)))
    return sorted(set(found), key=lambda p: (-p.alike, p.one, p.two))


def _signature(text: str) -> NDArray[np.uint64]:
    """The least value of each of 64 hash functions over the text's shingles."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    size = min(_SHINGLE, len(codes))
    rolled = np.zeros(len(codes) - size + 1, np.uint64)
    for i in range(size):
        rolled = rolled * np.uint64(1_000_003) + codes[i : len(codes) - size + 1 + i]
    mixed = np.unique(_mixed(rolled))
    return np.array([(mixed * times[0] + times[1]).min() for times in _FUNCTIONS], np.uint64)


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finaliser of SplitMix64: every bit depends on every other."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _candidates(signatures: NDArray[np.uint64]) -> set[tuple[int, int]]:
    rows = _HASHES // _BANDS
    out: set[tuple[int, int]] = set()
    for band in range(_BANDS):
        groups: defaultdict[bytes, list[int]] = defaultdict(list)
        for i, signature in enumerate(signatures):
            groups[signature[band * rows : (band + 1) * rows].tobytes()].append(i)
        for group in groups.values():
            out.update(combinations(group[:_CROWD], 2))
    return out
