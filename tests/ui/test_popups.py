from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from assist.ui.popups import Popups, moved
from tests.ui.conftest import Make

SCREEN = QRect(0, 0, 1366, 768)
STRIP = QRect(976, 0, 390, 768)


@pytest.mark.parametrize(
    ("popup", "anchor", "x"),
    [
        (QRect(816, 80, 160, 90), QRect(1100, 60, 240, 30), 1100),  # beside the strip: where its box begins
        (QRect(716, 40, 260, 300), QRect(1330, 5, 30, 30), 1100),  # too wide for that: where its button ends
        (QRect(1000, 40, 200, 300), QRect(1100, 5, 30, 30), 1000),  # on the strip already
        (QRect(500, 40, 500, 300), QRect(1300, 5, 30, 30), 866),  # wider than the strip: at the screen's edge
    ],
)
def test_a_popup_goes_where_it_belongs(popup: QRect, anchor: QRect, x: int) -> None:
    point = moved(popup, anchor, STRIP, SCREEN)
    assert point.x() == x
    assert point.y() == popup.y()


def test_a_popup_never_leaves_the_screen() -> None:
    point = moved(QRect(1100, 700, 160, 90), QRect(1100, 690, 10, 10), STRIP, SCREEN)
    assert point.y() == 768 - 90


def test_a_menu_of_the_window_is_shown_within_it(make: Make, qtbot: QtBot) -> None:
    window = make()
    assert window.findChild(Popups) is not None
    menu = QMenu(window)
    menu.addAction("One")
    menu.popup(window.geometry().topLeft())
    menu.move(0, 0)
    menu.hide()
    menu.show()
    assert menu.geometry().left() >= window.geometry().left()
    menu.close()


def test_nothing_has_the_focus_ring_at_the_start_and_after_a_new_conversation(make: Make, qtbot: QtBot) -> None:
    window = make()
    assert window.focusWidget() in (None, window)
    window.panels.conversation.line.setFocus()
    window.new_case()
    assert window.focusWidget() in (None, window)
