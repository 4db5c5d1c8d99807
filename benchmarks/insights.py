"""Insights over 1,000,000 turns in the real encrypted database: ``python -m benchmarks.insights [--turns N]``.

The cases are made up by a seed: a hundred thousand of ten turns each, over a month, in the sample pack's categories.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from assist.domain.conversation import Turn
from assist.domain.insights import Behind, Period
from assist.store.cases import SqlCaseStore
from assist.store.database import open_database
from assist.store.habits import SqlHabitStore
from assist.store.insights import SqlInsightStore
from benchmarks.common import Row, table

T = TypeVar("T")
TURNS = 1_000_000
PER_CASE = 10
SEED = 7
_DAYS = 31
_NOTHING_BY_HAND = '{"fields": {}, "mood": null, "category": null, "form": null}'
_CATEGORIES = ("late_delivery", "refund_status", "damaged_item", "cancel_order", "account_access", "")
_QUESTIONS = (
    "Do you deliver to a mountain hut?", "Can I rent a tent for a week?", "Do you repair boots of another brand?",
    "Is there a discount for scouts?", "Can I pay in instalments?", "你们有实体店吗？", "可以开发票吗？",
)  # fmt: skip
_REPLIES = (
    "I have passed this on to our repair team, and they will write to you within two working days.",
    "I am sorry, but this size is sold out; shall I tell you when it is back?",
)


@dataclass(frozen=True, slots=True)
class Matter:
    """What cases are made of: six categories, commonest first, cards, and, where there are any, whole conversations."""

    categories: tuple[str, ...] = _CATEGORIES
    snippets: tuple[str, ...] = tuple(f"snippet:made-up-{i}" for i in range(40))
    talks: tuple[tuple[Turn, ...], ...] = ()


def fill(
    store: SqlCaseStore,
    turns: int,
    seed: int = SEED,
    until: date = date(2026, 5, 31),
    matter: Matter | None = None,
) -> None:
    """Write made-up cases straight into the tables: one by one they would take an hour."""
    matter = matter or Matter()
    dice = random.Random(seed)  # noqa: S311 - made-up cases
    cases, said, facts, events = [], [], [], []
    for n in range(turns // PER_CASE):
        case = f"case-{n}"
        day = (until - timedelta(days=dice.randrange(_DAYS))).isoformat()
        category = dice.choices(matter.categories, weights=(30, 22, 15, 12, 10, 11))[0]
        first = dice.uniform(-0.6, 0.2)
        question = dice.choice(_QUESTIONS) if dice.random() < 0.08 else ""
        cases.append((case, 1, "[]", _NOTHING_BY_HAND, "[]", "[]", "", "", f"{day}T09:00:00Z", 1, n))
        talk = dice.choice(matter.talks) if matter.talks else ()
        question = talk[0].text if talk and question else question
        said += [(case, i, turn.speaker.value, turn.text, f"{day}T09:{i:02}:00Z") for i, turn in enumerate(talk)]
        for i in range(0 if talk else PER_CASE):
            own = dice.choice(_REPLIES) if i == 5 and dice.random() < 0.01 else f"made-up turn {i} of case {n}"
            said.append((case, i, "agent" if i % 2 else "customer", own, f"{day}T09:{i:02}:00Z"))
        facts.append(
            (case, day, "en", category, PER_CASE, 5, first, first + dice.uniform(-0.1, 0.7), "neutral", question,
             dice.uniform(5, 90), dice.uniform(120, 1500))
        )  # fmt: skip
        for source in dice.sample(matter.snippets, 3):
            kinds = ("shown", "used") if dice.random() < 0.3 else ("shown",)
            events += [(case, kind, source, f"{day}T09:05:00Z", "", 1) for kind in kinds]
    with store.database.writing() as db:
        db.conn.executemany(
            "INSERT INTO cases (id, version, report_at, by_hand, used, dismissed, composer, pack_id, opened_at, closed,"
            " touched) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", cases)  # fmt: skip
        db.conn.executemany("INSERT INTO turns (case_id, number, speaker, text, at) VALUES (?, ?, ?, ?, ?)", said)
        db.conn.executemany("INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", facts)
        db.conn.executemany(
            "INSERT INTO feedback (case_id, kind, source, at, text, version) VALUES (?, ?, ?, ?, ?, ?)", events
        )


def rows(turns: int = TURNS) -> list[Row]:
    """The lines of the table."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "insights.db", bytes(32))
        store = SqlCaseStore(database)
        fill(store, turns)
        insights = SqlInsightStore(database)
        everything, took = _timed(lambda: insights.figures())  # noqa: PLW0108 - a default is left as it is
        month = Period(since="2026-05-20", category="late_delivery")
        _, filtered = _timed(lambda: insights.figures(month))
        _, questions = _timed(lambda: insights.open_questions())  # noqa: PLW0108
        replies, own = _timed(lambda: insights.own_replies())  # noqa: PLW0108
        _, behind = _timed(lambda: insights.behind(Behind(category="late_delivery")))
        _, behind_card = _timed(lambda: insights.behind(Behind(source="snippet:made-up-1")))
        habits = SqlHabitStore(database)
        learned, weighed = _timed(lambda: habits.habits("2026-05-31"))
        with database.reading() as db:
            _, bare = _timed(lambda: db.execute("SELECT count(*) FROM turns WHERE length(text) > 0").fetchone())
        store.close()
    return [
        Row(f"Insights, first chart over {everything.turns:,} turns in {everything.cases:,} cases", f"{took:.2f} s",
            "≤ 2 s", f"SQLCipher alone reading every turn once {bare:.2f} s", took <= 2),
        Row("The same for one category since a day", f"{filtered:.2f} s", "≤ 2 s", "", filtered <= 2),
        Row("Open questions, latest 5,000", f"{questions:.2f} s", ""),
        Row("The conversations behind a category, behind a reply", f"{behind:.2f} s, {behind_card:.2f} s", "",
            "the latest 500; in the background"),
        Row(f"What use says about the order ({len(learned.rows)} rows of {len(everything.cards)} sources)",
            f"{weighed:.2f} s", "", "once a conversation, in the background"),
        Row(f"Replies written by hand again and again ({len(replies)} found)", f"{own:.2f} s", "",
            "reads every turn; on its own page, in the background"),
    ]  # fmt: skip


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    started = time.monotonic()
    return work(), time.monotonic() - started


def main() -> int:
    """Print the rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=TURNS)
    found = rows(parser.parse_args().turns)
    sys.stdout.write(table(found) + "\n")
    return 1 if any(row.ok is False for row in found) else 0


if __name__ == "__main__":
    sys.exit(main())
