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
