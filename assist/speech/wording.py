"""From what a recogniser writes to what an agent wants to read: no fillers, numbers as grouped digits."""

from __future__ import annotations

import re
from collections.abc import Callable

from assist.domain.text import is_han
from assist.speech import numbers_en, numbers_zh
from assist.speech.guards import without_loops

_FILLERS_EN = re.compile(
    r"(?:(?<=^)|(?<=[\s,.—-]))(?:u+h+m*|u+m+|e+r+m+|e+r|h+m+|mm+|ah+m)\b(?!-)[,.…]?\s*", re.IGNORECASE
)
_FILLERS_ZH = re.compile(r"[呃嗯额](?:[呃嗯额，,、…]|\.{3})*(?=[\u4e00-\u9fff\d])|(那个|这个)(?:[，,、]?\1)+[，,、]?")
_STUTTER = re.compile(
    r"\b(i|the|a|an|to|and|we|it|is|my|you|he|she|they|of|in|on|for|that)(?:[,\s]+\1\b)+", re.IGNORECASE
)
_SPACE = re.compile(r"[ \t]{2,}")
_LONE = re.compile(r"\s+([,.!?;:])|^[\s,.;:!?，。、]+(?=\w)")

# Digits that belong together: groups with spaces, hyphens, dots or commas between, as a number is dictated.
_GROUPS = re.compile(r"(?<![A-Za-z0-9.,$€£¥/:])\d+(?:(?:\s*[-–.,，、]\s*|\s+)\d+)+(?![A-Za-z0-9%/:]|[.,]\d)")
_MONEY = re.compile(r"^\d{1,3}(?:,\d{3})*(?:\.\d{1,2})?$")
_LONG = re.compile(r"(?<![A-Za-z0-9.,$€£¥/:-])\d{7,19}(?![A-Za-z0-9%/:-]|[.,]\d)")
_CODE_AT_LEAST = 5
_SPLITS = {7: (3, 4), 9: (3, 3, 3), 10: (3, 3, 4), 11: (3, 4, 4)}


def polish(text: str, language: str, simplify: Callable[[str], str] | None = None) -> str:
    """The text of an utterance, ready to be a turn; empty when nothing but fillers was said.

    ``simplify`` writes Chinese in simplified characters.
    """
    text = without_loops(text.strip())
    if language == "zh":
        text = simplify(text) if simplify is not None else text
        text = numbers_zh.write_digits(_FILLERS_ZH.sub("", text))
        text = _chinese_marks(text)
    else:
        whole = text
        text = _STUTTER.sub(r"\1", _FILLERS_EN.sub("", text))
        text = numbers_en.write_digits(text)
        text = _capital(text, whole)
    text = _LONG.sub(_grouped, _GROUPS.sub(_joined, text))
    return _SPACE.sub(" ", _LONE.sub(r"\1", text)).strip()


def group(digits: str) -> str:
    """A long number in the groups people read it back in: "8273620" → "827 3620"."""
    sizes = list(_SPLITS.get(len(digits), ()))
    if not sizes:
        first = len(digits) % 4 or 4
        sizes = [first, *[4] * ((len(digits) - first) // 4)]
        if first == 1:  # no group of one
            sizes[:2] = [2, 3]
    parts, at = [], 0
    for size in sizes:
        parts.append(digits[at : at + size])
        at += size
    return " ".join(parts)


def _joined(found: re.Match[str]) -> str:
    said = found[0]
    if _MONEY.match(said) or re.fullmatch(r"\d+\.\d{1,2}", said):
        return said
    pieces = re.findall(r"\d+", said)
    digits = "".join(pieces)
    spelled = sum(len(p) == 1 for p in pieces) >= 3
    if len(digits) < _CODE_AT_LEAST and not spelled:
        return said
    if not spelled and len(digits) < 7:
        return said
    return group(digits) if len(digits) >= 7 else digits


def _grouped(found: re.Match[str]) -> str:
    return group(found[0])


def _chinese_marks(text: str) -> str:
    """Latin punctuation after a Chinese character becomes Chinese; spaces between Chinese characters go."""

    def han(char: str) -> bool:
        return bool(char) and is_han(char)

    marks = {",": "，", "?": "？", "!": "！", ";": "；", ":": "："}
    out: list[str] = []
    for i, char in enumerate(text):
        before = text[i - 1] if i else ""
        after = text[i + 1] if i + 1 < len(text) else ""
        if char == " " and before and after and (han(before) or han(after)):
            out.append("，" if han(before) and han(after) and len(text) > 24 else "")
        elif char in marks and (han(before) or (before.isdigit() and han(after))):
            out.append(marks[char])
        else:
            out.append(char)
    return "".join(out)


def _capital(text: str, whole: str) -> str:
    """A sentence that lost its first word begins with a capital all the same."""
    bare = text.lstrip(" ,.")
    return bare[:1].upper() + bare[1:] if whole[:1].isupper() and bare[:1].islower() else text
