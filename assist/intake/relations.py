"""Tables of a help desk's database (Zendesk, Intercom): messages in one, who is who in others that lie beside it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from assist.domain.conversation import Conversation, Speaker
from assist.intake import fields
from assist.intake.fields import at, mapping
from assist.intake.model import Ask, Said
from assist.intake.parties import role, talks
from assist.intake.systems.intercom import said_of
from assist.intake.systems.zendesk import People, channel_of, comment_of, comments_said, with_description

Row = dict[str, str]
Names = Sequence[str]


@dataclass(frozen=True, slots=True)
class _Kind:
    """A table known by its columns; ``read`` is missing where it holds no words of anybody."""

    what: str
    columns: frozenset[str]
    read: Callable[[list[Row], Ask], Sequence[Conversation]] | None = None
    any_of: frozenset[str] = frozenset()


def kind_of(names: Names) -> bool:
    """Whether the columns are those of a known table."""
    return _find(names) is not None


def what_is(names: Names) -> str:
    """What a known table is; empty for any other."""
    found = _find(names)
    return found.what if found else ""


def read(names: Names, rows: list[Row], ask: Ask) -> Sequence[Conversation]:
    """The conversations of a known table that holds some; empty otherwise."""
    found = _find(names)
    return found.read(rows, ask) if found is not None and found.read is not None else ()


def _find(names: Names) -> _Kind | None:
    have = {n.casefold() for n in names}
    return next((k for k in _KINDS if k.columns <= have and (not k.any_of or k.any_of & have)), None)


def _beside(ask: Ask, what: str) -> list[Row]:
    """The rows of the table of kind ``what`` in the same folder."""
    return [row for names, rows in ask.tables() if what_is(names) == what for row in rows]


# -- Zendesk --------------------------------------------------------

_USERS, _TICKETS, _COMMENTS = "a table of Zendesk users", "a table of Zendesk tickets", "a table of Zendesk comments"


def _tickets(rows: list[Row], ask: Ask) -> Sequence[Conversation]:
    people = People(fields.by_id(_beside(ask, _USERS)))
    comments: dict[str, list[Row]] = {}
    for row in _beside(ask, _COMMENTS):
        comments.setdefault(row.get("ticket_id", ""), []).append(row)
    return talks(
        ask,
        (
            (
                _ticket(row, comments.get(row.get("id", ""), []), people),
                {"case_id": row.get("id"), "channel": channel_of(row)},
            )
            for row in rows
        ),
    )


def _ticket(row: Row, comments: list[Row], people: People) -> list[Said]:
    requester = row.get("requester_id") or row.get("submitter_id")
    said = sorted((comment_of(c, people, requester) for c in comments), key=lambda one: one.at or "")
    return with_description(row, said, people.name(requester))


def _listed(rows: list[Row], ask: Ask) -> Sequence[Conversation]:
    """A list of tickets as it is printed: what each customer wrote first."""
    return talks(
        ask,
        (
            (
                [Said(r.get("requester") or None, fields.plain(r.get("description")), _created(r), Speaker.CUSTOMER)],
                {"case_id": r.get("ticket_id") or r.get("id"), "channel": channel_of(r)},
            )
            for r in rows
        ),
    )


def _created(row: Row) -> str | None:
    return next((m for k in ("created_at", "created", "requested", "date") if (m := fields.moment(row.get(k)))), None)


def _comments(rows: list[Row], ask: Ask) -> Sequence[Conversation]:
    people = People(fields.by_id(_beside(ask, _USERS)))
    tickets = fields.by_id(_beside(ask, _TICKETS))
    by_ticket: dict[str, list[Row]] = {}
    for row in rows:
        by_ticket.setdefault(row.get("ticket_id", ""), []).append(row)
    return talks(
        ask,
        (
            (
                _ticket({**tickets[ticket]}, some, people) if ticket in tickets else comments_said([*some], people),
                {"case_id": ticket},
            )
            for ticket, some in by_ticket.items()
        ),
    )


def _chat_events(rows: list[Row], ask: Ask) -> Sequence[Conversation]:
    users = fields.by_id(_beside(ask, _USERS))
    chats: dict[str, list[Row]] = {}
    for row in rows:
        chats.setdefault(row.get("chat_id", ""), []).append(row)
    return talks(
        ask,
        (
            ([_chat_event(r, users) for r in sorted(some, key=_event_time)], {"case_id": chat, "channel": "chat"})
            for chat, some in chats.items()
        ),
    )


def _event_time(row: Row) -> tuple[str, float]:
    return row.get("created_at", ""), fields.number(row.get("chat_index")) or 0


def _chat_event(row: Row, users: dict[str, Any]) -> Said:
    """An event of a chat. Actors are ``agent:123``, ``visitor``, ``__system``, a user's number, or nobody."""
    original = _json(row.get("original_message", ""))
    content = mapping(original.get("content"))
    words = fields.plain(row.get("message") or at(content, "text", "text") or at(content, "form", "fields", "label"))
    kind, _, number = row.get("actor_id", "").partition(":")
    user = mapping(users.get(number or kind))
    speaker = role(kind) or role(user.get("role")) or role(at(original, "author", "type"))
    name = fields.text(user.get("name")) or fields.text(at(original, "author", "display_name"))
    if kind.startswith("__") or row.get("type", "").startswith(("ChatJoin", "ChatLeave")):
        speaker, name = Speaker.SYSTEM, ""
    return Said(name or None, words, fields.moment(row.get("created_at")), speaker or Speaker.SYSTEM)


def _json(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text) if text[:1] == "{" else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


# -- Intercom --------------------------------------------------------

_PARTS, _CHATS, _CONTACTS = (
    "a table of Intercom parts",
    "a table of Intercom conversations",
    "a table of Intercom contacts",
)


def _latest(rows: list[Row]) -> list[Row]:
    """History tables hold every version of a row: the latest of each counts."""
    kept: dict[str, Row] = {}
    for n, row in enumerate(rows):
        key = row.get("id") or f"row {n}"
        before = kept.get(key)
        if before is None or row.get("updated_at", "") >= before.get("updated_at", ""):
            kept[key] = row
    return list(kept.values())


def _intercom(chats: list[Row], parts: list[Row], ask: Ask) -> Sequence[Conversation]:
    names = {k: fields.text(v.get("name")) for k, v in fields.by_id(_beside(ask, _CONTACTS)).items()}
    said: dict[str, list[Said]] = {}
    for chat in _latest(chats):
        opening = {"body": chat.get("source_body"), "created_at": chat.get("created_at")}
        author = {"type": chat.get("source_author_type"), "name": names.get(chat.get("source_author_id", ""))}
        said.setdefault(chat.get("id", ""), []).append(said_of(opening, "comment", author))
    for part in sorted(_latest(parts), key=lambda p: p.get("created_at", "")):
        author = {"type": part.get("author_type"), "name": names.get(part.get("author_id", ""))}
        said.setdefault(part.get("conversation_id", ""), []).append(said_of(part, part.get("part_type", ""), author))
    return talks(ask, ((some, {"case_id": key, "channel": "chat"}) for key, some in said.items()))


def _parts(rows: list[Row], ask: Ask) -> Sequence[Conversation]:
    ids = {r.get("conversation_id") for r in rows}
    return _intercom([c for c in _beside(ask, _CHATS) if c.get("id") in ids], rows, ask)


def _chats(rows: list[Row], ask: Ask) -> Sequence[Conversation]:
    ids = {r.get("id") for r in rows}
    return _intercom(rows, [p for p in _beside(ask, _PARTS) if p.get("conversation_id") in ids], ask)


def _columns(text: str) -> frozenset[str]:
    return frozenset(text.split())


_KINDS = (
    _Kind(_COMMENTS, _columns("ticket_id body public"), _comments, _columns("user_id author_id")),
    _Kind(_TICKETS, _columns("id requester_id subject description"), _tickets),
    _Kind("a list of tickets", _columns("subject requester description"), _listed),
    _Kind("a table of Zendesk chat events", _columns("chat_id actor_id message"), _chat_events),
    _Kind(_PARTS, _columns("conversation_id part_type author_type body"), _parts),
    _Kind(_CHATS, _columns("id source_body source_author_type"), _chats),
    _Kind("a table of Intercom articles (knowledge)", _columns("id title body author_id workspace_id")),
    _Kind("a table of Intercom collections", _columns("id help_center_id name")),
    _Kind("a table of Zendesk chats (without their events)", _columns("chat_id ticket_id visitor_id")),
    _Kind("a table of Zendesk ticket fields", _columns("field_name ticket_id value")),
    _Kind("a table of Zendesk ticket tags", _columns("tag ticket_id")),
    _Kind(_CONTACTS, _columns("id role unsubscribed_from_emails")),
    _Kind(_USERS, _columns("id name email role time_zone")),
    _Kind("a table of Zendesk organisations", _columns("id name shared_tickets")),
    _Kind("a table of Zendesk brands", _columns("id brand_url subdomain")),
    _Kind("a table of Zendesk groups", _columns("id created_at name updated_at url")),
)
