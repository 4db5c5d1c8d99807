"""A masked data set of the cases as Parquet files, partitioned by month, and what a team's files say together.

Written and read with DuckDB. Layout: ``cases/month=2026-05/<agent>.parquet`` and the same under ``cards``; ``<agent>``
is a pseudonym that cannot be turned back. Columns: see `CASES` and `CARDS`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from assist.domain.errors import InputError, StoreError
from assist.domain.insights import MIN_GROUP

CASES = (
    "agent VARCHAR, case_id VARCHAR, day DATE, language VARCHAR, category VARCHAR, turns INTEGER,"
    " customer_turns INTEGER, mood_first DOUBLE, mood_last DOUBLE, mood VARCHAR, open_question VARCHAR,"
    " first_reply_s DOUBLE, handle_s DOUBLE"
)
CARDS = "agent VARCHAR, day DATE, source VARCHAR, kind VARCHAR, count INTEGER"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows for one of the two data sets; the day is at ``day_at``."""

    name: str
    columns: str
    rows: Sequence[tuple[Any, ...]]
    day_at: int


def write(folder: Path, agent: str, tables: Sequence[Table]) -> tuple[Path, ...]:
    """One file a month and table, each written beside and then renamed; what was exported before is replaced.

    Raises `StoreError` when the folder cannot be written.
    """
    written = []
    with duckdb.connect() as db:
        for table in tables:
            months: dict[str, list[tuple[Any, ...]]] = {}
            for row in table.rows:
                months.setdefault(str(row[table.day_at])[:7], []).append(row)
            for month, rows in sorted(months.items()):
                path = folder / table.name / f"month={month}" / f"{agent}.parquet"
                _write_one(db, path, table.columns, rows)
                written.append(path)
    return tuple(written)


def _write_one(db: Any, path: Path, columns: str, rows: Sequence[tuple[Any, ...]]) -> None:
    beside = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        db.execute("DROP TABLE IF EXISTS chunk")
        db.execute(f"CREATE TABLE chunk ({columns})")
        marks = ", ".join("?" * len(rows[0]))
        db.executemany(f"INSERT INTO chunk VALUES ({marks})", rows)
        db.execute(f"COPY chunk TO '{_quoted(beside)}' (FORMAT parquet, COMPRESSION zstd)")
        os.replace(beside, path)  # noqa: PTH105 - atomic on every platform, which Path.rename is not
    except (OSError, duckdb.Error) as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise StoreError(f"{path}: cannot be written ({str(error).splitlines()[0]})") from error


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


@dataclass(frozen=True, slots=True)
class TeamRow:
    """One line of the team's figures; only where at least five agents stand behind it."""

    name: str
    agents: int
    cases: int
    open_share: float
    mood_first: float | None
    mood_last: float | None
    handle_s: float | None


def team_figures(folder: Path, by: str = "category", least: int = MIN_GROUP) -> tuple[TeamRow, ...]:
    """The team's cases by ``category``, ``month`` or ``language``; smaller groups than ``least`` agents are left out.

    Raises `InputError` when the folder holds no export.
    """
    column = {"category": "category", "month": "month", "language": "language"}[by]
    files = folder / "cases" / "*" / "*.parquet"
    if not any((folder / "cases").glob("*/*.parquet")):
        raise InputError(f"{folder}: no export is in it (looked for cases/month=*/*.parquet)")
    query = (
        f"SELECT coalesce(nullif({column}, ''), '-'), count(DISTINCT agent), count(*), avg((open_question <> '')::INT),"
        " avg(mood_first), avg(mood_last), avg(handle_s)"
        f" FROM read_parquet('{_quoted(files)}', hive_partitioning = true)"
        " GROUP BY 1 HAVING count(DISTINCT agent) >= ? ORDER BY 3 DESC"
    )
    try:
        with duckdb.connect() as db:
            return tuple(TeamRow(*row) for row in db.execute(query, [least]).fetchall())
    except duckdb.Error as error:
        raise InputError(f"{folder}: {str(error).splitlines()[0]}") from error
