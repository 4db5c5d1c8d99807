"""A draft put together out of what is known: a word for where the customer stands, what answers, what is asked next.

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
from assist.domain.pack import Article
from assist.services.act_words import OWN_CASE, PROBLEM, QUESTION
from assist.services.experience import about_one_subject, has_subject
from assist.services.moment import Act, Moment, read_moment
from assist.services.phrases import Words, words_for
from assist.services.procedure import is_procedure, next_question, wanted_things
from assist.services.relevance import MIN_SCORE, Found, Query, answers
from assist.services.sayable import Traditional, is_sayable, writes_traditional

_MOST_SENTENCES = 2
"""Sentences of knowledge in one draft."""
_UNASKED = 1.6
"""How well, in words shared, a sentence has to fit to be said although nothing was asked."""
_LEAST = 0.9
"""How well a sentence has to fit what was asked."""
_NEARLY = 0.85
_ADVICE = re.compile(
    r"\b(?:please|do not|don['’]t|if|first|check|look|try|make sure)\b|请|請|如果|不要|勿", re.IGNORECASE
)
"""What nobody asked for is told only as advice."""
_CODE = re.compile(r"\b[A-Z]{1,6}-?\d{1,6}\b")
_LISTS_CHOICES = re.compile(r",[^,?]+,? or\b|、[^？]*(?:还是|還是|或)")
"""A question that offers three things or more, to one who has not explained yet."""
_IDENTIFYING = re.compile(
    r"\b(?:number|name|e-?mail|address|phone|code|id|zip|date of birth|booking|account|order)\b|"
    r"号|號|姓名|名字|邮箱|郵箱|电话|電話|地址|手机|手機|账户|帳戶",
    re.IGNORECASE,
)
_CASE = re.compile(r"\b(?:order|account|receipt)\b|订单|訂單|账户|帳戶|账号|帳號", re.IGNORECASE)
"""What is asked for to find a case that is there already."""
_SECRET = re.compile(
    r"\b(?:password|passcode|cvv|cvc|security code|(?:credit|debit) ?card (?:number|no)|card number|social security)\b|"
    r"密码|密碼|验证码|驗證碼|卡号|卡號",
    re.IGNORECASE,
)
"""What nobody should be asked for in a chat, whatever an article for staff says."""
_CONTACT = re.compile(
    r"(?:please )?(?:contact|tell|write to|call|e-?mail|ask|message) us\b|请?(?:联系|联络|告诉|聯繫|告訴)我们",
    re.IGNORECASE,
)
_NAME = re.compile(r"name|姓名", re.IGNORECASE)


class Kind(StrEnum):
    """What a draft does."""

    GREETING = "greeting"
    CLOSING = "closing"
    QUESTION = "question"
    ANSWER = "answer"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Composed:
    """A draft's text, the articles it rests on, and whether it quotes one that is for staff only.

    ``opening`` is the part in front of what the knowledge says, ``closing`` the part after it.
    """

    kind: Kind
    text: str
    citations: tuple[str, ...] = ()
    internal: bool = False
    opening: str = ""
    closing: str = ""


@dataclass(frozen=True, slots=True)
class _Desk:
    """What a draft is made from."""

    conversation: Conversation
    found: Assistance
    article: Callable[[str], Article | None] | None
    moment: Moment
    words: Words
    fold: Callable[[str], str] = str
    """Writes the knowledge's Chinese as the customer does."""


def compose(
    conversation: Conversation,
    found: Assistance,
    article: Callable[[str], Article | None] | None = None,
    traditional: Traditional | None = None,
) -> Composed | None:
    """The draft, or ``None`` when there is nothing to say that would help.

    ``article`` gives whole articles, for procedures longer than the passage found; ``traditional`` turns the draft's
    simplified Chinese into traditional where the customer writes that.
    """
    moment = read_moment(conversation, found)
    if moment is None:
        return None
    fold: Callable[[str], str] | None = None
    if traditional is not None and writes_traditional(conversation):
        fold = lambda text: traditional(text, conversation.language)  # noqa: E731 - one of two, and typed
    made = _compose(_Desk(conversation, found, article, moment, words_for(conversation.language), fold or str))
    if made is None or fold is None:
        return made
    return replace(made, text=fold(made.text), opening=fold(made.opening), closing=fold(made.closing))


def _compose(desk: _Desk) -> Composed | None:
    moment, words = desk.moment, desk.words
    social = _social(moment, words, spoken=bool(_agent(desk.conversation)))
    if social is not None:
        return social
    if moment.act in (Act.GREETS, Act.PRAISES):
        return None
    if moment.act is Act.ASKS and (told := _told(desk)) is not None:
        return told
    return _said(desk)


def _social(moment: Moment, words: Words, *, spoken: bool) -> Composed | None:
    """What needs no knowledge: a greeting, thanks, praise, a wish to speak to somebody else, "hang on"."""
    joint = words.joint
    after = words.bye if moment.agent_offered_more else words.more
    said = {
        Act.GREETS: (Kind.GREETING, () if spoken else (words.hello,)),
        Act.CLOSES: (Kind.CLOSING, (words.welcome, words.bye)),
        Act.THANKS: (Kind.CLOSING, () if moment.agent_held else (words.welcome, after)),
        Act.PRAISES: (Kind.CLOSING, (words.praise, words.glad_bye) if spoken else (words.praise,)),
        Act.ESCALATES: (Kind.WAIT, (*_sorry_first(moment, words), words.escalate)),
        Act.LOOKS: (Kind.WAIT, (words.take_time,)),
        Act.ASKS_LATER: (Kind.QUESTION, () if moment.upset else (words.what_about,)),
    }
    kind, parts = said.get(moment.act, (Kind.WAIT, ()))
    return Composed(kind, joint.join(parts)) if parts else None


def _sorry_first(moment: Moment, words: Words) -> tuple[str, ...]:
    return () if moment.apologised else (words.again_sorry if moment.repeated else words.sorry,)


# -- what the knowledge says ---------------------------------------------------------------------------------------


def _said(desk: _Desk) -> Composed | None:
    """An opening, the sentences that answer where there are any, and the next question or a word that one looks."""
    moment, words = desk.moment, desk.words
    question, source = _question(desk)
    facts = _facts(desk)
    if not facts and not question:
        return _nothing_to_say(desk)
    opening = _opening(desk, asks=bool(question), tells=bool(facts))
    asked = moment.act is Act.ASKS
    if facts and moment.act is Act.ASKS and not moment.own_case and _IDENTIFYING.search(question):
        question, source = "", ""  # a question in general: nobody needs to say who they are
    if facts and (moment.lost or moment.what_now) and not _IDENTIFYING.search(question):
        question, source = words.check, ""
    more = words.more if facts and not question and asked and not moment.upset else ""
    texts = (*opening, *(f.text for f in facts), question or more)
    cited = tuple(dict.fromkeys((*(f.article_id for f in facts), *((source,) if source else ()))))
    return Composed(
        Kind.ANSWER if facts else Kind.QUESTION,
        words.joint.join(filter(None, texts)),
        cited,
        any(f.internal for f in facts),
        words.joint.join(opening),
        question or more,
    )


@dataclass(frozen=True, slots=True)
class _Fact:
    text: str
    article_id: str
    internal: bool


def _facts(desk: _Desk) -> tuple[_Fact, ...]:
    """Up to two sentences that answer what was asked, or fit what was told very well; never what was said already."""
    moment = desk.moment
    if moment.act not in (Act.ASKS, Act.TELLS) or (moment.mood is MoodLabel.ANGRY and moment.act is Act.TELLS):
        return ()
    language = desk.conversation.language.split("-", maxsplit=1)[0]
    context = " ".join(t.text for t in desk.conversation.turns if t.speaker is Speaker.CUSTOMER)[-1500:]
    spoken = " ".join(_agent(desk.conversation))
    hits = [h for h in desk.found.articles if not (h.internal and is_procedure(_whole(h, desk.article)))]
    hits = [h for h in hits if not h.internal] or hits
    if moment.act is Act.TELLS:
        hits = hits[:1]
    now = moment.said
    if moment.upset and moment.act is Act.ASKS:
        now = moment.questions  # who is upset gets an answer to the question or none
    query = Query(moment.questions, language, now, context, desk.fold)
    listed = answers(query, hits, desk.article, _is_tellable)
    listed = tuple(f for f in listed if f.text not in spoken and f.worth >= _LEAST)
    if not listed or (moment.act is Act.TELLS and not (moment.first and _may_be_told_unasked(listed[0], moment))):
        return ()
    best = listed[0]
    others = [f for f in listed[1:] if _goes_with(f, best)]
    chosen = [best, *(others[: _MOST_SENTENCES - 1] if moment.act is Act.ASKS else [])]
    return tuple(_Fact(f.text, f.hit.article_id, f.hit.internal) for f in chosen)


def _may_be_told_unasked(fact: Found, moment: Moment) -> bool:
    """Whether it is advice that fits, or explains a code the customer named ("P-41")."""
    fits = fact.worth >= _UNASKED and bool(_ADVICE.search(fact.text))
    return fits or bool(set(_CODE.findall(moment.said)) & set(_CODE.findall(fact.text)))


def _goes_with(other: Found, best: Found) -> bool:
    """Whether another sentence may stand beside the best: of the same article, nearly as good, and not part of it."""
    apart = other.text not in best.text and best.text not in other.text
    return apart and other.hit.article_id == best.hit.article_id and other.worth >= _NEARLY * best.worth


def _is_tellable(sentence: str) -> bool:
    """Sayable, and not "contact us": the customer is doing that."""
    return is_sayable(sentence) and not _CONTACT.match(sentence)


def _told(desk: _Desk) -> Composed | None:
    """What several articles tell about one named thing (a hotel's reviews), where the search found such."""
    hits = desk.found.articles
    if not hits or hits[0].score < MIN_SCORE or not has_subject(hits):
        return None
    language = desk.conversation.language.split("-", maxsplit=1)[0]
    told = about_one_subject(hits, desk.moment.questions, desk.words, language)
    if told is None:
        return None
    more = "" if desk.moment.upset else desk.words.more
    text = desk.words.joint.join(filter(None, (told.text, more)))
    return Composed(Kind.ANSWER, text, told.citations, told.internal, closing=more)


def _nothing_to_say(desk: _Desk) -> Composed | None:
    """Nothing answers and nothing is to be asked: more help after an answer, else a word that one looks."""
    moment, words = desk.moment, desk.words
    if moment.act is Act.ACCEPTS:
        busy = moment.agent_held or moment.agent_gathers or moment.agent_offered_more or moment.agent_opened
        return Composed(Kind.CLOSING, words.else_now) if moment.agent_told and not busy else None
    if not desk.found.articles or moment.act is Act.THANKS:
        return None
    return _at_it(desk)


def _at_it(desk: _Desk) -> Composed | None:
    """A word that one looks, or what helps to; ``None`` where it would be beside the point."""
    moment, words = desk.moment, desk.words
    opening = _opening(desk, asks=False, tells=False)
    last = words.wait
    if moment.lost and moment.act is Act.TELLS:
        last = words.which_step
    elif moment.first and not moment.upset and not _knows_name(desk):
        last = words.name
    elif moment.first and not moment.upset:
        opening, last = (), words.sure_wait
    elif moment.act is Act.ASKS and not moment.upset and not moment.agent_held:
        opening, last = (), words.sure_wait  # the articles found do not say it: the agent will have to look
    elif moment.act is not Act.GIVES and not moment.upset:
        return None  # nothing answers, or it was said in passing
    return Composed(Kind.WAIT, words.joint.join((*opening, last)))


# -- what is asked next --------------------------------------------------------------------------------------------


def _question(desk: _Desk) -> tuple[str, str]:
    """What has to be asked next, and the article that says so; both empty when nothing has to be."""
    found, moment = desk.found, desk.moment
    step = found.next_step
    if step is not None and step.ask:
        amiss = _comes_amiss(step.ask, moment) or (bool(_CASE.search(step.ask)) and _in_general(desk))
        return ("" if amiss else step.ask), ""
    if not _expects_a_question(moment):
        return "", ""
    asked = " ".join((*_agent(desk.conversation), _labelled(desk.conversation)))
    known = " ".join(found.form.fields) if found.form is not None else ""
    for hit in found.articles[:1]:
        steps = [s for s in wanted_things(_whole(hit, desk.article)) if not any(map(_SECRET.search, s.things))]
        question = next_question(steps, asked, known.replace("_", " "), desk.conversation.language)
        if question and hit.score >= MIN_SCORE:
            return question, hit.article_id
    return "", ""


def _knows_name(desk: _Desk) -> bool:
    """Whether it is known with whom one speaks, or was asked."""
    fields = desk.found.form.fields if desk.found.form is not None else {}
    named = any(t.name for t in desk.conversation.turns if t.speaker is Speaker.CUSTOMER)
    return named or any(map(_NAME.search, fields)) or any(map(_NAME.search, _agent(desk.conversation)))


def _in_general(desk: _Desk) -> bool:
    """Whether the customer has only asked how things are, and spoken of nothing of theirs."""
    said = [t.text for t in desk.conversation.turns if t.speaker is Speaker.CUSTOMER]
    own = desk.moment.upset or any(OWN_CASE.search(text) or PROBLEM.search(text) for text in said)
    return not own and any(map(QUESTION.search, said))


def _comes_amiss(ask: str, moment: Moment) -> bool:
    """Whether the procedure's question would be one too many: of the angry, or of who has explained it already."""
    if moment.mood is MoodLabel.ANGRY and not _IDENTIFYING.search(ask):
        return True
    return bool(_LISTS_CHOICES.search(ask)) and (moment.problem or not moment.first)


def _expects_a_question(moment: Moment) -> bool:
    """Not after a question, which wants an answer; nor after a word in passing or an answer taken note of."""
    if moment.agent_gathers:
        return True
    if moment.act is Act.ASKS:
        return moment.first
    if moment.act is Act.ACCEPTS:
        return moment.agent_held or not moment.before
    return moment.act is not Act.TELLS or moment.first or moment.agent_asked


_LABELLED = re.compile(
    r"([A-Za-z][A-Za-z -]{1,24}?)\s{0,3}(?:is|[:=#]{1,3})\s{0,3}(?=\S{0,40}\d|\S{1,64}@|\()", re.IGNORECASE
)
_EMAIL = re.compile(r"[^\s@]@[^\s@]{1,255}\.\w")


def _labelled(conversation: Conversation) -> str:
    """The names of what the customer gave unasked: "my order ID is 4397861938", an email address."""
    said = [t.text for t in conversation.turns if t.speaker is Speaker.CUSTOMER]
    names = [m[1] for text in said for m in _LABELLED.finditer(text)]
    return " ".join((*names, *(["email address"] if any(map(_EMAIL.search, said)) else [])))


def _whole(hit: Hit, article: Callable[[str], Article | None] | None) -> str:
    whole = article(hit.article_id) if article is not None else None
    return whole.body if whole is not None else hit.text


# -- the opening ---------------------------------------------------------------------------------------------------


def _opening(desk: _Desk, *, asks: bool, tells: bool) -> tuple[str, ...]:
    """Soothe, explain or guide, once; thanks for what was given; nothing where the answer speaks for itself."""
    moment, words = desk.moment, desk.words
    if moment.act is Act.GIVES:
        return (_received(desk),)
    if moment.upset:
        return _soothing(moment, words)
    if moment.lost and (moment.first or not tells):
        return (words.guide,)
    if tells or (moment.act is Act.ACCEPTS and not (asks and not moment.agent_gathers)):
        return ()
    if moment.first and moment.problem and moment.act is Act.TELLS:
        return _sorry_first(moment, words)
    return (words.sure,) if moment.act is Act.ASKS or moment.first else (words.thanks,)


def _received(desk: _Desk) -> str:
    """A word on what was given, or on having nothing to give."""
    moment, words = desk.moment, desk.words
    if moment.declines:
        return words.without
    sorry = moment.upset and not moment.soothed and moment.mood is not MoodLabel.ANXIOUS
    return words.thanks_sorry if sorry else _thanks(desk)


def _soothing(moment: Moment, words: Words) -> tuple[str, ...]:
    if moment.mood is MoodLabel.ANXIOUS:
        return () if moment.soothed else (words.calm,)
    return (words.hear_you,) if moment.apologised else _sorry_first(moment, words)


def _thanks(desk: _Desk) -> str:
    """With the first name where the customer has just given it and it is written as one."""
    form = desk.found.form
    for name in desk.moment.gave if form is not None and desk.conversation.language.startswith("en") else ():
        value = form.fields[name].value.split() if form is not None and _NAME.search(name) else []
        if value and re.fullmatch(r"[A-Z][a-z'’-]{1,14}", value[0]) and value[0] in desk.moment.said:
            return desk.words.thanks_name.format(value[0])
    given = form is None or bool(desk.moment.gave)
    return desk.words.thanks_info if given and _IDENTIFYING.search(desk.moment.before) else desk.words.thanks


def _agent(conversation: Conversation) -> list[str]:
    return [t.text for t in conversation.turns if t.speaker is Speaker.AGENT]
