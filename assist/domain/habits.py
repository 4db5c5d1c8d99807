"""What the agent's own use says about the order of replies and articles: a small table, and a lean that is bounded.

Counted by source and category from what became of cards. Recent use counts more: a use is worth half after
`HALF_LIFE_DAYS`. Nothing is hidden by it, and nothing is kept but what the store holds already.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from assist.domain.case import FeedbackKind

HALF_LIFE_DAYS = 30.0
OLDEST_DAYS = 180
LEAST_EVENTS = 3
"""Fewer than so many uses and dismissals for a category say nothing."""
MOST_ROWS = 300
_PRIOR = 4.0
_SHOWN_SHARE = 0.25
_WORTH = {FeedbackKind.USED: 1.0, FeedbackKind.EDITED: 0.7, FeedbackKind.DISMISSED: -1.0}

Key = tuple[str, str]
"""Source and category, as in ``("snippet:late-1", "late_delivery")``; the category is empty where none fitted."""


@dataclass(frozen=True, slots=True)
class UseCount:
    """So often on one day: a source's cards for cases of a category were shown, used, edited, dismissed."""

    source: str
    category: str
    kind: FeedbackKind
    day: str
    count: int


class Habit(NamedTuple):
    """``lean`` is between -1 and 1, for how much it moves; ``taken`` how often it was used, edited or not."""

    lean: float
    taken: int


@dataclass(frozen=True, slots=True)
class Habits:
    """What use says, by source and category; empty: nothing, and everything keeps the order it has without.

    Rows are plain tuples, since the table is handed to another process with every question: a tenth of a millisecond
    for a full one, and not a whole one.
    """

    rows: dict[Key, tuple[float, int]] = field(default_factory=dict)

    def of(self, category: str | None) -> dict[str, Habit]:
        """What holds for one category, by source."""
        wanted = category or ""
        return {source: Habit(*row) for (source, named), row in self.rows.items() if named == wanted}


NO_HABITS = Habits()


def weigh(counts: Iterable[UseCount], today: str) -> Habits:
    """The table: the `MOST_ROWS` that lean most, of those with `LEAST_EVENTS` uses or dismissals."""
    seen: dict[Key, _Sums] = {}
    for count in counts:
        seen.setdefault((count.source, count.category), _Sums()).add(count, today)
    rows = {key: sums.habit() for key, sums in seen.items() if sums.events >= LEAST_EVENTS}
    best = sorted(rows.items(), key=lambda row: (-abs(row[1][0]), row[0]))[:MOST_ROWS]
    return Habits(dict(best))


@dataclass(slots=True)
class _Sums:
    worth: float = 0.0
    tried: float = 0.0
    shown: float = 0.0
    events: int = 0
    taken: int = 0

    def add(self, count: UseCount, today: str) -> None:
        share = count.count * 0.5 ** (_days(count.day, today) / HALF_LIFE_DAYS)
        if count.kind is FeedbackKind.SHOWN:
            self.shown += share
        elif count.kind in _WORTH:
            self.worth += share * _WORTH[count.kind]
            self.tried += share
            self.events += count.count
            self.taken += count.count if count.kind is not FeedbackKind.DISMISSED else 0

    def habit(self) -> tuple[float, int]:
        """What was shown and passed over counts a little against it; a few events never count as many."""
        passed = max(0.0, self.shown - self.tried)
        return self.worth / (self.tried + _SHOWN_SHARE * passed + _PRIOR), self.taken


def _days(day: str, today: str) -> int:
    try:
        return max(0, (date.fromisoformat(today[:10]) - date.fromisoformat(day[:10])).days)
    except ValueError:
        return OLDEST_DAYS
