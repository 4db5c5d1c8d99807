"""Capitals for writing that has none, or nothing else: words that are no everyday words are names there."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from assist.support.paths import resources
from assist.understanding.extract.folding import plain
from assist.understanding.extract.small_places import KINDS, SORTS, begun, places_cased
from assist.understanding.extract.words import STOP

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_STEM = 3
_ENDINGS = re.compile(r"(?:'s|s|es|ed|d|ing|ly|er|(?<=.{4})y)$")
_DESCRIBES = re.compile(r".{3,}(?:ive|able|ible|ous|ful|less|ness|tion|ment|ity)$")
"""Endings of words that nobody is called by."""


@lru_cache(maxsize=1)
def everyday() -> frozenset[str]:
    """English words mostly written small (made by ``training/train_spans.py``); none without the file."""
    path = resources() / "heads" / "spans_words.txt"
    return frozenset(path.read_text(encoding="utf-8").split()) if path.is_file() else frozenset()


@lru_cache(maxsize=1)
def common_names() -> tuple[frozenset[str], frozenset[str]]:
    """First and family names (see ``resources/heads/NAMES_CARD.md``); none without the file."""
    path = resources() / "heads" / "names.txt"
    if not path.is_file():
        return frozenset(), frozenset()
    first, _, last = path.read_text(encoding="utf-8").partition("# last\n")
    return frozenset(first.split()[2:]), frozenset(last.split())


@lru_cache(maxsize=8192)
def cased(text: str) -> str:
    """`plain`, and where the writer used no capitals, or only capitals, with one on each word that is not everyday.

    Same length as ``text``. Mixed writing stays as it is; so does everything where the words are not at hand.
    """
    flat = plain(text)
    small, large = any(c.islower() for c in flat), any(c.isupper() for c in flat)
    if small == large or not everyday():
        return flat
    named = _WORD.sub(lambda m: m[0].capitalize() if is_odd(m[0].lower()) else m[0].lower(), flat)
    named = _CALLED.sub(_title, _ENTITLED.sub(_entitled, named))
    named = places_cased(_with_whole_names(begun(named)))
    return named if len(named) == len(text) else flat  # some letters have a capital of two


_NAME_DUE = re.compile(
    r"(?:^|\b(?:name is|name's|this is|it is|i'm|i am|named|for|with|under|by|starring|featuring|artist|director))\W*$",
    re.IGNORECASE,
)
_TITLE_WORDS = 4
_CALLED = re.compile(
    r"(?P<lead>\b(?:how about|called|named|titled|entitled) (?:the )?)(?P<name>[^.,;:!?]+)$", re.IGNORECASE
)
_ENTITLED = re.compile(
    r"(?P<lead>\b(?:(?:titled|entitled)|(?:call|name|title) it) )"
    r"(?P<name>(?:(?!and\b|for\b|to\b|at\b|is\b)[a-z']+ ?){1,4})",
    re.IGNORECASE,
)
"""What somebody says a thing is to be called, whatever its words."""


def names_cased(text: str) -> str:
    """``text`` in small letters with a capital on each common name that is no everyday word; same length."""
    first, last = common_names()
    known = (first | last) - everyday() - STOP
    low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    named = {m.start() for m in _WORD.finditer(low) if m[0] in known}
    for one, two in pairwise(_WORD.finditer(low)):  # what follows a first name and is odd is the family's
        if one[0] in first and one.start() in named and low[one.end() : two.start()] == " " and is_odd(two[0]):
            named.add(two.start())
    return "".join(c.upper() if at in named else c for at, c in enumerate(low))


def _title(found: re.Match[str]) -> str:
    """What something is called, with capitals, where one of its words is odd: "how about Pulp fiction"."""
    words = found["name"].split()
    if len(words) > _TITLE_WORDS or not any(word[0].isupper() for word in words):
        return found[0]
    return found["lead"] + " ".join(w if w in STOP else w[:1].upper() + w[1:] for w in words)


def _entitled(found: re.Match[str]) -> str:
    """What something is to be called, with a capital on every word, where not all of them are small ones."""
    words = found["name"].split()
    if all(w.lower() in STOP for w in words):
        return found[0]
    return found["lead"] + re.sub(r"[A-Za-z']+", lambda m: m[0].capitalize(), found["name"])


def _with_whole_names(text: str) -> str:
    """Both words of a first and a family name with a capital, where one of them is an everyday word as well."""
    first, last = common_names()
    chars = list(text)
    for one, two in pairwise(_WORD.finditer(text)):
        given, family = one[0].lower(), two[0].lower()
        if text[one.end() : two.start()] != " " or given in STOP or family in STOP:
            continue
        odd = one[0][0].isupper() and given not in everyday()
        odd = odd and (family not in everyday() or bool(_NAME_DUE.search(text[: one.start()])))
        if (family in last and (odd or (given in first and given not in everyday()))) or (
            given in first and two[0][0].isupper() and family not in everyday()
        ):
            chars[one.start()], chars[two.start()] = chars[one.start()].upper(), chars[two.start()].upper()
    return "".join(chars)


def is_odd(word: str) -> bool:
    """Whether a word in small letters is no everyday one, so that it is a name where nobody writes capitals."""
    if not word.isascii():
        return all("a" <= c <= "z" or c in "'-" or "À" <= c <= "ɏ" for c in word)  # accents: no everyday English word
    if KINDS.fullmatch(word) or word in STOP or word in everyday():
        return False
    if any(word in names for names in common_names()):
        return True
    if _DESCRIBES.fullmatch(word) or word in SORTS:
        return False
    stem = _ENDINGS.sub("", word)
    return len(stem) < _STEM or stem == word or not {stem, stem + "e"} & everyday()
