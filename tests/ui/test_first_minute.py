"""What a new user meets: something to try, and advice in the window's language."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from assist.domain.assistance import Assistance, CaseForm, NextStep
from assist.domain.case import Case
from assist.domain.pack import Tone
from assist.domain.settings import Settings
from assist.domain.text import LocalText
from assist.packs.reader import read_pack
from assist.ui import for_agent
from assist.ui.look import Look
from assist.ui.theme import LIGHT
from tests.ui import sample
from tests.ui.conftest import Make, wait_until
from tests.ui.fakes import RESOURCES


def test_the_sample_conversation_is_offered_and_opened(make: Make, qtbot: QtBot, file: Path) -> None:
    asked: list[str] = []

    def give(locale: str) -> Path:
        asked.append(locale)
        return file

    window = make(sample=give, settings=Settings(language="zh_CN", reserve_space=False))
    offer = window.panels.conversation._sample
    assert offer.isVisible()
    offer.click()
    wait_until(qtbot, lambda: bool(window.controller.conversation.turns))
    assert set(asked) == {"zh_CN"}
    assert not offer.isVisible()


def test_nothing_is_offered_where_a_team_has_its_own_knowledge(make: Make, qtbot: QtBot) -> None:
    assert not make().panels.conversation._sample.isVisible()


def test_advice_is_in_the_windows_language(make: Make, qtbot: QtBot) -> None:
    window = make(settings=Settings(language="zh_CN", reserve_space=False), first_case=Case(sample.talk()))
    control = window.controller
    wait_until(qtbot, lambda: control.shown is not None and control.knowledge.pack is not None)
    assert control.shown is not None
    assert control.shown.mood is not None
    assert control.knowledge.pack is not None
    advice = LocalText((("en", "Soothe first."), ("zh", "先安抚。")))
    tone = Tone(control.shown.mood.label.value, advice)
    control.knowledge.pack = replace(control.knowledge.pack, tones=(tone,))
    shown = for_agent.mood(control.shown, control.knowledge.pack, window.look)
    assert shown is not None
    assert shown.advice == "先安抚。"


def test_a_demonstration_keeps_nothing_and_does_not_warn_of_it(make: Make, qtbot: QtBot) -> None:
    window = make(store=None, demo=True)
    wait_until(qtbot, lambda: window.controller.notices.get("store") is not None)
    notice = window.controller.notices.get("store")
    assert notice is not None
    assert (notice.icon, notice.closable) == ("info", True)


def test_the_next_step_is_in_the_windows_language_and_the_question_in_the_customers(qapp: object) -> None:
    pack = read_pack(RESOURCES / "packs" / "northwind")
    playbook = next(p for p in pack.playbooks if any(s.needs for s in p.steps))
    step = next(s for s in playbook.steps if s.needs)
    form = next(f for f in pack.forms if f.field(step.needs[0]) is not None)
    field = form.field(step.needs[0])
    assert field is not None
    title, do = step.title.get("zh"), step.action.get("zh")
    was = NextStep(playbook.id, step.id, title, do, "请问？", "还缺", playbook.title.get("zh"))
    found = Assistance("c", 1, 0, "zh", form=CaseForm(form.id), next_step=was)
    shown = for_agent.next_step(found, pack, Look(LIGHT, RESOURCES / "icons", "en"))
    assert shown is not None
    assert (shown.title, shown.ask) == (step.title.get("en"), "请问？")
    assert shown.playbook_title == playbook.title.get("en")
    assert field.label.get("en") in shown.reason
    assert for_agent.next_step(found, pack, Look(LIGHT, RESOURCES / "icons", "zh_CN")) is was
