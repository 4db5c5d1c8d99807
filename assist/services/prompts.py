"""Prompt texts: fixed instructions, worked examples, the task. Parsed here; where they lie is an adapter's business."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_HEADING = re.compile(r"^\[(system|customer|agent|task(?: [a-z ]+)?|opening [a-z ]+|ask [a-z]+)\]$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Prompt:
    """The texts for drafts in one language.

    ``examples`` are (role, text) turns in front of the real ones. ``task`` is the volatile end, with ``{knowledge}``
    in it; ``tasks`` holds other ones for some moods, and ``openings`` the words a draft begins with in some.
    ``asks`` holds other things to ask of the model, by name.
    """

    system: str
    examples: tuple[tuple[str, str], ...]
    task: str
    tasks: dict[str, str]
    openings: dict[str, str]
    asks: dict[str, str] = field(default_factory=dict)

    def ask(self, mood: str, knowledge: str) -> str:
        """The task for this mood and knowledge."""
        return self.tasks.get(mood, self.task).replace("{knowledge}", knowledge)


def parse_prompt(text: str) -> Prompt:
    """From a prompt file.

    Its sections are ``[system]``, ``[customer]``, ``[agent]``, ``[task]``, ``[task MOOD…]``, ``[opening MOOD…]`` and
    ``[ask NAME]``. Lines starting with ``#`` before the first section are comments. A missing part is empty.
    """
    parts = _HEADING.split(text)[1:]
    sections = [(name, body.strip()) for name, body in zip(parts[::2], parts[1::2], strict=True)]
    found = dict(sections)
    examples = tuple((name, body) for name, body in sections if name in {"customer", "agent"})
    return Prompt(
        found.get("system", ""),
        examples,
        found.get("task", ""),
        _by_mood(sections, "task "),
        _by_mood(sections, "opening "),
        _by_mood(sections, "ask "),
    )


def _by_mood(sections: list[tuple[str, str]], kind: str) -> dict[str, str]:
    return {mood: body for name, body in sections if name.startswith(kind) for mood in name.split()[1:]}
