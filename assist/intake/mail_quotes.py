"""Cuts a mail into what its author wrote and what they quote, down to the first mail of the thread."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice

from assist.intake.fields import words

_ADDRESS = r"[\w.+%-]+@[\w.-]+"
# "On Wed, 4 Dec 2024 at 17:17, Sam <sam@shop.test> wrote:", over one or two lines; its like in other languages.
_WROTE = re.compile(
    r"^[ \t]*(?:"
    r"On\s[^\n]{6,160}(?:\n[^\n]{0,120})?\bwrote\s*:"
    r"|(?:Am|Le|El|Il|Op|Em|Den)\s[^\n]{6,160}(?:\n[^\n]{0,120})?\b(?:schrieb|a écrit|escribió|ha scritto|schreef|"
    r"escreveu|skrev)\b[^\n]{0,80}:"
    r"|(?:在\s*)?[^\n]{0,20}\d{4}\s?[年/-]\s?\d{1,2}\s?[月/-]\s?\d{1,2}[^\n]{0,100}(?:写道|寫道)\s*[:：]"
    r"|[^\n]{0,60}于\s?\d{4}[^\n]{0,80}(?:写道|寫道)\s*[:：]"
    rf"|\d{{1,2}}\.\d{{1,2}}\.\d{{4}},? \d{{1,2}}:\d\d[^\n]{{0,120}}(?:<{_ADDRESS}>|\bwrote|написал\w*)\s*:"
    rf"|\d{{4}}-\d\d-\d\d \d\d:\d\d[^\n]{{0,10}} [^\n]{{0,80}}<{_ADDRESS}>:"
    r")[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_RULE = re.compile(
    r"^[ \t>]*(?:-{2,}\s*(?:Original Message|Original-Nachricht|Forwarded message|Message d'origine|"
    r"[\u4e00-\u9fff ]{0,8}(?:邮件|郵件)(?:信息|訊息)?)\s*-{2,}|_{20,})[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_FROM = r"(?:From|Von|De|Da|Van|发件人|發件人|寄件者|寄件人)"
_OTHER = (
    r"(?:Sent|Date|To|Cc|Subject|Gesendet|Datum|An|Betreff|Envoyé|À|Objet|Enviado|Para|Asunto|发送时间|發送時間|"
    r"发送日期|日期|时间|收件人|收件者|主题|主題|主旨|抄送|副本|寄件日期|傳送時間)"
)
_LINE = r"[ \t>*]*{word}[ \t*]*[:：][ \t*]*[^\n]*"
_BLOCK = re.compile(
    rf"^{_LINE.format(word=_FROM)}\n(?:{_LINE.format(word=_OTHER)}\n?|[ \t]*\n(?={_LINE.format(word=_OTHER)})){{2,8}}",
    re.MULTILINE | re.IGNORECASE,
)
_FIELD = re.compile(rf"^[ \t>*]*({_FROM}|{_OTHER})[ \t*]*[:：][ \t*]*([^\n]*)", re.MULTILINE | re.IGNORECASE)
_SENT_WORDS = frozenset(
    words("sent date gesendet datum envoyé enviado 发送时间 發送時間 发送日期 日期 时间 寄件日期 傳送時間")
)
_QUOTE = re.compile(r"^[ \t]*(?:>|&gt;)[ \t]?", re.MULTILINE)
_DATE = re.compile(
    r"\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日[^,，<\n]{0,20}?\d{1,2}:\d\d|"
    r"\d{4}[-/]\d{1,2}[-/]\d{1,2}(?:,? at)?[ T]\d{1,2}:\d\d(?::\d\d)?|"
    r"(?:\w{2,10}[.,]*\s+)?\d{1,2}\.?\s+(?:de\s+)?\w{3,10}\.?,?\s+(?:de\s+)?\d{4},?"
    r"(?:\s+(?:at|um|à|às|alle(?: ore)?|a las|om|kl\.?))?\s+\d{1,2}:\d\d(?::\d\d)?(?:\s?[AP]M)?|"
    r"(?:\w{3,9},?\s+)?\w{3,9}\.?\s+\d{1,2},?\s+\d{4},?(?:\s+at)?\s+\d{1,2}:\d\d(?::\d\d)?(?:\s?[AP]M)?|"
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4},?(?:\s+(?:at|um|à))?\s+\d{1,2}:\d\d(?::\d\d)?(?:\s?[AP]M)?",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"([^<>,:;\n\"]{{2,60}}?)\"?\s*\(?(?:<|\[mailto:)({_ADDRESS})")
_DEEPER = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_MAX_LEVELS = 60
_LONG_LINE = 55
# What stands around the name in "On … X wrote:", in the languages of `_WROTE`.
_FRAME = re.compile(
    r"^\s*(?:On|Am|Le|El|Il|Op|Em|Den|在)\b|\b(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu|skrev)\b|"
    r"写道|寫道|\bUhr\b|[:：]\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """What one author wrote. ``author`` is as written ("Sam <sam@shop.test>"), ``when`` as written.

    ``mine``: by the author of the mail itself, between the lines of those they quote.
    """

    text: str
    author: str | None = None
    when: str | None = None
    mine: bool = False


def split(body: str) -> list[Part]:
    """The mail's own words first, then each quoted mail, newest first."""
    parts: list[Part] = []
    rest, author, when = body, None, None
    while len(parts) < _MAX_LEVELS:
        cut = _next_cut(rest)
        if cut is None:
            break
        start, end, heading = cut
        above = Part(_tidy(rest[:start]), author, when)
        author, when = _author(heading), _when(heading)
        runs = _runs(rest[end:])
        if len(runs) > 1 and not parts:
            first, between = _answered_between(runs, author, when)
            parts += [*between, *([replace(above, mine=True)] if above.text else [])]
            rest = first
            continue
        parts.append(above)
        rest = _unquoted(rest[end:])
    parts.append(Part(_tidy(rest), author, when))
    return [p for p in parts if p.text or p.author]


def _runs(text: str) -> list[tuple[bool, str]]:
    """(quoted, lines) in turn, of a text that opens with quoted lines; empty for any other.

    A short line without a mark right after a long one is the end of that line, broken by a program on the way.
    """
    runs: list[tuple[bool, list[str]]] = []
    before = ""
    for line in text.split("\n"):
        marked = line.lstrip().startswith(">")
        broken = bool(runs) and runs[-1][0] and len(before) >= _LONG_LINE and line[:1].islower()
        if not line.strip() or broken or (runs and runs[-1][0] == marked):
            runs[-1:] = [(runs[-1][0], [*runs[-1][1], line])] if runs else []
        else:
            runs.append((marked, [line]))
        before = line
    return [(marked, "\n".join(lines)) for marked, lines in runs] if runs and runs[0][0] else []


def _answered_between(runs: list[tuple[bool, str]], author: str | None, when: str | None) -> tuple[str, list[Part]]:
    """The first quoted lines without their marks, and what follows them, newest first."""
    parts = [
        Part(_tidy(_DEEPER.sub("", _unquoted(lines))), author, when) if quoted else Part(_tidy(lines), mine=True)
        for quoted, lines in reversed(runs[1:])
    ]
    return _unquoted(runs[0][1]), [p for p in parts if p.text]


def own_words(body: str) -> str:
    """What the author wrote themselves; the whole body when that is nothing."""
    cut = _next_cut(body)
    return (_tidy(body[: cut[0]]) if cut else "") or body


def author_parts(author: str) -> tuple[str, str]:
    """(name, address) of an author as written; either may be empty."""
    if found := _NAMED.search(author):
        name = found[1].strip(" '\"　")
        return "" if "@" in name else name, found[2].casefold()
    address = re.search(_ADDRESS, author)
    return ("" if address else author.strip(" '\"*")), address[0].casefold() if address else ""


def _next_cut(text: str) -> tuple[int, int, str] | None:
    """Where the first quotation begins, where its text begins, and the heading between them."""
    found = [m for pattern in (_WROTE, _BLOCK) if (m := pattern.search(text))]
    found += [m for m in islice(_RULE.finditer(text), 50) if "_" not in m[0] or _block_after(text, m.end())][:1]
    if not found:
        return _bare_quote(text)
    first = min(found, key=lambda m: m.start())
    start, end = first.start(), first.end()
    if first.re is _RULE and (block := _block_after(text, end)):
        end = block.end()
    return start, end, text[start:end]


def _block_after(text: str, end: int) -> re.Match[str] | None:
    """The quoted mail's own headers, right after a rule."""
    return _BLOCK.match(text, _skip_blank(text, end))


def _skip_blank(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    return text.rfind("\n", 0, at) + 1


def _bare_quote(text: str) -> tuple[int, int, str] | None:
    """A tail that is all quotation, with no line that says whose."""
    lines = text.split("\n")
    n = len(lines)
    while n and (not lines[n - 1].strip() or lines[n - 1].lstrip().startswith(">")):
        n -= 1
    quoted = [line for line in lines[n:] if line.strip()]
    if not quoted:
        return None
    start = sum(len(line) + 1 for line in lines[:n])
    return start, start, ""


def _unquoted(text: str) -> str:
    """One level of ``>`` less, where the text is quoted with it."""
    lines = [line for line in text.split("\n") if line.strip()]
    quoted = sum(line.lstrip().startswith((">", "&gt;")) for line in lines[:12])
    return _QUOTE.sub("", text) if lines and quoted * 2 >= len(lines[:12]) else text


def _author(heading: str) -> str | None:
    for found in _FIELD.finditer(heading):
        if re.fullmatch(_FROM, found[1], re.IGNORECASE):
            return found[2].strip(" *") or None
    without_date = _FRAME.sub(" ", _DATE.sub(" ", " ".join(heading.split())))
    if named := _NAMED.search(re.sub(r"^\s*(?:On|在)\b\s*", "", without_date)):
        return f"{_bare_name(named[1])} <{named[2]}>"
    if address := re.search(_ADDRESS, heading):
        return address[0]
    return _bare_name(without_date) or None


def _bare_name(text: str) -> str:
    lead = r"^(?:\s|,|，|at\b|\w{2,3}\.,|[ap]m\b|[+-]\d{4}|utc|gmt|\)|\(|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b)+"
    return re.sub(lead, "", text.strip(), flags=re.IGNORECASE).strip(" ,，:：\"'<>-")


def _when(heading: str) -> str | None:
    for found in _FIELD.finditer(heading):
        if found[1].casefold() in _SENT_WORDS:
            return found[2].strip(" *") or None
    found_date = _DATE.search(" ".join(heading.split()))
    return found_date[0] if found_date else None


def _tidy(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text.replace("\ufeff", "")).strip()
