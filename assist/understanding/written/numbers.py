"""English numbers, from words to figures, by what stands around them: codes, amounts, days, hours, shares.

This is what recognisers call inverse text normalisation (Sproat and Jaitly, "RNN approaches to text normalization",
2016, describe the classes); here by rules over runs of number words. A single small number stays a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assist.understanding.written import words as w
from assist.understanding.written.rewriting import Edit
from assist.understanding.written.words import Word

_HOURS, _DAY_HOURS, _MINUTES, _DAYS = 12, 23, 59, 31
_TIME_BEFORE = frozenset(
    (
        "at",
        "around",
        "by",
        "until",
        "till",
        "before",
        "after",
        "from",
        "about",
        "morning",
        "afternoon",
        "evening",
        "night",
        "say",
    )
)
_SUITS = frozenset(("suit", "suits", "work", "works"))
_TIME_TO = frozenset(("to", "is", "for"))
_OF_THINGS = frozenset(("more", "other", "last", "final", "quick"))
_PARTS = frozenset(("morning", "afternoon", "evening", "night"))
_ASIDE = 4
_CENTURY = range(19, 21)
_DATE_FIGURES, _MONTHS = 8, 12


class Asked(NamedTuple):
    """What the other side just asked for: a ``code``, a ``day``, an ``hour``."""

    code: bool = False
    day: bool = False
    hour: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Number words in a row, words ``[first, last)``; ``items`` are their numbers as grouped when said."""

    first: int
    last: int
    items: tuple[str, ...]
    cardinal: bool = False

    @property
    def digits(self) -> str:
        """All figures one after the other."""
        return "".join(self.items)


def runs(said: Sequence[Word]) -> list[Run]:
    """Every run of number words."""
    found: list[Run] = []
    at = 0
    while at < len(said):
        run = _run(said, at)
        if run is None:
            at += 1
        else:
            found.append(run)
            at = run.last
    return found


def _run(said: Sequence[Word], at: int) -> Run | None:
    first, items = at, list[str]()
    while at < len(said) and (at == first or said[at].joined):
        word = said[at].text
        if word in w.SCALES and items and not said[at - 1].text.isdecimal():
            whole = _cardinal(said, first)
            if whole.last > at:  # else the scale belongs to nothing before it: "double two hundred"
                return whole
            break
        item, at_next = _item(said, at, bool(items))
        if item is None:
            break
        items.append(item)
        at = at_next
    return Run(first, at, tuple(items)) if items else None


def _item(said: Sequence[Word], at: int, inside: bool) -> tuple[str | None, int]:  # noqa: FBT001 - one flag, two callers
    """The next group of figures: "seven", "twelve", "twenty one", "double two"; ``None`` and the place otherwise."""
    word = said[at].text
    after = said[at + 1] if at + 1 < len(said) and said[at + 1].joined else None
    if word in w.REPEATS:
        digit = w.DIGITS.get(after.text) if after else None
        return (None, at) if digit is None else (str(digit) * w.REPEATS[word], at + 2)
    if word in ("o", "oh", "nil"):
        near = inside or (after is not None and (after.text in w.DIGITS or after.text in w.TENS))
        return ("0", at + 1) if near else (None, at)
    if word in w.DIGITS:
        counts = word == "one" and after is not None and after.text in _OF_THINGS  # "and one more thing"
        return (None, at) if counts else (str(w.DIGITS[word]), at + 1)
    if word in w.TEENS:
        return str(w.TEENS[word]), at + 1
    if word in w.TENS and not (after and w.ORDINALS.get(after.text, 10) < 10):
        unit = w.DIGITS.get(after.text, 0) if after and after.text not in ("o", "oh") else 0
        return (str(w.TENS[word] + unit), at + 2) if unit else (str(w.TENS[word]), at + 1)
    return (word, at + 1) if inside and word.isdecimal() else (None, at)


def _cardinal(said: Sequence[Word], first: int) -> Run:
    """A number with hundreds or thousands: "two hundred and five", "three thousand four hundred"."""
    total = part = 0
    at = first
    while at < len(said) and (at == first or said[at].joined):
        word = said[at].text
        if word == "and" and at + 1 < len(said) and w.value_of(said[at + 1].text) and said[at - 1].text in w.SCALES:
            at += 1
            continue
        if word == "hundred":
            part = (part or 1) * 100
        elif word in w.SCALES:
            total, part = total + (part or 1) * w.SCALES[word], 0
        else:
            item, _ = _item(said, at, inside=False)
            value = w.value_of(word)
            if item is None or value is None or word in w.REPEATS or part % (100 if value >= 10 else 10):
                break
            part += value
        at += 1
    return Run(first, at, (str(total + part),), cardinal=True)


def number_edits(said: Sequence[Word], asked: Asked) -> list[Edit]:
    """Figures for the number words of a text; ``asked`` is what was just asked for."""
    found = runs(said)
    edits: list[Edit] = []
    done = -1
    for place, run in enumerate(found):
        if run.first < done:
            continue
        following = found[place + 1] if place + 1 < len(found) else None
        last, new = _written(said, run, following, asked)
        if new is None:
            continue
        end = said[last - 1].end
        edits.append(Edit(said[run.first].start, end, new))
        done = last
    return [*edits, *_ordinals(said)]


def _written(said: Sequence[Word], run: Run, following: Run | None, asked: Asked) -> tuple[int, str | None]:
    """Where what the run stands for ends, and how it is written; ``None`` to leave it in words."""
    for rule in (_decimal, _day, _amount, _share, _time):
        found = rule(said, run, following)
        if found is not None:
            return found
    if run.cardinal:
        return run.last, run.digits
    items = run.items
    if meant := _birthday(said, run, asked) or (_hour_alone(items) if asked.hour else ""):
        return run.last, meant
    coded = asked.code or _cued(said, run.first) or before_street(said, run)
    if len(items) == 1:
        return run.last, items[0] if len(items[0]) > 1 or (coded and before_street(said, run)) else None
    small = all(len(i) == 1 for i in items)
    if len(items) > 2 or coded or (not small and _year(items)):
        return run.last, run.digits
    return run.last, None if any(len(i) == 1 for i in items) else " ".join(items)


def _hour_alone(items: Sequence[str]) -> str:
    """An hour with its minutes, where one was asked for: "nine fifteen" → 9:15; else empty."""
    return _clock(items)


def _clock(items: Sequence[str]) -> str:
    """The time of day that groups of figures are: "nine fifteen", "nine oh five", "nineteen zero zero".

    Empty for others: who says "four five zero" reads a number out.
    """
    hour, *rest = [items[0] + items[1], *items[2:]] if items[0] == "0" and len(items) > 1 else items
    minutes = "".join(rest)
    told = len(rest) == 1 or (len(rest) > 1 and rest[0] == "0")
    fits = told and len(hour) <= 2 and len(minutes) == 2 and int(minutes) <= _MINUTES
    return f"{hour}:{minutes}" if fits and (0 < int(hour) <= _DAY_HOURS or hour == "00") else ""


def _birthday(said: Sequence[Word], run: Run, asked: Asked) -> str:
    """Eight figures that are a day: "zero four zero four one nine nine zero" → 04/04/1990; else empty."""
    figures = run.digits
    near = [word.text for word in said[max(0, run.first - 6) : run.first]]
    if len(figures) != _DATE_FIGURES or not (asked.day or w.DAY_CUES & set(near)):
        return ""
    if figures[:2] in ("19", "20") and 0 < int(figures[4:6]) <= _MONTHS and 0 < int(figures[6:]) <= _DAYS:
        return f"{figures[:4]}/{figures[4:6]}/{figures[6:]}"
    one, two = int(figures[:2]), int(figures[2:4])
    fits = 0 < min(one, two) <= _MONTHS and 0 < max(one, two) <= _DAYS and figures[4:6] in ("19", "20")
    return f"{figures[:2]}/{figures[2:4]}/{figures[4:]}" if fits else ""


def _cued(said: Sequence[Word], first: int) -> bool:
    return any(word.text in w.CODE_CUES for word in said[max(0, first - _ASIDE) : first])


def before_street(said: Sequence[Word], run: Run) -> bool:
    """Whether a street's name follows, so that the figures are the number of a house."""
    after = said[run.last : run.last + 4]
    kind = next((i for i, word in enumerate(after) if i and word.text in w.STREETS), 0)
    return kind > 0 and all(word.joined for word in after[: kind + 1])


def _year(items: Sequence[str]) -> bool:
    return len(items) == 2 and len(items[0]) == 2 and len(items[1]) == 2 and int(items[0]) in _CENTURY


def _word(said: Sequence[Word], at: int) -> str:
    return said[at].text if 0 <= at < len(said) else ""


def _decimal(said: Sequence[Word], run: Run, following: Run | None) -> tuple[int, str] | None:
    """Decimals: "four point five", "zero point two five"."""
    if following is None or following.first != run.last + 1 or _word(said, run.last) != "point":
        return None
    whole = run.digits if run.cardinal or len(run.items) > 1 else run.items[0]
    return following.last, f"{whole}.{following.digits}"


def _day(said: Sequence[Word], run: Run, following: Run | None) -> tuple[int, str] | None:  # noqa: ARG001 - as its siblings
    """The day, and the year, behind a month: "march thirteen", "may twenty first nineteen ninety"."""
    if run.cardinal or _word(said, run.first - 1) not in w.MONTHS:
        return None
    if _word(said, run.last) in ("a", "p", "am", "pm") or not 0 < int(run.items[0]) <= _DAYS:
        return None
    if _year(run.items) or (len(run.items) == 4 and _year((run.digits[:2], run.digits[2:]))):
        return run.last, run.digits
    return run.last, " ".join((run.items[0], "".join(run.items[1:]))).strip()


def _half(said: Sequence[Word], at: int) -> tuple[int, str]:
    """The half of the day that is named at a place, and where it ends."""
    word, after = _word(said, at), _word(said, at + 1)
    if word in ("am", "pm"):
        return at + 1, word
    return (at + 2, word + "m") if word in ("a", "p") and after == "m" else (at, "")


def _time(said: Sequence[Word], run: Run, following: Run | None) -> tuple[int, str] | None:  # noqa: ARG001
    """Hours and minutes: "seven thirty pm", "at nine oh five", "ten a m", "until sixteen forty five"."""
    if run.cardinal:
        return None
    end, half = _half(said, run.last)
    if len(run.items) == 1:
        return (end, f"{run.items[0]} {half}") if half and 0 < int(run.items[0]) <= _HOURS else None
    part = _word(said, run.last) in _PARTS or (_word(said, run.last) == "in" and _word(said, run.last + 2) in _PARTS)
    before = _word(said, run.first - 1)
    placed = before in _TIME_BEFORE or (before in _TIME_TO and "time" in _words(said, run.first - _ASIDE, run.first))
    timed = half or part or _word(said, run.last) in _SUITS or (placed and not before_street(said, run))
    told = _clock(run.items) if timed and not _year(run.items) else ""
    return (end, f"{told}{' ' if half else ''}{half}") if told and (not half or int(run.items[0]) <= _HOURS) else None


def _words(said: Sequence[Word], first: int, last: int) -> frozenset[str]:
    return frozenset(word.text for word in said[max(0, first) : last])


def _amount(said: Sequence[Word], run: Run, following: Run | None) -> tuple[int, str] | None:
    """Money: "twenty five dollars and fifty cents"."""
    sign = w.CURRENCIES.get(_word(said, run.last), "")
    if not sign:
        return None
    end, cents = run.last + 1, ""
    joint = end + (_word(said, end) == "and")
    small = following is not None and following.first == joint and _word(said, following.last) in w.SMALL_COINS
    if following is not None and small and int(following.digits) < 100:
        end, cents = following.last + 1, f".{int(following.digits):02d}"
    return end, f"{sign}{run.digits}{cents}"


def _share(said: Sequence[Word], run: Run, following: Run | None) -> tuple[int, str] | None:  # noqa: ARG001
    if _word(said, run.last) == "percent":
        return run.last + 1, f"{run.digits}%"
    return (
        (run.last + 2, f"{run.digits}%")
        if (_word(said, run.last), _word(said, run.last + 1)) == ("per", "cent")
        else None
    )


_DAY_BEFORE = frozenset(("the", "to", "until", "till", "through", "on", "from"))
_SPAN_TO = frozenset(("until", "till", "through", "to"))


def _ordinals(said: Sequence[Word]) -> list[Edit]:
    """Days of the month: "march thirteenth", "the twenty first of may", "on the fifteenth"."""
    edits: list[Edit] = []
    for at, word in enumerate(said):
        if word.text not in w.ORDINALS:
            continue
        tens = w.TENS.get(_word(said, at - 1), 0) if word.joined and w.ORDINALS[word.text] < 10 else 0
        first = at - 1 if tens in (20, 30) else at
        value = w.ORDINALS[word.text] + (tens if first < at else 0)
        before, after = _word(said, first - 1), _word(said, at + 1)
        month = before in w.MONTHS or (_word(said, first - 2) in w.MONTHS and before == "the")
        month = month or after in w.MONTHS or (after == "of" and _word(said, at + 2) in w.MONTHS)
        behind = before in w.ORDINALS or bool(edits and edits[-1].end == said[first - 1].end)
        alone = (
            (value > 3 or after in _SPAN_TO)
            and (before in _DAY_BEFORE or behind)
            and after not in ("time", "one", "floor", *w.STREETS)
        )
        if value <= _DAYS and (month or alone):
            edits.append(Edit(said[first].start, word.end, f"{value}{_ending(value)}"))
    return edits


def _ending(value: int) -> str:
    return "th" if value in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
