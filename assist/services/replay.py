"""Many conversations through the lanes, into a result file that can be taken up again where it stopped."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from assist.domain.assistance import Assistance
from assist.domain.conversation import Conversation
from assist.domain.errors import InputError, StoreError
from assist.domain.result import assistance_to_json, conversation_from_json

Point = tuple[str, int]
Answer = Callable[[Conversation], Assistance]


def read_conversations(path: Path) -> Iterator[Conversation]:
    """Conversations of a JSON-lines file, one at a time. Raises `InputError` that names the line."""
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _parse(line, f"{path.name}, line {number}")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        raise InputError(f"{path}: {reason}") from error


def _parse(line: str, where: str) -> Conversation:
    try:
        data = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(f"{where}: not valid JSON ({getattr(error, 'msg', 'nested too deep')})") from error
    return conversation_from_json(data, where)


def points_of(conversations: Iterable[Conversation]) -> Iterator[Conversation]:
    """Each reported point as the conversation up to it; later turns are cut off, so nothing after it can be seen."""
    for conversation in conversations:
        for point in conversation.points():
            yield conversation.upto(point)


def point_of(conversation: Conversation) -> Point:
    """``(id, after_turn)`` of a conversation cut at a point."""
    return conversation.id, len(conversation.turns) - 1


class ResultFile:
    """A result file that survives being killed: whole lines only, and what is there already is not done again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.done = _recover(path)

    def append(self, found: Assistance) -> None:
        """Write one result and hand it to the operating system. Raises `StoreError`."""
        line = json.dumps(assistance_to_json(found), ensure_ascii=False) + "\n"
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(line)
        except OSError as error:
            raise StoreError(f"{self._path}: {error.strerror or error}") from error
        self.done.add((found.conversation_id, found.after_turn))


def _recover(path: Path) -> set[Point]:
    """The points already in ``path``; a line torn by a kill is cut off, so that the next one starts clean."""
    done: set[Point] = set()
    if not path.exists():
        return done
    whole = 0
    try:
        with path.open("rb") as file:
            for line in file:
                try:
                    row = json.loads(line)
                    point = (row["id"], row["after_turn"])
                except (ValueError, KeyError, TypeError):
                    break
                if not line.endswith(b"\n"):
                    break
                done.add(point)
                whole += len(line)
        size = path.stat().st_size
        if whole < size:
            _cut(path, whole, size)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error
    return done


def _cut(path: Path, whole: int, size: int) -> None:
    with path.open("rb") as file:
        file.seek(whole)
        rest = file.read()
    if rest.count(b"\n") > (1 if rest.endswith(b"\n") else 0):
        raise InputError(f"{path}: exists and is not a result file; choose another name for --out")
    if whole == 0 and size and not rest.lstrip().startswith(b"{"):
        raise InputError(f"{path}: exists and is not a result file; choose another name for --out")
    with path.open("r+b") as file:
        file.truncate(whole)


def with_draft(found: Assistance, draft: Callable[[], tuple[Assistance, float] | None]) -> Assistance:
    """``found`` extended by what the slow lane adds, with its time in milliseconds."""
    added = draft()
    return found if added is None else replace(added[0], draft_ms=added[1])
