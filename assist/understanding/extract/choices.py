"""Which of a field's choices was said: value, label or synonym, with small misspellings; times and days by meaning."""

from __future__ import annotations

import re
from functools import lru_cache

from assist.domain.pack import Choice, FormField
from assist.domain.text import is_han
from assist.understanding.extract.dates import clock, dates, ordinal, times
from assist.understanding.extract.folding import fold, has_han, squeeze
from assist.understanding.extract.spans import Span


class ChoiceSet:
    """The choices of one field; equal only to itself, so that caches find it without comparing its texts."""

    def __init__(self, field: FormField) -> None:
        self.choices: tuple[Choice, ...] = field.choices


_REWORDED = 4
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_YES = frozenset(["yes", "true", "y", "是", "有", "需要", "已付", "要"])
_NO = frozenset(["no", "false", "n", "否", "没有", "不需要", "未付", "不要", "无"])


@lru_cache(maxsize=512)
def choice_kind(field: ChoiceSet) -> str:
    """``time``, ``day`` (of the month), ``weekday``, ``bool`` or ``plain``, after what the choices look like."""
    values = [fold(c.value) for c in field.choices]
    if not values:
        return "plain"
    if set(values) <= _YES | _NO:
        return "bool"
    if all(clock(v) and re.search(r"\d\s*(?:[ap]\.?m|:\d\d|点)", v) for v in values):
        return "time"
    if all(ordinal(v) for v in values):
        return "day"
    return "weekday" if all(v in _WEEK for v in values) else "plain"


def bool_choice(field: ChoiceSet, *, yes: bool) -> str | None:
    """The choice that means yes, or no."""
    return next((c.value for c in field.choices if fold(c.value) in (_YES if yes else _NO)), None)


@lru_cache(maxsize=512)
def _forms(field: ChoiceSet) -> tuple[tuple[str, str], ...]:
    """(folded wording, value), longest first."""
    found: dict[str, str] = {}
    for choice in field.choices:
        said = [choice.value, *choice.synonyms, *(text for _, text in choice.label.by_language)]
        for wording in said:
            if wording and wording.strip():
                found.setdefault(fold(wording.strip()), choice.value)
    return tuple(sorted(found.items(), key=lambda f: -len(f[0])))


@lru_cache(maxsize=512)
def _exact(field: ChoiceSet) -> re.Pattern[str]:
    parts = [
        re.escape(w)
        if has_han(w)
        else rf"(?<![a-z0-9]){re.escape(w).replace(chr(92) + ' ', chr(92) + 's+')}(?:s|es|'s)?(?![a-z0-9])"
        for w, _ in _forms(field)
    ]
    return re.compile("|".join(parts) or r"(?!)")


@lru_cache(maxsize=8192)
def choices_said(text: str, field: ChoiceSet) -> tuple[Span, ...]:
    """Every choice said in ``text``."""
    kind = choice_kind(field)
    if kind == "bool":
        return ()
    if kind == "time":
        return _times_said(text, field)
    if kind == "day":
        return _days_said(text, field)
    found = _exact_said(text, field)
    if kind == "weekday":
        return tuple(found) or _weekdays_said(text, field)
    spans = list(found)
    spans += [s for s in _distinct_words(text, field) if not any(s.overlaps(f) for f in found)]
    spans += [s for s in _misspelt(text, field) if not any(s.overlaps(f) for f in spans)]
    spans += [s for s in _reworded_zh(text, field) if not any(s.overlaps(f) for f in spans)]
    return tuple(sorted(spans))


def _exact_said(text: str, field: ChoiceSet) -> list[Span]:
    forms = dict(_forms(field))
    found = []
    for m in _exact(field).finditer(fold(text)):
        said = re.sub(r"\s+", " ", m.group())
        value = forms.get(said) or forms.get(re.sub(r"(?:'s|s)$", "", said)) or forms.get(said[:-2])
        if value is None:
            continue
        found.append(Span(m.start(), m.end(), value, 0.95 if len(squeeze(said)) > 1 else 0.6))
    return found


@lru_cache(maxsize=512)
def _word_owners(field: ChoiceSet) -> dict[str, str]:
    """Words that occur in one choice only: "hilton" means "Hilton Hotel"."""
    owners: dict[str, set[str]] = {}
    for wording, value in _forms(field):
        if len(wording.split()) > _NAME_WORDS or _PHRASE.search(wording):
            continue
        for word in re.findall(r"[a-z]{4,}", wording):
            owners.setdefault(word, set()).add(value)
    return {w: next(iter(v)) for w, v in owners.items() if len(v) == 1 and w not in _COMMON}


_NAME_WORDS = 3
# "forgot my password" is a remark, no name of a choice, and "arrived" does not mean "hasn't arrived".
_PHRASE = re.compile(
    r"^(?:after|before|at|in|on|by|with|to|from|for|until|during|since) |"
    r"\b(?:i|my|me|you|your|not|no|never|still|without)\b|n't\b"
)

_COMMON = frozenset(
    [
        "hotel",
        "city",
        "apartments",
        "venue",
        "restaurant",
        "street",
        "center",
        "central",
        "house",
        "park",
        "place",
        "porch",
        "town",
        "north",
        "south",
        "east",
        "west",
        "first",
        "class",
        "club",
        "service",
        "standard",
        "other",
        "none",
        "more",
        "than",
        "with",
        "from",
        "this",
        "that",
        "have",
    ]
)


def _distinct_words(text: str, field: ChoiceSet) -> list[Span]:
    owners = _word_owners(field)
    return [
        Span(m.start(), m.end(), owners[m.group()], 0.75)
        for m in re.finditer(r"[a-z]{4,}", fold(text))
        if m.group() in owners
    ]


def _misspelt(text: str, field: ChoiceSet) -> list[Span]:
    """Single words one or two edits from a choice (two from eight letters on)."""
    singles = [
        (w, v) for w, v in (*_forms(field), *_word_owners(field).items()) if w.isascii() and w.isalpha() and len(w) >= 5
    ]
    if not singles or len(singles) > 60:
        return []
    found = []
    for m in re.finditer(r"[a-z]{4,}", fold(text)):
        for word, value in singles:
            limit = 2 if len(word) >= 8 else 1
            if m.group()[0] == word[0] and abs(len(word) - len(m.group())) <= limit and _near(m.group(), word, limit):
                found.append(Span(m.start(), m.end(), value, 0.65))
                break
    return found


def _reworded_zh(text: str, field: ChoiceSet) -> list[Span]:
    """Chinese wordings of four characters or more with one character replaced, the first one kept."""
    if not has_han(text):
        return []
    folded = fold(text)
    found = []
    for wording, value in _forms(field):
        if len(wording) < _REWORDED or not all(map(is_han, wording)):
            continue
        for at in range(len(folded) - len(wording) + 1):
            said = folded[at : at + len(wording)]
            same = sum(a == b for a, b in zip(said, wording, strict=True))
            if said[0] == wording[0] and same == len(wording) - 1 and all(map(is_han, said)):
                found.append(Span(at, at + len(wording), value, 0.75))
    return found


@lru_cache(maxsize=16384)
def _near(a: str, b: str, limit: int) -> bool:
    """Whether the optimal string alignment distance (Damerau 1964, adjacent swaps count one) is within ``limit``."""
    if a.rstrip("s") == b.rstrip("s"):
        return True
    rows = [list(range(len(b) + 1))]
    for i, ca in enumerate(a, 1):
        row = [i]
        for j, cb in enumerate(b, 1):
            cost = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (ca != cb))
            if i > 1 and j > 1 and ca == b[j - 2] and a[i - 2] == cb:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return 0 < rows[-1][-1] <= limit


def _times_said(text: str, field: ChoiceSet) -> tuple[Span, ...]:
    by_clock = {(c[0], c[1]): choice.value for choice in field.choices if (c := clock(choice.value))}
    found = []
    for span in times(text):
        said = clock(span.value)
        if said is None:
            continue
        hour, minute, sure = said
        guesses = [(hour, minute)] if sure else [((hour + 12) % 24, minute), (hour % 24, minute)]
        value = next((by_clock[g] for g in guesses if g in by_clock), None)
        if value is not None:
            found.append(Span(span.start, span.end, value, span.score if sure else span.score * 0.6))
    return tuple(found)


def _days_said(text: str, field: ChoiceSet) -> tuple[Span, ...]:
    by_day = {ordinal(c.value): c.value for c in field.choices}
    found = []
    for span in dates(text):
        said = fold(span.value)
        inner = re.search(r"\d{1,2}\s?(?:st|nd|rd|th)|[a-z]+(?:th|first|second|third)\b", said)
        number = ordinal(inner.group()) if inner else None
        if number is None and (m := re.search(r"[a-z]\s+(\d{1,2})$|^\d{1,2}[月/](\d{1,2})|^(\d{1,2})[日号]", said)):
            number = int(next(g for g in m.groups() if g))
        if number in by_day:
            found.append(Span(span.start, span.end, by_day[number], 0.9))
    return tuple(found)


_ZH_WEEK = "一二三四五六日"


def _weekdays_said(text: str, field: ChoiceSet) -> tuple[Span, ...]:
    values = {fold(c.value): c.value for c in field.choices}
    found = []
    for m in re.finditer(
        r"(?:周|星期|礼拜)([一二三四五六日天])|\b(mon|tues?|wed|thurs?|thu|fri|sat|sun)\b", fold(text)
    ):
        index = (
            _ZH_WEEK.index(m[1].replace("天", "日"))
            if m[1]
            else next(i for i, w in enumerate(_WEEK) if w.startswith(m[2][:3]))
        )
        if _WEEK[index] in values:
            found.append(Span(m.start(), m.end(), values[_WEEK[index]], 0.85))
    return tuple(found)
