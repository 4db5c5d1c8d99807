"""Pictures of the knowledge window: ``python -m benchmarks.knowledge_window --out FOLDER [--theme dark]``.

A copy of the sample pack with two faults in it is opened in the real window; the sample pack is the published one.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QWidget

from assist import desktop
from assist.app import Workshop
from assist.authoring.window import build
from assist.domain.settings import Settings
from assist.services.editing import Kind
from assist.ui.authoring.testing import TestSheet
from assist.ui.authoring.window import KnowledgeWindow
from benchmarks.screenshots import font_for, wait, wait_for

QUESTION = {"en": "My tent pegs are bent, do you sell spare ones?", "zh": "帐篷的地钉弯了，有备件卖吗？"}
NEW = "\n\nSpare tent pegs are $9 for ten. 地钉备件十根 60 元。\n"


def change(pack: Path) -> None:
    """A new fact, for the finder to find."""
    for language in ("en", "zh"):
        guide = pack / "articles" / language / "tent-guide.md"
        guide.write_text(guide.read_text("utf-8").rstrip("\n") + NEW, "utf-8")


def spoil(pack: Path) -> None:
    """Two faults, so that the pictures show what the window says of them."""
    form, snippet = pack / "forms" / "refund.toml", pack / "snippets" / "en" / "late-1.md"
    form.write_text(form.read_text("utf-8").replace('type = "money"', 'type = "cash"', 1), "utf-8")
    snippet.write_text(snippet.read_text("utf-8").replace("{{name}}", "{{nome}}", 1), "utf-8")


def find(window: KnowledgeWindow, out: Path, question: str) -> None:
    """One picture of the finder: a question that only the edited pack answers."""
    window.finder.line.setText(question)
    window.finder.line.setCursorPosition(0)
    window.finder.go()
    tasks = window.tasks
    wait_for(lambda: not tasks.busy("find-edited") and not tasks.busy("find-published"), "both answers")
    window.session.open(next(i for i in window.session.state.items if i.key == "tent-guide"))  # type: ignore[union-attr]
    keep_picture(window, out / "knowledge-find.png")


def shoot(window: KnowledgeWindow, out: Path) -> None:
    """One picture of each editor and sheet."""
    tasks = window.tasks
    shown = (
        ("article", Kind.ARTICLE, "tent-guide"), ("snippet", Kind.SNIPPET, "late-1"), ("form", Kind.FORM, "order"),
        ("choice", Kind.FORM, "advice"), ("broken", Kind.FORM, "refund"), ("category", Kind.CATEGORY, "late_delivery"),
        ("playbook", Kind.PLAYBOOK, "delivery"), ("tone", Kind.TONE, "tone"),
    )  # fmt: skip
    window.open_test()
    sheet = window.findChild(TestSheet)
    if sheet is not None:
        sheet.run()
        wait_for(lambda: not tasks.busy("test"), "the test")
        keep_picture(window, out / "knowledge-test.png")
        sheet.close_sheet()
    spoil(window.session.bench.folder)
    before = window.session.state
    window.session.check()
    wait_for(lambda: window.session.state is not before, "the check")
    for name, kind, key in shown:
        state = window.session.state
        item = next(i for i in (state.items if state else ()) if (i.kind, i.key) == (kind, key))
        window.session.open(item)
        keep_picture(window, out / f"knowledge-{name}.png")
    window.open_bring()
    keep_picture(window, out / "knowledge-bring.png")


def keep_picture(window: QWidget, path: Path) -> None:
    """Take the picture."""
    wait(400)
    window.grab().save(str(path))
    print(path)


def main() -> None:
    """Make the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", default="", help="find: the finder's picture only, as in the README")
    parser.add_argument("--language", default="en")
    parser.add_argument("--theme", default="light")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    application = desktop.make_application()
    application.setStyle("Fusion")
    application.setFont(font_for(given.language))
    with tempfile.TemporaryDirectory() as folder, Workshop(Path(folder) / "home") as shop:
        pack = Path(folder) / "northwind"
        shutil.copytree(shop.sample_pack, pack)
        shop.library.install(shop.sample_pack)
        change(pack)
        shop.apply(Settings(language=given.language, theme=given.theme))
        window, finder = build(shop, pack)
        window.resize(1280, 840)
        window.show()
        wait_for(lambda: window.session.state is not None, "the pack")
        find(window, given.out, QUESTION["zh" if given.language.startswith("zh") else "en"])
        if given.only != "find":
            shoot(window, given.out)
        window.close()
        finder.close()


if __name__ == "__main__":
    main()
