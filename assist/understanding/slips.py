"""The slips of fingers on a keyboard: what a word may be a slip of, and whether two words are a slip or two apart.

After Damerau, "A technique for computer detection and correction of spelling errors" (1964): two letters swapped, one
doubled, one dropped, or the key beside the one meant; less likely any other letter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_OTHER_LETTERS = 4  # that two slips can change in the set of a word's letters
NEAR = {c: row[max(0, i - 1) : i] + row[i + 1 : i + 2] for row in _ROWS for i, c in enumerate(row)}


def one_slip(word: str) -> set[str]:
    """Every word of which ``word`` may be a slip: swapped, doubled, dropped, or the neighbouring key.

    The first letter is rarely dropped or missed, and "ouch" is no "touch".
    """
    parts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    made = {a + b[1] + b[0] + b[2:] for a, b in parts if len(b) > 1}
    made |= {a + b[1:] for a, b in parts if a and b and a[-1] == b[0]}
    made |= {a + c + b for a, b in parts if a for c in LETTERS}
    made |= {a + c + b[1:] for a, b in parts if a and b for c in NEAR[b[0]]}
    return made


def odd_slip(word: str) -> set[str]:
    """Words with any letter too many or in place of another, or the first one dropped, which fingers do less often."""
    parts = [(word[:i], word[i + 1 :]) for i in range(len(word))]
    return {a + b for a, b in parts} | {a + c + b for a, b in parts for c in LETTERS} | {c + word for c in LETTERS}


def letters_of(word: str) -> int:
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


class Alike:
    """Words, to be asked for those that are two slips away from another at most."""

    def __init__(self, words: Iterable[str]) -> None:
        self._buckets: dict[tuple[str, int], list[tuple[int, str]]] = defaultdict(list)
        for word in words:
            self._buckets[word[0], len(word)].append((letters_of(word), word))

    def to(self, word: str) -> Iterator[str]:
        """Those near ``word``, of two letters or more; the first letter may be a slip, but none from far off."""
        mask = letters_of(word)
        for first in dict.fromkeys(word[:2] + NEAR[word[0]]):
            for size in range(len(word) - 2, len(word) + 3):
                for letters, other in self._buckets.get((first, size), ()):
                    if (letters ^ mask).bit_count() <= _OTHER_LETTERS and two_slips(word, other):
                        yield other
