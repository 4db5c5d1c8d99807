"""Killed at any moment, a publish or a receive leaves nothing broken. `benchmarks.channel` does it fifty times."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from assist.packs.channel.publish import Plan, Publisher
from assist.packs.channel.receive import Receiver
from assist.packs.library import FolderLibrary
from tests.packs.channel import actor
from tests.packs.channel.conftest import Team
from tests.packs.channel.killing import check_agent, check_channel, kill

pytestmark = pytest.mark.slow
POINTS = 5


def test_a_publish_killed_at_any_moment_leaves_a_sound_channel(team: Team, tmp_path: Path) -> None:
    pack = team.source("1.0.0", extra=40)
    channel = tmp_path / "shared"
    channel.mkdir()
    rng = random.Random(11)  # noqa: S311 - moments to kill at
    for _ in range(POINTS):
        kill(rng, "publish", str(tmp_path / "lead"), str(channel), str(pack))
        assert check_channel(tmp_path, str(channel)) > 0


def test_a_receive_killed_at_any_moment_leaves_a_sound_pack(team: Team, tmp_path: Path) -> None:
    pack = team.source("1.0.0", extra=40)
    channel, home = tmp_path / "shared", tmp_path / "agent"
    channel.mkdir()
    rng = random.Random(12)  # noqa: S311 - the same
    before = ""
    for _ in range(POINTS):
        actor.next_version(pack)
        lead = actor.here(tmp_path / "lead")
        Publisher(actor.transport(str(channel)), actor.LEAD, lead).publish(pack, Plan(), actor.quiet)
        kill(rng, "receive", str(home), str(channel), str(pack))
        now = check_agent(home)
        assert now or not before
        before = now
    assert before
    assert moment_of_peace(home, channel)


def moment_of_peace(home: Path, channel: Path) -> bool:
    """Left alone once, the machine ends with what is on the channel, and nothing half beside it."""
    at = actor.here(home)
    library = FolderLibrary(home, at.trust)
    (home / "packs" / "tiny" / "seen.json").unlink(missing_ok=True)
    receiver = Receiver(actor.transport(str(channel)), library, at)
    newest = receiver.look().offers[0].release
    receiver.fetch(newest, actor.quiet, switch=True)
    return library.read("tiny").version == newest.version and not list((home / "packs").glob(".new-*"))
