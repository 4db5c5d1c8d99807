"""A folder looked at again and again: which files are new, and which of them are complete."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from assist.domain.conversation import Conversation
from assist.domain.errors import InputError
from assist.services.ports import FileReader

Stamp = tuple[int, int]
"""(bytes, time of the last change in nanoseconds) of a file."""

_MOST = 20_000  # files of a folder that are looked at
_HALF = (".part", ".partial", ".tmp", ".crdownload", ".download", ".swp", "~")


@dataclass(frozen=True, slots=True)
class Found:
    """What new files held. ``bad`` has one line for each that could not be read."""

    conversations: tuple[Conversation, ...] = ()
    bad: tuple[str, ...] = ()


@dataclass(slots=True)
class NewFiles:
    """Told what a folder holds at each look, it says which files came and have been left alone between two looks.

    What is there at the first look is not new. A file that changes later comes again.
    """

    _before: dict[Path, Stamp] | None = None
    _told: dict[Path, Stamp] = field(default_factory=dict)

    def look(self, now: Mapping[Path, Stamp]) -> list[Path]:
        """The files that became complete since the last look."""
        if self._before is None:
            self._told.update(now)
        before, self._before = self._before or {}, dict(now)
        settled = [
            p for p, stamp in now.items() if before.get(p) == stamp and stamp[0] > 0 and self._told.get(p) != stamp
        ]
        self._told.update((p, now[p]) for p in settled)
        return sorted(settled)


def listing(folder: Path) -> dict[Path, Stamp]:
    """The visible files of a folder. Raises `InputError` when it cannot be looked at."""
    found: dict[Path, Stamp] = {}
    try:
        for path in folder.iterdir():
            if path.name.startswith(".") or path.name.casefold().endswith(_HALF) or len(found) >= _MOST:
                continue
            try:
                stat = path.stat()
            except OSError:
                continue  # it went away, or is being written under a lock
            if path.is_file():
                found[path] = (stat.st_size, stat.st_mtime_ns)
    except OSError as error:
        raise InputError(f"{folder}: {error.strerror or error}") from error
    return found


class WatchedFolder:
    """One folder; ``look`` blocks, so it is called by a worker. A conversation comes once, in whatever file it is."""

    def __init__(self, folder: Path, reader: FileReader) -> None:
        self.folder = folder
        self._reader = reader
        self._files = NewFiles()
        self._seen: set[int] = set()

    def look(self) -> Found:
        """The conversations of files that became complete. Raises `InputError` when the folder is not there."""
        conversations: list[Conversation] = []
        bad: list[str] = []
        for path in self._files.look(listing(self.folder)):
            try:
                reading = self._reader.read_with_notes(path)
            except InputError as error:
                bad.append(str(error))
                continue
            conversations += [c for c in reading.conversations if self._is_new(c)]
        return Found(tuple(conversations), tuple(bad))

    def _is_new(self, conversation: Conversation) -> bool:
        said = hash(tuple((t.speaker, t.text) for t in conversation.turns))
        new = said not in self._seen
        self._seen.add(said)
        return new
