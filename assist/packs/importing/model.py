"""What readers of foreign files hand over: documents as Markdown, and what they could not take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Decode = Callable[[bytes, str], str]
"""``decode(data, name)``: text in whatever encoding; raises `InputError`. A module-level function: a child calls it."""

ReadImage = Callable[[bytes], str]
"""The text in an image file; empty where there is none."""

ARTICLE, SNIPPET = "article", "snippet"


@dataclass(frozen=True, slots=True)
class Picture:
    """An image in a document; ``mark`` stands for it in the body. ``data`` is ``None`` where it is not at hand."""

    mark: str
    name: str
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One article or snippet to be. ``key`` names it within its source; ``language`` is empty where it is not said."""

    key: str
    title: str
    body: str
    kind: str = ARTICLE
    language: str = ""
    tags: tuple[str, ...] = ()
    internal: bool = False
    when: str = ""
    origin: str = ""
    web: bool = False
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class LeftOut:
    """What was not brought in, and why, in words."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Converted:
    """What one file holds."""

    documents: tuple[Document, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to bring in. ``key`` is its root's name and its path in it, which stays when the root is moved."""

    key: str
    path: Path

    @property
    def inner(self) -> str:
        """The path within its root."""
        return self.key.partition("/")[2] or self.key


class Unreadable(Exception):
    """A file that cannot be taken; the message says why in a few words."""
