"""The case form that fills itself in: value, state, and the turn it came from; what is missing can be asked for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPalette
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QVBoxLayout, QWidget

from assist.domain.assistance import CaseForm, FieldState, FieldValue
from assist.domain.pack import Form, FormField
from assist.ui import words
from assist.ui.look import Look
from assist.ui.panels.common import Elided, Section, Spot, clear, icon_button, label, rename, text_button
from assist.ui.text_block import TextBlock

LABEL_WIDTH = 116


class FieldRow(Spot):
    """One field. Enter edits, Ctrl+C copies, and a button asks for what is missing or accepts what is offered."""

    changed = Signal(str, str)
    copied = Signal(str, str)
    asked = Signal(str)
    editing = Signal(bool)
    typing = Signal()

    def __init__(self, look: Look, field: FormField) -> None:
        super().__init__()
        self.field = field
        self._look = look
        self._value: FieldValue | None = None
        self._ask = look.from_pack(field.ask)
        self.label_text = look.from_pack(field.label) or field.name
        self.setFixedHeight(32)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 0, 0)
        row.setSpacing(8)
        name = Elided(self.label_text + (" *" if field.required else ""), "muted")
        name.setFixedWidth(LABEL_WIDTH)
        name.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._shown = Elided()
        self._edit = QLineEdit()
        self._edit.setAccessibleName(self.label_text)
        self._edit.hide()
        self._edit.installEventFilter(self)
        self._edit.textEdited.connect(self._typed)
        if field.choices:
            completer = QCompleter([c.value for c in field.choices], self._edit)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self._edit.setCompleter(completer)
        self._state = label("", "muted")
        self._button = text_button("", style="link")
        self._button.clicked.connect(self._press)
        self._copy = icon_button(look, "copy", self.tr("Copy {field}").format(field=self.label_text), "Ctrl+C")
        self._copy.clicked.connect(self.copy)
        policy = self._copy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._copy.setSizePolicy(policy)
        self.pointed.connect(self._show_copy)
        row.addWidget(name)
        row.addWidget(self._shown, 1)
        row.addWidget(self._edit, 1)
        row.addWidget(self._copy)
        row.addWidget(self._state)
        row.addWidget(self._button)
        self.activated.connect(self.edit)
        self.show_value(None, missing=False)

    def show_value(self, value: FieldValue | None, *, missing: bool) -> None:
        """The value and its state; nothing changes in a field that is being edited."""
        self._value = value
        self.set_spans(value.evidence if value else ())
        if not self._edit.isHidden():
            return
        shown = " / ".join(map(self._read, (value.value, *value.others))) if value else "—"
        offered = value is not None and value.state is FieldState.OFFERED
        self._shown.setText(f"{shown} ?" if offered or (value is not None and value.others) else shown)
        self._shown.setObjectName("muted" if value is None or offered else "")
        self._shown.style().polish(self._shown)
        state = self._state_words(value)
        self._state.setText(state)
        self._state.setVisible(bool(state))
        can_ask = value is None and missing and bool(self._ask)
        self._button.setVisible(can_ask or offered)
        self._button.setText(self.tr("accept") if offered else self.tr("ask"))
        rename(
            self._button,
            (self.tr("Accept {field}") if offered else self.tr("Ask for {field}")).format(field=self.label_text),
        )
        self._show_copy()
        need = self.tr("missing") if missing and value is None else ""
        spoken = (self.label_text, " / ".join((value.value, *value.others)) if value else self.tr("empty"), state, need)
        self.setAccessibleName(", ".join(filter(None, spoken)))

    def edit(self) -> None:
        """Edit in place."""
        self._edit.setText(self._value.value if self._value else "")
        self._shown.hide()
        self._edit.show()
        self._edit.selectAll()
        self._edit.setFocus()
        self.editing.emit(True)

    def copy(self) -> None:
        """The value, ungrouped, for the clipboard."""
        if self._value is not None:
            self.copied.emit(self.label_text, self._value.value)

    def cancel_edit(self, focus: QWidget) -> bool:
        """End the edit if it has the focus, keeping the old value; whether it had."""
        if focus is not self._edit:
            return False
        self._end(keep=False)
        self.setFocus()
        return True

    def end_edit(self) -> None:
        """Keep what was typed, if it is being edited."""
        self._end(keep=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_F2:
            self.edit()
        elif event.key() == Qt.Key.Key_Delete and self._value is not None:
            self.changed.emit(self.field.name, "")
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.edit()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._edit:
            return super().eventFilter(watched, event)
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end(keep=True)
            self.setFocus()
            return True
        if event.type() == QEvent.Type.FocusOut and not self._completing():
            self._end(keep=True)
        return super().eventFilter(watched, event)

    def _completing(self) -> bool:
        completer = self._edit.completer()
        popup = completer.popup() if completer is not None else None
        return popup is not None and popup.isVisible()

    def _end(self, *, keep: bool) -> None:
        if self._edit.isHidden():
            return
        text = self._edit.text().strip()
        self._edit.hide()
        self._shown.show()
        self.editing.emit(False)
        if keep and text != (self._value.value if self._value else ""):
            self.changed.emit(self.field.name, text)

    def _show_copy(self, _spans: object = None) -> None:
        can = self._value is not None and self._button.isHidden()
        self._copy.setVisible(can and (self.underMouse() or self.hasFocus() or self._copy.hasFocus()))

    def _read(self, value: str) -> str:
        """The value as the agent reads it: a choice by its label, a number in groups."""
        choice = next((c for c in self.field.choices if c.value == value), None)
        label_text = self._look.from_pack(choice.label) if choice is not None else ""
        return label_text or words.for_read_back(value, self.field.type)

    def _press(self) -> None:
        if self._value is None:
            self.asked.emit(self._ask)
        else:
            self.changed.emit(self.field.name, self._value.value)

    def _typed(self, _text: str) -> None:
        self.typing.emit()

    def _state_words(self, value: FieldValue | None) -> str:
        if value is None:
            return ""
        if value.state is FieldState.MANUAL:
            return self.tr("✎ by hand")
        turns = sorted({span.turn + 1 for span in value.evidence})
        where = self.tr("turn {n}").format(n="+".join(map(str, turns))) if turns else ""
        mark = {FieldState.AUTO: "✓", FieldState.PRESELECTED: "≈"}.get(value.state, "")
        return " ".join(filter(None, (mark, where)))


class FormPanel(Section):
    """The form of the category, with what was found; copied and exported as a whole."""

    field_changed = Signal(str, str)
    field_copied = Signal(str, str)
    ask_wanted = Signal(str)
    copy_wanted = Signal()
    export_wanted = Signal(str)
    editing = Signal(bool)
    typing = Signal()
    pointed = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__("")
        self._look = look
        self._form: Form | None = None
        self.rows: tuple[FieldRow, ...] = ()
        self._missing: tuple[str, ...] = ()
        self._count = label("", "muted")
        self.header.addWidget(self._count)
        self._empty = TextBlock(limit=2, role=QPalette.ColorRole.PlaceholderText)
        self.body.addWidget(self._empty)
        self._holder = QWidget()
        self._holder_rows = QVBoxLayout(self._holder)
        self._holder_rows.setContentsMargins(0, 0, 0, 0)
        self._holder_rows.setSpacing(0)
        self.body.addWidget(self._holder)
        foot = QHBoxLayout()
        foot.addStretch(1)
        self._copy = text_button(self.tr("Copy"), self.tr("Copy the form"), "plain", "Ctrl+Shift+C")
        self._copy.clicked.connect(self.copy_wanted)
        self._export = text_button(self.tr("Export") + " ▾", self.tr("Export the case"), "plain", "Ctrl+E")
        self.menu = QMenu(self)
        for kind, name in (("json", "JSON…"), ("csv", "CSV…"), ("txt", self.tr("Text…"))):
            action = self.menu.addAction(name)
            action.setData(kind)
            action.triggered.connect(self._export_chosen)
        self._export.setMenu(self.menu)
        foot.addWidget(self._copy)
        foot.addWidget(self._export)
        self.body.addLayout(foot)
        self.show_form(None, None, can_export=False)

    def show_form(self, form: Form | None, found: CaseForm | None, *, can_export: bool) -> None:
        """Show the form with its values. Rows are made anew only for another form."""
        if form != self._form:
            self._form = form
            clear(self._holder_rows)
            self.rows = tuple(FieldRow(self._look, f) for f in form.fields) if form else ()
            for row in self.rows:
                self._holder_rows.addWidget(row)
                row.changed.connect(self.field_changed)
                row.copied.connect(self.field_copied)
                row.asked.connect(self.ask_wanted)
                row.editing.connect(self.editing)
                row.typing.connect(self.typing)
                row.pointed.connect(self.pointed)
        title = f"{self.tr('Case')} · {self._look.from_pack(form.title)}" if form else self.tr("Case")
        self.title.setText(title)
        self.setAccessibleName(title)
        values = found.fields if found else {}
        self._missing = found.missing if found else ()
        for row in self.rows:
            row.show_value(values.get(row.field.name), missing=row.field.name in self._missing)
        filled = sum(row.field.name in values for row in self.rows)
        self._count.setText(self.tr("{n} of {total}").format(n=filled, total=len(self.rows)) if form else "")
        self._empty.setVisible(form is None)
        self._empty.set_text(self.tr("The form appears with the category."))
        self._copy.setEnabled(bool(values))
        self._export.setEnabled(can_export)

    def jump_to_missing(self) -> bool:
        """Edit the next missing field after the one with the focus; whether there is one."""
        names = [row.field.name for row in self.rows]
        here = next((i for i, row in enumerate(self.rows) if row.hasFocus() or row.isAncestorOf(_focus(row))), -1)
        order = [*range(here + 1, len(names)), *range(here + 1)]
        target = next((i for i in order if names[i] in self._missing), None)
        if target is None:
            return False
        self.rows[target].edit()
        return True

    def open_export(self) -> None:
        """Offer the kinds of export."""
        if self._export.isEnabled():
            self._export.showMenu()

    def end_edits(self) -> None:
        """What is being edited counts as typed."""
        for row in self.rows:
            row.end_edit()

    def _export_chosen(self) -> None:
        action = self.sender()
        if action is not None and hasattr(action, "data"):
            self.export_wanted.emit(action.data())


def _focus(widget: QWidget) -> QWidget:
    return widget.window().focusWidget() or widget.window()
