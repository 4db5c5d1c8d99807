"""Words put right before reading, so that a slip in "until" or "my name is" does not hide the value behind it.

Only what is no word becomes one, and only a word that says what stands beside it: a small word, a cue, an everyday one,
one of the form's own. Names, codes and rare words stay. What is found is mapped back to the characters as typed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assist.understanding.extract.casing import common_names, is_odd
from assist.understanding.extract.folding import has_han
from assist.understanding.extract.mending_zh import mend_zh
from assist.understanding.extract.set_phrases import phrase_slips
from assist.understanding.extract.words import STOP
from assist.understanding.slips import one_slip
from assist.understanding.spelling import Slip, Speller
from assist.understanding.vocabulary import common_words, lifts

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
_TARGETS = STOP | _CUES
_LEFT = STOP | _CUES | {"east", "west", "north", "south", "inn"}
_LONGEST = 1500  # characters of a turn that are looked at
_SHORT = 3
_EVERYDAY = 1500  # rank below which a word is nobody's name
_PLACED = re.compile(r"\b(?:from|to|in|at|of|near|into|via|around|through|with|by|is)\s+(?:the\s+)?$")
_NEVER_LED = frozenset(
    ["a", "all", "am", "an", "and", "are", "as", "at", "but", "by", "can", "did", "for", "from", "had", "has", "if",
     "in", "is", "may", "no", "not", "of", "off", "on", "or", "out", "so", "to", "too", "up", "was", "were", "will"]
)  # fmt: skip
"""Small words that do not stand behind "from" or "to": what stands there instead is no slip but a code of a place."""
_NAMED = re.compile(r"\b(?:name is|name's|named|called|starring|featuring)\s+$")
_BEFORE = re.compile(r"(?<![\w'])(?P<word>[a-z']+)[ ,]{1,2}$")


@lru_cache(maxsize=4)
def _speller(own: frozenset[str]) -> Speller:
    return Speller(common_words(), own, _LEFT.__contains__, lift=lifts())


@lru_cache(maxsize=2048)
def mend(text: str, own: frozenset[str] = frozenset()) -> tuple[str, tuple[int, ...] | None]:
    """The text with slips put right, and for each of its offsets that in ``text``; ``None`` when nothing was changed.

    ``own`` words, those of the form's labels and choices, are left alone and meant sooner than others.
    """
    if has_han(text):
        return mend_zh(text, own)
    if text.isupper():
        return text, None
    out, at, last = "", [], 0
    for slip in _slips(text, own):
        out += text[last : slip.start] + slip.meant
        size = len(slip.meant)
        at += [*range(last, slip.start), *(min(slip.start + i, slip.end - 1) for i in range(size))]
        last = slip.end
    if not last:
        return text, None
    return out + text[last:], (*at, *range(last, len(text) + 1))


def _slips(text: str, own: frozenset[str]) -> list[Slip]:
    """The slips that hide a value, in their order: of set phrases, and of single words."""
    least = 1 if any(c.isupper() for c in text) else _SHORT  # who writes no capitals writes short names without, too
    phrases, found = phrase_slips(text, _LONGEST), list[Slip]()
    for slip in _speller(own).slips(text, _LONGEST):
        typed, last = text[slip.start : slip.end].lower(), found[-1].end if found else 0
        if not _is_cue(slip.meant.lower(), own) or _is_name(typed) or max(len(typed), len(slip.meant)) < least:
            continue
        if any(slip.start < p.end and p.start < slip.end for p in phrases):
            continue
        if not _is_name_in_place(text[last : slip.start], typed, slip.meant.lower(), small=least > 1):
            found.append(slip)
    return sorted((*phrases, *found))


def _is_cue(word: str, own: frozenset[str]) -> bool:
    return word in _TARGETS or word in own or common_words().get(word.partition("'")[0], _EVERYDAY) < _EVERYDAY


def _is_name_in_place(before: str, typed: str, meant: str, *, small: bool) -> bool:
    """Whether a word is rather a code or a part of a name: "out of lhr", "dayton tx", "mirela konno".

    ``before`` is what stands before it, from the last slip on; ``small`` says that the writer uses no capitals.
    """
    short = len(typed) <= _SHORT
    if short and meant in _NEVER_LED and _PLACED.search(before):
        return True
    if not (typed.isascii() and typed.isalpha()):
        return False
    found = _BEFORE.search(before) if small else None
    slight = meant in one_slip(typed)
    if found is not None and is_odd(found["word"]):
        return short or not (slight and meant in _TARGETS)
    return small and not slight and (short or bool(_NAMED.search(before)))


def _is_name(word: str) -> bool:
    return any(word in names for names in common_names())
