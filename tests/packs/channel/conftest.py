"""A lead and agents around a channel: each with a home of its own, their clocks held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assist.packs.channel.address import Address
from assist.packs.channel.folder import FolderTransport
from assist.packs.channel.index import later
from assist.packs.channel.publish import Plan, Publisher
from assist.packs.channel.receive import Receiver
from assist.packs.channel.transport import Here, Transport
from assist.packs.channel.web import Patience, WebTransport
from assist.packs.library import FolderLibrary
from assist.packs.sealing import Signer
from assist.packs.trust import Trust
from tests.nginx import Nginx, nginx, why_not
from tests.packs.conftest import PACK, MakePack

LEAD = Signer(bytes(range(32)), "Anna")
OTHER = Signer(bytes(range(1, 33)), "Bo")
QUICK = Patience(connect_s=20.0, between_s=3.0, small_s=6.0, window_s=1.0, slowest=512.0)


def quiet(_done: int, _total: int, _what: str) -> None:
    """Nobody looks."""


@dataclass
class Clock:
    at: str = "2026-05-01T09:30:00Z"

    def now(self) -> str:
        return self.at

    def pass_time(self, **how: float) -> None:
        self.at = later(self.at, **how)


@dataclass
class Agent:
    """A machine that receives."""

    home: Path
    clock: Clock
    machine: str = "machine-1"
    trust: Trust = field(init=False)
    library: FolderLibrary = field(init=False)

    def __post_init__(self) -> None:
        self.trust = Trust(self.home / "trust.json")
        self.trust.pin(LEAD.public, "Anna")
        self.library = FolderLibrary(self.home, self.trust)

    def at(self, channel: Transport) -> Receiver:
        return Receiver(channel, self.library, Here(self.trust, self.home / "channel", self.machine, self.clock.now))

    def update(self, channel: Transport) -> list[str]:
        """Take whatever is offered; the versions."""
        receiver = self.at(channel)
        return [receiver.fetch(o.release, quiet, switch=True).version for o in receiver.look().offers]

    @property
    def version(self) -> str:
        return self.library.read("tiny").version


@dataclass
class Team:
    """A lead, and the pack they work on."""

    folder: Path
    make_pack: MakePack
    clock: Clock

    def publisher(self, channel: Transport, signer: Signer = LEAD) -> Publisher:
        trust = Trust(self.folder / "lead" / "trust.json")
        if trust.get(LEAD.public) is None:
            trust.pin(LEAD.public, "Anna")
        return Publisher(channel, signer, Here(trust, self.folder / "lead" / "channel", "lead-1", self.clock.now))

    def source(self, version: str, extra: int = 0) -> Path:
        """The pack as a folder; ``extra`` further articles, so that there is something a delta can leave out."""
        articles: dict[str, str | bytes | None] = {
            f"articles/more/{n}.md": f"---\nid: more-{n}\ntitle: More {n}\n---\n" + f"Sentence {n * 7919} of it. " * 9
            for n in range(extra)
        }
        return self.make_pack({"pack.toml": re.sub(r"1\.2\.3", version, PACK), **articles}, "lead-pack")

    def publish(self, channel: Transport, version: str, plan: Plan | None = None, extra: int = 0) -> None:
        self.clock.pass_time(minutes=1)
        self.publisher(channel).publish(self.source(version, extra), plan or Plan(), quiet)

    def agent(self, name: str = "1") -> Agent:
        return Agent(self.folder / f"agent-{name}", self.clock, f"machine-{name}")


@pytest.fixture
def team(tmp_path: Path, make_pack: MakePack) -> Team:
    return Team(tmp_path, make_pack, Clock())


@pytest.fixture
def shared(tmp_path: Path) -> FolderTransport:
    """A channel in a folder."""
    (tmp_path / "shared").mkdir()
    return FolderTransport(tmp_path / "shared")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    """A real nginx with WebDAV."""
    if reason := why_not():
        pytest.skip(reason)
    with nginx(tmp_path_factory.mktemp("nginx")) as running:
        yield running


def web(server: Nginx, path: str, *, base: str = "", login: str = "", ca: bool = True) -> WebTransport:
    return WebTransport(Address(f"{base or server.url}{path}", str(server.ca) if ca else ""), login, QUICK)
