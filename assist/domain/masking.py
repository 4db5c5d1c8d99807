"""Personal data out of a text before a model sees it, and back in afterwards. English and Chinese.

What is found by its shape (addresses of any kind, numbers, links) is replaced wherever it stands; what is known to be
a person's name, from the form, the turns' names or a phrase that introduces one, is replaced as a whole word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assist.domain.persons import names_in
from assist.domain.text import is_han

PLACEHOLDER = re.compile(r"\[(EMAIL|LINK|CARD|PHONE|ID|ADDRESS|NAME)(\d+)\]")
_UNFINISHED = re.compile(r"\[[A-Z]{0,7}\d{0,4}$")

_STREET = r"(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|court|ct|square|sq|terrace|highway|hwy)"
_CODE_CUE = (
    r"(?i:\b(?:id|account|order|member(?:ship)?|customer|user ?name|login|booking|reference|ref|confirmation|case|"
    r"ticket|pin|zip|post ?code|tracking|policy|invoice|serial)\b)"
    r"(?i:\s*(?:id|number|no\.?|code|is|was|are|it['’]s|[:#=]|-)){0,8}\s+"
)


def _digits(text: str) -> int:
    return sum(c.isdigit() for c in text)


def _is_phone(text: str) -> bool:
    looks_like_date = re.fullmatch(r"\d{4}[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./ ]\d{1,2}[-./ ]\d{2,4}", text)
    return (7 if re.search(r"\D", text) else 10) <= _digits(text) <= 15 and not looks_like_date


def _is_code(text: str) -> bool:
    """A made-up word of letters and digits, not a word with one digit in it or a number of something."""
    return _digits(text) >= 2 and any(c.isalpha() for c in text)


# Where a pattern has a group, the group is what is hidden.
_SHAPES: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("EMAIL", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII), bool),
    ("LINK", re.compile(r"(?:https?://|www\.)[^\s<>\"'，。）)\]]+[^\s<>\"'，。）)\].,;:!?]", re.IGNORECASE), bool),
    ("CARD", re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)", re.ASCII), bool),
    ("PHONE", re.compile(r"(?<![\w$€£¥])\+?\(?\d[\d ().-]{5,18}\d(?!\w)", re.ASCII), _is_phone),
    ("ID", re.compile(r"(?<![\w$€£¥])[A-Za-z]{0,5}[-#]?\d{5,}[A-Za-z0-9-]*(?<!-)", re.ASCII), bool),
    ("ID", re.compile(r"(?<![\w$€£¥])[A-Z]{1,5}-?\d{3,}[A-Z0-9]*\b", re.ASCII), bool),
    ("ID", re.compile(r"(?<![\w$€£¥@.-])(?!\d+[A-Za-z]+\b)[A-Za-z0-9]{6,}(?![\w@])", re.ASCII), _is_code),
    ("ID", re.compile(rf"{_CODE_CUE}([A-Z][A-Z0-9-]{{4,}})\b", re.ASCII), bool),
    ("ID", re.compile(rf"{_CODE_CUE}(\d[\d-]{{3,}}|[a-z]{{1,40}}[._]?[a-z]{{0,40}}\d+)\b", re.ASCII), bool),
    ("ADDRESS", re.compile(rf"\b\d{{1,5}}[A-Za-z]?,? (?:[A-Z][\w'-]* ){{1,4}}{_STREET}\b", re.IGNORECASE), bool),
    ("ADDRESS", re.compile(r"[\u4e00-\u9fff]{2,18}[路街道巷弄]\d+[号號](?:\d+[室楼樓栋棟层層])*"), bool),
)


@dataclass(frozen=True, slots=True)
class Masked:
    """Masked ``texts``, in the order given, and what each placeholder stands for."""

    texts: tuple[str, ...]
    values: dict[str, str]

    @property
    def count(self) -> int:
        """How many different values were hidden."""
        return len(self.values)

    def unmask(self, text: str) -> str:
        """``text`` with every placeholder of ours replaced by what it stands for; unknown ones stay."""
        return PLACEHOLDER.sub(lambda found: self.values.get(found[0], found[0]), text)

    def unmask_streamed(self, text: str) -> str:
        """As `unmask`, for a text still growing: an unfinished placeholder at its end is held back."""
        cut = _UNFINISHED.search(text)
        return self.unmask(text[: cut.start()] if cut else text)


def mask(texts: Sequence[str], names: Iterable[str] = ()) -> Masked:
    """Hide personal data in ``texts``; the same value gets the same placeholder everywhere.

    Placeholders are numbered in order of appearance, so that texts added at the end leave the earlier ones as they
    were. ``names`` are people's names known from elsewhere.
    """
    known = _names(texts, names)
    taken = {found[0] for text in texts for found in PLACEHOLDER.finditer(text)}
    kinds: dict[str, str] = {}
    for text in texts:
        for value, kind in _found(text, known):
            kinds.setdefault(value, kind)
    placeholders = _number(kinds, taken)
    if not placeholders:
        return Masked(tuple(texts), {})
    values = sorted(placeholders, key=len, reverse=True)
    pattern = re.compile("|".join((PLACEHOLDER.pattern, *(_exact(v, kinds[v]) for v in values))))
    masked = tuple(pattern.sub(lambda found: placeholders.get(found[0], found[0]), text) for text in texts)
    return Masked(masked, {placeholder: value for value, placeholder in placeholders.items()})


def _number(kinds: dict[str, str], taken: set[str]) -> dict[str, str]:
    """A placeholder for each value; never one that stands in the texts already."""
    numbers: dict[str, int] = {}
    placeholders: dict[str, str] = {}
    for value, kind in kinds.items():
        while True:
            numbers[kind] = numbers.get(kind, 0) + 1
            placeholder = f"[{kind}{numbers[kind]}]"
            if placeholder not in taken:
                break
        placeholders[value] = placeholder
    return placeholders


def _names(texts: Sequence[str], given: Iterable[str]) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for name in (*given, *names_in(texts)):
        whole = name.strip()
        parts = [p for p in whole.split() if len(p) > 2 and p[0].isupper()]
        for part in (whole, *(parts if len(parts) > 1 else ())):
            if len(part) > 1 and any(c.isalpha() for c in part) and not re.search(r"[\[\]]|^[A-Z]+\d*$", part):
                names[part] = None
    return tuple(names)


def _found(text: str, names: Sequence[str]) -> list[tuple[str, str]]:
    """(value, kind) in order of appearance; where two overlap, the kind listed first wins."""
    spans: list[tuple[int, int, str]] = []
    shapes = [(kind, pattern, test) for kind, pattern, test in _SHAPES]
    if names:
        pattern = re.compile("|".join(_exact(n, "NAME") for n in sorted(names, key=len, reverse=True)))
        shapes.append(("NAME", pattern, bool))
    there = [p.span() for p in PLACEHOLDER.finditer(text)]
    for kind, pattern, test in shapes:
        for found in pattern.finditer(text):
            start, end = found.span(pattern.groups)
            free = all(end <= s or start >= e for s, e, _ in spans)
            inside = any(a <= start < b or start <= a < end for a, b in there)
            if free and not inside and test(found[pattern.groups]):
                spans.append((start, end, kind))
    return [(text[s:e], kind) for s, e, kind in sorted(spans)]


def _exact(value: str, kind: str) -> str:
    """A pattern for ``value``: anywhere, but for a name in letters only where it is a whole word."""
    literal = re.escape(value)
    whole = kind == "NAME" and not any(map(is_han, value))
    return rf"(?<!\w){literal}(?!\w)" if whole else literal
