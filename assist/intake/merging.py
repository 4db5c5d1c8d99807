"""Pasting a longer copy of the same chat: what is new is appended, edits are taken over, nothing is lost or doubled.

Turns are compared by their words (case, width and spacing set aside). The usual copies are settled in linear time:
the whole chat again with more at the end, or a window of its last part. Otherwise the two are aligned as in a
patience diff: turns that occur once in both are anchors, and only the gaps between anchors are compared turn by turn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assist.domain.conversation import Conversation, Speaker, Turn
from assist.intake.aligning import Pairs, align
from assist.intake.overlaying import Side, offset, same_turn, stray_end
from assist.intake.overlaying import telling as _telling
from assist.intake.rereading import compared, is_cut_head, reread, reread_present, without_cut_head

_OTHER = {Speaker.CUSTOMER: Speaker.AGENT, Speaker.AGENT: Speaker.CUSTOMER, Speaker.SYSTEM: Speaker.SYSTEM}


def merge(present: Conversation, pasted: Conversation, agent_name: str = "") -> Conversation:
    """``present`` with what is new in ``pasted``; ``present`` itself when nothing is."""
    if not pasted.turns:
        return present
    if not present.turns or is_cut_head(present.turns, pasted.turns):
        return replace(pasted, id=present.id, version=present.version + 1)
    new = reread(present, pasted.turns, agent_name)
    new = without_cut_head(_with_roles_of(present.turns, new), present.turns)
    turns = _merged(without_cut_head(reread_present(present.turns, new, agent_name), new), new)
    if all(a.text == b.text and a.speaker == b.speaker for a, b in zip(turns, present.turns, strict=False)) and len(
        turns
    ) == len(present.turns):
        return present
    return present.with_turns(turns)


# -- roles --------------------------------------------------------


def _with_roles_of(present: Sequence[Turn], pasted: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """Roles as they stand in ``present``, where the agent may have swapped them: by name, else by shared turns."""
    roles: dict[str | None, Speaker] = {t.name: t.speaker for t in present if t.name}
    by_key, their_key = _speakers_of_texts(present), _speakers_of_texts(pasted)
    votes: Counter[bool] = Counter()
    for turn in pasted:
        key = _key(turn)
        known = roles.get(turn.name) if turn.name else by_key.get(key) if key in their_key else None
        if known and Speaker.SYSTEM not in (known, turn.speaker):
            votes[known != turn.speaker] += 1
    swapped = votes[True] > votes[False]
    return tuple(_placed(t, roles, swapped=swapped) for t in pasted)


def _speakers_of_texts(turns: Sequence[Turn]) -> dict[str, Speaker]:
    """Who said each telling text; texts that both sides said are left out."""
    said: dict[str, set[Speaker]] = {}
    for turn in turns:
        said.setdefault(_key(turn), set()).add(turn.speaker)
    return {key: next(iter(who)) for key, who in said.items() if len(who) == 1 and _telling(key)}


def _placed(turn: Turn, roles: dict[str | None, Speaker], *, swapped: bool) -> Turn:
    role = roles.get(turn.name) if turn.name else None
    role = role or (_OTHER[turn.speaker] if swapped else turn.speaker)
    return turn if role == turn.speaker else replace(turn, speaker=role)


# -- turns --------------------------------------------------------


def _key(turn: Turn) -> str:
    return compared(turn.text)


def _merged(old: tuple[Turn, ...], new: tuple[Turn, ...]) -> tuple[Turn, ...]:
    a, b = [_key(t) for t in old], [_key(t) for t in new]
    here, there = Side(old, a), Side(new, b)
    if len(b) == 1:
        return _with_single(here, there)
    if b[: len(a)] == a:
        return _laid_over(old, new, [(i, i) for i in range(len(a))])
    if stray_end(here, there):
        return _merged(old[:-1], new)
    if any(map(_telling, b)) and _subsequence(b, a):
        return old
    start = offset(here, there)
    if start is not None and (start <= 0 or not _earlier_shared(a, b, len(a) - start)):
        shared = range(max(0, start), min(len(a), start + len(b)))
        return _laid_over(old, new, [(i, i - start) for i in shared])
    pairs = align(a, b, [t.speaker for t in old], [t.speaker for t in new])
    return _laid_over(old, new, pairs) if pairs else old + new


def _with_single(here: Side, there: Side) -> tuple[Turn, ...]:
    """One message alone: known if it was the last one said, or if it is too long to be said twice by chance.

    The same goes for a piece of a known one. The last turn may be a piece of it.
    """
    old, new, a, key = tuple(here.turns), tuple(there.turns), here.keys, there.keys[0]
    last = next((k for k, t in zip(reversed(a), reversed(old), strict=True) if t.speaker is not Speaker.SYSTEM), a[-1])
    if key in (last, a[-1]) or (_telling(key) and key in a):
        return old
    piece = min(a[-1], key, key=len)
    if same_turn(here, there, len(a) - 1, 0) and (_telling(piece) or len(a) == 1):
        return _laid_over(old, new, [(len(a) - 1, 0)])
    if _telling(key) and any(len(key) < len(a[i]) and same_turn(here, there, i, 0) for i in range(len(a))):
        return old
    return old + new


def _subsequence(short: list[str], long: list[str]) -> bool:
    rest = iter(long)
    return all(any(key == other for other in rest) for key in short)


def _earlier_shared(a: list[str], b: list[str], overlap: int) -> bool:
    """Whether what follows the overlap in ``b`` is known already, so that the plain overlap would double it."""
    seen = {k for k in a[: len(a) - overlap] if _telling(k)}
    return any(k in seen for k in b[overlap:])


def _laid_over(old: tuple[Turn, ...], new: tuple[Turn, ...], pairs: Pairs) -> tuple[Turn, ...]:
    """Both sequences as one: paired turns once, with the copy's text; the others in order, the present ones first.

    ``None`` as a pair's old index marks a turn of the copy that is contained in its neighbour and not needed.
    """
    merged: list[Turn] = []
    i = j = 0
    for at_old, at_new in [*pairs, (len(old), len(new))]:
        if at_old is None:
            merged += new[j:at_new]
            j = at_new + 1
            continue
        merged += old[i:at_old]
        merged += new[j:at_new]
        if at_old < len(old):
            merged.append(_updated(old[at_old], new[at_new], last=at_new == len(new) - 1))
        i, j = at_old + 1, at_new + 1
    return tuple(merged)


def _updated(old: Turn, new: Turn, *, last: bool) -> Turn:
    """The present turn with the copy's words, when those differ in more than a cut-off beginning or case and spaces.

    The copy's ``last`` turn may have lost its end.
    """
    if _key(old).endswith(_key(new)) or (last and _key(old).startswith(_key(new))):
        return old if old.name or not new.name else replace(old, name=new.name)
    return replace(old, text=new.text, name=old.name or new.name)
