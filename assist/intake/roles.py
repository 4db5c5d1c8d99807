"""Who is the customer and who the agent: from labels where they tell, else from what each of them says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assist.domain.conversation import Speaker, Turn
from assist.intake.labels import Label, read_label
from assist.intake.model import Said

# Each cue counts once for a turn. Written for this project from how service desks open, ask and close.
_AGENT_CUES: tuple[tuple[float, re.Pattern[str]], ...] = (
    (3.0, re.compile(r"how (?:can|may|could) i (?:help|assist)|what can i (?:do|help)|how can we help", re.IGNORECASE)),
    (
        3.0,
        re.compile(
            r"thank(?:s| you) for (?:contacting|reaching out|calling|your patience|waiting|choosing|chatting)",
            re.IGNORECASE,
        ),
    ),
    (
        2.0,
        re.compile(
            r"welcome to \w|you(?:'|’)?(?:re| are) (?:now )?(?:chatting|speaking|connected) with|"
            r"my name is .{2,20} (?:from|and i)",
            re.IGNORECASE,
        ),
    ),
    (
        2.0,
        re.compile(
            r"(?:may|can|could) (?:i|you) (?:please )?(?:have|get|ask for|provide|share|confirm|give me|"
            r"tell me) (?:me |us )?(?:your|the)",
            re.IGNORECASE,
        ),
    ),
    (
        1.5,
        re.compile(
            r"is there anything else|anything else i can|i(?:'|’)?(?:d| would) be (?:happy|glad) to|i(?:'|"
            r"’)?ll be (?:happy|glad) to",
            re.IGNORECASE,
        ),
    ),
    (
        1.0,
        re.compile(
            r"let me (?:check|look|see|pull)|i(?:'|’)ve (?:issued|processed|sent you|arranged)|one moment|bear with me",
            re.IGNORECASE,
        ),
    ),
    (
        1.0,
        re.compile(
            r"(?:sorry|apologi[sz]e) (?:for|about|to hear)|i understand (?:your|how|that)|your (?:account|"
            r"order|booking|refund)",
            re.IGNORECASE,
        ),
    ),
    (
        3.0,
        re.compile(
            r"为您服务|為您服務|有什么(?:可以|能)?帮|有什麼(?:可以|能)?幫|请问有什么|請問有什麼|"
            r"感谢您?的?(?:来电|咨询|致电|耐心)|感謝您?的?(?:來電|諮詢|致電|耐心)"
        ),
    ),
    (
        2.0,
        re.compile(
            r"(?:请|請|麻烦您?|麻煩您?)(?:您)?(?:提供|告知|说一下|核对|確認|确认|稍等|稍候|耐心)|工号|工號|"
            r"亲[，,~～！!]|亲亲"
        ),
    ),
    (1.0, re.compile(r"(?:帮|幫|给|給|为|為)您|您的|非常抱歉|抱歉给您|给您带来|請您|请您")),
)
_CUSTOMER_CUES: tuple[tuple[float, re.Pattern[str]], ...] = (
    (
        1.5,
        re.compile(
            r"\b(?:my|our) (?:order|parcel|package|account|booking|card|money|refund|delivery|phone|"
            r"subscription|flight|room)\b",
            re.IGNORECASE,
        ),
    ),
    (
        1.0,
        re.compile(
            r"\bi (?:want|need|ordered|bought|paid|(?:have|haven't|didn't|did not) (?:receive|get|been)|"
            r"was charged)|where is\b|i(?:'|’)m looking for",
            re.IGNORECASE,
        ),
    ),
    (
        1.5,
        re.compile(
            r"我的(?:订单|訂單|快递|快遞|包裹|账号|賬號|钱|錢|卡|手机|手機)|我(?:要|想|买|買|订|訂|付)|"
            r"怎么还没|怎麼還沒|你们|你們"
        ),
    ),
)
_GREETS_AS_AGENT = 2.0

_SYSTEM_LINE = re.compile(
    r"(?:\*+|-+|—+|\[|【|\()?\s*(?:"
    r"(?:the |this )?(?:chat|conversation|call|session|ticket)(?: has| was| is)?(?: been)? (?:started|ended|"
    r"closed|transferred|"
    r"assigned|resolved|begun|reopened|accepted|finished)\b.{0,60}|"
    r".{1,40} (?:has )?(?:joined|left|entered|exited)(?: the)?(?: (?:chat|conversation|room|group|call))?|"
    r".{1,40} (?:has )?(?:ended|closed|started|accepted) the (?:chat|conversation|session)|"
    r"(?:transferr(?:ed|ing)|connect(?:ed|ing)|assigned) (?:you )?to .{1,40}|"
    r"messages and calls are end-to-end encrypted.*|you(?:'|’)?(?:re| are) now (?:chatting|connected|"
    r"speaking) with .{1,40}|"
    r"please wait(?: while| for) .{1,60}(?:agent|representative|connect).{0,20}|"
    r"(?:会话|對話|对话|會話|聊天|通话|通話|本次服务|本次服務|服务|服務)(?:已|已经|已經)?(?:开始|開始|结束|"
    r"結束|关闭|關閉|转接|轉接|接入|建立|超时|超時).{0,20}|"
    r"(?:您?已(?:经)?(?:接入|接通|转接|轉接|进入|連接|连接)|正在为您(?:转接|接入)|正在為您(?:轉接|接入)).{0,30}|"
    r".{1,20}(?:已接入|已接入会话|加入了?(?:会话|聊天|群聊|對話|對話)|离开了?(?:会话|聊天)|離開了?(?:對話|"
    r"聊天)|进入了?(?:会话|聊天)|"
    r"结束了(?:会话|对话)|撤回了一条消息|撤回了一則訊息|为您服务中)|已接入|"
    r".{0,40}的?(?:微信)?聊天(?:记录|記錄|紀錄)(?:如下)?[:：]?|"
    r"chat (?:history|transcript|log)(?: (?:with|of|from|between) .{1,50})?"
    r")\s*[.。!！]?\s*(?:\*+|-+|—+|\]|】|\))?",
    re.IGNORECASE,
)
_STARRED = re.compile(r"(?:\*{2,}|-{3,}|={3,})\s*[^*=\s-].{0,100}?\s*(?:\*{2,}|-{3,}|={3,})")


# What messengers write under the name of the chat, as if it had said it. An invisible mark tells those lines.
_ENCRYPTED = re.compile(
    r"messages (?:and calls|you send|to this (?:chat|group)).{0,60}end-to-end encrypt.*|"
    r"(?:消息|訊息|信息).{0,20}端(?:到|對|对)端加密.*",
    re.IGNORECASE | re.DOTALL,
)
_ENCRYPTED_ABROAD = re.compile(
    r"end-to-end|ende-zu-ende|extremo a extremo|ponta a ponta|bout en bout|uçtan uca|сквозн\w+ шифр|端(?:到|對|对)端|"
    r"エンドツーエンド|종단|szyfrowan|ende-til-ende|päästä päähän|طرف إلى طرف",
    re.IGNORECASE,
)
_OF_THE_GROUP = re.compile(
    r".{1,60} (?:added|removed|left|joined using|created (?:this )?group|changed (?:the|this|their)|"
    r"turned (?:on|off)|pinned a message)\b.{0,120}|"
    r".{1,30}(?:创建了群组|建立了群組|添加了|新增了|移除了|退出了|更改了|變更了).{0,60}",
    re.IGNORECASE,
)
_INVISIBLE = "\u200e\u200f"


def is_notice(text: str) -> bool:
    """Whether what stands after a name was written by the messenger: "Messages and calls are end-to-end encrypted"."""
    bare = text.strip(_INVISIBLE + " ")
    marked = text.lstrip(" ").startswith(tuple(_INVISIBLE))
    return bool(
        _ENCRYPTED.fullmatch(bare) or (marked and (_OF_THE_GROUP.fullmatch(bare) or _ENCRYPTED_ABROAD.search(bare)))
    )


def is_system_line(line: str) -> bool:
    """Whether a line without a speaker is one the chat tool wrote: "Chat started", "已接入" …."""
    line = line.strip()
    return 0 < len(line) <= 120 and bool(_SYSTEM_LINE.fullmatch(line) or _STARRED.fullmatch(line))


def agentness(text: str) -> float:
    """How much ``text`` sounds like an agent (above 0) or a customer (below 0). Only its opening is looked at."""
    head = text[:600]
    mine = sum(weight for weight, cue in _AGENT_CUES if cue.search(head))
    return mine - sum(weight for weight, cue in _CUSTOMER_CUES if cue.search(head))


def greets_as_agent(text: str) -> bool:
    """Whether ``text`` is how an agent opens."""
    return agentness(text) >= _GREETS_AS_AGENT


def assign(said: Sequence[Said], agent_name: str = "") -> tuple[Turn, ...]:
    """Turns with roles. Messages without a label take the role of the one before, or customer at the start."""
    roles = decide(said, agent_name)
    turns: list[Turn] = []
    for one in said:
        label = read_label(one.name) if one.name else None
        role = one.role or (roles[one.name] if one.name else _unlabelled(said, roles, turns))
        turns.append(Turn(role, one.text, one.at, label.name if label else None))
    return tuple(turns)


def _unlabelled(said: Sequence[Said], roles: dict[str, Speaker], turns: Sequence[Turn]) -> Speaker:
    """The speaker before goes on; at the start, the other side than the first with a label."""
    before = next((t.speaker for t in reversed(turns) if t.speaker is not Speaker.SYSTEM), None)
    first = next((roles[one.name] for one in said if one.name in roles), None)
    return before or (Speaker.AGENT if first is Speaker.CUSTOMER else Speaker.CUSTOMER)


def decide(said: Sequence[Said], agent_name: str = "") -> dict[str, Speaker]:
    """A role for every label in ``said``."""
    spoken: dict[str, list[str]] = {}
    for one in said:
        if one.name and one.role is None:
            spoken.setdefault(one.name, []).append(one.text)
    labels = {raw: read_label(raw) for raw in spoken}
    roles = {raw: role for raw, label in labels.items() if (role := _told(label, agent_name))}
    _place_self(labels, roles)
    _infer(spoken, roles)
    return roles


def _told(label: Label, agent_name: str) -> Speaker | None:
    if label.role:
        return label.role
    own = agent_name.strip().casefold()
    name = (label.name or "").casefold()
    if own and name and (name == own or name == own.split()[0] or own == name.split()[0]):
        return Speaker.AGENT
    return None


def _place_self(labels: dict[str, Label], roles: dict[str, Speaker]) -> None:
    """Whoever is "me" is the agent who copied the text, unless the other side is labelled as the agent."""
    others = set(roles.values())
    role = Speaker.CUSTOMER if Speaker.AGENT in others and Speaker.CUSTOMER not in others else Speaker.AGENT
    for raw, label in labels.items():
        if label.is_self and raw not in roles:
            roles[raw] = role


def _infer(spoken: dict[str, list[str]], roles: dict[str, Speaker]) -> None:
    open_ = [raw for raw in spoken if raw not in roles]
    told = set(roles.values())
    scores = {raw: _score(spoken[raw]) for raw in open_}
    if Speaker.AGENT in told and Speaker.CUSTOMER in told:
        roles.update({r: Speaker.AGENT if scores[r] >= _GREETS_AS_AGENT else Speaker.CUSTOMER for r in open_})
    elif Speaker.CUSTOMER in told:
        roles.update(dict.fromkeys(open_, Speaker.AGENT))
    elif Speaker.AGENT in told:
        rest = sorted(open_, key=lambda r: scores[r])
        roles.update(
            {r: Speaker.AGENT if i and scores[r] >= _GREETS_AS_AGENT else Speaker.CUSTOMER for i, r in enumerate(rest)}
        )
    elif len(open_) == 1:
        roles[open_[0]] = Speaker.AGENT if scores[open_[0]] >= _GREETS_AS_AGENT else Speaker.CUSTOMER
    elif open_:
        # On a tie the first to speak is the customer.
        rest = sorted(open_, key=lambda r: scores[r])
        roles.update({r: Speaker.AGENT if scores[r] >= _GREETS_AS_AGENT else Speaker.CUSTOMER for r in rest[1:-1]})
        roles[rest[0]], roles[rest[-1]] = Speaker.CUSTOMER, Speaker.AGENT


def _score(texts: Iterable[str]) -> float:
    """Openings tell most, so the sum over the first thirty turns, not the mean."""
    return sum(agentness(text) for text in list(texts)[:30])
