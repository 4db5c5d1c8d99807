"""Reading a history."""

from __future__ import annotations

from pathlib import Path

import pytest

from assist.domain.errors import InputError
from assist.services.learning import read_history

GOOD = (
    '{"id": "a", "turns": [{"speaker": "customer", "text": "hi"}, {"speaker": "agent", "text": "yes", "snippet": "s"}]}'
)


def test_marks_are_read(tmp_path: Path) -> None:
    (tmp_path / "h.jsonl").write_text(GOOD + "\n\n", encoding="utf-8")
    assert [t.snippet for c in read_history(tmp_path / "h.jsonl") for t in c.turns] == [None, "s"]


@pytest.mark.parametrize("bad", ["{", '{"id": 1}', '{"id": "b", "turns": [{"speaker": "robot", "text": "x"}]}'])
def test_a_bad_line_is_named_and_nothing_is_learned_from_the_rest(tmp_path: Path, bad: str) -> None:
    (tmp_path / "h.jsonl").write_text(f"{GOOD}\n{bad}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"h\.jsonl, line 2") as caught:
        read_history(tmp_path / "h.jsonl")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["", '{"id": "a", "turns": [{"speaker": "customer", "text": "hi"}]}'])
def test_a_history_in_which_no_agent_speaks_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "h.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="no agent says anything"):
        read_history(tmp_path / "h.jsonl")
