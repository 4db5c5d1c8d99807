"""What publishing and receiving is built from: the lead's key, this machine's key, the pinned keys, the channel."""

from __future__ import annotations

import getpass
import os
import time
from contextlib import suppress
from pathlib import Path

from assist.domain.errors import InputError, KeyringMissing, StoreError
from assist.packs.building import signature_in
from assist.packs.sealing import Signer, fingerprint, read_key_file, write_key_file
from assist.packs.trust import Role, Trust
from assist.packs.writing import read_record, write_record
from assist.settings.secrets import keep_signing_seed, signing_seed

LEAD = "lead"


class Team:
    """Built by the workshop; everything in it is made when first asked for."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.trust = Trust(home / "trust.json")

    def new_signer(self, key_file: Path | None, name: str) -> Signer:
        """Make a lead's key, in ``key_file`` or the keyring, and pin it here. Raises `InputError`, `KeyringMissing`."""
        signer = Signer.new(name or _user())
        if key_file is not None:
            write_key_file(key_file, signer)
        else:
            if signing_seed(LEAD) is not None:
                raise InputError("there is a signing key in the keyring already; to change it: assist pack key rotate")
            self.keep_signer(signer)
        self.trust.pin(signer.public, signer.name)
        return signer

    def keep_signer(self, signer: Signer) -> None:
        """The lead's key in the keyring from now on."""
        keep_signing_seed(LEAD, signer.seed)
        write_record(self.home / "signer.json", {"name": signer.name, "key": signer.public})

    def signer(self, key_file: Path | None) -> Signer:
        """The lead's key: in ``key_file``, else in the keyring, where it is made on first use."""
        if key_file is not None:
            return read_key_file(key_file) if key_file.exists() else self.new_signer(key_file, "")
        seed = signing_seed(LEAD)
        if seed is None:
            return self.new_signer(None, "")
        return Signer(seed, str((read_record(self.home / "signer.json") or {}).get("name", _user())))

    def machine(self) -> tuple[str, Signer]:
        """This machine's made-up id, and the key that signs what it proposes; both are made on first use.

        The id says nothing about the machine and leaves it only where a proposal does. The key is in the keyring or,
        where there is none, in a file of the user's own.
        """
        record = read_record(self.home / "machine.json")
        if record is None or not isinstance(record.get("id"), str):
            record = {"id": Signer.new().seed.hex()[:32]}
            write_record(self.home / "machine.json", record)
        return record["id"], self._machine_key(record["id"])

    def _machine_key(self, machine: str) -> Signer:
        file = self.home / "machine.key"
        if file.exists():
            return read_key_file(file)
        with suppress(KeyringMissing):
            seed = signing_seed(machine)
            if seed is not None:
                return Signer(seed)
            made = Signer.new()
            keep_signing_seed(machine, made.seed)
            return made
        made = Signer.new()
        try:
            write_key_file(file, made)
        except StoreError:  # another copy was faster
            return read_key_file(file)
        return made

    def said_of(self, folder: Path, pack_id: str) -> str:
        """By whom an installed pack is signed, for people."""
        signature = signature_in(folder)
        if signature is None:
            return "not signed; no key is pinned for it"
        if not self.trust.demands(pack_id):
            return f"signed by {fingerprint(signature.key)}, and no key is pinned for it"
        return f"signed by {self.trust.believe(signature.key, pack_id, signature.sequence).who}"

    def pin(self, key: str, name: str, role: str, packs: tuple[str, ...]) -> str:
        """Believe a key; who it is."""
        return self.trust.pin(key, name, Role(role), packs).who


def now_sequence() -> int:
    """Seconds since 1970: grows with every signature, without leads having to agree on a number."""
    return int(time.time())


def _user() -> str:
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return os.environ.get("USERNAME", "")
