"""The fast lane behind a process: same answers, and a crash loses nothing."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.errors import Cancelled, WorkerDied
from assist.services.ports import UnderstandRequest
from assist.understanding.client import UnderstandingProcess
from tests.understanding.conftest import bag_parts, read_small_pack

REQUEST = UnderstandRequest(Conversation("c", (Turn(Speaker.CUSTOMER, "please refund my order"),), version=7))


@pytest.fixture
def process(tmp_path: Path) -> Iterator[UnderstandingProcess]:
    made = UnderstandingProcess(tmp_path / "cache", read_small_pack, threads=1, make_parts=bag_parts)
    yield made
    made.close()


def test_it_answers_with_progress_and_survives_a_kill(process: UnderstandingProcess) -> None:
    seen: list[str] = []
    pack = process.open_pack(Path("small"), lambda _done, _total, what: seen.append(what))
    assert (pack.articles, pack.article_count) == ((), 5)
    assert seen[0] == "reading the pack"
    assert seen[-1] == "ready"
    first = process.understand(REQUEST)
    assert first.version == 7
    assert first.articles

    pid = process.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    for child in multiprocessing.active_children():
        child.join(5)
    with pytest.raises(WorkerDied):
        process.understand(REQUEST)
    again = process.understand(REQUEST)
    assert again.articles == first.articles
    assert process.pid != pid
    assert process.article("returns") is not None
    assert process.search("refund money card")


def test_what_progress_raises_stops_the_opening_and_is_raised(process: UnderstandingProcess) -> None:
    def stop(_done: int, _total: int, _what: str) -> None:
        raise Cancelled("the agent closed the window")

    with pytest.raises(Cancelled, match="closed the window"):
        process.open_pack(Path("small"), stop)
    assert process.open_pack(Path("small")).id == "small"


def test_without_a_pack_it_still_answers(process: UnderstandingProcess) -> None:
    assert process.understand(REQUEST).degraded == ("no_pack",)
