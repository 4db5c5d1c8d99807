"""What the window and the commands need of speech: its values, and the port `Ear` that hears."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from assist.domain.conversation import Speaker
from assist.services.ports import CancelToken, Progress

LANGUAGES = ("auto", "en", "zh")
"""What can be listened for; ``auto`` finds out by itself and follows when the language changes."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody said between two pauses. ``start`` and ``end`` in seconds from the beginning of the sound.

    ``speaker`` is ``None`` where only the voice is known: ``voice`` then numbers the voices from 1, and ``sure`` (0 to
    1) says how clearly it differs from the others. ``lag`` is how long after the speaker stopped the text was there,
    seconds; 0 for a file.
    """

    text: str
    start: float
    end: float
    language: str
    speaker: Speaker | None = None
    voice: int = 1
    sure: float = 1.0
    lag: float = 0.0


class Trouble(StrEnum):
    """What can be wrong with a channel while it is listened to."""

    LOST = "lost"  # its device is gone; it goes on when the device is back
    CHANGED = "changed"  # another device has taken its place
    SILENT = "silent"  # not even noise comes from it: it is muted
    BEHIND = "behind"  # sound came faster than it could be read; some was skipped


@dataclass(frozen=True, slots=True)
class Channel:
    """One side of the call at one moment. ``level`` from 0 (silence) to 1 (full scale), on a scale of decibels.

    ``partial`` is what is being said, not final; its first ``agreed`` characters two readings in a row agreed on.
    ``behind`` is the age, in seconds, of the oldest voice whose words are new in ``partial``, when it was first told.
    """

    speaker: Speaker
    level: float = 0.0
    partial: str = ""
    agreed: int = 0
    behind: float = 0.0
    trouble: Trouble | None = None
    device: str = ""


@dataclass(frozen=True, slots=True)
class Hearing:
    """Everything there is to say about a recording in progress. ``said`` holds all final utterances so far.

    ``elapsed`` counts the seconds recorded, pauses left out. ``working`` is the share of the sound's length that
    reading it took so far (the real-time factor), ``skipped`` the seconds of sound that nobody could read in time.
    """

    channels: tuple[Channel, ...]
    said: tuple[Utterance, ...] = ()
    elapsed: float = 0.0
    paused: bool = False
    language: str = ""
    working: float = 0.0
    skipped: float = 0.0
    ready: bool = True


@dataclass(frozen=True, slots=True)
class ListenRequest:
    """What to listen to. Empty names mean the system's default devices; ``keep`` is a folder for encrypted sound."""

    microphone: str = ""
    playback: str = ""
    language: str = "auto"
    keep: Path | None = None
    key: bytes = b""


@dataclass(frozen=True, slots=True)
class Devices:
    """What can be listened to, as (id, name): ``playbacks`` are what can be heard of the customer."""

    microphones: tuple[tuple[str, str], ...] = ()
    playbacks: tuple[tuple[str, str], ...] = ()


class Ear(Protocol):
    """Hears files and calls. Calls block; they raise `InputError` for what cannot be heard and `WorkerDied`."""

    def missing(self) -> str:
        """Why nothing can be heard on this machine, in words; empty when all is there."""

    def is_sound(self, path: Path) -> bool:
        """Whether the file's content is sound (or a video, which has some)."""

    def transcribe(
        self, path: Path, language: str = "auto", progress: Progress | None = None, cancel: CancelToken | None = None
    ) -> tuple[Utterance, ...]:
        """Everything said in a file, in order of time. Two channels are two speakers. Raises `Cancelled`."""

    def listen(
        self,
        request: ListenRequest,
        on_event: Callable[[Hearing], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> Hearing:
        """Listen until cancelled; the last state of things is returned. ``on_event`` is called ten times a second."""

    def pause(self, *, on: bool) -> None:
        """Hold the recording in progress, or go on with it."""

    def speak(self, language: str) -> None:
        """What language the recording in progress is in, one of `LANGUAGES`."""

    def devices(self) -> Devices:
        """What can be listened to now."""

    def close(self) -> None:
        """End the process behind this."""
