"""JSON: the exchange format (one object, a list, one object per line), and what other systems write."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assist.domain.conversation import Conversation
from assist.domain.errors import InputError
from assist.domain.result import conversation_from_json
from assist.intake.js_literal import is_script, to_json
from assist.intake.model import Ask
from assist.intake.systems import FAMILIES, read_known

_OPENS_JSON = re.compile(r"\s*(?:\{\s*(?:\"|\}|$)|\[\s*(?:\{\s*\"|\[\s*[\[{\"]|\]\s*$|$))")
_LOOKED_FOR = (
    'looked for a conversation ("id", "turns" with "speaker" and "text"), a list or lines of them, '
    "a list of messages with a sender and a text"
)


class JsonText:
    """Everything that is JSON or JSON lines."""

    name = "JSON"

    def score(self, text: str) -> float:
        """By how the text opens; whether it is whole shows when it is read."""
        return 0.9 if _OPENS_JSON.match(text[:2000]) or is_script(text) else 0.0

    def read(self, text: str, ask: Ask) -> tuple[Conversation, ...]:
        """Every conversation in the text."""
        if is_script(text):
            text = to_json(text)
        try:
            return _parsed(text, ask)
        except RecursionError:
            raise InputError(f"{ask.where}: the JSON is nested too deeply") from None


def _parsed(text: str, ask: Ask) -> tuple[Conversation, ...]:
    try:
        data = json.loads(text)
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
    return _rows(rows, ask)


def _rows(rows: Sequence[tuple[int, Any]], ask: Ask) -> tuple[Conversation, ...]:
    """Lines of the exchange format each on its own; lines of another system together, else each on its own."""
    if any(_is_own(row) for _, row in rows):
        return tuple(_one(row, replace(ask, where=f"{ask.where}, line {number}")) for number, row in rows)
    if found := tuple(read_known([row for _, row in rows], ask)):
        return found
    found = ()
    for number, row in rows:
        found += _foreign(row, replace(ask, where=f"{ask.where}, line {number}", case_id=f"{ask.case_id}-{number}"))
    return found


def _conversations(data: object, ask: Ask) -> tuple[Conversation, ...]:
    if isinstance(data, list):
        if not data:
            raise InputError(f"{ask.where}: the list is empty; {_LOOKED_FOR}")
        if any(map(_is_own, data)):
            return tuple(_one(item, replace(ask, where=f"{ask.where}, item {i}")) for i, item in enumerate(data))
    elif _is_own(data):
        return (_one(data, ask),)
    return _foreign(data, ask)


def _foreign(data: object, ask: Ask) -> tuple[Conversation, ...]:
    """What other systems write."""
    if found := tuple(read_known(data, ask)):
        return found
    if isinstance(data, Mapping) and isinstance(data.get("turns"), list) and "id" in data:
        return (conversation_from_json(data, _where(data, ask)),)
    what = f"; found the keys {_keys(data)}" if isinstance(data, Mapping) else ""
    raise InputError(f"{ask.where}: {_LOOKED_FOR}, and the formats of other systems ({FAMILIES}){what}")


def _is_own(data: object) -> bool:
    """The exchange format."""
    turns = data.get("turns") if isinstance(data, Mapping) else None
    return isinstance(turns, list) and all(isinstance(t, Mapping) and "speaker" in t for t in turns)


def _one(data: object, ask: Ask) -> Conversation:
    if not isinstance(data, Mapping):
        raise InputError(f"{ask.where}: {_LOOKED_FOR}")
    whole = dict(data) if ask.strict or "id" in data else {**data, "id": ask.case_id}
    return conversation_from_json(whole, _where(data, ask))


def _where(data: Mapping[str, Any], ask: Ask) -> str:
    return f"{ask.where}, conversation {data['id']}" if isinstance(data.get("id"), str) else ask.where


def _keys(data: Mapping[str, Any]) -> str:
    names = [str(key)[:30] for key in list(data)[:6]]
    return ", ".join(f'"{n}"' for n in names) + (" …" if len(data) > 6 else "") if names else "none"
