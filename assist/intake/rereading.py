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
_MINUTES = 2
"""Digits behind the colon of a time."""
_ROLES = frozenset(
    {"customer", "client", "visitor", "user", "agent", "support", "system", "客户", "顾客", "客服", "系统"}
)


def compared(text: str) -> str:
    """The words of ``text`` with case, width and spacing set aside."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def reread(present: Conversation, pasted: tuple[Turn, ...], agent_name: str) -> tuple[Turn, ...]:
    """A single message ("Anna: my parcel is late" could be anything) and lines that open with a known name."""
    known = frozenset(t.name for t in present.turns if t.name)
    ask = Ask(present.id, agent_name=agent_name, known=known)
    if len(pasted) == 1 and not looks_spoken(pasted):
        return read_chat(pasted[0].text, ask) or pasted
    return tuple(part for turn in pasted for part in _split(turn, ask))


def reread_present(present: tuple[Turn, ...], pasted: tuple[Turn, ...], agent_name: str) -> tuple[Turn, ...]:
    """Turns that were read before anybody's name was known: "Ann: my parcel is late" was pasted alone."""
    ask = Ask("", agent_name=agent_name, known=frozenset(t.name for t in pasted if t.name))
    return tuple(
        part for turn in present for part in ((turn,) if turn.name or turn.at or not ask.known else _split(turn, ask))
    )


def _split(turn: Turn, ask: Ask) -> tuple[Turn, ...]:
    """A turn that holds another speaker's: a name that occurs once in a copy may not have been taken for one."""
    lines = turn.text.split("\n")[1 if turn.name else 0 :]
    heads = tuple(f"{name}{colon}" for name in ask.known for colon in ":：")
    if (turn.name and turn.name not in ask.known) or not any(line.startswith(heads) for line in lines):
        return (turn,)
    first, *rest = read_chat(f"{turn.name}: {turn.text}" if turn.name else turn.text, ask)
    if any(t.name not in ask.known for t in (first, *rest)) or (turn.name and first.name != turn.name):
        return (turn,)
    return (replace(first, at=turn.at, speaker=turn.speaker if turn.name else first.speaker), *rest)


def is_cut_head(turns: tuple[Turn, ...], copy: tuple[Turn, ...]) -> bool:
    """Whether all there is is the start of the copy's first head ("Custo", "[10:01] Ann:"), read as a message."""
    only, first = turns[0], copy[0]
    if len(turns) > 1 or only.name or only.at or only.picture or "\n" in only.text.strip():
        return False
    piece = only.text.strip()
    if piece.isdecimal() and len(piece) <= _MINUTES:  # "Customer  10:0" was read as a label and "0"
        return len(copy) > 1 and all(piece != t.text.strip() for t in copy)
    if not re.search(r"[^\W\d]|[\[(:]", only.text):
        return False  # "8273620" may be a time to come, and is more likely what the customer said
    names = {first.name.casefold()} if first.name else _ROLES
    key = compared(only.text)
    return not compared(first.text).startswith(key) and _opens_head(key, names)


def without_cut_head(turns: tuple[Turn, ...], other: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """Drops the start of the next message's head ("Be", "[10:0") from the last turn, if ``other`` has it without."""
    last = turns[-1]
    text, _, piece = last.text.rpartition("\n")
    names = {t.name.casefold() for t in (*turns, *other) if t.name} or _ROLES
    if not text.strip() or not _opens_head(piece.strip().casefold(), names):
        return turns
    key = compared(text)
    if not any(compared(t.text) == key for t in other):
        return turns
    return (*turns[:-1], replace(last, text=text.rstrip()))


def _opens_head(piece: str, names: AbstractSet[str]) -> bool:
    if not piece or len(piece) > _LONGEST_HEAD:
        return False
    rest = _TIME.sub("", piece, count=1) if _TIME.match(piece) else piece.lstrip("[(<*")
    if not rest:
        return True
    return any(n.startswith(rest) or (rest.startswith(n) and not re.search(r"[^\W\d]", rest[len(n) :])) for n in names)
