"""The small values the form filler passes around."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from assist.domain.conversation import Evidence


class Span(NamedTuple):
    """``value`` was said in characters ``[start, end)``; ``score`` (0 to 1) is how much the shape alone says."""

    start: int
    end: int
    value: str
    score: float = 1.0

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Reading:
    """One value read for one field. ``parts`` are in the order said; ``exclusive`` keeps other fields off the span.

    ``agreed`` marks what the agent said and the customer only agreed to; ``asked`` is how surely the field had just
    been asked for.
    """

    field: str
    value: str
    confidence: float
    parts: tuple[Evidence, ...]
    correction: bool = False
    exclusive: bool = True
    agreed: bool = False
    asked: float = 0.0

    @property
    def turn(self) -> int:
        """The turn that completed the value."""
        return self.parts[-1].turn

    def collides(self, other: Reading) -> bool:
        """Whether both rest on some same character."""
        return any(a.turn == b.turn and a.start < b.end and b.start < a.end for a in self.parts for b in other.parts)


def drop_covered(spans: list[Span]) -> list[Span]:
    """The spans in order of place, without those inside a longer one that begins no later."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
