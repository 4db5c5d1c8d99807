"""The finished case as JSON, CSV and formatted text: pure functions, the writing is the caller's business."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from enum import StrEnum

from assist.domain.assistance import Assistance, CaseForm, FieldState, FieldValue
from assist.domain.case import Case
from assist.domain.pack import Form, Pack
from assist.domain.result import conversation_to_json, evidence_to_json
from assist.domain.summary import summarise

BOM = "\ufeff"  # without it Excel reads UTF-8 as the system's old code page
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # https://owasp.org/www-community/attacks/CSV_Injection
_LINE = 72

_WORDS = {
    "en": {
        "case": "Case", "opened": "Opened", "pack": "Knowledge", "category": "Category", "mood": "Mood",
        "summary": "Summary", "missing": "Still missing", "conversation": "Conversation", "customer": "Customer",
        "agent": "Agent", "system": "System", "colon": ": ",
    },
    "zh": {
        "case": "个案", "opened": "开始时间", "pack": "知识库", "category": "类别", "mood": "情绪", "summary": "小结",
        "missing": "尚缺", "conversation": "对话", "customer": "客户", "agent": "客服", "system": "系统", "colon": "：",
    },
    "zh-Hant": {
        "case": "個案", "opened": "開始時間", "pack": "知識庫", "category": "類別", "mood": "情緒", "summary": "小結",
        "missing": "尚缺", "conversation": "對話", "customer": "客戶", "agent": "客服", "system": "系統", "colon": "：",
    },
}  # fmt: skip


class ExportKind(StrEnum):
    """What a case can be exported as; the value is also the file's suffix."""

    JSON = "json"
    CSV = "csv"
    TEXT = "txt"


def export_case(
    case: Case,
    found: CaseForm | None,
    pack: Pack | None,
    kind: ExportKind | str,
    language: str = "en",
    *,
    assistance: Assistance | None = None,
) -> str:
    """``case`` with the form as it stood, in the wording of ``language`` (``en``, ``zh``, ``zh-Hant``).

    JSON and text use line feeds; CSV has a byte order mark and the line ends of RFC 4180, so write it as it is.
    ``assistance`` adds category, mood and summary as found; what the agent set by hand goes before all that was
    found.
    """
    done = _Finished.of(case, _with_hand(case, found), pack, language, assistance)
    kind = ExportKind(kind)
    if kind is ExportKind.JSON:
        return _json(done)
    return _csv(done) if kind is ExportKind.CSV else _text(done)


@dataclass(frozen=True, slots=True)
class _Finished:
    """All that goes into an export."""

    case: Case
    form: CaseForm | None
    pack: Pack | None
    language: str
    category: str
    mood: str
    summary: str

    @classmethod
    def of(
        cls, case: Case, form: CaseForm | None, pack: Pack | None, language: str, found: Assistance | None
    ) -> _Finished:
        triage = found.triage.category if found and found.triage else None
        mood = case.by_hand.mood or (found.mood.label if found and found.mood else None)
        return cls(
            case=case,
            form=form,
            pack=pack,
            language=language,
            category=case.by_hand.category or case.conversation.category or triage or "",
            mood=mood.value if mood else "",
            summary=case.summary
            or (found.summary if found else None)
            or summarise(case.conversation, found, pack).text,
        )

    @property
    def words(self) -> dict[str, str]:
        return _words(self.language)

    @property
    def category_label(self) -> str:
        found = self.pack.category(self.category) if self.pack else None
        return (found.label.get(self.language) if found else "") or self.category

    def label(self, name: str) -> str:
        return _label(self.form, self.pack, name, self.language) if self.form else name

    def rows(self) -> list[tuple[str, str, FieldValue]]:
        return _rows(self.form, self.pack, self.language) if self.form else []

    def facts(self) -> list[tuple[str, str]]:
        """What is known of the case as a whole, by name; empty ones are left out."""
        everything = [
            ("case", self.case.id),
            ("opened", self.case.opened_at),
            ("category", self.category_label),
            ("mood", self.mood),
            ("pack", self.pack.name if self.pack else self.case.pack_id),
            ("summary", self.summary),
        ]
        return [(name, value) for name, value in everything if value]


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


def _json(done: _Finished) -> str:
    hand = done.case.by_hand
    chosen = {"category": hand.category, "mood": hand.mood, "form": hand.form}
    data = conversation_to_json(done.case.conversation)
    data |= {
        "opened_at": done.case.opened_at,
        "pack": done.case.pack_id,
        "by_hand": {k: v for k, v in chosen.items() if v is not None},
        "used": sorted(done.case.used),
        "outcome": {
            "category": done.category or None,
            "mood": done.mood or None,
            "summary": done.summary or None,
            "form": None if done.form is None else _form_json(done, done.form),
        },
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _form_json(done: _Finished, form: CaseForm) -> dict[str, object]:
    fields = {
        name: {
            "label": label,
            "value": value.value,
            "state": value.state.value,
            "confidence": round(value.confidence, 3),
            "evidence": evidence_to_json(value.evidence),
        }
        for name, label, value in done.rows()
    }
    return {"id": form.id, "fields": fields, "missing": list(form.missing)}


def _csv(done: _Finished) -> str:
    """One row for each fact: ``part`` is case, field, missing or turn."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("part", "name", "label", "value", "state", "at"))
    rows = [("case", name, done.words[name], value, "", "") for name, value in done.facts()]
    rows += [("field", name, label, v.value, v.state.value, "") for name, label, v in done.rows()]
    rows += [("missing", name, done.label(name), "", "", "") for name in (done.form.missing if done.form else ())]
    rows += [
        ("turn", str(i), t.name or done.words[t.speaker.value], t.text, t.speaker.value, t.at or "")
        for i, t in enumerate(done.case.conversation.turns)
    ]
    writer.writerows(tuple(map(harmless_cell, row)) for row in rows)
    return BOM + out.getvalue()


def harmless_cell(value: str) -> str:
    """``value`` as a spreadsheet shows it: what would be taken for a formula gets an apostrophe in front."""
    start = value.lstrip(" \u00a0\u3000\n\x00\ufeff")
    # Full-width signs are formulas to some spreadsheets in East Asian locales.
    return "'" + value if start.startswith((*_FORMULA, "＝", "＋", "－", "＠")) else value.replace("\0", "")


def _text(done: _Finished) -> str:
    words, colon = done.words, done.words["colon"]
    lines = [f"{words[name]}{colon}{value}" for name, value in done.facts()]
    if done.form is not None:
        defined = _definition(done.form, done.pack)
        title = (defined.title.get(done.language) if defined else "") or done.form.id or words["case"]
        lines += ["", title, "-" * _LINE, form_text(done.form, done.pack, done.language)]
        if done.form.missing:
            lines.append(f"{words['missing']}{colon}{', '.join(map(done.label, done.form.missing))}")
    if done.case.conversation.turns:
        lines += ["", words["conversation"], "-" * _LINE]
        for turn in done.case.conversation.turns:
            at = f"[{turn.at}] " if turn.at else ""
            lines.append(f"{at}{turn.name or words[turn.speaker.value]}{colon}{turn.text}")
    return "\n".join(lines) + "\n"


def _one_line(value: str) -> str:
    return " ".join(value.split())
