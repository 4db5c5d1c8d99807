"""The turns of a conversation as a Qt list model, adapting a plain tuple."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from assist.domain.conversation import Conversation, Speaker, Turn
from assist.ui.text_block import Mark

Index = QModelIndex | QPersistentModelIndex
TURN_ROLE = int(Qt.ItemDataRole.UserRole)
MARKS_ROLE = TURN_ROLE + 1


class TurnsModel(QAbstractListModel):
    """One row a turn. ``names`` gives the words for the speakers, for what is read out."""

    def __init__(self, names: dict[Speaker, str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._turns: tuple[Turn, ...] = ()
        self._marks: dict[int, tuple[Mark, ...]] = {}

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        return 0 if parent.isValid() else len(self._turns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._turns):
            return None
        turn = self._turns[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return turn.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._names[turn.speaker]}: {turn.text}"
        if role == TURN_ROLE:
            return turn
        return self._marks.get(index.row(), ()) if role == MARKS_ROLE else None

    def show(self, conversation: Conversation) -> None:
        """Another version. What only grew at its end is inserted, so that the view keeps its place."""
        old, new = self._turns, conversation.turns
        if old == new:
            return
        if old and len(new) > len(old) and new[: len(old)] == old:
            self.beginInsertRows(QModelIndex(), len(old), len(new) - 1)
            self._turns = new
            self.endInsertRows()
            return
        self.beginResetModel()
        self._turns, self._marks = new, {}
        self.endResetModel()

    def mark(self, marks: dict[int, tuple[Mark, ...]]) -> None:
        """Mark characters, by turn."""
        changed = {row for row in marks.keys() | self._marks.keys() if marks.get(row) != self._marks.get(row)}
        self._marks = marks
        for row in changed:
            if row < len(self._turns):
                at = self.index(row)
                self.dataChanged.emit(at, at, [MARKS_ROLE])
