"""What a reader of one system's JSON looks like."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from assist.domain.conversation import Conversation
from assist.intake.model import Ask


@dataclass(frozen=True, slots=True)
class Shape:
    """``name`` is how messages call it; ``knows`` must be quick on large data; ``read`` raises `InputError`.

    Several shapes may know the same data; the first in the list reads it.
    """

    name: str
    knows: Callable[[Any], bool]
    read: Callable[[Any, Ask], Sequence[Conversation]]
