"""Publishes or receives, version after version, until it is killed. Prints the version it has done with.

python -m tests.packs.channel.actor publish|receive HOME CHANNEL PACK [CA]
"""

from __future__ import annotations

import re
import sys
import time
from itertools import count
from pathlib import Path

from assist.domain.errors import AssistError
from assist.packs.channel.address import Address
from assist.packs.channel.folder import FolderTransport
from assist.packs.channel.publish import Plan, Publisher
from assist.packs.channel.receive import Receiver
from assist.packs.channel.transport import Here, Transport
from assist.packs.channel.web import WebTransport
from assist.packs.library import FolderLibrary
from assist.packs.sealing import Signer
from assist.packs.trust import Trust

ROOT = Path(__file__).resolve().parents[3]
LEAD = Signer(bytes(range(32)), "Anna")


def here(home: Path) -> Here:
    """This machine, its clock the real one."""
    trust = Trust(home / "trust.json")
    if trust.get(LEAD.public) is None:
        trust.pin(LEAD.public, "Anna")
    return Here(trust, home / "channel", home.name, lambda: time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()))


def transport(channel: str, ca: str = "") -> Transport:
    """A folder or a server."""
    address = Address(channel, ca)
    return FolderTransport(address.folder) if address.is_folder else WebTransport(address)


def quiet(_done: int, _total: int, _what: str) -> None:
    """Nobody looks."""


def next_version(pack: Path) -> str:
    """Raise the patch number in ``pack.toml``, and change an article; whole, as an editor saves, killed or not."""
    head = pack / "pack.toml"
    text = head.read_text()
    found = re.search(r'version = "(\d+)\.(\d+)\.(\d+)"', text)
    assert found is not None
    version = f"{found[1]}.{found[2]}.{int(found[3]) + 1}"
    write_whole(head, text.replace(found[0], f'version = "{version}"'))
    write_whole(pack / "articles" / "news.md", f"---\nid: news\ntitle: News\nlang: en\n---\nNew in {version}.\n")
    return version


def write_whole(file: Path, text: str) -> None:
    """The old text or the new one, whenever the writer is killed."""
    beside = file.with_suffix(".part")
    beside.write_text(text)
    beside.replace(file)


def say(text: str) -> None:
    """To whoever kills us."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def publish(home: Path, channel: Transport, pack: Path) -> None:
    """For ever."""
    for _ in count():
        version = next_version(pack)
        Publisher(channel, LEAD, here(home)).publish(pack, Plan(), quiet)
        say(version)


def receive(home: Path, channel: Transport) -> None:
    """For ever; rolls back in between, so that there is always something to install."""
    at = here(home)
    library = FolderLibrary(home, at.trust)
    say("ready")
    for _ in count():
        for file in (home / "packs").glob("*/seen.json"):
            file.unlink(missing_ok=True)  # so that the same version can be taken again
        receiver = Receiver(channel, library, at)
        for offer in receiver.look().offers:
            try:
                receiver.fetch(offer.release, quiet)
                library.take_next(offer.release.pack)
            except AssistError as error:
                say(f"refused: {error}")
        say("done")


if __name__ == "__main__":
    what, where, to, folder, *rest = sys.argv[1:]
    if what == "publish":
        publish(Path(where), transport(to, *rest), Path(folder))
    else:
        receive(Path(where), transport(to, *rest))
