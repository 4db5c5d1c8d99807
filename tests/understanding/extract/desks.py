"""Reads ``desks.txt`` and ``desks_later.txt``: forms of many service desks and short chats with the values said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.pack import Choice, FieldType, Form, FormField
from assist.domain.text import LocalText
from assist.understanding.extract import Extractor

HERE = Path(__file__).parent
_SPEAKERS = {"a": Speaker.AGENT, "c": Speaker.CUSTOMER}


@dataclass
class Chat:
    """What was said, and for each field said any of the values that are right."""

    form: Form
    name: str
    turns: list[Turn] = field(default_factory=list)
    said: dict[str, list[str]] = field(default_factory=dict)


def chats(file: str) -> Iterator[Chat]:
    """Every chat of a file."""
    form, chat, number = Form("", LocalText()), None, 0
    for line in (HERE / file).read_text(encoding="utf-8").splitlines():
        parts = [p.strip() for p in line.partition(" ")[2].split("|")]
        if line.startswith("### "):
            form, number = Form(parts[0], LocalText.of({"en": parts[1], "zh": parts[2]})), 0
        elif line.startswith("- "):
            form = Form(form.id, form.title, (*form.fields, _field(parts)))
        elif line.startswith(">>") or not line:
            if chat is not None:
                yield chat
            number += line.startswith(">>")
            chat = Chat(form, f"{form.id}/{number}") if line.startswith(">>") else None
        elif chat is not None and line[:2] in ("a:", "c:"):
            chat.turns.append(Turn(_SPEAKERS[line[0]], line[2:].strip()))
        elif chat is not None and line.startswith("= "):
            name, _, values = line[2:].partition(":")
            chat.said[name] = [v.strip() for v in values.split("|")]
    if chat is not None:
        yield chat


def _field(parts: list[str]) -> FormField:
    kind, extra = FieldType(parts[1]), parts[4] if len(parts) > 4 else ""
    choices = tuple(Choice(c.strip()) for c in extra.split(";")) if kind is FieldType.CHOICE else ()
    label = LocalText.of({"en": parts[2], "zh": parts[3]})
    return FormField(parts[0], label, kind, pattern=extra if kind is FieldType.ID and extra else None, choices=choices)


def bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def f1(file: str, change: Callable[[str], str] = lambda text: text) -> tuple[float, int]:
    """F1 over all fields of all chats and how many were said; a value in a field nobody spoke of counts as wrong."""
    said = right = filled = 0
    extractor = Extractor()
    for chat in chats(file):
        turns = tuple(Turn(t.speaker, change(t.text) if t.speaker is Speaker.CUSTOMER else t.text) for t in chat.turns)
        conversation = Conversation(chat.name, turns)
        case = extractor.fill(conversation, chat.form, conversation.language)
        said, filled = said + len(chat.said), filled + len(case.fields)
        for name, values in chat.said.items():
            if found := case.fields.get(name):
                quoted = " ".join(turns[e.turn].text[e.start : e.end] for e in found.evidence)
                right += bool({bare(found.value), bare(quoted)} & {bare(v) for v in values})
    return 2 * right / (said + filled), said
