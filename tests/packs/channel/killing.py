"""Kills a publisher or a receiver at random moments, and looks whether what is left is sound."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from assist.packs.building import verify
from assist.packs.channel.index import MAX_BYTES, NAME, read_index
from assist.packs.channel.receive import Receiver
from assist.packs.channel.transport import Missing
from assist.packs.library import FolderLibrary
from assist.packs.reader import read_pack
from tests.packs.channel import actor

LONGEST_S = 0.35


def kill(rng: random.Random, *arguments: str) -> None:
    """Start an actor, let it get going, and kill it a random moment later."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.packs.channel.actor", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=actor.ROOT, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(rng.uniform(0, LONGEST_S))
    process.kill()
    _, error = process.communicate()
    if not first or process.returncode != -signal.SIGKILL:
        raise AssertionError(error)


def check_channel(folder: Path, channel: str, ca: str = "") -> int:
    """Everything the index names is there and sound, an agent can take it, a lead can go on; how many releases."""
    at = actor.here(folder / "checker")
    reads = actor.transport(channel, ca)
    try:
        fetched = reads.get(NAME, MAX_BYTES)
    except Missing:
        return 0
    assert fetched is not None
    index, _, _ = read_index(fetched.content, at.trust)
    receiver = Receiver(reads, FolderLibrary(folder / "checker", at.trust), at)
    for release in index.releases:
        file = folder / "whole.assistpack"
        file.unlink(missing_ok=True)
        reads.download(release.file, file, release.size, actor.quiet)
        built = verify(file)
        assert built.manifest.digest == release.manifest
        for delta in release.deltas:
            assert reads.size(delta.file) == delta.size
    for offer in receiver.look().offers:
        receiver.fetch(offer.release, actor.quiet, switch=True)
    return len(index.releases)


def check_agent(home: Path) -> str:
    """The pack in use, and every other that is kept, is whole; the version in use, empty when there is none."""
    library = FolderLibrary(home, actor.here(home).trust)
    installed = library.installed()
    for pack in installed:
        for kept in library.versions(pack.id):
            folder = library.home_of(pack.id) / kept.folder
            assert folder.name.endswith(read_pack(folder).digest[:16])
    return installed[0].version if installed else ""
