"""The one-folder app, built anew and started where there is no Python."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from benchmarks.screen import missing, virtual_screen
from tests.e2e.conftest import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("PyInstaller") is None, reason="PyInstaller is not installed (requirements/dev.txt)"),
    pytest.mark.timeout(900),  # the first test waits for the build, minutes on a busy machine
]
LIMIT_MB = 1100  # half of it is what hears, sees and counts: CTranslate2, OpenCV, FFmpeg, DuckDB
SAMPLES = Path("resources") / "conversations"
Frozen = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder ``assist`` as build.spec makes it now; one that was built before is not looked at."""
    place = tmp_path_factory.mktemp("frozen")
    build = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    build += ["--distpath", str(place / "dist"), "--workpath", str(place / "work"), str(ROOT / "build.spec")]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, timeout=800, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    shutil.rmtree(place / "work")
    return place / "dist" / "assist"


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A state folder for all frozen runs, so that the sample pack is embedded once."""
    return tmp_path_factory.mktemp("frozen-home")


@pytest.fixture
def frozen(app: Path, empty_home: Path, tmp_path: Path) -> Frozen:
    """``frozen(*arguments)`` runs the app from an empty folder with next to nothing in its environment."""

    def run(*arguments: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
        bare = {"HOME": str(empty_home), "ASSIST_HOME": str(empty_home), "PATH": "/nonexistent", "LANG": "C.UTF-8"}
        return subprocess.run(
            [app / "assist", *map(str, arguments)],
            cwd=tmp_path,
            env=bare | env,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    return run


def analysed(frozen: Frozen, app: Path, sample: str, *arguments: str) -> dict[str, Any]:
    """The result for a sample conversation that came with the app."""
    done = frozen("analyze", app / "_internal" / SAMPLES / sample, "--json", *arguments)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def test_english_is_understood_with_nothing_degraded(frozen: Frozen, app: Path) -> None:
    found = analysed(frozen, app, "late-frustrated.json")
    assert found["degraded"] == []
    assert found["form"]["fields"]["order_id"]["value"] == "8273620"
    assert found["form"]["fields"]["email"]["value"] == "crystal.minh@example.com"
    assert found["articles"]
    assert found["suggestions"]


def test_chinese_is_understood_with_nothing_degraded(frozen: Frozen, app: Path) -> None:
    found = analysed(frozen, app, "refund-chinese.json")
    assert found["language"].startswith("zh")
    assert found["degraded"] == []
    assert found["form"]["fields"]["order_id"]["value"] == "4430176"
    assert found["articles"]


@pytest.mark.model
def test_the_model_runs_in_its_own_process_and_answers(frozen: Frozen, app: Path) -> None:
    """Whether a draft passes the guard is the model's business; that it was asked shows in the time it took."""
    found = analysed(frozen, app, "late-frustrated.json", "--draft")
    assert found["degraded"] == []
    assert found["timing_ms"]["draft"] > 0


def test_the_doctor_finds_the_same_as_outside(frozen: Frozen, empty_home: Path) -> None:
    inside = frozen("doctor", "--json")
    outside = subprocess.run(
        [sys.executable, "-m", "assist", "doctor", "--json"],
        cwd=ROOT,
        env={"HOME": str(empty_home), "ASSIST_HOME": str(empty_home), "PATH": "/nonexistent"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert inside.returncode == outside.returncode, inside.stderr
    assert verdicts(inside.stdout) == verdicts(outside.stdout)
    assert {name for name, ok, _ in verdicts(inside.stdout) if not ok} <= {"window", "keyring", "memory"}


def verdicts(printed: str) -> list[tuple[str, bool, str]]:
    """Name, verdict and, where it does not change by the second, the detail of each finding."""
    moving = {"memory", "state folder", "connections"}
    return [(f["name"], f["ok"], "" if f["name"] in moving else f["detail"]) for f in json.loads(printed)]


@pytest.mark.x11
@pytest.mark.skipif(bool(missing()), reason=f"a virtual screen needs: {', '.join(missing())}")
def test_the_window_opens_with_its_own_libraries(app: Path, tmp_path: Path) -> None:
    with virtual_screen() as screen, (tmp_path / "said").open("w+b") as said:
        bare = {name: str(tmp_path) for name in ("HOME", "ASSIST_HOME")} | {"PATH": "/nonexistent"}
        window = subprocess.Popen(
            [app / "assist", "gui", "--demo"], env=bare | {"DISPLAY": screen["DISPLAY"]}, stdout=said, stderr=said
        )
        try:
            shown = wait_for_window(screen, window)
            loaded = Path(f"/proc/{window.pid}/maps").read_text(encoding="utf-8") if shown else ""
        finally:
            window.terminate()
            window.wait(20)
        assert shown, (tmp_path / "said").read_text(encoding="utf-8", errors="replace")
    assert str(app) in loaded
    assert "site-packages" not in loaded


def wait_for_window(screen: dict[str, str], window: subprocess.Popen[bytes], patience_s: float = 90.0) -> bool:
    """Whether the window manager listed a window before the program ended."""
    asked = ["xprop", "-root", "_NET_CLIENT_LIST"]
    end = time.monotonic() + patience_s
    while window.poll() is None and time.monotonic() < end:
        if "0x" in subprocess.run(asked, env=screen, capture_output=True, text=True, check=False).stdout:
            return True
        time.sleep(0.1)
    return False


def test_pictures_can_be_read_and_an_engine_reached(app: Path) -> None:
    inside = next(app.rglob("rapidocr"))
    assert len(list(inside.glob("models/*.onnx"))) >= 2
    assert [p for p in app.rglob("certifi") if p.is_dir()]


def test_nothing_unused_came_along(app: Path) -> None:
    files = [p.relative_to(app).as_posix() for p in app.rglob("*")]
    unwanted = ("gtk", "QtNetwork", "Qt6Network", "/tls/", "hf_xet", "huggingface", "/torch/", "sklearn", "hypothesis")
    assert [f for f in files if any(word in f for word in unwanted)] == []
    assert not [p for p in app.rglob("*") if p.is_symlink() and not p.exists()]
    size = sum(p.stat().st_size for p in app.rglob("*") if p.is_file() and not p.is_symlink())
    assert size / 1e6 < LIMIT_MB
