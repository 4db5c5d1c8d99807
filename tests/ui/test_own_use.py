"""The agent's own use in the window: counted between conversations, shown on the card, switched off, forgotten."""

from __future__ import annotations

from dataclasses import replace

from pytestqt.qtbot import QtBot

from assist.domain.assistance import Assistance
from assist.domain.conversation import Conversation
from assist.domain.habits import NO_HABITS, Habit, Habits
from assist.domain.settings import Settings
from assist.ui.panels.settings import SettingsSheet
from assist.ui.window import Sidebar
from tests.ui import fakes, sample
from tests.ui.conftest import Make, wait_until

USED = Habits({("snippet:late-1", "late"): Habit(0.6, 6)})


class FakeHabits:
    def __init__(self) -> None:
        self.now = USED
        self.forgotten: list[str] = []

    def habits(self, today: str) -> Habits:
        return self.now

    def forget_use(self, at: str) -> None:
        self.forgotten.append(at)
        self.now = NO_HABITS


def window(make: Make, store: FakeHabits, **changes: object) -> Sidebar:
    settings = Settings(language="en", theme="light", reserve_space=False, **changes)  # type: ignore[arg-type]  # names are checked
    return make(fakes.parts(habits=store, settings=settings))


def test_it_is_counted_at_the_start_and_with_the_next_conversation_but_not_within_one(make: Make, qtbot: QtBot) -> None:
    store = FakeHabits()
    control = window(make, store).controller
    desk = control.desk
    wait_until(qtbot, lambda: desk.habits == USED)
    control.paste("c: where is my parcel")
    wait_until(qtbot, lambda: not control.working and not control.tasks.busy("habits"))
    store.now = NO_HABITS
    control.paste("c: and my tent")
    wait_until(qtbot, lambda: not control.working and not control.tasks.busy("habits"))
    assert desk.habits == USED
    control.new_case()
    wait_until(qtbot, lambda: desk.habits == NO_HABITS)


def test_switched_off_it_says_nothing_and_switched_on_again_it_does(make: Make, qtbot: QtBot) -> None:
    sidebar = window(make, FakeHabits(), adapt=False)
    control = sidebar.controller
    assert control.desk.habits == NO_HABITS
    sidebar.change_settings(replace(control.settings, adapt=True))
    wait_until(qtbot, lambda: control.desk.habits == USED)
    sidebar.change_settings(replace(control.settings, adapt=False))
    assert control.desk.habits == NO_HABITS


def test_one_click_in_the_settings_forgets_it(make: Make, qtbot: QtBot) -> None:
    store = FakeHabits()
    sidebar = window(make, store)
    wait_until(qtbot, lambda: sidebar.controller.desk.habits == USED)
    sidebar.open_settings()
    assert isinstance(sidebar.sheet, SettingsSheet)
    with qtbot.waitSignal(sidebar.controller.notices.said):
        sidebar.sheet.forget.click()
    assert store.forgotten == ["2026-05-01T09:30:00Z"]
    assert sidebar.controller.desk.habits == NO_HABITS


def test_a_card_and_an_article_that_use_moved_up_say_so(make: Make, qtbot: QtBot) -> None:
    def used(talk: Conversation) -> Assistance:
        found = sample.answer(talk)
        cards = (replace(found.suggestions[0], taken=6), *found.suggestions[1:])
        return replace(found, suggestions=cards, articles=(replace(found.articles[0], taken=3), *found.articles[1:]))

    sidebar = make(fakes.parts(understanding=fakes.FakeUnderstanding(used), habits=FakeHabits()))
    sidebar.controller.desk.load_conversation(sample.talk())
    sidebar.controller.open_case(sidebar.controller.desk.case)
    wait_until(qtbot, lambda: bool(sidebar.controller.places))
    view, hit = sidebar.panels.cards.views[0], sidebar.panels.hits.views[0]
    assert (view._count.text(), hit._taken.text()) == ("used 6×", "used 3×")
    assert "6 times for this" in view._count.accessibleName()
    assert sidebar.panels.cards.views[1]._count.isHidden()
