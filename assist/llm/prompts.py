"""Reads the prompt texts of the resources folder."""

from __future__ import annotations

from pathlib import Path

from assist.domain.errors import InputError
from assist.services.prompts import Prompt, parse_prompt


def load_prompts(folder: Path) -> dict[str, Prompt]:
    """The reply prompts by language, from ``reply.LANGUAGE.txt`` in ``folder``. Raises `InputError`."""
    prompts: dict[str, Prompt] = {}
    for path in sorted(folder.glob("reply.*.txt")):
        prompt = parse_prompt(path.read_text(encoding="utf-8"))
        if not all("{knowledge}" in task for task in (prompt.task, *prompt.tasks.values())):
            raise InputError(f"{path.name}: every [task] section must hold {{knowledge}}")
        prompts[path.name.split(".")[1]] = prompt
    return prompts
