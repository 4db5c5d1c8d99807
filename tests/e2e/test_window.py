"""The whole program in a real window: on an X server with a window manager, driven by real keys."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

from benchmarks.screen import missing, virtual_screen
from tests.e2e.driver import CHAT

ROOT = Path(__file__).resolve().parents[2]
_LACKING = [*missing(), *(p for p in ("xdotool", "xclip") if shutil.which(p) is None)]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.x11,
    pytest.mark.skipif(bool(_LACKING), reason=f"not installed: {', '.join(_LACKING)}"),
]


@pytest.fixture(scope="module")
def screen(shared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A virtual screen; the embeddings of the sample pack are shared with the other tests of this folder."""
    home = tmp_path_factory.mktemp("home")
    (shared_home / "cache").mkdir(parents=True, exist_ok=True)
    (home / "cache").symlink_to(shared_home / "cache")
    with virtual_screen() as environment:
        yield environment | {"ASSIST_HOME": str(home), "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}


def drive(screen: dict[str, str], mode: str, folder: Path, *prefix: str) -> dict[str, Any]:
    done = subprocess.run(
        [*prefix, sys.executable, "-m", "tests.e2e.driver", mode, str(folder)],
        env=screen, cwd=ROOT, capture_output=True, text=True, timeout=280, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    seen: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return seen


@dataclass(frozen=True)
class Flow:
    """One run of the whole flow: what it saw, the files it exported, and what the system saw it do."""

    seen: dict[str, Any]
    folder: Path
    system_calls: tuple[str, ...]


@pytest.fixture(scope="module")
def flow(screen: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Flow:
    """Paste, cards, insert, export, once for all tests; under strace where it is installed."""
    folder = tmp_path_factory.mktemp("flow")
    log = folder / "strace.log"
    strace = ["strace", "-f", "-qq", "-e", "trace=socket,connect", "-o", str(log)] if shutil.which("strace") else []
    seen = drive(screen, "flow", folder, *strace)
    calls = log.read_text(encoding="utf-8", errors="replace").splitlines() if strace else []
    return Flow(seen, folder, tuple(calls))


def test_a_pasted_chat_fills_the_form_and_finds_its_category(flow: Flow) -> None:
    assert flow.seen["speakers"] == ["customer", "agent", "customer"]
    assert flow.seen["fields"]["order_id"] == "8273620"
    assert flow.seen["fields"]["email"] == "crystal.minh@example.com"
    assert flow.seen["category"] == "late_delivery"


def test_one_key_inserts_the_first_card_and_that_is_remembered(flow: Flow) -> None:
    assert flow.seen["clipboard"] == flow.seen["card"]
    assert "used" in flow.seen["feedback"]


def test_the_finished_case_is_exported_in_three_forms(flow: Flow) -> None:
    exported = json.loads((flow.folder / "case.json").read_text(encoding="utf-8"))
    assert "8273620" in json.dumps(exported)
    assert "8273620" in (flow.folder / "case.csv").read_text(encoding="utf-8-sig")
    assert "crystal.minh@example.com" in (flow.folder / "case.txt").read_text(encoding="utf-8")


def test_the_sidebar_reserves_its_strip_and_keeps_its_width(flow: Flow) -> None:
    strut = re.search(r"_NET_WM_STRUT_PARTIAL\(CARDINAL\) = ([\d, ]+)", flow.seen["properties"])
    assert strut, flow.seen["properties"]
    left, right, *_ = map(int, strut[1].split(", "))
    assert (left, right) == (0, flow.seen["width"])
    assert 360 <= flow.seen["width"] <= 420


def test_the_count_of_connections_is_zero_over_all_processes(flow: Flow) -> None:
    assert flow.seen["connections"] == []
    assert flow.seen["counted"] == 0
    assert flow.seen["processes"] >= 2


@pytest.mark.skipif(shutil.which("strace") is None, reason="not installed: strace")
def test_the_whole_app_opens_no_network_socket(flow: Flow) -> None:
    assert any("AF_UNIX" in line for line in flow.system_calls), "strace saw nothing at all"
    assert [line for line in flow.system_calls if "AF_INET" in line] == []


def test_the_conversation_comes_back_after_a_kill(screen: dict[str, str], tmp_path: Path) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.driver", "paste", str(tmp_path)],
        env=screen, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    line = running.stdout.readline() if running.stdout else ""
    os.kill(running.pid, signal.SIGKILL)
    _, errors = running.communicate(timeout=30)
    assert line, errors
    _, alive = psutil.wait_procs([psutil.Process(p) for p in json.loads(line)["pids"] if psutil.pid_exists(p)], 30)
    assert not alive, "processes outlived the window"
    seen = drive(screen, "comeback", tmp_path)
    assert seen["turns"] == [re.sub(r"^\[.*?\] .*?: ", "", text) for text in CHAT.splitlines()]
    assert seen["fields"] == {"name": "Crystal M."}
