"""The commands. Exit codes: 0 done, 1 the input was at fault, 2 usage, 3 degraded under ``--strict``."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from assist import __version__, terminal
from assist.app import Workshop
from assist.domain.assistance import Assistance, Degraded, NoDraft
from assist.domain.conversation import Conversation
from assist.domain.errors import AssistError, InputError, WorldError
from assist.domain.pack import Pack
from assist.domain.result import assistance_to_json
from assist.domain.summary import summarise
from assist.replaying import replay
from assist.services.learning import read_history
from assist.services.ports import Understanding, UnderstandRequest
from assist.support.log import install_crash_file, start_log

OK, AT_FAULT, USAGE, DEGRADED = 0, 1, 2, 3
Command = Callable[[Workshop, argparse.Namespace], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Parse, run, and turn every error into one clear line on stderr."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in {"-h", "--help", "--version"}):
        arguments.insert(0, "gui")
    options = parser().parse_args(arguments)
    shop = Workshop()
    try:
        command: Command = options.command
        return command(shop, options)
    except AssistError as error:
        terminal.complain(str(error))
        return AT_FAULT
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has left; nothing more can be said to them
        return OK
    except KeyboardInterrupt:
        terminal.complain("stopped")
        return 130
    finally:
        shop.close()


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="assist", description="Help for customer-service agents, on this machine only.")
    top.add_argument("--version", action="version", version=f"assist {__version__}")
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    gui = _add(commands, "gui", _gui, "the sidebar")
    gui.add_argument("--pack", help="a pack folder, an .assistpack file, or an installed pack's id")
    gui.add_argument("--demo", action="store_true", help="open the sample pack and a sample conversation")

    analyze = _add(commands, "analyze", _analyze, "one conversation, any supported format")
    analyze.add_argument("file", help="a file, or - for standard input")
    analyze.add_argument("--summary", action="store_true", help="also a summary for wrap-up")
    analyze.add_argument("--json", action="store_true", help="the result object instead of text")
    _common(analyze)

    replayed = _add(commands, "replay", _replay, "many conversations, resumable")
    replayed.add_argument("input", type=Path, help="conversations, one JSON object a line")
    replayed.add_argument("--out", type=Path, required=True, help="the result file")
    replayed.add_argument("--summary", action="store_true", help="also a summary for wrap-up")
    replayed.add_argument("--report", type=Path, metavar="OUT.html", help="also one HTML file to look through")
    replayed.add_argument("--workers", type=int, default=1, help="processes (default 1)")
    replayed.add_argument("--no-learned", action="store_true", help="leave aside what was learned from the team")
    _common(replayed, pack_required=True)

    learned = _add(commands, "learn", _learn, "learn from the team's own past which reply follows what")
    learned.add_argument("history", type=Path, nargs="?", help="conversations, one JSON object a line")
    learned.add_argument("--pack", required=True, help="a folder, an .assistpack file, or an installed id")
    learned.add_argument("--forget", action="store_true", help="remove what was learned for the pack")

    kb = commands.add_parser("kb", help="the knowledge").add_subparsers(required=True, metavar="COMMAND")
    search = _add(kb, "search", _kb_search, "the passages that answer a question")
    search.add_argument("query")
    search.add_argument("--pack")
    search.add_argument("-k", type=int, default=5, help="how many (default 5)")
    search.add_argument("--json", action="store_true")

    pack = commands.add_parser("pack", help="knowledge packs").add_subparsers(required=True, metavar="COMMAND")
    _add(pack, "check", _pack_check, "every fault, with file and line").add_argument("pack")
    _add(pack, "install", _pack_install, "copy into the library and prepare").add_argument("pack")
    _add(pack, "list", _pack_list, "what is installed").add_argument("--json", action="store_true")

    models = commands.add_parser("models", help="language models").add_subparsers(required=True, metavar="COMMAND")
    _add(models, "list", _models_list, "known and installed models").add_argument("--json", action="store_true")
    _add(models, "add", _models_add, "copy a GGUF file, or those of a folder, into the models folder").add_argument(
        "source", type=Path
    )
    _add(models, "verify", _models_verify, "compare digests").add_argument("name", nargs="?")
    _add(models, "path", _models_path, "where a model's file is").add_argument("name", nargs="?")

    doctor = _add(commands, "doctor", _doctor, "what works here")
    doctor.add_argument("--json", action="store_true")
    doctor.add_argument("--strict", action="store_true", help="exit 3 when something is degraded")
    return top


def _add(commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, command: Command, text: str
         ) -> argparse.ArgumentParser:  # fmt: skip
    made = commands.add_parser(name, help=text, description=text)
    made.set_defaults(command=command)
    return made


def _common(command: argparse.ArgumentParser, *, pack_required: bool = False) -> None:
    command.add_argument("--pack", required=pack_required, help="a folder, an .assistpack file, or an installed id")
    command.add_argument("--draft", action="store_true", help="also let the language model write a draft")
    command.add_argument("--strict", action="store_true", help="exit 3 when something is degraded")


# -- the sidebar -------------------------------------------------------------------------------------------------------


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
    pack = _open(shop, understanding, None)
    for read in shop.intake().read_file(shop.sample_conversation):
        found = understanding.understand(UnderstandRequest(read))
        terminal.show(read, _drafted(shop, read, found), pack)
    return OK


# -- analysis ----------------------------------------------------------------------------------------------------------


def _analyze(shop: Workshop, options: argparse.Namespace) -> int:
    conversations = shop.intake().read_file(Path(options.file))
    understanding = shop.understanding()
    pack = _open(shop, understanding, options.pack, quiet=options.json)
    degraded = False
    for conversation in conversations:
        for point in conversation.points():
            seen = conversation.upto(point)
            found = understanding.understand(UnderstandRequest(seen))
            if options.summary:
                found = replace(found, summary=summarise(seen, found).text or None)
            if options.draft:
                found = _drafted(shop, seen, found)
            degraded = degraded or bool(found.degraded)
            if options.json:
                terminal.print_line(json.dumps(assistance_to_json(found), ensure_ascii=False))
            else:
                terminal.show(seen, found, pack)
    return DEGRADED if options.strict and degraded else OK


def _open(shop: Workshop, understanding: Understanding, pack: str | None, *, quiet: bool = False) -> Pack:
    source = shop.pack_source(pack)
    with terminal.progress(f"Preparing {source.name}", quiet=quiet) as advance:
        return understanding.open_pack(source, advance)


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
    return replace(found, suggestions=cards, draft_ms=milliseconds)


def _replay(shop: Workshop, options: argparse.Namespace) -> int:
    if options.workers < 1:
        raise InputError("--workers must be at least 1")
    source = shop.pack_source(options.pack)
    degraded = replay(
        options.input, options.out, source, draft=options.draft, learned=not options.no_learned,
        workers=options.workers, summary=options.summary, report=options.report,
    )  # fmt: skip
    return DEGRADED if options.strict and degraded else OK


def _learn(shop: Workshop, options: argparse.Namespace) -> int:
    if (options.history is None) != options.forget:
        raise InputError("give either a history file or --forget")
    if options.forget:
        pack_id = shop.library.read(options.pack).id
        there = shop.understanding().forget(pack_id)
        terminal.print_line(f"forgot what was learned for {pack_id}" if there else f"nothing was learned for {pack_id}")
        return OK
    history = read_history(options.history)
    understanding = shop.understanding()
    pack = _open(shop, understanding, options.pack)
    with terminal.progress("Learning") as advance:
        told = understanding.learn(history, advance)
    terminal.print_line(
        f"learned for {pack.id} from {told.conversations:,} of {len(history):,} conversations: "
        f"{told.replies:,} replies ({told.marked:,} marked), {told.snippets:,} snippets"
    )
    return OK


# -- knowledge ---------------------------------------------------------------------------------------------------------


def _kb_search(shop: Workshop, options: argparse.Namespace) -> int:
    if not options.query.strip():
        raise InputError("the query is empty")
    understanding = shop.understanding()
    _open(shop, understanding, options.pack, quiet=options.json)
    hits = understanding.search(options.query, options.k)
    if options.json:
        rows = [{"id": h.article_id, "title": h.title, "score": round(h.score, 4), "sentence": h.sentence,
                 "text": h.text, "start": h.start, "end": h.end} for h in hits]  # fmt: skip
        terminal.print_line(json.dumps(rows, ensure_ascii=False))
    else:
        terminal.show_hits(hits)
    return OK


def _pack_check(shop: Workshop, options: argparse.Namespace) -> int:
    report = shop.check_pack(options.pack)
    for warning in report.warnings:
        terminal.note(f"warning: {warning}")
    for fault in report.faults:
        terminal.complain(str(fault))
    if report.pack is None or report.faults:
        terminal.complain(f"{len(report.faults)} faults: the pack cannot be used")
        return AT_FAULT
    terminal.show_pack(report.pack)
    return OK


def _pack_install(shop: Workshop, options: argparse.Namespace) -> int:
    with terminal.progress("Installing") as advance:
        pack = shop.library.install(options.pack, advance)
    with terminal.progress(f"Preparing {pack.name}") as advance:
        shop.understanding().open_pack(shop.library.locate(pack.id), advance)
    terminal.print_line(f"installed {pack.id} {pack.version}")
    return OK


def _pack_list(shop: Workshop, options: argparse.Namespace) -> int:
    terminal.show_packs(shop.library.installed(), as_json=options.json)
    return OK


# -- models and machine ------------------------------------------------------------------------------------------------


def _models_list(shop: Workshop, options: argparse.Namespace) -> int:
    terminal.show_models(shop.models.list(), as_json=options.json)
    return OK


def _models_add(shop: Workshop, options: argparse.Namespace) -> int:
    with terminal.progress("Copying") as advance:
        added = shop.models.add(options.source, advance)
    for model in added:
        terminal.print_line(f"added {model.name}")
    return OK


def _models_verify(shop: Workshop, options: argparse.Namespace) -> int:
    with terminal.progress("Reading") as advance:
        checks = shop.models.verify(options.name, advance)
    terminal.show_checks(checks)
    return OK if all(c.ok for c in checks) else AT_FAULT


def _models_path(shop: Workshop, options: argparse.Namespace) -> int:
    terminal.print_line(str(shop.models.path(options.name)))
    return OK


def _doctor(shop: Workshop, options: argparse.Namespace) -> int:
    report = shop.examine()
    terminal.show_report(report, as_json=options.json)
    return DEGRADED if options.strict and not all(finding.ok for finding in report) else OK
