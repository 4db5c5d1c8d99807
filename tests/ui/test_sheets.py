"""The keyboard belongs to the sheet on top: it comes back when it is lost, and Esc closes that sheet."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from assist.ui.panels.sheet import Sheet
from assist.ui.window import Sidebar
from tests.ui.conftest import Make, wait_until


def focus_on(window: QWidget, sheet: Sheet) -> bool:
    at = window.focusWidget()
    return at is not None and sheet.isAncestorOf(at)


def _hide(widget: QWidget) -> None:
    widget.hide()


def _disable(widget: QWidget) -> None:
    widget.setEnabled(False)


def _delete(widget: QWidget) -> None:
    widget.hide()
    widget.deleteLater()


def _to_the_window(widget: QWidget) -> None:
    widget.window().setFocus()


def _to_none(widget: QWidget) -> None:
    widget.clearFocus()


@pytest.mark.parametrize("lose", [_hide, _disable, _delete, _to_the_window, _to_none])
def test_a_focus_that_is_lost_goes_to_the_sheet_and_esc_closes_it(
    make: Make, qtbot: QtBot, lose: Callable[[QWidget], None]
) -> None:
    window = make()
    window.show_keys()
    sheet = window.sheet
    assert sheet is not None
    button = QPushButton("Use it now", sheet)
    button.show()
    button.setFocus()
    lose(button)
    wait_until(qtbot, lambda: focus_on(window, sheet))
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
    assert window.sheet is None


def test_a_click_beside_what_can_be_used_leaves_the_keyboard_where_it_was(make: Make, qtbot: QtBot) -> None:
    window = make()
    window.open_summary()
    sheet = window.sheet
    assert sheet is not None
    had = window.focusWidget()
    QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    wait_until(qtbot, lambda: window.focusWidget() is had)


def wheel_over(widget: QWidget) -> None:
    """One notch down, as the window system says it."""
    area = widget.parentWidget()
    while area is not None:
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(widget)
        area = area.parentWidget()
    window = widget.window()
    QTest.wheelEvent(window.windowHandle(), QPointF(widget.mapTo(window, widget.rect().center())), QPoint(0, -120))
    QApplication.processEvents()


def values(window: QWidget) -> dict[QWidget, int | str]:
    """Every value the wheel could change."""
    found: dict[QWidget, int | str] = {}
    for spin in window.findChildren(QAbstractSpinBox):
        found[spin] = spin.text()
    for box in window.findChildren(QComboBox):
        found[box] = box.currentIndex()
    for slider in window.findChildren(QAbstractSlider):
        if not isinstance(slider, QScrollBar):
            found[slider] = slider.value()
    return found


def test_the_wheel_over_the_settings_scrolls_and_changes_no_value(make: Make, qtbot: QtBot) -> None:
    window: Sidebar = make()
    window.open_settings()
    sheet = window.sheet
    assert sheet is not None
    sheet.take_focus()
    before = values(sheet)
    assert len(before) > 8
    wait_until(qtbot, lambda: any(b.maximum() > 0 for b in sheet.findChildren(QScrollBar)))
    bar = next(b for b in sheet.findChildren(QScrollBar) if b.maximum() > 0)
    scrolled = []
    for widget in before:
        bar.setValue(0)
        at = bar.value()
        wheel_over(widget)
        scrolled.append(bar.value() > at)
    assert values(sheet) == before
    assert any(scrolled)


def test_the_wheel_changes_a_number_that_has_the_focus(make: Make, qtbot: QtBot) -> None:
    window = make()
    window.open_settings()
    sheet = window.sheet
    assert sheet is not None
    spin = next(s for s in sheet.findChildren(QAbstractSpinBox) if s.isEnabled() and s.text() != "0")
    wait_until(qtbot, lambda: any(b.maximum() > 0 for b in sheet.findChildren(QScrollBar)))
    spin.setFocus()
    before = spin.text()
    wheel_over(spin)
    assert spin.text() != before
