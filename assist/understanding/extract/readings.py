"""What one customer's turn says about one field: candidates of the field's kind, weighed by their surroundings.

Confidence is the shape's own score times the best of the reasons to connect it with the field: asked for just
before, named by its label, standing in the field's role ("from …", "until …"), or being the only field of its kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from assist.domain.conversation import Evidence
from assist.understanding.extract import candidates, dates, names, titles, values
from assist.understanding.extract.choices import bool_choice, choice_kind, choices_said
from assist.understanding.extract.corrections import negated
from assist.understanding.extract.folding import fold, has_han
from assist.understanding.extract.joining import generality, ids
from assist.understanding.extract.labels import Plan
from assist.understanding.extract.numerals import quantities
from assist.understanding.extract.questions import means_no, says_no, says_yes, yes_or_no
from assist.understanding.extract.spans import Reading, Span
from assist.understanding.extract.subjects import matter_at, nouns_for
from assist.understanding.extract.words import STOP

ASKED, CUED, ROLE = 0.95, 0.97, 0.86
# How much a value of this kind means when it comes unasked and unlabelled, and the form has one such field.
_ALONE = {
    "email": 0.95, "phone": 0.88, "url": 0.85, "id": 0.86, "date": 0.75, "time": 0.72, "money": 0.75, "address": 0.85,
    "price": 0.72, "rating": 0.8, "duration": 0.75, "place": 0.7, "choice": 0.8, "title": 0.6, "genre": 0.0,
    "person": 0.0, "number": 0.0, "token": 0.0, "free": 0.0, "text": 0.0, "bool": 0.0,
}  # fmt: skip
_LINK = re.compile(
    r"[\s\"'(]*(?:number|no\.?|id|code|#|号码?|编号)?\s*(?:is|are|was|it's|would be|should be|will be|:|=|-|是|为|叫做?|选|要|#|,|在)*[\s\"'(]*(?:going to be|at|in|on|for|to|the|a|an|about|around|with)?\s*"
)
_LINK_AFTER = re.compile(r"[\s\"')]*(?:is|are|as|for|'s)?\s*(?:my|the|our|in|of|的)?\s*")
_ROLE_BEFORE = {
    "from": re.compile(r"(?:\bfrom|\bleaving|\bdeparting(?: from)?|\bout of|\bstart(?:ing)? (?:at|in)|\bpick(?: me| us)? up (?:at|from|in)|\b(?:i'm|i am|we're) (?:at|in)|从|由|出发地是?|起点是?)\s*(?:the\s+)?$"),
    "to": re.compile(r"(?:\bto|\binto|\btowards?|\bfor|\bheaded|\barriv\w+ (?:at|in)|\bdestination is|\bgo(?:ing)?|\bvisit\w*|到|去|至|往|前往|目的地是?)\s*(?:the\s+)?$"),
    "start": re.compile(r"(?:\bfrom|\bstart\w*|\bbegin\w*|\bleav\w+|\bdepart\w*|\bcheck(?:ing)?[- ]?in|\bpick\w*(?: \w+)? up|\barriv\w+|\bgo(?:ing)?(?: out)?|\bopens?|\bbetween|从|入住|出发)(?: (?:on|at|date|is|of|by|from|for|it|around))*\s*(?:the\s+)?$"),
    "end": re.compile(r"(?:\bto|\buntil|\btill?|\bthrough|\breturn\w*|\b(?:come|coming|get|getting|fly|flying|go|going|be|come)? ?back|\bcheck(?:ing)?[- ]?out|\bdrop\w*(?: \w+)? off|\bend\w*|\bclos\w+|\band|[-–]|\bleav\w+|到|至|退房|离店|返回|回来)(?: (?:on|at|date|is|of|by|the|it|around))*\s*(?:the\s+)?$"),
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


def read(plan: Plan, said: Said) -> list[Reading]:
    """Everything the turn may say about the field, best reasons first in confidence."""
    asked = said.asked.get(plan.name, 0.0)
    if plan.kind == "bool" or (plan.kind == "choice" and choice_kind(plan.choices) == "bool"):
        return _yes_no(plan, said, asked)
    found = []
    for span in _spans(plan, said, asked):
        if negated(said.text, span):
            continue
        confidence = min(0.99, span.score * _reason(plan, said, span, asked) * _belonging(plan, said, span))
        if confidence >= 0.3:
            found.append(_reading(plan, said, span, confidence))
    if not found and asked >= 0.5:
        found = _answer(plan, said, asked)
    return found


def _reading(plan: Plan, said: Said, span: Span, confidence: float) -> Reading:
    exclusive = not (plan.kind == "free" and span.end - span.start > 40)
    return Reading(
        plan.name, span.value, confidence, (Evidence(said.turn, span.start, span.end),), said.correction, exclusive
    )


def _spans(plan: Plan, said: Said, asked: float) -> tuple[Span, ...]:
    text = said.text
    simple = {
        "email": candidates.emails, "phone": candidates.phones, "url": candidates.urls, "date": dates.dates,
        "time": dates.times, "address": candidates.addresses, "place": titles.places, "price": values.prices, "rating": values.ratings,
        "duration": values.durations,
    }  # fmt: skip
    if plan.kind in simple:
        return simple[plan.kind](text)
    if plan.kind == "money":
        return candidates.money(text) or (quantities(text) if asked else ())
    if plan.kind == "number":
        return quantities(text)
    if plan.kind == "id":
        return _ids(plan, text, asked)
    if plan.kind == "choice":
        return choices_said(text, plan.choices)
    if plan.kind == "person":
        return names.cued_people(text) if plan.about_self else _people_near(plan, text)
    if plan.kind == "token":
        return _username(plan, text)
    if plan.kind == "title":
        return _titles(plan, said)
    if plan.kind == "secret":
        return values.secrets(text)
    return _modifier(plan, text) if plan.kind == "genre" else ()


def _ids(plan: Plan, text: str, asked: float) -> tuple[Span, ...]:
    spans = ids(text, plan.pattern)
    worth = {1: 1.0, 2: 0.97}.get(generality(plan.pattern), 0.9) if plan.pattern else 1.0
    if not plan.field.pattern and not asked:
        worth *= 0.8
    mails = candidates.emails(text)
    return tuple(s._replace(score=s.score * worth) for s in spans if not any(s.overlaps(m) for m in mails))


def _people_near(plan: Plan, text: str) -> tuple[Span, ...]:
    """Names right after the field's label or between prepositions ("send it to Ann", "directed by …")."""
    found = [s._replace(score=0.6) for s in names.proper_names(text)]
    if plan.cue:
        for m in plan.cue.finditer(fold(text)):
            link = _LINK.match(text, m.end())
            name = names.trim_name(text, link.end() if link else m.end(), len(text))
            if name:
                found.append(name)
    return tuple(found)


def _username(plan: Plan, text: str) -> tuple[Span, ...]:
    mails = candidates.emails(text)
    return tuple(
        s._replace(score=0.95 if any(c.isdigit() for c in s.value) else 0.5)
        for s in candidates.tokens(text)
        if not any(s.overlaps(m) for m in mails) and s.value.lower() not in STOP and len(s.value) > 2
    )


def _titles(plan: Plan, said: Said) -> tuple[Span, ...]:
    text = said.text
    found = list(titles.taken_up(text, said.proposed))
    shaped = [*titles.names_zh(text)] if has_han(text) else [*names.proper_names(text)]
    found += [s for s in shaped if not any(s.overlaps(f) for f in found)]
    if has_han(text):
        topics = "".join(plan.topic)
        found = [s._replace(score=s.score * (0.3 + 0.7 * titles.fits_topic(s.value, topics))) for s in found]
    return tuple(found)


def _belonging(plan: Plan, said: Said, span: Span) -> float:
    """1 when the talk around the span is of the form's matter, less when it is of another one."""
    if not plan.matters or plan.kind in _MATTERLESS:
        return 1.0
    if plan.kind == "title" and span.value in said.proposed_in:
        matter = said.proposed_in[span.value]
    else:
        matter = matter_at(said.text, span, said.matter)
    return 1.0 if not matter or matter in plan.matters else 0.55


_MATTERLESS = frozenset(("email", "phone", "id", "token", "secret", "url", "person", "bool", "free", "text", "address"))


def _modifier(plan: Plan, text: str) -> tuple[Span, ...]:
    heads = [t.removesuffix("s") for t in plan.topic if t.isascii() and t.isalpha() and len(t) > 2]
    found = values.modifiers(text, "|".join([*heads, nouns_for(plan.matters)]).strip("|"))
    if not text.isascii():
        words = [idea[0] for idea in plan.ideas]
        found += values.types_zh(text) if any(w.endswith(("类型", "型")) for w in words) else []
        found += values.dishes_zh(text) if any(w.endswith("菜") or w == "菜品" for w in words) else []
    return tuple(found)


def _reason(plan: Plan, said: Said, span: Span, asked: float) -> float:
    """The best reason to connect the span with the field, as a factor (see the module's docstring)."""
    folded = fold(said.text)
    reasons = [ASKED * (0.6 + 0.4 * asked)] if asked >= 0.45 else []
    if plan.kind == "person" and plan.about_self:
        reasons.append(0.97)
    near = _cue_reason(plan, folded, span)
    if near:
        reasons.append(near)
    if plan.kind == "title":
        reasons.append(_title_reason(plan, said, span))
    alone = _ALONE.get(plan.kind, 0.0)
    if plan.kind == "choice" and choice_kind(plan.choices) in ("time", "day") and not (plan.alone or span.score > 0.85):
        alone = 0.6
    if plan.role:
        before = folded[max(0, span.start - 32) : span.start]
        if _ROLE_BEFORE[plan.role].search(before):
            reasons.append(ROLE)
        elif _ROLE_BEFORE[_OTHER_ROLE[plan.role]].search(before):
            return 0.3 if not near else near * 0.8
        alone *= 0.8
    elif not plan.alone and plan.kind not in ("id", "choice", "title"):
        alone *= 0.85
    if plan.kind == "genre" and span.score >= 0.7:
        alone = 0.8
    if plan.kind == "secret":
        alone = 0.8 if plan.ordinal < 2 else 0.7
    return max([*reasons, alone])


def _cue_reason(plan: Plan, folded: str, span: Span) -> float:
    if plan.cue is None:
        return 0.0
    best = 0.0
    for m in plan.cue.finditer(folded):
        if m.end() <= span.start:
            gap = folded[m.end() : span.start]
            if _LINK.fullmatch(gap):
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
    return reason + (0.1 if span.score >= 0.85 else 0.0)


def _yes_no(plan: Plan, said: Said, asked: float) -> list[Reading]:
    folded = fold(said.text)
    if asked >= 0.5 and (span := yes_or_no(said.text)):
        return [
            _bool(
                plan,
                said,
                Span(span[0], span[1], ""),
                yes=not means_no(said.text),
                confidence=0.93 * (0.7 + 0.3 * asked),
            )
        ]
    if plan.cue and (m := plan.cue.search(folded)) and not re.search(r"\?|？|吗", folded[m.end() :]):
        before = folded[max(0, m.start() - 30) : m.start()]
        no = re.search(r"\b(?:no|not|don't|do not|without|haven't|didn't|won't|never)\b|不|没", before)
        return [_bool(plan, said, Span(m.start(), m.end(), ""), yes=not no, confidence=0.62)]
    return []


def _bool(plan: Plan, said: Said, span: Span, *, yes: bool, confidence: float) -> Reading:
    value = bool_choice(plan.choices, yes=yes) or ("yes" if yes else "no")
    return _reading(plan, said, span._replace(value=value), confidence)


def _answer(plan: Plan, said: Said, asked: float) -> list[Reading]:
    """The field was asked for and nothing of its kind stands out: take the answer as it is, when it can be one."""
    text = said.text
    if plan.kind == "person":
        span = names.answered_person(text)
        return [_reading(plan, said, span, min(0.95, span.score * ASKED * (0.6 + 0.4 * asked)))] if span else []
    if plan.kind == "secret":
        return _secret_answer(plan, said)
    if plan.kind not in (
        "text",
        "free",
        "title",
        "genre",
        "place",
        "address",
        "token",
        "date",
        "time",
        "duration",
        "id",
    ):
        return []
    if "?" in text or "？" in text or _refuses(text):
        return []
    span = titles.answer_span(text, whole=plan.kind == "free" and len(text) > 40)
    if span is None or not _plausible(plan, span):
        return []
    score = {"free": 0.85, "text": 0.85, "title": 0.82, "genre": 0.82, "place": 0.85}.get(plan.kind, 0.6)
    return [_reading(plan, said, span, score * (0.6 + 0.4 * asked))]


def _secret_answer(plan: Plan, said: Said) -> list[Reading]:
    found = [s for s in names.proper_names(said.text) if fold(s.value) not in STOP]
    found = found or [s for s in [titles.answer_span(said.text)] if s]
    fits = bool(found) and len(found[-1].value.split()) <= 3 and not _refuses(said.text)
    return [_reading(plan, said, found[-1], 0.86)] if fits else []


_REFUSES = re.compile(
    r"\b(?:don't (?:know|have|remember|care)|do not (?:know|have|remember)|not sure|no idea|any(?:thing|where)? (?:is fine|works)|doesn't matter|no preference|what do you mean|one moment|hold on|let me)\b|不知道|不记得|忘了|不清楚|没有|随便|都行|稍等|等一下"
)


def _refuses(text: str) -> bool:
    folded = fold(text)
    return bool(_REFUSES.search(folded)) or (says_no(text) and len(folded) < 12) or (says_yes(text) and len(folded) < 8)


def _plausible(plan: Plan, span: Span) -> bool:
    words = span.value.split()
    if plan.kind in ("free", "text"):
        return len(span.value) > 1 and fold(span.value) not in STOP
    if plan.kind in ("date", "time", "duration", "id", "token", "address"):
        return any(c.isdigit() for c in span.value) and len(words) <= 6
    limit = 6 if plan.kind == "title" else 5
    return len(words) <= limit and len(span.value) <= 48 and fold(words[0]) not in STOP
