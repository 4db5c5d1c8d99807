"""Contact centres: Genesys Cloud, NICE CXone, Twilio, LivePerson, Salesforce, Five9, Webex, Talkdesk and Zoom.

After the public references of their APIs and exports.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from assist.domain.conversation import Conversation, Speaker
from assist.intake import fields
from assist.intake.clean import html_to_text
from assist.intake.fields import Object, at, first, mapping, objects
from assist.intake.model import Ask, Said
from assist.intake.parties import in_time, role, talk, talks
from assist.intake.systems.shape import Shape

# -- Genesys --------------------------------------------------------

_GENESYS = {"user": Speaker.AGENT, "external": Speaker.CUSTOMER, "internal": Speaker.AGENT, "dialer": Speaker.SYSTEM}


def _transcripts(data: Any) -> list[Object]:
    found = mapping(data)
    rows = objects(found.get("transcripts")) or ([found] if "phrases" in found else [])
    return [
        t for t in rows if any("participantPurpose" in p or "startTimeMs" in p for p in objects(t.get("phrases"))[:20])
    ]


def _read_genesys(data: Object, ask: Ask) -> Sequence[Conversation]:
    start = fields.moment(first(data, "startTime", "conversationStartTime"))
    rows = [p for t in _transcripts(data) for p in objects(t.get("phrases"))]
    said = in_time(
        (
            fields.number(p.get("startTimeMs")),
            Said(
                None,
                fields.text(first(p, "decoratedText", "text")),
                fields.moment(p.get("startTimeMs"))
                or fields.since_start(fields.milliseconds(p.get("startTimeMs")), start),
                role(p.get("participantPurpose"), _GENESYS),
            ),
        )
        for p in rows
    )
    spoken = next((f for t in _transcripts(data) if (f := t.get("language"))), None)
    channel = "phone" if fields.text(data.get("mediaType")).casefold() in {"", "call", "voice"} else "chat"
    return (talk(ask, said, case_id=data.get("conversationId"), channel=channel, language=spoken),)


def _is_genesys_chat(data: Any) -> bool:
    rows = objects(mapping(data).get("entities")) if isinstance(data, dict) else []
    return any({"bodyType", "textBody", "normalizedMessage"} & r.keys() for r in rows[:20])


def _read_genesys_chat(data: Object, ask: Ask) -> Sequence[Conversation]:
    members = fields.by_id(objects(data.get("members")))
    said = []
    for row in objects(data["entities"]):
        sender = fields.text(at(row, "sender", "id"))
        member = members.get(sender, {})
        normal = mapping(row.get("normalizedMessage"))
        joined = fields.text(row.get("bodyType")).startswith("member")
        speaker = role(first(member, "role"), _GENESYS) or role(row.get("direction"))
        words = fields.plain(first(row, "body", "textBody") or normal.get("text"))
        name = fields.text(first(member, "displayName", "name")) or (None if speaker else sender or None)
        said.append(Said(name, words, fields.moment(row.get("timestamp")), Speaker.SYSTEM if joined else speaker))
    return (talk(ask, said, channel="chat"),)


# -- Twilio --------------------------------------------------------


def _is_sentences(data: Any) -> bool:
    return any("media_channel" in r and "transcript" in r for r in objects(mapping(data).get("sentences"))[:20])


def _read_sentences(data: Object, ask: Ask) -> Sequence[Conversation]:
    """Voice intelligence; who is on which channel stands in the transcript's own record, where it is there."""
    parties = {
        fields.text(first(p, "channel_participant", "channel")): p
        for p in objects(at(data, "channel", "participants") or at(data, "Channel", "Participants"))
    }
    said = []
    for row in objects(data["sentences"]):
        channel = fields.text(row.get("media_channel"))
        speaker = role(mapping(parties.get(channel)).get("role"))
        when = fields.since_start(fields.number(row.get("start_time")))
        said.append(Said(None if speaker else f"channel {channel}", fields.text(row.get("transcript")), when, speaker))
    return (talk(ask, said, channel="phone"),)


_TWILIO_AGENT = re.compile(r"agent|support|admin|operator|team|desk", re.IGNORECASE)
_TWILIO_ADDRESS = re.compile(r"(?:whatsapp:|messenger:|sms:)?\+?\d{5,}|messenger:.*")


def _twilio_rows(data: Any) -> list[Object]:
    rows = objects(data) if isinstance(data, list) else objects(mapping(data).get("messages"))
    return [r for r in rows if fields.text(r.get("sid"))[:2] in {"IM", "SM", "MM", "CH"} and "body" in r]


def _read_twilio(data: Any, ask: Ask) -> Sequence[Conversation]:
    chats: dict[str, list[Said]] = {}
    for row in sorted(_twilio_rows(data), key=lambda r: fields.number(r.get("index")) or 0):
        words = fields.plain(row.get("body")) or " ".join(
            f"[attachment: {fields.text(first(m, 'filename', 'content_type'))}]" for m in objects(row.get("media"))
        )
        author = fields.text(first(row, "author", "from"))
        when = fields.moment(first(row, "date_sent", "date_created"))
        chat = fields.text(first(row, "conversation_sid", "channel_sid"))
        chats.setdefault(chat, []).append(Said(author or None, words, when, _twilio_side(row, author)))
    return talks(ask, ((said, {"case_id": key or None, "channel": "chat"}) for key, said in chats.items()))


def _twilio_side(row: Object, author: str) -> Speaker | None:
    if told := role(row.get("direction")):
        return told
    if author.casefold() in {"system", "bot"}:
        return Speaker.SYSTEM
    if _TWILIO_ADDRESS.fullmatch(author):
        return Speaker.CUSTOMER
    return Speaker.AGENT if _TWILIO_AGENT.search(author) else None


# -- LivePerson --------------------------------------------------------

_LIVEPERSON = {"consumer": Speaker.CUSTOMER, "visitor": Speaker.CUSTOMER, "controller": Speaker.SYSTEM}


def _liveperson(data: Any) -> list[Object]:
    rows = objects(data) if isinstance(data, list) else []
    for key in ("conversationHistoryRecords", "interactionHistoryRecords"):
        rows = rows or objects(mapping(data).get(key))
    rows = rows or [mapping(data)]
    return [
        r for r in rows if isinstance(r.get("messageRecords"), list) or isinstance(at(r, "transcript", "lines"), list)
    ]


def _read_liveperson(data: Any, ask: Ask) -> Sequence[Conversation]:
    return talks(
        ask,
        (
            (
                _liveperson_said(r),
                {
                    "case_id": first(mapping(r.get("info")), "conversationId", "engagementId"),
                    "channel": "chat",
                    "language": at(r, "info", "language"),
                },
            )
            for r in _liveperson(data)
        ),
    )


def _liveperson_said(record: Object) -> list[Said]:
    names = {
        fields.text(first(p, "participantId", "agentId")): fields.text(
            first(p, "agentFullName", "agentNickname", "firstName", "consumerName")
        )
        for key in ("agentParticipants", "consumerParticipants")
        for p in objects(record.get(key))
    }
    said = []
    for row in objects(record.get("messageRecords")) or objects(at(record, "transcript", "lines")):
        words = fields.plain(first(row, "text") or at(row, "messageData", "msg", "text"))
        words = words or fields.plain(at(row, "messageData", "file", "caption"))
        name = names.get(fields.text(first(row, "participantId", "agentId"))) or fields.text(row.get("by"))
        when = fields.moment(first(row, "timeL", "time"))
        said.append(Said(name or None, words, when, role(first(row, "sentBy", "source"), _LIVEPERSON)))
    return said


# -- Salesforce --------------------------------------------------------

_CHAT_LINE = re.compile(r"\(\s*(?:(\d+)h\s*)?(?:(\d+)m\s*)?(?:(\d+)s)\s*\)\s*([^:\n]{1,80}?):\s?")
_CHAT_HEAD = re.compile(
    r"^(?:Chat Started|Chat Origin|Chat Transferred|Chat Ended|Agent\b|Chatbot\b|会话开始|聊天已开始)", re.IGNORECASE
)
_STARTED = re.compile(
    r"Chat Started:\s*(?:\w+,\s*)?(\w+ \d{1,2}, \d{4}),?\s*(\d{1,2}:\d\d:\d\d)\s*\(?([+-]\d{4})?", re.IGNORECASE
)


def is_chat_body(body: str) -> bool:
    """Whether a text is the body of a Salesforce chat transcript: "( 12s ) Anna: …"."""
    return len(_CHAT_LINE.findall(body[:20_000])) >= 2 or (
        "Chat Started" in body[:500] and bool(_CHAT_LINE.search(body))
    )


def chat_body(body: str, visitor: str = "") -> list[Said]:
    """The turns of a chat transcript's body; the agents are the names its headings introduce."""
    text = html_to_text(body) if fields.is_html_text(body) else body
    start = _started(text)
    agents = {a.strip().casefold() for a in re.findall(r"(?m)^Agent:?\s+([^\n]{1,60})", text)}
    said: list[Said] = []
    pieces = list(_CHAT_LINE.finditer(text))
    for i, piece in enumerate(pieces):
        end = pieces[i + 1].start() if i + 1 < len(pieces) else len(text)
        seconds = int(piece[1] or 0) * 3600 + int(piece[2] or 0) * 60 + int(piece[3])
        words, *headings = re.split(r"\n(?=(?:Agent |Chat |Chatbot ))", text[piece.end() : end])
        name = piece[4].strip()
        said.append(Said(name, words.strip(), fields.since_start(seconds, start), _chat_side(name, agents, visitor)))
        said += [Said(None, h.strip(), None, Speaker.SYSTEM) for h in headings if _CHAT_HEAD.match(h)]
    heads = [line.strip() for line in text[: pieces[0].start()].split("\n")] if pieces else []
    return [Said(None, h, start, Speaker.SYSTEM) for h in heads if h] + said


def _chat_side(name: str, agents: set[str], visitor: str) -> Speaker | None:
    """Headings say "Agent John S" where lines say "John"."""
    word = name.casefold()
    if told := role(name):
        return told
    if visitor and word == visitor.casefold():
        return Speaker.CUSTOMER
    if any(a == word or a.split()[0] == word or word.startswith(a) for a in agents):
        return Speaker.AGENT
    return Speaker.CUSTOMER if agents else None


def _started(text: str) -> str | None:
    found = _STARTED.search(text)
    return fields.moment(f"{found[1].replace(',', '')} {found[2]} {found[3] or '+0000'}") if found else None


def _salesforce(data: Any) -> list[Object]:
    rows = objects(data) if isinstance(data, list) else objects(mapping(data).get("records")) or [mapping(data)]
    return [r for r in rows if isinstance(r.get("Body"), str) and is_chat_body(r["Body"])]


def _read_salesforce(data: Any, ask: Ask) -> Sequence[Conversation]:
    return talks(
        ask,
        (
            (
                chat_body(r["Body"], fields.text(first(r, "VisitorName", "ContactName"))),
                {"case_id": first(r, "Name", "Id", "ChatKey"), "channel": "chat"},
            )
            for r in _salesforce(data)
        ),
    )


_ENTRY_ROLES = {"enduser": Speaker.CUSTOMER, "chatbot": Speaker.SYSTEM, "agent": Speaker.AGENT}


def _entries(data: Any) -> list[Object]:
    rows = objects(data) if isinstance(data, list) else objects(mapping(data).get("conversationEntries"))
    return [r for r in rows if "entryType" in r or "EntryType" in r]


def _read_entries(data: Any, ask: Ask) -> Sequence[Conversation]:
    said = []
    for row in _entries(data):
        payload = mapping(row.get("entryPayload"))
        inside = at(payload, "abstractMessage", "staticContent", "text")
        words = fields.plain(first(row, "messageText", "text", "Message", "message") or inside)
        kind = fields.text(first(row, "entryType", "EntryType"))
        who = at(row, "sender", "role") or first(row, "actorType", "ActorType", "sender_role")
        speaker = role(who, _ENTRY_ROLES) if kind in {"Message", "Text", ""} else Speaker.SYSTEM
        name = fields.text(first(row, "senderDisplayName", "actorName", "ActorName")) or None
        when = fields.moment(
            first(row, "clientTimestamp", "serverReceivedTimestamp", "EntryTime", "transcriptedTimestamp")
        )
        said.append(Said(name, words, when, speaker))
    if all(one.at for one in said if one.text):
        said.sort(key=lambda one: one.at or "")
    return (talk(ask, said, channel="chat"),)


def _salesforce_mails(data: Any) -> list[Object]:
    rows = objects(data) if isinstance(data, list) else objects(mapping(data).get("records"))
    return [r for r in rows if "Incoming" in r and ("TextBody" in r or "HtmlBody" in r)]


def _read_salesforce_mails(data: Any, ask: Ask) -> Sequence[Conversation]:
    cases: dict[str, list[Said]] = {}
    for row in _salesforce_mails(data):
        incoming = fields.truth(row.get("Incoming"))
        speaker = None if incoming is None else Speaker.CUSTOMER if incoming else Speaker.AGENT
        words = fields.plain(first(row, "TextBody", "HtmlBody"))
        when = fields.moment(first(row, "MessageDate", "CreatedDate"))
        name = fields.text(first(row, "FromName", "FromAddress")) or None
        cases.setdefault(fields.text(first(row, "ParentId", "ThreadIdentifier")), []).append(
            Said(name, words, when, speaker)
        )
    return talks(
        ask,
        (
            (sorted(said, key=lambda one: one.at or ""), {"case_id": key or None, "channel": "email"})
            for key, said in cases.items()
        ),
    )


# -- NICE CXone --------------------------------------------------------


def _is_cxone(data: Any) -> bool:
    rows = _cxone(data)
    return any("direction" in r and (isinstance(r.get("messageContent"), dict) or "authorUser" in r) for r in rows[:20])


def _cxone(data: Any) -> list[Object]:
    return objects(data) if isinstance(data, list) else objects(first(mapping(data), "messages", "hits"))


def _read_cxone(data: Any, ask: Ask) -> Sequence[Conversation]:
    said = []
    for row in _cxone(data):
        words = fields.plain(
            at(row, "messageContent", "payload", "text")
            or at(row, "messageContent", "text")
            or first(row, "content", "text")
        )
        name = fields.text(at(row, "authorUser", "firstName") or at(row, "authorEndUserIdentity", "fullName")) or None
        said.append(
            Said(
                name,
                words,
                fields.moment(first(row, "createdAt", "createdAtWithMilliseconds")),
                role(row.get("direction")),
            )
        )
    return (talk(ask, sorted(said, key=lambda one: one.at or ""), channel="chat"),)


SHAPES = (
    Shape("Genesys transcripts", lambda data: bool(_transcripts(data)), _read_genesys),
    Shape("Genesys chats", _is_genesys_chat, _read_genesys_chat),
    Shape("Twilio voice intelligence", _is_sentences, _read_sentences),
    Shape("Twilio conversations", lambda data: bool(_twilio_rows(data)), _read_twilio),
    Shape("LivePerson histories", lambda data: bool(_liveperson(data)), _read_liveperson),
    Shape("Salesforce chat transcripts", lambda data: bool(_salesforce(data)), _read_salesforce),
    Shape("Salesforce messaging entries", lambda data: bool(_entries(data)), _read_entries),
    Shape("Salesforce case mails", lambda data: bool(_salesforce_mails(data)), _read_salesforce_mails),
    Shape("NICE CXone messages", _is_cxone, _read_cxone),
)
