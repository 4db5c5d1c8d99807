"""A folder watched for new files: what comes is offered at the window's foot, and opened when the agent says so."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from assist.domain.conversation import Conversation
from assist.services.new_files import Found, WatchedFolder
from assist.services.ports import FileReader
from assist.ui import words
from assist.ui.notices import Notice, Notices
from assist.ui.tasks import Tasks

EVERY_MS = 2000
KEPT = 50  # offered conversations; older ones are still in their files


class FolderWatch(QObject):
    """Looks away from this thread, one look at a time. Nothing on screen changes by itself."""

    wanted = Signal(tuple)  # the conversations to open

    def __init__(self, reader: FileReader, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._tasks = tasks
        self._notices = notices
        self._watched: WatchedFolder | None = None
        self._offered: list[Conversation] = []
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)

    @property
    def folder(self) -> Path | None:
        """The folder that is watched."""
        return self._watched.folder if self._watched is not None else None

    def watch(self, folder: str) -> None:
        """This folder from now on; empty: none."""
        wanted = Path(folder).expanduser() if folder else None
        if wanted == self.folder:
            return
        self._tasks.retire("folder")
        self._notices.drop("folder")
        self._watched = WatchedFolder(wanted, self._reader) if wanted is not None else None
        self._timer.start() if wanted is not None else self._timer.stop()
        self.look()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._tasks.retire("folder")

    @Slot()
    def look(self) -> None:
        """Look now, unless a look is under way."""
        watched = self._watched
        if watched is None or self._tasks.busy("folder"):
            return
        self._tasks.run("folder", lambda _job: watched.look(), self._looked, self._failed)

    def _looked(self, found: Found) -> None:
        self._notices.drop("folder")
        for line in found.bad:
            self._notices.put(Notice("folder-file", line, "warning", closable=True))
        if found.conversations:
            before = self._offered if self._notices.get("folder-new") is not None else []  # else it was put away
            self._offered = [*before, *found.conversations][-KEPT:]
            self._notices.keep(self._offer)

    def _offer(self) -> Notice:
        count = len(self._offered)
        text = (
            self.tr("1 new conversation: {name}").format(name=self._offered[0].id)
            if count == 1
            else self.tr("{n} new conversations").format(n=count)
        )
        return Notice("folder-new", text, "info", self.tr("Open"), self._open, closable=True)

    def _open(self) -> None:
        conversations, self._offered = tuple(self._offered), []
        self._notices.drop("folder-new")
        self.wanted.emit(conversations)

    def _failed(self, error: Exception) -> None:
        self._notices.put(Notice("folder", words.first_line(error), "warning", closable=True))
