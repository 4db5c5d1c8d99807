from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.domain.assistance import Assistance, CaseForm, FieldState, FieldValue, Mood, MoodLabel, Triage
from assist.domain.case import ByHand, Case
from assist.domain.conversation import Conversation, Evidence, Speaker, Turn
from assist.domain.pack import Category, Form, FormField, Pack
from assist.domain.result import conversation_from_json
from assist.domain.text import LocalText
from assist.services.exporting import ExportKind, export_case, form_text, harmless_cell, suggest_file_name

FORM = Form(
    "refund",
    LocalText.of({"en": "Refund", "zh": "退款"}),
    (
        FormField("order_id", LocalText.of({"en": "Order no.", "zh": "订单号"})),
        FormField("email", LocalText.of("Email")),
        FormField("amount", LocalText.of("Amount")),
    ),
)
PACK = Pack(
    "northwind", "Northwind", "1.4.0", forms=(FORM,), categories=(Category("late", LocalText.of("Late parcel")),)
)
TURNS = (Turn(Speaker.CUSTOMER, "order 8273620, 谢谢", "2026-05-01T09:30:00Z", "Crystal"), Turn(Speaker.AGENT, "=1+1"))
CASE = Case(
    Conversation("c1", TURNS, 2),
    ByHand({"amount": "-20.00", "email": ""}, MoodLabel.ANGRY, "late", "refund"),
    opened_at="2026-05-01T09:30:00Z",
    pack_id="northwind",
)
FOUND = CaseForm(
    "refund",
    {
        "email": FieldValue("wrong@example.org", 0.4, FieldState.AUTO),
        "order_id": FieldValue("8273620", 0.97, FieldState.AUTO, (Evidence(0, 6, 13),)),
    },
    ("amount",),
)


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_json_holds_the_conversation_and_the_form_with_the_agents_word_on_top() -> None:
    data = json.loads(export_case(CASE, FOUND, PACK, ExportKind.JSON))

    assert conversation_from_json(data).turns == TURNS
    assert data["by_hand"] == {"category": "late", "mood": "angry", "form": "refund"}
    assert list(data["outcome"]["form"]["fields"]) == ["order_id", "amount"]
    assert data["outcome"]["form"]["fields"]["order_id"]["evidence"] == [{"turn": 0, "start": 6, "end": 13}]
    assert data["outcome"]["form"]["fields"]["amount"] == {
        "label": "Amount", "value": "-20.00", "state": "manual", "confidence": 1.0, "evidence": [],
    }  # fmt: skip
    assert data["outcome"]["form"]["missing"] == []


def test_what_was_found_is_exported_unless_the_agent_said_otherwise() -> None:
    found = Assistance(
        "c1",
        2,
        1,
        "en",
        mood=Mood(MoodLabel.PLEASED, 0.5, 0.9),
        triage=Triage("other", 0.8),
        summary="A late parcel.",
    )
    unset = Case(CASE.conversation)

    assert json.loads(export_case(unset, None, PACK, "json", assistance=found))["outcome"] == {
        "category": "other",
        "mood": "pleased",
        "summary": "A late parcel.",
        "form": None,
    }
    assert "Mood: angry" in export_case(CASE, None, PACK, "txt", assistance=found)
    assert "Category: Late parcel" in export_case(CASE, None, PACK, "txt", assistance=found)
    assert ["case", "summary", "Summary", "A late parcel.", "", ""] in rows(
        export_case(CASE, None, PACK, "csv", assistance=found)
    )


def test_csv_opens_in_a_spreadsheet_and_runs_nothing() -> None:
    text = export_case(CASE, FOUND, PACK, "csv")

    assert text.startswith("\ufeffpart,")
    assert text.count("\r\n") == text.count("\n")
    assert ["field", "order_id", "Order no.", "8273620", "auto", ""] in rows(text)
    assert ["field", "amount", "Amount", "'-20.00", "manual", ""] in rows(text)
    assert ["turn", "1", "Agent", "'=1+1", "agent", ""] in rows(text)


def test_text_reads_in_the_language_of_the_window() -> None:
    assert export_case(CASE, FOUND, PACK, ExportKind.TEXT).splitlines() == [
        "Case: c1",
        "Opened: 2026-05-01T09:30:00Z",
        "Category: Late parcel",
        "Mood: angry",
        "Knowledge: Northwind",
        "Summary: 客户反映：“Order 8273620, 谢谢。”",
        "",
        "Refund",
        "-" * 72,
        "Order no.: 8273620",
        "Amount: -20.00",
        "",
        "Conversation",
        "-" * 72,
        "[2026-05-01T09:30:00Z] Crystal: order 8273620, 谢谢",
        "Agent: =1+1",
    ]
    assert "订单号：8273620" in export_case(CASE, FOUND, PACK, "txt", "zh")
    assert "客服：=1+1" in export_case(CASE, FOUND, PACK, "txt", "zh_TW")
    assert "對話" in export_case(CASE, FOUND, PACK, "txt", "zh_TW")


def test_the_form_alone_is_a_line_for_each_value() -> None:
    assert form_text(FOUND, None) == "email: wrong@example.org\norder_id: 8273620"
    assert form_text(CaseForm("x", {"a": FieldValue("two\n lines", 1, FieldState.AUTO)}), None) == "a: two lines"


@pytest.mark.parametrize("kind", ExportKind)
def test_a_case_with_nothing_in_it_can_be_exported(kind: ExportKind) -> None:
    assert export_case(Case(Conversation("c")), None, None, kind)


@given(st.text(max_size=20), st.text(max_size=20))
def test_every_text_survives_csv_and_none_starts_a_formula(said: str, value: str) -> None:
    case = Case(Conversation("c", (Turn(Speaker.CUSTOMER, said),)))
    found = CaseForm("f", {"a": FieldValue(value, 1.0, FieldState.AUTO)})
    table = rows(export_case(case, found, None, "csv"))

    assert all(len(row) == 6 for row in table)
    assert table[-1][3].removeprefix("'").replace("\0", "") == said.replace("\0", "").removeprefix(
        "'" if said[:1] == "'" else ""
    )
    assert not [
        cell for row in table for cell in row if cell.lstrip(" \n\u3000\u00a0\ufeff")[:1] in set("=+-@\t\r＝＋－＠")
    ]


def test_harmless_cells_stay_as_they_are() -> None:
    assert [harmless_cell(v) for v in ("", "a=b", "12", "谢谢", " x")] == ["", "a=b", "12", "谢谢", " x"]


def test_a_file_name_is_safe_everywhere() -> None:
    assert suggest_file_name(Case(Conversation("../案 1:x")), "csv") == "1-x.csv"
    assert suggest_file_name(Case(Conversation("案")), ExportKind.TEXT) == "case.txt"
