"""What may be said to a customer as it stands in an article, and in which script."""

from __future__ import annotations

import re

from assist.domain.conversation import Conversation, Speaker

_FOR_STAFF = re.compile(
    r"\[[^\]]+\]|^\W*(?:click|select|enter|press|submit|record|type in|fill|toggle|use the|read through|decide|"
    r"remember|ask the customer|tell the customer|点击|选择|输入|填写|提交|告知客户|询问客户)|\bthe customer\b|客户",
    re.IGNORECASE,
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


def is_sayable(sentence: str) -> bool:
    """Whether a sentence without Markdown is whole, and neither an instruction to staff nor an order to a machine."""
    return not (
        _FOR_STAFF.search(sentence)
        or gives_orders(sentence)
        or sentence[:1].islower()
        or sentence[-1:] in ";；:：,，、"
    )


def gives_orders(sentence: str) -> bool:
    """Whether a sentence tries to order a machine about."""
    return bool(_ORDERS.search(sentence))


def writes_traditional(conversation: Conversation) -> bool:
    """Whether the customer writes traditional Chinese."""
    tag = conversation.language.lower()
    said = "".join(t.text for t in conversation.turns if t.speaker is Speaker.CUSTOMER)
    return tag.startswith("zh") and (any(p in tag for p in ("hant", "tw", "hk")) or bool(_TRADITIONAL.search(said)))
