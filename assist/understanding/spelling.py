"""Typing errors mended before a text is embedded: an unknown word becomes the common word it is one slip away from.

A model that reads word pieces takes "stoleb" for something else than "stolen". What it knows as whole words is a
vocabulary of common English in the order of how common they are, and comes with the model. Only the text that is
embedded is mended; what is shown, searched by keyword, or quoted as evidence stays as it was written. The slips are
those of fingers on a keyboard: two letters swapped, one doubled, one dropped, or the key beside the one meant (after
Damerau, "A technique for computer detection and correction of spelling errors", 1964).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from assist.domain.pack import FormField, Pack
from assist.domain.text import LocalText

LONGEST = 600  # characters of a text that are looked at, so that nonsense costs little
SHORTEST = 4  # letters; shorter ones are abbreviations as often as slips
_COMMON = 4_000  # as how common a word of the pack counts that the language's list does not have
_AT_HOME = 10  # how much sooner a word of the pack is meant than another as common
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEAR = {c: row[max(0, i - 1) : i] + row[i + 1 : i + 2] for row in _ROWS for i, c in enumerate(row)}
_END = r"(?![\w@/'’-]|\.\w)"
# Lower case, or a sentence's first word: capitals elsewhere are names, and names are like words.
_WORD = re.compile(rf"(?<![\w@./'’#-])[a-z]{{4,20}}{_END}|(?:(?<![^\n])|(?<=[.!?] ))[A-Z][a-z]{{3,20}}{_END}")


class Speller:
    """Mends words. ``common`` gives how common a word is, 0 the most.

    ``known`` are words never touched and meant sooner than others; what ``used`` is true of is never touched either.
    """

    def __init__(
        self, common: Mapping[str, int], known: Iterable[str] = (), used: Callable[[str], bool] = lambda _: False
    ) -> None:
        self._common = common
        self._used = used
        self._known = frozenset(w.lower() for w in known)
        self._mended = lru_cache(maxsize=4096)(self._mend)

    def mend(self, text: str) -> str:
        """``text`` with its slips mended."""
        return _WORD.sub(lambda found: self._mended(found[0]), text[:LONGEST]) + text[LONGEST:]

    def _mend(self, word: str) -> str:
        low = word.lower()
        if any(w in self._known or w in self._common for w in _stems(low)) or self._used(low):
            return word
        found = [w for w in _one_slip(low) if w in self._common or w in self._known]
        if not found:
            return word
        best = min(found, key=lambda w: (self._rank(w), w))
        return best.capitalize() if word[0].isupper() else best

    def _rank(self, word: str) -> int:
        rank = self._common.get(word, _COMMON)
        return rank // _AT_HOME if word in self._known else rank


def words_of(pack: Pack) -> frozenset[str]:
    """The words a pack uses for what its team does: of its categories, forms, canned replies and titles."""
    texts = [e for c in pack.categories for e in (c.id, *c.examples, *_all(c.label), *_all(c.description))]
    texts += [t for s in pack.snippets for t in (s.title, s.body)]
    texts += [t for form in pack.forms for f in form.fields for t in (f.name, *_all(f.label), *_choices(f))]
    texts += [a.title for a in pack.articles]
    return frozenset(w for t in texts for w in re.findall(r"[a-z]{3,}", t.lower()))


def _all(text: LocalText) -> tuple[str, ...]:
    return tuple(value for _, value in text.by_language)


def _choices(field: FormField) -> tuple[str, ...]:
    return tuple(t for c in field.choices for t in (c.value, *_all(c.label), *c.synonyms))


def _stems(word: str) -> tuple[str, ...]:
    """The word, and what it may be a form of: a plural, a past, a contraction without its apostrophe."""
    forms = [word]
    forms += [word[: -len(end)] for end in ("s", "es", "ed", "ing", "er", "ly") if word.endswith(end)]
    forms += [word[:-1]] if word.endswith(("nt", "ed")) else []
    return tuple(f for f in forms if len(f) > 2)


def _one_slip(word: str) -> set[str]:
    """Every word of which ``word`` may be a slip: swapped, doubled, dropped, or the neighbouring key.

    The first letter is rarely dropped or missed, and "ouch" is no "touch".
    """
    parts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    made = {a + b[1] + b[0] + b[2:] for a, b in parts if len(b) > 1}
    made |= {a + b[1:] for a, b in parts if a and b and a[-1] == b[0]}
    made |= {a + c + b for a, b in parts if a and b for c in _LETTERS}
    made |= {a + c + b[1:] for a, b in parts if a and b for c in _NEAR[b[0]]}
    return made
