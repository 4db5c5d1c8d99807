"""Dates and times of day as people say them, English and Chinese. The value stays as said, lightly cleaned."""

from __future__ import annotations

import re
from functools import lru_cache

from assist.understanding.extract.folding import fold
from assist.understanding.extract.numerals import chinese_number, english_number
from assist.understanding.extract.spans import Span, drop_covered

_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_WEEKDAY = "mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
_ORDINAL_WORDS = (
    "twenty[- ]?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirty[- ]?first|thirtieth|twentieth"
    "|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth"
    "|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
)
_UNIT_WORD = "zero|oh|one|two|three|four|five|six|seven|eight|nine"
_DAY_WORD = (
    "(?:(?:twenty|thirty)[- ])?(?:one|two|three|four|five|six|seven|eight|nine)|ten|eleven|twelve|thirteen|fourteen|"
    "fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty"
)
_DAY_SAID = rf"(?:{_DAY_WORD})\b(?!\s+(?:people|guests|of\b|days|nights|tickets|{_UNIT_WORD}))"
_DAY = rf"(?:(?:[0-3]?\d|{_DAY_WORD})\s?(?:st|nd|rd|th)|(?:{_ORDINAL_WORDS}))"
_DAYNUM = rf"(?:{_DAY}|[0-3]?\d(?![\d:]))"
_YEAR = r"(?:,?\s*(?:of\s+)?(?:19|20)\d\d)?"
_DATE_EN = re.compile(
    "|".join(
        (
            r"\b(?:19|20)\d\d[-/.](?:1[0-2]|0?[1-9])[-/.](?:3[01]|[12]\d|0?[1-9])\b",
            r"\b[0-3]?\d[-/.][0-3]?\d[-/.](?:(?:19|20)\d\d|\d\d)\b",
            rf"\b(?:{_MONTH})\.?,?\s+(?:19|20)\d\d\b",
            rf"\b(?:{_MONTH})\.?\s+(?:the\s+)?{_DAYNUM}\b{_YEAR}",
            rf"\b(?<!\bi )(?<!you )(?<!we )(?<!that )(?<!it )(?:{_MONTH})\s+(?:the\s+)?{_DAY_SAID}",
            rf"\b(?!one may)(?:{_DAY_WORD})\s+(?:of\s+)?(?:{_MONTH})\b{_YEAR}",
            rf"\b(?:the\s+)?{_DAYNUM}\s+(?:of\s+)?(?:{_MONTH})\b{_YEAR}",
            rf"\b(?:the\s+)?{_DAYNUM}\s+(?:of\s+)?(?:this|next|the|the\s+next|the\s+current)\s+month\b",
            rf"\b(?:on\s+)?(?:{_WEEKDAY})\s+(?:of\s+)?(?:next|this)\s+week\b",
            rf"\b(?:next|this|this\s+coming|coming|last|on)\s+(?:{_WEEKDAY})\b",
            r"\b(?:the\s+)?day\s+(?:after\s+tomorrow|before\s+yesterday)\b",
            r"\b(?:(?:later|earlier)\s+)?(?:tomorrow|today|tonight|yesterday)\b",
            r"\b(?:the\s+)?(?:end|beginning|start|middle)\s+of\s+(?:the|this|next)\s+(?:month|week|year)\b",
            r"\b(?:next|this|last)\s+(?:week(?:end)?|month)\b",
            r"\bin\s+(?:\d+|a|one|two|three|four|five|six|seven|ten)\s+(?:days?|weeks?|months?)\b",
            r"\b[01]?\d/[0-3]?\d\b(?!/)",
            rf"\bthe\s+{_DAY}\b(?!\s+(?:time|one|floor|option|street|avenue))",
            r"\b[0-3]?\d(?:st|nd|rd|th)\b(?!\s+(?:time|one|floor|option|street|avenue|st\b|ave|and\b))",
            r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b",
            (
                rf"\b(?:early\s+|late\s+|mid[- ])?(?:january|february|april|june|july|august|september|october|"
                rf"november|december)\b{_YEAR}"
            ),
        )
    )
)
_HN = "[0-9零〇一二两三四五六七八九十]"
_DATE_ZH = re.compile(
    "|".join(
        (
            rf"(?:(?:19|20)\d\d|[零〇一二三四五六七八九]{{4}})年(?:{_HN}{{1,3}}月(?:{_HN}{{1,3}}[日号])?)?",
            rf"(?:下个?月|这个?月|本月|上个?月)?{_HN}{{1,3}}月{_HN}{{1,3}}[日号]?",
            (
                r"(?:下个?月|这个?月|本月|上个?月)?(?<![\d大小换零〇一二两三四五六七八九十])(?:[12]?\d|3[01]|"
                r"二?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])[日号](?![楼线院门店码鞋0-9])"
            ),
            r"(?:下下|下个?|这个?|本|上个?)?(?:周|星期|礼拜)[一二三四五六日天末]",
            r"(?:下个?|这个?|本|上个?)?(?:月|年)(?:底|初|末)",
            r"大后天|大前天|后天|前天|明天|今天|昨天|明日|今日|明晚|今晚|明早|今早|元旦|春节|国庆(?:节)?",
        )
    )
)
_HOUR = r"(?:[01]?\d|2[0-4])"
_HOURW = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_PART = r"(?:in\s+the\s+)?(?:morning|afternoon|evening|night)|at\s+night"
_MINUTEW = (
    r"(?:(?:twenty|thirty|forty|fifty)(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?|ten|fifteen|oh five)"
)
_CLOCK = r"(?:o['\"]?\s?clock)"
_APM = r"(?:[ap]\.?\s?m\b\.?)"
_TIME_EN = re.compile(
    "|".join(
        (
            (
                rf"\b(?:half\s+past|quarter\s+(?:past|to)|(?:\d+|ten|five|twenty)\s+(?:minutes\s+)?(?:past|to))"
                rf"\s+(?:{_HOUR}|{_HOURW})\b(?:\s*{_CLOCK})?(?:\s+{_PART}\b|\s*{_APM})?"
            ),
            rf"\b(?:morning|afternoon|evening|night)\s+(?:at\s+)?(?:{_HOUR}[:.][0-5]\d|{_HOUR}\b|(?:{_HOURW})\b(?:[\s-]{_MINUTEW}\b)?)",
            rf"\b{_HOUR}[:.][0-5]\d\s*(?:{_APM}|{_PART}\b)",
            rf"\b{_HOUR}:[0-5]\d\b",
            rf"\b{_HOUR}\s*{_APM}",
            rf"\b(?:{_HOURW})(?:[\s-]{_MINUTEW})?\s*{_APM}",
            rf"\b(?:{_HOURW})[\s-]{_MINUTEW}\s+{_PART}\b",
            rf"\b(?:{_HOUR}|{_HOURW})\s*{_CLOCK}(?:\s+{_PART}\b)?",
            rf"\b(?:{_HOUR}|{_HOURW})\s+{_PART}\b",
            r"\b(?:noon|midnight|midday)\b",
        )
    )
)
_ZPART = "凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|今晚|明晚|明早|早|晚"
_TIME_ZH = re.compile(
    rf"(?:{_ZPART})?\s*{_HN}{{1,3}}(?:点钟|点整|点半|点一刻|点三刻|点{_HN}{{1,3}}分?|点(?!\d?分|以上|几)|时(?!间|"
    rf"候|常){_HN}{{0,3}}分?)"
    rf"|(?:{_ZPART})\s*{_HN}{{1,2}}[:：][0-5]\d|(?:中午|午夜|半夜)"
)
_LOOSE_TIME = re.compile(
    rf"\b(?:at|around|by|about|after|before|until|till|make it)\s+"
    rf"(?P<h>{_HOUR}|(?:{_HOURW})(?:[\s-]{_MINUTEW})?)\b(?!\s*(?:[.:/-]\d|"
    rf"\w*(?:st|nd|rd|th)\b|people|guests|days|hours|%|\$))"
)


@lru_cache(maxsize=4096)
def dates(text: str) -> tuple[Span, ...]:
    """Days and dates. The value drops a leading "the" or "on"; the span keeps "the"."""
    folded = fold(text)
    found = []
    for m in _DATE_EN.finditer(folded):
        start, said = m.start(), m.group()
        start += 3 if said.startswith("on ") else 0
        value = text[start : m.end()].strip()
        value = value[4:] if value.lower().startswith("the ") else value
        found.append(Span(start, start + len(text[start : m.end()].rstrip()), value.strip(), _date_score(said)))
    if not folded.isascii():
        found += [Span(m.start(), m.end(), m.group(), 0.9) for m in _DATE_ZH.finditer(folded)]
    return tuple(drop_covered(found))


def _date_score(said: str) -> float:
    if re.fullmatch(r"the (?:first|second|third)|\d+/\d+|today|yesterday|may", said):
        return 0.6
    if re.fullmatch(r"(?:next|this|last)\s+(?:week(?:end)?|month)|tonight", said):
        return 0.7
    return 0.95


@lru_cache(maxsize=4096)
def times(text: str) -> tuple[Span, ...]:
    """Times of day; the value as said."""
    folded = fold(text)
    found = [Span(m.start(), m.end(), text[m.start() : m.end()].strip(), 0.95) for m in _TIME_EN.finditer(folded)]
    if not folded.isascii():
        for m in _TIME_ZH.finditer(folded):
            lead = len(m.group()) - len(m.group().lstrip())
            found.append(Span(m.start() + lead, m.end(), text[m.start() + lead : m.end()], 0.9))
    for m in _LOOSE_TIME.finditer(folded):
        span = Span(m.start("h"), m.end("h"), m.group("h"), 0.5)
        if not any(span.overlaps(f) for f in found):
            found.append(span)
    return tuple(drop_covered(found))


_ORDINALS = {
    w: i
    for i, w in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        1,
    )
} | {"thirtieth": 30}


def ordinal(word: str) -> int | None:
    """Read "14th", "fourteenth", "twenty-first" → the number; ``None`` for anything else."""
    word = fold(word).strip()
    if m := re.fullmatch(r"(?:the\s+)?(\d{1,2})\s?(?:st|nd|rd|th)", word):
        return int(m[1])
    parts = re.findall("[a-z]+", word)
    if parts and parts[-1] in _ORDINALS and all(p in ("twenty", "thirty", "the") for p in parts[:-1]):
        return _ORDINALS[parts[-1]] + sum({"twenty": 20, "thirty": 30}.get(p, 0) for p in parts[:-1])
    return None


def clock(said: str) -> tuple[int, int, bool] | None:
    """Hour (0–23), minute, and whether the half of the day is certain; ``None`` when it is no time of day."""
    text = fold(said)
    if text.strip() in ("noon", "midday", "中午"):
        return 12, 0, True
    if text.strip() in ("midnight", "午夜", "半夜"):
        return 0, 0, True
    hour_minute = _hour_minute(text)
    if hour_minute is None:
        return None
    hour, minute = hour_minute
    late = re.search(r"p\.?\s?m|afternoon|evening|night|下午|晚|傍晚|中午", text)
    early = re.search(r"a\.?\s?m\b|morning|早|上午|凌晨", text)
    if hour > 24 or minute > 59:
        return None
    if late and hour < 12:
        hour += 12
    elif early and hour == 12:
        hour = 0
    return hour % 24, minute, bool(late or early or hour > 12)


def _hour_minute(text: str) -> tuple[int, int] | None:
    number = rf"(?P<h>\d{{1,2}}|{_HOURW})"
    if m := re.search(rf"(half past|quarter past|quarter to)\s+{number}", text):
        hour, base = _int(m["h"]), m[1]
        return (hour, 30) if base == "half past" else (hour, 15) if base == "quarter past" else (hour - 1, 45)
    if m := re.search(rf"({HAN_HOUR})[点时](半|一刻|三刻|{HAN_HOUR})?", text):
        hour = int(float(m[1] if m[1].isdecimal() else chinese_number(m[1]) or 99))
        tail = {"半": 30, "一刻": 15, "三刻": 45, None: 0}.get(m[2])
        if tail is None:
            tail = int(float(m[2] if m[2].isdecimal() else chinese_number(m[2]) or 0))
        return hour, tail
    if m := re.search(r"(\d{1,2})[:.：](\d\d)", text):
        return int(m[1]), int(m[2])
    if m := re.search(rf"\b{number}(?:[\s-](?P<m>{_MINUTEW}))?\b", text):
        return _int(m["h"]), english_number(m["m"]) or 0 if m["m"] else 0
    if m := re.search(r"(?<!\d)(\d{1,2})\s?(?:[ap]\.?m|o)", text):
        return int(m[1]), 0
    return None


HAN_HOUR = "[0-9]{1,2}|[零一二两三四五六七八九十]{1,3}"


def _int(word: str) -> int:
    return int(word) if word.isdecimal() else english_number(word) or 0
