"""The words of English, how common they are and which stand beside each other: to tell a typing error from a word.

The list is the one symspellpy comes with: 82,000 words that both a spelling dictionary (SCOWL) and the counts of Google
Books have, the commonest first. Only the file is read; names and newer words come from the vocabulary of the English
model, behind them. Which words stand beside each other is in ``resources/heads/pairs.npz``, which
``training/make_pairs.py`` made of the counts of pairs in the same package.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from assist.support.archives import ZIP_DAMAGE
from assist.support.paths import resources
from assist.understanding.spelling import Lift, no_lift

_TOKENIZER = resources() / "models" / "minilm" / "tokenizer.json"
_PACKAGE = "symspellpy"
LIST = "frequency_dictionary_en_82_765.txt"
PAIRS = resources() / "heads" / "pairs.npz"
_SAID = frozenset(["bye", "goodbye", "hello", "hey", "okay", "please", "sorry", "thank", "thanks", "yeah", "yes"])
_COMMON = 40  # the rank of those, which people say to each other and books seldom hold
_LESS_COMMON = 40_000  # rank from which what only the model's vocabulary has is counted


@lru_cache(maxsize=1)
def common_words(tokenizer: Path = _TOKENIZER) -> dict[str, int]:
    """Words with their ranks, 0 the most common; of the model's vocabulary alone where the list is missing.

    Empty when neither can be read.
    """
    listed = _listed()
    found = {word: rank for rank, word in enumerate(listed)}
    behind = _LESS_COMMON if listed else 0
    for rank, word in enumerate(_of_model(tokenizer)):
        found.setdefault(word, behind + rank)
    for word in _SAID & found.keys():
        found[word] = min(found[word], _COMMON)
    return found


def digest_of(first: str, second: str) -> int:
    """What a pair of words is found by."""
    return int.from_bytes(blake2b(f"{first} {second}".encode(), digest_size=8).digest(), "little")


@lru_cache(maxsize=1)
def lifts(path: Path = PAIRS) -> Lift:
    """How many times as often one word comes right behind another as it comes at all; 0 where that is not known.

    Nothing is known where the file cannot be read.
    """
    try:
        with np.load(path) as read:
            keys, logs = read["keys"], read["lifts"]
    except (OSError, KeyError, *ZIP_DAMAGE):
        return no_lift

    @lru_cache(maxsize=8192)
    def lift(first: str, second: str) -> float:
        key = np.uint64(digest_of(first, second))
        at = int(np.searchsorted(keys, key))
        return math.exp(float(logs[at])) if at < len(keys) and keys[at] == key else 0.0

    return lift


def lines_of(name: str) -> list[str]:
    """The lines of a list that the package comes with, each of words and how often they come; none if it is missing."""
    spec = find_spec(_PACKAGE)
    folder = next(iter(spec.submodule_search_locations or ()), None) if spec is not None else None
    try:
        return [] if folder is None else (Path(folder) / name).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, ValueError):
        return []


def _listed() -> list[str]:
    words = (line.partition(" ")[0] for line in lines_of(LIST))
    return [w for w in words if len(w) > 1 and w.isascii() and w.isalpha()]


def _of_model(tokenizer: Path) -> list[str]:
    """The whole words of the English model's vocabulary, which lists them by how common they are."""
    try:
        pieces: dict[str, int] = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    except (OSError, ValueError, KeyError):
        return []
    return sorted((w for w in pieces if len(w) > 1 and w.isascii() and w.isalpha()), key=pieces.__getitem__)
