"""What a team's exports say together: implements ``InsightStore`` over their Parquet files, read with DuckDB.

Nothing is shown that fewer than five agents stand behind: no day, no category, no source of cards, no case.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from assist.domain.errors import InputError
from assist.domain.insights import (
    EVERYTHING,
    MAX_BEHIND,
    MAX_OPEN,
    MIN_GROUP,
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
from assist.store.periods import period_sql

_DAY = "?::DATE"
_ENOUGH = f"HAVING count(DISTINCT agent) >= {MIN_GROUP}"


class TeamInsights:
    """Reads only. Raises `InputError` where the folder holds no export, or a file in it is none."""

    def __init__(self, folder: Path) -> None:
        if not any((folder / "cases").glob("*/*.parquet")):
            raise InputError(f"{folder}: no export is in it (looked for cases/month=*/*.parquet)")
        self._folder = folder

    def figures(self, period: Period = EVERYTHING) -> Figures:
        """The first page; empty where the period has fewer than five agents."""
        where, values = period_sql(period, day=_DAY)
        total = self._ask("cases", "SELECT count(*), coalesce(sum(turns), 0)::BIGINT, avg(first_reply_s),"
                          f" avg(handle_s) FROM rows {where} {_ENOUGH}", values)  # fmt: skip
        if not total:
            return Figures(0, 0)
        days = self._ask("cases", "SELECT day::VARCHAR, count(*), sum((open_question <> '')::INT)::BIGINT"
                         f" FROM rows {where} GROUP BY day {_ENOUGH} ORDER BY day", values)  # fmt: skip
        middle = days[len(days) // 2][0] if days else "9999-12-31"
        categories = self._ask(
            "cases", f"SELECT category, count(*), sum((day >= {_DAY})::INT)::BIGINT, sum((day < {_DAY})::INT)::BIGINT,"
            f" avg(mood_first), avg(mood_last), avg(handle_s) FROM rows {where} GROUP BY category {_ENOUGH}"
            " ORDER BY 2 DESC", [middle, middle, *values])  # fmt: skip
        shares = tuple(CategoryShare(*row) for row in categories)
        count, turns, first_reply_s, handle_s = total[0]
        return Figures(
            count, turns, tuple(DayCount(*row) for row in days), shares, self._cards(period), first_reply_s, handle_s
        )

    def _cards(self, period: Period) -> tuple[CardUse, ...]:
        """Cards are exported by day only, so there are none for a category or a language."""
        if period.category or period.language or not any((self._folder / "cards").glob("*/*.parquet")):
            return ()
        where, values = period_sql(period, "source NOT LIKE 'article:%'", day=_DAY)
        kinds = ", ".join(
            f"coalesce(sum(count) FILTER (kind = '{k}'), 0)::BIGINT" for k in ("shown", "used", "edited", "dismissed")
        )
        rows = self._ask("cards", f"SELECT source, {kinds} FROM rows {where}"
                         f" GROUP BY source {_ENOUGH} ORDER BY 2 DESC", values)  # fmt: skip
        return tuple(CardUse(*row) for row in rows)

    def open_questions(self, period: Period = EVERYTHING, limit: int = MAX_OPEN) -> tuple[OpenQuestion, ...]:
        """Masked when they were exported; whose each is, is told, so that small groups can be left out."""
        where, values = period_sql(period, "open_question <> ''", day=_DAY)
        rows = self._ask("cases", f"SELECT open_question, case_id, day::VARCHAR, FALSE, agent FROM rows {where}"
                         " ORDER BY day DESC LIMIT ?", [*values, limit])  # fmt: skip
        return tuple(OpenQuestion(*row) for row in rows)

    def own_replies(
        self,
        period: Period = EVERYTHING,  # noqa: ARG002 - the port's signature
        least: int = 3,  # noqa: ARG002 - as above
        limit: int = 200,  # noqa: ARG002 - as above
    ) -> tuple[OwnReply, ...]:
        """None: what agents write is not exported."""
        return ()

    def behind(self, what: Behind, period: Period = EVERYTHING, limit: int = MAX_BEHIND) -> tuple[CaseBrief, ...]:
        """The open questions of the cases behind a figure; an export holds no conversation."""
        if what.source or what.reply:
            return ()
        condition, more = _condition(what)
        where, values = period_sql(period, condition, day=_DAY)
        if not self._ask("cases", f"SELECT count(*) FROM rows {where} {_ENOUGH}", [*values, *more]):
            return ()
        rows = self._ask("cases", f"SELECT case_id, day::VARCHAR, category, mood, turns, open_question FROM rows"
                         f" {where} AND open_question <> '' ORDER BY day DESC, case_id LIMIT ?",
                         [*values, *more, limit])  # fmt: skip
        return tuple(CaseBrief(*row) for row in rows)

    def save_facts(self, facts: CaseFacts) -> None:
        """Nothing is written."""

    def drop_facts(self, case_id: str) -> None:
        """Nothing is written."""

    def facts(self, case_id: str) -> CaseFacts | None:
        """None: a single case is nobody's business."""

    def keep_names(self, names: Mapping[str, LocalText]) -> None:
        """Nothing is written."""

    def names(self) -> dict[str, LocalText]:
        """Exports hold ids; the open pack names them."""
        return {}

    def _ask(self, table: str, query: str, values: list[Any]) -> list[tuple[Any, ...]]:
        files = str(self._folder / table / "*" / "*.parquet").replace("'", "''")
        source = f"(SELECT * FROM read_parquet('{files}', hive_partitioning = true))"
        try:
            with duckdb.connect() as db:
                return db.execute(query.replace("FROM rows", f"FROM {source} AS rows", 1), values).fetchall()
        except duckdb.Error as error:
            raise InputError(f"{self._folder}: {str(error).splitlines()[0]}") from error


def _condition(what: Behind) -> tuple[str, list[Any]]:
    if what.case_ids:
        return f"case_id IN ({', '.join('?' * len(what.case_ids))})", list(what.case_ids)
    if what.category is not None:
        return "category = ?", [what.category]
    return f"day = {_DAY}", [what.day]
