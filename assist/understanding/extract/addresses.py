"""Street addresses by shape: number and kind of street, or 市…区…路…号. Offsets index the text given."""

from __future__ import annotations

import re
from functools import lru_cache

from assist.understanding.extract.folding import fold
from assist.understanding.extract.spans import Span, drop_covered
from assist.understanding.extract.words import STOP

_SHORT = "st|ave|av|rd|blvd|ln|dr|ct|pl|sq|pkwy|cir|hwy"
_STREET = (
    f"{_SHORT}|street|avenue|road|boulevard|lane|drive|court|place|square|way|terrace|parkway|circle|highway|alley"
    "|crescent|close|row|trail|plaza"
)
_ADDRESS_EN = re.compile(
    rf"(?:\b(?:flat|apartment|apt|unit|suite|room)\s*#?\w{{1,5}},\s*)?\b\d{{1,6}}[a-z]?\s+(?:[a-z0-9'.\-]+\s+){{1,4}}?"
    rf"(?P<street>{_STREET})\b(?P<stop>\.)?"
    r"(?:,?\s*(?:apt|apartment|suite|ste|unit|floor|flat|#)\.?\s*#?\w+)?"
    r"(?P<town>(?:,?\s+[a-z][a-z'.\-]*(?:\s+[a-z][a-z'.\-]*){0,2},?\s+(?P<state>[a-z]{2})\b)?(?:,?\s+\d{5}(?:-\d{4})?\b)?)"
    r"(?:(?:,?\s+[a-z]{3,}(?:\s[a-z]{3,}){0,2})?,?\s+[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}\b)?"
    r"(?P<place>,\s*(?P<first>[a-z]{3,})(?:\s[a-z]{3,})?(?=\s*(?:[.!?]|$)))?"
)
_TOWN = re.compile(r",\s*(?P<word>[a-z]{3,})")
_ADDRESS_ZH = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}?(?:省|自治区|市))?(?:[\u4e00-\u9fff]{1,8}?(?:市|区|县|镇|乡)"
    r"){0,3}[\u4e00-\u9fffA-Za-z0-9]{1,14}?"
    r"(?:路|街|道|巷|弄|胡同|村|大街|大道)"
    r"[\u4e00-\u9fff]{0,4}?[0-9零〇一二三四五六七八九十百甲乙\-]+号(?:[\u4e00-\u9fffA-Za-z0-9\-]{0,16}?(?:室|楼|层|"
    r"栋|单元|座|院))*"
)
_ADDRESS_LEAD = re.compile(r"^.*?(?:地址|住址|住在|寄到|送到|发到|位于|就在|在|是|为|到|改成)(?=[\u4e00-\u9fff]{2})")


@lru_cache(maxsize=4096)
def addresses(text: str) -> tuple[Span, ...]:
    """Street addresses of a turn."""
    folded = fold(text)
    ends = ((m.start(), _end(text, m)) for m in _ADDRESS_EN.finditer(folded))
    found = [Span(start, end, text[start:end], 0.85) for start, end in ends]
    if not folded.isascii():
        for m in _ADDRESS_ZH.finditer(folded):
            lead = _ADDRESS_LEAD.match(m.group())
            start = m.start() + (lead.end() if lead else 0)
            found.append(Span(start, m.end(), text[start : m.end()], 0.85))
    return tuple(drop_covered(found))


def _end(text: str, found: re.Match[str]) -> int:
    """Where an address ends whose town and state, or whose place, are words the sentence goes on with.

    "9 Mill Lane. The name is …", "14 Larch Close, Hadley on the 3rd", "2 High Street, please". A state in capitals is
    one: "Portland OR".
    """
    state = text[found.start("state") : found.end("state")]
    end = found.end()
    if found["place"] and found["first"] in STOP:
        end = found.start("place")
    if state.lower() in STOP and not state.isupper():
        end = found.start("town")
        town = None if found["stop"] else _TOWN.match(found.string, end)
        end = town.end() if town and town["word"] not in STOP else end
    full = found["stop"] and found["street"] not in _SHORT.split("|")
    return end - 1 if full and end == found.end("stop") else end
