"""Painted text: lines of any script stand on one base line, within the height that is told beforehand."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assist.ui.text_block import lay_out, line_step


@pytest.mark.parametrize(
    "text", ["“请问下单时填写的姓名是什么？”", "order 8100234, 订单号", "plain words", "ไหน 😀 عربي"]
)
def test_lines_of_every_script_stand_on_the_same_base_line(qtbot: QtBot, text: str) -> None:
    font = QFont(QApplication.font())
    layout, _ = lay_out(f"{text}\n{text}", font, 400)
    step = line_step(font)
    base = (step - QFontMetrics(font).lineSpacing()) // 2 + QFontMetrics(font).ascent()
    bases = [layout.lineAt(i).position().y() + layout.lineAt(i).ascent() for i in range(layout.lineCount())]
    assert bases == [base, base + step]


@pytest.mark.parametrize("text", ["The parcel never came. ", "订单还没有到。", "line\n", "iiiiiiiiii", "😀 ไหน عربي "])
def test_what_is_shown_of_a_text_does_not_depend_on_how_much_follows(qtbot: QtBot, text: str) -> None:
    font = QFont(QApplication.font())
    _, some = lay_out(text * 60, font, 200, 3)
    _, much = lay_out(text * 3000, font, 200, 3)
    assert some == much
    assert some.endswith("…")


def test_a_text_of_marks_that_take_no_room_is_shown_whole(qtbot: QtBot) -> None:
    text = "a" + "\u0301" * 3000 + "b"
    layout, shown = lay_out(text, QFont(QApplication.font()), 200, 3)
    assert shown == text
    assert layout.lineCount() == 1
