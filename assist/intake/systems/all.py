"""Every shape there is, the surest first, and the one that knows some data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assist.domain.conversation import Conversation
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
FAMILIES = (
    "Amazon, Google, Azure, vCon, Zendesk, Intercom, Chatwoot, Freshdesk and other desks, Genesys, Twilio, LivePerson "
    "and Salesforce, the messengers' exports, speech recognisers"
)


def read_known(data: Any, ask: Ask) -> Sequence[Conversation]:
    """The conversations of data some shape knows, or that holds messages of any kind; empty when it does neither."""
    shape = next((shape for shape in SHAPES if shape.knows(data)), None)
    return shape.read(data, ask) if shape is not None else generic.read(data, ask)
