"""What the titles of a pack are about: names that several of them share."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from assist.understanding import keywords
from assist.understanding.tokens import STOP_STEMS, tokenize

_SUBJECT_END = re.compile(r"\s*[:：|]\s*|\s+[-–—]\s+")
_MAX_SUBJECT_SHARE = 0.2

Name = tuple[tuple[str, ...], tuple[int, ...]]
"""The words of a name, and the numbers of the articles about it."""

Subjects = dict[str, tuple[Name, ...]]
"""Names by their first word, the longest first."""


def find_subjects(titles: Sequence[str], words_of_pack: keywords.KeywordIndex) -> Subjects:
    """What titles are about, by first word: a name several titles share, or the part before a colon or dash.

    A conversation that named it turns ago is still about it, which neither words nor vectors of the last turn know.
    """
    members: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, title in enumerate(titles):
        head = _SUBJECT_END.split(title, maxsplit=1)[0]
        words = tuple(t.text for t in tokenize(head))
        if 0 < len(words) <= 8:
            members[words].append(number)
    shared = {w: m for w, m in members.items() if 1 < len(m) <= max(2, _MAX_SUBJECT_SHARE * len(titles))}
    out: dict[str, list[Name]] = defaultdict(list)
    for name in _with_short_names(shared):
        if _is_name(name, words_of_pack):
            out[name[0][0]].append(name)
    return {first: tuple(sorted(names, key=lambda n: -len(n[0]))) for first, names in out.items()}


def _with_short_names(shared: dict[tuple[str, ...], list[int]]) -> list[Name]:
    """Each subject under its full name and, where that is still unique, without words many subjects have."""
    commonness = Counter(w for words in shared for w in set(words))
    generic = {w for w, n in commonness.items() if n >= max(3, 0.03 * len(shared))} | STOP_STEMS
    short: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for words in shared:
        core = tuple(w for w in words if w not in generic)
        if core and core != words:
            short[core].append(words)
    full = [(words, tuple(numbers)) for words, numbers in shared.items()]
    return full + [(core, tuple(shared[owners[0]])) for core, owners in short.items() if len(owners) == 1]


def _is_name(name: Name, words_of_pack: keywords.KeywordIndex) -> bool:
    """Whether a name is more than an ordinary word: one word alone must stand mostly in its own articles."""
    words, articles = name
    telling = [w for w in words if w not in STOP_STEMS]
    if len(telling) != 1:
        return len(words) > 1
    return words_of_pack.frequency(telling[0]) <= 1.5 * len(articles) + 2
