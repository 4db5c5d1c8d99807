"""Two ways to have an `assist.services.ports.Understanding`: in a process of its own, or in this one (for tests)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assist.domain.assistance import Assistance, Hit
from assist.domain.conversation import Conversation
from assist.domain.errors import Cancelled, WorkerDied
from assist.domain.pack import Article, Pack
from assist.services.ports import ExampleVerdict, LearnedFrom, Progress, Thresholds, UnderstandRequest
from assist.support.child import Child, ChildEnded
from assist.understanding.messages import (
    Forget,
    GetArticle,
    Group,
    HoldOut,
    KeepThresholds,
    Learn,
    LookAtPack,
    MakeParts,
    Opened,
    OpenPack,
    ReadPack,
    Search,
    Setup,
    Step,
    installed_parts,
    run,
)

if TYPE_CHECKING:
    from assist.understanding.engine import Engine


class _Listener:
    """Passes events to ``progress``; what it raises becomes a cancel, and is raised once the child has stopped."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self.raised: BaseException | None = None

    def cancelled(self) -> bool:
        """For `Child.call`."""
        return self.raised is not None

    def hear(self, event: Any) -> None:
        """One event of the child."""
        if self._progress is None or self.raised is not None or not isinstance(event, Step):
            return
        try:
            self._progress(event.done, event.total, event.what)
        except Exception as error:  # noqa: BLE001 - whatever the caller raises to stop is raised to it again
            self.raised = error


def _heard(listener: _Listener, call: Callable[[], Any]) -> Any:
    """What ``call`` answers; raises what the listener raised to stop it."""
    try:
        return call()
    except Cancelled:
        if listener.raised is not None:
            raise listener.raised from None
        raise


class UnderstandingProcess:
    """The fast lane in a child process. After a crash the next call starts it again and opens the pack again.

    ``read_pack`` and ``make_parts`` are module-level functions, called in the child.
    """

    def __init__(
        self,
        cache_dir: Path,
        read_pack: ReadPack,
        *,
        threads: int = 2,
        make_parts: MakeParts = installed_parts,
        look: LookAtPack | None = None,
        learned: Path | None = None,
    ) -> None:
        self._child = Child(
            "understanding", run, (Setup(cache_dir, read_pack, make_parts, threads, look, learned=learned),)
        )
        setup = Setup(cache_dir, read_pack, make_parts, threads, look, background=True)
        self._indexer = Child("indexing", run, (setup,))
        self._preparer = Child("preparing", run, (setup,))
        self._source: Path | None = None
        self._opened_in: int | None = None
        self._indexed = True

    @property
    def pid(self) -> int | None:
        """The child's process id while it runs."""
        return self._child.pid

    @property
    def indexed(self) -> bool:
        """See the port."""
        return self._indexed

    def open_pack(self, source: Path, progress: Progress | None = None, *, wait: bool = True) -> Pack:
        """See the port. What ``progress`` raises stops the work in the child and is raised here."""
        listener = _Listener(progress)
        opened: Opened = _heard(listener, lambda: self._call(OpenPack(source, wait), listener))
        self._source, self._opened_in, self._indexed = source, self._child.pid, opened.indexed
        if listener.raised is not None:
            raise listener.raised
        return opened.pack

    def finish_index(self, progress: Progress | None = None) -> None:
        """See the port. A second process embeds and leaves what it made in the cache; then the pack is opened again."""
        source = self._source
        if source is None or self._indexed:
            return
        listener = _Listener(progress)
        try:
            _heard(listener, lambda: self._indexer.call(OpenPack(source), listener.hear, listener))
        except ChildEnded as ended:
            raise WorkerDied(str(ended)) from ended
        finally:
            self._indexer.stop()
        if listener.raised is not None:
            raise listener.raised
        if source == self._source:  # no other pack was opened meanwhile
            self.open_pack(source)

    def prepare(self, source: Path, progress: Progress | None = None) -> None:
        """Embed a pack that is not open, into the cache, by a process of its own; the open one is not disturbed."""
        listener = _Listener(progress)
        try:
            _heard(listener, lambda: self._preparer.call(OpenPack(source), listener.hear, listener))
        except ChildEnded as ended:
            raise WorkerDied(str(ended)) from ended
        finally:
            self._preparer.stop()
        if listener.raised is not None:
            raise listener.raised

    def understand(self, request: UnderstandRequest) -> Assistance:
        """See the port."""
        found: Assistance = self._with_pack(request)
        return found

    def search(self, query: str, k: int = 5, language: str | None = None) -> tuple[Hit, ...]:
        """See the port."""
        hits: tuple[Hit, ...] = self._with_pack(Search(query, k, language))
        return hits

    def article(self, article_id: str) -> Article | None:
        """See the port."""
        found: Article | None = self._with_pack(GetArticle(article_id))
        return found

    def learn(self, history: Sequence[Conversation], progress: Progress | None = None) -> LearnedFrom:
        """See `Learner`. What ``progress`` raises stops the work in the child and is raised here."""
        listener = _Listener(progress)
        told: LearnedFrom = _heard(listener, lambda: self._with_pack(Learn(tuple(history)), listener))
        return told

    def forget(self, pack_id: str) -> bool:
        """See `Learner`."""
        there: bool = self._call(Forget(pack_id))
        return there

    def held_out(self, progress: Progress | None = None) -> tuple[ExampleVerdict, ...]:
        """See `Tester`."""
        listener = _Listener(progress)
        found: tuple[ExampleVerdict, ...] = _heard(listener, lambda: self._with_pack(HoldOut(), listener))
        return found

    def keep_thresholds(self, pack_id: str, thresholds: Thresholds) -> None:
        """See `Tester`."""
        self._call(KeepThresholds(pack_id, thresholds))

    def group(self, texts: Sequence[str]) -> tuple[int, ...]:
        """See ``services.insights.Grouper``. Works without an open pack."""
        numbers: tuple[int, ...] = self._call(Group(tuple(texts)))
        return numbers

    def close(self) -> None:
        """End the processes."""
        self._indexer.stop()
        self._preparer.stop()
        self._child.stop()

    def _with_pack(self, message: Any, listener: _Listener | None = None) -> Any:
        if self._source is not None and (self._child.pid is None or self._child.pid != self._opened_in):
            self._indexed = self._call(OpenPack(self._source, self._indexed)).indexed
            self._opened_in = self._child.pid
        return self._call(message, listener)

    def _call(self, message: Any, listener: _Listener | None = None) -> Any:
        try:
            if listener is None:
                return self._child.call(message)
            return self._child.call(message, listener.hear, listener)
        except ChildEnded as ended:
            self._opened_in = None
            raise WorkerDied(str(ended)) from ended


class LocalUnderstanding:
    """The same engine in this process, for tests and for commands that run once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.open_pack: Callable[..., Pack] = engine.open_pack
        self.indexed = True
        self.understand: Callable[[UnderstandRequest], Assistance] = engine.understand
        self.search: Callable[..., tuple[Hit, ...]] = engine.search
        self.article: Callable[[str], Article | None] = engine.article

    def finish_index(self, progress: Progress | None = None) -> None:
        """A pack is opened whole here."""

    def close(self) -> None:
        """Nothing to end."""
