"""What the ``models`` commands print."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assist import terminal
from assist.llm.gguf import size_in_words
from assist.llm.known import KnownModel
from assist.llm.registry import Check, how_to_get
from assist.llm.speed import PROMPT_ENOUGH, WRITE_ENOUGH, Speed


def show_models(models: Sequence[KnownModel], context: int, free: int, used: str) -> None:
    """``models list``. ``used`` is the name of the model in use; ``free`` the memory available, in bytes."""
    table = Table(box=None, padding=(0, 1, 0, 0))
    for heading in ("Model", "Role", "Size", "Memory", "In", "Licence", "State"):
        table.add_column(heading, no_wrap=heading != "State")
    for model in models:
        needed = model.memory_needed(context)
        state = "not here" if not model.installed else "in use" if model.name == used else "installed"
        if model.drafts and needed > free:
            state += ", too big"
        memory = size_in_words(needed) if model.drafts else "—"
        table.add_row(model.name, model.role, size_in_words(model.size), memory, " ".join(model.languages),
                      model.licence, Text(state, style="yellow" if "big" in state else ""))  # fmt: skip
    out = Console(file=sys.stdout, highlight=False)
    out.print(table)
    told = f"Memory: with a window of {context:,} tokens; {size_in_words(free)} are free now."
    roles = "Tiny runs anywhere, default wants 2 cores and 4 GB, better 4 cores and 8 GB."
    for line in (told, roles):
        out.print(Text(line, style="dim"))
    away = [m for m in models if m.drafts and not m.installed]
    if away:
        out.print(Text("To add one, fetch its GGUF file and name it: assist models add FILE or URL", style="dim"))
        out.print(Text(f"{away[0].name}: {how_to_get(away[0])}", style="dim"))


def models_json(models: Sequence[KnownModel], context: int, free: int, used: str) -> None:
    """``models list --json``."""
    rows = [{**m.to_json(context, free), "in_use": m.name == used} for m in models]
    terminal.print_line(json.dumps(rows, ensure_ascii=False))


def show_added(model: KnownModel, context: int, free: int) -> None:
    """One added model: what it is, and whether it will run here."""
    needed = model.memory_needed(context)
    terminal.print_line(
        f"added {model.name}: {size_in_words(model.size)}, {' '.join(model.languages)}, licence {model.licence}"
    )
    fits = "it fits" if needed <= free else "it does not fit: close other programs, or set a smaller context"
    sizes = f"needs about {size_in_words(needed)} with a window of {context:,} tokens; {size_in_words(free)} are free"
    terminal.print_line(f"{sizes}: {fits}")
    terminal.print_line(f"SHA-256 {model.sha256}")


def show_checks(checks: Sequence[Check]) -> None:
    """``models verify``: one line each."""
    for check in checks:
        terminal.print_line(f"{'ok' if check.ok else 'BAD'}\t{check.name}\t{check.detail}")


def show_speeds(name: str, speeds: Sequence[Speed], best: Speed) -> None:
    """The speeds of one model beside what is wanted."""
    table = Table(box=None, title=f"{name} on this machine", title_justify="left")
    for heading in ("Threads", "Prompt", "Writing", "First words", "Whole draft", ""):
        table.add_column(heading, justify="right" if heading else "left")
    for speed in speeds:
        mark = "recommended" if speed == best else ""
        table.add_row(str(speed.threads), f"{speed.prompt:.0f} tokens/s", f"{speed.write:.0f} tokens/s",
                      f"{speed.first_words_s:.1f} s", f"{speed.draft_s:.1f} s", mark)  # fmt: skip
    table.add_row("wanted", f"≥ {PROMPT_ENOUGH:.0f}", f"≥ {WRITE_ENOUGH:.0f}", "≤ 2.5 s", "≤ 6.0 s", style="dim")
    Console(file=sys.stdout, highlight=False).print(table)
