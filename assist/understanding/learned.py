"""What a team's history taught: which of its canned replies follows what. Weights and snippet ids, no text.

A log-linear model beside `procedure.Head`: each snippet, and each group of snippets worded alike, has weights over what
the agent said before, the meaning of the customer's last two turns, and which fields are known. So a snippet of another
desk, or one added later, still has what was learned of its like, and the head for the rest.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assist.domain.errors import StoreError
from assist.support.archives import ZIP_DAMAGE
from assist.understanding.parts import DIMENSIONS, Matrix
from assist.understanding.procedure import Features, Head, Heard
from assist.understanding.repertoire import Repertoire
from assist.understanding.speech_acts import Floats

VERSION = 1
FIELD_BUCKETS = 256
_PLAIN = 4
_BACK = 3
_ALIKE = 0.9
_CUSTOMER_WEIGHT, _BEFORE_WEIGHT = 2.0, 1.0
_MANY_TURNS = 10

Ints = NDArray[np.int32]


def width(snippets: int) -> int:
    """How many features there are for so many snippets known to the history."""
    return (_BACK + 2) * snippets + _PLAIN + 2 * DIMENSIONS + FIELD_BUCKETS


def context(heard: Heard, row_of: dict[int, int], total: int, form: str) -> Floats:
    """The features of a point, shape (`width`,). ``row_of`` maps the pack's snippet numbers to the model's rows."""
    out = np.zeros(width(total), np.float32)
    rows = [row_of.get(n, -1) for n in heard.acts]
    for back, row in enumerate(rows[::-1][:_BACK]):
        if row >= 0:
            out[back * total + row] = 1.0
    for row in rows:
        if row >= 0:
            out[(_BACK + (out[_BACK * total + row] > 0)) * total + row] = 1.0
    at = (_BACK + 2) * total
    out[at : at + _PLAIN] = not rows, bool(rows) and rows[-1] < 0, min(len(rows), _MANY_TURNS) / _MANY_TURNS, 1.0
    at += _PLAIN
    for weight, vector in ((_CUSTOMER_WEIGHT, heard.customer), (_BEFORE_WEIGHT, heard.customer_before)):
        if vector is not None:
            out[at : at + DIMENSIONS] = weight * vector
        at += DIMENSIONS
    for name in heard.known:
        out[at + zlib.crc32(f"{form}\0{name}".encode("utf-8", "surrogatepass")) % FIELD_BUCKETS] = 1.0
    return out


def alike(bodies: Matrix) -> Ints:
    """A group number for each row: that of the first row worded nearly the same; shape (n,)."""
    near = bodies @ bodies.T >= _ALIKE
    out = np.array([int(np.argmax(row)) if row.any() else i for i, row in enumerate(near)], np.int32)
    return np.unique(out, return_inverse=True)[1].astype(np.int32)


@dataclass(frozen=True, slots=True)
class Learned:
    """A trained model. ``own`` has shape (n, `width`), ``group`` (groups, `width`); ``groups`` the group of each id.

    ``counts`` says how often each was used. ``chats``, ``replies`` and ``day`` tell what it was learned from and when.
    """

    ids: tuple[str, ...]
    own: Floats
    group: Floats
    groups: Ints
    counts: Ints
    head: Head
    models: str
    chats: int
    replies: int
    day: str


class LearnedReplies:
    """A model bound to the pack as it is now: ids the pack no longer has are ignored."""

    def __init__(self, learned: Learned, repertoire: Repertoire) -> None:
        self.learned = learned
        row_of_id = {snippet_id: row for row, snippet_id in enumerate(learned.ids)}
        self._row_of: dict[int, int] = {}
        for number, snippet in enumerate(repertoire.snippets):
            if snippet.id in row_of_id:
                self._row_of.setdefault(number, row_of_id[snippet.id])
        self.known = len(self._row_of)
        self._rows = np.full(len(repertoire.snippets), -1, np.int32)
        self._rows[list(self._row_of)] = list(self._row_of.values())
        self._groups = _groups(self._rows, learned, repertoire)

    def counts(self, numbers: Sequence[int]) -> NDArray[np.int32]:
        """How often the history used each of these snippets; 0 for those it does not know."""
        rows = self._rows[list(numbers)]
        out: NDArray[np.int32] = np.where(rows >= 0, self.learned.counts[np.maximum(rows, 0)], 0).astype(np.int32)
        return out

    def scores(self, features: Features, heard: Heard, form: str) -> Floats:
        """Log-odds of each candidate, up to a constant."""
        x = context(heard, self._row_of, len(self.learned.ids), form)
        numbers = list(features.numbers)
        rows, groups = self._rows[numbers], self._groups[numbers]
        own = np.where(rows >= 0, self.learned.own[np.maximum(rows, 0)] @ x, 0.0)
        group = np.where(groups >= 0, self.learned.group[np.maximum(groups, 0)] @ x, 0.0)
        out: Floats = (self.learned.head.scores(features) + own + group).astype(np.float32)
        return out


def _groups(rows: Ints, learned: Learned, repertoire: Repertoire) -> Ints:
    """The group of each of the pack's snippets: its own, or for one the history does not know, that of its like."""
    out = np.where(rows >= 0, learned.groups[np.maximum(rows, 0)] if len(learned.ids) else -1, -1).astype(np.int32)
    for vectors in repertoire.vectors.values():
        new = [n for n in range(len(rows)) if rows[n] < 0 and vectors.bodies[n].any()]
        old = [n for n in range(len(rows)) if rows[n] >= 0 and vectors.bodies[n].any()]
        if new and old:
            near = vectors.bodies[new] @ vectors.bodies[old].T
            best = near.argmax(axis=1)
            for place, number in enumerate(new):
                if near[place, best[place]] >= _ALIKE:
                    out[number] = out[old[int(best[place])]]
    return out


def path_of(folder: Path, pack_folder: str) -> Path:
    """Where what was learned for a pack lies."""
    return folder / pack_folder / "replies.npz"


def save(learned: Learned, path: Path) -> None:
    """Write, beside and then renamed. Raises `StoreError`."""
    about = {
        "version": VERSION,
        "ids": learned.ids,
        "models": learned.models,
        "chats": learned.chats,
        "replies": learned.replies,
        "day": learned.day,
    }
    arrays = {
        "about": np.frombuffer(json.dumps(about).encode(), np.uint8),
        "own": learned.own.astype(np.float16),
        "group": learned.group.astype(np.float16),
        "groups": learned.groups,
        "counts": learned.counts,
        "direct": learned.head.direct,
        "cross": learned.head.cross,
    }
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            np.savez_compressed(file, **arrays)  # type: ignore[arg-type]  # its signature takes names for allow_pickle
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StoreError(f"{path}: {error.strerror or error}") from error


def forget(path: Path) -> bool:
    """Remove what was learned; whether there was anything. Raises `StoreError`."""
    try:
        if not path.exists():
            return False
        path.unlink()
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}") from error
    return True


def load(path: Path) -> Learned | None:
    """What was learned; ``None`` when there is nothing, or nothing this version can use."""
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as file:
            about = json.loads(bytes(file["about"]))
            if about["version"] != VERSION:
                return None
            learned = Learned(
                tuple(map(str, about["ids"])),
                file["own"].astype(np.float32),
                file["group"].astype(np.float32),
                file["groups"],
                file["counts"],
                Head(file["direct"], file["cross"]),
                str(about["models"]),
                int(about["chats"]),
                int(about["replies"]),
                str(about["day"]),
            )
    except (OSError, KeyError, TypeError, *ZIP_DAMAGE):
        return None
    return learned if _sound(learned) else None


def _sound(learned: Learned) -> bool:
    count = len(learned.ids)
    fits = learned.own.shape == (count, width(count)) and learned.group.shape[1:] == (width(count),)
    groups = learned.groups.shape == learned.counts.shape == (count,)
    return fits and groups and (not count or 0 <= learned.groups.min() <= learned.groups.max() < len(learned.group))
