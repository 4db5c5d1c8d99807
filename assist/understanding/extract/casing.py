"""Capitals for writing that has none, or nothing else: words that are no everyday words are names there."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from assist.support.paths import resources
from assist.understanding.extract.folding import plain
from assist.understanding.extract.words import STOP

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_KINDS = re.compile(
    r"airport|station|apartments?|street|avenue|road|lane|drive|boulevard|theat(?:er|re)|hotel|inn|city|beach|valley|"
    r"museum|park|library|university|college|hospital|gallery|stadium|mall|plaza|bridge|tower|palace|cathedral|zoo"
)
_BUILT = re.compile(
    rf"(?P<name>\b[A-Z][\w']* )(?P<kind>(?:international |public |memorial |central )?(?:{_KINDS.pattern}))\b"
    r"(?P<of>(?<=museum) of (?:the )?\w+(?: (?:history|art|arts|science|sciences))?)?"
)
_TOWN = re.compile(
    r"(?P<town>\b[A-Z][a-z]+)(?P<gap>,? )(?P<code>ak|az|ar|ct|dc|fl|ga|ia|il|ks|ky|md|mi|mn|mo|ms|mt|nc|"
    r"nd|ne|nh|nj|nm|nv|ny|ri|sc|sd|tn|tx|ut|va|vt|wa|wi|wv|wy|bc|ab|mb|nb|ns|qc|sk|nsw|qld|vic|"
    r"Ak|Az|Ct|Dc|Fl|Ga|Ia|Il|Ks|Ky|Md|Mi|Mn|Mt|Nc|Nd|Ne|Nh|Nj|Nm|Nv|Ny|Ri|Sc|Sd|Tn|Tx|Ut|Va|Vt|Wa|Wi|Wv|Wy|Bc|Mb|Nb|"
    r"Ns|Qc|Sk|Nsw|Qld)\b(?!')"
)
_STEM = 3
_ENDINGS = re.compile(r"(?:'s|s|es|ed|d|ing|ly|er)$")


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
    named = _WORD.sub(lambda m: m[0].capitalize() if _named(m[0].lower()) else m[0].lower(), flat)
    named = _CALLED.sub(_title, named)
    named = _with_whole_names(_PLACE.sub(lambda m: m["first"].title() + m["rest"], named))
    named = _TOWN.sub(lambda m: m["town"] + m["gap"] + m["code"].upper(), named)
    named = _BUILT.sub(_built, named)
    return named if len(named) == len(text) else flat  # some letters have a capital of two


_NAME_DUE = re.compile(r"(?:^|\b(?:name is|name's|this is|it is|i'm|i am|named|for|with|under))\W*$", re.IGNORECASE)
_TITLE_WORDS = 4
_CALLED = re.compile(
    r"(?P<lead>\b(?:how about|called|named|titled|entitled) (?:the )?)(?P<name>[^.,;:!?]+)$", re.IGNORECASE
)
_PLACE = re.compile(
    r"\b(?P<first>(?:new|san|santa|los|las|el|saint|st|fort|port|mount|lake|north|south|east|west|"
    r"cafe|hotel|casa|villa|bistro|chateau|chez)\.?)(?P<rest> [A-Z])"
)


def names_cased(text: str) -> str:
    """``text`` in small letters with a capital on each common name that is no everyday word; same length."""
    first, last = common_names()
    known = (first | last) - everyday() - STOP
    low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    named = {m.start() for m in _WORD.finditer(low) if m[0] in known}
    for one, two in pairwise(_WORD.finditer(low)):  # what follows a first name and is odd is the family's
        if one[0] in first and one.start() in named and low[one.end() : two.start()] == " " and _named(two[0]):
            named.add(two.start())
    return "".join(c.upper() if at in named else c for at, c in enumerate(low))


def _title(found: re.Match[str]) -> str:
    """What something is called, with capitals, where one of its words is odd: "how about Pulp fiction"."""
    words = found["name"].split()
    if len(words) > _TITLE_WORDS or not any(word[0].isupper() for word in words):
        return found[0]
    return found["lead"] + " ".join(w if w in STOP else w[:1].upper() + w[1:] for w in words)


def _built(found: re.Match[str]) -> str:
    """Write "Natural museum of history" with a capital on each word that is not small."""
    of = re.sub(r"\b(?!of\b|the\b)\w", lambda m: m[0].upper(), found["of"] or "")
    return f"{found['name']}{found['kind'].title()}{of}"


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


def _named(word: str) -> bool:
    if not word.isascii():
        return all("a" <= c <= "z" or c in "'-" or "À" <= c <= "ɏ" for c in word)  # accents: no everyday English word
    if _KINDS.fullmatch(word) or word in STOP or word in everyday():
        return False
    if any(word in names for names in common_names()):
        return True
    stem = _ENDINGS.sub("", word)
    return len(stem) < _STEM or stem == word or not {stem, stem + "e"} & everyday()
