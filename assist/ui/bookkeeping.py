"""What each case amounts to is noted for the insights, off the GUI thread, beside everything else that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from assist.domain.assistance import Assistance
from assist.domain.case import Feedback, FeedbackKind
from assist.domain.insights import case_facts
from assist.domain.pack import Pack
from assist.services.desk import Desk
from assist.services.ports import Clock
from assist.ui.saving import Saver
from assist.ui.tasks import Job, Tasks

if TYPE_CHECKING:
    from assist.services.insights import InsightStore


class Bookkeeper(QObject):
    """Notes facts of cases and searches without a hit. Where nothing is kept it does nothing."""

    def __init__(self, store: InsightStore | None, clock: Clock, desk: Desk, saver: Saver, tasks: Tasks) -> None:
        super().__init__(tasks)
        self._store, self._clock, self._desk, self._saver, self._tasks = store, clock, desk, saver, tasks

    def note(self, found: Assistance) -> None:
        """The fast lane's answer to what is on screen."""
        store, conversation, now = self._store, self._desk.conversation, self._clock.now()
        if store is None:
            return

        def work(_job: Job) -> None:
            from assist.services.insights import open_question  # noqa: PLC0415 - its patterns are not needed for a start

            asked = open_question(conversation, found)
            store.save_facts(case_facts(conversation, found, now, store.facts(conversation.id), asked=asked))

        self._tasks.run("store", work, _done, _failed)

    def emptied(self) -> None:
        """Every turn of the case on screen was taken back."""
        store, case_id = self._store, self._desk.case.id
        if store is not None:
            self._tasks.run("store", lambda _job: store.drop_facts(case_id), _done, _failed)

    def know(self, pack: Pack) -> None:
        """What the open pack calls things: shown for as long as cases name them."""
        store = self._store
        if store is None:
            return

        def work(_job: Job) -> None:
            from assist.services.insights import names_of  # noqa: PLC0415 - as above

            store.keep_names(names_of(pack))

        self._tasks.run("store", work, _done, _failed)

    @property
    def case_id(self) -> str:
        """The case on screen."""
        return self._desk.case.id

    def missed(self, query: str, case_id: str) -> None:
        """A search of the agent's found nothing."""
        event = Feedback(case_id, FeedbackKind.NOT_FOUND, "search", self._clock.now(), query)
        self._saver.record((event,))


def _done(_nothing: object) -> None:
    """Noted."""


def _failed(_error: Exception) -> None:
    """Statistics are not worth a word to the agent; the case itself is saved by `Saver`, which speaks up."""
