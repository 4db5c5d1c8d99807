"""Between the desk and the panels: every change of the conversation is asked about, every answer shown in its time."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from assist.domain.assistance import Assistance, MoodLabel, Suggestion
from assist.domain.case import Case
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.errors import AssistError
from assist.domain.settings import Settings
from assist.domain.summary import Summary, summarise
from assist.services.desk import Desk
from assist.services.ports import Clock, Connections, Typist
from assist.ui import words
from assist.ui.attention import Attention
from assist.ui.board import Fate, Place
from assist.ui.bookkeeping import Bookkeeper
from assist.ui.drafts import Drafts
from assist.ui.fast import FastLane
from assist.ui.knowledge import Knowledge
from assist.ui.notices import Notice, Notices
from assist.ui.opening import Opening
from assist.ui.own_use import OwnUse
from assist.ui.parts import UiParts
from assist.ui.pasting import Pasting
from assist.ui.saving import Saver
from assist.ui.table import Table
from assist.ui.tasks import Tasks
from assist.ui.watch import Watch


class Controller(QObject):
    """Owns the desk and the lanes. Panels read its properties when its signals say so, and call its methods.

    ``shown`` and ``places`` are what is on screen, which may be older than what is known while attention is held.
    """

    conversation_changed = Signal()
    shown_changed = Signal()
    places_changed = Signal()
    waiting_changed = Signal(bool)
    status_changed = Signal()

    def __init__(self, parts: UiParts, typist: Typist, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._typist = typist
        self.tasks = tasks
        self.settings: Settings = parts.settings
        self.notices = Notices(self)
        self.attention = Attention(self)
        self.saver = Saver(parts.store, tasks, self.notices, self)
        self.knowledge = Knowledge(parts.understanding, tasks, self.notices, self)
        self.fast = FastLane(parts.understanding, tasks, self.notices, self)
        self.watch = Watch(parts, tasks, self.notices, self)
        self.drafts = Drafts(
            parts.drafter, tasks, self.notices, parts.engine_away, self, model_refused=parts.model_refused
        )
        self.desk = Desk(parts.intake, parts.clock, self.saver.save, self.saver.record)
        self.pasting = Pasting(self.desk, self.saver, self.notices, self)
        self.pasting.changed.connect(self._changed)
        self.pasting.failed.connect(self._say_input)
        self.opening = Opening(parts, self.desk, tasks, self.notices, self, pack=lambda: self.knowledge.pack)
        self.opening.opened.connect(self._changed)
        self.opening.failed.connect(self._say_input)
        self.books = Bookkeeper(parts.insights, parts.clock, self.desk, self.saver, tasks)
        self.use = OwnUse(parts.habits, self)
        self.shown: Assistance | None = None
        self.table = Table(self.desk, typist, self.notices, self._types, self)
        self.table.changed.connect(self.places_changed)
        self._draft_place: Place | None = None
        self._waiting = False
        self._turned = False  # the answer to come is for new turns or another category, not for a detail
        self.attention.released.connect(self._released)
        self.drafts.changed.connect(self._draft_changed)
        self.drafts.ready.connect(self._draft_ready)
        self.knowledge.opened.connect(self._pack_opened)
        self.knowledge.indexed.connect(self._pack_indexed)
        self.watch.changed.connect(self.status_changed)

    # -- life --------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Once the window shows: bring back the case there was, open the pack, look at the connections."""
        for i, line in enumerate(self._parts.notes):
            self.notices.put(Notice(f"note-{i}", line, "info", closable=True))
        if self._parts.store is None:
            self.notices.keep(self._nothing_kept)
        self.use.load()
        if self._parts.pack_source is not None:
            self.knowledge.open(self._parts.pack_source)
        if self._parts.first_case is not None:
            self.desk.load(self._parts.first_case)
            self._changed()
        self.watch.start()

    def close(self) -> None:
        """Retire all work, drain the store, write what is left."""
        self.watch.stop()
        self.fast.stop()
        self.drafts.stop()
        self.tasks.close()
        QCoreApplication.sendPostedEvents(self.tasks, 0)  # the ends of the last writes
        self.saver.finish()

    # -- the conversation --------------------------------------------------------------------------------------

    @property
    def conversation(self) -> Conversation:
        """The conversation on screen."""
        return self.desk.conversation

    @property
    def working(self) -> bool:
        """Whether the fast lane is at work on what is on screen."""
        return self.fast.busy

    @property
    def places(self) -> tuple[Place, ...]:
        """The cards on the table."""
        return self.table.places

    @property
    def connections(self) -> Connections:
        """The open connections at the last look."""
        return self.watch.connections

    def paste(self, text: str) -> bool:
        """See `Pasting.paste`."""
        return self.pasting.paste(text)

    def undo(self) -> None:
        """See `Pasting.undo`."""
        self.pasting.undo()

    def take_turns(self) -> None:
        """Turns came by another way than pasting: off the screen, off a picture, by ear."""
        self._changed()

    def say(self, speaker: Speaker, text: str) -> None:
        """A turn typed by hand."""
        if self.desk.say(speaker, text):
            self._changed()

    def heard(self, turns: tuple[Turn, ...]) -> None:
        """Turns that were spoken. Unlike a paste they come by themselves, so what is being looked at stays."""
        if self.desk.hear(*turns):
            self._changed(acted=False)

    @property
    def clock(self) -> Clock:
        """What time it is."""
        return self._parts.clock

    def swap_roles(self) -> None:
        """Customer and agent change places."""
        if self.conversation.turns and self.desk.swap_roles():
            self._changed()

    def new_case(self) -> None:
        """Put this case away and start an empty one."""
        if self.conversation.turns:
            self.saver.close_case(self.desk.case.id)
        self.desk.new_case()
        self._changed()
        self.notices.say(self.tr("New conversation"))

    def open_case(self, case: Case) -> None:
        """A case from the history."""
        self.opening.case(case)

    # -- the agent's word --------------------------------------------------------------------------------------

    def set_field(self, name: str, value: str) -> None:
        """The agent's own value; an empty one clears the field."""
        self.desk.set_field(name, value)
        self._by_hand()

    def set_mood(self, label: MoodLabel | None) -> None:
        """The agent's own reading of the mood; ``None`` gives it back."""
        self.desk.set_mood(label)
        self._by_hand()

    def set_category(self, category: str | None) -> None:
        """The agent's own choice of category, its form with it; ``None`` gives it back."""
        pack = self.knowledge.pack
        known = pack.category(category) if pack else None
        self.desk.set_category(category, known.form if known else None)
        self._by_hand(everything=True)

    # -- cards -------------------------------------------------------------------------------------------------

    def insert(self, index: int, text: str | None = None) -> bool:
        """See `Table.insert`."""
        return self.table.insert(index, text)

    def dismiss(self, index: int) -> None:
        """The card in place ``index`` is not wanted, now or later. A draft under way is stopped."""
        if not self.table.dismiss(index) and self.table.is_being_written(index):
            self.drafts.cancel()

    def write_again(self) -> None:
        """Start a draft that was stopped or failed again."""
        found = self.desk.found
        if self.desk.current and found is not None and self._draft_place is not None:
            self._draft_changed(self.drafts.start(self.conversation, found, self.watch.model.name))

    def summary(self) -> Summary:
        """The case in a few lines."""
        return summarise(self.conversation, self.shown, self.knowledge.pack, answered=self.desk.replied)

    def copy(self, text: str, said: str) -> None:
        """Onto the clipboard, with a word about it."""
        self._typist.copy(text)
        self.notices.say(said)

    def stop_work(self) -> bool:
        """Esc: stop the draft, then a pack's preparation, not that of the only one; whether anything was stopped."""
        if self.drafts.busy:
            self.drafts.cancel()
            return True
        if self.knowledge.pack is not None and (self.knowledge.opening or self.knowledge.indexing):
            self.knowledge.cancel()
            return True
        return False

    def show_waiting(self) -> None:
        """The agent wants to see what waits."""
        if self._waiting:
            self._publish()

    def change_settings(self, settings: Settings) -> None:
        """Keep new settings and tell who depends on them."""
        before, self.settings = self.settings, settings
        store, apply = self._parts.settings_store, self._parts.apply_settings
        self.tasks.run("store", lambda _job: store.save(settings), self._settings_saved, self._say_input)
        if apply is not None:
            apply(settings)
        if self._parts.try_model is not None and settings.model != before.model:
            self.drafts.try_model(self._parts.try_model)
        if settings.pack != before.pack and self._parts.locate_pack is not None:
            try:
                self.knowledge.open(self._parts.locate_pack(settings.pack))
            except AssistError as error:
                self._say_input(error)
        if settings.adapt != before.adapt:
            self.use.load()
        self.watch.look()

    # -- inside ------------------------------------------------------------------------------------------------

    def _nothing_kept(self) -> Notice:
        if self._parts.demo:
            return Notice("store", self.tr("A demonstration: nothing is kept."), "info", closable=True)
        text = self.tr("Nothing is kept: no database is open. Your work is lost when the window closes.")
        return Notice("store", text, "warning")

    def _types(self) -> bool:
        return self.settings.insert == "type"

    @Slot()
    def _changed(self, *, acted: bool = True) -> None:
        self.notices.drop("input")
        self.drafts.stop()
        self._draft_place = None
        self._turned = True
        if acted:
            self.attention.acted()
        self.conversation_changed.emit()
        if not self.conversation.turns:
            self.drafts.now_in("")
            self.fast.stop()
            self.books.emptied()
            self._publish()
            return
        self._ask()

    def _by_hand(self, *, everything: bool = False) -> None:
        if everything:
            self.drafts.stop()
            self._turned = True
        self.shown = self.desk.found
        self.shown_changed.emit()
        if self.conversation.turns:
            self._ask(by_hand=True)

    def _ask(self, *, by_hand: bool = False) -> None:
        def done(found: Assistance) -> None:
            self._answered(found, by_hand=by_hand)

        self.fast.ask(self.desk.request, done)
        if self.shown is None:
            self.shown_changed.emit()  # "Reading…"

    def _answered(self, found: Assistance, *, by_hand: bool) -> None:
        asked = self._asks()
        if not self.desk.accept(found):
            return
        self.drafts.now_in(found.language)
        turned, self._turned = self._turned, False
        if turned:
            self._start_draft()
        elif by_hand and self._asks() != asked and self._draft_holds(asked):
            self.write_again()  # what the draft asks for has just been typed into the form
        if found.form is not None and self.desk.found is not None and self.desk.found.form is not None:
            self.saver.save_form(self.conversation.id, self.desk.found.form)
        self.books.note(self.desk.found or found)
        self._set_out(turned=turned, by_hand=by_hand)
        self.status_changed.emit()

    def _asks(self) -> str:
        """What the procedure asks for next."""
        step = self.desk.found.next_step if self.desk.found is not None else None
        return step.ask if step is not None else ""

    def _draft_holds(self, text: str) -> bool:
        """Whether a draft that is open, and not being edited, says ``text``."""
        said = (p.text for p in self.table.places if p.is_draft and p.fate is Fate.OPEN)
        return bool(text) and not self.table.editing and any(text in draft for draft in said)

    def _set_out(self, *, turned: bool, by_hand: bool) -> None:
        """Show the answer. What the agent set by hand asks for it, so only a card being edited is waited for."""
        if self.table.editing if by_hand else self.attention.held:
            self._set_waiting(waiting=True)
        elif turned or self._waiting:
            self._publish()
            return
        else:
            self.table.renew()
        if by_hand or not self._waiting:
            self.shown = self.desk.found
            self.shown_changed.emit()

    def _start_draft(self) -> None:
        found = self.desk.found
        said = [t for t in self.conversation.turns if t.speaker is not Speaker.SYSTEM]
        wanted = self.settings.drafts and self.drafts.available and found is not None
        if not wanted or found is None or found.refused or not said or said[-1].speaker is not Speaker.CUSTOMER:
            self._draft_place = None
            return
        self._draft_place = self.drafts.start(self.conversation, found, self.watch.model.name)

    def _draft_changed(self, place: Place) -> None:
        if self._draft_place is None:
            return
        self._draft_place = place
        if not self._waiting:
            self.table.show_draft(place)

    def _draft_ready(self, draft: Suggestion, version: int) -> None:
        self.desk.accept_draft(draft, version)

    @Slot()
    def _released(self) -> None:
        if self._waiting:
            self._publish()

    def _publish(self) -> None:
        self._set_waiting(waiting=False)
        self.shown = self.desk.found if self.conversation.turns else None
        self.table.set_out(self._draft_place)
        self.shown_changed.emit()

    def _set_waiting(self, *, waiting: bool) -> None:
        if waiting != self._waiting:
            self._waiting = waiting
            self.waiting_changed.emit(waiting)

    @Slot()
    def _pack_opened(self) -> None:
        self._turned = True
        if self.knowledge.pack is not None:
            self.books.know(self.knowledge.pack)
        self.status_changed.emit()
        if self.conversation.turns:
            self._ask()

    def _pack_indexed(self) -> None:
        """Ask again; cards on the table are renewed in place, others come with the next turn.

        Where nothing was drafted, for by words alone nothing was found, the answer counts as the turn's first.
        """
        if self.conversation.turns:
            self._turned = self._turned or (self.shown is not None and self.shown.refused)
            self._ask()

    def _settings_saved(self, _nothing: object) -> None:
        self.notices.drop("settings")

    @Slot(object)
    def _say_input(self, error: Exception) -> None:
        self.notices.put(Notice("input", words.first_line(error), "warning", closable=True))
