"""Greetings and goodbyes among the canned replies, and when they are due."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assist.domain.conversation import Conversation, Speaker
from assist.domain.pack import Snippet
from assist.understanding.needs import is_closing

_GREETING = re.compile(r"greet|hello|welcome|opening|问候|欢迎|开场|您好", re.IGNORECASE)
_CLOSING = re.compile(r"closing|goodbye|farewell|(?:^|[\s_/-])bye|wrap.?up|结束|再见|道别|告别", re.IGNORECASE)


def role_of(snippet: Snippet) -> str:
    """``greeting`` or ``closing`` by what the snippet is called, never by its wording."""
    names: Sequence[str] = (snippet.id.rsplit("/", maxsplit=1)[-1], snippet.title, *snippet.tags)
    for role, pattern in (("greeting", _GREETING), ("closing", _CLOSING)):
        if any(pattern.search(name) for name in names):
            return role
    return ""


def may_come(role: str, conversation: Conversation) -> bool:
    """Whether a greeting is due, or a goodbye; anything else may come at any time."""
    turns = conversation.turns
    if role == "greeting":
        return not any(t.speaker is Speaker.AGENT for t in turns)
    if role == "closing":
        last = conversation.last_customer_turn
        return last is not None and is_closing(turns[last].text)
    return True
