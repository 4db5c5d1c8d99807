"""Damaged files give a conversation or one line, and never take long. ``python -m benchmarks.formats`` feeds 10,000."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from assist.domain.conversation import Conversation
from assist.domain.errors import InputError
from assist.intake import TranscriptIntake
from tests.intake.damage import damaged

COUNT, SECONDS = 1500, 10.0
intake = TranscriptIntake()


def outcome(read: Callable[[], tuple[Conversation, ...]]) -> tuple[str, float]:
    """The line a reader refuses with, empty where it gives turns; and the seconds it took."""
    start = time.perf_counter()
    try:
        said = "" if any(c.turns for c in read()) else "no turn and no error"
    except InputError as error:
        said = str(error) or "an empty line"
    return said, time.perf_counter() - start


@pytest.mark.slow
def test_a_damaged_file_gives_a_conversation_or_one_line(tmp_path: Path) -> None:
    refused = 0
    for what, suffix, data in damaged(COUNT, seed=5):
        path = tmp_path / f"damaged{suffix}"
        path.write_bytes(data)
        said, seconds = outcome(partial(intake.read_file, path))
        refused += bool(said)
        assert not said or said.startswith(path.name), what
        assert "\n" not in said, what
        assert len(said) < 600, what
        assert seconds < SECONDS, what
    assert 0 < refused < COUNT


def test_pasted_damage_is_no_worse_than_a_file() -> None:
    for what, _, data in damaged(150, seed=6):
        text = data.decode("utf-8", "replace")
        said, _ = outcome(lambda text=text: (intake.read_text(text, "x"),))  # type: ignore[misc]  # bound at once
        assert "\n" not in said, what
