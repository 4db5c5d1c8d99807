"""A chat out of one picture of it: bubbles left and right, or names before what was said."""

from __future__ import annotations

from collections.abc import Callable

from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.errors import InputError
from assist.domain.seen import Seen, is_document, plain_text
from assist.services.watching import Transcript

ReadText = Callable[[str, str], Conversation]
"""`Intake.read_text`: a text and the conversation's id."""
_FEWEST = 3


def picture_conversation(seen: Seen, case_id: str, read_text: ReadText) -> Conversation:
    """What a picture shows: its chat, else its text as one turn of the customer's. Raises `InputError` without text."""
    text = plain_text(seen).strip()
    if not text:
        raise InputError("no text was found in this picture")
    chat = Transcript()
    if not is_document(seen):
        chat.look(seen)
    turns = chat.turns or named_turns(text, read_text)
    return Conversation(case_id, turns or (Turn(Speaker.CUSTOMER, text),))


def named_turns(text: str, read_text: ReadText) -> tuple[Turn, ...]:
    """The turns of a text in which names stand before what they said; empty where it is something else.

    A receipt has labels too, but each once: in a chat somebody speaks twice.
    """
    try:
        turns = read_text(text, "").turns
    except InputError:
        return ()
    names = [turn.name for turn in turns if turn.speaker is not Speaker.SYSTEM]
    chat = len(names) >= _FEWEST and None not in names and 2 <= len(set(names)) < len(names)
    return turns if chat else ()
