"""Child processes for native code: started on first use, spoken to over a pipe, restarted with back-off.

The parent's `Child.call` blocks until the answer is there. The child's `serve` handles one message at a time and
sees a cancel while it works by polling its pipe, so neither side needs a thread. A child whose parent is gone sees
the end of the pipe and leaves.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Protocol

import psutil

_POLL_S = 0.02
_BACKOFF_S = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
_STOP_S = 2.0
OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "ORT_DISABLE_TELEMETRY": "1",
}


class ChildEnded(Exception):
    """The child ended, or is waiting out its back-off. ``exit_code`` is negative for a signal."""

    def __init__(self, name: str, exit_code: int | None, retry_in_s: float = 0.0) -> None:
        self.exit_code = exit_code
        self.retry_in_s = retry_in_s
        super().__init__(f"the {name} process ended ({_describe(exit_code)})")


def _describe(exit_code: int | None) -> str:
    if exit_code is None:
        return "no exit code"
    return f"signal {-exit_code}" if exit_code < 0 else f"exit code {exit_code}"


class Cancellable(Protocol):
    """What `Child.call` asks while it waits."""

    def cancelled(self) -> bool:
        """Whether the answer is no longer wanted."""


@dataclass(frozen=True, slots=True)
class _Call:
    serial: int
    message: Any


@dataclass(frozen=True, slots=True)
class _Cancel:
    serial: int


@dataclass(frozen=True, slots=True)
class _Note:
    serial: int
    note: Any


@dataclass(frozen=True, slots=True)
class _Event:
    serial: int
    event: Any


@dataclass(frozen=True, slots=True)
class _Answer:
    serial: int
    value: Any
    error: BaseException | None = None


class Child:
    """A child process that answers messages. Calls from several threads wait for each other.

    ``target`` is a module-level function called in the child as ``target(connection, *args)``; it calls `serve`.
    """

    def __init__(self, name: str, target: Callable[..., None], args: tuple[Any, ...] = ()) -> None:
        self.name = name
        self._target = target
        self._args = args
        self._lock = threading.Lock()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None
        self._serial = 0
        self._notes: deque[Any] = deque()
        self._deaths = 0
        self._not_before = 0.0

    @property
    def pid(self) -> int | None:
        """The child's process id while it runs."""
        process = self._process
        return process.pid if process is not None and process.is_alive() else None

    @property
    def deaths(self) -> int:
        """How many times in a row it ended without being asked to; 0 after a call that worked."""
        return self._deaths

    def call(
        self,
        message: Any,
        on_event: Callable[[Any], None] | None = None,
        cancel: Cancellable | None = None,
    ) -> Any:
        """Send ``message`` (starting the child when needed) and wait for the answer.

        Events the child emits meanwhile go to ``on_event``. An exception raised in the child is raised here. Raises
        `ChildEnded` when the child dies, or at once while its back-off has not run out. After a cancel the child's
        own answer to it (a result or an exception) still decides how the call ends.
        """
        with self._lock:
            pipe = self._ensure()
            self._serial += 1
            self._notes.clear()
            try:
                pipe.send(_Call(self._serial, message))
                answer = self._wait(pipe, on_event, cancel)
            except (EOFError, ConnectionError, OSError) as error:
                raise self._died() from error
            self._deaths = 0
            if answer.error is not None:
                raise answer.error
            return answer.value

    def tell(self, note: Any) -> None:
        """Something for the call in progress to know (`Channel.notes`); nothing where there is none. Any thread."""
        self._notes.append(note)

    def stop(self) -> None:
        """End the child, gently first. Waits for a call in progress only as long as `_STOP_S`."""
        locked = self._lock.acquire(timeout=_STOP_S)
        try:
            pipe, process = self._pipe, self._process
            self._pipe = self._process = None
            if pipe is not None:
                pipe.close()
            if process is not None:
                _end(process)
        finally:
            if locked:
                self._lock.release()

    def _wait(self, pipe: Connection, on_event: Callable[[Any], None] | None, cancel: Cancellable | None) -> _Answer:
        told = False
        while True:
            while not pipe.poll(_POLL_S):
                self._send_notes(pipe)
                if not told and cancel is not None and cancel.cancelled():
                    pipe.send(_Cancel(self._serial))
                    told = True
            got = pipe.recv()
            self._send_notes(pipe)
            if isinstance(got, _Answer) and got.serial == self._serial:
                return got
            if isinstance(got, _Event) and got.serial == self._serial and on_event is not None:
                on_event(got.event)
            if not told and cancel is not None and cancel.cancelled():
                pipe.send(_Cancel(self._serial))
                told = True

    def _send_notes(self, pipe: Connection) -> None:
        while self._notes:
            pipe.send(_Note(self._serial, self._notes.popleft()))

    def _ensure(self) -> Connection:
        if self._process is not None and self._process.is_alive() and self._pipe is not None:
            return self._pipe
        if self._process is not None:
            raise self._died()
        wait = self._not_before - time.monotonic()
        if wait > 0:
            raise ChildEnded(self.name, None, retry_in_s=wait)
        return self._start()

    def _start(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        os.environ.update(OFFLINE)  # read by libraries when the child imports them
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's threads wait spinning; engines have their own
        ours, theirs = context.Pipe()
        process = context.Process(
            target=self._target, args=(theirs, *self._args), name=f"assist-{self.name}", daemon=True
        )
        process.start()
        theirs.close()
        self._process, self._pipe = process, ours
        return ours

    def _died(self) -> ChildEnded:
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if pipe is not None:
            pipe.close()
        code = None
        if process is not None:
            _end(process)
            code = process.exitcode
            process.close()
        self._deaths += 1
        backoff = _BACKOFF_S[min(self._deaths - 1, len(_BACKOFF_S) - 1)]
        self._not_before = time.monotonic() + backoff
        return ChildEnded(self.name, code, retry_in_s=backoff)


def _end(process: multiprocessing.process.BaseProcess) -> None:
    process.join(0.5)
    for action in (process.terminate, process.kill):
        if process.is_alive():
            action()
            process.join(_STOP_S)


class Channel:
    """The child's side of one call: emit events, and look whether the caller still wants the answer."""

    def __init__(self, pipe: Connection, serial: int) -> None:
        self._pipe = pipe
        self._serial = serial
        self._cancelled = False
        self._looked = 0.0
        self._notes: list[Any] = []

    def emit(self, event: Any) -> None:
        """Hand an event to the caller's ``on_event``."""
        self._pipe.send(_Event(self._serial, event))

    def notes(self) -> list[Any]:
        """What the caller has told since it was last asked, in order."""
        self.cancelled()
        told, self._notes = self._notes, []
        return told

    def cancelled(self) -> bool:
        """Whether the caller cancelled or is gone. Cheap: looks at the pipe at most every 5 ms."""
        now = time.monotonic()
        if self._cancelled or now - self._looked < 0.005:
            return self._cancelled
        self._looked = now
        try:
            while not self._cancelled and self._pipe.poll(0):
                got = self._pipe.recv()
                if isinstance(got, _Note) and got.serial == self._serial:
                    self._notes.append(got.note)
                self._cancelled = isinstance(got, _Cancel) and got.serial == self._serial
        except (EOFError, OSError):
            self._cancelled = True
        return self._cancelled


def step_back() -> None:
    """Let every other process go first; where the system refuses, go on as before."""
    with contextlib.suppress(psutil.Error, OSError):
        if sys.platform == "win32":
            psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
        else:
            os.nice(10)


def serve(pipe: Connection, handle: Callable[[Any, Channel], Any]) -> None:
    """Answer calls until the parent is gone. An exception of ``handle`` travels to the caller."""
    while True:
        try:
            got = pipe.recv()
        except (EOFError, OSError):
            return
        if not isinstance(got, _Call):
            continue  # a cancel that came after its answer was sent
        try:
            answer = _Answer(got.serial, handle(got.message, Channel(pipe, got.serial)))
        except Exception as error:  # noqa: BLE001 - whatever went wrong is the caller's to judge
            answer = _Answer(got.serial, None, error)
        try:
            pipe.send(answer)
        except (BrokenPipeError, ConnectionError):
            return
