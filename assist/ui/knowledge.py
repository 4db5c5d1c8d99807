"""The pack in the window: opened in the background with progress; searched; its articles read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

from assist.domain.assistance import Hit
from assist.domain.errors import Cancelled, WorkerDied
from assist.domain.pack import Article, Pack
from assist.services.ports import Progress, Understanding
from assist.ui.notices import Notice, Notices
from assist.ui.tasks import Job, Tasks

SAID_AFTER_MS = 700
"""A pack that takes the place of another is prepared quietly for so long: a banner that flashes only moves things."""
RETRY_MS = (500, 1000, 2000, 4000, 8000, 15_000, 30_000)


class Knowledge(QObject):
    """The open pack (without its articles), and questions to it."""

    opened = Signal()
    indexed = Signal()
    """The pack that was open by words alone is now open with its meaning."""

    def __init__(self, port: Understanding, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._port = port
        self._tasks = tasks
        self._notices = notices
        self._source: Path | None = None
        self._tries = 0
        self.pack: Pack | None = None
        self.opening = False
        self.indexing = False
        self._since = QElapsedTimer()
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.timeout.connect(self._go)

    def open(self, source: Path) -> None:
        """Open a pack; the one before stays in use until this one is ready, and for good when it has faults."""
        self._source, self._tries = source, 0
        self._tasks.retire("index")
        self.indexing = False
        self._go()

    def cancel(self) -> None:
        """Stop preparing; what was prepared so far is kept for the next time."""
        if self.opening or self.indexing:
            self._tasks.retire("index" if self.indexing else "pack")
            self.opening = self.indexing = False
            self._say(self.tr("Preparing the knowledge was stopped."), "info", self.tr("Go on"))
            self.opened.emit()

    def search(self, query: str, found: Callable[[tuple[Hit, ...]], None]) -> None:
        """The passages for a typed question, handed to ``found``."""
        port = self._port
        self._tasks.run("search", lambda _job: port.search(query, 5), found, self._search_failed)

    def article(self, article_id: str, found: Callable[[Article | None], None]) -> None:
        """A whole article, handed to ``found``."""
        port = self._port
        self._tasks.run("article", lambda _job: port.article(article_id), found, self._search_failed)

    @Slot()
    def _go(self) -> None:
        source, port = self._source, self._port
        if source is None:
            return
        self.opening = True
        self._since.start()

        def work(job: Job) -> Any:
            return port.open_pack(source, _telling(job), wait=False)

        self._tasks.run("pack", work, self._done, self._failed, self._progress)

    def _progress(self, event: tuple[int, int, str]) -> None:
        if self.pack is not None and self.opening and self._since.elapsed() < SAID_AFTER_MS:
            return
        done, total, what = event
        counted = 0 < done < total
        text = self.tr("Preparing knowledge · {what}").format(what=self._part(what))
        if counted:
            text = self.tr("{part} {done} of {total}").format(part=text, done=done, total=total)
        if self.indexing:
            text = self.tr("{part}. Until then search goes by keywords.").format(part=text)
        share = done / total if counted else -1.0
        self._notices.put(Notice("pack", text, "info", self.tr("Cancel"), self.cancel, share))

    def _part(self, what: str) -> str:
        """What is being prepared, for the agent."""
        words = {
            "embedding articles": self.tr("articles"),
            "embedding sentences": self.tr("sentences"),
            "learning the categories": self.tr("categories"),
            "embedding replies": self.tr("replies"),
        }
        return words.get(what) or self.tr("reading")

    def _done(self, pack: Pack) -> None:
        self.opening = False
        self.pack = pack
        self._notices.drop("pack")
        self.opened.emit()
        if not self._port.indexed:
            self._finish()

    def _finish(self) -> None:
        """Have the rest prepared; until then the open pack answers by words."""
        self.indexing = True
        port = self._port

        def work(job: Job) -> None:
            port.finish_index(_telling(job))

        self._tasks.run("index", work, self._finished, self._failed, self._progress)

    def _finished(self, _nothing: object) -> None:
        self.indexing = False
        self._notices.drop("pack")
        self.indexed.emit()

    def _failed(self, error: Exception) -> None:
        self.opening = self.indexing = False
        if isinstance(error, WorkerDied) and self._tries < len(RETRY_MS):
            self._say(self.tr("Understanding stopped while it opened the knowledge and is being restarted."), "warning")
            self._retry.start(RETRY_MS[self._tries])
            self._tries += 1
            return
        first, *others = str(error).splitlines() or [type(error).__name__]
        more = self.tr(" and {n} more").format(n=len(others)) if others else ""
        self._say(
            self.tr("The knowledge pack could not be opened: {why}").format(why=first + more),
            "warning",
            self.tr("Try again"),
        )
        self.opened.emit()

    def _search_failed(self, error: Exception) -> None:
        self._notices.say(self.tr("Search failed: {why}").format(why=str(error)))

    def _say(self, text: str, icon: str, action: str = "") -> None:
        self._notices.put(Notice("pack", text, icon, action, self._again if action else None, closable=True))

    def _again(self) -> None:
        self._tries = 0
        self._go()


def _telling(job: Job) -> Progress:
    """Tells of the work as the job's events.

    The end of a part goes unsaid: the next part begins at once, and of two events so near only the first gets through.
    """

    def tell(done: int, total: int, what: str) -> None:
        if done < total:
            job.emit((done, total, what))
        elif job.cancelled():
            raise Cancelled("retired")

    return tell
