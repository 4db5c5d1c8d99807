from __future__ import annotations

import subprocess
import sys
from threading import Barrier, Thread

from assist.support.late import late


class Thing:
    def __init__(self, made: list[Thing]) -> None:
        made.append(self)
        self.name = "thing"

    def says(self, word: str) -> str:
        return f"{self.name} {word}"


def test_nothing_is_made_before_it_is_used() -> None:
    made: list[Thing] = []
    thing = late(lambda: Thing(made))
    assert made == []
    assert thing.says("hello") == "thing hello"
    assert thing.name == "thing"
    assert len(made) == 1


def test_threads_that_ask_at_once_get_the_same_thing() -> None:
    made: list[Thing] = []
    thing, together = late(lambda: Thing(made)), Barrier(8)

    def ask() -> None:
        together.wait()
        thing.says("hello")

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1


def test_the_window_is_imported_without_what_it_does_not_need_to_be_usable() -> None:
    later = ("keyring", "sqlite_utils", "asyncio", "yaml", "httpx", "cryptography", "numpy", "onnxruntime", "PIL",
             "assist.services.insights")  # fmt: skip
    code = f"import sys, assist.desktop; print([m for m in {later!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
