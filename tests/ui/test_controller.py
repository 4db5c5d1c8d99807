from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from assist.domain.assistance import Assistance, FieldState, MoodLabel, NoDraft
from assist.domain.case import Case, FeedbackKind
from assist.domain.conversation import Speaker
from assist.domain.errors import InputError, ModelFileError, StoreError, WorkerDied
from assist.services.ports import Progress, UnderstandRequest
from assist.ui.board import Fate
from assist.ui.panels.choice import ChoiceSheet
from assist.ui.window import Sidebar
from tests.ui import fakes, sample
from tests.ui.conftest import Make, wait_until


def ready(make: Make, qtbot: QtBot, **changes: object) -> Sidebar:
    window = make(first_case=Case(sample.talk()), **changes)
    wait_until(qtbot, lambda: window.controller.shown is not None)
    return window


def fates(window: Sidebar) -> list[Fate]:
    return [place.fate for place in window.controller.places]


def test_a_paste_is_understood_and_shown(make: Make, qtbot: QtBot) -> None:
    port = fakes.FakeUnderstanding(lambda c: Assistance(c.id, c.version, 0, "en", refused=True))
    window = make(understanding=port)
    assert window.controller.paste("c: Where is my tent?")
    wait_until(qtbot, lambda: window.controller.shown is not None)
    assert port.requests[-1].conversation.turns[0].text == "Where is my tent?"
    assert "Nothing in your knowledge covers this." in window.panels.hits._empty.text


def test_a_greeting_is_not_called_uncovered(make: Make, qtbot: QtBot) -> None:
    port = fakes.FakeUnderstanding(lambda c: Assistance(c.id, c.version, 0, "en"))
    window = make(understanding=port)
    assert window.controller.paste("c: hello?")
    wait_until(qtbot, lambda: window.controller.shown is not None)
    assert window.panels.hits._empty.text == "What answers the customer appears here."


def test_pasting_nothing_new_says_so_and_asks_nothing(make: Make, qtbot: QtBot) -> None:
    window = ready(make, qtbot)
    said: list[str] = []
    window.controller.notices.said.connect(said.append)
    assert not window.controller.paste("c: " + sample.talk().turns[0].text)
    assert said == ["Nothing new in it"]


def test_a_paste_with_nothing_in_common_asks_whether_it_is_another_customer(make: Make, qtbot: QtBot) -> None:
    window = make(understanding=fakes.FakeUnderstanding(sample.rebased))
    said: list[str] = []
    window.controller.notices.said.connect(said.append)
    window.controller.paste("c: Where is my tent?\na: Let me look.\nc: Please do.")
    window.controller.paste("c: My zip is broken.\na: Which jacket?\nc: The Ridge.")
    assert said == ["3 new turns", "3 new turns, nothing in common. Another customer? Ctrl+Z, Ctrl+N"]
    window.controller.undo()
    assert len(window.controller.conversation.turns) == 3


def test_another_customers_chat_is_a_conversation_of_its_own_and_one_key_adds_it_instead(
    make: Make, qtbot: QtBot
) -> None:
    window = make(understanding=fakes.FakeUnderstanding(sample.rebased))
    said: list[str] = []
    window.controller.notices.said.connect(said.append)
    window.controller.paste("c: Hi, my name is Crystal.\na: How can I help?\nc: My tent is late.")
    first = window.controller.desk.case.id
    window.controller.paste("c: Hello, my name is Joyce.\na: What is it about?\nc: A broken zip.")
    assert said[-1] == "Another customer: new conversation. Ctrl+Z adds it to the last one"
    assert window.controller.desk.case.id != first
    assert [t.text for t in window.controller.conversation.turns] == [
        "Hello, my name is Joyce.", "What is it about?", "A broken zip.",
    ]  # fmt: skip
    window.controller.undo()
    assert said[-1] == "Added to the conversation before"
    assert window.controller.desk.case.id == first
    assert len(window.controller.conversation.turns) == 6
    window.controller.undo()
    assert len(window.controller.conversation.turns) == 3


def test_a_paste_says_how_much_was_new(make: Make, qtbot: QtBot) -> None:
    window = make(understanding=fakes.FakeUnderstanding(sample.rebased))
    said: list[str] = []
    window.controller.notices.said.connect(said.append)
    window.controller.paste("c: Where is my tent?")
    assert window.panels.conversation.title.text() == "Conversation · 1 turn"
    window.controller.paste("c: Where is my tent?\na: Let me look.\nc: Please do.")
    window.controller.paste("c: Please do.")
    assert said == ["1 new turn", "2 new turns", "Nothing new in it"]
    assert window.panels.conversation.title.text() == "Conversation · 3 turns"


def test_the_last_change_of_the_conversation_is_taken_back(make: Make, qtbot: QtBot) -> None:
    window = make(understanding=fakes.FakeUnderstanding(sample.rebased))
    said: list[str] = []
    window.controller.notices.said.connect(said.append)
    window.controller.paste("c: Where is my tent?")
    window.undo()
    window.undo()
    assert window.controller.conversation.turns == ()
    assert said == ["1 new turn", "Taken back", "Nothing to take back"]


def test_what_was_typed_as_a_turn_is_there_again(make: Make, qtbot: QtBot) -> None:
    window = make(first_case=Case(sample.talk(), line="It is the blue"))
    assert window.panels.conversation.line.text() == "It is the blue"
    window.panels.conversation.line.setText("It is the blue one")
    assert window.controller.desk.case.line == "It is the blue one"


def test_bad_input_is_one_line_and_the_conversation_stays(make: Make, qtbot: QtBot) -> None:
    window = ready(make, qtbot)
    assert not window.controller.paste("\x00\x01")
    notice = window.controller.notices.get("input")
    assert notice is not None
    assert notice.text == "the text is not a conversation"
    assert len(window.controller.conversation.turns) == 5


def test_a_draft_takes_the_place_kept_for_it(make: Make, qtbot: QtBot) -> None:
    drafter = fakes.FakeDrafter()
    drafter.gate.clear()
    window = ready(make, qtbot, drafter=drafter)
    wait_until(qtbot, lambda: fates(window)[-1] is Fate.WRITING)
    assert fates(window) == [Fate.OPEN, Fate.OPEN, Fate.WRITING]
    drafter.gate.set()
    wait_until(qtbot, lambda: fates(window) == [Fate.OPEN] * 3)
    assert window.controller.places[2].text == drafter.text
    assert "[1][3]" in window.panels.cards.views[2]._source.text()


def test_a_new_turn_stops_the_draft_of_the_old_one(make: Make, qtbot: QtBot) -> None:
    drafter = fakes.FakeDrafter()
    drafter.gate.clear()
    understanding = fakes.FakeUnderstanding(sample.rebased)
    window = ready(make, qtbot, drafter=drafter, understanding=understanding)
    wait_until(qtbot, lambda: drafter.calls == 1)
    window.controller.say(Speaker.CUSTOMER, "Hello?")
    wait_until(qtbot, lambda: drafter.cancelled == 1 and drafter.calls == 2)
    drafter.gate.set()
    wait_until(qtbot, lambda: fates(window)[-1] is Fate.OPEN)


def test_no_draft_is_asked_for_after_the_agents_own_turn(make: Make, qtbot: QtBot) -> None:
    drafter = fakes.FakeDrafter()
    window = make(drafter=drafter, understanding=fakes.FakeUnderstanding(sample.rebased))
    window.controller.say(Speaker.AGENT, "Good morning")
    wait_until(qtbot, lambda: window.controller.shown is not None)
    assert drafter.calls == 0


def test_without_a_draft_the_next_best_card_takes_its_place_and_nothing_moves(make: Make, qtbot: QtBot) -> None:
    drafter = fakes.FakeDrafter()
    drafter.refuses = NoDraft.NOT_CARRIED
    drafter.gate.clear()
    window = ready(make, qtbot, drafter=drafter)
    before = window.controller.places[:2]
    drafter.gate.set()
    wait_until(qtbot, lambda: fates(window)[-1] is Fate.OPEN)
    assert window.controller.places[:2] == before
    assert window.controller.places[2].card == window.controller.desk.cards()[2]


def test_without_a_draft_or_another_card_the_place_says_why(make: Make, qtbot: QtBot) -> None:
    drafter = fakes.FakeDrafter()
    drafter.refuses = NoDraft.NOT_CARRIED
    drafter.gate.clear()
    window = ready(make, qtbot, drafter=drafter)
    for card in window.controller.desk.cards():
        window.controller.desk.dismiss(card)
    drafter.gate.set()
    wait_until(qtbot, lambda: fates(window)[-1] is Fate.EMPTY)
    assert "not carried by the knowledge" in window.panels.cards.views[2]._text.text


def test_a_model_that_does_not_write_the_language_is_said_once(make: Make, qtbot: QtBot) -> None:
    drafter = fakes.FakeDrafter()
    drafter.refuses = NoDraft.MODEL_LANGUAGE
    window = ready(make, qtbot, drafter=drafter)
    wait_until(qtbot, lambda: window.controller.notices.get("model-language") is not None)
    window.new_case()
    assert window.controller.notices.get("model-language") is None


def test_a_model_that_died_is_tried_again_and_the_cards_stay(make: Make, qtbot: QtBot) -> None:
    drafter = fakes.FakeDrafter()
    drafter.errors = [WorkerDied("signal 9")]
    window = ready(make, qtbot, drafter=drafter)
    wait_until(qtbot, lambda: window.controller.notices.get("model") is not None)
    assert fates(window)[:2] == [Fate.OPEN, Fate.OPEN]
    wait_until(qtbot, lambda: fates(window) == [Fate.OPEN] * 3)
    assert window.controller.notices.get("model") is None


def test_a_bad_model_file_is_said_and_not_tried_again(make: Make, qtbot: QtBot) -> None:
    drafter = fakes.FakeDrafter()
    drafter.errors = [ModelFileError("model.gguf is cut off")]
    window = ready(make, qtbot, drafter=drafter)
    wait_until(qtbot, lambda: window.controller.notices.get("model") is not None)
    notice = window.controller.notices.get("model")
    assert notice is not None
    assert "cut off" in notice.text
    assert not window.controller.drafts.busy


def test_understanding_that_died_is_tried_again_and_nothing_goes(make: Make, qtbot: QtBot) -> None:
    port = fakes.FakeUnderstanding()
    window = make(understanding=port)
    port.errors = [WorkerDied("gone")]
    window.controller.open_case(Case(sample.talk()))
    wait_until(qtbot, lambda: window.controller.notices.get("understanding") is not None)
    assert len(window.controller.conversation.turns) == 5
    wait_until(qtbot, lambda: window.controller.shown is not None)
    assert window.controller.notices.get("understanding") is None


def test_a_full_disk_is_said_until_the_work_is_saved(make: Make, qtbot: QtBot) -> None:
    store = fakes.FakeStore()
    window = make(store=store)
    store.errors = [StoreError("disk full")]
    window.controller.open_case(Case(sample.talk()))
    wait_until(qtbot, lambda: window.controller.notices.get("store") is not None)
    notice = window.controller.notices.get("store")
    assert notice is not None
    assert notice.text == "Not saved: disk full. Your work is still here; saving is tried again."
    assert notice.act is not None
    notice.act()
    wait_until(qtbot, lambda: not window.controller.saver.pending)
    assert store.cases["case-1"].conversation == sample.talk()
    assert window.controller.notices.get("store") is None


def test_closing_with_unsaved_work_warns_first_and_tries_once_more(make: Make, qtbot: QtBot) -> None:
    store = fakes.FakeStore()
    window = make(store=store)
    store.errors = [StoreError("locked")]
    window.controller.open_case(Case(sample.talk()))
    wait_until(qtbot, lambda: window.controller.notices.get("store") is not None)
    assert not window.close()
    assert window.isVisible()
    assert window.close()
    assert "case-1" in store.cases


def test_insert_copies_records_and_keeps_the_place(make: Make, qtbot: QtBot) -> None:
    typist, store = fakes.FakeTypist(), fakes.FakeStore()
    window = ready(make, qtbot, typist=typist, store=store)
    text = window.controller.places[0].text
    assert window.controller.insert(0)
    assert typist.copied == [text]
    assert fates(window) == [Fate.USED, Fate.OPEN, Fate.OPEN]
    assert not window.controller.insert(0)
    wait_until(qtbot, lambda: not window.controller.saver.pending)
    assert [e.source for e in store.events if e.kind is FeedbackKind.USED] == ["snippet:late-1"]


def test_a_dismissed_card_does_not_come_back(make: Make, qtbot: QtBot) -> None:
    window = ready(make, qtbot, understanding=fakes.FakeUnderstanding(sample.rebased))
    window.controller.dismiss(0)
    assert fates(window)[0] is Fate.DISMISSED
    window.controller.say(Speaker.CUSTOMER, "Hello?")
    wait_until(qtbot, lambda: window.controller.shown is not None and window.controller.shown.version == 2)
    assert [p.card.source for p in window.controller.places if p.card] == ["field:email", "snippet:late-3"]


def test_a_draft_with_warnings_is_not_inserted_by_one_key(make: Make, qtbot: QtBot) -> None:
    drafter, typist = fakes.FakeDrafter(), fakes.FakeTypist()
    drafter.warnings = ("names an amount found nowhere: £20",)
    window = ready(make, qtbot, drafter=drafter, typist=typist)
    wait_until(qtbot, lambda: fates(window)[-1] is Fate.OPEN)
    window.insert_card(2)
    assert typist.copied == []
    assert window.panels.cards.views[2].is_editing
    assert "£20" in window.panels.cards.views[2]._warning.text


def test_fields_mood_and_category_set_by_hand_win(make: Make, qtbot: QtBot) -> None:
    port = fakes.FakeUnderstanding()
    window = ready(make, qtbot, understanding=port)
    window.controller.set_field("email", "crystal@example.org")
    window.controller.set_mood(MoodLabel.ANXIOUS)
    window.controller.set_category("refund")
    wait_until(qtbot, lambda: port.requests[-1].by_hand.category == "refund" and not window.controller.working)
    shown = window.controller.shown
    assert shown is not None
    assert shown.form is not None
    assert shown.form.fields["email"].state is FieldState.MANUAL
    assert shown.mood is not None
    assert shown.mood.label is MoodLabel.ANXIOUS
    assert shown.triage is not None
    assert shown.triage.category == "refund"


def sources(window: Sidebar) -> list[str]:
    return [place.card.source for place in window.controller.places if place.card]


def test_a_card_that_asks_for_a_field_goes_when_the_agent_fills_it_in(make: Make, qtbot: QtBot) -> None:
    def answer(request: UnderstandRequest) -> Assistance:
        found = sample.rebased(request.conversation)
        if "email" not in request.by_hand.fields:
            return found
        first, _, third = found.suggestions
        more = replace(first, source="snippet:late-4", text="One moment, please.")
        step = replace(found.next_step, title="Send it") if found.next_step else None
        return replace(found, suggestions=(first, replace(third, missing=()), more), next_step=step)

    port = fakes.FakeUnderstanding()
    port.answer_request = answer
    window = ready(make, qtbot, understanding=port)
    assert sources(window) == ["snippet:late-1", "field:email", "snippet:late-3"]
    window.controller.attention.hover(inside=True)
    window.controller.set_field("email", "crystal@example.org")
    wait_until(qtbot, lambda: sources(window) == ["snippet:late-1", "snippet:late-4", "snippet:late-3"])
    assert window.controller.places[2].card is not None
    assert window.controller.places[2].card.missing == ()
    assert window.panels.step._title.text() == "Send it"


def test_a_draft_that_asks_for_what_is_typed_into_the_form_is_written_again(make: Make, qtbot: QtBot) -> None:
    def answer(request: UnderstandRequest) -> Assistance:
        found = sample.rebased(request.conversation)
        known = "email" in request.by_hand.fields
        assert found.next_step is not None
        return replace(found, next_step=replace(found.next_step, ask="" if known else drafter.text))

    drafter, port = fakes.FakeDrafter(), fakes.FakeUnderstanding()
    port.answer_request = answer
    window = ready(make, qtbot, understanding=port, drafter=drafter)
    wait_until(qtbot, lambda: fates(window)[-1] is Fate.OPEN)
    before = drafter.calls
    window.controller.set_field("phone", "555")
    wait_until(qtbot, lambda: "phone" in port.requests[-1].by_hand.fields and not window.controller.working)
    assert drafter.calls == before
    window.controller.set_field("email", "crystal@example.org")
    wait_until(qtbot, lambda: drafter.calls > before)
    wait_until(qtbot, lambda: fates(window)[-1] is Fate.OPEN)


def test_a_card_being_edited_stays_until_the_edit_ends(make: Make, qtbot: QtBot) -> None:
    port = fakes.FakeUnderstanding()
    window = ready(make, qtbot, understanding=port)
    window.edit_card()
    port.answer = lambda c: replace(sample.rebased(c), suggestions=())
    window.controller.set_field("email", "crystal@example.org")
    wait_until(qtbot, lambda: not window.panels.cards._chip.isHidden())
    assert len(window.controller.places) == 3
    window.panels.cards.views[0]._stop_edit()
    assert not window.controller.places


def test_another_category_asks_for_another_draft(make: Make, qtbot: QtBot) -> None:
    drafter = fakes.FakeDrafter()
    window = ready(make, qtbot, drafter=drafter)
    wait_until(qtbot, lambda: fates(window) == [Fate.OPEN] * 3)
    drafter.text = "I have asked for your refund."
    window.controller.set_category("refund")
    wait_until(qtbot, lambda: window.controller.places[2].text == drafter.text)
    assert drafter.calls == 2


def test_an_edited_card_shows_what_was_inserted(make: Make, qtbot: QtBot) -> None:
    window = ready(make, qtbot)
    view = window.panels.cards.views[0]
    view.edit()
    assert view._edit.textCursor().atEnd()
    view._edit.setPlainText("Sorry, Crystal.")
    view._insert_clicked()
    assert not view.is_editing
    assert view._text.text == "Sorry, Crystal."
    assert fates(window)[0] is Fate.USED


def test_a_stopped_draft_is_written_again(make: Make, qtbot: QtBot) -> None:
    drafter = fakes.FakeDrafter()
    drafter.gate.clear()
    window = ready(make, qtbot, drafter=drafter)
    wait_until(qtbot, lambda: fates(window)[-1] is Fate.WRITING)
    window.controller.stop_work()
    assert window.panels.cards.views[2]._insert.text() == "Write it again"
    drafter.gate.set()
    window.insert_card(2)
    wait_until(qtbot, lambda: fates(window)[-1] is Fate.OPEN)


def test_a_file_becomes_a_new_case(make: Make, qtbot: QtBot, file: Path) -> None:
    window = make(understanding=fakes.FakeUnderstanding(sample.rebased))
    window.controller.opening.files(file)
    wait_until(qtbot, lambda: len(window.controller.conversation.turns) == 3)


def test_an_earlier_conversation_can_be_opened_again(make: Make, qtbot: QtBot) -> None:
    store = fakes.FakeStore()
    store.cases["case-1"] = Case(sample.talk())
    window = make(store=store)
    window.open_recent()
    wait_until(qtbot, lambda: window.controller.conversation.id == "case-1")


def wait_and_act(window: Sidebar, act: Callable[[], object]) -> None:
    """Act once a sheet is there; the list of conversations waits in an event loop of its own."""
    if window.sheet is None:
        QTimer.singleShot(10, window, lambda: wait_and_act(window, act))
    else:
        act()


def test_recent_conversations_are_offered_in_one_line_each(make: Make, qtbot: QtBot) -> None:
    store = fakes.FakeStore()
    for name in ("case-1", "case-2"):
        talk = replace(sample.talk(), id=name)
        turn = replace(talk.turns[0], text="Hi,\nI am   waiting")
        store.cases[name] = Case(replace(talk, turns=(turn, *talk.turns[1:])), opened_at="2026-05-01T09:30:00Z")
    window = make(store=store, ask=None)
    seen: list[str] = []

    def act() -> None:
        sheet = window.sheet
        assert isinstance(sheet, ChoiceSheet)
        seen.append(sheet._list.item(1).text())
        sheet._list.itemActivated.emit(sheet._list.item(1))

    wait_and_act(window, act)
    window.open_recent()
    wait_until(qtbot, lambda: window.controller.conversation.id == "case-2")
    assert seen[0].endswith(" · Hi, I am waiting")
    assert "26" in seen[0]


def test_closing_the_list_of_conversations_opens_none(make: Make, qtbot: QtBot) -> None:
    store = fakes.FakeStore()
    store.cases["case-1"] = Case(sample.talk())
    window = make(store=store, ask=None)
    escaped: list[bool] = []

    def act() -> None:
        window.escape()
        escaped.append(True)

    wait_and_act(window, act)
    window.open_recent()
    wait_until(qtbot, lambda: bool(escaped))
    assert window.sheet is None
    assert window.controller.conversation.turns == ()


def test_another_pack_is_opened_when_the_settings_name_one(make: Make, qtbot: QtBot) -> None:
    asked: list[str] = []

    def locate(name: str) -> Path:
        asked.append(name)
        if name == "gone":
            raise InputError("no pack is called gone")
        return Path(name)

    window = make(locate_pack=locate)
    window.change_settings(replace(window.controller.settings, pack="other"))
    assert window.controller.knowledge.opening
    window.change_settings(replace(window.controller.settings, pack="gone"))
    assert asked == ["other", "gone"]
    notice = window.controller.notices.get("input")
    assert notice is not None
    assert notice.text == "no pack is called gone"


def test_a_new_conversation_closes_the_old_case(make: Make, qtbot: QtBot) -> None:
    store = fakes.FakeStore()
    window = ready(make, qtbot, store=store)
    window.new_case()
    wait_until(qtbot, lambda: store.closed == ["case-1"])
    assert window.controller.conversation.turns == ()
    assert window.controller.places == ()


def test_a_pack_that_cannot_be_opened_is_said_with_a_way_out(make: Make, qtbot: QtBot) -> None:
    class Broken(fakes.FakeUnderstanding):
        fails = True

        def open_pack(self, source: Path, progress: object = None, *, wait: bool = True) -> object:  # type: ignore[override]
            if self.fails:
                raise InputError("pack.toml:3: version is missing\nroutes.toml: not there")
            return self.pack

    port = Broken()
    window = Sidebar(fakes.parts(understanding=port))
    window.show()
    wait_until(qtbot, lambda: window.controller.notices.get("pack") is not None)
    wait_until(qtbot, lambda: not window.controller.knowledge.opening)
    notice = window.controller.notices.get("pack")
    assert notice is not None
    assert notice.text == "The knowledge pack could not be opened: pack.toml:3: version is missing and 1 more"
    port.fails = False
    assert notice.act is not None
    notice.act()
    wait_until(qtbot, lambda: window.controller.knowledge.pack is not None)
    window.close()


def test_preparing_the_pack_shows_progress_and_can_be_stopped(make: Make, qtbot: QtBot) -> None:
    port = fakes.FakeUnderstanding()
    port.pack_gate.clear()
    window = Sidebar(fakes.parts(understanding=port))
    window.show()
    wait_until(qtbot, lambda: getattr(window.controller.notices.get("pack"), "text", "").endswith("of 3"))
    assert not window.controller.stop_work(), "one Esc too many leaves no window without knowledge"
    notice = window.controller.notices.get("pack")
    assert notice is not None
    assert notice.act is not None
    notice.act()
    assert not window.controller.knowledge.opening
    window.close()


def test_the_part_that_is_being_prepared_is_named_however_soon_it_follows_the_last(make: Make, qtbot: QtBot) -> None:
    gate = threading.Event()

    class TwoParts(fakes.FakeUnderstanding):
        def finish_index(self, progress: Progress | None = None) -> None:
            assert progress is not None
            progress(30, 30, "embedding articles")
            progress(0, 80, "embedding replies")
            gate.wait(20)

    port = TwoParts()
    port.indexed = False
    window = ready(make, qtbot, understanding=port)
    try:
        wait_until(qtbot, lambda: "replies" in getattr(window.controller.notices.get("pack"), "text", ""))
    finally:
        gate.set()


def test_a_pack_not_embedded_yet_answers_by_words_and_is_asked_again_when_it_is(make: Make, qtbot: QtBot) -> None:
    port = fakes.FakeUnderstanding()
    port.indexed = False
    window = ready(make, qtbot, understanding=port)
    knowledge = window.controller.knowledge
    wait_until(qtbot, lambda: knowledge.indexing and window.controller.notices.get("pack") is not None)
    notice = window.controller.notices.get("pack")
    assert notice is not None
    assert "40 of 100" in notice.text
    assert knowledge.pack is not None
    asked = len(port.requests)
    port.index_gate.set()
    wait_until(qtbot, lambda: len(port.requests) > asked)
    assert not knowledge.indexing
    assert window.controller.notices.get("pack") is None


def test_preparing_in_the_background_can_be_stopped_and_taken_up_again(make: Make, qtbot: QtBot) -> None:
    port = fakes.FakeUnderstanding()
    port.indexed = False
    window = ready(make, qtbot, understanding=port)
    wait_until(qtbot, lambda: window.controller.knowledge.indexing)
    assert window.controller.stop_work()
    assert not window.controller.knowledge.indexing
    notice = window.controller.notices.get("pack")
    assert notice is not None
    port.index_gate.set()
    assert notice.act is not None
    notice.act()
    wait_until(qtbot, lambda: port.indexed)
