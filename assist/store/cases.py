"""Cases in the database: implements ``CaseStore``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlite_utils

from assist.domain.assistance import CaseForm
from assist.domain.case import Case, Feedback, FeedbackKind
from assist.domain.conversation import Turn
from assist.store import rows
from assist.store.database import EncryptedDatabase

_REMEMBERED = 4


class SqlCaseStore:
    """Every call is one transaction, durable when it returns; any thread may call. Raises `StoreError`.

    What was last written of the latest cases is remembered, so that saving again writes only what changed. Another
    connection's writes are noticed (SQLite's ``data_version``) and clear that memory.
    """

    def __init__(self, database: EncryptedDatabase) -> None:
        self._database = database
        self._written: dict[str, Case] = {}
        self._on_top: str | None = None
        self._seen_version = -1

    @property
    def database(self) -> EncryptedDatabase:
        """The database behind it, for what else is kept there."""
        return self._database

    def save(self, case: Case) -> None:
        """Insert or replace this case and its turns, and put it on top; a closed case is open again."""
        with self._database.writing() as db:
            self._forget_if_changed_elsewhere(db)
            before, on_top = self._written.pop(case.id, None), self._on_top
            self._on_top = None  # nothing is remembered until the transaction is through
            if before != case or on_top != case.id:
                self._write_case(db, case, touch=on_top != case.id)
                turns = before.conversation.turns if before is not None else rows.read_turns(db, case.id)
                rows.write_turns(db, case.id, turns, case.conversation.turns)
        self._remember(case)

    def save_form(self, case_id: str, form: CaseForm) -> None:
        """What the form showed, as last seen, for history and export."""
        text = rows.form_to_text(form)
        with self._database.writing() as db:
            db.execute(
                "INSERT INTO forms (case_id, form) VALUES (?, ?)"
                " ON CONFLICT (case_id) DO UPDATE SET form = excluded.form WHERE form IS NOT excluded.form",
                [case_id, text],
            )

    def form(self, case_id: str) -> CaseForm | None:
        """The form as `save_form` last saw it."""
        with self._database.reading() as db:
            row = db.execute("SELECT form FROM forms WHERE case_id = ?", [case_id]).fetchone()
        return None if row is None else rows.form_from_text(row["form"])

    def open_case(self) -> Case | None:
        """The case saved last, unless it was closed: what was on screen when the window last ended."""
        with self._database.reading() as db:
            row = db.execute("SELECT * FROM cases ORDER BY touched DESC LIMIT 1").fetchone()
            return None if row is None or row["closed"] else _case(db, row)

    def case(self, case_id: str) -> Case | None:
        """One case of the history."""
        with self._database.reading() as db:
            row = db.execute("SELECT * FROM cases WHERE id = ?", [case_id]).fetchone()
            return None if row is None else _case(db, row)

    def close_case(self, case_id: str) -> None:
        """The case is finished; it stays in the history."""
        with self._database.writing() as db:
            self._written.pop(case_id, None)
            db.execute("UPDATE cases SET closed = 1 WHERE id = ?", [case_id])

    def remove(self, case_id: str) -> None:
        """Nothing of the case is kept, statistics neither; no fault when there is none."""
        with self._database.writing() as db:
            self._written.pop(case_id, None)
            self._on_top = None if self._on_top == case_id else self._on_top
            for table in ("turns", "forms", "pictures", "facts", "feedback"):
                db.execute(f"DELETE FROM {table} WHERE case_id = ?", [case_id])  # noqa: S608 - table names are ours
            db.execute("DELETE FROM cases WHERE id = ?", [case_id])

    def recent(self, limit: int = 50) -> tuple[Case, ...]:
        """Latest cases first."""
        with self._database.reading() as db:
            found = db.execute("SELECT * FROM cases ORDER BY touched DESC LIMIT ?", [max(0, limit)]).fetchall()
            return tuple(_case(db, row) for row in found)

    def keep_picture(self, case_id: str, name: str, picture: bytes) -> None:
        """A thumbnail that a turn of the case names."""
        with self._database.writing() as db:
            db.execute("INSERT OR REPLACE INTO pictures (case_id, name, picture) VALUES (?, ?, ?)",
                       [case_id, name, picture])  # fmt: skip

    def picture(self, name: str) -> bytes | None:
        """A thumbnail."""
        with self._database.reading() as db:
            row = db.execute("SELECT picture FROM pictures WHERE name = ? LIMIT 1", [name]).fetchone()
        return None if row is None else bytes(row["picture"])

    def record(self, events: Iterable[Feedback]) -> None:
        """Append feedback; what was taken back is removed."""
        values = [(e.case_id, e.kind.value, rows.whole(e.source), e.at, rows.whole(e.text), e.version) for e in events]
        if not values:
            return
        with self._database.writing() as db:
            for value in values:
                if value[1] == FeedbackKind.TAKEN_BACK:
                    db.execute(
                        "DELETE FROM feedback WHERE case_id = ? AND kind = ? AND version > ?",
                        [value[0], FeedbackKind.SHOWN.value, value[-1]],
                    )
                    continue
                db.execute(
                    "INSERT INTO feedback (case_id, kind, source, at, text, version) VALUES (?, ?, ?, ?, ?, ?)", value
                )

    def feedback(self, case_id: str) -> tuple[Feedback, ...]:
        """All feedback of a case, oldest first."""
        with self._database.reading() as db:
            found = db.execute("SELECT * FROM feedback WHERE case_id = ? ORDER BY id", [case_id]).fetchall()
        return tuple(
            Feedback(r["case_id"], FeedbackKind(r["kind"]), r["source"], r["at"], r["text"], r["version"])
            for r in found
        )

    def close(self) -> None:
        """Flush and close."""
        self._database.close()

    def _write_case(self, db: sqlite_utils.Database, case: Case, *, touch: bool) -> None:
        values = rows.case_to_row(case)
        top = "(SELECT coalesce(max(touched), 0) + 1 FROM cases)"
        columns = ", ".join(values)
        changes = ", ".join(f"{name} = excluded.{name}" for name in values if name != "id")
        touched = ", touched = excluded.touched" if touch else ""
        db.execute(
            f"INSERT INTO cases ({columns}, touched) VALUES ({', '.join('?' * len(values))}, {top})"  # noqa: S608 - column names are ours
            f" ON CONFLICT (id) DO UPDATE SET {changes}, closed = 0{touched}",
            list(values.values()),
        )

    def _remember(self, case: Case) -> None:
        self._written[case.id] = case
        self._on_top = case.id
        while len(self._written) > _REMEMBERED:
            self._written.pop(next(iter(self._written)))

    def _forget_if_changed_elsewhere(self, db: sqlite_utils.Database) -> None:
        version = int(db.execute("PRAGMA data_version").fetchone()[0])
        if version != self._seen_version:
            self._written.clear()
            self._on_top = None
            self._seen_version = version


def _case(db: sqlite_utils.Database, row: Any) -> Case:
    turns: tuple[Turn, ...] = rows.read_turns(db, row["id"])
    return rows.case_from_row(row, turns)
