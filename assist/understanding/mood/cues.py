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


def _apart(emoticon: str) -> str:
    """As a pattern: its letters stand in no word ("SENT THIS" holds no "T T"), but the last may be held down."""
    before = r"(?<!\w)" if emoticon[0].isalnum() else ""
    last = emoticon[-1]
    return before + re.escape(emoticon) + (rf"(?!(?!{last})\w)" if last.isalnum() else "")


_MARKS = re.compile("|".join([*map(_apart, sorted(_EMOTICONS, key=len, reverse=True)), f"[{''.join(_EMOJI_LABEL)}]"]))
_SHOUT = re.compile(r"[!！]{2,}|[?？!！]{3,}|(?:[?？][!！]|[!！][?？])")
_ASKING = re.compile(r"[?？]{2,}")
_CAPS = re.compile(r"\b[A-Z]{3,}(?:[' ]+[A-Z]{2,})*\b")
_CLAUSE = re.compile(r"[^.!?;,\n。！？；，、~～…]+[.!?;,\n。！？；，、~～…]*")
_WORD = re.compile(r"[a-z']+")
_NEGATION_REACH = 3
_ACRONYM_MAX = 4
_HASHTAG = re.compile(r"#([a-z]{4,40})")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_IN_HASHTAG = 4
_ALL_CAPS = 0.9
_COMPLAINT = 1.1
"""Weight from which a cue is a complaint that makes praise beside it suspect."""


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
    """What was found in one text. ``shouts`` are repeated marks and capitals; ``sarcastic`` the suspicious spans.

    ``mixed``: praise stands next to complaint, which may be irony or just both.
    """

    cues: tuple[Cue, ...] = ()
    shouts: tuple[Cue, ...] = ()
    sarcastic: tuple[tuple[int, int], ...] = ()
    mixed: bool = False


class Lexicon:
    """One language's cues as one alternation, the longest phrase first."""

    def __init__(self, source: str, *, words: bool) -> None:
        self._table: dict[str, tuple[MoodLabel, float]] = {}
        self._stems: dict[str, tuple[MoodLabel, float]] = {}
        for phrase, label, weight in _entries(source):
            for spelled in {phrase, phrase.replace("'", "")}:  # "dont" is typed as often as "don't"
                (self._stems if phrase.endswith("*") else self._table).setdefault(spelled.rstrip("*"), (label, weight))
        self.pattern = _alternation(self._table, self._stems, words=words)
        long = {p: v for p, v in self._table.items() if len(p) >= _IN_HASHTAG and p.isalpha() and v[1] > 1}
        self._in_hashtag = _alternation(long, {}, words=False)

    def find(self, text: str) -> list[Cue]:
        """Cues in ``text``, which is folded already (lower case, simplified, plain apostrophes)."""
        return [Cue(m.start(), m.end(), *self._look_up(m.group())) for m in self.pattern.finditer(text)]

    def find_in_hashtags(self, text: str) -> list[Cue]:
        """Cues grown together with others, as in "#worstservice"; their place is the whole hashtag."""
        found = ((m, self._in_hashtag.search(m.group(1))) for m in _HASHTAG.finditer(text))
        return [Cue(m.start(), m.end(), *self._table[hit.group()]) for m, hit in found if hit]

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


_NEGATORS = lexicon_en.NEGATORS | {n.replace("'", "") for n in lexicon_en.NEGATORS}
ENGLISH = Lexicon(lexicon_en.CUES, words=True)
CHINESE = Lexicon(lexicon_zh.CUES, words=False)
_SARCASM = re.compile("|".join((*lexicon_en.SARCASM, *lexicon_zh.SARCASM)), re.IGNORECASE)
_SUSPECT = re.compile("|".join((*lexicon_en.SUSPECT, *lexicon_zh.SUSPECT)), re.IGNORECASE)
_SINCERE = re.compile(f"{lexicon_en.SINCERE}|{lexicon_zh.SINCERE}")
_T2S = opencc.OpenCC("t2s")


@lru_cache(maxsize=8192)
def simplified(char: str) -> str:
    """The simplified form of one character; itself when there is none or it is more than one character."""
    if ord(char) <= 0x2E7F:
        return char
    found = str(_T2S.convert(char))
    return found if len(found) == 1 else char


@lru_cache(maxsize=512)
def fold(text: str) -> str:
    """``text`` in lower case and simplified characters, of exactly the same length, so that offsets hold."""
    lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return "".join(simplified(c) for c in lowered.replace("’", "'").replace("‘", "'"))


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
    found = [*_english(folded), *(c for c in CHINESE.find(folded) if not _only_looks(folded, c))]
    cues = [_in_context(folded, cue) for cue in found]
    cues += [
        Cue(m.start(), m.end(), _EMOJI_LABEL.get(m.group()) or _EMOTICONS[m.group()], 1.8)
        for m in _MARKS.finditer(text)
    ]
    cues.sort(key=lambda c: c.start)
    if asks_to_repeat(folded) and not any(_complains(c) for c in cues):
        cues = [c for c in cues if folded[c.start : c.end] != "again"]
    sarcastic = _sarcastic(folded, cues)
    cues = [_turned(c, sarcastic) for c in _after_contrast(folded, cues)]
    mixed = any(c.label is L.PLEASED for c in cues) and any(_complains(c) for c in cues)
    return Marked(tuple(cues), tuple(_shouts(text)), sarcastic, mixed)


def _english(folded: str) -> list[Cue]:
    """English cues, also in hashtags and in words with letters held down ("sooo goood")."""
    found = ENGLISH.find(folded)
    extra = ENGLISH.find_in_hashtags(folded) if "#" in folded else []
    if _STRETCHED.search(folded):
        extra += [cue for keep in (1, 2) for cue in _unstretched(folded, keep)]
    for cue in extra:
        if not any(c.start < cue.end and cue.start < c.end for c in found):
            found.append(cue)
    return found


def _unstretched(folded: str, keep: int) -> list[Cue]:
    """Cues of the text with every run of three and more equal letters cut to ``keep``, at their places in the text."""
    places = [i for i in range(len(folded)) if not _is_surplus(folded, i, keep)]
    places.append(len(folded))
    short = "".join(folded[i] for i in places[:-1])
    return [Cue(places[c.start], places[c.end], c.label, c.weight) for c in ENGLISH.find(short)]


def _is_surplus(folded: str, place: int, keep: int) -> bool:
    """Whether the letter at ``place`` stands in a run of three or more and is not one of its first ``keep``."""
    char = folded[place]
    if not "a" <= char <= "z":
        return False
    before = folded[max(0, place - 2) : place]
    after = folded[place + 1 : place + 3]
    held = (char * 2 in (before, after)) or (before[-1:] == char == after[:1])
    return held and before.endswith(char * keep)


def _sarcastic(folded: str, cues: list[Cue]) -> tuple[tuple[int, int], ...]:
    """Phrases known for irony, and suspect praise with a complaint outside of it."""
    complaints = [c for c in cues if _complains(c)]
    suspect = _SUSPECT.finditer(folded) if complaints and not _SINCERE.search(folded) else ()
    spans = [m.span() for m in _SARCASM.finditer(folded)]
    spans += [m.span() for m in suspect if any(c.start >= m.end() or c.end <= m.start() for c in complaints)]
    return tuple(spans)


_REPEAT_PLEASE = re.compile(
    r"(?:\bplease\b|\bpl[sz]\b|\b(?:can|could|would|will|may|shall|should) (?:you|i|we)\b)[^.!?;\n]*\bagain\b|"
    r"\bagain,? (?:please|pl[sz])\b|\b(?:thanks?|thank you|hello|hi) again\b"
)


def asks_to_repeat(folded: str) -> bool:
    """Whether "again" only asks for a thing once more ("send it again please"), and the word stands nowhere else."""
    return folded.count("again") == 1 and "against" not in folded and bool(_REPEAT_PLEASE.search(folded))


def _complains(cue: Cue) -> bool:
    return cue.label in {L.FRUSTRATED, L.ANGRY} and cue.weight >= _COMPLAINT


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
    return any(w in _NEGATORS for w in words[-_NEGATION_REACH:]), factor


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
    return next((m.start() for m in words if m.group() in _NEGATORS), 0)


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
    letters = [c for c in text if c.isalpha() and c.lower() != c.upper()]
    if sum(c.isupper() for c in letters) > _ALL_CAPS * len(letters):
        return shouts  # a held-down key says how it was typed, not how it was meant
    for m in _CAPS.finditer(text):
        # One short word in capitals is more often an abbreviation or a code than a raised voice.
        if len(m.group()) > _ACRONYM_MAX and not re.search(r"\d", text[max(0, m.start() - 1) : m.end() + 1]):
            shouts.append(Cue(m.start(), m.end(), None, 0.7))
    return shouts
