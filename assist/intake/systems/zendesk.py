"""Zendesk: tickets with comments (with users beside them or not), comments alone, audits, ticket events, and chats.

Shapes after the public reference of the Support API (tickets, comments, audits, incremental exports), the account's
JSON export (one ticket a line), the Chat API and Sunshine Conversations. Private notes are turns of the system: the
customer never saw them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assist.domain.conversation import Conversation, Speaker
from assist.intake import fields
from assist.intake.fields import Object, at, first, mapping, objects
from assist.intake.model import Ask, Said
from assist.intake.parties import role, talk, talks
from assist.intake.systems.shape import Shape

_BODY = ("plain_body", "body", "html_body", "message", "value")
_LISTS = ("comments", "ticket_comments")


class People:
    """Who is who: users beside the tickets, the requester of a ticket, and what the comments themselves tell."""

    def __init__(self, users: dict[str, Object]) -> None:
        self._users = users

    def known(self, user_id: object) -> Object:
        """The user, or an empty object."""
        return self._users.get(fields.text(user_id), {})

    def name(self, user_id: object, given: object = None) -> str | None:
        """How the user is called."""
        return fields.text(given) or fields.text(first(self.known(user_id), "name", "alias", "email")) or None

    def speaker(self, user_id: object, requester: object) -> Speaker | None:
        """The requester is the customer whatever else they are; others by their role, else agents."""
        who = fields.text(user_id)
        if not who:
            return None
        if who == fields.text(requester):
            return Speaker.CUSTOMER
        told = role(self.known(user_id).get("role"))
        return told or (Speaker.AGENT if fields.text(requester) else None)


def comment_of(row: Object, people: People, requester: object) -> Said:
    """One comment; private ones are notes, which are the system's."""
    author = mapping(row.get("author"))
    user_id = first(row, "author_id", "user_id") or author.get("id")
    words = fields.plain(first(row, *_BODY) or at(row, "data", "transcription_text") or "")
    words = words or " ".join(
        f"[attachment: {fields.text(a.get('file_name'))}]" for a in objects(row.get("attachments"))
    )
    note = fields.truth(row.get("public")) is False
    speaker = people.speaker(user_id, requester) or role(author.get("role"))
    when = fields.moment(first(row, "created_at", "created", "timestamp"))
    name = people.name(user_id, first(author, "name", "display_name") or first(row, "author_name"))
    return Said(name or (fields.text(user_id) or None), words, when, Speaker.SYSTEM if note else speaker)


# -- tickets --------------------------------------------------------


def _tickets(data: Any) -> list[Object]:
    if isinstance(data, list):
        return [t for row in objects(data) for t in _tickets(row)]
    found = mapping(data)
    if isinstance(found.get("tickets"), list):
        return objects(found["tickets"])
    if isinstance(found.get("ticket"), dict):
        return [{**found["ticket"], **{k: found[k] for k in _LISTS if k in found}}]
    return [found] if {"requester_id", "requester"} & found.keys() and {"subject", "description"} & found.keys() else []


def _is_tickets(data: Any) -> bool:
    rows = _tickets(data if not isinstance(data, list) else data[:20])
    return any(
        {"requester_id", "submitter_id", "requester"} & t.keys()
        and ("description" in t or "comments" in t)
        and not {"conversations", "source_additional_info", "threads"} & t.keys()
        for t in rows[:20]
    )


def _read_tickets(data: Any, ask: Ask) -> Sequence[Conversation]:
    people = People(_users(data))
    apart = _comments_by_ticket(data)
    return talks(
        ask,
        (
            (_ticket(ticket, people, apart), {"case_id": ticket.get("id"), "channel": channel_of(ticket)})
            for ticket in _tickets(data)
        ),
    )


def _users(data: Any) -> dict[str, Object]:
    rows = data if isinstance(data, list) else [data]
    users: list[Object] = []
    for row in objects(rows):
        users += objects(row.get("users"))
        for ticket in _tickets(row):
            users += [mapping(ticket.get(k)) for k in ("requester", "assignee", "submitter")]
            users += objects(ticket.get("users"))
    return fields.by_id(users)


def _comments_by_ticket(data: Any) -> dict[str, list[Object]]:
    apart: dict[str, list[Object]] = {}
    for key in _LISTS:
        for comment in objects(mapping(data).get(key)):
            apart.setdefault(fields.text(comment.get("ticket_id")), []).append(comment)
    return apart


def channel_of(ticket: Object) -> str | None:
    """The channel a ticket came by, as it is called here."""
    word = fields.text(at(ticket, "via", "channel") or ticket.get("via_channel")).casefold()
    return {"email": "email", "mail": "email", "voice": "phone", "chat": "chat"}.get(word) if word else None


def _ticket(ticket: Object, people: People, apart: dict[str, list[Object]]) -> list[Said]:
    requester = ticket.get("requester_id") or at(ticket, "requester", "id") or ticket.get("submitter_id")
    rows = next((objects(ticket[k]) for k in _LISTS if objects(ticket.get(k))), [])
    rows = rows or apart.get(fields.text(ticket.get("id")), [])
    said = [comment_of(row, people, requester) for row in rows]
    said.sort(key=lambda one: one.at or "")
    return with_description(ticket, said, people.name(requester))


def with_description(ticket: Object, said: list[Said], name: str | None) -> list[Said]:
    """The description is the first comment; it stands in front where the comments do not have it."""
    words = fields.plain(first(ticket, "description", "description_text"))
    same = " ".join(words.split())
    if not words or any(" ".join(one.text.split())[: len(same)] == same for one in said):
        return said
    return [Said(name, words, fields.moment(ticket.get("created_at")), Speaker.CUSTOMER), *said]


# -- comments, audits and events alone --------------------------------------------------------


def _is_comments(data: Any) -> bool:
    rows = objects(mapping(data).get("comments")) if isinstance(data, dict) else objects(data)
    return any("author_id" in r and {"body", "html_body", "plain_body"} & r.keys() and "public" in r for r in rows[:20])


def _read_comments(data: Any, ask: Ask) -> Sequence[Conversation]:
    rows = objects(mapping(data).get("comments")) if isinstance(data, dict) else objects(data)
    people = People(fields.by_id(objects(mapping(data).get("users"))))
    tickets: dict[str, list[Object]] = {}
    for row in rows:
        tickets.setdefault(fields.text(row.get("ticket_id")), []).append(row)
    return talks(ask, ((comments_said(some, people), {"case_id": ticket or None}) for ticket, some in tickets.items()))


def comments_said(rows: list[Object], people: People) -> list[Said]:
    """Comments in time; without a ticket, whoever wrote the first public one asked for help."""
    rows = sorted(rows, key=lambda r: fields.text(first(r, "created_at", "created")))
    ids = [first(r, "author_id", "user_id") for r in rows if fields.truth(r.get("public")) is not False]
    customers = [i for i in ids if role(people.known(i).get("role")) is Speaker.CUSTOMER]
    requester = next(iter(customers or ids), None)
    return [comment_of(row, people, requester) for row in rows]


def _is_audits(data: Any) -> bool:
    rows = objects(first(mapping(data), "audits", "ticket_events"))
    return any("ticket_id" in r and ("events" in r or "child_events" in r) for r in rows[:20])


def _read_audits(data: Object, ask: Ask) -> Sequence[Conversation]:
    people = People(fields.by_id(objects(data.get("users"))))
    tickets: dict[str, list[Object]] = {}
    for audit in objects(first(data, "audits", "ticket_events")):
        events = objects(first(audit, "events", "child_events"))
        tickets.setdefault(fields.text(audit.get("ticket_id")), []).extend(
            {
                "author_id": first(audit, "author_id", "updater_id"),
                "created_at": first(audit, "created_at", "timestamp"),
                **event,
            }
            for event in events
            if fields.text(first(event, "type", "event_type")).endswith("Comment")
        )
    return talks(ask, ((comments_said(rows, people), {"case_id": key}) for key, rows in tickets.items()))


# -- chats --------------------------------------------------------


def _chats(data: Any) -> list[Object]:
    rows = objects(data) if isinstance(data, list) else objects(mapping(data).get("chats")) or [mapping(data)]
    return [c for c in rows if "visitor" in c and ("history" in c or "message" in c)]


def _read_chats(data: Any, ask: Ask) -> Sequence[Conversation]:
    return talks(ask, ((_chat(c), {"case_id": c.get("id"), "channel": "chat"}) for c in _chats(data)))


def _chat(chat: Object) -> list[Said]:
    visitor = fields.text(at(chat, "visitor", "name")) or None
    said = [Said(visitor, fields.plain(chat.get("message")), fields.moment(chat.get("timestamp")), Speaker.CUSTOMER)]
    for event in objects(chat.get("history")):
        sender = role(event.get("sender_type"))
        nick = fields.text(event.get("nick"))
        guessed = (
            Speaker.CUSTOMER if nick.startswith("visitor") else Speaker.AGENT if nick.startswith("agent") else None
        )
        speaker = sender or guessed or Speaker.SYSTEM
        words = fields.plain(first(event, "msg", "message"))
        if event.get("type") == "chat.file":
            words = words or f"[attachment: {fields.text(at(event, 'attachment', 'name'))}]"
        name = fields.text(event.get("name")) or (visitor if speaker is Speaker.CUSTOMER else None)
        said.append(Said(name, words, fields.moment(event.get("timestamp")), speaker))
    return said


def _is_sunshine(data: Any) -> bool:
    rows = objects(mapping(data).get("messages")) if isinstance(data, dict) else objects(data)
    return any(
        isinstance(r.get("author"), dict) and isinstance(r.get("content"), dict) and "received" in r for r in rows[:20]
    )


def _read_sunshine(data: Any, ask: Ask) -> Sequence[Conversation]:
    rows = objects(mapping(data).get("messages")) if isinstance(data, dict) else objects(data)
    said = [
        Said(
            fields.text(at(r, "author", "displayName")) or None,
            fields.plain(first(mapping(r.get("content")), "text", "altText", "mediaUrl")),
            fields.moment(r.get("received")),
            role(at(r, "author", "type")),
        )
        for r in rows
    ]
    return (talk(ask, said, channel="chat"),)


SHAPES = (
    Shape("Zendesk tickets with comments", _is_tickets, _read_tickets),
    Shape("Zendesk comments", _is_comments, _read_comments),
    Shape("Zendesk audits and ticket events", _is_audits, _read_audits),
    Shape("Zendesk chats", lambda data: bool(_chats(data)), _read_chats),
    Shape("Sunshine Conversations", _is_sunshine, _read_sunshine),
)
