"""Commands of those who write the knowledge: ``pack import``."""

from __future__ import annotations

import argparse
from pathlib import Path

from assist import terminal
from assist.app import Workshop
from assist.commands.common import OK, Commands, add_command


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
    brought.add_argument("--overwrite", action="store_true", help="take the source's text where it was edited here")


def _import(_shop: Workshop, options: argparse.Namespace) -> int:
    from assist.authoring import Options, import_pack  # noqa: PLC0415 - its readers take half a second to load

    chosen = Options(
        options.id, options.name, options.lang, options.internal, max(500, options.split), options.overwrite
    )
    with terminal.progress("Importing") as advance:
        report = import_pack(options.sources, options.to, chosen, advance)
    for line in report.lines():
        terminal.print_line(line)
    terminal.print_line(f"Everything that was left out and why: {report.path}")
    terminal.print_line(f"Next: assist pack check {options.to}")
    return OK
