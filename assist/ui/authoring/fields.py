"""Small editors that the parts' editors are made of: texts by language, lists, choices out of many."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QGridLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from assist.domain.text import LocalText
from assist.ui.panels.common import clear, label


class Editor(QWidget):
    """Edits one part. Says `edited` for every change by the user, never while it is being filled."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filling = False

    def touched(self, *_given: object) -> None:
        """For the signals of the widgets in it."""
        if not self._filling:
            self.edited.emit()


class LocalEdit(QWidget):
    """A text in each of the pack's languages; ``lines`` above one makes boxes for longer texts."""

    edited = Signal()

    def __init__(self, name: str, lines: int = 1) -> None:
        super().__init__()
        self._name = name
        self._lines = lines
        self._given: tuple[tuple[str, str], ...] = ()
        self._boxes: dict[str, QLineEdit | QPlainTextEdit] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_text(self, text: LocalText, languages: Sequence[str]) -> None:
        """Show a text; one without languages stays without."""
        self._given = text.by_language
        texts = dict(text.by_language)
        tags = list(texts) if "" in texts else list(dict.fromkeys([*languages, *texts]))
        if list(self._boxes) != tags:
            self._make(tags)
        for tag, box in self._boxes.items():
            box.blockSignals(True)
            if isinstance(box, QLineEdit):
                box.setText(texts.get(tag, ""))
            else:
                box.setPlainText(texts.get(tag, ""))
            box.blockSignals(False)

    def text(self) -> LocalText:
        """As edited; languages without a text are left out, in the order they had."""
        values = {tag: _value(box) for tag, box in self._boxes.items()}
        order = list(dict.fromkeys([*(tag for tag, _ in self._given), *values]))
        return LocalText(tuple((tag, values[tag]) for tag in order if values.get(tag)))

    def _make(self, tags: Sequence[str]) -> None:
        clear(self._grid)
        self._boxes = {}
        for row, tag in enumerate(tags):
            if tag:
                mark = label(tag, "muted")
                mark.setMinimumWidth(24)
                place = Qt.AlignmentFlag.AlignVCenter if self._lines == 1 else Qt.AlignmentFlag.AlignTop
                mark.setContentsMargins(0, 0 if self._lines == 1 else 6, 0, 0)
                self._grid.addWidget(mark, row, 0, place)
            box = QLineEdit() if self._lines == 1 else Box(self._lines)
            box.setAccessibleName(f"{self._name} {tag}".strip())
            box.textChanged.connect(self._changed)
            self._grid.addWidget(box, row, 1)
            self._boxes[tag] = box
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))

    def _changed(self, *_text: object) -> None:
        self.edited.emit()


class Box(QPlainTextEdit):
    """A box for a few lines of text; Tab leaves it."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 20)


class CommaEdit(QLineEdit):
    """A list of short texts, written with commas."""

    def values(self) -> tuple[str, ...]:
        """Those there are, each once."""
        parts = (" ".join(p.split()) for p in re.split(r"[,，、]", self.text()))
        return tuple(dict.fromkeys(p for p in parts if p))

    def show_values(self, values: Iterable[str]) -> None:
        """Show a list, unless it is the one that is shown."""
        wanted = tuple(values)
        if self.values() != wanted:
            self.setText(", ".join(wanted))


class Choose(QComboBox):
    """One of several; the wheel scrolls the page, not the value."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def offer(self, options: Iterable[tuple[str, str]], chosen: str) -> None:
        """Show (value, name) pairs; a value that is not among them is shown all the same."""
        self.blockSignals(True)
        self.clear()
        for value, name in options:
            self.addItem(name, value)
        if self.findData(chosen) < 0:
            self.addItem(chosen, chosen)
        self.setCurrentIndex(self.findData(chosen))
        self.blockSignals(False)

    def value(self) -> str:
        """The chosen value."""
        return str(self.currentData() or "")

    def wheelEvent(self, event: object) -> None:
        event.ignore()  # type: ignore[attr-defined]  # a wheel event


class PickMany(QToolButton):
    """Several out of many, ticked in a menu that stays open."""

    edited = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._chosen: tuple[str, ...] = ()
        self._menu = QMenu(self)
        self._menu.installEventFilter(self)
        self.setMenu(self._menu)
        self.setObjectName("plain")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def offer(self, options: Iterable[tuple[str, str]], chosen: Sequence[str]) -> None:
        """Show (value, name) pairs with those ``chosen`` ticked."""
        self._chosen = tuple(chosen)
        self._menu.clear()
        known = dict(options)
        for value in [*known, *(c for c in chosen if c not in known)]:
            action = self._menu.addAction(known.get(value, value))
            action.setCheckable(True)
            action.setData(value)
            action.setChecked(value in self._chosen)
        self._say()

    def values(self) -> tuple[str, ...]:
        """Those that are ticked, in the order they had; new ones last."""
        ticked = [str(a.data()) for a in self._menu.actions() if a.isChecked()]
        return tuple([c for c in self._chosen if c in ticked] + [t for t in ticked if t not in self._chosen])

    def _say(self) -> None:
        names = [a.text() for a in self._menu.actions() if a.isChecked()]
        shown = ", ".join(names[:3]) + (f" +{len(names) - 3}" if len(names) > 3 else "")
        nothing = self.tr("none")
        self.setText(f"{shown or nothing}  ▾")
        self.setAccessibleName(f"{self._name}: {', '.join(names) or nothing}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._menu and event.type() in (QEvent.Type.MouseButtonRelease, QEvent.Type.KeyPress):
            key = event.key() if isinstance(event, QKeyEvent) else Qt.Key.Key_Space
            action = self._menu.activeAction()
            if action is not None and action.isCheckable() and key == Qt.Key.Key_Space:
                action.setChecked(not action.isChecked())
                self._say()
                self.edited.emit()
                return True
        return super().eventFilter(watched, event)


def form_layout() -> QFormLayout:
    """Rows of a name and its editor, as in the settings."""
    layout = QFormLayout()
    layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
    layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    layout.setHorizontalSpacing(12)
    layout.setVerticalSpacing(8)
    return layout


def add_row(layout: QFormLayout, name: str, field: QWidget) -> None:
    """A row; the name is read out with its field."""
    field.setAccessibleName(name)
    text = QLabel(name)
    text.setObjectName("muted")
    text.setFixedWidth(96)
    text.setWordWrap(True)
    layout.addRow(text, field)


def scrolled(inside: QWidget) -> QScrollArea:
    """An area that scrolls ``inside`` up and down."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inside.setObjectName("sheet-body")
    area.setWidget(inside)
    return area


def column(*, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> tuple[QWidget, QVBoxLayout]:
    """A widget with a column in it."""
    widget = QWidget()
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(*margins)
    layout.setSpacing(8)
    return widget, layout


def _value(box: QLineEdit | QPlainTextEdit) -> str:
    return box.text().strip() if isinstance(box, QLineEdit) else box.toPlainText().strip()
