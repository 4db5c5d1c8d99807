"""JSON that is often at hand and is no conversation: said by name, so that nobody looks for a fault in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from assist.domain.conversation import Conversation
from assist.domain.errors import InputError
from assist.intake.fields import Object, objects
from assist.intake.model import Ask
from assist.intake.systems.shape import Shape


def _not_a_conversation(what: str, knows: Callable[[Object], bool]) -> Shape:
    def refuse(_data: Any, ask: Ask) -> Sequence[Conversation]:
        raise InputError(f"{ask.where}: {what}, not a conversation")

    def known(data: Any) -> bool:
        return any(knows(row) for row in objects(data if isinstance(data, list) else [data])[:20])

    return Shape(what, known, refuse)


SHAPES = (
    _not_a_conversation(
        "questions and answers of a QnABot (knowledge)", lambda row: "qid" in row and "a" in row and "q" in row
    ),
    _not_a_conversation(
        "a result of Assist", lambda row: "after_turn" in row and "timing_ms" in row and "turns" not in row
    ),
)
