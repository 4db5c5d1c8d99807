from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from assist.domain.errors import Cancelled, WorldError
from assist.ui.tasks import Job, Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks(serial=frozenset({"store"}))
    yield made
    assert made.close()


def same(value: int, _job: Job) -> int:
    return value


class Seen:
    def __init__(self) -> None:
        self.done: list[Any] = []
        self.errors: list[Exception] = []
        self.events: list[Any] = []
        self.threads: list[str] = []

    def ok(self, value: Any) -> None:
        self.done.append(value)
        self.threads.append(threading.current_thread().name)

    def bad(self, error: Exception) -> None:
        self.errors.append(error)

    def event(self, value: Any) -> None:
        self.events.append(value)
        self.threads.append(threading.current_thread().name)


def test_results_and_events_arrive_on_the_gui_thread(tasks: Tasks, qtbot: QtBot) -> None:
    seen = Seen()

    def work(job: Job) -> str:
        job.emit("half")
        return threading.current_thread().name

    tasks.run("a", work, seen.ok, seen.bad, seen.event)
    qtbot.waitUntil(lambda: bool(seen.done))
    assert seen.done == ["assist-task-a"]
    assert seen.events == ["half"]
    assert set(seen.threads) == {threading.main_thread().name}


def test_a_newer_job_retires_the_older_and_its_result_is_dropped(tasks: Tasks, qtbot: QtBot) -> None:
    seen, started, stopped = Seen(), threading.Event(), threading.Event()

    def slow(job: Job) -> str:
        started.set()
        while not job.cancelled():
            stopped.wait(0.001)
        stopped.set()
        return "old"

    tasks.run("a", slow, seen.ok, seen.bad)
    assert started.wait(2)
    tasks.run("a", lambda _job: "new", seen.ok, seen.bad)
    qtbot.waitUntil(lambda: bool(seen.done))
    assert stopped.is_set()
    assert seen.done == ["new"]


def test_a_result_still_under_way_is_dropped_when_a_newer_job_comes(tasks: Tasks, qtbot: QtBot) -> None:
    seen, ended = Seen(), threading.Event()

    def quick(_job: Job) -> str:
        ended.set()
        return "old"

    tasks.run("a", quick, seen.ok, seen.bad)
    assert ended.wait(2)
    threading.Event().wait(0.02)  # the answer is posted, but this thread has not looked yet
    tasks.run("a", lambda _job: "new", seen.ok, seen.bad)
    qtbot.waitUntil(lambda: bool(seen.done))
    assert seen.done == ["new"]


def test_serial_jobs_all_run_in_order(tasks: Tasks, qtbot: QtBot) -> None:
    seen = Seen()
    for i in range(20):
        tasks.run("store", partial(same, i), seen.ok, seen.bad)
    qtbot.waitUntil(lambda: len(seen.done) == 20)
    assert seen.done == list(range(20))


def test_close_drains_serial_jobs_and_retires_the_rest(qtbot: QtBot) -> None:
    tasks, started, retired = Tasks(serial=frozenset({"store"})), threading.Event(), threading.Event()
    written: list[int] = []

    def note(value: int, _job: Job) -> None:
        written.append(value)

    def endless(job: Job) -> None:
        started.set()
        while not job.cancelled():
            threading.Event().wait(0.001)
        retired.set()

    seen = Seen()
    tasks.run("a", endless, seen.ok, seen.bad)
    for i in range(5):
        tasks.run("store", partial(note, i), seen.ok, seen.bad)
    assert started.wait(2)
    assert tasks.close()
    assert written == list(range(5))
    assert retired.is_set()


def test_nothing_runs_after_close(qtbot: QtBot) -> None:
    tasks, seen = Tasks(), Seen()
    assert tasks.close()
    job = tasks.run("a", lambda _job: 1, seen.ok, seen.bad)
    assert job.cancelled()


def test_an_expected_error_is_no_bug_and_another_is(tasks: Tasks, qtbot: QtBot) -> None:
    seen = Seen()
    bugs: list[Exception] = []
    tasks.bug.connect(bugs.append)

    def world(_job: Job) -> None:
        raise WorldError("disk full")

    def bug(_job: Job) -> None:
        raise ZeroDivisionError

    tasks.run("a", world, seen.ok, seen.bad)
    qtbot.waitUntil(lambda: len(seen.errors) == 1)
    assert bugs == []
    tasks.run("a", bug, seen.ok, seen.bad)
    qtbot.waitUntil(lambda: len(seen.errors) == 2)
    assert [type(b) for b in bugs] == [ZeroDivisionError]


def test_reporting_from_a_retired_job_stops_it(tasks: Tasks, qtbot: QtBot) -> None:
    seen, caught, started = Seen(), threading.Event(), threading.Event()

    def work(job: Job) -> None:
        started.set()
        try:
            while True:
                job.emit("on")
                threading.Event().wait(0.001)
        except Cancelled:
            caught.set()
            raise

    tasks.run("a", work, seen.ok, seen.bad, seen.event)
    assert started.wait(2)
    tasks.retire("a")
    assert caught.wait(2)
    assert not tasks.busy("a")


def test_events_are_coalesced(tasks: Tasks, qtbot: QtBot) -> None:
    seen = Seen()

    def work(job: Job) -> str:
        for i in range(10_000):
            job.emit(i)
        return "end"

    tasks.run("a", work, seen.ok, seen.bad, seen.event)
    qtbot.waitUntil(lambda: bool(seen.done))
    assert len(seen.events) < 20
