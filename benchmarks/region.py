"""Reading a part of the screen: a chat of thirty bubbles, scrolled step by step in a real window on a virtual screen.

python -m benchmarks.region
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from difflib import SequenceMatcher
from typing import Any

import psutil

from benchmarks.common import ROOT, Row, percentile, table
from benchmarks.screen import missing, virtual_screen

STEP = 160
IDLE_S = 15.0
PATIENCE_S = 60.0


def rows() -> list[Row]:
    """The lines of the table."""
    if lacking := missing():
        return [Row("Reading a part of the screen", f"skipped: not installed: {', '.join(lacking)}", "")]
    got = measure()
    shares, waits = got["right"], got["waits_s"]
    return [
        Row("Region reading: characters right, 30 bubbles scrolled in view (n = 30)", f"{shares:.3f}", "≥ .98",
            f"{got['lost']} turns lost, {got['doubled']} doubled, {got['speakers']} of 30 speakers right",
            shares >= 0.98 and not got["lost"] and not got["doubled"]),
        Row(f"From a bubble in view to its turn in the conversation (n = {len(waits)})",
            f"p50 {percentile(waits, 50):.2f}, worst {max(waits):.2f} s", "≤ 1.5 s",
            f"the recogniser alone on the whole picture {got['bare_s']:.2f} s", max(waits) <= 1.5),
        Row(f"CPU while the region does not change, all processes, over {IDLE_S:.0f} s",
            f"{got['idle_percent']:.1f} %", "≤ 3 %", "of one core", got["idle_percent"] <= 3),
    ]  # fmt: skip


def measure(idle_s: float = IDLE_S) -> dict[str, Any]:
    """Run the child on a screen of its own; what it found."""
    with tempfile.TemporaryDirectory() as home, virtual_screen() as environment:
        environment |= {"ASSIST_HOME": home, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.region", "--child", str(idle_s)],
            env=environment, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False,
        )  # fmt: skip
    if done.returncode != 0:
        raise RuntimeError(f"benchmarks.region --child: {done.stderr[-2000:]}")
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


# -- in the child: a chat tool, and the real sidebar beside it -----------------------------------------------------


def child(idle_s: float) -> dict[str, Any]:
    """Scroll, wait for each bubble, compare."""
    from PySide6.QtCore import QRect  # noqa: PLC0415 - the parent needs no Qt

    from assist import desktop  # noqa: PLC0415
    from assist.app import Workshop  # noqa: PLC0415
    from benchmarks.chat_window import CHAT, HEIGHT, WIDTH, ChatWindow  # noqa: PLC0415

    application = desktop.make_application()
    chat = ChatWindow()
    chat.move(60, 60)
    chat.show()
    with Workshop() as shop:
        window = desktop.build(shop, None, pack=str(shop.sample_pack), first=None, notes=())
        window.show()
        _until(application, lambda: window.controller.knowledge.pack is not None)
        _until(application, lambda: not window.controller.knowledge.indexing, 300)
        _until(application, lambda: chat.windowHandle().isExposed())
        shop.pictures.read_pixels(8, 8, bytes(256))  # the models are loaded once, with the first picture
        at = chat.mapToGlobal(chat.rect().topLeft())
        screen: Any = window.sight.screen
        screen.start(QRect(at.x(), at.y(), WIDTH, HEIGHT))
        waits = []
        for y in range(0, chat.furthest + STEP, STEP):
            chat.scroll_to(min(y, chat.furthest))
            waits.append(_wait_for(application, window, chat.last_whole()))
        turns = window.controller.conversation.turns
        _until(application, lambda: not window.controller.working)
        idle = _idle_percent(application, idle_s) if idle_s else 0.0
        bare = _bare(chat)
        window.close()
    return {**compared([(t.speaker.value, t.text) for t in turns], list(CHAT)), "waits_s": waits,
            "idle_percent": idle, "bare_s": bare}  # fmt: skip


def _until(application: Any, true: Any, seconds: float = PATIENCE_S) -> None:
    end = time.monotonic() + seconds
    while not true():
        application.processEvents()
        if time.monotonic() > end:
            raise TimeoutError("waited too long")
        time.sleep(0.005)


def _wait_for(application: Any, window: Any, bubble: int) -> float:
    """Seconds until the conversation has the bubble with this number."""
    started = time.monotonic()
    _until(application, lambda: len(window.controller.conversation.turns) > bubble)
    return time.monotonic() - started


def _idle_percent(application: Any, seconds: float) -> float:
    processes = [psutil.Process(), *psutil.Process().children(recursive=True)]
    before = sum(sum(p.cpu_times()[:2]) for p in processes)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        application.processEvents()
        time.sleep(0.05)
    return 100 * (sum(sum(p.cpu_times()[:2]) for p in processes) - before) / seconds


def _bare(chat: Any) -> float:
    """Seconds for one whole picture in a process that has seen none of it."""
    from assist.pictures.client import PictureProcess  # noqa: PLC0415

    picture = chat.grab().toImage()
    fresh = PictureProcess()
    try:
        fresh.read_pixels(8, 8, bytes(256))
        started = time.monotonic()
        fresh.read_pixels(picture.width(), picture.height(), bytes(picture.constBits()))
        return time.monotonic() - started
    finally:
        fresh.close()


def compared(read: list[tuple[str, str]], said: list[tuple[str, str]]) -> dict[str, Any]:
    """Characters right (of those said), speakers right, turns lost and doubled; turns are paired by their text."""
    right = total = speakers = lost = 0
    left = list(read)
    for who, text in said:
        total += len(text)
        best = max(left, key=lambda turn: _ratio(turn[1], text), default=("", ""))
        if _ratio(best[1], text) < 0.6:
            lost += 1
            continue
        left.remove(best)
        speakers += best[0] == who
        right += sum(b.size for b in SequenceMatcher(None, best[1], text, autojunk=False).get_matching_blocks())
    return {"right": right / total, "speakers": speakers, "lost": lost, "doubled": len(left)}


def _ratio(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio()


def main() -> int:
    """Print the rows; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--child", type=float, help=argparse.SUPPRESS)
    seconds = parser.parse_args().child
    if seconds is not None:
        sys.stdout.write(json.dumps(child(seconds)) + "\n")
        return 0
    found = rows()
    sys.stdout.write(table(found) + "\n")
    return 1 if any(row.ok is False for row in found) else 0


if __name__ == "__main__":
    sys.exit(main())
