"""Bad input gets one clear line and exit code 1, and nothing is half-written."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.e2e.conftest import Run

pytestmark = pytest.mark.slow


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 1, (done.returncode, done.stdout, done.stderr)
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    assert len(lines) == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    return lines[0]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"   \n\n", "no text"),
        (b"%PDF-1.7\x00\x01\x02" * 50, "PDF"),
        (bytes(range(256)) * 20, "binary"),
        (b'{"id": "c1", "turns": [{"speaker": "customer", "te', "JSON"),
        (json.dumps({"id": "c", "turns": [{"speaker": "robot", "text": "hi"}]}).encode(), "robot"),
    ],
)
def test_a_file_at_fault_is_named_in_one_line(assist: Run, tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "chat.txt"
    path.write_bytes(content)
    assert says.casefold() in one_line(assist("analyze", str(path))).casefold()


def test_a_missing_file_is_named(assist: Run, tmp_path: Path) -> None:
    assert "none.txt" in one_line(assist("analyze", str(tmp_path / "none.txt")))


def test_ten_megabytes_are_read_or_refused_in_one_line(assist: Run, tmp_path: Path) -> None:
    path = tmp_path / "log.txt"
    path.write_text("Customer: where is it?\nAgent: I am looking.\n" * 230_000)
    one_line(assist("analyze", str(path)))


def test_mixed_encodings_are_read_as_far_as_they_can_be(assist: Run, tmp_path: Path) -> None:
    path = tmp_path / "chat.txt"
    path.write_bytes(
        "客户：我的订单 8273620 还没到\n".encode() + "客服：请稍等\n".encode("gb18030") + b"Customer: hello\xff\n"
    )
    done = assist("analyze", str(path), "--json")
    assert done.returncode == 0, done.stderr


def test_two_thousand_turns_are_analysed(assist: Run, tmp_path: Path) -> None:
    turns = [
        {"speaker": "customer" if i % 2 == 0 else "agent", "text": f"message {i} about my order"} for i in range(2000)
    ]
    path = tmp_path / "long.json"
    path.write_text(json.dumps({"id": "long", "turns": turns}))
    done = assist("analyze", str(path), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["after_turn"] == 1998


def test_every_fault_of_a_pack_is_listed_with_file_and_line(assist: Run, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    (pack / "articles").mkdir(parents=True)
    (pack / "pack.toml").write_text(
        '[pack]\nid = "p"\nname = "P"\nversion = "one"\nlanguages = ["en"]\npublisher = "x"\n'
    )
    (pack / "articles" / "a.md").write_text("---\nid: a\ntitle: A\nlang: en\naudience: everyone\n---\nText.\n")
    (pack / "articles" / "b.md").write_text("---\nid: a\ntitle: B\nlang: en\n---\nText.\n")
    done = assist("pack", "check", str(pack))
    assert done.returncode == 1
    assert "pack.toml:4" in done.stderr
    assert "articles/a.md:5" in done.stderr
    assert "articles/b.md:2" in done.stderr
    assert assist("analyze", "-", "--pack", str(pack), input="Customer: hi\n").returncode == 1


@pytest.mark.parametrize("kind", ["truncated", "foreign", "empty"])
def test_a_bad_model_file_is_refused_and_not_kept(assist: Run, tmp_path: Path, kind: str) -> None:
    real = Path(assist("models", "path").stdout.strip())
    content = {"truncated": real.read_bytes()[:3_000_000], "foreign": b"PK\x03\x04" * 1000, "empty": b""}[kind]
    path = tmp_path / "bad.gguf"
    path.write_bytes(content)
    home = tmp_path / "home"
    line = one_line(assist("models", "add", str(path), home=home))
    assert "bad.gguf" in line
    assert not list(home.rglob("*.gguf"))


def test_a_pack_that_is_not_there_is_named(assist: Run) -> None:
    assert "nowhere" in one_line(assist("kb", "search", "refund", "--pack", "nowhere"))


def test_a_state_folder_that_cannot_be_written_does_not_stop_an_analysis(assist: Run, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    done = assist("analyze", "-", "--json", input="Customer: where is my refund?\n", home=blocked / "home")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["articles"]
