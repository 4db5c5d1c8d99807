"""Whose signatures this machine believes: pinned public keys, what each may do, and what became of them.

Keys are pinned by hand (`Trust.pin`). From then on a pinned publisher may, by signed statements that come with the
channel, let in further keys, pass on to a new key of its own, and revoke keys. No statement brings a revoked key back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from assist.domain.errors import InputError, StoreError, Untrusted
from assist.packs.sealing import Sealed, Signer, fingerprint, is_public_key, open_sealed
from assist.packs.writing import read_record, write_record

STATEMENT = "key-statement"


class Role(StrEnum):
    """What a key may do."""

    PUBLISH = "publish"
    PROPOSE = "propose"


class Standing(StrEnum):
    """Whether a key is believed. A retired one passed on to another: what it signed before still counts."""

    TRUSTED = "trusted"
    RETIRED = "retired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class PinnedKey:
    """A key this machine knows. ``packs``: the ids it is for, empty for all; ``until``: the last of a retired one."""

    key: str
    name: str = ""
    role: Role = Role.PUBLISH
    packs: tuple[str, ...] = ()
    standing: Standing = Standing.TRUSTED
    until: int = 0

    def covers(self, pack_id: str) -> bool:
        """Whether it is for this pack."""
        return not self.packs or pack_id in self.packs

    @property
    def who(self) -> str:
        """Name and fingerprint, for people."""
        return f"{self.name} ({fingerprint(self.key)})" if self.name else fingerprint(self.key)


class Trust:
    """The pinned keys in ``path``, read anew for each question, so that a change counts at once."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def known(self) -> tuple[PinnedKey, ...]:
        """All keys, in the order they came. Raises `StoreError` when the file is there and cannot be read."""
        if not self._path.exists():
            return ()
        record = read_record(self._path)
        try:
            rows = record["keys"] if record is not None else None
            return tuple(_key(row) for row in rows)  # type: ignore[union-attr]  # what is not a list raises
        except (TypeError, KeyError, ValueError) as error:
            raise StoreError(f"{self._path} is damaged; without it no signature can be judged") from error

    def get(self, key: str) -> PinnedKey | None:
        """What is known of a key."""
        return next((k for k in self.known() if k.key == key), None)

    def pin(self, key: str, name: str = "", role: Role = Role.PUBLISH, packs: Iterable[str] = ()) -> PinnedKey:
        """Believe ``key`` from now on; pinning it again changes what it may do. Raises `InputError`."""
        if not is_public_key(key):
            raise InputError(f'"{key}" is not a public key')
        return self._put(PinnedKey(key, name, role, tuple(packs)))

    def revoke(self, key: str) -> PinnedKey:
        """Never believe ``key`` again."""
        return self._put(replace(self.get(key) or PinnedKey(key), standing=Standing.REVOKED))

    def demands(self, pack_id: str) -> bool:
        """Whether versions of this pack must be signed: as soon as any publisher's key was pinned for it."""
        return any(k.role is Role.PUBLISH and k.covers(pack_id) for k in self.known())

    def believe(self, key: str, pack_id: str | None, sequence: int, role: Role = Role.PUBLISH) -> PinnedKey:
        """The pinned key, when it may sign this; raises `Untrusted` with the reason in one line."""
        known = self.get(key)
        if known is None:
            raise Untrusted(f"it is signed by {fingerprint(key)}, which is not a key that is pinned here")
        if known.standing is Standing.REVOKED:
            raise Untrusted(f"it is signed by {known.who}, a key that was revoked")
        if known.standing is Standing.RETIRED and sequence > known.until:
            raise Untrusted(f"it is signed by {known.who}, a key that was replaced before this was signed")
        if role is Role.PUBLISH and known.role is not Role.PUBLISH:
            raise Untrusted(f"it is signed by {known.who}, who may propose but not publish")
        if pack_id is not None and not known.covers(pack_id):
            raise Untrusted(f"it is signed by {known.who}, whose key is pinned for other packs")
        return known

    def apply(self, statements: Iterable[str]) -> tuple[str, ...]:
        """Take in what publishers say about keys, as far as it is believed; returns a line for each change."""
        waiting, changes, moved = list(statements), [], True
        while moved:
            moved, left = False, []
            for text in waiting:
                change = self._apply(text)
                if change is None:
                    left.append(text)  # its signer may be let in by another statement
                elif change:
                    changes.append(change)
                    moved = True
            waiting = left
        return tuple(changes)

    def _apply(self, text: str) -> str | None:
        """What changed; empty when it was known already, ``None`` when it is not believed (yet)."""
        try:
            said = open_sealed(text, STATEMENT)
            signer = self.believe(said.key, None, int(said.body["sequence"]))
            return self._take(signer, said)
        except (Untrusted, KeyError, ValueError, TypeError):
            return None

    def _take(self, signer: PinnedKey, said: Sealed) -> str | None:
        what, key = said.body["what"], said.body["key"]
        if not is_public_key(key) or (signer.packs and what != "rotate"):
            return None  # who is for some packs only decides on no key but its own
        known = self.get(key)
        if what == "revoke":
            revoked = known is not None and known.standing is Standing.REVOKED
            return "" if revoked else f"revoked: {self.revoke(key).who}"
        if known is not None:
            return ""
        return self._let_in(signer, said.body)

    def _let_in(self, signer: PinnedKey, body: dict[str, Any]) -> str | None:
        key, name = body["key"], str(body.get("name", ""))
        if body["what"] == "rotate":
            self._put(replace(signer, standing=Standing.RETIRED, until=int(body["sequence"])))
            return f"replaced by {self._put(PinnedKey(key, name or signer.name, signer.role, signer.packs)).who}"
        if body["what"] == "grant":
            packs = tuple(map(str, body.get("packs", ())))
            return f"let in: {self._put(PinnedKey(key, name, Role(body['role']), packs)).who}"
        return None

    def _put(self, key: PinnedKey) -> PinnedKey:
        others = self.known()
        known = any(k.key == key.key for k in others)
        after = tuple(key if k.key == key.key else k for k in others) if known else (*others, key)
        try:
            write_record(self._path, {"format": 1, "keys": [asdict(k) for k in after]})
        except OSError as error:
            raise StoreError(f"{self._path} cannot be written: {error.strerror}") from error
        return key


def _key(row: dict[str, Any]) -> PinnedKey:
    if not is_public_key(row["key"]):
        raise ValueError(row["key"])
    return PinnedKey(
        key=row["key"],
        name=str(row["name"]),
        role=Role(row["role"]),
        packs=tuple(map(str, row["packs"])),
        standing=Standing(row["standing"]),
        until=int(row["until"]),
    )


def grant(signer: Signer, let_in: PinnedKey, sequence: int) -> str:
    """The statement that lets a key in."""
    body = {"what": "grant", "key": let_in.key, "name": let_in.name, "role": let_in.role.value}
    return signer.seal(STATEMENT, {**body, "packs": list(let_in.packs), "sequence": sequence})


def rotate(signer: Signer, new: Signer, sequence: int) -> str:
    """The statement, signed by the old key, that the new one takes its place."""
    body = {"what": "rotate", "key": new.public, "name": new.name, "sequence": sequence}
    return signer.seal(STATEMENT, body)


def revoke(signer: Signer, key: str, reason: str, sequence: int) -> str:
    """The statement that ``key`` must not be believed any more."""
    return signer.seal(STATEMENT, {"what": "revoke", "key": key, "reason": reason, "sequence": sequence})
