"""What one customer's turn says about one field: candidates of the field's kind, weighed by their surroundings.

Confidence is the shape's own score times the best of the reasons to connect it with the field: asked for just
before, named by its label, standing in the field's role ("from …", "until …"), or being the only field of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assist.domain.conversation import Evidence
from assist.understanding.extract import addresses, candidates, checks, dates, names, titles, values
from assist.understanding.extract.answers import answer_span
from assist.understanding.extract.casing import cased
from assist.understanding.extract.changes import changed_to, moved_to, not_of_the_past
from assist.understanding.extract.choices import bool_choice, choice_kind, choices_said
from assist.understanding.extract.corrections import negated
from assist.understanding.extract.folding import fold, has_han, one_case
from assist.understanding.extract.joining import generality, ids
from assist.understanding.extract.labelled import labelled
from assist.understanding.extract.labels import Plan
from assist.understanding.extract.numerals import quantities
from assist.understanding.extract.questions import means_no, says_no, says_yes, yes_or_no
from assist.understanding.extract.spans import Reading, Span, drop_covered
from assist.understanding.extract.subjects import nouns_for
from assist.understanding.extract.weighing import ASKED, CUED, LINK, OWN_NUMBER, Said, weigh
from assist.understanding.extract.words import STOP

_CLAUSE_CHARS = 4
_CLEAR = 0.8
_WORDED = frozenset(("free", "text", "genre", "thing", "title"))


def read(plan: Plan, said: Said) -> list[Reading]:
    """Everything the turn may say about the field, denied values with confidence 0."""
    asked = said.asked.get(plan.name, 0.0)
    if plan.kind == "bool" or (plan.kind == "choice" and choice_kind(plan.choices) == "bool"):
        return _yes_no(plan, said, asked)
    found = []
    spans = _spans(plan, said, asked)
    if plan.kind in _WORDED and plan.cue and not any(s.score >= _CLEAR for s in spans):
        spans = (*spans, *labelled(said.text, plan.cue))
    for span in spans:
        if negated(said.text, span):
            found.append(_reading(plan, said, span, 0.0))
            continue
        confidence = min(0.99, span.score * weigh(plan, said, span, asked))
        if confidence >= 0.3:
            found.append(_reading(plan, said, span, confidence))
    if plan.kind in ("number", "money") and asked:
        found = [
            r if i == 0 or r.confidence >= CUED else replace(r, confidence=r.confidence * 0.8)
            for i, r in enumerate(found)
        ]
    if not any(r.confidence for r in found) and asked >= 0.5:
        found += _answer(plan, said, asked)
    return found


def _reading(plan: Plan, said: Said, span: Span, confidence: float) -> Reading:
    exclusive = plan.kind != "address" and not (plan.kind == "free" and span.end - span.start > 40)
    return Reading(
        plan.name,
        span.value,
        confidence,
        (Evidence(said.turn, span.start, span.end),),
        said.correction,
        exclusive,
        asked=said.asked.get(plan.name, 0.0),
    )


_BY_SHAPE: dict[str, Callable[[str], tuple[Span, ...]]] = {
    "email": candidates.emails, "phone": candidates.phones, "url": candidates.urls, "date": dates.dates,
    "time": dates.times, "address": addresses.addresses, "place": titles.places, "price": values.prices,
    "rating": values.ratings, "duration": values.durations, "secret": values.secrets, "token": values.usernames,
    "number": values.numbers, "thing": names.things,
}  # fmt: skip


def _spans(plan: Plan, said: Said, asked: float) -> tuple[Span, ...]:
    text, kind = said.text, plan.kind
    found: tuple[Span, ...] = ()
    if kind in _BY_SHAPE:
        found = _BY_SHAPE[kind](text)
        if kind == "phone":
            found = tuple(_meant(s, plan, text, asked) for s in found)
        if kind in ("date", "time") and not plan.role:
            found = moved_to(text, found)
    elif kind == "size":
        found = _sizes(plan, text)
    elif kind == "money":
        found = candidates.money(text) or (quantities(text) if asked else ())
    elif kind == "id":
        found = _ids(plan, text, asked)
    elif kind == "choice":
        found = choices_said(text, plan.choices)
        found = not_of_the_past(text, found) if asked < _CLEAR else found
        found = found if plan.role else changed_to(text, found)
    elif kind == "person":
        found = _self_named(text, asked) if plan.about_self else _people_near(plan, said, asked)
    elif kind == "title":
        found = _titles(plan, said)
    elif kind == "genre":
        found = _modifier(plan, text)
    return found


_NATIONAL = (10, 11)  # digits of a number without its country


def _meant(span: Span, plan: Plan, text: str, asked: float) -> Span:
    """A run of figures as long as a phone number is one where a phone number was asked for or announced."""
    digits = sum(c.isdigit() for c in span.value)
    announced = (
        asked >= _CLEAR
        or OWN_NUMBER.search(fold(text[: span.start]))
        or (plan.cue and (m := plan.cue.search(fold(text))) and m.end() <= span.start)
    )
    return span._replace(score=max(span.score, 0.93)) if digits in _NATIONAL and announced else span


_NEW_BEFORE = re.compile(
    r"(?:\b(?:to|into|for|get|want|need|take|be|instead)|[换改成要])\s*(?:an?\s+|the\s+|size\s+)*$"
)


def _sizes(plan: Plan, text: str) -> tuple[Span, ...]:
    """Sizes; where the label asks for a new one, that which follows a word of changing."""
    found = values.sizes(text)
    if not any(idea[0] in ("new", "wanted") or "更换" in idea[0] for idea in plan.ideas):
        return found
    folded = fold(text)
    return tuple(s._replace(score=s.score if _NEW_BEFORE.search(folded[: s.start]) else 0.4) for s in found)


_CODE_SAID = re.compile(r"(?=.*\d)[A-Z0-9]{1,6}(?:[ \-][A-Z0-9]{1,6}){1,4}")


def _ids(plan: Plan, text: str, asked: float) -> tuple[Span, ...]:
    spans = ids(text, plan.pattern)
    if asked >= _CLEAR and not plan.pattern and (heart := answer_span(text)) and _CODE_SAID.fullmatch(heart.value):
        spans = (heart._replace(score=0.9),)
    worth = {1: 1.0, 2: 0.97}.get(generality(plan.pattern), 0.9) if plan.pattern else 1.0
    if not plan.field.pattern and not asked:
        worth *= 0.8
    taken = candidates.emails(text)
    if not plan.field.pattern:
        taken += (*candidates.money(text), *(d for d in dates.dates(text) if d.score > 0.9))
    longer = [p for p in candidates.phones(text) if p.score >= 0.6]
    spans = tuple(
        s
        for s in spans
        if not any(p.start <= s.start < s.end <= p.end and p.end - p.start > s.end - s.start for p in longer)
    )
    words = plan.words
    return tuple(
        s._replace(score=s.score * worth * checks.worth(s.value, words))
        for s in spans
        if not any(s.overlaps(t) for t in taken)
    )


def _self_named(text: str, asked: float) -> tuple[Span, ...]:
    found = names.cued_people(text) or names.bare_people(text)
    return tuple(s._replace(score=max(s.score, 0.92)) for s in found) if asked >= 0.5 else found


_BY = {
    "artist": r"(?:by|from|of|artist|singer)",
    "author": r"(?:by|from)",
    "director": r"(?:directed by|director|by)",
    "cast": r"(?:starring|stars?|featuring|features|with|acted by|acts|cast|actors?|actress|has)",
    "receiver": r"(?:to|from|for|pay|with)",
    "contact": r"(?:to|with|for|call|contact|message)",
    "host": r"(?:host(?:ed by)?|by)",
}
_RELATION = {"directed": "director", "starring": "cast", "actor": "cast", "recipient": "receiver", "singer": "artist"}


def _people_near(plan: Plan, said: Said, asked: float) -> tuple[Span, ...]:
    """Other people: right after the label, in their relation ("directed by …", "send it to …"), or just asked for."""
    text, flat = said.text, cased(said.text)
    found = []
    starts = (
        [link.end() for m in plan.cue.finditer(fold(text)) if (link := LINK.match(text, m.end()))] if plan.cue else []
    )
    found += [name for start in starts if (name := names.trim_name(flat, start, len(text)))]
    relation = next((_BY[r] for idea in plan.ideas if (r := _RELATION.get(idea[0], idea[0])) in _BY), None)
    if relation:
        for m in re.finditer(rf"\b{relation}\s+", fold(text)):
            name = names.trim_name(flat, m.end(), len(text))
            if name and (name.value[0].isupper() or asked) and not names.describes(text, flat, name):
                found.append(name._replace(score=0.85 if name.value[0].isupper() else 0.7))
    if asked and (answer := names.answered_person(text)):
        found.append(answer)
    return tuple(drop_covered([s._replace(value=text[s.start : s.end]) for s in found]))


def _titles(plan: Plan, said: Said) -> tuple[Span, ...]:
    text = said.text
    found = list(titles.taken_up(text, said.proposed))
    shaped = [*titles.names_zh(text)] if has_han(text) else [_with_article(text, s) for s in names.proper_names(text)]
    found += [s for s in shaped if not any(s.overlaps(f) for f in found)]
    if has_han(text):
        topics = "".join(plan.topic)
        found = [s._replace(score=s.score * (0.3 + 0.7 * titles.fits_topic(s.value, topics))) for s in found]
    return tuple(found)


_THE = "the "


def _with_article(text: str, name: Span) -> Span:
    """The span with the "the" before it, which may be part of a name where nobody writes capitals; not the value."""
    article = one_case(text) and fold(text)[: name.start].endswith(_THE)
    return name._replace(start=name.start - len(_THE)) if article else name


def _kind_nouns(plan: Plan) -> list[str]:
    return (
        ["types?|genres?|kinds?|categor(?:y|ies)|cuisine"]
        if any(w.isascii() for i in plan.ideas for w in i[:1])
        else []
    )


def _modifier(plan: Plan, text: str) -> tuple[Span, ...]:
    heads = [t.removesuffix("s") for t in plan.topic if t.isascii() and t.isalpha() and len(t) > 2]
    found = values.modifiers(text, "|".join([*heads, nouns_for(plan.matters), *_kind_nouns(plan)]).strip("|"))
    if not text.isascii():
        words = [idea[0] for idea in plan.ideas]
        found += values.types_zh(text) if any(w.endswith(("类型", "型")) for w in words) else []
        found += values.dishes_zh(text) if any(w.endswith("菜") or w == "菜品" for w in words) else []
    return tuple(found)


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
    if asked >= 0.5 and (echo := _echoed(said)):
        return [_bool(plan, said, echo, yes=True, confidence=0.88 * (0.7 + 0.3 * asked))]
    if asked >= 0.5 and (done := _done_as_asked(plan, said.text)):
        return [_bool(plan, said, done, yes=True, confidence=0.8 * (0.7 + 0.3 * asked))]
    if stated := _stated(plan, said.text):
        return [_bool(plan, said, stated, yes=True, confidence=0.65)]
    if plan.cue and (m := plan.cue.search(folded)) and not re.search(r"\?|？|吗", folded[m.end() :]):
        before = folded[max(0, m.start() - 30) : m.start()]
        no = re.search(r"\b(?:no|not|don't|do not|without|haven't|didn't|won't|never)\b|不|没", before)
        return [_bool(plan, said, Span(m.start(), m.end(), ""), yes=not no, confidence=0.62)]
    return []


_ECHO = re.compile(r"\W*(?:已经|都)?(?P<verb>[\u4e00-\u9fff])(?:了|的|过)(?![\u4e00-\u9fff])")


def _echoed(said: Said) -> Span | None:
    """A Chinese yes: the verb of the question said again ("报警了吗?" "报了")."""
    m = _ECHO.match(fold(said.text)) if has_han(said.text) else None
    return Span(m.start("verb"), m.end(), "") if m and m["verb"] in said.near else None


_DENIES = re.compile(r"\b(?:no|not|\w+n't|without|never|yet)\b|[不没未]|\?|？|吗")
_STATEMENT = re.compile(r"[^.!?,;。！？，；\n]+[?？]?")


def _done_as_asked(plan: Plan, text: str) -> Span | None:
    """A statement that uses the label's words and denies nothing: "I've just sent three photos"."""
    folded = fold(text)
    for clause in _STATEMENT.finditer(folded):
        held = [
            w for idea in plan.ideas for w in idea if re.search(rf"\b{re.escape(w)}\b" if w.isascii() else w, clause[0])
        ]
        if held and not _DENIES.search(clause.group()):
            at = clause.start() + clause.group().find(held[0])
            return Span(at, at + len(held[0]), "")
    return None


def _stated(plan: Plan, text: str) -> Span | None:
    """A Chinese clause that says what a clause of the field's own question asks, character after character."""
    if not has_han(text):
        return None
    folded = fold(text)
    for _, ask in plan.field.ask.by_language:
        for clause in re.split(r"[，。？、,?\s]|是否|还是", fold(ask)):
            if len(clause) < _CLAUSE_CHARS or not has_han(clause):
                continue
            found = re.search(".{0,1}".join(map(re.escape, clause)), folded)
            if (
                found
                and not _DENIES.search(found.group())
                and not re.match(r"[^，。]{0,3}[?？吗]", folded[found.end() :])
            ):
                return Span(found.start(), found.end(), "")
    return None


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
        "thing",
        "size",
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
    if "?" in text or "？" in text or _refuses(text) or (plan.kind == "id" and plan.pattern):
        return []
    span = answer_span(text, whole=plan.kind == "free" and len(text) > 40)
    if span is None or not _plausible(plan, span):
        return []
    score = {"free": 0.85, "thing": 0.85, "size": 0.85, "text": 0.85, "title": 0.82, "genre": 0.82, "place": 0.85}.get(
        plan.kind, 0.6
    )
    return [_reading(plan, said, span, score * (0.6 + 0.4 * asked))]


def _secret_answer(plan: Plan, said: Said) -> list[Reading]:
    found = [s for s in names.proper_names(said.text) if fold(s.value) not in STOP]
    found = found or [s for s in [answer_span(said.text)] if s]
    fits = bool(found) and len(found[-1].value.split()) <= 3 and not _refuses(said.text)
    return [_reading(plan, said, found[-1], 0.86)] if fits else []


_REFUSES = re.compile(
    r"\b(?:don't (?:know|have|remember|care)|do not (?:know|have|remember)|not sure|no idea|any(?:thing|"
    r"where)? (?:is fine|works)|doesn't matter|no preference|what do you mean|one moment|hold on|let me)\b|不知道|"
    r"不记得|忘了|不清楚|没有|随便|都行|稍等|等一下"
)


def _refuses(text: str) -> bool:
    folded = fold(text)
    return bool(_REFUSES.search(folded)) or (says_no(text) and len(folded) < 12) or (says_yes(text) and len(folded) < 8)


def _plausible(plan: Plan, span: Span) -> bool:
    words = span.value.split()
    if plan.kind in ("free", "text", "thing", "size"):
        return (len(span.value) > 1 or span.value.isdigit()) and fold(span.value) not in STOP
    if plan.kind in ("date", "time", "duration", "id", "token", "address"):
        code = plan.kind in ("date", "time") and re.search(r"\d[\w-]*[A-Z]|[A-Z][\w-]*\d", span.value)
        street = plan.kind != "address" and bool(addresses.addresses(span.value))
        return any(c.isdigit() for c in span.value) and len(words) <= 6 and not (code or street)
    if plan.kind in ("place", "title", "genre") and (len(words) > 3 and not any(w[0].isupper() for w in words)):
        return False
    if all(w in STOP for w in re.findall(r"[a-z']+", fold(span.value))) and span.value.isascii():
        return False
    limit = 6 if plan.kind == "title" else 5
    if has_han(span.value) and (len(span.value) > 10 or values.no_name_zh(span.value)):
        return False
    return len(words) <= limit and len(span.value) <= 48 and fold(words[0]) not in STOP
