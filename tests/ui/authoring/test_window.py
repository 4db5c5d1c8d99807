"""A lead lists, edits, tries and brings in; every edit is in its file, and nothing else changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTableWidget, QTableWidgetItem

from assist.domain.pack import FieldType
from assist.domain.settings import Settings
from assist.domain.text import LocalText
from assist.packs.reader import read_pack
from assist.services.editing import Kind
from assist.ui.authoring.bringing import BringSheet
from assist.ui.authoring.testing import TestSheet
from tests.ui.authoring.conftest import Bench
from tests.ui.conftest import activate
from tests.ui.test_sheets import values, wheel_over


def test_every_kind_is_listed_searched_and_its_faults_marked(make: Callable[..., Bench]) -> None:
    def spoil(folder: Path) -> None:
        path = folder / "snippets" / "en" / "late-1.md"
        path.write_text(path.read_text("utf-8").replace("{{name}}", "{{nome}}"), "utf-8")

    bench = make(prepare=spoil)
    window = bench.window
    rows = [window.side.kinds.item(i).text() for i in range(window.side.kinds.count())]
    assert rows[0] == "Articles  70"
    assert rows[1].endswith("⚠ 1")
    window.side.kinds.setCurrentRow(1)
    window.side.search.setText("trace sorry")
    assert [window.side.model.item(i).key for i in range(window.side.model.rowCount())] == ["late-1"]  # type: ignore[union-attr]
    assert window.foot.list.item(0).text() == '⚠ snippets/en/late-1.md:10: "{{nome}}" names no field of any form'
    window.foot.list.itemActivated.emit(window.foot.list.item(0))
    assert window.text.title.text() == "Late: sorry and trace"
    assert window.text.unknown.text() == "No form has: nome"


def test_an_article_is_edited_previewed_saved_and_taken_back(bench: Bench) -> None:
    window, path = bench.window, bench.folder / "articles" / "en" / "stores.md"
    before = path.read_bytes()
    bench.open(Kind.ARTICLE, "stores")
    window.text.title.selectAll()
    QTest.keyClicks(window.text.title, "Our shops")
    window.text.body.moveCursor(QTextCursor.MoveOperation.End)
    with bench.qtbot.waitSignal(window.text.body.settled):
        window.text.body.insertPlainText("\n\n## Parking\n\nBehind the house.")
    assert "Parking" in window.text.preview.toPlainText()
    assert "##" not in window.text.preview.toPlainText()
    bench.until(lambda: path.read_bytes() != before)
    text = path.read_text("utf-8")
    assert 'title: "Our shops"' in text
    assert text.endswith("## Parking\n\nBehind the house.\n")
    bench.until(
        lambda: "Our shops" in [str(window.side.model.index(r).data()) for r in range(window.side.model.rowCount())]
    )
    with bench.qtbot.waitSignal(window.session.opened, timeout=10_000):
        window.session.undo()
    assert path.read_bytes() == before
    assert window.text.title.text() != "Our shops"
    with bench.qtbot.waitSignal(window.session.opened, timeout=10_000):
        window.session.redo()
    assert path.read_text("utf-8") == text


def test_opening_parts_changes_no_file(bench: Bench) -> None:
    before = {p: p.read_bytes() for p in bench.folder.rglob("*") if p.is_file()}
    state = bench.window.session.state
    assert state is not None
    for item in [i for n, i in enumerate(state.items) if n % 7 == 0 or i.kind not in (Kind.ARTICLE, Kind.SNIPPET)]:
        bench.window.session.open(item)
        bench.window.session.save()
    assert {p: p.read_bytes() for p in bench.folder.rglob("*") if p.is_file()} == before


def test_a_snippet_gets_a_field_from_the_menu_and_unknown_ones_are_told(bench: Bench) -> None:
    window = bench.window
    bench.open(Kind.SNIPPET, "late-1")
    actions = {str(a.data()): a for a in window.text._menu.actions()}
    assert {"order_id", "agent_name"} <= set(actions)
    window.text.body.setPlainText("Hello ")
    window.text.body.moveCursor(QTextCursor.MoveOperation.End)
    actions["order_id"].trigger()
    assert window.text.body.toPlainText() == "Hello {{order_id}}"
    assert window.text.unknown.text().startswith("{{field}}")
    window.text.body.insertPlainText(" {{nobody}}")
    bench.save()
    assert window.text.unknown.text() == "No form has: nobody"
    assert window.foot.verdict.text().startswith("1 faults")


def test_the_form_designer_adds_moves_and_tries_a_pattern(bench: Bench) -> None:
    window, editor = bench.window, bench.window.form
    bench.open(Kind.FORM, "order")
    editor.pattern.setText(r"\d{7}")
    editor.sample.setText("827362")
    assert editor.verdict.text() == "✗ does not fit"
    editor.sample.setText("8273620")
    assert editor.verdict.text() == "✓ fits"
    editor.pattern.setText("(")
    assert editor.verdict.text().startswith("Not a pattern")
    editor.pattern.setText(r"\d{7}")
    editor.rows.add.click()
    editor.name.setText("voucher")
    editor.name.textEdited.emit("voucher")
    editor.type.setCurrentIndex(editor.type.findData("choice"))
    editor.type.activated.emit(editor.type.currentIndex())
    editor.choices.setItem(0, 0, QTableWidgetItem("ten"))
    editor.choices.setItem(0, 2, QTableWidgetItem("10%, ten percent"))
    editor.choices.setItem(1, 0, QTableWidgetItem("none"))
    editor.required.setChecked(True)
    while editor.rows.up.isEnabled():
        editor.rows.up.click()
    bench.save()
    form = read_pack(bench.folder).form("order")
    assert form is not None
    assert (form.fields[0].name, form.fields[0].type, form.fields[0].required) == ("voucher", FieldType.CHOICE, True)
    assert [(c.value, c.synonyms) for c in form.fields[0].choices] == [("ten", ("10%", "ten percent")), ("none", ())]
    assert form.fields[1].name == "order_id"
    editor.rows.remove.click()
    bench.save()
    assert read_pack(bench.folder).form("order").fields[0].name == "order_id"  # type: ignore[union-attr]
    assert window.session.state is not None
    assert window.session.state.faults == ()


def test_a_category_a_playbook_and_tone_are_edited(bench: Bench) -> None:
    window = bench.window
    bench.open(Kind.CATEGORY, "late_delivery")
    window.category.examples.appendPlainText("My parcel is nowhere")
    window.category.priority.setCurrentIndex(window.category.priority.findData("urgent"))
    bench.save()
    bench.open(Kind.PLAYBOOK, "delivery")
    window.playbook.rows.add.click()
    bench.save()
    bench.open(Kind.TONE, "tone")
    advice, _style = window.tone._boxes["angry"]
    boxes = list(advice._boxes.values())
    boxes[0].setPlainText("Stay calm.")  # type: ignore[union-attr]
    bench.save()
    pack = read_pack(bench.folder)
    late, angry = pack.category("late_delivery"), pack.tone("angry")
    assert late is not None
    assert angry is not None
    assert (late.examples[-1], late.priority) == ("My parcel is nowhere", "urgent")
    assert pack.playbook("delivery").steps[-1].title == LocalText((("en", "Step 7"),))  # type: ignore[union-attr]
    assert angry.advice.get("en") == "Stay calm."


def test_a_new_part_is_opened_and_a_removed_one_can_be_taken_back(bench: Bench) -> None:
    window = bench.window
    bench.ask.texts.append("Gift cards")
    actions = {str(a.data()): a for a in window.new.menu().actions()}
    with bench.qtbot.waitSignal(window.session.opened, timeout=10_000):
        actions["article"].trigger()
    assert window.text.title.text() == "Gift cards"
    path = bench.folder / "articles" / "en" / "gift-cards.md"
    assert path.exists()
    with bench.qtbot.waitSignal(window.session.checked, timeout=10_000):
        window.remove.click()
    assert not path.exists()
    assert window.stack.currentWidget() is window.empty
    with bench.qtbot.waitSignal(window.session.checked, timeout=10_000):
        window.session.undo()
    assert path.exists()


def test_a_file_with_faults_is_edited_as_text_and_its_fault_leads_to_the_line(make: Callable[..., Bench]) -> None:
    def spoil(folder: Path) -> None:
        path = folder / "forms" / "order.toml"
        path.write_text(path.read_text("utf-8").replace('type = "id"', 'type = "idd"', 1), "utf-8")

    bench = make(prepare=spoil)
    window = bench.window
    window.foot.list.itemActivated.emit(window.foot.list.item(0))
    assert window.stack.currentWidget() is window.raw
    assert 'type = "idd"' in window.raw.box.textCursor().block().text()
    window.raw.box.setPlainText(window.raw.text().replace('"idd"', '"id"'))
    bench.save()
    assert window.foot.verdict.text().startswith("No faults")


def test_what_another_program_wrote_is_shown_and_not_overwritten(bench: Bench) -> None:
    window, path = bench.window, bench.folder / "articles" / "en" / "stores.md"
    bench.open(Kind.ARTICLE, "stores")
    window.text.title.setText("Mine")
    path.write_text(path.read_text("utf-8").replace("title:", "title: Theirs #"), "utf-8")
    with bench.qtbot.waitSignal(window.session.opened, timeout=10_000):
        assert not window.session.save()
    assert "Mine" not in path.read_text("utf-8")
    assert 'title: "Mine"' in (bench.folder / ".import/conflicts/articles/en/stores.md").read_text("utf-8")
    assert window.text.title.text() == "Theirs"


def test_a_question_is_answered_by_both_and_what_differs_is_marked(bench: Bench) -> None:
    window = bench.window
    finder = window.finder
    finder.line.setText("parcel")
    finder.go()
    bench.until(lambda: len(finder._shown) == 2)
    bench.open(Kind.ARTICLE, "stores")
    window.text.title.setText("A parcel shop")
    window.text.touched()
    bench.until(lambda: any("A parcel shop" in b.toolTip() for b in finder.findChildren(QPushButton)))
    marked = [b.toolTip() for b in finder.findChildren(QPushButton) if b.toolTip().startswith("● ")]
    assert any("A parcel shop" in m for m in marked)
    assert bench.finder.asked[-1][1] > bench.finder.asked[0][1]
    links = [b for b in finder.findChildren(QPushButton) if b.property("article") == "stores"]
    links[0].click()
    assert window.session.item is not None
    assert window.session.item.key == "stores"


def test_a_past_conversation_is_answered_at_its_points(bench: Bench, conversations: Path) -> None:
    finder = bench.window.finder
    finder.read_past(conversations / "late-frustrated.json")
    bench.until(lambda: len(finder._shown) == 2)
    assert not finder.point.isHidden()
    assert bench.finder.asked
    (bench.folder / "x.json").write_text("{", "utf-8")
    with bench.qtbot.waitSignal(finder.said):
        finder.read_past(bench.folder / "x.json")


def test_bringing_in_shows_the_report_and_the_new_articles(bench: Bench, tmp_path: Path) -> None:
    window = bench.window
    window.open_bring()
    sheet = window.findChild(BringSheet)
    assert sheet is not None
    bench.ask.folders.append(tmp_path)
    with bench.qtbot.waitSignal(sheet.brought, timeout=10_000):
        sheet.folder.click()
    assert bench.brought == [(tmp_path,)]
    assert sheet.report.toPlainText() == "1 files: 1 read\n1 articles"
    bench.until(lambda: window.side.model.count(Kind.ARTICLE) == 71)
    sheet.close_sheet()


def test_keys_lead_everywhere(bench: Bench) -> None:
    window = bench.window
    bench.qtbot.waitUntil(window.isActiveWindow, timeout=5000) if window.isActiveWindow() else window.activateWindow()
    bench.open(Kind.ARTICLE, "stores")
    for keys, widget in (
        (Qt.Key.Key_F, window.side.search),
        (Qt.Key.Key_T, window.finder.line),
        (Qt.Key.Key_L, window.side.list),
    ):
        QTest.keyClick(window, keys, Qt.KeyboardModifier.ControlModifier)
        assert window.focusWidget() is widget


@pytest.mark.parametrize("locale", ["zh_CN", "zh_TW"])
def test_the_window_speaks_chinese(make: Callable[..., Bench], locale: str) -> None:
    bench = make(Settings(language=locale, theme="dark"))
    bench.open(Kind.FORM, "order")
    shown = (
        bench.window.side.kinds.item(0).text() + bench.window.foot.verdict.text() + bench.window.form.rows.add.text()
    )
    assert not any(c.isascii() and c.isalpha() for c in shown)
    assert str(bench.window.side.model.index(2).data()) in {"订单问题", "訂單問題"}


def cells(table: QTableWidget) -> list[str]:
    """The texts of the first row."""
    return [str(table.model().index(0, x).data()) for x in range(table.columnCount())]


def test_a_test_shows_what_got_worse(bench: Bench, tmp_path: Path) -> None:
    window = bench.window
    window.open_test()
    sheet = window.findChild(TestSheet)
    assert sheet is not None
    sheet.start.click()
    bench.until(lambda: sheet.changes.rowCount() == 1)
    assert sheet.state.text() == "1 answers changed: 1 worse, 0 better."
    assert cells(sheet.changes)[:3] == ["− Where is my parcel?", "late_delivery (0.90)", "nothing fits"]
    assert cells(sheet.tallies) == ["Category", "1 → 1", "1 → 0", "0 → 0", "0 → 1"]
    bench.ask.files.append(tmp_path / "past.jsonl")
    sheet.past.click()
    assert sheet.past.text() == "past.jsonl"
    sheet.start.click()
    bench.until(lambda: sheet.state.text().startswith("No published version"))
    sheet.close_sheet()


def test_the_keyboard_stays_on_the_test_sheet_while_it_works_and_esc_closes_it(bench: Bench) -> None:
    window = bench.window
    activate(bench.qtbot, window)
    window.open_test()
    sheet = window.findChild(TestSheet)
    assert sheet is not None
    sheet.start.setFocus()
    QTest.keyClick(sheet.start, Qt.Key.Key_Space)
    bench.until(lambda: sheet.changes.rowCount() == 1)
    bench.until(lambda: sheet.isAncestorOf(window.focusWidget() or window))
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_the_wheel_over_the_editors_changes_no_value(bench: Bench) -> None:
    window = bench.window
    state = window.session.state
    assert state is not None
    window.session.open(next(i for i in state.items if i.kind is Kind.CATEGORY))
    bench.until(lambda: window.stack.currentWidget() is window.category)
    before = {widget: value for widget, value in values(window).items() if widget.isVisible()}
    for widget in before:
        wheel_over(widget)
    assert before
    assert {widget: values(window)[widget] for widget in before} == before
