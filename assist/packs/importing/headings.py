"""Headings and code blocks of Markdown, and the title of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,})")
_HEADING = re.compile(r"^(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*$")
_UNDERLINED = re.compile(r"\A\s*([^\n#>|-][^\n]*)\n=+[ \t]*(?:\n|\Z)")


def titled(body: str, title: str, stem: str) -> tuple[str, str]:
    """The title, out of the first heading where none is given, and the body without a heading that repeats it."""
    match = _UNDERLINED.match(body)
    first, rest = (match[1].strip(), body[match.end() :]) if match else _first_heading(body)
    if first and (not title or _plain(first) == _plain(title)):
        return plain_heading(title or first), rest.strip("\n")
    return plain_heading(title) or stem.replace("_", " ").replace("-", " ").strip() or "x", body.strip("\n")


def plain_heading(text: str) -> str:
    """A heading without marks and anchors, on one line."""
    bare = re.sub(r"\s*\{#[^}]*\}", "", text)
    bare = re.sub(r"[*`]|(?<!\w)_|_(?!\w)|<[^<>]*>", "", bare)
    return " ".join(bare.split())[:200]


def heading_of(line: str) -> tuple[int, str] | None:
    """Level and text of a heading line."""
    match = _HEADING.match(line)
    return (len(match[1]), match[2]) if match else None


def fenced(text: str) -> Iterator[tuple[bool, str]]:
    """The text in pieces: (whether it is a code block, the piece with its line ends)."""
    piece: list[str] = []
    fence = ""
    for line in text.splitlines(keepends=True):
        match = _FENCE.match(line)
        if not fence and match:
            if piece:
                yield False, "".join(piece)
            piece, fence = [line], match[1]
        elif fence and match and match[1].startswith(fence) and not line.strip().strip(fence[0]):
            yield True, "".join([*piece, line])
            piece, fence = [], ""
        else:
            piece.append(line)
    if piece:
        yield bool(fence), "".join(piece)


def _first_heading(body: str) -> tuple[str, str]:
    stripped = body.lstrip("\n")
    line, _, rest = stripped.partition("\n")
    found = heading_of(line)
    return (found[1], rest) if found and found[0] <= 2 else ("", body)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", plain_heading(text)).casefold()
