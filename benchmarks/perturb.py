"""Conversations as they come in on a bad day: pure functions of a text, a seed, and what must stay as it is.

Every function is deterministic for its arguments. ``kept`` lists strings (the values a form must return) whose
occurrences are not mistyped or torn apart, since a mistyped value is another value.
"""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from assist.domain.text import is_han

Record = dict[str, Any]
EVERY = 20  # characters a typing error
FILLED = 15  # words a filler
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEAR = {c: "".join(row[max(0, i - 1) : i] + row[i + 1 : i + 2]) for row in _ROWS for i, c in enumerate(row)}
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {*_DIGITS, *_TEENS, *_TENS, "dollars", "dot", "at"}
_HAN_DIGITS = "零一二三四五六七八九"
_FILLERS = ("um", "uh", "you know", "like", "well")
_HAN_FILLERS = ("嗯", "那个", "呃")
_MARKS = re.compile(
    r"""(?<![^\W_])[.,;:!?"“”…()\-]+|[.,;:!?"“”…()\-]+(?![^\W_])|[，。！？、；：（）「」『』《》…]|['’]"""
)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def typos(text: str, seed: int, kept: Sequence[str] = ()) -> str:
    """One letter in twenty swapped with the next, dropped, doubled, or hit on the neighbouring key."""
    rng, safe = random.Random(seed), _safe(text, kept)  # noqa: S311 - test data
    out, place = [], 0
    while place < len(text):
        char, after = text[place], text[place + 1 : place + 2]
        place += 1
        if not char.isalpha() or safe[place - 1] or rng.random() * EVERY >= 1:
            out.append(char)
            continue
        kind = rng.choice(("swap", "drop", "double", "near"))
        if kind == "swap" and after.isalpha() and not safe[place]:
            out.append(after + char)
            place += 1
        elif kind == "double":
            out.append(char * 2)
        elif kind == "near" and char.lower() in _NEAR:
            hit = rng.choice(_NEAR[char.lower()])
            out.append(hit.upper() if char.isupper() else hit)
        # what is left is dropped: also a swap with nothing after it, and a neighbour of a letter on no row
    return "".join(out)


def unpunctuated(text: str, seed: int = 0, kept: Sequence[str] = ()) -> str:
    """No marks between words or at their ends, no apostrophes; those inside an address, number or time stay."""
    del seed, kept
    return re.sub(r"[ \t]+", " ", _MARKS.sub(lambda m: "" if m[0] in "'’" else " ", text)).strip() or text


def lower(text: str, seed: int = 0, kept: Sequence[str] = ()) -> str:
    """No capital letters."""
    del seed, kept
    return text.lower()


def upper(text: str, seed: int = 0, kept: Sequence[str] = ()) -> str:
    """The caps-lock key held down."""
    del seed, kept
    return text.upper()


def spoken(text: str, seed: int, kept: Sequence[str] = ()) -> str:
    """As a recogniser writes speech: lower case, no marks, digits as words, and the fillers people say."""
    chinese = sum(map(is_han, text)) * 4 > len(text)
    safe = [s for s in (_said(k, chinese=chinese) for k in kept) if s]
    return _with_fillers(_said(text, chinese=chinese), seed, safe, chinese=chinese)


def traditional(text: str, seed: int = 0, kept: Sequence[str] = ()) -> str:
    """Chinese in traditional characters."""
    del seed, kept
    converted: str = _converter().convert(text)
    return converted


@cache
def _converter() -> Any:
    from opencc import OpenCC  # noqa: PLC0415 - reads its dictionaries when it is loaded

    return OpenCC("s2t")


Perturb = Callable[[str, int, Sequence[str]], str]
ALL: dict[str, Perturb] = {
    "typos": typos,
    "no punctuation": unpunctuated,
    "lower case": lower,
    "upper case": upper,
    "speech": spoken,
    "traditional": traditional,
}
BOTH_SIDES = {"speech", "traditional"}  # the others are the customer's typing
BY_CHANCE = {"typos", "speech"}


def record(given: Record, name: str, again: int = 0) -> Record:
    """``given`` with its turns perturbed; where it says what a form must hold, that is still what was said.

    Another number for ``again`` puts the slips and fillers elsewhere.
    """
    gold = given.get("gold") or {}
    values = [v for accepted in gold.get("form", {}).values() for v in accepted]
    turns = [
        {**turn, "text": ALL[name](turn["text"], seed_of(given["id"], name, number, *[again] * (again > 0)), values)}
        if turn["speaker"] == "customer" or name in BOTH_SIDES
        else turn
        for number, turn in enumerate(given["turns"])
    ]
    if "form" in gold:
        form = {f: [*a, *(also for v in a if (also := _also(v, name)) and also not in a)]
                for f, a in gold["form"].items()}  # fmt: skip
        gold = {**gold, "form": form}
    return {**given, "turns": turns, **({"gold": gold} if gold else {})}


def seed_of(*parts: object) -> int:
    """A number that the same parts always give."""
    return zlib.crc32(":".join(map(str, parts)).encode())


def _also(value: str, name: str) -> str | None:
    """How else a value may be written after ``name``. A number of three digits and more must come back as digits."""
    if name == "traditional":
        return traditional(value)
    if name == "speech" and not re.search(r"\d{3}|@", value):
        return _said(value, chinese=any(map(is_han, value)))
    return None


def _safe(text: str, kept: Sequence[str]) -> list[bool]:
    safe = [False] * len(text)
    for value in filter(None, kept):
        for found in re.finditer(re.escape(value), text, re.IGNORECASE):
            safe[found.start() : found.end()] = [True] * (found.end() - found.start())
    return safe


def _said(text: str, *, chinese: bool) -> str:
    text = _ADDRESS.sub(lambda m: m[0].replace("@", " at ").replace(".", " dot "), text)
    text = re.sub(r"\$\s?(\d[\d,]*)(?:\.(\d\d))?\b", _dollars, text)
    text = re.sub(r"\b(\d{1,2})(?:st|nd|rd|th)\b", lambda m: _ordinal(int(m[1])), text, flags=re.IGNORECASE)
    if chinese:
        text = re.sub(r"\b(\d{1,2})[:：](\d\d)\b", r"\1点\2分", text, flags=re.ASCII)
    text = re.sub(r"(?<![\d.])(\d+)\.(\d{1,2})(?![\d.])", r"\1点\2" if chinese else r"\1 point \2", text)
    text = re.sub(r"(?<=\d)[,.:/-](?=\d)", " ", text)
    if chinese:
        text = re.sub(r"\d+", lambda m: _han_number(m[0]), text)
    else:
        text = re.sub(r"\d+", lambda m: f" {_number(m[0])} ", text)
    return re.sub(r"\s+", " ", unpunctuated(text)).strip().lower()


def _dollars(found: re.Match[str]) -> str:
    cents = f" and {found[2]} cents" if found[2] and found[2] != "00" else ""
    return f"{found[1].replace(',', '')} dollars{cents}"


def _number(digits: str) -> str:
    """Up to two digits as a number, more of them one by one."""
    if len(digits) > 2 or (len(digits) == 2 and digits[0] == "0"):
        return " ".join(_DIGITS[int(d)] for d in digits)
    value = int(digits)
    if value < 10:
        return _DIGITS[value]
    if value < 20:
        return _TEENS[value - 10]
    return _TENS[value // 10] + (f" {_DIGITS[value % 10]}" if value % 10 else "")


_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
             "twelve": "twelfth"}  # fmt: skip


def _ordinal(value: int) -> str:
    """In words, as it is said: ``twenty first`` for 21."""
    *tens, last = _number(str(value)).split(" ")
    ending = _ORDINALS.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return " ".join((*tens, ending))


def _han_number(digits: str) -> str:
    if len(digits) != 2 or digits[0] == "0":
        return "".join(_HAN_DIGITS[int(d)] for d in digits)
    tens, ones = int(digits[0]), int(digits[1])
    return f"{_HAN_DIGITS[tens] if tens > 1 else ''}十{_HAN_DIGITS[ones] if ones else ''}"


def _with_fillers(text: str, seed: int, kept: Sequence[str], *, chinese: bool) -> str:
    rng, safe = random.Random(seed), _safe(text, kept)  # noqa: S311 - test data
    if chinese:
        joined = re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", text)
        return f"{rng.choice(_HAN_FILLERS)}{joined}" if len(text) > 3 and rng.random() < 0.5 else joined
    out: list[str] = []
    place = 0
    for word in text.split(" "):
        apart = not (place and safe[place - 1]) and not _NUMBERS & {word, *out[-1:]}
        if apart and len(text) > 12 and rng.random() * FILLED < 1:
            out.append(rng.choice(_FILLERS))
        out.append(word)
        place += len(word) + 1
    return " ".join(out)
