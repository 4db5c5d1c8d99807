"""Prompt texts: fixed instructions, worked examples, the task. Parsed here; where they lie is an adapter's business."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADING = re.compile(r"^\[(system|customer|agent|task(?: [a-z ]+)?)\]$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Prompt:
    """The texts for drafts in one language.

    ``examples`` are (role, text) turns in front of the real ones. ``task`` is the volatile end, with ``{knowledge}``
    in it; ``tasks`` holds other ones for some moods.
    """

    system: str
    examples: tuple[tuple[str, str], ...]
    task: str
    tasks: dict[str, str]

    def ask(self, mood: str, knowledge: str) -> str:
        """The task for this mood and knowledge."""
        return self.tasks.get(mood, self.task).replace("{knowledge}", knowledge)


def parse_prompt(text: str) -> Prompt:
    """From a prompt file: sections under ``[system]``, ``[customer]``, ``[agent]``, ``[task]``, ``[task MOOD…]``.

    Lines starting with ``#`` before the first section are comments. A missing part is empty.
    """
    parts = _HEADING.split(text)[1:]
    sections = [(name, body.strip()) for name, body in zip(parts[::2], parts[1::2], strict=True)]
    found = dict(sections)
    tasks = {mood: body for name, body in sections if name.startswith("task ") for mood in name.split()[1:]}
    examples = tuple((name, body) for name, body in sections if name in {"customer", "agent"})
    return Prompt(found.get("system", ""), examples, found.get("task", ""), tasks)
