"""The list of a pack's parts: a kind, a search, and a line for each with its faults marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from assist.services.editing import Item, Kind
from assist.ui.authoring import words
from assist.ui.look import Look
from assist.ui.painting import fill

Index = QModelIndex | QPersistentModelIndex
ITEM = Qt.ItemDataRole.UserRole
_ROW = 44


class ItemModel(QAbstractListModel):
    """Adapts a tuple of items: those of one kind in which every word of the search occurs."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._all: tuple[Item, ...] = ()
        self._shown: list[Item] = []
        self.kind = Kind.ARTICLE
        self.query = ""
        self.only_marked = False

    def set_items(self, items: tuple[Item, ...]) -> None:
        """Other items; nothing is announced when the lines stay the same."""
        self._all = items
        self._refresh()

    def choose(self, kind: Kind | None = None, query: str | None = None, *, only_marked: bool | None = None) -> None:
        """Another kind, search or filter."""
        self.kind = kind or self.kind
        self.query = query.casefold() if query is not None else self.query
        self.only_marked = self.only_marked if only_marked is None else only_marked
        self._refresh()

    def count(self, kind: Kind) -> int:
        """How many there are of a kind."""
        return sum(i.kind is kind for i in self._all)

    def marked(self, kind: Kind) -> int:
        """How many of a kind have faults."""
        return sum(i.kind is kind and bool(i.faults) for i in self._all)

    def item(self, row: int) -> Item | None:
        """The item of a row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, kind: Kind, key: str) -> int:
        """The row of an item, -1 when it is not shown."""
        return next((n for n, i in enumerate(self._shown) if (i.kind, i.key) == (kind, key)), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.item(index.row())
        if item is None:
            return None
        if role == ITEM:
            return item
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title_of(item)
        if role == Qt.ItemDataRole.ToolTipRole:
            return item.path
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return (
                f"{self.title_of(item)}, {self._marks(item)}" if item.faults or item.warnings else self.title_of(item)
            )
        return None

    def title_of(self, item: Item) -> str:
        """The title in the window's language."""
        return words.kinds(Kind.TONE) if item.kind is Kind.TONE else self._look.from_pack(item.title)

    def _marks(self, item: Item) -> str:
        return self.tr("{n} faults, {m} warnings").format(n=item.faults, m=item.warnings)

    def _refresh(self) -> None:
        wanted = self.query.split()
        shown = [i for i in self._all if i.kind is self.kind and all(w in i.words for w in wanted)]
        shown = [i for i in shown if i.faults or i.warnings] if self.only_marked else shown
        if _lines(shown) == _lines(self._shown):
            self._shown = shown
            if shown:
                self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
            return
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()


def _lines(items: Sequence[Item]) -> list[tuple[Kind, str]]:
    return [(i.kind, i.key) for i in items]


class ItemDelegate(QStyledItemDelegate):
    """Two lines: the title, and where it is; a mark for faults and warnings, told by shape as well as by place."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        return QSize(120, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: Item = index.data(ITEM)
        area: QRect = option.rect
        state = option.state
        palette: QPalette = option.palette
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            fill(painter, area, palette.color(QPalette.ColorRole.AlternateBase))
        elif state & QStyle.StateFlag.State_MouseOver:
            fill(painter, area, palette.color(QPalette.ColorRole.Midlight))
        room = area.adjusted(12, 4, -32 if item.faults or item.warnings else -8, -4)
        top, bottom = QRect(room), QRect(room)
        top.setHeight(room.height() // 2)
        bottom.setTop(top.bottom())
        metrics = painter.fontMetrics()
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        painter.drawText(top, left, metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, top.width()))
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        under = " · ".join(filter(None, (item.language, item.key if item.kind is not Kind.TONE else item.path)))
        painter.drawText(bottom, left, metrics.elidedText(under, Qt.TextElideMode.ElideMiddle, bottom.width()))
        if item.faults or item.warnings:
            mark = self._look.pixmap("warning" if item.faults else "info", muted=not item.faults)
            painter.drawPixmap(area.right() - 26, area.center().y() - 8, mark)
        painter.restore()
