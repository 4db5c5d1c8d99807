"""Commands on language models and on this machine: ``models`` and ``doctor``."""

from __future__ import annotations

import argparse
from pathlib import Path

from assist import terminal
from assist.app import Workshop
from assist.commands import model_bench, model_tables, speech_models
from assist.commands.common import AT_FAULT, DEGRADED, OK, Commands, add_command, add_group
from assist.domain.errors import InputError, ModelFileError
from assist.llm.client import ModelProcess
from assist.llm.download import MOST_BYTES, Source, check_digest
from assist.llm.gguf import free_memory
from assist.llm.known import DEFAULT, KnownModel


def register(commands: Commands) -> None:
    """Declare them."""
    models = add_group(commands, "models", "language models")
    add_command(models, "list", _models_list, "known and installed models, and which fit").add_argument(
        "--json", action="store_true"
    )
    _declare_add(models)
    add_command(models, "verify", _models_verify, "compare digests").add_argument("name", nargs="?")
    add_command(models, "path", _models_path, "where a model's file is").add_argument("name", nargs="?")
    model_bench.add_options(add_command(models, "bench", model_bench.run, "how fast a model is on this machine"))

    doctor = add_command(commands, "doctor", _doctor, "what works here")
    doctor.add_argument("--json", action="store_true")
    doctor.add_argument("--strict", action="store_true", help="exit 3 when something is degraded")


def _declare_add(models: Commands) -> None:
    add = add_command(models, "add", _models_add, "add a model from a file, a folder, a share, an address, or by name")
    add.add_argument(
        "source",
        help="a GGUF file, a folder of them, http(s)://…/NAME.gguf, a name of `models list`, or "
        "a folder or zip with a Whisper model in CTranslate2's form",
    )
    add.add_argument("--sha256", default="", help="the digest the file must have")
    add.add_argument("--max-gb", type=float, default=MOST_BYTES / 1e9, help="fetch nothing larger (default 16)")
    add.add_argument("--ca", default="", help="a PEM file: the authority to trust for an https address")
    add.add_argument("--proxy", default="", help="the proxy's address, where one is needed")
    add.add_argument("--no-try", action="store_true", help="do not load the model once to see that it works")


def _models_list(shop: Workshop, options: argparse.Namespace) -> int:
    show = model_tables.models_json if options.json else model_tables.show_models
    show(
        (*shop.models.list(), *speech_models.known(shop)),
        shop.settings.context,
        free_memory(),
        shop.settings.model or DEFAULT,
    )
    return OK


def _models_add(shop: Workshop, options: argparse.Namespace) -> int:
    check_digest(options.sha256)
    if shop.speech_models.takes(options.source):
        return speech_models.add(shop, options.source)
    with terminal.progress("Adding") as advance:
        if options.source.lower().startswith(("http://", "https://")):
            most = int(options.max_gb * 1e9)
            source = Source(options.source, options.sha256, most, options.ca, options.proxy)
            added: tuple[KnownModel, ...] = (shop.models.add_url(source, advance),)
        elif "://" in options.source:
            raise InputError(f"{options.source!r}: only http:// and https:// addresses are fetched")
        elif not Path(options.source).exists() and any(m.name == options.source for m in shop.models.list()):
            added = (shop.models.add_known(options.source, advance),)
        else:
            added = shop.models.add(Path(options.source), advance, options.sha256)
    for model in added:
        if not options.no_try:
            _try(shop, model)
        model_tables.show_added(model, shop.settings.context, free_memory())
    return OK


def _try(shop: Workshop, model: KnownModel) -> None:
    """Load it once where it fits; one that llama.cpp refuses is taken away again. Raises `ModelFileError`."""
    if model.path is None or model.memory_needed(shop.settings.context) > free_memory():
        return
    process = ModelProcess(model.path, 1, 512, 0, shop.clock)
    try:
        process.load()
        state = process.state()
    except ModelFileError:
        shop.models.remove(model)
        raise
    finally:
        process.close()
    if state.detail:
        terminal.note(f"{model.name}: {state.detail}; a plain one is used, and drafts are poorer")


def _models_verify(shop: Workshop, options: argparse.Namespace) -> int:
    with terminal.progress("Reading") as advance:
        heard = speech_models.verify(shop, options.name)
        checks = heard if options.name and heard else (*shop.models.verify(options.name, advance), *heard)
    model_tables.show_checks(checks)
    return OK if all(c.ok for c in checks) else AT_FAULT


def _models_path(shop: Workshop, options: argparse.Namespace) -> int:
    heard = [m.path for m in shop.speech_models.installed() if m.name == options.name]
    terminal.print_line(str(heard[0] if heard else shop.models.path(options.name)))
    return OK


def _doctor(shop: Workshop, options: argparse.Namespace) -> int:
    report = shop.examine()
    terminal.show_report(report, as_json=options.json)
    return DEGRADED if options.strict and not all(finding.ok for finding in report) else OK
