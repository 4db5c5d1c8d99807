"""Small words put right before reading, so that a slip in "until" or "my name is" does not hide the value behind it.

Only words nobody knows are touched, only where a single small word is one slip away, and never words with a capital:
names, codes and rare words stay. What is found is mapped back to the characters as typed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assist.understanding.extract.casing import common_names, everyday
from assist.understanding.extract.words import STOP

_WORD = re.compile(r"(?<![\w'@.\-/])[a-z]{3,12}(?![\w'@\-/]|\.\w)")
_CUES = frozenset(
    [
        "around",
        "near",
        "until",
        "till",
        "from",
        "leaving",
        "going",
        "departing",
        "arriving",
        "returning",
        "return",
        "travelling",
        "traveling",
        "starting",
        "ending",
        "checking",
        "check",
        "pick",
        "drop",
        "called",
        "named",
        "directed",
        "starring",
        "featuring",
        "acted",
        "song",
        "songs",
        "album",
        "movie",
        "movies",
        "rating",
        "rated",
        "email",
        "phone",
        "number",
        "date",
        "amount",
        "total",
        "street",
        "area",
        "airport",
        "station",
        "january",
        "february",
        "march",
        "april",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "tomorrow",
        "yesterday",
        "morning",
        "afternoon",
        "evening",
        "night",
        "o'clock",
        "kind",
        "type",
        "other",
        "others",
    ]
)
_TARGETS = tuple(sorted(w for w in STOP | _CUES if w.isalpha() and len(w) > 1))
_FOUR = 4
_LEFT = STOP | _CUES | {"east", "west", "north", "south", "inn"}


@lru_cache(maxsize=4096)
def _mended(word: str) -> str | None:
    """The one small word a slip away: swapped, doubled or missing letters; from four on also one wrong or added."""
    near = {t for t in _TARGETS if abs(len(t) - len(word)) <= 1 and _slip(word, t)}
    return near.pop() if len(near) == 1 else None


def _slip(word: str, target: str) -> bool:
    size, aim = len(word), len(target)
    same = next((i for i, (a, b) in enumerate(zip(word, target, strict=False)) if a != b), min(size, aim))
    rest, wanted = word[same:], target[same:]
    if size == aim:
        swapped = rest[1::-1] + rest[2:] == wanted
        return swapped or (size >= _FOUR and rest[1:] == wanted[1:])
    if size > aim:
        return rest[1:] == wanted and (size > _FOUR or (same > 0 and rest[:1] == word[same - 1]))
    return rest == wanted[1:]


@lru_cache(maxsize=2048)
def mend(text: str, own: frozenset[str] = frozenset()) -> tuple[str, tuple[int, ...] | None]:
    """The text with slips put right, and for each of its offsets that in ``text``; ``None`` when nothing was changed.

    ``own`` words, those of the form's labels and choices, are left alone.
    """
    known, first = everyday(), common_names()[0]
    if not known or not any(c.isupper() for c in text) or text.isupper():
        return text, None
    out, at, last = "", [], 0
    for m in _WORD.finditer(text):
        word = m.group()
        better = None if {word, word.rstrip("s")} & _LEFT or word in known or word in own else _mended(word)
        if better is not None and len(word) < _FOUR and word in first:
            continue  # "sam" is no "same"
        if better is None:
            continue
        out += text[last : m.start()] + better
        at += [*range(last, m.start()), *(min(m.start() + i, m.end() - 1) for i in range(len(better)))]
        last = m.end()
    if not last:
        return text, None
    return out + text[last:], (*at, *range(last, len(text) + 1))
