"""The panels together: made, filled from the controller, and their wishes handed to it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QVBoxLayout, QWidget

from assist.domain.assistance import Assistance, Degraded, Hit
from assist.domain.conversation import Evidence, Speaker
from assist.domain.pack import Form
from assist.services import exporting
from assist.ui import files, for_agent, words
from assist.ui.board import Fate
from assist.ui.controller import Controller
from assist.ui.look import Look
from assist.ui.misses import Misses
from assist.ui.notices import Notice
from assist.ui.panels.banner import Banners
from assist.ui.panels.cards import CardsPanel
from assist.ui.panels.common import Spans
from assist.ui.panels.conversation import ConversationPanel
from assist.ui.panels.form import FormPanel
from assist.ui.panels.hits import HitsPanel
from assist.ui.panels.status import StatusBar
from assist.ui.panels.strips import MoodStrip, StepStrip, TriageStrip


class Panels(QObject):
    """Everything between the window's edges."""

    exported = Signal(str)

    def __init__(self, look: Look, controller: Controller, menu: QMenu, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._controller = controller
        self._unfinished = ""
        self._case_id = controller.desk.case.id
        self.status = StatusBar(look, menu)
        self.banners = Banners(look, controller.notices)
        self.conversation = ConversationPanel(look)
        self.mood = MoodStrip(look)
        self.triage = TriageStrip(look)
        self.step = StepStrip(look)
        self.cards = CardsPanel(look)
        self.hits = HitsPanel(look)
        self._misses = Misses(controller.books, self.hits)
        self.form = FormPanel(look)
        self.column = self._make_column()
        self._wire()
        self.show_conversation()
        self.show_answers()
        self.show_places()
        self.show_status()

    def _make_column(self) -> QWidget:
        column = QWidget()
        column.setObjectName("column")
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        strips = QFrame()
        strips.setObjectName("section")
        inner = QVBoxLayout(strips)
        inner.setContentsMargins(2, 6, 2, 6)
        inner.setSpacing(4)
        for strip in (self.mood, self.triage, self.step):
            inner.addWidget(strip)
        for widget in (self.conversation, strips, self.cards, self.hits, self.form):
            layout.addWidget(widget)
        layout.addStretch(1)
        return column

    def _wire(self) -> None:
        control, attention = self._controller, self._controller.attention
        control.conversation_changed.connect(self.show_conversation)
        control.shown_changed.connect(self.show_answers)
        control.places_changed.connect(self.show_places)
        control.status_changed.connect(self.show_status)
        control.waiting_changed.connect(self._show_waiting)
        self.conversation.swap_wanted.connect(control.swap_roles)
        self.conversation.said.connect(self._said)
        self.conversation.sample_wanted.connect(control.opening.sample)
        if control.opening.has_sample:
            self.conversation.offer_sample()
        self.conversation.typing.connect(attention.typed)
        self.conversation.line.textChanged.connect(control.desk.note_line)
        self.conversation.turn_hovered.connect(self._turn_hovered)
        self.mood.corrected.connect(control.set_mood)
        self.triage.corrected.connect(control.set_category)
        self.step.ask_wanted.connect(self._copy_question)
        self.cards.insert_wanted.connect(self.insert)
        self.cards.dismiss_wanted.connect(control.dismiss)
        self.cards.again_wanted.connect(control.write_again)
        self.cards.newer_wanted.connect(control.show_waiting)
        self.cards.editing.connect(self._card_editing)
        self.cards.composed.connect(control.desk.compose)
        self.hits.search_wanted.connect(self._search)
        self.hits.typing.connect(attention.typed)
        self.form.field_changed.connect(control.set_field)
        self.form.field_copied.connect(self._copy_field)
        self.form.ask_wanted.connect(self._copy_question)
        self.form.copy_wanted.connect(self.copy_form)
        self.form.editing.connect(self._editing)
        self.form.typing.connect(attention.typed)
        self.form.pointed.connect(self.conversation.point_at)
        for spot in (self.mood, self.triage, self.step, *self.cards.views):
            spot.pointed.connect(self.conversation.point_at)
        for panel in (self.cards, self.hits):
            panel.setMouseTracking(True)
            panel.setAttribute(Qt.WidgetAttribute.WA_Hover)
            panel.installEventFilter(self)

    # -- showing -----------------------------------------------------------------------------------------------

    @Slot()
    def show_conversation(self) -> None:
        """The conversation changed."""
        self._unfinished = self._controller.desk.case.composer
        self.conversation.show_conversation(self._controller.conversation)
        self._restore_line()
        self.show_status()

    def _restore_line(self) -> None:
        """Another case comes with what was being typed in it."""
        case = self._controller.desk.case
        if case.id != self._case_id:
            self._case_id = case.id
            self.conversation.line.setText(case.line)

    @Slot()
    def show_answers(self) -> None:
        """What is shown of the fast lane's answer changed."""
        found, pack = self._controller.shown, self._controller.knowledge.pack
        talk = self._controller.conversation
        self.mood.show_mood(for_agent.mood(found, pack, self._look), talk, self._why_no_mood(found))
        self.triage.show_triage(found.triage if found else None, pack)
        self.step.show_step(for_agent.next_step(found, pack, self._look))
        self.hits.show_hits(found.articles if found else (), self._why_no_hits(found))
        self.form.show_form(self._form(found), found.form if found else None, can_export=bool(talk.turns))
        self.conversation.show_resting(_resting(found))
        self._show_degraded(found)
        self.show_places()

    @Slot()
    def show_places(self) -> None:
        """A card changed."""
        control = self._controller
        for view in self.cards.views:
            view.show_hint(on=control.settings.show_shortcuts_hint)
        self.cards.show_places(control.places, control.shown, control.knowledge.pack, self._why_no_cards())
        self._restore_edit()

    def _restore_edit(self) -> None:
        """What was being edited when the window last ended is open again, to the letter."""
        text, self._unfinished = self._unfinished, ""
        if text and not any(view.is_editing for view in self.cards.views):
            at = next((i for i, p in enumerate(self._controller.places) if p.fate is Fate.OPEN), None)
            if at is None:
                self._unfinished = text
            else:
                self.cards.edit(at, text)

    @Slot()
    def show_status(self) -> None:
        """The status line."""
        control = self._controller
        language = control.conversation.language if control.conversation.turns else None
        self.status.show_state(control.knowledge.pack, control.watch.model, language, control.watch.connections)

    def _show_degraded(self, found: Assistance | None) -> None:
        codes = found.degraded if found else ()
        control = self._controller
        if control.knowledge.indexing or control.notices.get("pack") is not None:  # the progress says so, or will
            codes = tuple(code for code in codes if code != Degraded.PACK_NOT_INDEXED)
        if codes:
            text = "\n".join(words.degraded(code) for code in codes)
            self._controller.notices.put(Notice("degraded", text, "info"))
        else:
            self._controller.notices.drop("degraded")

    def _form(self, found: Assistance | None) -> Form | None:
        pack = self._controller.knowledge.pack
        if found is None or found.form is None or pack is None:
            return None
        return pack.form(found.form.id)

    def _why_no_mood(self, found: Assistance | None) -> str:
        if found is not None and "language_unknown_to_mood" in found.degraded:
            return self.tr("unknown language")
        return self._loading(self.tr("Reading…")) if found is None else self.tr("nothing said about it")

    def _loading(self, words_for_it: str) -> str:
        return words_for_it if self._controller.conversation.turns and self._controller.working else ""

    def _why_no_hits(self, found: Assistance | None) -> str:
        if found is None:
            return self._loading(self.tr("Looking it up…")) or self.tr("What answers the customer appears here.")
        if Degraded.PACK_NOT_INDEXED.value in found.degraded:
            return self.tr("Your knowledge is being prepared; by its words alone nothing was found yet.")
        if not found.refused:  # a greeting, a name, thanks: nothing was looked up
            return self.tr("What answers the customer appears here.")
        nothing = self.tr("Nothing in your knowledge covers this.")
        look = self.tr("Look for yourself with Ctrl+K.")
        return f"{nothing}\n{look}"

    def _why_no_cards(self) -> str:
        found = self._controller.shown
        if found is None:
            return self._loading(self.tr("Choosing replies…")) or self.tr(
                "Replies appear here once there is a conversation."
            )
        return self.tr("No reply to suggest.")

    @Slot(bool)
    def _show_waiting(self, waiting: bool) -> None:  # noqa: FBT001 - a signal's value
        self.cards.show_waiting(waiting=waiting)

    # -- doing -------------------------------------------------------------------------------------------------

    @Slot(int, object)
    def insert(self, index: int, text: str | None) -> None:
        """Hand a card over; one that needs a look is opened for editing."""
        places = self._controller.places
        if 0 <= index < len(places) and places[index].can_be_written_again:
            self._controller.write_again()
            return
        card = places[index].card if 0 <= index < len(places) else None
        if text is None and card is not None and card.look_first and places[index].fate is Fate.OPEN:
            self.cards.edit(index)
            return
        self._controller.insert(index, text)

    def copy_form(self) -> None:
        """The form as text onto the clipboard."""
        found, control = self._controller.shown, self._controller
        if found is None or found.form is None:
            control.notices.say(self.tr("There is no form yet"))
            return
        tag = words.pack_language(self._look.locale)
        control.copy(exporting.form_text(found.form, control.knowledge.pack, tag), self.tr("Form copied"))

    def export(self, kind: str, path: Path) -> None:
        """The case into a file, away from this thread."""
        control = self._controller
        found = control.shown
        tag = words.pack_language(self._look.locale)
        form, pack = found.form if found else None, control.knowledge.pack
        text = exporting.export_case(control.desk.case, form, pack, kind, tag, assistance=found)

        def write(_job: object) -> str:
            files.write(path, text)
            return path.name

        control.tasks.run("export", write, self._wrote, self._not_written)

    def keep_edit(self) -> None:
        """Before the window ends: what is being edited in the form counts as typed."""
        self.form.end_edits()

    def cancel_edit(self) -> bool:
        """Esc: end the edit or the search that has the focus, keeping nothing of it; whether there was one."""
        here = QApplication.focusWidget()
        if here is None:
            return False
        if here is self.hits.box:
            self.hits.close_search()
            return True
        return any(card.cancel_edit(here) for card in self.cards.views) or any(
            row.cancel_edit(here) for row in self.form.rows
        )

    def focus_next(self, step: int) -> None:
        """The focus to the first control of the next panel."""
        panels: list[QWidget] = [self.status, self.conversation, self.mood, self.cards, self.hits, self.form]
        here = self.column.window().focusWidget()
        at = next((i for i, p in enumerate(panels) if here is not None and (p is here or p.isAncestorOf(here))), -1)
        for offset in range(1, len(panels) + 1):
            target = _first_control(panels[(at + step * offset) % len(panels)])
            if target is not None:
                target.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverMove):
            self._controller.attention.hover(inside=True)
        elif event.type() == QEvent.Type.HoverLeave:
            self._controller.attention.hover(inside=False)
        return super().eventFilter(watched, event)

    @Slot(object, str)
    def _said(self, speaker: Speaker, text: str) -> None:
        self._controller.say(speaker, text)

    @Slot(bool)
    def _editing(self, active: bool) -> None:  # noqa: FBT001 - a signal's value
        self._controller.attention.editing(active=active)

    @Slot(bool)
    def _card_editing(self, active: bool) -> None:  # noqa: FBT001 - a signal's value
        self._controller.table.editing = active
        self._controller.attention.editing(active=active)

    @Slot(str)
    def _search(self, query: str) -> None:
        def found(hits: tuple[Hit, ...]) -> None:
            self.hits.show_results(hits)
            self._misses.answered(query, found=bool(hits))

        self._controller.knowledge.search(query, found)

    @Slot(str)
    def _copy_question(self, text: str) -> None:
        self._controller.copy(text, self.tr("Question copied"))

    @Slot(str, str)
    def _copy_field(self, name: str, value: str) -> None:
        self._controller.copy(value, self.tr("{field} copied").format(field=name))

    @Slot(int)
    def _turn_hovered(self, turn: int) -> None:
        for spot in (self.mood, self.triage, self.step, *self.form.rows):
            spot.set_lit(lit=any(span.turn == turn for span in spot.spans))

    def _wrote(self, name: str) -> None:
        self._controller.notices.say(self.tr("Saved as {name}").format(name=name))

    def _not_written(self, error: Exception) -> None:
        text = self.tr("Not exported: {why}").format(why=str(error))
        self._controller.notices.put(Notice("export", text, "warning", closable=True))


def _resting(found: Assistance | None) -> Spans:
    if found is None:
        return ()
    spans: list[Evidence] = []
    for part in (found.mood, found.triage):
        spans += part.evidence if part else ()
    if found.form is not None:
        for value in found.form.fields.values():
            spans += value.evidence
    return tuple(dict.fromkeys(spans))


def _first_control(panel: QWidget) -> QWidget | None:
    candidates = [panel, *panel.findChildren(QWidget)]
    return next(
        (w for w in candidates if w.isVisible() and w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus), None
    )
