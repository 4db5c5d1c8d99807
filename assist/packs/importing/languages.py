"""Which language a text is in, by its script and its commonest words, and language tags as packs write them."""

from __future__ import annotations

import re
from collections import Counter

from assist.domain.text import is_han

_SCRIPTS = (
    ("ja", 0x3040, 0x30FF), ("ko", 0xAC00, 0xD7AF), ("ru", 0x0400, 0x04FF), ("ar", 0x0600, 0x06FF),
    ("he", 0x0590, 0x05FF), ("th", 0x0E00, 0x0E7F), ("el", 0x0370, 0x03FF), ("hi", 0x0900, 0x097F),
)  # fmt: skip
_WORDS = {
    "en": "the and of to is you your that for with this are can have not will from",
    "de": "der die das und ist nicht sie wir mit ein eine den von für auf werden",
    "fr": "le la les des est et vous votre pour dans une pas sur avec nous être",
    "es": "el los las una que para por con su está es del puede más como",
    "pt": "os uma que para com não seu sua está é dos pode você mais como",
    "it": "il gli una che per con non del della è sono puoi più come nel",
    "nl": "de het een en van is niet je uw met voor zijn kunt wordt",
}
_SAMPLE = 20_000
_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
_HANT = {"hant", "tw", "hk", "mo"}
_ONLY = {lang: set(words.split()) for lang, words in _WORDS.items()}


def detect(text: str) -> str:
    """A language tag; ``en`` where nothing speaks for another."""
    sample = text[:_SAMPLE]
    letters = Counter(_script(char) for char in sample if char.isalpha())
    han, kana = letters["zh"], letters["ja"]
    if kana * 5 > han and kana > 10:
        return "ja"
    best, count = max(((s, n) for s, n in letters.items() if s not in {"latin", "ja"}), key=_count, default=("", 0))
    if count and count * 2.5 >= letters["latin"]:
        return best
    return _by_words(sample)


def tag_of(written: str) -> str:
    """A tag as packs have it (``en-US`` is ``en``, ``zh-TW`` is ``zh-Hant``); empty when it is none."""
    if not _TAG.fullmatch(written.strip()):
        return ""
    base, *rest = written.strip().lower().replace("_", "-").split("-")
    return "zh-Hant" if base == "zh" and _HANT & set(rest) else base


def _script(char: str) -> str:
    if is_han(char):
        return "zh"
    code = ord(char)
    return next((name for name, low, high in _SCRIPTS if low <= code <= high), "latin")


def _by_words(sample: str) -> str:
    words = Counter(re.findall(r"[^\W\d_]+", sample.casefold()))
    found = {lang: sum(words[w] for w in own) for lang, own in _ONLY.items()}
    best = max(found, key=lambda lang: (found[lang], lang == "en"))
    return best if found[best] > 1.2 * found["en"] else "en"


def _count(pair: tuple[str, int]) -> int:
    return pair[1]
