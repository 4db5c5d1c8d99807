"""What the course of the conversation says about the mood: asked again, corrected, apologised to, thanked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assist.domain.conversation import Conversation, Speaker
from assist.understanding.mood import course_words as say
from assist.understanding.mood.cues import asks_to_repeat, fold
from assist.understanding.mood.features import word_spans

_STOP_WORDS = (
    "i you it the a an to of in on at is are am was be for and or my your me we that this there do does did can could",
    "would will please have has had with from as so if not no yes ok okay",
    "的 了 我 你 是 在 有 吗 呢 啊 吧 请 您 们",
)
_STOP = frozenset(word for line in _STOP_WORDS for word in line.split())
_REPEATED = 0.6
_SAME_AGENT = 0.75
_LOOKED_BACK = 16
"""Turns before the present one that are looked at."""

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

_AGENT_SAYS = ((0.45, say.DENIES), (-0.2, say.DELIVERS))
_BARE_NO = 0.15
_CUSTOMER_SAYS = (
    (0.4, say.REFUSES),
    (0.4, say.REDIRECTS),
    (0.6, say.INSISTS),
    (0.4, say.APOLOGISES),
    (0.2, say.INDIFFERENT),
    (-0.2, say.ACCEPTS),
    (-0.15, say.PRAISES),
    (-0.35, say.THANKS),
)
"""How far each takes the service from what was asked of it. Set by judgement, not fitted; sizes are relative."""

_TURNS_AWAY = frozenset({say.REFUSES, say.REDIRECTS})
_LASTING = frozenset({say.DENIES, say.DELIVERS, say.REFUSES, say.INSISTS, say.THANKS})
_PAST_WEIGHT, _PAST_FADES = 0.25, 0.7
_UNDER_WAY = 0.35
"""Nobody can be let down before the first answer; after it, less than contentment is more likely than before."""

_SAID_AGAIN = 0.15
"""What a turn counts of which every telling word was the customer's before."""


@dataclass(frozen=True, slots=True)
class Course:
    """How one customer turn stands in the talk.

    ``strain`` > 0 is trouble the turn itself shows, < 0 relief; it bends the label. ``shortfall`` is how far the
    service fell short up to here, by what both said (about -0.5 to 1.5); it bends the valence only, since being told
    "no" is a reason for a mood and not yet one. The spans are in that turn.
    """

    strain: float
    asks_again: tuple[tuple[int, int], ...] = ()
    relief: tuple[tuple[int, int], ...] = ()
    shortfall: float = 0.0
    answered: bool = False
    """Whether an agent has said something before this turn."""


def course_at(conversation: Conversation, turn: int) -> Course:
    """The course as it stands at customer turn number ``turn``; nothing after it is looked at."""
    text = fold(conversation.turns[turn].text)
    agent = _last(conversation, turn, Speaker.AGENT, 2)
    earlier = _last(conversation, turn, Speaker.CUSTOMER, 6)
    again = [m.span() for m in _AGAIN.finditer(text)]
    if asks_to_repeat(text):
        again = [span for span in again if text[slice(*span)] != "again"]
    corrected = [m.span() for m in _CORRECTION.finditer(text)] if agent else []
    before = next((e for e in map(fold, earlier) if _overlap(text, e) >= _REPEATED), None)
    repeated = before is not None
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
    if before is not None and not spans:
        spans = [_said_before(text, before)]
    return Course(
        max(-0.5, min(1.0, strain)), tuple(spans), tuple(relief), shortfall_at(conversation, turn), bool(agent)
    )


def shortfall_at(conversation: Conversation, turn: int) -> float:
    """How far the service fell short by customer turn number ``turn``; 0 until an agent has said something.

    The present exchange, the agent's words since the customer last spoke and the customer's answer, counts in full;
    what was before it fades by the exchange.
    """
    answered: list[str] = []
    known: frozenset[str] = frozenset()
    past = now = 0.0
    begun = False
    first = max(0, turn - _LOOKED_BACK)
    for number, said in enumerate(conversation.turns[first : turn + 1], first):
        if said.speaker is Speaker.AGENT:
            answered.append(fold(said.text))
        elif said.speaker is Speaker.CUSTOMER:
            begun = begun or bool(answered)
            now, lasting = _exchange(" ".join(answered), fold(said.text)) if begun else (0.0, 0.0)
            if number == turn:
                break
            past = _PAST_FADES * past + lasting
            known, answered = known | _telling(fold(said.text)), []
    words = _telling(fold(conversation.turns[turn].text))
    again = len(words & known) / max(len(words), 1)
    return now + _PAST_WEIGHT * past + _UNDER_WAY * begun + _SAID_AGAIN * again * begun


@lru_cache(maxsize=512)
def _exchange(agent: str, customer: str) -> tuple[float, float]:
    """What one exchange takes away from the service, and the part of it that is remembered."""
    said = [(w, p) for w, p in _AGENT_SAYS if p.search(agent)]
    means_no_more = _TURNS_AWAY if say.CLOSES.search(customer) else frozenset()
    said += [(w, p) for w, p in _CUSTOMER_SAYS if p not in means_no_more and p.search(customer)]
    bare_no = _BARE_NO * bool(say.SAYS_NO.search(_statements(agent)))
    return sum(w for w, _ in said) + bare_no, sum(w for w, p in said if p in _LASTING)


def _statements(text: str) -> str:
    """``text`` without its questions: "would you not like one?" denies nothing."""
    return " ".join(s for s in re.split(r"(?<=[.?!。？！])\s*", text) if not s.endswith(("?", "？")))


def _last(conversation: Conversation, turn: int, speaker: Speaker, count: int) -> list[str]:
    """The last ``count`` things ``speaker`` said before ``turn``, the latest first."""
    said = [t.text for t in conversation.turns[max(0, turn - 16) : turn] if t.speaker is speaker]
    return said[::-1][:count]


def _said_before(text: str, earlier: str) -> tuple[int, int]:
    """From the first to the last telling word of ``text`` that ``earlier`` has too."""
    shared = [(start, end) for w, start, end in word_spans(text) if w in _telling(earlier)]
    return shared[0][0], shared[-1][1]


@lru_cache(maxsize=512)
def _telling(text: str) -> frozenset[str]:
    return frozenset(w for w, _, _ in word_spans(text)) - _STOP


def _overlap(one: str, other: str) -> float:
    """Shared words as a part of the shorter text's words, 0 for texts of fewer than three telling words."""
    a, b = _telling(one), _telling(other)
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller >= 3 else 0.0
