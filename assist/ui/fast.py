"""The fast lane in the window: asks about what is on screen, and asks again when the process behind it died."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from assist.domain.assistance import Assistance
from assist.domain.errors import WorkerDied
from assist.services.ports import Understanding, UnderstandRequest
from assist.ui.notices import Notice, Notices
from assist.ui.tasks import Tasks

RETRY_MS = (500, 1000, 2000, 4000, 8000, 15_000, 30_000)
Request = Callable[[], UnderstandRequest]
Answered = Callable[[Assistance], None]


class FastLane(QObject):
    """One question at a time: the latest. A question that failed is put again as things stand then."""

    def __init__(self, port: Understanding, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._port = port
        self._tasks = tasks
        self._notices = notices
        self._question: tuple[Request, Answered] | None = None
        self._tries = 0
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.timeout.connect(self._go)

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._tasks.busy("fast") or self._retry.isActive()

    def ask(self, request: Request, answered: Answered) -> None:
        """Ask; ``answered`` gets the answer unless a newer question came."""
        self._question, self._tries = (request, answered), 0
        self._go()

    def stop(self) -> None:
        """No answer is wanted any more."""
        self._question = None
        self._retry.stop()
        self._tasks.retire("fast")

    @Slot()
    def _go(self) -> None:
        if self._question is None:
            return
        self._retry.stop()
        request, port = self._question[0](), self._port
        self._tasks.run("fast", lambda _job: port.understand(request), self._done, self._failed)

    def _done(self, found: Assistance) -> None:
        self._notices.drop("understanding")
        if self._question is not None:
            self._question[1](found)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, WorkerDied):
            text = self.tr("Understanding stopped and is being restarted. The conversation and what is shown stay.")
            self._notices.put(Notice("understanding", text, "warning", self.tr("Try now"), self._go))
            self._retry.start(RETRY_MS[min(self._tries, len(RETRY_MS) - 1)])
            self._tries += 1
            return
        text = self.tr("This could not be understood: {why}").format(why=str(error) or type(error).__name__)
        self._notices.put(Notice("understanding", text, "warning", self.tr("Try again"), self._go))
