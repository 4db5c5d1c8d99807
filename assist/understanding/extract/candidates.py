"""Finders by shape: e-mail, phone, link, money, ID tokens. Offsets index the text given."""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers

from assist.understanding.extract.folding import fold, plain
from assist.understanding.extract.numerals import HAN_NUMBER, NUMBER_WORDS, chinese_number, digit_runs, english_number
from assist.understanding.extract.spans import Span, drop_covered

_EMAIL = re.compile(
    r"[a-z0-9][a-z0-9._%+\-]*\s?@\s?[a-z0-9\-]+(?:\.[a-z0-9\-]+)*\.[a-z]{2,}(?![a-z0-9])|"
    r"[a-z0-9][a-z0-9._%+\-]*@[a-z0-9\-]+"
)
_SPOKEN_EMAIL = re.compile(
    r"(?P<user>[a-z0-9][\w.%+\-]*(?:\s*(?:\(dot\)|\[dot\]|\bdot\b|\bunderscore\b|\bdash\b)\s*[\w.%+\-]+)*)"
    r"\s*(?:\(at\)|\[at\]|\bat\b|@|艾特)\s*"
    r"(?P<host>[a-z0-9\-]+(?:\s*(?:\(dot\)|\[dot\]|\bdot\b|\.|点)\s*[a-z0-9\-]+)*\s*(?:\(dot\)|\[dot\]|\bdot\b|\.|"
    r"点)\s*"
    r"(?:com|net|org|edu|gov|io|co|cn|uk|de|fr|ca|au|info|me|biz)(?:\s*(?:dot|\.)\s*(?:cn|uk|au|jp))?)(?![a-z])"
)
_URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'，。；！？、）】]+|(?<![@\w.])[a-z0-9\-]+(?:\.[a-z0-9\-]+)*\.(?:com|net|org|io|"
    r"cn|edu|gov|co\.uk)(?:/[^\s<>\"'，。]*)?(?![\w@])"
)
_DIGITS = re.compile(
    r"(?<![\w.])[+(]?\d(?:[\d\s().\-/]{4,}\d)(?![\w])|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)"
)
_DATED = re.compile(r"(?:(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d)(?!\d)")
_REGIONS = ("US", "CN", "GB")
_UNIT = r"(?:dollars?|bucks?|usd|cents?|euros?|eur|pounds?|gbp|quid|yuan|rmb|cny|cad|aud|hkd)"
_AMOUNT = r"\d[\d,]*(?:\.\d+)?\s?(?:k\b)?"
_MONEY_EN = re.compile(
    rf"(?:us|hk|nt|ca|a)?[$€£¥]\s?(?:{_AMOUNT}|{NUMBER_WORDS}\b)|\b{_AMOUNT}\s?(?:[$€£¥]|{_UNIT}\b)|\b{NUMBER_WORDS}\s+{_UNIT}\b"
)
_MONEY_ZH = re.compile(
    rf"(?:{_AMOUNT}|{HAN_NUMBER})\s?(?:万|千)?\s?(?:元|块钱|块|圆|人民币|美元|美金|港币|欧元|英镑)(?:\d|"
    rf"[一二三四五六七八九](?:毛|角)?)?"
)
_PAID = re.compile(
    r"(?:\b(?:paid|pays?|payed|costs?|charged?|spent|price (?:was|is|of)|total(?:led|ed)?(?: was| is| of)?|worth|"
    r"debited|deducted|amount(?: was| is| of)?|refund of|"
    r"(?:bill|invoice|fee|total|balance)(?: (?:for )?(?:this|last) \w+)? (?:is|was|says|shows|came to))"
    r"(?: (?:me|us|you|it|out|exactly|about|around|over|only|just|"
    r"for it|a total of|was|is|of))*|"
    r"(?:付了?|花了?|扣了?|支付了?|收了?|金额|金額|价格|價格|总共|總共|一共)(?:是|为|我)?)"
    r"\s*:?\s*(?P<sum>\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+[.,]\d{2}|\d{2,5}(?=\s*(?:[.,;!?。，；！？]|$|by\b|with\b|"
    r"via\b|through\b|on my\b|for (?:an?|the|my|this|that|it)\b|instead\b|but\b|twice\b|用)))(?!\w|[.,]\d)"
)
"""A bare number behind a word of paying; whole ones only where nothing is counted in them."""
_TOKEN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9]|[_.\-#/+*](?=[A-Za-z0-9]))*")


@lru_cache(maxsize=4096)
def emails(text: str) -> tuple[Span, ...]:
    """E-mail addresses, written or spoken ("name at mail dot com")."""
    folded = fold(text)
    found = []
    if "@" in folded:
        for m in _EMAIL.finditer(folded):
            value = re.sub(r"\s", "", text[m.start() : m.end()]).rstrip(".")
            found.append(Span(m.start(), m.end(), value, 1.0 if "." in value.partition("@")[2] else 0.6))
    if "dot" in folded or "艾特" in folded or "(at)" in folded or "[at]" in folded or " at " in folded:
        found += [Span(m.start(), m.end(), _spoken_email(m), 0.9) for m in _SPOKEN_EMAIL.finditer(folded)]
    return tuple(drop_covered(found))


def _spoken_email(match: re.Match[str]) -> str:
    def written(part: str) -> str:
        part = re.sub(r"\s*(?:\(dot\)|\[dot\]|\bdot\b|点)\s*", ".", part)
        part = re.sub(r"\s*\bunderscore\b\s*", "_", part)
        return re.sub(r"\s+", "", re.sub(r"\s*\bdash\b\s*", "-", part))

    return f"{written(match['user'])}@{written(match['host'])}"


@lru_cache(maxsize=4096)
def urls(text: str) -> tuple[Span, ...]:
    """Links, with or without a scheme."""
    if "." not in text:
        return ()
    found = []
    for m in _URL.finditer(fold(text)):
        said = text[m.start() : m.end()].rstrip(".,;:!?)")
        found.append(Span(m.start(), m.start() + len(said), said))
    return tuple(found)


@lru_cache(maxsize=8192)
def phone_score(said: str) -> float:
    """How much ``said`` looks like a phone number, 0 to 1: valid somewhere, or of a usual length and grouping."""
    digits = re.sub(r"\D", "", said)
    if not 7 <= len(digits) <= 15 or _DATED.match(said):
        return 0.0
    score = 0.3
    for region in _REGIONS:
        try:
            number = phonenumbers.parse(said, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            score = max(score, 0.9)
        elif phonenumbers.is_possible_number(number):
            score = max(score, 0.6)
    grouped = re.search(r"\(\d{3}\)|\d[\s\-.]\d{3,4}[\s\-.]?\d", said) or said.startswith("+")
    return min(1.0, score + 0.1) if grouped else score * 0.85 if not re.match(r"1[3-9]\d{9}$", digits) else score


@lru_cache(maxsize=4096)
def phones(text: str) -> tuple[Span, ...]:
    """Phone numbers of several countries, also spoken digit by digit."""
    found = []
    folded = fold(text)
    for m in _DIGITS.finditer(folded):
        said = m.group().strip()
        score = phone_score(said)
        if score > 0.3:
            found.append(Span(m.start(), m.start() + len(said), text[m.start() : m.start() + len(said)], score))
    found += [
        Span(s.start, s.end, s.value, phone_score(s.value)) for s in digit_runs(text) if phone_score(s.value) > 0.3
    ]
    return tuple(drop_covered(found))


@lru_cache(maxsize=4096)
def money(text: str) -> tuple[Span, ...]:
    """Amounts with a currency; words become digits ("seventy one bucks" → "71 bucks", "三百五十元" → "350元")."""
    folded = fold(text)
    found = []
    if re.search(rf"[$€£¥]|{_UNIT}", folded):
        found += [Span(m.start(), m.end(), _amount(text[m.start() : m.end()])) for m in _MONEY_EN.finditer(folded)]
    if not folded.isascii():
        found += [Span(m.start(), m.end(), _amount(text[m.start() : m.end()])) for m in _MONEY_ZH.finditer(folded)]
    bare = (m.span("sum") for m in _PAID.finditer(folded))
    found += [Span(a, b, text[a:b], 0.9) for a, b in bare if not any(s.start < b and a < s.end for s in found)]
    return tuple(drop_covered([s for s in found if s.value]))


def _amount(said: str) -> str:
    folded = fold(said)
    if sign := re.match(r"[$€£¥]\s?(?=[a-z])", folded):
        return said[:1] + _amount(said[sign.end() :])
    if (run := digit_runs(said)) and run[0].start == 0:
        return f"{run[0].value}{said[run[0].end :]}"
    if m := re.match(NUMBER_WORDS, folded):
        return f"{english_number(m.group())}{said[m.end() :]}"
    if m := re.match(HAN_NUMBER, folded):
        number = chinese_number(m.group())
        return f"{number}{said[m.end() :]}" if number else said
    return said.strip()


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Span, ...]:
    """Runs of letters and digits with inner joiners, as typed: what an ID can be made of."""
    return tuple(Span(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(plain(text)))
