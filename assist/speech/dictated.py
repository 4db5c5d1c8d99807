"""A number dictated at the end of an utterance: where it begins, and which digits several readings of it agree on.

A recogniser that may write words and several figures to a token loses or doubles repeats (1117, 000) and takes digits
for words that sound like them. So the number is read again where nothing but single digits can be written, once as it
is and once with a moment of silence before it, and the readings vote (after ROVER, Fiscus 1997; whole numbers are
voted on, each n-best list by its probabilities: a digit of one length says little about a number of another).
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assist.speech.numbers_en import ONES
from assist.speech.numbers_zh import SOUNDS

WORDS = {
    "en": ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
    "zh": tuple("零一二三四五六七八九幺"),
}
"""What may be written of a number, single digits: Whisper was trained to write English ones as figures."""
BETWEEN = {"en": (",", "-"), "zh": ("，", ",", " ")}
MANNER = {"en": " 4 0 7, 8 1 9 3, 5 5 6 2.", "zh": "四零七，八一九三，五五六二。"}
"""What the decoder is told came before, so that it goes on digit by digit."""

_SOUNDS = frozenset("".join(SOUNDS.values()) + "伊宜也而丝絲撕士伍骑騎奇伯就") - frozenset("是要")
"""More than between digits that are sure, without the two that are said in any sentence."""
_NUMERALS = frozenset("零〇一二三四五六七八九幺两兩十百")
_CLOSING = frozenset("吧啊呢吗嗎了哦嗯对對好的呀是谢謝嘛呗元块塊号號年月日点點分秒个個")
_MARKS = frozenset(" ，,、。.!！?？-")
_FEWEST = {"en": 6, "zh": 4}
_STRANGE, _MISHEARD = 3, 6  # of so many characters one may be no digit; where hardly any digit was heard, one of these
_PLAIN = frozenset(
    "的我你他她它是在到有和不这這那都个個月年日号號元块塊点點分室楼樓层層"
)  # no digit was heard as those
_FIGURES = re.compile(r"(?<![\w$€£¥/:.,-])\d[\d .,-]*(?:\b[A-Za-z]{1,4}\b[\d .,-]*\d[\d .,-]*)?$")
_REGULAR = re.compile(r"(?:\d{3}[-. ])?\d{3}[-. ]\d{4}[.!?]?")
_SPELLED = {word: str(i) for i, word in enumerate(ONES)} | {"oh": "0"}
_SPOKEN = re.compile(rf"\b(?:(?:{'|'.join(_SPELLED)})\b[ ,.-]*)+$", re.IGNORECASE)
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{1,2}")
_WITHIN = re.compile(
    r"(?<![A-Za-z0-9$€£¥/:.,-])[\d零一二三四五六七八九幺](?:[ ，,.-]{0,2}[\d零一二三四五六七八九幺]){5,}(?![\d%/:])"
)
_LATIN_WORD = re.compile(r"[A-Za-z]+")
_LETTERS = re.compile(r"(?<![A-Za-z])(?:[A-Za-z]|([A-Za-z])\1+)(?![A-Za-z])")
_TELEPHONE = re.compile(r"phone|mobile|\bcell\b|call me|电话|電話|手机|手機", re.IGNORECASE)
_TELEPHONE_FORMS = {"en": re.compile(r"[2-9]\d{9}|[01]\d{10}"), "zh": re.compile(r"1\d{10}")}
_FIRST_WEIGHT = 0.5
_CLEARLY = 0.08  # of all votes


@dataclass(frozen=True, slots=True)
class Heard:
    """One hypothesis of a reading: its digits, and the log probability of all of it."""

    digits: str
    logprob: float


def begins(text: str, language: str) -> int | None:
    """Where a number dictated at the end of ``text`` begins; ``None`` where there is none (an amount is none)."""
    return _begins_chinese(text) if language == "zh" else _begins_english(text)


def misheard(text: str, language: str) -> bool:
    """Whether ``text`` can be what became of a number: digits are in it, or much that sounds like them.

    Single letters are what an unclear voice becomes: hardly anybody spells in Latin letters in Chinese.
    """
    said = [c for c in text if c not in _MARKS]
    if language == "en":
        return sum(c.isdigit() for c in said) >= _STRANGE
    said = [c for c in _LETTERS.sub("0", text) if c not in _MARKS]
    return 2 * sum(c in _NUMERALS or c in _SOUNDS or c == "0" for c in said) >= len(said)


def inside(text: str) -> tuple[int, int] | None:
    """Where the only long number within ``text`` begins and ends, words after it; ``None`` for none, or several."""
    found = [one.span() for one in _WITHIN.finditer(text) if not _AMOUNT.fullmatch(one[0])]
    return found[0] if len(found) == 1 else None


def digits_of(text: str) -> str:
    """The digits of a number as it is written: figures, English words or Chinese characters; the rest is left out."""
    said = re.sub(r"[A-Za-z]+", lambda m: _SPELLED.get(m[0].lower(), ""), text)
    said = "".join("1" if c == "幺" else str(WORDS["zh"].index(c)) if c in WORDS["zh"] else c for c in said)
    return "".join(c for c in said if c.isascii() and c.isdigit())


def regular(number: str) -> bool:
    """Whether a number was written in the groups of American telephone numbers, as one heard without doubt is."""
    return _REGULAR.fullmatch(number) is not None


def clear(number: str) -> bool:
    """Whether a number as it was first read holds nothing but digits."""
    return all(c.isdigit() or c in WORDS["zh"] or c in _MARKS for c in number)


def vote(first: str, readings: Sequence[Sequence[Heard]], likely: Callable[[str], bool] = bool) -> str:
    """The digits most is said for; ``first``, from the unbound reading, counts half and wins a tie.

    Digits that are ``likely`` for what was announced go before others that are not, where they were heard clearly
    enough.
    """
    votes: defaultdict[str, float] = defaultdict(float)
    if first:
        votes[first] += _FIRST_WEIGHT
    for reading in readings:
        most = max((h.logprob for h in reading), default=0.0)
        weights = [(h.digits, math.exp(h.logprob - most)) for h in reading if h.digits]
        total = sum(weight for _, weight in weights)
        for digits, weight in weights:
            votes[digits] += weight / total
    enough = _CLEARLY * sum(votes.values())
    fit = {digits: weight for digits, weight in votes.items() if weight >= enough and likely(digits)}
    return max(fit or votes, key=votes.__getitem__, default=first)


def likely(before: str, language: str) -> Callable[[str], bool]:
    """Whether digits can be what the words ``before`` announce: any can, but telephone numbers have a form.

    In North America ten digits, the first from 2 to 9; in China a mobile has eleven, the first 1. Eleven with a 0 or 1
    first are usual in English too (Britain, a 1 before the area).
    """
    if not _TELEPHONE.search(before):
        return bool
    form = _TELEPHONE_FORMS[language]
    return lambda digits: form.fullmatch(digits) is not None


def size_of(number: str) -> int:
    """How many digits became ``number``: characters, a word of letters being one."""
    return sum(c not in _MARKS for c in _LATIN_WORD.sub("x", number))


def alike(digits: str, number: str) -> bool:
    """Whether ``digits``, read anew, can be the number written before: of about its length."""
    size = size_of(number)
    if size > _STRANGE and _MARKS.issuperset(_LETTERS.sub("", number)):
        return len(digits) > _STRANGE  # nothing but letters: what is not understood is written as many times as it will
    return bool(digits) and abs(len(digits) - size) <= max(2, size // 4)


def _begins_english(text: str) -> int | None:
    found = _FIGURES.search(text) or _SPOKEN.search(text)
    if found is None or len(digits_of(found[0])) < _FEWEST["en"]:
        return None
    return None if _AMOUNT.fullmatch(found[0].rstrip(" .,")) else found.start()


def _begins_chinese(text: str) -> int | None:
    said = text.rstrip("。.!！?？ ")
    if not said or said[-1] in _CLOSING:
        return None
    for at, char in enumerate(said):
        rest = [c for c in said[at:] if c not in _MARKS]
        heard = sum(c in _NUMERALS for c in rest)
        other = [c for c in rest[:-1] if c not in _NUMERALS and c not in _SOUNDS]
        words = len(rest) - heard > len(rest) // _STRANGE or not _PLAIN.isdisjoint(other)
        if char in _NUMERALS and heard >= _FEWEST["zh"] and not words:
            return len(said[:at].rstrip("".join(_SOUNDS)))
    return _begins_by_sound(said)


def _begins_by_sound(said: str) -> int | None:
    """A number every digit of which may have been taken for a word: nothing else sounds like that many."""
    for at, char in enumerate(said):
        rest = [c for c in said[at:] if c not in _MARKS]
        other = sum(c not in _NUMERALS and c not in _SOUNDS for c in rest)
        if char in _SOUNDS and len(rest) >= _MISHEARD and other * _MISHEARD <= len(rest):
            return at
    return None
