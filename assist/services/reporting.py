"""The report of a replay: one HTML file with every reported point, its findings, and an error browser over them.

The file asks for nothing outside itself: style and script are inline and named by their digests in a content security
policy that allows nothing else, so text of a conversation can never run. The data is one JSON block in which every
character with a meaning in HTML is escaped; the script writes it as text only.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assist.domain.conversation import Conversation, Evidence
from assist.domain.errors import InputError
from assist.domain.pack import Pack
from assist.domain.result import conversation_from_json
from assist.services.judging import Finding, judge

Json = dict[str, Any]
BUDGET = 24_000_000  # characters of data: what a browser opens without a pause on an office PC
LONGEST_TURN = 4_000  # characters of one turn
LONGEST_PASSAGE = 600  # characters of a passage, around its answering sentence
LONGEST_VALUE = 500  # characters of a value, a suggestion's source, an expected answer

_MEANT_FOR_HTML = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
_PLACE = re.compile(r"\{\{(policy|style|script|data)\}\}")


@dataclass(frozen=True, slots=True)
class Names:
    """What the pack calls things, by id; all may be empty."""

    categories: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    articles: Mapping[str, str] = field(default_factory=dict)


def names_of(pack: Pack) -> Names:
    """What ``pack`` calls its parts, in its first language."""
    language = pack.languages[0] if pack.languages else "en"
    return Names(
        {c.id: c.label.get(language) for c in pack.categories},
        {f.name: f.label.get(language) for form in pack.forms for f in form.fields},
        {a.id: a.title for a in pack.articles},
    )


@dataclass(frozen=True, slots=True)
class Judged:
    """One reported point with what was found there."""

    conversation: Conversation
    point: int
    result: Json
    findings: tuple[Finding, ...]

    @property
    def severity(self) -> float:
        """The sum over its findings; 0 where nothing is known to be wrong."""
        return sum(f.severity for f in self.findings)


def report_html(judged: Iterable[Judged], title: str, names: Names, templates: Path, *, budget: int = BUDGET) -> str:
    """The whole file as text. ``templates`` holds ``report.html``, ``report.css`` and ``report.js``."""
    style, script, page = ((templates / f"report.{kind}").read_text(encoding="utf-8") for kind in ("css", "js", "html"))
    parts = {
        "policy": f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
        "style": style,
        "script": script,
        "data": embeddable(report_data(judged, title, names, budget=budget)),
    }
    return _PLACE.sub(lambda place: parts[place[1]], page)


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def embeddable(data: object) -> str:
    """JSON that may stand inside a ``script`` element: nothing in it ends the element or breaks the encoding."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _MEANT_FOR_HTML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


# -- what is judged ----------------------------------------------------------------------------------------------------


def judged_points(source: Path, out: Path) -> Iterator[Judged]:
    """Every point of ``out`` whose conversation is in ``source``, in ``source``'s order, judged where there is gold.

    Raises `InputError` when a file cannot be read.
    """
    results: dict[str, dict[int, Json]] = {}
    for row in _rows(out):
        results.setdefault(row["id"], {})[row["after_turn"]] = row
    for row in _rows(source):
        gold = row.get("gold")
        conversation = conversation_from_json(row)
        for point, result in sorted(results.pop(conversation.id, {}).items()):
            if point < len(conversation.turns):
                known = gold if isinstance(gold, dict) else {}
                yield Judged(conversation, point, result, judge(conversation, point, result, known))


def _rows(path: Path) -> Iterator[Json]:
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for line in lines:
                if line.strip():
                    yield json.loads(line)
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: {getattr(error, 'strerror', None) or error}") from error


# -- the data block ----------------------------------------------------------------------------------------------------


def report_data(judged: Iterable[Judged], title: str, names: Names, *, budget: int = BUDGET) -> Json:
    """What the script shows. Where it would be too large, the points with the least wrong are left out and counted."""
    points = list(judged)
    totals = Counter((f.kind, f.verdict.value) for p in points for f in p.findings)
    refused = Counter(f.kind for p in points for f in p.findings if f.refused)
    book = _Book(names)
    kept: list[tuple[int, Json]] = []
    for number in sorted(range(len(points)), key=lambda n: -points[n].severity):
        if book.size > budget:
            break
        kept.append((number, book.point(points[number])))
    kept.sort(key=lambda pair: pair[0])
    return {
        "title": title,
        "total": len(points),
        "counts": [[kind, verdict, n] for (kind, verdict), n in sorted(totals.items())],
        "refused": dict(refused),
        "points": [point for _, point in kept],
        "conversations": book.conversations,
        "passages": book.passages,
        "names": {"categories": dict(names.categories), "fields": dict(names.fields), "articles": book.titles},
    }


class _Book:
    """Conversations and passages, each written once however many points use it."""

    def __init__(self, names: Names) -> None:
        self.conversations: list[Json] = []
        self.passages: list[list[str]] = []
        self.titles: dict[str, str] = {}
        self.size = 0
        self._names = names
        self._known: dict[str, int] = {}
        self._found: dict[tuple[str, str, str], int] = {}

    def point(self, judged: Judged) -> Json:
        """One point; what it refers to is added."""
        result, conversation = judged.result, judged.conversation
        mood, triage, form = (result.get(k) or {} for k in ("mood", "triage", "form"))
        point = {
            "c": self._conversation(conversation),
            "t": judged.point,
            "s": round(judged.severity, 3),
            "f": [_finding(f, conversation) for f in judged.findings],
            "l": result.get("language"),
            "d": result.get("degraded") or [],
            "r": bool(result.get("refused")),
            "m": {k: mood[k] for k in ("valence", "trend", "advice") if k in mood},
            "k": {k: triage[k] for k in ("route", "priority") if k in triage},
            "alt": [[a["category"], a["confidence"]] for a in triage.get("alternatives") or ()],
            "form": form.get("id"),
            "states": {name: f.get("state") for name, f in (form.get("fields") or {}).items()},
            "a": [[self._passage(hit), hit.get("score")] for hit in result.get("articles") or ()],
            "n": result.get("next_step"),
            "x": [_card(card) for card in result.get("suggestions") or ()],
            "ms": (result.get("timing_ms") or {}).get("fast"),
        }
        self._weigh(point)
        return point

    def _weigh(self, added: object) -> None:
        self.size += len(json.dumps(added, ensure_ascii=False))

    def _conversation(self, conversation: Conversation) -> int:
        if conversation.id not in self._known:
            self._known[conversation.id] = len(self.conversations)
            entry = {
                "id": conversation.id,
                "lang": conversation.language,
                "form": conversation.form,
                "category": conversation.category,
                "turns": [[t.speaker.value, _cut(t.text, LONGEST_TURN), t.name or ""] for t in conversation.turns],
            }
            self.conversations.append(entry)
            self._weigh(entry)
        return self._known[conversation.id]

    def _passage(self, hit: Json) -> int:
        text, sentence = _around(hit.get("text") or "", hit.get("sentence") or "")
        key = (str(hit["id"]), text, sentence)
        if key not in self._found:
            self._found[key] = len(self.passages)
            self.passages.append(list(key))
            self._weigh(key)
            if key[0] in self._names.articles:
                self.titles[key[0]] = self._names.articles[key[0]]
        return self._found[key]


def _finding(found: Finding, conversation: Conversation) -> Json:
    """Keys without a value are left out; offsets count UTF-16 units, as the browser does."""
    row = {
        "k": found.kind,
        "v": found.verdict.value,
        "n": found.name,
        "g": _cut(found.got, LONGEST_VALUE),
        "w": _cut(found.want, LONGEST_VALUE),
        "c": found.confidence,
        "e": [span for e in found.evidence for span in _span(e, conversation)],
        "r": found.refused,
        "p": found.rank,
    }
    return {key: value for key, value in row.items() if value not in (None, "", [], False)}


def _span(evidence: Evidence, conversation: Conversation) -> Iterator[list[int]]:
    if 0 <= evidence.turn < len(conversation.turns):
        text = conversation.turns[evidence.turn].text
        end = min(evidence.end, LONGEST_TURN)
        if 0 <= evidence.start < end:
            yield [evidence.turn, _units(text[: evidence.start]), _units(text[:end])]


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[:longest]} … ({len(text) - longest:,} more characters)"


def _around(text: str, sentence: str) -> tuple[str, str]:
    """A long passage cut to what stands around its answering sentence."""
    sentence = sentence[:LONGEST_PASSAGE]
    if len(text) <= LONGEST_PASSAGE:
        return text, sentence
    begin = max(0, text.find(sentence) - (LONGEST_PASSAGE - len(sentence)) // 2)
    end = begin + LONGEST_PASSAGE
    return f"{'…' if begin else ''}{text[begin:end]}{'…' if end < len(text) else ''}", sentence


def _card(card: Json) -> list[object]:
    source = _cut(str(card.get("source") or ""), LONGEST_VALUE)
    return [card.get("kind"), _cut(str(card.get("text") or ""), LONGEST_TURN), source, card.get("citations") or [],
            card.get("confidence")]  # fmt: skip
