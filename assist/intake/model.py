"""What readers hand over, and what every reader looks like."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from assist.domain.conversation import Conversation, Speaker
from assist.domain.errors import InputError

Table = tuple[Sequence[str], list[dict[str, str]]]
MAX_TURNS = 20_000
MAX_TURN_CHARS = 200_000
MAX_LINES = 100_000  # of a chat as text; looking for speakers takes time with every line


@dataclass(frozen=True, slots=True)
class Said:
    """One message before roles are decided. ``role`` is set where the source itself tells it."""

    name: str | None
    text: str
    at: str | None = None
    role: Speaker | None = None


@dataclass(frozen=True, slots=True)
class Ask:
    """What a reader needs besides the text.

    ``where`` names the source in messages; ``known`` are speakers' names already seen in this case, and
    ``strict`` asks for the exchange format to the letter (files), while pasted JSON may leave ``id`` out. ``tables``
    gives the tables that lie beside the file, as (columns, rows). What was mended on the way is added to ``notes``.
    """

    case_id: str
    where: str = "pasted text"
    agent_name: str = ""
    known: frozenset[str] = field(default_factory=frozenset)
    strict: bool = False
    tables: Callable[[], Iterable[Table]] = tuple
    notes: list[str] = field(default_factory=list)


class Reader(Protocol):
    """One family of formats, recognised by content. New readers are added to ``readers.READERS``."""

    name: str

    def score(self, text: str) -> float:
        """From 0 (not this) to 1 (certainly this); must be quick on large texts."""

    def read(self, text: str, ask: Ask) -> tuple[Conversation, ...]:
        """Every conversation in ``text``; raises `InputError` with one line."""


def check_size(conversation: Conversation, where: str) -> Conversation:
    """The same conversation; raises `InputError` when it is larger than the rest of Assist can work with."""
    if len(conversation.turns) > MAX_TURNS:
        raise InputError(f"{where}: {len(conversation.turns):,} turns; at most {MAX_TURNS:,} can be read")
    for i, turn in enumerate(conversation.turns, 1):
        if len(turn.text) > MAX_TURN_CHARS:
            raise InputError(
                f"{where}, turn {i}: {len(turn.text):,} characters in one turn; at most {MAX_TURN_CHARS:,} can be read"
            )
    return conversation
