"""Values that stand beside their own label: "the tariff is Green Fixed 24", "Reason: moving out", "flat 12B"."""

from __future__ import annotations

import re

from assist.understanding.extract.folding import fold, mask_compounds
from assist.understanding.extract.spans import Span
from assist.understanding.extract.words import STOP

_LINK = re.compile(
    r"\s*(?:number|no\.?|name|code)?\s*"
    r"(?:(?:is|was|are|were|should be|would be|will be)(?: called| named)?|[:=：]|是|为|叫)"
    r"\s*(?:to |that |just )?"
)
_CODE = re.compile(r"\s+(?:number |no\.? |#)?(?P<code>(?=[a-z]{0,4}[\-/]?\d)[a-z0-9][\w\-/]{0,11})(?!\w)")
_END = re.compile(r"[.!?](?=\s|$)|[;,\n。！？；，]|\s(?:and|but|so|because|please|thanks?)\b")
_WORDS, _CHARS = 8, 60


def labelled(text: str, cue: re.Pattern[str]) -> list[Span]:
    """The clauses after a label and a linking word, and the codes right after a label; questions say nothing."""
    folded, found = mask_compounds(fold(text)), []
    for m in cue.finditer(folded):
        sentence_end = re.search(r"[.!。！\n](?:\s|$)|[?？]", folded[m.end() :])
        if sentence_end and sentence_end.group() in "?？":
            continue
        if link := _LINK.match(folded, m.end()):
            found += _clause(text, folded, link.end())
        elif (code := _CODE.match(folded, m.end())) and code["code"] not in STOP:
            found.append(Span(code.start("code"), code.end("code"), text[code.start("code") : code.end("code")], 0.8))
    return found


def _clause(text: str, folded: str, start: int) -> list[Span]:
    stop = _END.search(folded, start)
    end = stop.start() if stop else len(text)
    value = text[start:end].strip("\"'“” ")
    start = text.find(value, start) if value else start
    words = value.split()
    fits = (
        0 < len(words) <= _WORDS and len(value) <= _CHARS and not all(w.strip("'") in STOP for w in fold(value).split())
    )
    return [Span(start, start + len(value), value, 0.85)] if fits else []
