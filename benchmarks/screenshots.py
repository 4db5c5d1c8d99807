"""Makes the README's pictures from the real program: ``python -m benchmarks.screenshots [--only sidebar-light]``.

Takes the sample pack and sample conversations, waits for the draft, and grabs the window. Needs no display.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from assist import desktop
from assist.app import Workshop
from assist.domain.settings import Settings
from assist.ui.window import Sidebar
from benchmarks.recording import CALL, ScriptedEar

PATIENCE_S = 240


@dataclass(frozen=True)
class Shot:
    """One picture: the window's language and theme, and the sample conversation in it."""

    name: str
    language: str
    theme: str
    conversation: str


SHOTS = (
    Shot("sidebar-light", "en", "light", "late-frustrated"),
    Shot("sidebar-dark", "en", "dark", "third-contact-angry"),
    Shot("sidebar-zh", "zh_CN", "light", "refund-chinese"),
    Shot("sidebar-zh-tw", "zh_TW", "dark", "exchange-traditional"),
    Shot("sidebar-refused", "en", "light", "outside-the-pack"),
)


def wait(ms: int) -> None:
    """Let the window work."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def wait_for(holds: Callable[[], bool], what: str) -> None:
    """Let the window work until something holds; leaves the program when it takes too long."""
    end = monotonic() + PATIENCE_S
    while not holds():
        if monotonic() > end:
            sys.exit(f"gave up waiting for {what}")
        wait(100)


def font_for(language: str) -> QFont:
    """A system's usual font for this language, among those there are."""
    wanted = {"zh_CN": ("Noto Sans CJK SC",), "zh_TW": ("Noto Sans CJK TC",)}.get(
        language, ("Noto Sans", "Noto Sans CJK KR")
    )
    families = QFontDatabase.families()
    found = next((f for f in wanted if f in families), None)
    return QFont(found, 10) if found else QApplication.font()


def shoot(shop: Workshop, window: Sidebar, shot: Shot, path: Path, size: tuple[int, int]) -> None:
    """One picture."""
    control = window.controller
    QApplication.setFont(font_for(shot.language))
    window.change_settings(Settings(language=shot.language, theme=shot.theme, reserve_space=False, width=size[0]))
    wait_for(lambda: control.knowledge.pack is not None and not control.knowledge.indexing, "the search index")
    talk = shop.intake().read_file(shop.resources / "conversations" / f"{shot.conversation}.json")[0]
    control.desk.load_conversation(talk)
    control.open_case(control.desk.case)
    wait_for(lambda: control.shown is not None and not control.working, "the fast lane")
    wait_for(lambda: not control.drafts.busy, "the draft")
    wait(100)
    window.setFixedSize(*size)
    wait(200)
    window.grab().save(str(path))
    print(path)


def shoot_recording(window: Sidebar, path: Path, size: tuple[int, int]) -> None:
    """A call being listened to; what is heard is given, what is found in it is real."""
    control = window.controller
    QApplication.setFont(font_for("en"))
    window.change_settings(Settings(language="en", theme="light", reserve_space=False, width=size[0]))
    wait_for(lambda: not control.knowledge.indexing, "the search index")
    control.new_case()
    window.listen()
    wait_for(lambda: len(control.conversation.turns) == len(CALL), "the call")
    wait_for(lambda: control.shown is not None and not control.working and not control.drafts.busy, "the answers")
    wait(3000)  # the word about the new conversation goes
    window.setFixedSize(*size)
    wait(200)
    window.grab().save(str(path))
    window.listen()
    print(path)


def main() -> None:
    """Make the pictures asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("resources/screenshots"))
    parser.add_argument("--only", default="", help="names, separated by commas")
    parser.add_argument("--width", type=int, default=390)
    parser.add_argument("--height", type=int, default=1240)
    given = parser.parse_args()
    names = {n for n in given.only.split(",") if n}
    given.out.mkdir(parents=True, exist_ok=True)
    application = desktop.make_application()
    application.setStyle("Fusion")
    with tempfile.TemporaryDirectory() as home, Workshop(Path(home)) as shop:
        shop.__dict__["ear"] = ScriptedEar()
        window = desktop.build(shop, None, pack=str(shop.sample_pack), first=None, notes=())
        window.show()
        wait_for(lambda: window.controller.knowledge.pack is not None, "the pack")
        window.controller.notices.drop("store")  # the pictures show the window as it is with a store
        for shot in SHOTS:
            if not names or shot.name in names:
                shoot(shop, window, shot, given.out / f"{shot.name}.png", (given.width, given.height))
        if not names or "recording" in names:
            shoot_recording(window, given.out / "recording.png", (given.width, given.height))
        window.close()


if __name__ == "__main__":
    main()
