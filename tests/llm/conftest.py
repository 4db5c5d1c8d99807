"""The default model, and a clock that stands still."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from assist.llm.client import ModelProcess
from assist.llm.registry import ModelRegistry
from assist.support.paths import resources


class StillClock:
    """Time moves only when told."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> str:
        return "2026-01-01T00:00:00Z"

    def monotonic(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def prompts_folder() -> Path:
    return resources() / "prompts"


@pytest.fixture
def model_file(tmp_path: Path) -> Path:
    entry = ModelRegistry(tmp_path / "models").get()
    if entry.path is None:
        pytest.skip(f"package {entry.package} is not installed")
    return entry.path


@pytest.fixture
def model(model_file: Path, clock: StillClock) -> Iterator[ModelProcess]:
    process = ModelProcess(model_file, threads=1, context=2048, idle_unload_s=60, clock=clock)
    yield process
    process.close()


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate that is its own authority, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    certificate, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(certificate),
         "-days", "2", "-subj", "/CN=engine", "-addext", "subjectAltName=IP:127.0.0.1"],
        check=True, capture_output=True,
    )  # fmt: skip
    return certificate, key
