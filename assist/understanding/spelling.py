"""Typing errors mended before a text is embedded: an unknown word becomes the common word it is one slip away from.

A model that reads word pieces takes "stoleb" for something else than "stolen". Which words there are, and how common,
tells `vocabulary`. Only the text that is embedded is mended; what is shown, searched by keyword, or quoted as evidence
stays as it was written. The slips are those of fingers on a keyboard (after Damerau, "A technique for computer
detection and correction of spelling errors", 1964): two letters swapped, one doubled, one dropped, or the key beside
the one meant; less likely any other letter, and in long words two slips.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from itertools import pairwise, zip_longest
from typing import NamedTuple

from assist.domain.pack import FormField, Pack
from assist.domain.text import LocalText
from assist.understanding.pack_text import titles_of

LONGEST = 600  # characters of a text that are looked at, so that nonsense costs little
_LONGEST_TERM = 16
SHORTEST = 4  # letters; shorter ones are abbreviations as often as slips
_COMMON = 4_000  # as how common a word of the pack counts that the language's list does not have
_AT_HOME = 10  # how much sooner a word of the pack is meant than another as common
_ROOT = 5  # letters from which the beginning of a pack's word counts as its own, too
_RARE, _MORE = 3, 20  # passages with a word that may still be a slip, and how many times more have what was meant
_SHORT_WORD = 4  # letters; below it only what is very common is meant
_VERY_COMMON, _FAIRLY_COMMON = 500, 2_000  # ranks
_TINY = 60  # the same for words of two letters
_TINY_WORDS = frozenset(["ad", "dr", "hr", "id", "im", "mr", "ms", "ok", "pc", "pm", "st", "tv", "vs"])
_HARDLY_A_WORD = 8_000  # rank from which a word, however listed, is more often a slip of one so many times as common
_TIMES = 60
_ADDED = 4  # letters from which any letter may be one too many, or stand for another
_ODD = 6.0  # how much rarer such a slip is than one of its kinds
_ODD_TERM = 6  # the same for single terms
_TWO_SLIPS = 6  # letters from which two slips in a word are looked for
_MEANT_TWICE = 20_000  # rank below which a word is looked for with two
_OTHER_LETTERS = 4  # that two slips can change in the set of a word's letters
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEAR = {c: row[max(0, i - 1) : i] + row[i + 1 : i + 2] for row in _ROWS for i, c in enumerate(row)}
_NEGATED = "ain aren can couldn didn doesn don hadn hasn haven isn mustn shouldn wasn weren won wouldn"
_SHORT_OF_BEING = "he here how i it let she that there they we what when where who you"
_SHORTENED = {
    "t": frozenset(_NEGATED.split()),
    **dict.fromkeys(("s", "ll", "re", "ve", "d", "m"), frozenset(_SHORT_OF_BEING.split())),
}
"""By what stands behind an apostrophe, the words before it."""
_TAIL = r"(?:['’](?:t|s|ll|re|ve|d|m))?"
_END = rf"{_TAIL}(?![\w@/'’-]|\.\w)"
# Lower case, or a sentence's first word: capitals elsewhere are names, and names are like words.
_WORD = re.compile(rf"(?<![\w@./'’#-])[a-z]{{2,20}}{_END}|(?:(?<![^\n])|(?<=[.!?] ))[A-Z][a-z]{{2,20}}{_END}")
_TOKEN = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_HESITATION = re.compile(
    r"(?<![\w'])(?:u+[hm]+|e+rm+|h+mm+)(?![\w'])[,.]? ?"
    r"|(?<!do )(?<!did )(?<!let )(?<!if )(?<!as )(?<!that )"
    r"\byou know\b,? (?!if|how|wh|th|an?\b|any|about|of|your|my|me|it|him|her|us)",
    re.IGNORECASE,
)
"""What people say while they look for a word."""
_SHOUTED, _SHOUTED_LETTERS = 0.8, 8
_IN_PLACE = 20  # how much sooner a word is meant beside one it stands beside in the pack

Pairs = frozenset[tuple[str, str]]


class Slip(NamedTuple):
    """Characters ``[start, end)`` of a text that are a typing error, and what was ``meant``."""

    start: int
    end: int
    meant: str


class Mended(NamedTuple):
    """A text with its slips mended; ``slips`` in their order, with places in the text as it was written."""

    text: str
    slips: tuple[Slip, ...] = ()

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Where characters ``[start, end)`` of the mended text stand as written; a mended word only as a whole."""
        return self._place(start, last=False), self._place(end, last=True)

    def _place(self, at: int, *, last: bool) -> int:
        grown = 0
        for slip in self.slips:
            begins, ends = slip.start + grown, slip.start + grown + len(slip.meant)
            if at <= begins:
                break
            if at < ends:
                return slip.end if last else slip.start
            grown = ends - slip.end
        return at - grown


def mended(text: str, slips: Iterable[Slip]) -> Mended:
    """``text`` with these slips mended."""
    slips, out, at = tuple(slips), [], 0
    for start, end, meant in slips:
        out += [text[at:start], meant]
        at = end
    return Mended("".join((*out, text[at:])), slips)


class Speller:
    """Mends words. ``common`` gives how common a word is, 0 the most.

    ``known`` are words never touched and meant sooner than others; what ``used`` is true of is never touched either.
    ``pairs`` are words that stand side by side in the pack: of several words the one that goes with its neighbours is
    meant.
    """

    def __init__(
        self,
        common: Mapping[str, int],
        known: Iterable[str] = (),
        used: Callable[[str], bool] = lambda _: False,
        pairs: Pairs = frozenset(),
    ) -> None:
        self._common = common
        self._used = used
        self._known = frozenset(w.lower() for w in known)
        self._pairs = pairs
        self._sorted = sorted(self._known)
        self._buckets: dict[tuple[str, int], list[tuple[int, str]]] = {}
        self._mended = lru_cache(maxsize=4096)(self._mend)
        self._near = lru_cache(maxsize=4096)(self._meant)

    def mend(self, text: str) -> str:
        """``text`` with its slips mended and without hesitations.

        One all in capitals is put into small letters, where words can be told.
        """
        text = text.lower() if _is_shouted(text) else text
        text = _HESITATION.sub("", text[:LONGEST]) + text[LONGEST:]
        return mended(text, self.slips(text)).text

    def slips(self, text: str) -> list[Slip]:
        """The words of a text that are slips, with what was meant."""
        out: list[Slip] = []
        before = ""
        words = list(_TOKEN.finditer(text, 0, LONGEST))
        for word, behind in zip_longest(words, words[1:]):
            better, fit = word[0], _WORD.match(text, word.start())
            if fit is not None and fit.end() == word.end():
                better = self._mended(word[0], before, behind[0].lower() if behind else "")
            if better != word[0]:
                out.append(Slip(word.start(), word.end(), better))
            before = better.lower()
        return out

    def knows(self, word: str) -> bool:
        """Whether a word, or what it is a form of, is known or in use."""
        low = word.lower()
        return any(w in self._known or w in self._common for w in _stems(low)) or self._used(low)

    def _mend(self, word: str, before: str, after: str) -> str:
        low, mark, tail = word.lower().replace("’", "'").partition("'")
        if mark and tail not in _SHORTENED:
            return word
        if mark:
            best = self._shortened(low, _SHORTENED[tail])
            best = self._whole(low, before, after) if best == low and tail == "s" and len(low) >= SHORTEST else best
        elif len(low) == 2:
            best = low if low in self._known or self._used(low) else self._tiny(low, before, after)
        else:
            best = self._whole(low, before, after)
        if best == low:
            return word
        return (best.capitalize() if word[0].isupper() else best) + word[len(low) :]

    def _whole(self, low: str, before: str, after: str) -> str:
        """A word, or what it is a slip of; a listed one only of a much commoner one that goes with a neighbour."""
        listed = self.knows(low)
        if listed and (low in self._known or self._common.get(low, 0) < _HARDLY_A_WORD or self._used(low)):
            return low
        near = self._near(low)
        costs = {w: self._in_place(w, cost, before, after) for w, cost in near.items()}
        if listed:
            costs = {w: cost for w, cost in costs.items() if cost < near[w]}
        if len(low) < _SHORT_WORD:
            costs = {w: cost for w, cost in costs.items() if cost < _VERY_COMMON}
        best = min(costs.items(), key=lambda found: (found[1], found[0]), default=(low, 0.0))
        return low if listed and best[1] * _TIMES > self._common.get(low, 0) else best[0]

    def _in_place(self, word: str, cost: float, before: str, after: str) -> float:
        """How unlikely a word is between two others."""
        sides = ((before, word) in self._pairs) + ((word, after) in self._pairs)
        return cost / float(_IN_PLACE**sides)

    def _shortened(self, low: str, meant: frozenset[str]) -> str:
        """What stands before an apostrophe: one of a few words, or a word as any other."""
        if low in meant or self.knows(low):
            return low
        return min((w for w in _one_slip(low) | _odd_slip(low) if w in meant), key=self._rank, default=low)

    def _tiny(self, low: str, before: str, after: str) -> str:
        """Two letters that are not one of the commonest words are often a slip of one of them."""
        if self._rank(low) < _TINY * 2 or low in _TINY_WORDS:
            return low
        near = {low[::-1], *(low[:i] + c + low[i:] for i in (1, 2) for c in _LETTERS)}
        near |= {low[:i] + c + low[i + 1 :] for i in (0, 1) for c in _NEAR[low[i]]}
        costs = {w: self._in_place(w, self._rank(w) + 1.0, before, after) for w in near if self._is_tiny(w)}
        return min(sorted(costs), key=costs.__getitem__, default=low)

    def _is_tiny(self, word: str) -> bool:
        return self._common.get(word, _TINY) < _TINY

    def _meant(self, low: str) -> dict[str, float]:
        """The words it may be a slip of, each with how unlikely: one slip first, else two."""
        near = {w: self._rank(w) + 1.0 for w in _one_slip(low) if w in self._common or w in self._known}
        if len(low) < _SHORT_WORD:
            near |= {w: (self._rank(w) + 1.0) * _ODD for w in _first_slip(low) - near.keys() if w in self._known}
            return {w: cost for w, cost in near.items() if len(w) > 1}
        # The first letter is looked at, too, where what comes of it is common; so is any letter one hits far off.
        for word in {*_first_slip(low), *_odd_slip(low)} - near.keys():
            if word in self._known or self._common.get(word, _COMMON) < _FAIRLY_COMMON:
                near[word] = (self._rank(word) + 1.0) * _ODD
        if near or len(low) < _TWO_SLIPS:
            return near
        return {w: self._rank(w) + 1.0 for w in self._alike(low) if two_slips(low, w)}

    def _alike(self, low: str) -> Iterable[str]:
        """Words with the same beginning, of about the length, and with nearly the same letters."""
        if not self._buckets:
            for word in {*(w for w, rank in self._common.items() if rank < _MEANT_TWICE), *self._known}:
                if len(word) >= _TWO_SLIPS - 1:
                    self._buckets.setdefault((word[0], len(word)), []).append((_letters(word), word))
        mask = _letters(low)
        for size in range(len(low) - 2, len(low) + 3):
            for letters, word in self._buckets.get((low[0], size), ()):
                if (letters ^ mask).bit_count() <= _OTHER_LETTERS:
                    yield word

    def _rank(self, word: str) -> int:
        rank = self._common.get(word, _COMMON)
        return rank // _AT_HOME if word in self._known or self._is_root(word) else rank

    def _is_root(self, word: str) -> bool:
        """Whether a known word begins with it."""
        at = bisect_left(self._sorted, word)
        return len(word) >= _ROOT and at < len(self._sorted) and self._sorted[at].startswith(word)


def _is_shouted(text: str) -> bool:
    letters = [c for c in text[:LONGEST] if c.isalpha()]
    return len(letters) >= _SHOUTED_LETTERS and sum(map(str.isupper, letters)) > _SHOUTED * len(letters)


class TermMender:
    """Mends single terms of a question towards the words a pack is found by.

    ``frequency`` says how many passages hold a term, ``is_word`` whether it is a word of the language: one the pack
    does not have is no slip. Of several words a slip away the most frequent is meant.
    """

    def __init__(self, frequency: Callable[[str], int], is_word: Callable[[str], bool]) -> None:
        self._frequency, self._is_word = frequency, is_word
        self._mended = lru_cache(maxsize=4096)(self._mend)

    def __call__(self, term: str) -> str:
        """The term, or the one that was meant."""
        fit = SHORTEST <= len(term) <= _LONGEST_TERM and term.isascii() and term.isalpha()
        return self._mended(term) if fit else term

    def _mend(self, term: str) -> str:
        own = self._frequency(term)
        if own > _RARE or self._is_word(term):
            return term
        near = _one_slip(term) | (_odd_slip(term) if len(term) >= _ODD_TERM else set())
        found = [(n, w) for w in sorted(near) if (n := self._frequency(w)) > own * _MORE]
        return max(found, key=lambda f: f[0])[1] if found else term


def words_of(pack: Pack) -> frozenset[str]:
    """The words a pack uses for what its team does: of its categories, forms, canned replies and titles."""
    texts = [e for c in pack.categories for e in (c.id, *c.examples, *_all(c.label), *_all(c.description))]
    texts += [t for s in pack.snippets for t in (s.title, s.body)]
    texts += [t for form in pack.forms for f in form.fields for t in (f.name, *_all(f.label), *_choices(f))]
    texts += titles_of(pack.articles)
    return frozenset(re.findall(r"[a-z]{3,}", "\n".join(texts).lower()))


def pairs_of(pack: Pack) -> Pairs:
    """Words that stand side by side in what a pack's categories and forms say."""
    texts = [e for c in pack.categories for e in (*c.examples, *_all(c.label), *_all(c.description))]
    texts += [t for form in pack.forms for f in form.fields for t in _all(f.label)]
    return frozenset(pair for t in texts for pair in pairwise(re.findall(r"[a-z]+(?:'[a-z]+)?", t.lower())))


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
    made |= {a + c + b for a, b in parts if a for c in _LETTERS}
    made |= {a + c + b[1:] for a, b in parts if a and b for c in _NEAR[b[0]]}
    return made


def _odd_slip(word: str) -> set[str]:
    """Words with any letter too many or in place of another, which fingers do less often."""
    if len(word) < _ADDED:
        return set()
    parts = [(word[:i], word[i + 1 :]) for i in range(len(word))]
    return {a + b for a, b in parts} | {a + c + b for a, b in parts for c in _LETTERS}


def _first_slip(word: str) -> set[str]:
    """Words whose first letter was dropped, or missed by one key."""
    return {c + word for c in _LETTERS} | {c + word[1:] for c in _NEAR[word[0]]}


def _letters(word: str) -> int:
    """The set of a word's letters as bits."""
    return sum(1 << n for n in {ord(c) - 97 for c in word if "a" <= c <= "z"})


def two_slips(a: str, b: str) -> bool:
    """Whether two words are at most two slips apart (the distance of Damerau, each letter moved once)."""
    before: list[int] = []
    above: list[int] = []
    row = list(range(len(b) + 1))
    for i, one in enumerate(a, 1):
        before, above, row = above, row, [i, *([0] * len(b))]
        for j, two in enumerate(b, 1):
            row[j] = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (one != two))
            if i > 1 and j > 1 and one == b[j - 2] and a[i - 2] == two:
                row[j] = min(row[j], before[j - 2] + 1)
        if min(row) > 2:
            return False
    return row[-1] <= 2
