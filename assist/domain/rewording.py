"""Whether a rewritten reply still says what its writer said: nothing new, nothing lost that matters, right language.

Like the guard of drafts it works on words and shapes alone, in English and Chinese.
"""

from __future__ import annotations

import re
from enum import StrEnum

from assist.domain.guard import (
    LINKS,
    NEGATION,
    Ground,
    facts,
    is_repetitive,
    speaks_amiss,
    strange_names,
    strange_promises,
)
from assist.domain.text import guess_language, is_han


class Fault(StrEnum):
    """What is wrong with a rewritten text; each has its words in the window."""

    EMPTY = "empty"
    NEW_FACT = "new_fact"
    LOST_FACT = "lost_fact"
    NEW_NAME = "new_name"
    NEW_PROMISE = "new_promise"
    WRONG_SIDE = "wrong_side"
    LANGUAGE = "language"
    MEANING = "meaning"
    REPEATS = "repeats"
    CUT_OFF = "cut_off"


_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DAYS = {
    "today": "今天", "tomorrow": "明天", "yesterday": "昨天", "monday": "周一", "tuesday": "周二",
    "wednesday": "周三", "thursday": "周四", "friday": "周五", "saturday": "周六", "sunday": "周日",
}  # fmt: skip
_MAY = re.compile(r"\bMay (?=\d)|(?<=\d )May\b")
_NO_DENIAL = re.compile(
    r"\b(?:do not|don['’]t|please don['’]t) (?:hesitate|worry)\b|\bno (?:problem|worries)\b|不客气|不好意思|"
    r"没问题|没关系|别担心|别着急|别急|別急|"
    r"不着急|不用担心|對不起|对不起|不客氣|沒問題|沒關係",
    re.IGNORECASE,
)
"""Politeness with a "not" in it."""
_ORDINAL = re.compile(r"^(\d+)(?:st|nd|rd|th)$")
_WEEK = re.compile("(?:星期|週)([一二三四五六日天])")


def check_rewrite(before: str, after: str, language: str, *, translated: bool = False) -> tuple[Fault, ...]:
    """Why ``after`` may not stand for ``before``; empty when it may. ``language`` is what ``after`` must be in."""
    if not any(c.isalpha() for c in after):
        return (Fault.EMPTY,)
    old, new = _comparable(before), _comparable(after)
    ground = Ground(before, "", before, language)
    faults = {
        Fault.NEW_FACT: bool(new - old),
        Fault.LOST_FACT: bool({f for f in old if _matters(f)} - new),
        Fault.NEW_NAME: not translated and bool(strange_names(after, ground)),
        Fault.NEW_PROMISE: not translated and bool(strange_promises(after, ground)),
        Fault.WRONG_SIDE: speaks_amiss(after) and not speaks_amiss(before),
        Fault.LANGUAGE: (guess_language(after) or language) != language,
        Fault.MEANING: _denies(before) != _denies(after),
        Fault.REPEATS: is_repetitive(after) and not is_repetitive(before),
    }
    return tuple(fault for fault, found in faults.items() if found)


def _denies(text: str) -> bool:
    return bool(NEGATION.search(_NO_DENIAL.sub(" ", text)))


def _comparable(text: str) -> frozenset[str]:
    """The facts of a text, months and days written one way in both languages."""
    out = set()
    for fact in facts(text):
        fact = _ORDINAL.sub(r"\1", fact)  # noqa: PLW2901 - "3rd" is "3"
        out.add(_DAYS.get(fact, _WEEK.sub(r"周\1", fact).replace("周天", "周日")))
    months = {
        str(n) for n, name in enumerate(_MONTHS, 1) if name != "may" and re.search(rf"\b{name}\b", text, re.IGNORECASE)
    }
    months |= {"5"} if _MAY.search(text) else set()
    return frozenset((out - set(_MONTHS)) | months)


def _matters(fact: str) -> bool:
    """Identifiers, amounts, links: what has a digit or an address in it."""
    return any(c.isdigit() for c in fact) or bool(LINKS.search(fact))


def main_language(text: str) -> str:
    """``zh`` or ``en``, whichever a text is mainly in."""
    return guess_language(text) or ("zh" if any(map(is_han, text)) else "en")
