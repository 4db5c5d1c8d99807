"""Keeps the case on disk, off the GUI thread, losing nothing: what could not be written is written later."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Slot

from assist.domain.assistance import CaseForm
from assist.domain.case import Case, Feedback
from assist.services.ports import CaseStore
from assist.ui.notices import Notice, Notices
from assist.ui.tasks import Job, Tasks

RETRY_MS = (1000, 2000, 5000, 10_000, 30_000)


class Saver(QObject):
    """Takes changes as they come and writes the latest state of each; one write at a time.

    A case that changes ten times while one write is under way is written once more, not ten times. Feedback is never
    merged or dropped.
    """

    def __init__(self, store: CaseStore | None, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._tasks = tasks
        self._notices = notices
        self._waiting = _Batch()
        self._writing = False
        self._failures = 0
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.timeout.connect(self.flush)

    @property
    def pending(self) -> bool:
        """Whether something is not on disk yet."""
        return self._writing or self._waiting != _Batch()

    @property
    def failing(self) -> bool:
        """Whether the last write failed, so that something is only in memory."""
        return self._failures > 0 and self.pending

    def save(self, case: Case) -> None:
        """The case as it is now."""
        self._waiting.cases[case.id] = case
        self.flush()

    def save_form(self, case_id: str, form: CaseForm) -> None:
        """The form as it is now."""
        self._waiting.forms[case_id] = form
        self.flush()

    def record(self, events: tuple[Feedback, ...]) -> None:
        """Feedback, in order."""
        self._waiting.events.extend(events)
        self.flush()

    def close_case(self, case_id: str) -> None:
        """The case is finished."""
        self._waiting.closed.append(case_id)
        self.flush()

    def discard(self, case_id: str) -> None:
        """The case is no case any more: nothing of it is kept."""
        self._waiting.cases.pop(case_id, None)
        self._waiting.forms.pop(case_id, None)
        self._waiting.events = [event for event in self._waiting.events if event.case_id != case_id]
        self._waiting.gone.append(case_id)
        self.flush()

    @Slot()
    def flush(self) -> None:
        """Write what waits, unless a write is under way (its end writes the rest) or the next try is not yet due."""
        if self._store is None:
            self._take()
            return
        if self._writing or self._retry.isActive():
            return
        if not self.pending:
            return
        batch, store = self._take(), self._store
        self._writing = True

        def write(_job: Job) -> object:
            return _write(store, batch)

        self._tasks.run("store", write, self._written, self._failed)

    def retry_now(self) -> None:
        """The user asks for another try."""
        self._retry.stop()
        self.flush()

    def finish(self) -> None:
        """At the end, without an event loop: write what waits on this thread, after the tasks have drained."""
        self._retry.stop()
        batch = self._take()
        if self._store is not None:
            _write(self._store, batch)

    def _take(self) -> _Batch:
        """All that waits; nothing waits then."""
        batch, self._waiting = self._waiting, _Batch()
        return batch

    def _written(self, failed: object) -> None:
        self._writing = False
        if isinstance(failed, _Unwritten):
            self._waiting = failed.rest.followed_by(self._waiting)
            self._say(failed.why)
            return
        self._failures = 0
        self._notices.drop("store")
        self.flush()

    def _failed(self, error: Exception) -> None:
        self._writing = False
        self._say(str(error))

    def _say(self, why: str) -> None:
        self._notices.put(
            Notice(
                "store",
                self.tr("Not saved: {why}. Your work is still here; saving is tried again.").format(
                    why=why.rstrip(".")
                ),
                "warning",
                self.tr("Try now"),
                self.retry_now,
            )
        )
        self._retry.start(RETRY_MS[min(self._failures, len(RETRY_MS) - 1)])
        self._failures += 1


@dataclass(slots=True)
class _Batch:
    """What waits to be written; what is written is taken out of it."""

    cases: dict[str, Case] = field(default_factory=dict)
    forms: dict[str, CaseForm] = field(default_factory=dict)
    events: list[Feedback] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def followed_by(self, later: _Batch) -> _Batch:
        """Both; of a case or a form the later one."""
        return _Batch(
            {**self.cases, **later.cases},
            {**self.forms, **later.forms},
            self.events + later.events,
            self.closed + later.closed,
            self.gone + later.gone,
        )


@dataclass(frozen=True, slots=True)
class _Unwritten:
    """What could not be written, and why."""

    rest: _Batch
    why: str


def _write(store: CaseStore, batch: _Batch) -> _Unwritten | None:
    """Write a batch, in an order in which a stop anywhere leaves sense behind; hand back what was not written."""
    try:
        while batch.cases:
            key = next(iter(batch.cases))
            store.save(batch.cases[key])
            del batch.cases[key]
        while batch.forms:
            key = next(iter(batch.forms))
            store.save_form(key, batch.forms[key])
            del batch.forms[key]
        if batch.events:
            store.record(batch.events)
            batch.events = []
        for names, write in ((batch.closed, store.close_case), (batch.gone, store.remove)):
            while names:
                write(names[0])
                del names[0]
    except Exception as error:  # noqa: BLE001 - whatever went wrong, the work is kept and said to be unsaved
        return _Unwritten(batch, str(error) or type(error).__name__)
    return None
