"""The one doorway to threads: jobs in groups, their results back on the GUI thread by queued connection."""

from __future__ import annotations

import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from assist.domain.errors import AssistError, Cancelled

EVENT_EVERY_S = 0.03
SWITCH_S = 0.0005
"""How long a thread at work keeps the interpreter while the window waits for it. Qt gives it up at every call, so that
with Python's own 5 ms one busy thread made a repaint of ten calls take 50 ms."""
Fn = Callable[["Job"], Any]
OnDone = Callable[[Any], None]
OnError = Callable[[Exception], None]


@dataclass(eq=False, slots=True)
class Job:
    """One piece of work; the function it runs gets it, to look for a cancel and to report on its way."""

    group: str
    fn: Fn
    on_done: OnDone
    on_error: OnError
    on_event: Callable[[Any], None] | None = None
    _retired: threading.Event = field(default_factory=threading.Event)
    _post: Callable[[tuple[Job, str, Any]], None] | None = None
    _last_event: float = 0.0

    def cancelled(self) -> bool:
        """Whether nobody wants the result any more. Callable from any thread."""
        return self._retired.is_set()

    def retire(self) -> None:
        """Ask the work to stop, and drop whatever it still says."""
        self._retired.set()

    def emit(self, event: Any) -> None:
        """Report on the way: at most one event in 30 ms gets through, so each must say all there is to say.

        Raises `Cancelled` once the job is retired, which stops most work by itself.
        """
        if self.cancelled():
            raise Cancelled("retired")
        now = time.monotonic()
        if self._post is not None and self.on_event is not None and now - self._last_event >= EVENT_EVERY_S:
            self._last_event = now
            self._post((self, "event", event))


class _Lane:
    """A group's thread: started with the first job, asleep without one. ``serial`` keeps every job, in order."""

    def __init__(self, name: str, post: Callable[[tuple[Job, str, Any]], None], *, serial: bool) -> None:
        self._post = post
        self._serial = serial
        self._waiting: deque[Job] = deque()
        self._running: Job | None = None
        self._latest: Job | None = None
        self._closing = False
        self._wake = threading.Condition()
        self._thread = threading.Thread(target=self._work, name=f"assist-task-{name}", daemon=True)
        self._thread.start()

    def put(self, job: Job) -> None:
        with self._wake:
            if not self._serial:
                self._retire_all()
            self._latest = job
            self._waiting.append(job)
            self._wake.notify_all()

    def retire(self) -> None:
        with self._wake:
            self._retire_all()

    def busy(self) -> bool:
        with self._wake:
            wanted = self._running is not None and not self._running.cancelled()
            return bool(self._waiting) or wanted

    def close(self, deadline: float) -> bool:
        """Finish what is serial, retire the rest; whether the thread ended in time."""
        with self._wake:
            self._closing = True
            if not self._serial:
                self._retire_all()
            self._wake.notify_all()
        self._thread.join(max(0.0, deadline - time.monotonic()))
        return not self._thread.is_alive()

    def _retire_all(self) -> None:
        for job in self._waiting:
            job.retire()
        self._waiting.clear()
        if self._latest is not None:
            self._latest.retire()  # it may have ended with its answer still under way

    def _work(self) -> None:
        while (job := self._next()) is not None:
            try:
                answer: tuple[Job, str, Any] = (job, "done", job.fn(job))
            except Exception as error:  # noqa: BLE001 - whatever went wrong is the caller's to judge
                answer = (job, "error", error)
            with self._wake:
                self._running = None
            self._post(answer)

    def _next(self) -> Job | None:
        with self._wake:
            while not self._waiting:
                if self._closing:
                    return None
                self._wake.wait()
            self._running = self._waiting.popleft()
            return self._running


class Tasks(QObject):
    """Runs jobs away from the GUI thread. All methods, and all callbacks, are on the GUI thread.

    A newer job in a group retires the older one: its token is set and its result dropped. Groups named in ``serial``
    keep every job, run them in order, and finish them at `close`. ``bug`` carries exceptions that nobody raised on
    purpose, for the crash file, besides handing them to ``on_error``.
    """

    bug = Signal(object)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None, *, serial: frozenset[str] = frozenset({"store"})) -> None:
        super().__init__(parent)
        sys.setswitchinterval(SWITCH_S)
        self._serial = serial
        self._lanes: dict[str, _Lane] = {}
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        group: str,
        fn: Fn,
        on_done: OnDone,
        on_error: OnError,
        on_event: Callable[[Any], None] | None = None,
    ) -> Job:
        """Run ``fn(job)`` on the group's thread, and one of the callbacks when it ends; none once it is retired."""
        job = Job(group, fn, on_done, on_error, on_event, _post=self._arrived.emit)
        if self._closed:
            job.retire()
            return job
        lane = self._lanes.get(group)
        if lane is None:
            lane = self._lanes[group] = _Lane(group, self._arrived.emit, serial=group in self._serial)
        lane.put(job)
        return job

    def retire(self, group: str) -> None:
        """Drop the group's work, running or waiting."""
        if lane := self._lanes.get(group):
            lane.retire()

    def busy(self, group: str) -> bool:
        """Whether the group has work that is still wanted."""
        lane = self._lanes.get(group)
        return lane is not None and lane.busy()

    def close(self, timeout_s: float = 5.0) -> bool:
        """Retire all work, drain the serial groups, end the threads. ``False`` when one did not end in time."""
        self._closed = True
        deadline = time.monotonic() + timeout_s
        ended = [lane.close(deadline) for lane in self._lanes.values()]
        return all(ended)

    @Slot(object)
    def _deliver(self, message: tuple[Job, str, Any]) -> None:
        job, kind, value = message
        if job.cancelled() and job.group not in self._serial:
            return
        if kind == "event":
            if job.on_event is not None:
                job.on_event(value)
        elif kind == "done":
            job.on_done(value)
        else:
            if not isinstance(value, AssistError):
                self.bug.emit(value)
            job.on_error(value)
