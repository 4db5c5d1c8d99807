"""What a lead publishes is what agents have, by whatever channel; nothing else is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assist.domain.errors import ChannelFailed, InputError, PackError, Untrusted
from assist.packs.building import build
from assist.packs.channel.folder import FolderTransport
from assist.packs.channel.index import place
from assist.packs.channel.publish import Plan
from assist.packs.channel.transport import LOCK, only_publisher
from assist.packs.reader import read_pack
from assist.packs.trust import PinnedKey, Role, grant, revoke, rotate
from assist.services.ports import Progress
from tests.packs.channel.conftest import LEAD, OTHER, Team, quiet


def test_what_is_published_is_received_and_the_versions_before_stay(team: Team, shared: FolderTransport) -> None:
    agent = team.agent()
    for n in range(6):
        team.publish(shared, f"1.{n}.0")
        assert agent.update(shared) == [f"1.{n}.0"]
    assert agent.version == "1.5.0"
    assert [v.version for v in agent.library.versions("tiny")] == ["1.5.0", "1.4.0", "1.3.0", "1.2.0"]
    assert agent.update(shared) == []


def test_nothing_is_received_before_a_key_is_pinned(team: Team, shared: FolderTransport, tmp_path: Path) -> None:
    team.publish(shared, "1.0.0")
    agent = team.agent()
    (agent.home / "trust.json").unlink()
    with pytest.raises(Untrusted, match="no publisher's key is pinned"):
        agent.at(shared).look()


def test_an_agent_who_was_away_for_weeks_gets_the_newest_only(team: Team, shared: FolderTransport) -> None:
    present, away = team.agent("1"), team.agent("2")
    team.publish(shared, "1.0.0")
    assert present.update(shared) == away.update(shared) == ["1.0.0"]
    for n in range(1, 8):
        team.clock.pass_time(days=7)
        team.publish(shared, f"1.{n}.0")
        assert present.update(shared) == [f"1.{n}.0"]
    assert away.version == "1.0.0"
    assert away.update(shared) == ["1.7.0"]


def test_a_changed_file_travels_as_a_delta_and_comes_out_the_same(team: Team, shared: FolderTransport) -> None:
    by_delta, whole = team.agent("1"), team.agent("2")
    team.publish(shared, "1.0.0", extra=60)
    by_delta.update(shared)
    team.publish(shared, "1.1.0", extra=61)
    asked: list[str] = []
    download = shared.download

    def noted(name: str, target: Path, size: int, progress: Progress) -> None:
        asked.append(name)
        download(name, target, size, progress)

    shared.download = noted  # type: ignore[method-assign]  # to see what is asked for
    assert by_delta.update(shared) == whole.update(shared) == ["1.1.0"]
    assert [name.partition("/")[0] for name in asked] == ["deltas", "packs"]
    assert by_delta.library.read("tiny").digest == whole.library.read("tiny").digest
    sizes = {p.parent.name: p.stat().st_size for p in Path(shared.where).rglob("*1.1.0*")}
    assert sizes["deltas"] < sizes["packs"] / 3


def test_a_delta_on_a_version_that_was_spoilt_falls_back_on_the_whole(team: Team, shared: FolderTransport) -> None:
    agent = team.agent()
    team.publish(shared, "1.0.0", extra=60)
    agent.update(shared)
    (agent.library.locate("tiny") / "articles/more/7.md").write_text("---\nid: more-7\ntitle: x\n---\nfoul\n")
    team.publish(shared, "1.1.0", extra=61)
    assert agent.update(shared) == ["1.1.0"]
    assert "foul" not in (agent.library.locate("tiny") / "articles/more/7.md").read_text()


def test_a_share_of_the_machines_gets_it_first_and_keeps_it_when_the_share_grows(
    team: Team, shared: FolderTransport
) -> None:
    team.publish(shared, "1.0.0")
    agents = [team.agent(str(n)) for n in range(12)]
    for agent in agents:
        agent.update(shared)
    team.publish(shared, "1.1.0", Plan(percent=40))
    first = [a for a in agents if a.update(shared)]
    assert [place(a.machine, "tiny", "1.1.0") < 0.4 for a in agents] == [a in first for a in agents]
    assert 0 < len(first) < len(agents)
    team.publish(shared, "1.1.0", Plan(percent=100))
    assert [a for a in agents if a.update(shared)] == [a for a in agents if a not in first]


def test_a_percentage_is_that_share_of_many_machines() -> None:
    share = sum(place(f"machine-{n}", "tiny", "1.1.0") < 0.25 for n in range(10_000)) / 10_000
    assert share == pytest.approx(0.25, abs=0.02)


def test_machines_take_a_release_one_after_the_other(team: Team, shared: FolderTransport) -> None:
    team.publish(shared, "1.0.0", Plan(spread=600))
    due = {team.agent(str(n)).at(shared).look().offers[0].due for n in range(8)}
    assert len(due) > 4
    assert all("2026-05-01T09:31:00Z" <= at < "2026-05-01T09:41:00Z" for at in due)


def test_a_version_that_was_used_for_something_else_is_refused(team: Team, shared: FolderTransport) -> None:
    team.publish(shared, "1.1.0")
    with pytest.raises(InputError, match="published already, with other content"):
        team.publish(shared, "1.1.0", extra=1)
    with pytest.raises(InputError, match=r"older than 1\.1\.0 on the channel"):
        team.publish(shared, "1.0.9", extra=1)


def test_a_pack_with_faults_is_not_published(team: Team, shared: FolderTransport) -> None:
    source = team.source("1.0.0")
    (source / "tone.toml").write_text("[")
    with pytest.raises(PackError):
        team.publisher(shared).publish(source, Plan(), quiet)
    assert not list(Path(shared.where).iterdir())


def test_a_pack_with_a_mask_in_it_is_not_published_as_folder_or_file(
    team: Team, shared: FolderTransport, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = team.source("1.0.0")
    (source / "articles" / "m.md").write_text("---\nid: m\ntitle: M\n---\nAsk [NAME1].\n")
    with pytest.raises(PackError, match="hides personal data"):
        team.publisher(shared).publish(source, Plan(), quiet)
    with monkeypatch.context() as older:
        older.setattr("assist.packs.building.sound_pack", read_pack)
        build(source, source.with_suffix(".assistpack"))
    with pytest.raises(PackError, match="hides personal data"):
        team.publisher(shared).publish(source.with_suffix(".assistpack"), Plan(), quiet)
    assert not list(Path(shared.where).iterdir())


def test_what_an_index_no_longer_names_is_removed_one_publish_later(team: Team, shared: FolderTransport) -> None:
    for n in range(6):
        team.publish(shared, f"1.{n}.0")
    (Path(shared.where) / "packs" / "left-behind.assistpack").write_text("x")
    team.publish(shared, "1.6.0")
    assert sorted(p.name[5:10] for p in (Path(shared.where) / "packs").iterdir()) == [
        "1.2.0", "1.3.0", "1.4.0", "1.5.0", "1.6.0",
    ]  # fmt: skip


def test_two_do_not_publish_at_once_and_an_abandoned_lock_is_taken_over(team: Team, shared: FolderTransport) -> None:
    with only_publisher(shared, "somebody"), pytest.raises(ChannelFailed, match="somebody else is publishing"):
        team.publish(shared, "1.0.0")
    shared.put(LOCK, json.dumps({"machine": "lead-1", "process": 2**22 + 1, "at": 1}).encode())
    team.publish(shared, "1.0.0")
    assert shared.size(LOCK) is None


def test_who_lost_the_lock_by_taking_too_long_does_not_write_over_the_other(
    team: Team, shared: FolderTransport
) -> None:
    team.publish(shared, "1.0.0")
    with pytest.raises(ChannelFailed, match="took too long"), team.publisher(shared)._editing():
        shared.put(LOCK, b'{"machine": "another"}')
    assert shared.size(LOCK), "it is the other's"


# -- refused: the version in use stays ----------------------------------------------------------------------------


def test_an_old_index_played_back_is_refused(team: Team, shared: FolderTransport) -> None:
    agent = team.agent()
    team.publish(shared, "1.0.0")
    old = Path(shared.where, "channel.json").read_bytes()
    team.publish(shared, "1.1.0")
    agent.update(shared)
    Path(shared.where, "channel.json").write_bytes(old)
    with pytest.raises(Untrusted, match="played back"):
        agent.update(shared)
    assert agent.version == "1.1.0"


def test_an_old_pack_in_a_new_index_is_not_even_offered(team: Team, shared: FolderTransport) -> None:
    agent = team.agent()
    team.publish(shared, "1.0.0")
    team.publish(shared, "1.1.0")
    agent.update(shared)
    publisher = team.publisher(shared)
    with publisher._editing() as edit:  # what somebody with the lead's key, but not the newest pack, could do
        old = next(r for r in edit.index.releases if r.version == "1.0.0")
        edit.index = edit.index.with_release(old, 1)
    assert agent.update(shared) == []
    assert agent.version == "1.1.0"


def test_an_index_by_a_stranger_is_refused(team: Team, shared: FolderTransport, tmp_path: Path) -> None:
    agent, elsewhere = team.agent(), FolderTransport(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").mkdir()
    team.publish(shared, "1.0.0")
    agent.update(shared)
    stranger = team.publisher(elsewhere, OTHER)
    stranger._trust.pin(OTHER.public, "Bo")
    stranger.publish(team.source("1.1.0"), Plan(), quiet)
    with pytest.raises(Untrusted, match="not a key that is pinned here"):
        agent.update(elsewhere)
    assert agent.version == "1.0.0"


def test_an_index_of_another_channel_of_the_same_lead_is_refused(team: Team, shared: FolderTransport) -> None:
    agent = team.agent()
    team.publish(shared, "1.0.0")
    agent.update(shared)
    Path(shared.where, "channel.json").unlink()
    team.publish(shared, "1.1.0")
    with pytest.raises(Untrusted, match="another channel"):
        agent.update(shared)


def test_an_index_that_nobody_renewed_is_refused_and_renewing_helps(team: Team, shared: FolderTransport) -> None:
    agent = team.agent()
    team.publish(shared, "1.0.0")
    team.clock.pass_time(days=100)
    with pytest.raises(Untrusted, match="good until 2026-07-30"):
        agent.update(shared)
    team.publisher(shared).renew()
    assert agent.update(shared) == ["1.0.0"]


@pytest.mark.parametrize("where", [0, 3, 40, 200])
def test_a_flipped_byte_in_the_index_is_refused(team: Team, shared: FolderTransport, where: int) -> None:
    agent = team.agent()
    team.publish(shared, "1.0.0")
    file = Path(shared.where, "channel.json")
    content = bytearray(file.read_bytes())
    content[where] ^= 1
    file.write_bytes(content)
    with pytest.raises(Untrusted):
        agent.update(shared)


def test_a_flipped_byte_in_pack_and_delta_is_refused(team: Team, shared: FolderTransport) -> None:
    agent = team.agent()
    team.publish(shared, "1.0.0", extra=60)
    agent.update(shared)
    team.publish(shared, "1.1.0", extra=61)
    for file in Path(shared.where).rglob("*1.1.0*.assist*"):
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
    with pytest.raises(ChannelFailed, match="came damaged"):
        agent.update(shared)
    assert agent.version == "1.0.0"


def test_a_half_pack_is_refused(team: Team, shared: FolderTransport) -> None:
    agent = team.agent()
    team.publish(shared, "1.0.0")
    file = next(Path(shared.where).rglob("*.assistpack"))
    file.write_bytes(file.read_bytes()[:100])
    with pytest.raises(ChannelFailed, match="ends too early"):
        agent.update(shared)


def test_a_channel_that_is_gone_is_said_and_what_was_heard_is_kept(team: Team, shared: FolderTransport) -> None:
    agent = team.agent()
    team.publish(shared, "1.0.0")
    team.publisher(shared).notice("Payment is down", "", 4)
    agent.update(shared)
    Path(shared.where).rename(shared.where + "-gone")
    with pytest.raises(ChannelFailed, match="is not there"):
        agent.update(shared)
    assert [n.text for n in agent.at(shared).remembered().notices] == ["Payment is down"]


# -- notices ------------------------------------------------------------------------------------------------------


def test_a_notice_is_heard_holds_its_time_and_is_gone(team: Team, shared: FolderTransport) -> None:
    agent = team.agent()
    team.publish(shared, "1.0.0")
    team.publisher(shared).notice("Payment is down", "We are working on it.", 4)
    heard = agent.at(shared).look().notices
    assert [(n.text, n.say, n.by) for n in heard] == [("Payment is down", "We are working on it.", "Anna")]
    team.clock.pass_time(hours=3, minutes=59)
    assert agent.at(shared).look().notices == heard
    team.clock.pass_time(minutes=1)
    assert agent.at(shared).look().notices == agent.at(shared).remembered().notices == ()


def test_a_notice_can_be_taken_back(team: Team, shared: FolderTransport) -> None:
    team.publisher(shared).notice("One", "", 4)
    two = team.publisher(shared).notice("Two", "", 4)
    team.publisher(shared).take_back(two.id)
    assert [n.text for n in team.agent().at(shared).look().notices] == ["One"]


# -- keys ---------------------------------------------------------------------------------------------------------


def test_the_lead_s_new_key_is_taken_over_by_every_machine(team: Team, shared: FolderTransport) -> None:
    agent = team.agent()
    team.publish(shared, "1.0.0")
    agent.update(shared)
    statement = rotate(LEAD, OTHER, 2_000_000_000)
    team.publisher(shared).state(statement)
    publisher = team.publisher(shared, OTHER)
    publisher._trust.apply([statement])
    publisher.publish(team.source("1.1.0"), Plan(), quiet)
    assert agent.update(shared) == ["1.1.0"]


def test_a_lead_who_was_let_in_publishes_until_revoked(team: Team, shared: FolderTransport) -> None:
    agent = team.agent()
    team.publisher(shared).state(grant(LEAD, PinnedKey(OTHER.public, "Bo", Role.PUBLISH), 5))
    bo = team.publisher(shared, OTHER)
    bo.publish(team.source("1.0.0"), Plan(), quiet)
    assert agent.update(shared) == ["1.0.0"]
    team.publisher(shared).state(revoke(LEAD, OTHER.public, "left the company", 6))
    with pytest.raises(Untrusted, match="revoked"):
        team.publisher(shared, OTHER).publish(team.source("1.1.0"), Plan(), quiet)
    agent.update(shared)
    assert [k.standing.value for k in agent.trust.known()] == ["trusted", "revoked"]
    assert agent.version == "1.0.0"


def test_after_an_index_by_a_key_revoked_here_the_lead_goes_on_anew(team: Team, shared: FolderTransport) -> None:
    agent = team.agent()
    team.publisher(shared).state(grant(LEAD, PinnedKey(OTHER.public, "Bo", Role.PUBLISH), 5))
    team.publisher(shared, OTHER).publish(team.source("1.0.0"), Plan(), quiet)
    agent.update(shared)
    for trust in (team.publisher(shared)._trust, agent.trust):
        trust.revoke(OTHER.public)
    with pytest.raises(Untrusted, match="revoked"):
        team.publisher(shared).publish(team.source("1.1.0"), Plan(), quiet)
    team.publisher(shared).publish(team.source("1.1.0"), Plan(anew=True), quiet)
    assert agent.update(shared) == ["1.1.0"]
