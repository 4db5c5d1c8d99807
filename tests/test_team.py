"""Keys where they are kept: the keyring, or a file where there is none; rotation; whom the channel may call."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from assist.app import Workshop
from assist.cli import main
from assist.domain.errors import InputError, KeyringMissing
from assist.domain.settings import Settings
from assist.packs.channel.publish import Plan
from assist.packs.sealing import read_key_file
from assist.team import Team


class MemoryKeyring(KeyringBackend):
    """Keeps secrets for a test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # ships no types for it
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    made = MemoryKeyring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]  # the same


@pytest.fixture
def team() -> Team:
    return Workshop().team


def test_the_lead_s_key_is_made_on_first_use_kept_in_the_keyring_and_pinned_here(
    ring: MemoryKeyring, team: Team
) -> None:
    made = team.signer(None)
    assert team.signer(None) == made
    assert [k.key for k in team.trust.known()] == [made.public]
    assert made.seed.hex() in ring.kept.values()
    assert not any(made.seed.hex() in f.read_text() for f in team.home.rglob("*") if f.is_file())


def test_a_second_key_is_not_made_by_mistake(ring: MemoryKeyring, team: Team) -> None:
    team.new_signer(None, "Anna")
    with pytest.raises(InputError, match="there is a signing key in the keyring already"):
        team.new_signer(None, "Anna")


def test_without_a_keyring_a_file_must_be_named(team: Team, tmp_path: Path) -> None:
    with pytest.raises(KeyringMissing, match="--key FILE"):
        team.signer(None)
    made = team.signer(tmp_path / "lead.key")
    assert team.signer(tmp_path / "lead.key") == made


def test_a_machine_has_an_id_and_a_key_of_its_own_and_keeps_them(team: Team) -> None:
    assert team.machine_id() == team.machine_id() != Team.machine_id(Workshop(team.home / "other").team)
    made = team.machine_key()
    assert team.machine_key() == made
    assert stat.S_IMODE((team.home / "machine.key").stat().st_mode) == 0o600


def test_a_machine_s_key_is_in_the_keyring_where_there_is_one(ring: MemoryKeyring, team: Team) -> None:
    assert team.machine_key() == team.machine_key()
    assert not (team.home / "machine.key").exists()


def test_a_rotation_that_is_broken_off_goes_on_with_the_same_new_key(
    ring: MemoryKeyring, team: Team, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = team.signer(None)
    assert main(["pack", "key", "rotate", "--to", str(tmp_path / "nowhere")]) == 1
    begun = team.next_signer(None, old.name)
    (tmp_path / "channel").mkdir()
    assert main(["pack", "key", "rotate", "--to", str(tmp_path / "channel")]) == 0
    assert team.signer(None).public == begun.public in capsys.readouterr().out
    assert [k.standing.value for k in team.trust.known()] == ["retired", "trusted"]
    assert team.next_signer(None, "").public != begun.public


def test_the_channel_of_the_settings_says_whom_it_may_call(
    team: Team, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert team.allowed() == ()
    assert main(["pack", "channel", "set", "https://files.example/knowledge"]) == 0
    assert "may call: files.example:443" in capsys.readouterr().out
    assert Workshop()._allowed_hosts() == ("files.example:443",)
    assert main(["pack", "channel", "set", ""]) == 0
    assert Workshop()._allowed_hosts() == ()


def test_the_channel_s_pack_is_the_one_a_plain_start_opens_and_a_named_one_goes_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, share = tmp_path / "lead.key", tmp_path / "share"
    share.mkdir()
    lead, agent = tmp_path / "lead", tmp_path / "agent"
    monkeypatch.setenv("ASSIST_HOME", str(lead))
    pack = tmp_path / "bruno"
    pack.mkdir()
    (pack / "pack.toml").write_text('[pack]\nid = "bruno"\nname = "Bruno"\nversion = "0.1.0"\nlanguages = ["en"]\n')
    (pack / "articles").mkdir()
    (pack / "articles" / "a.md").write_text("---\nid: a\ntitle: A\n---\nWait.\n")
    Workshop(lead).team.publisher(str(share), key).publish(pack, Plan(), lambda _done, _total, _what: None)
    public = read_key_file(key).public
    shop = Workshop(agent)
    assert shop.pack_source(None) == shop.sample_pack
    shop.settings = Settings(channel=str(share))
    assert shop.pack_source(None) == shop.sample_pack
    shop.team.pin(public, "Anna", "publish", ())
    receiver = shop.team.receiver()
    (offer,) = receiver.look().offers
    got = receiver.fetch(offer.release, lambda _done, _total, _what: None, switch=True)
    assert shop.pack_source(None) == Path(got.root)
    assert shop.sample_for("en") is None
    assert shop.pack_source(str(shop.sample_pack)) == shop.sample_pack
