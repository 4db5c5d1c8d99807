"""Slips in the small words of set phrases, known by their places: "my nmae i Ruth", "'m Ruth", "a room n Leeds".

A letter is too little to tell a word by, and "ane" stands nearer to "and" than to "name". What stands around it tells
it: a name with its capital, a day, the other words of the phrase.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assist.understanding.slips import one_slip
from assist.understanding.spelling import Slip

_OPENING = (
    r"(?i:^|(?<=[.!?,;] )|(?<=\bhi )|(?<=\bhello )|(?<=\bhey )|(?<=\band )|(?<=\bsure )|(?<=\bso )|(?<=\byes )|"
    r"(?<=\bwait )|(?<=\bok )|(?<=  ))"
)
_DAY = (
    r"(?i:(?:(?:the|thr|teh|th) )?\d{1,2}(?:st|nd|rd|th)\b|(?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b)"
)
_NAMED = re.compile(
    r"(?<![\w'])(?P<my>[a-z]{1,3}) (?P<name>[a-z]{3,6}) (?P<is>[a-z]{1,3})(?= (?P<next>[a-z]))",
    re.ASCII | re.IGNORECASE,
)
_NAME = r"(?!I\b)[A-Z][A-Za-z]"
_NO_I = r"(?<!and )(?<!but )(?<!as )(?<!that )(?<!so )(?<!if )"  # behind these an "i" is the writer
_RULES = tuple(
    (re.compile(shape), meant)
    for shape, meant in (
        (rf"{_OPENING}(?P<slip>(?i:i'mm|i'n|'m|o'm|u'm|ii am|i'|i'k))(?= [A-Z][a-z])", "I'm"),
        (rf"{_OPENING}(?P<slip>(?i:it'|ti's|itt's))(?= [A-Z][a-z])", "It's"),
        (rf"(?<=[a-z] ){_NO_I}(?P<slip>[in])(?= {_NAME})", "in"),
        (rf"(?<=\w )(?P<slip>n|inn|iin)(?= the\b| {_NAME})", "in"),
        (r"(?<=\w )(?P<slip>a|aa|ta)(?= the\b)", "at"),
        (rf"(?<=\w )(?P<slip>t|tto|ot|tp|yo|too)(?= (?:(?:the )?[A-Z][a-z]|{_DAY}))", "to"),
        (rf"(?<=\w )(?P<slip>tll|til|tiill|titll)(?= (?:{_DAY}))", "till"),
    )
)
"""Each slip and what was meant; where capitals tell, only for writing that has them."""
_IS = frozenset(("ii", "ss", "id", "ia", "iz", "os", "us"))


@lru_cache(maxsize=2048)
def phrase_slips(text: str, longest: int) -> tuple[Slip, ...]:
    """The slips among the first ``longest`` characters, in their order; none overlaps another."""
    mixed = not (text == text.lower() or text == text.upper())
    found = [s for m in _NAMED.finditer(text, 0, longest) for s in _name_slips(m, mixed=mixed)]
    if mixed:
        found += [Slip(*m.span("slip"), meant) for rule, meant in _RULES for m in rule.finditer(text, 0, longest)]
    kept: list[Slip] = []
    for slip in sorted(found, key=lambda s: s.start):  # of equals those of a whole phrase, which come first
        if not kept or slip.start >= kept[-1].end:
            kept.append(slip)
    return tuple(s for s in kept if text[s.start : s.end] != s.meant)


def _name_slips(found: re.Match[str], *, mixed: bool) -> list[Slip]:
    """What is mistyped in "my name is", where a name follows: two of its words are right, or a capital comes behind."""
    words = [(found[w].lower(), w) for w in ("my", "name", "is")]
    if any(said != meant and not _near(said, meant) for said, meant in words):
        return []
    right = sum(said == meant for said, meant in words)
    capital = found["next"].isupper()
    if not right or (mixed and not capital) or (right < len(words) - 1 and not capital):
        return []
    return [Slip(*found.span(meant), meant) for said, meant in words if said != meant]


def _near(said: str, meant: str) -> bool:
    """Whether fingers make the one of the other: also by its first letter left out."""
    return meant in one_slip(said) or meant[1:] == said or (meant == "is" and said in _IS)
