"""What the knowledge window needs of a pack folder: its parts to list, read, change, make, remove and take back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from assist.domain.assistance import Assistance
from assist.domain.conversation import Conversation
from assist.domain.errors import Fault, InputError
from assist.domain.pack import Article, Category, Form, Pack, Playbook, Snippet, Tone
from assist.domain.text import LocalText
from assist.services.testing import TestResult

Piece = Article | Snippet | Form | Category | Playbook | Tone


class Kind(StrEnum):
    """The kinds of parts a lead edits."""

    ARTICLE = "article"
    SNIPPET = "snippet"
    FORM = "form"
    CATEGORY = "category"
    PLAYBOOK = "playbook"
    TONE = "tone"


class ChangedOutside(InputError):
    """The file is not what it was when it was read: another program wrote it meanwhile."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the list. ``key`` is the part's id, or its path where it has faults that leave it without one."""

    kind: Kind
    key: str
    title: LocalText
    path: str
    language: str = ""
    faults: int = 0
    warnings: int = 0
    words: str = ""
    """What the list's search looks through, in small letters."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The pack as it is now. ``pack`` holds what could be read, also where there are faults."""

    pack: Pack
    items: tuple[Item, ...]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


class Workbench(Protocol):
    """A pack folder being edited. Blocking; raises `InputError` and `StoreError` with one line."""

    @property
    def folder(self) -> Path:
        """The pack's folder."""

    def check(self) -> Checked:
        """Read everything and find every fault."""

    def text_of(self, path: str) -> str:
        """A file of the pack as it is; raises `InputError` when it cannot be read."""

    def begin(self) -> None:
        """An editor opens: its saves are one change to take back."""

    def save(self, piece: Piece, was: Piece | None = None) -> str:
        """Write a part in place of ``was``; the path of its file. What did not change in it stays as it is written.

        Raises `ChangedOutside` when the file was written by another program since it was read here.
        """

    def save_text(self, path: str, text: str) -> None:
        """Write a whole file, for what cannot be edited otherwise."""

    def keep_aside(self, path: str, held: Piece | str) -> str:
        """Keep what could not be written over ``path`` beside the pack; where."""

    def create(self, kind: Kind, title: str, language: str) -> str:
        """Make a new part with a free id; the id."""

    def remove(self, kind: Kind, key: str) -> None:
        """Take a part away."""

    def undo(self) -> str:
        """Take back the latest change of a file; the path, empty when there is none."""

    def redo(self) -> str:
        """Make it again; the path, empty when there is none."""


@dataclass(frozen=True, slots=True)
class FoundBy:
    """What one version of the pack answers. ``name`` says which; ``error`` why it cannot."""

    name: str
    found: Assistance | None = None
    error: str = ""


class Finder(Protocol):
    """Answers by the pack being edited, and by the one the team has. Blocking; each call from one thread at a time."""

    def edited(self, conversation: Conversation, version: int) -> FoundBy:
        """By the files as they are; another ``version`` than at the last question: they were written since."""

    def published(self, conversation: Conversation) -> FoundBy | None:
        """By the published pack; ``None`` when there is none."""

    def close(self) -> None:
        """End what runs."""


BringIn = Callable[[tuple[Path, ...], Callable[[int, int, str], None]], tuple[str, ...]]
"""``bring_in(sources, progress)`` imports into the pack; returns the report's lines. Raises `AssistError`."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a test found. ``against``: the version it was compared with; empty where there is none."""

    result: TestResult
    against: str = ""


RunTest = Callable[[Path | None, Callable[[int, int, str], None]], Outcome]
"""``run_test(history, progress)`` tests the pack against the published one. Raises `AssistError`."""
