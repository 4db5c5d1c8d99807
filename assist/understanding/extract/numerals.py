"""Numbers in words, English and Chinese: digit by digit ("eight two double six") and as quantities ("三百五十")."""

from __future__ import annotations

import re
from functools import lru_cache

from assist.understanding.extract.folding import fold
from assist.understanding.extract.spans import Span


def _words(text: str) -> list[str]:
    return text.split()


_DIGITS = {w: str(i) for i, w in enumerate(_words("zero one two three four five six seven eight nine"))}
_DIGITS |= {"oh": "0", "o": "0", "nought": "0", "naught": "0", "niner": "9"}
_UNITS = {w: i for i, w in enumerate(_words("zero one two three four five six seven eight nine ten eleven twelve"))}
_TEENS = _words("thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
_UNITS |= {w: i for i, w in enumerate(_TEENS, 13)}
_TENS = {w: i * 10 for i, w in enumerate(_words("twenty thirty forty fifty sixty seventy eighty ninety"), 2)}
_SCALES = {"hundred": 100, "thousand": 1000, "grand": 1000, "million": 1_000_000}
_REPEAT = {"double": 2, "triple": 3}

_WORD = "|".join(sorted((*_UNITS, *_TENS, *_SCALES), key=len, reverse=True))
NUMBER_WORDS = rf"(?:an?\s+(?:hundred|thousand)|(?:{_WORD}))(?:(?:[\s-]+(?:and\s+)?)(?:{_WORD}))*"
_NUMBER_WORDS = re.compile(rf"\b{NUMBER_WORDS}\b")
_DIGIT_WORD = "|".join(sorted(_DIGITS, key=len, reverse=True))
_TENS_WORD = "|".join(_TENS)
_TWO_DIGITS = (
    rf"(?:(?:{_TENS_WORD})(?:[\s-](?:{'|'.join(_words('one two three four five six seven eight nine'))}))?|"
    rf"ten|eleven|twelve|{'|'.join(_TEENS)})"
)
_PIECE = rf"(?:(?:double|triple)[\s-]+(?:{_DIGIT_WORD}|\d)|{_DIGIT_WORD}|\d+)"
_CODE_PIECE = rf"(?:(?:double|triple)[\s-]+(?:{_DIGIT_WORD}|\d)|{_TWO_DIGITS}|{_DIGIT_WORD}|\d+)"
_CODE_RUN = re.compile(rf"(?<![\w.]){_CODE_PIECE}(?:[\s,\-]{{1,3}}{_CODE_PIECE})*(?!\w)")
_DIGIT_RUN = re.compile(rf"(?<![\w.]){_PIECE}(?:(?:[\s,\-]|\.(?!\s+[a-z])){{1,3}}{_PIECE})+(?!\w)")

_HAN_DIGIT = dict(zip("零〇一二三四五六七八九", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)) | {"两": 2, "幺": 1}
_HAN_SCALE = {"十": 10, "百": 100, "千": 1000}
HAN_NUMBER = "[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+)?"
_HAN_NUMBER = re.compile(HAN_NUMBER)
_HAN_RUN = re.compile(r"[零〇一二三四五六七八九幺0-9](?:[\s,，、\-]{0,2}[零〇一二三四五六七八九幺0-9]){2,}")


def english_number(text: str) -> int | None:
    """Read "one hundred and five" → 105; ``None`` when a word is no number word."""
    total = part = 0
    for word in re.findall(r"[a-z]+", fold(text)):
        if word in ("and", "a", "an"):
            part = part or (0 if word == "and" else 1)
        elif word in _UNITS:
            part += _UNITS[word]
        elif word in _TENS:
            part += _TENS[word]
        elif word == "hundred":
            part = (part or 1) * 100
        elif word in _SCALES:
            total += (part or 1) * _SCALES[word]
            part = 0
        else:
            return None
    return total + part


def chinese_number(text: str) -> str | None:
    """Read "三百五十" → "350", "四点五" → "4.5", "两千三" → "2300"; ``None`` for anything else."""
    whole, _, fraction = fold(text).partition("点")
    if not whole or any(c not in _HAN_DIGIT and c not in "十百千万亿" for c in whole + fraction):
        return None
    if not any(c in "十百千万亿" for c in whole):
        number = "".join(str(_HAN_DIGIT[c]) for c in whole)
    else:
        number = str(_han_quantity(whole))
    return number + ("." + "".join(str(_HAN_DIGIT.get(c, "")) for c in fraction) if fraction else "")


def _han_quantity(text: str) -> int:
    total = section = digit = 0
    last_scale, zero = 1, False
    for char in text:
        if char in _HAN_SCALE:
            last_scale = _HAN_SCALE[char]
            section += (digit or 1) * last_scale
            digit, zero = 0, False
        elif char in "万亿":
            last_scale = 10_000 if char == "万" else 100_000_000
            total = (total + section + digit) * last_scale
            section = digit = 0
            zero = False
        else:
            digit, zero = _HAN_DIGIT[char], _HAN_DIGIT[char] == 0
            last_scale = 1 if zero else last_scale
    colloquial = digit and last_scale > 10 and not zero
    return total + section + digit * (last_scale // 10 if colloquial else 1)


def _spell(match: re.Match[str]) -> str:
    out: list[str] = []
    repeat = 1
    for word in re.findall(r"[a-z]+|\d+", match.group()):
        if word in _REPEAT:
            repeat = _REPEAT[word]
            continue
        out.append(_DIGITS.get(word, word) * repeat)
        repeat = 1
    return "".join(out)


@lru_cache(maxsize=4096)
def code_runs(text: str) -> tuple[Span, ...]:
    """Digits as parts of a code, any number of them, also two at a time: "twenty two" → "22", "oh nine" → "09"."""
    folded = fold(text)
    if not re.search(r"[a-z]{3}", folded):
        return ()
    found = [m for m in _CODE_RUN.finditer(folded) if re.search("[a-z]", m.group())]
    return tuple(Span(m.start(), m.end(), _code(m.group()), 0.9) for m in found)


def _code(said: str) -> str:
    digits, repeat = "", 1
    for m in re.finditer(rf"{_TWO_DIGITS}|[a-z]+|\d+", said):
        word = m.group()
        if word in _REPEAT:
            repeat = _REPEAT[word]
            continue
        digits += (_DIGITS.get(word) or (word if word.isdigit() else str(english_number(word) or ""))) * repeat
        repeat = 1
    return digits


@lru_cache(maxsize=4096)
def digit_runs(text: str) -> tuple[Span, ...]:
    """Digits said one by one, at least three, with at least one in words (plain digits are tokens' business)."""
    folded = fold(text)
    found = []
    if re.search(r"[a-z]", folded):
        for m in _DIGIT_RUN.finditer(folded):
            digits = _spell(m)
            if len(digits) >= 3 and re.search("[a-z]", m.group()):
                found.append(Span(m.start(), m.end(), digits, 0.9))
    if not folded.isascii():
        for m in _HAN_RUN.finditer(folded):
            if not re.search(r"[零〇一二三四五六七八九幺]", m.group()):
                continue
            digits = "".join(str(_HAN_DIGIT.get(c, c)) for c in m.group() if c in _HAN_DIGIT or c.isdigit())
            found.append(Span(m.start(), m.end(), digits, 0.9))
    return tuple(found)


@lru_cache(maxsize=4096)
def quantities(text: str) -> tuple[Span, ...]:
    """Numbers as quantities: digits, English and Chinese number words; the value in digits."""
    folded = fold(text)
    found = [
        Span(m.start(), m.end(), m.group().replace(",", ""))
        for m in re.finditer(
            r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w])|(?<![a-z0-9.])\d+(?:\.\d+)?(?![0-9a-z])", folded
        )
    ]
    if re.search(r"[a-z]{3}", folded):
        found += (runs := [s for s in digit_runs(text) if text[s.start : s.end].isascii()])
        for m in _NUMBER_WORDS.finditer(folded):
            value = english_number(m.group())
            if value is not None and not any(r.start < m.end() and m.start() < r.end for r in runs):
                found.append(Span(m.start(), m.end(), str(value), 0.6 if m.group() == "one" else 0.9))
    if not folded.isascii():
        for m in _HAN_NUMBER.finditer(folded):
            number = chinese_number(m.group())
            if number is not None:
                found.append(Span(m.start(), m.end(), number, 0.4 if m.group() == "一" else 0.8))
    return tuple(sorted(found))
