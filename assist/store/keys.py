"""The database's key: in the operating system's keyring, or made from a passphrase.

Which of the two is an explicit choice, kept in a small file beside the database; nothing here ever falls back from one
to the other.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import keyring

from assist.domain.errors import InputError, KeyringMissing, StoreError, WrongKey
from assist.store.files import write_atomically

KEY_BYTES = 32
SERVICE = "Assist"
# RFC 7914 parameters: 64 MB and about a fifth of a second on an office PC, once per start.
_SCRYPT = {"n": 2**16, "r": 8, "p": 1}
_MAX_SCRYPT_MEMORY = 256 * 1024 * 1024


class Protection(StrEnum):
    """Where the key comes from."""

    KEYRING = "keyring"
    PASSPHRASE = "passphrase"  # noqa: S105 - the name of the choice, not a secret


class Keyring(Protocol):
    """The two calls of the ``keyring`` library that are used."""

    def get_password(self, service: str, username: str, /) -> str | None:
        """The stored secret, or ``None``."""

    def set_password(self, service: str, username: str, password: str, /) -> None:
        """Store a secret."""


def system_keyring() -> Keyring:
    """The operating system's keyring; raises `KeyringMissing` when there is none that really keeps secrets."""
    backend = keyring.get_keyring()
    kind = type(backend)
    name = f"{kind.__module__}.{kind.__name__}"
    if kind.__module__ in {"keyring.backends.fail", "keyring.backends.null"} or "plain" in name.lower():
        raise KeyringMissing("this computer offers no keyring for the database's key; choose a passphrase instead")
    return backend


def key_record(database: Path) -> Path:
    """The file beside ``database`` that says how its key is kept."""
    return database.with_name(database.name + ".key.json")


def protection(database: Path) -> Protection | None:
    """How the key of ``database`` is kept; ``None`` when nothing was chosen yet. Raises `StoreError`."""
    record = _read_record(database)
    return None if record is None else Protection(str(record["protection"]))


def keyring_key(database: Path, ring: Keyring) -> bytes:
    """The 32 bytes from the keyring, made on first use.

    Raises `KeyringMissing` when the keyring does not work, `WrongKey` when the database is there and its key is gone.
    """
    record = _require(database, Protection.KEYRING)
    chosen_now = record is None
    if record is None:
        record = {"protection": Protection.KEYRING.value, "entry": secrets.token_hex(8)}
        _write_record(database, record)
    try:
        stored = _from_ring(ring, str(record["entry"]), database)
    except KeyringMissing:
        if chosen_now:  # the choice did not work out, so it was not made
            key_record(database).unlink(missing_ok=True)
        raise
    return _parse_key(stored, database)


def _from_ring(ring: Keyring, entry: str, database: Path) -> str:
    with _worded_keyring():
        stored = ring.get_password(SERVICE, entry)
    if stored is not None:
        return stored
    if _has_data(database):
        raise WrongKey(f"the key of {database.name} is no longer in the keyring; it cannot be opened without it")
    made = secrets.token_hex(KEY_BYTES)
    with _worded_keyring():
        ring.set_password(SERVICE, entry, made)
        kept = ring.get_password(SERVICE, entry)
    if kept != made:
        raise KeyringMissing("the keyring does not keep what is put into it; choose a passphrase instead")
    return made


@contextmanager
def _worded_keyring() -> Iterator[None]:
    try:
        yield
    except Exception as error:  # backends are plug-ins and raise what their bus or helper raises
        raise KeyringMissing(f"the keyring cannot be used ({type(error).__name__}); unlock it, or set it up") from error


def passphrase_key(database: Path, passphrase: str) -> bytes:
    """The 32 bytes made from ``passphrase`` by scrypt (RFC 7914); its salt is made and kept on first use.

    A wrong passphrase gives a wrong key, found out when the database is opened (`WrongKey`).
    """
    if not passphrase.strip():
        raise InputError("the passphrase is empty")
    record = _require(database, Protection.PASSPHRASE)
    if record is None:
        salt = secrets.token_hex(16)
        record = {"protection": Protection.PASSPHRASE.value, "kdf": "scrypt", "salt": salt, **_SCRYPT}
        _write_record(database, record)
    secret = unicodedata.normalize("NFKC", passphrase).encode()
    try:
        n, r, p = (int(str(record[k])) for k in ("n", "r", "p"))
        salt_bytes = bytes.fromhex(str(record["salt"]))
        return hashlib.scrypt(secret, salt=salt_bytes, n=n, r=r, p=p, maxmem=_MAX_SCRYPT_MEMORY, dklen=KEY_BYTES)
    except (KeyError, ValueError) as error:
        raise _damaged(database) from error


def forget_choice(database: Path) -> None:
    """Take the choice back, as long as there is no database that was made with it; raises `StoreError` otherwise."""
    if _has_data(database):
        raise StoreError(f"{database.name} was made with this choice; it cannot be taken back")
    key_record(database).unlink(missing_ok=True)


def _has_data(database: Path) -> bool:
    try:
        return database.stat().st_size > 0
    except OSError:
        return False


def _require(database: Path, wanted: Protection) -> dict[str, object] | None:
    record = _read_record(database)
    if record is None:
        if _has_data(database):
            raise StoreError(f"{key_record(database)} is missing; without it {database.name} cannot be opened")
        return None
    if record["protection"] != wanted.value:
        raise WrongKey(f"{database.name} is protected by a {record['protection']}, not by a {wanted.value}")
    return record


def _read_record(database: Path) -> dict[str, object] | None:
    path = key_record(database)
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise _damaged(database) from error
    needed = {Protection.KEYRING.value: ("entry",), Protection.PASSPHRASE.value: ("salt", "n", "r", "p")}
    if not isinstance(record, dict) or any(k not in record for k in needed.get(str(record.get("protection")), ("-",))):
        raise _damaged(database)
    return record


def _write_record(database: Path, record: dict[str, object]) -> None:
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{database.parent} cannot be made: {error.strerror}") from error
    write_atomically(key_record(database), json.dumps(record))
    if os.name == "posix":
        key_record(database).chmod(0o600)


def _damaged(database: Path) -> StoreError:
    return StoreError(f"{key_record(database)} is damaged; put back a copy of it to open {database.name}")


def _parse_key(stored: str, database: Path) -> bytes:
    try:
        key = bytes.fromhex(stored)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise WrongKey(f"what the keyring holds for {database.name} is not its key")
    return key
