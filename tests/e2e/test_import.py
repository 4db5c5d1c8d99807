"""``assist import`` as it is typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.conftest import Run

pytestmark = pytest.mark.slow


def test_files_of_several_systems_become_one_file(assist: Run, tmp_path: Path) -> None:
    (tmp_path / "call.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Agent>How can I help?\n", "utf-8")
    (tmp_path / "chat.txt").write_text("Customer: my lamp\nAgent: one moment\n", "utf-8")
    (tmp_path / "photo.png").write_bytes(b"\x89PNG....")
    out = tmp_path / "all.jsonl"
    done = assist("import", str(tmp_path), "--out", str(out))
    assert done.returncode == 0, done.stderr
    assert "2 conversations with 3 turns from 2 of 3 files, 1 left out" in done.stdout
    assert done.stderr.splitlines() == ["photo.png: not a picture that can be read"]
    assert {json.loads(line)["id"] for line in out.read_text("utf-8").splitlines()} == {"call", "chat"}


def test_the_exit_code_tells_when_nothing_could_be_read(assist: Run, tmp_path: Path) -> None:
    (tmp_path / "data.json").write_text('{"weather": "fine"}', "utf-8")
    done = assist("import", str(tmp_path / "data.json"), "--out", str(tmp_path / "out.jsonl"))
    assert done.returncode == 1
    assert "looked for a conversation" in done.stderr
    assert 'found the keys "weather"' in done.stderr
    assert not (tmp_path / "out.jsonl").exists()
