"""vCon, the IETF's container for conversations (draft-ietf-vcon-vcon-core): text dialogs, transcripts of recordings."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from assist.domain.conversation import Conversation, Speaker
from assist.domain.errors import InputError
from assist.intake import fields
from assist.intake.chat_text import read_chat
from assist.intake.fields import Object, at, first, mapping, objects
from assist.intake.model import Ask, Said
from assist.intake.parties import role, talk
from assist.intake.systems.shape import Shape
from assist.intake.systems.speech import spoken_in


def _is_vcon(data: Any) -> bool:
    return isinstance(data, dict) and (
        isinstance(data.get("vcon"), str) or (isinstance(data.get("dialog"), list) and "parties" in data)
    )


def _is_signed(data: Any) -> bool:
    return isinstance(data, dict) and "payload" in data and ("signatures" in data or "signature" in data)


def _read_signed(data: Object, ask: Ask) -> Sequence[Conversation]:
    """A signed one (JWS): what it holds is read, the signature is not judged."""
    try:
        inner = json.loads(_unpacked(fields.text(data.get("payload"))))
    except (ValueError, RecursionError):
        raise InputError(f"{ask.where}: a signed container whose payload cannot be read") from None
    if not _is_vcon(inner):
        raise InputError(f"{ask.where}: a signed container that does not hold a vCon")
    return _read(inner, ask)


def _unpacked(word: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(word + "=" * (-len(word) % 4))
    except (binascii.Error, ValueError):
        return b""


def _is_encrypted(data: Any) -> bool:
    return isinstance(data, dict) and "ciphertext" in data and "recipients" in data


def _refuse_encrypted(_data: Object, ask: Ask) -> Sequence[Conversation]:
    raise InputError(f"{ask.where}: this container is encrypted; decrypt it first")


def _read(data: Object, ask: Ask) -> Sequence[Conversation]:
    parties = [mapping(p) for p in data.get("parties", [])] if isinstance(data.get("parties"), list) else []
    dialogs = [mapping(d) for d in data.get("dialog", [])] if isinstance(data.get("dialog"), list) else []
    texts = [_text(d, parties) for d in dialogs]
    said = sorted((t for t in texts if t is not None and t.text), key=lambda one: one.at or "")
    heard = _all_heard(data, dialogs, parties, ask)
    if not said and not heard:
        raise InputError(f"{ask.where}: this vCon holds no text and no transcript (only {_kinds(dialogs)})")
    spoken = next((f for a in objects(data.get("analysis")) if (f := at(_body(a), "language"))), None)
    return (talk(ask, [*said, *heard], case_id=data.get("uuid"), channel=None if said else "phone", language=spoken),)


def _all_heard(data: Object, dialogs: list[Object], parties: list[Object], ask: Ask) -> list[Said]:
    """Of several transcripts of one dialog the one that tells most speakers apart, then the longest."""
    best: dict[str, list[Said]] = {}
    for analysis in objects(data.get("analysis")):
        said = _heard(analysis, dialogs, parties, ask)
        dialog = str(analysis.get("dialog"))
        if said and _worth(said) > _worth(best.get(dialog, [])):
            best[dialog] = said
    return [one for said in best.values() for one in said]


def _worth(said: list[Said]) -> tuple[int, int]:
    return min(2, len({(one.name, one.role) for one in said})), sum(len(one.text) for one in said)


def _kinds(dialogs: list[Object]) -> str:
    kinds = sorted({fields.text(d.get("type"))[:20] or "nothing" for d in dialogs})
    return ", ".join(kinds[:4]) if kinds else "an empty dialog"


def _text(dialog: Object, parties: list[Object]) -> Said | None:
    if dialog.get("type") != "text":
        return None
    body = _content(dialog)
    words = fields.plain(body if isinstance(body, str) else first(mapping(body), "text", "body", "content"))
    name, speaker = _party(_originator(dialog), parties)
    return Said(name, words, fields.moment(dialog.get("start")), speaker)


def _content(part: Object) -> Any:
    body = part.get("body")
    if part.get("encoding") == "base64url" and isinstance(body, str):
        return _unpacked(body).decode("utf-8", errors="replace")
    return body


def _originator(dialog: Object) -> object:
    if isinstance(dialog.get("originator"), int):
        return dialog["originator"]
    first_of = dialog.get("parties")
    return first_of[0] if isinstance(first_of, list) and first_of else first_of


def _party(index: object, parties: list[Object]) -> tuple[str | None, Speaker | None]:
    if not isinstance(index, int) or isinstance(index, bool) or not 0 <= index < len(parties):
        return None, None
    party = parties[index]
    name = fields.text(first(party, "name", "mailto", "tel", "sip")) or f"party {index + 1}"
    return name, role(party.get("role")) or role(at(party, "meta", "role")) or role(party.get("type"))


def _heard(analysis: Object, dialogs: list[Object], parties: list[Object], ask: Ask) -> list[Said]:
    kind = fields.text(analysis.get("type")).casefold()
    if "transcript" not in kind and "diari" not in kind:
        return []
    body = _body(analysis)
    said = spoken_in(body) or ([Said(None, body)] if isinstance(body, str) else [])
    if len(said) == 1 and not said[0].name:
        said = _by_names(said[0], parties, ask)
    start = fields.moment(_dialog_of(analysis, dialogs).get("start"))
    placed = [_placed(one, start, parties) for one in said]
    return [replace(placed[0], at=placed[0].at or start), *placed[1:]] if placed else []


def _by_names(whole: Said, parties: list[Object], ask: Ask) -> list[Said]:
    """A transcript as one text, with the parties' names before what they say."""
    known = frozenset(name for p in parties if (name := fields.text(p.get("name"))))
    turns = read_chat(whole.text, replace(ask, known=known))
    named = any(t.name or t.speaker is not Speaker.CUSTOMER for t in turns)
    return [Said(t.name, t.text.strip("* "), t.at, t.speaker) for t in turns] if named and len(turns) > 1 else [whole]


def _body(analysis: Object) -> Any:
    body = _content(analysis)
    if isinstance(body, str) and body.lstrip()[:1] in {"{", "["}:
        try:
            return json.loads(body)
        except (ValueError, RecursionError):
            return body
    return body


def _dialog_of(analysis: Object, dialogs: list[Object]) -> Object:
    index = analysis.get("dialog")
    index = index[0] if isinstance(index, list) and index else index
    known = isinstance(index, int) and not isinstance(index, bool) and 0 <= index < len(dialogs)
    return dialogs[index] if known and isinstance(index, int) else {}


def _placed(one: Said, start: str | None, parties: list[Object]) -> Said:
    """Times count from the dialog's start, and a speaker's number is that of a party where there is one."""
    when = one.at
    if when and when.startswith("PT") and start:
        when = fields.since_start(fields.seconds_of(when), start)
    digits = (one.name or "").removeprefix("speaker ").removeprefix("channel ").removeprefix("SPEAKER_")
    name, speaker = _party(int(digits), parties) if digits.isdecimal() and len(digits) < 4 else _named(one, parties)
    return Said(name or one.name, one.text, when, speaker or one.role)


def _named(one: Said, parties: list[Object]) -> tuple[str | None, Speaker | None]:
    named = ((n, fields.text(p.get("name")), fields.text(p.get("uuid"))) for n, p in enumerate(parties))
    n = next((n for n, name, uuid in named if one.name and (one.name == uuid or _is_called(one.name, name))), None)
    return _party(n, parties)


def _is_called(spoken: str, name: str) -> bool:
    """Whether one is the other with a title or a role before it."""
    return bool(name) and (spoken == name or name.endswith(f" {spoken}") or spoken.endswith(f" {name}"))


SHAPES = (
    Shape("vCon", _is_vcon, _read),
    Shape("signed vCon", _is_signed, _read_signed),
    Shape("encrypted vCon", _is_encrypted, _refuse_encrypted),
)
