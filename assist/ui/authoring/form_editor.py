"""The form designer: fields in order, each with its type, whether it is required, how to ask, pattern and choices."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from assist.domain.pack import Choice, FieldType, Form, FormField
from assist.domain.text import LocalText
from assist.services.editing import Checked
from assist.ui import words
from assist.ui.authoring import words as names
from assist.ui.authoring.fields import (
    Choose,
    CommaEdit,
    LocalEdit,
    PickMany,
    add_row,
    column,
    form_layout,
    scrolled,
)
from assist.ui.authoring.rows_editor import RowsEditor
from assist.ui.look import Look
from assist.ui.panels.common import label

_VALUE, _LABEL, _SYNONYMS = range(3)


class FormEditor(RowsEditor[FormField]):
    """Edits a form."""

    def __init__(self, look: Look) -> None:
        super().__init__(
            look,
            QCoreApplication.translate("FormEditor", "Fields"),
            QCoreApplication.translate("FormEditor", "Add field"),
        )
        self._piece: Form | None = None
        self._languages: tuple[str, ...] = ()

    def _details(self) -> QWidget:
        inside, layout = column(margins=(8, 0, 8, 8))
        rows = self._form = form_layout()
        self.name = QLineEdit()
        self.field_label = LocalEdit(self.tr("Label"))
        self.type = Choose(self.tr("Type"))
        self.type.offer(((t.value, names.field_type(t)) for t in FieldType), "text")
        self.required = QCheckBox(self.tr("Required"))
        self.ask = LocalEdit(self.tr("How to ask"), lines=3)
        self.pattern = QLineEdit()
        self.pattern.setPlaceholderText(r"e.g. \d{7}")
        self.sample = QLineEdit()
        self.sample.setPlaceholderText(self.tr("Type a number to try the pattern on"))
        self.verdict = label("", "muted")
        self.categories = PickMany(self.tr("Only for categories"))
        add_row(rows, self.tr("Name"), self.name)
        add_row(rows, self.tr("Label"), self.field_label)
        add_row(rows, self.tr("Type"), self.type)
        rows.addRow(self.required)
        add_row(rows, self.tr("How to ask"), self.ask)
        add_row(rows, self.tr("Pattern"), self.pattern)
        add_row(rows, self.tr("Try it"), self.sample)
        rows.addRow("", self.verdict)
        add_row(rows, self.tr("Only for categories"), self.categories)
        layout.addLayout(rows)
        layout.addWidget(self._choices_table())
        layout.addStretch(1)
        for signal in (self.name.textEdited, self.pattern.textEdited, self.type.activated, self.required.toggled):
            signal.connect(self._changed)
        for part in (self.field_label, self.ask, self.categories):
            part.edited.connect(self._changed)
        self.sample.textChanged.connect(self._try)
        self.pattern.textChanged.connect(self._try)
        return scrolled(inside)

    def _choices_table(self) -> QTableWidget:
        table = self.choices = QTableWidget(0, 3)
        table.setHorizontalHeaderLabels([self.tr("Value"), self.tr("Label"), self.tr("Synonyms")])
        table.setAccessibleName(self.tr("Choices"))
        table.verticalHeader().hide()
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        table.setColumnWidth(_VALUE, 90)
        table.setColumnWidth(_LABEL, 90)
        table.horizontalHeader().setSectionResizeMode(_SYNONYMS, QHeaderView.ResizeMode.Stretch)
        table.setMinimumHeight(180)
        table.setTabKeyNavigation(False)
        table.itemChanged.connect(self._changed)
        return table

    # -- showing -----------------------------------------------------------------------------------------------

    def show_piece(self, piece: Form, state: Checked) -> None:
        """Fill the editor."""
        self._filling = True
        self._piece = piece
        self._rows = list(piece.fields)
        self._languages = state.pack.languages
        self.title.show_text(piece.title, self._languages)
        self._list_rows(0)
        self.show_state(state)
        self._filling = False
        self._show_row(0)

    def show_state(self, state: Checked) -> None:
        """What can be chosen now."""
        self._options = [(c.id, self._look.from_pack(c.label) or c.id) for c in state.pack.categories]

    def _show_row(self, row: int) -> None:
        if not 0 <= row < len(self._rows):
            return
        before, self._filling = self._filling, True
        found = self._rows[row]
        self.name.setText(found.name)
        self.field_label.show_text(found.label, self._languages)
        self.type.setCurrentIndex(self.type.findData(found.type.value))
        self.required.setChecked(found.required)
        self.ask.show_text(found.ask, self._languages)
        self.pattern.setText(found.pattern or "")
        self.categories.offer(self._options, found.categories)
        self._show_choices(found.choices)
        self._show_type()
        self._filling = before
        self._try()

    def _show_type(self) -> None:
        kind = self.type.value()
        for widget in (self.pattern, self.sample):
            self._form.setRowVisible(widget, kind == FieldType.ID.value)
        self.verdict.setVisible(kind == FieldType.ID.value)
        self.choices.setVisible(kind == FieldType.CHOICE.value)

    def _show_choices(self, choices: tuple[Choice, ...]) -> None:
        """One row a choice, and an empty one to add another."""
        self.choices.setRowCount(len(choices) + 1)
        for row, choice in enumerate((*choices, Choice(""))):
            texts = (choice.value, self._look.from_pack(choice.label), ", ".join(choice.synonyms))
            for place, text in enumerate(texts):
                cell = QTableWidgetItem(text)
                cell.setData(Qt.ItemDataRole.UserRole, choice)
                self.choices.setItem(row, place, cell)

    # -- changing ----------------------------------------------------------------------------------------------

    def _changed(self, *_given: object) -> None:
        row = self.rows.row
        if self._filling or not 0 <= row < len(self._rows):
            return
        kind = FieldType(self.type.value())
        self._rows[row] = replace(
            self._rows[row],
            name=self.name.text().strip(),
            label=self.field_label.text(),
            type=kind,
            required=self.required.isChecked(),
            ask=self.ask.text(),
            pattern=self.pattern.text() or None if kind is FieldType.ID else None,
            choices=self._read_choices() if kind is FieldType.CHOICE else (),
            categories=self.categories.values(),
        )
        before, self._filling = self._filling, True
        self._show_type()
        if kind is FieldType.CHOICE and self._last_row_used():
            self._show_choices(self._rows[row].choices)
        self._list_rows(row)
        self._filling = before
        self._try()
        self.touched()

    def _read_choices(self) -> tuple[Choice, ...]:
        out: dict[str, Choice] = {}
        for row in range(self.choices.rowCount()):
            value, text, synonyms = (self._cell(row, place) for place in range(3))
            item = self.choices.item(row, _VALUE)
            known = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
            was = known if isinstance(known, Choice) else Choice("")
            if value:
                spelt = CommaEdit()
                spelt.setText(synonyms)
                out[value] = Choice(value, self._with_label(was.label, text), spelt.values())
        return tuple(out.values())

    def _with_label(self, was: LocalText, text: str) -> LocalText:
        """The label with the text of the window's language changed; others stay."""
        if text == self._look.from_pack(was):
            return was
        shown = words.pack_language(self._look.locale)
        known = dict(was.by_language)
        wanted = (shown, shown.partition("-")[0])
        tag = next((t for t in wanted if t in known or t in self._languages), "" if "" in known else self._first())
        others = [(t, v) for t, v in was.by_language if t != tag and v]
        return LocalText((*others, (tag, text))) if text else LocalText(tuple(others))

    def _first(self) -> str:
        return self._languages[0] if self._languages else "en"

    def _cell(self, row: int, place: int) -> str:
        item = self.choices.item(row, place)
        return item.text().strip() if item is not None else ""

    def _last_row_used(self) -> bool:
        return bool(self._cell(self.choices.rowCount() - 1, _VALUE))

    def _add(self) -> None:
        names = {f.name for f in self._rows}
        number = len(self._rows) + 1
        while f"field_{number}" in names:
            number += 1
        self._rows.append(FormField(f"field_{number}", LocalText()))
        self._after(len(self._rows) - 1)
        self.name.setFocus()
        self.name.selectAll()

    def _name(self, item: FormField) -> str:
        star = " *" if item.required else ""
        return f"{self._look.from_pack(item.label) or item.name}{star} · {names.field_type(item.type)}"

    def _try(self, *_text: object) -> None:
        """Whether the pattern takes the sample."""
        pattern, sample = self.pattern.text(), self.sample.text()
        try:
            fits = bool(re.fullmatch(pattern, sample)) if pattern and sample else None
        except (re.error, RecursionError, OverflowError) as error:
            self.verdict.setText(self.tr("Not a pattern: {why}").format(why=error))
            return
        self.verdict.setText("" if fits is None else self.tr("✓ fits") if fits else self.tr("✗ does not fit"))

    def piece(self) -> Form | None:
        """As edited; ``None`` while a field has no name, or a name twice."""
        names = [f.name for f in self._rows]
        if self._piece is None or not all(names) or len(set(names)) < len(names):
            return None
        return replace(self._piece, title=self.title.text(), fields=tuple(self._rows))
