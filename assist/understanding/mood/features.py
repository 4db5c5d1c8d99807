"""Turns one text into numbers: counts, hashed words and pieces of words; the heads add the sentence embedding."""

from __future__ import annotations

import re
import zlib

import numpy as np
from numpy.typing import NDArray

from assist.domain.assistance import MoodLabel
from assist.domain.text import is_han
from assist.understanding.mood.cues import LABELS, Marked, fold, simplified
from assist.understanding.mood.own import ADDRESS

Array = NDArray[np.float32]

HAND_NAMES = (
    *(f"cues_{label}" for label in LABELS),
    *(f"has_{label}" for label in LABELS),
    "negated", "shouts", "exclamations", "questions", "sarcasm", "mixed", "log_length", "digits", "han",
    "dots", "stretched",
)  # fmt: skip
"""What each hand-made feature is, in order."""

_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|[!?]+|[\u2e80-\U0001faff]")
_HASHTAG = re.compile(r"#(\w+)")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|_")
_HEMMING = re.compile(r"(?<![\w'])(?:u+[hm]+|e+r+m*|h+m+)(?![\w'])[,.]?|呃+[,，]?", re.IGNORECASE)
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_PIECES = (3, 4, 5)
_SCALE = 0.5
"""Hand features are scaled to about the size of what an embedding contributes."""


def without_addresses(text: str) -> str:
    """``text`` without links, @handles and HTML entities, which name things and carry no mood."""
    return " ".join(ADDRESS.sub(" ", text).split())


def spoken(text: str) -> str:
    """What is embedded of a text: no addresses, hashtags as words, no hemming, simplified characters."""
    said = _HASHTAG.sub(lambda m: " " + _CAMEL.sub(" ", m.group(1)), without_addresses(text))
    said = " ".join(_HEMMING.sub(" ", said).split()) or said
    return "".join(map(simplified, said)) if any(map(is_han, said)) else said


def hand_features(text: str, marked: Marked) -> Array:
    """The features of `HAND_NAMES`, shape (len(HAND_NAMES),)."""
    sums = np.zeros(len(LABELS), np.float32)
    for cue in marked.cues:
        if cue.label is not None:
            sums[LABELS.index(cue.label)] += cue.weight
    pleased = sums[LABELS.index(MoodLabel.PLEASED)]
    letters = max(1, len(text))
    rest = [
        any(c.negated for c in marked.cues),
        len(marked.shouts),
        text.count("!") + text.count("！"),
        text.count("?") + text.count("？"),
        bool(marked.sarcastic),
        bool(pleased and sums[1:].sum()),
        np.log1p(len(text)) / 3,
        sum(c.isdigit() for c in text) / letters * 4,
        sum(map(is_han, text)) / letters,
        len(re.findall(r"\.{2,}|…+|。{2,}", text)),
        len(_STRETCHED.findall(text.lower())),
    ]
    return np.concatenate([np.sqrt(sums), sums > 0, np.clip(np.array(rest, np.float32), 0, 3)]).astype(
        np.float32
    ) * np.float32(_SCALE)


def word_spans(text: str) -> list[tuple[str, int, int]]:
    """Lower-cased words, marks and Chinese characters of ``text`` with their places.

    Stretched letters are shortened and apostrophes left out, since many people type neither evenly.
    """
    folded = ADDRESS.sub(lambda m: " " * len(m.group()), fold(text))
    found = ((_STRETCHED.sub(r"\1\1", m.group().replace("'", "")), m) for m in _TOKEN.finditer(folded))
    return [(word[:24], m.start(), m.end()) for word, m in found]


def hashed_words(text: str, buckets: int) -> dict[int, list[tuple[int, int]]]:
    """Bucket to places of the one- and two-word sequences of ``text`` that fall into it (the hashing trick).

    Weinberger et al., 2009. CRC-32 keeps it the same on every machine.
    """
    words = word_spans(text)
    found: dict[int, list[tuple[int, int]]] = {}
    for i, (word, start, end) in enumerate(words):
        found.setdefault(zlib.crc32(word.encode()) % buckets, []).append((start, end))
        if i + 1 < len(words):
            pair = f"{word} {words[i + 1][0]}"
            found.setdefault(zlib.crc32(pair.encode()) % buckets, []).append((start, words[i + 1][2]))
    return found


def hashed_pieces(text: str, buckets: int) -> frozenset[int]:
    """Buckets of the 3- to 5-letter pieces of the words of ``text``, with their edges marked.

    A mistyped word shares most of its pieces with the right one (Bojanowski et al., 2017).
    """
    found: set[int] = set()
    for word, _, _ in word_spans(text):
        edged = f"<{word}>"
        for size in _PIECES:
            pieces = (edged[i : i + size] for i in range(len(edged) - size + 1))
            found.update(zlib.crc32(piece.encode()) % buckets for piece in pieces)
    return frozenset(found)
