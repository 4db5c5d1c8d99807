"""The exchange formats: conversation and result objects as plain JSON-ready dictionaries (no file access here)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from assist.domain.assistance import Assistance, CaseForm, FieldValue, Hit, Mood, NextStep, Suggestion, Triage
from assist.domain.conversation import Conversation, Evidence, Speaker, Turn
from assist.domain.errors import InputError

Json = dict[str, Any]
_HALF = re.compile("[\ud800-\udfff]")  # JSON may escape half of a surrogate pair; no encoder takes it


def evidence_to_json(evidence: tuple[Evidence, ...]) -> list[Json]:
    """``[{"turn": …, "start": …, "end": …}]``."""
    return [{"turn": e.turn, "start": e.start, "end": e.end} for e in evidence]


def assistance_to_json(found: Assistance) -> Json:
    """One result object."""
    return {
        "id": found.conversation_id,
        "after_turn": found.after_turn,
        "language": found.language,
        "degraded": list(found.degraded),
        "mood": _mood(found.mood) if found.mood else None,
        "triage": _triage(found.triage) if found.triage else None,
        "form": _form(found.form) if found.form else None,
        "articles": [_hit(h) for h in found.articles],
        "next_step": _step(found.next_step) if found.next_step else None,
        "suggestions": [_suggestion(s) for s in found.suggestions],
        "summary": found.summary,
        "refused": found.refused,
        "timing_ms": {"fast": _ms(found.fast_ms), "draft": _ms(found.draft_ms)},
    }


def _ms(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _mood(mood: Mood) -> Json:
    return {
        "label": mood.label.value,
        "valence": round(mood.valence, 3),
        "confidence": round(mood.confidence, 3),
        "trend": [round(v, 2) for v in mood.trend],
        "advice": mood.advice,
        "evidence": evidence_to_json(mood.evidence),
    }


def _triage(triage: Triage) -> Json:
    return {
        "category": triage.category,
        "confidence": round(triage.confidence, 3),
        "route": triage.route,
        "priority": triage.priority,
        "alternatives": [{"category": a.category, "confidence": round(a.confidence, 3)} for a in triage.alternatives],
        "evidence": evidence_to_json(triage.evidence),
    }


def _form(form: CaseForm) -> Json:
    return {
        "id": form.id,
        "fields": {name: _field(value) for name, value in form.fields.items()},
        "missing": list(form.missing),
    }


def _field(value: FieldValue) -> Json:
    others = {"others": list(value.others)} if value.others else {}
    return {
        "value": value.value,
        "confidence": round(value.confidence, 3),
        "state": value.state.value,
        "evidence": evidence_to_json(value.evidence),
        **others,
    }


def _hit(hit: Hit) -> Json:
    return {
        "id": hit.article_id,
        "score": round(hit.score, 4),
        "text": hit.text,
        "sentence": hit.sentence,
        "start": hit.start,
        "end": hit.end,
    }


def _step(step: NextStep) -> Json:
    return {"playbook": step.playbook, "step": step.step, "action": step.action, "ask": step.ask}


def _suggestion(card: Suggestion) -> Json:
    return {
        "kind": card.kind.value,
        "text": card.text,
        "source": card.source,
        "citations": list(card.citations),
        "confidence": round(card.confidence, 3),
    }


def conversation_from_json(data: object, where: str = "conversation") -> Conversation:
    """A conversation object of the exchange format. Keys it does not know (a ``gold`` among them) are not read.

    Raises `InputError` with one line that names ``where`` and the turn.
    """
    if not isinstance(data, Mapping):
        raise InputError(f'{where}: expected an object with "id" and "turns"')
    for key, kind in (("id", str), ("turns", list)):
        if not isinstance(data.get(key), kind):
            raise InputError(f'{where}: "{key}" is missing or not a {"text" if kind is str else "list"}')
    turns = tuple(_turn(t, f"{where}, turn {i}") for i, t in enumerate(data["turns"]))
    return Conversation(
        id=_whole(data["id"]),
        turns=turns,
        channel=_text(data, "channel", where),
        declared_language=_text(data, "language", where),
        form=_text(data, "form", where),
        category=_text(data, "category", where),
        report_at=_points(data.get("at"), len(turns), where),
    )


def _text(data: Mapping[str, Any], key: str, where: str) -> str | None:
    value = data.get(key)
    if value is not None and not isinstance(value, str):
        raise InputError(f'{where}: "{key}" is not a text')
    return _whole(value) if value else None


def _whole(text: str) -> str:
    """``text`` with halves of surrogate pairs made visible; of the same length, so that offsets hold."""
    return _HALF.sub("\ufffd", text)


def _turn(data: object, where: str) -> Turn:
    if not isinstance(data, Mapping):
        raise InputError(f'{where}: expected an object with "speaker" and "text"')
    try:
        speaker = Speaker(str(data.get("speaker")))
    except ValueError:
        raise InputError(
            f"{where}: unknown speaker {data.get('speaker')!r}; expected customer, agent or system"
        ) from None
    if not isinstance(data.get("text"), str):
        raise InputError(f'{where}: "text" is missing or not a text')
    return Turn(
        speaker,
        _whole(data["text"]),
        _text(data, "at", where),
        _text(data, "name", where),
        _text(data, "snippet", where),
    )


def _points(value: object, count: int, where: str) -> tuple[int, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(i, int) and 0 <= i < count for i in value):
        raise InputError(f'{where}: "at" must list turn numbers from 0 to {count - 1}')
    return tuple(value)


def conversation_to_json(conversation: Conversation) -> Json:
    """The conversation as an object of the exchange format; missing parts are left out."""
    head = {"id": conversation.id, "channel": conversation.channel, "language": conversation.declared_language}
    turns = [
        {
            k: v
            for k, v in (
                ("speaker", t.speaker.value),
                ("text", t.text),
                ("at", t.at),
                ("name", t.name),
                ("snippet", t.snippet),
            )
            if v is not None
        }
        for t in conversation.turns
    ]
    tail = {"at": list(conversation.report_at) or None, "form": conversation.form, "category": conversation.category}
    return {k: v for k, v in ({**head, "turns": turns, **tail}).items() if v is not None}
