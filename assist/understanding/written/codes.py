"""Spoken addresses and codes: "john dot smith at mail dot com", "c as in charlie", "t r nine a four"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assist.understanding.extract.casing import common_names, everyday
from assist.understanding.extract.words import STOP
from assist.understanding.written import words as w
from assist.understanding.written.numbers import Run, before_street, runs
from assist.understanding.written.rewriting import Edit
from assist.understanding.written.words import Word

_ENDS = frozenset(w.listed("com net org edu gov io co cn uk de fr ca au info me biz us eu tw hk jp in nl es it ch"))
_MOST_OF_HOST = 4
_MOST_OF_USER = 24
_LEAST_SPELLED = 3
_LEAST_CODE = 3
_CUE_REACH = 6
_INITIALS = 2
_ZIP = 5
_NEVER_A_USER = frozenset(
    w.listed(
        "is its it's email mail address as to on my me at and or "
        "the with for by under use using from via it here say that "
        "um uh please i'm im was be one would be"
    )
)
_WWW = re.compile(r"\b(?:(?:w|double ?u|double ?you)[\s.]+){3}(?:dot\s+)?", re.IGNORECASE)
_AS_IN = re.compile(
    r"\b(?:the letter )?(?P<letter>[a-z])\W{1,2}(?:(?:as|like) in|for|(?<![ai] )(?:like|as))\W(?P<word>[a-z]{2,12})\b",
    re.IGNORECASE,
)


def address_edits(text: str, said: Sequence[Word]) -> list[Edit]:
    """E-mail and web addresses that were spoken."""
    edits = []
    for at, word in enumerate(said):
        if word.text != "at":
            continue
        host = _host(said, at + 1)
        if host is None or "dot" not in [x.text for x in said[at + 1 : host[0]]]:
            continue
        first, user = _user(said, at)
        if user:
            edits.append(Edit(said[first].start, said[host[0] - 1].end, f"{user}@{host[1]}"))
    taken = [(e.start, e.end) for e in edits]
    return edits + [e for e in _sites(text, said) if not any(a < e.end and e.start < b for a, b in taken)]


def _host(said: Sequence[Word], at: int) -> tuple[int, str] | None:
    """A host name from a place on, and where it ends: "g mail dot com", "mail dot example dot co dot uk"."""
    for dot in range(at + 1, min(at + 1 + _MOST_OF_HOST, len(said) - 1)):
        if said[dot].text != "dot":
            continue
        if said[dot + 1].text not in _ENDS:
            continue
        end = dot + 2
        name = "".join(w.JOINERS.get(x.text, x.text) for x in said[at:dot])
        name += f".{said[dot + 1].text}"
        while end + 1 < len(said) and said[end].text == "dot" and said[end + 1].text in _ENDS:
            name, end = f"{name}.{said[end + 1].text}", end + 2
        return (end, name) if re.fullmatch(r"[a-z0-9][a-z0-9.\-]*", name) else None
    return None


def _user(said: Sequence[Word], at: int) -> tuple[int, str]:
    """The name before an "at", read backwards: what is spelled or counted, and one word to begin with."""
    number = {i: "".join(r.items) for r in runs(said[:at]) for i in range(r.first, r.last)}
    first_of = {i: r.first for r in runs(said[:at]) for i in range(r.first, r.last)}
    out: list[str] = []
    place, words, joined = at - 1, 0, True
    while place >= 0 and len(out) < _MOST_OF_USER:
        word = said[place]
        if words and not joined and word.text not in w.JOINERS and len(word.text) > 1:
            break
        if place in number:
            out.append(number[place])
            place, joined = first_of[place] - 1, True
            continue
        sign = w.JOINERS.get(word.text)
        if sign and out and sign != "/":
            out.append(sign)
            place, joined = place - 1, True
            continue
        single = len(word.text) == 1
        if not joined and not single and not (out and len(out[-1]) == 1 and words == 0):
            break
        if word.text in _NEVER_A_USER and not (single or _opens(said, place, out)):
            break
        if not single and words:
            signed = out and out[-1] in w.JOINERS.values()
            if not signed:
                break
        out.append(word.text)
        words += not single
        joined = single
        place -= 1
    return place + 1, "".join(reversed(out))


def _opens(said: Sequence[Word], place: int, out: list[str]) -> bool:
    """Whether a small word before figures can be the beginning of a name: "as zero one zero at mail dot com"."""
    before = said[place - 1].text if place else ""
    return (
        bool(out)
        and out[-1][:1].isdigit()
        and len(said[place].text) == 2
        and before in ("", "address", "email", "is", "mail")
    )


def _sites(text: str, said: Sequence[Word]) -> list[Edit]:
    edits = []
    for m in _WWW.finditer(text):
        at = next((i for i, word in enumerate(said) if word.start >= m.end()), None)
        if at is not None and (host := _host(said, at)):
            edits.append(Edit(m.start(), said[host[0] - 1].end, f"www.{host[1]}"))
    return edits


def letter_edits(text: str) -> list[Edit]:
    """Letters told by a word: "c as in charlie" is a c."""
    return [
        Edit(m.start(), m.end(), m["letter"])
        for m in _AS_IN.finditer(text)
        if m["word"][0].lower() == m["letter"].lower()
    ]


def code_edits(said: Sequence[Word], *, context: bool) -> list[Edit]:
    """Letters and figures of one code, said after each other; ``context`` says that a code was just asked for."""
    number = {r.first: r for r in runs(said)}
    edits: list[Edit] = []
    at = 0
    while at < len(said):
        end, code = _code(said, at, number, cued=context or _cued(said, at))
        if code:
            again = bool(at) and said[at].joined and said[at - 1].text == code.lower()
            edits.append(Edit(said[at - again].start, said[end - 1].end, code))
        at = max(end, at + 1)
    return edits


def _cued(said: Sequence[Word], at: int) -> bool:
    return any(word.text in w.CODE_CUES for word in said[max(0, at - _CUE_REACH) : at])


def _code(said: Sequence[Word], first: int, number: Mapping[int, Run], *, cued: bool) -> tuple[int, str]:
    """The code that begins at a word, joined, and where it ends; empty when there is none."""
    parts: list[str] = []
    kinds: list[str] = []
    at = first
    while at < len(said) and (at == first or said[at].joined):
        word = said[at].text
        if at in number and not number[at].cardinal and not before_street(said, number[at]):
            parts.append(number[at].digits)
            kinds.append("number")
            at = number[at].last
            continue
        sign = w.JOINERS.get(word)
        if sign and parts and sign != "." and at + 1 < len(said):
            parts.append(sign)
            kinds.append("sign")
            at += 1
            continue
        kind = _kind(word, cued=cued)
        if not kind or (word in ("a", "p") and at + 1 < len(said) and said[at + 1].text == "m"):
            break
        parts.append(w.NATO[word] if kind == "nato" else word)
        kinds.append("letter" if kind == "nato" else kind)
        at += 1
    while kinds and (kinds[-1] == "sign" or (parts[-1] in ("a", "i") and kinds.count("letter") < 2)):
        kinds.pop()
        parts.pop()
        at -= 1
    return at, _joined(parts, kinds, cued=cued)


def _kind(word: str, *, cued: bool) -> str:
    if len(word) == 1 and word.isalpha():
        return "letter"
    if cued and word in w.NATO:
        return "nato"
    return "odd" if cued and _odd(word) else ""


def _odd(word: str) -> bool:
    """Whether a word is no word: neither an everyday one nor a name."""
    if len(word) == _INITIALS:
        return word.isalpha() and word not in w.SHORT_WORDS
    if not word.isascii() or not word.isalpha() or word in STOP or word in everyday():
        return False
    first, last = common_names()
    return not any(word in table for table in (first, last, w.CODE_CUES, w.MONTHS, w.ORDINALS, w.STREETS, w.CURRENCIES))


def _joined(parts: list[str], kinds: list[str], *, cued: bool) -> str:
    """The code, where letters and figures stand together or enough letters are spelled."""
    if kinds[:1] == ["odd"] and "".join(parts) == 2 * parts[0]:
        return parts[0]  # a word, and then its letters
    if address := _end_of_address(parts, kinds):
        return address
    letters, odd, numbers = (kinds.count(k) for k in ("letter", "odd", "number"))
    code = "".join(parts)
    if letters >= _LEAST_SPELLED and not odd and not numbers:
        return code
    named = kinds == ["odd", "number"] and len(parts[1]) < 2  # what is called by a name and a number, rather
    if named or not numbers or len(parts) < 2 or len(code) < _LEAST_CODE or not (letters or odd):
        return ""
    if letters and not odd and not cued and (letters < 2 and len(code) < 2 * _LEAST_CODE):
        return ""
    return code if parts[0] not in ("a", "i") or letters > 1 or cued else ""


def _end_of_address(parts: list[str], kinds: list[str]) -> str:
    """Town, state and ZIP code, whose letters and figures are no code together: "dayton o h four five four oh two"."""
    if kinds[-3:] == ["letter", "letter", "number"]:
        kinds, parts = [*kinds[:-3], "odd", "number"], [*parts[:-3], "".join(parts[-3:-1]), parts[-1]]
    fits = len(parts) > 1 and parts[-2] in w.STATES and len(parts[-1]) == _ZIP and set(kinds) == {"odd", "number"}
    return " ".join(parts) if fits else ""
