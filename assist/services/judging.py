"""What a result found at one point of a conversation, set against what people say is right, where a record says so.

Only the report of a replay reads ``gold``; nothing that finds anything imports this module. The keys it knows: ``form``
(field to accepted values; ``unsaid`` lists fields nobody gave), ``category`` (``null``: nothing fits), ``articles``,
``polarity``, and one entry a reported point in ``snippets``, ``satisfaction`` (1 to 5) and ``replies``; ``summaries``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from assist.domain.conversation import Conversation, Evidence

Json = Mapping[str, Any]
TOP = 3  # what is not among the first three is not seen
LOW = 2.75  # of five, the mean of several annotators: below it the customer was not content
POLARITY = {
    "pleased": "positive",
    "neutral": "neutral",
    "confused": "neutral",
    "anxious": "negative",
    "frustrated": "negative",
    "angry": "negative",
}


class Verdict(StrEnum):
    """``FOUND``: nobody said what is right. ``OPEN``: a required field without a value. The others need gold."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSING = "missing"
    EXTRA = "extra"
    FOUND = "found"
    OPEN = "open"


_WEIGHT = {Verdict.WRONG: 1.0, Verdict.MISSING: 1.0, Verdict.EXTRA: 0.5}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found or not found. ``kind`` is mood, category, form, articles, replies or summary.

    ``refused``: the program said that it does not know. ``rank``: where in a list the right one stood, from 1.
    """

    kind: str
    verdict: Verdict
    name: str = ""
    got: str = ""
    want: str = ""
    confidence: float | None = None
    evidence: tuple[Evidence, ...] = ()
    refused: bool = False
    rank: int | None = None

    @property
    def severity(self) -> float:
        """How bad it is: a mistake made with confidence is worse than a hesitant one."""
        weight = _WEIGHT.get(self.verdict, 0.0)
        sure = self.confidence or 0.0
        return weight * (1 + sure) if self.verdict is not Verdict.MISSING else weight


def judge(conversation: Conversation, point: int, result: Json, gold: Json) -> tuple[Finding, ...]:
    """Every finding of ``result``, reported after turn ``point``. ``gold`` is empty where nobody said what is right."""
    points = conversation.points()
    index = points.index(point) if point in points else 0
    last = bool(points) and point == points[-1]
    return (
        *_category(result, gold),
        *_mood(result, gold, index),
        *_form(conversation, result, gold if last else {}),
        *_articles(result, gold),
        *_replies(result, gold, index),
        *_summary(result, gold if last else {}),
    )


def evidence_of(part: Json) -> tuple[Evidence, ...]:
    """The spans of one part of a result."""
    return tuple(Evidence(e["turn"], e["start"], e["end"]) for e in part.get("evidence") or ())


def same_value(value: str, quoted: str, accepted: Sequence[str]) -> bool:
    """Whether the value, or the words it rests on, is one of those accepted; case, width and punctuation aside."""
    got = _spellings(value) | _spellings(quoted)
    return any(got & _spellings(a) for a in accepted)


def _spellings(text: str) -> set[str]:
    plain = unicodedata.normalize("NFKC", text).casefold()
    spaced = re.sub(r"[\s\W_]+", " ", plain).strip()
    return {spaced, spaced.replace(" ", "")} - {""}


def _category(result: Json, gold: Json) -> Iterator[Finding]:
    triage = result.get("triage")
    if triage is None and "category" not in gold:
        return
    part = triage or {}
    got = part.get("category")
    verdict, want = Verdict.FOUND, ""
    if "category" in gold:
        want = str(gold["category"] or "(none fits)")
        right = got == gold["category"]
        verdict = Verdict.RIGHT if right else Verdict.MISSING if got is None else Verdict.WRONG
    yield Finding(
        "category", verdict, "category", got or "", want, part.get("confidence"), evidence_of(part), refused=got is None
    )


def _mood(result: Json, gold: Json, index: int) -> Iterator[Finding]:
    mood = result.get("mood")
    polarity, satisfaction = gold.get("polarity"), _at(gold.get("satisfaction"), index)
    if mood is None and polarity is None and satisfaction is None:
        return
    part = mood or {}
    label = part.get("label")
    verdict, want = Verdict.FOUND, ""
    if polarity is not None:
        want = str(polarity)
        verdict = Verdict.MISSING if label is None else _right(POLARITY.get(label) == polarity)
    elif isinstance(satisfaction, int | float):
        want = f"satisfaction {satisfaction:g} of 5"
        negative, low = POLARITY.get(label or "") == "negative", satisfaction < LOW
        verdict = Verdict.MISSING if low and not negative else _right(low == negative)
    yield Finding("mood", verdict, "mood", label or "", want, part.get("confidence"), evidence_of(part))


def _right(is_right: bool) -> Verdict:  # noqa: FBT001 - the question is the argument
    return Verdict.RIGHT if is_right else Verdict.WRONG


def _form(conversation: Conversation, result: Json, gold: Json) -> Iterator[Finding]:
    form = result.get("form") or {}
    fields: dict[str, Json] = dict(form.get("fields") or {})
    accepted = gold.get("form")
    wanted: dict[str, Any] = dict(accepted) if isinstance(accepted, Mapping) else {}
    for name, field in fields.items():
        spans = evidence_of(field)
        verdict, want = Verdict.FOUND, ""
        if name in wanted:
            values = _texts(wanted[name])
            quoted = " ".join(conversation.quote(e) for e in spans)
            verdict, want = _right(same_value(str(field["value"]), quoted, values)), " / ".join(values)
        elif accepted is not None:
            verdict = Verdict.EXTRA
        yield Finding("form", verdict, name, str(field["value"]), want, field.get("confidence"), spans)
    for name in [n for n in wanted if n not in fields]:
        yield Finding("form", Verdict.MISSING, name, want=" / ".join(_texts(wanted[name])))
    for name in form.get("missing") or ():
        if name not in wanted and name not in fields:
            yield Finding("form", Verdict.OPEN, name)


def _articles(result: Json, gold: Json) -> Iterator[Finding]:
    hits = result.get("articles") or []
    refused = bool(result.get("refused"))
    wanted = gold.get("articles")
    if not hits and not refused and wanted is None:
        return
    score = hits[0].get("score") if hits else None
    yield _listed("articles", [str(h["id"]) for h in hits], wanted, score, refused=refused)


def _replies(result: Json, gold: Json, index: int) -> Iterator[Finding]:
    cards = result.get("suggestions") or []
    wanted = _at(gold.get("snippets"), index)
    sources = [_source(c) for c in cards]
    sure = cards[0].get("confidence") if cards else None
    if cards or wanted:
        yield _listed("replies", sources, wanted, sure)
    said = _at(gold.get("replies"), index)
    if said:
        draft = next((c for c in cards if c.get("kind") == "draft"), None)
        verdict = Verdict.FOUND if draft else Verdict.MISSING
        yield Finding("replies", verdict, "draft", draft["text"] if draft else "", " / ".join(_texts(said)))


def _source(card: Json) -> str:
    return str(card.get("source") or card.get("kind")).removeprefix("snippet:")


def _listed(kind: str, found: list[str], wanted: object, confidence: float | None, *, refused: bool = False) -> Finding:
    """A ranked list, right when one of those wanted is among its first three."""
    got = found[0] if found else ""
    if wanted is None:
        return Finding(kind, Verdict.FOUND, "first", got, "", confidence, refused=refused)
    names = _texts(wanted)
    rank = next((i for i, name in enumerate(found, 1) if name in names), None)
    if not names:
        verdict = _right(not found)
    elif not found:
        verdict = Verdict.MISSING
    else:
        verdict = _right(rank is not None and rank <= TOP)
    return Finding(kind, verdict, "first", got, " / ".join(names), confidence, refused=refused, rank=rank)


def _summary(result: Json, gold: Json) -> Iterator[Finding]:
    text = result.get("summary")
    wanted = gold.get("summaries")
    if text or wanted:
        verdict = Verdict.FOUND if text else Verdict.MISSING
        yield Finding("summary", verdict, "summary", text or "", " / ".join(_texts(wanted or ())))


def _at(values: object, index: int) -> Any:
    return values[index] if isinstance(values, list) and index < len(values) else None


def _texts(values: object) -> list[str]:
    if isinstance(values, list | tuple):
        return [str(v) for v in values]
    return [] if values is None else [str(values)]
