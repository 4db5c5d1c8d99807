"""The window's foot: whether the pack is sound, and every fault and warning with its file and line."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout

from assist.services.editing import Checked
from assist.ui.authoring.items import ITEM
from assist.ui.panels.common import label

_SHOWN = 200
_TALL = 4  # rows, before the list scrolls


class FaultBar(QFrame):
    """A click, or Enter, on a fault wants its place."""

    wanted = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("foot")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 12, 4)
        column.setSpacing(4)
        self.verdict = label("", "muted")
        self.list = QListWidget()
        self.list.setObjectName("choices")
        self.list.setAccessibleName(self.tr("Faults and warnings"))
        self.list.hide()
        self.list.itemActivated.connect(self._go)
        self.list.itemClicked.connect(self._go)
        column.addWidget(self.verdict)
        column.addWidget(self.list)

    def show_state(self, state: Checked) -> None:
        """What the last check found."""
        self.list.clear()
        rows = [("⚠", f) for f in state.faults] + [("·", w) for w in state.warnings]
        for mark, fault in rows[:_SHOWN]:
            item = QListWidgetItem(f"{mark} {fault}")
            item.setData(ITEM, (fault.file, fault.line))
            self.list.addItem(item)
        self.list.setVisible(bool(rows))
        self.list.setFixedHeight(min(len(rows), _TALL) * max(24, self.list.sizeHintForRow(0)) + 4 if rows else 0)
        text = self.tr("No faults.")
        if state.faults:
            text = self.tr("{n} faults: the pack cannot be published until they are mended.").format(
                n=len(state.faults)
            )
        if state.warnings:
            text += " " + self.tr("{n} warnings.").format(n=len(state.warnings))
        self.verdict.setText(text)

    def _go(self, item: QListWidgetItem) -> None:
        path, line = item.data(ITEM)
        self.wanted.emit(path, line)
