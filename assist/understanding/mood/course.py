"""What the course of the conversation says about the mood: asked again, corrected, apologised to, thanked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assist.domain.conversation import Conversation, Speaker
from assist.understanding.mood.cues import fold
from assist.understanding.mood.features import word_spans

_STOP = frozenset(
    [
        "i",
        "you",
        "it",
        "the",
        "a",
        "an",
        "to",
        "of",
        "in",
        "on",
        "at",
        "is",
        "are",
        "am",
        "was",
        "be",
        "for",
        "and",
        "or",
        "my",
        "your",
        "me",
        "we",
        "that",
        "this",
        "there",
        "do",
        "does",
        "did",
        "can",
        "could",
        "would",
        "will",
        "please",
        "have",
        "has",
        "had",
        "with",
        "from",
        "as",
        "so",
        "if",
        "not",
        "no",
        "yes",
        "ok",
        "okay",
        "的",
        "了",
        "我",
        "你",
        "是",
        "在",
        "有",
        "吗",
        "呢",
        "啊",
        "吧",
        "请",
        "您",
        "们",
    ]
)
_REPEATED = 0.6
_SAME_AGENT = 0.75

_AGAIN = re.compile(
    r"\b(?:again|already (?:told|said|gave|sent|tried|asked|explained|did)|(?:as|like) i said|"
    r"i (?:just )?(?:said|told you|asked)|(?:second|third|fourth|fifth) time|"
    r"still (?:not|no|doesn't|didn't|haven't|waiting)|once more|repeat(?:ed|ing)? myself|are you (?:there|listening))\b"
    r"|第[二三四五]次|每次(?:都|问|打|来|找)|问了[好几多]次|再说一[遍次]|说过了|还是(?:不|没)|已经(?:说|告诉|发过|试)|重复|在吗"
)
_CORRECTION = re.compile(
    r"^(?:no|nope|not)\b[, ]|\bi (?:meant|mean|said)\b|\bthat(?:'s| is) (?:not|wrong|incorrect)|\bnot what i"
    r"|\binstead\b|\bactually\b|\bi didn't (?:ask|say)"
    r"|^不是|不对|我说的是|不是这个|弄错|搞错"
)
_FAILED = re.compile(
    r"\b(?:sorry|apolog\w+|unfortunately|i'm afraid|(?:un|not )able to|can(?:'t|not| not) (?:find|help|do)|"
    r"could(?:n't| not) (?:find|get|book)|(?:was|were)(?:n't| not) able|not available|failed|unsuccessful|"
    r"no (?:results?|match|matches|availability|record)|did(?:n't| not) (?:find|understand|go through)|"
    r"do(?:n't| not) have (?:any|that)|there (?:are|is) no|(?:is|are)n't any)"
    r"|抱歉|对不起|不好意思|无法|不能|没有(?:找到|符合|满足)|未找到|暂时没|失败"
)
_THANKS = re.compile(
    r"\b(?:thanks?|thank you|thx|cheers|appreciate|sounds (?:good|great)|perfect|great|awesome|wonderful|"
    r"that(?:'s| is| will be| would be) (?:all|everything|great|perfect))\b"
    r"|谢谢|感谢|多谢|太好了|好的"
)
_ACCEPTED = re.compile(r"^(?:yes|yeah|yep|ok|okay|sure|correct|right|please do)\b|^(?:是的|对|好|可以|行|嗯)")
_GIVES_UP = re.compile(
    r"\b(?:never ?mind|forget it|whatever|any others?|something else|other options?|anything else available)\b"
    r"|算了|换一?[个家]|别的|其他的"
)


@dataclass(frozen=True, slots=True)
class Course:
    """How one customer turn stands in the talk. ``strain`` > 0 is trouble, < 0 relief; spans are in that turn."""

    strain: float
    asks_again: tuple[tuple[int, int], ...] = ()
    relief: tuple[tuple[int, int], ...] = ()


def course_at(conversation: Conversation, turn: int) -> Course:
    """The course as it stands at customer turn number ``turn``; nothing after it is looked at."""
    text = fold(conversation.turns[turn].text)
    agent = _last(conversation, turn, Speaker.AGENT, 2)
    earlier = _last(conversation, turn, Speaker.CUSTOMER, 6)
    again = [m.span() for m in _AGAIN.finditer(text)]
    corrected = [m.span() for m in _CORRECTION.finditer(text)] if agent else []
    repeated = max((_overlap(text, fold(e)) for e in earlier), default=0.0) >= _REPEATED
    relief = [m.span() for m in _THANKS.finditer(text)]
    strain = 0.35 * bool(again) * (1.0 if earlier else 0.5) + 0.3 * bool(corrected) + 0.35 * repeated
    strain += 0.25 * bool(_GIVES_UP.search(text)) * bool(agent)
    if agent:
        strain += 0.3 * bool(_FAILED.search(fold(agent[0])))
        strain += 0.3 * (len(agent) > 1 and _overlap(agent[0], agent[1]) >= _SAME_AGENT)
        strain -= 0.1 * bool(_ACCEPTED.search(text))
    strain -= 0.35 * bool(relief)
    # "A refund instead" changes the request, which is trouble, but shows no mood to quote.
    spans = again + [(start, end) for start, end in corrected if text[start:end] != "instead"]
    if repeated and not spans:
        spans = [(0, len(conversation.turns[turn].text))]
    return Course(max(-0.5, min(1.0, strain)), tuple(spans), tuple(relief))


def _last(conversation: Conversation, turn: int, speaker: Speaker, count: int) -> list[str]:
    """The last ``count`` things ``speaker`` said before ``turn``, the latest first."""
    said = [t.text for t in conversation.turns[max(0, turn - 16) : turn] if t.speaker is speaker]
    return said[::-1][:count]


def _overlap(one: str, other: str) -> float:
    """Shared words as a part of the shorter text's words, 0 for texts of fewer than three telling words."""
    a = {w for w, _, _ in word_spans(one)} - _STOP
    b = {w for w, _, _ in word_spans(other)} - _STOP
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller >= 3 else 0.0
