"""Names a pack writes with capitals and a number ("Fell 2"), to know them again where nobody wrote capitals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from assist.domain.pack import Pack
from assist.understanding.written.rewriting import Edit
from assist.understanding.written.words import listed

_NUMBERED = re.compile(
    r"(?<![.!?] )(?<!^)\b(?P<name>[A-Z][a-z]{2,}(?: [A-Z][a-z]+)?) (?P<number>\d{1,3})\b(?!\s?(?:%|[.,:/-]\d))"
)
_NO_NAMES = frozenset(
    listed(
        "step part page chapter section table figure version level day week month year january february march april "
        "may june july august september october november december monday tuesday wednesday thursday friday "
        "saturday sunday"
    )
)
_LEAST, _MOST, _READ = 1, 300, 400_000  # mentions, names, characters of a pack that are looked through
_DIGITS = dict(enumerate(listed("zero one two three four five six seven eight nine ten eleven twelve")))


def numbered_names(pack: Pack) -> tuple[str, ...]:
    """The names that come several times, the most frequent first."""
    found: Counter[str] = Counter()
    left = _READ
    for text in _texts(pack):
        found.update(f"{m['name']} {m['number']}" for m in _NUMBERED.finditer(text[:left]) if _is_name(m["name"]))
        left -= len(text)
        if left <= 0:
            break
    return tuple(name for name, count in found.most_common(_MOST) if count >= _LEAST)


def _is_name(words: str) -> bool:
    return words.split(maxsplit=1)[0].lower() not in _NO_NAMES


def _texts(pack: Pack) -> Iterable[str]:
    for snippet in pack.snippets:
        yield snippet.body
    for category in pack.categories:
        yield from (f" {example}" for example in category.examples)
    for article in pack.articles:
        yield f" {article.title}"
        yield article.body


@lru_cache(maxsize=4)
def _pattern(names: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    spoken: dict[str, str] = {}
    for name in names:
        words, _, number = name.rpartition(" ")
        spoken[f"{words} {number}".lower()] = name
        if int(number) in _DIGITS:
            spoken[f"{words} {_DIGITS[int(number)]}".lower()] = name
    body = "|".join(sorted(map(re.escape, spoken), key=len, reverse=True))
    return re.compile(rf"\b(?:{body})\b" if body else r"(?!)", re.IGNORECASE), spoken


def name_edits(text: str, names: tuple[str, ...]) -> list[Edit]:
    """The pack's names as it writes them."""
    pattern, spoken = _pattern(names)
    return [Edit(m.start(), m.end(), spoken[m[0].lower()]) for m in pattern.finditer(text)]
