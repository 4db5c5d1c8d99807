"""The insights window over a real encrypted database with made-up cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from assist.domain.assistance import Assistance
from assist.domain.case import Case
from assist.domain.insights import CaseFacts, OpenQuestion, QuestionGroup
from assist.domain.pack import Category
from assist.domain.text import LocalText
from assist.intake import TranscriptIntake
from assist.store.cases import SqlCaseStore
from assist.store.database import open_database
from assist.store.insights import SqlInsightStore
from assist.store.team_insights import TeamInsights
from assist.ui.insights.naming import lasting
from assist.ui.insights.window import InsightsWindow
from assist.ui.window import Sidebar
from benchmarks.insights import fill
from tests.store.test_team_insights import export
from tests.ui import fakes, sample
from tests.ui.conftest import Make, wait_until


class ByText:
    """Groups texts that are equal."""

    def group(self, texts: Sequence[str]) -> tuple[int, ...]:
        return tuple(list(texts).index(t) for t in texts)


class ClockOfMay(fakes.FakeClock):
    def now(self) -> str:
        return "2026-05-31T09:30:00Z"


@pytest.fixture
def month(tmp_path: Path) -> Iterator[SqlCaseStore]:
    store = SqlCaseStore(open_database(tmp_path / "month.db", bytes(32)))
    fill(store, 6000)
    yield store
    store.close()


def opened(make: Make, kept: SqlCaseStore, **changes: object) -> tuple[Sidebar, InsightsWindow]:
    sidebar = make(
        fakes.parts(insights=SqlInsightStore(kept.database), grouper=ByText(), clock=ClockOfMay(), **changes)
    )
    sidebar.open_insights()
    assert isinstance(sidebar.insights, InsightsWindow)
    return sidebar, sidebar.insights


def test_the_window_counts_the_month_and_groups_what_stayed_open(make: Make, qtbot: QtBot, month: SqlCaseStore) -> None:
    _, window = opened(make, month)
    wait_until(qtbot, lambda: window.found is not None)
    assert window.found is not None
    assert "with an open question" in window.summary.text()
    assert 1 <= len(window.found.groups) <= 7
    QTest.keyClick(window.gaps, Qt.Key.Key_Down)
    QTest.keyClick(window.gaps, Qt.Key.Key_Return)
    assert window.found.groups[0].questions[0].text in window.details.text()
    window.grab()


@pytest.mark.parametrize("name", ["days", "categories", "moods", "cards", "gaps", "own"])
def test_a_bar_leads_to_the_conversations_behind_it_and_to_one_of_them_to_read(
    make: Make, qtbot: QtBot, month: SqlCaseStore, name: str
) -> None:
    _, window = opened(make, month, store=month)
    wait_until(qtbot, lambda: window.found is not None)
    chart, pane = getattr(window, name), window.evidence
    QTest.keyClick(chart, Qt.Key.Key_Right if name == "days" else Qt.Key.Key_Down)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    wait_until(qtbot, lambda: pane.model.rowCount() > 0 and pane.turns.rowCount() == 10)
    assert str(pane.model.rowCount()) in pane.title.text()
    first = pane.model.cases[0].case_id
    assert [t.text for t in pane.turns._turns] == [t.text for t in month.case(first).conversation.turns]  # type: ignore[union-attr]
    before = pane.turns._turns
    pane.list.setCurrentIndex(pane.model.index(1))
    wait_until(qtbot, lambda: pane.turns._turns != before)
    window.grab()
    window._escape()
    assert pane.isHidden()
    assert window.isVisible()


def test_a_category_that_the_pack_has_no_more_keeps_its_name(make: Make, qtbot: QtBot, month: SqlCaseStore) -> None:
    once = replace(sample.PACK, categories=(Category("refund_status", LocalText.of("Where is my refund?")),))
    make(fakes.parts(insights=SqlInsightStore(month.database), understanding=fakes.FakeUnderstanding(pack=once)))
    wait_until(qtbot, lambda: "category:refund_status" in SqlInsightStore(month.database).names())
    _, window = opened(make, month)
    wait_until(qtbot, lambda: window.found is not None)
    assert "Where is my refund? " in window.categories.accessibleName()
    assert "refund_status" not in window.categories.accessibleName()


def test_a_paste_that_was_split_off_and_taken_back_is_no_case_of_the_insights(
    make: Make, qtbot: QtBot, month: SqlCaseStore
) -> None:
    insights = SqlInsightStore(month.database)
    before = insights.figures().cases
    answers = fakes.FakeUnderstanding(lambda c: Assistance(c.id, c.version, len(c.turns) - 1, "en"))
    window = make(
        fakes.parts(
            understanding=answers, insights=insights, store=month, clock=ClockOfMay(), intake=TranscriptIntake()
        )
    )
    control = window.controller
    control.paste("Ann: Hi, my kettle leaks.\nAgent: How can I help?\nAnn: Please send a new one.")
    first = control.desk.case.id
    control.paste("Bob: Hello, I was charged twice.\nAgent: How can I help?\nBob: Pay it back.")
    second = control.desk.case.id
    wait_until(qtbot, lambda: insights.facts(second) is not None)
    control.undo()
    wait_until(qtbot, lambda: insights.facts(second) is None and not control.saver.pending)
    assert control.desk.case.id == first
    assert month.case(second) is None
    assert month.feedback(second) == ()
    wait_until(qtbot, lambda: insights.figures().cases == before + 1)


def test_a_team_s_exports_are_shown_without_small_groups_and_without_conversations(
    make: Make, qtbot: QtBot, month: SqlCaseStore, tmp_path: Path
) -> None:
    ask = fakes.FakeAsker()
    _, window = opened(make, month, store=month, ask=ask, team_insights=TeamInsights)
    wait_until(qtbot, lambda: window.found is not None)
    own = window.summary.text()
    ask.open_from = tmp_path
    window.whose.click()
    wait_until(qtbot, lambda: "no export is in it" in window._toast.text())
    assert window.summary.text() == own, "no export there: what is shown stays"
    ask.open_from = export(tmp_path, 6)
    window.whose.click()
    wait_until(qtbot, lambda: "13 conversations" in window.summary.text() and not window._tasks.busy("insights"))
    assert window.categories.accessibleName() == "Categories: Late delivery 11 +20%"
    QTest.keyClick(window.gaps, Qt.Key.Key_Down)
    QTest.keyClick(window.gaps, Qt.Key.Key_Return)
    wait_until(qtbot, lambda: window.evidence.model.rowCount() == 5)
    assert window.evidence.reading.isHidden()
    window.whose.click()
    wait_until(qtbot, lambda: window.summary.text() == own)


@pytest.mark.parametrize(
    ("seconds", "words"), [(45, "45 s"), (60, "1 min"), (1500, "25 min"), (11_100, "3 h 5 min"), (93_660, "1 d 2 h")]
)
def test_times_are_told_in_the_units_that_tell(seconds: float, words: str) -> None:
    assert lasting(seconds) == words


def test_a_filter_counts_anew(make: Make, qtbot: QtBot, month: SqlCaseStore) -> None:
    _, window = opened(make, month)
    wait_until(qtbot, lambda: window.found is not None)
    window.period.setCurrentIndex(0)
    wait_until(qtbot, lambda: window.found is not None and len(window.found.figures.days) == 7)
    window.language.setCurrentIndex(2)
    wait_until(qtbot, lambda: "No conversation" in window.summary.text())


@pytest.mark.parametrize("kind", ["csv", "html"])
def test_what_is_shown_can_be_saved(make: Make, qtbot: QtBot, month: SqlCaseStore, tmp_path: Path, kind: str) -> None:
    ask = fakes.FakeAsker()
    ask.save_to = tmp_path / f"out.{kind}"
    _, window = opened(make, month, ask=ask)
    wait_until(qtbot, lambda: window.found is not None)
    window.export(kind)
    wait_until(qtbot, ask.save_to.exists)
    assert "2026-05" in ask.save_to.read_text("utf-8")


def test_a_case_on_screen_is_counted_and_a_search_without_a_hit_is_kept(
    make: Make, qtbot: QtBot, month: SqlCaseStore
) -> None:
    insights = SqlInsightStore(month.database)
    before = insights.figures().cases
    case = Case(replace(sample.talk(), id="on-screen"))
    window = make(fakes.parts(insights=insights, store=month, clock=ClockOfMay(), first_case=case))
    wait_until(qtbot, lambda: insights.figures().cases == before + 1)
    window.panels.hits.search_wanted.emit("zzzz")
    wait_until(qtbot, lambda: any(q.searched and q.text == "zzzz" for q in insights.open_questions()))


@pytest.mark.parametrize(
    ("searched", "said"), [((True, True), "2 searched"), ((True, False), "2 · 1 searched"), ((False, False), "2")]
)
def test_a_gap_says_how_often_it_was_asked_and_how_often_of_that_searched(
    make: Make, qtbot: QtBot, month: SqlCaseStore, searched: tuple[bool, ...], said: str
) -> None:
    _, window = opened(make, month)
    wait_until(qtbot, lambda: window.found is not None)
    assert window.found is not None
    group = QuestionGroup(tuple(OpenQuestion("who is it", "c", "2026-05-01", s) for s in searched))
    window._counted(replace(window.found, groups=(group,)))
    assert window.gaps.accessibleName().endswith(f": who is it {said}")


def test_of_one_typing_the_longest_text_counts_once_it_ended(make: Make, qtbot: QtBot, month: SqlCaseStore) -> None:
    insights = SqlInsightStore(month.database)
    window = make(fakes.parts(insights=insights, store=month, clock=ClockOfMay()))
    hits, misses = window.panels.hits, window.panels._misses
    for typed in ("zzzz who", "zzzz who is", "zzzz wh"):
        hits.typing.emit()
        misses.answered(typed, found=False)
    hits.typing.emit()
    misses.answered("yyyy", found=False)  # other words: the typing before ended
    misses.answered("yyyy tent", found=True)
    hits.box.editingFinished.emit()
    wait_until(qtbot, lambda: not window.controller.saver.pending)
    assert [q.text for q in insights.open_questions() if q.searched and q.text[0] in "yz"] == ["zzzz who is"]


def test_a_case_all_of_whose_turns_were_taken_back_does_not_count(
    make: Make, qtbot: QtBot, month: SqlCaseStore
) -> None:
    insights = SqlInsightStore(month.database)
    answers = fakes.FakeUnderstanding(lambda c: Assistance(c.id, c.version, len(c.turns) - 1, "en", refused=True))
    window = make(fakes.parts(understanding=answers, insights=insights, store=month, intake=TranscriptIntake()))
    control = window.controller
    control.paste("Ann: Hi, do you rent tents?\nAgent: Let me look.\nAnn: Thanks a lot!")
    case = control.desk.case.id
    wait_until(qtbot, lambda: insights.facts(case) is not None)
    control.paste("Ann: Hi, do you rent tents?\nAgent: Let me look.\nAnn: Thanks a lot!\nAnn: And do you sell kayaks?")
    wait_until(qtbot, lambda: "kayaks" in (insights.facts(case) or NO_FACTS).open_question)
    control.undo()
    wait_until(qtbot, lambda: (insights.facts(case) or NO_FACTS).turns == 3)
    assert "kayaks" not in (insights.facts(case) or NO_FACTS).open_question
    control.undo()
    wait_until(qtbot, lambda: insights.facts(case) is None)


NO_FACTS = CaseFacts("", "")


def test_where_nothing_is_kept_there_is_nothing_to_count(make: Make, qtbot: QtBot) -> None:
    window = make(fakes.parts())
    with qtbot.waitSignal(window.controller.notices.said) as said:
        window.open_insights()
    assert "nothing to count" in said.args[0]
