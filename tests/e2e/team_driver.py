"""An agent's sidebar on a real screen, told what to do line by line; prints what it shows whenever that changes.

python -m tests.e2e.team_driver   (commands: look, paste, new, propose, shot FILE, quit)
"""

from __future__ import annotations

import json
import os
import select
import sys
from typing import Any

from assist import desktop
from assist.app import Workshop
from assist.ui.panels.proposals import ProposeSheet
from assist.ui.window import Sidebar

CHAT = "[10:02] Crystal: Where is my parcel?\n[10:03] Agent Tom: Sorry, dear Crystal. It comes tomorrow by express.\n"


class Driver:
    """The window with everything real behind it."""

    def __init__(self) -> None:
        self.application = desktop.make_application()
        self.shop = Workshop()
        self.sidebar: Sidebar = desktop.build(self.shop, None, pack=None, first=None, notes=())
        self.sidebar.show()

    def shown(self) -> dict[str, Any]:
        """What an agent could see."""
        desk, control = self.sidebar.team.desk, self.sidebar.controller
        pack = control.knowledge.pack
        return {
            "version": pack.version if pack is not None else "",
            "snippets": len(pack.snippets) if pack is not None else 0,
            "waits": [u.version for u in desk.news.ready],
            "notices": [n.text for n in control.notices.list() if n.key.startswith("team-")],
            "fault": desk.fault,
            "looked": desk.looked_at,
            "turns": len(control.conversation.turns),
            "allowed": list(control.connections.allowed),
        }

    def do(self, command: str) -> None:
        """One line from whoever drives."""
        word, _, rest = command.partition(" ")
        if word == "look":
            self.sidebar.team.desk.look()
        elif word == "paste":
            self.sidebar.controller.paste(CHAT)
        elif word == "new":
            self.sidebar.new_case()
        elif word == "propose":
            self.sidebar.propose()
            sheet = self.sidebar.sheet
            assert isinstance(sheet, ProposeSheet)
            sheet.title_line.setText("By express")
            sheet.send_button.click()
        elif word == "shot":
            self.sidebar.grab().save(rest)

    def run(self) -> None:
        """Until told to quit."""
        last: dict[str, Any] = {}
        buffer = b""
        while True:
            self.application.processEvents()
            if (now := self.shown()) != last:
                last = now
                sys.stdout.write(json.dumps(now) + "\n")
                sys.stdout.flush()
            if not select.select([0], [], [], 0.01)[0]:
                continue
            more = os.read(0, 4096)
            buffer += more
            *lines, buffer = buffer.split(b"\n")
            for line in lines:
                self.do(line.decode())
            if not more or b"quit" in lines:
                break
        self.sidebar.close()
        self.application.processEvents()
        self.shop.close()


if __name__ == "__main__":
    Driver().run()
