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
from pathlib import Path
from typing import Any

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


@pytest.fixture
def screen(shared_home: Path, tmp_path: Path) -> Iterator[dict[str, str]]:
    """A virtual screen; the embeddings of the sample pack are shared with the other tests of this folder."""
    home = tmp_path / "home"
    home.mkdir(parents=True, exist_ok=True)
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


def test_a_pasted_chat_becomes_cards_an_inserted_reply_and_an_exported_case(
    screen: dict[str, str], tmp_path: Path
) -> None:
    seen = drive(screen, "flow", tmp_path)
    assert seen["speakers"] == ["customer", "agent", "customer"]
    assert seen["fields"]["order_id"] == "8273620"
    assert seen["fields"]["email"] == "crystal.minh@example.com"
    assert seen["category"] == "late_delivery"
    assert seen["clipboard"] == seen["card"]
    assert "used" in seen["feedback"]
    exported = json.loads((tmp_path / "case.json").read_text(encoding="utf-8"))
    assert "8273620" in json.dumps(exported)
    assert "8273620" in (tmp_path / "case.csv").read_text(encoding="utf-8-sig")
    assert "crystal.minh@example.com" in (tmp_path / "case.txt").read_text(encoding="utf-8")


def test_the_sidebar_reserves_its_strip_and_keeps_its_width(screen: dict[str, str], tmp_path: Path) -> None:
    seen = drive(screen, "flow", tmp_path)
    strut = re.search(r"_NET_WM_STRUT_PARTIAL\(CARDINAL\) = ([\d, ]+)", seen["properties"])
    assert strut, seen["properties"]
    left, right, *_ = map(int, strut[1].split(", "))
    assert (left, right) == (0, seen["width"])
    assert 360 <= seen["width"] <= 420
    assert seen["connections"] == []
    assert seen["counted"] == 0
    assert seen["processes"] >= 2


def test_the_conversation_comes_back_after_a_kill(screen: dict[str, str], tmp_path: Path) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.driver", "paste", str(tmp_path)],
        env=screen, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    line = running.stdout.readline() if running.stdout else ""
    os.kill(running.pid, signal.SIGKILL)
    _, errors = running.communicate(timeout=30)
    assert line, errors
    seen = drive(screen, "comeback", tmp_path)
    assert seen["turns"] == [re.sub(r"^\[.*?\] .*?: ", "", text) for text in CHAT.splitlines()]
    assert seen["fields"] == {"name": "Crystal M."}


@pytest.mark.skipif(shutil.which("strace") is None, reason="not installed: strace")
def test_the_whole_app_opens_no_network_socket(screen: dict[str, str], tmp_path: Path) -> None:
    log = tmp_path / "strace.log"
    drive(screen, "flow", tmp_path, "strace", "-f", "-qq", "-e", "trace=socket,connect", "-o", str(log))
    opened = log.read_text(encoding="utf-8", errors="replace").splitlines()
    assert any("AF_UNIX" in line for line in opened), "strace saw nothing at all"
    assert [line for line in opened if "AF_INET" in line] == []
