"""What an import did, and everything it left out and why."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assist.packs.importing.duplicates import Pair
from assist.packs.importing.model import LeftOut
from assist.packs.importing.state import FOLDER
from assist.packs.importing.writing import write

NAME = "import-report.json"
_SHOWN = 8


@dataclass
class Report:
    """Counts are of files of the pack, but for ``sources``, ``imported``, ``unchanged`` and ``empty``: source files.

    Every source is in exactly one of ``imported``, ``unchanged`` and ``empty`` (left out as a whole).
    """

    folder: str
    sources: int = 0
    imported: int = 0
    unchanged: int = 0
    empty: int = 0
    articles: int = 0
    snippets: int = 0
    written: int = 0
    removed: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    duplicates: list[tuple[str, str]] = field(default_factory=list)
    near: list[Pair] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    deleted_here: list[str] = field(default_factory=list)
    placeholders: dict[str, list[str]] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    made: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Everything, as plain data."""
        return {
            **self.__dict__,
            "left_out": [{"what": x.what, "why": x.why} for x in self.left_out],
            "duplicates": [{"what": one, "same_as": two} for one, two in self.duplicates],
            "near": [{"one": p.one, "two": p.two, "alike": p.alike} for p in self.near],
        }

    @property
    def path(self) -> Path:
        """Where it is kept: beside the state."""
        return Path(self.folder) / FOLDER / NAME

    def save(self) -> None:
        """Write it."""
        write(self.path, json.dumps(self.to_json(), ensure_ascii=False, indent=1) + "\n")

    def lines(self) -> list[str]:
        """For people: counts first, then what they have to look at."""
        out = [
            f"{self.sources:,} files: {self.imported:,} read, {self.unchanged:,} unchanged, {self.empty:,} left out",
            f"{self.articles:,} articles and {self.snippets:,} snippets in {self.folder}, {self.written:,} written now",
        ]
        reasons = Counter(x.why for x in self.left_out)
        for why, count in reasons.most_common():
            first = [x.what for x in self.left_out if x.why == why][:2]
            more = ", …" if count > len(first) else ""
            out.append(f"  left out: {count:,} × {why} ({', '.join(first)}{more})")
        out += _listed("same text as another, left out", [f"{one} = {two}" for one, two in self.duplicates])
        out += _listed("nearly the same", [f"{p.alike:.0%}  {p.one}  {p.two}" for p in self.near])
        out += _listed(
            f"edited here and changed at the source: yours is kept, the new text is in {FOLDER}/conflicts",
            self.conflicts,
        )
        out += _listed("deleted here, not brought back", self.deleted_here)
        out += _listed("no longer in its source, removed", self.removed)
        out += _listed("the source is gone, its articles stay", self.gone)
        out += _listed(
            "placeholders without a field, now words in brackets",
            [f"{path}: {', '.join(names)}" for path, names in sorted(self.placeholders.items())],
        )
        return out + _listed("made", self.made)


def _listed(what: str, items: list[str]) -> list[str]:
    if not items:
        return []
    shown = [f"    {item}" for item in items[:_SHOWN]]
    return [
        f"  {what}: {len(items):,}",
        *shown,
        *([f"    … {len(items) - _SHOWN:,} more"] if len(items) > _SHOWN else []),
    ]
