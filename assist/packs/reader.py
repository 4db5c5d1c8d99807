"""Reads a pack folder into a `Pack`, listing every fault with its file and line.

Nothing here keeps state, so it can run in any process.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from assist.domain.errors import Fault, PackError
from assist.domain.pack import Pack
from assist.packs import front_matter, parts, toml_lines
from assist.packs.draft import Draft
from assist.packs.files import PackFile, pack_digest, read_files
from assist.packs.references import check_masks, check_references
from assist.packs.source import LANGUAGE, Findings, Source, Table

SEMVER = re.compile(
    r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?"
)
PACK_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9_-])?")

_PACK_KEYS = frozenset({"id", "name", "version", "languages", "publisher", "description"})
_TOML_PLACE = re.compile(r" ?\(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True, slots=True)
class PackReport:
    """What a check found; ``pack`` is ``None`` when there are faults."""

    pack: Pack | None
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_T = TypeVar("_T", bound=_Named)


def read_pack(folder: Path) -> Pack:
    """The pack in ``folder``; raises `PackError` with every fault.

    Masks do not count: a pack that is in use stays in use, and what has masks in it is not offered.
    """
    report = _report(folder, authored=False)
    if report.pack is None:
        raise PackError(report.faults)
    return report.pack


def check_pack(folder: Path) -> PackReport:
    """The pack with everything that is wrong with it, and everything its author should look at."""
    return _report(folder, authored=True)


def sound_pack(folder: Path) -> Pack:
    """The pack in ``folder`` as it may go to the agents; raises `PackError` with every fault, masks among them."""
    report = check_pack(folder)
    if report.pack is None:
        raise PackError(report.faults)
    return report.pack


def _report(folder: Path, *, authored: bool) -> PackReport:
    findings = Findings()
    if not (folder / "pack.toml").is_file():
        where = "no pack.toml in this folder" if folder.is_dir() else "no such folder"
        return PackReport(None, (Fault("pack.toml", 0, f"{where}: {folder.name}"),), ())
    files = read_files(folder, findings)
    draft = Draft()
    pack = assemble(files, folder, draft, findings)
    check_references(draft, pack)
    if authored:
        check_masks(draft)
    faults = tuple(sorted(set(findings.faults)))
    return PackReport(None if faults else pack, faults, tuple(sorted(set(findings.warnings))))


def assemble(files: tuple[PackFile, ...], folder: Path, draft: Draft, findings: Findings) -> Pack:
    """The pack that ``files`` make, its references unchecked; its parts are left in ``draft``."""
    head: Table | None = None
    for file in files:
        table = read_part(file, draft, findings)
        head = table if file.path == "pack.toml" else head
    return put_together(head, draft, folder, files)


def read_part(file: PackFile, draft: Draft, findings: Findings) -> Table | None:
    """Put what ``file`` holds into ``draft``; returns the table of a TOML file."""
    top, _, rest = file.path.partition("/")
    if file.text is None:
        if rest and top in {"articles", "snippets", "forms", "playbooks"}:
            kind = ".md" if top in {"articles", "snippets"} else ".toml"
            findings.warnings.append(Fault(file.path, 0, f"not read: only {kind} files are, in {top}"))
        return None
    if file.path.endswith(".md"):
        _read_markdown(file.path, file.text, draft, findings)
        return None
    table = _read_toml(file.path, file.text, findings)
    if table is None:
        return None
    if top == "forms":
        draft.forms.append((parts.form(table), table))
    elif top == "playbooks":
        draft.playbooks.append((parts.playbook(table), table))
    elif top == "tone.toml":
        draft.tones.extend(parts.tones(table))
    elif top == "routes.toml":
        table.only(frozenset({"route", "category"}))
        draft.routes.extend((parts.route(row), row) for row in table.tables("route"))
        draft.categories.extend((parts.category(row), row) for row in table.tables("category"))
    return table


def _read_markdown(path: str, text: str, draft: Draft, findings: Findings) -> None:
    try:
        matter = front_matter.split(text)
    except front_matter.FrontMatterFault as fault:
        findings.faults.append(Fault(path, fault.line, str(fault)))
        return
    lines = {(): 1, **matter.lines}
    table = Table(Source(path, findings, lambda: lines), matter.data)
    if path.startswith("articles/"):
        draft.articles.append((parts.article(table, matter.body, path), table))
    else:
        draft.snippets.append((parts.snippet(table, matter.body, path), table))


def _read_toml(path: str, text: str, findings: Findings) -> Table | None:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _TOML_PLACE.search(str(error))
        line = int(found[1]) if found and found[1] else text.count("\n") + 1
        findings.faults.append(Fault(path, line, f"not TOML: {_TOML_PLACE.sub('', str(error))}"))
        return None
    except (RecursionError, ValueError) as error:
        findings.faults.append(Fault(path, 0, f"not TOML: {str(error).splitlines()[0] if str(error) else 'too deep'}"))
        return None
    return Table(Source(path, findings, partial(_toml_places, text)), data)


def _toml_places(text: str) -> dict[tuple[str | int, ...], int]:
    return {(): 1, **toml_lines.locate(text)}


def put_together(head: Table | None, draft: Draft, folder: Path, files: tuple[PackFile, ...]) -> Pack:
    """The pack out of the parts in ``draft``; ``head`` is the table of ``pack.toml``."""
    table = head.sub("pack") if head is not None else None
    articles = _unique(draft.articles, "article")
    values = _head(table) if table is not None else {"languages": ("en",)}
    languages = values["languages"]
    return Pack(
        id=str(values.get("id", "")),
        name=str(values.get("name", "")),
        version=str(values.get("version", "")),
        languages=languages if isinstance(languages, tuple) else ("en",),
        publisher=str(values.get("publisher", "")),
        description=str(values.get("description", "")),
        articles=articles,
        snippets=_unique(draft.snippets, "snippet"),
        forms=_unique(draft.forms, "form"),
        routes=_unique(draft.routes, "route"),
        categories=_unique(draft.categories, "category"),
        playbooks=_unique(draft.playbooks, "playbook"),
        tones=tuple(draft.tones),
        root=str(folder),
        digest=pack_digest(files),
        article_count=len(articles),
    )


def _head(table: Table) -> dict[str, str | tuple[str, ...]]:
    table.only(_PACK_KEYS)
    pack_id, version = table.id(), table.text("version", required=True)
    if pack_id and not PACK_ID.fullmatch(pack_id):
        table.fault("id", f'"{pack_id}" is not a pack id: up to 64 letters, digits, "-", "_" and "." (no other signs)')
    if version and not SEMVER.fullmatch(version):
        table.fault("version", f'"{version}" is not a version such as 1.4.0')
    languages = table.strings("languages", one=True) or ("en",)
    for i, tag in enumerate(languages):
        if not LANGUAGE.fullmatch(tag):
            table.source.fault((*table.path, "languages", i), f'"{tag}" is not a language tag such as en or zh')
    first = languages[0]
    return {
        "id": pack_id,
        "version": version,
        "languages": languages,
        "name": table.local("name", required=True).get(first),
        "publisher": table.local("publisher").get(first),
        "description": table.local("description").get(first),
    }


def _unique(rows: list[tuple[_T, Table]], what: str) -> tuple[_T, ...]:
    """The parts in order, each id once; a second one is a fault that names the first."""
    first: dict[str, tuple[_T, Table]] = {}
    for part, table in rows:
        if not part.id:
            continue  # already a fault
        if part.id in first:
            other = first[part.id][1]
            place = f"{other.source.file}:{other.source.line((*other.path, 'id'))}"
            table.fault("id", f'the {what} id "{part.id}" is already used in {place}')
        else:
            first[part.id] = (part, table)
    return tuple(part for part, _ in first.values())
