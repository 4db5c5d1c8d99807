"""Help desks: Freshdesk, Freshchat, Help Scout, Front, Gorgias, HubSpot, LiveChat, Crisp, Jira, Kustomer and Zoho.

After the public references of their APIs. What tells the sides apart is a flag or a word on each message.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from assist.domain.conversation import Conversation, Speaker
from assist.intake import fields
from assist.intake.fields import Object, at, first, mapping, objects
from assist.intake.model import Ask, Said
from assist.intake.parties import role, talk, talks
from assist.intake.systems.shape import Shape
from assist.intake.systems.zendesk import with_description

_BODY = ("body_text", "stripped_text", "text", "body", "body_html", "preview", "summary", "content")


def _list(data: Any, *keys: str) -> list[Object]:
    if isinstance(data, list):
        return objects(data)
    return next((rows for key in keys if (rows := objects(mapping(data).get(key)))), [])


def _side(*, customer: bool | None, hidden: bool = False) -> Speaker | None:
    if hidden:
        return Speaker.SYSTEM
    return None if customer is None else Speaker.CUSTOMER if customer else Speaker.AGENT


# -- Freshdesk --------------------------------------------------------


def _freshdesk(data: Any) -> list[Object]:
    rows = objects(data) if isinstance(data, list) else _list(data, "tickets") or [mapping(data)]
    inner = [mapping(r.get("helpdesk_ticket")) or mapping(r.get("ticket")) or r for r in rows]
    return [
        t
        for t in inner
        if isinstance(first(t, "conversations", "notes"), list)
        and any("incoming" in c for c in _freshdesk_rows(t)[:20])
    ]


def _freshdesk_rows(ticket: Object) -> list[Object]:
    return [mapping(c.get("note")) or c for c in objects(first(ticket, "conversations", "notes"))]


def _read_freshdesk(data: Any, ask: Ask) -> Sequence[Conversation]:
    return talks(ask, ((_freshdesk_ticket(t), {"case_id": first(t, "id", "display_id")}) for t in _freshdesk(data)))


def _freshdesk_ticket(ticket: Object) -> list[Said]:
    said = [_freshdesk_note(c) for c in _freshdesk_rows(ticket)]
    said.sort(key=lambda one: one.at or "")
    name = fields.text(first(mapping(ticket.get("requester")), "name", "email") or ticket.get("requester_name")) or None
    return with_description(ticket, said, name)


def _freshdesk_note(row: Object) -> Said:
    hidden = row.get("private") is True
    name = fields.text(first(row, "from_email", "support_email")) or None
    speaker = _side(customer=fields.truth(row.get("incoming")), hidden=hidden)
    return Said(name, fields.plain(first(row, *_BODY)), fields.moment(row.get("created_at")), speaker)


def _is_freshdesk_notes(data: Any) -> bool:
    return any("incoming" in r and "body_text" in r for r in _list(data, "conversations")[:20])


def _read_freshdesk_notes(data: Any, ask: Ask) -> Sequence[Conversation]:
    return (talk(ask, [_freshdesk_note(r) for r in _list(data, "conversations")]),)


# -- messages that each say which side they come from --------------------------------------------------------


def _flagged(
    name: str, keys: tuple[str, ...], knows: Callable[[Object], bool], said: Callable[[Object], Said]
) -> Shape:
    """A shape whose messages lie under one of ``keys`` (or are the list itself), each telling its own side."""

    def reads(data: Any, ask: Ask) -> Sequence[Conversation]:
        spoken = [said(row) for row in _list(data, *keys)]
        if all(one.at for one in spoken if one.text):
            spoken.sort(key=lambda one: one.at or "")
        name_of = first(mapping(data), "id", "conversation_id", "ticket_id")
        return (talk(ask, spoken, case_id=name_of),)

    return Shape(name, lambda data: any(knows(row) for row in _list(data, *keys)[:20]), reads)


def _is_freshchat(row: Object) -> bool:
    return "message_parts" in row and ("actor_type" in row or "actor_id" in row)


def _freshchat(row: Object) -> Said:
    words = " ".join(fields.plain(at(p, "text", "content")) for p in objects(row.get("message_parts"))).strip()
    hidden = fields.text(row.get("message_type")) == "private"
    speaker = Speaker.SYSTEM if hidden else role(row.get("actor_type"))
    return Said(None, words, fields.moment(row.get("created_time")), speaker)


def _is_front(row: Object) -> bool:
    return "is_inbound" in row and ("body" in row or "text" in row)


def _front(row: Object) -> Said:
    author = mapping(row.get("author"))
    sender = next((r for r in objects(row.get("recipients")) if r.get("role") == "from"), {})
    name = " ".join(fields.text(author.get(k)) for k in ("first_name", "last_name")).strip()
    name = name or fields.text(first(sender, "name", "handle"))
    hidden = fields.text(row.get("type")) == "comment"
    return Said(
        name or None,
        fields.plain(first(row, "text", "body")),
        fields.moment(row.get("created_at")),
        _side(customer=fields.truth(row.get("is_inbound")), hidden=hidden),
    )


def _is_gorgias(row: Object) -> bool:
    return "from_agent" in row and bool({"body_text", "body_html", "stripped_text"} & row.keys())


def _gorgias(row: Object) -> Said:
    agent = fields.truth(row.get("from_agent"))
    return Said(
        fields.text(first(mapping(row.get("sender")), "name", "email")) or None,
        fields.plain(first(row, "stripped_text", "body_text", "body_html")),
        fields.moment(first(row, "sent_datetime", "created_datetime")),
        _side(customer=None if agent is None else not agent, hidden=row.get("public") is False),
    )


def _is_hubspot(row: Object) -> bool:
    return fields.text(row.get("direction")) in {"INCOMING", "OUTGOING"} and "text" in row


def _hubspot(row: Object) -> Said:
    hidden = fields.text(row.get("type")) not in {"MESSAGE", "", "WELCOME_MESSAGE"}
    speaker = Speaker.SYSTEM if hidden else role(row.get("direction"))
    name = fields.text(first(mapping(at(row, "senders")), "name") or at(row, "senders", "name")) or None
    return Said(name, fields.plain(first(row, "text", "richText")), fields.moment(row.get("createdAt")), speaker)


def _is_crisp(row: Object) -> bool:
    return (
        fields.text(row.get("from")) in {"user", "operator"}
        and "content" in row
        and ("fingerprint" in row or "origin" in row)
    )


def _crisp(row: Object) -> Said:
    content = row.get("content")
    words = fields.plain(content if isinstance(content, str) else first(mapping(content), "text", "name", "url"))
    hidden = fields.text(row.get("type")) in {"note", "event"}
    name = fields.text(at(row, "user", "nickname")) or None
    speaker = Speaker.SYSTEM if hidden else role(row.get("from"))
    return Said(name, words, fields.moment(row.get("timestamp")), speaker)


def _is_jira(row: Object) -> bool:
    return isinstance(row.get("author"), dict) and "jsdPublic" in row


def _jira(row: Object) -> Said:
    author = mapping(row.get("author"))
    customer = fields.text(author.get("accountType")) == "customer"
    return Said(
        fields.text(author.get("displayName")) or None,
        fields.plain(row["body"] if isinstance(row.get("body"), str) else ""),
        fields.moment(row.get("created")),
        _side(customer=customer, hidden=row.get("jsdPublic") is False),
    )


def _is_zoho(row: Object) -> bool:
    return fields.text(row.get("direction")) in {"in", "out"} and ("content" in row or "summary" in row)


def _zoho(row: Object) -> Said:
    name = fields.text(at(row, "author", "name")) or None
    hidden = row.get("isPrivate") is True
    when = fields.moment(first(row, "createdTime", "commentedTime"))
    speaker = Speaker.SYSTEM if hidden else role(row.get("direction"))
    return Said(name, fields.plain(first(row, "content", "summary")), when, speaker)


def _is_kustomer(row: Object) -> bool:
    return row.get("type") == "message" and "preview" in mapping(row.get("attributes"))


def _kustomer(row: Object) -> Said:
    inside = mapping(row.get("attributes"))
    words = fields.plain(first(inside, "preview", "body"))
    return Said(None, words, fields.moment(inside.get("sentAt")), role(inside.get("direction")))


# -- Help Scout and LiveChat --------------------------------------------------------


def _threads(data: Any) -> list[Object]:
    return objects(at(data, "_embedded", "threads")) or objects(mapping(data).get("threads"))


def _is_helpscout(data: Any) -> bool:
    return any("createdBy" in t and "body" in t for t in _threads(data)[:20])


def _read_helpscout(data: Object, ask: Ask) -> Sequence[Conversation]:
    said = []
    for row in reversed(_threads(data)):
        author = mapping(row.get("createdBy"))
        kind = fields.text(row.get("type"))
        name = " ".join(fields.text(first(author, *k)) for k in (("first", "firstName"), ("last", "lastName"))).strip()
        speaker = {"customer": Speaker.CUSTOMER, "message": Speaker.AGENT, "reply": Speaker.AGENT}.get(kind)
        when = fields.moment(first(row, "createdAt", "created"))
        said.append(Said(name or None, fields.plain(row.get("body")), when, speaker or Speaker.SYSTEM))
    if all(one.at for one in said):
        said.sort(key=lambda one: one.at or "")
    return (talk(ask, said, case_id=data.get("id")),)


def _livechat(data: Any) -> list[Object]:
    rows = objects(data) if isinstance(data, list) else _list(data, "chats") or [mapping(data)]
    return [c for c in rows if objects(c.get("users")) and (objects(at(c, "thread", "events")) or _events(c))]


def _events(chat: Object) -> list[Object]:
    inside = objects(at(chat, "thread", "events"))
    return inside or [e for t in objects(chat.get("threads")) for e in objects(t.get("events"))]


def _read_livechat(data: Any, ask: Ask) -> Sequence[Conversation]:
    return talks(ask, ((_livechat_said(c), {"case_id": c.get("id"), "channel": "chat"}) for c in _livechat(data)))


def _livechat_said(chat: Object) -> list[Said]:
    users = fields.by_id(objects(chat.get("users")))
    said = []
    for event in _events(chat):
        user = users.get(fields.text(event.get("author_id")), {})
        hidden = event.get("type") == "system_message" or event.get("visibility") == "agents"
        speaker = Speaker.SYSTEM if hidden else role(user.get("type"))
        words = fields.plain(first(event, "text", "name", "url"))
        name = fields.text(first(user, "name", "email")) or None
        said.append(Said(name, words, fields.moment(event.get("created_at")), speaker))
    return said


SHAPES = (
    Shape("Freshdesk tickets", lambda data: bool(_freshdesk(data)), _read_freshdesk),
    Shape("Freshdesk conversations", _is_freshdesk_notes, _read_freshdesk_notes),
    Shape("Help Scout conversations", _is_helpscout, _read_helpscout),
    Shape("LiveChat chats", lambda data: bool(_livechat(data)), _read_livechat),
    _flagged("Freshchat messages", ("messages",), _is_freshchat, _freshchat),
    _flagged("Front messages", ("_results", "messages"), _is_front, _front),
    _flagged("Gorgias messages", ("data", "messages"), _is_gorgias, _gorgias),
    _flagged("HubSpot threads", ("results", "messages"), _is_hubspot, _hubspot),
    _flagged("Crisp messages", ("data", "messages"), _is_crisp, _crisp),
    _flagged("Jira comments", ("comments", "values"), _is_jira, _jira),
    _flagged("Zoho Desk conversations", ("data",), _is_zoho, _zoho),
    _flagged("Kustomer messages", ("data",), _is_kustomer, _kustomer),
)
