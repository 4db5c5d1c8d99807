"""Makes pictures of the sidebar: ``python -m benchmarks.screenshots [--out FOLDER] [--only light,dark,zh]``."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from assist.domain.case import Case
from assist.domain.settings import Settings
from assist.services.ports import ModelState
from assist.ui.window import Sidebar
from tests.ui import fakes, sample

SHOTS = {
    "light": Settings(language="en", theme="light", reserve_space=False),
    "dark": Settings(language="en", theme="dark", reserve_space=False),
    "zh_CN": Settings(language="zh_CN", theme="light", reserve_space=False),
    "zh_TW": Settings(language="zh_TW", theme="dark", reserve_space=False),
}


def wait(ms: int) -> None:
    """Let the window work."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def shoot(settings: Settings, path: Path, height: int) -> None:
    """One picture of a sample conversation."""
    parts = fakes.parts(
        settings=settings,
        drafter=fakes.FakeDrafter(),
        model_state=lambda: ModelState("SmolLM2", "ready"),
        first_case=Case(sample.talk()),
    )
    window = Sidebar(parts)
    window.controller.start()
    window.show()
    wait(600)
    window.setFixedSize(settings.width, height)
    wait(200)
    window.grab().save(str(path))
    window.close()
    window.deleteLater()


def main() -> None:
    """Make the pictures asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("resources/screenshots"))
    parser.add_argument("--only", default="")
    parser.add_argument("--width", type=int, default=390)
    parser.add_argument("--height", type=int, default=1040)
    given = parser.parse_args()
    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    for family in ("Noto Sans", "Noto Sans CJK SC"):
        if family in QFontDatabase.families():
            app.setFont(QFont(family, 10))
            break
    given.out.mkdir(parents=True, exist_ok=True)
    wanted = [n for n in given.only.split(",") if n] or list(SHOTS)
    for name in wanted:
        shoot(replace(SHOTS[name], width=given.width), given.out / f"{name}.png", given.height)


if __name__ == "__main__":
    main()
