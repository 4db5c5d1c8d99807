"""What the knowledge window is built from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QWidget

from assist.domain.settings import Settings
from assist.services.editing import BringIn, Finder, RunTest, Workbench
from assist.services.ports import Intake
from assist.services.team import Publishing


class LeadAsker(Protocol):
    """The seam for dialogs, so that a test can answer. ``None`` is always "the user cancelled"."""

    def text(self, title: str, label: str) -> str | None:
        """A line of text."""

    def folder(self, title: str) -> Path | None:
        """A folder."""

    def file(self, title: str) -> Path | None:
        """A file."""


class QtLeadAsker:
    """Native dialogs."""

    def __init__(self, parent: QWidget | None) -> None:
        self._parent = parent

    def text(self, title: str, label: str) -> str | None:
        """A line of text."""
        given, ok = QInputDialog.getText(self._parent, title, label, QLineEdit.EchoMode.Normal)
        return given.strip() or None if ok else None

    def folder(self, title: str) -> Path | None:
        """A folder."""
        name = QFileDialog.getExistingDirectory(self._parent, title)
        return Path(name) if name else None

    def file(self, title: str) -> Path | None:
        """A file."""
        name, _ = QFileDialog.getOpenFileName(self._parent, title)
        return Path(name) if name else None


@dataclass(frozen=True)
class LeadParts:
    """Every dependency of the window; the composition root fills it."""

    workbench: Workbench
    finder: Finder
    intake: Intake
    settings: Settings
    resources: Path
    bring_in: BringIn | None = None
    run_test: RunTest | None = None
    ask: LeadAsker | None = None
    traditional: Callable[[str], str] | None = None
    publishing: Publishing | None = None
