"""Reads a pack again and again, each article and snippet only when its file changed: a check after every save."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from assist.domain.pack import Article, Pack, Snippet
from assist.packs.draft import Draft
from assist.packs.files import PackFile, list_files, read_file
from assist.packs.reader import put_together, read_part
from assist.packs.references import check_masks, check_references
from assist.packs.source import Findings, Table

Stamp = tuple[int, int, int]


@dataclass(slots=True)
class _Known:
    """A Markdown file as it was read; what checks across files found in it stands behind its own findings."""

    stamp: Stamp
    file: PackFile | None
    articles: list[tuple[Article, Table]]
    snippets: list[tuple[Snippet, Table]]
    findings: Findings
    faults: int
    warnings: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A pack, its parts with their places, its files, and everything found in them."""

    pack: Pack
    draft: Draft
    files: tuple[PackFile, ...]
    findings: Findings


class KnownFiles:
    """The files of one folder as they were read last."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, _Known] = {}

    def read(self) -> Reading:
        """The pack as it is now."""
        findings, draft = Findings(), Draft()
        head: Table | None = None
        files: list[PackFile] = []
        seen: dict[str, _Known] = {}
        for path, entry in list_files(self._folder, findings):
            if path.endswith(".md"):
                known = seen[path] = self._markdown(path, entry)
                draft.articles += known.articles
                draft.snippets += known.snippets
                files += [known.file] if known.file is not None else []
                continue
            file = read_file(path, entry.path, findings)
            if file is not None:
                files.append(file)
                table = read_part(file, draft, findings)
                head = table if path == "pack.toml" else head
        self._known = seen
        pack = put_together(head, draft, self._folder, tuple(files))
        check_references(draft, pack)
        check_masks(draft)
        for known in seen.values():
            findings.faults += known.findings.faults
            findings.warnings += known.findings.warnings
        return Reading(pack, draft, tuple(files), findings)

    def _markdown(self, path: str, entry: os.DirEntry[str]) -> _Known:
        found = entry.stat()
        stamp = (found.st_size, found.st_mtime_ns, found.st_ino)
        known = self._known.get(path)
        if known is not None and known.stamp == stamp:
            del known.findings.faults[known.faults :]
            del known.findings.warnings[known.warnings :]
            return known
        findings, draft = Findings(), Draft()
        file = read_file(path, entry.path, findings)
        if file is not None:
            read_part(file, draft, findings)
        noted = len(findings.faults), len(findings.warnings)
        return _Known(stamp, file, draft.articles, draft.snippets, findings, *noted)
