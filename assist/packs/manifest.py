"""``manifest.json`` of a built pack: its head, and the SHA-256 of every file, written in one way only.

One way only, because a machine that gets a delta puts the new manifest together itself, and its digest must come out
as the one that was signed: JSON in UTF-8, keys sorted by code point, no spaces, no escapes but JSON's own, a line feed
at the end.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from assist.domain.errors import Fault, PackError

NAME = "manifest.json"
SIGNATURE = "manifest.sig"


@dataclass(frozen=True, slots=True)
class Manifest:
    """``files`` maps paths to SHA-256 in hexadecimal; neither the manifest nor its signature is among them."""

    id: str
    name: str
    version: str
    languages: tuple[str, ...]
    files: dict[str, str]

    def text(self) -> bytes:
        """The bytes of ``manifest.json``."""
        said = {"format": 1, "pack": self.head(), "files": self.files}
        return (json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode()

    def head(self) -> dict[str, Any]:
        """What stands under ``pack``."""
        return {"id": self.id, "name": self.name, "version": self.version, "languages": list(self.languages)}

    @property
    def digest(self) -> str:
        """SHA-256 of its bytes: what a signature is for."""
        return hashlib.sha256(self.text()).hexdigest()


def make_manifest(head: dict[str, Any], files: dict[str, str]) -> Manifest:
    """From the parts in a file; raises `PackError`."""
    try:
        languages = tuple(map(str, head["languages"]))
        return Manifest(str(head["id"]), str(head["name"]), str(head["version"]), languages, files)
    except (KeyError, TypeError):
        raise PackError((Fault(NAME, 0, 'not a manifest: "pack" must hold id, name, version, languages'),)) from None


def read_manifest(text: bytes) -> Manifest:
    """A built pack's manifest; raises `PackError` when it is not one, or not written in the one way."""
    try:
        said = json.loads(text)
        files = {str(path): str(digest) for path, digest in said["files"].items()}
        head = said["pack"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise PackError((Fault(NAME, 0, "not the manifest of a built pack"),)) from None
    made = make_manifest(head, files)
    if made.text() != text:
        raise PackError((Fault(NAME, 0, "not written as a built pack's manifest is"),))
    return made
