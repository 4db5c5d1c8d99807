"""What a stretch of talk is about (a room, a table, a flight…), so that values of another matter stay out of a form."""

from __future__ import annotations

import re
from functools import lru_cache

from assist.understanding.extract.folding import fold
from assist.understanding.extract.spans import Span

# Everyday matters service desks deal with; the words are those people use for them.
_WORDS: dict[str, str] = {
    "hotel": r"hotels?|motels?|hostels?|inn|resorts?|accommodations?|lodging|check(?:ing)?[- ]?in|"
    r"check(?:ing)?[- ]?out|酒店|宾馆|旅馆|旅店|住宿|入住|住处",
    "restaurant": r"restaurants?|dining|dine|eat|dinner|lunch|brunch|cuisines?|table for|places? to eat|food|餐馆|"
    r"餐厅|饭馆|吃饭|用餐|美食|就餐|这道菜|人均消费|人均",
    "sight": r"attractions?|sightseeing|museums?|things to (?:do|see)|tourist|places? to visit|景点|景区|游玩|游览|"
    r"门票|票价",
    "taxi": r"taxis?|cabs?|ride|rides|driver|出租车?|打车|的士",
    "metro": r"subway|metro|underground|地铁",
    "flight": r"flights?|fly|flying|airlines?|planes?|air tickets?|航班|机票|飞机",
    "bus": r"bus|buses|coach|大巴|汽车票|公交",
    "train": r"trains?|rail|railway|火车|高铁|动车|车票",
    "rental": r"rental cars?|rent (?:a |the )?cars?|car rentals?|hire a car|cars?|sedan|suv|hatchback|租车",
    "movie": r"movies?|films?|cinemas?|showtimes?|电影|影院",
    "music": r"songs?|music|albums?|playlists?|tunes?|tracks?|歌曲?|音乐|专辑",
    "event": r"events?|concerts?|games?|matches|演唱会|比赛|活动",
    "home": r"apartments?|houses?|propert(?:y|ies)|flats?|housing|rent a place|bedrooms?|公寓|房子|租房|看房",
    "beauty": r"salons?|hair\w*|stylists?|barbers?|haircut|理发|美发",
    "health": r"doctors?|dentists?|therapists?|clinics?|psycholog\w+|psychiatr\w+|counsel\w+|医生|牙医|看病|挂号|诊所",
    "alarm": r"alarms?|闹钟",
    "weather": r"weather|temperature|forecast|rain|rainy|raining|humidity|winds?|windy|天气|气温",
    "message": r"share|分享|发消息",
    "payment": r"pay|payments?|transfer|send money|request money|付款|转账|汇款",
}
_KINDED = frozenset(
    ("hotels?", "restaurants?", "cuisines?", "food", "attractions?", "museums?", "flights?", "movies?", "films?",
     "songs?", "music", "events?", "concerts?", "apartments?", "houses?", "cars?", "salons?", "doctors?")
)  # fmt: skip
_FORM_WORDS = {
    "travel": "sight",
    "messaging": "message",
    "media": "movie",
}
_ANY = re.compile(
    "|".join(
        f"(?P<{k}>{_bounded})"
        for k, v in _WORDS.items()
        for _bounded in [
            "|".join(w if re.match(r"[\u4e00-\u9fff]", w) else rf"(?<![a-z0-9]){w}(?![a-z0-9])" for w in v.split("|"))
        ]
    )
)


@lru_cache(maxsize=4096)
def mentions(text: str) -> tuple[Span, ...]:
    """Where a matter is named; the value is the matter."""
    return tuple(Span(m.start(), m.end(), str(m.lastgroup)) for m in _ANY.finditer(fold(text)))


def last_matter(text: str) -> str:
    """The matter named last, or ""."""
    found = mentions(text)
    return found[-1].value if found else ""


@lru_cache(maxsize=256)
def matters_of(words: tuple[str, ...]) -> frozenset[str]:
    """The matters a form is about, by the words of its title and id; empty when it is about none of these."""
    found = {m.value for w in words for m in mentions(w)}
    return frozenset(found | {_FORM_WORDS[w] for w in words if w in _FORM_WORDS})


def nouns_for(matters: frozenset[str]) -> str:
    """English plain nouns of these matters, as alternatives of a regular expression."""
    return "|".join(w for m in sorted(matters) for w in _WORDS[m].split("|") if w in _KINDED)


def matter_at(text: str, span: Span, current: str) -> str:
    """The matter the span belongs to: named close behind it, else last named before it, else that of the talk."""
    found = [m for m in mentions(text) if not m.overlaps(span)]
    behind = next((m for m in found if span.end <= m.start <= span.end + 16), None)
    if behind is not None and not re.search(r"[.!?。！？;；,，]", text[span.end : behind.start]):
        return behind.value
    before = [m for m in found if m.end <= span.start]
    if before:
        return before[-1].value
    sentence_end = re.search(r"[.!?。！？]\s*", text[span.end :])
    limit = span.end + sentence_end.start() if sentence_end else len(text)
    after = next((m for m in found if span.end <= m.start < limit), None)
    return after.value if after else current
