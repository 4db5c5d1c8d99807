"""One spelling for matching: same length as the text, so that offsets carry over unchanged."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from opencc import OpenCC

from assist.domain.text import is_han

_T2S = OpenCC("t2s")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "—": "-", "–": "-", "‐": "-", "−": "-", "\u00a0": " "})


@lru_cache(maxsize=16384)
def _fold_char(char: str) -> str:
    plain = unicodedata.normalize("NFKC", char)
    plain = plain if len(plain) == 1 else char
    small = plain.lower()
    small = small if len(small) == 1 else plain
    if is_han(small):
        simple = str(_T2S.convert(small))
        return simple if len(simple) == 1 else small
    return small


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Lower case, half width, straight quotes, simplified characters; character for character."""
    if text.isascii():
        return text.lower()
    return "".join(map(_fold_char, text.translate(_QUOTES)))


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Like `fold` but with the case kept, for shapes that rest on capitals."""
    if text.isascii():
        return text
    straight = text.translate(_QUOTES)
    return "".join(c if c.isascii() or (c.isupper() and c.isalpha()) else _fold_char(c) for c in straight)


def has_han(text: str) -> bool:
    """Whether there is any Chinese character."""
    return not text.isascii() and any(map(is_han, text))


def one_case(text: str) -> bool:
    """Whether all letters are small, or all are capital: then capitals say nothing."""
    return text.islower() or text.isupper()


@lru_cache(maxsize=16384)
def squeeze(text: str) -> str:
    """Folded letters, digits and Han only: for asking whether two values are the same."""
    return re.sub(r"[\W_]+", "", fold(text))


def words_of(label: str) -> tuple[str, ...]:
    """The words of a label or field name: ``DateOfBirth``, ``order_id`` and ``Start Day (1 - 31)`` alike."""
    text = re.sub(r"\([^)]*\)|（[^）]*）", " ", label)
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Za-z])(?=\d)", " ", text)
    return tuple(re.findall(r"[a-z']+|\d+|[^\W\d_a-z]+", fold(text)))


def mask_compounds(folded: str) -> str:
    """Take the address out of "email address": the second word blanked out, at the same length."""
    return _COMPOUND.sub(lambda m: m[1] + "_" * len(m[2]), folded) if "mail " in folded else folded


_COMPOUND = re.compile(r"(mail)( address(?:es)?)")
