"""Ed25519 keys (RFC 8032), and sealed texts: what was said, by whom, and a signature over exactly those bytes.

A sealed text is a JSON object ``{"format": 1, "kind": K, "key": "ed25519:…", "body": "…", "signature": "…"}``.
``body`` is a JSON document as a string: what is signed is its bytes, and no two programs have to write JSON alike.
The signature (base64) is over ``assist/K/1``, a line feed, and the bytes of ``body``: what was sealed as one kind of
thing cannot be passed off as another.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import re
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from assist.domain.errors import InputError, StoreError, Untrusted

SEED_BYTES = 32
_PREFIX = "ed25519:"
_PUBLIC = re.compile(r"ed25519:[A-Za-z0-9+/]{43}=")
_FIELDS = frozenset({"format", "kind", "key", "body", "signature"})


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: a private key's 32 bytes, shown nowhere, and the name of the person or machine that has it."""

    seed: bytes = field(repr=False)
    name: str = ""

    @classmethod
    def new(cls, name: str = "") -> Self:
        """A key made now, from the operating system's random numbers."""
        return cls(secrets.token_bytes(SEED_BYTES), name)

    @property
    def public(self) -> str:
        """The public key as text: ``ed25519:`` and 32 bytes in base64."""
        return _PREFIX + base64.b64encode(self._key().public_key().public_bytes_raw()).decode()

    def seal(self, kind: str, body: Mapping[str, Any]) -> str:
        """``body`` as a sealed text of this ``kind``."""
        text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        signature = base64.b64encode(self._key().sign(_signed(kind, text))).decode()
        return json.dumps(
            {"format": 1, "kind": kind, "key": self.public, "body": text, "signature": signature}, ensure_ascii=False
        )

    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


@dataclass(frozen=True, slots=True)
class Sealed:
    """An opened text: its signature fits ``key``. Whether that key is to be believed is for the caller to say."""

    key: str
    body: dict[str, Any]


def open_sealed(text: str | bytes, kind: str) -> Sealed:
    """The body of a sealed text; raises `Untrusted` when it is damaged, of another kind, or not signed by its key."""
    try:
        outer = json.loads(text)
    except (ValueError, RecursionError):
        raise Untrusted(f"the {kind}'s signature is damaged: not a sealed text") from None
    if not isinstance(outer, dict) or set(outer) != _FIELDS or outer["format"] != 1 or outer["kind"] != kind:
        raise Untrusted(f"the {kind}'s signature is damaged, or of another kind")
    key, body, signature = outer["key"], outer["body"], outer["signature"]
    if not (is_public_key(key) and isinstance(body, str) and isinstance(signature, str)):
        raise Untrusted(f"the {kind}'s signature is damaged")
    try:
        known = Ed25519PublicKey.from_public_bytes(base64.b64decode(key.removeprefix(_PREFIX)))
        known.verify(base64.b64decode(signature, validate=True), _signed(kind, body))
    except (InvalidSignature, ValueError, binascii.Error, UnicodeEncodeError):
        raise Untrusted(f"the {kind}'s signature does not fit: it was changed after it was signed") from None
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        raise Untrusted(f"the {kind} holds something that is not JSON") from None
    if not isinstance(said, dict):
        raise Untrusted(f"the {kind} holds something else than an object")
    return Sealed(key, said)


def _signed(kind: str, body: str) -> bytes:
    return f"assist/{kind}/1\n".encode() + body.encode()


def is_public_key(text: object) -> bool:
    """Whether ``text`` is a public key as we write it."""
    return isinstance(text, str) and _PUBLIC.fullmatch(text) is not None


def fingerprint(key: str) -> str:
    """Sixteen hexadecimal digits of the key's SHA-256 in groups of four: short enough to be read out on the phone."""
    digits = hashlib.sha256(key.encode()).hexdigest()[:16]
    return " ".join(digits[i : i + 4] for i in range(0, 16, 4))


def read_public_key(text: str) -> str:
    """A public key, given as itself or as a file that holds it; raises `InputError`."""
    given = text.strip()
    if not is_public_key(given):
        try:
            given = Path(text).expanduser().read_text(encoding="utf-8").strip().split("\n")[0].split(" ")[0]
        except (OSError, ValueError):
            raise InputError(f'"{text}" is neither a public key (ed25519:…) nor a file that holds one') from None
    if not is_public_key(given):
        raise InputError(f'"{text}" is not a public key: expected ed25519: and 44 characters')
    return given


def write_key_file(path: Path, signer: Signer) -> None:
    """A private key's file, readable by its owner only; raises `StoreError`, also when there is one already."""
    record = json.dumps({"format": 1, "kind": "private-key", "name": signer.name, "seed": signer.seed.hex()})
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise StoreError(f"{path} is there already; a key is never overwritten") from None
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}") from error
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(record + "\n")


def read_key_file(path: Path) -> Signer:
    """The private key in a file; raises `InputError` when there is none, or others can read it."""
    try:
        with path.open(encoding="utf-8") as file:
            if os.name == "posix" and stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
                raise InputError(f"{path} can be read by others; make it your own first: chmod 600 {path}")
            record = json.load(file)
        seed = bytes.fromhex(record["seed"])
        name = str(record.get("name", ""))
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InputError(f"{path} is not a key file of Assist") from None
    if len(seed) != SEED_BYTES:
        raise InputError(f"{path} is not a key file of Assist")
    return Signer(seed, name)
