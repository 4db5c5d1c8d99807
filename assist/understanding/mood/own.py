"""Whose words they are: speech quoted from others, and feelings told of others, are no mood of the customer.

Neither are links and names: "http://" is no wry face. Nor is what puts an own number right.
"""

from __future__ import annotations

import re

ADDRESS = re.compile(r"https?://\S+|www\.\S+|@\w+|&[a-z]+;", re.IGNORECASE)
"""Links, @handles and HTML entities."""

_QUOTED = re.compile(r"“[^“”\n]{3,400}”|「[^「」\n]{3,400}」|『[^『』\n]{3,400}』|(?<!\w)\"[^\"\n]{3,400}\"(?!\w)")
_QUOTED_WORDS = 3
"""Fewer words in quotation marks are a name or a raised eyebrow, not somebody's speech."""

_FORWARDED = re.compile(r"(?<=\s)rt @\w+:.*", re.IGNORECASE | re.DOTALL)
_FEELS_EN = (
    r"(?:angry|mad|furious|livid|upset|annoyed|irritated|frustrated|disappointed|worried|anxious|nervous|afraid|scared"
    r"|terrified|stressed|unhappy|sad|depressed|confused|happy|glad|pleased|delighted|thrilled|excited|shouting"
    r"|screaming|yelling|crying)"
)
_ADVERBS = r"(?:(?:so|very|really|quite|a bit|pretty|too|extremely|also|still|always|just|not) ){0,2}"
_TOLD_OF_OTHERS = re.compile(
    r"\b(?:he|she|they|(?:my|his|her|their|our|the|that|a) (?:\w+ )?(?:boss|manager|husband|wife|partner|mother|mom"
    r"|mum|father|dad|son|daughter|child|kids?|brother|sister|friends?|colleagues?|neighbou?rs?|roommate|client|customers?"
    r"|team|guests?|teacher|girlfriend|boyfriend|parents?|people|man|woman|lady|guy))"
    r"(?P<feeling>(?:'s|'re| is| was| are| were| got| gets| seemed| seems| sounded| looked| became| felt)? "
    rf"{_ADVERBS}{_FEELS_EN})\b"
    r"|(?:他们?|她们?|我?的?(?:老板|领导|妈妈?|爸爸?|老公|老婆|丈夫|妻子|朋友|同事|孩子|儿子|女儿|客户|邻居|室友|男友|女友|家人))"
    r"(?P<feels>(?:都|也|很|非常|特别|十分|有点|真的|已经|就|可){0,3}"
    r"(?:生气|愤怒|火大|气死了?|发火|着急|担心|焦虑|害怕|紧张|难过|伤心|失望|郁闷|开心|高兴|满意))",
    re.IGNORECASE,
)

_PUTS_RIGHT = re.compile(
    r"(?:(?<![\w'])(?:oh|oops|whoops|no|sorry|wait|actually|i mean|my (?:bad|mistake)|scratch that|make that)"
    r"|不对|不對|错了|錯了|(?:说|打|写)错了?|抱歉|不好意思|不是)[\s,.!，。！]*"
)
_NUMBER = re.compile(
    r"(?:it'?s |that'?s |it is |should be |应该|是|為|为|\s)*#?[a-z]{0,4}[\s-]?(?:\d|[零〇一二三四五六七八九幺]{3})"
)

_WHETHER_ZH = re.compile(r"(?P<is>[一-鿿])[不沒没](?P=is)")
"""A Chinese question whether something is so ("贵不贵"): nobody says that it is."""


def _corrections(text: str) -> list[tuple[int, int]]:
    """Where customers put a number of their own right: "no wait, 416" is no complaint."""
    folded, found, at = text.lower(), [], 0
    while len(folded) == len(text) and (m := _PUTS_RIGHT.search(folded, at)):
        start, at = m.start(), m.end()
        while more := _PUTS_RIGHT.match(folded, at):
            at = more.end()
        if _NUMBER.match(folded, at):
            found.append((start, at))
    return found


def without_others(text: str) -> str:
    """``text`` of the same length with others' words and feelings, links, handles and own corrections blanked.

    When nothing else is left, others' words stay: the customer speaks through them.
    """
    spans = [m.span() for m in _FORWARDED.finditer(text)]
    spans += [m.span() for m in _QUOTED.finditer(text) if _is_speech(m.group())]
    spans += [m.span("feeling" if m["feeling"] else "feels") for m in _TOLD_OF_OTHERS.finditer(text)]
    addresses = [m.span() for m in ADDRESS.finditer(text)] + _corrections(text)
    addresses += [m.span() for m in _WHETHER_ZH.finditer(text)]
    left = _blanked(text, spans + addresses)
    return left if any(c.isalnum() for c in left) else _blanked(text, addresses)


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    letters = list(text)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def _is_speech(quoted: str) -> bool:
    inside = quoted[1:-1]
    return len(inside.split()) >= _QUOTED_WORDS or sum(ord(c) > 0x2E7F for c in inside) > 2 * _QUOTED_WORDS
