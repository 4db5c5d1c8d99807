"""The clipboard, watched while a window the agent named is in front; never while a password manager is."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from fnmatch import fnmatchcase

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from assist.domain.conversation import Conversation, Speaker
from assist.services.ports import Intake
from assist.ui.front import Front, can_tell, front_window
from assist.ui.tasks import Tasks

LOOK_MS = 1000
LARGEST = 2_000_000  # characters; a copied chat is smaller
OFF, WAITING, WATCHING, PAUSED, BLIND = "off", "waiting", "watching", "paused", "blind"

PASSWORD_MANAGERS = (
    "keepass", "1password", "bitwarden", "lastpass", "dashlane", "enpass", "nordpass", "protonpass", "proton pass",
    "roboform", "keeper password", "keeperpassword", "password safe", "pwsafe", "passwordsafe", "buttercup",
    "strongbox", "seahorse", "passwords and keys", "kwallet", "keychain access", "com.apple.passwords",
    "sticky password", "zoho vault", "passbolt", "psono", "gopass", "qtpass", "authenticator", "密码管理", "密碼管理",
)  # fmt: skip
"""Parts of titles and program names, in small letters."""

_CONCEALED = (
    "x-kde-passwordManagerHint",
    "org.nspasteboard.ConcealedType",
    "org.nspasteboard.TransientType",
    "com.agilebits.onepassword",
    "ExcludeClipboardContentFromMonitorProcessing",
    "Clipboard Viewer Ignore",
)


def concealed(formats: list[str]) -> bool:
    """Whether whoever filled the clipboard asks that nobody looks."""
    return any(hint.casefold() in f.casefold() for f in formats for hint in _CONCEALED)


def is_password_manager(front: Front) -> bool:
    """Whether a window belongs to a password manager, by its title or its program."""
    where = f"{front.title}\n{front.program}".casefold()
    return any(name in where for name in PASSWORD_MANAGERS)


def patterns_of(setting: str) -> tuple[str, ...]:
    """The patterns of the setting: parts of titles, with ``*`` and ``?``, apart by ``;``."""
    return tuple(p.strip().casefold() for p in re.split(r"[;；\n]", setting) if p.strip())


def matches(title: str, patterns: tuple[str, ...]) -> bool:
    """Whether a title holds one of the patterns."""
    return any(fnmatchcase(title.casefold(), f"*{pattern}*") for pattern in patterns)


class ClipboardWatch(QObject):
    """Takes copied conversations in, and only those: text in which no speaker is found is left alone.

    ``changed`` is sent with every change of `state`; ``copied`` carries text to take in.
    """

    changed = Signal()
    copied = Signal(str)

    def __init__(
        self,
        intake: Intake,
        tasks: Tasks,
        own_window: Callable[[], int],
        front: Callable[[], Front | None] = front_window,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._intake = intake
        self._tasks = tasks
        self._own = own_window
        self._front = front
        self._patterns: tuple[str, ...] = ()
        self._last = 0  # the hash of the text that was last looked at
        self.state, self.title = OFF, ""
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        QGuiApplication.clipboard().dataChanged.connect(self._clipboard_changed)

    def watch(self, setting: str) -> None:
        """Windows with these titles from now on; empty: none, and nothing is looked at."""
        self._patterns = patterns_of(setting)
        if self._patterns and (can_tell() or self._front is not front_window):
            self._last = hash(QGuiApplication.clipboard().text())  # what was copied before is not taken
            self._timer.start()
            self.look()
        else:
            self._timer.stop()
            self._set(BLIND if self._patterns else OFF, "")

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._patterns = ()

    @Slot()
    def look(self) -> None:
        """Which window is in front now."""
        front = self._front()
        if front is None or front.window == self._own():
            self._set(WAITING, "")
        elif is_password_manager(front):
            self._set(PAUSED, front.program or front.title)
        elif matches(front.title, self._patterns):
            self._set(WATCHING, front.title)
        else:
            self._set(WAITING, "")
        if sys.platform == "darwin":  # nobody is told there that the clipboard changed
            if self.state == WATCHING:
                self._clipboard_changed()
            else:
                self._last = hash(QGuiApplication.clipboard().text())  # copied elsewhere: not taken later either

    def _set(self, state: str, title: str) -> None:
        if (state, title) != (self.state, self.title):
            self.state, self.title = state, title
            self.changed.emit()

    @Slot()
    def _clipboard_changed(self) -> None:
        if not self._timer.isActive():
            return
        clipboard = QGuiApplication.clipboard()
        if clipboard.ownsClipboard():
            return
        if sys.platform != "darwin":
            self.look()
        if self.state == WATCHING:
            self._take(clipboard.mimeData())

    def _take(self, data: QMimeData) -> None:
        if concealed(data.formats()) or not data.hasText():
            return
        text = data.text()
        if not text.strip() or hash(text) == self._last or len(text) > LARGEST:
            return
        self._last = hash(text)
        self._tasks.run(
            "clipboard", lambda _job: self._intake.read_text(text, "copied"), lambda c: self._read(c, text), _ignore
        )

    def _read(self, found: Conversation, text: str) -> None:
        """An order number, an address or a note is copied all day: only what has two turns is a conversation."""
        named = any(t.name or t.at or t.speaker is Speaker.AGENT for t in found.turns)
        if len(found.turns) >= 2 and named:
            self.copied.emit(text)


def _ignore(_error: Exception) -> None:
    """What is no conversation is none of ours."""
