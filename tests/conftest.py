"""Every test is hermetic: its own state folder, no keyring, no network, and nothing left behind."""

from __future__ import annotations

import multiprocessing
import os
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
NORTHWIND = ROOT / "resources" / "packs" / "northwind"
CONVERSATIONS = ROOT / "resources" / "conversations"

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ.setdefault("PYTEST_QT_API", "pyside6")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in the children: waiting threads spin
settings.register_profile("assist", deadline=None)  # on a busy machine one example of many waits its turn
settings.load_profile("assist")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of the test's own."""
    home = tmp_path / "home"
    monkeypatch.setenv("ASSIST_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Opening a connection fails the test that does it; Unix sockets, for X11, are let through.

    A test marked ``server`` starts a server on this machine and may call that.
    """
    real = socket.socket.connect
    may_call_itself = request.node.get_closest_marker("server") is not None

    def refuse(self: socket.socket, address: object) -> None:
        here = may_call_itself and isinstance(address, tuple) and address[0] == "127.0.0.1"
        if self.family in (socket.AF_INET, socket.AF_INET6) and not here:
            pytest.fail(f"{request.node.nodeid} opened a network connection")
        real(self, address)  # type: ignore[arg-type]  # passed through as given

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(autouse=True)
def no_leaks() -> Iterator[None]:
    """Threads and child processes a test starts end with it."""
    before = set(threading.enumerate())
    yield
    children = multiprocessing.active_children()
    for child in children:
        child.kill()
        child.join(5)
    assert not children, f"child processes left: {[c.name for c in children]}"
    left = [t for t in set(threading.enumerate()) - before if t.is_alive() and not t.daemon]
    for thread in left:
        thread.join(2)
    assert not [t for t in left if t.is_alive()], f"threads left: {left}"


@pytest.fixture
def northwind() -> Path:
    """The sample pack's folder."""
    return NORTHWIND


@pytest.fixture
def conversations() -> Path:
    """The sample conversations' folder."""
    return CONVERSATIONS


def pytest_configure(config: pytest.Config) -> None:
    """The repository root must be importable however pytest was started."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
