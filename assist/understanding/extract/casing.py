"""Capitals for writing that has none, or nothing else: words that are no everyday words are names there."""

from __future__ import annotations

import re
from functools import lru_cache

from assist.support.paths import resources
from assist.understanding.extract.folding import plain
from assist.understanding.extract.words import STOP

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_BUILT = re.compile(
    r"(?P<name>\b[A-Z][\w']* )(?P<kind>(?:international )?"
    r"(?:airport|station|apartments?|street|avenue|road|lane|drive|boulevard|theat(?:er|re)|hotel|inn|city|beach|valley))\b"
)
_KINDS = re.compile(
    r"airport|station|apartments?|street|avenue|road|lane|drive|boulevard|theat(?:er|re)|hotel|inn|city|beach|valley"
)
_ENDINGS = re.compile(r"(?:'s|s|es|ed|d|ing|ly|er)$")


@lru_cache(maxsize=1)
def everyday() -> frozenset[str]:
    """English words mostly written small (made by ``training/train_spans.py``); none without the file."""
    path = resources() / "heads" / "spans_words.txt"
    return frozenset(path.read_text(encoding="utf-8").split()) if path.is_file() else frozenset()


@lru_cache(maxsize=8192)
def cased(text: str) -> str:
    """`plain`, and where the writer used no capitals, or only capitals, with one on each word that is not everyday.

    Same length as ``text``. Mixed writing stays as it is; so does everything where the words are not at hand.
    """
    flat = plain(text)
    small, large = any(c.islower() for c in flat), any(c.isupper() for c in flat)
    if small == large or not everyday():
        return flat
    named = _WORD.sub(lambda m: m[0].capitalize() if _named(m[0].lower()) else m[0].lower(), flat)
    return _BUILT.sub(lambda m: m["name"] + m["kind"].title(), named)


def _named(word: str) -> bool:
    if not word.isascii() or _KINDS.fullmatch(word) or word in STOP or word in everyday():
        return False
    stem = _ENDINGS.sub("", word)
    return stem == word or not {stem, stem + "e"} & everyday()
