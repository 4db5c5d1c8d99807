"""What ``doctor`` says of the model and of the team's engine."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from assist.cli import main
from tests.llm.engine_server import engine
from tests.llm.ggufs import tiny, write


def finding(name: str, capsys: pytest.CaptureFixture[str], home: Path, **settings: str) -> dict[str, object]:
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text("".join(f"{k} = {json.dumps(v)}\n" for k, v in settings.items()))
    assert main(["doctor", "--json"]) == 0
    rows: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return next(row for row in rows if row["name"] == name)


def test_without_an_engine_nobody_is_called(own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = finding("team's engine", capsys, own_home)
    assert (found["ok"], found["detail"]) == (True, "none configured: nobody is called")


@pytest.mark.server
def test_an_engine_that_answers_is_named_with_its_model(own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with engine() as (url, seen):
        found = finding("team's engine", capsys, own_home, engine_url=url, engine_model="large")
        assert found["ok"]
        assert str(found["detail"]).endswith("answers: large")
        found = finding("team's engine", capsys, own_home, engine_url=url, engine_model="huge")
    assert not found["ok"]
    assert "has no model called 'huge'; it has small, large" in str(found["detail"])
    assert seen.bodies == []  # nothing of a conversation is sent to find that out


@pytest.mark.server
def test_an_engine_that_is_away_is_a_finding_with_a_remedy(own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{held.getsockname()[1]}/v1"
        found = finding("team's engine", capsys, own_home, engine_url=url)
    assert not found["ok"]
    assert "cannot be reached" in str(found["detail"])
    assert "Drafts come from the model on this computer" in str(found["remedy"])


def test_an_address_that_is_none_is_a_finding(own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = finding("team's engine", capsys, own_home, engine_url="nonsense")
    assert not found["ok"]
    assert "is not an http:// or https:// address" in str(found["detail"])


def test_the_model_in_use_is_checked_and_its_memory_told(own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(own_home.parent / "m.gguf", tiny(template=""))
    found = finding("language model", capsys, own_home, model=str(path))
    assert found["ok"]
    assert "needs about" in str(found["detail"])
    assert "no chat template" in str(found["detail"])
    write(path, tiny()[:-10])
    found = finding("language model", capsys, own_home, model=str(path))
    assert not found["ok"]
    assert "cut off" in str(found["detail"])
