"""The sidebar: its panels from top to bottom, what connects them to the controller, and its keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from assist.domain.assistance import Hit
from assist.domain.settings import Settings
from assist.services.exporting import suggest_file_name
from assist.ui import keys, translate
from assist.ui.ask import QtAsker
from assist.ui.call_window import CallWindow
from assist.ui.controller import Controller
from assist.ui.dock import Dock
from assist.ui.focus import Focus
from assist.ui.incoming import Incoming
from assist.ui.look import Look
from assist.ui.menu import menu_for
from assist.ui.panels.scroll import OverlaidScroll
from assist.ui.panels.sheet import Sheet
from assist.ui.panels.toast import Toast
from assist.ui.parts import Asker, UiParts
from assist.ui.popups import Popups
from assist.ui.sheets import Sheets
from assist.ui.shown import Panels
from assist.ui.sight import Sight
from assist.ui.taking import Taking
from assist.ui.tasks import Tasks
from assist.ui.team_window import TeamWindow
from assist.ui.theme import colours_for, qt_palette, stylesheet
from assist.ui.typist import QtTypist
from assist.ui.wording import Wording

if TYPE_CHECKING:
    from assist.ui.insights.window import InsightsWindow

UNSEEN_MS = 1000  # a window that is not painted by then stands where nobody sees it


class Sidebar(QWidget):
    """The window. Texts, colours and panels are made anew when language or theme change; the case stays."""

    closing = Signal()

    def __init__(self, parts: UiParts) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setWindowTitle("Assist")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that at first nothing in it has a ring
        self.setFocus()
        self._ask: Asker = parts.ask or QtAsker(self, self.choose)
        parts = self._parts = replace(parts, ask=self._ask)
        self._typist = QtTypist(self)
        translate.install(parts.settings.language, parts.resources / "translations")
        self.tasks = Tasks(self)
        self.controller = Controller(parts, parts.typist or self._typist, self.tasks, self)
        self.wording = Wording(parts, self.controller, self)
        self.sight = Sight(parts, self.controller, self)
        self._dock = Dock(self, parts.settings)
        Popups(self)
        self._focus = Focus(self)
        self.sight.chosen.connect(self._focus.take)
        self._typist.leaving.connect(self._focus.stop)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._root: QWidget | None = None
        self._started = self._warned = False
        self.insights: InsightsWindow | None = None
        self._toast = Toast(self)
        self.panels: Panels
        self.calls = CallWindow(self, parts, self.controller)
        self.taking = Taking(self.controller, self.sight, self.calls.listening)
        self.incoming = Incoming(self, parts, self.controller)
        self.sheets = Sheets(self, lambda: self.look, parts, self.controller)
        self.sheets.closed.connect(self._focus.take)
        self.closing.connect(self.sheets.leaving)
        self.team = TeamWindow(self, parts, self.controller, lambda: self.look, self.sheets.lay)
        self._build()
        self.controller.notices.said.connect(self._say)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._scheme_changed)
        self._typist.watch(active=parts.settings.insert == "type")
        self._dock.apply(parts.settings)

    # -- making ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        settings = self.controller.settings
        colours = colours_for(settings.theme)
        QApplication.setPalette(qt_palette(colours))
        self.setStyleSheet(stylesheet(colours, self._parts.resources / "icons"))
        locale = translate.locale_for(settings.language)
        self.look = Look(colours, self._parts.resources / "icons", locale, self._parts.traditional)
        root = QWidget()
        column = QVBoxLayout(root)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.menu = menu_for(self, self._parts.edit_knowledge)
        half_typed = self.panels.conversation.line.text() if self._root is not None else ""
        self.panels = Panels(self.look, self.controller, self.menu, root)
        self.panels.conversation.line.setText(half_typed)
        column.addWidget(self.panels.status)
        self.calls.show_on(self.look, column, self.panels.conversation)
        self._area = OverlaidScroll(self.panels.column)
        column.addWidget(self._area, 1)
        column.addWidget(self.panels.banners)
        if self._root is not None:
            self._outer.removeWidget(self._root)
            self._root.hide()
            self._root.deleteLater()
        for shortcut in getattr(self, "_shortcuts", ()):
            shortcut.deleteLater()
        self._root = root
        self._outer.addWidget(root)
        self._shortcuts = keys.bind(self)
        self.panels.conversation.paste_wanted.connect(self.paste)
        for line in (self.panels.conversation.line, self.panels.hits.box):
            line.chat_pasted.connect(self.paste)
        self.panels.hits.article_wanted.connect(self.open_article)
        self.wording.serve_answers(self.panels.hits)
        self.panels.form.export_wanted.connect(self.export)
        self.team.show_on(self.panels.status)
        self.panels.conversation.view.show_thumbnails(self.sight.pictures.thumbnail)
        self.incoming.show_on(self.panels.status)
        self._toast.raise_()

    # -- what keys do ------------------------------------------------------------------------------------------

    def paste(self) -> None:
        """The conversation from the clipboard."""
        self.taking.clipboard()

    def insert_card(self, index: int) -> None:
        """Hand a card over."""
        self.panels.insert(index, None)

    def dismiss_card(self, index: int) -> None:
        """Put a card away."""
        self.controller.dismiss(index)

    def edit_card(self) -> None:
        """Edit the card with the focus."""
        self.panels.cards.edit(self.panels.cards.focused())

    def show_newer(self) -> None:
        """Show what waits."""
        self.controller.show_waiting()

    def correct_mood(self) -> None:
        """Offer the moods."""
        self.panels.mood.open_menu()

    def correct_category(self) -> None:
        """Offer the categories."""
        self.panels.triage.open_menu()

    def next_missing(self) -> None:
        """Edit the next missing field."""
        if not self.panels.form.jump_to_missing():
            self.controller.notices.say(self.tr("No field is missing"))

    def copy_form(self) -> None:
        """The form as text."""
        self.panels.copy_form()

    def open_export(self) -> None:
        """Offer the kinds of export."""
        self.panels.form.open_export()

    def search(self) -> None:
        """Open the search box."""
        self.panels.hits.open_search()
        self._area.ensureWidgetVisible(self.panels.hits)

    def toggle_conversation(self) -> None:
        """All turns, or the latest."""
        self.panels.conversation.toggle()

    def type_turn(self) -> None:
        """To the line for typing a turn."""
        self.panels.conversation.line.setFocus()

    def swap_roles(self) -> None:
        """Customer and agent change places."""
        self.controller.swap_roles()

    def undo(self) -> None:
        """Take back the last change of the conversation."""
        self.controller.undo()

    def new_case(self) -> None:
        """A new conversation."""
        self.controller.new_case()
        self.setFocus()

    def open_file(self) -> None:
        """Read a file of conversations."""
        path = self._ask.open_path(self.tr("Open a conversation"))
        if path is not None:
            self.taking.files(path)
        self._focus.take()

    def read_screen(self) -> None:
        """Choose a part of the screen to read, or stop reading it."""
        self.sight.toggle()

    def listen(self) -> None:
        """Listen to the call, or stop."""
        self.calls.listening.toggle()

    def pause_listening(self) -> None:
        """Pause the recording, or go on."""
        self.calls.listening.pause()

    def open_recent(self) -> None:
        """One of the latest conversations."""
        self.controller.opening.recent()

    def open_insights(self) -> None:
        """What the cases kept add up to, in a window of its own."""
        if self._parts.insights is None:
            self.controller.notices.say(self.tr("Nothing is kept, so there is nothing to count."))
            return
        from assist.ui.insights.window import InsightsWindow  # noqa: PLC0415 - seldom needed

        self.insights = InsightsWindow(self._parts, self.look, self.tasks, self.controller.knowledge.pack)
        self.insights.setStyleSheet(self.styleSheet())
        self.insights.closed.connect(self._focus.take)
        self.insights.show()

    def open_summary(self) -> None:
        """The case in a few lines."""
        self.wording.serve_summary(self.sheets.summary())

    def rewrite(self) -> None:
        """Rewrite the reply being edited, else one to be typed."""
        self.sheets.lay(self.wording.rewrite_sheet(self, self.look, self.panels.cards))

    def open_updates(self) -> None:
        """What the team's channel brought."""
        self.team.open_updates()

    def propose(self) -> None:
        """Propose the card with the focus, else what was said last, to the lead."""
        self.team.propose(self.panels.cards)

    def open_settings(self) -> None:
        """The settings."""
        sheet = self.sheets.settings()
        if sheet is not None:
            sheet.channel_secrets.connect(self.team.proposing.keep_secrets)
            sheet.saved.connect(self.change_settings)
            sheet.forget_use.connect(self.controller.use.forget)
            self.calls.fill(sheet.calls)

    def open_menu(self) -> None:
        """The menu of the status line."""
        self.panels.status.menu_button.showMenu()

    def next_panel(self, step: int) -> None:
        """The focus to the first control of the next panel."""
        if self.sheet is None:
            self.panels.focus_next(step)

    def escape(self) -> None:
        """Close what is open, else stop long work."""
        if self.sheet is not None:
            self.sheet.close_sheet()
        elif not self.panels.cancel_edit() and not self.panels.hits.close_search():
            self.controller.stop_work()

    def show_keys(self) -> None:
        """Every key."""
        self.sheets.keys()

    # -- sheets ------------------------------------------------------------------------------------------------

    def open_article(self, hit: Hit) -> None:
        """A whole article with the answering sentence marked."""
        self.team.offer_correction(self.sheets.article(hit), hit)

    def choose(self, title: str, options: tuple[str, ...], found_by: tuple[str, ...] = ()) -> int | None:
        """One of several lines; ``None`` when nothing was chosen."""
        return self.sheets.choose(title, options, found_by)

    @property
    def sheet(self) -> Sheet | None:
        """The sheet that lies over the window now."""
        return self.sheets.top

    def change_settings(self, settings: Settings) -> None:
        """Take new settings: language, theme and place at once."""
        before = self.controller.settings
        self.controller.change_settings(settings)
        self._typist.watch(active=settings.insert == "type")
        if (before.language, before.theme) != (settings.language, settings.theme):
            translate.install(settings.language, self._parts.resources / "translations")
            self.controller.notices.retell()
            self._build()
        self._dock.apply(settings)
        self.team.settings_changed(before, settings)
        self.incoming.apply(settings)

    def export(self, kind: str) -> None:
        """The case into a file the agent chooses."""
        suggested = suggest_file_name(self.controller.desk.case, kind)
        path = self._ask.save_path(self.tr("Export the case"), suggested, kind)
        if path is not None:
            self.panels.export(kind, path)
        self._focus.take()

    @Slot()
    def come_forward(self) -> None:
        """To the front, with the keyboard, also when it was minimised."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self._focus.take()

    # -- Qt's events -------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._started:
            QTimer.singleShot(0, self._stand)
        else:
            QTimer.singleShot(UNSEEN_MS, self._start)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._started:
            QTimer.singleShot(0, self._start)

    @Slot()
    def _start(self) -> None:
        """Once the window can be seen; one that is shown where nobody sees it starts all the same."""
        if not self._started:
            self._started = True
            self.controller.start()
            self.team.start()
            self.incoming.apply(self.controller.settings)
            QTimer.singleShot(0, self._stand)

    @Slot()
    def _stand(self) -> None:
        self._dock.stand()
        self._focus.take()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.controller.saver.failing and not self._warned:
            self._warned = True
            self._say(self.tr("Not everything is saved yet. Close once more to leave all the same."))
            event.ignore()
            return
        self._focus.stop()
        self.sight.close()
        self.incoming.stop()
        self._dock.release()
        if self.insights is not None:
            self.insights.close()
        self.panels.keep_edit()
        self.controller.close()
        self.closing.emit()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if data.hasUrls() or data.hasText() or data.hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.taking.data(event.mimeData())
        event.acceptProposedAction()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.controller.attention.hover(inside=False)
        super().changeEvent(event)

    @Slot(QWidget, QWidget)
    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.panels.column.isAncestorOf(new):
            self._area.ensureWidgetVisible(new, 0, 8)

    @Slot()
    def _scheme_changed(self) -> None:
        if self.controller.settings.theme == "auto":
            self._build()

    @Slot(str)
    def _say(self, text: str) -> None:
        banners = self.panels.banners
        self._toast.say(text, banners.y() if banners.isVisible() else self.height())
