"""The changes of files in this session, to be taken back and made again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assist.packs.importing.writing import write
from assist.services.editing import ChangedOutside


@dataclass
class Change:
    """A file before and after; ``None``: it was not there. ``group`` joins changes made without leaving the editor."""

    path: str
    before: str | None
    after: str | None
    group: object


class History:
    """Undo and redo over the files of a folder. A file another program has changed since is not touched."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._done: list[Change] = []
        self._undone: list[Change] = []

    def put(self, path: str, before: str | None, after: str | None, group: object) -> None:
        """Write ``after`` and remember ``before``."""
        self._write(path, after)
        self._undone.clear()
        last = self._done[-1] if self._done else None
        if last is not None and group is not None and (last.path, last.group) == (path, group):
            last.after = after
        else:
            self._done.append(Change(path, before, after, group))

    def undo(self) -> str:
        """The path of what was taken back; empty when there is nothing. Raises `ChangedOutside`."""
        if not self._done:
            return ""
        change = self._done[-1]
        self._expect(change.path, change.after)
        self._write(change.path, change.before)
        self._done.pop()
        change.group = None
        self._undone.append(change)
        return change.path

    def redo(self) -> str:
        """The path of what was made again; empty when there is nothing. Raises `ChangedOutside`."""
        if not self._undone:
            return ""
        change = self._undone[-1]
        self._expect(change.path, change.before)
        self._write(change.path, change.after)
        self._done.append(self._undone.pop())
        return change.path

    def _expect(self, path: str, text: str | None) -> None:
        if read_or_none(self._folder / path) != text:
            raise ChangedOutside(f"{path} was changed by another program; it is left as it is")

    def _write(self, path: str, text: str | None) -> None:
        if text is None:
            (self._folder / path).unlink(missing_ok=True)
        else:
            write(self._folder / path, text)


def read_or_none(path: Path) -> str | None:
    """A text file as it is, line ends included; ``None`` where there is none."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except (FileNotFoundError, UnicodeDecodeError):
        return None
