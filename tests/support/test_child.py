from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from typing import Any

import pytest

from assist.support.child import Channel, Child, ChildEnded, serve


def _echo(message: Any, channel: Channel) -> Any:
    match message:
        case ("events", int(n)):
            for i in range(n):
                channel.emit(i)
            return n
        case "fail":
            raise ValueError("no")
        case "die":
            os._exit(3)
        case "segv":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "wait":
            while not channel.cancelled():
                time.sleep(0.001)
            return "cancelled"
        case "notes":
            told: list[Any] = []
            while len(told) < 3 and not channel.cancelled():
                told += channel.notes()
                channel.emit("ready")
                time.sleep(0.001)
            return told
        case "offline":
            return os.environ.get("HF_HUB_OFFLINE")
    return message


def _main(pipe: Connection) -> None:
    serve(pipe, _echo)


class Token:
    def __init__(self) -> None:
        self.flag = threading.Event()

    def cancelled(self) -> bool:
        return self.flag.is_set()


@pytest.fixture
def child() -> Iterator[Child]:
    child = Child("echo", _main)
    yield child
    child.stop()


def test_an_answer_comes_back(child: Child) -> None:
    assert child.call("hello") == "hello"


def test_events_arrive_in_order_before_the_answer(child: Child) -> None:
    seen: list[int] = []
    assert child.call(("events", 5), seen.append) == 5
    assert seen == [0, 1, 2, 3, 4]


def test_an_exception_in_the_child_is_raised_here_and_the_child_lives_on(child: Child) -> None:
    with pytest.raises(ValueError, match="no"):
        child.call("fail")
    assert child.call("still here") == "still here"


def test_a_call_in_progress_can_be_told_things_and_hears_them_in_order(child: Child) -> None:
    told = iter(range(3))

    def tell(_event: object) -> None:
        for note in told:
            child.tell(note)

    assert child.call("notes", tell) == [0, 1, 2]


def test_what_is_told_while_nobody_listens_is_not_heard_by_the_next_call(child: Child) -> None:
    child.tell("late")
    told = iter("abc")

    def tell(_event: object) -> None:
        for note in told:
            child.tell(note)

    assert child.call("notes", tell) == ["a", "b", "c"]


@pytest.mark.parametrize(("message", "code"), [("die", 3), ("segv", -signal.SIGSEGV)])
def test_a_death_is_reported_and_the_next_call_starts_anew(child: Child, message: str, code: int) -> None:
    with pytest.raises(ChildEnded) as caught:
        child.call(message)
    assert caught.value.exit_code == code
    assert child.call("again") == "again"


def test_a_child_that_keeps_dying_is_left_alone_for_a_while(child: Child) -> None:
    for _ in range(2):
        with pytest.raises(ChildEnded):
            child.call("die")
    with pytest.raises(ChildEnded) as caught:
        child.call("hello")
    assert caught.value.retry_in_s > 0


def test_a_cancel_reaches_the_child_while_it_works(child: Child) -> None:
    token = Token()
    token.flag.set()
    started = time.monotonic()
    assert child.call("wait", cancel=token) == "cancelled"
    assert time.monotonic() - started < 10
    assert child.call("next") == "next"


def test_a_child_killed_between_calls_is_noticed(child: Child) -> None:
    child.call("hello")
    pid = child.pid
    assert pid is not None
    process = next(p for p in multiprocessing.active_children() if p.pid == pid)
    os.kill(pid, signal.SIGKILL)
    process.join(10)
    with pytest.raises(ChildEnded):
        child.call("hello")
    assert child.call("hello") == "hello"


def test_children_are_told_to_stay_offline(child: Child) -> None:
    assert child.call("offline") == "1"
