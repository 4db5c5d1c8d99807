"""Start, memory, idle CPU and the GUI thread's longest stall, in the real window on a virtual screen.

python -m benchmarks.window
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

import psutil

from benchmarks.common import ROOT, Row, table
from benchmarks.screen import missing, virtual_screen

IDLE_S = 20.0
WRITTEN = ("draft", "composed")
STARTS = 5


def rows() -> list[Row]:
    """The window's lines of the table."""
    if lacking := missing():
        return [Row("The window", f"skipped: not installed: {', '.join(lacking)}", "")]
    with tempfile.TemporaryDirectory() as home, virtual_screen() as environment:
        environment |= {"ASSIST_HOME": home, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
        _child("life", environment)  # embeds the sample pack, warms the disk
        starts = sorted(_child("start", environment)["start_s"] for _ in range(STARTS))
        bare = sorted(_child("bare", environment)["start_s"] for _ in range(STARTS))
        life = _child("life", environment)
    start, empty = starts[len(starts) // 2], bare[len(bare) // 2]
    window, everything, idle, stall = life["window_mb"], life["all_mb"], life["idle_percent"], life["stall_ms"]
    return [
        Row(f"Start to usable window, warm disk, before the database is opened (median of {STARTS})",
            f"{start:.2f} s", "≤ 1.5 s",
            f"an empty Qt window {empty:.2f} s (× {start / empty:.1f})", start <= 1.5),
        Row("Longest stall of the GUI thread while a draft streams", f"{stall:.0f} ms", "≤ 50 ms",
            f"{life['beats']} heartbeats", stall <= 50),
        Row("Memory of the window's process", f"{window:.0f} MB", "≤ 250 MB", "resident", window <= 250),
        Row("Memory of everything, default model loaded", f"{everything:.0f} MB", "≤ 1 GB",
            f"resident, {life['processes']} processes", everything <= 1024),
        Row(f"CPU when idle, all processes, over {IDLE_S:.0f} s", f"{idle:.2f} %", "≤ 1 %", "of one core", idle <= 1),
    ]  # fmt: skip


def _child(mode: str, environment: dict[str, str]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.window", "--child", mode],
        env=environment, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise RuntimeError(f"benchmarks.window --child {mode}: {done.stderr[-2000:]}")
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


# -- in the child: the real window ---------------------------------------------------------------------------------


def _since_start() -> float:
    return time.time() - psutil.Process().create_time()


def _bare() -> dict[str, float]:
    from PySide6.QtWidgets import QApplication, QWidget  # noqa: PLC0415 - import time is what is measured

    application = QApplication([])
    window = QWidget()
    window.show()
    _until(application, lambda: window.windowHandle() is not None and window.windowHandle().isExposed())
    return {"start_s": _since_start()}


def _until(application: Any, true: Any, seconds: float = 120.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        application.processEvents()
        time.sleep(0.001)
        if time.monotonic() > end:
            raise TimeoutError("the window did not get there")


def _start() -> dict[str, float]:
    shop, application, sidebar = _open()
    usable = _since_start()
    _shut(shop, application, sidebar)
    return {"start_s": usable}


def _open() -> tuple[Any, Any, Any]:
    from assist import desktop  # noqa: PLC0415 - import time is what is measured
    from assist.app import Workshop  # noqa: PLC0415 - as above

    application = desktop.make_application()
    shop = Workshop()
    sidebar = desktop.build(shop, None, pack=None, first=None, notes=())
    sidebar.show()
    _until(application, lambda: sidebar.windowHandle() is not None and sidebar.windowHandle().isExposed())
    application.processEvents()
    return shop, application, sidebar


def _shut(shop: Any, application: Any, sidebar: Any) -> None:
    sidebar.close()
    application.processEvents()
    shop.close()


def _model_writes(shop: Any, sidebar: Any) -> Callable[[], bool]:
    """Have the default model write, as a draft is written; the small one is not asked to word drafts by itself."""
    from assist.services.ports import DraftRequest  # noqa: PLC0415 - see above

    ended: list[object] = []
    request = DraftRequest("You answer customers.", (("user", "Where is my parcel?"),), "Answer.", max_tokens=120)

    def work(job: Any) -> object:
        return shop.writing.model().generate(request, job.emit, job)

    sidebar.tasks.run("model", work, ended.append, ended.append, lambda _piece: None)

    def done() -> bool:
        if ended and isinstance(ended[0], Exception):
            raise ended[0]
        return bool(ended)

    return done


def _life() -> dict[str, float]:
    shop, application, sidebar = _open()
    controller = sidebar.controller
    _until(application, lambda: controller.knowledge.pack is not None)
    _until(application, lambda: not controller.knowledge.indexing, 300)
    controller.opening.files(shop.sample_conversation)
    _until(application, lambda: controller.shown is not None)
    beat = Heartbeat(sidebar)
    _until(application, lambda: any(p.card is not None and p.card.source in WRITTEN for p in controller.places))
    _until(application, _model_writes(shop, sidebar))
    beat.stop()
    _run(application, 2.0)
    processes = [psutil.Process(), *psutil.Process().children(recursive=True)]
    sizes = [p.memory_info().rss / 2**20 for p in processes]
    before = sum(sum(p.cpu_times()[:2]) for p in processes)
    _run(application, IDLE_S)
    idle = (sum(sum(p.cpu_times()[:2]) for p in processes) - before) / IDLE_S * 100
    _shut(shop, application, sidebar)
    return {
        "window_mb": sizes[0], "all_mb": sum(sizes), "processes": len(sizes), "idle_percent": idle,
        "stall_ms": beat.longest_ms, "beats": beat.count,
    }  # fmt: skip


def _run(application: Any, seconds: float) -> None:
    """The event loop, undisturbed."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - see above

    QTimer.singleShot(int(seconds * 1000), application.quit)
    application.exec()


class Heartbeat:
    """A timer of 5 ms on the GUI thread; the longest time between two of its beats, less those 5 ms."""

    def __init__(self, parent: Any) -> None:
        from PySide6.QtCore import QTimer  # noqa: PLC0415 - see above

        self.longest_ms, self.count = 0.0, 0
        self._last = time.perf_counter()
        self._timer = QTimer(parent)
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000 - 5)
        self._last = now
        self.count += 1

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--child", choices=("start", "bare", "life"))
    mode = arguments.parse_args().child
    if mode is None:
        sys.stdout.write(table(rows()) + "\n")
    else:
        sys.stdout.write(json.dumps({"start": _start, "bare": _bare, "life": _life}[mode]()) + "\n")
