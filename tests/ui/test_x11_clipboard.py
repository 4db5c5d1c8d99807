"""On a real X server: the clipboard of another program is taken in while its window is in front, and only then."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.ui.fakes import RESOURCES
from tests.ui.test_x11 import _end, _line, display  # noqa: F401 - the fixture

pytestmark = [
    pytest.mark.x11,
    pytest.mark.slow,
    pytest.mark.skipif(
        not all(shutil.which(tool) for tool in ("Xvfb", "openbox", "xprop", "xclip")),
        reason="Xvfb, openbox, xprop or xclip is missing",
    ),
]

PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from assist.intake import TranscriptIntake
from assist.ui.clipboard_watch import ClipboardWatch
from assist.ui.tasks import Tasks

app = QApplication(["crm"])
other = QPlainTextEdit()
other.setWindowTitle("Northdesk CRM")
other.show()
tasks = Tasks()
watch = ClipboardWatch(TranscriptIntake(), tasks, lambda: 0)
watch.changed.connect(lambda: print("state", watch.state, watch.title, flush=True))
watch.copied.connect(lambda text: print("copied", len(text), flush=True))
app.clipboard().dataChanged.connect(lambda: print("seen", watch.state, flush=True))  # after the watch has seen it
def command():
    other.setWindowTitle(sys.stdin.readline().strip())
    watch.look()
    print("titled", flush=True)
from PySide6.QtCore import QSocketNotifier
notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
notifier.activated.connect(command)
QTimer.singleShot(500, lambda: watch.watch("northdesk"))
QTimer.singleShot(30000, app.quit)
app.exec()
tasks.close()
"""


def _copy(server: str, text: str) -> None:
    subprocess.run(
        ["xclip", "-selection", "clipboard", "-i"],
        input=text,
        text=True,
        env={**os.environ, "DISPLAY": server},
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def test_the_clipboard_is_watched_in_the_named_window_and_paused_elsewhere(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    server: str = request.getfixturevalue("display")
    script = tmp_path / "crm.py"
    script.write_text(PROGRAM, "utf-8")
    program = subprocess.Popen(
        [sys.executable, str(script)],
        cwd=RESOURCES.parent,
        env={**os.environ, "DISPLAY": server, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(RESOURCES.parent)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert "Northdesk CRM" in _line(program, "state watching")
        _copy(server, "Anna: my lamp is broken\nAgent: How can I help?")
        assert _line(program, "copied") == "copied 46\n"
        assert program.stdin is not None
        program.stdin.write("Vault - KeePassXC\n")
        program.stdin.flush()
        _line(program, "state paused")
        _copy(server, "Anna: secret words here\nAgent: How can I help you?")
        assert _line(program, "seen") == "seen paused\n"
        program.stdin.write("Northdesk CRM\n")
        program.stdin.flush()
        _line(program, "state watching")
        _copy(server, "Anna: a third thing\nAgent: How can I help?")
        assert _line(program, "copied") == "copied 42\n"
    finally:
        _end(program)


PICTURE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from tests.ui import fakes
from tests.ui.test_sight import FakeReader, chat
from assist.ui.window import Sidebar

app = QApplication(["assist"])
window = Sidebar(fakes.parts(pictures=FakeReader(chat("Where is my tent?", "Let me look."))))
window.show()
def look():
    turns = window.controller.conversation.turns
    if turns:
        print("turns", [t.text for t in turns], flush=True)
        app.quit()
watch = QTimer()
watch.timeout.connect(look)
watch.start(20)
QTimer.singleShot(500, window.paste)
QTimer.singleShot(20000, app.quit)
app.exec()
window.close()
"""


def test_a_picture_of_a_program_that_answers_its_bytes_for_text_is_a_picture(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    server: str = request.getfixturevalue("display")
    picture, script = tmp_path / "shot.png", tmp_path / "paste.py"
    drawn = QImage(30, 30, QImage.Format.Format_RGB32)
    drawn.fill(0)
    assert drawn.save(str(picture))
    script.write_text(PICTURE, "utf-8")
    env = {**os.environ, "DISPLAY": server, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(RESOURCES.parent)}
    subprocess.run(
        ["xclip", "-selection", "clipboard", "-t", "image/png", "-i", str(picture)],
        env=env,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    program = subprocess.Popen(
        [sys.executable, str(script)], cwd=RESOURCES.parent, env=env, stdout=subprocess.PIPE, text=True
    )
    try:
        assert _line(program, "turns") == "turns ['Where is my tent?', 'Let me look.']\n"
    finally:
        _end(program)
