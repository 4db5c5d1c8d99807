"""The encrypted store of a window: opened with the key the user chose, or not at all. Part of the composition root."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from assist.domain.errors import InputError, KeyringMissing, WrongKey
from assist.store.cases import SqlCaseStore
from assist.store.database import open_database
from assist.store.habits import SqlHabitStore
from assist.store.insights import SqlInsightStore
from assist.store.keys import Protection, forget_choice, keyring_key, passphrase_key, protection, system_keyring
from assist.ui.passphrase import wrong_passphrase

__all__ = ["SqlCaseStore", "SqlHabitStore", "SqlInsightStore", "open_store"]

log = logging.getLogger("assist.desktop")


def open_store(database: Path, ask: Callable[[bool, str], str | None]) -> SqlCaseStore:
    """The encrypted store, its key from the keyring or, where there is none, from a passphrase the user gives.

    ``ask(new, why)`` returns the passphrase, ``None`` when the user would rather not. Raises `StoreError` and
    `WrongKey` (the user gave up), `KeyringMissing` (the user chose neither).
    """
    chosen = protection(database)
    if chosen is not Protection.PASSPHRASE:
        try:
            return SqlCaseStore(open_database(database, keyring_key(database, system_keyring())))
        except KeyringMissing as missing:
            if chosen is Protection.KEYRING and database.exists():
                raise
            forget_choice(database)
            log.info("no keyring: %s", missing)
    return _open_with_passphrase(database, ask, new=chosen is not Protection.PASSPHRASE)


def _open_with_passphrase(database: Path, ask: Callable[[bool, str], str | None], *, new: bool) -> SqlCaseStore:
    why = ""
    while True:
        given = ask(new, why)
        if given is None:
            raise KeyringMissing("no passphrase was given")
        try:
            return SqlCaseStore(open_database(database, passphrase_key(database, given)))
        except WrongKey:
            why = wrong_passphrase()
        except InputError as error:
            why = str(error)
