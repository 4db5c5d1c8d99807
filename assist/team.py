"""What publishing and receiving is built from: the lead's key, this machine's key, the pinned keys, the channel."""

from __future__ import annotations

import getpass
import hashlib
import os
import secrets
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from assist.domain.errors import InputError, KeyringMissing, StoreError
from assist.domain.settings import Settings
from assist.packs.building import signature_in
from assist.packs.channel.address import Address
from assist.packs.channel.bucket import BucketTransport, Credentials
from assist.packs.channel.folder import FolderTransport
from assist.packs.channel.publish import Publisher
from assist.packs.channel.receive import Receiver
from assist.packs.channel.transport import Here, Transport
from assist.packs.channel.web import WebTransport
from assist.packs.library import FolderLibrary
from assist.packs.sealing import Signer, fingerprint, read_key_file, write_key_file
from assist.packs.trust import Role, Trust
from assist.packs.writing import read_record, write_record
from assist.services.ports import Clock
from assist.settings.secrets import channel_login, keep_signing_seed, signing_seed
from assist.support.late import late

LEAD = "lead"
_NEXT = "lead, next"


class Team:
    """Built by the workshop; everything in it is made when first asked for."""

    def __init__(
        self, home: Path, settings: Callable[[], Settings], library: Callable[[], FolderLibrary], clock: Clock
    ) -> None:
        self.home = home
        self.trust = Trust(home / "trust.json")
        self._settings = settings
        self._library = library
        self._clock = clock

    # -- the channel -------------------------------------------------------------------------------------------

    def address(self, channel: str = "") -> Address:
        """The channel named, else the one in the settings. Raises `InputError` when there is none."""
        settings = self._settings()
        chosen = channel or settings.channel
        if not chosen:
            raise InputError("no channel is configured; name one: assist pack channel set FOLDER|https://…|s3://…")
        return Address(chosen, settings.channel_ca, settings.channel_proxy)

    def allowed(self) -> tuple[str, ...]:
        """Whom the channel in the settings may call."""
        with suppress(InputError):
            return self.address().allowed
        return ()

    def publisher(self, channel: str, key_file: Path | None) -> Publisher:
        """Writes to a channel with the lead's key."""
        address = self.address(channel)
        return Publisher(self.transport(address), self.signer(key_file), self._here(address))

    def receiver(self, channel: str = "") -> Receiver:
        """Reads a channel."""
        address = self.address(channel)
        # What is remembered asks nobody, the keyring for a login neither: a start must not wait for it.
        return Receiver(late(lambda: self.transport(address)), self._library(), self._here(address))

    def transport(self, address: Address) -> Transport:
        """What speaks to it; its login is in the keyring."""
        if address.is_folder:
            return FolderTransport(address.folder)
        login = channel_login(address.host)
        if address.is_s3:
            access, _, secret = login.partition(":")
            return BucketTransport(address, Credentials(access, secret, address.region) if secret else None)
        return WebTransport(address, login)

    def forget_channel(self, address: Address) -> None:
        """Forget what was heard from a channel: it is met for the first time again."""
        shutil.rmtree(self._folder(address), ignore_errors=True)

    def _here(self, address: Address) -> Here:
        return Here(self.trust, self._folder(address), self.machine_id(), self._clock.now)

    def _folder(self, address: Address) -> Path:
        where = str(address.folder.absolute()) if address.is_folder else address.url
        return self.home / "channel" / hashlib.sha256(where.encode()).hexdigest()[:16]

    # -- keys --------------------------------------------------------------------------------------------------

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

    def next_signer(self, key_file: Path | None, name: str) -> Signer:
        """The key that will replace the lead's: kept before anybody hears of it, and the same if asked again."""
        if key_file is not None:
            if not key_file.exists():
                write_key_file(key_file, Signer.new(name))
            return read_key_file(key_file)
        seed = signing_seed(_NEXT)
        if seed is None:
            seed = Signer.new().seed
            keep_signing_seed(_NEXT, seed)
        return Signer(seed, name)

    def end_rotation(self, signer: Signer) -> None:
        """The new key is the lead's from now on."""
        self.keep_signer(signer)
        keep_signing_seed(_NEXT, b"")

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

    def machine_id(self) -> str:
        """This machine's id, made up on first use; it says nothing about the machine, and leaves it with nothing."""
        record = read_record(self.home / "machine.json")
        if record is None or not isinstance(record.get("id"), str):
            record = {"id": secrets.token_hex(16)}
            write_record(self.home / "machine.json", record)
        return str(record["id"])

    def machine_key(self) -> Signer:
        """What signs this machine's proposals; made on first use, in the keyring or, without one, in a private file."""
        machine = self.machine_id()
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
