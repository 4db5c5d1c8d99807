"""The same on a real web server with WebDAV, and everything such a server, or one in its place, may do wrong."""

from __future__ import annotations

import hashlib
import shutil
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from assist.domain.errors import AssistError, ChannelFailed, InputError, PackError, Untrusted
from assist.packs.channel.address import Address
from assist.packs.channel.publish import Plan
from assist.packs.channel.transport import LOCK, only_publisher
from assist.packs.channel.web import WebTransport
from tests.nginx import Nginx
from tests.packs.channel.conftest import Agent, Team, quiet, web

pytestmark = pytest.mark.server


@pytest.fixture(autouse=True)
def empty(server: Nginx) -> None:
    """Nothing on the channel."""
    for left in server.files.iterdir():
        shutil.rmtree(left) if left.is_dir() else left.unlink()


def refused(agent: Agent, channel: WebTransport, why: str, kind: type[AssistError] = ChannelFailed) -> None:
    """In one line, and the version in use stays."""
    before = agent.version
    with pytest.raises(kind, match=why) as told:
        agent.update(channel)
    assert "\n" not in str(told.value)
    assert agent.version == before


@pytest.fixture
def agent(team: Team, server: Nginx) -> Agent:
    """An agent with 1.0.0, and 1.1.0 on the channel."""
    made = team.agent()
    team.publish(web(server, "/dav"), "1.0.0", extra=60)
    assert made.update(web(server, "/dav")) == ["1.0.0"]
    team.publish(web(server, "/dav"), "1.1.0", extra=61)
    return made


def test_published_by_webdav_received_by_plain_https_one_agent_offline_at_first(team: Team, server: Nginx) -> None:
    lead, there, away = web(server, "/dav"), team.agent("1"), team.agent("2")
    team.publish(lead, "1.0.0", extra=60)
    assert there.update(web(server, "/plain")) == ["1.0.0"]
    team.publish(lead, "1.1.0", extra=61)
    assert there.update(web(server, "/plain")) == away.update(web(server, "/plain")) == ["1.1.0"]
    assert there.library.read("tiny").digest == away.library.read("tiny").digest
    assert sorted(p.name for p in server.files.iterdir()) == ["channel.json", "deltas", "packs"]


def test_nothing_new_costs_one_conditional_request(agent: Agent, server: Nginx) -> None:
    agent.update(web(server, "/dav"))
    before = len(server.log())
    assert agent.at(web(server, "/dav")).look().changed is False
    asked = server.log_beyond(before)
    assert len(asked) == 1
    assert '" 304 0 ' in asked[0]


def test_two_indexes_written_in_one_second_are_told_apart(team: Team, server: Nginx) -> None:
    """The ETag of nginx is the second and the size."""
    channel, agent = web(server, "/dav"), team.agent()
    for text in ("one", "two", "six"):
        team.publisher(channel).take_back()
        team.publisher(channel).notice(text, "", 4)
        assert [n.text for n in agent.at(channel).look().notices] == [text]


def test_two_do_not_publish_at_once_on_a_server_either(team: Team, server: Nginx) -> None:
    channel = web(server, "/dav")
    with only_publisher(channel, "somebody"), pytest.raises(ChannelFailed, match="somebody else is publishing"):
        team.publish(channel, "1.0.0")
    assert channel.size(LOCK) is None


def test_an_old_release_is_removed_from_the_server(team: Team, server: Nginx) -> None:
    for n in range(6):
        team.publish(web(server, "/dav"), f"1.{n}.0")
    assert len(list((server.files / "packs").iterdir())) == 5


def test_a_login_is_needed_where_the_server_asks_for_one(agent: Agent, server: Nginx) -> None:
    refused(agent, web(server, "/locked"), r"answered 401 .*is the login right")
    refused(agent, web(server, "/locked", login="anna:wrong"), "answered 401")
    assert agent.update(web(server, "/locked", login="anna:secret")) == ["1.1.0"]


def test_a_half_download_goes_on_where_it_ended(agent: Agent, server: Nginx) -> None:
    release = agent.at(web(server, "/dav")).look().offers[0].release
    delta = release.deltas[0]
    whole = (server.files / delta.file).read_bytes()
    half = agent.home / "channel" / "parts" / delta.file.replace("/", "-")
    half.parent.mkdir(exist_ok=True)
    half.write_bytes(whole[:100])
    assert agent.update(web(server, "/dav")) == ["1.1.0"]
    asked = [line for line in server.log() if delta.file in line and "GET" in line]
    assert f" 206 {delta.size - 100} " in asked[-1]


def test_a_server_that_serves_half_a_pack_is_refused(agent: Agent, server: Nginx) -> None:
    for file in server.files.rglob("*1.1.0*"):
        file.write_bytes(file.read_bytes()[:200])
    refused(agent, web(server, "/dav"), "ends too early|answered 416")


def test_a_flipped_byte_is_refused(agent: Agent, server: Nginx) -> None:
    for file in server.files.rglob("*1.1.0*"):
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
    refused(agent, web(server, "/dav"), "came damaged")


def test_an_old_version_played_back_is_refused(team: Team, agent: Agent, server: Nginx) -> None:
    index = server.files / "channel.json"
    old = index.read_bytes()
    team.publish(web(server, "/dav"), "1.2.0", extra=60)
    assert agent.update(web(server, "/dav")) == ["1.2.0"]
    index.write_bytes(old)
    refused(agent, web(server, "/dav"), "played back", Untrusted)


def test_a_wrong_key_and_a_revoked_key_are_refused(agent: Agent, server: Nginx) -> None:
    key = agent.trust.known()[0].key
    agent.trust.revoke(key)
    with pytest.raises(Untrusted, match="revoked"):
        agent.at(web(server, "/dav")).look()
    (agent.home / "trust.json").unlink()
    agent.trust.pin("ed25519:" + "A" * 43 + "=", "Nobody")
    with pytest.raises(Untrusted, match="not a key that is pinned here"):
        agent.at(web(server, "/dav")).look()
    assert agent.version == "1.0.0"


def test_a_redirect_elsewhere_is_refused_and_not_followed(agent: Agent, server: Nginx) -> None:
    refused(agent, web(server, "/elsewhere"), r"redirects to elsewhere\.example")


def test_a_publisher_is_not_redirected_either(team: Team, server: Nginx) -> None:
    with pytest.raises(ChannelFailed, match=r"redirects to elsewhere\.example"):
        team.publish(web(server, "/elsewhere"), "1.0.0")


def test_a_server_that_never_answers_is_given_up(agent: Agent, server: Nginx) -> None:
    started = time.monotonic()
    refused(agent, web(server, "/hang"), "stalls")
    assert time.monotonic() - started < 20


def test_a_server_that_drips_is_given_up(agent: Agent, server: Nginx) -> None:
    started = time.monotonic()
    refused(agent, web(server, "/slow"), "stalls")
    assert time.monotonic() - started < 20


def test_another_servers_certificate_is_refused(agent: Agent, server: Nginx) -> None:
    refused(agent, web(server, "/dav", base=server.another), "certificate is another server's")


def test_a_certificate_by_nobody_known_is_refused_and_a_private_authority_must_be_named(
    agent: Agent, server: Nginx
) -> None:
    refused(agent, web(server, "/dav", base=server.stranger), "certificate is not trusted")
    refused(agent, web(server, "/dav", ca=False), "certificate is not trusted")


def test_a_server_that_is_off_is_said(agent: Agent, server: Nginx) -> None:
    refused(agent, web(server, "", base="https://127.0.0.1:9"), "cannot be reached")


def test_a_channel_without_an_index_is_said(team: Team, server: Nginx) -> None:
    with pytest.raises(ChannelFailed, match=r"holds no channel\.json"):
        team.agent().at(web(server, "/dav")).look()


def test_a_server_that_takes_nothing_is_said_to_the_lead(team: Team, server: Nginx) -> None:
    with pytest.raises(ChannelFailed, match=r"answered 40[35] "):
        team.publisher(web(server, "/plain")).publish(team.source("1.0.0"), Plan(), quiet)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("http://files.example/team", "https:// only"),
        ("ftp://files.example/team", "is not a folder"),
        ("https://anna:secret@files.example/", "password; it belongs in the keyring"),
        ("s3://", "names no bucket"),
        ("s3://bucket?endpoint=http://files.example", "https:// only"),
    ],
)
def test_an_address_that_will_not_do_is_said_at_once(address: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        Address(address)


def test_only_the_host_of_the_channel_or_its_proxy_is_allowed(tmp_path: Path) -> None:
    assert Address(str(tmp_path)).allowed == ()
    assert Address("https://files.example/team").allowed == ("files.example:443",)
    assert Address("s3://b/p?endpoint=https://s3.example:9000").allowed == ("s3.example:9000",)
    assert Address("https://files.example/", proxy="http://proxy:3128").allowed == ("proxy:3128",)


def put_in(server: Nginx, team: Team, name: str, content: bytes) -> None:
    """What somebody with the server and the lead's key could do: add a file to the newest pack, digests and all."""
    with team.publisher(web(server, "/dav"))._editing() as edit:
        release = edit.index.of("tiny")[0]
        file = server.files / release.file
        with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as pack:
            pack.writestr(name, content)
        found = hashlib.sha256(file.read_bytes()).hexdigest()
        changed = replace(release, sha256=found, size=file.stat().st_size, deltas=())
        edit.index = replace(edit.index, releases=(changed,))


def test_a_path_outside_the_folder_is_refused_whoever_signed(agent: Agent, team: Team, server: Nginx) -> None:
    put_in(server, team, "../../outside.md", b"x")
    refused(agent, web(server, "/dav"), "leads outside the pack", PackError)
    assert not list(team.folder.rglob("outside.md"))


def test_a_zip_bomb_is_refused_whoever_signed(agent: Agent, team: Team, server: Nginx) -> None:
    put_in(server, team, "articles/bomb.md", b"0" * (8 << 20))
    refused(agent, web(server, "/dav"), "far more than it should", PackError)


def test_a_file_that_nobody_signed_is_refused(agent: Agent, team: Team, server: Nginx) -> None:
    put_in(server, team, "articles/extra.md", b"---\nid: extra\ntitle: Extra\n---\nPay first.\n")
    refused(agent, web(server, "/dav"), "not in its manifest", PackError)


def test_a_server_that_sends_more_than_it_should_is_stopped(agent: Agent, server: Nginx) -> None:
    for file in server.files.rglob("*1.1.0*"):
        with file.open("ab") as out:
            out.truncate(file.stat().st_size + (64 << 20))
    refused(agent, web(server, "/dav"), "larger than it may be")
    (server.files / "channel.json").write_bytes(b" " * (5 << 20))
    refused(agent, web(server, "/dav"), "larger than it may be")
