"""Two drafts of one answer, the model's and the composed one: which is offered, and what the model's still lacks."""

from __future__ import annotations

from assist.domain.conversation import Conversation
from assist.services.composing import Composed, Kind
from assist.services.relevance import stems

_MUCH_LONGER = 2.0


def answers_as_well(worded: str, composed: Composed, conversation: Conversation) -> bool:
    """Whether the model's text speaks of what was asked, half as much as the composed one or more, and does not ramble.

    Measured by the question's telling words; where nothing was stated in the composed one, any of them will do.
    """
    last = conversation.last_customer_turn
    asked = set(stems(conversation.turns[last].text)) if last is not None else set()
    spoken = len(asked & set(stems(worded)))
    if composed.kind is not Kind.ANSWER:
        return bool(spoken)
    other = len(asked & set(stems(composed.text)))
    return 2 * spoken >= other and len(worded) <= _MUCH_LONGER * len(composed.text)


def with_closing(worded: str, composed: Composed | None, language: str) -> str:
    """With the question that the composed draft ends with: what the procedure asks next is not lost to other words."""
    closing = composed.closing if composed is not None else ""
    if not closing or closing in worded or worded.rstrip().endswith(("?", "？")):
        return worded
    return f"{worded}{'' if language == 'zh' else ' '}{closing}"
