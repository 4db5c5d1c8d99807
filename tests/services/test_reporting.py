from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from assist.domain.conversation import Conversation, Evidence, Speaker, Turn
from assist.domain.errors import InputError
from assist.services.judging import Finding, Verdict
from assist.services.reporting import (
    LONGEST_PASSAGE,
    LONGEST_TURN,
    Judged,
    Names,
    embeddable,
    judged_points,
    report_data,
    report_html,
)
from tests.conftest import ROOT

TEMPLATES = ROOT / "resources" / "report"
HOSTILE = "</script><script>document.title='owned'</script><!-- {{script}} {{data}} \u2028 \ud800 &amp; 退货 🙂"


def chat(name: str = "c", *texts: str) -> Conversation:
    return Conversation(name, tuple(Turn(Speaker.CUSTOMER, t) for t in texts or ("hello",)))


def judged(conversation: Conversation, *findings: Finding, **result: Any) -> Judged:
    return Judged(conversation, len(conversation.turns) - 1, result, findings)


def wrong(confidence: float = 0.5) -> Finding:
    return Finding("category", Verdict.WRONG, "category", "a", "b", confidence)


def page(*points: Judged) -> str:
    return report_html(points, HOSTILE, Names(), TEMPLATES)


def block(html: str) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_hostile_text_stays_data() -> None:
    html = page(judged(chat(HOSTILE, HOSTILE), Finding("form", Verdict.WRONG, HOSTILE, HOSTILE, HOSTILE)))
    assert html.count("<script") == 2
    assert html.count("</script>") == 2
    assert "<!--" not in html
    assert block(html)["conversations"][0]["turns"][0][1] == HOSTILE
    html.encode("utf-8")


def test_nothing_is_loaded_and_only_the_reports_own_style_and_script_may_run() -> None:
    html = page(judged(chat()))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]
    assert len(re.findall("'sha256-[A-Za-z0-9+/=]{44}'", policy[1])) == 2
    assert not re.search(r"(?:src|href)\s*=|url\(|@import|https?://(?!www\.w3\.org/2000/svg)", html)


def test_every_character_with_a_meaning_is_escaped_and_comes_back() -> None:
    text = embeddable({"x": HOSTILE})
    assert not set(text) & set("<>&\u2028\ud800")
    assert json.loads(text) == {"x": HOSTILE}


def test_offsets_count_as_the_browser_does() -> None:
    conversation = chat("c", "🙂🙂 order 12")
    span = Finding("form", Verdict.FOUND, "order", "12", evidence=(Evidence(0, 9, 11),))
    [point] = report_data([judged(conversation, span)], "t", Names())["points"]
    assert point["f"][0]["e"] == [[0, 11, 13]]


def test_evidence_outside_the_conversation_is_not_drawn() -> None:
    span = Finding("form", Verdict.FOUND, "order", evidence=(Evidence(4, 0, 1), Evidence(0, 3, 3)))
    [point] = report_data([judged(chat(), span)], "t", Names())["points"]
    assert "e" not in point["f"][0]


def test_what_is_too_large_is_cut_least_wrong_first_and_said() -> None:
    points = [judged(chat(str(n), "x" * 500), *([wrong()] if n % 10 == 0 else [])) for n in range(100)]
    data = report_data(points, "t", Names(), budget=20_000)
    kept = [data["conversations"][p["c"]]["id"] for p in data["points"]]
    assert data["total"] == 100
    assert 10 <= len(kept) < 100
    assert {str(n) for n in range(0, 100, 10)} <= set(kept)
    assert data["counts"] == [["category", "wrong", 10]]
    assert [data["points"][i]["c"] <= len(kept) for i in range(len(kept))]


def test_points_stand_as_in_the_file() -> None:
    points = [judged(chat(str(n)), *([wrong()] if n == 3 else [])) for n in range(5)]
    data = report_data(points, "t", Names())
    assert [data["conversations"][p["c"]]["id"] for p in data["points"]] == list("01234")


def test_a_conversation_and_a_passage_are_written_once() -> None:
    conversation = chat("c", "one", "two")
    hit = {"id": "a", "score": 0.5, "text": "The answer. More.", "sentence": "The answer."}
    points = [Judged(conversation, n, {"articles": [hit]}, ()) for n in (0, 1)]
    data = report_data(points, "t", Names(articles={"a": "Answers", "b": "Others"}))
    assert (len(data["conversations"]), len(data["passages"])) == (1, 1)
    assert data["names"]["articles"] == {"a": "Answers"}


def test_long_turns_and_passages_are_cut_around_what_matters() -> None:
    hit = {"id": "a", "text": "x" * 3000 + "The answer." + "y" * 3000, "sentence": "The answer."}
    data = report_data([judged(chat("c", "z" * 9000), articles=[hit])], "t", Names())
    assert "The answer." in data["passages"][0][1]
    assert len(data["passages"][0][1]) <= LONGEST_PASSAGE + 2
    assert data["conversations"][0]["turns"][0][1].endswith("5,000 more characters)")
    assert len(data["conversations"][0]["turns"][0][1]) < LONGEST_TURN + 40


def test_gold_is_read_again_from_the_file_and_only_for_the_report(tmp_path: Path) -> None:
    record = {"id": "c", "turns": [{"speaker": "customer", "text": "hi"}], "gold": {"category": "refund"}}
    (tmp_path / "in.jsonl").write_text(json.dumps(record) + "\n\n" + json.dumps(record | {"id": "d", "gold": 3}) + "\n")
    rows = [{"id": i, "after_turn": 0, "triage": {"category": "damage", "confidence": 1}} for i in ("d", "c", "gone")]
    (tmp_path / "out.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    points = list(judged_points(tmp_path / "in.jsonl", tmp_path / "out.jsonl"))
    assert [p.conversation.id for p in points] == ["c", "d"]
    assert [p.findings[0].verdict for p in points] == [Verdict.WRONG, Verdict.FOUND]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.jsonl"):
        list(judged_points(tmp_path / "none.jsonl", tmp_path / "none.jsonl"))
