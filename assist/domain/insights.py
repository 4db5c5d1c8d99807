"""What a case amounts to, for statistics: numbers, labels and the questions that stayed open. No text but those."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from assist.domain.assistance import Assistance
from assist.domain.conversation import Conversation, Speaker

MAX_QUESTION = 400
MAX_OPEN = 5000
"""So many open questions are put together at most."""
MAX_BEHIND = 500
"""So many cases behind a figure are listed at most."""
MIN_GROUP = 5
"""A team's figures are shown only where at least this many agents stand behind them."""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """One case. ``day`` is ISO 8601; times in seconds, ``None`` where the turns carry no times.

    ``open_question`` is the customer's turn that the knowledge did not cover, empty when all were covered.
    ``mood_first`` and ``mood_last`` are valences from -1 to 1.
    """

    case_id: str
    day: str
    language: str = ""
    category: str = ""
    turns: int = 0
    customer_turns: int = 0
    mood_first: float | None = None
    mood_last: float | None = None
    mood: str = ""
    open_question: str = ""
    first_reply_s: float | None = None
    handle_s: float | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """Which cases are looked at: days ``since`` to ``until`` (ISO 8601), one category, one language; empty: all."""

    since: str = ""
    until: str = ""
    category: str = ""
    language: str = ""


EVERYTHING = Period()


@dataclass(frozen=True, slots=True)
class DayCount:
    """One day: how many cases, how many of them had a question that stayed open."""

    day: str
    cases: int
    open: int


@dataclass(frozen=True, slots=True)
class CategoryShare:
    """One category: cases in the newer and the older half of the period, mood at the start and the end."""

    category: str
    cases: int
    newer: int
    older: int
    mood_first: float | None
    mood_last: float | None
    handle_s: float | None

    @property
    def growth(self) -> float | None:
        """Share by which it grew from the older to the newer half; ``None`` when it is new."""
        return (self.newer - self.older) / self.older if self.older else None


@dataclass(frozen=True, slots=True)
class CardUse:
    """One source of cards (``snippet:late-1``, ``draft``): how often shown, used as it was, edited, dismissed."""

    source: str
    shown: int = 0
    used: int = 0
    edited: int = 0
    dismissed: int = 0

    @property
    def taken(self) -> float:
        """Share of those shown that were used, edited or not."""
        return min(1.0, (self.used + self.edited) / self.shown) if self.shown else 0.0


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question the knowledge did not cover, or a search without a hit (``searched``).

    ``agent`` is the pseudonym of whoever exported it, empty for the agent's own.
    """

    text: str
    case_id: str
    day: str
    searched: bool = False
    agent: str = ""


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Open questions that ask the same; the first of them is nearest to all others."""

    questions: tuple[OpenQuestion, ...]


@dataclass(frozen=True, slots=True)
class OwnReply:
    """A reply that agents write again and again by hand: personal data masked, how often, an example's case.

    ``said`` is the reply as it was written, to find its cases by; it is not shown.
    """

    text: str
    count: int
    case_id: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Behind:
    """What a figure rests on is asked for by one of these.

    A day, a category (empty: without one), a source of cards, a reply written by hand, or the ids of its cases.
    """

    day: str = ""
    category: str | None = None
    source: str = ""
    reply: str = ""
    case_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseBrief:
    """One of the cases behind a figure; ``said`` is the open question, else how the customer began."""

    case_id: str
    day: str
    category: str
    mood: str
    turns: int
    said: str


@dataclass(frozen=True, slots=True)
class Figures:
    """What the first page shows."""

    cases: int
    turns: int
    days: tuple[DayCount, ...] = ()
    categories: tuple[CategoryShare, ...] = ()
    cards: tuple[CardUse, ...] = ()
    first_reply_s: float | None = None
    handle_s: float | None = None

    @property
    def adoption(self) -> float | None:
        """Share of the cards shown that were used; ``None`` when none was shown."""
        shown = sum(c.shown for c in self.cards)
        return sum(c.used + c.edited for c in self.cards) / shown if shown else None


def case_facts(
    conversation: Conversation, found: Assistance, now: str, before: CaseFacts | None = None, *, asked: str = ""
) -> CaseFacts:
    """The facts of a case as it stands; ``before`` are those of an earlier version, whose open question is kept.

    ``asked`` is what stays open now. An open question of before is kept while it is still said: not after its turn was
    taken back. ``now`` (ISO 8601) is the day of a case whose turns have no times.
    """
    said = [t for t in conversation.turns if t.speaker is Speaker.CUSTOMER]
    mood, trend = found.mood, found.mood.trend if found.mood else ()
    asked = asked[:MAX_QUESTION]
    if not asked and before is not None and any(before.open_question == t.text[:MAX_QUESTION] for t in said):
        asked = before.open_question
    times = [_time(t.at) for t in conversation.turns]
    return CaseFacts(
        conversation.id,
        before.day if before else now[:10],
        found.language,
        (found.triage.category or "") if found.triage else "",
        len(conversation.turns),
        len(said),
        trend[0] if trend else None,
        mood.valence if mood else None,
        mood.label.value if mood else "",
        asked,
        _first_reply(conversation, times),
        _between(times),
    )


def _time(at: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(at) if at else None
    except ValueError:
        return None


def _first_reply(conversation: Conversation, times: list[datetime | None]) -> float | None:
    pairs = zip(conversation.turns, times, strict=True)
    for (turn, at), (after, then) in pairwise(pairs):
        if turn.speaker is Speaker.CUSTOMER and after.speaker is Speaker.AGENT:
            return _seconds(at, then)
    return None


def _between(times: list[datetime | None]) -> float | None:
    known = [t for t in times if t is not None]
    return _seconds(known[0], known[-1]) if len(known) > 1 else None


def _seconds(start: datetime | None, end: datetime | None) -> float | None:
    if start is None or end is None or (start.tzinfo is None) != (end.tzinfo is None):
        return None
    seconds = (end - start).total_seconds()
    return seconds if seconds >= 0 else None
