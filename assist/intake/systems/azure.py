"""Microsoft: Azure speech, Language conversations, Communication Services, Bot Framework, Teams, Dynamics.

Shapes after the public reference: Speech batch transcription results and fast transcription, Language conversation
input (``conversationItems``), Communication Services chat messages, Bot Framework activities, Graph ``chatMessage``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assist.domain.conversation import Conversation, Speaker
from assist.intake import fields
from assist.intake.chat_text import read_chat
from assist.intake.fields import Object, at, first, mapping, objects
from assist.intake.model import Ask, Said
from assist.intake.parties import in_time, role, talk, talks
from assist.intake.systems.shape import Shape

_PHRASES = ("recognizedPhrases", "phrases", "RecognizedPhrases")
_DISPLAY = ("display", "Display", "text", "maskedITN", "itn", "lexical")


def _phrases(data: Object) -> list[Object]:
    """Version 2 of the service had them under each audio file's name."""
    files = objects(data.get("AudioFileResults"))
    return [r for f in files for r in objects(f.get("SegmentResults"))] or objects(first(data, *_PHRASES))


def _is_phrases(data: Any) -> bool:
    if isinstance(at(data, "AudioFileResults", "SegmentResults"), list):
        return True
    return isinstance(data, dict) and any(
        isinstance(data.get(key), list)
        and any("nBest" in r or "offsetMilliseconds" in r or "NBest" in r for r in objects(data[key][:50]))
        for key in _PHRASES
    )


def _read_phrases(data: Object, ask: Ask) -> Sequence[Conversation]:
    """Phrases of several channels stand one channel after the other in the file: here they go by their times."""
    rows = _phrases(data)
    channels = {_channel(r) for r in rows}
    said = in_time((_offset(r), _phrase(r, several=len(channels) > 1)) for r in rows)
    spoken = first(data, "locale") or next((f for r in rows if (f := first(r, "locale"))), None)
    return (talk(ask, said, channel="phone", language=spoken),)


def _offset(row: Object) -> float | None:
    ticks = fields.number(first(row, "offsetInTicks", "OffsetInTicks"))
    if ticks is None and isinstance(row.get("Offset"), int):
        ticks = fields.number(row["Offset"])
    if ticks is not None:
        return ticks / 10_000_000
    return fields.milliseconds(row.get("offsetMilliseconds")) or fields.seconds_of(first(row, "offset", "Offset"))


def _channel(row: Object) -> str:
    return fields.text(next((row[k] for k in ("channel", "Channel", "ChannelNumber") if k in row), None))


def _phrase(row: Object, *, several: bool) -> Said:
    best = mapping(at(row, "nBest") or at(row, "NBest"))
    rows = objects(first(row, "nBest", "NBest"))
    best = rows[0] if rows else best
    words = fields.text(first(best, *_DISPLAY) or first(row, "text", *_DISPLAY))
    speaker = fields.text(first(row, "speaker", "Speaker", "SpeakerId"))
    channel = _channel(row)
    name = f"channel {channel}" if several else f"speaker {speaker}" if speaker else None
    name = f"channel {channel}, speaker {speaker}" if several and speaker else name
    return Said(name, words, fields.since_start(_offset(row)))


# -- conversations of the Language service --------------------------------------------------------


def _conversations(data: Any) -> list[Object]:
    for steps in (("analysisInput",), ("input",), ("kind", "results"), ("results",), ()):
        inner = data
        for step in steps:
            inner = at(inner, step)
        if isinstance(inner, dict):
            rows = objects(inner.get("conversations")) or objects([inner.get("conversationItem")])
            if any("conversationItems" in r for r in rows):
                return rows
            if "conversationItems" in inner:
                return [inner]
    return []


def _is_items(data: Any) -> bool:
    rows = data if isinstance(data, list) else [data]
    return any(isinstance(r, dict) and bool(_conversations(r)) for r in rows[:5])


def _read_items(data: Any, ask: Ask) -> Sequence[Conversation]:
    found = [c for r in objects(data if isinstance(data, list) else [data]) for c in _conversations(r)]
    return talks(
        ask,
        (
            (
                [_item(row) for row in objects(c.get("conversationItems"))],
                {
                    "case_id": first(c, "id", "conversationId"),
                    "language": c.get("language"),
                    "channel": "phone" if c.get("modality") == "transcript" else "chat",
                },
            )
            for c in found
        ),
    )


def _item(row: Object) -> Said:
    speaker = role(row.get("role")) or role(row.get("participantId"))
    content = mapping(first(row, "content", "redactedContent"))
    words = fields.text(first(row, "text", "display") or first(content, "text", "itn", "lexical"))
    words = words or fields.text(first(row, "itn", "maskedItn", "lexical"))
    who = fields.text(first(row, "participantId", "role")) or None
    when = fields.moment(first(row, "timestamp", "createdAt"))
    timings = at(row, "conversationItemLevelTiming", "offset")
    ticks = fields.number(timings)
    when = when or fields.since_start(ticks / 10_000_000 if ticks is not None else None)
    return Said(None if speaker else who, words, when, speaker)


# -- a call with its transcript as one text --------------------------------------------------------


def _is_call(data: Any) -> bool:
    return isinstance(data, dict) and isinstance(data.get("Content"), str) and "ConversationId" in data


def _read_call(data: Object, ask: Ask) -> Sequence[Conversation]:
    turns = read_chat(data["Content"], ask)
    start = fields.moment(data.get("StartTime"))
    said = [
        Said(t.name, t.text.strip("*# \n"), t.at or (start if i == 0 else None), t.speaker)
        for i, t in enumerate(turns)
        if t.speaker is not Speaker.SYSTEM or t.text.strip("*# ")
    ]
    return (talk(ask, said, case_id=data.get("ConversationId"), channel="phone"),)


# -- chat and bots --------------------------------------------------------


def _is_acs(data: Any) -> bool:
    rows = _rows(data, "value", "chatMessages", "items", "messages")
    return any(
        (isinstance(r.get("content"), dict) and "message" in r["content"]) or "sequenceId" in r for r in rows[:50]
    )


def _rows(data: Any, *keys: str) -> list[Object]:
    return objects(data) if isinstance(data, list) else objects(first(mapping(data), *keys))


def _read_acs(data: Any, ask: Ask) -> Sequence[Conversation]:
    said = []
    for row in _rows(data, "value", "chatMessages", "items", "messages"):
        content = mapping(row.get("content"))
        words = fields.plain(first(content, "message", "topic"))
        name = fields.text(row.get("senderDisplayName")) or None
        spoken = fields.text(row.get("type")).casefold() in {"text", "html", ""}
        when = fields.moment(first(row, "createdOn", "createdDateTime"))
        said.append(Said(name if spoken else None, words, when, None if spoken and name else Speaker.SYSTEM))
    return (talk(ask, sorted(said, key=lambda one: one.at or ""), channel="chat"),)


def _is_graph(data: Any) -> bool:
    """Teams messages, as Graph gives them; Dynamics keeps its chats in nearly the same shape."""
    return any(
        isinstance(r.get("from"), dict) and ("createdDateTime" in r or "isControlMessage" in r)
        for r in _rows(data, "value", "messages", "Content")[:50]
    )


def _read_graph(data: Any, ask: Ask) -> Sequence[Conversation]:
    said = []
    for row in _rows(data, "value", "messages", "Content"):
        body = row.get("body")
        words = fields.plain(body.get("content") if isinstance(body, dict) else first(row, "content", "text"))
        source = mapping(row["from"]) if isinstance(row.get("from"), dict) else {}
        name = fields.text(at(source, "user", "displayName") or at(source, "application", "displayName")) or None
        control = row.get("isControlMessage") is True or row.get("messageType") == "systemEventMessage"
        tags = f"{row.get('tags')} {row.get('deliveryMode')}".casefold()
        speaker = Speaker.SYSTEM if control else Speaker.CUSTOMER if "fromcustomer" in tags else None
        when = fields.moment(first(row, "createdDateTime", "created"))
        said.append(Said(name, words, when, speaker or (None if name else Speaker.SYSTEM)))
    return (talk(ask, sorted(said, key=lambda one: one.at or ""), channel="chat"),)


def _is_activities(data: Any) -> bool:
    return any(
        isinstance(r.get("from"), dict)
        and fields.text(r.get("type")) in {"message", "event", "trace", "conversationUpdate"}
        for r in _rows(data, "activities")[:50]
    )


def _read_activities(data: Any, ask: Ask) -> Sequence[Conversation]:
    """Bot Framework: the side called ``user`` is the customer; whoever else answers is the team's."""
    said = []
    for row in _rows(data, "activities"):
        if row.get("type") != "message":
            continue
        source = mapping(row.get("from"))
        mine = fields.text(source.get("role")).casefold() in {"bot", "0", "agent", "skill"}
        speaker = Speaker.AGENT if mine else Speaker.CUSTOMER
        said.append(
            Said(
                fields.text(source.get("name")) or None,
                fields.plain(row.get("text")),
                fields.moment(first(row, "timestamp", "localTimestamp")),
                speaker,
            )
        )
    rows = _rows(data, "activities")
    name = next((f for r in rows if (f := at(r, "conversation", "id"))), None)
    return (talk(ask, said, case_id=name, channel="chat"),)


SHAPES = (
    Shape("Azure speech transcripts", _is_phrases, _read_phrases),
    Shape("Azure Language conversations", _is_items, _read_items),
    Shape("contact-centre calls with a text", _is_call, _read_call),
    Shape("Bot Framework activities", _is_activities, _read_activities),
    Shape("Azure Communication Services chats", _is_acs, _read_acs),
    Shape("Teams and Dynamics chats", _is_graph, _read_graph),
)
