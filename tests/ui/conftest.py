"""The window's tests: Qt's own warnings fail a test, and so does a thread or a running timer it leaves behind."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from assist.ui.parts import UiParts
from assist.ui.window import Sidebar
from tests.ui import fakes

HARMLESS = ("propagateSizeHints", "This plugin does not support")  # the offscreen platform's own


@pytest.fixture(autouse=True)
def qt_warnings(qapp: object) -> Iterator[None]:
    """A warning of Qt's fails the test."""
    said: list[str] = []

    def listen(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and not any(h in text for h in HARMLESS):
            said.append(text)

    before = qInstallMessageHandler(listen)
    yield
    qInstallMessageHandler(before)
    assert said == []


@pytest.fixture(autouse=True)
def threads_end() -> Iterator[None]:
    """Every task's thread ends with the test."""
    yield
    deadline = time.monotonic() + 3
    while time.monotonic() < deadline and _task_threads():
        time.sleep(0.01)
    assert _task_threads() == []


def _task_threads() -> list[str]:
    return [t.name for t in threading.enumerate() if t.name.startswith("assist-task-")]


Make = Callable[..., Sidebar]


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Make]:
    """Make a sidebar from fakes, shown and started; closed at the end."""
    made: list[Sidebar] = []

    def build(given: UiParts | None = None, **changes: object) -> Sidebar:
        window = Sidebar(given or fakes.parts(**changes))
        made.append(window)
        window.resize(390, 1000)
        window.show()
        activate(qtbot, window)
        wait_until(qtbot, lambda: window.controller.knowledge.pack is not None)
        return window

    yield build
    for window in made:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def activate(qtbot: QtBot, window: QWidget) -> None:
    """Keys and focus need the active window; the offscreen platform forgets to say so now and then."""

    def active() -> bool:
        if not window.isActiveWindow():
            window.windowHandle().requestActivate()
        return window.isActiveWindow()

    qtbot.waitUntil(active, timeout=2000)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with a short conversation."""
    path = tmp_path / "chat.txt"
    path.write_text("c: Where is my tent?\na: Let me look.\nc: Please do.", "utf-8")
    return path


def wait_until(qtbot: QtBot, holds: Callable[[], bool]) -> None:
    """Let Qt work until something holds."""
    qtbot.waitUntil(holds, timeout=5000)
