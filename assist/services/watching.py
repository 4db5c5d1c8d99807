"""A chat read off the screen again and again: every look shows a part of it, and what is new is found out.

Looks are compared line by line, since a bubble is often half outside. The lines of a look are laid over those known so
far at the offset where most of them agree; what sticks out below is new, what sticks out above is older.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from assist.domain.conversation import Speaker, Turn
from assist.domain.seen import ChatLine, Margins, Seen, chat_lines, find_margins, join

_ALIKE = 0.84
_AGREEING = 0.5
_TELLING = 5


class Transcript:
    """What was seen of one chat so far. Not for use by two threads."""

    def __init__(self) -> None:
        self._lines: list[ChatLine] = []
        self._margins: Margins | None = None

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The bubbles in order, a turn each."""
        bubbles: list[list[ChatLine]] = []
        for line in self._lines:
            if line.goes_on and bubbles:
                bubbles[-1].append(line)
            else:
                bubbles.append([line])
        return tuple(Turn(b[0].speaker, join([line.text for line in b])) for b in bubbles)

    def look(self, seen: Seen) -> bool:
        """Take in one look; whether it was read as a chat in bubbles (else nothing changed)."""
        self._margins = self._margins or find_margins(seen)
        if self._margins is None:
            return False
        lines = list(chat_lines(seen, self._margins))
        if lines:
            self._lines = merged(self._lines, lines)
        return True

    def knows(self, seen: Seen) -> bool:
        """Whether what this look shows is, for the greater part, what was seen before: still the same chat."""
        if self._margins is None or not self._lines:
            return False
        lines = chat_lines(seen, self._margins)
        texts = {line.text for line in self._lines}
        shared = sum(len(line.text) for line in lines if line.text in texts)
        return bool(lines) and 2 * shared >= sum(len(line.text) for line in lines)


def merged(known: list[ChatLine], look: list[ChatLine]) -> list[ChatLine]:
    """``known`` with what ``look`` adds before or after it; a look with nothing in common is put at the end."""
    if not known:
        return look
    at = _offset(known, look)
    if at is None:
        return _with_rest(known, look)
    head, tail = look[: max(0, -at)], look[max(0, len(known) - at) :]
    middle = [_joined(line, look[i - at]) if 0 <= i - at < len(look) else line for i, line in enumerate(known)]
    if at > 0:
        # The first line of a look has nothing above it, so it cannot tell whether it goes on.
        middle[at] = replace(middle[at], goes_on=known[at].goes_on)
    return [*head, *middle, *tail]


def _with_rest(known: list[ChatLine], look: list[ChatLine]) -> list[ChatLine]:
    """Where no single offset fits, for a line was missed in one of the looks: what follows the last known line is new.

    Where less than half of the look is known, it is another part of the chat, and goes to the end.
    """
    blocks = SequenceMatcher(
        None, [x.text for x in known], [x.text for x in look], autojunk=False
    ).get_matching_blocks()
    shared = [(b.a + i, b.b + i) for b in blocks for i in range(b.size)]
    if 2 * sum(len(look[j].text) for _, j in shared) < sum(len(x.text) for x in look):
        return [*known, replace(look[0], goes_on=False), *look[1:]]
    last_known, last_seen = shared[-1]
    return [*known, *look[last_seen + 1 :]] if last_known == len(known) - 1 else known


def _joined(known: ChatLine, again: ChatLine) -> ChatLine:
    """The line as known; that it goes on can only be learnt later, when the line above it came into view."""
    return replace(known, goes_on=known.goes_on or again.goes_on)


def _offset(known: Sequence[ChatLine], look: Sequence[ChatLine]) -> int | None:
    """Where in ``known`` the look begins (negative: before it); ``None`` when nothing agrees."""
    best, best_score = None, 0
    alike = _Alike()
    for at in range(len(known) - 1, -len(look), -1):
        first, last = max(at, 0), min(at + len(look), len(known))
        pairs = [(known[i], look[i - at]) for i in range(first, last)]
        agree = [a for a, b in pairs if alike(a, b)]
        score = sum(len(line.text) for line in agree)
        telling = score >= _TELLING or len(agree) == len(pairs) == min(len(known), len(look))
        if telling and score >= _AGREEING * sum(len(a.text) for a, _ in pairs) and score > best_score:
            best, best_score = at, score
    return best


class _Alike:
    """Whether two lines are the same line read twice; remembers the answers of one comparison."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], bool] = {}

    def __call__(self, a: ChatLine, b: ChatLine) -> bool:
        if a.speaker is not b.speaker and Speaker.SYSTEM not in (a.speaker, b.speaker):
            return False
        if a.text == b.text:
            return True
        if abs(len(a.text) - len(b.text)) > 0.3 * max(len(a.text), len(b.text)):
            return False
        key = (a.text, b.text)
        if key not in self._known:
            self._known[key] = _similar(*key)
        return self._known[key]


def _similar(a: str, b: str) -> bool:
    """Alike but for a misread character or two; digits have to be the same, they tell one order from the other."""
    if [c for c in a if c.isdigit()] != [c for c in b if c.isdigit()]:
        return False
    match = SequenceMatcher(None, a, b, autojunk=False)
    return match.quick_ratio() >= _ALIKE and match.ratio() >= _ALIKE
