"""Whole conversations onto the desk: out of files, from the history, from whoever read them already."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, Signal, Slot

from assist.domain.case import Case
from assist.domain.conversation import Conversation
from assist.domain.errors import InputError
from assist.domain.pack import Pack
from assist.services.desk import Desk
from assist.services.importing import read_all
from assist.ui import past, words
from assist.ui.notices import Notices
from assist.ui.parts import UiParts
from assist.ui.past import Past
from assist.ui.tasks import Tasks

RECENT = 1000


class Opening(QObject):
    """Reads away from the GUI thread; asks the agent where there are several. ``failed`` carries the error."""

    opened = Signal()
    failed = Signal(object)

    def __init__(
        self,
        parts: UiParts,
        desk: Desk,
        tasks: Tasks,
        notices: Notices,
        parent: QObject | None = None,
        *,
        pack: Callable[[], Pack | None],
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._desk = desk
        self._tasks = tasks
        self._notices = notices
        self._pack = pack

    def files(self, *paths: Path) -> None:
        """Read files of conversations."""
        intake = self._parts.intake
        self._tasks.run("file", lambda _job: read_all(intake, paths), self._files_read, self.failed.emit)

    def _files_read(self, read: tuple[tuple[Conversation, ...], tuple[InputError, ...]]) -> None:
        """What could be read is opened, whatever lay beside it."""
        found, refused = read
        self.conversations(found)
        if refused:  # last: what changes on the desk takes such a line away
            self.failed.emit(InputError("; ".join(map(str, refused))))

    def conversations(self, conversations: tuple[Conversation, ...]) -> None:
        """Conversations that were read already."""
        several = len(conversations) > 1
        lines, texts = map(words.in_one_line, conversations), map(past.said_in, conversations)
        index = self._choose(self.tr("Which conversation?"), tuple(lines), tuple(texts)) if several else 0
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
        insights, pack = self._parts.insights, self._pack()
        self._tasks.run(
            "store", lambda _job: past.read(store, insights, pack, RECENT), self._recent_read, self.failed.emit
        )

    def _recent_read(self, found: tuple[Past, ...]) -> None:
        others = tuple(p for p in found if p.case.id != self._desk.case.id and p.case.conversation.turns)
        if not others:
            self._notices.say(self.tr("There are no earlier conversations."))
            return
        index = self._choose(
            self.tr("Recent conversations"), tuple(p.line for p in others), tuple(p.found_by for p in others)
        )
        if index is not None:
            self.case(others[index].case)

    def _choose(self, title: str, lines: tuple[str, ...], found_by: tuple[str, ...]) -> int | None:
        if self._parts.ask is None or not lines:
            return 0 if lines else None
        return self._parts.ask.choose(title, lines, found_by)
