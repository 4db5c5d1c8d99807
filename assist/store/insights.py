"""Statistics over the cases in the database: implements ``InsightStore``. Sums are made by SQLite, not in Python."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import astuple, fields
from typing import Any

import sqlite_utils

from assist.domain.case import FeedbackKind
from assist.domain.insights import (
    EVERYTHING,
    MAX_BEHIND,
    MAX_OPEN,
    Behind,
    CardUse,
    CaseBrief,
    CaseFacts,
    CategoryShare,
    DayCount,
    Figures,
    OpenQuestion,
    OwnReply,
    Period,
)
from assist.domain.text import LocalText
from assist.store.database import EncryptedDatabase
from assist.store.periods import period_sql
from assist.store.rows import whole

_COLUMNS = tuple(f.name for f in fields(CaseFacts))
_MIN_REPLY = 40


class SqlInsightStore:
    """Reads; only `save_facts`, `drop_facts` and `keep_names` write. Any thread may call. Raises `StoreError`."""

    def __init__(self, database: EncryptedDatabase) -> None:
        self._database = database

    @property
    def database(self) -> EncryptedDatabase:
        """The database behind it."""
        return self._database

    def save_facts(self, facts: CaseFacts) -> None:
        """Insert or replace the facts of a case."""
        values = [whole(v) if isinstance(v, str) else v for v in astuple(facts)]
        marks = ", ".join("?" * len(_COLUMNS))
        with self._database.writing() as db:
            db.execute(f"INSERT OR REPLACE INTO facts ({', '.join(_COLUMNS)}) VALUES ({marks})", values)

    def drop_facts(self, case_id: str) -> None:
        """The case does not count any more."""
        with self._database.writing() as db:
            db.execute("DELETE FROM facts WHERE case_id = ?", [case_id])

    def facts(self, case_id: str) -> CaseFacts | None:
        """The facts of one case."""
        with self._database.reading() as db:
            row = db.execute(f"SELECT {', '.join(_COLUMNS)} FROM facts WHERE case_id = ?", [case_id]).fetchone()
        return None if row is None else CaseFacts(*tuple(row))

    def all_facts(self, period: Period = EVERYTHING) -> Iterator[CaseFacts]:
        """Every case of the period, by day."""
        where, values = period_sql(period)
        with self._database.reading() as db:
            rows = db.execute(
                f"SELECT {', '.join(_COLUMNS)} FROM facts {where} ORDER BY day, case_id", values
            ).fetchall()
        return (CaseFacts(*tuple(row)) for row in rows)

    def figures(self, period: Period = EVERYTHING) -> Figures:
        """The first page."""
        where, values = period_sql(period)
        with self._database.reading() as db:
            total = db.execute(
                "SELECT count(*), coalesce(sum(turns), 0), avg(first_reply_s), avg(handle_s) FROM facts " + where,
                values,
            ).fetchone()
            days = db.execute(
                f"SELECT day, count(*), sum(open_question <> '') FROM facts {where} GROUP BY day ORDER BY day",
                values,
            ).fetchall()
            categories = _categories(db, where, values, [row[0] for row in days])
            cards = _cards(db, where, values)
        return Figures(
            total[0], total[1], tuple(DayCount(*tuple(row)) for row in days), categories, cards, total[2], total[3]
        )

    def card_counts(self, period: Period = EVERYTHING) -> tuple[tuple[str, str, str, int], ...]:
        """(day, source, kind, count) of what became of cards."""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT substr(at, 1, 10) AS day, source, kind, count(*) FROM feedback"
                " WHERE kind NOT IN (?, ?) AND day >= ? AND (? = '' OR day <= ?) GROUP BY 1, 2, 3 ORDER BY 1",
                [FeedbackKind.NOT_FOUND.value, FeedbackKind.FORGOTTEN.value, period.since, period.until, period.until],
            ).fetchall()
        return tuple((r[0], r[1], r[2], r[3]) for r in rows)

    def open_questions(self, period: Period = EVERYTHING, limit: int = MAX_OPEN) -> tuple[OpenQuestion, ...]:
        """Latest first: what the knowledge did not cover, and searches without a hit."""
        asked, values = period_sql(period, "open_question <> ''")
        with self._database.reading() as db:
            rows = db.execute(
                f"SELECT open_question, case_id, day, 0 FROM facts {asked}"
                " UNION ALL SELECT text, case_id, substr(at, 1, 10), 1 FROM feedback WHERE kind = ?"
                " AND substr(at, 1, 10) >= ? AND (? = '' OR substr(at, 1, 10) <= ?)"
                " ORDER BY 3 DESC LIMIT ?",
                [*values, FeedbackKind.NOT_FOUND.value, period.since, period.until, period.until, limit],
            ).fetchall()
        return tuple(OpenQuestion(r[0], r[1], r[2], bool(r[3])) for r in rows)

    def own_replies(self, period: Period = EVERYTHING, least: int = 3, limit: int = 200) -> tuple[OwnReply, ...]:
        """Replies that agents wrote by hand at least ``least`` times, word for word but for case and digits."""
        where, values = period_sql(period)
        cases = f"AND case_id IN (SELECT case_id FROM facts {where})" if where else ""
        with self._database.reading() as db:
            rows = db.execute(
                "SELECT min(text), count(*) AS n, min(case_id) FROM turns"
                f" WHERE speaker = 'agent' AND snippet IS NULL AND length(text) >= {_MIN_REPLY:d} {cases}"
                f" GROUP BY {_shape('text')} HAVING count(DISTINCT case_id) >= ? ORDER BY n DESC LIMIT ?",
                [*values, least, limit],
            ).fetchall()
        return tuple(OwnReply(*tuple(row)) for row in rows)

    def behind(self, what: Behind, period: Period = EVERYTHING, limit: int = MAX_BEHIND) -> tuple[CaseBrief, ...]:
        """The cases that a figure of the period rests on, latest first."""
        condition, more = _condition(what)
        where, values = period_sql(period, condition)
        begun = "(SELECT text FROM turns t WHERE t.case_id = facts.case_id AND speaker = 'customer' ORDER BY number)"
        with self._database.reading() as db:
            rows = db.execute(
                f"SELECT case_id, day, category, mood, turns, coalesce(nullif(open_question, ''), {begun}, '')"
                f" FROM facts {where} ORDER BY day DESC, case_id LIMIT ?",
                [*values, *more, limit],
            ).fetchall()
        return tuple(CaseBrief(*tuple(row)) for row in rows)

    def keep_names(self, names: Mapping[str, LocalText]) -> None:
        """What things are called (``category:late``, ``snippet:late-1``), for when the pack has them no more."""
        rows = [(key, json.dumps(name.by_language, ensure_ascii=False)) for key, name in names.items()]
        with self._database.writing() as db:
            db.conn.executemany(
                "INSERT INTO names (key, name) VALUES (?, ?)"
                " ON CONFLICT (key) DO UPDATE SET name = excluded.name WHERE name <> excluded.name",
                rows,
            )

    def names(self) -> dict[str, LocalText]:
        """Every name kept, the last one known."""
        with self._database.reading() as db:
            rows = db.execute("SELECT key, name FROM names").fetchall()
        return {row[0]: LocalText(tuple((tag, text) for tag, text in json.loads(row[1]))) for row in rows}


def _condition(what: Behind) -> tuple[str, list[Any]]:
    """SQL for "the case is one of those", and its values."""
    if what.case_ids:
        ids = what.case_ids[:MAX_BEHIND]
        return f"case_id IN ({', '.join('?' * len(ids))})", list(ids)
    if what.source:
        return "case_id IN (SELECT case_id FROM feedback WHERE source = ? AND kind IN ('used', 'edited'))", [
            what.source
        ]
    if what.reply:
        said = (
            f"SELECT case_id FROM turns WHERE speaker = 'agent' AND snippet IS NULL AND length(text) >= {_MIN_REPLY:d}"
        )
        return f"case_id IN ({said} AND {_shape('text')} = {_shape('?')})", [what.reply]
    if what.category is not None:
        return "category = ?", [what.category]
    return "day = ?", [what.day]


def _categories(db: sqlite_utils.Database, where: str, values: list[str], days: list[str]) -> tuple[CategoryShare, ...]:
    middle = days[len(days) // 2] if days else ""
    rows = db.execute(
        "SELECT category, count(*), sum(day >= ?), sum(day < ?), avg(mood_first), avg(mood_last), avg(handle_s)"
        f" FROM facts {where} GROUP BY category ORDER BY 2 DESC",
        [middle, middle, *values],
    ).fetchall()
    return tuple(CategoryShare(*tuple(row)) for row in rows)


def _cards(db: sqlite_utils.Database, where: str, values: list[str]) -> tuple[CardUse, ...]:
    cases = f"AND case_id IN (SELECT case_id FROM facts {where})" if where else ""
    columns = ", ".join(f"sum(kind = '{kind}')" for kind in ("shown", "used", "edited", "dismissed"))
    rows: list[Any] = db.execute(
        f"SELECT source, {columns} FROM feedback"
        f" WHERE kind IN ('shown', 'used', 'edited', 'dismissed') AND source NOT LIKE 'article:%' {cases}"
        " GROUP BY source ORDER BY 2 DESC",
        values,
    ).fetchall()
    return tuple(CardUse(*tuple(row)) for row in rows)


def _shape(column: str) -> str:
    """SQL for the text in lower case without digits, so that two orders do not make two replies."""
    sql = f"lower({column})"
    for digit in "0123456789":
        sql = f"replace({sql}, '{digit}', '')"
    return sql
