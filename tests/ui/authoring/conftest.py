"""The knowledge window on a copy of the sample pack; only the finder and the dialogs are stand-ins."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from assist.domain.assistance import Assistance, CardKind, Hit, Suggestion, Triage
from assist.domain.conversation import Conversation
from assist.domain.settings import Settings
from assist.intake import TranscriptIntake
from assist.packs.editing.folder import FolderWorkbench
from assist.packs.reader import read_pack
from assist.services.editing import FoundBy, Item, Kind, Outcome
from assist.services.team import Publishing
from assist.services.testing import Answered, Question, compare
from assist.ui.authoring.parts import LeadParts
from assist.ui.authoring.window import KnowledgeWindow
from tests.conftest import ROOT


@dataclass
class Answers:
    """Dialogs answered by the test."""

    texts: list[str] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)

    def text(self, title: str, label: str) -> str | None:
        return self.texts.pop(0) if self.texts else None

    def folder(self, title: str) -> Path | None:
        return self.folders.pop(0) if self.folders else None

    def file(self, title: str) -> Path | None:
        return self.files.pop(0) if self.files else None


class WordFinder:
    """Finds the article whose title has a word of the question: in the files as they are, and as they were."""

    def __init__(self, folder: Path, published: Path | None) -> None:
        self.folder, self.older = folder, published
        self.asked: list[tuple[str, int]] = []

    def edited(self, conversation: Conversation, version: int) -> FoundBy:
        self.asked.append((conversation.turns[-1].text, version))
        return FoundBy("", _found(self.folder, conversation))

    def published(self, conversation: Conversation) -> FoundBy | None:
        return None if self.older is None else FoundBy("1.4.0", _found(self.older, conversation))

    def close(self) -> None:
        pass


def _found(folder: Path, conversation: Conversation) -> Assistance:
    words = set(conversation.turns[-1].text.casefold().split())
    hits = [a for a in read_pack(folder).articles if words & set(a.title.casefold().split())][:3]
    made = tuple(Hit(a.id, a.title, 0.8, a.body[:80], a.body[:40], 0, 40) for a in hits)
    cards = (Suggestion(CardKind.SNIPPET, "x", "snippet:late-1", 0.5, title="Late: sorry and trace"),)
    return Assistance("q", 0, 0, "en", triage=Triage("late_delivery" if made else None, 0.7), articles=made,
                      suggestions=cards, refused=not made)  # fmt: skip


@dataclass
class Bench:
    """A window being tested."""

    qtbot: QtBot
    window: KnowledgeWindow
    folder: Path
    finder: WordFinder
    ask: Answers
    brought: list[tuple[Path, ...]]

    def item(self, kind: Kind, key: str) -> Item:
        state = self.window.session.state
        assert state is not None
        return next(i for i in state.items if (i.kind, i.key) == (kind, key))

    def open(self, kind: Kind, key: str) -> None:
        self.window.session.open(self.item(kind, key))

    def save(self) -> None:
        """Save, and wait until the pack was checked again."""
        with self.qtbot.waitSignal(self.window.session.checked, timeout=10_000):
            assert self.window.session.save()

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=10_000)


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path, northwind: Path) -> Iterator[Callable[..., Bench]]:
    made: list[KnowledgeWindow] = []

    def build(settings: Settings | None = None, prepare: Callable[[Path], None] | None = None,
              publishing: Callable[[Path], Publishing] | None = None) -> Bench:  # fmt: skip
        folder = tmp_path / "pack"
        shutil.copytree(northwind, folder)
        if prepare is not None:
            prepare(folder)
        finder, ask = WordFinder(folder, northwind), Answers()
        brought: list[tuple[Path, ...]] = []

        def bring_in(sources: tuple[Path, ...], progress: Callable[[int, int, str], None]) -> tuple[str, ...]:
            brought.append(sources)
            progress(0, 1, "a.md")
            (folder / "articles" / "en" / "new.md").write_text("---\nid: new\ntitle: New\nlang: en\n---\n\nText.\n")
            return ("1 files: 1 read", "1 articles")

        def tested(history: Path | None, progress: Callable[[int, int, str], None]) -> Outcome:
            progress(0, 2, "asking")
            asked = Question("category", "example:q", "Where is my parcel?", frozenset({"late_delivery"}))
            old, new = Answered(("late_delivery",), 0.9, True), Answered((), 0.2, False)
            key = ("category", "example:q")
            return Outcome(compare([asked], {key: new}, {key: old}), "1.4.0" if history is None else "")

        parts = LeadParts(FolderWorkbench(folder), finder, TranscriptIntake(), settings or Settings(language="en"),
                          ROOT / "resources", bring_in=bring_in, ask=ask, run_test=tested,
                          publishing=publishing(folder) if publishing is not None else None)  # fmt: skip
        window = KnowledgeWindow(parts)
        made.append(window)
        window.show()
        bench = Bench(qtbot, window, folder, finder, ask, brought)
        bench.until(lambda: window.session.state is not None)
        return bench

    yield build
    for window in made:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def bench(make: Callable[..., Bench]) -> Bench:
    return make()
