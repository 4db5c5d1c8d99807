"""The commands on real input, with the real embedders, in processes of their own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.conftest import Run

pytestmark = pytest.mark.slow

CHAT = (
    "Customer: Hi, my order 8273620 still has not arrived, this is the third time I ask!\n"
    "Agent: I'm sorry to hear that. May I have your email address?\n"
    "Customer: crystal.minh@example.com, and I want to know where my parcel is\n"
)


def result(assist: Run, *arguments: str, text: str = CHAT) -> dict[str, object]:
    done = assist("analyze", "-", "--json", *arguments, input=text)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def test_a_pasted_chat_comes_out_with_every_part_and_its_evidence(assist: Run) -> None:
    found = result(assist)
    assert set(found) == {
        "id", "after_turn", "language", "degraded", "mood", "triage", "form", "articles", "next_step", "suggestions",
        "summary", "refused", "timing_ms",
    }  # fmt: skip
    fields = found["form"]["fields"]  # type: ignore[index]  # checked by the shape above
    assert fields["order_id"]["value"] == "8273620"
    assert fields["email"]["value"] == "crystal.minh@example.com"
    said = [line.split(": ", 1)[1] for line in CHAT.splitlines()]
    for value in fields.values():
        for part in value["evidence"]:
            assert said[part["turn"]][part["start"] : part["end"]]
    assert found["mood"]["label"] in {"frustrated", "angry", "anxious"}  # type: ignore[index]
    assert found["articles"]
    assert 1 <= len(found["suggestions"]) <= 3  # type: ignore[arg-type]


def test_the_same_input_gives_the_same_result(assist: Run) -> None:
    first, second = result(assist), result(assist)
    first.pop("timing_ms")
    second.pop("timing_ms")
    assert first == second


def test_what_no_article_covers_is_refused(assist: Run) -> None:
    found = result(assist, text="Customer: Can you explain how to get a mortgage for a house in Portugal?\n")
    assert found["refused"] is True
    assert found["articles"] == []


def test_without_a_display_the_window_is_replaced_by_text_and_says_so(assist: Run) -> None:
    done = assist("gui", "--demo")
    assert done.returncode == 0, done.stderr
    assert "No display here" in done.stderr
    assert "Mood" in done.stdout


def test_text_for_people_names_mood_triage_and_source(assist: Run) -> None:
    done = assist("analyze", "-", input=CHAT)
    assert done.returncode == 0, done.stderr
    assert "8273620" in done.stdout
    assert "Mood" in done.stdout


def test_knowledge_search_answers_in_both_languages(assist: Run) -> None:
    for query in ("how long do refunds take", "退款要多久"):
        done = assist("kb", "search", query, "--json", "-k", "3")
        assert done.returncode == 0, done.stderr
        hits = json.loads(done.stdout)
        assert 1 <= len(hits) <= 3


def test_the_knowledge_answers_a_question_with_its_passages_or_says_that_it_does_not(assist: Run) -> None:
    done = assist("kb", "answer", "how long do refunds take by card", "--json")
    told = json.loads(done.stdout)
    assert "3 to 5 working days. [1]" in told["text"]
    assert told["citations"][0] == "refund-times"
    assert json.loads(assist("kb", "answer", "what is the weather on mars", "--json").stdout) is None


def test_replay_writes_every_point_once_however_often_it_is_started(assist: Run, tmp_path: Path) -> None:
    rows = [
        {"id": f"c{i}", "turns": [{"speaker": "customer", "text": "where is my refund"}] * 2, "at": [0, 1]}
        for i in range(3)
    ]
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(json.dumps(r) + "\n" for r in rows))
    for _ in range(2):
        done = assist("replay", str(source), "--pack", "resources/packs/northwind", "--out", str(out))
        assert done.returncode == 0, done.stderr
    points = [(r["id"], r["after_turn"]) for r in map(json.loads, out.read_text().splitlines())]
    assert points == [(f"c{i}", t) for i in range(3) for t in (0, 1)]


def test_replay_with_two_workers_gives_the_same_as_with_one(assist: Run, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    texts = ("where is my refund", "my tent is torn", "我的订单还没到")
    source.write_text(
        "".join(json.dumps({"id": t, "turns": [{"speaker": "customer", "text": t}]}) + "\n" for t in texts)
    )
    outs = []
    for workers in ("1", "2"):
        out = tmp_path / f"out{workers}.jsonl"
        done = assist(
            "replay", str(source), "--pack", "resources/packs/northwind", "--out", str(out), "--workers", workers
        )
        assert done.returncode == 0, done.stderr
        rows = {r["id"]: r for r in map(json.loads, out.read_text().splitlines())}
        for row in rows.values():
            row.pop("timing_ms")
        outs.append(rows)
    assert outs[0] == outs[1]


def test_a_pack_is_checked_installed_and_listed(assist: Run) -> None:
    assert assist("pack", "check", "resources/packs/northwind").returncode == 0
    assert assist("pack", "install", "resources/packs/northwind").returncode == 0
    rows = json.loads(assist("pack", "list", "--json").stdout)
    assert [r["id"] for r in rows] == ["northwind"]


def test_the_doctor_names_what_works(assist: Run) -> None:
    done = assist("doctor", "--json")
    assert done.returncode == 0, done.stderr
    names = {r["name"]: r["ok"] for r in json.loads(done.stdout)}
    assert names["encryption"] is True
    assert names["connections"] is True
    assert names["language model"] is True
    assert names["keyring"] is False  # the tests run without one


def test_models_are_listed_found_and_verified(assist: Run) -> None:
    rows = json.loads(assist("models", "list", "--json").stdout)
    assert any(r["path"] for r in rows)
    assert Path(assist("models", "path").stdout.strip()).suffix == ".gguf"
    assert assist("models", "verify").returncode == 0


def test_usage_errors_exit_with_two(assist: Run) -> None:
    assert assist("analyze").returncode == 2
    assert assist("nonsense").returncode == 2


def test_degraded_is_an_exit_code_only_when_strict(assist: Run, tmp_path: Path) -> None:
    text = "Customer: Guten Tag, wo bleibt mein Paket? Ich warte seit drei Wochen darauf und bin sehr verärgert.\n"
    assert assist("analyze", "-", "--json", input=text).returncode == 0
    assert assist("doctor", "--strict").returncode == 3


def test_a_replay_says_what_it_leaves_out_and_refuses_an_empty_input(assist: Run, tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    talk = json.dumps({"id": "c", "turns": [{"speaker": "customer", "text": "where is my refund"}]})
    source.write_text(f"{talk}\n{talk}\n")
    done = assist("replay", str(source), "--pack", "resources/packs/northwind", "--out", str(out))
    assert "1 of 2 points" in done.stderr
    assert "1 left out" in done.stderr
    assert len(out.read_text().splitlines()) == 1
    source.write_text("\n")
    done = assist("replay", str(source), "--pack", "resources/packs/northwind", "--out", str(tmp_path / "none"))
    assert (done.returncode, done.stderr) == (1, "in.jsonl: there is no conversation in it\n")


@pytest.mark.parametrize("count", ["0", "-3", "x"])
def test_how_many_is_at_least_one(assist: Run, count: str) -> None:
    assert assist("kb", "search", "refund", "-k", count).returncode == 2
