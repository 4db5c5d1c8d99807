"""What the commands share: exit codes, how one is declared, opening a pack with its progress shown."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from assist import terminal
from assist.app import Workshop
from assist.domain.pack import Pack
from assist.services.ports import Understanding

OK, AT_FAULT, USAGE, DEGRADED = 0, 1, 2, 3
Command = Callable[[Workshop, argparse.Namespace], int]
if TYPE_CHECKING:
    Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - it has no public name
else:
    Commands = argparse._SubParsersAction  # noqa: SLF001 - a generic class for the type checker only


def add_command(commands: Commands, name: str, command: Command, text: str) -> argparse.ArgumentParser:
    """Declare ``name``; ``text`` is its help."""
    made = commands.add_parser(name, help=text, description=text)
    made.set_defaults(command=command)
    return made


def add_group(commands: Commands, name: str, text: str) -> Commands:
    """Declare a command that has commands of its own."""
    return commands.add_parser(name, help=text, description=text).add_subparsers(required=True, metavar="COMMAND")


def at_least_one(text: str) -> int:
    """The type of an option that counts something. Raises `ValueError`, which argparse words."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"must be at least 1, not {number}")
    return number


def add_analysis_options(command: argparse.ArgumentParser, *, pack_required: bool = False) -> None:
    """The options of whatever analyses conversations."""
    command.add_argument("--pack", required=pack_required, help="a folder, an .assistpack file, or an installed id")
    command.add_argument("--draft", action="store_true", help="also let the language model write a draft")
    command.add_argument("--strict", action="store_true", help="exit 3 when something is degraded")


def open_pack(shop: Workshop, understanding: Understanding, pack: str | None, *, quiet: bool = False) -> Pack:
    """Open ``pack`` for ``understanding``; progress is shown unless ``quiet``."""
    source = shop.pack_source(pack)
    with terminal.progress(f"Preparing {source.name}", quiet=quiet) as advance:
        return understanding.open_pack(source, advance)
