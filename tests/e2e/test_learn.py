"""``assist learn`` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.conftest import ROOT, Run

NORTHWIND = str(ROOT / "resources" / "packs" / "northwind")
pytestmark = pytest.mark.slow

ORDER = ("account-hacked", "account-safe", "ask-email")


def chat(number: int) -> str:
    turns: list[dict[str, str]] = [{"speaker": "customer", "text": "somebody is in my account"}]
    for snippet in ORDER:
        turns += [
            {"speaker": "agent", "text": f"in our own words {snippet}", "snippet": snippet},
            {"speaker": "customer", "text": "all right, and now?"},
        ]
    return json.dumps({"id": f"c{number}", "language": "en", "category": "account_access", "turns": turns, "at": [0]})


@pytest.fixture
def history(tmp_path: Path) -> Path:
    path = tmp_path / "history.jsonl"
    path.write_text("\n".join(map(chat, range(30))) + "\n", encoding="utf-8")
    return path


def first_card(assist: Run, history: Path, *more: str) -> str:
    out = history.with_name(f"out{len(more)}.jsonl")
    out.unlink(missing_ok=True)
    done = assist("replay", str(history), "--pack", NORTHWIND, "--out", str(out), *more)
    assert done.returncode == 0, done.stderr
    found = json.loads(out.read_text(encoding="utf-8").splitlines()[0])
    return str(next((c["source"] for c in found["suggestions"] if c["kind"] == "snippet"), ""))


def test_replay_uses_what_was_learned_until_it_is_left_aside_or_forgotten(assist: Run, history: Path) -> None:
    plain = first_card(assist, history)
    learned = assist("learn", str(history), "--pack", NORTHWIND)
    assert learned.returncode == 0, learned.stderr
    assert learned.stdout == "learned for northwind from 30 of 30 conversations: 90 replies (90 marked), 3 snippets\n"
    assert first_card(assist, history) == "snippet:account-hacked"
    assert first_card(assist, history, "--no-learned") == plain
    assert "northwind: from 30 conversations on" in assist("doctor", "--json").stdout
    assert assist("learn", "--forget", "--pack", NORTHWIND).stdout == "forgot what was learned for northwind\n"
    assert assist("learn", "--forget", "--pack", NORTHWIND).stdout == "nothing was learned for northwind\n"
    assert first_card(assist, history) == plain


def test_a_bad_line_is_one_clear_line_and_nothing_is_learned(assist: Run, history: Path) -> None:
    history.write_text(f'{chat(0)}\n{{"id": 5}}\n', encoding="utf-8")
    done = assist("learn", str(history), "--pack", NORTHWIND)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "line 2" in done.stderr
    assert assist("learn", "--forget", "--pack", NORTHWIND).stdout == "nothing was learned for northwind\n"


def test_a_history_or_forget_but_not_both_nor_neither(assist: Run, history: Path) -> None:
    for arguments in ((), (str(history), "--forget")):
        done = assist("learn", *arguments, "--pack", NORTHWIND)
        assert done.returncode == 1
        assert "either a history file or --forget" in done.stderr
