"""Where what a team's history taught is kept, and how it gets there: read, learned, used, forgotten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assist.domain.conversation import Conversation
from assist.domain.errors import InputError
from assist.services.ports import LearnedFrom
from assist.understanding import learned, learning
from assist.understanding.embedding import EmbedderSet, space_of
from assist.understanding.index import Progress, folder_name
from assist.understanding.learned import LearnedReplies
from assist.understanding.procedure import Head, Moment
from assist.understanding.repertoire import Repertoire


@dataclass(frozen=True, slots=True)
class Teaching:
    """What learning takes of an open pack: its replies, what is known at a point, the head, the models."""

    repertoire: Repertoire
    moment_of: Callable[[Conversation], Moment]
    head: Head | None
    embedders: EmbedderSet


class Memory:
    """What was learned for packs, under one folder; ``None`` as folder: nothing is ever known."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def path(self, pack_id: str) -> Path | None:
        """The file for a pack."""
        return None if self._folder is None else learned.path_of(self._folder, folder_name(pack_id))

    def recall(self, pack_id: str, repertoire: Repertoire, embedders: EmbedderSet) -> LearnedReplies | None:
        """What was learned for a pack, bound to it; ``None`` when there is nothing that fits it and the models here."""
        path = self.path(pack_id)
        found = None if path is None else learned.load(path)
        if found is None or not found.ids or found.models != models_of(repertoire, embedders):
            return None
        bound = LearnedReplies(found, repertoire)
        return bound if bound.known else None

    def forget(self, pack_id: str) -> bool:
        """Remove what was learned for a pack; whether there was anything. Raises `StoreError`."""
        path = self.path(pack_id)
        return path is not None and learned.forget(path)

    def learn(
        self,
        pack_id: str,
        teaching: Teaching,
        conversations: Sequence[Conversation],
        progress: Progress | None = None,
    ) -> LearnedFrom:
        """Learn, and keep it. Raises `InputError` when no turn of an agent's is one of the pack's replies."""
        path = self.path(pack_id)
        if path is None:
            raise InputError("there is no folder to keep what is learned in")
        repertoire = teaching.repertoire
        lessons: list[learning.Lesson] = []
        chats = 0
        for done, conversation in enumerate(conversations):
            if progress is not None:
                progress(done, len(conversations), "reading the history")
            repertoire.warm(conversation)
            new = list(learning.lessons_of(conversation, repertoire, teaching.moment_of))
            chats += bool(new)
            lessons += new
        if not lessons:
            raise InputError("no agent's turn in this history is one of the pack's snippets: nothing to learn from")
        day = datetime.now(UTC).strftime("%Y-%m-%d")
        models = models_of(repertoire, teaching.embedders)
        made = learning.train(
            lessons, repertoire, teaching.head, chats=chats, day=day, models=models, progress=progress
        )
        learned.save(made, path)
        marked = sum(lesson.marked for lesson in lessons)
        return LearnedFrom(chats, made.replies, marked, len(made.ids), day)


def models_of(repertoire: Repertoire, embedders: EmbedderSet) -> str:
    """Which models made the vectors: what was learned with others does not fit."""
    names = {space_of(base) for base in repertoire.vectors}
    found = [e.model_id for space in sorted(names) if (e := embedders.get(space)) is not None]
    return " ".join(found)


def about(folder: Path) -> tuple[tuple[str, LearnedFrom], ...]:
    """What was learned so far, by pack folder, for showing."""
    out = []
    for path in sorted(folder.glob("*/replies.npz")):
        found = learned.load(path)
        if found is not None:
            told = LearnedFrom(found.chats, found.replies, 0, len(found.ids), found.day)
            out.append((path.parent.name.rsplit("-", maxsplit=1)[0], told))
    return tuple(out)
