"""What a team lead does from the command line: bring in, check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

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


EXAMPLES = {
    "late": ["Where is my parcel?", "The delivery is late", "It should have arrived on Monday", "Still no package here",
             "My order has not come yet"],
    "gifts": ["Do you sell gift cards?"],
    "refund": ["When do I get my money back?", "The refund is not on my card", "How long does a refund take?",
               "You owe me the price of the shoes", "I want my payment returned"],
}  # fmt: skip


def write_pack(folder: Path, examples: dict[str, list[str]], version: str = "1.0.0") -> None:
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    (folder / "pack.toml").write_text(
        f'[pack]\nid = "small"\nname = "Small"\nversion = "{version}"\nlanguages = ["en"]\n'
    )
    texts = {
        "late": "Parcels that are late are traced with the courier within two days of the promised date.",
        "refund": "A refund goes back to the card it was paid with, within five working days of the return.",
    }
    for name, text in texts.items():
        head = f'---\nid: {name}-info\ntitle: "About {name}"\nlang: en\ncategory: [{name}]\n---\n\n'
        (folder / "articles" / f"{name}.md").write_text(f"{head}{text}\n", "utf-8")
    rows = [f'[[category]]\nid = "{c}"\nlabel = "{c}"\nexamples = {json.dumps(e)}\n' for c, e in examples.items()]
    (folder / "routes.toml").write_text("\n".join(rows), "utf-8")


@pytest.mark.slow
def test_a_pack_is_tested_against_the_installed_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new, report = tmp_path / "old", tmp_path / "new", tmp_path / "out.html"
    write_pack(old, EXAMPLES)
    write_pack(new, EXAMPLES, "1.1.0")
    assert main(["pack", "install", str(old)]) == 0
    capsys.readouterr()
    assert main(["pack", "test", str(new)]) == 0
    assert "0 answers changed: 0 worse, 0 better" in capsys.readouterr().out
    (new / "articles" / "refund.md").unlink()  # what answered is gone
    talk = {"id": "c1", "turns": [{"speaker": "customer", "text": "When is the refund back on the card I paid with?"}]}
    history = tmp_path / "past.jsonl"
    history.write_text(json.dumps(talk) + "\n", "utf-8")
    options = ["--against", str(old), "--history", str(history), "--json", "--report", str(report)]
    asked = ["pack", "test", str(new), *options]
    assert main(asked) == 1
    data = json.loads(capsys.readouterr().out)
    assert "c1:0" in {c["id"] for c in data["changes"] if c["weight"] > 0}
    assert data["before"]["knowledge"]["right"] > data["after"]["knowledge"]["right"]
    assert report.read_text("utf-8").startswith("<!doctype html>")
    assert main([*asked, "--allow", "100"]) == 0


def test_a_pack_with_faults_is_not_tested(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_pack(tmp_path / "p", EXAMPLES)
    (tmp_path / "p" / "articles" / "late.md").write_text("no front matter", "utf-8")
    assert main(["pack", "test", str(tmp_path / "p")]) == 1
    assert "articles/late.md:1" in capsys.readouterr().err


@pytest.mark.slow
def test_the_text_in_a_picture_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    image = Image.new("RGB", (420, 90), "white")
    ImageDraw.Draw(image).text((20, 20), "Return within 30 days", fill="black", font=ImageFont.load_default(32))
    folder = tmp_path / "help"
    folder.mkdir()
    image.save(folder / "label.png")
    (folder / "returns.md").write_text("# Returns\n\nThe label: ![label](label.png)\n", "utf-8")
    (folder / "bad.md").write_text("# Bad\n\nBroken: ![x](bad.png)\n", "utf-8")
    (folder / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\n and nothing")
    assert main(["pack", "import", str(folder), "--to", str(tmp_path / "pack")]) == 0
    assert "30 days" in (tmp_path / "pack/articles/returns.md").read_text("utf-8")
    assert "a picture that could not be read" in capsys.readouterr().out
