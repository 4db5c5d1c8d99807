"""The schema's history. Append only: a migration that was ever shipped is never changed.

Each runs in one transaction together with the version it leads to.
"""

from __future__ import annotations

from collections.abc import Callable

import sqlite_utils

Migration = Callable[[sqlite_utils.Database], None]


def cases_and_turns(db: sqlite_utils.Database) -> None:
    """Cases with what was set by hand, and their turns; ``touched`` orders cases by when they were last on screen."""
    db.execute(
        """
        CREATE TABLE cases (
            id TEXT PRIMARY KEY, version INTEGER NOT NULL, channel TEXT, declared_language TEXT, form TEXT,
            category TEXT, report_at TEXT NOT NULL, by_hand TEXT NOT NULL, used TEXT NOT NULL,
            dismissed TEXT NOT NULL, composer TEXT NOT NULL, pack_id TEXT NOT NULL, opened_at TEXT NOT NULL,
            closed INTEGER NOT NULL DEFAULT 0, touched INTEGER NOT NULL
        )
        """
    )
    db.execute("CREATE INDEX cases_touched ON cases (touched)")
    db.execute(
        """
        CREATE TABLE turns (
            case_id TEXT NOT NULL REFERENCES cases (id) ON DELETE CASCADE, number INTEGER NOT NULL,
            speaker TEXT NOT NULL, text TEXT NOT NULL, at TEXT, name TEXT, snippet TEXT,
            PRIMARY KEY (case_id, number)
        ) WITHOUT ROWID
        """
    )


def feedback(db: sqlite_utils.Database) -> None:
    """What became of cards and values; kept when its case is not, so there is no reference."""
    db.execute(
        """
        CREATE TABLE feedback (
            id INTEGER PRIMARY KEY, case_id TEXT NOT NULL, kind TEXT NOT NULL, source TEXT NOT NULL, at TEXT NOT NULL,
            text TEXT NOT NULL, version INTEGER NOT NULL
        )
        """
    )
    db.execute("CREATE INDEX feedback_case ON feedback (case_id)")


def form_snapshots(db: sqlite_utils.Database) -> None:
    """What the form showed, as last seen."""
    db.execute(
        "CREATE TABLE forms (case_id TEXT PRIMARY KEY, form TEXT NOT NULL)",
    )


def line(db: sqlite_utils.Database) -> None:
    """The turn being typed; none in the cases there are."""
    db.execute("ALTER TABLE cases ADD COLUMN line TEXT NOT NULL DEFAULT ''")


def summary(db: sqlite_utils.Database) -> None:
    """The summary as the agent changed it; none in the cases there are."""
    db.execute("ALTER TABLE cases ADD COLUMN summary TEXT NOT NULL DEFAULT ''")


def pictures(db: sqlite_utils.Database) -> None:
    """Thumbnails of pictures that turns were read off; none of the turns there are."""
    db.execute("ALTER TABLE turns ADD COLUMN picture TEXT")
    db.execute(
        "CREATE TABLE pictures (case_id TEXT NOT NULL, name TEXT NOT NULL, picture BLOB NOT NULL,"
        " PRIMARY KEY (name, case_id)) WITHOUT ROWID"
    )


def facts(db: sqlite_utils.Database) -> None:
    """What each case amounts to, for statistics; none of the cases there are, which were not looked at for it."""
    db.execute(
        """
        CREATE TABLE facts (
            case_id TEXT PRIMARY KEY, day TEXT NOT NULL, language TEXT NOT NULL, category TEXT NOT NULL,
            turns INTEGER NOT NULL, customer_turns INTEGER NOT NULL, mood_first REAL, mood_last REAL,
            mood TEXT NOT NULL, open_question TEXT NOT NULL, first_reply_s REAL, handle_s REAL
        )
        """
    )
    db.execute("CREATE INDEX facts_day ON facts (day)")


def names(db: sqlite_utils.Database) -> None:
    """What categories and replies were last called, by language; none is known of the packs there were."""
    db.execute("CREATE TABLE names (key TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID")


MIGRATIONS: tuple[tuple[str, Migration], ...] = (
    ("cases and turns", cases_and_turns),
    ("feedback", feedback),
    ("form snapshots", form_snapshots),
    ("typed line", line),
    ("summary", summary),
    ("pictures", pictures),
    ("facts", facts),
    ("names", names),
)
SCHEMA_VERSION = len(MIGRATIONS)


def schema_version(db: sqlite_utils.Database) -> int:
    """How many migrations the database has seen."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def apply(db: sqlite_utils.Database, number: int) -> None:
    """Run migration ``number`` (from 1) inside the caller's transaction, unless another connection was faster."""
    if schema_version(db) >= number:
        return
    name, migrate = MIGRATIONS[number - 1]
    db.execute("CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL)")
    migrate(db)
    db.execute("INSERT INTO migrations (number, name) VALUES (?, ?)", [number, name])
    db.execute(f"PRAGMA user_version = {number:d}")
