"""One turn as it would have been written."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from assist.domain.text import is_han
from assist.understanding.extract.casing import names_cased
from assist.understanding.written import chinese, clauses, codes, numbers
from assist.understanding.written.numbers import Asked
from assist.understanding.written.pack_names import name_edits
from assist.understanding.written.rewriting import Rewritten
from assist.understanding.written.words import CODE_CUES, DAY_CUES, HOUR_CUES, words_in

NOTHING = Asked()
LONGEST = 1500
"""Characters of a turn that are looked at: nobody dictates more at once, and a pasted letter is written already."""

_SPOKEN = re.compile(
    r"\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|\w+teen|twelve|eleven|twent\w+|thirt\w+|fort\w+|fift\w+|"
    r"sixt\w+|sevent\w+|eight\w+|ninet\w+|hundred|thousand|first|second|third|\w+th|dot|um+|uh+|double|triple)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b\d{1,2}:\d\d\b")
_LONG_RUN = re.compile(
    r"\b(?:(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple)\W{1,2}){3}", re.IGNORECASE
)
_AFTER_SPEECH = re.compile(r"\bdot (?:com|net|org|edu|gov|co|io|cn|uk)\b|\b[a-z] as in\b", re.IGNORECASE)


@lru_cache(maxsize=4096)
def written(text: str, *, asked: Asked = NOTHING, names: tuple[str, ...] = ()) -> Rewritten:
    """What a turn says, in figures and with marks, where it came without.

    ``asked`` is what was just asked for; ``names`` are those the pack writes with capitals.

    """
    rewritten = Rewritten.of(text)
    if not text or len(text) > LONGEST:
        return rewritten
    if any(map(is_han, text)):
        return _chinese(rewritten)
    return _named(_english(rewritten, asked=asked), names)


@lru_cache(maxsize=1024)
def asked_for(text: str) -> Asked:
    """What an agent's turn asks for, by the words it has."""
    words = {word.text for word in words_in(text[:LONGEST])}
    code = bool(words & CODE_CUES)
    hour = bool(words & HOUR_CUES) or (not code and bool(_CLOCK.search(text[:LONGEST])))
    return Asked(code, bool(words & DAY_CUES), hour)


def _english(told: Rewritten, *, asked: Asked) -> Rewritten:
    bare = clauses.unmarked(told.text)
    spoken = bool(_LONG_RUN.search(told.text) or _AFTER_SPEECH.search(told.text))
    if not bare and not spoken:
        return told
    if bare:
        told = told.edited(clauses.filler_edits(told.text)) if _SPOKEN.search(told.text) or " " in told.text else told
        told = told.edited(clauses.apostrophe_edits(told.text))
    if (bare or spoken) and not _has_figures(told.text):
        told = told.edited(codes.letter_edits(told.text))
        told = told.edited(codes.address_edits(told.text, words_in(told.text)))
        told = told.edited(codes.code_edits(words_in(told.text), context=asked.code))
        told = told.edited(numbers.number_edits(words_in(told.text), asked))
    return told.edited(clauses.mark_edits(told.text)) if bare else told


def _named(told: Rewritten, names: tuple[str, ...]) -> Rewritten:
    """With the pack's names as it writes them, and capitals on other names then, where none or only such were used."""
    small, large = any(c.islower() for c in told.text), any(c.isupper() for c in told.text)
    edits = name_edits(told.text, names) if names and small != large else []
    if not edits:
        return told
    return replace(told, text=names_cased(told.text)).edited(edits)


def _has_figures(text: str) -> bool:
    """Whether somebody, or the recogniser, wrote figures: then the words that are left are meant as words."""
    return bool(re.search(r"\d", text))


def _chinese(told: Rewritten) -> Rewritten:
    bare, figures = clauses.unmarked(told.text), _has_figures(told.text)
    if _LONG_RUN.search(told.text):
        told = told.edited(numbers.number_edits(words_in(told.text), NOTHING))
    if bare:
        told = told.edited(clauses.chinese_edits(told.text))
    if not figures:
        told = told.edited(chinese.sign_edits(told.text))
        told = told.edited(chinese.figure_edits(told.text))
        told = told.edited(chinese.range_edits(told.text))
    return told
