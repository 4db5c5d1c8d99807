"""Moments as chat tools write them, read into ISO 8601 where the date is known.

A time of day without a date is recognised (it marks a line as a message's head) but not kept: ``Turn.at`` is ISO 8601
or nothing, and a guessed date would be a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

_SPACE = r"[ \t\u00a0\u202f]"
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
# The months in other languages, as exports and mail programs write them; only taken beside a year.
_MONTHS_ABROAD = (
    "januar janvier enero gennaio janeiro januari jänner januari",
    "februar février febrero febbraio fevereiro februari feb. févr",
    "märz mars marzo março maart marts mär",
    "april avril abril aprile avr abr",
    "mai mayo maggio maio mei maj mag",
    "juni juin junio giugno junho giu",
    "juli juillet julio luglio julho juil lug",
    "august août agosto augustus augusti ago",
    "september septembre septiembre settembre setembro set",
    "oktober octobre octubre ottobre outubro okt ott out",
    "november novembre noviembre novembro",
    "dezember décembre diciembre dicembre dezembro december déc dic dez des",
)
_MONTH_OF = {
    word: number
    for number, row in enumerate(_MONTHS_ABROAD, 1)
    for word in (*row.replace(".", "").split(), _MONTHS[number - 1])
}
_ABROAD = "|".join(sorted((w for w in _MONTH_OF if w not in _MONTHS), key=len, reverse=True))
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_HALF_BEFORE = r"(?:上午|下午|早上|晚上|中午|凌晨|傍晚|午前|午後|오전|오후)"
_HALF_AFTER = rf"(?:[ap]\.?{_SPACE}?m\b\.?|[πμ]\.?μ\.|[صم](?!\w)|ö[ös]\b|p(?:t?g)\b)"

CLOCK = (
    rf"(?:{_HALF_BEFORE}{_SPACE}?)?\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}}(?:[.,]\d{{1,6}})?)?"
    rf"(?:{_SPACE}?{_HALF_AFTER})?"
)
_DOTTED = r"\d{1,2}\.\d{2}(?:\.\d{2})?(?![.:\d])"  # a clock in Denmark, Finland, Indonesia; known by the date before it
DATE = (
    rf"(?:\d{{4}}(?:[-/]|\.{_SPACE}?)\d{{1,2}}(?:[-/]|\.{_SPACE}?)\d{{1,2}}\.?"
    rf"|\d{{1,2}}(?:[-/]|\.{_SPACE}?)\d{{1,2}}(?:[-/]|\.{_SPACE}?)(?:\d{{4}}|\d{{2}})(?!\d)(?:{_SPACE}?(?:г\.|\.))?"
    rf"|(?:\d{{4}}[年년]{_SPACE}?)?\d{{1,2}}[月월]{_SPACE}?\d{{1,2}}[日号일]"
    rf"|\d{{1,2}}\.?{_SPACE}+(?:de{_SPACE}+)?(?:{_ABROAD})\.?{_SPACE}+(?:de{_SPACE}+)?\d{{4}}"
    rf"|(?:{_WEEKDAY},?{_SPACE}+)?{_MONTH}{_SPACE}+\d{{1,2}}(?![\d:])(?:st|nd|rd|th)?(?:,?{_SPACE}+\d{{4}})?"
    rf"|(?:{_WEEKDAY},?{_SPACE}+)?\d{{1,2}}{_SPACE}+{_MONTH}(?:,?{_SPACE}+\d{{4}})?"
    rf"|today|yesterday|今天|昨天|星期[一二三四五六日天]|周[一二三四五六日]|{_WEEKDAY})"
)
_ZONE = rf"(?:Z|{_SPACE}?(?:UTC|GMT)\b|{_SPACE}?[+-]\d{{2}}:?\d{{2}})"
_AFTER_DATE = rf"(?:[,،]?{_SPACE}*(?:(?:at|à|às|um|kl\.|klo|ob|alle|a{_SPACE}las){_SPACE}+|\|{_SPACE}*)?|T)"
MOMENT = (
    rf"(?:{DATE}{_AFTER_DATE}(?:{CLOCK}(?:{_SPACE}?ч\.)?{_ZONE}?|{_DOTTED})|{CLOCK},?{_SPACE}+{DATE}|{CLOCK}{_ZONE}?)"
)

_MOMENT_ONLY = re.compile(rf"(?:{MOMENT})", re.IGNORECASE)
_DATE_ONLY = re.compile(rf"[-–—=*_·\s]*(?P<date>{DATE})[-–—=*_·\s]*", re.IGNORECASE)
_CLOCK_PARTS = re.compile(
    rf"(?P<before>{_HALF_BEFORE})?{_SPACE}?(?<!\d)(?P<h>\d{{1,2}})[:：.](?P<m>\d{{2}})(?:[:：.](?P<s>\d{{2}})(?:[.,]\d+)?)?"
    rf"(?!\d)(?:{_SPACE}?(?P<after>{_HALF_AFTER}))?(?P<zone>{_ZONE})?",
    re.IGNORECASE,
)
_YMD = re.compile(rf"(\d{{4}})[-/.年년]{_SPACE}?(\d{{1,2}})[-/.月월]{_SPACE}?(\d{{1,2}})(?:\.(?=\s)|[日号일])?")
_XYZ = re.compile(rf"(?<!\d)(\d{{1,2}})([-/.]){_SPACE}?(\d{{1,2}})[-/.]{_SPACE}?(\d{{4}}|\d{{2}})(?!\d)")
_MDY = re.compile(rf"({_MONTH}){_SPACE}+(\d{{1,2}})(?:st|nd|rd|th)?,?{_SPACE}+(\d{{4}})", re.IGNORECASE)
_DMY = re.compile(
    rf"(\d{{1,2}})\.?{_SPACE}+(?:de{_SPACE}+)?({_MONTH}|(?:{_ABROAD})\b\.?),?{_SPACE}+(?:de{_SPACE}+)?(\d{{4}})",
    re.IGNORECASE,
)


def is_moment(text: str) -> bool:
    """Whether ``text`` is a point in time and nothing else."""
    return len(text) < 60 and _MOMENT_ONLY.fullmatch(text.strip()) is not None


def has_year(moment: str) -> bool:
    """Whether a date with its year is in ``moment``."""
    return any(date.search(moment) for date in (_YMD, _XYZ, _MDY, _DMY))


def divider_date(line: str) -> str | None:
    """The date of a line that holds a date and nothing else (dashes around it allowed), or ``None``."""
    found = _DATE_ONLY.fullmatch(line) if len(line) < 80 else None
    return found["date"] if found else None


@dataclass(frozen=True, slots=True)
class DateOrder:
    """Whether ``12/05`` is the 12th of May: ``True``, ``False``, or ``None`` when the text does not tell."""

    day_first: bool | None

    @classmethod
    def of(cls, moments: Iterable[str]) -> DateOrder:
        """From every moment of one text.

        A part above 12 is a day. Failing that, dots and a 24-hour clock go with the day first; slashes with AM/PM
        are written both ways, so they stay undecided.
        """
        undecided = False
        guess: bool | None = None
        for moment in moments:
            found = _XYZ.search(moment)
            if not found or _YMD.search(moment):
                continue
            if int(found[1]) > 12 or int(found[3]) > 12:
                return cls(int(found[1]) > 12)
            half = re.search(r"\d\s?[ap]\.?m\b", moment, re.IGNORECASE)  # "a. m." is Spanish, where the day goes first
            undecided |= bool(half) and found[2] != "."
            guess = True
        return cls(None if undecided else guess)


def to_iso(moment: str, order: DateOrder, day: date | None = None) -> str | None:
    """``2026-05-01T10:32:00`` (with the zone when one is written), or ``None`` when no certain date is known.

    ``day`` is the date of the last divider line, used when the moment itself has none.
    """
    on = find_date(moment, order) or day
    clock = _CLOCK_PARTS.search(_XYZ.sub(" ", _YMD.sub(" ", moment)))
    if on is None or clock is None:
        return None
    hour = _hour(int(clock["h"]), clock["before"] or "", (clock["after"] or "").casefold())
    try:
        when = datetime(on.year, on.month, on.day, hour, int(clock["m"]), int(clock["s"] or 0))  # noqa: DTZ001  zone kept as written
    except ValueError:
        return None
    zone = (clock["zone"] or "").strip().upper()
    return when.isoformat() + ("Z" if zone in {"UTC", "GMT", "Z"} else zone)


def find_date(text: str, order: DateOrder) -> date | None:
    """The full date in ``text``, or ``None``."""
    try:
        if found := _YMD.search(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _MDY.search(text):
            return date(int(found[3]), _month(found[1]), int(found[2]))
        if found := _DMY.search(text):
            return date(int(found[3]), _month(found[2]), int(found[1]))
        if (found := _XYZ.search(text)) and order.day_first is not None:
            first, second, year = int(found[1]), int(found[3]), int(found[4])
            day, month = (first, second) if order.day_first else (second, first)
            return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        pass
    return None


def _month(word: str) -> int:
    known = word.rstrip(".").casefold()
    return _MONTH_OF.get(known) or _MONTHS.index(known[:3]) + 1


_NOON = frozenset({"下午", "晚上", "傍晚", "午後", "오후"})
_MORNING = frozenset({"上午", "凌晨", "午前", "오전"})


def _hour(hour: int, before: str, after: str) -> int:
    """The hour of 24. ``after``: am and pm as English, Greek, Arabic, Turkish and Malay write them."""
    late = after.startswith(("p", "μ", "م", "ös")) and after != "pg"
    if (late or before in _NOON or (before == "中午" and hour < 11)) and hour < 12:
        return hour + 12
    if hour == 12 and not late and (after or before in _MORNING):
        return 0
    return hour
