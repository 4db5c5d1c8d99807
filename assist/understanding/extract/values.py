"""Values known by their units or by the words around them: prices, marks, lengths of time, kinds, dishes."""

from __future__ import annotations

import re

from assist.understanding.extract import candidates, dates
from assist.understanding.extract.folding import fold, has_han
from assist.understanding.extract.numerals import quantities
from assist.understanding.extract.spans import Span
from assist.understanding.extract.words import STOP

_PRICE_ZH = re.compile(
    r"\d+(?:\.\d+)?\s?元?\s?(?:-|到|至|~)\s?\d+(?:\.\d+)?\s?(?:元|块)?|\d+(?:\.\d+)?\s?(?:元|块)(?:以[上下内]|"
    r"左右)?|免费"
)
_RATING = re.compile(
    r"(?<![\d.])\d(?:\.\d)?\s?分(?:以上)?|[一二三四五]星级?|\b\d(?:\.\d+)?[- ]?(?:stars?|out of)\b|"
    r"\b\d\.\d+(?=\s+(?:or (?:more|better|higher|above)\s+)?(?:rating|rated|average))"
)
_LENGTH_ZH = re.compile(
    r"\d+(?:\.\d+)?\s?(?:个?小时|分钟|天|晚)?\s*(?:-|到|至|~|\s)\s*\d+(?:\.\d+)?\s?(?:个?小时|分钟|天|晚)|"
    r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十半]+)\s?个?(?:小时|半小时|分钟|天|晚)(?!前|后|内)"
)
_LENGTH_EN = re.compile(
    r"\b(?P<n>\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten)[\s-]+(?:(?:full|whole)\s+)?(?P<unit>days?|"
    r"nights?|hours?|weeks?|minutes?|months?)\b"
)
_MODIFIER_STOP = STOP | {
    "other",
    "another",
    "different",
    "more",
    "particular",
    "certain",
    "specific",
    "best",
    "top",
    "local",
    "nearby",
    "two",
    "three",
}
_TYPE_ZH = re.compile(
    r"(?:^|(?<=[^\u4e00-\u9fff])|(?<=[是的个家间找订住选要型]))((?![是的个家间找订住选要])[\u4e00-\u9fff]{2}型)"
)
_DISH = re.compile(
    r"(?:(?:想|去|要|能|可以)(?:去)?(?:吃到?|尝尝?|品尝|点)(?:到|个|点|一下|一份|份|过)?|(?<!好)吃(?:到|个|点)?|"
    r"推荐菜(?:是|有|里有|包含|中有|为|要有|包括)*|菜品?(?:是|有|为)|特色菜(?:是|有)?|(?:有|提供|做)"
    r"(?=[\u4e00-\u9fff]{2,10}(?:这道|这个|这种|这两道)?菜)|谁家的)"
    r"[“\"'「]?(?P<dish>[\u4e00-\u9fffa-z]{2,10}?)[”\"'」]?"
    r"(?=(?:这道菜|这个菜|这种|这两道|比较|好吃|做得|的(?:餐馆|餐厅|饭店|饭馆|店|地方|菜)|[ ，。,！!？?、]|和|吗|"
    r"吧|，|$|有没有|请|帮|[你您]看|[并而]且|评分|人均|然后|麻烦|附近|周边|价格|哪家))"
)
_NOT_DISH = re.compile(
    r"什么|哪|附近|周边|酒店|景点|餐馆|餐厅|饭店|电话|地址|问题|点东西|东西|好吃|饭|完|这家|那家|多少|时间|推荐|我|"
    r"你|您|的|菜$"
)


def prices(text: str) -> tuple[Span, ...]:
    """Amounts, ranges of amounts, and "free"."""
    found = [
        Span(m.start(), m.end(), text[m.start() : m.end()].strip(), 0.9)
        for m in _PRICE_ZH.finditer(fold(text))
        if has_han(m.group()) or has_han(text[m.end() : m.end() + 2])
    ]
    found += [s for s in candidates.money(text) if not any(s.overlaps(f) for f in found)]
    return tuple(found)


def ratings(text: str) -> tuple[Span, ...]:
    """Marks: "4.5分以上", "four stars"."""
    return tuple(Span(m.start(), m.end(), text[m.start() : m.end()], 0.95) for m in _RATING.finditer(fold(text)))


def durations(text: str) -> tuple[Span, ...]:
    """Lengths of time. For English the span holds the number, the value also its unit."""
    folded = fold(text)
    found = (
        [Span(m.start(), m.end(), text[m.start() : m.end()], 0.9) for m in _LENGTH_ZH.finditer(folded)]
        if has_han(text)
        else []
    )
    found += [Span(m.start("n"), m.end("n"), m.group(), 0.9) for m in _LENGTH_EN.finditer(folded)]
    return tuple(found)


def modifiers(text: str, nouns: str) -> list[Span]:
    """The word before one of the nouns (alternatives of a regular expression): "a family movie", "jazz songs"."""
    folded = fold(text)
    if not nouns or not folded.isascii():
        return []
    return [
        Span(m.start(1), m.end(1), text[m.start(1) : m.end(1)], 0.75)
        for m in re.finditer(rf"\b([a-z][a-z\-&]+)\s+(?:{nouns})s?\b", folded)
        if m[1] not in _MODIFIER_STOP and not m[1].endswith(("ing", "ed", "ly"))
    ]


def types_zh(text: str) -> list[Span]:
    """Kinds of thing: "经济型", "豪华型"."""
    return [Span(m.start(1), m.end(1), text[m.start(1) : m.end(1)], 0.95) for m in _TYPE_ZH.finditer(fold(text))]


def dishes_zh(text: str) -> list[Span]:
    """What somebody would like to eat. What is none may have one in it: no stop parts "去吃饭我想吃…"."""
    folded, found, at = fold(text), [], 0
    while m := _DISH.search(folded, at):
        fits = not _NOT_DISH.search(m["dish"])
        if fits:
            found.append(Span(m.start("dish"), m.end("dish"), text[m.start("dish") : m.end("dish")], 0.9))
        at = m.end("dish") if fits else m.start() + 1
    return found


_SIZE = re.compile(
    r"\bsize\s+(?P<a>\d{1,2}(?:\.5)?|x{0,3}[sl]|m)\b|\b(?P<b>x{1,3}[sl]|small|medium|large|extra[- ]large)\b"
    r"|(?<![\d.])(?P<c>\d{2}(?:\.5)?|x{0,3}[sl]|m)\s*[号码](?!\w*[楼线店])"
    r"|\b(?:a|an|to|into)\s+(?P<d>3[4-9]|4\d)(?:\.5)?\b(?!\s*(?:[%$€£]|\w*(?:hours?|days?|minutes?|percent|people)))"
)


def sizes(text: str) -> tuple[Span, ...]:
    """Sizes of clothes and shoes: "XL", "size 10", "39 号"; the value without the word for size."""
    found = []
    for m in _SIZE.finditer(fold(text)):
        group = m.lastgroup or "a"
        found.append(Span(m.start(group), m.end(group), text[m.start(group) : m.end(group)], 0.9))
    return tuple(found)


_SECRET = re.compile(
    r"(?:maiden name|pet(?:'?s)?(?: name)?|(?:dog|cat)'?s name|first (?:school|car|teacher)|answer)"
    r"(?: \w+){0,4}? (?:is|was|called|named|were)(?: called)?\s+(?P<name>[a-z][\w'\-]+)"
)


def secrets(text: str) -> tuple[Span, ...]:
    """Answers to the usual security questions, given in a sentence."""
    return tuple(
        Span(m.start("name"), m.end("name"), text[m.start("name") : m.end("name")], 0.9)
        for m in _SECRET.finditer(fold(text))
        if m["name"] not in STOP
    )


def no_name_zh(text: str) -> bool:
    """Whether a Chinese answer is a request or a phrase rather than a name."""
    return bool(_NOT_DISH.search(text) or re.search(r"[了吗呢吧啊给把查谢]", text))


def numbers(text: str) -> tuple[Span, ...]:
    """Quantities that are no part of a date, a time or an amount of money."""
    taken = [s for s in (*dates.dates(text), *dates.times(text)) if s.score > 0.6] + [*candidates.money(text)]
    return tuple(s for s in quantities(text) if not any(s.overlaps(t) for t in taken))


def usernames(text: str) -> tuple[Span, ...]:
    """Tokens that can be a login."""
    mails = candidates.emails(text)
    return tuple(
        s._replace(score=0.95 if any(c.isdigit() for c in s.value) else 0.5)
        for s in candidates.tokens(text)
        if not any(s.overlaps(m) for m in mails) and s.value.lower() not in STOP and len(s.value) > 2
    )
