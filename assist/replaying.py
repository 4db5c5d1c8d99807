"""``assist replay``: the replay use case over one process or several, with a progress bar."""

from __future__ import annotations

import itertools
import multiprocessing
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from assist import terminal
from assist.app import Workshop
from assist.domain.assistance import Assistance, CardKind, Degraded, Suggestion
from assist.domain.conversation import Conversation
from assist.domain.errors import InputError, StoreError, WorldError
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
    results = ResultFile(out)
    todo = (p for p in points_of(read_conversations(source)) if point_of(p) not in results.done)
    degraded = False
    with (
        terminal.progress("Replaying") as advance,
        _answers(pack, todo, workers, Wanted(draft, learned, summary)) as answers,
    ):
        advance(len(results.done), len(points), "")
        for found in answers:
            results.append(found)
            degraded = degraded or bool(found.degraded)
            advance(len(results.done), len(points), "")
    terminal.note(f"{len(results.done)} of {len(points)} points in {out}")
    if report is not None:
        write_report(source, out, pack, report)
    return degraded


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
    with context.Pool(workers, _start_worker, (pack, wanted)) as pool:
        yield pool.imap(_answer_in_worker, itertools.chain((first,), todo), chunksize=4)


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


_worker_answer: Answer | None = None


def _start_worker(pack: Path, wanted: Wanted) -> None:
    global _worker_answer  # noqa: PLW0603 - a pool's worker keeps its engine here
    shop = Workshop()
    _worker_answer = _answerer(shop, shop.local_understanding(), pack, wanted)


def _answer_in_worker(conversation: Conversation) -> Assistance:
    if _worker_answer is None:
        raise RuntimeError("the worker was not started")
    return _worker_answer(conversation)
