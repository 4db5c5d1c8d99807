"""The cases behind a bar: a list of them, and the one that is chosen, to read. Nothing in it can be changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QListView, QSplitter, QVBoxLayout, QWidget

from assist.domain.case import Case
from assist.domain.conversation import Conversation, Speaker
from assist.domain.insights import MAX_BEHIND, CaseBrief
from assist.services.ports import CaseStore
from assist.ui import words
from assist.ui.look import Look
from assist.ui.models.turns import TurnsModel
from assist.ui.panels.common import Elided, icon_button
from assist.ui.panels.turns_view import TurnsView
from assist.ui.parts import UiParts
from assist.ui.tasks import Tasks

_HEIGHT = 260
Index = QModelIndex | QPersistentModelIndex


class CasesModel(QAbstractListModel):
    """One row a case: its day, and what was asked in it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cases: tuple[CaseBrief, ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        return 0 if parent.isValid() else len(self.cases)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self.cases):
            return None
        case = self.cases[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{case.day}   {' '.join(case.said.split())}"
        return case.said if role == Qt.ItemDataRole.ToolTipRole else None

    def show(self, cases: tuple[CaseBrief, ...]) -> None:
        """Other cases."""
        self.beginResetModel()
        self.cases = cases
        self.endResetModel()


class EvidencePane(QWidget):
    """Empty and hidden until a bar is chosen."""

    def __init__(self, parts: UiParts, look: Look, tasks: Tasks) -> None:
        super().__init__()
        self._store: CaseStore | None = parts.store
        self._tasks = tasks
        self._wanted = ""
        names = {
            Speaker.CUSTOMER: self.tr("Customer"),
            Speaker.AGENT: self.tr("Agent"),
            Speaker.SYSTEM: self.tr("System"),
        }
        self.title = Elided("", "title")
        close = icon_button(look, "close", self.tr("Close the conversations"), "Esc")
        close.clicked.connect(self.hide)
        self.model = CasesModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Conversations behind it"))
        self.list.selectionModel().currentChanged.connect(self._read)
        self.turns = TurnsModel(names, self)
        self.reading = TurnsView(names)
        self.reading.setModel(self.turns)
        self.reading.setAccessibleName(self.tr("The conversation, to read"))
        self._lay_out(close)
        self.hide()

    def _lay_out(self, close: QWidget) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(close)
        beside = QSplitter(Qt.Orientation.Horizontal)
        beside.setChildrenCollapsible(False)
        for part, share in ((self.list, 2), (self.reading, 3)):
            beside.addWidget(part)
            beside.setStretchFactor(beside.count() - 1, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(beside, 1)
        self.setMinimumHeight(_HEIGHT)

    def read_from(self, store: CaseStore | None) -> None:
        """Where the conversations are; ``None``: in a team's export, which holds none."""
        self._store = store
        self.reading.setVisible(store is not None)
        self.hide()

    def show_behind(self, name: str, ask: Callable[[], tuple[CaseBrief, ...]]) -> None:
        """Fetch the cases behind the bar called ``name`` away from this thread, and show them."""
        self.title.setText(name)
        self.model.show(())
        self.turns.show(Conversation(""))
        self.show()

        def found(cases: tuple[CaseBrief, ...]) -> None:
            self._show(name, cases)

        self._tasks.run("evidence", lambda _job: ask(), found, self._failed)

    def _show(self, name: str, cases: tuple[CaseBrief, ...]) -> None:
        text = self.tr("{name} · {n} conversations")
        if len(cases) == 1:
            text = self.tr("{name} · 1 conversation")
        elif len(cases) == MAX_BEHIND:
            text = self.tr("{name} · the latest {n} conversations")
        self.title.setText(text.format(name=name, n=len(cases)))
        self.model.show(cases)
        if cases:
            self.list.setCurrentIndex(self.model.index(0))
            self.list.setFocus()

    @Slot(QModelIndex, QModelIndex)
    def _read(self, index: QModelIndex, _before: QModelIndex) -> None:
        store, row = self._store, index.row()
        if store is None or not 0 <= row < len(self.model.cases):
            return
        case_id = self._wanted = self.model.cases[row].case_id
        self._tasks.run("evidence-case", lambda _job: store.case(case_id), self._opened, self._failed)

    def _opened(self, case: Case | None) -> None:
        if case is not None and case.id == self._wanted:
            self.turns.show(case.conversation)
            self.reading.scrollToTop()

    def _failed(self, error: Exception) -> None:
        self.title.setText(self.tr("They could not be read: {why}").format(why=words.first_line(error)))

    def stop(self) -> None:
        """The window goes."""
        self._tasks.retire("evidence")
        self._tasks.retire("evidence-case")
