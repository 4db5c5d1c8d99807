"""The finished case as JSON, CSV or text, for the file the agent chooses and for the clipboard."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from pathlib import Path

from assist.domain.assistance import Assistance, CaseForm
from assist.domain.conversation import Conversation
from assist.domain.pack import Form
from assist.domain.result import assistance_to_json, conversation_to_json
from assist.ui import words

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_kind(kind: str, talk: Conversation, found: Assistance | None, form: Form | None, tag: str) -> str:
    """The case as ``json``, ``csv`` or ``txt``; ``tag`` is the language for labels."""
    if kind == "json":
        whole = {"conversation": conversation_to_json(talk), "result": assistance_to_json(found) if found else None}
        return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
    if kind == "csv":
        return _as_csv(talk, found, form, tag)
    return _as_text(talk, found, form, tag)


def form_as_text(form: Form, found: CaseForm, tag: str) -> str:
    """One line a field, for a CRM's note box."""
    lines = [
        f"{field.label.get(tag) or field.name}: {found.fields[field.name].value}"
        for field in form.fields
        if field.name in found.fields
    ]
    return "\n".join(lines)


def write(path: Path, text: str) -> None:
    """All of it or nothing: the file that was there stays until the new one is complete."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _as_csv(talk: Conversation, found: Assistance | None, form: Form | None, tag: str) -> str:
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(("case", "field", "label", "value", "state", "confidence", "turns"))
    values = found.form.fields if found and found.form else {}
    for name, value in values.items():
        field = form.field(name) if form else None
        turns = "+".join(str(t + 1) for t in sorted({e.turn for e in value.evidence}))
        shown = (field.label.get(tag) if field else "") or name
        table.writerow(
            [_safe(c) for c in (talk.id, name, shown, value.value, value.state.value, f"{value.confidence:.2f}", turns)]
        )
    return out.getvalue()


def _safe(cell: str) -> str:
    """A spreadsheet must not take a customer's words for a formula (CWE-1236); phone numbers stay as they are."""
    number = cell[:1] in "+-" and cell[1:].replace(" ", "").replace(".", "").isdigit()
    return f"'{cell}" if cell.startswith(_FORMULA) and not number else cell


def _as_text(talk: Conversation, found: Assistance | None, form: Form | None, tag: str) -> str:
    lines = [talk.id, ""]
    if form is not None and found is not None and found.form is not None:
        lines += [form.title.get(tag), form_as_text(form, found.form, tag), ""]
    if found is not None and found.mood is not None:
        lines += [words.mood(found.mood.label), ""]
    if found is not None and found.summary:
        lines += [found.summary, ""]
    lines += [f"[{i + 1}] {turn.name or turn.speaker.value}: {turn.text}" for i, turn in enumerate(talk.turns)]
    return "\n".join(lines) + "\n"
