"""The knowledge window: the list on the left, the editor in the middle, the finder on the right, faults below."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from assist.domain.pack import Article, Category, Form, Playbook, Snippet
from assist.services.editing import Kind
from assist.ui import translate
from assist.ui.authoring import words
from assist.ui.authoring.bringing import BringSheet
from assist.ui.authoring.faults import FaultBar
from assist.ui.authoring.fields import Editor
from assist.ui.authoring.find import FindBox, FindPorts
from assist.ui.authoring.form_editor import FormEditor
from assist.ui.authoring.other_editors import CategoryEditor, PlaybookEditor, ToneEditor
from assist.ui.authoring.parts import LeadAsker, LeadParts, QtLeadAsker
from assist.ui.authoring.publishing import LeadReview, PublishSheet
from assist.ui.authoring.session import Session
from assist.ui.authoring.side import ListSide
from assist.ui.authoring.style import more_style
from assist.ui.authoring.testing import TestSheet
from assist.ui.authoring.text_editor import RawEditor, TextEditor
from assist.ui.dock import stand_beside
from assist.ui.look import Look
from assist.ui.panels.common import Elided, label, text_button
from assist.ui.panels.proposals import ReviewSheet
from assist.ui.panels.toast import Toast
from assist.ui.tasks import Tasks
from assist.ui.theme import colours_for, qt_palette, stylesheet


class KnowledgeWindow(QWidget):
    """Edits one pack folder."""

    def __init__(self, parts: LeadParts) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._parts = parts
        self._ask: LeadAsker = parts.ask or QtLeadAsker(self)
        translate.install(parts.settings.language, parts.resources / "translations")
        colours = colours_for(parts.settings.theme)
        QApplication.setPalette(qt_palette(colours))
        self.setStyleSheet(stylesheet(colours, parts.resources / "icons") + more_style(colours))
        self.look = Look(
            colours, parts.resources / "icons", translate.locale_for(parts.settings.language), parts.traditional
        )
        self.tasks = Tasks(self)
        self.session = Session(parts.workbench, self.tasks, self)
        self._toast = Toast(self)
        self._build()
        self._keys()
        self.session.checked.connect(self._checked)
        self.session.opened.connect(self._opened)
        self.session.saved.connect(self._tell_saved)
        self.session.said.connect(self._say)
        stand_beside(self, parts.settings, QSize(1280, 840))
        self.setWindowTitle(self.tr("Knowledge"))
        self.side.list.setFocus()
        self.session.start()

    # -- making ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._head())
        panes = self.panes = QSplitter(Qt.Orientation.Horizontal)
        panes.setChildrenCollapsible(False)
        panes.setHandleWidth(9)
        self.side = ListSide(self.look)
        panes.addWidget(self.side)
        panes.addWidget(self._editor_side())
        ports = FindPorts(self._parts.finder, self._parts.intake, self._ask, self.tasks)
        self.finder = FindBox(self.look, ports, self._version)
        self.finder.setMinimumWidth(300)
        panes.addWidget(self.finder)
        panes.setSizes([250, 680, 330])
        panes.setStretchFactor(1, 1)
        outer.addWidget(panes, 1)
        self.foot = FaultBar()
        outer.addWidget(self.foot)
        self.side.chosen.connect(self.session.open)
        self.foot.wanted.connect(self._go_to_fault)
        self.finder.article_wanted.connect(self._open_article)
        self.finder.said.connect(self._say)

    def _head(self) -> QFrame:
        head = QFrame()
        head.setObjectName("status")
        bar = QHBoxLayout(head)
        bar.setContentsMargins(12, 4, 12, 4)
        bar.setSpacing(4)
        self.name = Elided("", "strong")
        self.state = label("", "muted")
        bar.addWidget(self.name, 1)
        bar.addWidget(self.state)
        self.new = text_button(self.tr("New ▾"), self.tr("Make a new part"), "plain", "Ctrl+N")
        menu = QMenu(self.new)
        for kind in Kind:
            if words.new(kind):
                action = menu.addAction(words.new(kind))
                action.setData(kind.value)
                action.triggered.connect(self._create)
        self.new.setMenu(menu)
        self.bring = text_button(self.tr("Bring in…"), self.tr("Bring in articles from files"), "plain", "Ctrl+I")
        self.bring.setVisible(self._parts.bring_in is not None)
        self.bring.clicked.connect(self.open_bring)
        self.test = text_button(self.tr("Test…"), self.tr("Test before publishing"), "plain", "Ctrl+E")
        self.test.setVisible(self._parts.run_test is not None)
        self.test.clicked.connect(self.open_test)
        self.publish = text_button(self.tr("Publish…"), self.tr("Publish to the team"), "plain", "Ctrl+P")
        self.publish.setVisible(self._parts.publishing is not None)
        self.publish.clicked.connect(self.open_publish)
        self.undo = text_button(
            self.tr("Take back"), self.tr("Take back the latest change of a file"), "plain", "Ctrl+Alt+Z"
        )
        self.undo.clicked.connect(self.session.undo)
        self.remove = text_button(self.tr("Remove"), self.tr("Remove this part"), "plain", "Ctrl+Del")
        self.remove.setEnabled(False)
        self.remove.clicked.connect(self.session.remove)
        for button in (self.new, self.bring, self.test, self.publish, self.undo, self.remove):
            bar.addWidget(button)
        return head

    def _editor_side(self) -> QWidget:
        self.stack = QStackedWidget()
        self.stack.setContentsMargins(12, 8, 12, 8)
        self.empty = label(self.tr("Choose a part on the left, or make a new one."), "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text, self.raw = TextEditor(self.look), RawEditor()
        self.form, self.category = FormEditor(self.look), CategoryEditor(self.look)
        self.playbook, self.tone = PlaybookEditor(self.look), ToneEditor(self.look)
        self.stack.addWidget(self.empty)
        for editor in self._editors():
            editor.edited.connect(self._edited)
            self.stack.addWidget(editor)
        return self.stack

    def _editors(self) -> tuple[Editor, ...]:
        return self.text, self.raw, self.form, self.category, self.playbook, self.tone

    def _keys(self) -> None:
        for keys, act in (
            ("Ctrl+S", self.session.save), ("Ctrl+F", self._to_search), ("Ctrl+T", self._to_find),
            ("Ctrl+N", self.new.showMenu),
            ("Ctrl+I", self.open_bring), ("Ctrl+P", self.open_publish),
            ("Ctrl+E", self.open_test), ("Ctrl+Alt+Z", self.session.undo), ("Ctrl+Alt+Y", self.session.redo),
            ("Ctrl+Del", self.session.remove), ("Ctrl+L", self._to_list), ("F6", self._next_pane),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self, act)

    # -- the list ----------------------------------------------------------------------------------------------

    @Slot()
    def _checked(self) -> None:
        state = self.session.state
        if state is None:
            return
        pack = state.pack
        title = f"{pack.name or self._parts.workbench.folder.name} {pack.version}".strip()
        self.name.setText(f"{title} · {self._parts.workbench.folder}")
        self.setWindowTitle(self.tr("{pack}: knowledge").format(pack=title))
        self.side.set_items(state.items)
        self.foot.show_state(state)
        for editor in (self.text, self.form, self.category, self.playbook):
            if self.stack.currentWidget() is editor:
                editor.show_state(state)
        self.finder.show_pack(pack)

    # -- the editor --------------------------------------------------------------------------------------------

    @Slot()
    def _opened(self) -> None:
        session, state = self.session, self.session.state
        session.listen(None)
        item, piece = session.item, session.piece
        self.remove.setEnabled(item is not None and item.kind is not Kind.TONE)
        self.side.mark(item)
        self.state.setText("")
        if item is None or state is None:
            self.stack.setCurrentWidget(self.empty)
            return
        if item.kind is Kind.TONE:
            self.tone.show_tones(state)
            session.listen(self.tone.piece)
            self.stack.setCurrentWidget(self.tone)
        elif isinstance(piece, Article | Snippet):
            self.text.show_piece(piece, state)
            self._use(self.text)
        elif isinstance(piece, Form):
            self.form.show_piece(piece, state)
            self._use(self.form)
        elif isinstance(piece, Category):
            self.category.show_piece(piece, state)
            self._use(self.category)
        elif isinstance(piece, Playbook):
            self.playbook.show_piece(piece, state)
            self._use(self.playbook)
        else:
            self.raw.show_file(item.path, session.raw or "")
            session.listen(self.raw.text)
            self.stack.setCurrentWidget(self.raw)

    def _use(self, editor: TextEditor | FormEditor | CategoryEditor | PlaybookEditor) -> None:
        self.session.listen(editor.piece)
        self.stack.setCurrentWidget(editor)

    @Slot()
    def _edited(self) -> None:
        self.state.setText(self.tr("editing…"))
        self.session.edited()

    @Slot()
    def _tell_saved(self) -> None:
        self.state.setText(self.tr("saved"))

    def _create(self) -> None:
        action = self.sender()
        kind = Kind(str(action.data())) if isinstance(action, QAction) else Kind.ARTICLE
        title = self._ask.text(words.new(kind), self.tr("Title"))
        if title:
            pack = self.session.pack
            self.session.create(kind, title, pack.languages[0] if pack is not None and pack.languages else "en")

    def _go_to_fault(self, path: str, line: int) -> None:
        self.session.go_to(path)
        if self.stack.currentWidget() is self.raw:
            self.raw.go_to_line(line)

    def _open_article(self, key: str) -> None:
        state = self.session.state
        found = next((i for i in state.items if (i.kind, i.key) == (Kind.ARTICLE, key)), None) if state else None
        if found is not None:
            self.session.open(found)

    def _version(self) -> int:
        return self.session.version

    # -- bringing in, keys, closing ----------------------------------------------------------------------------

    @Slot()
    def open_bring(self) -> None:
        """Bring in from files, as a sheet."""
        if self._parts.bring_in is not None and self.findChild(BringSheet) is None:
            self.session.save()
            sheet = BringSheet(self, self.look, self._parts.bring_in, self._ask, self.tasks)
            sheet.brought.connect(self._brought)

    @Slot()
    def open_test(self) -> None:
        """Test before publishing, as a sheet."""
        if self._parts.run_test is not None and self.findChild(TestSheet) is None:
            self.session.save()
            TestSheet(self, self.look, self._parts.run_test, self._ask, self.tasks)

    @Slot()
    def open_publish(self) -> None:
        """Publish, as a sheet."""
        if self._parts.publishing is not None and self.findChild(PublishSheet) is None:
            self.session.save()
            sheet = PublishSheet(self, self.look, self._parts.publishing, self.tasks)
            sheet.published.connect(self._brought)
            sheet.review_wanted.connect(self.open_review)

    @Slot()
    def open_review(self) -> None:
        """What agents propose, as a sheet."""
        if self._parts.publishing is not None:
            review = LeadReview(self._parts.publishing, self.tasks, self._brought, self._say)
            ReviewSheet(self, self.look, review)

    @Slot()
    def _brought(self) -> None:
        self.session.version += 1
        self.session.check()

    @Slot()
    def _to_search(self) -> None:
        self.side.search.setFocus()
        self.side.search.selectAll()

    @Slot()
    def _to_find(self) -> None:
        self.finder.line.setFocus()
        self.finder.line.selectAll()

    @Slot()
    def _to_list(self) -> None:
        self.side.list.setFocus()

    @Slot()
    def _next_pane(self) -> None:
        """From the list to the editor to the finder, and round again."""
        focus = self.focusWidget()
        if focus is not None and self.stack.isAncestorOf(focus):
            self._to_find()
        elif focus is not None and self.finder.isAncestorOf(focus):
            self._to_list()
        else:
            (self.stack.currentWidget() or self).setFocus()
            self.focusNextChild()

    @Slot(str)
    def _say(self, text: str) -> None:
        self._toast.say(text, self.height() - 48)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.session.unsaved:
            self.session.save()
        self.tasks.close()
        super().closeEvent(event)
