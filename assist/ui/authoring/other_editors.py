"""Categories, playbooks and tone."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from assist.domain.assistance import MoodLabel
from assist.domain.pack import Category, Pack, Playbook, Step, Tone
from assist.domain.text import LocalText
from assist.services.editing import Checked
from assist.ui import words
from assist.ui.authoring import words as names
from assist.ui.authoring.fields import Choose, Editor, LocalEdit, PickMany, add_row, column, form_layout, scrolled
from assist.ui.authoring.rows_editor import RowsEditor
from assist.ui.authoring.text_editor import field_names
from assist.ui.look import Look
from assist.ui.panels.common import label

FEW = 5


class CategoryEditor(Editor):
    """Edits a category: what customers say in it, and where its cases go."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._piece: Category | None = None
        inside, layout = column(margins=(0, 0, 8, 0))
        rows = form_layout()
        self.label = LocalEdit(self.tr("Name"))
        self.description = LocalEdit(self.tr("Description"), lines=2)
        self.route, self.form = Choose(self.tr("Goes to")), Choose(self.tr("Form"))
        self.playbook, self.priority = Choose(self.tr("Playbook")), Choose(self.tr("Priority"))
        self.examples = QPlainTextEdit()
        self.examples.setTabChangesFocus(True)
        self.examples.setMinimumHeight(220)
        self.count = label("", "muted")
        self.count.setWordWrap(True)
        add_row(rows, self.tr("Name"), self.label)
        add_row(rows, self.tr("Description"), self.description)
        add_row(rows, self.tr("Goes to"), self.route)
        add_row(rows, self.tr("Form"), self.form)
        add_row(rows, self.tr("Playbook"), self.playbook)
        add_row(rows, self.tr("Priority"), self.priority)
        add_row(rows, self.tr("What customers say, a line each"), self.examples)
        rows.addRow("", self.count)
        layout.addLayout(rows)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inside))
        for part in (self.label, self.description):
            part.edited.connect(self.touched)
        for box in (self.route, self.form, self.playbook, self.priority):
            box.activated.connect(self.touched)
        self.examples.textChanged.connect(self._typed)

    def show_piece(self, piece: Category, state: Checked) -> None:
        """Fill the editor."""
        self._filling = True
        self._piece = piece
        self.label.show_text(piece.label, state.pack.languages)
        self.description.show_text(piece.description, state.pack.languages)
        self.priority.offer(names.priorities(), piece.priority)
        self.show_state(state)
        self.examples.setPlainText("\n".join(piece.examples))
        self._typed()
        self._filling = False

    def show_state(self, state: Checked) -> None:
        """What can be chosen now."""
        piece, pack, look = self._piece, state.pack, self._look
        if piece is None:
            return
        chosen = (
            (piece.route, piece.form, piece.playbook)
            if self._filling
            else (self.route.value(), self.form.value(), self.playbook.value())
        )
        nothing = ("", self.tr("none"))
        routes = [(r.id, look.from_pack(r.label) or r.id) for r in pack.routes]
        forms = [(f.id, look.from_pack(f.title) or f.id) for f in pack.forms]
        playbooks = [(p.id, look.from_pack(p.title) or p.id) for p in pack.playbooks]
        for box, options, value in zip(
            (self.route, self.form, self.playbook), (routes, forms, playbooks), chosen, strict=True
        ):
            box.offer([nothing, *options], value or "")

    def _typed(self) -> None:
        count = len(self._lines())
        few = self.tr(" Five or more make it easy to find; write them as customers do.") if count < FEW else ""
        self.count.setText(self.tr("{n} examples.").format(n=count) + few)
        self.touched()

    def _lines(self) -> tuple[str, ...]:
        lines = (" ".join(line.split()) for line in self.examples.toPlainText().splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))

    def piece(self) -> Category | None:
        """As edited."""
        if self._piece is None:
            return None
        lines = self._lines()
        same = lines == tuple(dict.fromkeys(" ".join(e.split()) for e in self._piece.examples))
        return replace(
            self._piece,
            label=self.label.text(),
            description=self.description.text(),
            route=self.route.value() or None,
            form=self.form.value() or None,
            playbook=self.playbook.value() or None,
            priority=self.priority.value(),
            examples=self._piece.examples if same else lines,
        )


class PlaybookEditor(RowsEditor[Step]):
    """Edits a procedure: its steps in order."""

    def __init__(self, look: Look) -> None:
        super().__init__(
            look,
            QCoreApplication.translate("PlaybookEditor", "Steps"),
            QCoreApplication.translate("PlaybookEditor", "Add step"),
        )
        self._piece: Playbook | None = None
        self._pack: Pack | None = None

    def _details(self) -> QWidget:
        inside, layout = column(margins=(8, 0, 8, 8))
        rows = form_layout()
        self.id = QLineEdit()
        self.step_title = LocalEdit(self.tr("Step"))
        self.instruction = LocalEdit(self.tr("What to do"), lines=3)
        self.needs = PickMany(self.tr("Needs"))
        self.say = LocalEdit(self.tr("What to say"), lines=3)
        self.action = LocalEdit(self.tr("Action"))
        add_row(rows, self.tr("Step"), self.step_title)
        add_row(rows, self.tr("Id"), self.id)
        add_row(rows, self.tr("What to do"), self.instruction)
        add_row(rows, self.tr("Needs"), self.needs)
        add_row(rows, self.tr("What to say"), self.say)
        add_row(rows, self.tr("Action"), self.action)
        layout.addLayout(rows)
        layout.addStretch(1)
        self.id.textEdited.connect(self._changed)
        for part in (self.step_title, self.instruction, self.needs, self.say, self.action):
            part.edited.connect(self._changed)
        return scrolled(inside)

    def show_piece(self, piece: Playbook, state: Checked) -> None:
        """Fill the editor."""
        self._filling = True
        self._piece = piece
        self._rows = list(piece.steps)
        self.show_state(state)
        self.title.show_text(piece.title, state.pack.languages)
        self._list_rows(0)
        self._filling = False
        self._show_row(0)

    def show_state(self, state: Checked) -> None:
        """What can be chosen now."""
        self._pack = state.pack

    def _show_row(self, row: int) -> None:
        if not 0 <= row < len(self._rows) or self._pack is None:
            return
        before, self._filling = self._filling, True
        step, tags = self._rows[row], self._pack.languages
        self.id.setText(step.id)
        self.step_title.show_text(step.title, tags)
        self.instruction.show_text(step.instruction, tags)
        self.say.show_text(step.say, tags)
        self.action.show_text(step.action, tags)
        fields = field_names(self._pack, self._look)
        self.needs.offer([(n, t) for n, t in fields.items() if n != "agent_name"], step.needs)
        self._filling = before

    def _changed(self, *_given: object) -> None:
        row = self.rows.row
        if self._filling or not 0 <= row < len(self._rows):
            return
        self._rows[row] = replace(
            self._rows[row],
            id=self.id.text().strip(),
            title=self.step_title.text(),
            instruction=self.instruction.text(),
            needs=self.needs.values(),
            say=self.say.text(),
            action=self.action.text(),
        )
        self._list_rows(row)
        self.touched()

    def _add(self) -> None:
        ids = {s.id for s in self._rows}
        number = len(self._rows) + 1
        while f"step-{number}" in ids:
            number += 1
        title = self.tr("Step {n}").format(n=number)
        tag = self._pack.languages[0] if self._pack is not None and self._pack.languages else "en"
        self._rows.append(Step(f"step-{number}", LocalText(((tag, title),))))
        self._after(len(self._rows) - 1)
        self.step_title.setFocus()

    def _name(self, item: Step) -> str:
        return self._look.from_pack(item.title) or item.id

    def piece(self) -> Playbook | None:
        """As edited; ``None`` while a step has no id or title, or an id is there twice."""
        ids = [s.id for s in self._rows]
        if self._piece is None or not all(ids) or len(set(ids)) < len(ids) or not all(s.title for s in self._rows):
            return None
        return replace(self._piece, title=self.title.text(), steps=tuple(self._rows))


class ToneEditor(Editor):
    """Edits the advice and the style for each mood; the mood that was touched last is what is saved."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._tones: dict[str, Tone] = {}
        self._touched = ""
        inside, layout = column(margins=(0, 0, 8, 8))
        self._boxes: dict[str, tuple[LocalEdit, LocalEdit]] = {}
        for mood in MoodLabel:
            layout.addWidget(label(words.mood(mood), "strong"))
            rows = form_layout()
            advice = LocalEdit(self.tr("Advice to the agent"), lines=2)
            style = LocalEdit(self.tr("Style of drafts"), lines=2)
            add_row(rows, self.tr("Advice to the agent"), advice)
            add_row(rows, self.tr("Style of drafts"), style)
            layout.addLayout(rows)
            self._boxes[mood.value] = (advice, style)
            for box in (advice, style):
                box.setProperty("mood", mood.value)
                box.edited.connect(self._changed)
        layout.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(inside))

    def show_tones(self, state: Checked) -> None:
        """Fill the editor."""
        self._filling = True
        self._tones = {t.mood: t for t in state.pack.tones}
        self._touched = ""
        for mood, (advice, style) in self._boxes.items():
            tone = self._tones.get(mood, Tone(mood))
            advice.show_text(tone.advice, state.pack.languages)
            style.show_text(tone.style, state.pack.languages)
        self._filling = False

    def _changed(self) -> None:
        self._touched = str(self.sender().property("mood"))
        self.touched()

    def piece(self) -> Tone | None:
        """The tone touched last, as edited."""
        if not self._touched:
            return None
        advice, style = self._boxes[self._touched]
        return Tone(self._touched, advice.text(), style.text())
