"""Comma, semicolon or tab separated tables: one row a message, or the tables of a help desk's database."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assist.domain.conversation import Conversation, Speaker
from assist.domain.errors import InputError
from assist.intake import relations
from assist.intake.fields import words
from assist.intake.model import Ask, Said
from assist.intake.parties import squeezed
from assist.intake.roles import assign
from assist.intake.systems import generic
from assist.intake.systems.centres import chat_body, is_chat_body
from assist.intake.systems.messengers import own_rows, own_said

_SPEAKER = words(
    "speaker role sender author from participant name direction sender_type author_type sendertype sender_name "
    "username user nick display_name from_name agent_or_customer said_by party inbound incoming is_sender issender "
    "author_role author_name sender_role commenter sent_by posted_by speaker_name who "
    "说话人 角色 发送人 發送人 发送者 发言人 發言人 昵称 暱稱"
)
_NUMBERED = words("author_id sender_id speaker_id")  # an article has an author, too: only with a conversation beside it
_TEXT = words(
    "text message body content utterance transcript msg message_text message_body comment plain_body strcontent "
    "comment_body comment_text message_content chat_message html_body part_body reply_body "
    "内容 內容 文本 消息 訊息 消息内容 訊息內容"
)
_CONVERSATION = words(
    "conversationid conversation chatid sessionid ticketid threadid callid caseid 会话 "
    "会话id 會話id 工单号 會話 dialogueid interactionid contactid chatsessionid"
)
_COMMON = frozenset(
    words(
        "id name email subject title status created_at updated_at date time url type tag tags description phone role "
        "priority category ticket_id user_id order_id amount price created updated state channel 姓名 电话 状态 日期"
    )
)
_LONGEST_HEADER = 8000
_CLOCK = re.compile(r"\d[:：.]\d\d")  # in a chat, not in a title
_SAMPLE = 6
_HEADER_CELLS = 4


@dataclass(frozen=True, slots=True)
class _Layout:
    delimiter: str
    names: tuple[str, ...]

    @property
    def spoken(self) -> bool:
        """Whether a column tells the speaker and another what was said."""
        names = [squeezed(n) for n in self.names]
        speaker = any(squeezed(w) in names for w in _SPEAKER) or (
            any(squeezed(w) in names for w in _NUMBERED) and any(w in names for w in _CONVERSATION)
        )
        text = [w for w in _TEXT if squeezed(w) in names]
        return speaker and bool(text)


class Table:
    """CSV recognised by its header row."""

    name = "table"

    def score(self, text: str) -> float:
        """Whether the first line names known columns; less where it only looks like a header."""
        layout = _layout(text)
        if layout is None:
            return 0.0
        if layout.spoken or relations.kind_of(_plain(layout.names)) or "Body" in layout.names:
            return 0.8
        return 0.3 if _is_table(text, layout) else 0.0

    def read(self, text: str, ask: Ask) -> tuple[Conversation, ...]:
        """One conversation, or one for each value of a conversation column."""
        layout = _layout(text)
        if layout is None:
            raise InputError(f"{ask.where}: no header row with a speaker and a text column")
        rows = _rows(text.lstrip("\n"), layout, ask)
        if found := relations.read(
            _plain(layout.names), [dict(zip(_plain(row), row.values(), strict=True)) for row in rows], ask
        ):
            return tuple(found)
        if bodies := [row for row in rows if is_chat_body(row.get("Body", ""))]:
            return tuple(_chat(row, ask) for row in bodies)
        if not layout.spoken:
            raise InputError(f"{ask.where}: {_no_conversation(layout)}")
        chats = _group(rows)
        if not chats:
            raise InputError(f"{ask.where}: the table has no row with text")
        return tuple(Conversation(key or ask.case_id, assign(said, ask.agent_name)) for key, said in chats.items())


def _layout(text: str) -> _Layout | None:
    header = text.lstrip("\n").split("\n", 1)[0]
    if len(header) > _LONGEST_HEADER:
        return None
    for delimiter in (",", "\t", ";", "|"):
        if delimiter in header:
            names = tuple(cell.strip() for cell in next(csv.reader([header], delimiter=delimiter), []))
            found = _Layout(delimiter, names)
            known = found.spoken or relations.kind_of(_plain(names))
            if len(names) >= 2 and (known or len(names) >= _HEADER_CELLS):
                return found
    return None


def _plain(names: Iterable[str]) -> tuple[str, ...]:
    """``Ticket ID`` as ``ticket_id``: people's own exports have titles for people above their columns."""
    return tuple(re.sub(r"[\s_-]+", "_", name.strip()).casefold() for name in names)


def _is_table(text: str, layout: _Layout) -> bool:
    """Two rows with as many cells as a header whose cells are names of columns."""
    lines = text.lstrip("\n").split("\n", _SAMPLE)[:_SAMPLE]
    rows = [row for row in csv.reader(lines, delimiter=layout.delimiter) if row]
    names = _plain(layout.names)
    alike = all(len(row) == len(names) for row in rows[:2]) and len(rows) >= 2
    short = all(len(n) <= 60 for n in names) and len(set(names)) == len(names)
    titled = sum(name in _COMMON or "_" in said for name, said in zip(names, layout.names, strict=True))
    return alike and short and titled >= 2 and not any(map(_CLOCK.search, names))


def _no_conversation(layout: _Layout) -> str:
    what = relations.what_is(_plain(layout.names))
    names = ", ".join(f'"{n[:30]}"' for n in layout.names[:6]) + (" …" if len(layout.names) > 6 else "")
    if what:
        return f"{what}; it holds no conversation of its own"
    return f"a table without a column for who speaks and one for what is said; found the columns {names}"


def _rows(text: str, layout: _Layout, ask: Ask) -> list[dict[str, str]]:
    csv.field_size_limit(2**31 - 1)
    reader = csv.reader(io.StringIO(text), delimiter=layout.delimiter)
    rows: list[dict[str, str]] = []
    try:
        for n, row in enumerate(reader):
            if n and any(cell.strip() for cell in row):
                rows.append({name: cell.strip() for name, cell in zip(layout.names, row, strict=False)})
    except csv.Error as error:
        raise InputError(f"{ask.where}, line {reader.line_num}: {error}") from None
    return rows


def _chat(row: dict[str, str], ask: Ask) -> Conversation:
    said = chat_body(row["Body"], row.get("VisitorName", ""))
    name = row.get("Name") or row.get("Id") or ask.case_id
    return Conversation(name, assign([one for one in said if one.text], ask.agent_name), channel="chat")


def _group(rows: Sequence[dict[str, str]]) -> dict[str, list[Said]]:
    mine = own_rows(list(rows[:50])) != []
    chats: dict[str, list[Said]] = {}
    for row in rows:
        said = own_said(row) if mine else _beside_requester(generic.said_in(_typed(row)), row)
        if said.text:
            chats.setdefault(_conversation_of(row), []).append(said)
    return {key: _in_order(chat) for key, chat in chats.items()}


def _in_order(chat: list[Said]) -> list[Said]:
    """By time, where every row tells it in the same way; exports are sorted by anything."""
    times = [one.at or "" for one in chat]
    alike = all(times) and len({(len(t), t[10:11], t[-1:].isdigit()) for t in times}) == 1
    return sorted(chat, key=lambda one: one.at or "") if alike else chat


def _beside_requester(said: Said, row: dict[str, str]) -> Said:
    """Who wrote a comment tells by whether it is who asked for help, where the row says both."""
    by_name = {squeezed(k): v for k, v in row.items()}
    author = by_name.get("authorid") or by_name.get("author") or by_name.get("userid") or by_name.get("senderid")
    asks = by_name.get("requesterid") or by_name.get("requester")
    if said.role is not None or not author or not asks:
        return said
    return replace(said, role=Speaker.CUSTOMER if author == asks else Speaker.AGENT)


def _typed(row: dict[str, str]) -> dict[str, object]:
    """Yes and no as such: the reader of messages looks for flags."""
    words = {"true": True, "false": False}
    return {k: words.get(v.casefold(), v) for k, v in row.items() if v}


def _conversation_of(row: dict[str, str]) -> str:
    by_name = {squeezed(k): v for k, v in row.items()}
    return next((by_name[w] for w in _CONVERSATION if by_name.get(w)), "")


def header_and_rows(lines: Iterable[str]) -> tuple[tuple[str, ...], list[dict[str, str]]]:
    """A table by its lines, for tables that lie beside the one that is read."""
    text = "\n".join(lines)
    layout = _layout(text)
    if layout is None:
        return (), []
    return layout.names, _rows(text.lstrip("\n"), layout, Ask("", "a table beside it"))
