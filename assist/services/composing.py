"""A draft put together out of what is known: the next question of a procedure, an answer in the knowledge's own words.

It takes no time, states nothing that is not in an article or the conversation, and stands until the model has something
better that passes the guard; where the model does not write the language, it is the draft.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from assist.domain.assistance import Assistance, Hit, MoodLabel
from assist.domain.conversation import Conversation, Speaker
from assist.domain.guard import sentences
from assist.domain.pack import Article
from assist.domain.text import guess_language, is_han
from assist.services.procedure import is_procedure, next_question, wanted_things

MIN_SCORE = 0.5
_SAME_TOPIC = 0.9
"""Another hit is put in when it scores so much of the best one's score."""
_UPSET = frozenset({MoodLabel.ANGRY, MoodLabel.FRUSTRATED, MoodLabel.ANXIOUS})
"""Who is upset is not asked what else there might be."""
_MOST_ANSWERS = 3
_MOST_CHARACTERS = 320
_MOST_OF_SUBJECT = 40
_SMALL = frozenset({"and", "the", "of", "a", "an", "at", "by", "for", "in", "on"})
_FOR_STAFF = re.compile(
    r"\[[^\]]+\]|^\W*(?:click|select|enter|press|submit|record|type in|fill|toggle|use the|read through|decide|"
    r"remember|ask the customer|tell the customer|点击|选择|输入|填写|提交|告知客户|询问客户)|\bthe customer\b|客户",
    re.IGNORECASE,
)
_I = re.compile(r"\b(?:I|[Mm]y|me|I['’](?:m|ve|d))\b|我(?![们們])")
_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|us)\b|我们|我們|咱们?")
_CLOSED = re.compile(
    r"\b(?:thanks?|thank you|thx|ty|cheers|bye|goodbye|that['’]?s (?:all|it|everything)|that is (?:all|it|everything)|"
    r"nothing else|no,? (?:that|thank)|have a (?:good|great|nice))\b|谢谢|感谢|多谢|再见|没有了|没别的|謝謝|再見",
    re.IGNORECASE,
)
_ASKS = re.compile(r"[?？]|\b(?:may|can|could) (?:I|you)\b|请问|請問|请提供|請提供", re.IGNORECASE)
_GREETING = re.compile(
    r"^\W*(?:hi|hello|hey|good (?:morning|afternoon|evening)|你好|您好|在吗|嗨)[\s\w]{0,12}\W*$", re.IGNORECASE
)
_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass) (?:\w+ ){0,3}(?:above|previous|prior|earlier|"
    r"instructions?|rules?|prompts?)|\b(?:pretend|act as|you are now|from now on|system prompt|developer mode|"
    r"jailbreak|as an? (?:ai|assistant|language))\b|\b(?:reply|respond|answer|write|output|print|repeat)"
    r"(?: only| exactly)? (?:with|the|this|that|:)|\[/?(?:inst|system)\]|<\|"
    r"|(?:忽略|无视|無視|忘记|忘記)(?:以上|之前|前面|上述|所有)|(?:你现在是|你現在是|假装|假裝|扮演|系统提示|系統提示|从现在起|從現在起)"
    r"|(?:只|请|請)?(?:回复|回覆|输出|輸出|回答)(?:以下|：|:|“)",
    re.IGNORECASE,
)
"""Sentences that give a machine orders; nobody says them to a customer, whoever wrote them into an article."""
_TRADITIONAL = re.compile("[們這個為會說請問買賣運貨號單幾時間還沒嗎訂謝對應該換給過點電話發現處]")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]{2,}|[\u4e00-\u9fff]")
_COMMON = frozenset(
    re.findall(
        r"\S+",
        "the and for are you your with that this have has can will what how does there they their its any about from "
        "not but please would like know need want tell also would could should when where which who why was were "
        "been them",
    )
)


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words around what is known, in one language."""

    hello: str
    sorry: str
    sure: str
    thanks: str
    wait: str
    welcome: str
    more: str
    others: str
    about: str
    bye: str
    joint: str


EN = Words(
    "Hello! How can I help you today?",
    "I'm sorry about this.",
    "Sure, I can help you with that.",
    "Thank you.",
    "One moment, please, while I check that for you.",
    "You're welcome!",
    "Is there anything else I can help you with?",
    "Other customers say:",
    "About {}: ",
    "Have a great day!",
    " ",
)
ZH = Words(
    "您好！请问有什么可以帮您？",
    "非常抱歉给您带来不便。",
    "好的，我来帮您处理。",
    "谢谢您。",
    "请稍等，我为您查询一下。",
    "不客气！",
    "请问还有其他可以帮您的吗？",
    "其他顾客反映：",
    "关于{}：",
    "祝您生活愉快！",
    "",
)


class Kind(StrEnum):
    """What a draft does."""

    GREETING = "greeting"
    CLOSING = "closing"
    QUESTION = "question"
    ANSWER = "answer"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Composed:
    """A draft's text, the articles it rests on, and whether it quotes one that is for staff only."""

    kind: Kind
    text: str
    citations: tuple[str, ...] = ()
    internal: bool = False


def compose(
    conversation: Conversation,
    found: Assistance,
    article: Callable[[str], Article | None] | None = None,
    traditional: Callable[[str], str] | None = None,
) -> Composed | None:
    """The draft, or ``None`` when there is nothing to say that would help.

    In this order: a greeting answered, thanks answered, what the playbook or a procedure asks next, what the knowledge
    answers. ``article`` gives whole articles, for procedures longer than the passage found; ``traditional`` turns the
    draft's simplified Chinese into traditional where the customer writes that.
    """
    made = _compose(conversation, found, article)
    if made is None or traditional is None or not _writes_traditional(conversation):
        return made
    return replace(made, text=traditional(made.text))


def _writes_traditional(conversation: Conversation) -> bool:
    tag = conversation.language.lower()
    said = "".join(t.text for t in conversation.turns if t.speaker is Speaker.CUSTOMER)
    return tag.startswith("zh") and (any(p in tag for p in ("hant", "tw", "hk")) or bool(_TRADITIONAL.search(said)))


def _compose(
    conversation: Conversation, found: Assistance, article: Callable[[str], Article | None] | None
) -> Composed | None:
    last = conversation.last_customer_turn
    if last is None:
        return None
    words = ZH if conversation.language.startswith("zh") else EN
    said = conversation.turns[last].text
    if _GREETING.match(said) and not _agent(conversation):
        return Composed(Kind.GREETING, words.hello)
    if _CLOSED.search(said) and not _asked_something(said):
        offered = any(
            re.search(r"\b(?:else|further|other)\b|其他", s, re.IGNORECASE) for s in _agent(conversation)[-2:]
        )
        return Composed(Kind.CLOSING, f"{words.welcome}{words.joint}{words.bye if offered else words.more}")
    return (
        _question(conversation, found, words, article)
        or _answer(conversation, found, words, article)
        or _wait(conversation, found, words)
    )


def _question(
    conversation: Conversation, found: Assistance, words: Words, article: Callable[[str], Article | None] | None
) -> Composed | None:
    """What has to be asked next, with a word for what the customer just said."""
    step = found.next_step
    if step is not None and step.ask and any(step.ask in card.text for card in found.suggestions):
        return None  # a card asks it already
    if step is not None and step.ask:
        return Composed(Kind.QUESTION, words.joint.join((_opening(conversation, found, words), step.ask)))
    if _asked_something(conversation.turns[conversation.last_customer_turn or 0].text) and _agent(conversation):
        return None  # a question wants an answer, not another question
    asked = " ".join(_agent(conversation))
    known = " ".join(found.form.fields) if found.form is not None else ""
    for hit in found.articles[:1]:
        steps = wanted_things(_whole(hit, article))
        question = next_question(steps, asked, known.replace("_", " "), conversation.language)
        if question and hit.score >= MIN_SCORE:
            text = words.joint.join((_opening(conversation, found, words), question))
            return Composed(Kind.QUESTION, text, (hit.article_id,))
    return None


def _wait(conversation: Conversation, found: Assistance, words: Words) -> Composed | None:
    """A word that the agent is at it; none where the knowledge does not cover the question."""
    if not found.articles:
        return None
    return Composed(Kind.WAIT, words.joint.join((_opening(conversation, found, words), words.wait)))


def _whole(hit: Hit, article: Callable[[str], Article | None] | None) -> str:
    whole = article(hit.article_id) if article is not None else None
    return whole.body if whole is not None else hit.text


def _opening(conversation: Conversation, found: Assistance, words: Words) -> str:
    upset = found.mood is not None and found.mood.label in _UPSET
    spoken = _agent(conversation)
    if upset and not any(re.search(r"sorry|apolog|抱歉|对不起", s, re.IGNORECASE) for s in spoken[-2:]):
        return words.sorry
    return words.thanks if any(_ASKS.search(s) and not _offers_help(s) for s in spoken) else words.sure


def _offers_help(text: str) -> bool:
    return bool(re.search(r"\b(?:help|assist)\b|帮", text, re.IGNORECASE))


def _answer(
    conversation: Conversation, found: Assistance, words: Words, article: Callable[[str], Article | None] | None
) -> Composed | None:
    """The sentences that answer, in the knowledge's own words; what customers wrote is given as theirs."""
    language = conversation.language.split("-", maxsplit=1)[0]
    best = found.articles[0] if found.articles else None
    if best is None or best.score < MIN_SCORE or (best.internal and is_procedure(_whole(best, article))):
        return None  # steps for staff are nothing to tell a customer
    spoken = [
        h for h in found.articles if (guess_language(h.sentence) or language) == language and _is_sayable(h.sentence)
    ]
    spoken = [h for h in spoken if not h.internal] or spoken
    if not spoken:
        return None
    chosen = _chosen(spoken, _telling(conversation.turns[conversation.last_customer_turn or 0].text))
    upset = found.mood is not None and found.mood.label in _UPSET
    return Composed(
        Kind.ANSWER,
        words.joint.join((*_stated(chosen, words), *(() if upset else (words.more,)))),
        tuple(dict.fromkeys(h.article_id for h in chosen)),
        any(h.internal for h in chosen),
    )


def _stated(chosen: list[Hit], words: Words) -> list[str]:
    """What is known, by whom it is about; each subject named once."""
    out: list[str] = []
    for subject in dict.fromkeys(map(_subject, chosen)):
        own = [h for h in chosen if _subject(h) == subject]
        facts = [_plain(h.sentence) for h in own if not _is_experience(h, subject)]
        told = [f"“{_plain(h.sentence)}”" for h in own if _is_experience(h, subject)]
        told = [words.joint.join((words.others, *told))] if told else []
        about = words.about.format(subject) if subject else ""
        out.append(about + words.joint.join((*facts, *told)))
    return out


def _is_experience(hit: Hit, subject: str) -> bool:
    """Whether a customer wrote it: somebody's "I", or the "we" of an article that has a name for its title."""
    about_a_name = bool(subject) and ":" not in hit.title
    return bool(_I.search(hit.sentence) or (_WE.search(hit.sentence) and (about_a_name or _I.search(hit.text))))


def _chosen(spoken: list[Hit], asked: set[str]) -> list[Hit]:
    """Of the hits that score about as well as the best, those that speak of what was asked, best first."""
    near = [h for h in spoken if h.score >= _SAME_TOPIC * spoken[0].score and _goes_with(h, spoken[0])]
    asked -= {word for h in near for word in _telling(h.title.partition(":")[0])}
    speaking = [h for h in near if asked & _telling(h.sentence)] or near[:1]
    out: list[Hit] = []
    size = 0
    for hit in sorted(speaking, key=lambda h: (-len(asked & _telling(h.sentence)), -h.score)):
        size += len(hit.sentence)
        if out and (len(out) == _MOST_ANSWERS or size > _MOST_CHARACTERS):
            break
        if hit.sentence not in {h.sentence for h in out}:
            out.append(hit)
    return out


def _goes_with(hit: Hit, first: Hit) -> bool:
    """Whether two passages may stand in one answer: of one article, or about one named thing."""
    return hit.article_id == first.article_id or (bool(_subject(first)) and _subject(hit) == _subject(first))


def _is_sayable(sentence: str) -> bool:
    """Whether it is a whole sentence, and not an instruction to staff."""
    plain = _plain(sentence)
    return not (_FOR_STAFF.search(plain) or _ORDERS.search(plain) or plain[:1].islower() or plain[-1:] in ";；:：,，、")


def _subject(hit: Hit) -> str:
    """Whom an article is about, where its title says so: before a colon, or a name in capitals; empty otherwise."""
    head, colon, _ = hit.title.partition(":")
    if len(head) > _MOST_OF_SUBJECT or not (colon or (head.isupper() and head.isascii())):
        return ""
    return " ".join(map(_cased, head.split())) if head.isupper() else head


def _cased(word: str) -> str:
    return word.lower() if word.lower() in _SMALL else word.capitalize()


def _plain(markdown: str) -> str:
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    text = " ".join(re.sub(r"\*\*|__|`|^[#>\s]+", "", text).split())
    return text if text[-1:] in ".!?。！？…”)）" or not text else text + ("。" if is_han(text[-1]) else ".")


def _telling(text: str) -> set[str]:
    return {w.lower()[:4] for w in _WORD.findall(text)} - _COMMON


def _asked_something(text: str) -> bool:
    return any(re.search(r"[?？]\W*$|[吗呢么]\W*$", s) for s in sentences(text))


def _agent(conversation: Conversation) -> list[str]:
    return [t.text for t in conversation.turns if t.speaker is Speaker.AGENT]
