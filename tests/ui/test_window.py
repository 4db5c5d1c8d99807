from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from assist.domain.assistance import Degraded, FieldState, FieldValue, MoodLabel
from assist.domain.case import Case
from assist.domain.conversation import Speaker
from assist.domain.settings import Settings
from assist.services.ports import Progress
from assist.ui.board import Fate
from assist.ui.window import Sidebar
from tests.ui import fakes, sample
from tests.ui.conftest import Make, activate, wait_until

CONTROLS = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QListView, QPlainTextEdit, QTextBrowser)


@pytest.fixture
def window(make: Make, qtbot: QtBot) -> Sidebar:
    made = make(
        first_case=Case(sample.talk()),
        drafter=fakes.FakeDrafter(),
        understanding=fakes.FakeUnderstanding(sample.rebased),
    )
    wait_until(qtbot, lambda: [p.fate for p in made.controller.places] == [Fate.OPEN] * 3)
    activate(qtbot, made)
    return made


def typist(window: Sidebar) -> fakes.FakeTypist:
    made = window._parts.typist
    assert isinstance(made, fakes.FakeTypist)
    return made


def press(qtbot: QtBot, window: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    top = window.window()
    assert isinstance(top, Sidebar)
    focus = top.focusWidget()
    activate(qtbot, top)
    if focus is not None and top.focusWidget() is not focus:
        focus.setFocus()
    QTest.keyClick(window, key, modifier)


CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


# -- keys --------------------------------------------------------------------------------------------------------------


def test_alt_1_inserts_the_first_card(window: Sidebar, qtbot: QtBot) -> None:
    text = window.controller.places[0].text
    press(qtbot, window, Qt.Key.Key_1, ALT)
    assert typist(window).copied == [text]


def test_alt_shift_2_dismisses_the_second_card(window: Sidebar, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_2, ALT | SHIFT)
    assert window.controller.places[1].fate is Fate.DISMISSED


def test_ctrl_v_outside_an_edit_pastes_the_conversation(window: Sidebar, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("c: Are you there?")
    press(qtbot, window, Qt.Key.Key_V, CTRL)
    assert window.controller.conversation.turns[-1].text == "Are you there?"


def test_ctrl_v_inside_an_edit_pastes_into_the_edit(window: Sidebar, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("c: Are you there?")
    line = window.panels.conversation.line
    line.setFocus()
    press(qtbot, line, Qt.Key.Key_V, CTRL)
    assert line.text() == "c: Are you there?"
    assert len(window.controller.conversation.turns) == 5


def test_a_card_is_edited_in_place_and_inserted_with_ctrl_enter(window: Sidebar, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_E, ALT)
    edit = window.panels.cards.views[0]._edit
    edit.setPlainText("Sorry, Crystal.")
    press(qtbot, edit, Qt.Key.Key_Return, CTRL)
    assert typist(window).copied == ["Sorry, Crystal."]
    assert not window.panels.cards.views[0].is_editing


def test_what_is_edited_is_kept_keystroke_by_keystroke(window: Sidebar, qtbot: QtBot) -> None:
    window.edit_card()
    edit = window.panels.cards.views[0]._edit
    edit.setPlainText("Half a sent")
    assert window.controller.desk.case.composer == "Half a sent"


def test_an_edit_cut_off_by_the_end_of_the_window_is_open_again(make: Make, qtbot: QtBot) -> None:
    window = make(first_case=Case(sample.talk(), composer="Half a sent"))
    view = window.panels.cards.views[0]
    wait_until(qtbot, lambda: view.is_editing)
    assert view._edit.toPlainText() == "Half a sent"


def test_esc_ends_an_edit_without_inserting(window: Sidebar, qtbot: QtBot) -> None:
    window.edit_card()
    press(qtbot, window.panels.cards.views[0]._edit, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert not window.panels.cards.views[0].is_editing
    assert typist(window).copied == []


def test_f4_goes_to_the_missing_field_and_typing_fills_it(window: Sidebar, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_F4, Qt.KeyboardModifier.NoModifier)
    edit = window.panels.form.rows[2]._edit
    QTest.keyClicks(edit, "crystal@example.org")
    press(qtbot, edit, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    assert window.controller.desk.case.by_hand.fields == {"email": "crystal@example.org"}


def test_a_field_with_two_values_said_shows_both_and_copies_the_first(window: Sidebar) -> None:
    row = window.panels.form.rows[0]
    row.show_value(FieldValue("3310991", 0.9, FieldState.PRESELECTED, others=("3310078",)), missing=False)
    assert row._shown.text() == "331 0991 / 331 0078 ?"
    assert "3310991 / 3310078" in row.accessibleName()
    row.copy()
    assert typist(window).copied == ["3310991"]


def test_ctrl_c_on_a_field_copies_its_plain_value(window: Sidebar, qtbot: QtBot) -> None:
    row = window.panels.form.rows[0]
    assert row._shown.text() == "827 3620"
    row.setFocus()
    press(qtbot, row, Qt.Key.Key_C, CTRL)
    assert typist(window).copied == ["8273620"]


def test_ctrl_shift_c_copies_the_form(window: Sidebar, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_C, CTRL | SHIFT)
    assert typist(window).copied[0].splitlines()[0] == "Order no.: 8273620"


def test_ctrl_k_searches_and_esc_brings_the_hits_back(window: Sidebar, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_K, CTRL)
    box = window.panels.hits.box
    QTest.keyClicks(box, "warehouse")
    press(qtbot, box, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    wait_until(qtbot, window.panels.hits.views[1].isHidden)
    press(qtbot, box, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert box.isHidden()
    assert not window.panels.hits.views[2].isHidden()


def test_a_search_follows_the_typing_and_down_goes_to_its_own_results(window: Sidebar, qtbot: QtBot) -> None:
    window.search()
    hits = window.panels.hits
    QTest.keyClicks(hits.box, "warehouse")
    wait_until(qtbot, hits.views[1].isHidden)
    assert hits.views[0]._title.text() == "Express shipping for urgent trips"
    hits.box.clear()
    QTest.keyClicks(hits.box, "carrier")
    press(qtbot, hits.box, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
    assert window.focusWidget() is hits.box
    wait_until(qtbot, hits.views[0].hasFocus)
    assert hits.views[0]._title.text() == "Carrier escalation"


def test_ctrl_m_overrules_the_mood(window: Sidebar, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_M, CTRL)
    actions = window.panels.mood.menu.actions()
    next(a for a in actions if a.data() == MoodLabel.PLEASED).trigger()
    window.panels.mood.menu.close()
    assert window.controller.desk.case.by_hand.mood is MoodLabel.PLEASED


def test_ctrl_t_offers_the_alternatives_first(window: Sidebar, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_T, CTRL)
    menu = window.panels.triage.menu
    assert [a.text() for a in menu.actions() if a.text()] == ["Late delivery\t✓", "Lost parcel", "Refund"]
    next(a for a in menu.actions() if a.text() == "Lost parcel").trigger()
    menu.close()
    assert window.controller.desk.case.by_hand.category == "lost"


def test_ctrl_r_swaps_the_roles(window: Sidebar, qtbot: QtBot) -> None:
    press(qtbot, window, Qt.Key.Key_R, CTRL)
    assert window.controller.conversation.turns[0].speaker is Speaker.AGENT


def test_the_keys_are_shown_with_a_question_mark_and_go_with_esc(window: Sidebar, qtbot: QtBot) -> None:
    window.panels.mood.setFocus()
    QTest.keyClicks(window.panels.mood, "?")
    assert window.sheet
    press(qtbot, window, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert window.focusWidget() is window.panels.mood


def test_f6_visits_every_panel(window: Sidebar, qtbot: QtBot) -> None:
    seen = []
    for _ in range(6):
        press(qtbot, window, Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier)
        seen.append(window.focusWidget())
    assert len(set(map(id, seen))) == 6


def test_esc_stops_a_draft(make: Make, qtbot: QtBot) -> None:
    drafter = fakes.FakeDrafter()
    drafter.gate.clear()
    window = make(first_case=Case(sample.talk()), drafter=drafter)
    wait_until(qtbot, lambda: [p.fate for p in window.controller.places][-1:] == [Fate.WRITING])
    window.escape()
    wait_until(qtbot, lambda: drafter.cancelled == 1)
    assert window.controller.places[-1].fate is Fate.STOPPED


# -- evidence ----------------------------------------------------------------------------------------------------------


def test_focus_on_a_field_marks_the_characters_it_rests_on(window: Sidebar, qtbot: QtBot) -> None:
    window.panels.form.rows[0].setFocus()
    brief = window.panels.conversation._briefs[0]
    text = brief._what.text
    assert [text[m.start : m.end] for m in brief._what._marks if m.active] == ["8273", "620"]
    window.panels.form.rows[0].clearFocus()
    assert not any(m.active for m in brief._what._marks)


def test_hovering_the_mood_marks_its_words_in_the_expanded_view(window: Sidebar, qtbot: QtBot) -> None:
    window.toggle_conversation()
    window.panels.mood.pointed.emit(window.panels.mood.spans)
    model = window.panels.conversation._model
    marks = model.data(model.index(4), Qt.ItemDataRole.UserRole + 1)
    text = sample.talk().turns[4].text
    assert "third time I ask" in [text[m.start : m.end] for m in marks if m.active]


def test_an_article_opens_with_its_sentence_marked(window: Sidebar, qtbot: QtBot) -> None:
    window.panels.hits.views[0]._open()
    sheet = window.sheet
    assert sheet is not None
    browser = sheet.findChild(QTextBrowser)
    assert browser is not None
    wait_until(qtbot, lambda: "In short" in browser.toPlainText())
    cursor = browser.document().find("two working days")
    assert cursor.charFormat().background().color() == window.palette().alternateBase().color()
    sheet.close_sheet()


# -- attention ---------------------------------------------------------------------------------------------------------


def test_nothing_moves_while_the_mouse_is_over_the_cards(window: Sidebar, qtbot: QtBot) -> None:
    before = window.controller.shown
    window.controller.say(Speaker.CUSTOMER, "Hello?")
    window.controller.attention.hover(inside=True)
    wait_until(qtbot, window.panels.cards._chip.isVisible)
    assert window.controller.shown is before
    window.controller.attention.hover(inside=False)
    assert window.controller.shown is not before
    assert not window.panels.cards._chip.isVisible()


def test_what_waits_comes_when_asked_for(window: Sidebar, qtbot: QtBot) -> None:
    window.controller.say(Speaker.CUSTOMER, "Hello?")
    window.controller.attention.hover(inside=True)
    wait_until(qtbot, window.panels.cards._chip.isVisible)
    press(qtbot, window, Qt.Key.Key_N, ALT)
    assert window.controller.shown is not None
    assert window.controller.shown.version == 2


def test_typing_holds_what_arrives_until_the_agent_pauses(window: Sidebar, qtbot: QtBot) -> None:
    window.controller.attention._typing.setInterval(50)
    window.controller.say(Speaker.CUSTOMER, "Hello?")
    QTest.keyClicks(window.panels.conversation.line, "I am")
    wait_until(qtbot, lambda: window.controller.shown is not None and window.controller.shown.version == 2)
    assert window.panels.conversation.line.text() == "I am"


def test_a_draft_moves_nothing_while_it_grows(make: Make, qtbot: QtBot) -> None:
    drafter = fakes.FakeDrafter("A rather long draft. " * 8)
    drafter.gate.clear()
    window = make(first_case=Case(sample.talk()), drafter=drafter)
    wait_until(qtbot, lambda: [p.fate for p in window.controller.places][-1:] == [Fate.WRITING])
    qtbot.wait(50)
    before = [(v.geometry(), v.isVisible()) for v in window.panels.cards.views], window.panels.form.geometry()
    drafter.gate.set()
    wait_until(qtbot, lambda: window.controller.places[-1].fate is Fate.OPEN)
    qtbot.wait(50)
    after = [(v.geometry(), v.isVisible()) for v in window.panels.cards.views], window.panels.form.geometry()
    assert after == before


# -- the rest ----------------------------------------------------------------------------------------------------------


def test_every_control_has_an_accessible_name(window: Sidebar, qtbot: QtBot) -> None:
    window.open_settings()
    nameless = [
        f"{type(w).__name__} {w.objectName()}"
        for w in window.findChildren(QWidget)
        if (isinstance(w, CONTROLS) or w.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and not w.isHidden()
        and not w.objectName().startswith("qt_")
        and not isinstance(w.parentWidget(), QComboBox | QAbstractSpinBox)
        and type(w).__name__ != "QListView"
        and not w.accessibleName()
        and not (isinstance(w, QAbstractButton) and w.text())
    ]
    assert nameless == []


def test_a_dropped_file_is_opened_though_another_beside_it_cannot_be_read(
    window: Sidebar, qtbot: QtBot, file: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_bytes(b"\x00\x01\x02\xff" * 50)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(broken)), QUrl.fromLocalFile(str(file))])
    window.taking.data(data)
    wait_until(qtbot, lambda: len(window.controller.conversation.turns) == 3)
    notice = window.controller.notices.get
    wait_until(qtbot, lambda: (said := notice("input")) is not None and "broken.json" in said.text)


def test_a_dropped_file_is_opened(window: Sidebar, qtbot: QtBot, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    window.taking.data(data)
    wait_until(qtbot, lambda: len(window.controller.conversation.turns) == 3)


@pytest.mark.parametrize("kind", ["json", "csv", "txt"])
def test_the_case_is_exported_to_the_chosen_file(window: Sidebar, qtbot: QtBot, tmp_path: Path, kind: str) -> None:
    asker = window._ask
    assert isinstance(asker, fakes.FakeAsker)
    asker.save_to = tmp_path / f"case.{kind}"
    window.export(kind)
    wait_until(qtbot, lambda: asker.save_to is not None and asker.save_to.exists())
    text = asker.save_to.read_text("utf-8-sig")
    assert "8273620" in text
    if kind == "json":
        assert json.loads(text)["id"] == "case-1"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_a_folder_that_cannot_be_written_is_said(window: Sidebar, qtbot: QtBot, tmp_path: Path) -> None:
    asker = window._ask
    assert isinstance(asker, fakes.FakeAsker)
    asker.save_to = tmp_path / "gone" / "case.json"
    window.export("json")
    wait_until(qtbot, lambda: window.controller.notices.get("export") is not None)


def test_language_and_theme_change_while_it_runs(window: Sidebar, qtbot: QtBot) -> None:
    window.change_settings(Settings(language="zh_CN", theme="dark", reserve_space=False))
    assert window.panels.hits.title.text() == "知识库"
    assert window.look.colours.dark
    assert len(window.controller.places) == 3
    window.change_settings(Settings(language="en", theme="light", reserve_space=False))
    assert window.panels.hits.title.text() == "Knowledge"


def test_notices_are_said_in_the_new_language(make: Make, qtbot: QtBot) -> None:
    window = make(store=None)
    window.change_settings(Settings(language="zh_CN", theme="light", reserve_space=False))
    notice = window.controller.notices.get("store")
    assert notice is not None
    assert not notice.text.startswith("Nothing")


def test_settings_are_saved_from_the_sheet(window: Sidebar, qtbot: QtBot) -> None:
    store = window._parts.settings_store
    assert isinstance(store, fakes.FakeSettingsStore)
    window.open_settings()
    sheet = window.sheet
    assert sheet is not None
    sheet._edge.setCurrentIndex(sheet._edge.findData("left"))  # type: ignore[attr-defined]
    sheet._save()  # type: ignore[attr-defined]
    wait_until(qtbot, lambda: bool(store.saved))
    assert store.saved[-1].edge == "left"


def test_2000_turns_open_without_a_long_stop(make: Make, qtbot: QtBot) -> None:
    from time import monotonic

    from assist.domain.conversation import Conversation, Turn

    said = tuple(Turn(Speaker.CUSTOMER, f"Turn {i}: " + "where is my parcel? " * (i % 7 + 1)) for i in range(2000))
    window = make(understanding=fakes.FakeUnderstanding(sample.rebased))
    start = monotonic()
    window.controller.open_case(Case(Conversation("long", said, 1)))
    window.toggle_conversation()
    window.panels.conversation.view.viewport().repaint()
    assert monotonic() - start < 1.5
    qtbot.waitUntil(lambda: window.controller.shown is not None)


def test_the_mouse_over_a_turn_lights_what_rests_on_it(window: Sidebar, qtbot: QtBot) -> None:
    window.toggle_conversation()
    window.panels.conversation.turn_hovered.emit(2)
    lit = [row.field.name for row in window.panels.form.rows if row.property("lit")]
    assert lit == ["order_id", "name", "phone", "city"]


def test_a_model_that_is_not_loaded_yet_is_named(window: Sidebar, qtbot: QtBot) -> None:
    from assist.services.ports import Connections, ModelState

    window.panels.status.show_state(None, ModelState("small-instruct", "off"), "en", Connections(0))
    assert window.panels.status._text.text() == "No knowledge yet · small"


def test_the_status_line_counts_connections(window: Sidebar, qtbot: QtBot) -> None:
    from assist.services.ports import Connections

    monitor = window._parts.connections
    assert isinstance(monitor, fakes.FakeConnections)
    assert window.panels.status._links.text() == "0 ⇅"
    monitor.seen = Connections(1, ("203.0.113.5:443",))
    window.controller.watch.look()
    wait_until(qtbot, lambda: window.panels.status._links.text() == "1 ⇅")
    assert "203.0.113.5:443" in window.panels.status._links.toolTip()


def test_clicking_where_nothing_is_does_nothing(window: Sidebar, qtbot: QtBot) -> None:
    QTest.mouseClick(window.panels.column, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(2, 2))
    assert window.sheet is None


def test_settings_opened_twice_are_one_sheet_and_esc_closes_it(window: Sidebar, qtbot: QtBot) -> None:
    window.panels.conversation.line.setFocus()
    window.open_settings()
    first = window.sheet
    window.open_settings()
    assert window.sheet is first
    window.show_keys()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    window.escape()
    assert window.sheet is None
    assert QApplication.focusWidget() is window.panels.conversation.line


def test_a_chat_pasted_into_a_line_is_a_conversation(window: Sidebar, qtbot: QtBot) -> None:
    before = len(window.controller.conversation.turns)
    QGuiApplication.clipboard().setText("c: My zip is broken again.\na: I am sorry.")
    line = window.panels.conversation.line
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == ""
    assert len(window.controller.conversation.turns) == before + 2
    QGuiApplication.clipboard().setText("one line")
    QTest.keyClick(line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == "one line"


def test_as_many_of_the_latest_turns_are_shown_as_have_room_and_the_height_stays(make: Make, qtbot: QtBot) -> None:
    window = make()
    panel = window.panels.conversation
    height = panel._stack_holder.height()

    def shown() -> list[str]:
        return [b._what.text for b in panel._briefs if not b.isHidden()]

    window.controller.paste("\n".join(f"c: turn {i}" for i in range(8)))
    wait_until(qtbot, lambda: shown() == [f"turn {i}" for i in range(2, 8)])
    window.controller.new_case()
    window.controller.paste("c: short\na: " + "many words " * 60 + "\nc: " + "more words " * 60)
    wait_until(qtbot, lambda: len(shown()) == 2)
    assert panel._stack_holder.height() == height


def test_an_empty_conversation_says_what_to_do_though_all_turns_are_shown(make: Make) -> None:
    window = make()
    panel = window.panels.conversation
    window.controller.paste("c: Where is my tent?")
    window.toggle_conversation()
    assert (panel.view.isVisible(), panel._empty.isVisible()) == (True, False)
    window.new_case()
    assert (panel.view.isVisible(), panel._empty.isVisible()) == (False, True)
    window.controller.paste("c: Where is my stove?")
    assert panel.view.isVisible(), "the next conversation is shown as the last one was"
    assert panel.view.model().rowCount() == 1


def test_esc_in_a_search_closes_it_and_stops_nothing(make: Make, qtbot: QtBot) -> None:
    port = fakes.FakeUnderstanding()
    port.indexed = False
    window = make(understanding=port)
    knowledge = window.controller.knowledge
    qtbot.waitUntil(lambda: knowledge.indexing and window.controller.notices.get("pack") is not None)
    window.search()
    window.escape()
    assert window.panels.hits.box.isHidden()
    assert window.controller.notices.get("pack") is not None
    window.escape()
    assert not knowledge.indexing


class _Silent(fakes.FakeUnderstanding):
    """Prepares the rest of the pack and does not say yet how far it is."""

    def finish_index(self, progress: Progress | None = None) -> None:
        super().finish_index()


def test_that_the_knowledge_is_being_prepared_is_said_once(make: Make, qtbot: QtBot) -> None:
    port = _Silent(lambda talk: replace(sample.rebased(talk), degraded=(Degraded.PACK_NOT_INDEXED,)))
    port.indexed = False
    window = make(understanding=port)
    control = window.controller
    qtbot.waitUntil(lambda: control.knowledge.indexing)
    control.paste("c: Where is my stove?")
    qtbot.waitUntil(lambda: control.shown is not None)
    assert control.notices.get("degraded") is None, "the progress that is about to come says it"
    control.knowledge.cancel()
    window.panels.show_answers()
    assert control.notices.get("degraded") is None, "that it was stopped says so too"
    port.index_gate.set()
