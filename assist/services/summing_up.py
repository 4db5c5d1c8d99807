"""A hand-over note in a capable model's words: written into a JSON form, each part checked against what was said.

A part that states what nobody said, or that no turn carries, gives way to the one made of the sentences themselves.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from assist.domain.guard import Ground, guess_language_of, is_repetitive, strange_facts, strange_names, support
from assist.domain.summary import Line, Summary, summarise
from assist.domain.text import guess_language
from assist.services.ports import CancelToken
from assist.services.wording import About, Authors, Wish, word

_PARTS = ("problem", "done", "open", "next")
SCHEMA = json.dumps({
    "type": "object",
    "properties": {part: {"type": "string", "maxLength": 240} for part in _PARTS},
    "required": list(_PARTS),
    "additionalProperties": False,
})  # fmt: skip
_CARRIED = 0.5
_RESTS = 0.34  # share of a line's words that a turn it rests on holds
_MOST_TURNS = 4
_GROWING = re.compile(r'"(problem|done|open|next)"\s*:\s*"((?:[^"\\]|\\.)*)')


@dataclass(frozen=True, slots=True)
class SummedUp:
    """The note, by whom it is worded (empty: the sentences themselves), and how many values were hidden."""

    summary: Summary
    by: str = ""
    hidden: int = 0


class Summariser(Protocol):
    """Words the hand-over note."""

    def sum_up(
        self,
        about: About,
        on_text: Callable[[str], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> SummedUp | None:
        """Blocking; ``None`` when nobody can word it. ``on_text`` gets the text so far.

        Raises ``WorkerDied``, ``ModelFileError``, ``EndpointFailed``, ``Cancelled``.
        """


class SummaryWriter:
    """Implements `Summariser` over whoever can word things."""

    def __init__(self, authors: Authors) -> None:
        self._authors = authors

    def sum_up(
        self,
        about: About,
        on_text: Callable[[str], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> SummedUp | None:
        """See `Summariser`."""
        language = guess_language_of(about.conversation.language)
        wish = Wish("summary", language, {}, about, max_tokens=260, schema=SCHEMA)

        def grew(text: str) -> None:
            if on_text is not None:
                on_text(growing(text, language))

        made = word(self._authors, wish, grew, cancel)
        if made is None:
            return None
        plain = summarise(about.conversation, about.found, about.pack)
        parts = _parts(made.text)
        kept = {part: _line(text, about, language) for part, text in parts.items()}
        if not any(kept.values()):
            return None

        def lines(part: str, otherwise: tuple[Line, ...]) -> tuple[Line, ...]:
            line = kept.get(part)
            return (line,) if line is not None else otherwise

        note = Summary(
            plain.language,
            lines("problem", plain.problem),
            lines("done", plain.done),
            lines("open", plain.still_open),
            lines("next", plain.next),
        )
        return SummedUp(note, made.by, made.hidden)


def growing(text: str, language: str) -> str:
    """The note so far, out of JSON still being written."""
    said = [_unescaped(m[2]) for m in _GROWING.finditer(text) if m[2]]
    return ("" if language == "zh" else " ").join(said)


def _unescaped(text: str) -> str:
    try:
        return str(json.loads(f'"{text}"'))
    except ValueError:
        return text.rstrip("\\")


def _parts(text: str) -> dict[str, str]:
    try:
        parts = json.loads(text)
    except ValueError:
        return {}
    return (
        {k: v.strip() for k, v in parts.items() if isinstance(v, str) and v.strip()} if isinstance(parts, dict) else {}
    )


def _line(text: str, about: About, language: str) -> Line | None:
    """The part with the turns it rests on; ``None`` when it says what was not said."""
    conversation, found = about.conversation, about.found
    said = "\n".join(t.text for t in conversation.turns)
    known = [v.value for v in found.form.fields.values()] if found is not None and found.form is not None else []
    step = found.next_step if found is not None else None
    ground = Ground(said, "\n".join((*known, *((step.title, step.action) if step else ()))), said, language)
    if (guess_language(text) or language) != language or is_repetitive(text):
        return None
    if strange_facts(text, ground) or strange_names(text, ground) or support(text, ground.everything) < _CARRIED:
        return None
    shares = [(support(text, t.text), i) for i, t in enumerate(conversation.turns)]
    best = sorted((i for share, i in sorted(shares, reverse=True)[:_MOST_TURNS] if share >= _RESTS))
    return Line(text, tuple(best))
