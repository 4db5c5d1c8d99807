"""On a real X server with a window manager: the strip, the clipboard, typing into another window."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect

from assist.ui import platform_x11
from tests.ui.fakes import RESOURCES

pytestmark = [
    pytest.mark.x11,
    pytest.mark.slow,
    pytest.mark.skipif(
        not all(shutil.which(tool) for tool in ("Xvfb", "openbox", "xprop")), reason="Xvfb, openbox or xprop is missing"
    ),
]

PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from assist.domain.case import Case
from assist.domain.settings import Settings
from assist.ui.window import Sidebar
from tests.ui import fakes, sample

app = QApplication(["assist"])
other = QPlainTextEdit()
other.setWindowTitle("crm")
other.resize(300, 200)
other.show()
edge, insert = sys.argv[1:3]
window = Sidebar(fakes.parts(first_case=Case(sample.talk()), typist=None, ask=None,
                             settings=Settings(language="en", theme="light", edge=edge,
                             insert="type" if insert == "type" else "clipboard")))

def until(holds, then, left=400):
    if holds():
        then()
    elif left:
        QTimer.singleShot(25, lambda: until(holds, then, left - 1))
    else:
        print("gave up", flush=True)
        app.exit(3)

def say_where():
    print("window", int(window.winId()), window.x(), window.width(), flush=True)
    if insert == "focus":
        until(window.isActiveWindow, after_a_dialog)
    if insert == "type":
        type_it()
    if insert == "stray":
        until(window.isActiveWindow, lambda: until(lambda: not window._focus._timer.isActive(), stray))

def stray():
    import xcffib, xcffib.xproto
    connection = xcffib.connect()
    root = connection.get_setup().roots[0].root
    atom = connection.core.InternAtom(False, 24, "_NET_SUPPORTING_WM_CHECK").reply().atom
    aside = connection.core.GetProperty(False, root, atom, 33, 0, 1).reply().value.to_atoms()[0]
    connection.core.SetInputFocus(xcffib.xproto.InputFocus.PointerRoot, aside, xcffib.CurrentTime)
    connection.core.GetInputFocus().reply()
    connection.disconnect()
    until(lambda: not window.isActiveWindow(), lambda: until(window.isActiveWindow,
          lambda: print("again", x_focus(), flush=True)))

def after_a_dialog():
    print("focus", x_focus(), flush=True)
    QTimer.singleShot(300, lambda: app.activeModalWidget().close())
    window.open_file()
    until(lambda: window.isActiveWindow() and not window._focus._timer.isActive(),
          lambda: print("again", x_focus(), flush=True))

def x_focus():
    import xcffib
    connection = xcffib.connect()
    try:
        return connection.core.GetInputFocus().reply().focus
    finally:
        connection.disconnect()

def type_it():
    other.activateWindow()
    until(other.isActiveWindow, lambda: (window._typist._look(), into_sidebar()))

def into_sidebar():
    window._typist._previous = int(other.winId())
    window.insert_card(0)
    until(lambda: bool(other.toPlainText()), lambda: print("typed", other.toPlainText(), flush=True))

def ready():
    return window._dock._reserved and bool(window.controller.places) and not window._focus._timer.isActive()

window.show()
until(ready, say_where)
QTimer.singleShot(20000, app.quit)
app.exec()
"""

OTHER = """
import sys
from PySide6.QtWidgets import QApplication, QLabel

app = QApplication(["other"])
window = QLabel(sys.argv[1])
x, y, width, height = map(int, sys.argv[2:])
window.setGeometry(x, y, width, height)
window.show()
print("window", int(window.winId()), flush=True)
app.exec()
"""


@pytest.fixture
def display() -> Iterator[str]:
    """An X server with openbox."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as pipe:
        name = f":{pipe.readline().strip()}"
    try:
        manager = _manager(name)
        try:
            yield name
        finally:
            manager.terminate()
            manager.wait(5)
    finally:
        server.terminate()
        server.wait(5)


def _manager(display: str) -> subprocess.Popen[bytes]:
    """Openbox at work; started again where it gave up, since a display given back a moment ago may refuse it."""
    end = time.monotonic() + 20
    while True:
        process = subprocess.Popen(["openbox"], env={**os.environ, "DISPLAY": display}, stderr=subprocess.DEVNULL)
        while process.poll() is None:
            if "window id" in _xprop(display, "-root", "_NET_SUPPORTING_WM_CHECK"):
                return process
            if time.monotonic() > end:
                process.kill()
                pytest.fail("openbox did not start")
            time.sleep(0.02)
        if time.monotonic() > end:
            pytest.fail("openbox ended at once")


def _xprop(display: str, *arguments: str) -> str:
    done = subprocess.run(
        ["xprop", "-display", display, *arguments], capture_output=True, text=True, timeout=5, check=False
    )
    return done.stdout


def _start(display: str, tmp_path: Path, *arguments: str) -> subprocess.Popen[str]:
    script = tmp_path / "sidebar.py"
    script.write_text(PROGRAM, "utf-8")
    return subprocess.Popen(
        [sys.executable, str(script), *arguments],
        cwd=RESOURCES.parent,
        env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(RESOURCES.parent)},
        stdout=subprocess.PIPE,
        text=True,
    )


def _open(display: str, title: str, *place: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", OTHER, title, *map(str, place)],
        env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
        stdout=subprocess.PIPE,
        text=True,
    )


def _over(area: QRect, wanted: Callable[[list[int]], bool]) -> list[int]:
    """The windows over ``area``, once they are as wanted: the window manager needs a moment."""
    end = time.monotonic() + 20
    while not wanted(found := [window for window, ours in platform_x11.windows_over(area) if not ours]):
        assert time.monotonic() < end, f"the windows stayed {found}"
        time.sleep(0.02)
    return found


def _end(program: subprocess.Popen[str]) -> None:
    program.kill()
    program.communicate(timeout=5)


def _line(program: subprocess.Popen[str], begins: str) -> str:
    assert program.stdout is not None
    for line in program.stdout:
        if line.startswith(begins):
            return line
    pytest.fail(f"the program ended without saying {begins!r}")


@pytest.mark.parametrize(("edge", "strut"), [("right", "0, 390, 0, 0"), ("left", "390, 0, 0, 0")])
def test_the_strip_is_reserved_at_its_edge(display: str, tmp_path: Path, edge: str, strut: str) -> None:
    program = _start(display, tmp_path, edge, "clipboard")
    try:
        _, window, x, width = _line(program, "window").split()
        assert (int(x), int(width)) == (890 if edge == "right" else 0, 390)
        assert f"= {strut}, " in _xprop(display, "-id", window, "_NET_WM_STRUT_PARTIAL")
        assert f"= {strut}\n" in _xprop(display, "-id", window, "_NET_WM_STRUT")
        assert "_NET_WM_WINDOW_TYPE_DOCK" in _xprop(display, "-id", window, "_NET_WM_WINDOW_TYPE")
        area = _xprop(display, "-root", "_NET_WORKAREA").partition("= ")[2]
        assert area.startswith("0, 0, 890, 800" if edge == "right" else "390, 0, 890, 800")
    finally:
        _end(program)


def test_a_card_is_typed_into_the_window_used_before(display: str, tmp_path: Path) -> None:
    program = _start(display, tmp_path, "right", "type")
    try:
        assert "I'm sorry for the wait, Crystal." in _line(program, "typed")
    finally:
        _end(program)


def test_the_sidebar_has_the_keyboard_at_the_start_and_after_a_dialog(display: str, tmp_path: Path) -> None:
    program = _start(display, tmp_path, "right", "focus")
    try:
        window = _line(program, "window").split()[1]
        assert _line(program, "focus").split()[1] == window
        assert _line(program, "again").split()[1] == window
    finally:
        _end(program)


def test_a_keyboard_that_nobody_has_comes_back(display: str, tmp_path: Path) -> None:
    program = _start(display, tmp_path, "right", "stray")
    try:
        window = _line(program, "window").split()[1]
        assert _line(program, "again").split()[1] == window
    finally:
        _end(program)


def test_the_windows_over_a_region_are_told_topmost_first(display: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", display)
    region = QRect(150, 150, 300, 200)
    crm = _open(display, "crm", 100, 100, 500, 400)
    try:
        chat = int(_line(crm, "window").split()[1])
        _over(region, lambda found: found == [chat])
        mail = _open(display, "mail", 400, 300, 300, 200)
        try:
            other = int(_line(mail, "window").split()[1])
            _over(region, lambda found: found == [other, chat])
            assert _over(QRect(150, 150, 20, 20), bool) == [chat]
        finally:
            _end(mail)
        _over(region, lambda found: found == [chat])
    finally:
        _end(crm)
    _over(region, lambda found: not found)
