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
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_ZH_HALF = r"(?:上午|下午|早上|晚上|中午|凌晨|傍晚)"

CLOCK = (
    rf"(?:{_ZH_HALF}{_SPACE}?)?\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}}(?:[.,]\d{{1,6}})?)?"
    rf"(?:{_SPACE}?[ap]\.?m\b\.?)?"
)
DATE = (
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})(?!\d)"
    rf"|(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}[日号]"
    rf"|(?:{_WEEKDAY},?{_SPACE}+)?{_MONTH}{_SPACE}+\d{{1,2}}(?![\d:])(?:st|nd|rd|th)?(?:,?{_SPACE}+\d{{4}})?"
    rf"|(?:{_WEEKDAY},?{_SPACE}+)?\d{{1,2}}{_SPACE}+{_MONTH}(?:,?{_SPACE}+\d{{4}})?"
    rf"|today|yesterday|今天|昨天|星期[一二三四五六日天]|周[一二三四五六日]|{_WEEKDAY})"
)
_ZONE = rf"(?:Z|{_SPACE}?(?:UTC|GMT)\b|{_SPACE}?[+-]\d{{2}}:?\d{{2}})"
_AFTER_DATE = rf"(?:,?{_SPACE}*(?:(?:at|à|um|kl\.){_SPACE}+|\|{_SPACE}*)?|T)"
MOMENT = rf"(?:{DATE}{_AFTER_DATE}{CLOCK}{_ZONE}?|{CLOCK},?{_SPACE}+{DATE}|{CLOCK}{_ZONE}?)"

_MOMENT_ONLY = re.compile(rf"(?:{MOMENT})", re.IGNORECASE)
_DATE_ONLY = re.compile(rf"[-–—=*_·\s]*(?P<date>{DATE})[-–—=*_·\s]*", re.IGNORECASE)
_CLOCK_PARTS = re.compile(
    rf"(?P<zh>{_ZH_HALF})?{_SPACE}?(?<!\d)(?P<h>\d{{1,2}})[:：](?P<m>\d{{2}})(?:[:：](?P<s>\d{{2}})(?:[.,]\d+)?)?"
    rf"(?:{_SPACE}?(?P<ap>[ap])\.?m\b)?(?P<zone>{_ZONE})?",
    re.IGNORECASE,
)
_YMD = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})")
_XYZ = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_MDY = re.compile(rf"({_MONTH}){_SPACE}+(\d{{1,2}})(?:st|nd|rd|th)?,?{_SPACE}+(\d{{4}})", re.IGNORECASE)
_DMY = re.compile(rf"(\d{{1,2}}){_SPACE}+({_MONTH}),?{_SPACE}+(\d{{4}})", re.IGNORECASE)


def is_moment(text: str) -> bool:
    """Whether ``text`` is a point in time and nothing else."""
    return len(text) < 60 and _MOMENT_ONLY.fullmatch(text.strip()) is not None


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
            half = re.search(r"\d\s?[ap]\.?m\b", moment, re.IGNORECASE)
            undecided |= bool(half) and found[2] != "."
            guess = True
        return cls(None if undecided else guess)


def to_iso(moment: str, order: DateOrder, day: date | None = None) -> str | None:
    """``2026-05-01T10:32:00`` (with the zone when one is written), or ``None`` when no certain date is known.

    ``day`` is the date of the last divider line, used when the moment itself has none.
    """
    on = find_date(moment, order) or day
    clock = _CLOCK_PARTS.search(_XYZ.sub(" ", _YMD.sub(" ", moment)).replace("T", " ", 1))
    if on is None or clock is None:
        return None
    hour = _hour(int(clock["h"]), clock["ap"], clock["zh"])
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
    return _MONTHS.index(word[:3].lower()) + 1


def _hour(hour: int, half: str | None, zh: str | None) -> int:
    afternoon = (half or "").lower() == "p" or zh in {"下午", "晚上", "傍晚"} or (zh == "中午" and hour < 11)
    if afternoon and hour < 12:
        return hour + 12
    if hour == 12 and ((half or "").lower() == "a" or zh in {"上午", "凌晨"}):
        return 0
    return hour
