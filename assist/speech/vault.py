"""Sound on disk, where the team turned that on: encrypted in blocks with AES-256-GCM, never in the clear.

The file: ``ASAU1``, an 8-byte random prefix, then blocks of a 4-byte length and that many bytes. A block's nonce is the
prefix and its number (NIST SP 800-38D, 8.2.1), its associated data the header, the number, and whether it is the last:
blocks can be neither changed, moved, nor dropped from the end unseen. In a block: two channels of 16-bit samples at
16 kHz.
"""

from __future__ import annotations

import secrets
import struct
import time
from pathlib import Path
from typing import BinaryIO

import numpy as np

from assist.domain.errors import InputError, WrongKey
from assist.speech.sound import RATE, Samples

_MAGIC = b"ASAU1"
_BLOCK = 10 * RATE
KEY_BYTES = 32


class Vault:
    """One encrypted recording being written. At most ten seconds are lost when the process is killed."""

    def __init__(self, file: BinaryIO, key: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - only where sound is kept

        self._file = file
        self._cipher = AESGCM(key)
        self._prefix = secrets.token_bytes(8)
        self._number = 0
        self._waiting = [np.zeros(0, np.float32), np.zeros(0, np.float32)]
        file.write(_MAGIC + self._prefix)

    @classmethod
    def new(cls, folder: Path, key: bytes) -> Vault:
        """A new file in ``folder``, named after the moment. Raises `InputError` when it cannot be made."""
        if len(key) != KEY_BYTES:
            raise InputError("sound is to be kept, but there is no key for it")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / f"{time.strftime('%Y%m%d-%H%M%S', time.gmtime())}-{secrets.token_hex(3)}.asau"
            return cls(path.open("xb"), key)
        except OSError as error:
            raise InputError(f"sound cannot be kept in {folder}: {error.strerror or error}") from None

    def add(self, agent: Samples, customer: Samples) -> None:
        """The next samples of both sides; the shorter side waits for the longer."""
        self._waiting = [np.concatenate([a, b]) for a, b in zip(self._waiting, (agent, customer), strict=True)]
        if max(w.size for w in self._waiting) >= _BLOCK:
            self._write(_BLOCK, last=False)

    def close(self) -> None:
        """Write what waits, and end the file."""
        self._write(max(w.size for w in self._waiting), last=True)
        self._file.close()

    def _write(self, size: int, *, last: bool) -> None:
        both = np.stack([np.pad(w[:size], (0, size - min(size, w.size))) for w in self._waiting], axis=1)
        self._waiting = [w[size:] for w in self._waiting]
        plain = (np.clip(both, -1, 1) * 32767).astype("<i2").tobytes()
        sealed = self._cipher.encrypt(
            _nonce(self._prefix, self._number), plain, _bound(self._prefix, self._number, last=last)
        )
        self._file.write(struct.pack("<I", len(sealed)) + sealed)
        self._file.flush()
        self._number += 1


def open_vault(path: Path, key: bytes) -> tuple[Samples, Samples, bool]:
    """Both sides of a kept recording, and whether it was ended properly. Raises `WrongKey` and `InputError`."""
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path.name}: cannot be read ({error.strerror or error})") from None
    if data[: len(_MAGIC)] != _MAGIC:
        raise InputError(f"{path.name}: this is no recording of Assist's")
    prefix, at, number, ended, plain = data[5:13], 13, 0, False, b""
    cipher = AESGCM(key)
    while at + 4 <= len(data):
        (length,) = struct.unpack_from("<I", data, at)
        sealed, at = data[at + 4 : at + 4 + length], at + 4 + length
        last = at >= len(data)
        for kind in (True, False) if last else (False,):
            try:
                plain += cipher.decrypt(_nonce(prefix, number), sealed, _bound(prefix, number, last=kind))
                ended = kind
                break
            except InvalidTag:
                continue
        else:
            if number == 0:
                raise WrongKey(f"{path.name}: this key does not open it")
            raise InputError(f"{path.name}: it is damaged after {number * 10} seconds")
        number += 1
    sides = np.frombuffer(plain, "<i2").reshape(-1, 2).astype(np.float32) / 32767
    return np.ascontiguousarray(sides[:, 0]), np.ascontiguousarray(sides[:, 1]), ended


def _nonce(prefix: bytes, number: int) -> bytes:
    return prefix + struct.pack("<I", number)


def _bound(prefix: bytes, number: int, *, last: bool) -> bytes:
    return _MAGIC + prefix + struct.pack("<I?", number, last)
