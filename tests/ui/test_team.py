"""The team's channel in the window: notices, updates between conversations, going back, proposing, reviewing."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from assist.domain.case import Case
from assist.domain.channel import Proposal, TeamNews, TeamNotice, Update
from assist.domain.errors import ChannelFailed, Untrusted
from assist.domain.pack import KeptVersion, Pack
from assist.domain.settings import Settings
from assist.services.ports import Progress
from assist.services.team import TeamChannel
from assist.ui.panels.proposals import ProposeSheet, ReviewSheet
from assist.ui.panels.settings import SettingsSheet
from assist.ui.panels.updates import UpdatesSheet
from assist.ui.window import Sidebar
from tests.ui import fakes, sample
from tests.ui.conftest import Make, wait_until

HOME = Path("/home/packs/northwind")
NOTICE = TeamNotice(
    "n1", "Payments are down", "We are working on it.", "2026-05-01T09:00:00Z", "2026-05-01T13:00:00Z", "Anna"
)
READY = Update("northwind", "Northwind", "1.5.0", "Faster refunds")


class Clock:
    def __init__(self) -> None:
        self.at = "2026-05-01T09:30:00Z"

    def now(self) -> str:
        return self.at

    def monotonic(self) -> float:
        return 0.0


class FakeTeam(TeamChannel):
    """A channel in memory."""

    def __init__(self) -> None:
        self.here = "https://files.example/knowledge"
        self.news = TeamNews()
        self.old = TeamNews()
        self.fault: Exception | None = None
        self.looks: list[bool] = []
        self.received: list[bool] = []
        self.taken: list[str] = []
        self.rolled: list[str] = []
        self.queue: list[Proposal] = []
        self.accepted: list[str] = []
        self.texts: list[str] = []
        self.keys: list[str] = []
        self.installed = True
        self.used: Path | None = None
        self.first: Path | None = None

    def where(self) -> str:
        return self.here

    def remembered(self) -> TeamNews:
        return self.old

    def look(self) -> TeamNews:
        self.looks.append(False)
        if self.fault is not None:
            raise self.fault
        return self.news

    def receive(self, progress: Progress, *, now: bool = False) -> TeamNews:
        self.received.append(now)
        return self.news

    def take(self, pack_id: str) -> Path | None:
        self.taken.append(pack_id)
        self.news = replace(self.news, ready=())
        return HOME / "1.5.0-abc"

    def current(self, pack_id: str) -> Path | None:
        return self.used

    def newcomer(self) -> Path | None:
        return self.first

    def versions(self, pack_id: str) -> tuple[KeptVersion, ...]:
        return (
            KeptVersion("1.5.0", "1.5.0-abc", "next", "Anna", "2026-04-30T10:00:00Z"),
            KeptVersion("1.4.0", "1.4.0-abc", "current", "Anna", "2026-03-01T10:00:00Z"),
            KeptVersion("1.3.0", "1.3.0-abc"),
        )

    def roll_back(self, pack_id: str, version: str) -> Path:
        self.rolled.append(version)
        return HOME / f"{version}-abc"

    def propose(self, proposal: Proposal) -> None:
        self.queue.append(proposal)

    def proposals(self) -> tuple[Proposal, ...]:
        return tuple(self.queue)

    def accept(self, proposal: Proposal, pack: Path) -> Path:
        self.accepted.append(proposal.title)
        self.texts.append(proposal.text)
        self.queue = [p for p in self.queue if p.title != proposal.title]
        return pack / "snippets" / "new.md"

    def reject(self, proposal: Proposal) -> None:
        self.queue.remove(proposal)

    def pinned(self) -> tuple[str, ...]:
        return ("Anna (1234 5678 9abc def0)",)

    def pin(self, key: str) -> str:
        self.keys.append(key)
        return "Bo"

    def is_installed(self, folder: Path) -> bool:
        return self.installed

    def keep_login(self, login: str) -> None:
        self.keys.append(login)


@pytest.fixture
def team() -> FakeTeam:
    return FakeTeam()


@pytest.fixture
def clock() -> Clock:
    return Clock()


def sidebar(
    make: Make, qtbot: QtBot, team: FakeTeam, clock: Clock, *, talking: bool = True, **changes: object
) -> Sidebar:
    pack: Pack = replace(sample.PACK, root=str(HOME / "1.4.0-abc"))
    window = make(
        team=team,
        clock=clock,
        first_case=Case(sample.talk()) if talking else None,
        understanding=fakes.FakeUnderstanding(sample.rebased, pack),
        settings=Settings(language="en", theme="light", reserve_space=False, channel=team.here),
        **changes,
    )
    wait_until(qtbot, lambda: bool(team.looks) == bool(team.here) and not window.team.desk.busy)
    return window


def texts(sheet: object) -> str:
    assert isinstance(sheet, UpdatesSheet | ReviewSheet)
    return "\n".join(w.text() for w in sheet.findChildren(QLabel) if w.isVisibleTo(sheet))


def button(sheet: object, word: str) -> QPushButton:
    assert isinstance(sheet, UpdatesSheet | ReviewSheet | ProposeSheet)
    return next(b for b in sheet.findChildren(QPushButton) if b.text() == word and b.isVisibleTo(sheet))


def opened(window: Sidebar) -> list[Path]:
    source = window.controller.knowledge._source
    return [source] if source is not None else []


def test_without_a_channel_nobody_is_asked(make: Make, qtbot: QtBot, team: FakeTeam, clock: Clock) -> None:
    team.here = ""
    window = sidebar(make, qtbot, team, clock)
    window.team.desk.look()
    assert team.looks == []
    window.open_updates()
    wait_until(qtbot, lambda: "No channel is configured" in texts(window.sheet))


def test_a_notice_is_a_banner_with_a_reply_to_insert_and_ends_by_itself(
    make: Make, qtbot: QtBot, team: FakeTeam, clock: Clock
) -> None:
    team.news = TeamNews(notices=(NOTICE,))
    window = sidebar(make, qtbot, team, clock)
    wait_until(qtbot, lambda: window.controller.notices.get("team-n1") is not None)
    banner = window.controller.notices.get("team-n1")
    assert banner is not None
    assert banner.text.endswith("Payments are down")
    assert (banner.action, banner.closable) == ("Insert reply", True)
    assert banner.act is not None
    banner.act()
    typist = window._parts.typist
    assert isinstance(typist, fakes.FakeTypist)
    assert typist.copied == ["We are working on it."]
    clock.at = "2026-05-01T13:00:00Z"
    window.team.desk._expire()
    assert window.controller.notices.get("team-n1") is None


def test_a_notice_put_away_does_not_come_back(make: Make, qtbot: QtBot, team: FakeTeam, clock: Clock) -> None:
    team.news = TeamNews(notices=(NOTICE,))
    window = sidebar(make, qtbot, team, clock)
    wait_until(qtbot, lambda: window.controller.notices.get("team-n1") is not None)
    window.controller.notices.drop("team-n1")
    window.team.desk.look()
    wait_until(qtbot, lambda: len(team.looks) == 2 and not window.team.desk.busy)
    assert window.controller.notices.get("team-n1") is None


def test_what_was_heard_before_is_shown_while_the_channel_is_away(
    make: Make, qtbot: QtBot, team: FakeTeam, clock: Clock
) -> None:
    team.old, team.fault = TeamNews(notices=(NOTICE,)), ChannelFailed("files.example: it cannot be reached")
    window = sidebar(make, qtbot, team, clock)
    wait_until(qtbot, lambda: window.team.desk.fault != "")
    assert window.controller.notices.get("team-n1") is not None
    assert window.controller.notices.get("channel") is None, "being offline is no alarm"
    window.open_updates()
    wait_until(qtbot, lambda: "Not reached: files.example: it cannot be reached" in texts(window.sheet))


def test_a_channel_that_is_not_to_be_trusted_is_said(make: Make, qtbot: QtBot, team: FakeTeam, clock: Clock) -> None:
    team.fault = Untrusted("files.example serves an old index, played back; nothing was taken")
    window = sidebar(make, qtbot, team, clock)
    wait_until(qtbot, lambda: window.controller.notices.get("channel") is not None)


def test_an_update_waits_for_the_next_conversation(make: Make, qtbot: QtBot, team: FakeTeam, clock: Clock) -> None:
    team.news = TeamNews(ready=(READY,))
    window = sidebar(make, qtbot, team, clock)
    wait_until(qtbot, lambda: window.team.desk.news.ready == (READY,))
    assert team.taken == []
    assert window.panels.status._update.text() == "↑ 1.5"
    window.new_case()
    wait_until(qtbot, lambda: opened(window) == [HOME / "1.5.0-abc"])
    assert team.taken == ["northwind"]
    assert not window.panels.status._update.isVisible()


def test_a_version_a_command_put_in_use_is_opened_with_the_next_conversation(
    make: Make, qtbot: QtBot, team: FakeTeam, clock: Clock
) -> None:
    window = sidebar(make, qtbot, team, clock)
    team.used = HOME / "1.4.2-abc"
    window.new_case()
    wait_until(qtbot, lambda: opened(window) == [HOME / "1.4.2-abc"])


OTHER = Update("bruno", "Bruno Coffee", "0.1.1")


def test_what_is_said_to_come_with_the_next_conversation_comes(
    make: Make, qtbot: QtBot, team: FakeTeam, clock: Clock
) -> None:
    team.news = TeamNews(ready=(OTHER,))
    located: list[str] = []

    def locate(name: str) -> Path:
        located.append(name)
        return HOME.parent / "bruno"

    window = sidebar(make, qtbot, team, clock, pack_source=fakes.RESOURCES / "packs" / "northwind", locate_pack=locate)
    wait_until(qtbot, lambda: window.team.desk.news.ready == (OTHER,))
    assert window.team.desk.comes("bruno")
    window.new_case()
    wait_until(qtbot, lambda: located == ["bruno"])
    wait_until(qtbot, lambda: opened(window) == [HOME.parent / "bruno"])


def test_a_pack_named_at_the_start_stays_and_another_is_not_said_to_come(
    make: Make, qtbot: QtBot, team: FakeTeam, clock: Clock
) -> None:
    team.news = TeamNews(ready=(OTHER,))
    source = fakes.RESOURCES / "packs" / "northwind"
    window = sidebar(make, qtbot, team, clock, pack_source=source, pack_given=True)
    wait_until(qtbot, lambda: window.team.desk.news.ready == (OTHER,))
    assert not window.team.desk.comes("bruno")
    window.new_case()
    assert team.taken == []
    window.open_updates()
    wait_until(qtbot, lambda: "was chosen by hand and stays" in texts(window.sheet))
    button(window.sheet, "Use it now").click()
    wait_until(qtbot, lambda: opened(window) == [HOME / "1.5.0-abc"])


def test_a_pack_received_by_a_command_takes_the_sample_s_place_with_the_next_conversation(
    make: Make, qtbot: QtBot, team: FakeTeam, clock: Clock
) -> None:
    window = sidebar(make, qtbot, team, clock, pack_source=fakes.RESOURCES / "packs" / "northwind")
    team.first = HOME.parent / "bruno" / "0.1.1-abc"
    window.new_case()
    wait_until(qtbot, lambda: opened(window) == [team.first])


def test_an_update_with_no_conversation_open_is_used_at_once(
    make: Make, qtbot: QtBot, team: FakeTeam, clock: Clock
) -> None:
    team.news = TeamNews(ready=(READY,))
    window = sidebar(make, qtbot, team, clock, talking=False)
    wait_until(qtbot, lambda: opened(window) == [HOME / "1.5.0-abc"])


def test_the_update_sheet_shows_what_is_ready_to_come_and_kept(
    make: Make, qtbot: QtBot, team: FakeTeam, clock: Clock
) -> None:
    team.news = TeamNews(ready=(READY,), coming=(replace(READY, version="1.6.0", due="2026-05-01T10:00:00Z"),))
    window = sidebar(make, qtbot, team, clock)
    wait_until(qtbot, lambda: window.team.desk.news.ready == (READY,))
    window.open_updates()
    wait_until(qtbot, lambda: "1.3.0" in texts(window.sheet))
    said = texts(window.sheet)
    assert "Northwind 1.5.0 is ready" in said
    assert "Faster refunds" in said
    assert "Northwind 1.6.0 comes at" in said
    assert "1.4.0 · in use · signed by Anna" in said
    assert "1.3.0 · not signed" in said
    button(window.sheet, "Take it now").click()
    wait_until(qtbot, lambda: team.received == [True])


def test_one_click_goes_back_to_a_version_that_is_kept(make: Make, qtbot: QtBot, team: FakeTeam, clock: Clock) -> None:
    window = sidebar(make, qtbot, team, clock)
    window.open_updates()
    wait_until(qtbot, lambda: "1.3.0" in texts(window.sheet))
    backs = [b for b in window.sheet.findChildren(QPushButton) if b.text() == "Use this"]  # type: ignore[union-attr]
    assert [b.accessibleName() for b in backs] == ["Use version 1.5.0", "Use version 1.3.0"]
    backs[1].click()
    wait_until(qtbot, lambda: opened(window) == [HOME / "1.3.0-abc"])
    assert team.rolled == ["1.3.0"]


def test_a_proposed_reply_is_masked_before_it_leaves(make: Make, qtbot: QtBot, team: FakeTeam, clock: Clock) -> None:
    window = sidebar(make, qtbot, team, clock)
    window.team.open_propose("Dear Crystal, write to crystal@example.com please.")
    sheet = window.sheet
    assert isinstance(sheet, ProposeSheet)
    assert "crystal@example.com" not in sheet.text.toPlainText()
    sheet.title_line.setText("Write to us")
    sheet.text.setPlainText(sheet.text.toPlainText() + " Or call 0171 5550 1234.")
    sheet.send_button.click()
    wait_until(qtbot, lambda: len(team.queue) == 1)
    (sent,) = team.queue
    assert (sent.kind, sent.pack, sent.title) == ("snippet", "northwind", "Write to us")
    assert "5550" not in sent.text
    assert "{{email}}" in sent.text


def test_personal_data_typed_into_a_proposal_is_shown_as_it_leaves_and_enter_sends_it(
    make: Make, qtbot: QtBot, team: FakeTeam, clock: Clock
) -> None:
    window = sidebar(make, qtbot, team, clock)
    window.team.open_propose("Hello")
    sheet = window.sheet
    assert isinstance(sheet, ProposeSheet)
    assert sheet.leaves.isHidden()
    sheet.title_line.setText("Write to us")
    sheet.text.setPlainText("The gift card is 82736201998.")
    assert "82736201998" not in sheet.leaves.text()
    assert not sheet.leaves.isHidden()
    wait_until(qtbot, sheet.send_button.isVisible)
    sheet.send_button.setFocus()
    QTest.keyClick(sheet.send_button, Qt.Key.Key_Return)
    wait_until(qtbot, lambda: len(team.queue) == 1)
    assert "82736201998" not in team.queue[0].text


def test_a_reply_that_hides_personal_data_is_accepted_only_as_the_lead_edited_it(
    make: Make, qtbot: QtBot, team: FakeTeam, clock: Clock
) -> None:
    team.queue = [Proposal("snippet", "northwind", "One", "Yes, [NAME1] and [NAME2].", at=clock.at, who="Desk 7")]
    team.installed = False
    window = sidebar(make, qtbot, team, clock)
    window.team.open_review()
    wait_until(qtbot, lambda: "One" in texts(window.sheet))
    assert not button(window.sheet, "Accept").isEnabled()
    assert isinstance(window.sheet, ReviewSheet)
    editor = window.sheet.findChild(QPlainTextEdit)
    assert isinstance(editor, QPlainTextEdit)
    editor.setPlainText("Yes, both of you.")
    button(window.sheet, "Accept").click()
    wait_until(qtbot, lambda: team.texts == ["Yes, both of you."])


def test_a_text_with_a_mask_is_handed_to_no_customer(make: Make, qtbot: QtBot, team: FakeTeam, clock: Clock) -> None:
    window = sidebar(make, qtbot, team, clock)
    assert not window.controller.table.hand_over("Yes, Ms [NAME1].")
    assert window.controller.table.hand_over("Yes [1].")


def test_a_reply_without_title_or_text_cannot_be_sent(make: Make, qtbot: QtBot, team: FakeTeam, clock: Clock) -> None:
    window = sidebar(make, qtbot, team, clock)
    window.team.open_propose("Hello")
    sheet = window.sheet
    assert isinstance(sheet, ProposeSheet)
    sheet.title_line.clear()
    assert not sheet.send_button.isEnabled()


def test_a_lead_accepts_into_a_folder_of_their_own_and_rejects(
    make: Make, qtbot: QtBot, team: FakeTeam, clock: Clock
) -> None:
    team.queue = [Proposal("snippet", "northwind", t, "text", at=clock.at, who="Desk 7") for t in ("One", "Two")]
    window = sidebar(make, qtbot, team, clock)
    window.team.open_review()
    wait_until(qtbot, lambda: "One" in texts(window.sheet))
    assert "this is an installed version" in texts(window.sheet)
    assert not button(window.sheet, "Accept").isEnabled()
    team.installed = False
    window.team.open_review()
    wait_until(qtbot, lambda: "One" in texts(window.sheet) and button(window.sheet, "Accept").isEnabled())
    button(window.sheet, "Accept").click()
    wait_until(qtbot, lambda: "One" not in texts(window.sheet) and "Two" in texts(window.sheet))
    button(window.sheet, "Reject").click()
    wait_until(qtbot, lambda: "No proposals wait." in texts(window.sheet))
    assert team.accepted == ["One"]


def test_the_settings_name_channel_and_key_and_the_desk_looks_there(
    make: Make, qtbot: QtBot, team: FakeTeam, clock: Clock
) -> None:
    window = sidebar(make, qtbot, team, clock)
    window.open_settings()
    sheet = window.sheet
    assert isinstance(sheet, SettingsSheet)
    rows = {w.accessibleName(): w for w in sheet.findChildren(QLineEdit)}
    assert rows["Lead's public key"].placeholderText().startswith("Anna (1234")
    rows["Channel"].setText("https://other.example/knowledge")
    rows["Lead's public key"].setText("ed25519:x")
    before = len(team.looks)
    sheet._save()
    wait_until(qtbot, lambda: team.keys == ["ed25519:x"] and len(team.looks) > before)
    assert window.controller.settings.channel == "https://other.example/knowledge"


def test_what_is_due_is_fetched_while_notices_go_on_being_heard(
    make: Make, qtbot: QtBot, team: FakeTeam, clock: Clock
) -> None:
    gate = threading.Event()
    fetch = team.receive

    def slow(progress: Progress, *, now: bool = False) -> TeamNews:
        gate.wait(20)
        return fetch(progress, now=now)

    team.receive = slow  # type: ignore[method-assign]  # a large pack being embedded
    team.news = TeamNews(coming=(replace(READY, due="2026-05-01T09:00:00Z"),))
    window = sidebar(make, qtbot, team, clock)
    wait_until(qtbot, lambda: window.team.desk.receiving)
    team.news = TeamNews(coming=team.news.coming, notices=(NOTICE,))
    window.team.desk.look()
    wait_until(qtbot, lambda: window.controller.notices.get("team-n1") is not None)
    assert window.team.desk.receiving
    team.news = TeamNews(ready=(READY,), notices=(NOTICE,))
    gate.set()
    wait_until(qtbot, lambda: window.team.desk.news.ready == (READY,))
    assert team.received == [False]
