"""Commands that read conversations: ``gui``, ``analyze``, ``replay``, ``learn``, and ``kb search|answer``."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from dataclasses import replace
from pathlib import Path

from assist import terminal
from assist.app import Workshop
from assist.commands.common import (
    DEGRADED,
    OK,
    Commands,
    add_analysis_options,
    add_command,
    add_group,
    at_least_one,
    open_pack,
)
from assist.commands.kept import open_kept
from assist.domain.assistance import Assistance, Degraded, NoDraft
from assist.domain.conversation import Conversation
from assist.domain.errors import InputError, WorldError
from assist.domain.result import assistance_to_json
from assist.domain.summary import summarise
from assist.replaying import replay
from assist.services.answering import AnswerWriter
from assist.services.learning import read_history
from assist.services.ports import UnderstandRequest
from assist.services.wording import About
from assist.store.habits import SqlHabitStore
from assist.support.log import install_crash_file, start_log


def register(commands: Commands) -> None:
    """Declare them."""
    gui = add_command(commands, "gui", _gui, "the sidebar")
    gui.add_argument("--pack", help="a pack folder, an .assistpack file, or an installed pack's id")
    gui.add_argument("--demo", action="store_true", help="open the sample pack and a sample conversation")

    analyze = add_command(commands, "analyze", _analyze, "one conversation, any supported format, sound or picture")
    analyze.add_argument("file", help="a file, or - for standard input")
    analyze.add_argument("--summary", action="store_true", help="also a summary for wrap-up")
    analyze.add_argument("--json", action="store_true", help="the result object instead of text")
    add_analysis_options(analyze)

    replayed = add_command(commands, "replay", _replay, "many conversations, resumable")
    replayed.add_argument("input", type=Path, help="conversations, one JSON object a line")
    replayed.add_argument("--out", type=Path, required=True, help="the result file")
    replayed.add_argument("--summary", action="store_true", help="also a summary for wrap-up")
    replayed.add_argument("--report", type=Path, metavar="OUT.html", help="also one HTML file to look through")
    replayed.add_argument("--workers", type=at_least_one, default=1, help="processes (default 1)")
    replayed.add_argument("--no-learned", action="store_true", help="leave aside what was learned from the team")
    add_analysis_options(replayed, pack_required=True)

    learned = add_command(commands, "learn", _learn, "learn from the team's own past which reply follows what")
    learned.add_argument("history", type=Path, nargs="?", help="conversations, one JSON object a line")
    learned.add_argument("--pack", help="a folder, an .assistpack file, or an installed id")
    learned.add_argument("--forget", action="store_true", help="remove what was learned for the pack")
    learned.add_argument(
        "--forget-use", action="store_true", help="what this computer's agent used moves no reply any more"
    )

    kb = add_group(commands, "kb", "the knowledge")
    search = add_command(kb, "search", _kb_search, "the passages that answer a question")
    search.add_argument("query")
    search.add_argument("--pack")
    search.add_argument("-k", type=at_least_one, default=5, help="how many (default 5)")
    search.add_argument("--json", action="store_true")

    asked = add_command(
        kb, "answer", _kb_answer, "what the knowledge says to a question, each sentence with its passage"
    )
    asked.add_argument("question")
    asked.add_argument("--pack")
    asked.add_argument("--json", action="store_true")


def _gui(shop: Workshop, options: argparse.Namespace) -> int:
    if sys.platform == "linux" and not _has_display():
        return _print_demo(shop, demo=options.demo)
    start_log(shop.home / "logs")
    install_crash_file(shop.home / "logs")
    try:
        from assist import desktop  # noqa: PLC0415 - Qt is loaded only for the window
    except ImportError as error:
        raise InputError(f"the window cannot start: {error}") from error
    return desktop.run(shop, pack=options.pack, demo=options.demo)


def _has_display() -> bool:
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _print_demo(shop: Workshop, *, demo: bool) -> int:
    """What ``gui`` does where there is no display: the same analysis, in the terminal."""
    terminal.note("No display here (DISPLAY is not set): this is the analysis the sidebar would show.")
    if not demo:
        terminal.note("Give it a conversation: assist analyze FILE")
        return OK
    understanding = shop.understanding()
    pack = open_pack(shop, understanding, None)
    for read in shop.intake().read_file(shop.sample_conversation):
        found = understanding.understand(UnderstandRequest(read))
        terminal.show(read, _drafted(shop, read, found), pack)
    return OK


def _analyze(shop: Workshop, options: argparse.Namespace) -> int:
    conversations = _read(shop, Path(options.file), quiet=options.json)
    understanding = shop.understanding()
    pack = open_pack(shop, understanding, options.pack, quiet=options.json)
    degraded = False
    for conversation in conversations:
        for point in conversation.points():
            seen = conversation.upto(point)
            found = understanding.understand(UnderstandRequest(seen))
            if options.summary:
                found = replace(found, summary=summarise(seen, found, pack).text or None)
            if options.draft:
                found = _drafted(shop, seen, found)
            degraded = degraded or bool(found.degraded)
            if options.json:
                terminal.print_line(json.dumps(assistance_to_json(found), ensure_ascii=False))
            else:
                terminal.show(seen, found, pack)
    return DEGRADED if options.strict and degraded else OK


def _read(shop: Workshop, path: Path, *, quiet: bool) -> tuple[Conversation, ...]:
    """The file's conversations; what is heard takes its time, which is shown."""
    if not shop.ear.is_sound(path):
        reading = shop.reader().read_with_notes(path)
    else:
        with terminal.progress("Transcribing", quiet=quiet) as advance:
            reading = shop.reader(advance).read_with_notes(path)
    for line in reading.notes:
        terminal.note(line)
    return reading.conversations


def _drafted(shop: Workshop, conversation: Conversation, found: Assistance) -> Assistance:
    """``found`` with the model's draft, or with the reason why there is none among its degraded states."""
    started = time.monotonic()
    try:
        draft = shop.drafter().draft(conversation, found)
    except WorldError as error:
        terminal.note(f"No draft: {error}")
        return replace(found, degraded=(*found.degraded, Degraded.NO_MODEL.value))
    milliseconds = (time.monotonic() - started) * 1000
    if isinstance(draft, NoDraft):
        terminal.note(f"No draft: {terminal.WHY_NO_DRAFT[draft]}")
        return replace(found, draft_ms=milliseconds)
    cards = (*found.suggestions[:2], draft)
    states = (*found.degraded, Degraded.CONVERSATION_CONDENSED.value) if draft.condensed else found.degraded
    return replace(found, suggestions=cards, draft_ms=milliseconds, degraded=states)


def _replay(shop: Workshop, options: argparse.Namespace) -> int:
    source = shop.pack_source(options.pack)
    degraded = replay(
        options.input, options.out, source, draft=options.draft, learned=not options.no_learned,
        workers=options.workers, summary=options.summary, report=options.report,
    )  # fmt: skip
    return DEGRADED if options.strict and degraded else OK


def _learn(shop: Workshop, options: argparse.Namespace) -> int:
    if options.forget_use:
        if options.history is not None or options.forget:
            raise InputError("--forget-use stands alone: it takes no history and no --forget")
        SqlHabitStore(open_kept(shop)).forget_use(shop.clock.now())
        terminal.print_line("forgot what was learned from use; what is counted for the insights stays")
        return OK
    if (options.history is None) != options.forget:
        raise InputError("give either a history file or --forget")
    if options.pack is None:
        raise InputError("name the pack: --pack P")
    if options.forget:
        pack_id = shop.library.read(options.pack).id
        there = shop.understanding().forget(pack_id)
        terminal.print_line(f"forgot what was learned for {pack_id}" if there else f"nothing was learned for {pack_id}")
        return OK
    history = read_history(options.history)
    understanding = shop.understanding()
    pack = open_pack(shop, understanding, options.pack)
    with terminal.progress("Learning") as advance:
        told = understanding.learn(history, advance)
    terminal.print_line(
        f"learned for {pack.id} from {told.conversations:,} of {len(history):,} conversations: "
        f"{told.replies:,} replies ({told.marked:,} marked), {told.snippets:,} snippets"
    )
    return OK


def _kb_search(shop: Workshop, options: argparse.Namespace) -> int:
    if not options.query.strip():
        raise InputError("the query is empty")
    understanding = shop.understanding()
    open_pack(shop, understanding, options.pack, quiet=options.json)
    hits = understanding.search(options.query, options.k)
    if options.json:
        rows = [{"id": h.article_id, "title": h.title, "score": round(h.score, 4), "sentence": h.sentence,
                 "text": h.text, "start": h.start, "end": h.end} for h in hits]  # fmt: skip
        terminal.print_line(json.dumps(rows, ensure_ascii=False))
    else:
        terminal.show_hits(hits)
    return OK


def _kb_answer(shop: Workshop, options: argparse.Namespace) -> int:
    question = options.question.strip()
    if not question:
        raise InputError("the question is empty")
    understanding = shop.understanding()
    open_pack(shop, understanding, options.pack, quiet=options.json)
    hits = understanding.search(question, 5)
    writer = AnswerWriter(shop.writing.authors, understanding.article)
    answer = writer.answer(question, hits, About(Conversation("question")))
    if options.json:
        told = None if answer is None else {
            "text": answer.text, "citations": list(answer.citations), "by": answer.by, "internal": answer.internal,
        }  # fmt: skip
        terminal.print_line(json.dumps(told, ensure_ascii=False))
        return OK
    terminal.print_line(answer.text if answer is not None else "No sentence in your knowledge answers this.")
    if answer is not None:
        terminal.show_hits(hits)
    return OK
