"""A process that saves without pause is killed; whatever it said was saved must be there."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from assist.domain.case import Feedback, FeedbackKind
from assist.store.cases import SqlCaseStore
from assist.store.database import open_database
from tests.store.conftest import KEY

CHILD = """
import sys
from dataclasses import replace
from pathlib import Path
from assist.domain.case import Case, Feedback, FeedbackKind
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.store.cases import SqlCaseStore
from assist.store.database import open_database
path, first = Path(sys.argv[1]), int(sys.argv[2])
store = SqlCaseStore(open_database(path, bytes(range(32))))
case = store.case("c") or Case(Conversation("c"))
for n in range(first, first + 100000):
    case = replace(case, conversation=case.conversation.append(Turn(Speaker.CUSTOMER, f"turn {n} " + "x" * (n % 700))))
    store.save(replace(case, composer=str(n)))
    store.record([Feedback("c", FeedbackKind.SHOWN, "s", "", version=n)])
    print(n, flush=True)
"""


@pytest.mark.slow
def test_what_was_saved_survives_a_kill_at_any_moment(path: Path) -> None:
    chance = random.Random(20261123)  # noqa: S311 - chance, not secrecy
    acknowledged = 0
    for _ in range(12):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(path), str(acknowledged + 1)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        with child, child.stdout:
            for _ in range(chance.randint(1, 40)):
                acknowledged = int(child.stdout.readline())
            for _ in range(chance.randint(0, 20_000)):
                pass  # so that the kill falls anywhere within a save
            child.kill()
            told_late = [int(line) for line in child.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
            acknowledged = max([acknowledged, *told_late])
        store = SqlCaseStore(open_database(path, KEY))
        case = store.open_case()
        assert case is not None
        said = [int(t.text.split()[1]) for t in case.conversation.turns]
        assert said == sorted(set(said))
        assert set(range(1, acknowledged + 1)) <= set(said)
        assert int(case.composer) == said[-1] >= acknowledged
        assert {f.version for f in store.feedback("c")} >= set(range(1, acknowledged + 1))
        # Saved, but nobody was told: the kill fell before the answer. Go on from there.
        told = {f.version for f in store.feedback("c")}
        store.record([Feedback("c", FeedbackKind.SHOWN, "s", "", version=said[-1])] if said[-1] not in told else [])
        store.close()
        acknowledged = said[-1]
    database = open_database(path, KEY)
    assert database.check() == ()
    database.close()
