"""The words other systems use for who speaks, and conversations put together from what was said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from assist.domain.conversation import Conversation, Speaker
from assist.domain.errors import InputError
from assist.intake import fields
from assist.intake.model import Ask, Said
from assist.intake.roles import assign

_CUSTOMER = (
    "customer client visitor user enduser guest caller consumer external contact requester requestor lead inbound "
    "incoming in buyer subscriber prospect human received customersupportuser offlinevisitor remote anonymous patient"
)
_AGENT = (
    "agent admin operator staff support internal humanagent automatedagent virtualagent representative advisor "
    "outbound outboundapi outboundreply outgoing out business teammate assistant employee callcenteragent owner "
    "assignee company callee serviceagent sent supervisor page liveagent ai customersupport model aiagent"
)
_SYSTEM = (
    "system bot chatbot workflow acd ivr activity template service notification automation event info trigger "
    "botflow voicemail tool admin_bot function custombot systemmessage campaign einsteinbot"
)
_WORDS = {
    **dict.fromkeys(_CUSTOMER.split(), Speaker.CUSTOMER),
    **dict.fromkeys(_AGENT.split(), Speaker.AGENT),
    **dict.fromkeys(_SYSTEM.split(), Speaker.SYSTEM),
}


def squeezed(word: str) -> str:
    """A word without case, spaces and signs: ``END_USER`` and ``End-user`` are one."""
    return re.sub(r"[\W_]+", "", word.casefold())


def role(value: object, words: Mapping[str, Speaker] | None = None) -> Speaker | None:
    """The role a system's own word stands for; ``words`` are meanings of its own that go first."""
    word = squeezed(fields.text(value))
    if not word or len(word) > 40:
        return None
    if words and word in words:
        return words[word]
    return _WORDS.get(word) or _WORDS.get(re.sub(r"(?:role|participant|message|\d+)", "", word))


def talk(
    ask: Ask,
    said: Iterable[Said],
    *,
    case_id: object = None,
    channel: str | None = None,
    language: object = None,
) -> Conversation:
    """A conversation of all that has text; roles that are not told are worked out. Raises `InputError` without any."""
    spoken = [one for one in said if one.text.strip()]
    if not spoken:
        raise InputError(f"{ask.where}: there is no message with text in it")
    return Conversation(
        fields.text(case_id)[:200] or ask.case_id,
        assign(spoken, ask.agent_name),
        channel=channel,
        declared_language=fields.language(language),
    )


def talks(ask: Ask, found: Iterable[tuple[Iterable[Said], Mapping[str, Any]]]) -> list[Conversation]:
    """A conversation of each that has any text, made by `talk` with the arguments beside it."""
    conversations = []
    for said, about in found:
        spoken = [one for one in said if one.text.strip()]
        if spoken:
            conversations.append(talk(ask, spoken, **about))
    if not conversations:
        raise InputError(f"{ask.where}: there is no message with text in it")
    return conversations


def in_time(said: Iterable[tuple[float | None, Said]]) -> list[Said]:
    """By time; what has none stays behind what was before it."""
    order: list[tuple[float, int, Said]] = []
    last = float("-inf")
    for n, (when, one) in enumerate(said):
        last = when if when is not None else last
        order.append((last, n, one))
    return [one for _, _, one in sorted(order, key=lambda item: item[:2])]
