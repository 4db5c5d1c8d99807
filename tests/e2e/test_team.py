"""A lead publishes, two agents' sidebars receive from a real nginx, one offline at first; a proposal comes back."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import pytest

from assist.packs.library import FolderLibrary
from assist.packs.sealing import Signer, write_key_file
from assist.packs.trust import Trust
from benchmarks.screen import missing, virtual_screen
from tests.e2e.conftest import ROOT, Run
from tests.nginx import Nginx, nginx, why_not
from tests.packs.conftest import FILES

LEAD = Signer(bytes(range(32)), "Anna")
PATIENCE_S = 120.0
WITHIN_A_MINUTE = 60.0

pytestmark = [
    pytest.mark.slow,
    pytest.mark.server,
    pytest.mark.skipif(bool(why_not()), reason=why_not() or "nginx is here"),
]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Nginx]:
    with nginx(tmp_path / "nginx") as running:
        yield running


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The tiny pack, in the lead's own folder; the lead's key beside it."""
    for path, content in FILES.items():
        file = tmp_path / "pack" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    write_key_file(tmp_path / "lead.key", LEAD)
    return tmp_path / "pack"


def version(pack: Path, number: str) -> None:
    head = pack / "pack.toml"
    lines = [f'version = "{number}"' if x.startswith("version") else x for x in head.read_text().splitlines()]
    head.write_text("\n".join(lines) + "\n")


class Desk:
    """Runs the commands as one person on a machine of their own would."""

    def __init__(self, assist: Run, home: Path, *rest: str) -> None:
        self._assist, self.home, self._rest = assist, home, rest

    def __call__(self, *arguments: str, fails: bool = False) -> str:
        done = self._assist("pack", *arguments, home=self.home)
        assert (done.returncode == 1) is fails, done.stderr
        return done.stderr.strip() if fails else done.stdout


@pytest.fixture
def lead(assist: Run, tmp_path: Path, pack: Path) -> Desk:
    made = Desk(assist, tmp_path / "lead")
    made("key", "trust", LEAD.public, "--name", "Anna")
    return made


def agent(assist: Run, home: Path, server: Nginx) -> Desk:
    made = Desk(assist, home)
    made("key", "trust", LEAD.public, "--name", "Anna")
    made("channel", "set", f"{server.url}/dav", "--ca", str(server.ca))
    return made


def publish(lead: Desk, server: Nginx, tmp_path: Path, *arguments: str) -> str:
    """To the channel, with the lead's key."""
    lead("channel", "set", f"{server.url}/dav", "--ca", str(server.ca))
    return lead(*arguments, "--key", str(tmp_path / "lead.key"))


def test_the_commands_carry_a_pack_there_and_a_proposal_back(
    assist: Run, lead: Desk, server: Nginx, pack: Path, tmp_path: Path
) -> None:
    there, away = (agent(assist, tmp_path / name, server) for name in ("there", "away"))
    assert "published tiny 1.2.3 to 100%" in publish(lead, server, tmp_path, "publish", str(pack))
    assert "received tiny 1.2.3 (signed by Anna" in there("receive")
    server.stop()
    assert "cannot be reached" in away("receive", fails=True)
    server.start()
    there("propose", "--title", "By express", "--text", "Write to me: anna@example.com", "--category", "late")
    assert "By express" in lead("proposals", "list")
    assert "Write to me: [EMAIL1]" in lead("proposals", "list")
    assert "[EMAIL1]" in lead("proposals", "accept", "1", "--pack", str(pack), fails=True)
    assert "accepted" in lead("proposals", "accept", "1", "--pack", str(pack), "--text", "Write to us.")
    assert "no proposals" in lead("proposals", "list")
    assert "Write to us." in (pack / "snippets/proposed/by-express.md").read_text()
    version(pack, "1.3.0")
    publish(lead, server, tmp_path, "publish", str(pack), "--notes", "A new reply")
    assert "received tiny 1.3.0" in away("update", "--now")
    assert "received tiny 1.3.0" in there("update", "--now")
    assert "1.2.3 is in use" in there("rollback", "tiny")
    assert "nothing new" in there("receive")


class Window:
    """A sidebar in a process of its own, on the screen of ``environment``."""

    def __init__(self, environment: dict[str, str], home: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.team_driver"],
            env=environment | {"ASSIST_HOME": str(home), "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"},
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._lines: Queue[dict[str, Any]] = Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.seen: dict[str, Any] = {}

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(json.loads(line))

    def tell(self, command: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(command + "\n")
        self._process.stdin.flush()

    def until(self, true: Callable[[dict[str, Any]], bool], patience_s: float = PATIENCE_S) -> dict[str, Any]:
        end = time.monotonic() + patience_s
        while not (self.seen and true(self.seen)):
            try:
                self.seen = self._lines.get(timeout=max(0.01, end - time.monotonic()))
            except Empty:
                raise AssertionError(f"it shows {self.seen}") from None
        return self.seen

    def close(self) -> None:
        self.tell("quit")
        _, error = self._process.communicate(timeout=30)
        self._reader.join(5)
        assert self._process.returncode == 0, error[-2000:]


def window(environment: dict[str, str], home: Path, server: Nginx, pack: Path) -> Window:
    """With 1.0.0 installed, the lead's key pinned, and the channel in its settings."""
    version(pack, "1.0.0")
    FolderLibrary(home).install(pack)
    Trust(home / "trust.json").pin(LEAD.public, "Anna")
    (home / "settings.toml").write_text(
        f'version = 1\nlanguage = "en"\npack = "tiny"\nchannel = "{server.url}/dav"\nchannel_ca = "{server.ca}"\n'
        "channel_every = 15\nreserve_space = false\ndrafts = false\n"
    )
    return Window(environment, home)


@pytest.mark.x11
@pytest.mark.skipif(bool(missing()), reason=f"not installed: {', '.join(missing())}")
def test_two_sidebars_receive_a_notice_within_a_minute_and_updates_between_conversations(
    lead: Desk, server: Nginx, pack: Path, tmp_path: Path
) -> None:
    with virtual_screen() as environment:
        there = window(environment, tmp_path / "there", server, pack)
        version(pack, "1.1.0")
        publish(lead, server, tmp_path, "publish", str(pack))
        server.stop()
        away = window(environment, tmp_path / "away", server, pack)
        assert away.until(lambda s: "cannot be reached" in s["fault"] and s["version"] == "1.0.0")
        server.start()
        for sidebar in (there, away):
            sidebar.tell("look")
            assert sidebar.until(lambda s: s["version"] == "1.1.0")["allowed"] == [server.url.removeprefix("https://")]

        there.tell("paste")
        there.until(lambda s: s["turns"] == 2)
        version(pack, "1.2.0")
        publish(lead, server, tmp_path, "publish", str(pack))
        publish(lead, server, tmp_path, "notice", "Payment is down", "--say", "We are working on it.")
        told = time.monotonic()
        for sidebar in (there, away):
            sidebar.until(lambda s: any("Payment is down" in n for n in s["notices"]), WITHIN_A_MINUTE)
        assert time.monotonic() - told < WITHIN_A_MINUTE
        away.until(lambda s: s["version"] == "1.2.0")
        assert there.until(lambda s: s["waits"] == ["1.2.0"])["version"] == "1.1.0", "a conversation is open"
        there.tell("propose")
        there.tell("new")
        there.until(lambda s: s["version"] == "1.2.0")

        end = time.monotonic() + PATIENCE_S
        while "By express" not in lead("proposals", "list"):
            assert time.monotonic() < end
        assert "[NAME1]" in lead("proposals", "list")
        lead("proposals", "accept", "1", "--pack", str(pack), "--text", "By express, then.")
        version(pack, "1.3.0")
        publish(lead, server, tmp_path, "publish", str(pack))
        away.tell("look")
        assert away.until(lambda s: s["version"] == "1.3.0")["snippets"] == 2
        for sidebar in (there, away):
            sidebar.close()
    assert "By express, then." in next((pack / "snippets/proposed").iterdir()).read_text()
