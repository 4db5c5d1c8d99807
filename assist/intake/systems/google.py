"""Google: Dialogflow and Agent Assist messages, conversational insights, speech recognition.

Shapes after the public reference: Dialogflow ``MessageEntry``, ``ConversationContext`` and ``Message``; the JSON import
format of conversation data; Contact Center AI Insights ``Conversation``; Speech-to-Text ``RecognizeResponse``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assist.domain.conversation import Conversation
from assist.intake import fields
from assist.intake.fields import Object, at, first, mapping, objects
from assist.intake.model import Ask, Said
from assist.intake.parties import role, talk
from assist.intake.systems.shape import Shape

_ROLES = ("role", "participantRole", "participant_role")
_NUMBERED = ("ROLE_UNSPECIFIED", "HUMAN_AGENT", "AUTOMATED_AGENT", "END_USER")
_LISTS = ("messageEntries", "message_entries", "entries", "messages")
_LANGUAGE = ("languageCode", "language_code")
_WHEN = ("createTime", "create_time", "sendTime", "send_time", "start_timestamp_usec", "startTimestampUsec")


def _entries(data: Any) -> list[Object]:
    """The message entries, wherever they lie: alone, in a list, in a context, in a request."""
    if isinstance(data, list):
        return objects(data)
    for key in ("conversationContext", "conversation_context", "conversation", "context"):
        if isinstance(inner := data.get(key), dict) and (found := _entries(inner)):
            return found
    return next((rows for key in _LISTS if (rows := objects(data.get(key)))), [])


def _is_entry(row: Object) -> bool:
    text = isinstance(first(row, "text", "content"), str)
    word = _role_word(row)
    known = isinstance(word, str) and word.upper() in {
        "END_USER",
        "HUMAN_AGENT",
        "AUTOMATED_AGENT",
        "ROLE_UNSPECIFIED",
        "CUSTOMER",
        "AGENT",
    }
    return (
        text and known and bool({*_WHEN, *_LANGUAGE, "user_id", "userId", "participant"} & row.keys() or _upper(word))
    )


def _role_word(row: Object) -> Any:
    """The role, also where it is written as its number (``Participant.Role``)."""
    word = first(row, *_ROLES)
    numbered = isinstance(word, int) and not isinstance(word, bool) and 0 <= word < len(_NUMBERED)
    return _NUMBERED[word] if numbered else word


def _upper(word: object) -> bool:
    return isinstance(word, str) and "_" in word and word.isupper()


def _is_messages(data: Any) -> bool:
    return isinstance(data, dict | list) and any(_is_entry(row) for row in _entries(data)[:50])


def _read_messages(data: Any, ask: Ask) -> Sequence[Conversation]:
    rows = _entries(data)
    said = [_entry(row) for row in rows]
    if all(one.at for one in said):
        said.sort(key=lambda one: one.at or "")  # the API lists the newest first
    spoken = next((found for row in rows if (found := first(row, *_LANGUAGE))), None)
    name = fields.text(at(data, "name")).rpartition("/")[2] or at(data, "conversation_id")
    return (talk(ask, said, case_id=name, language=spoken),)


def _entry(row: Object) -> Said:
    speaker = role(_role_word(row))
    name = None if speaker else fields.text(first(row, "participant", "user_id", "userId")) or None
    return Said(name, fields.text(first(row, "text", "content")), fields.moment(first(row, *_WHEN)), speaker)


def _is_insights(data: Any) -> bool:
    return isinstance(
        at(data, "transcript", "transcriptSegments") or at(data, "transcript", "transcript_segments"), list
    )


def _read_insights(data: Object, ask: Ask) -> Sequence[Conversation]:
    transcript = mapping(data["transcript"])
    rows = objects(first(transcript, "transcriptSegments", "transcript_segments"))
    start = fields.moment(first(data, "startTime", "start_time"))
    said = [
        Said(
            None if (speaker := _segment_role(row)) else f"channel {fields.text(row.get('channelTag')) or 1}",
            fields.text(row.get("text")),
            fields.moment(first(row, "messageTime", "message_time"))
            or fields.since_start(fields.seconds_of(at(row, "words", "startOffset")), start),
            speaker,
        )
        for row in rows
    ]
    spoken = first(data, *_LANGUAGE) or next((f for r in rows if (f := first(r, *_LANGUAGE))), None)
    name = fields.text(data.get("name")).rpartition("/")[2]
    medium = "phone" if "PHONE" in fields.text(data.get("medium")) else "chat"
    return (talk(ask, said, case_id=name, language=spoken, channel=medium),)


def _segment_role(row: Object) -> Any:
    party = mapping(first(row, "segmentParticipant", "segment_participant"))
    return role(party.get("role"))


def _is_speech(data: Any) -> bool:
    rows = data.get("results") if isinstance(data, dict) else None
    return isinstance(rows, list) and any(isinstance(at(row, "alternatives", "transcript"), str) for row in rows[:50])


def _read_speech(data: Object, ask: Ask) -> Sequence[Conversation]:
    rows = objects(data["results"])
    words = [w for row in rows for w in objects(at(row, "alternatives", "words"))]
    tagged = [w for w in words if first(w, "speakerTag", "speaker_tag", "speakerLabel", "speaker_label")]
    said = _by_speaker(tagged) if tagged else [_result(row) for row in rows]
    spoken = next((f for r in rows if (f := first(r, *_LANGUAGE))), None)
    return (talk(ask, said, channel="phone", language=spoken),)


def _by_speaker(words: list[Object]) -> list[Said]:
    said: list[Said] = []
    for word in words:
        tag = fields.text(first(word, "speakerTag", "speaker_tag", "speakerLabel", "speaker_label"))
        content = fields.text(word.get("word"))
        if said and said[-1].name == f"speaker {tag}":
            said[-1] = Said(said[-1].name, f"{said[-1].text} {content}", said[-1].at)
        else:
            start = fields.seconds_of(first(word, "startTime", "start_time", "startOffset", "start_offset"))
            said.append(Said(f"speaker {tag}", content, fields.since_start(start)))
    return said


def _result(row: Object) -> Said:
    channel = fields.text(first(row, "channelTag", "channel_tag"))
    start = fields.seconds_of(at(row, "alternatives", "words", "startTime"))
    return Said(
        f"channel {channel}" if channel else None,
        fields.text(at(row, "alternatives", "transcript")),
        fields.since_start(start),
    )


SHAPES = (
    Shape("Google conversational insights", _is_insights, _read_insights),
    Shape("Dialogflow and Agent Assist messages", _is_messages, _read_messages),
    Shape("Google Speech-to-Text", _is_speech, _read_speech),
)
