"""Reads a copy again in the light of the present conversation, whose speakers are known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set as AbstractSet
from dataclasses import replace

from assist.domain.conversation import Conversation, Turn
from assist.intake.chat_text import looks_spoken, read_chat
from assist.intake.model import Ask

_TIME = re.compile(r"[\[(]?\d[\d:.\-/, T\u202f]*(?:[ap]\.?(?:m\.?)?)?[\])]?[\s\-–]*", re.IGNORECASE)
_LONGEST_HEAD = 60


def compared(text: str) -> str:
    """The words of ``text`` with case, width and spacing set aside."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def reread(present: Conversation, pasted: tuple[Turn, ...], agent_name: str) -> tuple[Turn, ...]:
    """A single message ("Anna: my parcel is late" could be anything) and lines that open with a known name."""
    known = frozenset(t.name for t in present.turns if t.name)
    ask = Ask(present.id, agent_name=agent_name, known=known)
    if len(pasted) == 1 and not looks_spoken(pasted):
        return read_chat(pasted[0].text, ask) or pasted
    turns = tuple(part for turn in pasted for part in _split(turn, ask))
    return _without_cut_head(present.turns, turns)


def _split(turn: Turn, ask: Ask) -> tuple[Turn, ...]:
    """A turn that holds another speaker's: a name that occurs once in a copy may not have been taken for one."""
    if turn.name not in ask.known or "\n" not in turn.text:
        return (turn,)
    lines = turn.text.split("\n")[1:]
    if not any(line.startswith((f"{name}:", f"{name}：")) for line in lines for name in ask.known):
        return (turn,)
    first, *rest = read_chat(f"{turn.name}: {turn.text}", ask)
    if first.name != turn.name or not rest or any(t.name not in ask.known for t in rest):
        return (turn,)
    return (replace(turn, text=first.text), *rest)


def _without_cut_head(old: tuple[Turn, ...], new: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """Drops the beginning of the next message's head ("Be", "[10:0") from the end of a turn known without it."""
    last = new[-1]
    text, _, piece = last.text.rpartition("\n")
    names = {t.name.casefold() for t in (*old, *new) if t.name}
    if not text.strip() or not _opens_head(piece.strip().casefold(), names):
        return new
    key = compared(text)
    if not any(compared(t.text) == key for t in old):
        return new
    return (*new[:-1], replace(last, text=text.rstrip()))


def _opens_head(piece: str, names: AbstractSet[str]) -> bool:
    if not piece or len(piece) > _LONGEST_HEAD:
        return False
    rest = _TIME.sub("", piece, count=1) if _TIME.match(piece) else piece.lstrip("[(<*")
    if not rest:
        return True
    return any(n.startswith(rest) or (rest.startswith(n) and not re.search(r"[^\W\d]", rest[len(n) :])) for n in names)
