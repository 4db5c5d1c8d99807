"""A list of rows that are added, removed and moved by keys and buttons: fields of a form, steps of a playbook."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from assist.ui.look import Look
from assist.ui.panels.common import text_button


class RowList(QWidget):
    """Names only; who uses it keeps what stands behind them, in the same order."""

    chosen = Signal(int)
    added = Signal()
    removed = Signal(int)
    moved = Signal(int, int)

    def __init__(self, look: Look, name: str, add: str) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        self.list = QListWidget()
        self.list.setObjectName("rows")
        self.list.setAccessibleName(name)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(self.list, 1)
        bar = QHBoxLayout()
        bar.setSpacing(4)
        self.add = text_button(add, style="plain")
        self.remove = text_button(self.tr("Remove"), style="plain", keys="Del")
        self.up = text_button("↑", self.tr("Move up"), "plain", "Alt+Up")
        self.down = text_button("↓", self.tr("Move down"), "plain", "Alt+Down")
        for button in (self.add, self.remove, self.up, self.down):
            bar.addWidget(button)
        bar.addStretch(1)
        outer.addLayout(bar)
        self._look = look
        self.list.currentRowChanged.connect(self._chose)
        self.add.clicked.connect(self.added)
        self.remove.clicked.connect(self._remove)
        self.up.clicked.connect(self._up)
        self.down.clicked.connect(self._down)
        for keys, act in (("Del", self._remove), ("Alt+Up", self._up), ("Alt+Down", self._down)):
            QShortcut(QKeySequence(keys), self.list, act, context=Qt.ShortcutContext.WidgetShortcut)

    def show_rows(self, names: list[str], row: int) -> None:
        """Show names with one of them chosen; says nothing."""
        self.list.blockSignals(True)
        if self.list.count() == len(names):
            for i, name in enumerate(names):
                self.list.item(i).setText(name)
        else:
            self.list.clear()
            for name in names:
                self.list.addItem(QListWidgetItem(name))
        self.list.setCurrentRow(row)
        self.list.blockSignals(False)
        self._say()

    @property
    def row(self) -> int:
        """The chosen row; -1 for none."""
        return self.list.currentRow()

    def _chose(self, row: int) -> None:
        self._say()
        self.chosen.emit(row)

    def _say(self) -> None:
        row, last = self.row, self.list.count() - 1
        self.remove.setEnabled(last > 0 and row >= 0)
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < last)

    def _remove(self) -> None:
        if self.remove.isEnabled():
            self.removed.emit(self.row)

    def _up(self) -> None:
        if self.up.isEnabled():
            self.moved.emit(self.row, self.row - 1)

    def _down(self) -> None:
        if self.down.isEnabled():
            self.moved.emit(self.row, self.row + 1)
