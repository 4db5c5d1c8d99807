"""A sheet with one of several lines to choose, found by typing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QListWidgetItem, QWidget

from assist.ui import past
from assist.ui.look import Look
from assist.ui.panels.common import label
from assist.ui.panels.sheet import Sheet

_TO_THE_LIST = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Filter(QLineEdit):
    """A line whose keys up and down, and Enter, are the list's."""

    def __init__(self, listed: QListWidget) -> None:
        super().__init__()
        self._list = listed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _TO_THE_LIST:
            QApplication.sendEvent(self._list, event)
        elif event.key() in _CHOOSE:
            item = self._list.currentItem()
            if item is not None and not item.isHidden():
                self._list.itemActivated.emit(item)
        else:
            super().keyPressEvent(event)


class ChoiceSheet(Sheet):
    """One of several lines. Enter or a click chooses; closing the sheet chooses nothing.

    ``found_by`` is what a filter above the list looks in, a text for each line; without it there is no filter.
    """

    def __init__(
        self, parent: QWidget, look: Look, title: str, options: tuple[str, ...], found_by: tuple[str, ...] = ()
    ) -> None:
        super().__init__(parent, look, title)
        self.chosen: int | None = None
        self._found_by = found_by
        self._list = self._lines(title, options)
        self.filter = _Filter(self._list)
        self.filter.setPlaceholderText(self.tr("Search: words, a name, a number, a category"))
        self.filter.setAccessibleName(self.tr("Search the list"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._search)
        self._none = label(self.tr("Nothing in the list has all of this."), "muted")
        self._none.hide()
        for widget in (self.filter, self._none):
            self.body.addWidget(widget)
        self.body.addWidget(self._list, 1)
        self.filter.setVisible(bool(found_by))
        self._list.show()  # what is not shown yet cannot take the focus
        self.take_focus()

    def take_focus(self) -> None:
        (self.filter if self._found_by else self._list).setFocus()

    def _lines(self, title: str, options: tuple[str, ...]) -> QListWidget:
        made = QListWidget()
        made.setObjectName("choices")
        made.setAccessibleName(title)
        made.setTextElideMode(Qt.TextElideMode.ElideRight)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setUniformItemSizes(True)
        for text in options:
            line = " ".join(text.split())
            item = QListWidgetItem(line)
            item.setToolTip(line)
            made.addItem(item)
        made.setCurrentRow(0)
        made.itemActivated.connect(self._take)
        made.itemClicked.connect(self._take)
        return made

    def _search(self, query: str) -> None:
        first = -1
        for row, text in enumerate(self._found_by):
            hit = past.matches(query, text)
            self._list.item(row).setHidden(not hit)
            first = row if hit and first < 0 else first
        self._list.setCurrentRow(first)
        self._none.setVisible(first < 0)

    def _take(self, item: QListWidgetItem) -> None:
        if self.chosen is None:
            self.chosen = self._list.row(item)
            self.close_sheet()
