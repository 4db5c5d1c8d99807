"""A long day: many drafts in a row, and a worker that is killed at random moments.

    python -m benchmarks.endurance [--only drafts|kills] [--drafts 1000] [--kills 50] [--model NAME|FILE] [--seed 1]
                                    [--no-write]

Drafts are worded by the model whatever its size, through masking and guard as in the window, over conversations that
grow turn by turn; the memory of its process and of ours is looked at after every twentieth. For the kills a case with
its store is on the desk: a turn is said, a draft asked for, the worker killed with signal 9 after a random time
(before, during or after the draft) and the draft asked for again as the window does; then the case is read back.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import psutil

from assist.domain.assistance import Assistance, Hit
from assist.domain.case import Case
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.errors import WorkerDied
from assist.llm.client import ModelProcess
from assist.llm.prompts import load_prompts
from assist.llm.registry import ModelRegistry
from assist.services.draft_writer import DraftWriter
from assist.store.cases import SqlCaseStore
from assist.store.database import open_database
from assist.support.paths import home, resources
from benchmarks.common import ROOT, Row, machine, table
from benchmarks.llm import SAYINGS, SystemClock
from benchmarks.speed import put

PARTS = ("drafts", "kills")
EVERY = 20
FLAT_MB = 20.0
NEXT_S = 3.0
_LATEST_S = 2.5
"""A worker is killed at most so long after a turn was said."""
_RETRY_S = (0.0, 0.5, 1.0, 2.0)
"""The window waits so long before it asks for a draft again, the first time, the second, ..."""
_KEY = bytes(range(32))
ASKED = (
    ("When do you open a search for a parcel that has not moved?",
     "If a parcel has not moved for five working days we open a search with the carrier."),
    ("When are refunds paid to the card?", "Refunds are paid to the card within 5 working days of the return."),
    ("Is an exchange free?", "An exchange is free when the new item costs the same; choose Exchange in My orders."),
    ("When is the support line open?", "The support line is open from 9 am to 5 pm on working days."),
)  # fmt: skip


@dataclass
class Talk:
    """Conversations that grow to ``most`` turns and begin anew."""

    most: int = 20
    number: int = 0
    turns: list[Turn] = field(default_factory=list)

    def next(self) -> tuple[Conversation, Assistance]:
        """The conversation one customer's turn further, and what was found for it."""
        if len(self.turns) >= self.most:
            self.turns.clear()
        self.number += 1
        if self.turns:
            self.turns.append(Turn(Speaker.AGENT, f"{SAYINGS[1][1]} ({self.number})"))
        question, fact = ASKED[self.number % len(ASKED)]
        self.turns.append(Turn(Speaker.CUSTOMER, f"{question} ({self.number})"))
        talk = Conversation("c", tuple(self.turns), declared_language="en", version=self.number)
        return talk, found_for(talk, fact)


def found_for(talk: Conversation, fact: str) -> Assistance:
    """A fast lane's answer with one article."""
    hit = Hit(f"a{len(fact)}", "Help", 0.9, fact, fact, 0, len(fact))
    return Assistance(talk.id, talk.version, len(talk.turns) - 1, "en", articles=(hit,))


@dataclass(frozen=True, slots=True)
class Row20:
    """Memory after so many drafts, in MB: the model's process and ours."""

    drafts: int
    child: float
    ours: float


@dataclass(frozen=True, slots=True)
class Long:
    """Drafts in a row: how many of them the model was asked for, how many crashes, the memory on the way."""

    drafts: int
    worded: int
    crashes: int
    memory: tuple[Row20, ...]

    @property
    def growth(self) -> tuple[float, float]:
        """MB from after the first tenth (everything is loaded, the window is full) to the end: child, ours."""
        start, end = self.memory[max(0, len(self.memory) // 10 - 1) if len(self.memory) > 9 else 0], self.memory[-1]
        return end.child - start.child, end.ours - start.ours


def in_a_row(model: ModelProcess, drafts: int, every: int = EVERY, turns: int = 20) -> Long:
    """So many drafts, one after the other, over conversations that grow to so many turns."""
    write = DraftWriter(model, load_prompts(resources() / "prompts"))
    talk, memory, worded, crashes = Talk(turns), [], 0, 0
    for number in range(1, drafts + 1):
        try:
            write.draft(*talk.next())
        except WorkerDied:
            crashes += 1
            continue
        worded += write.last.first_token_s > 0
        if number % every == 0:
            memory.append(Row20(number, _rss(model.pid), _rss(os.getpid())))
            sys.stderr.write(f"\r{number} of {drafts} drafts, {memory[-1].child:.0f} MB")
    return Long(drafts, worded, crashes, tuple(memory))


def _rss(pid: int | None) -> float:
    return float(psutil.Process(pid).memory_info().rss) / 1e6 if pid else 0.0


class KillAt:
    """A cancel token that never cancels: when the time has come it kills the worker instead. Asked every 20 ms."""

    def __init__(self, model: ModelProcess, seconds: float) -> None:
        self._model, self._at = model, time.monotonic() + seconds
        self.killed_at = 0.0

    def cancelled(self) -> bool:
        """No; but it may be the moment to kill."""
        if not self.killed_at and time.monotonic() >= self._at:
            self.kill()
        return False

    def kill(self) -> None:
        """Kill the worker now, if it runs."""
        if (pid := self._model.pid) is not None:
            os.kill(pid, signal.SIGKILL)
        self.killed_at = time.monotonic()


@dataclass(frozen=True, slots=True)
class Kills:
    """For each kill, seconds until the next draft was whole; how many came while a draft was made; turns lost."""

    next_s: tuple[float, ...]
    during: int
    lost: int


def killed(model: ModelProcess, kills: int, seed: int) -> Kills:
    """Say a turn, ask for its draft, kill the worker, ask again as the window does; then read the store back."""
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    write = DraftWriter(model, load_prompts(resources() / "prompts"))
    talk, next_s, during, lost = Talk(), [], 0, 0
    with _store() as store:
        for _ in range(kills):
            conversation, found = talk.next()
            store.save(Case(conversation))
            kill = KillAt(model, chance.uniform(0.0, _LATEST_S))
            during += _draft(write, conversation, found, kill)
            if not kill.killed_at:  # the draft was whole before the moment came
                kill.kill()
            _again(write, conversation, found)
            next_s.append(time.monotonic() - kill.killed_at)
            kept = store.open_case()
            lost += kept is None or kept.conversation.turns != conversation.turns
            sys.stderr.write(f"\r{len(next_s)} of {kills} kills, next draft after {next_s[-1]:.1f} s")
    return Kills(tuple(next_s), during, lost)


def _draft(write: DraftWriter, conversation: Conversation, found: Assistance, kill: KillAt) -> bool:
    """Whether the kill came while this draft was made."""
    try:
        write.draft(conversation, found, cancel=kill)
    except WorkerDied:
        return True
    return False


def _again(write: DraftWriter, conversation: Conversation, found: Assistance) -> None:
    """Ask until a draft is whole, as the window does."""
    for wait in itertools.chain(_RETRY_S, itertools.repeat(_RETRY_S[-1])):
        try:
            write.draft(conversation, found)
        except WorkerDied:
            time.sleep(wait)
        else:
            return


@contextmanager
def _store() -> Iterator[SqlCaseStore]:
    with tempfile.TemporaryDirectory() as folder:
        store = SqlCaseStore(open_database(Path(folder) / "cases.db", _KEY))
        try:
            yield store
        finally:
            store.close()


def long_row(name: str, long: Long) -> Row:
    """The line about memory."""
    child, ours = long.growth
    last = long.memory[-1]
    return Row(
        f"{long.drafts:,} drafts in a row, {name}", f"{child:+.1f} MB in its process, {ours:+.1f} in ours",
        f"flat (≤ {FLAT_MB:.0f} MB), no crash",
        f"{long.worded:,} by the model, {long.crashes} crashes; at the end {last.child:.0f} and {last.ours:.0f} MB",
        child <= FLAT_MB and ours <= FLAT_MB and not long.crashes,
    )  # fmt: skip


def kills_row(name: str, kills: Kills) -> Row:
    """The line about kills."""
    worst = max(kills.next_s)
    late = sum(s > NEXT_S for s in kills.next_s)
    return Row(
        f"Worker killed {len(kills.next_s)} times at random moments, {name}",
        f"turns lost {kills.lost}, next draft after {worst:.1f} s at most", f"0, ≤ {NEXT_S:.0f} s",
        f"median {statistics.median(kills.next_s):.1f} s; {late} later; {kills.during} killed while drafting",
        kills.lost == 0 and worst <= NEXT_S,
    )  # fmt: skip


def main() -> int:
    """Measure, print, write; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--only", choices=PARTS, help="one of the two; default: both")
    parser.add_argument("--drafts", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--model", default="", help="a name, or a GGUF file; default: the default model")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-write", action="store_true", help="only print")
    options = parser.parse_args()
    entry = ModelRegistry(home() / "models").get(options.model)
    path = ModelRegistry(home() / "models").path(options.model)
    parts = (options.only,) if options.only else PARTS
    return max([_part(part, options, entry.name, path) for part in parts])


def _part(part: str, options: argparse.Namespace, name: str, path: Path) -> int:
    model, began = ModelProcess(path, 0, 4096, 0, SystemClock()), time.monotonic()
    try:
        if part == "drafts":
            row = long_row(name, in_a_row(model, max(options.drafts, EVERY)))
        else:
            row = kills_row(name, killed(model, options.kills, options.seed))
    finally:
        model.close()
    text = f"{table([row])}\n\n{(time.monotonic() - began) / 60:.0f} minutes\n"
    print(f"\n{text}")
    if not options.no_write:
        day = datetime.now(UTC).strftime("%Y-%m-%d")
        command = f"python -m benchmarks.endurance --only {part}"
        head = f"Measured on {day} by `{command}`: {machine()}, shared with other work.\n\n"
        put(ROOT / "benchmarks" / "RESULTS.md", f"endurance-{part}", f"{head}{text}")
    return int(row.ok is False)


if __name__ == "__main__":
    sys.exit(main())
