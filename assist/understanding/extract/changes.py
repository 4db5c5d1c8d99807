"""What is wanted in place of what was: "from A to B", "move it from Friday to Monday", "改到下周一"."""

from __future__ import annotations

import re

from assist.understanding.extract.folding import fold
from assist.understanding.extract.spans import Span

_TWO = 2
_FROM, _TO = (
    re.compile(r"\bfrom\s+(?:an? |the |my )?$|从$"),
    re.compile(r"\b(?:to|into)\s+(?:an? |the |your )?$|[到成为]$"),
)


def changed_to(text: str, found: tuple[Span, ...]) -> tuple[Span, ...]:
    """Of "from A to B" the B: who changes wants the second."""
    folded = fold(text) if len(found) >= _TWO else ""
    if not any(_TO.search(folded[: s.start]) for s in found):
        return found
    return tuple(s for s in found if not _FROM.search(folded[: s.start]))


_MOVED = re.compile(
    r"\b(?:mov(?:e|ed|ing)|chang(?:e|ed|ing)|reschedul\w+|rebook\w*|switch\w*|push(?:ed|ing)?|postpon\w+|shift\w*|"
    r"swap\w*|bring|bump\w*)\b[^.!?]{0,80}?\b(?:to|till|until)\s+(?:on\s+|the\s+)*$"
    r"|(?:改|换|挪|移|调整?|推迟|延后|延期|提前)(?:期|签|约|时间)?(?:到|成|为|至|在)\s*$"
)
_OLD = 0.5  # of its score keeps a day or time that is moved away from
_WINDOW = 120  # characters before a value that are looked at


def moved_to(text: str, found: tuple[Span, ...]) -> tuple[Span, ...]:
    """Days or times with those weakened that others of the turn are to take the place of."""
    folded = fold(text) if len(found) >= _TWO else ""
    new = {s for s in found if folded and _MOVED.search(folded[max(0, s.start - _WINDOW) : s.start])}
    return tuple(s if not new or s in new else s._replace(score=s.score * _OLD) for s in found)


_PART = re.compile(r"(?:morning|afternoon|evening|night|noon|上午|下午|早上|晚上|中午)s?")
_TOLD = re.compile(r"(?:\b(?:yesterday|last|every|each|since(?: \w+)?)|昨天|前天|昨|每天|从今天?|自从\S{0,3})\s*$")


def not_of_the_past(text: str, found: tuple[Span, ...]) -> tuple[Span, ...]:
    """Choices without parts of the day that tell when something was: "down since yesterday morning"."""
    folded = fold(text) if found else ""
    return tuple(s for s in found if not (_PART.fullmatch(folded[s.start : s.end]) and _TOLD.search(folded[: s.start])))
