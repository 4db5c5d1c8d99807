"""Every shape there is, the surest first, and the one that knows some data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assist.domain.conversation import Conversation
from assist.domain.errors import InputError
from assist.intake.model import Ask
from assist.intake.systems import (
    amazon,
    azure,
    centres,
    chatwoot,
    desks,
    foreign,
    generic,
    google,
    intercom,
    messengers,
    speech,
    vcon,
    zendesk,
)
from assist.intake.systems.shape import Shape

SHAPES: tuple[Shape, ...] = (
    *vcon.SHAPES,
    *amazon.SHAPES,
    *intercom.SHAPES,
    *chatwoot.SHAPES,
    *zendesk.SHAPES,
    *desks.SHAPES,
    *centres.SHAPES,
    *azure.SHAPES,
    *google.SHAPES,
    *messengers.SHAPES,
    *foreign.SHAPES,
    *speech.SHAPES,
)
_SAMPLE = 50
FAMILIES = (
    "Amazon, Google, Azure, vCon, Zendesk, Intercom, Chatwoot, Freshdesk and other desks, Genesys, Twilio, LivePerson "
    "and Salesforce, the messengers' exports, speech recognisers"
)


def read_known(data: Any, ask: Ask) -> Sequence[Conversation]:
    """The conversations of data some shape knows, or that holds messages of any kind; empty when it does neither."""
    if (shape := _shape_of(data)) is not None:
        return shape.read(data, ask)
    if isinstance(data, list) and data and all(isinstance(item, dict) and _shape_of(item) for item in data[:_SAMPLE]):
        return _each(data, ask)
    return generic.read(data, ask)


def _shape_of(data: Any) -> Shape | None:
    return next((shape for shape in SHAPES if shape.knows(data)), None)


def _each(items: Sequence[Any], ask: Ask) -> Sequence[Conversation]:
    """A list of whole exports: what one of them lacks is noted, and the rest is read."""
    found: list[Conversation] = []
    for n, item in enumerate(items, 1):
        inner = replace(ask, case_id=f"{ask.case_id}-{n}", where=f"{ask.where}, item {n}")
        try:
            found += read_known(item, inner)
        except InputError as error:
            ask.notes.append(str(error))
    if not found:
        raise InputError(f"{ask.where}: none of its {len(items)} items holds a conversation")
    return found
