"""Pictures of the insights over a simulated month: ``python -m benchmarks.insights_window --out FOLDER``.

The conversations are the sample ones, over and over, with days, categories and what became of cards made up by a seed;
what is counted and grouped of them is counted and grouped by the real window. ``--language`` and ``--theme`` as usual.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from assist import desktop
from assist.app import Workshop
from assist.domain.settings import Settings
from assist.store.cases import SqlCaseStore
from assist.store.database import open_database
from assist.ui.window import Sidebar
from benchmarks.insights import Matter, fill
from benchmarks.knowledge_window import keep_picture
from benchmarks.screenshots import font_for, wait_for

TURNS = 4000
CATEGORIES = ("late_delivery", "refund_status", "damaged", "warranty_repair", "account_access", "")
PAGES = ("overview", "gaps", "replies", "snippets", "mood")


def month(shop: Workshop, path: Path) -> SqlCaseStore:
    """A store with a month of conversations up to today."""
    store = SqlCaseStore(open_database(path, bytes(32)))
    files = sorted((shop.resources / "conversations").glob("*.json"))
    talks = tuple(shop.intake().read_file(file)[0].turns for file in files)
    snippets = tuple(f"snippet:{s.id}" for s in shop.library.read(str(shop.sample_pack)).snippets)
    today = date.fromisoformat(shop.clock.now()[:10])
    fill(store, TURNS, until=today, matter=Matter(CATEGORIES, snippets[:18], talks))
    return store


def shoot(sidebar: Sidebar, out: Path, wanted: set[str]) -> None:
    """One picture of each page, and one of the evidence behind a bar."""
    sidebar.open_insights()
    window = sidebar.insights
    if window is None:
        raise RuntimeError("the insights did not open")
    window.resize(960, 560)
    wait_for(lambda: window.found is not None, "the count")
    for at, name in enumerate(PAGES):
        window._tabs.setCurrentIndex(at)  # noqa: SLF001 - as a click would
        if not wanted or name in wanted:
            keep_picture(window, out / f"insights-{name}.png")
    if not wanted or "evidence" in wanted:
        window.resize(960, 760)
        window._tabs.setCurrentIndex(1)  # noqa: SLF001 - as above
        QTest.keyClick(window.gaps, Qt.Key.Key_Down)
        QTest.keyClick(window.gaps, Qt.Key.Key_Return)
        wait_for(lambda: window.evidence.turns.rowCount() > 0, "the conversation")
        keep_picture(window, out / "insights-evidence.png")


def main() -> None:
    """Make the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", default="overview,evidence", help="names, separated by commas; empty: all")
    parser.add_argument("--language", default="en")
    parser.add_argument("--theme", default="light")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    application = desktop.make_application()
    application.setStyle("Fusion")
    application.setFont(font_for(given.language))
    with tempfile.TemporaryDirectory() as folder, Workshop(Path(folder) / "home") as shop:
        settings = Settings(language=given.language, theme=given.theme, drafts=False, reserve_space=False)
        shop.settings_file.save(settings)
        store = month(shop, Path(folder) / "month.db")
        sidebar = desktop.build(shop, store, pack=str(shop.sample_pack), first=None, notes=())
        sidebar.show()
        wait_for(lambda: sidebar.controller.knowledge.pack is not None, "the pack")
        shoot(sidebar, given.out, {n for n in given.only.split(",") if n})
        sidebar.close()
        store.close()


if __name__ == "__main__":
    main()
