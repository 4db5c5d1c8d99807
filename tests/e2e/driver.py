"""Drives the real sidebar on a real X server, in a process of its own; prints what it saw as one JSON line.

python -m tests.e2e.driver flow|paste|comeback FOLDER
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from assist import desktop
from assist.app import Workshop
from assist.store.cases import SqlCaseStore
from assist.store.database import open_database
from assist.store.keys import passphrase_key
from assist.support.net import open_connections
from assist.ui.board import Fate
from assist.ui.window import Sidebar

PATIENCE_S = 150.0
COMING = (Fate.WAITING, Fate.WRITING)
CHAT = (
    "[10:02] Crystal Minh: Hi, order 8273620 was due last Monday and this is the third time I ask. Where is it?\n"
    "[10:03] Agent Tom: I'm sorry to hear that, Crystal. May I have your email address?\n"
    "[10:04] Crystal Minh: crystal.minh@example.com. Please hurry, we leave for our trip on Friday!\n"
)


class FixedAsker:
    """Answers the dialogs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save_path(self, title: str, suggested: str, kind: str) -> Path | None:
        return self._folder / f"case.{kind}"

    def open_path(self, title: str) -> Path | None:
        return None

    def open_folder(self, title: str) -> Path | None:
        return None

    def choose(self, title: str, options: tuple[str, ...], found_by: tuple[str, ...] = ()) -> int | None:
        return 0


class Driver:
    """The window with everything real behind it."""

    def __init__(self, folder: Path) -> None:
        self.application: QApplication = desktop.make_application()
        self.shop = Workshop()
        database = self.shop.home / "assist.db"
        self.store = SqlCaseStore(open_database(database, passphrase_key(database, "correct horse")))
        self.sidebar: Sidebar = desktop.build(
            self.shop, self.store, pack=None, first=self.store.open_case(), notes=(), ask=FixedAsker(folder)
        )
        self.sidebar.show()
        self.until(lambda: self.sidebar.windowHandle() is not None and self.sidebar.windowHandle().isExposed())
        self.until(lambda: self.controller.knowledge.pack is not None)

    @property
    def controller(self) -> Any:
        return self.sidebar.controller

    def until(self, true: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not true():
            self.application.processEvents()
            time.sleep(0.002)
            if time.monotonic() > end:
                raise TimeoutError("the window did not get there")

    def key(self, combination: str) -> None:
        """A real key press, sent by another program through the X server to the window with the focus."""
        subprocess.run(["xdotool", "windowfocus", str(int(self.sidebar.winId()))], check=True)
        self.until(self.sidebar.isActiveWindow)
        subprocess.run(["xdotool", "key", combination], check=True)
        self.application.processEvents()

    def copy(self, text: str) -> None:
        """What the agent does in the chat tool: another program puts the text on the clipboard."""
        # xclip stays behind to serve the text; it must not hold our own output open.
        subprocess.run(["xclip", "-selection", "clipboard", "-in"], input=text.encode(), check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip

    def clipboard(self) -> str:
        """What another program gets when it pastes; our event loop must run while it asks."""
        asking = subprocess.Popen(["xclip", "-selection", "clipboard", "-out"], stdout=subprocess.PIPE)
        self.until(lambda: asking.poll() is not None)
        out, _ = asking.communicate()
        return out.decode()

    def paste(self) -> None:
        self.copy(CHAT)
        self.key("ctrl+v")
        self.until(lambda: len(self.controller.conversation.turns) == 3)
        self.until(lambda: self.controller.shown is not None and self.controller.desk.current)

    def finish(self) -> None:
        self.sidebar.close()
        self.application.processEvents()
        self.shop.close()
        self.store.close()


def flow(folder: Path) -> dict[str, Any]:
    """Paste, cards, insert, export."""
    driver = Driver(folder)
    driver.paste()
    controller = driver.controller
    # A draft that asks what the first card asks takes its place when it is written: let it arrive first.
    driver.until(lambda: bool(controller.places) and not any(p.fate in COMING for p in controller.places))
    first = controller.places[0].card
    driver.key("alt+1")
    driver.until(lambda: controller.desk.case.used)
    pasted = driver.clipboard()
    for kind in ("json", "csv", "txt"):
        driver.sidebar.export(kind)
        driver.until(lambda kind=kind: (folder / f"case.{kind}").exists())  # type: ignore[misc]  # bound at once
    peers, pids = open_connections()
    driver.sidebar.grab().save(str(folder / "window.png"))
    properties = subprocess.run(
        ["xprop", "-id", str(int(driver.sidebar.winId()))], capture_output=True, text=True, check=True
    ).stdout
    found = controller.shown
    seen = {
        "speakers": [t.speaker.value for t in controller.conversation.turns],
        "fields": {k: v.value for k, v in found.form.fields.items()},
        "category": found.triage.category,
        "mood": found.mood.label.value,
        "card": first.text,
        "clipboard": pasted,
        "connections": list(peers),
        "processes": len(pids),
        "counted": controller.connections.count,
        "properties": properties,
        "width": driver.sidebar.width(),
        "feedback": [e.kind.value for e in driver.store.feedback(controller.conversation.id)],
    }
    driver.finish()
    return seen


def paste(folder: Path) -> dict[str, Any]:
    """Paste and edit, say that it is done, and wait to be killed."""
    driver = Driver(folder)
    driver.paste()
    driver.controller.set_field("name", "Crystal M.")
    driver.until(lambda: not driver.controller.saver.pending)
    _, pids = open_connections()
    sys.stdout.write(json.dumps({"pids": pids}) + "\n")
    sys.stdout.flush()
    driver.until(lambda: False)
    return {}


def comeback(folder: Path) -> dict[str, Any]:
    """What the window shows when it is started again."""
    driver = Driver(folder)
    case = driver.controller.desk.case
    seen = {"turns": [t.text for t in case.conversation.turns], "fields": case.by_hand.fields}
    driver.finish()
    return seen


if __name__ == "__main__":
    mode, where = sys.argv[1:]
    result = {"flow": flow, "paste": paste, "comeback": comeback}[mode](Path(where))
    sys.stdout.write(json.dumps(result) + "\n")
