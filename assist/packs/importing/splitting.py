"""Long documents into articles by their headings, so that a hit shows what answers and an editor shows a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from assist.domain.text import is_han
from assist.packs.importing.headings import fenced, heading_of, plain_heading
from assist.packs.importing.model import Document
from assist.packs.importing.slugs import free, slug

LONG = 6000
"""Characters an article may have before it is split; a Chinese one counts half as much again."""
SHORT = 300
HARD = 400_000


@dataclass(frozen=True, slots=True)
class _Section:
    title: str
    text: str


def split(document: Document, longest: int = LONG) -> list[tuple[str, Document]]:
    """The document whole, or its sections; each with the key of the section (empty for what stands before any)."""
    if document.kind != "article" or _size(document.body) <= longest:
        return [("", document)]
    out: list[tuple[str, Document]] = []
    taken: set[str] = set()
    for section in _pieces(document.body, longest):
        key = free(slug(section.title, 48), taken) if section.title else ""
        if key in taken:
            key = free("more", taken)
        taken.add(key)
        out.append((key, replace(document, title=_title(document.title, section.title), body=section.text)))
    return out


def _title(whole: str, part: str) -> str:
    if not part:
        return whole
    colon = "：" if any(map(is_han, whole + part)) else ": "
    return f"{whole}{colon}{part}"[:200]


def _pieces(body: str, longest: int, above: int = 0) -> Iterator[_Section]:
    """Sections by the highest level of headings below ``above``; those that are still too long by the next one."""
    levels = sorted({level for level, _ in _headings(body) if level > above})
    if not levels:
        yield from _hard(_Section("", body))
        return
    for section in _merged(list(_at(body, levels[0])), levels[0]):
        if _size(section.text) <= longest:
            yield section
            continue
        for part in _pieces(section.text, longest, levels[0]):
            yield _Section(" › ".join(filter(None, (section.title, part.title))), part.text)


def _headings(body: str) -> Iterator[tuple[int, str]]:
    for code, piece in fenced(body):
        if not code:
            yield from (found for line in piece.splitlines() if (found := heading_of(line)))


def _at(body: str, level: int) -> Iterator[_Section]:
    """The text before the first heading of ``level``, and each section under one, without the heading itself."""
    title, lines = "", [""]
    for code, piece in fenced(body):
        if code:
            lines.append(piece)
            continue
        for line in piece.splitlines(keepends=True):
            found = heading_of(line.rstrip("\n"))
            if found and found[0] == level:
                yield _Section(title, "".join(lines).strip("\n"))
                title, lines = plain_heading(found[1]), []
            else:
                lines.append(line)
    yield _Section(title, "".join(lines).strip("\n"))


def _merged(sections: list[_Section], level: int) -> list[_Section]:
    """Without empty sections; a very short one joins the one before it, under its heading."""
    out: list[_Section] = []
    for section in sections:
        if not section.text.strip() and not section.title:
            continue
        if len(section.text) < SHORT and out and section.title:
            before = out[-1]
            text = f"{before.text}\n\n{'#' * level} {section.title}\n\n{section.text}".strip("\n")
            out[-1] = _Section(before.title, text)
        else:
            out.append(section)
    return out


def _hard(section: _Section) -> Iterator[_Section]:
    """A section as it is; one of hundreds of pages in pieces between paragraphs."""
    if len(section.text) <= HARD:
        yield section
        return
    piece: list[str] = []
    size = number = 0
    for paragraph in re.split(r"(?<=\n)\n+", section.text):
        if size + len(paragraph) > HARD and piece:
            number += 1
            yield _Section(f"{section.title} {number}".strip(), "\n\n".join(piece))
            piece, size = [], 0
        piece.append(paragraph)
        size += len(paragraph)
    yield _Section(f"{section.title} {number + 1}".strip(), "\n\n".join(piece))


def _size(text: str) -> float:
    return len(text) + 0.5 * sum(map(is_han, text))
