"""A pack tested before it is published: its own examples, its titles and the team's past, answered by old and new.

What is known to be right comes from the pack (an example belongs to its category, a title to its article) and from the
history (the category an agent chose, the canned reply that was sent). Where nobody knows, only the change is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar

from assist.domain.assistance import Assistance, CardKind, Hit
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.pack import Pack
from assist.services.ports import ExampleVerdict, Progress, UnderstandRequest

TOP = 3
SEARCHED = 600
"""So many examples, evenly spread, are also put to the knowledge."""
TITLES = 300
_T = TypeVar("_T")
CATEGORY, KNOWLEDGE, TITLE, REPLY = "category", "knowledge", "title", "reply"


class Answering(Protocol):
    """What is asked of an open pack."""

    def understand(self, request: UnderstandRequest) -> Assistance:
        """See ``Understanding``."""

    def search(self, query: str, k: int = 5, language: str | None = None) -> tuple[Hit, ...]:
        """See ``Understanding``."""

    def held_out(self, progress: Progress | None = None) -> tuple[ExampleVerdict, ...]:
        """See ``Tester``."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked. ``want`` is what is right, as far as anybody knows; ``conversation`` is what it was asked in."""

    kind: str
    id: str
    text: str
    want: frozenset[str] = frozenset()
    conversation: Conversation | None = None
    example: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """What a pack said: nothing when ``got`` is empty. ``right`` is ``None`` where nobody knows."""

    got: tuple[str, ...] = ()
    confidence: float = 0.0
    right: bool | None = None

    @property
    def refused(self) -> bool:
        """Whether it said that it does not know."""
        return not self.got


@dataclass(frozen=True, slots=True)
class Change:
    """A question that old and new answer differently. ``weight`` is above zero for what got worse, below for better."""

    question: Question
    before: Answered
    after: Answered
    weight: float


@dataclass(frozen=True, slots=True)
class Tally:
    """Answers of one kind: how many, and of those somebody knows: right, false (a wrong answer), refused."""

    asked: int = 0
    right: int = 0
    false: int = 0
    refused: int = 0

    def plus(self, answered: Answered) -> Tally:
        """With one more."""
        false = answered.right is False and not answered.refused
        return Tally(
            self.asked + 1, self.right + bool(answered.right), self.false + false, self.refused + answered.refused
        )


@dataclass(frozen=True, slots=True)
class TestResult:
    """Everything a test found. ``before`` is empty where there is no older pack."""

    __test__ = False  # not one of pytest's

    after: Mapping[str, Tally]
    before: Mapping[str, Tally] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    answers: tuple[tuple[Question, Answered], ...] = ()

    @property
    def worse(self) -> tuple[Change, ...]:
        """What got worse, the worst first."""
        return tuple(c for c in self.changes if c.weight > 0)


# -- what is asked -----------------------------------------------------------------------------------------------------


def questions_of(
    pack: Pack,
    history: Iterable[Conversation] = (),
    changed: frozenset[str] = frozenset(),
    before: Pack | None = None,
) -> list[Question]:
    """Every question: examples, titles (of articles ``changed`` and others spread evenly), points of the history.

    Articles of a category that ``before`` had are right, too: an answer that went with its article is an answer lost.
    """
    by_category = _articles_by_category(*filter(None, (pack, before)))
    examples = [(c.id, text) for c in pack.categories for text in c.examples]
    out = [
        Question(CATEGORY, f"example:{text}", text, frozenset({c}), _said(text), example=True) for c, text in examples
    ]
    knows = bool(pack.articles) or (before is not None and bool(before.articles))
    out += [
        Question(KNOWLEDGE, f"example:{text}", text, by_category.get(c, frozenset()), _said(text))
        for c, text in _spread(examples, SEARCHED if knows else 0)
    ]
    titled = [a for a in pack.articles if a.id in changed][:TITLES]
    titled += [a for a in _spread(pack.articles, TITLES) if a.id not in changed]
    out += [Question(TITLE, f"title:{a.id}", a.title, frozenset({a.id})) for a in titled]
    for conversation in history:
        out += _of_history(conversation, pack, by_category, knows=knows)
    return list({(q.kind, q.id): q for q in out}.values())


def _of_history(
    conversation: Conversation, pack: Pack, by_category: Mapping[str, frozenset[str]], *, knows: bool
) -> list[Question]:
    """At each point: the category the agent chose, what the knowledge has, and the canned reply that was sent."""
    out = []
    chosen = conversation.category if pack.category(conversation.category) else None
    for point in _points(conversation):
        seen = replace(conversation.upto(point), category=None, form=None)
        name = f"{conversation.id}:{point}"
        text = conversation.turns[point].text if point < len(conversation.turns) else ""
        if pack.categories:
            wanted = frozenset({chosen}) if chosen else frozenset[str]()
            out.append(Question(CATEGORY, name, text, wanted, seen))
        if knows:
            out.append(Question(KNOWLEDGE, name, text, by_category.get(chosen or "", frozenset()), seen))
        after = conversation.turns[point + 1 : point + 2]
        sent = after[0].snippet if after and after[0].speaker is Speaker.AGENT else None
        if sent and pack.snippet(sent):
            out.append(Question(REPLY, name, text, frozenset({sent}), seen))
    return out


def _points(conversation: Conversation) -> tuple[int, ...]:
    """Those the record names, else the last customer turn and each after which the agent sent a canned reply."""
    turns = conversation.turns
    replied = [
        i
        for i in range(len(turns) - 1)
        if turns[i].speaker is Speaker.CUSTOMER and turns[i + 1].speaker is Speaker.AGENT and turns[i + 1].snippet
    ]
    return conversation.report_at or tuple(dict.fromkeys((*replied, *conversation.points())))


def _articles_by_category(*packs: Pack) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for article in (a for pack in packs for a in pack.articles):
        for category in article.categories:
            found.setdefault(category, set()).add(article.id)
    return {category: frozenset(ids) for category, ids in found.items()}


def _said(text: str) -> Conversation:
    return Conversation("example", (Turn(Speaker.CUSTOMER, text),))


def _spread(items: Sequence[_T], count: int) -> list[_T]:
    step = max(1.0, len(items) / max(1, count))
    return [items[int(i * step)] for i in range(min(count, len(items)))]


# -- how it is answered ------------------------------------------------------------------------------------------------


def answer_all(
    pack: Pack, port: Answering, questions: Sequence[Question], progress: Progress | None = None
) -> dict[tuple[str, str], Answered]:
    """What the open pack says to each question, by kind and id. An example of its own is judged without itself."""
    verdicts = {v.text: v for v in port.held_out(progress)}
    own = {text for c in pack.categories for text in c.examples}
    known: dict[Conversation, Assistance] = {}

    def understood(conversation: Conversation) -> Assistance:
        if conversation not in known:
            known.clear()  # questions about one point follow each other
            known[conversation] = port.understand(UnderstandRequest(conversation))
        return known[conversation]

    out: dict[tuple[str, str], Answered] = {}
    for done, question in enumerate(sorted(questions, key=lambda q: (q.conversation is None, q.id))):
        if progress is not None and done % 10 == 0:
            progress(done, len(questions), "asking")
        verdict = verdicts.get(question.text) if question.example else None
        if verdict is None and question.example and question.text in own:
            continue  # too few of its category to be judged without it; with it, it would prove nothing
        if verdict is not None:
            got = (verdict.got,) if verdict.got else ()
            out[question.kind, question.id] = _judged(question, got, verdict.confidence)
        else:
            out[question.kind, question.id] = _answer(pack, port, understood, question)
    return out


def _answer(
    pack: Pack, port: Answering, understood: Callable[[Conversation], Assistance], question: Question
) -> Answered:
    if question.conversation is None:
        hits = port.search(question.text, TOP)
        return _judged(question, tuple(h.article_id for h in hits), hits[0].score if hits else 0.0)
    found = understood(question.conversation)
    if question.kind == CATEGORY:
        triage = found.triage
        got = (triage.category,) if triage is not None and triage.category else ()
        return _judged(question, got, triage.confidence if triage is not None else 0.0)
    if question.kind == REPLY:
        cards = [c for c in found.suggestions if c.kind is CardKind.SNIPPET][:TOP]
        names = tuple(c.source.removeprefix("snippet:") for c in cards)
        return _judged(question, names, cards[0].confidence if cards else 0.0)
    hits = found.articles[:TOP]
    articles = tuple(h.article_id for h in hits)
    top = next((a for a in pack.articles if articles and a.id == articles[0]), None)
    judged = _judged(question, articles, hits[0].score if hits else 0.0)
    if judged.right is False and top is not None and not top.categories:
        return replace(judged, right=None)  # an article of no category may be the right one
    return judged


def _judged(question: Question, got: tuple[str, ...], confidence: float) -> Answered:
    right = bool(question.want & set(got)) if question.want else None
    return Answered(got, round(confidence, 4), right)


# -- what changed ------------------------------------------------------------------------------------------------------


def compare(
    questions: Sequence[Question],
    after: Mapping[tuple[str, str], Answered],
    before: Mapping[tuple[str, str], Answered] | None = None,
) -> TestResult:
    """Tallies by kind, and what changed, what got worse first."""
    changes = []
    questions = [q for q in questions if (q.kind, q.id) in after]
    for question in questions:
        old, new = (before or {}).get((question.kind, question.id)), after[question.kind, question.id]
        if old is not None and (old.got[:1] != new.got[:1] or old.right != new.right):
            changes.append(Change(question, old, new, _weight(old, new)))
    changes.sort(key=lambda c: (-c.weight, c.question.kind, c.question.id))
    return TestResult(
        _tallies(questions, after),
        {} if before is None else _tallies(questions, before),
        tuple(changes),
        tuple((q, after[q.kind, q.id]) for q in questions),
    )


def _weight(old: Answered, new: Answered) -> float:
    """Right before and false now is worst, worse the surer it is; a known answer lost, then an unknown one, follow."""
    if old.right is not None or new.right is not None:
        if old.right and not new.right:
            return 2.0 if new.refused else 3.0 + new.confidence
        if new.right and not old.right:
            return -3.0
        if old.refused and not new.refused:
            return 2.5 + new.confidence  # it knew that it did not know
        return -1.0 if new.refused else 0.0
    return (1.0 if new.refused else 0.0) - (1.0 if old.refused else 0.0)


def _tallies(questions: Sequence[Question], answers: Mapping[tuple[str, str], Answered]) -> dict[str, Tally]:
    out: dict[str, Tally] = {}
    for question in questions:
        found = answers.get((question.kind, question.id))
        if found is not None:
            out[question.kind] = out.get(question.kind, Tally()).plus(found)
    return out


def suggest(result: TestResult, kind: str, most_false: float = 0.05) -> float:
    """The least confidence at which at most a share ``most_false`` of the answers given are false.

    0 where that holds of all answers, or too few (under 30) are known to tell.
    """
    known = sorted(
        ((a.confidence, a.right) for q, a in result.answers if q.kind == kind and a.right is not None and a.got),
        reverse=True,
    )
    if len(known) < 30:
        return 0.0
    false = 0
    best: float | None = None
    for count, (confidence, right) in enumerate(known, 1):
        false += not right
        last_of_its_confidence = count == len(known) or known[count][0] < confidence
        if last_of_its_confidence and false <= most_false * count:
            best = 0.0 if count == len(known) else confidence
    return round(best, 3) if best is not None else 0.0
