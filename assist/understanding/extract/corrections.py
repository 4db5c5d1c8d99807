"""What a turn takes back: negated values, "sorry, X, not Y", asterisk repairs, patches to part of a number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assist.understanding.extract.folding import fold
from assist.understanding.extract.spans import Span

_CORRECTS = re.compile(
    r"\b(?:sorry|actually|(?:(?:it|that)(?:'?s| is| was)|(?:gave|told) you the) wrong|"
    r"got [\w' ]{2,24} wrong|i mean(?:t)?|correction|my (?:mistake|bad)|oops|whoops|wait|rather|typo|mistyped|"
    r"misspoke|instead|scratch that|"
    r"let me correct|should be|change (?:it|that) to|no,? it'?s|apologies|nvm)\b|说错了|打错了|写错了|搞错了|"
    r"弄错了|记错了|不好意思|抱歉|应该是|更正|改成|改为|不对|纠正|刚才错了|而是"
)
_NEGATES = re.compile(
    r"(?:\b(?:not|isn't|wasn't|without|except|other than|instead of|rather than|don't (?:want|like|need|use|get|"
    r"send|give)(?: to)?(?: use| get| have| me| a| an)*|"
    r"do not (?:want|like|need|use)(?: to)?(?: use| get| have)?|no longer|don't you dare get me|anything but|avoid)"
    r"\s+(?:\w+\s+){0,1}?(?:a|an|the|any|in|at|to|from|for|on)?\s*"
    r"|(?:不是|并非|不要|别|不想要|除了|而不是|不在|不去)\s*)$"
)
_ASTERISK = re.compile(r"^\s*(?:\*\s?(?P<a>[\w@.\- ]{1,40})|(?P<b>[\w@.\- ]{1,40}?)\s?\*)\s*[.!]?\s*$")
_PATCH = re.compile(
    r"(?:sorry|actually|i mean(?:t)?|correction|no|wait|should be|说错了|不对|抱歉|不好意思|应该是)"
    r"[^\d]{0,30}(?P<new>\d{1,12})[^\d]{0,24}?(?:,?\s*not\s+(?P<old>\d{1,12}))?"
    r"[^\d]{0,12}?(?P<where>at the (?:start|beginning|front|end)|(?:first|last) (?:digits?|part|\w+ digits)|"
    r"starts? with|begins? with|ends? (?:with|in)|开头|结尾|最后|前面|后面)?"
)
_PATCH_OLD_NEW = re.compile(r"(?:not|不是)\s*(?P<old>\d{2,12})\W{1,4}(?:but\s+|it'?s\s+|是|而是)?(?P<new>\d{2,12})")
_OLD_AFTER = re.compile(r"(?P<new>\d{2,12})\W{1,3}(?:and\s+)?(?:not|不是)\s*(?P<old>\d{2,12})")


@dataclass(frozen=True, slots=True)
class Patch:
    """Digits ``old`` become ``new`` (a span of this turn) in a longer number said before; ``at``: start, end or ""."""

    new: Span
    old: str
    at: str


def corrects(text: str) -> bool:
    """Whether the turn sets something right."""
    return bool(_CORRECTS.search(fold(text))) or asterisk(text) is not None


def negated(text: str, span: Span) -> bool:
    """Whether what stands before the span denies it."""
    return bool(_NEGATES.search(fold(text)[max(0, span.start - 48) : span.start]))


def asterisk(text: str) -> Span | None:
    """The repaired word of a turn like ``wu*`` or ``*Anderson``."""
    if "*" not in text or text.count("*") > 1:
        return None
    m = _ASTERISK.match(text)
    if not m:
        return None
    group = "a" if m["a"] else "b"
    said = m[group].rstrip()
    return Span(m.start(group), m.start(group) + len(said), said, 0.9) if said else None


@lru_cache(maxsize=2048)
def patches(text: str) -> tuple[Patch, ...]:
    """Corrections of part of a number, as said in this turn."""
    folded = fold(text)
    for shape in (_OLD_AFTER, _PATCH_OLD_NEW):
        if m := shape.search(folded):
            return (Patch(Span(m.start("new"), m.end("new"), m["new"]), m["old"], _where(folded)),)
    if m := _PATCH.search(folded):
        return (Patch(Span(m.start("new"), m.end("new"), m["new"]), m["old"] or "", _where(folded)),)
    return ()


def _where(text: str) -> str:
    if re.search(r"start|begin|front|first|开头|前面|前", text):
        return "start"
    return "end" if re.search(r"\bend|last|结尾|最后|后面|末", text) else ""


def patched(value: str, patch: Patch) -> str | None:
    """``value`` with the patch put in, at the same length; ``None`` when it does not fit."""
    new, old = patch.new.value, patch.old
    digits = re.sub(r"[\s\-]", "", value)
    if len(new) >= len(digits):
        return None
    if old and digits.count(old) == 1 and len(old) == len(new):
        return digits.replace(old, new)
    if patch.at == "start" or (old and digits.startswith(old)):
        return new + digits[len(old) if old and digits.startswith(old) else len(new) :]
    if patch.at == "end" or (old and digits.endswith(old)):
        return digits[: len(digits) - (len(old) if old and digits.endswith(old) else len(new))] + new
    return _closest(digits, new)


def _closest(digits: str, new: str) -> str | None:
    """Replace the one stretch that differs from ``new`` in a single digit; ``None`` when none or several do."""
    if len(new) < 3:
        return None
    places = [
        i for i in range(len(digits) - len(new) + 1) if sum(a != b for a, b in zip(digits[i:], new, strict=False)) == 1
    ]
    return digits[: places[0]] + new + digits[places[0] + len(new) :] if len(places) == 1 else None
