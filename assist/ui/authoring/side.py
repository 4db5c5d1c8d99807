"""The window's left side: the kinds of parts, a search, and the list."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QListWidget, QListWidgetItem, QVBoxLayout

from assist.services.editing import Item, Kind
from assist.ui.authoring import words
from assist.ui.authoring.items import ITEM, ItemDelegate, ItemModel
from assist.ui.look import Look


class ListSide(QFrame):
    """Says which part was chosen by the user; marking what is open says nothing."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setMinimumWidth(200)
        self.model = ItemModel(look, self)
        self._open: Item | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 0, 8)
        column.setSpacing(8)
        self.kinds = self._make_kinds()
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search the list"))
        self.search.setClearButtonEnabled(True)
        self.list = self._make_list(look)
        column.addWidget(self.kinds)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        self.kinds.currentRowChanged.connect(self._choose_kind)
        self.search.textChanged.connect(self._searched)
        self.list.selectionModel().currentChanged.connect(self._chose)

    def _make_kinds(self) -> QListWidget:
        kinds = QListWidget()
        kinds.setObjectName("kinds")
        kinds.setAccessibleName(self.tr("Kinds"))
        for kind in Kind:
            kinds.addItem(QListWidgetItem(words.kinds(kind)))
        kinds.setCurrentRow(0)
        kinds.setFixedHeight(len(Kind) * 28 + 4)
        kinds.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return kinds

    def _make_list(self, look: Look) -> QListView:
        made = QListView()
        made.setObjectName("parts")
        made.setAccessibleName(self.tr("Parts"))
        made.setModel(self.model)
        made.setItemDelegate(ItemDelegate(look, made))
        made.setUniformItemSizes(True)
        made.setMouseTracking(True)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return made

    def set_items(self, items: tuple[Item, ...]) -> None:
        """Every part of the pack, as checked last."""
        self.model.set_items(items)
        for row, kind in enumerate(Kind):
            marked, count = self.model.marked(kind), self.model.count(kind)
            shown = f"{words.kinds(kind)}  {count}" if kind is not Kind.TONE else words.kinds(kind)
            self.kinds.item(row).setText(f"{shown}  ⚠ {marked}" if marked else shown)
        self._mark()

    def mark(self, item: Item | None) -> None:
        """The line of what is open is marked, in its kind."""
        self._open = item
        row = list(Kind).index(item.kind) if item is not None else -1
        if item is not None and self.kinds.currentRow() != row:
            self.kinds.blockSignals(True)
            self.kinds.setCurrentRow(row)
            self.kinds.blockSignals(False)
            self.model.choose(item.kind)
        self._mark()

    def _mark(self) -> None:
        row = self.model.row_of(self._open.kind, self._open.key) if self._open is not None else -1
        selection = self.list.selectionModel()
        selection.blockSignals(True)
        if row >= 0:
            selection.setCurrentIndex(self.model.index(row), QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.list.scrollTo(self.model.index(row))
        else:
            selection.clear()
        selection.blockSignals(False)
        self.list.viewport().update()

    def _choose_kind(self, row: int) -> None:
        kind = list(Kind)[row]
        self.model.choose(kind)
        self._mark()
        if kind is Kind.TONE and self.model.item(0) is not None:
            self.list.setCurrentIndex(self.model.index(0))

    def _searched(self, text: str) -> None:
        self.model.choose(query=text)
        self._mark()

    def _chose(self, now: QModelIndex, _before: QModelIndex) -> None:
        item = now.data(ITEM) if now.isValid() else None
        if item is not None:
            self.chosen.emit(item)
