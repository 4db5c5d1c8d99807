"""Chats copied as text: lines with a speaker's head, or paragraphs that alternate, or one bare message."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.errors import InputError
from assist.intake.clean import MARKS, html_to_text, is_html
from assist.intake.heads import Head, find_heads, note_of
from assist.intake.model import MAX_LINES, Ask, Said
from assist.intake.roles import agentness, assign, greets_as_agent, is_notice, is_system_line
from assist.intake.times import DateOrder, divider_date, find_date, is_moment, to_iso

_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_SALUTATION = re.compile(
    r"(?:dear|hello|hi|hey|good (?:morning|afternoon|evening)|to whom|尊敬的|您好|你好)[^\n.!?。！？]{0,40}[,，:：]?",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"(?:(?:kind|best|warm)?\s*regards|sincerely|yours|cheers|many thanks|thanks|thank you|best|此致|敬礼|"
    r"祝好|谢谢|謝謝)[^\n]{0,30}(?:\n[^\n]{0,60}){0,3}",
    re.IGNORECASE,
)


class ChatText:
    """Text of any shape; always applicable, so it scores lowest of all readers."""

    name = "chat text"

    def score(self, text: str) -> float:
        """Half of nothing: taken when no other reader knows the text."""
        return 0.05 if text.strip() else 0.0

    def read(self, text: str, ask: Ask) -> tuple[Conversation, ...]:
        """One conversation."""
        if (lines := text.count("\n") + 1) > MAX_LINES:
            raise InputError(f"{ask.where}: {lines:,} lines; at most {MAX_LINES:,} can be read as one chat")
        if is_html(text):
            text = html_to_text(text)
        turns = read_chat(text, ask)
        if not turns:
            raise InputError(f"{ask.where}: there is no text in it")
        return (Conversation(ask.case_id, turns),)


def read_chat(text: str, ask: Ask) -> tuple[Turn, ...]:
    """The turns of ``text``; a text without speakers is read by paragraphs."""
    lines = text.split("\n")
    heads = find_heads(lines, ask.known)
    said = _Splitter(lines, heads).run() if heads else []
    if any(s.name for s in said):
        return assign(_place_preface(said), ask.agent_name)
    return _by_paragraph(text)


class _Splitter:
    """Walks the lines once: a head opens a message, other lines continue it, the chat tool's own lines stand alone."""

    def __init__(self, lines: Sequence[str], heads: dict[int, Head]) -> None:
        self._lines = lines
        self._heads = heads
        self._order = DateOrder.of(h.when for h in heads.values() if h.when)
        self._dated = any(h.when for h in heads.values())
        self._noted = any(h.shape in {"bracket", "lead"} for h in heads.values())
        self._day: date | None = None
        self._said: list[Said] = []
        self._name: str | None = None
        self._at: str | None = None
        self._above: str | None = None
        self._text: list[str] = []

    def run(self) -> list[Said]:
        skip = 0
        for i, line in enumerate(self._lines):
            if skip:
                skip -= 1
            elif head := self._heads.get(i):
                self._open(head.name, self._iso(head.when) or self._above, head.rest)
                self._above = None
                skip = head.lines - 1
            elif not self._aside(i, line):
                self._text.append(line)
        self._flush()
        return self._said

    def _iso(self, when: str | None) -> str | None:
        return to_iso(when, self._order, self._day) if when else None

    def _open(self, name: str | None, at: str | None, rest: str) -> None:
        self._flush()
        if is_notice(rest):
            self._said.append(Said(None, rest.strip(MARKS + " "), at, Speaker.SYSTEM))
            rest = ""
        self._name, self._at, self._text = name, at, [rest]

    def _flush(self) -> None:
        text = "\n".join(self._text).strip(" \t\n" + MARKS)
        self._text = []
        if text:
            self._said.append(Said(self._name, text, self._at))

    def _aside(self, i: int, line: str) -> bool:
        """Lines that belong to nobody: a divider with a date, or a line of the chat tool's own."""
        if not line.strip():
            return False
        if (self._dated and self._divides(i, line)) or self._tells_when(i, line):
            return True
        note = note_of(line) if self._noted and line[:1] in "[(（0123456789" + MARKS else None
        if note and (is_system_line(note[1]) or find_date(note[0], self._order)):
            self._system(note[1], self._iso(note[0]))
            return True
        if is_system_line(line) and (self._name is None or not self._text or self._stands_alone(i)):
            self._system(line.strip(), None)
            return True
        return False

    def _stands_alone(self, i: int) -> bool:
        """Between messages: the next line with text is a head, a line of the tool's own, or there is none."""
        j = next((j for j in range(i + 1, len(self._lines)) if self._lines[j].strip()), None)
        return j is None or j in self._heads or is_system_line(self._lines[j]) or not self._lines[i - 1].strip()

    def _divides(self, i: int, line: str) -> bool:
        """A date alone on its line, before a head, and set off from the message before it."""
        found = divider_date(line.strip(MARKS))
        j = next((j for j in range(i + 1, len(self._lines)) if self._lines[j].strip()), None)
        decorated = line.strip()[:1] in "-–—=*_·"
        apart = i == 0 or not self._lines[i - 1].strip() or decorated
        if not found or j not in self._heads or not apart or not (any(self._text) or i == 0 or decorated):
            return False
        self._day = find_date(found, self._order) or self._day
        return True

    def _tells_when(self, i: int, line: str) -> bool:
        """A moment alone on its line above a head that has none: it is when that message was sent."""
        moment = line.strip(MARKS + " -–—=*_·")
        j = next((j for j in range(i + 1, len(self._lines)) if self._lines[j].strip()), None)
        below = self._heads.get(j) if j is not None else None
        if below is None or below.when or not is_moment(moment):
            return False
        self._above = self._iso(moment)
        return True

    def _system(self, text: str, at: str | None) -> None:
        name, at_before = self._name, self._at
        self._flush()
        self._said.append(Said(None, text, at, Speaker.SYSTEM))
        self._name, self._at = name, at_before


def _place_preface(said: list[Said]) -> list[Said]:
    """Text before the first head: a title is the tool's own; prose is the end of a message cut off by the selection."""
    first = next((i for i, s in enumerate(said) if s.name), 0)
    placed = [
        s if s.role or ("\n" not in s.text and len(s.text.split()) >= 6) else Said(None, s.text, s.at, Speaker.SYSTEM)
        for s in said[:first]
    ]
    return placed + said[first:]


def _by_paragraph(text: str) -> tuple[Turn, ...]:
    parts = [part.strip() for part in _PARAGRAPH.split(text.strip(" \t\n" + MARKS)) if part.strip()]
    system = [is_system_line(p) for p in parts]
    spoken = [p for p, s in zip(parts, system, strict=True) if not s]
    if len(spoken) < 2 or _is_letter(spoken):
        return _one_message(parts, system)
    agent_first = _agent_first(spoken)
    turns: list[Turn] = []
    agent = agent_first
    for part, is_system in zip(parts, system, strict=True):
        if is_system:
            turns.append(Turn(Speaker.SYSTEM, part))
            continue
        turns.append(Turn(Speaker.AGENT if agent else Speaker.CUSTOMER, part))
        agent = not agent
    return tuple(turns)


def _one_message(parts: list[str], system: list[bool]) -> tuple[Turn, ...]:
    """All paragraphs are one customer message; leading and trailing lines of the tool's own stand apart."""
    if all(system):
        # "Chat ended" alone is what somebody typed or pasted: it stays what it says.
        return tuple(Turn(Speaker.SYSTEM, p) for p in parts)
    inner = [i for i, s in enumerate(system) if not s]
    low, high = inner[0], inner[-1]
    message = Turn(Speaker.CUSTOMER, "\n\n".join(parts[low : high + 1]))
    before = tuple(Turn(Speaker.SYSTEM, p) for p in parts[:low])
    return (*before, message, *(Turn(Speaker.SYSTEM, p) for p in parts[high + 1 :]))


def _is_letter(parts: list[str]) -> bool:
    """An e-mail has paragraphs but one author: a salutation on its own, or a sign-off at the end."""
    salutation = _SALUTATION.fullmatch(parts[0]) is not None and parts[0].rstrip().endswith((",", "，", ":", "："))
    return salutation or (len(parts) > 2 and _SIGN_OFF.fullmatch(parts[-1]) is not None and "?" not in parts[-1])


def _agent_first(parts: list[str]) -> bool:
    """Customer first, unless the first paragraph greets as an agent, or the cues fit the other order clearly better."""
    if greets_as_agent(parts[0]):
        return True
    scores = [agentness(p) for p in parts[:40]]
    return sum(scores[::2]) - sum(scores[1::2]) >= 2.0


def looks_spoken(turns: tuple[Turn, ...]) -> bool:
    """Whether speakers were recognised, rather than one bare message."""
    return len(turns) > 1 or any(t.name for t in turns) or any(t.speaker is not Speaker.CUSTOMER for t in turns)
