"""Amazon: Contact Lens, Transcribe (standard, call analytics, live), Connect chat, Lex, Bedrock data automation.

Shapes after the public documentation: Connect administrator guide (Contact Lens output files, real-time segments,
chat transcripts), Transcribe developer guide (output, call analytics output, streaming events), Lex V2 developer guide
(input transcript format, conversation logs), Bedrock data automation (audio standard output).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from assist.domain.conversation import Conversation, Speaker
from assist.intake import fields
from assist.intake.fields import Object, at, first, mapping, objects
from assist.intake.model import Ask, Said
from assist.intake.parties import in_time, role, talk, talks
from assist.intake.systems.shape import Shape

_LIVE_EVENTS = ("UtteranceEvent", "TranscriptEvent", "CategoryEvent")


def _has(item: object, *keys: str) -> bool:
    return isinstance(item, dict) and all(key in item for key in keys)


# -- Contact Lens, call analytics, Connect chat, Lex transcripts -----------------------------------


def _is_contact(data: Any) -> bool:
    rows = data.get("Transcript") if isinstance(data, dict) else None
    return isinstance(rows, list) and any(_has(r, "Content") or _has(r, "ParticipantRole") for r in rows[:50])


def _read_contact(data: Object, ask: Ask) -> Sequence[Conversation]:
    who = {fields.text(p.get("ParticipantId")): p for p in objects(data.get("Participants"))}
    start = fields.moment(at(data, "ConversationCharacteristics", "ContactSummary", "StartTime"))
    said = [_turn(row, who, start) for row in objects(data["Transcript"])]
    name = first(mapping(data.get("CustomerMetadata")), "ContactId") or first(data, "ContactId", "CallId", "JobName")
    voice = any("BeginOffsetMillis" in r for r in objects(data["Transcript"]))
    channel = {"voice": "phone", "chat": "chat"}.get(fields.text(data.get("Channel")).casefold())
    chat = "phone" if voice else "chat" if any("AbsoluteTime" in r for r in objects(data["Transcript"])) else None
    return (talk(ask, said, case_id=name, channel=channel or chat, language=data.get("LanguageCode")),)


def _turn(row: Object, who: dict[str, Object], start: str | None = None) -> Said:
    party = who.get(fields.text(row.get("ParticipantId")), {})
    speaker = role(first(row, "ParticipantRole")) or role(first(party, "ParticipantRole"))
    speaker = speaker or role(row.get("ParticipantId"))
    words = fields.plain(row.get("Content")) or _attachments(row)
    if row.get("Type") == "EVENT":
        speaker, words = Speaker.SYSTEM, words or _event(row)
    when = fields.moment(row.get("AbsoluteTime"))
    when = when or fields.since_start(fields.milliseconds(first(row, "BeginOffsetMillis")), start)
    name = fields.text(first(row, "DisplayName") or first(party, "DisplayName", "ParticipantName")) or None
    return Said(name or (None if speaker else fields.text(row.get("ParticipantId")) or None), words, when, speaker)


def _event(row: Object) -> str:
    kind = fields.text(row.get("ContentType")).rpartition(".")[2]
    return "" if kind in {"typing", "", "read", "delivered"} else f"[{kind}]"


def _attachments(row: Object) -> str:
    files = objects(row.get("Attachments"))
    return " ".join(f"[attachment: {fields.text(first(f, 'AttachmentName', 'AttachmentId'))}]" for f in files)


def _is_segments(data: Any) -> bool:
    rows = data.get("Segments") if isinstance(data, dict) else data if isinstance(data, list) else None
    return isinstance(rows, list) and any(
        isinstance(r, dict) and isinstance(r.get("Transcript", r.get("Utterance")), dict) for r in rows[:50]
    )


def _read_segments(data: Any, ask: Ask) -> Sequence[Conversation]:
    """Real-time segments; a partial utterance counts only where no transcript segment holds the same words."""
    rows = objects(data.get("Segments") if isinstance(data, dict) else data)
    said = [_turn(mapping(r["Transcript"]), {}) for r in rows if isinstance(r.get("Transcript"), dict)]
    if not said:
        latest: dict[str, Object] = {}
        for r in rows:
            utterance = mapping(r.get("Utterance"))
            latest[fields.text(first(utterance, "TranscriptId", "Id"))] = utterance
        said = [_turn({**u, "Content": u.get("PartialContent")}, {}) for u in latest.values() if u]
    head = data if isinstance(data, dict) else {}
    return (talk(ask, said, case_id=head.get("ContactId"), channel="phone", language=head.get("LanguageCode")),)


def _is_segment_events(data: Any) -> bool:
    """Lines of a Kinesis stream, each with an event of a contact."""
    return isinstance(data, list) and any(_has(r, "EventType", "ContactId") for r in data[:50])


def _read_segment_events(data: list[Any], ask: Ask) -> Sequence[Conversation]:
    contacts: dict[str, list[Object]] = {}
    heads: dict[str, Object] = {}
    for event in objects(data):
        contact = fields.text(event.get("ContactId"))
        heads.setdefault(contact, event)
        contacts.setdefault(contact, []).extend(objects(event.get("Segments")))
    return [
        talked
        for contact, rows in contacts.items()
        if _is_segments({"Segments": rows})
        for talked in _read_segments({**heads[contact], "Segments": rows}, ask)
    ]


# -- Transcribe --------------------------------------------------------


def _is_transcribe(data: Any) -> bool:
    results = data.get("results") if isinstance(data, dict) else None
    return isinstance(results, dict) and ("transcripts" in results or "audio_segments" in results)


def _read_transcribe(data: Object, ask: Ask) -> Sequence[Conversation]:
    results = mapping(data["results"])
    said = _audio_segments(objects(results.get("audio_segments"))) or _channels(results) or _by_label(results)
    if not said:
        said = [Said(None, fields.text(t.get("transcript"))) for t in objects(results.get("transcripts"))]
    spoken = first(results, "language_code") or at(results, "language_codes", "language_code")
    return (talk(ask, said, case_id=data.get("jobName"), channel="phone", language=spoken),)


def _audio_segments(rows: list[Object]) -> list[Said]:
    if not any(first(r, "speaker_label", "channel_label") for r in rows):
        return []
    return in_time(
        (
            fields.number(r.get("start_time")),
            Said(
                fields.text(first(r, "speaker_label", "channel_label")) or None,
                fields.text(r.get("transcript")),
                fields.since_start(fields.number(r.get("start_time"))),
            ),
        )
        for r in rows
    )


def _channels(results: Object) -> list[Said]:
    """Each channel's words, cut into turns where the other channel speaks."""
    words = [
        {**item, "speaker_label": channel.get("channel_label")}
        for channel in objects(at(results, "channel_labels", "channels"))
        for item in _timed(objects(channel.get("items")))
    ]
    return _spoken(sorted(words, key=lambda w: w["_at"]))


def _timed(items: list[Object]) -> list[dict[str, Any]]:
    """Punctuation has no time of its own: it stays with the word before it."""
    last = 0.0
    timed = []
    for item in items:
        last = fields.number(item.get("start_time")) or last
        timed.append({**item, "_at": last})
    return timed


def _by_label(results: Object) -> list[Said]:
    """Words by speaker; older files name the speaker of each start time in the speaker labels only."""
    labels = {
        fields.text(word.get("start_time")): word.get("speaker_label")
        for segment in objects(at(results, "speaker_labels", "segments"))
        for word in objects(segment.get("items"))
    }
    words: list[dict[str, Any]] = [
        {**w, "speaker_label": first(w, "speaker_label", "channel_label") or labels.get(fields.text(w["start_time"]))}
        if "start_time" in w
        else w
        for w in _timed(objects(results.get("items")))
    ]
    return _spoken(words) if any(w.get("speaker_label") for w in words) else []


def _spoken(words: Iterable[Object]) -> list[Said]:
    said: list[Said] = []
    for word in words:
        content = fields.text(at(word, "alternatives", "content"))
        label = fields.text(word.get("speaker_label")) or (said[-1].name if said else None)
        if said and said[-1].name == label:
            glue = "" if word.get("type") == "punctuation" else " "
            said[-1] = Said(label, f"{said[-1].text}{glue}{content}", said[-1].at)
        elif content:
            said.append(Said(label, content, fields.since_start(fields.number(word.get("start_time")))))
    return said


# -- live events --------------------------------------------------------


def _is_live(data: Any) -> bool:
    rows = data if isinstance(data, list) else [data]
    return any(isinstance(r, dict) and any(isinstance(r.get(k), dict) for k in _LIVE_EVENTS) for r in rows[:50])


def _read_live(data: Any, ask: Ask) -> Sequence[Conversation]:
    said: list[Said] = []
    for event in objects(data if isinstance(data, list) else [data]):
        utterance = mapping(event.get("UtteranceEvent"))
        if utterance and not utterance.get("IsPartial"):
            said.append(_turn({**utterance, "Content": utterance.get("Transcript")}, {}))
        results = objects(at(event, "TranscriptEvent", "Transcript", "Results"))
        said += [_streamed(result) for result in results if not result.get("IsPartial")]
    return (talk(ask, said, channel="phone"),)


def _streamed(result: Object) -> Said:
    best = at(result, "Alternatives")
    best = mapping(best[0] if isinstance(best, list) and best else best)
    label = fields.text(at(best, "Items", "Speaker") or result.get("ChannelId")) or None
    when = fields.since_start(fields.number(result.get("StartTime")))
    return Said(f"speaker {label}" if label else None, fields.text(best.get("Transcript")), when)


def _is_lca(data: Any) -> bool:
    """Events of the sample solution Live Call Analytics."""
    rows = data if isinstance(data, list) else [data]
    return any(_has(r, "CallId", "Transcript", "Channel") and isinstance(r["Transcript"], str) for r in rows[:50])


def _read_lca(data: Any, ask: Ask) -> Sequence[Conversation]:
    calls: dict[str, dict[str, Object]] = {}
    for n, event in enumerate(objects(data if isinstance(data, list) else [data])):
        if "Transcript" in event and not event.get("IsPartial"):
            key = fields.text(first(event, "SegmentId")) or f"{n}"
            calls.setdefault(fields.text(event.get("CallId")), {})[key] = event
    words = {"agentassistant": Speaker.SYSTEM, "agentvoicetone": Speaker.SYSTEM}
    return talks(
        ask,
        (
            (
                [
                    Said(
                        None,
                        fields.plain(e.get("Transcript")),
                        fields.since_start(fields.number(e.get("StartTime"))),
                        role(e.get("Channel"), words),
                    )
                    for e in events.values()
                ],
                {"case_id": call, "channel": "phone"},
            )
            for call, events in calls.items()
        ),
    )


# -- Bedrock data automation --------------------------------------------------------


def _is_bedrock(data: Any) -> bool:
    return isinstance(data, dict) and isinstance(data.get("audio_segments"), list)


def _read_bedrock(data: Object, ask: Ask) -> Sequence[Conversation]:
    said = in_time(
        (
            fields.milliseconds(r.get("start_timestamp_millis")),
            Said(
                fields.text(at(r, "speaker", "speaker_name") or at(r, "speaker", "speaker_label"))
                or fields.text(at(r, "channel", "channel_label"))
                or None,
                fields.text(r.get("text")),
                fields.since_start(fields.milliseconds(r.get("start_timestamp_millis"))),
                role(at(r, "speaker", "speaker_role")),
            ),
        )
        for r in objects(data["audio_segments"])
    )
    spoken = at(data, "metadata", "dominant_asset_language")
    return (talk(ask, said, channel="phone", language=spoken),)


# -- Lex conversation logs --------------------------------------------------------


def _is_lex_log(data: Any) -> bool:
    rows = data if isinstance(data, list) else [data]
    return any(
        _has(r, "inputTranscript") and ("messages" in r or "botResponse" in r or "botId" in r or "botName" in r)
        for r in rows[:50]
    )


def _read_lex_log(data: Any, ask: Ask) -> Sequence[Conversation]:
    """What the bot says stands for the agent's side: nobody else answers in these logs."""
    sessions: dict[str, list[Said]] = {}
    spoken: dict[str, object] = {}
    for row in objects(data if isinstance(data, list) else [data]):
        session = fields.text(first(row, "sessionId", "userId"))
        when = fields.moment(row.get("timestamp"))
        said = sessions.setdefault(session, [])
        spoken.setdefault(session, at(row, "bot", "localeId") or row.get("localeId"))
        said.append(Said(None, fields.text(row.get("inputTranscript")), when, Speaker.CUSTOMER))
        answers = objects(row.get("messages")) or [{"content": row.get("botResponse")}]
        said += [Said("Bot", fields.plain(first(m, "content", "value")), when, Speaker.AGENT) for m in answers]
    return talks(ask, ((said, {"case_id": key, "language": spoken[key]}) for key, said in sessions.items()))


SHAPES = (
    Shape("Amazon Contact Lens, Connect chat and Lex transcripts", _is_contact, _read_contact),
    Shape("Amazon Contact Lens streams", _is_segment_events, _read_segment_events),
    Shape("Amazon Contact Lens real-time segments", _is_segments, _read_segments),
    Shape("Amazon Transcribe", _is_transcribe, _read_transcribe),
    Shape("Amazon Transcribe streams", _is_live, _read_live),
    Shape("Amazon Live Call Analytics", _is_lca, _read_lca),
    Shape("Amazon Bedrock data automation", _is_bedrock, _read_bedrock),
    Shape("Amazon Lex conversation logs", _is_lex_log, _read_lex_log),
)
