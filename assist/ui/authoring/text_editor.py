"""Articles and snippets: front matter as fields, Markdown beside its preview; any other file as plain text."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPlainTextEdit, QPushButton, QSplitter, QVBoxLayout

from assist.domain.pack import Article, Audience, Pack, Snippet
from assist.services.editing import Checked
from assist.ui.authoring.fields import Choose, CommaEdit, Editor, PickMany, add_row, column, form_layout
from assist.ui.authoring.markdown import Highlighter, MarkdownBox, Preview
from assist.ui.look import Look
from assist.ui.panels.common import label, text_button

GIVEN = "agent_name"


class TextEditor(Editor):
    """Edits an article or a snippet."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._piece: Article | Snippet | None = None
        self._fields: dict[str, str] = {}
        self._text = ""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        rows = form_layout()
        self.title = QLineEdit()
        self.language = Choose(self.tr("Language"))
        self.tags = CommaEdit()
        self.audience = Choose(self.tr("For"))
        self.when = QLineEdit()
        self.categories = PickMany(self.tr("Categories"))
        add_row(rows, self.tr("Title"), self.title)
        add_row(rows, self.tr("Language"), self.language)
        self._rows = rows
        add_row(rows, self.tr("For"), self.audience)
        add_row(rows, self.tr("When to use"), self.when)
        add_row(rows, self.tr("Tags"), self.tags)
        add_row(rows, self.tr("Categories"), self.categories)
        outer.addLayout(rows)
        outer.addLayout(self._place_bar())
        outer.addWidget(self._make_panes(), 1)
        for line in (self.title, self.tags, self.when):
            line.textEdited.connect(self.touched)
        for box in (self.language, self.audience):
            box.activated.connect(self.touched)
        self.categories.edited.connect(self.touched)
        self.body.textChanged.connect(self._typed)
        self.body.settled.connect(self.preview.show_markdown)

    def _place_bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        self.insert: QPushButton = text_button(self.tr("Insert field ▾"), self.tr("Insert a field of a form"), "plain")
        self._menu = QMenu(self.insert)
        self.insert.setMenu(self._menu)
        self.unknown: QLabel = label("", "muted")
        self.unknown.setWordWrap(True)
        bar.addWidget(self.insert)
        bar.addWidget(self.unknown, 1)
        return bar

    def _make_panes(self) -> QSplitter:
        panes = QSplitter(Qt.Orientation.Horizontal)
        panes.setChildrenCollapsible(False)
        panes.setHandleWidth(9)
        self.body = MarkdownBox()
        self.preview = Preview()
        self._marks = Highlighter(self.body.document(), self.palette(), self._is_known)
        for name, box in ((self.tr("Markdown"), self.body), (self.tr("Preview"), self.preview)):
            side, layout = column()
            layout.setSpacing(4)
            layout.addWidget(label(name, "title"))
            layout.addWidget(box, 1)
            panes.addWidget(side)
        panes.setSizes([400, 400])
        return panes

    def show_piece(self, piece: Article | Snippet, state: Checked) -> None:
        """Fill the editor."""
        self._filling = True
        self._piece = piece
        snippet = isinstance(piece, Snippet)
        self.title.setText(piece.title)
        self.tags.show_values(piece.tags)
        self.audience.offer(
            (("public", self.tr("Customers and agents")), ("internal", self.tr("Agents only"))),
            piece.audience.value if isinstance(piece, Article) else "public",
        )
        self.when.setText(piece.when if isinstance(piece, Snippet) else "")
        self._rows.setRowVisible(self.audience, not snippet)
        self._rows.setRowVisible(self.when, snippet)
        self.insert.setVisible(snippet)
        self.unknown.setVisible(snippet)
        self._marks.places = snippet
        self.show_state(state)
        self.language.offer(((t, t) for t in state.pack.languages), piece.language)
        self.body.setPlainText(piece.body)
        self.preview.show_markdown(piece.body)
        self.preview.verticalScrollBar().setValue(0)
        self._text = self.body.toPlainText()
        self._tell_unknown()
        self._filling = False

    def show_state(self, state: Checked) -> None:
        """What can be chosen now, and which placeholders are unknown."""
        piece, pack = self._piece, state.pack
        if piece is None:
            return
        chosen = self.categories.values() if not self._filling else piece.categories
        self.categories.offer(((c.id, self._look.from_pack(c.label) or c.id) for c in pack.categories), chosen)
        self._fields = field_names(pack, self._look)
        self._menu.clear()
        for name, title in self._fields.items():
            action = self._menu.addAction(f"{title}\t{{{{{name}}}}}")
            action.setData(name)
            action.triggered.connect(self._insert)
        self._marks.rehighlight()
        self._tell_unknown()

    def piece(self) -> Article | Snippet | None:
        """As edited; ``None`` while it has no title or no text."""
        if self._piece is None or not self.title.text().strip() or not self.body.toPlainText().strip():
            return None
        self._tell_unknown()
        common = replace(
            self._piece,
            title=" ".join(self.title.text().split()),
            language=self.language.value(),
            tags=self.tags.values(),
            categories=self.categories.values(),
            body=self.body.toPlainText().strip("\n"),
        )
        if isinstance(common, Article):
            return replace(common, audience=Audience(self.audience.value()))
        return replace(common, when=" ".join(self.when.text().split()))

    def _typed(self) -> None:
        """The box also speaks up when only colours change."""
        text = self.body.toPlainText()
        if text != self._text:
            self._text = text
            self.touched()

    def _insert(self) -> None:
        action = self.sender()
        self.body.insert_place(str(action.data()) if hasattr(action, "data") else "")

    def _is_known(self, name: str) -> bool:
        return name in self._fields

    def _tell_unknown(self) -> None:
        from assist.ui.authoring.markdown import _PLACE  # noqa: PLC0415 - the same pattern as the colours

        found = [m for m in _PLACE.findall(self.body.toPlainText()) if m not in self._fields]
        text = self.tr("No form has: {names}").format(names=", ".join(dict.fromkeys(found))) if found else ""
        self.unknown.setText(text or self.tr("{{field}} is filled from the case form."))


class RawEditor(Editor):
    """A file as text, for what cannot be edited otherwise until it is mended."""

    def __init__(self) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.note = label("", "muted")
        self.note.setWordWrap(True)
        self.box = QPlainTextEdit()
        self.box.setAccessibleName(self.tr("The file as text"))
        self.box.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.box.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        outer.addWidget(self.note)
        outer.addWidget(self.box, 1)
        self.box.textChanged.connect(self.touched)

    def show_file(self, path: str, text: str) -> None:
        """Fill it."""
        self._filling = True
        self.note.setText(
            self.tr("{path} cannot be read as it should. Mend it here; each fault below leads to its line.").format(
                path=path
            )
        )
        self.box.setPlainText(text)
        self._filling = False

    def go_to_line(self, line: int) -> None:
        """The cursor to a line, from 1."""
        cursor = QTextCursor(self.box.document().findBlockByNumber(max(0, line - 1)))
        self.box.setTextCursor(cursor)
        self.box.centerCursor()
        self.box.setFocus()

    def text(self) -> str:
        """As edited."""
        return self.box.toPlainText()


def field_names(pack: Pack, look: Look) -> dict[str, str]:
    """The placeholders that can be filled, with their names for people."""
    found = {f.name: look.from_pack(f.label) or f.name for form in pack.forms for f in form.fields}
    return {**found, GIVEN: GIVEN}
