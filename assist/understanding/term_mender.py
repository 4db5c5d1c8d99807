"""What somebody wrote, in the words a pack is found by: typing errors mended towards them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from assist.understanding.slips import Alike, odd_slip, one_slip
from assist.understanding.tokens import stem

_WORD = re.compile(r"(?<![\w@./'’-])[A-Za-z]{4,16}(?![\w@/]|\.\w)")
_ODD_WORD = 6  # letters from which any letter may be wrong
_NAME = 5  # the same in a name the pack is about
_TWO_SLIPS = 6  # letters from which two slips in such a name are looked for
_RARE, _MORE = 3, 20  # passages with a word that may still be a slip, and how many times more have what was meant


class TermMender:
    """Mends a text for keyword search.

    ``frequency`` says how many passages hold a term, ``is_word`` whether it is a word of the language: one the pack
    does not have is no slip. Of several words a slip away the most frequent is meant. ``mended`` does before that what
    can be done without the pack's words. ``names`` are words of what the pack is about: of a word that is no other's
    slip one of them is meant, even when it is two slips away.
    """

    def __init__(
        self,
        frequency: Callable[[str], int],
        is_word: Callable[[str], bool],
        mended: Callable[[str], str] = str,
        names: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        self._frequency, self._is_word, self._mended, self._names = frequency, is_word, mended, names
        self._alike: Alike | None = None
        self._meant = lru_cache(maxsize=4096)(self._mend)
        self._text = lru_cache(maxsize=256)(self._mend_text)

    def __call__(self, text: str) -> str:
        """The text with other words where slips are; for looking words up, not for showing."""
        return self._text(text)

    def _mend_text(self, text: str) -> str:
        return _WORD.sub(lambda m: self._meant(m[0].lower()), self._mended(text))

    def _mend(self, word: str) -> str:
        own = self._frequency(stem(word))
        if own > _RARE or self._is_word(word):
            return word
        near = one_slip(word) | (odd_slip(word) if len(word) >= _ODD_WORD else set())
        found = [(n, w) for w in sorted(near) if (n := self._frequency(stem(w))) > own * _MORE]
        return max(found, key=lambda f: f[0])[1] if found else self._name(word)

    def _name(self, word: str) -> str:
        """The one word of a name that a word may be a slip of, or the word."""
        if len(word) < _NAME:
            return word
        if self._alike is None:
            self._alike = Alike(sorted({n for n in self._names() if len(n) >= _NAME and n.isascii() and n.isalpha()}))
        near = list(self._alike.to(word))
        once = [n for n in near if n in one_slip(word) | odd_slip(word)]
        near = once or (near if len(word) >= _TWO_SLIPS else [])
        return near[0] if len(near) == 1 else word
