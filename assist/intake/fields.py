"""Careful access to foreign data: whatever type a value has, these return what was asked for, or nothing."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from assist.intake.clean import html_to_text

Object = Mapping[str, Any]
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(\.\d+)?\s*(Z|UTC|[+-]\d\d:?\d\d)?", re.IGNORECASE)
_DURATION = re.compile(r"P(?:\d+D)?T(?:\d+H)?(?:\d+M)?(?:[\d.]+S)?")
_TAGS = re.compile(r"<(?:/?[a-zA-Z][^<>]*|!--.*?--)>", re.DOTALL)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z0-9]+))*")
_CHINESE = frozenset({"zh", "cmn", "yue", "zho", "chi"})
_LONG_NAMES = {"english": "en", "chinese": "zh", "mandarin": "zh", "eng": "en", "cn": "zh"}
_YEAR_2000, _YEAR_2100 = 946_684_800, 4_102_444_800


def words(text: str) -> list[str]:
    """The words of a list written as one text."""
    return text.split()


def text(value: object) -> str:
    """A text, or a whole number as text; anything else is empty."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**30 else ""


def mapping(value: object) -> Object:
    """An object; an empty one for anything else."""
    return value if isinstance(value, Mapping) else {}


def objects(value: object) -> list[Object]:
    """The objects of a list; none for anything else."""
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []


def first(item: Object, *keys: str) -> Any:
    """The value under the first of ``keys`` that holds one."""
    return next((item[key] for key in keys if item.get(key) not in (None, "", [], {})), None)


def at(value: object, *steps: str) -> Any:
    """What lies under ``value[step][step]…``; a list on the way stands for its first object."""
    for step in steps:
        if isinstance(value, list):
            value = value[0] if value else None
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def number(value: object) -> float | None:
    """A finite number, also one written as text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def truth(value: object) -> bool | None:
    """A yes or no, also one written as text or as 0 and 1; ``None`` when it is neither."""
    if isinstance(value, bool):
        return value
    word = str(value).strip().casefold() if isinstance(value, str | int) else ""
    return True if word in {"true", "1", "yes", "t"} else False if word in {"false", "0", "no", "f"} else None


def moment(value: object) -> str | None:
    """ISO 8601 of a moment written in ISO 8601, as seconds, milliseconds or microseconds since 1970, or as in mail."""
    if isinstance(value, str) and (found := _ISO.match(value.strip())):
        zone = (found[4] or "").upper().replace("UTC", "Z")
        return f"{found[1]}T{found[2]}{found[3] or ''}{zone}"
    seconds = number(value)
    if seconds is None:
        return _mail_date(value) if isinstance(value, str) else None
    for unit in (1, 1000, 1_000_000):
        if _YEAR_2000 <= seconds / unit <= _YEAR_2100:
            when = datetime.fromtimestamp(seconds / unit, UTC)
            return when.isoformat(timespec="milliseconds" if when.microsecond else "seconds").replace("+00:00", "Z")
    return None


def _mail_date(value: str) -> str | None:
    if not 16 <= len(value) <= 60:
        return None
    if re.search(r"\d\s?[ap]\.?m\b", value, re.IGNORECASE):
        return None  # the standard library leaves out which half of the day it is
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return when.isoformat().replace("+00:00", "Z")


def since_start(seconds: float | None, start: str | None = None) -> str | None:
    """The moment ``seconds`` after ``start``; without a start, the time into the recording as ISO 8601's duration."""
    if seconds is None or not 0 <= seconds < 10_000_000:
        return None
    if start:
        try:
            when = datetime.fromisoformat(start) + timedelta(seconds=seconds)
        except (ValueError, OverflowError):
            return None
        precise = "milliseconds" if when.microsecond else "seconds"
        return when.isoformat(timespec=precise).replace("+00:00", "Z")
    return f"PT{f'{seconds:.3f}'.rstrip('0').rstrip('.')}S"


def milliseconds(value: object) -> float | None:
    """Milliseconds as seconds."""
    found = number(value)
    return None if found is None else found / 1000


def seconds_of(value: object) -> float | None:
    """Seconds out of a number, ``"12.3s"``, ``{"seconds": 12}``, ``PT1M2.5S`` or ``00:01:02.5``."""
    if isinstance(value, Mapping):
        whole, nanos = number(value.get("seconds")), number(value.get("nanos"))
        return (whole or 0) + (nanos or 0) / 1e9 if whole is not None or nanos is not None else None
    if isinstance(value, str) and _DURATION.fullmatch(value.strip()):
        parts = {unit: float(n) for n, unit in re.findall(r"(\d+(?:\.\d+)?)([DHMS])", value)}
        return sum(parts.get(unit, 0) * size for unit, size in (("D", 86400), ("H", 3600), ("M", 60), ("S", 1)))
    if isinstance(value, str) and (found := re.fullmatch(r"(?:(\d+):)?(\d{1,2}):(\d{1,2}(?:[.,]\d+)?)", value.strip())):
        return int(found[1] or 0) * 3600 + int(found[2]) * 60 + float(found[3].replace(",", "."))
    return number(value.strip().removesuffix("s")) if isinstance(value, str) else number(value)


def language(value: object) -> str | None:
    """``en`` of ``en-US``; Chinese keeps ``-TW`` where it is written in traditional characters."""
    tag = text(value)
    tag = _LONG_NAMES.get(tag.casefold(), tag)
    if not _LANGUAGE.fullmatch(tag):
        return None
    parts = re.split(r"[-_]", tag.casefold())
    if parts[0] in _CHINESE:
        return "zh-TW" if {"tw", "hk", "mo", "hant"} & set(parts) else "zh"
    return parts[0] if parts[0] not in {"und", "mul", "xx"} else None


def plain(value: object) -> str:
    """The text of a value that may be HTML."""
    said = text(value)
    if _TAGS.search(said):
        return html_to_text(said)
    return html_to_text(said.replace("<", "&lt;").replace("\n", "<br>")) if _ENTITY.search(said) else said


def is_html_text(said: str) -> bool:
    """Whether a value has tags in it."""
    return bool(_TAGS.search(said))


def by_id(items: Iterable[Object], *keys: str) -> dict[str, Object]:
    """Objects by whatever identifies them."""
    found: dict[str, Object] = {}
    for item in items:
        if key := text(first(item, *(keys or ("id",)))):
            found.setdefault(key, item)
    return found
