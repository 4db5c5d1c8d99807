"""``assist replay``: the replay use case over one process or several, with a progress bar."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from assist import terminal
from assist.app import Workshop
from assist.domain.assistance import Assistance, CardKind, Degraded, Suggestion
from assist.domain.conversation import Conversation
from assist.domain.errors import InputError, StoreError, WorkerDied, WorldError
from assist.domain.summary import summarise
from assist.services.ports import Understanding, UnderstandRequest
from assist.services.replay import ResultFile, point_of, points_of, read_conversations
from assist.services.reporting import Names, judged_points, names_of, report_html

Answer = Callable[[Conversation], Assistance]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a run makes besides the fast lane's answers, and whether it uses what was learned."""

    draft: bool
    learned: bool
    summary: bool


def replay(
    source: Path,
    out: Path,
    pack: Path,
    *,
    draft: bool,
    learned: bool,
    workers: int,
    summary: bool = False,
    report: Path | None = None,
) -> bool:
    """Every reported point of ``source`` into ``out``; whether any of them was degraded. ``report``: an HTML file.

    Points already in ``out`` are not done again. Raises `InputError` before anything is written when the input is at
    fault, so it is read twice.
    """
    if report is not None and not report.parent.is_dir():
        raise InputError(f"{report.parent}: no such folder for --report")
    if report is not None and report.resolve() in {source.resolve(), out.resolve()}:
        raise InputError(f"{report}: --report needs a file of its own")
    points = [point_of(p) for p in points_of(read_conversations(source))]
    if not points:
        raise InputError(f"{source.name}: there is no conversation in it")
    wanted = set(points)
    results = ResultFile(out)
    before, degraded = len(wanted & results.done), False
    with (
        terminal.progress("Replaying") as advance,
        _answers(pack, _new(source, results), workers, Wanted(draft, learned, summary)) as answers,
    ):
        advance(before, len(wanted), "")
        for done, found in enumerate(answers, before + 1):
            results.append(found)
            degraded = degraded or bool(found.degraded)
            advance(done, len(wanted), "")
    again = len(points) - len(wanted)
    twice = f"; {again} left out, with the id and turn of another" if again else ""
    terminal.note(f"{len(wanted & results.done)} of {len(points)} points in {out}{twice}")
    if report is not None:
        write_report(source, out, pack, report)
    return degraded


def _new(source: Path, results: ResultFile) -> Iterator[Conversation]:
    """The points of ``source`` without a result, each once: results are told apart by id and turn."""
    taken = set(results.done)
    for conversation in points_of(read_conversations(source)):
        point = point_of(conversation)
        if point not in taken:
            taken.add(point)
            yield conversation


def write_report(source: Path, out: Path, pack: Path, report: Path) -> None:
    """The results in ``out`` as one HTML file, judged where ``source`` has ``gold``. Raises `StoreError`."""
    with Workshop() as shop:
        read = shop.check_pack(str(pack)).pack
        templates = shop.resources / "report"
    names = names_of(read) if read else Names()
    title = f"{source.stem} · {read.name if read else pack.name}"
    page = report_html(judged_points(source, out), title, names, templates)
    part = report.with_name(f"{report.name}.part")
    try:
        part.write_text(page, encoding="utf-8", newline="\n")
        part.replace(report)
    except OSError as error:
        raise StoreError(f"{report}: {error.strerror or error}") from error
    terminal.note(f"report in {report}")


@contextmanager
def _answers(pack: Path, todo: Iterator[Conversation], workers: int, wanted: Wanted) -> Iterator[Iterator[Assistance]]:
    if workers == 1:
        with Workshop() as shop:
            yield map(_answerer(shop, shop.understanding(), pack, wanted), todo)
        return
    first = next(todo, None)
    if first is None:
        yield iter(())
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, context, _start_worker, (pack, wanted))
    try:
        yield _in_order(pool, itertools.chain((first,), todo), ahead=4 * workers)
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(pool: Executor, todo: Iterator[Conversation], *, ahead: int) -> Iterator[Assistance]:
    """The answers in the order of ``todo``, of which only so many are ``ahead``. Raises `WorkerDied`."""
    waiting: deque[Future[Assistance]] = deque()
    try:
        for conversation in todo:
            waiting.append(pool.submit(_answer_in_worker, conversation))
            if len(waiting) >= ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise WorkerDied("a worker process ended unexpectedly; start the same command again to go on") from error


def _answerer(shop: Workshop, understanding: Understanding, pack: Path, wanted: Wanted) -> Answer:
    opened = understanding.open_pack(pack)

    def answer(conversation: Conversation) -> Assistance:
        found = understanding.understand(UnderstandRequest(conversation, use_learned=wanted.learned))
        if wanted.summary:
            found = replace(found, summary=summarise(conversation, found, opened).text or None)
        return _with_draft(shop, conversation, found) if wanted.draft else found

    return answer


def _with_draft(shop: Workshop, conversation: Conversation, found: Assistance) -> Assistance:
    started = time.monotonic()
    try:
        card = shop.drafter().draft(conversation, found)
    except WorldError:
        return replace(found, degraded=(*found.degraded, "no_model"))
    cards = tuple(s for s in found.suggestions if s.kind is not CardKind.DRAFT)
    if isinstance(card, Suggestion) and card.condensed:
        found = replace(found, degraded=(*found.degraded, Degraded.CONVERSATION_CONDENSED.value))
    if isinstance(card, Suggestion) and card.insertable:
        cards = (*cards[:2], card)
    return replace(found, suggestions=cards, draft_ms=(time.monotonic() - started) * 1000)


_worker_task: tuple[Path, Wanted] | None = None


def _start_worker(pack: Path, wanted: Wanted) -> None:
    global _worker_task  # noqa: PLW0603 - a pool's worker keeps here what it is for
    _worker_task = pack, wanted
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that asked; it ends its workers
    if hasattr(signal, "setitimer"):  # a worker that waits for work is not told that whom it works for was killed
        asked_by = os.getppid()
        signal.signal(signal.SIGALRM, lambda *_: None if os.getppid() == asked_by else os._exit(1))
        signal.setitimer(signal.ITIMER_REAL, 1.0, 1.0)


@cache
def _worker_answer() -> Answer:
    """Made with the first conversation: what fails then is raised where the answer is waited for."""
    if _worker_task is None:
        raise RuntimeError("the worker was not started")
    shop = Workshop()
    return _answerer(shop, shop.local_understanding(), *_worker_task)


def _answer_in_worker(conversation: Conversation) -> Assistance:
    return _worker_answer()(conversation)
