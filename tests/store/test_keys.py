from __future__ import annotations

import json
from pathlib import Path

import keyring.backends.fail
import keyring.backends.null
import keyring.errors
import pytest

from assist.domain.errors import InputError, KeyringMissing, StoreError, WrongKey
from assist.store import keys
from assist.store.database import open_database
from assist.store.keys import Protection, forget_choice, key_record, keyring_key, passphrase_key, protection


class FakeKeyring:
    """Keeps secrets in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str, /) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str, /) -> None:
        self.kept[service, username] = password


class LockedKeyring(FakeKeyring):
    def get_password(self, service: str, username: str, /) -> str | None:
        raise keyring.errors.KeyringLocked


class BrokenKeyring(FakeKeyring):
    def set_password(self, service: str, username: str, password: str, /) -> None:
        raise ConnectionError("no bus")


class ForgetfulKeyring(FakeKeyring):
    def set_password(self, service: str, username: str, password: str, /) -> None:
        pass


@pytest.fixture(autouse=True)
def _cheap_scrypt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_SCRYPT", {"n": 2**10, "r": 8, "p": 1})


def test_the_keyring_keeps_one_key_for_the_database_wherever_it_is_moved(path: Path, tmp_path: Path) -> None:
    ring = FakeKeyring()
    assert protection(path) is None
    key = keyring_key(path, ring)
    open_database(path, key).close()

    moved = tmp_path / "elsewhere"
    path.parent.rename(moved)

    assert len(key) == 32
    assert protection(moved / path.name) is Protection.KEYRING
    assert keyring_key(moved / path.name, ring) == key
    assert key.hex() not in (moved / key_record(path).name).read_text()


def test_two_databases_have_two_keys(tmp_path: Path) -> None:
    ring = FakeKeyring()
    assert keyring_key(tmp_path / "a.db", ring) != keyring_key(tmp_path / "b.db", ring)


def test_a_key_gone_from_the_keyring_is_said_and_no_new_one_is_made(path: Path) -> None:
    ring = FakeKeyring()
    open_database(path, keyring_key(path, ring)).close()
    ring.kept.clear()
    with pytest.raises(WrongKey, match="no longer in the keyring"):
        keyring_key(path, ring)
    assert ring.kept == {}


@pytest.mark.parametrize("ring", [LockedKeyring(), BrokenKeyring(), ForgetfulKeyring()])
def test_a_keyring_that_does_not_work_is_said_and_not_chosen(path: Path, ring: FakeKeyring) -> None:
    with pytest.raises(KeyringMissing):
        keyring_key(path, ring)
    assert protection(path) is None


@pytest.mark.parametrize("backend", [keyring.backends.fail.Keyring, keyring.backends.null.Keyring])
def test_a_machine_without_a_keyring_is_said(backend: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", backend)
    with pytest.raises(KeyringMissing, match="choose a passphrase"):
        keys.system_keyring()


def test_a_passphrase_opens_what_it_made_and_a_wrong_one_does_not(path: Path) -> None:
    open_database(path, passphrase_key(path, "correct horse")).close()

    assert protection(path) is Protection.PASSPHRASE
    open_database(path, passphrase_key(path, "correct horse")).close()
    with pytest.raises(WrongKey):
        open_database(path, passphrase_key(path, "incorrect horse"))


def test_the_same_passphrase_typed_on_another_keyboard_is_the_same(path: Path) -> None:
    assert passphrase_key(path, "caf\u00e9") == passphrase_key(path, "cafe\u0301")


def test_an_empty_passphrase_is_refused_before_anything_is_written(path: Path) -> None:
    with pytest.raises(InputError):
        passphrase_key(path, "  ")
    assert protection(path) is None


def test_a_choice_is_never_changed_silently(path: Path) -> None:
    ring = FakeKeyring()
    open_database(path, passphrase_key(path, "p")).close()
    with pytest.raises(WrongKey, match="protected by a passphrase"):
        keyring_key(path, ring)
    with pytest.raises(StoreError, match="cannot be taken back"):
        forget_choice(path)
    assert ring.kept == {}


def test_a_choice_can_be_taken_back_before_there_is_a_database(path: Path) -> None:
    passphrase_key(path, "p")
    forget_choice(path)
    assert protection(path) is None


@pytest.mark.parametrize(
    "record",
    [
        "",
        "[]",
        "{}",
        '{"protection": "none"}',
        '{"protection": "keyring"}',
        '{"protection": "passphrase", "salt": "zz"}',
        "\0",
    ],
)
def test_a_damaged_record_is_said(path: Path, record: str) -> None:
    path.parent.mkdir()
    key_record(path).write_text(record)
    with pytest.raises(StoreError, match=r"key\.json is damaged"):
        protection(path)


@pytest.mark.parametrize("change", [{"n": 3}, {"n": 2**40}, {"salt": "xyz"}, {"r": "many"}])
def test_impossible_parameters_in_the_record_are_said(path: Path, change: dict[str, object]) -> None:
    passphrase_key(path, "p")
    record = json.loads(key_record(path).read_text())
    key_record(path).write_text(json.dumps({**record, **change}))
    with pytest.raises(StoreError, match="damaged"):
        passphrase_key(path, "p")


def test_a_database_without_its_record_is_said(path: Path) -> None:
    open_database(path, passphrase_key(path, "p")).close()
    key_record(path).unlink()
    with pytest.raises(StoreError, match="is missing"):
        passphrase_key(path, "p")
