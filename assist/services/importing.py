"""Many files of any format into one file of conversations: all of it or nothing, each conversation once."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from assist.domain.conversation import Conversation
from assist.domain.errors import InputError, StoreError
from assist.domain.result import conversation_to_json
from assist.services.ports import FileReader, Intake, Progress

_SKIPPED = frozenset({".ds_store", "thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of it. ``left_out`` and ``notes`` hold one line for each file they are about."""

    files: int = 0
    conversations: int = 0
    turns: int = 0
    doubled: int = 0
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files, and those in the folders among them, each once. Raises `InputError` for one that is not there."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = (p for p in sorted(path.rglob("*")) if p.is_file() and not _hidden(p, path))
            found.update(dict.fromkeys(inside))
        elif path.exists() or str(path) == "-":
            found[path] = None
        else:
            raise InputError(f"{path}: there is no such file or folder")
    if not found:
        raise InputError("there is no file in it")
    return list(found)


def _hidden(path: Path, under: Path) -> bool:
    parts = path.relative_to(under).parts
    return any(p.startswith(".") for p in parts) or path.name.casefold() in _SKIPPED


def import_files(reader: FileReader, paths: Iterable[Path], out: Path, progress: Progress | None = None) -> Imported:
    """Read them all and write ``out``.

    ``out`` is replaced in one step once everything is read, so that what was there stays until then, and nothing is
    ever half-written; without any conversation it is not touched. A conversation that is in several files is written
    once; another under the same id gets the file's name before its id. Raises `InputError` and `StoreError`.
    """
    files = [path for path in files_in(paths) if path.absolute() != out.absolute()]
    reading = _Reader(reader, files, progress)
    try:
        handle, name = tempfile.mkstemp(dir=out.absolute().parent, prefix=f".{out.name}.")
    except OSError as error:
        raise StoreError(f"{out}: {error.strerror or error}") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            done = _write(reading, file)
            file.flush()
            os.fsync(file.fileno())
        if done.conversations:
            Path(name).chmod(0o600)
            Path(name).replace(out)
    except OSError as error:
        raise StoreError(f"{out}: {error.strerror or error}") from error
    finally:
        Path(name).unlink(missing_ok=True)
    return done


def read_all(intake: Intake, paths: Iterable[Path]) -> tuple[tuple[Conversation, ...], tuple[InputError, ...]]:
    """The conversations of files that were opened together, and why some of them could not be read."""
    found: list[Conversation] = []
    refused: list[InputError] = []
    for path in files_in(paths):
        try:
            found += intake.read_file(path)
        except InputError as error:
            refused.append(error)
    return tuple(found), tuple(refused)


class _Reader:
    def __init__(self, reader: FileReader, files: list[Path], progress: Progress | None) -> None:
        self._files = reader
        self.files = files
        self._progress = progress
        self.left_out: list[str] = []
        self.notes: list[str] = []
        self.doubled = 0
        self._seen: dict[str, int] = {}

    def conversations(self) -> Iterator[Conversation]:
        for number, path in enumerate(self.files):
            self._tell(number, path.name)
            try:
                reading = self._files.read_with_notes(path)
            except InputError as error:
                self.left_out.append(str(error))
                continue
            self.notes += reading.notes
            yield from filter(None, (self._once(c, path) for c in reading.conversations))
        self._tell(len(self.files), "")

    def _tell(self, done: int, name: str) -> None:
        if self._progress is not None:
            self._progress(done, len(self.files), name)

    def _once(self, conversation: Conversation, path: Path) -> Conversation | None:
        """The conversation under an id of its own, or nothing where the same was there before."""
        said = hash(tuple((t.speaker, t.text, t.at) for t in conversation.turns))
        name = conversation.id
        for candidate in (name, f"{path.stem}/{name}", *(f"{path.stem}/{name}#{n}" for n in range(2, 1000))):
            if candidate not in self._seen:
                self._seen[candidate] = said
                return replace(conversation, id=candidate)
            if self._seen[candidate] == said:
                self.doubled += 1
                return None
        return None


def _write(reader: _Reader, file: TextIO) -> Imported:
    count = turns = 0
    for conversation in reader.conversations():
        file.write(json.dumps(conversation_to_json(conversation), ensure_ascii=False) + "\n")
        count += 1
        turns += len(conversation.turns)
    return Imported(len(reader.files), count, turns, reader.doubled, tuple(reader.left_out), tuple(reader.notes))
