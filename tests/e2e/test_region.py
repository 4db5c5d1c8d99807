"""A chat of thirty bubbles, scrolled in a real window on a real X server, is read by the real sidebar beside it."""

from __future__ import annotations

import pytest

from benchmarks import region
from benchmarks.screen import missing

pytestmark = [
    pytest.mark.slow,
    pytest.mark.x11,
    pytest.mark.timeout(600),
    pytest.mark.skipif(bool(missing()), reason=f"not installed: {', '.join(missing())}"),
]


def test_a_chat_that_scrolls_is_read_whole_and_nothing_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    got = region.measure(idle_s=0.0)
    assert got["lost"] == got["doubled"] == 0
    assert got["speakers"] == 30
    assert got["right"] >= 0.98
