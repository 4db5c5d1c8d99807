"""The summary sheet: made, changed, kept, copied."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from assist.domain.summary import Line, Summary
from assist.ui.panels.summary import SummarySheet
from tests.ui.conftest import Make
from tests.ui.fakes import FakeTypist


def test_the_case_is_summed_up_changed_and_copied(qtbot: QtBot, make: Make) -> None:
    typist = FakeTypist()
    window = make(typist=typist)
    window.controller.desk.paste("c: My lamp arrived broken.\na: We send a new one today.")
    window.open_summary()
    sheet = window.findChild(SummarySheet)
    assert sheet is not None
    assert "“My lamp arrived broken.” [1]" in sheet.text.toPlainText()
    sheet.text.setPlainText("Lamp broken, new one sent.")
    sheet.copy_button.click()
    assert typist.copied == ["Lamp broken, new one sent."]
    assert window.controller.desk.case.summary == "Lamp broken, new one sent."


def test_what_was_changed_is_there_again_and_can_be_made_anew(qtbot: QtBot, make: Make) -> None:
    window = make()
    window.controller.desk.paste("c: My lamp arrived broken.")
    window.controller.desk.keep_summary("mine")
    window.open_summary()
    sheet = window.findChild(SummarySheet)
    assert sheet is not None
    assert sheet.text.toPlainText() == "mine"
    sheet._anew()
    assert "My lamp arrived broken." in sheet.text.toPlainText()
    sheet.close_sheet()
    assert window.controller.desk.case.summary == ""


def test_a_title_is_not_said_again_in_the_line_under_it(qtbot: QtBot, make: Make) -> None:
    window = make()
    for said in ("Next: Check the return.", "下一步：核对退货。"):
        made = Summary("en", next=(Line(said), Line("The customer is angry.", (0,))))
        sheet = SummarySheet(window, window.look, made, "")
        text = sheet.text.toPlainText()
        assert text.startswith("Next\n")
        assert text.count("Next") == 1
        assert said.replace("：", ": ").partition(": ")[2] in text
        assert text.endswith("The customer is angry. [1]")
        sheet.close_sheet()
