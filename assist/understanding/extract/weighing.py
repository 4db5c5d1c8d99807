"""How surely a span belongs to a field, by its surroundings.

The factor is the best of the reasons to connect the two: asked for just before, named by its label, standing in the
field's role ("from …", "until …"), or being the only field of its kind; lowered when the talk is of another matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from assist.understanding.extract.choices import choice_kind
from assist.understanding.extract.dates import dates, times
from assist.understanding.extract.folding import fold, has_han, mask_compounds
from assist.understanding.extract.labels import Plan
from assist.understanding.extract.spans import Span
from assist.understanding.extract.subjects import matter_at
from assist.understanding.extract.titles import fits_topic

ASKED, CUED, ROLE = 0.95, 0.97, 0.86
_ASKED_ENOUGH = 0.45
# How much a value of this kind means when it comes unasked and unlabelled, and the form has one such field.
_ALONE = {
    "email": 0.95, "phone": 0.88, "url": 0.85, "id": 0.86, "date": 0.75, "time": 0.72, "money": 0.75, "address": 0.85,
    "price": 0.72, "rating": 0.8, "duration": 0.75, "place": 0.7, "choice": 0.8, "title": 0.6, "genre": 0.0,
    "thing": 0.8, "size": 0.7, "person": 0.0, "number": 0.0, "token": 0.0, "free": 0.0, "text": 0.0, "bool": 0.0,
}  # fmt: skip
LINK = re.compile(
    r"[\s\"'(]*(?:number|no\.?|id|code|#|号码?|编号)?\s*(?:is|are|was|it's|would be|should be|will be|:|=|-|是|为|"
    r"叫做?|选|要|#|,|在)*[\s\"'(]*(?:going to be|at|in|on|for|to|the|a|an|about|around|with)?\s*"
)
_LINK_AFTER = re.compile(r"[\s\"')]*(?:is|are|as|for|'s)?\s*(?:my|the|our|in|of|的)?\s*")
_ROLE_BEFORE = {
    "from": re.compile(r"(?:\bfrom|\bleaving|\bdeparting(?: from)?|\bout of|\bstart(?:ing)? (?:at|in)|\bpick(?: me|"
                       r" us)? up (?:at|from|in)|\b(?:i'm|i am|we're) (?:at|in)|从|由|出发地是?|起点是?)"
                       r"\s*(?:the\s+)?$"),
    "to": re.compile(r"(?:\bto|\binto|\btowards?|\bfor|\bheaded|\barriv\w+ (?:at|in)|\bdestination is|\bgo(?:ing)?|"
                     r"\bvisit\w*|到|去|至|往|前往|目的地是?)\s*(?:the\s+)?$"),
    "start": re.compile(r"(?:\bfrom|\bsince|\bstart\w*|\bbegin\w*|\bleav\w+|\bdepart\w*|\bcheck(?:ing)?[- ]?in|"
                        r"\bpick\w*(?: \w+)? up|\barriv\w+|\bgo(?:ing)?(?: out)?|\bopens?|\bbetween|从|入住|出发)"
                        r"(?: (?:on|at|date|is|of|by|from|for|it|around))*\s*(?:the\s+)?$"),
    "end": re.compile(r"(?:\bto|\buntil|\btill?|\bthrough|\breturn\w*|\b(?:come|coming|get|getting|fly|flying|go|"
                      r"going|be|come)? ?back|\bcheck(?:ing)?[- ]?out|\bdrop\w*(?: \w+)? off|\bend\w*|\bclos\w+|"
                      r"\band|[-–]|\bleav\w+|到|至|退房|离店|返回|回来)(?: (?:on|at|date|is|of|by|the|it|around)"
                      r")*\s*(?:the\s+)?$"),
}  # fmt: skip
_OTHER_ROLE = {"from": "to", "to": "from", "start": "end", "end": "start"}


@dataclass(frozen=True, slots=True)
class Said:
    """One customer's turn: ``asked`` is how surely each field was just asked for; ``proposed`` what agents named."""

    turn: int
    text: str
    asked: dict[str, float]
    proposed: tuple[str, ...] = ()
    near: str = ""
    matter: str = ""
    proposed_in: dict[str, str] = field(default_factory=dict)
    correction: bool = False
    known: frozenset[str] = frozenset()


def weigh(plan: Plan, said: Said, span: Span, asked: float) -> float:
    """The factor, 0 to 1, for reading ``span`` as the value of the field."""
    return _reason(plan, said, span, asked) * _belonging(plan, said, span)


def _reason(plan: Plan, said: Said, span: Span, asked: float) -> float:
    """The best reason to connect the span with the field, as a factor (see the module's docstring)."""
    folded = fold(said.text)
    if plan.tense and (against := _against_tense(plan, folded, span, asked)):
        return against
    if plan.role in ("start", "end") and (pair := _pair_role(plan, said.text, span)):
        return ROLE if pair == plan.role else 0.3
    near = _cue_reason(plan, folded, span)
    reasons = [near, ASKED * (0.6 + 0.4 * asked) if asked >= 0.45 else 0.0, _alone(plan, folded, span)]
    if plan.kind == "person" and plan.about_self:
        reasons.append(0.97)
    if said.correction and plan.name in said.known and plan.kind in _TYPED:
        reasons.append(0.78 if _RIGHTED.search(folded[: span.start]) else 0.0)
    if plan.kind == "title":
        reasons.append(_title_reason(plan, said, span))
    if plan.kind == "phone" and OWN_NUMBER.search(folded[: span.start]):
        reasons.append(ASKED)
    if plan.role:
        before = folded[max(0, span.start - 32) : span.start]
        if _ROLE_BEFORE[plan.role].search(before):
            reasons.append(ROLE)
        elif _ROLE_BEFORE[_OTHER_ROLE[plan.role]].search(before):
            return near * 0.8 if near else 0.3
    best = max(reasons)
    return best * _place_fit(plan, span, folded[max(0, span.start - 8) : span.start]) if plan.kind == "place" else best


OWN_NUMBER = re.compile(
    r"\b(?:(?:my|our|contact|phone|cell|mobile|telephone) number(?: is|'s|:)?|(?:call|reach|text) me (?:at|on))\W*$"
)
_TYPED = frozenset(("id", "number", "phone", "email", "date", "time", "money", "token", "address"))
_RIGHTED = re.compile(
    r"(?:\bit'?s|\bit is|\bits|\bshould be|\bmeant?|\bto|\bactually|\bsorry|\bwait|\bno|是|为|成)"
    r"[\s,:，：]*$"
)


_COMING = re.compile(
    r"\b(?:tomorrow|tonight|next|coming|in \w+ (?:days?|weeks?|months?))\b|明天|后天|明日|下个?[周月]|下星期"
)
_GONE = re.compile(r"\b(?:yesterday|last|ago|before yesterday)\b|昨天|前天|上个?[周月]|上星期")
_COMES = re.compile(
    r"\b(?:leav\w+|go|goes|going|will|'ll|need\w*|until|till|before|by|plan\w*|arriv\w+|trip|travel\w*|flight|want\w*)\b"
    r"|要|出发|去|用|之前"
)
_CAME = re.compile(
    r"\b(?:was|were|had|did|ordered|bought|purchased|got|paid|placed|charged|sent|received|should have|arrived|since)\b"
    r"|了|过|买的|下单|扣"
)
_DUE = re.compile(r"\b(?:should|supposed|meant|expected|promised)\b|应该|本该|说好")
_CLAUSE = re.compile(r"[.!?,;。！？，；\n]|\band\b")


def _against_tense(plan: Plan, folded: str, span: Span, asked: float) -> float:
    """A low factor for a day that lies on the other side of now, or that nothing in its clause relates to the field."""
    before = _CLAUSE.split(folded[: span.start])[-1][-60:]
    near = before + " " + _CLAUSE.split(folded[span.end :])[0][:30]
    day = fold(span.value)
    wrong, own_verb, other_verb = (_COMING, _CAME, _COMES) if plan.tense == "past" else (_GONE, _COMES, _CAME)
    if wrong.search(day) or (plan.tense == "past" and _DUE.search(near)):
        return 0.2
    if own_verb.search(near):
        return 0.0
    return 0.2 if other_verb.search(near) or asked < _ASKED_ENOUGH else 0.0


def _alone(plan: Plan, folded: str, span: Span) -> float:
    """What the value says by itself, less where other fields of the form could take it as well."""
    alone = _ALONE.get(plan.kind, 0.0)
    if plan.kind in _BY_SPAN:
        return _BY_SPAN[plan.kind](plan, folded, span)
    if plan.kind == "choice" and choice_kind(plan.choices) in ("time", "day") and not (plan.alone or span.score > 0.85):
        alone = 0.6
    if plan.role:
        return alone * (1.0 if plan.alone else 0.95 if plan.role == "start" else 0.8)
    return alone if plan.alone or plan.kind in ("choice", "title") else alone * 0.85


def _alone_number(plan: Plan, folded: str, span: Span) -> float:
    numbered = _NUMBERED.search(folded[: span.start]) and any(i[0] in ("id", "number") for i in plan.ideas)
    if _YEARS_OLD.match(folded, span.end) and any(idea[0] in _AGES for idea in plan.ideas):
        return 0.85
    return 0.72 if numbered else 0.0


_AGES = frozenset(("age", "ages", "年龄", "年齡", "岁数", "歲數"))
_YEARS_OLD = re.compile(r"\s*(?:周?[岁歲]|years? old\b|yrs? old\b|y/?o\b)")


def _alone_genre(_plan: Plan, _folded: str, span: Span) -> float:
    return 0.8 if span.score >= 0.7 else 0.0


def _alone_person(plan: Plan, _folded: str, span: Span) -> float:
    return 0.75 if not plan.about_self and span.score >= 0.85 else 0.0


def _alone_secret(plan: Plan, _folded: str, _span: Span) -> float:
    return 0.8 if plan.ordinal < 2 else 0.7


_NUMBERED = re.compile(
    r"\b(?:flight|ride|booking|order|trip|ticket|reservation|case|room|number|no\.|#|id)\s*(?:number|id|no\.|#|is|"
    r":)*\s*$"
)
_BETWEEN = re.compile(
    r"\W*(?:to|until|till?|through|thru|and|-|departing|leaving|returning|return|out|checking out|back|on|the|"
    r"coming|ending|到|至|\s|,|，)*\W*"
)


def _pair_role(plan: Plan, text: str, span: Span) -> str:
    """Of two days or two times joined by "to", "until" or a dash, the first starts and the second ends."""
    finder = dates if plan.family == "date" else times if plan.family == "time" else None
    spans = finder(text) if finder else ()
    for first, second in pairwise(spans):
        if second.start - first.end <= 24 and _BETWEEN.fullmatch(fold(text)[first.end : second.start]):
            if span.overlaps(first):
                return "start"
            if span.overlaps(second):
                return "end"
    return ""


def _alone_id(plan: Plan, folded: str, span: Span) -> float:
    """A short run of digits says little by itself, except behind a state's two letters where a ZIP code stands."""
    if any(idea[0] == "zip" for idea in plan.ideas) and re.search(r"\b[a-z]{2}\s+$", folded[: span.start]):
        return 0.88
    size = sum(c.isalnum() for c in span.value)
    mixed = any(c.isalpha() for c in span.value) and any(c.isdigit() for c in span.value)
    return 0.86 if size >= 7 or (mixed and size >= 5) else 0.72 if size == 6 else 0.5


_BY_SPAN: dict[str, Callable[[Plan, str, Span], float]] = {
    "id": _alone_id, "number": _alone_number, "genre": _alone_genre, "person": _alone_person, "secret": _alone_secret,
}  # fmt: skip
_TOWNLY = frozenset(("city", "town", "area", "城市"))
_BUILT = re.compile(
    r"\d|\b(?:airport|station|street|avenue|road|boulevard|lane|highway|apartments?|hotel|inn|restaurant|theat\w+|"
    r"cinema|salon|center|school)\b|(?:站|机场|酒店|路|街)$"
)
_STOPS = re.compile(r"airport|station|street|avenue|road|boulevard|center|terminal|\band\b|站|机场|路")


def _place_fit(plan: Plan, span: Span, before: str) -> float:
    """A town is no street; a pick-up point is rather a station than a word."""
    words = {idea[0] for idea in plan.ideas}
    if re.search(r"\bat\s+(?:the\s+)?$", before) and plan.role == "" and not words & {"pickup", "pick"}:
        return 0.75
    if words & _TOWNLY and _BUILT.search(fold(span.value)):
        return 0.5
    if words & {"pickup", "pick"} and _STOPS.search(fold(span.value)):
        return 1.15
    return 1.0


def _cue_reason(plan: Plan, folded: str, span: Span) -> float:
    if plan.cue is None:
        return 0.0
    best = 0.0
    for m in plan.cue.finditer(mask_compounds(folded)):
        if m.end() <= span.start:
            gap = folded[m.end() : span.start]
            if LINK.fullmatch(gap):
                best = max(best, CUED)
            elif len(gap) <= 24 and not re.search(r"[.!?。！？;；]\s|\d", gap):
                best = max(best, 0.75)
        elif m.start() >= span.end:
            gap = folded[span.end : m.start()]
            if _LINK_AFTER.fullmatch(gap):
                best = max(best, 0.9)
        elif m.start() >= span.start and m.end() <= span.end:
            best = max(best, 0.5)
    return best


def _title_reason(plan: Plan, said: Said, span: Span) -> float:
    folded = fold(said.text)
    qualifiers = [
        w for idea in plan.ideas for w in idea if w not in ("name", "名称", "title", "叫什么", "名字")
    ] or list(plan.topic)
    close = folded[max(0, span.start - 28) : span.end + 20]
    reason = 0.55
    if any(w in close for w in qualifiers if len(w) > 2):
        reason = 0.85
    elif any(w in said.near for w in (*qualifiers, *plan.topic) if len(w) > 1):
        reason = 0.75
    return min(
        0.97,
        reason * _venue_or_work(plan, folded[max(0, span.start - 16) : span.start])
        + (0.1 if span.score >= 0.85 else 0.0),
    )


_VENUES = frozenset(
    ("theater", "theatre", "cinema", "restaurant", "hotel", "venue", "salon", "place", "store", "shop", "property",
     "apartment", "branch")
)  # fmt: skip
_WORKS = frozenset(("movie", "film", "song", "album", "title", "book", "show", "event", "track", "game"))
_AT = re.compile(r"\b(?:at|to|in)\s+(?:the\s+)?$")
_SEE = re.compile(
    r"\b(?:watch|see|seen|play|hear|listen to|like|for|on|about|called|named|movie|song|album)\s+(?:the\s+)?$"
)


def _venue_or_work(plan: Plan, before: str) -> float:
    """One is at a venue and watches a work."""
    words = {idea[0] for idea in plan.ideas} | ({"title"} if plan.name == "title" else set())
    if words & _VENUES:
        return 1.25 if _AT.search(before) else 0.7 if _SEE.search(before) and not before.endswith("for ") else 1.0
    if words & _WORKS:
        return 0.6 if _AT.search(before) else 1.2 if _SEE.search(before) else 1.0
    return 1.0


def _belonging(plan: Plan, said: Said, span: Span) -> float:
    """1 when the talk around the span is of the form's matter, less when it is of another one."""
    own_words = plan.kind == "choice" and choice_kind(plan.choices) == "plain"
    if not plan.matters or plan.kind in _MATTERLESS or own_words:
        return 1.0
    if plan.kind == "title" and has_han(span.value) and fits_topic(span.value, "".join(plan.topic)) == 1.0:
        return 1.0
    if plan.kind == "title" and span.value in said.proposed_in:
        matter = said.proposed_in[span.value]
    else:
        matter = matter_at(said.text, span, said.matter)
    return 1.0 if not matter or matter in plan.matters else 0.55


_MATTERLESS = frozenset(("email", "phone", "id", "token", "secret", "url", "person", "bool", "free", "text", "address"))
