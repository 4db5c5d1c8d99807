"""What comes by itself is offered, or taken in where the agent named the window; never from a password manager."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from pytestqt.qtbot import QtBot

from assist.domain.settings import Settings
from assist.intake import TranscriptIntake
from assist.ui.clipboard_watch import (
    PAUSED,
    WAITING,
    WATCHING,
    ClipboardWatch,
    concealed,
    is_password_manager,
    matches,
    patterns_of,
)
from assist.ui.front import Front
from assist.ui.tasks import Tasks
from assist.ui.window import Sidebar
from tests.ui import fakes, sample
from tests.ui.conftest import Make, wait_until

CHAT = "Anna Smith: my lamp is broken\nAgent: How can I help?"


def settings(**changes: str) -> Settings:
    return Settings(language="en", theme="light", reserve_space=False, **changes)  # type: ignore[arg-type]  # by name


def texts(window: Sidebar) -> list[str]:
    return [t.text for t in window.controller.conversation.turns]


def test_a_new_file_is_offered_and_opened_when_asked(make: Make, qtbot: QtBot, tmp_path: Path) -> None:
    window = make(
        reader=TranscriptIntake(),
        understanding=fakes.FakeUnderstanding(sample.rebased),
        settings=settings(watch_folder=str(tmp_path)),
    )
    folder, notices = window.incoming.folder, window.controller.notices
    assert folder is not None
    wait_until(qtbot, lambda: folder.folder is not None and not window.tasks.busy("folder"))
    (tmp_path / "call.txt").write_text(CHAT, "utf-8")
    for _ in range(2):
        folder.look()
        wait_until(qtbot, lambda: not window.tasks.busy("folder"))
    wait_until(qtbot, lambda: notices.get("folder-new") is not None)
    notice = notices.get("folder-new")
    assert notice is not None
    assert notice.text == "1 new conversation: call"
    assert texts(window) == []
    assert notice.act is not None
    notice.act()
    assert texts(window) == ["my lamp is broken", "How can I help?"]
    assert notices.get("folder-new") is None


def test_a_folder_that_is_not_there_is_said_once(make: Make, qtbot: QtBot, tmp_path: Path) -> None:
    window = make(reader=TranscriptIntake(), settings=settings(watch_folder=str(tmp_path / "none")))
    wait_until(qtbot, lambda: window.controller.notices.get("folder") is not None)
    window.change_settings(settings())
    assert window.controller.notices.get("folder") is None


class Desktop:
    """A desktop whose front window a test chooses."""

    def __init__(self, qtbot: QtBot, setting: str) -> None:
        self.front: Front | None = Front("Northdesk CRM - Anna", "crm", 5)
        self.tasks = Tasks()
        self.watch = ClipboardWatch(TranscriptIntake(), self.tasks, lambda: 1, lambda: self.front)
        self.taken: list[str] = []
        self.watch.copied.connect(self.taken.append)
        self.watch.watch(setting)
        self._qtbot = qtbot

    def look_at(self, front: Front | None) -> str:
        self.front = front
        self.watch.look()
        return self.watch.state

    def copy(self, text: str, *formats: str) -> list[str]:
        data = QMimeData()
        data.setText(text)
        for name in formats:
            data.setData(name, b"secret")
        if self.watch.state == WATCHING:
            self.watch._take(data)
        wait_until(self._qtbot, lambda: not self.tasks.busy("clipboard"))
        self._qtbot.wait(1)  # the answer's event
        return self.taken

    def close(self) -> None:
        self.watch.stop()
        self.tasks.close()


@pytest.fixture
def desktop(qtbot: QtBot) -> object:
    made = Desktop(qtbot, "northdesk crm; *webchat*")
    yield made
    made.close()


def test_a_conversation_copied_in_a_named_window_is_taken_in(desktop: Desktop) -> None:
    assert desktop.look_at(Front("Northdesk CRM - Anna", "crm", 5)) == WATCHING
    assert desktop.copy(CHAT) == [CHAT]
    assert desktop.copy(CHAT) == [CHAT]


@pytest.mark.parametrize("text", ["A-88213", "anna@mail.test", "please call her back tomorrow", "", "\x00"])
def test_what_is_no_conversation_is_left_alone(desktop: Desktop, text: str) -> None:
    assert desktop.copy(text) == []


@pytest.mark.parametrize(
    ("front", "state"),
    [
        (Front("My webchat console", "firefox", 5), WATCHING),
        (Front("Notes", "gedit", 5), WAITING),
        (Front("Northdesk CRM", "assist", 1), WAITING),
        (None, WAITING),
        (Front("Passwords.kdbx - KeePassXC", "keepassxc", 5), PAUSED),
        (Front("Northdesk CRM", "1Password", 5), PAUSED),
        (Front("Bitwarden — Mozilla Firefox", "firefox", 5), PAUSED),
    ],
)
def test_the_window_in_front_decides(desktop: Desktop, front: Front | None, state: str) -> None:
    assert desktop.look_at(front) == state
    assert (desktop.copy(CHAT) == [CHAT]) is (state == WATCHING)


@pytest.mark.parametrize(
    "hint",
    [
        "x-kde-passwordManagerHint",
        "org.nspasteboard.ConcealedType",
        'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"',
    ],
)
def test_what_is_marked_as_secret_is_never_looked_at(desktop: Desktop, hint: str) -> None:
    assert concealed(["text/plain", hint])
    assert desktop.copy(CHAT, hint) == []


def test_patterns_are_parts_of_titles() -> None:
    assert patterns_of(" CRM ;; Web*chat；工单 ") == ("crm", "web*chat", "工单")
    assert matches("Acme crm 2", ("crm",))
    assert not matches("Mail", ("crm", "web*chat"))
    assert not is_password_manager(Front("Password reset - Northdesk CRM", "firefox"))


def test_the_status_line_says_what_is_watched(make: Make, qtbot: QtBot) -> None:
    window = make(settings=settings())
    bar = window.panels.status
    assert not bar._clipboard_icon.isVisible()
    for state, sign in (("watching", "on"), ("paused", "paused"), ("waiting", ""), ("blind", "?")):
        bar.show_clipboard(state, "Northdesk CRM")
        assert bar._clipboard.text() == sign
        assert bar._clipboard_icon.isVisible()
        assert bar._clipboard.accessibleName().startswith("Clipboard watch")
        assert ("Northdesk CRM" in bar._clipboard.accessibleName()) is (state in {"watching", "paused"})
    bar.show_clipboard("off", "")
    assert not bar._clipboard_icon.isVisible()
