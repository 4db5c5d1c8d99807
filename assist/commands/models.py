"""Commands on language models and on this machine: ``models`` and ``doctor``."""

from __future__ import annotations

import argparse
from pathlib import Path

from assist import terminal
from assist.app import Workshop
from assist.commands.common import AT_FAULT, DEGRADED, OK, Commands, add_command, add_group


def register(commands: Commands) -> None:
    """Declare them."""
    models = add_group(commands, "models", "language models")
    add_command(models, "list", _models_list, "known and installed models").add_argument("--json", action="store_true")
    add_command(
        models, "add", _models_add, "copy a GGUF file, or those of a folder, into the models folder"
    ).add_argument("source", type=Path)
    add_command(models, "verify", _models_verify, "compare digests").add_argument("name", nargs="?")
    add_command(models, "path", _models_path, "where a model's file is").add_argument("name", nargs="?")

    doctor = add_command(commands, "doctor", _doctor, "what works here")
    doctor.add_argument("--json", action="store_true")
    doctor.add_argument("--strict", action="store_true", help="exit 3 when something is degraded")


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
