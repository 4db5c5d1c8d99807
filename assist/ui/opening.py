"""Whole conversations onto the desk: out of files, from the history, from whoever read them already."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, QObject, Signal, Slot

from assist.domain.case import Case
from assist.domain.conversation import Conversation
from assist.services.desk import Desk
from assist.services.importing import read_all
from assist.ui import words
from assist.ui.notices import Notices
from assist.ui.parts import UiParts
from assist.ui.tasks import Tasks

RECENT = 30


class Opening(QObject):
    """Reads away from the GUI thread; asks the agent where there are several. ``failed`` carries the error."""

    opened = Signal()
    failed = Signal(object)

    def __init__(
        self, parts: UiParts, desk: Desk, tasks: Tasks, notices: Notices, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._desk = desk
        self._tasks = tasks
        self._notices = notices

    def files(self, *paths: Path) -> None:
        """Read files of conversations."""
        intake = self._parts.intake
        self._tasks.run("file", lambda _job: read_all(intake, paths), self.conversations, self.failed.emit)

    def conversations(self, conversations: tuple[Conversation, ...]) -> None:
        """Conversations that were read already."""
        several = len(conversations) > 1
        index = self._choose(self.tr("Which conversation?"), conversations) if several else 0
        if index is not None and conversations:
            self._desk.load_conversation(conversations[index])
            self.opened.emit()

    @property
    def has_sample(self) -> bool:
        """Whether there is a sample conversation to try things with."""
        return self._parts.sample(QLocale().name()) is not None

    @Slot()
    def sample(self) -> None:
        """The sample conversation in the window's language."""
        if (path := self._parts.sample(QLocale().name())) is not None:
            self.files(path)

    def case(self, case: Case) -> None:
        """A case from the history."""
        self._desk.load(case)
        self.opened.emit()

    def recent(self) -> None:
        """Offer the latest cases, and open the one that is chosen."""
        store = self._parts.store
        if store is None:
            self._notices.say(self.tr("Nothing is kept, so there are no earlier conversations."))
            return
        self._tasks.run("store", lambda _job: store.recent(RECENT), self._recent_read, self.failed.emit)

    def _recent_read(self, cases: tuple[Case, ...]) -> None:
        others = tuple(c for c in cases if c.id != self._desk.case.id and c.conversation.turns)
        if not others:
            self._notices.say(self.tr("There are no earlier conversations."))
            return
        index = self._choose(
            self.tr("Recent conversations"),
            tuple(c.conversation for c in others),
            tuple(c.opened_at for c in others),
        )
        if index is not None:
            self.case(others[index])

    def _choose(self, title: str, conversations: tuple[Conversation, ...], times: tuple[str, ...] = ()) -> int | None:
        if self._parts.ask is None or not conversations:
            return 0 if conversations else None
        at = times or ("",) * len(conversations)
        return self._parts.ask.choose(title, tuple(map(words.in_one_line, conversations, at)))
