"""Finds the lines that open a message (its "head": who, and perhaps when) in text copied out of chat tools.

One line can look like a head by chance ("Note: …", "at 10:32: …"), so a line only becomes one when the whole text
agrees: its shape recurs or opens the text, or its label is a role word, or its name is used again.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assist.domain.text import is_han
from assist.intake.clean import MARKS
from assist.intake.labels import (
    clean_label,
    could_be_speaker,
    could_be_title,
    is_field,
    is_phone,
    looks_personal,
    read_label,
)
from assist.intake.roles import is_system_line
from assist.intake.times import MOMENT, divider_date, has_year, is_moment

_S = r"[ \t\u00a0\u202f]"
_NAME = r"(?P<name>[^\s:：\[\]<>{}\"|＞][^:：\t\n<>{}\"]{0,48}?)"
_WHEN = rf"(?P<when>{MOMENT})"
_COLON = r"[:：]"


@dataclass(frozen=True, slots=True)
class Head:
    """``shape`` is how the line was written; ``rest`` is the text after the head; ``lines`` is how many lines it took.

    ``tight``: no space after a half-width colon, as in ``http://`` or ``10:32``, so the label needs more support.
    """

    shape: str
    name: str
    when: str | None
    rest: str
    lines: int = 1
    tight: bool = False


_TIMED: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (shape, re.compile(pattern, re.IGNORECASE))
    for shape, pattern in (
        ("bracket", rf"[\[(（【]{_S}*{_WHEN}{_S}*[\])）】]{_S}*[-–]?{_S}*{_NAME}{_S}*{_COLON}(?P<rest>.*)"),
        ("irc", rf"(?:[\[(]?{_WHEN}[\])]?{_S}+)<(?P<name>[^<>\n]{{1,40}})>{_S}+(?P<rest>.*)"),
        ("own", rf"[\[(（【]{_S}*{_WHEN}{_S}*[\])）】]{_S}*[-–]?{_S}*{_NAME}(?P<rest>)"),
        ("lead", rf"{_WHEN}{_S}*(?:[-–—|,]{_S}*|{_S}){_NAME}{_S}*{_COLON}(?P<rest>.*)"),
        ("trail", rf"{_NAME}{_S}*[,·•|-]?{_S}*[\[(（]{_WHEN}[\])）]{_S}*{_COLON}(?P<rest>.*)"),
        ("trail", rf"{_NAME}{_S}+(?:[,·•|-]{_S}*)?{_WHEN}{_S}*{_COLON}(?!\d\d(?!\d))(?P<rest>.*)"),
        ("own", rf"{_NAME}{_S}*,?{_S}*[\[(（]{_WHEN}[\])）](?P<rest>)"),
        ("own", rf"{_NAME}{_S}*[·•|｜–—]{_S}*{_WHEN}(?P<rest>)"),
        ("own", rf"{_NAME}(?:\t+|{_S}{{2,}}){_WHEN}(?P<rest>)"),
        ("bare", rf"{_NAME}{_S}*[,-]?{_S}+{_WHEN}(?P<rest>)"),
        ("bare", rf"{_WHEN}{_S}*(?:[-–—|·,]{_S}*|{_S}){_NAME}(?P<rest>)"),
    )
)
_NOTE = re.compile(rf"[\[(（]?{_WHEN}[\])）]?{_S}*[-–]?{_S}*(?P<rest>\S.*)", re.IGNORECASE)
_PLAIN = re.compile(
    rf"(?:[*_]{{2}})?(?P<name>[^\s:：\[\]<>{{}}\"|＞*][^:：\t\n<>{{}}\"*]{{0,48}}?)(?:[*_]{{2}})?{_S}*(?P<colon>{_COLON})"
    r"(?:[*_]{2})?(?P<rest>.*)"
)
_CLOCK_HINT = re.compile(r"\d[:：.]\d\d")
_FIGURES = re.compile(r"[\W\d]*")
_NO_MARKS = dict.fromkeys(map(ord, MARKS))
_OFTEN, _LONGEST_HALF = 2, 24
_MAX_HEAD = 400  # a head lies within the first characters of a line; the rest of a long line is not matched


def find_heads(lines: Sequence[str], known: frozenset[str] = frozenset()) -> dict[int, Head]:
    """The heads among ``lines``, by line number. ``known`` are names of speakers seen before in this case."""
    timed = _with_colons(_accept_timed(lines, _timed_candidates(lines)))
    plain = _plain_candidates(lines)
    names = {h.name for h in timed.values()}
    if timed:
        same = {i: h for i, h in plain.items() if i not in timed and (h.name in names)}
        only_plain = _accept_plain(lines, plain, known)
        if len(only_plain) > 2 * len(timed):
            return {**only_plain, **{i: h for i, h in timed.items() if h.name in {p.name for p in only_plain.values()}}}
        covered = {i for i, h in timed.items() for i in range(i + 1, i + h.lines)}
        return {**{i: h for i, h in same.items() if i not in covered}, **timed}
    return _accept_plain(lines, plain, known)


def _with_colons(heads: dict[int, Head]) -> dict[int, Head]:
    """A name with a colon in it ("Shop: Returns") shows in that all its messages seem to begin with the second half."""
    halves: dict[str, set[str]] = {}
    for head in heads.values():
        halves.setdefault(head.name, set()).add(_second_half(head))
    often = Counter(head.name for head in heads.values())
    whole = {n: next(iter(h)) for n, h in halves.items() if len(h) == 1 and often[n] >= _OFTEN and any(h)}
    return {
        i: replace(h, name=f"{h.name}: {whole[h.name]}", rest=h.rest.partition(":")[2].strip())
        if h.name in whole
        else h
        for i, h in heads.items()
    }


def _second_half(head: Head) -> str:
    half, colon, _ = head.rest.partition(": ")
    fits = colon and head.when and has_year(head.when) and could_be_title(half) and len(half) <= _LONGEST_HALF
    return half if fits and read_label(head.name).role is None else ""


def note_of(line: str) -> tuple[str, str] | None:
    """(moment, text) of a line that opens with a moment and has no speaker, as messengers' own lines do."""
    found = _NOTE.fullmatch(line.strip(MARKS)[:_MAX_HEAD])
    return (found["when"], line.strip(MARKS)[found.start("rest") :]) if found else None


def _fits(pattern: re.Pattern[str], line: str) -> re.Match[str] | None:
    return pattern.fullmatch(line if len(line) <= _MAX_HEAD else line[:_MAX_HEAD])


def _head(shape: str, found: re.Match[str], line: str) -> Head:
    groups = found.groupdict()
    rest = line[found.start("rest") :] if shape not in {"own", "bare"} else ""
    tight = bool(rest) and groups.get("colon") == ":" and not rest[0].isspace()
    return Head(shape, clean_label(found["name"]), groups.get("when"), rest.strip(" \t"), tight=tight)


# -- heads with a moment ------------------------------------------------------------------------------------------


def _timed_candidates(lines: Sequence[str]) -> dict[int, Head]:
    found: dict[int, Head] = {}
    for i, raw in enumerate(lines):
        if not _CLOCK_HINT.search(raw[:_MAX_HEAD]):
            continue
        line = _unmarked(raw.strip(MARKS + " \t\u00a0\u202f"))
        if is_moment(line):
            if i and (head := _two_lines(lines[i - 1], line)):
                found[i - 1] = head
            continue
        for shape, pattern in _TIMED:
            match = _fits(pattern, line)
            if match and _plausible(shape, match["name"], match["when"]):
                found[i] = _head(shape, match, line)
                break
    return found


def _two_lines(name: str, moment: str) -> Head | None:
    if not looks_personal(name) and not read_label(name).role:
        return None
    return Head("two", clean_label(name), moment, "", lines=2)


def _unmarked(line: str) -> str:
    """Without the direction marks among the figures of a moment, as Arabic and Hebrew exports have them."""
    opening = _FIGURES.match(line)
    return line if opening is None else opening[0].translate(_NO_MARKS) + line[opening.end() :]


def _plausible(shape: str, name: str, when: str) -> bool:
    """A full date beside it makes a head of nearly any name: companies and nicknames are called anything."""
    dated = has_year(when)
    if shape in {"bracket", "lead", "irc"} and (is_phone(name) or (dated and could_be_title(name))):
        return True
    if not could_be_speaker(name):
        return False
    return shape != "bare" or looks_personal(name) or read_label(name).role is not None or dated


def _accept_timed(lines: Sequence[str], found: dict[int, Head]) -> dict[int, Head]:
    """Shapes that recur, open the text, or carry a role word; heads on their own line must be followed by text."""
    first = _opening(lines)
    shapes = Counter(h.shape for h in found.values())
    names = Counter(h.name for h in found.values())

    def accepted(i: int, head: Head) -> bool:
        alone = head.shape in {"own", "bare", "two"}
        if alone and not _text_follows(lines, i + head.lines):
            return False
        if head.when and alone and shapes[head.shape] >= 2 and has_year(head.when) and _set_off(lines, i):
            return True
        if head.shape in {"bare", "two"}:
            regular = _regular(head, shapes) and (looks_personal(head.name) or read_label(head.name).role is not None)
            return (shapes[head.shape] >= 2 and (names[head.name] >= 2 or regular)) or i == first
        if i == first or read_label(head.name).role:
            return True
        return shapes[head.shape] >= 2 and not (alone and names[head.name] == 1 and len(found) >= 8)

    return {i: h for i, h in found.items() if accepted(i, h)}


def _set_off(lines: Sequence[str], i: int) -> bool:
    return i == 0 or not lines[i - 1].strip()


def _opening(lines: Sequence[str]) -> int:
    """The first line somebody may have written: not blank, not the chat tool's own, not a date or moment alone."""
    return next((i for i, s in enumerate(lines) if s.strip() and not is_system_line(s) and not _is_when(s)), 0)


def _is_when(line: str) -> bool:
    return divider_date(line) is not None or is_moment(line.strip(MARKS + " -–—=*_·"))


def _regular(head: Head, shapes: Counter[str]) -> bool:
    return shapes[head.shape] <= 4 or read_label(head.name).role is not None


def _text_follows(lines: Sequence[str], i: int) -> bool:
    return any(line.strip() for line in lines[i : i + 3])


# -- heads without a moment ---------------------------------------------------------------------------------------


def _plain_candidates(lines: Sequence[str]) -> dict[int, Head]:
    found: dict[int, Head] = {}
    for i, raw in enumerate(lines):
        if ":" not in raw[:64] and "：" not in raw[:64]:
            continue
        line = raw.strip(MARKS + " \t\u00a0\u202f")
        match = _fits(_PLAIN, line)
        if not match or not could_be_speaker(match["name"]):
            continue
        head = _head("plain", match, line)
        if not head.rest.startswith(("//", "\\")):
            found[i] = head
    return found


def _accept_plain(lines: Sequence[str], found: dict[int, Head], known: frozenset[str]) -> dict[int, Head]:
    first = _opening(lines)
    filled = sum(1 for line in lines if line.strip() and not is_system_line(line) and not _is_when(line))
    counts = Counter(h.name for h in found.values())
    loose = Counter(h.name for h in found.values() if not h.tight)
    roles = {h.name for h in found.values() if _has_role(h.name)}
    sure = {n for n in counts if n in known or _role_is_meant(n, counts, roles, found, first)}
    sure |= {n for n, c in counts.items() if c >= 2 and loose[n] and n not in roles and _recurs(n, found)}
    singles = _singles(found, counts, sure, first, filled) | _blocks(lines, found, sure)
    return {i: h for i, h in found.items() if h.name in sure | singles}


def _blocks(lines: Sequence[str], found: dict[int, Head], sure: set[str]) -> set[str]:
    """Names used once that stand on a line of their own after a blank one, as those of the sure speakers do."""
    alone = [
        h.name for i, h in found.items() if not h.rest and _set_off(lines, i) and _text_follows(lines[i + 1 : i + 2], 0)
    ]
    return set(alone) if sum(name in sure for name in alone) >= 2 else set()


def _has_role(name: str) -> bool:
    label = read_label(name)
    return label.role is not None or label.is_self


def _role_is_meant(name: str, counts: Counter[str], roles: set[str], found: dict[int, Head], first: int) -> bool:
    """Role words open a message, except a lone "User: jsmith" or "Support: …" deep inside somebody's text."""
    if name not in roles:
        return False
    opens = found.get(first)
    return counts[name] >= 2 or len(roles) >= 2 or (opens is not None and (opens.name == name or len(found) <= 4))


def _recurs(name: str, found: dict[int, Head]) -> bool:
    """Names used again are speakers when they look like a person, or take turns with another label."""
    if looks_personal(name):
        return True
    order = [h.name for _, h in sorted(found.items())]
    return sum(a != b for a, b in itertools.pairwise(order) if name in (a, b)) >= 2


def _singles(found: dict[int, Head], counts: Counter[str], sure: set[str], first: int, lines: int) -> set[str]:
    """Names used once: believed in a short text that opens with a head, where each says something like a sentence."""
    opens = found.get(first)
    if opens is None:
        return set()
    once = [h for h in found.values() if counts[h.name] == 1 and h.name not in sure and looks_personal(h.name)]
    spoken = [h for h in once if _like_speech(h)]
    if sure:
        return {h.name for h in spoken} if len(found) >= lines / 2 and len(spoken) <= 3 else set()
    if len(spoken) >= 2:
        return {h.name for h in spoken} if len(spoken) >= lines / 2 else set()
    full_name = len(opens.name.split()) >= 2 or is_han(opens.name[0])
    return {opens.name} if spoken == [opens] and full_name and lines <= 6 and not is_field(opens.name) else set()


def _like_speech(head: Head) -> bool:
    han = sum(map(is_han, head.rest[:40]))
    return len(head.rest.split()) >= 2 or han >= 2 or head.rest.lower().strip("!.,") in _GREETINGS


_GREETINGS = frozenset({"hi", "hello", "hey", "thanks", "yes", "no", "ok", "okay", "sure", "bye"})
