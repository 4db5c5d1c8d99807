"""``pack test``: a pack and the one before it put through the same questions, one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assist.app import Workshop
from assist.domain.conversation import Conversation
from assist.domain.errors import InputError
from assist.domain.pack import Pack
from assist.packs.reader import read_pack
from assist.services import testing
from assist.services.ports import Progress, Thresholds
from assist.services.replay import read_conversations
from assist.services.testing import TestResult


@dataclass(frozen=True, slots=True)
class Tested:
    """A test of ``pack`` against ``against`` (``None``: there was none), and the thresholds it suggests."""

    pack: Pack
    against: Pack | None
    result: TestResult
    thresholds: Thresholds


def run_test(
    shop: Workshop, source: str, against: str, history: Path | None, progress: Progress | None = None
) -> Tested:
    """Test the pack ``source``. ``against``: a pack, or ``published`` for the installed one with the same id, if any.

    Raises `PackError` with every fault, and `InputError`.
    """
    folder = shop.library.locate(source)
    pack = read_pack(folder)
    other = _other(shop, pack, folder, against)
    before = read_pack(other) if other is not None else None
    past: Iterable[Conversation] = list(read_conversations(history)) if history is not None else ()
    questions = testing.questions_of(pack, past, _changed(pack, before), before)
    if not questions:
        raise InputError("nothing to test with: the pack has neither examples nor articles, and no history was given")
    port = shop.understanding()
    port.open_pack(folder, progress)
    after = testing.answer_all(pack, port, questions, progress)
    earlier = None
    if before is not None and other is not None:
        port.open_pack(other, progress)
        earlier = testing.answer_all(before, port, [q for q in questions if _known(q, before)], progress)
    result = testing.compare(questions, after, earlier)
    least = Thresholds(testing.suggest(result, testing.CATEGORY), testing.suggest(result, testing.KNOWLEDGE))
    return Tested(pack, before, result, least)


def _other(shop: Workshop, pack: Pack, folder: Path, against: str) -> Path | None:
    """Where the older pack is; ``None`` when none is installed."""
    if against != "published":
        return shop.library.locate(against)
    installed = next((p for p in shop.library.installed() if p.id == pack.id), None)
    return None if installed is None or Path(installed.path) == folder else Path(installed.path)


def _changed(pack: Pack, before: Pack | None) -> frozenset[str]:
    """Articles that are new or not what they were."""
    old = {a.id: (a.title, a.body) for a in before.articles} if before is not None else {}
    return frozenset(a.id for a in pack.articles if old.get(a.id) != (a.title, a.body)) if before else frozenset()


def _known(question: testing.Question, before: Pack) -> bool:
    """Whether the older pack could answer rightly at all: a new category or article makes nothing worse."""
    if question.kind == testing.CATEGORY:
        return not question.want or any(before.category(c) for c in question.want)
    if question.kind == testing.TITLE:
        return any(a.id in question.want for a in before.articles)
    return question.kind != testing.REPLY or any(before.snippet(s) for s in question.want)
