"""What a team lead does from the command line: bring in, check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assist.cli import main


@pytest.fixture
def help_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "help"
    folder.mkdir()
    (folder / "refund.md").write_text("# Refunds\n\nMoney is back within five working days.", "utf-8")
    (folder / "hours.html").write_text("<main><h1>Hours</h1><p>Open from nine to five on weekdays.</p></main>", "utf-8")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04")
    macros = [{"id": 1, "short_code": "thanks", "content": "Thank you, {{contact.name}}."}]
    (folder / "canned.json").write_text(json.dumps(macros), "utf-8")
    return folder


def test_a_lead_imports_and_checks(help_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = tmp_path / "pack"
    assert main(["pack", "import", str(help_folder), "--to", str(pack), "--id", "help", "--name", "Help"]) == 0
    said = capsys.readouterr().out
    assert "4 files: 3 read, 0 unchanged, 1 left out" in said
    assert "1 × not a Word file, or damaged (help/broken.docx)" in said
    assert main(["pack", "check", str(pack)]) == 0
    assert "help 0.1.0: 2 articles, 1 snippets" in capsys.readouterr().out


def test_nothing_there_is_one_line_and_exit_code_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pack", "import", str(tmp_path / "none"), "--to", str(tmp_path / "pack")]) == 1
    assert capsys.readouterr().err.strip() == f"{tmp_path / 'none'}: no such file or folder"
    assert not (tmp_path / "pack").exists()
