"""``assist models bench``: how fast a model is here, how many threads it should have, and what its drafts are like."""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from assist import terminal
from assist.app import Workshop
from assist.commands.common import OK
from assist.commands.model_tables import show_speeds
from assist.domain.assistance import COMPOSED, Suggestion
from assist.domain.conversation import Conversation, Speaker
from assist.domain.errors import InputError
from assist.llm.gguf import check_memory, read_model_file
from assist.llm.speed import Speed, measure_all, recommended
from assist.llm.worker import physical_threads
from assist.services.ports import UnderstandRequest
from assist.services.replay import points_of, read_conversations


@dataclass(frozen=True, slots=True)
class Drafts:
    """Drafts of a set of conversations: how many, how many offered for one key, how many worded by the model."""

    asked: int
    offered: int
    worded: int
    first_words_s: float
    whole_s: float
    slowest_s: float


def add_options(command: argparse.ArgumentParser) -> None:
    """What ``models bench`` takes."""
    command.add_argument("name", nargs="?", help="a model's name or file; default: the one in use")
    command.add_argument("--threads", type=int, default=0, help="only this many; default: from 1 to the cores")
    command.add_argument("--data", type=Path, help="conversations to draft for (JSON lines); default: the samples")
    command.add_argument("--pack", help="the pack they belong to; default: the sample pack")
    command.add_argument("--sample", type=int, default=12, help="how many of them, spread evenly; 0: none")
    command.add_argument("--json", action="store_true")


def run(shop: Workshop, options: argparse.Namespace) -> int:
    """The command."""
    if options.data is not None and options.pack is None:
        raise InputError("--data needs --pack, the knowledge the conversations are about")
    model = shop.models.get(options.name or shop.settings.model)
    path = shop.models.path(options.name or shop.settings.model)
    check_memory(read_model_file(path), shop.settings.context)
    counts = [options.threads] if options.threads > 0 else list(range(1, physical_threads(0) + 1))
    with terminal.progress(f"Measuring {model.name}") as advance:
        speeds = measure_all(path, counts, shop.clock, lambda s: advance(counts.index(s.threads) + 1, len(counts), ""))
    best = recommended(speeds)
    shop.apply(replace(shop.settings, model=str(options.name or shop.settings.model), threads=best.threads))
    drafts = _drafts(shop, options)
    if options.json:
        terminal.print_line(json.dumps(_as_json(model.name, speeds, best, drafts)))
        return OK
    show_speeds(model.name, speeds, best)
    terminal.print_line(f"\n{_verdict(best)} Threads: {best.threads} (threads = {best.threads} in the settings).")
    if drafts is not None:
        terminal.print_line(_in_words(drafts, words=model.rewrites, gaps=model.fills_gaps_only))
    return OK


def _as_json(name: str, speeds: Sequence[Speed], best: Speed, drafts: Drafts | None) -> dict[str, Any]:
    rows = [{**asdict(s), "first_words_s": round(s.first_words_s, 2), "draft_s": round(s.draft_s, 2)} for s in speeds]
    return {"model": name, "speeds": rows, "threads": best.threads, "enough": best.enough,
            "drafts": asdict(drafts) if drafts else None}  # fmt: skip


def _verdict(best: Speed) -> str:
    if best.enough:
        return "Quick enough here."
    return f"Slow here: a draft begins after about {best.first_words_s:.1f} s and is whole after {best.draft_s:.1f} s."


def _in_words(drafts: Drafts, *, words: bool, gaps: bool) -> str:
    shares = f"{drafts.asked} drafts: {drafts.offered} offered for one key, {drafts.worded} worded by the model"
    times = f"first words {drafts.first_words_s:.2f} s, whole {drafts.whole_s:.2f} s, slowest {drafts.slowest_s:.2f} s"
    small = "; one of its size is asked only where the knowledge's own words do not do" if gaps else ""
    small = small if words else "; a model this small words none, they are put together from the knowledge"
    return f"{shares}{small}; {times} (medians)"


def _drafts(shop: Workshop, options: argparse.Namespace) -> Drafts | None:
    if options.sample <= 0:
        return None
    asked = _spread(list(_conversations(shop, options.data)), options.sample)
    understanding = shop.understanding()
    with terminal.progress("Preparing the knowledge") as advance:
        understanding.open_pack(shop.pack_source(options.pack) if options.pack else shop.sample_pack, advance)
    made: list[tuple[bool, bool, float, float]] = []
    with terminal.progress("Drafting") as advance:
        for number, conversation in enumerate(asked, 1):
            made.append(_draft(shop, conversation))
            advance(number, len(asked), "")
    first = [f for *_, f, _ in made if f] or [0.0]
    whole = [w for *_, w in made] or [0.0]
    return Drafts(len(made), sum(o for o, *_ in made), sum(w for _, w, *_ in made), round(statistics.median(first), 3),
                  round(statistics.median(whole), 3), round(max(whole), 3))  # fmt: skip


def _draft(shop: Workshop, conversation: Conversation) -> tuple[bool, bool, float, float]:
    """(offered, worded by the model, seconds to the first words, seconds until whole)."""
    found = shop.understanding().understand(UnderstandRequest(conversation))
    began, first = time.monotonic(), 0.0

    def heard(_text: str) -> None:
        nonlocal first
        first = first or time.monotonic() - began

    card = shop.drafter().draft(conversation, found, heard)
    whole = time.monotonic() - began
    if not isinstance(card, Suggestion):
        return False, False, 0.0, whole
    return card.insertable, card.source != COMPOSED, first, whole


def _conversations(shop: Workshop, data: Path | None) -> Iterator[Conversation]:
    """Each as it stood after a customer's turn."""
    if data is not None:
        yield from points_of(read_conversations(data))
        return
    for file in sorted(shop.sample_conversation.parent.glob("*.json")):
        for conversation in shop.intake().read_file(file):
            ends = [i for i, t in enumerate(conversation.turns) if t.speaker is Speaker.CUSTOMER]
            yield from (conversation.upto(end) for end in ends)


def _spread(conversations: list[Conversation], count: int) -> list[Conversation]:
    return conversations[:: max(1, len(conversations) // count)][:count]
