"""What the customer takes up of what the agent put forward, where neither wrote capitals: "the old mill sounds good".

A name of everyday words is none by its spelling then. It is one where the same words come from both, and the customer
says that this is what they would have.
"""

from __future__ import annotations

import re

from assist.understanding.extract.words import STOP

_WORD = re.compile(r"[a-z0-9]+(?:['\-&][a-z0-9]+)*")
_MOST_WORDS = 8
_BEFORE = 200  # characters before a name that are looked at, so that a long text costs no more a name
_LEAD = re.compile(
    r"(?:\b(?:watch(?:ing)?|see(?:ing)?|seen|play(?:ing)?|hear(?:ing)?|listen to|visit(?:ing)?|try|booking|book|"
    r"reserve|choose|"
    r"pick|take|love|like|prefer|suggest|recommend|called|named|titled|name|(?:how|what) about|go(?:ing)? (?:with|for)|"
    r"make (?:it|that)|tickets? (?:for|to)|(?:table|reservation|appointment|room) (?:at|in|for)|want|think|"
    r"there(?:'s| is| are)|"
    r"found|movie|film|song|album|book|show|place|restaurant|hotel|options?|are|is|yes|yeah|sure|okay|ok|great|no|actually)"
    r"(?: (?:is|are|it|to|the one))?) "
)
_AGREES = re.compile(
    r" (?:sounds?|looks?|seems?|works?|would (?:be|work|do)|will (?:be|do|work)|is (?:a |the |just |really |very )*"
    r"(?:good|great|fine|perfect|nice|best|right|ok|okay|lovely|what|one)|(?:is )?(?:it|that) (?:is|one)|does)\b"
)
_WISHES = re.compile(
    r"\b(?:watch|see|seen|play|hear|listen to|visit|try|book|reserve|choose|pick|take|love|like|prefer|go (?:with|for)|"
    r"make (?:it|that)|tickets? (?:for|to)|(?:table|reservation|appointment|room) (?:at|for))(?: the)? $"
)
_OPENING = re.compile(
    r"\W*(?:(?:yes|yeah|yep|sure|ok|okay|no|oh|great|actually|well|i think|maybe|perhaps|let's say)\W+)*"
)
_COUNTS = frozenset(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
_PAIR = 2
_HANGING = frozenset(
    ["a", "an", "and", "at", "by", "for", "from", "in", "is", "it", "of", "on", "or", "the", "then", "to", "with",
     "would", "that", "do", "which", "now"]
)  # fmt: skip


def taken_up_small(text: str, heard: str) -> tuple[str, ...]:
    """Names among the words of ``text`` that stand in ``heard``, what the agent just said; both in small letters."""
    words = list(_WORD.finditer(text))
    spaced = f" {' '.join(_WORD.findall(heard))} "
    found, at = [], 0
    while at < len(words):
        end = _run(text, words, at, spaced)
        if end - at > 1 or (end > at and words[at][0] not in STOP):
            said = _name(text, words[at].start(), words[end - 1].end())
            if said:
                found.append(said)
        at = max(end, at + 1)
    return tuple(dict.fromkeys(found))


def _run(text: str, words: list[re.Match[str]], at: int, spaced: str) -> int:
    """Where the words from ``at`` on that also come one after the other in what was heard end."""
    end = at
    while end < min(len(words), at + _MOST_WORDS):
        if end > at and text[words[end - 1].end() : words[end].start()] != " ":
            break
        if f" {' '.join(w[0] for w in words[at : end + 1])} " not in spaced:
            break
        end += 1
    return end


def _name(text: str, start: int, end: int) -> str:
    """The name within a stretch of shared words, where the customer takes it; else empty."""
    leads = list(_LEAD.finditer(text, max(0, start - _BEFORE), end))
    if leads and leads[-1].end() > start:
        start = leads[-1].end()
    words = text[start:end].split()
    while words and words[-1] in _HANGING:
        words.pop()
    said = " ".join(words)
    if all(w in STOP or w.isdigit() for w in words) or (words[0] in _COUNTS and len(words) <= _PAIR):
        return ""
    agreed = _AGREES.match(text, start + len(said)) and _opens(text, start)
    return said if agreed or _WISHES.search(text[max(0, start - _BEFORE) : start]) else ""


def _opens(text: str, start: int) -> bool:
    """Whether a clause begins there."""
    clause = re.split(r"[.!?;,]\s*", text[max(0, start - _BEFORE) : start])[-1]
    return _OPENING.fullmatch(clause) is not None
