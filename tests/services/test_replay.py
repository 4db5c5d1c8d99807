from __future__ import annotations

import json
from pathlib import Path

import pytest

from assist.domain.assistance import Assistance
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.errors import InputError, StoreError
from assist.services.replay import ResultFile, point_of, points_of, read_conversations


def found(name: str, turn: int = 0) -> Assistance:
    return Assistance(name, 0, turn, "en")


def test_what_is_in_the_file_is_known_as_done(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    ResultFile(path).append(found("a", 2))
    assert ResultFile(path).done == {("a", 2)}


def test_a_line_torn_by_a_kill_is_cut_off_and_done_again(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    results = ResultFile(path)
    results.append(found("a"))
    results.append(found("b"))
    whole = path.read_bytes()
    for cut in range(len(whole.splitlines()[0]) + 2, len(whole)):
        path.write_bytes(whole[:cut])
        again = ResultFile(path)
        assert again.done == {("a", 0)}
        again.append(found("b"))
        assert path.read_bytes() == whole


def test_a_file_that_is_no_result_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("my notes\nmore\n")
    with pytest.raises(InputError, match="not a result file"):
        ResultFile(path)
    assert path.read_text() == "my notes\nmore\n"


def test_an_output_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        ResultFile(tmp_path / "none" / "r.jsonl").append(found("a"))


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"id": "a", "turns": []}) + "\n{\n")
    with pytest.raises(InputError, match=r"in\.jsonl, line 2: not valid JSON"):
        list(read_conversations(path))


def test_each_point_sees_nothing_after_itself() -> None:
    turns = tuple(Turn(Speaker.CUSTOMER, str(i)) for i in range(4))
    cut = list(points_of([Conversation("c", turns, report_at=(0, 2))]))
    assert [point_of(c) for c in cut] == [("c", 0), ("c", 2)]
    assert [t.text for t in cut[1].turns] == ["0", "1", "2"]
