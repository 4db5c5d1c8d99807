"""Typing errors mended before a text is embedded: an unknown word becomes the common word it is one slip away from.

A model that reads word pieces takes "stoleb" for something else than "stolen". Which words there are, how common, and
which stand beside each other tells `vocabulary`; `slips` what fingers do. A word is weighed by how likely it is to be
meant between its neighbours and how likely it is to be mistyped like that: the noisy channel of Kernighan, Church and
Gale, "A spelling correction program based on a noisy channel model" (1990), with the pairs of Mays, Damerau and
Mercer, "Context based spelling correction" (1991). What is shown or quoted as evidence stays as it was written.
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
from assist.understanding.slips import LETTERS, Alike, odd_slip, one_slip

LONGEST = 600  # characters of a text that are looked at, so that nonsense costs little
SHORTEST = 4  # letters; shorter ones are abbreviations as often as slips
_AT_HOME = 10  # how much sooner a word of the pack is meant than another as common
_MISSPELT = 100  # how many times as often a pack has a word as what it now and then writes for it
_ROOT = 5  # letters from which the beginning of a pack's word counts as its own, too
_COMMON = 4_000  # as how common a word of the pack counts that the language's list does not have
_VERY_COMMON = 500  # rank above which a word of three letters is rather an abbreviation
_TINY_WORDS = frozenset(  # written like that on purpose
    ["ad", "af", "ah", "am", "aw", "dr", "eh", "ex", "hi", "hr", "id", "im", "mm", "mr", "ms", "oh", "ok", "ow", "pc",
     "pm", "re", "st", "tv", "ty", "uh", "um", "vs", "ya", "yo"]
)  # fmt: skip
_HARDLY_A_WORD = {1: 2, 2: 120, 3: 2_500, SHORTEST: 8_000}
"""By its letters, the rank from which a word, however listed, may be a slip."""
_FAIRLY_COMMON = 5_000  # rank below which a word is meant by what begins a sentence and may be a name
_SMALL = 300  # rank below which a word has no plural: "thans" is no form of "than"
_SURELY_LISTED = 10.0  # how much sooner a listed word is meant than one that would be a slip of it
_HISSED = ("ses", "xes", "zes", "ches", "shes", "oes")  # what a plural of two letters more ends in
_UNLISTED = 3.6e8  # what a word costs that no list has: as rare as a name
_FORM = 10.0  # how much rarer a form is that is not listed itself
_SLIP = 150.0  # how much rarer a word is with a given slip in it
_ODD = 6.0  # how much rarer still one that fingers seldom make
_TWICE = 1.6e4  # the same for two
_TWO_SLIPS = 5  # letters from which two slips in a word are looked for
_MEANT_TWICE = 20_000  # rank below which a word is looked for with two
_LEFT_ALONE = frozenset("efhmnoty")  # what is left of words of two letters, and no option
_FEW = 60  # rank below which a word of two letters may be meant by one
_BELONGS = 3.0  # how much sooner it is meant there than elsewhere
_TRUST = 0.6  # in the counts of pairs, against those of words
_IN_PLACE = 20.0  # how much sooner a word is meant beside one it stands beside in the pack
_NEGATED = "ain aren can couldn didn doesn don hadn hasn haven isn mustn shouldn wasn weren won wouldn"
_SHORT_OF_BEING = "he here how i it let she that there they we what when where who you"
_SHORTENED = {
    "t": frozenset(_NEGATED.split()),
    **dict.fromkeys(("s", "ll", "re", "ve", "d", "m"), frozenset(_SHORT_OF_BEING.split())),
}
"""By what stands behind an apostrophe, the words before it."""
_TAIL = r"(?:['’](?:t|s|ll|re|ve|d|m))?"
_END = rf"{_TAIL}(?![\w@/'’]|-(?![a-z])|\.\w)"
# Lower case, or a sentence's first word: capitals elsewhere are names, and names are like words.
_WORD = re.compile(
    rf"(?:(?<![\w@./'’#-])|(?<=[a-z]-))[a-z]{{1,20}}{_END}"
    rf"|(?:(?<![^\n])|(?<=[.!?] ))(?:[A-Z]{{1,2}}[a-z]{{1,20}}|[a-z][A-Z][a-z]{{1,20}}){_END}"
)
_CAPITAL = re.compile(rf"(?<![\w@./'’#-])[A-Z]{{1,2}}[a-z]{{3,20}}{_END}")
_NAME = 5  # letters of a name of the pack's that is told by one slip
_CALENDAR = frozenset(
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
     "april", "june", "july", "august", "september", "october", "november", "december"]
)  # fmt: skip
_CHAT = frozenset(
    ["afaik", "asap", "brb", "btw", "fyi", "gonna", "gotta", "haha", "idk", "imo", "kinda", "lmao", "lol", "nope",
     "omg", "pls", "plz", "thx", "wanna", "yep", "yup"]
)  # fmt: skip
_TOKEN = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_HESITATION = re.compile(
    r"(?<![\w'])(?:u+[hm]+|e+rm+|h+mm+)(?![\w'])[,.]? ?"
    r"|(?<!do )(?<!did )(?<!let )(?<!if )(?<!as )(?<!that )"
    r"\byou know\b,? (?!if|how|wh|th|an?\b|any|about|of|your|my|me|it|him|her|us)",
    re.IGNORECASE,
)
"""What people say while they look for a word."""
_SHOUTED, _SHOUTED_LETTERS = 0.8, 8
_RUN_TOGETHER = frozenset(word + tail for tail, words in _SHORTENED.items() for word in words)
"""Short forms whose apostrophe was left out: "thats"."""

Pairs = frozenset[tuple[str, str]]
Lift = Callable[[str, str], float]


def no_lift(_first: str, _second: str) -> float:
    """The lift of two words where nothing is known of any."""
    return 0.0


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

    ``known`` are words never touched and meant sooner than others; so is what the pack has ``used``, 1 being just often
    enough. What the pack itself misspells is neither: it has the word that was meant far more often. ``lift`` says how
    many times as often a word comes behind another as it comes at all (0: not known); ``pairs`` are words that stand
    side by side in the pack.
    """

    def __init__(
        self,
        common: Mapping[str, int],
        known: Iterable[str] = (),
        used: Callable[[str], float] = lambda _: 0.0,
        pairs: Pairs = frozenset(),
        lift: Lift = no_lift,
    ) -> None:
        self._common = common
        self._used = lru_cache(maxsize=8192)(used)
        self._known = frozenset(w.lower() for w in known)
        self._pairs = pairs
        self._lift = lift
        self._sorted = sorted(self._known)
        self._alike: Alike | None = None
        self._misspelt = lru_cache(maxsize=4096)(self._is_misspelt)
        self._mended = lru_cache(maxsize=4096)(self._mend)
        self._near = lru_cache(maxsize=4096)(self._one_slip_away)
        self._far = lru_cache(maxsize=4096)(self._two_slips_away)

    def mend(self, text: str) -> str:
        """``text`` with its slips mended and without hesitations.

        One all in capitals is put into small letters, where words can be told.
        """
        text = text.lower() if _is_shouted(text) else text
        text = _HESITATION.sub("", text[:LONGEST]) + text[LONGEST:]
        return mended(text, self.slips(text)).text

    def slips(self, text: str, longest: int = LONGEST) -> list[Slip]:
        """The words among the first ``longest`` characters that are slips, and what was meant."""
        found, before = [], ""
        words = list(_TOKEN.finditer(text, 0, longest))
        for word, behind in zip_longest(words, words[1:]):
            better, fit = word[0], _WORD.match(text, word.start())
            if fit is not None and fit.end() == word.end():
                better = self._mended(word[0], before, behind[0].lower() if behind else "")
            fit = _CAPITAL.match(text, word.start()) if better == word[0] else None
            if fit is not None and fit.end() == word.end():
                better = self._name(word[0])
            if better != word[0]:
                found.append(Slip(word.start(), word.end(), better))
            before = better.lower()
        return found

    def knows(self, word: str) -> bool:
        """Whether a word, or what it is a form of, is known or in use."""
        low = word.lower()
        return self._stays(low) or self._is_listed(low)

    def _is_listed(self, low: str) -> bool:
        return low in self._common or any(self._common.get(w, 0) >= _SMALL for w in _stems(low))

    def _stays(self, low: str) -> bool:
        """Whether a word is the pack's own, or written like that on purpose."""
        if low in _RUN_TOGETHER or low in _CHAT:
            return True
        return (any(w in self._known for w in _stems(low)) or self._used(low) >= 1) and not self._misspelt(low)

    def _is_misspelt(self, low: str) -> bool:
        """Whether no list has a word of the pack and the pack has another a slip away far more often."""
        if self._is_listed(low):
            return False
        least = _MISSPELT * max(self._used(low), 1.0)
        return any(self._used(w) >= least for w in one_slip(low) if w in self._common)

    def _mend(self, word: str, before: str, after: str) -> str:
        low, mark, tail = word.lower().replace("’", "'").partition("'")
        if mark and tail not in _SHORTENED:
            return word
        if mark:
            best = self._shortened(low, _SHORTENED[tail])
            best = self._meant(low, before, after) if best == low and tail == "s" and len(low) >= SHORTEST else best
        else:
            best = self._meant(low, before, after)
        if best == low or (word[0].isupper() and self._rank(best) >= _FAIRLY_COMMON):
            return word
        return (best.capitalize() if any(map(str.isupper, word)) else best) + word[len(low) :]

    def _meant(self, low: str, before: str, after: str) -> str:
        """A word, or what it is a slip of: what costs least between its neighbours."""
        if self._stays(low) or low in _TINY_WORDS or self._is_common(low):
            return low
        if len(low) == 1:
            return self._of_one_letter(low, before, after)
        listed = self._is_listed(low)
        own = self._own_cost(low, listed=listed)
        best, least = low, self._in_place(low, own, before, after)
        for near in (self._near, self._far):
            for word, cost in near(low).items():
                placed = self._in_place(word, cost, before, after)
                if (placed, word) < (least, best) and (len(low) >= SHORTEST or placed < _VERY_COMMON * _SLIP):
                    best, least = word, placed
            if best != low or listed:
                break
        return best

    def _of_one_letter(self, low: str, before: str, after: str) -> str:
        """The word of two letters one of which was left out, where it belongs between its neighbours."""
        if low not in _LEFT_ALONE:
            return low
        near = {w: self._rank(w) + 1.0 for c in LETTERS for w in (low + c, c + low) if self._rank(w) < _FEW}
        costs = {w: (self._in_place(w, cost, before, after), w) for w, cost in near.items()}
        likely = [w for w in near if _BELONGS * costs[w][0] < near[w]]
        return min(likely, key=costs.__getitem__, default=low)

    def _own_cost(self, low: str, *, listed: bool) -> float:
        """What it costs to take a word as it stands."""
        if not listed:
            return _UNLISTED
        if low in self._common:
            return (self._rank(low) + 1.0) / _SURELY_LISTED
        return min(r + 1.0 for w in _stems(low) if (r := self._common.get(w, 0)) >= _SMALL) * _FORM

    def _is_common(self, low: str) -> bool:
        most = _HARDLY_A_WORD[min(len(low), SHORTEST)]
        return self._common.get(low, most) < most

    def _in_place(self, word: str, cost: float, before: str, after: str) -> float:
        """What a word costs between two others."""
        return cost / (self._beside(before, word) * self._beside(word, after))

    def _beside(self, first: str, second: str) -> float:
        """How much sooner two words are meant beside each other than apart."""
        pack = _IN_PLACE if (first, second) in self._pairs else 0.0
        return max(pack, 1.0 - _TRUST + _TRUST * self._lift(first, second)) if first and second else 1.0

    def _shortened(self, low: str, meant: frozenset[str]) -> str:
        """What stands before an apostrophe: one of a few words, or a word as any other."""
        if low in meant or (meant is not _SHORTENED["t"] and self.knows(low)):
            return low
        near = one_slip(low) | (odd_slip(low) if len(low) >= SHORTEST else set())
        return min((w for w in near if w in meant), key=self._rank, default=low)

    def _name(self, word: str) -> str:
        """A name that no list has: a day's, a month's or one of the pack's near it, or one with its capital twice."""
        low, mark, tail = word.lower().replace("’", "'").partition("'")
        if word[1].isupper() and (low[0] != low[1] or not self.knows(low[1:])):
            return word  # an abbreviation and its plural, a brand
        if self.knows(low):
            return word
        once = self._near(low)
        meant = {w: cost for w, cost in once.items() if w in _CALENDAR}
        meant = meant or {w: cost for w, cost in self._far(low).items() if w in _CALENDAR}
        meant = meant or {w: cost for w, cost in once.items() if len(w) >= _NAME and self._stays(w)}
        best = low[1:] if word[1].isupper() else min(meant, key=meant.__getitem__, default=low)
        return word if best == low else best.capitalize() + mark + tail

    def _one_slip_away(self, low: str) -> dict[str, float]:
        """The words it may be one slip of, each with its cost."""
        usual = one_slip(low)
        odd = odd_slip(low) - usual if len(low) > 1 else set()
        costs = {w: (self._rank(w) + 1.0) * _SLIP for w in usual if self._is_word(w)}
        costs |= {w: (self._rank(w) + 1.0) * _SLIP * _ODD for w in odd if self._is_word(w)}
        costs.pop(low, None)
        return costs

    def _is_word(self, word: str) -> bool:
        return len(word) > 1 and (word in self._common or word in self._known)

    def _two_slips_away(self, low: str) -> dict[str, float]:
        """The words it may be two slips of, each with its cost."""
        if len(low) < _TWO_SLIPS:
            return {}
        if self._alike is None:
            common = (w for w, rank in self._common.items() if rank < _MEANT_TWICE)
            self._alike = Alike(w for w in {*common, *self._known} if len(w) >= _TWO_SLIPS - 1)
        return {w: (self._rank(w) + 1.0) * _TWICE for w in self._alike.to(low)}

    def _rank(self, word: str) -> int:
        rank = self._common.get(word, _COMMON)
        return rank // _AT_HOME if word in self._known or self._is_root(word) or self._used(word) >= 1 else rank

    def _is_root(self, word: str) -> bool:
        """Whether a known word begins with it."""
        at = bisect_left(self._sorted, word)
        return len(word) >= _ROOT and at < len(self._sorted) and self._sorted[at].startswith(word)


def _is_shouted(text: str) -> bool:
    letters = [c for c in text[:LONGEST] if c.isalpha()]
    return len(letters) >= _SHOUTED_LETTERS and sum(map(str.isupper, letters)) > _SHOUTED * len(letters)


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
    """The word, and what it may be a form of: a plural, a past, what does it or how it is done."""
    forms = [word]
    forms += [word[:-1]] if word.endswith("s") and not word.endswith("ss") else []
    forms += [word[:-2]] if word.endswith(_HISSED) else []
    forms += [word[: -len(end)] for end in ("ed", "ing", "er", "ly") if word.endswith(end)]
    forms += [word[:-1]] if word.endswith("ed") else []
    return tuple(f for f in forms if len(f) > 2)
