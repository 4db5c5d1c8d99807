"""Learning from a team's past: the history read and checked as a whole, before anything is learned."""

from __future__ import annotations

from pathlib import Path

from assist.domain.conversation import Conversation, Speaker
from assist.domain.errors import InputError
from assist.services.replay import read_conversations


def read_history(path: Path) -> tuple[Conversation, ...]:
    """The conversations of a history. Raises `InputError` naming the line at fault, or that no agent says anything."""
    history = tuple(read_conversations(path))
    if not any(t.speaker is Speaker.AGENT for c in history for t in c.turns):
        raise InputError(f"{path}: no agent says anything in it: nothing to learn from")
    return history
