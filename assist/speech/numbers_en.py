"""English numbers as they are spoken, written as digits ("inverse text normalisation")."""

from __future__ import annotations

import re

ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_MORE = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_DECADES = "twenty thirty forty fifty sixty seventy eighty ninety"
_DIGITS = {w: str(i) for i, w in enumerate(ONES)}
_ZEROS = {"oh": "0", "o": "0", "nought": "0", "nil": "0"}
_TEENS = {w: 10 + i for i, w in enumerate(_MORE.split())}
_TENS = {w: 20 + 10 * i for i, w in enumerate(_DECADES.split())}
_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_SMALL = {**{w: int(d) for w, d in _DIGITS.items()}, **_TEENS, **_TENS}
_WORD = r"(?:%s)" % "|".join(  # noqa: UP031 - braces of the pattern
    sorted({*_DIGITS, *_ZEROS, *_TEENS, *_TENS, *_SCALES, *_TIMES, "hundred"}, key=len, reverse=True)
)
_RUN = re.compile(rf"\b{_WORD}(?:(?:[\s-]+|\s*,\s*)(?:and\s+(?={_WORD}\b))?{_WORD})*\b", re.IGNORECASE)
_ALONE = {"oh", "o", "nil", "double", "triple", "treble", "hundred", "thousand", "million", "billion"}


def write_digits(text: str) -> str:
    """``text`` with its spoken numbers as digits.

    Three digits in a row are a code ("eight two seven" → "827"); compound numbers are their value ("two hundred and
    fifty" → "250", "forty-two" → "42"). A single digit in a sentence stays a word: "one moment".
    """
    return _RUN.sub(_written, text)


def _written(found: re.Match[str]) -> str:
    words = re.findall(r"[a-z]+", found[0].lower())
    while words and words[0] == "and":
        words.pop(0)
    if words[0] in {"o", "oh"} and (len(words) < 3 or words[1] in _ALONE):
        return found[0]
    code = _code(words)
    if code is not None:
        return code
    if len(words) == 1:
        value = _TEENS.get(words[0])
        return str(value) if value is not None else found[0]
    value = _value([w for w in words if w != "and"])
    return found[0] if value is None else str(value)


def _code(words: list[str]) -> str | None:
    """Digits said one by one, "double seven" and "twenty three" (in a code: 23) among them; at least three."""
    digits, i, single = "", 0, 0
    while i < len(words):
        word = words[i]
        if word in _TIMES and i + 1 < len(words) and (digit := _digit(words[i + 1])):
            digits, i, single = digits + digit * _TIMES[word], i + 2, single + 2
        elif (digit := _digit(word)) is not None:
            digits, i, single = digits + digit, i + 1, single + 1
        elif word in _TEENS:
            digits, i = digits + str(_TEENS[word]), i + 1
        elif word in _TENS:
            unit = _digit(words[i + 1]) if i + 1 < len(words) else None
            follows = unit is not None and unit != "0"
            digits, i = digits + str(_TENS[word] + (int(unit or 0) if follows else 0)), i + 1 + follows
        else:
            return None
    return digits if single >= 2 and len(digits) >= 3 else None


def _digit(word: str) -> str | None:
    return _DIGITS.get(word) or _ZEROS.get(word)


def _value(words: list[str]) -> int | None:
    """The value of a compound number, ``None`` when the words are not one number."""
    total, group, last = 0, 0, 10**12
    for i, word in enumerate(words):
        if word in _SCALES:
            if not group or _SCALES[word] >= last:
                return None
            total, group, last = total + group * _SCALES[word], 0, _SCALES[word]
        elif word == "hundred":
            if not 0 < group < 100:
                return None
            group *= 100
        elif word in _SMALL:
            size = _SMALL[word]
            fits = (
                group % 100 == 0
                if size >= 10 or not group
                else group % 100 == 0 or (group % 100 >= 20 and group % 10 == 0)
            )
            if not fits or (size == 0 and i) or (group and word == "zero"):
                return None
            group += size
        else:
            return None
    return total + group
