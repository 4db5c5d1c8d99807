"""A period as SQL, for the database of one agent and for a team's exports."""

from __future__ import annotations

from typing import Any

from assist.domain.insights import Period


def period_sql(period: Period, *also: str, day: str = "?") -> tuple[str, list[Any]]:
    """The ``WHERE`` clause, empty for everything, and the period's values.

    Conditions of ``also`` come last, so that their values come after the period's. ``day`` is how the dialect writes
    a day's mark.
    """
    asked = (
        (f"day >= {day}", period.since),
        (f"day <= {day}", period.until),
        ("category = ?", period.category),
        ("language = ?", period.language),
    )
    conditions = [*(condition for condition, value in asked if value), *also]
    values = [value for _, value in asked if value]
    return (f"WHERE {' AND '.join(conditions)}" if conditions else ""), values
