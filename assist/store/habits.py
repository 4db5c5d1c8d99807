"""What became of cards, counted for the order of replies: implements ``HabitStore``."""

from __future__ import annotations

from datetime import date, timedelta

from assist.domain.case import FeedbackKind
from assist.domain.habits import OLDEST_DAYS, Habits, UseCount, weigh
from assist.store.database import EncryptedDatabase

_KINDS = (FeedbackKind.SHOWN, FeedbackKind.USED, FeedbackKind.EDITED, FeedbackKind.DISMISSED)
_COUNTS = f"""
    SELECT f.source, coalesce(c.category, ''), f.kind, substr(f.at, 1, 10), count(*)
    FROM feedback f LEFT JOIN facts c ON c.case_id = f.case_id
    WHERE f.id > (SELECT coalesce(max(id), 0) FROM feedback WHERE kind = '{FeedbackKind.FORGOTTEN.value}')
    AND f.kind IN ({", ".join(f"'{kind.value}'" for kind in _KINDS)})
    AND f.at >= ? AND (f.source LIKE 'snippet:%' OR f.source LIKE 'article:%')
    GROUP BY 1, 2, 3, 4
"""  # noqa: S608 - the kinds are ours


class SqlHabitStore:
    """Reads; only `forget_use` writes, one row: what was counted for the statistics stays. Raises `StoreError`."""

    def __init__(self, database: EncryptedDatabase) -> None:
        self._database = database

    def habits(self, today: str) -> Habits:
        """What use says up to ``today`` (ISO 8601), since it was last forgotten."""
        oldest = (date.fromisoformat(today[:10]) - timedelta(days=OLDEST_DAYS)).isoformat()
        with self._database.reading() as db:
            rows = db.execute(_COUNTS, [oldest]).fetchall()
        return weigh((UseCount(r[0], r[1], FeedbackKind(r[2]), r[3], r[4]) for r in rows), today)

    def forget_use(self, at: str) -> None:
        """From here on nothing that was used before moves anything."""
        with self._database.writing() as db:
            db.execute(
                "INSERT INTO feedback (case_id, kind, source, at, text, version) VALUES ('', ?, 'use', ?, '', 0)",
                [FeedbackKind.FORGOTTEN.value, at],
            )
