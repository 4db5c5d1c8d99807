"""The database of the cases on this computer, opened for a command."""

from __future__ import annotations

import getpass
import sys

from assist.app import Workshop
from assist.domain.errors import InputError, KeyringMissing
from assist.store.database import EncryptedDatabase, open_database
from assist.store.keys import Protection, keyring_key, passphrase_key, protection, system_keyring


def open_kept(shop: Workshop) -> EncryptedDatabase:
    """Asks for a passphrase where one guards it. Raises `InputError` where there is nothing, or no key."""
    path = shop.home / "assist.db"
    if not path.exists():
        raise InputError(f"{path}: no conversation has been kept on this computer yet")
    if protection(path) is not Protection.PASSPHRASE:
        try:
            return open_database(path, keyring_key(path, system_keyring()))
        except KeyringMissing as missing:
            raise InputError(f"{missing}; the conversations cannot be read without its key") from missing
    if not sys.stdin.isatty():
        raise InputError("the conversations are guarded by a passphrase; run this in a terminal")
    return open_database(path, passphrase_key(path, getpass.getpass("Passphrase: ")))
