"""The command line. Exit codes: 0 done, 1 the input was at fault, 2 usage, 3 degraded under ``--strict``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from assist import __version__, terminal
from assist.app import Workshop
from assist.commands import analysis, audio, authoring, importing, insights, models, packs
from assist.commands.common import AT_FAULT, OK, Command
from assist.domain.errors import AssistError


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
    for subject in (analysis, audio, importing, packs, authoring, models, insights):
        subject.register(commands)
    return top
