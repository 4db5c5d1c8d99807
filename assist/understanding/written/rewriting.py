"""A text that is being rewritten, with the way back: which characters of the original each new one stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Edit(NamedTuple):
    """Characters ``[start, end)`` become ``new``; nothing is inserted where the two are the same place."""

    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Rewritten:
    """``text``; its character ``i`` stands for ``[begin[i], end[i])`` of the original."""

    text: str
    begin: tuple[int, ...]
    end: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Rewritten:
        """Nothing rewritten yet."""
        return cls(text, tuple(range(len(text))), tuple(range(1, len(text) + 1)))

    def edited(self, edits: Iterable[Edit]) -> Rewritten:
        """With ``edits``, places in `text`; one that overlaps an earlier one is left out."""
        pieces: list[str] = []
        begin: list[int] = []
        end: list[int] = []
        last = 0

        def keep(upto: int) -> None:
            pieces.append(self.text[last:upto])
            begin.extend(self.begin[last:upto])
            end.extend(self.end[last:upto])

        for edit in sorted(edits):
            if edit.start < last:
                continue
            keep(edit.start)
            first, stop = self._origin(edit.start, edit.end)
            pieces.append(edit.new)
            begin.extend([first] * len(edit.new))
            end.extend([stop] * len(edit.new))
            last = edit.end
        if not last and not pieces:
            return self
        keep(len(self.text))
        return Rewritten("".join(pieces), tuple(begin), tuple(end))

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the original that ``[start, end)`` stands for; at least one where there are any."""
        start, end = max(0, start), min(end, len(self.text))
        if start >= end:
            first, _ = self._origin(start, start)
            return first, first
        return min(self.begin[start:end]), max(self.end[start:end])

    def _origin(self, start: int, end: int) -> tuple[int, int]:
        if start < end:
            return min(self.begin[start:end]), max(self.end[start:end])
        if start < len(self.begin):
            return self.begin[start], self.begin[start]
        last = self.end[-1] if self.end else 0
        return last, last
