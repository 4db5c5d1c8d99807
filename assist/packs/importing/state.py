"""What an import remembers in the pack's hidden folder ``.import``: the digest of each source, and what it became.

The pack reader passes over hidden folders, so nothing of this is part of the pack.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assist.packs.importing.model import LeftOut
from assist.packs.importing.writing import write

FOLDER = ".import"
VERSION = 1


@dataclass
class Output:
    """A file made of a source: its place, its id, the digest of what was written, and that of its text alone."""

    path: str
    id: str
    written: str
    text: str


@dataclass
class Entry:
    """One source as it was brought in last. ``again``: it must be read again although it did not change."""

    digest: str
    outputs: dict[str, Output] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    again: bool = False


class State:
    """The state of one pack folder; a damaged file counts as none."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FOLDER / "state.json"
        data = _read(self.path)
        self.entries = {key: _entry(row) for key, row in data.get("sources", {}).items()}
        self.boilerplate: dict[str, list[str]] = dict(data.get("boilerplate", {}))
        self.near: list[list[Any]] = list(data.get("near", []))
        self.options = data.get("options")

    def save(self) -> None:
        """Write it, whole or not at all."""
        rows = {
            key: {
                "digest": e.digest,
                "outputs": {k: [o.path, o.id, o.written, o.text] for k, o in e.outputs.items()},
                "left_out": [[x.what, x.why] for x in e.left_out],
                **({"again": True} if e.again else {}),
            }
            for key, e in sorted(self.entries.items())
        }
        data = {"version": VERSION, "options": self.options, "sources": rows, "boilerplate": self.boilerplate,
                "near": self.near}  # fmt: skip
        write(self.path, json.dumps(data, ensure_ascii=False, indent=0) + "\n")

    def owners(self) -> dict[str, str]:
        """The text digest of everything brought in, to the key of the source it came from."""
        return {o.text: key for key, e in sorted(self.entries.items()) for o in e.outputs.values()}


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) and data.get("version") == VERSION else {}


def _entry(row: dict[str, Any]) -> Entry:
    outputs = {key: Output(*values) for key, values in row.get("outputs", {}).items()}
    left = [LeftOut(what, why) for what, why in row.get("left_out", [])]
    return Entry(row.get("digest", ""), outputs, left, bool(row.get("again")))
