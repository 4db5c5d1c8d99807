"""Which fields an agent's turn asks for, and whether a customer's turn says yes or no."""

from __future__ import annotations

import re
from functools import lru_cache

from assist.understanding.extract.choices import choice_kind
from assist.understanding.extract.folding import fold, has_han, mask_compounds
from assist.understanding.extract.labels import Plan

_SENTENCE = re.compile(r"[^.!?。！？；\n]+[.!?。！？；]*")
_REQUEST = re.compile(
    r"\?|？|\b(?:may i|can i|could i|could you|can you|would you|will you|please|what|which|where|when|who|how|"
    r"provide|give me|"
    r"tell me|i(?:'ll| will| would|'d)?(?: just| also)? need|need your|share|confirm your|send me|enter|specify|"
    r"do you|are you|is there|have you|^\W*(?:and |also )?(?:has|is|are|was|were|did|does|will|any|how)\b|"
    r"let me know|your)\b|请|麻烦|提供|告诉|报一下|说一下|多少|什么|哪|几|吗|呢|是否|需要您"
)
_CONFIRMS = re.compile(
    r"\bconfirm(?:ing)?(?: me)?\s*(?::|that\b|the following|you(?:'d| want| would)|to (?:book|make|send)|if)|"
    r"\bis (?:that|this|it) (?:correct|right|ok)|\b(?:correct|right)\s*\?"
    r"|\banything else\b|\b(?:would you like|do you want|shall i|should i) (?:me )?(?:to |it )?(?:book|reserve|buy|"
    r"play|purchase|make)|还有什么|其他需要|对吗|是吗"
)
_WH: dict[str, re.Pattern[str]] = {
    "person": re.compile(
        r"\byour (?:full |first |last |complete )?name\b|\bwho am i\b|\bfull name\b|\bname please\b|"
        r"\bthe name (?:on|for|under)\b|\b(?:which|what) name\b|(?:怎么称呼|"
        r"贵姓|您的?(?:姓名|名字))"
    ),
    "date": re.compile(r"\b(?:what|which) (?:date|day)\b|\bwhen\b|哪(?:一)?天|几号|什么时候|何时|日期"),
    "time": re.compile(r"\bwhat (?:time|hour)\b|\bat what\b.*\btime\b|\bwhen\b|几点|什么时候|什么时间|何时"),
    "place": re.compile(
        r"\bwhere\b|\b(?:which|what) (?:city|town|area|place|location|airport|station)\b|\b(?:city|location)\b|"
        r"哪里|哪儿|什么地方|哪个城市"
    ),
    "address": re.compile(r"\baddress\b|\b(?:which|what) (?:street|house number)\b|地址|住在哪|门牌号|門牌號"),
    "number": re.compile(r"\bhow many\b|(?:多少|几)(?:个|位|间|张|人|件|双|辆|晚)|有多少"),
    "money": re.compile(r"\bhow much\b|\bwhat amount\b|多少钱|多少元|金额|价位"),
    "price": re.compile(r"\bhow much\b|\bbudget\b|多少钱|价位|预算"),
    "duration": re.compile(r"\bhow (?:long|many (?:days|nights))\b|多久|几天|多长时间"),
    "genre": re.compile(
        r"\b(?:what|which) (?:kind|type|sort|genre|style)\b|\b(?:genre|preference)\b|什么类型|哪种|什么样"
    ),
}
_ROLE_ASK: dict[str, re.Pattern[str]] = {
    "from": re.compile(
        r"\bfrom\b|\bdepart|\bleav(?:e|ing)\b|\bpick(?:ed)? (?:you )?up\b|\borigin\b|出发|从哪|上车|起点"
    ),
    "to": re.compile(
        r"\bgoing\b|\bheaded\b|\bheading\b|\bdestination\b|\bwhere to\b|\barriv|\bto (?:which|what|where)\b|\bto\?|"
        r"到哪|去哪|目的地|下车"
    ),
    "start": re.compile(
        r"\bstart|\bfirst\b|\bbegin|\bdepart|\bleav(?:e|ing)\b|\bcheck[- ]?in|\bpick[- ]?up|\barriv|入住|开始|出发|从"
    ),
    "end": re.compile(
        r"\bend\b|\blast\b|\bending\b|\breturn|\bback\b|\bcheck[- ]?out|\bdrop|\buntil\b|\bwrap up\b|\bfinish|\bclose|"
        r"退房|离店|结束|回来|返"
    ),
}
_SECURITY = re.compile(
    r"maiden name|pet\b.*\bname|name of\b.*\bpet|first (?:school|car|pet|job|street)|childhood|"
    r"security (?:question|answer)|favou?rite (?:teacher|color|colour|food)|where were you born|密保|小学|母亲的姓"
)
_YES = re.compile(
    r"^\W*(?:yes|yeah|yep|yup|ya|yea|sure|correct|right|exactly|absolutely|definitely|of course|that's (?:right|"
    r"correct|it|fine|the one)|that is (?:right|correct|what i)|"
    r"sounds (?:good|great|fine)|perfect|ok|okay|fine|indeed|i do|i have|i did|it is|please do|对|是的?|没错|正确|"
    r"好的?|嗯|可以|行|有的?|需要|要的?|当然)(?![a-z])"
)
_NOT_YET = re.compile(
    r"\b(?:haven't|have not|hasn't|not yet|didn't|did not|don't think|no,|nope|don't|do not|won't|can't|cannot|"
    r"never)\b|没有?|还没|未|不用|不需要|不要"
)
_DONE = re.compile(
    r"\b(?:i did|i do|already|i(?:'ve| have) (?:paid|done|got|already)|paid|yes|yeah)\b|已经|需要|"
    r"有的|要的"
)
_NO = re.compile(
    r"^\W*(?:no|nope|nah|not|never|i don't|i do not|i haven't|i have not|i didn't|it isn't|it's not|wrong|"
    r"incorrect|that's (?:not|wrong)|不|没有?|未|别|错|不是|不用|不需要|不要|没)(?![a-z])"
)


def secrets_asked(text: str) -> tuple[str, ...]:
    """The security questions a turn asks, each by the words it is known by."""
    folded = fold(text)
    return tuple(m.group()[:12] for m in _SECURITY.finditer(folded)) if _REQUEST.search(folded) else ()


_AGAIN = re.compile(
    r"\b(?:what|which) (?:should|is|was) (?:it|that)\b|\bwhat(?:'s| is) the (?:right|correct)\b|"
    r"\b(?:repeat|spell|give|send|type|say|read) (?:it|that|me that|them)\b|"
    r"(?:重复|再说|再报)一(?:下|遍)|应该是什么|是多少"
)


def asks_again(text: str) -> bool:
    """Whether the turn asks for what the customer just spoke of, without naming it: "what should it be?"."""
    return bool(_AGAIN.search(fold(text)))


def says_yes(text: str) -> bool:
    """Whether the turn opens with agreement."""
    folded = fold(text)
    return bool(_YES.match(folded)) and not _NO.match(folded)


def says_no(text: str) -> bool:
    """Whether the turn opens with refusal or denial."""
    return bool(_NO.match(fold(text)))


def yes_or_no(text: str) -> tuple[int, int] | None:
    """The span of the opening yes or no."""
    folded = fold(text)
    m = _NO.match(folded) or _YES.match(folded)
    if not m:
        return None if "?" in folded else _late_answer(folded)
    lead = len(m.group()) - len(re.sub(r"^\W+", "", m.group()))
    return m.start() + lead, m.end()


def _late_answer(folded: str) -> tuple[int, int] | None:
    m = _NOT_YET.search(folded) or _DONE.search(folded)
    return (m.start(), m.end()) if m else None


def means_no(text: str) -> bool:
    """Whether an answer to a yes-or-no question denies."""
    folded = fold(text)
    return bool(_NO.match(folded)) or (not _YES.match(folded) and bool(_NOT_YET.search(folded)))


@lru_cache(maxsize=8192)
def asked_fields(text: str, plans: tuple[Plan, ...]) -> tuple[tuple[str, float], ...] | None:
    """Fields asked for with how surely (0 to 1), in the form's order; ``None`` when nothing at all is asked."""
    said = _SENTENCE.findall(mask_compounds(fold(text)))
    sentences = [s for s in said if (_REQUEST.search(s) or _headword(s)) and not _CONFIRMS.search(s)]
    if not sentences:
        return None
    found: dict[str, float] = {}
    clauses = [*sentences, *(c for s in sentences for c in _clauses(s))]
    for plan in plans:
        best = max(_asks(clause, plan) for clause in clauses)
        if best >= 0.45:
            found[plan.name] = min(1.0, best)
    top = max(found.values(), default=0.0)
    return tuple((name, score) for name, score in found.items() if score >= 0.55 * top)


def _asks(sentence: str, plan: Plan) -> float:
    ask = max((_likeness(fold(text), sentence) for _, text in plan.field.ask.by_language if text), default=0.0)
    if ask >= 0.6:
        return ask
    if plan.kind == "secret" or (_SECURITY.search(sentence) and plan.kind in ("person", "title", "place")):
        return 0.0
    score = max((sum(w for idea, w in wording if _mentions(sentence, idea)) for wording in plan.wordings), default=0.0)
    if _behind_another(sentence, plan):
        score *= _BEHIND
    if _only_qualified(sentence, plan):
        score *= 0.5
    wh = _WH.get(_wh_kind(plan))
    if plan.kind == "person":
        return _asks_person(sentence, plan, score)
    if plan.kind in ("title", "choice") and re.search(r"\byour (?:full |first |last )?name\b", sentence):
        score -= 0.5
    if wh and wh.search(sentence):
        score = max(score, 0.5 if plan.alone or plan.role else 0.4) + (0.15 if score > 0.3 else 0)
    if plan.role:
        in_role = bool(_ROLE_ASK[plan.role].search(sentence))
        score = score + 0.3 if in_role and score >= 0.3 else score * (1.0 if in_role else 0.7)
    return score


def _clauses(sentence: str) -> list[str]:
    """The members of a list of questions: "your name, the venue and the day?"."""
    parts = [p for p in re.split(r",|，|、|\band\b|\bor\b|和|以及|还有", sentence) if p.strip()]
    return parts if len(parts) > 1 else []


_HEADWORDS = 4


def _headword(sentence: str) -> bool:
    """Whether the sentence is a few words only: "and the account holder"."""
    return re.match(r"\W*and (?:the|your)\b", sentence) is not None and len(sentence.split()) <= _HEADWORDS


_BEHIND = 0.6
_QUALIFIES = re.compile(r"\b(?:with|of|for|on|about|to) (?:your|the|this|that)\s*$")


def _behind_another(sentence: str, plan: Plan) -> bool:
    """Whether the label is only named as what another thing is of: the device in "the problem with your device?"."""
    found = [m for wording in plan.wordings for idea, _ in wording for m in _idea_pattern(idea).finditer(sentence)]
    return bool(found) and all(_QUALIFIES.search(sentence[: m.start()]) for m in found)


def _only_qualified(sentence: str, plan: Plan) -> bool:
    """Whether a "movie name" field hears of a movie but nobody asks for its name."""
    words = [idea[0] for idea in plan.ideas]
    if (
        "name" not in words
        or len(words) < 2
        or plan.kind == "person"
        or re.search(r"\bnames?\b|\btitle\b|\bcalled\b", sentence)
    ):
        return False
    wanted = "|".join(re.escape(w) for idea in plan.ideas for w in idea if idea[0] != "name")
    return not re.search(rf"\b(?:which|what|who|whose)(?:'s| is)?\s+(?:\w+\s+){{0,2}}?(?:{wanted})", sentence)


def _wh_kind(plan: Plan) -> str:
    if plan.kind != "choice":
        return plan.kind
    return {"time": "time", "day": "date", "weekday": "date"}.get(choice_kind(plan.choices), "choice")


def _asks_person(sentence: str, plan: Plan, score: float) -> float:
    if _WH["person"].search(sentence):
        return 1.0 if plan.about_self else 0.2
    return score * 1.2 if score >= 0.5 else score


_ENDING = re.compile(r"(?:ations?|itions?|ions?|ments?|ures?|ings?|ery|eries|als?|ed|es|e)$")
_STEM = 5


def _stem(word: str) -> str:
    """The word without its ending where five letters remain ("graduation" is in "when will you graduate?")."""
    stem = _ENDING.sub("", word) if word.isalpha() else word
    return stem if len(stem) >= _STEM else re.escape(word)


@lru_cache(maxsize=4096)
def _idea_pattern(idea: tuple[str, ...]) -> re.Pattern[str]:
    parts = [
        re.escape(w) if has_han(w) else rf"\b{re.escape(w)}s?\b|\b{_stem(w)}[a-z]{{0,6}}\b"
        for w in idea
        if w not in ("to", "when", "where", "from")
    ]
    return re.compile("|".join(parts) or r"(?!)")


def _mentions(sentence: str, idea: tuple[str, ...]) -> bool:
    return bool(_idea_pattern(idea).search(sentence))


def _likeness(ask: str, sentence: str) -> float:
    """Share of the asking sentence's words (or Chinese character pairs) that occur."""
    if ask.strip(" ?？。.") in sentence:
        return 1.0
    want, got = _grams(ask), _grams(sentence)
    return len(want & got) / len(want) if want else 0.0


@lru_cache(maxsize=2048)
def _grams(text: str) -> frozenset[str]:
    words = frozenset(re.findall(r"[a-z0-9']+", text)) - {
        "the",
        "a",
        "is",
        "please",
        "you",
        "your",
        "may",
        "i",
        "can",
        "could",
        "have",
        "what",
        "do",
        "for",
        "me",
        "of",
        "to",
    }
    han = re.findall(r"[^\W\d_a-z]+", text)
    return words | {h[i : i + 2] for h in han for i in range(len(h) - 1)}
