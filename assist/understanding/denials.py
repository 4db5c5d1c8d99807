"""What somebody says it is *not* about: "I don't want a refund, I want to know where my parcel is".

Vectors and words hardly see a "not", so a clause that only denies a wish or something said is left out of what is
judged. A negated fact is not such a clause: "my card doesn't work" is the problem itself.
"""

from __future__ import annotations

import re

from assist.domain.text import is_han
from assist.understanding.tokens import to_simplified

_BREAK = re.compile(
    r"[,;:.!?—–\n，。；：！？、]+(?=\s|$|[^\x00-\x7f])|[，。；：！？]+|\s(?=(?:but|however|instead I|I just)\b)",
    re.IGNORECASE,
)
_ADVERB = r"(?:(?:\w+ly|even|ever|just|at all|at the moment|now)\s+)?"
_ENGLISH = re.compile(
    rf"""\W*(?:(?:no|well|look|listen|please|sorry|and|but|so|hi|hello|again|actually|also|still)\b\W*)*(?:
    (?:i|we)(?:\s*['’]?m|\s+am|\s*['’]re|\s+are)\s+{_ADVERB}not\s+{_ADVERB}
        (?:ask|look|call|writ|say|try|request|complain|talk|demand|disput|chas|ring|interest|here|after|going\ to)
    |(?:i|we)\s+(?:(?:do|did|have|wo)\s*n['’]?t|(?:do|did|have|will)\s+not|never)
        \s+{_ADVERB}(?:want|need|ask|sa(?:y|id)|mean|request|wish|intend|plan|mention|care)
    |(?:nobody|no\s+one|no-one)\s+(?:\w+\s+)?(?:said|says|ask|want|mention|need|talk|is\s+ask|is\s+talk)
    |(?:this|that|it)(?:\s*['’]s\s+not|\s+is\s+not|\s+was\s+not|\s+is\s*n['’]?t|\s+was\s*n['’]?t)\s+{_ADVERB}
        (?:about|because|to\s+do\s+with|a\s+(?:complaint|question|request|matter)|that\b)
    |(?:do\s*n['’]t|do\s+not|no\s+need\s+to)\s+{_ADVERB}
        (?!you|we|i\b|they|know|underst|see|think|remember|have|get|recall|recogni|receiv|work|want|need|seem)\w+
    |never\s+mind\b|forget\s+(?:about|the)\b
    |not\s+(?:a|an|the|my|about|to|asking|looking|because)\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_CHINESE = re.compile(
    r"\W*(?:你好|您好|那个|其实|真的|但是?|可是|所以)*\W*(?:我们?|咱们?)?(?:也|并|又|都|现在|这次|真的)*(?:"
    r"不是(?:要|想|来|问|说|为|因为|关于|投诉|催|.{1,8}(?:的事|的问题|那回事)\W*$)"
    r"|没(?:有)?(?:人)?(?:说|要求|提|打算|投诉|让)|不(?:用|需要|必|打算)(?!了)|不想(?!要)|不要(?!了)|别再?(?!人|的))"
)
_CHINESE_CONTRAST = re.compile(r"\W*(?:这|那|这次)?不是")
_CHINESE_RATHER = re.compile(r"\W*(?:而)?是")


def said_outright(text: str) -> str:
    """The text without clauses that only deny a wish or something said; the whole when there is none, or no other."""
    clauses = _clauses(text)
    if len(clauses) < 2:
        return text
    kept = [c for n, c in enumerate(clauses) if not _denies(c, clauses[n + 1] if n + 1 < len(clauses) else "")]
    return " ".join(c.strip() for c in kept) if kept and len(kept) < len(clauses) else text


def _clauses(text: str) -> list[str]:
    out: list[str] = []
    at = 0
    for stop in _BREAK.finditer(text):
        out.append(text[at : stop.end()])
        at = stop.end()
    out.append(text[at:])
    return [c for c in out if any(map(str.isalnum, c))]


def _denies(clause: str, following: str) -> bool:
    if clause.rstrip().endswith(("?", "？")):
        return False
    if not any(map(is_han, clause)):
        return bool(_ENGLISH.match(clause))
    plain = to_simplified(clause)
    if _CHINESE.match(plain):
        return True
    return bool(_CHINESE_CONTRAST.match(plain) and _CHINESE_RATHER.match(to_simplified(following)))
