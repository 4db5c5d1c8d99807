"""The ``models`` commands, with models that are real but tiny."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from assist.cli import main
from tests.llm.file_server import Site, serving
from tests.llm.ggufs import tiny, write


def rows(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, object]]:
    capsys.readouterr()
    assert main(["models", "list", "--json"]) == 0
    return {row["name"]: row for row in json.loads(capsys.readouterr().out)}


def test_the_list_says_role_size_licence_languages_memory_and_whether_it_fits(
    capsys: pytest.CaptureFixture[str],
) -> None:
    listed = rows(capsys)
    assert {"tiny", "default", "better"} <= {row["role"] for row in listed.values()}
    for row in listed.values():
        assert {"size", "licence", "languages", "memory", "fits", "installed", "in_use"} <= set(row)
    assert main(["models", "list"]) == 0
    told = capsys.readouterr().out
    assert all(name in told for name in listed)
    assert "are free now" in told


@pytest.mark.slow
def test_an_added_file_is_tried_and_said_to_fit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "add", str(write(tmp_path / "own.gguf", tiny()))]) == 0
    told = capsys.readouterr().out
    assert "added own" in told
    assert "it fits" in told
    assert hashlib.sha256(tiny()).hexdigest() in told
    assert rows(capsys)["own"]["role"] == "own"


@pytest.mark.slow
def test_one_that_llama_cpp_refuses_is_not_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "add", str(write(tmp_path / "odd.gguf", tiny(architecture="novel9")))]) == 1
    assert capsys.readouterr().err.strip() == "odd.gguf could not be loaded: unknown model architecture: 'novel9'"
    assert "odd" not in rows(capsys)


@pytest.mark.slow
def test_a_missing_chat_template_is_said_when_it_is_added(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "add", str(write(tmp_path / "own.gguf", tiny(template="")))]) == 0
    assert "no chat template in the file" in capsys.readouterr().err


@pytest.mark.server
def test_an_address_is_fetched_with_its_digest(capsys: pytest.CaptureFixture[str]) -> None:
    digest = hashlib.sha256(tiny()).hexdigest()
    with serving(Site(tiny())) as url:
        assert main(["models", "add", f"{url}/far.gguf", "--sha256", digest, "--no-try"]) == 0
    assert rows(capsys)["far"]["sha256"] == digest


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("ftp://host/m.gguf", "only http:// and https:// addresses are fetched"),
        ("none.gguf", "none.gguf cannot be read"),
        ("qwen2.5-coder-0.5b", "install the package"),
        ("qwen2.5-1.5b-instruct", "give its file"),
    ],
)
def test_a_source_that_is_none_is_one_clear_line(
    source: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("assist.llm.registry._piece", lambda _package: None)
    assert main(["models", "add", source]) == 1
    told = capsys.readouterr().err
    assert line in " ".join(told.split())


@pytest.mark.slow
def test_a_model_is_measured_and_threads_are_recommended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(write(tmp_path / "own.gguf", tiny(context=2048)))
    assert main(["models", "bench", path, "--sample", "0", "--threads", "1", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["threads"] == 1
    assert found["speeds"][0]["prompt"] > 0
    assert found["speeds"][0]["write"] > 0
    assert main(["models", "bench", path, "--sample", "0", "--threads", "1"]) == 0
    told = capsys.readouterr().out
    assert "wanted" in told
    assert "Threads: 1" in told


def test_measuring_with_data_needs_its_knowledge(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "bench", "--data", str(tmp_path / "x.jsonl")]) == 1
    assert "--data needs --pack" in capsys.readouterr().err
