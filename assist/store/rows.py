"""Domain values to rows and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import sqlite_utils

from assist.domain.assistance import CaseForm, FieldState, FieldValue, MoodLabel
from assist.domain.case import ByHand, Case
from assist.domain.conversation import Conversation, Evidence, Speaker, Turn


def case_to_row(case: Case) -> dict[str, str | int | None]:
    """The columns of ``cases``, without ``touched`` and ``closed``."""
    conversation, hand = case.conversation, case.by_hand
    return {
        "id": case.id,
        "version": conversation.version,
        "channel": _maybe(conversation.channel),
        "declared_language": _maybe(conversation.declared_language),
        "form": _maybe(conversation.form),
        "category": _maybe(conversation.category),
        "report_at": json.dumps(conversation.report_at),
        "by_hand": _dump({"fields": hand.fields, "mood": hand.mood, "category": hand.category, "form": hand.form}),
        "used": _dump(sorted(case.used)),
        "dismissed": _dump(sorted(case.dismissed)),
        "composer": whole(case.composer),
        "pack_id": case.pack_id,
        "opened_at": case.opened_at,
        "line": whole(case.line),
        "summary": whole(case.summary),
    }


def case_from_row(row: Mapping[str, Any], turns: tuple[Turn, ...]) -> Case:
    """The case of one row of ``cases``."""
    hand = json.loads(row["by_hand"])
    return Case(
        conversation=Conversation(
            id=row["id"],
            turns=turns,
            version=row["version"],
            channel=row["channel"],
            declared_language=row["declared_language"],
            form=row["form"],
            category=row["category"],
            report_at=tuple(json.loads(row["report_at"])),
        ),
        by_hand=ByHand(
            fields=hand["fields"],
            mood=None if hand["mood"] is None else MoodLabel(hand["mood"]),
            category=hand["category"],
            form=hand["form"],
        ),
        used=frozenset(json.loads(row["used"])),
        dismissed=frozenset(json.loads(row["dismissed"])),
        composer=row["composer"],
        pack_id=row["pack_id"],
        opened_at=row["opened_at"],
        line=row["line"],
        summary=row["summary"],
    )


def read_turns(db: sqlite_utils.Database, case_id: str) -> tuple[Turn, ...]:
    """The stored turns in order."""
    found = db.execute(
        "SELECT speaker, text, at, name, snippet, picture FROM turns WHERE case_id = ? ORDER BY number", [case_id]
    ).fetchall()
    return tuple(Turn(Speaker(r[0]), r[1], r[2], r[3], r[4], r[5]) for r in found)


def write_turns(db: sqlite_utils.Database, case_id: str, before: tuple[Turn, ...], now: tuple[Turn, ...]) -> int:
    """Write the turns of ``now`` that differ from ``before``, remove those beyond its end; how many were written."""
    changed = [
        (case_id, i, t.speaker.value, whole(t.text), _maybe(t.at), _maybe(t.name), _maybe(t.snippet), t.picture)
        for i, t in enumerate(now)
        if i >= len(before) or (before[i] is not t and before[i] != t)
    ]
    if changed:
        db.conn.executemany(
            "INSERT OR REPLACE INTO turns (case_id, number, speaker, text, at, name, snippet, picture)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            changed,
        )
    if len(before) > len(now):
        db.execute("DELETE FROM turns WHERE case_id = ? AND number >= ?", [case_id, len(now)])
    return len(changed)


def form_to_text(form: CaseForm) -> str:
    """The form as JSON."""
    fields = {
        name: [v.value, v.confidence, v.state.value, [[e.turn, e.start, e.end] for e in v.evidence]]
        for name, v in form.fields.items()
    }
    return _dump({"id": form.id, "fields": fields, "missing": form.missing})


def form_from_text(text: str) -> CaseForm:
    """Back from `form_to_text`."""
    data = json.loads(text)
    fields = {
        name: FieldValue(value, confidence, FieldState(state), tuple(Evidence(*e) for e in evidence))
        for name, (value, confidence, state, evidence) in data["fields"].items()
    }
    return CaseForm(data["id"], fields, tuple(data["missing"]))


def _dump(value: object) -> str:
    return json.dumps(value)  # ASCII, so that half a surrogate pair cannot stop a save


def whole(text: str) -> str:
    """Text that can be stored: a lone half of a surrogate pair, which pasting can produce, becomes U+FFFD."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _maybe(text: str | None) -> str | None:
    return None if text is None else whole(text)
