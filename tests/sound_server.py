"""The sound server of the measurements, for tests: skipped where it is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from benchmarks import sound_server as real
from benchmarks.sound_server import NoServer, SoundServer

__all__ = ["SoundServer", "sound_server"]


@contextmanager
def sound_server(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """A server with the sinks ``agent`` and ``customer``; processes started meanwhile find it."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(real.sound_server(folder))
        except NoServer as why:
            pytest.skip(str(why))
        monkeypatch.setenv("PULSE_SERVER", server.address)
        yield server
