"""Finds the words, emoji and marks in one text that carry a mood, with their places and how much they weigh."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

import opencc

from assist.domain.assistance import MoodLabel
from assist.understanding.mood import lexicon_en, lexicon_zh

L = MoodLabel
LABELS: tuple[MoodLabel, ...] = (L.PLEASED, L.NEUTRAL, L.CONFUSED, L.ANXIOUS, L.FRUSTRATED, L.ANGRY)
"""The order of every array over labels."""

_EMOJI = {
    L.PLEASED: "😀😃😄😁😆😊☺🙂😍🥰😘😂🤣👍👏🙏❤💕💖💙💚💜🎉🎊😎🤗😻💯✨🌹🤩🥳✅♥😋😌",
    L.CONFUSED: "🤔😕❓🤷😵🧐⁉",
    L.ANXIOUS: "😰😨😱😟😬🥺😧😥🆘⚠",
    L.FRUSTRATED: "😞😒🙄😑😩😫😤😖😢😭☹🙁😔😣👎💔😓🤦😪😐",
    L.ANGRY: "😡😠🤬👿💢🖕🤮💩😾",
}
_EMOJI_LABEL = {char: label for label, chars in _EMOJI.items() for char in chars}
_EMOTICONS = {
    **dict.fromkeys((":)", ":-)", ":D", ":-D", ";)", ";-)", "<3", "^_^", "^^", "(:", "=)", "xD", "XD"), L.PLEASED),
    **dict.fromkeys((":(", ":-(", ":'(", "=(", ":/", ":-/", "-_-", "T_T", "T T", "QAQ"), L.FRUSTRATED),
    **dict.fromkeys((">:(", ">:["), L.ANGRY),
    **dict.fromkeys(("o_O", "O_o", ":S"), L.CONFUSED),
}
_MARKS = re.compile(
    "|".join(
        [
            *(re.escape(e) for e in sorted(_EMOTICONS, key=len, reverse=True)),
            f"[{''.join(_EMOJI_LABEL)}]",
        ]
    )
)
_SHOUT = re.compile(r"[!！]{2,}|[?？!！]{3,}|(?:[?？][!！]|[!！][?？])")
_ASKING = re.compile(r"[?？]{2,}")
_CAPS = re.compile(r"\b[A-Z]{3,}(?:[' ]+[A-Z]{2,})*\b")
_CLAUSE = re.compile(r"[^.!?;,\n。！？；，、~～…]+[.!?;,\n。！？；，、~～…]*")
_WORD = re.compile(r"[a-z']+")
_NEGATION_REACH = 3
_ACRONYM_MAX = 4


@dataclass(frozen=True, slots=True)
class Cue:
    """Characters ``[start, end)`` that speak for ``label`` with ``weight`` logits; without a label: only for "more"."""

    start: int
    end: int
    label: MoodLabel | None
    weight: float
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """What was found in one text. ``shouts`` are repeated marks and capitals; ``sarcastic`` the suspicious spans."""

    cues: tuple[Cue, ...] = ()
    shouts: tuple[Cue, ...] = ()
    sarcastic: tuple[tuple[int, int], ...] = ()


class Lexicon:
    """One language's cues as one alternation, the longest phrase first."""

    def __init__(self, source: str, *, words: bool) -> None:
        self._table: dict[str, tuple[MoodLabel, float]] = {}
        self._stems: dict[str, tuple[MoodLabel, float]] = {}
        for phrase, label, weight in _entries(source):
            (self._stems if phrase.endswith("*") else self._table).setdefault(phrase.rstrip("*"), (label, weight))
        self.pattern = _alternation(self._table, self._stems, words=words)

    def find(self, text: str) -> list[Cue]:
        """Cues in ``text``, which is folded already (lower case, simplified, plain apostrophes)."""
        return [Cue(m.start(), m.end(), *self._look_up(m.group())) for m in self.pattern.finditer(text)]

    def _look_up(self, found: str) -> tuple[MoodLabel, float]:
        if found in self._table:
            return self._table[found]
        stem = next(found[:n] for n in range(len(found), 0, -1) if found[:n] in self._stems)
        return self._stems[stem]


def _entries(source: str) -> list[tuple[str, MoodLabel, float]]:
    entries, label, weight = [], L.NEUTRAL, 0.0
    for line in source.strip().splitlines():
        head, _, rest = line.partition(": ") if not line.startswith(" ") else ("", "", line)
        if head:
            name, number = head.split()
            label, weight = MoodLabel(name), float(number)
        entries += [(phrase.strip(), label, weight) for phrase in rest.split(",") if phrase.strip()]
    return entries


def _alternation(
    table: dict[str, tuple[MoodLabel, float]], stems: dict[str, tuple[MoodLabel, float]], *, words: bool
) -> re.Pattern[str]:
    phrases = [(p, "") for p in table] + [(p, "[a-z]*") for p in stems]
    phrases.sort(key=lambda item: len(item[0]), reverse=True)
    body = "|".join(re.escape(p) + tail for p, tail in phrases)
    return re.compile(rf"(?<![a-z0-9])(?:{body})(?![a-z0-9])" if words else body)


ENGLISH = Lexicon(lexicon_en.CUES, words=True)
CHINESE = Lexicon(lexicon_zh.CUES, words=False)
_SARCASM = re.compile("|".join((*lexicon_en.SARCASM, *lexicon_zh.SARCASM)), re.IGNORECASE)
_T2S = opencc.OpenCC("t2s")


@lru_cache(maxsize=8192)
def _simplified(char: str) -> str:
    found = str(_T2S.convert(char))
    return found if len(found) == 1 else char


def fold(text: str) -> str:
    """``text`` in lower case and simplified characters, of exactly the same length, so that offsets hold."""
    lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return "".join(_simplified(c) if ord(c) > 0x2E7F else c for c in lowered.replace("’", "'").replace("‘", "'"))


def clauses(text: str) -> list[tuple[int, int]]:
    """Places of the clauses, without surrounding white space."""
    spans = []
    for m in _CLAUSE.finditer(text):
        body = m.group()
        start = m.start() + len(body) - len(body.lstrip())
        end = m.start() + len(body.rstrip())
        if any(c.isalnum() for c in body):
            spans.append((start, end))
    return spans


def mark(text: str) -> Marked:
    """Every cue in ``text``: lexicon words with negation and emphasis applied, emoji, repeated marks, capitals."""
    folded = fold(text)
    found = [*ENGLISH.find(folded), *(c for c in CHINESE.find(folded) if not _only_looks(folded, c))]
    cues = [_in_context(folded, cue) for cue in found]
    cues += [
        Cue(m.start(), m.end(), _EMOJI_LABEL.get(m.group()) or _EMOTICONS[m.group()], 1.8)
        for m in _MARKS.finditer(text)
    ]
    cues.sort(key=lambda c: c.start)
    sarcastic = tuple(m.span() for m in _SARCASM.finditer(folded))
    cues = [_turned(c, sarcastic) for c in _after_contrast(folded, cues)]
    return Marked(tuple(cues), tuple(_shouts(text)), sarcastic)


def _only_looks(folded: str, cue: Cue) -> bool:
    """Whether a cue only looks like one: the "not" of a question (能不能, 是不是), the 好 of 最好."""
    if folded[cue.start] == "好" and folded[cue.start - 1 : cue.start] == "最" and cue.end - cue.start == 1:
        return True  # 最好: had better
    return (
        folded[cue.start] == "不" and folded[cue.start - 1 : cue.start] == folded[cue.start + 1 : cue.start + 2] != ""
    )


def _turned(cue: Cue, sarcastic: tuple[tuple[int, int], ...]) -> Cue:
    """Praise inside a sarcastic phrase is complaint."""
    if cue.label is L.PLEASED and any(start < cue.end and cue.start < end for start, end in sarcastic):
        return replace(cue, label=L.FRUSTRATED, weight=min(cue.weight, 1.5))
    return cue


def _in_context(folded: str, cue: Cue) -> Cue:
    """``cue`` after what stands just before it: a negation turns it round, an adverb makes it more or less."""
    chinese = ord(folded[cue.start]) > 0x2E7F
    before = folded[max(0, cue.start - 30) : cue.start]
    before = re.split(r"[.!?;,\n。！？；，]", before)[-1]
    negated, factor = _chinese_context(before) if chinese else _english_context(before)
    weight = cue.weight * factor
    if not negated:
        return replace(cue, weight=weight)
    start = cue.start - len(before) + _negation_at(before, chinese=chinese)
    if cue.label is L.PLEASED:
        return Cue(start, cue.end, L.FRUSTRATED, min(weight, 2.0), negated=True)
    return Cue(start, cue.end, L.PLEASED, min(weight, 2.0) * 0.4, negated=True)


def _english_context(before: str) -> tuple[bool, float]:
    words = [m.group() for m in _WORD.finditer(before)]
    factor = 1.0
    for word in words[-2:]:
        factor *= lexicon_en.INTENSIFIERS.get(word, 1.0)
    return any(w in lexicon_en.NEGATORS for w in words[-_NEGATION_REACH:]), factor


def _chinese_context(before: str) -> tuple[bool, float]:
    factor, rest = 1.0, before
    for adverb, by in lexicon_zh.INTENSIFIERS.items():
        if rest.endswith(adverb):
            factor, rest = by, rest[: -len(adverb)]
            break
    return rest.endswith(lexicon_zh.NEGATORS), factor


def _negation_at(before: str, *, chinese: bool) -> int:
    if chinese:
        return max((before.rfind(n) for n in lexicon_zh.NEGATORS if n in before), default=0)
    words = list(_WORD.finditer(before))[-_NEGATION_REACH:]
    return next((m.start() for m in words if m.group() in lexicon_en.NEGATORS), 0)


def _after_contrast(folded: str, cues: list[Cue]) -> list[Cue]:
    """What follows a "but" weighs more than what comes before it."""
    english = [m.start() for m in re.finditer(rf"\b(?:{'|'.join(lexicon_en.CONTRASTS)})\b", folded)]
    turn = max([*english, *(folded.rfind(c) for c in lexicon_zh.CONTRASTS)], default=-1)
    if turn < 1:
        return cues
    return [replace(c, weight=c.weight * (1.2 if c.start > turn else 0.7)) for c in cues]


def _shouts(text: str) -> list[Cue]:
    shouts = [Cue(m.start(), m.end(), None, 0.8) for m in _SHOUT.finditer(text)]
    shouts += [
        Cue(m.start(), m.end(), L.CONFUSED, 0.8)
        for m in _ASKING.finditer(text)
        if not any(s.start <= m.start() < s.end for s in shouts)
    ]
    for m in _CAPS.finditer(text):
        # One short word in capitals is more often an abbreviation or a code than a raised voice.
        if len(m.group()) > _ACRONYM_MAX and not re.search(r"\d", text[max(0, m.start() - 1) : m.end() + 1]):
            shouts.append(Cue(m.start(), m.end(), None, 0.7))
    return shouts
