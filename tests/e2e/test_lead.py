"""A team lead from beginning to end: bring in, edit in the window, try, test, publish; an agent receives it."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from assist.app import Workshop
from assist.authoring.window import build, editable
from assist.cli import main
from assist.domain.errors import InputError
from assist.services.editing import Kind
from assist.ui.authoring.window import KnowledgeWindow

HELP = {
    "returns.md": "# Returns\n\nSend things back within 30 days of delivery, unused and in their box.",
    "late.html": "<main><h1>Late parcels</h1><p>A parcel that is two days late is traced with the courier.</p></main>",
    "faq.csv": 'Question,Answer\nDo you ship to Norway?,"Yes, parcels to Norway take six working days."\n',
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What a team has, and the pack made of it."""
    source = tmp_path / "help"
    source.mkdir()
    for name, text in HELP.items():
        (source / name).write_text(text, "utf-8")
    pack = tmp_path / "pack"
    assert main(["pack", "import", str(source), "--to", str(pack), "--id", "help", "--name", "Help"]) == 0
    return pack


@pytest.fixture
def window(qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KnowledgeWindow]:
    """The real window on it, with the real processes behind the finder."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    with Workshop() as shop:
        made, finder = build(shop, folder)
        made.show()
        qtbot.waitUntil(lambda: made.session.state is not None, timeout=20_000)
        yield made
        made.close()
        finder.close()
        made.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _home(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSIST_HOME", str(tmp_path / name))


@pytest.mark.slow
def test_from_what_there_is_to_what_an_agent_finds(
    qtbot: QtBot,
    window: KnowledgeWindow,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tmp_path = folder.parent
    # installed as it was brought in, so that there is something to compare with
    assert main(["pack", "install", str(folder)]) == 0
    # edit, and see at once what the edit finds
    finder = window.finder
    finder.line.setText("Is the drone waterproof?")
    finder.go()
    qtbot.waitUntil(lambda: len(finder._shown) == 2, timeout=60_000)
    state = window.session.state
    assert state is not None
    window.session.open(next(i for i in state.items if (i.kind, i.key) == (Kind.ARTICLE, "returns")))
    window.text.body.moveCursor(QTextCursor.MoveOperation.End)
    window.text.body.insertPlainText("\n\nThe drone is waterproof and flies in the rain.")
    qtbot.waitUntil(lambda: _marked(window) == ["returns"], timeout=60_000)
    # test against what is published, publish to a folder, receive on another machine
    head = (folder / "pack.toml").read_text("utf-8")
    (folder / "pack.toml").write_text(head.replace("0.1.0", "0.2.0"), "utf-8")
    assert main(["pack", "test", str(folder)]) == 0
    assert "0 worse" in capsys.readouterr().out
    key, channel = tmp_path / "lead.key", tmp_path / "channel"
    channel.mkdir()
    assert main(["pack", "key", "new", "--name", "Anna", "--key", str(key)]) == 0
    public = re.search(r"ed25519:\S+", capsys.readouterr().out)
    assert public is not None
    assert main(["pack", "key", "trust", public[0], "--name", "Anna"]) == 0
    assert main(["pack", "publish", str(folder), "--to", str(channel), "--key", str(key)]) == 0
    _home(tmp_path, "agent", monkeypatch)
    assert main(["pack", "key", "trust", public[0], "--name", "Anna"]) == 0
    assert main(["pack", "receive", "--from", str(channel), "--now"]) == 0
    capsys.readouterr()
    assert main(["kb", "search", "is the drone waterproof", "--pack", "help", "--json"]) == 0
    hits = json.loads(capsys.readouterr().out)
    assert hits[0]["id"] == "returns"
    assert "flies in the rain" in hits[0]["sentence"]


def _marked(window: KnowledgeWindow) -> list[str]:
    """The articles that only one of the two packs finds."""
    links = [b for b in window.finder.findChildren(QPushButton) if b.property("article")]
    return sorted({str(b.property("article")) for b in links if b.toolTip().startswith("● ")})


def test_what_the_import_remembers_is_not_in_the_pack_file(folder: Path, tmp_path: Path) -> None:
    assert (folder / ".import" / "state.json").exists()
    assert main(["pack", "build", str(folder), "--out", str(tmp_path / "help.assistpack")]) == 0
    with zipfile.ZipFile(tmp_path / "help.assistpack") as built:
        assert not [n for n in built.namelist() if "import" in n]


def test_an_installed_copy_and_a_folder_without_a_pack_are_not_edited(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["knowledge", "--pack", str(tmp_path)]) == 1
    assert "no pack here" in capsys.readouterr().err
    with Workshop() as shop:
        shop.library.install(folder)
        installed = Path(shop.library.installed()[0].path)
        with pytest.raises(InputError, match="installed copy"):
            editable(shop, installed)
        assert editable(shop, folder) == folder.resolve()
