"""Earlier conversations: found by words, names, values of the form and categories, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from assist.domain.assistance import CaseForm, FieldState, FieldValue
from assist.domain.case import ByHand, Case
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.ui.panels.choice import ChoiceSheet
from assist.ui.past import matches, read
from assist.ui.window import Sidebar
from tests.ui import fakes, sample
from tests.ui.conftest import Make, wait_until


def kept() -> fakes.FakeStore:
    """Three cases: a lamp of Anna's, a late parcel with a form, a refund by hand."""
    store = fakes.FakeStore()
    for key, name, text, hand in (
        ("lamp", "Anna", "My lamp arrived broken.", ByHand()),
        ("late", None, "Where is it?", ByHand()),
        ("money", None, "I sent it back.", ByHand(category="refund", fields={"name": "Bo Berg"})),
    ):
        talk = Conversation(key, (Turn(Speaker.CUSTOMER, text, name=name),), version=1)
        store.cases[key] = Case(talk, by_hand=hand, opened_at="2026-05-01T09:30:00Z")
    store.forms["late"] = CaseForm("order", {"order_id": FieldValue("8273620", 0.9, FieldState.AUTO)})
    return store


def test_a_line_names_customer_and_category_where_they_are_known() -> None:
    lines = [p.line for p in read(kept(), None, sample.PACK, 10)]
    assert lines[0].endswith(" · Anna · My lamp arrived broken.")
    assert lines[1].endswith(" · Where is it?")
    assert lines[2].endswith(" · Bo Berg · Refund · I sent it back.")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("lamp", ["lamp"]), ("anna BROKEN", ["lamp"]), ("827 3620", ["late"]), ("refund", ["money"]),
        ("退款", ["money"]), ("berg", ["money"]), ("", ["lamp", "late", "money"]), ("lamp refund", []),
    ],
)  # fmt: skip
def test_a_filter_finds_words_names_values_and_categories(query: str, found: list[str]) -> None:
    assert [p.case.id for p in read(kept(), None, sample.PACK, 10) if matches(query, p.found_by)] == found


@pytest.mark.parametrize("said", ["8273620", "827 3620", "827-36.20", "(82)73620"])
@pytest.mark.parametrize("query", ["8273620", "827 3620", "8273-620"])
def test_a_number_is_found_however_it_and_the_query_are_grouped(said: str, query: str) -> None:
    assert matches(query, f"My order is {said}, please.")
    assert not matches(query, f"My order is {said[:-1]}, not 0.")


def with_sheet(window: Sidebar, act: Callable[[ChoiceSheet], None]) -> None:
    if isinstance(window.sheet, ChoiceSheet):
        sheet = window.sheet
        try:
            act(sheet)
        finally:
            sheet.close_sheet()  # the list waits in an event loop of its own: it must end whatever happens
    else:
        QTimer.singleShot(10, window, lambda: with_sheet(window, act))


def test_one_is_searched_and_opened_with_the_keyboard(make: Make, qtbot: QtBot) -> None:
    window = make(store=kept(), ask=None)
    empty: list[bool] = []

    def act(sheet: ChoiceSheet) -> None:
        at = window.focusWidget()
        assert at is sheet.filter
        QTest.keyClicks(at, "nothing like it")
        QTest.keyClick(at, Qt.Key.Key_Return)
        empty.append(sheet.isVisible() and sheet._none.isVisible())
        sheet.filter.clear()
        QTest.keyClicks(at, "i")
        QTest.keyClick(at, Qt.Key.Key_Down)
        QTest.keyClick(at, Qt.Key.Key_Return)

    with_sheet(window, act)
    window.open_recent()
    wait_until(qtbot, lambda: window.controller.conversation.id == "late")
    assert empty == [True]


def test_a_click_in_the_empty_part_leaves_the_keyboard_to_the_list(make: Make, qtbot: QtBot) -> None:
    window = make(store=kept(), ask=None)
    left: list[bool] = []

    def act(sheet: ChoiceSheet) -> None:
        below = sheet._list.viewport().rect().bottomLeft()
        QTest.mouseClick(sheet._list.viewport(), Qt.MouseButton.LeftButton, pos=below)
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Escape)
        left.append(window.sheet is None)

    with_sheet(window, act)
    window.open_recent()
    wait_until(qtbot, lambda: bool(left))
    assert left == [True]
