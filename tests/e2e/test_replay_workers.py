"""A replay with several processes, when one of them dies, or the one they work for."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests.e2e.conftest import ROOT, Run

pytestmark = pytest.mark.slow

PATIENCE_S = 200.0
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    (folder / "articles").mkdir(parents=True)
    (folder / "pack.toml").write_text('[pack]\nid = "small"\nname = "Small"\nversion = "1.0.0"\nlanguages = ["en"]\n')
    (folder / "articles" / "refunds.md").write_text(
        "---\nid: refunds\ntitle: Refunds\nlang: en\naudience: public\n---\nA refund takes five working days.\n"
    )
    return folder


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    source = tmp_path / "in.jsonl"
    said = [{"id": f"c{i}", "turns": [{"speaker": "customer", "text": f"where is refund {i}"}]} for i in range(3000)]
    source.write_text("".join(json.dumps(talk) + "\n" for talk in said))
    return source


@pytest.fixture
def running(pack: Path, talks: Path, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """A replay with two workers that has written its first results."""
    out = tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "assist", "replay", str(talks), "--pack", str(pack), "--out", str(out)]
    with subprocess.Popen(
        [*command, "--workers", "2"],
        cwd=ROOT,
        env=os.environ | {"ASSIST_HOME": str(tmp_path / "home")},
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            until(lambda: out.exists() and out.stat().st_size > 0)
            yield process, out
        finally:
            process.kill()


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.02)


def workers_of(process: subprocess.Popen[str]) -> list[psutil.Process]:
    children = psutil.Process(process.pid).children()
    return [child for child in children if "spawn_main" in " ".join(child.cmdline())]


def test_a_faulty_pack_is_said_in_lines_however_many_workers(assist: Run, pack: Path, talks: Path) -> None:
    (pack / "pack.toml").write_text('[pack]\nid = "small"\nname = "Small"\nversion = "x"\nlanguages = ["en"]\n')
    out = talks.with_name("out.jsonl")
    done = assist("replay", str(talks), "--pack", str(pack), "--out", str(out), "--workers", "2")
    assert (done.returncode, done.stderr) == (1, 'pack.toml:4: "x" is not a version such as 1.4.0\n')
    assert not out.exists()


@POSIX
def test_a_killed_worker_ends_the_replay_in_one_line_and_what_was_done_stays(
    running: tuple[subprocess.Popen[str], Path],
) -> None:
    process, out = running
    workers_of(process)[0].send_signal(signal.SIGKILL)
    _, told = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 1
    assert told == "a worker process ended unexpectedly; start the same command again to go on\n"
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert [row["id"] for row in rows] == [f"c{i}" for i in range(len(rows))]


@POSIX
def test_workers_end_with_the_process_they_work_for(running: tuple[subprocess.Popen[str], Path]) -> None:
    process, _ = running
    workers = workers_of(process)
    assert len(workers) == 2
    process.kill()
    process.wait()
    _, alive = psutil.wait_procs(workers, timeout=20)
    assert not alive
