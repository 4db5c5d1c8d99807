"""Whole commands in processes of their own, with one state folder for all: the sample pack is embedded once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder kept for the whole run."""
    return tmp_path_factory.mktemp("assist-home")


@pytest.fixture
def assist(shared_home: Path) -> Run:
    """``assist(*arguments, input="…")`` runs the command and returns what it printed."""

    def run(*arguments: str, input: str | bytes = b"", home: Path | None = None, **env: str  # noqa: A002 - as in subprocess
            ) -> subprocess.CompletedProcess[str]:  # fmt: skip
        environment = {
            k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
        }
        environment |= {"ASSIST_HOME": str(home or shared_home), **env}
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "assist", *arguments],
            input=input.encode() if isinstance(input, str) else input,
            capture_output=True,
            cwd=ROOT,
            env=environment,
            timeout=240,
            check=False,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
