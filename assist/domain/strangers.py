"""Whether a paste is another customer's conversation: it shares nothing with the one on screen and begins by itself.

Both must show. What only shares nothing may be the next piece of the same chat, copied without what came before; so
there must also be other names, or two openings, and nothing that both sides' names or numbers have in common.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.persons import SURNAMES

SURE = 3
"""Points from which a paste is taken for another customer's; see `another_customer`."""

_LEAST_TURNS = 3
_FEW = 12  # letters
_OPENING = 2  # turns in which a conversation opens
_ROLES = frozenset(
    re.findall(
        r"\S+",
        "customer client visitor guest user caller agent support me you operator bot system rep staff c a "
        "客户 顾客 访客 用户 买家 客服 坐席 我 对方 客戶 顧客 訪客 用戶 買家 客人 商家 机器人 機器人",
    )
)
_HELPS = re.compile(
    r"\bhow (?:can|may|could) (?:i|we) (?:help|assist)|\bwhat can i (?:do|help)|\bwelcome to\b"
    r"|\bthank(?:s| you) for (?:contacting|calling|choosing|reaching|chatting)"
    r"|\bmy name is \w+[^.!?]{0,200}\b(?:help|assist)"
    r"|(?:什么|什麼|怎么|怎麼)可?以?帮|(?:可以|能)?[为為]您(?:做|服务|服務|效劳)|很高[兴興][为為]您|有什[么麼]可以"
    r"|[请請][问問]有什[么麼]|[欢歡]迎(?:光[临臨]|[联聯]系|[来來])",
    re.IGNORECASE,
)
_GREETS = re.compile(
    r"^\W*(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|greetings|dear)\b"
    r"|^\W*(?:您好|你好|早上好|下午好|晚上好|在吗|在嗎|哈喽|哈囉)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:bye|goodbye|have a (?:good|great|nice|lovely)|take care|that'?s all|that is all)\b"
    r"|再[见見]|拜拜|祝您|没有了|沒有了",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[A-Za-z]{0,4}\d[\d\- ]{2,}\d")
_FEWEST_DIGITS = 4
_MAIL = re.compile(r"(?<![\w.+\-])[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_SAYS_NAME = re.compile(
    r"\b(?:my name is|my name's|name'?s|i am|i'm|this is|it's)\s+"
    r"(?P<en>(?!(?:a|an|the|not|so|very|just|still|here|sorry|trying|looking|having|calling|writing|getting|about|for|from|really|also|happy|going|waiting|sure|fine|ok|okay|on|in|at)\b)"
    r"[a-z][a-z'\-]+)"
    rf"|(?:我叫|我是|姓名[是:：]?|我姓)\s*(?P<zh>[{SURNAMES}][\u4e00-\u9fff]{{0,2}})",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\b(?:[Tt]hank you|[Tt]hanks|[Hh]i|[Hh]ello|[Hh]ey|[Dd]ear|[Ss]orry|[Ss]ure|[Oo]kay),? (?:Mr\.? |Mrs\.? |Ms\.? )?"
    r"(?P<en>(?!The|There|To|For|No|Not|Yes|So|It|We|You|Your|Please|Sir|Madam|Let|May|Can|Could|What|How|Again|All)"
    r"[A-Z][a-z]+)"
    rf"\b(?=[ ,.!]|$)|(?P<zh>[{SURNAMES}])(?:先生|女士|小姐|太太)"
)
_ASKED_NAME = re.compile(r"\bname\b|姓名|名字|贵姓|貴姓|称呼|稱呼", re.IGNORECASE)
_NAME_ALONE = re.compile(r"^\W*(?P<first>[A-Z][a-z'\-]+)(?: [A-Z][A-Za-z'\-]+){0,2}\W*$")


def another_customer(present: Conversation, pasted: Conversation) -> bool:
    """Whether ``pasted`` is another conversation.

    Points: the customers' names differ 2, or 3 where the paste is labelled with one; only the paste is labelled 1; both
    open with a greeting 2, with the desk's own opening words 1 more; the one on screen had ended 1. `SURE` are needed,
    and any shared name, address, number or sentence of a customer's speaks against it, whatever else.
    """
    if len(pasted.turns) < _LEAST_TURNS or not present.turns or not _both_speak(pasted):
        return False
    if _share_turns(present, pasted) or _share_values(present, pasted):
        return False
    here, there = _names(present), _names(pasted)
    if here & there:
        return False
    points = 0
    if here and there:
        points += 3 if _labels(pasted.turns) else 2
    elif _labels(pasted.turns):
        points += 1
    if _opens(present.turns) and _opens(pasted.turns):
        points += 2 + (_helps(present.turns) and _helps(pasted.turns))
    return points + bool(_ENDS.search(" ".join(t.text for t in present.turns[-2:]))) >= SURE


def _both_speak(chat: Conversation) -> bool:
    return {Speaker.CUSTOMER, Speaker.AGENT} <= {t.speaker for t in chat.turns}


def _share_turns(present: Conversation, pasted: Conversation) -> bool:
    """Whether a turn of the paste was known; a few words, and what a desk says to everybody, do not count."""
    known = {_bare(t.text) for t in present.turns}
    return any(_bare(t.text) in known for t in pasted.turns if len(_bare(t.text)) > _FEW and not _formal(t))


def _formal(turn: Turn) -> bool:
    return turn.speaker is not Speaker.CUSTOMER and bool(_HELPS.search(turn.text) or _GREETS.search(turn.text))


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _share_values(present: Conversation, pasted: Conversation) -> bool:
    return bool(_values(present) & _values(pasted))


def _values(chat: Conversation) -> set[str]:
    """The numbers and addresses in it, without their blanks; what an agent alone says may be the desk's own."""
    text = "\n".join(t.text for t in chat.turns if t.speaker is Speaker.CUSTOMER)
    found = (re.sub(r"\W", "", m[0]).casefold() for m in _NUMBER.finditer(text))
    numbers = {number for number in found if sum(map(str.isdigit, number)) >= _FEWEST_DIGITS}
    return numbers | {m[0].casefold() for m in _MAIL.finditer(text)}


def _labels(turns: Iterable[Turn]) -> set[str]:
    found = {(t.name or "").strip().casefold() for t in turns if t.speaker is Speaker.CUSTOMER}
    return {name for name in found if name and not set(re.findall(r"\w+", name)) & _ROLES and not name.isdigit()}


def _names(chat: Conversation) -> set[str]:
    """The customer's names: as labelled, as given ("my name is …", or the answer to it), as the agent uses them."""
    found = {word for label in _labels(chat.turns) for word in re.findall(r"[^\W\d_]{2,}", label)}
    asked = False
    for turn in chat.turns:
        if turn.speaker is Speaker.CUSTOMER:
            found |= {(m["en"] or m["zh"]).casefold() for m in _SAYS_NAME.finditer(turn.text) if _named(m)}
            alone = _NAME_ALONE.search(turn.text) if asked else None
            found |= {alone["first"].casefold()} if alone else set()
        else:
            found |= {(m["en"] or m["zh"]).casefold() for m in _CALLED.finditer(turn.text)}
        asked = turn.speaker is Speaker.AGENT and bool(_ASKED_NAME.search(turn.text))
    return found


def _named(found: re.Match[str]) -> bool:
    """A Latin name behind "I am" needs its capital; behind "my name is" it does not."""
    return bool(found["zh"]) or "name" in found[0].casefold() or found["en"][0].isupper()


def _opens(turns: Sequence[Turn]) -> bool:
    said = [t for t in turns if t.speaker is not Speaker.SYSTEM][:_OPENING]
    return any(_GREETS.search(t.text) or (t.speaker is Speaker.AGENT and _HELPS.search(t.text)) for t in said)


def _helps(turns: Sequence[Turn]) -> bool:
    said = [t for t in turns if t.speaker is not Speaker.SYSTEM][:_OPENING]
    return any(t.speaker is Speaker.AGENT and _HELPS.search(t.text) for t in said)
