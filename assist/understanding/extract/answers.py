"""The heart of an answer: what is left of a turn once lead-in and courtesy are taken off."""

from __future__ import annotations

import re

from assist.understanding.extract.folding import fold, has_han
from assist.understanding.extract.spans import Span

_LEAD = re.compile(
    r"(?:\W+|(?:well|ok|okay|yes|yeah|yep|sure|um+|uh+|hi|hello|please|so|oh|actually|no(?=\s*[,.!]|\s+(?:it|that|i|my|the)\b)"
    r"|it'?s|it is|it (?:says|reads|shows)|it would be|"
    r"that'?s|that is|that would be|"
    r"i (?:think|guess)|i would (?:like|love|prefer|want)(?: to)?|i'?d (?:like|prefer|love|rather)(?: to)?|"
    r"i (?:want|need|prefer|like|have|had)(?: to)?|"
    r"i'?m (?:going|looking|interested|thinking)(?: for| in| of| to)?|i am(?: looking for| interested in| going)?|"
    r"i'?m|thatd be|that'd be|you know|like|let's (?:go with|do|try|say)|how about|"
    r"what about|maybe|probably|find(?: me)?|look(?:ing)?(?: for| in)?|search(?: in| for)?|can you (?:find|try|"
    r"look|check|do)(?: for| in)?|try|make it|"
    r"(?:my|the|our|their|his|her)(?: \w+){1,3}? (?:is|are|was|will be|would be)|they are|this is|in|at|to|from|"
    r"for|near|on|by|some|a|an|the|"
    r"go(?:ing)? (?:to|with)|anything|something|with|about|called|named|prefer(?:ably)?|(?:restaurants?|places?|"
    r"movies?|songs?|ones?) (?:that|which) (?:has|have|serves?|is|are)|serving|has|i would go(?: to| with)?|just)"
    r"(?![\w']))+"
)
_TAIL = re.compile(
    r"(?:[\s,.!?]*(?:please|thanks?(?: you)?|(?:that )?(?:sounds?|works?|seems?|looks?)(?: (?:good|great|fine|nice|"
    r"perfect|well|ok|okay))?(?: (?:for|to) me)?|thank you|if possible|would be (?:good|great|nice|fine|perfect|"
    r"ideal)|is (?:fine|good|great)|for me|then|instead|i (?:think|guess|believe|suppose)|or so|"
    r"on the (?:back|front|side|box|label|screen|top|bottom)))*[\s.,!?;:]*$"
)
_GREETING = re.compile(
    r"\W*(?:(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|morning|dear \w+|你好|您好|早上好|下午好)"
    r"(?: there| all| team)?[\s,.!，。！]*)+"
)
_LEAD_ZH = re.compile(
    r"^(?:[，。！,.!\s]|嗯|呃|哦|好的?|那个?|是的?|就是|就|我(?:的.{1,6}?)?(?:想要?|要|是|在|叫|喜欢)|应该|大概|可能|请|"
    r"麻烦)+"
)
_TAIL_ZH = re.compile(r"(?:[，。！？,.!?\s]|吧|呢|啊|呀|哦|谢谢|的)+$")


def answer_span(text: str, start: int = 0, *, whole: bool = False) -> Span | None:
    """The heart of an answer: lead-in and courtesy off; ``whole`` keeps all sentences and only trims blanks."""
    end = len(text)
    folded = fold(text)
    if whole and (greeting := _GREETING.match(folded, start)):
        start = greeting.end()
    if not whole:
        stop = re.search(
            r"(?<=[\w\"')])(?<!\bdr)(?<!\bmr)(?<!\bms)(?<!\bmrs)(?<!\bst)[.!?](?=\s+[A-Za-z])|[。！？\n]",
            folded[start:],
        )
        end = start + stop.start() if stop and stop.start() > 0 else end
        lead = _LEAD.match(folded, start, end)
        start = lead.end() if lead else start
        if has_han(text) and (lead := _LEAD_ZH.match(folded[start:end])):
            start += lead.end()
        tail = _TAIL.search(folded, start, end)
        end = tail.start() if tail else end
        if has_han(text) and (tail := _TAIL_ZH.search(folded, start, end)):
            end = tail.start()
    while start < end and not text[start].isalnum() and text[start] not in '$€£¥+(#@"“':
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end, text[start:end], 0.8) if end > start else None
