"""Commands of those who write the knowledge: ``knowledge``, ``pack import`` and ``pack test``."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from assist import terminal
from assist.app import Workshop
from assist.commands.common import AT_FAULT, OK, Commands, add_command
from assist.domain.errors import InputError, StoreError
from assist.services import tested
from assist.services.ports import Thresholds
from assist.support.log import install_crash_file, start_log

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def register(commands: Commands) -> None:
    """Declare ``knowledge``."""
    window = add_command(commands, "knowledge", _knowledge, "the window for those who write the knowledge")
    window.add_argument("--pack", type=Path, metavar="FOLDER", help="the pack's folder (default: the one edited last)")


def register_pack(pack: Commands) -> None:
    """Declare those under ``pack``."""
    brought = add_command(pack, "import", _import, "bring in articles and replies from files of many kinds")
    brought.add_argument("sources", type=Path, nargs="+", help="folders or files")
    brought.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="the pack's folder")
    brought.add_argument("--id", default="", help="the pack's id, where it has none yet")
    brought.add_argument("--name", default="", help="the pack's name, where it has none yet")
    brought.add_argument("--lang", default="", help="the language of what does not say its own (default: detected)")
    brought.add_argument("--internal", action="store_true", help="for staff only, unless a file says otherwise")
    brought.add_argument(
        "--split", type=int, default=6000, metavar="CHARACTERS", help="split articles longer than this"
    )
    brought.add_argument("--no-images", action="store_true", help="do not read the text in pictures")
    brought.add_argument("--overwrite", action="store_true", help="take the source's text where it was edited here")

    test = add_command(pack, "test", _test, "what a changed pack answers better and worse, before it is published")
    test.add_argument("pack", help="a folder, an .assistpack file, or an installed id")
    test.add_argument(
        "--against", default="published", metavar="PACK", help="the older pack (default: the installed one)"
    )
    test.add_argument("--history", type=Path, help="the team's past conversations, one JSON object a line")
    test.add_argument("--report", type=Path, metavar="OUT.html", help="also one HTML file with every change")
    test.add_argument("--allow", type=int, default=0, metavar="N", help="so many answers may get worse (default 0)")
    test.add_argument("--set-thresholds", action="store_true", help="keep the suggested thresholds for this pack here")
    test.add_argument("--forget-thresholds", action="store_true", help="answer as surely as usual again")
    test.add_argument("--json", action="store_true")


def _knowledge(shop: Workshop, options: argparse.Namespace) -> int:
    try:
        from assist import desktop  # noqa: PLC0415 - Qt is loaded only for a window
        from assist.authoring import window  # noqa: PLC0415 - likewise
    except ImportError as error:
        raise InputError(f"the window cannot start: {error}") from error
    if options.pack is not None:
        window.editable(shop, options.pack)  # said before a window is needed
    if sys.platform == "linux" and not any(os.environ.get(n) for n in _DISPLAYS):
        raise InputError("there is no display here (DISPLAY is not set)")
    start_log(shop.home / "logs")
    install_crash_file(shop.home / "logs")
    return window.run(desktop.make_application(), shop, options.pack)


def _import(_shop: Workshop, options: argparse.Namespace) -> int:
    from assist.authoring.importing import Options, import_pack  # noqa: PLC0415 - its readers take half a second to load

    chosen = Options(
        options.id, options.name, options.lang, options.internal, max(500, options.split), options.overwrite
    )
    with terminal.progress("Importing") as advance:
        report = import_pack(options.sources, options.to, chosen, advance, images=not options.no_images)
    for line in report.lines():
        terminal.print_line(line)
    terminal.print_line(f"Everything that was left out and why: {report.path}")
    terminal.print_line(f"Next: assist pack check {options.to}")
    return OK


def _test(shop: Workshop, options: argparse.Namespace) -> int:
    from assist.authoring.testing import run_test  # noqa: PLC0415 - only for this command

    if options.report is not None and not options.report.parent.is_dir():
        raise InputError(f"{options.report.parent}: no such folder for --report")
    if options.forget_thresholds:
        return _forget_thresholds(shop, options.pack)
    with terminal.progress("Testing", quiet=options.json) as advance:
        found = run_test(shop, options.pack, options.against, options.history, advance)
    told = (found.against, found.result, found.thresholds)
    if options.json:
        terminal.print_line(json.dumps(tested.to_json(found.pack, *told), ensure_ascii=False))
    else:
        for line in tested.lines(*told):
            terminal.print_line(line)
    if options.report is not None:
        _write(options.report, tested.to_html(found.pack, *told))
    if options.set_thresholds:
        shop.understanding().keep_thresholds(found.pack.id, found.thresholds)
        terminal.note(f"thresholds kept for {found.pack.id} on this machine, with what was learned for it")
    return AT_FAULT if len(found.result.worse) > options.allow else OK


def _forget_thresholds(shop: Workshop, pack: str) -> int:
    pack_id = shop.library.read(pack).id
    shop.understanding().keep_thresholds(pack_id, Thresholds())
    terminal.print_line(f"no thresholds are kept for {pack_id}")
    return OK


def _write(path: Path, text: str) -> None:
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        part.replace(path)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}") from error
