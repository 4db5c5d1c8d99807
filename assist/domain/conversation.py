"""A conversation and its turns: frozen; every change makes a new version."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from assist.domain.text import guess_language


class Speaker(StrEnum):
    """Who said a turn."""

    CUSTOMER = "customer"
    AGENT = "agent"
    SYSTEM = "system"


_SWAPPED = {Speaker.CUSTOMER: Speaker.AGENT, Speaker.AGENT: Speaker.CUSTOMER, Speaker.SYSTEM: Speaker.SYSTEM}


@dataclass(frozen=True, slots=True)
class Turn:
    """One contribution of one speaker. ``at`` is ISO 8601 as found, or ``None``; offsets elsewhere index ``text``.

    Where the text was read off a picture, ``picture`` names its thumbnail in the store.
    """

    speaker: Speaker
    text: str
    at: str | None = None
    name: str | None = None
    snippet: str | None = None
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The characters ``[start, end)`` of turn number ``turn`` (from 0) that something rests on."""

    turn: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Conversation:
    """Turns in order. ``version`` grows by one with every change, and answers carry the version they answer.

    ``form`` and ``category`` are what the agent chose by hand; ``report_at`` lists the turns after which an offline
    run reports (empty: after the last customer turn).
    """

    id: str
    turns: tuple[Turn, ...] = ()
    version: int = 0
    channel: str | None = None
    declared_language: str | None = None
    form: str | None = None
    category: str | None = None
    report_at: tuple[int, ...] = ()

    @property
    def language(self) -> str:
        """The declared language, else that of the latest customer turns, else of any turn, else English."""
        if self.declared_language:
            return self.declared_language
        said = [t.text for t in self.turns if t.speaker is Speaker.CUSTOMER][-3:]
        everything = " ".join(t.text for t in self.turns)
        return guess_language(" ".join(said)) or guess_language(everything) or "en"

    @property
    def last_customer_turn(self) -> int | None:
        """Index of the latest customer turn, or ``None``."""
        return next((i for i in reversed(range(len(self.turns))) if self.turns[i].speaker is Speaker.CUSTOMER), None)

    def points(self) -> tuple[int, ...]:
        """The turn indexes to report after."""
        if self.report_at:
            return self.report_at
        last = self.last_customer_turn
        return (len(self.turns) - 1 if last is None else last,) if self.turns else ()

    def upto(self, turn: int) -> Conversation:
        """The conversation as it stood just after ``turn``; nothing later can be seen through it."""
        return replace(self, turns=self.turns[: turn + 1], report_at=())

    def with_turns(self, turns: tuple[Turn, ...]) -> Conversation:
        """A new version with these turns in place of the present ones."""
        return replace(self, turns=turns, version=self.version + 1)

    def append(self, *turns: Turn) -> Conversation:
        """A new version with ``turns`` at the end."""
        return self.with_turns(self.turns + turns)

    def swap_roles(self) -> Conversation:
        """A new version in which customer and agent have changed places."""
        return self.with_turns(tuple(replace(t, speaker=_SWAPPED[t.speaker]) for t in self.turns))

    def choose(self, *, category: str | None = None, form: str | None = None) -> Conversation:
        """A new version with the agent's own choice of category and form; ``None`` leaves a choice as it is."""
        return replace(self, category=category or self.category, form=form or self.form, version=self.version + 1)

    def quote(self, evidence: Evidence) -> str:
        """The quoted characters; empty when the evidence points outside the conversation."""
        if not 0 <= evidence.turn < len(self.turns):
            return ""
        return self.turns[evidence.turn].text[evidence.start : evidence.end]
