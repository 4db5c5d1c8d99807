"""Searches that found nothing: one is counted when it ended, not while it is being typed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from assist.ui.bookkeeping import Bookkeeper
from assist.ui.panels.hits import HitsPanel


class Misses(QObject):
    """Results come while the agent types; of one typing the longest text counts, and none that went on to a hit.

    A typing ends with Enter, when the focus leaves the box, when the search is closed, or with other words.
    """

    def __init__(self, books: Bookkeeper, hits: HitsPanel) -> None:
        super().__init__(hits)
        self._books = books
        self._missed: tuple[str, str] | None = None  # the text, and the case it was searched for
        self._ended = True
        hits.typing.connect(self._typing)
        hits.box.editingFinished.connect(self.end)
        hits.search_closed.connect(self.end)

    def answered(self, query: str, *, found: bool) -> None:
        """The answer to ``query`` came."""
        before = self._missed
        if before is not None and not _goes_on(before[0], query):
            self._count()
            before = None
        if found:
            self._missed = None
        elif before is None or len(query) > len(before[0]):
            self._missed = (query, self._books.case_id)
        if self._ended:
            self._count()

    @Slot()
    def end(self) -> None:
        """What was typed stands."""
        self._ended = True
        self._count()

    @Slot()
    def _typing(self) -> None:
        self._ended = False

    def _count(self) -> None:
        missed, self._missed = self._missed, None
        if missed is not None:
            self._books.missed(*missed)


def _goes_on(before: str, query: str) -> bool:
    """Whether one text was typed on, or back, to the other."""
    one, other = sorted((before.casefold(), query.casefold()), key=len)
    return other.startswith(one)
