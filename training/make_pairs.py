"""Which English words stand beside each other more often than by chance, for telling what a typing error stands for.

    python -m training.make_pairs [OUT]

Made of the two lists symspellpy comes with: 82,000 words and 242,000 pairs of words, each with its count in Google's
books. What is kept of a pair is its lift: how many times as often the second word comes behind the first as it comes
at all. Of the pairs only digests are kept (`vocabulary.digest_of`), 64 bits each.
"""

from __future__ import annotations

import math
import sys
from pathlib import Path

import numpy as np

from assist.understanding.vocabulary import LIST, PAIRS, digest_of, lines_of

_BESIDE = "frequency_bigramdictionary_en_243_342.txt"
_LEAST = 0.5
"""Lifts below it say next to nothing."""
_LISTED = 0.4
"""About how much of all pairs in running text the list holds: "the" comes behind a word of it in 1.04 of 12.4 million
million pairs, and 4.3 of a hundred words are "the", of whose pairs nearly all are listed."""


def main() -> int:
    """Write the file and say what is in it."""
    counts = {word: int(count) for word, _, count in (line.partition(" ") for line in lines_of(LIST)) if count}
    every = sum(counts.values())
    listed = [line.split(" ") for line in lines_of(_BESIDE)]
    pairs = sum(int(count) for _, _, count in listed) / _LISTED
    found: dict[int, float] = {}
    for first, second, count in listed:
        if first in counts and second in counts:
            lift = (int(count) / pairs) * (every / counts[first]) * (every / counts[second])
            if lift >= _LEAST:
                found[digest_of(first, second)] = math.log(lift)
    keys = np.array(sorted(found), np.uint64)
    lifts = np.array([found[key] for key in sorted(found)], np.float16)
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else PAIRS
    np.savez(out, keys=keys, lifts=lifts)
    sys.stdout.write(f"{len(keys)} pairs, {out.stat().st_size} bytes in {out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
