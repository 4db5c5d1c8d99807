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


def font_for(language: str) -> QFont:
    """A system's usual font for this language, among those there are."""
    latin = ("Noto Sans", "Noto Sans CJK KR")
    wanted = {"zh_CN": ("Noto Sans CJK SC",), "zh_TW": ("Noto Sans CJK TC",)}.get(language, latin)
    families = QFontDatabase.families()
    found = next((f for f in wanted if f in families), None)
    return QFont(found, 10) if found else QApplication.font()


def shoot(settings: Settings, path: Path, height: int) -> None:
    """One picture of a sample conversation."""
    parts = fakes.parts(
        settings=settings,
        drafter=fakes.FakeDrafter(),
        model_state=lambda: ModelState("SmolLM2", "ready"),
        first_case=Case(sample.talk()),
    )
    window = Sidebar(parts)
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
    given.out.mkdir(parents=True, exist_ok=True)
    app.setStyle("Fusion")
    wanted = [n for n in given.only.split(",") if n] or list(SHOTS)
    for name in wanted:
        app.setFont(font_for(SHOTS[name].language))
        shoot(replace(SHOTS[name], width=given.width), given.out / f"{name}.png", given.height)


if __name__ == "__main__":
    main()
