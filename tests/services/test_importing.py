"""Importing many files: each conversation once, every file left out named, nothing half-written."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assist.domain.errors import InputError, StoreError
from assist.intake import TranscriptIntake
from assist.services.importing import Imported, import_files
from assist.services.replay import read_conversations

COMMENTS = "id,body,created,public,ticket_id,user_id\n"
TALK = "Customer: my lamp is broken\nAgent: How can I help?\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    (made / "deep").mkdir(parents=True)
    (made / ".git").mkdir()
    (made / ".git" / "x.txt").write_text("Customer: hidden", "utf-8")
    (made / "a.txt").write_text(TALK, "utf-8")
    (made / "deep" / "again.txt").write_text(TALK, "utf-8")
    (made / "broken.json").write_text('{"id": ', "utf-8")
    return made


def run(*paths: Path, out: Path) -> Imported:
    return import_files(TranscriptIntake(), paths, out)


def test_folders_are_read_and_each_file_left_out_is_named(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    done = run(folder, out=out)
    assert (done.files, done.conversations, done.turns) == (3, 2, 4)
    (line,) = done.left_out
    assert line.startswith("broken.json: the JSON ends in the middle")
    assert [c.id for c in read_conversations(out)] == ["a", "again"]


def test_a_conversation_in_two_files_is_written_once(tmp_path: Path) -> None:
    chat = {"id": "c1", "turns": [{"speaker": "customer", "text": "hi"}]}
    (tmp_path / "one.json").write_text(json.dumps(chat), "utf-8")
    (tmp_path / "two.json").write_text(json.dumps([chat]), "utf-8")
    (tmp_path / "three.json").write_text(json.dumps({**chat, "turns": [{"speaker": "agent", "text": "ho"}]}), "utf-8")
    out = tmp_path / "out.jsonl"
    done = run(*(tmp_path / f"{n}.json" for n in ("one", "two", "three")), out=out)
    assert done.doubled == 1
    assert [c.id for c in read_conversations(out)] == ["c1", "three/c1"]


def test_nothing_is_written_when_nothing_could_be_read(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("what was there\n", "utf-8")
    assert run(folder / "broken.json", out=out).conversations == 0
    assert out.read_text("utf-8") == "what was there\n"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_what_was_there_stays_when_the_work_stops_midway(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("what was there\n", "utf-8")

    def stop(done: int, _total: int, _what: str) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_files(TranscriptIntake(), [folder], out, stop)
    assert out.read_text("utf-8") == "what was there\n"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_the_same_import_again_gives_the_same_file(folder: Path, tmp_path: Path) -> None:
    out = folder / "out.jsonl"
    run(folder, out=out)
    first = out.read_bytes()
    run(folder, out=out)
    assert first == out.read_bytes()


@pytest.mark.parametrize(
    ("make", "error"),
    [(lambda p: (p / "none.txt", p / "out"), InputError), (lambda p: (p, p / "no" / "out"), StoreError)],
)
def test_a_path_that_is_not_there_is_named(
    tmp_path: Path, make: Callable[[Path], tuple[Path, Path]], error: type[Exception]
) -> None:
    (tmp_path / "a.txt").write_text(TALK, "utf-8")
    path, out = make(tmp_path)
    with pytest.raises(error, match=r"none\.txt|out"):
        run(path, out=out)


def test_tables_that_lie_together_are_joined(tmp_path: Path) -> None:
    (tmp_path / "comments.csv").write_text(
        COMMENTS + "1,my lamp,2026-01-01 10:00:00,TRUE,5,7\n2,which one?,2026-01-01 11:00:00,TRUE,5,9\n", "utf-8"
    )
    (tmp_path / "users.csv").write_text(
        "id,name,email,role,time_zone\n9,Ines,i@x.test,end-user,\n7,Tom,t@x.test,agent,\n", "utf-8"
    )
    out = tmp_path / "out.jsonl"
    done = run(tmp_path, out=out)
    (conversation,) = read_conversations(out)
    assert [(t.speaker.value, t.name) for t in conversation.turns] == [("agent", "Tom"), ("customer", "Ines")]
    assert done.left_out == ("users.csv: a table of Zendesk users; it holds no conversation of its own",)
