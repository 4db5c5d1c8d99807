"""What the window has to say about itself: degraded states, faults, progress. Shown at its foot, so nothing moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class Notice:
    """One line. ``share`` from 0 to 1 shows progress, below 0 an unknown amount; ``None`` is no progress at all.

    ``action`` is a button's word for ``act``; ``closable`` ones can be put away by the user. Of the text
    ``lines`` lines are shown, the rest in the tool tip.
    """

    key: str
    text: str
    icon: str = "info"
    action: str = ""
    act: Callable[[], None] | None = None
    share: float | None = None
    closable: bool = False
    lines: int = 4


class Notices(QObject):
    """The notices there are, by key, oldest first."""

    changed = Signal()
    said = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: dict[str, Notice] = {}
        self._makers: dict[str, Callable[[], Notice]] = {}

    def list(self) -> tuple[Notice, ...]:
        """All of them."""
        return tuple(self._all.values())

    def get(self, key: str) -> Notice | None:
        """The notice with this key."""
        return self._all.get(key)

    def put(self, notice: Notice) -> None:
        """Say it, in place of what was said under the same key."""
        self._makers.pop(notice.key, None)
        if self._all.get(notice.key) != notice:
            self._all[notice.key] = notice
            self.changed.emit()

    def keep(self, make: Callable[[], Notice]) -> None:
        """Say what ``make`` returns, and say it anew in the window's language when that changes."""
        notice = make()
        self.put(notice)
        self._makers[notice.key] = make

    def retell(self) -> None:
        """The window has another language now."""
        for make in tuple(self._makers.values()):
            self.keep(make)

    def drop(self, key: str) -> None:
        """It no longer holds."""
        self._makers.pop(key, None)
        if self._all.pop(key, None) is not None:
            self.changed.emit()

    def say(self, text: str) -> None:
        """A word in passing: shown for a moment, kept nowhere."""
        self.said.emit(text)
