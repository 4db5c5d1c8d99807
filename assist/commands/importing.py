"""``import``: the files of other systems into conversations, one JSON object a line."""

from __future__ import annotations

import argparse
from pathlib import Path

from assist import terminal
from assist.app import Workshop
from assist.commands.common import AT_FAULT, OK, Commands, add_command
from assist.services.importing import Imported, import_files


def register(commands: Commands) -> None:
    """Declare it."""
    imported = add_command(commands, "import", _import, "the files other systems write, as conversations")
    imported.add_argument("files", type=Path, nargs="+", metavar="FILES", help="files, or folders with them")
    imported.add_argument("--out", type=Path, required=True, help="the file of conversations, one JSON object a line")


def _import(shop: Workshop, options: argparse.Namespace) -> int:
    with terminal.progress("Importing") as advance:
        done = import_files(shop.reader(), options.files, options.out, advance)
    for line in (*done.notes, *done.left_out):
        terminal.note(line)
    if not done.conversations:
        terminal.complain(f"{options.out}: not written; none of {done.files:,} files holds a conversation")
        return AT_FAULT
    terminal.print_line(_sum(done, options.out))
    return OK


def _sum(done: Imported, out: Path) -> str:
    doubled = f", {done.doubled:,} were there twice" if done.doubled else ""
    left = f", {len(done.left_out):,} left out" if done.left_out else ""
    return (
        f"{out}: {done.conversations:,} conversations with {done.turns:,} turns from "
        f"{done.files - len(done.left_out):,} of {done.files:,} files{left}{doubled}"
    )
