"""Intercom: conversations with their parts, alone, in a list, or in an event; notes are the system's turns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assist.domain.conversation import Conversation, Speaker
from assist.intake import fields
from assist.intake.fields import Object, at, first, mapping, objects
from assist.intake.model import Ask, Said
from assist.intake.parties import role, talk, talks
from assist.intake.systems.shape import Shape

WORDS = {"user": Speaker.CUSTOMER, "bot": Speaker.SYSTEM, "team": Speaker.AGENT}
_HIDDEN = ("note", "assignment", "participant", "open", "close", "snoozed", "away")


def said_of(row: Object, kind: str, author: Object) -> Said:
    """One part; ``kind`` is its part type. Parts that the customer does not see are the system's."""
    words = fields.plain(first(row, "body", "message", "source_body"))
    words = words or " ".join(f"[attachment: {fields.text(a.get('name'))}]" for a in objects(row.get("attachments")))
    hidden = kind.startswith("note") or (kind.startswith(_HIDDEN) and role(author.get("type"), WORDS) is None)
    speaker = Speaker.SYSTEM if hidden else role(author.get("type"), WORDS)
    name = fields.text(first(author, "name", "email")) or None
    return Said(name, words, fields.moment(first(row, "created_at", "createdAt")), speaker)


def _found(data: Any) -> list[Object]:
    if isinstance(data, list):
        return [c for row in objects(data) for c in _found(row)]
    found = mapping(data)
    if isinstance(found.get("conversations"), list):
        return [c for c in objects(found["conversations"]) if _is_one(c)]
    inner = at(found, "data", "item")
    return [found] if _is_one(found) else [mapping(inner)] if _is_one(inner) else []


def _is_one(data: Any) -> bool:
    """A conversation; older ones call its opening ``conversation_message``."""
    found = mapping(data)
    return "conversation_parts" in found or (
        found.get("type") == "conversation" and ("source" in found or "conversation_message" in found)
    )


def _read(data: Any, ask: Ask) -> Sequence[Conversation]:
    return talks(ask, ((_said(c), {"case_id": c.get("id"), "channel": _channel(c)}) for c in _found(data)))


def _channel(conversation: Object) -> str | None:
    kind = fields.text(at(conversation, "source", "type"))
    return "email" if kind == "email" else "chat" if kind in {"conversation", "facebook", "whatsapp"} else None


def _said(conversation: Object) -> list[Said]:
    opening = mapping(first(conversation, "source", "conversation_message"))
    said = []
    if opening:
        start = {"created_at": conversation.get("created_at"), **opening}
        said.append(said_of(start, "comment", mapping(opening.get("author"))))
    parts = conversation.get("conversation_parts")
    rows = objects(parts.get("conversation_parts")) if isinstance(parts, dict) else objects(parts)
    said += [said_of(p, fields.text(p.get("part_type")), mapping(p.get("author"))) for p in rows]
    return said


def _is_parts(data: Any) -> bool:
    rows = data if isinstance(data, list) else []
    return any(isinstance(r, dict) and "part_type" in r and isinstance(r.get("author"), dict) for r in rows[:20])


def _read_parts(data: list[Any], ask: Ask) -> Sequence[Conversation]:
    rows = objects(data)
    return (talk(ask, [said_of(p, fields.text(p.get("part_type")), mapping(p.get("author"))) for p in rows]),)


SHAPES = (
    Shape("Intercom conversations", lambda data: bool(_found(data)), _read),
    Shape("Intercom conversation parts", _is_parts, _read_parts),
)
