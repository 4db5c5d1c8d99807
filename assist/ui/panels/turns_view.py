"""The expanded conversation: a list that stays smooth with thousands of turns."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from assist.domain.conversation import Speaker, Turn
from assist.ui.models.turns import MARKS_ROLE, TURN_ROLE
from assist.ui.painting import fill
from assist.ui.text_block import formats, lay_out, line_step

Index = QModelIndex | QPersistentModelIndex
PAD = 8
GAP = 4
THUMBNAIL = 64


def no_thumbnail(_name: str) -> QImage | None:
    """There are none."""
    return None


class TurnDelegate(QStyledItemDelegate):
    """Paints who spoke, when, and the text with its marks; remembers heights by text."""

    def __init__(self, names: dict[Speaker, str], parent: QWidget) -> None:
        super().__init__(parent)
        self._names = names
        self._heights: dict[tuple[str, int], int] = {}
        self._view = parent
        self.thumbnail: Callable[[str], QImage | None] = no_thumbnail

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        turn: Turn = index.data(TURN_ROLE)
        width = self._width(turn)
        key = (turn.text, width)
        if key not in self._heights:
            lines = lay_out(turn.text, self._view.font(), width)[0].lineCount()
            self._heights[key] = (max(1, lines) + 1) * line_step(self._view.font()) + 2 * PAD
        height = max(self._heights[key], THUMBNAIL + 2 * PAD) if turn.picture else self._heights[key]
        return QSize(self._width(), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        turn: Turn = index.data(TURN_ROLE)
        rect: QRect = option.rect
        palette = self._view.palette()
        painter.save()
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRoundedRect(rect.adjusted(1, 1, -2, -2), 6, 6)
        if turn.speaker is Speaker.CUSTOMER:
            edge = QRect(rect.left() + 2, rect.top() + PAD, 2, rect.height() - 2 * PAD)
            fill(painter, edge, palette.color(QPalette.ColorRole.Link))
        spacing = line_step(self._view.font())
        left, top = rect.left() + PAD, rect.top() + PAD
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        head = QRect(left, top, self._width(), spacing)
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft, f"{index.row() + 1} · {self._who(turn)}")
        if turn.at:
            painter.drawText(head, Qt.AlignmentFlag.AlignRight, turn.at[11:16])
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        layout, shown = lay_out(turn.text, self._view.font(), self._width(turn))
        layout.draw(painter, QPointF(left, top + spacing), formats(shown, index.data(MARKS_ROLE) or (), palette))
        picture = self.thumbnail(turn.picture) if turn.picture else None
        if picture is not None:
            self._paint_picture(painter, rect, picture)
        painter.restore()

    def _paint_picture(self, painter: QPainter, rect: QRect, picture: QImage) -> None:
        """In the lower right corner, beside the text that was read off it."""
        size = picture.size().scaled(THUMBNAIL, THUMBNAIL, Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(QPoint(0, 0), size)
        place.moveTopRight(QPoint(rect.right() - PAD, rect.top() + PAD + line_step(self._view.font())))
        painter.drawImage(place, picture)
        painter.setPen(self._view.palette().color(QPalette.ColorRole.Mid))
        painter.drawRect(place.adjusted(0, 0, -1, -1))

    def forget(self) -> None:
        """The width or the font changed."""
        self._heights.clear()

    def _who(self, turn: Turn) -> str:
        word = self._names[turn.speaker]
        return f"{word} · {turn.name}" if turn.name else word

    def _width(self, turn: Turn | None = None) -> int:
        view = self._view
        width = view.viewport().width() if isinstance(view, QListView) else view.width()
        beside = THUMBNAIL + PAD if turn is not None and turn.picture else 0
        return max(80, width - 2 * PAD - beside)


class TurnsView(QListView):
    """The list. Lays itself out in batches; keyboard moves from turn to turn; ``hovered`` is -1 outside."""

    hovered = Signal(int)

    def __init__(self, names: dict[Speaker, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._turns = TurnDelegate(names, self)
        self.setItemDelegate(self._turns)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(100)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.entered.connect(self._entered)

    def show_thumbnails(self, thumbnail: Callable[[str], QImage | None]) -> None:
        """Where the thumbnails of turns that were read off a picture come from, by name."""
        self._turns.thumbnail = thumbnail

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.oldSize().width() != event.size().width():
            self._turns.forget()
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self.indexAt(event.position().toPoint()).isValid():
            self.hovered.emit(-1)
        super().mouseMoveEvent(event)

    def _entered(self, index: QModelIndex) -> None:
        self.hovered.emit(index.row())
