"""JSON: the exchange format (one object, a list, one object per line), plain message lists, Telegram's export."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assist.domain.conversation import Conversation, Speaker
from assist.domain.errors import InputError
from assist.domain.result import conversation_from_json
from assist.intake.labels import read_label
from assist.intake.model import Ask, Said
from assist.intake.roles import assign

_OPENS_JSON = re.compile(r"\s*(?:\{\s*(?:\"|\}|$)|\[\s*(?:\{\s*\"|\[\s*[\[{\"]|\]\s*$|$))")
_SPEAKER_KEYS = ("speaker", "role", "from", "author", "sender", "name", "user", "participant")
_TEXT_KEYS = ("text", "content", "body", "message", "utterance")
_TIME_KEYS = ("at", "timestamp", "time", "date", "created_at", "ts")
_MESSAGE_KEYS = ("messages", "turns", "conversation", "transcript", "items", "entries")
_ROLE_WORDS = {"assistant": Speaker.AGENT, "ai": Speaker.AGENT, "human": Speaker.CUSTOMER, "tool": Speaker.SYSTEM}
_LOOKED_FOR = (
    'looked for a conversation ("id", "turns" with "speaker" and "text"), a list or lines of them, '
    "or a list of messages with a sender and a text"
)


class JsonText:
    """Everything that is JSON or JSON lines."""

    name = "JSON"

    def score(self, text: str) -> float:
        """By how the text opens; whether it is whole shows when it is read."""
        return 0.9 if _OPENS_JSON.match(text[:2000]) else 0.0

    def read(self, text: str, ask: Ask) -> tuple[Conversation, ...]:
        """Every conversation in the text."""
        try:
            data = json.loads(text)
        except RecursionError:
            raise InputError(f"{ask.where}: the JSON is nested too deeply") from None
        except ValueError as error:
            return _lines(text, ask, error)
        return _conversations(data, ask)


def _fault(error: ValueError, where: str, length: int) -> InputError:
    if not isinstance(error, json.JSONDecodeError):
        return InputError(f"{where}: not valid JSON ({error})")
    cut = error.pos >= length - 1 or error.msg.startswith("Unterminated")
    what = "the JSON ends in the middle" if cut else f"not valid JSON ({error.msg})"
    return InputError(f"{where}: {what}, line {error.lineno}, column {error.colno}")


def _lines(text: str, ask: Ask, error: ValueError) -> tuple[Conversation, ...]:
    """One object per line, if the first line is a whole object; else the fault of the text as one document."""
    lines = [(i, line) for i, line in enumerate(text.split("\n"), 1) if line.strip()]
    first = lines[0][1].strip() if lines else ""
    if len(lines) < 2 or not (first.startswith("{") and first.endswith("}")) or first == "{}":
        raise _fault(error, ask.where, len(text.rstrip())) from None
    rows: list[tuple[int, Any]] = []
    for number, line in lines:
        try:
            rows.append((number, json.loads(line)))
        except (ValueError, RecursionError) as broken:
            what = broken.msg if isinstance(broken, json.JSONDecodeError) else "nested too deeply"
            column = f", column {broken.colno}" if isinstance(broken, json.JSONDecodeError) else ""
            raise InputError(f"{ask.where}, line {number}{column}: not valid JSON ({what})") from None
    if all(_message(row) for _, row in rows):
        return (_from_messages([row for _, row in rows], ask),)
    return tuple(_one(row, replace(ask, where=f"{ask.where}, line {number}")) for number, row in rows)


def _conversations(data: object, ask: Ask) -> tuple[Conversation, ...]:
    if isinstance(data, list):
        if not data:
            raise InputError(f"{ask.where}: the list is empty; {_LOOKED_FOR}")
        if all(_message(item) for item in data):
            return (_from_messages(data, ask),)
        return tuple(_one(item, replace(ask, where=f"{ask.where}, item {i}")) for i, item in enumerate(data))
    if (
        isinstance(data, Mapping)
        and isinstance(chats := data.get("chats"), Mapping)
        and isinstance(chats.get("list"), list)
    ):
        # Telegram's export of the whole account.
        return tuple(_one(chat, replace(ask, where=f"{ask.where}, chat {i}")) for i, chat in enumerate(chats["list"]))
    return (_one(data, ask),)


def _one(data: object, ask: Ask) -> Conversation:
    if not isinstance(data, Mapping):
        raise InputError(f"{ask.where}: {_LOOKED_FOR}")
    turns = data.get("turns")
    if isinstance(turns, list) and all(isinstance(t, Mapping) and "speaker" in t for t in turns):
        whole = dict(data) if ask.strict or "id" in data else {**data, "id": ask.case_id}
        return conversation_from_json(whole, _where(data, ask))
    for key in _MESSAGE_KEYS:
        items = data.get(key)
        if isinstance(items, list) and any(_message(item) for item in items):
            name = data.get("id")
            return _from_messages(items, replace(ask, case_id=str(name)) if ask.strict and name else ask)
    if isinstance(turns, list) and "id" in data:
        return conversation_from_json(data, _where(data, ask))
    raise InputError(f"{ask.where}: {_LOOKED_FOR}; found the keys {_keys(data)}")


def _where(data: Mapping[str, Any], ask: Ask) -> str:
    return f"{ask.where}, conversation {data['id']}" if isinstance(data.get("id"), str) else ask.where


def _keys(data: Mapping[str, Any]) -> str:
    names = [str(key)[:30] for key in list(data)[:6]]
    return ", ".join(f'"{n}"' for n in names) + (" …" if len(data) > 6 else "") if names else "none"


def _message(item: object) -> bool:
    return (
        isinstance(item, Mapping) and _first(item, _TEXT_KEYS) is not None and _first(item, _SPEAKER_KEYS) is not None
    )


def _first(item: Mapping[str, Any], keys: Sequence[str]) -> Any:
    return next((item[key] for key in keys if item.get(key) not in (None, "")), None)


def _from_messages(items: Sequence[Any], ask: Ask) -> Conversation:
    """Messages with a sender and a text under whatever keys; those without a sender become system turns."""
    said = [one for item in items if isinstance(item, Mapping) and (one := _said(item)) is not None]
    if not said:
        raise InputError(f"{ask.where}: there is no message with text in it")
    return Conversation(ask.case_id, assign(said, ask.agent_name))


def _said(item: Mapping[str, Any]) -> Said | None:
    text = _plain(_first(item, _TEXT_KEYS))
    if not text.strip():
        return None
    at = _first(item, _TIME_KEYS)
    when = at if isinstance(at, str) and re.match(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d", at) else None
    sender = _plain(_first(item, _SPEAKER_KEYS)).strip()
    if item.get("type") == "service" or not sender:
        return Said(None, text, when, Speaker.SYSTEM)
    role = _ROLE_WORDS.get(sender.casefold()) or read_label(sender).role
    return Said(sender, text, when, role)


def _plain(value: object) -> str:
    """A text; Telegram writes formatted text as a list of strings and ``{"type", "text"}`` objects."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "".join(_plain(part) for part in value)
    if isinstance(value, Mapping):
        return _plain(_first(value, ("text", "name", "content", "plain")) or "")
    return ""
