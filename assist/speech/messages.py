"""What travels between the window's process and the one that hears."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setup:
    """How the child hears: the model's folder, its threads, and who writes Chinese in simplified characters.

    ``simplify`` is a module-level function, so that it can be sent. ``digits``: the model is the one that the head for
    spoken digits was trained on.
    """

    model: Path
    threads: int
    simplify: Callable[[str], str] | None = None
    digits: bool = False


@dataclass(frozen=True, slots=True)
class Transcribe:
    """Everything said in a file."""

    path: Path
    language: str


@dataclass(frozen=True, slots=True)
class FindDevices:
    """What can be listened to?"""


@dataclass(frozen=True, slots=True)
class Done:
    """Event: the share of a file that is done, and the stage in words."""

    share: float
    stage: str


@dataclass(frozen=True, slots=True)
class Pause:
    """Note: hold the recording, or go on."""

    on: bool


@dataclass(frozen=True, slots=True)
class Speak:
    """Note: the language of the recording."""

    language: str
