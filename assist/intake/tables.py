"""Comma, semicolon or tab separated tables with a column for the speaker and one for the text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from assist.domain.conversation import Conversation
from assist.domain.errors import InputError
from assist.intake.model import Ask, Said
from assist.intake.roles import assign

_SPEAKER = ("speaker", "role", "sender", "author", "from", "participant", "name", "说话人", "角色", "发送人", "發送人")
_TEXT = ("text", "message", "body", "content", "utterance", "transcript", "内容", "文本", "消息", "訊息")
_TIME = ("at", "timestamp", "time", "date", "datetime", "created_at", "时间", "時間")
_CONVERSATION = (
    "conversation_id",
    "conversation",
    "conversationid",
    "chat_id",
    "session_id",
    "ticket_id",
    "会话",
    "會話",
)


class Table:
    """CSV recognised by its header row."""

    name = "table"

    def score(self, text: str) -> float:
        """Whether the first line names a speaker and a text column."""
        return 0.8 if _layout(text.lstrip("\n").split("\n", 1)[0]) else 0.0

    def read(self, text: str, ask: Ask) -> tuple[Conversation, ...]:
        """One conversation, or one for each value of a conversation column."""
        text = text.lstrip("\n")
        layout = _layout(text.split("\n", 1)[0])
        if layout is None:
            raise InputError(f"{ask.where}: no header row with a speaker and a text column")
        delimiter, columns = layout
        reader = csv.reader(io.StringIO(text), delimiter=delimiter)
        csv.field_size_limit(2**31 - 1)
        try:
            chats = _group(reader, columns)
        except csv.Error as error:
            raise InputError(f"{ask.where}, line {reader.line_num}: {error}") from None
        if not chats:
            raise InputError(f"{ask.where}: the table has no row with text")
        return tuple(Conversation(key or ask.case_id, assign(said, ask.agent_name)) for key, said in chats.items())


def _layout(header: str) -> tuple[str, tuple[int, int, int | None, int | None]] | None:
    """The delimiter and the columns (speaker, text, time, conversation) a header row names, or ``None``."""
    if len(header) > 2000:
        return None
    for delimiter in (",", "\t", ";"):
        names = [cell.strip().strip('"').casefold() for cell in header.split(delimiter)]
        speaker, text = _find(names, _SPEAKER), _find(names, _TEXT)
        if len(names) >= 2 and speaker is not None and text is not None:
            return delimiter, (speaker, text, _find(names, _TIME), _find(names, _CONVERSATION))
    return None


def _find(names: list[str], wanted: Iterable[str]) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)


def _group(rows: Iterable[list[str]], columns: tuple[int, int, int | None, int | None]) -> dict[str, list[Said]]:
    speaker, text, time, chat = columns
    chats: dict[str, list[Said]] = {}
    for row in list(rows)[1:]:

        def cell(i: int | None, row: list[str] = row) -> str:
            return row[i].strip() if i is not None and i < len(row) else ""

        if cell(text):
            when = cell(time)
            at = when if len(when) >= 16 and when[4:5] == "-" else None
            chats.setdefault(cell(chat), []).append(Said(cell(speaker) or None, cell(text), at))
    return chats
