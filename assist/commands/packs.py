"""Commands on knowledge packs."""

from __future__ import annotations

import argparse
from pathlib import Path

from assist import terminal
from assist.app import Workshop
from assist.commands import authoring, channel, proposals, signing
from assist.commands.common import AT_FAULT, OK, Commands, add_command, add_group


def register(commands: Commands) -> None:
    """Declare them."""
    pack = add_group(commands, "pack", "knowledge packs")
    add_command(pack, "check", _check, "every fault, with file and line").add_argument("pack")
    add_command(pack, "install", _install, "copy into the library and prepare").add_argument("pack")
    add_command(pack, "list", _list, "what is installed").add_argument("--json", action="store_true")
    channel.register_keys(signing.register(pack))
    channel.register(pack)
    proposals.register(pack)
    authoring.register_pack(pack)


def _check(shop: Workshop, options: argparse.Namespace) -> int:
    report = shop.check_pack(options.pack)
    for warning in report.warnings:
        terminal.note(f"warning: {warning}")
    for fault in report.faults:
        terminal.complain(str(fault))
    if report.pack is None or report.faults:
        faults = len(report.faults)
        terminal.complain(f"{faults} fault{'s' if faults > 1 else ''}: the pack cannot be used")
        return AT_FAULT
    terminal.show_pack(report.pack)
    return OK


def _install(shop: Workshop, options: argparse.Namespace) -> int:
    with terminal.progress("Installing") as advance:
        pack = shop.library.install(options.pack, advance)
    with terminal.progress(f"Preparing {pack.name}") as advance:
        shop.understanding().open_pack(shop.library.locate(pack.id), advance)
    terminal.print_line(f"installed {pack.id} {pack.version} ({shop.team.said_of(Path(pack.root), pack.id)})")
    return OK


def _list(shop: Workshop, options: argparse.Namespace) -> int:
    terminal.show_packs(shop.library.installed(), as_json=options.json)
    return OK
