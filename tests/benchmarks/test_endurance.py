"""A short version of the long run: the whole one is `python -m benchmarks.endurance`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assist.llm.client import ModelProcess
from assist.llm.registry import ModelRegistry
from benchmarks.endurance import FLAT_MB, Kills, Long, Row20, in_a_row, killed, kills_row, long_row
from benchmarks.llm import SystemClock


@pytest.fixture
def model(tmp_path: Path) -> Iterator[ModelProcess]:
    entry = ModelRegistry(tmp_path).get()
    if entry.path is None:
        pytest.skip(f"package {entry.package} is not installed")
    process = ModelProcess(entry.path, 1, 2048, 0, SystemClock())
    yield process
    process.close()


@pytest.mark.model
@pytest.mark.slow
def test_twenty_drafts_leave_the_memory_where_it_was(model: ModelProcess) -> None:
    long = in_a_row(model, 20, every=4, turns=6)  # what is kept has its full size before the first look
    assert long.crashes == 0
    assert long.worded == 20
    assert max(long.growth) <= FLAT_MB


@pytest.mark.model
@pytest.mark.slow
def test_three_kills_lose_no_turn_and_each_is_followed_by_a_draft(model: ModelProcess) -> None:
    kills = killed(model, 3, seed=7)
    assert kills.lost == 0
    assert len(kills.next_s) == 3


def test_a_leak_a_crash_a_lost_turn_and_a_late_draft_each_miss_the_goal() -> None:
    flat = tuple(Row20(20 * n, 200.0, 90.0) for n in range(1, 51))
    leak = (*flat[:-1], Row20(1000, 230.0, 90.0))
    good = Kills((1.0, 2.0), 1, 0)
    assert [r.ok for r in (long_row("m", Long(1000, 1000, 0, flat)), kills_row("m", good))] == [True, True]
    assert [r.ok for r in (long_row("m", Long(1000, 1000, 0, leak)), kills_row("m", Kills((1.0, 3.5), 1, 0)))] == [
        False,
        False,
    ]
    assert [r.ok for r in (long_row("m", Long(1000, 1000, 1, flat)), kills_row("m", Kills((1.0,), 1, 1)))] == [
        False,
        False,
    ]
