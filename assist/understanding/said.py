"""Which canned reply an agent's turn was: by its wording, with whatever stood in the placeholders."""

from __future__ import annotations

import re
from collections import Counter, OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assist.domain.pack import Snippet
from assist.domain.text import is_han

HOLE = re.compile(r"\{+[^{}]*\}+")
"""A placeholder, in two braces or, as other systems' templates have it, in one."""

_WORD = re.compile(r"\w+")
_ALIKE = 0.75
_LEAST_WORDS = 3
_WORDS_IN_HOLE = 3
_MOST_CHARS = 2000
_KEEP = 4096


@dataclass(frozen=True, slots=True)
class _Wording:
    """A snippet's words between its placeholders, folded; ``bag`` counts all of them."""

    pieces: tuple[str, ...]
    bag: Counter[str]
    holes: int

    def matches(self, text: str) -> bool:
        """Whether ``text`` is this with something in each placeholder; linear, as for any pattern of stars."""
        first, *rest = self.pieces
        if not text.startswith(first) or not any(self.pieces):
            return False
        if not rest:
            return text == first
        at = len(first)
        for piece in rest[:-1]:
            found = text.find(piece, at)
            if found < 0:
                return False
            at = found + len(piece)
        return text.endswith(rest[-1]) and len(text) - len(rest[-1]) >= at


class SnippetMatcher:
    """Knows a pack's snippets by their wording."""

    def __init__(self, snippets: Sequence[Snippet]) -> None:
        self._wordings = [_wording(s.body) for s in snippets]
        self._known: OrderedDict[tuple[str, int], int | None] = OrderedDict()
        spread = Counter(word for w in self._wordings for word in w.bag)
        self._weight = {word: float(np.log1p(len(snippets) / n)) for word, n in spread.items()}
        self._unseen = float(np.log1p(len(snippets) or 1))

    def match(self, text: str, among: tuple[int, ...]) -> int | None:
        """Which snippet of these numbers ``text`` is, word for word or nearly so; ``None``: none."""
        key = (text, hash(among))
        if key not in self._known:
            self._known[key] = self._find(fold(text[:_MOST_CHARS]), among)
            if len(self._known) > _KEEP:
                self._known.popitem(last=False)
        return self._known[key]

    def _find(self, text: str, among: tuple[int, ...]) -> int | None:
        exact = [n for n in among if self._wordings[n].matches(text)]
        if exact:
            return max(exact, key=lambda n: sum(map(len, self._wordings[n].pieces)))
        words = Counter(text.split())
        best, number = 0.0, None
        for n in among:
            score = self._likeness(words, self._wordings[n])
            if score > best:
                best, number = score, n
        return number if best >= _ALIKE else None

    def _likeness(self, words: Counter[str], own: _Wording) -> float:
        """F-measure of the words they share, rare ones weighing more; a placeholder may hold a few words."""
        if own.bag.total() < _LEAST_WORDS:
            return 0.0
        shared = sum((words & own.bag)[w] * self._weight.get(w, 0.0) for w in own.bag if w in words)
        if not shared:
            return 0.0
        wanted = sum(n * self._weight.get(w, 0.0) for w, n in own.bag.items())
        spare = sorted((self._weight.get(w, self._unseen) for w in (words - own.bag).elements()), reverse=True)
        extra = sum(spare[own.holes * _WORDS_IN_HOLE :])
        return 2 * shared / (wanted + shared + extra)


def fold(text: str) -> str:
    """Words only, in lower case, one blank between them; Chinese characters stand alone."""
    spaced = "".join(f" {c} " if is_han(c) else c for c in text.casefold())
    return " ".join(_WORD.findall(spaced))


def _wording(body: str) -> _Wording:
    pieces = tuple(fold(p) for p in HOLE.split(body))
    return _Wording(pieces, Counter(" ".join(pieces).split()), len(pieces) - 1)
