"""What was read off a picture: lines of text with their places, and whether those make up a chat."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

from assist.domain.conversation import Speaker
from assist.domain.text import is_han

EDGE = 2
"""A line that comes this close (pixels) to the picture's upper or lower edge may be cut off."""
_CLOCK = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?|today,?|yesterday,?|今天|昨天|星期.|周.)?\s*"
    r"(?:上午|下午|凌晨|晚上)?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?\s*(?:[ap]\.?m\.?)?\s*[✓√vV]{0,2}",
    re.IGNORECASE,
)
_PASSING = re.compile(
    r".{0,40}\bis typing\s*(?:\.{1,3}|…)?|typing\s*(?:\.{1,3}|…)|.{0,20}(?:正在输入|正在輸入).{0,6}"
    r"|(?:delivered|read|seen|sent|sending|已读|已讀|已送达|已送達|发送中)\s*[✓√.…]{0,3}",
    re.IGNORECASE,
)
_LABEL_WORDS = 4
_GLUED = re.compile(r"(?<=[a-z]{2}[.!?,;])(?=[A-Z][a-z]*\b)")


@dataclass(frozen=True, slots=True)
class SeenLine:
    """One line of text in a picture. Pixels from the upper left corner; ``ground`` is the colour behind it (RGB)."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    ground: tuple[int, int, int] = (255, 255, 255)

    @property
    def height(self) -> int:
        """Pixels."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Seen:
    """What one look found: lines from top to bottom, in a picture of ``width`` by ``height`` pixels.

    ``ground`` is the colour that most of the picture has (RGB).
    """

    width: int
    height: int
    lines: tuple[SeenLine, ...] = ()
    ground: tuple[int, int, int] = (255, 255, 255)


@dataclass(frozen=True, slots=True)
class ChatLine:
    """A line of a chat: whose it is, and whether it goes on in the bubble of the line before."""

    text: str
    speaker: Speaker
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the two sides of a chat stand (pixels): the customer's left edge, the agent's right one."""

    customer: int
    agent: int
    near: float

    def side(self, left: int, right: int) -> Speaker:
        """At the left margin the customer, towards the right one the agent, in the middle nobody."""
        from_left, from_right = left - self.customer, self.agent - right
        if from_left <= self.near:
            return Speaker.CUSTOMER
        if from_right <= self.near:
            return Speaker.AGENT
        if abs(from_left - from_right) <= 2 * self.near:
            return Speaker.SYSTEM
        return Speaker.CUSTOMER if from_left < from_right else Speaker.AGENT


def find_margins(seen: Seen) -> Margins | None:
    """The margins of a chat in bubbles; ``None`` where the picture shows no two sides."""
    boxes = [_box(b) for b in _messages(seen)]
    if len(boxes) < 2:
        return None
    margins = Margins(min(left for left, _ in boxes), max(right for _, right in boxes), max(12.0, 0.05 * seen.width))
    sides = {margins.side(*box) for box in boxes}
    return margins if {Speaker.CUSTOMER, Speaker.AGENT} <= sides else None


def is_document(seen: Seen) -> bool:
    """Whether what looks like two sides is a page: a receipt with its prices, a window with its button.

    In a chat nobody speaks beside somebody else, and what stands in the middle is a notice now and then.
    """
    margins = find_margins(seen)
    if margins is None:
        return False
    by_side: dict[Speaker, list[SeenLine]] = {side: [] for side in Speaker}
    for bubble in _messages(seen):
        by_side[margins.side(*_box(bubble))] += bubble
    rows = by_side[Speaker.CUSTOMER]
    beside = sum(any(_same_row(line, other) for other in rows) for line in by_side[Speaker.AGENT])
    middle = sum(len(line.text) for line in by_side[Speaker.SYSTEM])
    spoken = sum(len(line.text) for side in (Speaker.CUSTOMER, Speaker.AGENT) for line in by_side[side])
    return beside * 3 >= len(by_side[Speaker.AGENT]) or middle > spoken


def chat_lines(seen: Seen, margins: Margins) -> tuple[ChatLine, ...]:
    """The lines of a chat in bubbles, in order.

    What may be cut off at an edge, times of day, names above bubbles and words in passing ("is typing…") are left out.
    """
    made: list[ChatLine] = []
    for bubble in _messages(seen):
        side = margins.side(*_box(bubble))
        if side is not Speaker.SYSTEM:
            made += [ChatLine(mend(line.text), side, goes_on=i > 0) for i, line in enumerate(bubble)]
    return tuple(made)


def plain_text(seen: Seen) -> str:
    """The lines as text, those beside each other in one line."""
    rows: list[list[SeenLine]] = []
    for line in sorted(seen.lines, key=lambda s: (s.top, s.left)):
        if rows and _same_row(rows[-1][-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return "\n".join("  ".join(mend(s.text) for s in sorted(row, key=lambda s: s.left)) for row in rows)


def join(lines: list[str]) -> str:
    """Lines of one bubble as running text: a space between them, none within Chinese."""
    text = ""
    for line in lines:
        glue = "" if not text or (is_han(text[-1]) and is_han(line[:1])) or _wide(text[-1]) else " "
        text += glue + line
    return text


def mend(text: str) -> str:
    """Put back the space that recognisers lose after the end of a sentence ("sorry.May I")."""
    return _GLUED.sub(" ", text.strip())


def _wide(char: str) -> bool:
    return char in "，。！？；：、）》”"


def _same_row(a: SeenLine, b: SeenLine) -> bool:
    overlap = min(a.bottom, b.bottom) - max(a.top, b.top)
    return overlap > 0.6 * min(a.height, b.height)


def _messages(seen: Seen) -> list[list[SeenLine]]:
    whole = [line for line in seen.lines if line.top > EDGE and line.bottom < seen.height - EDGE]
    bubbles = _bubbles(whole)
    below = [*bubbles[1:], None][: len(bubbles)]
    return [b for b, after in zip(bubbles, below, strict=True) if not _passing(b) and not _label(b, after, seen.ground)]


def _box(bubble: list[SeenLine]) -> tuple[int, int]:
    return min(line.left for line in bubble), max(line.right for line in bubble)


def _bubbles(lines: list[SeenLine]) -> list[list[SeenLine]]:
    """Lines that stand close below each other on one ground, at one margin, are one bubble."""
    if not lines:
        return []
    tall = median(line.height for line in lines)
    made: list[list[SeenLine]] = []
    for line in sorted(lines, key=lambda s: (s.top, s.left)):
        bubble = next((b for b in made[-3:] if _continues(b[-1], line, tall)), None)
        if bubble is None:
            made.append([line])
        else:
            bubble.append(line)
    return made


def _continues(above: SeenLine, line: SeenLine, tall: float) -> bool:
    gap = line.top - above.bottom
    aligned = abs(line.left - above.left) <= 0.8 * tall or abs(line.right - above.right) <= 0.4 * tall
    return -0.5 * tall <= gap <= 0.75 * tall and aligned and _alike(line.ground, above.ground)


def _alike(a: tuple[int, int, int], b: tuple[int, int, int]) -> bool:
    return max(abs(x - y) for x, y in zip(a, b, strict=True)) <= 6


def _passing(bubble: list[SeenLine]) -> bool:
    text = " ".join(line.text for line in bubble).strip()
    return bool(_CLOCK.fullmatch(text) or _PASSING.fullmatch(text)) or not any(c.isalnum() for c in text)


def _label(bubble: list[SeenLine], after: list[SeenLine] | None, ground: tuple[int, int, int]) -> bool:
    """Whether a line is the name that stands on the page above a bubble of another colour."""
    if after is None or len(bubble) > 1 or not _alike(bubble[0].ground, ground) or _alike(after[0].ground, ground):
        return False
    line = bubble[0]
    return len(line.text.split()) <= _LABEL_WORDS and after[0].top - line.bottom < 1.5 * line.height
