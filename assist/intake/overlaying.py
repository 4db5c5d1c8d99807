"""Lays a copy over the present turns at one offset; turns at either's edges may be cut off by the selection.

A copy's last turn may lack its end and its first turn its beginning; so may those of the present conversation, which
was a copy once. Everything between the edges has to be equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assist.domain.conversation import Speaker, Turn

_TELLING = 12  # letters; a shorter text may well be said twice


@dataclass(frozen=True, slots=True)
class Side:
    """Turns and the words they are compared by."""

    turns: Sequence[Turn]
    keys: Sequence[str]


def telling(key: str) -> bool:
    """Whether ``key`` is too long to be said twice by chance; a Chinese character counts as two letters."""
    return len(key) >= _TELLING or sum(2 if ord(c) > 0x2E7F else 1 for c in key) >= _TELLING


def offset(old: Side, new: Side) -> int | None:
    """Where in ``old`` the first turn of ``new`` lies, negative when before it; ``None``: nowhere credible.

    Offsets at which all of the copy is known come first, then those that share most turns.
    """
    n, m = len(old.keys), len(new.keys)
    inside = range(max(0, n - m + 1))
    partly = sorted((q for q in range(1 - m, n) if q not in inside), key=lambda q: (-_shared(q, n, m), abs(q)))
    return next((q for q in (*inside, *partly) if _fits(old, new, q)), None)


def _shared(q: int, n: int, m: int) -> int:
    return min(n, q + m) - max(0, q)


def _fits(old: Side, new: Side, q: int) -> bool:
    a, b = old.keys, new.keys
    low, high = max(0, q), min(len(a), q + len(b))
    if not same_turn(old, new, low, low - q) or not same_turn(old, new, high - 1, high - 1 - q):
        return False
    if a[low + 1 : high - 1] != b[low + 1 - q : high - 1 - q]:
        return False
    if q == 0 or high - low >= 3 or (q > 0 and q + len(b) == len(a)):
        return True
    return any(telling(min(a[i], b[i - q], key=len)) for i in range(low, high))


def same_turn(old: Side, new: Side, i: int, j: int) -> bool:
    """Whether turn ``i`` of ``old`` and ``j`` of ``new`` are equal, or one is the other cut off at an edge."""
    x, y = old.keys[i], new.keys[j]
    if x == y:
        return True
    here, there = old.turns[i], new.turns[j]
    if j == 0 and len(y) < len(x) and x.endswith(y) and (here.speaker is there.speaker or _nameless(there)):
        return True
    if i == 0 and len(x) < len(y) and y.endswith(x) and (here.speaker is there.speaker or _nameless(here)):
        return True
    if here.speaker is not there.speaker:
        return False
    return (j == len(new.keys) - 1 and x.startswith(y)) or (i == len(old.keys) - 1 and y.startswith(x))


def _nameless(turn: Turn) -> bool:
    """Who said it was not selected: the reader had to guess."""
    return turn.name is None and turn.speaker is not Speaker.AGENT


def stray_end(old: Side, new: Side) -> bool:
    """Whether the last present turn is a cut-off copy of one that stands complete before it.

    Told by the copy: it has the whole turn, does not have the piece, and reaches to where the piece was added. A turn
    with a time of its own was typed here and is never a stray.
    """
    if len(old.keys) < 2:
        return False
    piece, turn = old.keys[-1], old.turns[-1]
    if not telling(piece) or piece in new.keys or old.keys[-2] not in new.keys:
        return False
    whole = (t for k, t in zip(old.keys[:-1], old.turns[:-1], strict=True) if k in new.keys and k.startswith(piece))
    return any(t.speaker is turn.speaker and turn.at in (None, t.at) for t in whole)
