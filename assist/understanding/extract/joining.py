"""IDs and numbers in pieces: spaced, dashed, spelled out, or spread over turns; joined only with a reason."""

from __future__ import annotations

import re
from functools import lru_cache

from assist.understanding.extract.candidates import tokens
from assist.understanding.extract.casing import everyday
from assist.understanding.extract.folding import fold, has_han
from assist.understanding.extract.numerals import code_runs, digit_runs
from assist.understanding.extract.spans import Span
from assist.understanding.extract.words import STOP
from assist.understanding.slips import two_slips

MAX_PIECES = 6
_LETTERS = 4
_LONG_CODE = 8
_SLIPS = 2
_GAP = re.compile(r"[\s\-.,，、…/]{1,6}|\s*(?:\.{2,}|…+|then|and then|and|dash|hyphen|然后是?|再|接着是?)\s*")
_UNFINISHED = re.compile(r"(?:\.{2,}|…+|-+|,|，|、|然后)\s*$")
_FILLER = re.compile(
    r"\b(?:and|then|and then|so|ok|okay|the|rest|is|it's|its|that's|next|last|part|digits|dash|sorry|hold on|um|uh|"
    r"my|number|order|id|"
    r"first|second|continued|here|it|are|account|card|tracking|was|starts|begins|with|ends)\b|然后是?|再|接着|后面|"
    r"前面|剩下的?|是|订单号?|号码?|还有|我的|的|你好"
)


_DECIMALS = re.compile(r"\d{1,6}[.,]\d{1,2}")
"""A number with decimals is an amount, and never digits of a code in two pieces."""
_LETTER_DIGIT = re.compile(r"(?<=[A-Z])(?=\d)|(?<=\d)(?=[A-Z])")


@lru_cache(maxsize=256)
def compiled(pattern: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """``pattern`` as it is and case-insensitive; ``None`` when it is not a regular expression."""
    try:
        return re.compile(pattern), re.compile(pattern, re.IGNORECASE)
    except (re.error, RecursionError, OverflowError):
        return None


@lru_cache(maxsize=256)
def generality(pattern: str) -> int:
    """How many kinds of characters the pattern lets through: a pattern for digits only is worth more than for all."""
    shapes = compiled(pattern)
    if shapes is None:
        return 3
    count = 0
    for sample in ("0", "A", "a"):
        count += any(shapes[0].fullmatch(sample * n) for n in range(1, 25))
    return count or 1


def fits(value: str, pattern: str | None) -> str | None:
    """``value`` as the pattern wants it (given, upper case, joined), or ``None``. Without a pattern any value fits."""
    if pattern is None:
        return value
    shapes = compiled(pattern)
    if shapes is None or len(value) > 64:
        return None
    bare = value if _DECIMALS.fullmatch(value) else re.sub(r"[\s\-.,_/]+", "", value)
    for trial in (value, value.upper(), bare, bare.upper()):
        if shapes[0].fullmatch(trial):
            return trial
    if shapes[1].fullmatch(value):
        return value
    dashed = _LETTER_DIGIT.sub("-", bare.upper()) if "-" in pattern else ""
    return dashed if dashed and shapes[0].fullmatch(dashed) else None


@lru_cache(maxsize=4096)
def ids(text: str, pattern: str | None) -> tuple[Span, ...]:
    """Values for an ID field in one turn: single tokens, joined tokens, spelled digits.

    Without a pattern, any token with a digit in it and at least three characters.
    """
    parts = tokens(text)
    if pattern is not None:
        parts = _with_runs(parts, code_runs(text))
    shouted = text.isupper() and len(parts) > 1
    found = [
        Span(s.start, s.end, v, _token_score(s.value, pattern, shouted=shouted))
        for s in parts
        if (v := fits(s.value, pattern))
    ]
    found = [s for s in found if s.score > 0]
    found += [Span(s.start, s.end, v, 0.9) for s in digit_runs(text) if (v := fits(s.value, pattern))]
    if pattern is not None:
        found += _joined_tokens(text, parts, pattern, found)
    else:
        found += _spaced_digits(text) + _plates(text)
    return tuple(sorted(_outermost(found)))


def _with_runs(parts: tuple[Span, ...], runs: tuple[Span, ...]) -> tuple[Span, ...]:
    """The tokens with every run of spelled digits as one token: "P one nine two" → "P", "192"."""
    kept = [p for p in parts if not any(p.overlaps(r) for r in runs)]
    return tuple(sorted([*kept, *runs])) if runs else parts


def _outermost(found: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (-s.score, s.start, -s.end)):
        if not any(span.overlaps(k) for k in kept):
            kept.append(span)
    return kept


def _token_score(token: str, pattern: str | None, *, shouted: bool) -> float:
    """How sure a token is a code. One of letters only is a word as well, in a text that is ``shouted`` all of them."""
    digits = sum(c.isdigit() for c in token)
    if pattern is None:
        return 0.0 if digits == 0 or len(token) < 3 else 0.8
    if digits:
        return 1.0
    if token.isupper():
        return 0.3 if shouted and _wordlike(token.lower()) else 0.85
    odd = len(token) >= _LONG_CODE and token.islower() and token.isascii() and not _wordlike(token)
    return 0.8 if odd else 0.3


@lru_cache(maxsize=4096)
def _wordlike(low: str) -> bool:
    """Whether it is an everyday word, or a long one at most two slips away from one."""
    known = everyday() | STOP
    if low in known or len(low) < _LONG_CODE:
        return low in known
    own = frozenset(low)
    alike = (w for w in known if abs(len(w) - len(low)) <= _SLIPS and len(own ^ frozenset(w)) <= 2 * _SLIPS)
    return any(two_slips(low, w) for w in alike)


def _joined_tokens(text: str, parts: tuple[Span, ...], pattern: str, single: list[Span]) -> list[Span]:
    found = []
    for i, first in enumerate(parts):
        if not _piece(first.value) or any(first.overlaps(s) for s in single):
            continue
        said = first.value
        for j in range(i + 1, min(i + MAX_PIECES * 2, len(parts))):
            if not _GAP.fullmatch(text[parts[j - 1].end : parts[j].start]) or not _piece(parts[j].value):
                break
            said += parts[j].value
            value = None if _DECIMALS.fullmatch(text[first.start : parts[j].end]) else fits(said, pattern)
            if value and any(c.isdigit() for c in value):
                found.append(Span(first.start, parts[j].end, value, 0.9))
    return found


def _spaced_digits(text: str) -> list[Span]:
    return [
        Span(m.start(), m.end(), re.sub(r"[\s\-]", "", m.group()), 0.75)
        for m in re.finditer(r"(?<![\w.])\d{2,}(?:[ \-]\d{2,})+(?![\w])", fold(text))
    ]


_PLATE_ZH = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-z][·•]?[a-z0-9]{5,6}(?![a-z0-9])"
)


def _plates(text: str) -> list[Span]:
    """Chinese number plates, with the sign of the province."""
    return [Span(m.start(), m.end(), text[m.start() : m.end()], 0.95) for m in _PLATE_ZH.finditer(fold(text))]


def _piece(token: str) -> bool:
    """Digits, capitals, or a few small letters that are no word ("e 1 9 0 2")."""
    if any(c.isdigit() for c in token):
        return True
    return len(token) <= _LETTERS and token.isalpha() and (token.isupper() or len(token) == 1 or token not in STOP)


@lru_cache(maxsize=4096)
def lone_piece(text: str) -> Span | None:
    """The one digit group a turn consists of, fillers aside, or ``None``."""
    groups = [s for s in tokens(text) if any(c.isdigit() for c in s.value)]
    runs = digit_runs(text)
    if len(runs) == 1 and len(groups) <= 1:
        only = runs[0]
    elif len(groups) == 1 and not runs:
        only = groups[0]
    else:
        return None
    rest = _FILLER.sub(" ", fold(text[: only.start] + " " + text[only.end :]))
    return only if len(re.sub(r"[\W_]+", "", rest)) <= (2 if has_han(text) else 3) else None


@lru_cache(maxsize=4096)
def tail_piece(text: str) -> Span | None:
    """The one digit group of a turn when it ends the turn ("it's on my phone. 7702"), or ``None``."""
    groups = [s for s in tokens(text) if any(c.isdigit() for c in s.value)]
    return groups[0] if len(groups) == 1 and not re.search(r"\w", text[groups[0].end :]) else None


def unfinished(text: str) -> bool:
    """Whether the turn breaks off ("8273…")."""
    return bool(_UNFINISHED.search(fold(text)))
