"""What speech recognisers write: Whisper, WhisperX, Deepgram, AssemblyAI, Speechmatics, Rev, Gladia, and their like."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assist.domain.conversation import Conversation
from assist.intake import fields
from assist.intake.fields import Object, at, first, mapping, objects
from assist.intake.model import Ask, Said
from assist.intake.parties import in_time, role, talk
from assist.intake.systems.shape import Shape

_ROWS = ("utterances", "segments", "sentences", "captions", "phrases")
_START = ("start", "start_time", "startTime", "from", "begin", "ts", "offset")
_WHO = ("speaker", "speaker_label", "speaker_id", "speakerId", "speaker_name", "speakerName", "channel")
_TEXT = ("text", "transcript", "utterance", "sentence", "content", "message")


def spoken_in(data: Any) -> list[Said]:
    """What is said in a recogniser's result; empty when it is none."""
    if isinstance(data, str):
        return []
    if isinstance(data, list):
        return _rows(objects(data))
    found = mapping(data)
    if isinstance(found.get("monologues"), list):
        return [_monologue(m) for m in objects(found["monologues"])]
    for inner in (found, *(mapping(found.get(k)) for k in ("results", "result", "transcription", "transcript"))):
        for key in _ROWS:
            if said := _rows(objects(inner.get(key))):
                return said
    return _paragraphs(found) or _words(objects(found.get("results"))) or _whole(found)


def _rows(rows: list[Object]) -> list[Said]:
    rows = [r for r in rows if isinstance(first(r, *_TEXT), str)]
    starts = [fields.seconds_of(first(r, *_START)) if first(r, *_START) is not None else None for r in rows]
    whole = all(isinstance(first(r, *_START), int) for r in rows if first(r, *_START) is not None)
    # AssemblyAI counts in whole milliseconds; everybody else in seconds.
    scale = 1000 if whole and any((s or 0) > 1000 for s in starts) else 1
    said = []
    for row, start in zip(rows, starts, strict=True):
        name = _who(row)
        when = fields.moment(row.get("timestamp")) or fields.since_start(None if start is None else start / scale)
        said.append((start, Said(name, fields.plain(first(row, *_TEXT)), when, role(row.get("role")) or role(name))))
    return in_time(said)


def _who(row: Object) -> str | None:
    value = next((row[k] for k in _WHO if row.get(k) not in (None, "")), None)
    if isinstance(value, dict):
        value = first(value, "name", "label", "id")
    word = fields.text(value)
    return f"speaker {word}" if word.isdigit() or (len(word) == 1 and word.isalpha()) else word or None


def _monologue(data: Object) -> Said:
    elements = objects(data.get("elements"))
    words = "".join(e["value"] for e in elements if isinstance(e.get("value"), str))
    name = fields.text(at(data, "speaker_info", "display_name")) or _who(data)
    return Said(name, words, fields.since_start(next((s for e in elements if (s := fields.number(e.get("ts")))), None)))


def _paragraphs(found: Object) -> list[Said]:
    """Deepgram without utterances: paragraphs of each channel."""
    said: list[tuple[float | None, Said]] = []
    channels = objects(at(found, "results", "channels"))
    for n, channel in enumerate(channels):
        best = mapping(objects(channel.get("alternatives"))[0]) if objects(channel.get("alternatives")) else {}
        paragraphs = objects(at(best, "paragraphs", "paragraphs"))
        for p in paragraphs:
            words = " ".join(fields.text(s.get("text")) for s in objects(p.get("sentences")))
            who = f"channel {n}" if len(channels) > 1 else _who(p)
            start = fields.number(p.get("start"))
            said.append((start, Said(who, words, fields.since_start(start))))
        if not paragraphs:
            said.append(
                (None, Said(f"channel {n}" if len(channels) > 1 else None, fields.text(best.get("transcript"))))
            )
    return in_time(said)


def _words(rows: list[Object]) -> list[Said]:
    """Speechmatics: one result a word."""
    said: list[Said] = []
    for row in rows:
        content, who = at(row, "alternatives", "content"), at(row, "alternatives", "speaker") or row.get("channel")
        if not isinstance(content, str):
            continue
        name = f"speaker {fields.text(who)}" if who else None
        glue = "" if row.get("type") == "punctuation" else " "
        if said and (said[-1].name == name or row.get("type") == "punctuation"):
            said[-1] = Said(said[-1].name, f"{said[-1].text}{glue}{content}", said[-1].at)
        else:
            said.append(Said(name, content, fields.since_start(fields.number(row.get("start_time")))))
    return said


def _whole(found: Object) -> list[Said]:
    words = first(found, "text", "transcript")
    return [Said(None, words)] if isinstance(words, str) and "turns" not in found else []


def _is_speech(data: Any) -> bool:
    if not isinstance(data, dict):
        return False
    if isinstance(data.get("monologues"), list):
        return True
    for inner in (data, *(mapping(data.get(k)) for k in ("results", "result", "transcription", "transcript"))):
        for key in _ROWS:
            rows = objects(inner.get(key))
            if any(isinstance(first(r, *_TEXT), str) and {*_START, *_WHO} & r.keys() for r in rows[:20]):
                return True
    return isinstance(at(data, "results", "channels"), list) or isinstance(
        at(data, "results", "alternatives", "content"), str
    )


def _read(data: Object, ask: Ask) -> Sequence[Conversation]:
    spoken = first(data, "language", "language_code") or at(data, "metadata", "language")
    name = first(data, "id", "job_id") if isinstance(first(data, "id", "job_id"), str) else None
    return (talk(ask, spoken_in(data), case_id=name, channel="phone", language=spoken),)


SHAPES = (Shape("speech recognisers (Whisper, Deepgram, AssemblyAI, …)", _is_speech, _read),)
