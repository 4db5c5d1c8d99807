"""What editors of ordered rows share: a title, the rows at the left, the chosen row's details at the right."""

from __future__ import annotations

from abc import abstractmethod
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from assist.ui.authoring.fields import Editor, LocalEdit, add_row, form_layout
from assist.ui.authoring.rows import RowList
from assist.ui.look import Look

Row = TypeVar("Row")
_SIZES = [200, 540]  # px, of rows and details


class RowsEditor(Editor, Generic[Row]):
    """Keeps the rows behind the list, in its order. A subclass makes the details, new rows and a row's name.

    The type checker refuses to make one that lacks any of these; Qt's metaclass leaves no room for ``ABCMeta``.
    """

    def __init__(self, look: Look, name: str, add: str) -> None:
        super().__init__()
        self._look = look
        self._rows: list[Row] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        top = form_layout()
        self.title = LocalEdit(self.tr("Title"))
        add_row(top, self.tr("Title"), self.title)
        outer.addLayout(top)
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.setChildrenCollapsible(False)
        panes.setHandleWidth(9)
        self.rows = RowList(look, name, add)
        panes.addWidget(self.rows)
        panes.addWidget(self._details())
        panes.setSizes(_SIZES)
        outer.addWidget(panes, 1)
        self.title.edited.connect(self.touched)
        self.rows.chosen.connect(self._show_row)
        self.rows.added.connect(self._add)
        self.rows.removed.connect(self._remove)
        self.rows.moved.connect(self._move)

    @abstractmethod
    def _details(self) -> QWidget:
        """What one row is edited with; made once."""

    @abstractmethod
    def _show_row(self, row: int) -> None:
        """Fill the details."""

    @abstractmethod
    def _name(self, item: Row) -> str:
        """A row in the list."""

    @abstractmethod
    def _add(self) -> None:
        """A new row at the end."""

    def _list_rows(self, row: int) -> None:
        self.rows.show_rows([self._name(item) for item in self._rows], row)

    def _remove(self, row: int) -> None:
        del self._rows[row]
        self._after(min(row, len(self._rows) - 1))

    def _move(self, row: int, to: int) -> None:
        self._rows.insert(to, self._rows.pop(row))
        self._after(to)

    def _after(self, row: int) -> None:
        self._list_rows(row)
        self._show_row(row)
        self.touched()
