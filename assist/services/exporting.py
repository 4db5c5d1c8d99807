"""The finished case as JSON, CSV and formatted text: pure functions, the writing is the caller's business."""

from __future__ import annotations

import csv
import io
import json
from enum import StrEnum

from assist.domain.assistance import CaseForm, FieldState, FieldValue
from assist.domain.case import Case
from assist.domain.pack import Form, Pack
from assist.domain.result import conversation_to_json, evidence_to_json

BOM = "\ufeff"  # without it Excel reads UTF-8 as the system's old code page
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # https://owasp.org/www-community/attacks/CSV_Injection
_LINE = 72

_WORDS = {
    "en": {
        "case": "Case", "opened": "Opened", "pack": "Knowledge", "category": "Category", "mood": "Mood",
        "missing": "Still missing", "conversation": "Conversation", "customer": "Customer", "agent": "Agent",
        "system": "System", "colon": ": ",
    },
    "zh": {
        "case": "个案", "opened": "开始时间", "pack": "知识库", "category": "类别", "mood": "情绪",
        "missing": "尚缺", "conversation": "对话", "customer": "客户", "agent": "客服", "system": "系统", "colon": "：",
    },
    "zh-Hant": {
        "case": "個案", "opened": "開始時間", "pack": "知識庫", "category": "類別", "mood": "情緒",
        "missing": "尚缺", "conversation": "對話", "customer": "客戶", "agent": "客服", "system": "系統", "colon": "：",
    },
}  # fmt: skip


class ExportKind(StrEnum):
    """What a case can be exported as; the value is also the file's suffix."""

    JSON = "json"
    CSV = "csv"
    TEXT = "txt"


def export_case(
    case: Case, found: CaseForm | None, pack: Pack | None, kind: ExportKind | str, language: str = "en"
) -> str:
    """``case`` with the form as it stood, in the wording of ``language`` (``en``, ``zh``, ``zh-Hant``).

    JSON and text use line feeds; CSV has a byte order mark and the line ends that RFC 4180 asks for, so write it as it
    is. What the agent set by hand is laid over ``found``.
    """
    form = _with_hand(case, found)
    kind = ExportKind(kind)
    if kind is ExportKind.JSON:
        return _json(case, form, pack, language)
    if kind is ExportKind.CSV:
        return _csv(case, form, pack, language)
    return _text(case, form, pack, language)


def form_text(found: CaseForm, pack: Pack | None, language: str = "en") -> str:
    """The form alone, one ``label: value`` on each line, for the clipboard."""
    colon = _words(language)["colon"]
    lines = [f"{label}{colon}{_one_line(value.value)}" for _, label, value in _rows(found, pack, language)]
    return "\n".join(lines)


def suggest_file_name(case: Case, kind: ExportKind | str) -> str:
    """A name that every file system takes."""
    safe = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in case.id).strip("-")[:60]
    return f"{safe or 'case'}.{ExportKind(kind).value}"


def _words(language: str) -> dict[str, str]:
    tag = language.replace("_", "-")
    if tag.startswith(("zh-TW", "zh-HK", "zh-MO", "zh-Hant")):
        return _WORDS["zh-Hant"]
    return _WORDS.get(tag.split("-")[0], _WORDS["en"])


def _with_hand(case: Case, found: CaseForm | None) -> CaseForm | None:
    """The form with the agent's values, also those that came after ``found`` was made."""
    hand = case.by_hand.fields
    if found is None:
        if not hand:
            return None
        found = CaseForm(case.by_hand.form or "")
    fields = {n: v for n, v in found.fields.items() if n not in hand}
    fields |= {n: FieldValue(text, 1.0, FieldState.MANUAL) for n, text in hand.items() if text}
    return CaseForm(found.id, fields, tuple(n for n in found.missing if n not in fields))


def _definition(form: CaseForm, pack: Pack | None) -> Form | None:
    return pack.form(form.id) if pack else None


def _rows(form: CaseForm, pack: Pack | None, language: str) -> list[tuple[str, str, FieldValue]]:
    """Name, label and value of every filled field, in the form's order, fields the form does not know last."""
    defined = _definition(form, pack)
    order = [f.name for f in defined.fields] if defined else []
    names = [n for n in order if n in form.fields] + [n for n in form.fields if n not in order]
    return [(name, _label(form, pack, name, language), form.fields[name]) for name in names]


def _label(form: CaseForm, pack: Pack | None, name: str, language: str) -> str:
    defined = _definition(form, pack)
    found = defined.field(name) if defined else None
    return (found.label.get(language) if found else "") or name


def _category(case: Case, pack: Pack | None, language: str) -> str:
    chosen = case.by_hand.category or case.conversation.category or ""
    found = pack.category(chosen) if pack else None
    return (found.label.get(language) if found else "") or chosen


def _json(case: Case, form: CaseForm | None, pack: Pack | None, language: str) -> str:
    data = conversation_to_json(case.conversation)
    chosen = {"category": case.by_hand.category, "mood": case.by_hand.mood, "form": case.by_hand.form}
    data |= {
        "opened_at": case.opened_at,
        "pack": case.pack_id,
        "by_hand": {k: v for k, v in chosen.items() if v is not None},
        "used": sorted(case.used),
        "case": None if form is None else _form_json(form, pack, language),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _form_json(form: CaseForm, pack: Pack | None, language: str) -> dict[str, object]:
    fields = {
        name: {
            "label": label,
            "value": value.value,
            "state": value.state.value,
            "confidence": round(value.confidence, 3),
            "evidence": evidence_to_json(value.evidence),
        }
        for name, label, value in _rows(form, pack, language)
    }
    return {"id": form.id, "fields": fields, "missing": list(form.missing)}


def _csv(case: Case, form: CaseForm | None, pack: Pack | None, language: str) -> str:
    """One row for each fact: ``part`` is case, field, missing or turn."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("part", "name", "label", "value", "state", "at"))
    words = _words(language)
    facts = [("id", words["case"], case.id), ("opened_at", words["opened"], case.opened_at)]
    facts += [("pack", words["pack"], case.pack_id), ("category", words["category"], _category(case, pack, language))]
    if case.by_hand.mood:
        facts.append(("mood", words["mood"], case.by_hand.mood.value))
    rows = [("case", name, label, value, "", "") for name, label, value in facts if value]
    if form is not None:
        rows += [("field", n, label, v.value, v.state.value, "") for n, label, v in _rows(form, pack, language)]
        rows += [("missing", n, _label(form, pack, n, language), "", "", "") for n in form.missing]
    rows += [
        ("turn", str(i), t.name or words[t.speaker.value], t.text, t.speaker.value, t.at or "")
        for i, t in enumerate(case.conversation.turns)
    ]
    writer.writerows(tuple(map(harmless_cell, row)) for row in rows)
    return BOM + out.getvalue()


def harmless_cell(value: str) -> str:
    """``value`` as a spreadsheet shows it: what would be taken for a formula gets an apostrophe in front."""
    start = value.lstrip(" \u00a0\u3000\n\x00\ufeff")
    # Full-width signs are formulas to some spreadsheets in East Asian locales.
    return "'" + value if start.startswith((*_FORMULA, "＝", "＋", "－", "＠")) else value.replace("\0", "")


def _text(case: Case, form: CaseForm | None, pack: Pack | None, language: str) -> str:
    words = _words(language)
    colon = words["colon"]
    head = [("case", case.id), ("opened", case.opened_at), ("category", _category(case, pack, language))]
    head += [
        ("mood", case.by_hand.mood.value if case.by_hand.mood else ""),
        ("pack", pack.name if pack else case.pack_id),
    ]
    lines = [f"{words[key]}{colon}{value}" for key, value in head if value]
    if form is not None:
        defined = _definition(form, pack)
        title = (defined.title.get(language) if defined else "") or form.id or words["case"]
        lines += ["", title, "-" * _LINE, form_text(form, pack, language)]
        if form.missing:
            names = ", ".join(_label(form, pack, n, language) for n in form.missing)
            lines.append(f"{words['missing']}{colon}{names}")
    if case.conversation.turns:
        lines += ["", words["conversation"], "-" * _LINE]
        for turn in case.conversation.turns:
            at = f"[{turn.at}] " if turn.at else ""
            lines.append(f"{at}{turn.name or words[turn.speaker.value]}{colon}{turn.text}")
    return "\n".join(lines) + "\n"


def _one_line(value: str) -> str:
    return " ".join(value.split())
