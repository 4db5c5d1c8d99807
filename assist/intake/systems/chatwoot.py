"""Chatwoot: messages, conversations with their messages, and the events of its web hooks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assist.domain.conversation import Conversation, Speaker
from assist.intake import fields
from assist.intake.fields import Object, at, first, mapping, objects
from assist.intake.mail_quotes import own_words
from assist.intake.model import Ask, Said
from assist.intake.parties import talks
from assist.intake.systems.shape import Shape

_KINDS = {
    "0": Speaker.CUSTOMER,
    "incoming": Speaker.CUSTOMER,
    "1": Speaker.AGENT,
    "outgoing": Speaker.AGENT,
    "2": Speaker.SYSTEM,
    "activity": Speaker.SYSTEM,
    "3": Speaker.SYSTEM,
    "template": Speaker.SYSTEM,
}


def _messages(data: Any) -> list[Object]:
    """The messages, wherever the answer, the event or the conversation keeps them."""
    if isinstance(data, list):
        return [m for row in objects(data) for m in ([row] if "message_type" in row else _messages(row))]
    found = mapping(data)
    if "message_type" in found:
        return [found]
    inner = found.get("payload")
    inner = inner if inner is not None else at(found, "data", "payload")
    rows = objects(inner) or objects(found.get("messages")) or objects(at(found, "conversation", "messages"))
    return [m for row in rows for m in ([row] if "message_type" in row else _inner(row))]


def _inner(chat: Object) -> list[Object]:
    """A conversation's messages, which need not say again whose they are."""
    rows = objects(chat.get("messages"))
    return [{"conversation_id": chat.get("id"), **row} for row in rows] if "id" in chat else rows


def _is_chatwoot(data: Any) -> bool:
    some = data[:20] if isinstance(data, list) else data
    rows = _messages(some)
    return any(
        {"content", "attachments"} & m.keys()
        and fields.text(m.get("message_type")) in _KINDS
        and {"conversation_id", "content_type", "inbox_id", "private", "sender_type", "conversation"} & m.keys()
        for m in rows[:20]
    )


def _read(data: Any, ask: Ask) -> Sequence[Conversation]:
    chats: dict[str, dict[str, Object]] = {}
    chat = ""
    for n, row in enumerate(_messages(data)):
        chat = fields.text(first(row, "conversation_id") or at(row, "conversation", "id")) or chat
        # An event for a changed message repeats it: the latest counts, in the place of the first.
        chats.setdefault(chat, {})[fields.text(row.get("id")) or f"row {n}"] = row
    return talks(
        ask,
        (
            ([_said(row) for row in rows.values()], {"case_id": key or None, "channel": _channel(rows.values())})
            for key, rows in chats.items()
        ),
    )


def _channel(rows: Any) -> str:
    return "email" if any(fields.text(r.get("content_type")) == "incoming_email" for r in rows) else "chat"


def _said(row: Object) -> Said:
    sender = mapping(row.get("sender"))
    speaker = _KINDS.get(fields.text(row.get("message_type")))
    if row.get("private") is True:
        speaker = Speaker.SYSTEM
    words = fields.plain(first(row, "content", "processed_message_content"))
    if fields.text(row.get("content_type")) == "incoming_email":
        words = own_words(words)
    words = words or " ".join(map(_attachment, objects(row.get("attachments"))))
    answer = at(row, "content_attributes", "submitted_email")
    words = f"{words} [answer: {answer}]" if isinstance(answer, str) and words else words
    name = fields.text(first(sender, "available_name", "name")) or None
    return Said(name, words, fields.moment(row.get("created_at")), speaker)


def _attachment(row: Object) -> str:
    named = fields.text(row.get("fallback_title")) or fields.text(row.get("data_url")).split("?")[0].rpartition("/")[2]
    kind = fields.text(row.get("file_type")) or "file"
    return f"[{kind}: {named}]" if named else f"[{kind}]"


SHAPES = (Shape("Chatwoot messages", _is_chatwoot, _read),)
