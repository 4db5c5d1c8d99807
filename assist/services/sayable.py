"""What may be said to a customer as it stands in an article, and in which script."""

from __future__ import annotations

import re
from collections.abc import Callable

from assist.domain.conversation import Conversation, Speaker
from assist.domain.orders import gives_orders

Traditional = Callable[[str, str], str]
"""Simplified Chinese as the language of a tag writes it: ``zh-Hant``, ``zh-TW``, ``zh-HK``."""
_FOR_STAFF = re.compile(
    r"\[[^\]]+\]|^\W*(?:click|select|enter|press|submit|record|type in|fill|toggle|use the|read through|decide|"
    r"remember|ask the customer|tell the customer|点击|选择|输入|填写|提交|告知客户|询问客户)|\bthe customer\b|客户",
    re.IGNORECASE,
)
_TRADITIONAL = re.compile("[們這個為會說請問買賣運貨號單幾時間還沒嗎訂謝對應該換給過點電話發現處]")


def is_sayable(sentence: str) -> bool:
    """Whether a sentence without Markdown is whole, and neither an instruction to staff nor an order to a machine."""
    return not (
        _FOR_STAFF.search(sentence)
        or gives_orders(sentence)
        or sentence[:1].islower()
        or sentence[-1:] in ";；:：,，、"
    )


def writes_traditional(conversation: Conversation) -> bool:
    """Whether the customer writes traditional Chinese."""
    tag = conversation.language.lower()
    said = "".join(t.text for t in conversation.turns if t.speaker is Speaker.CUSTOMER)
    return tag.startswith("zh") and (any(p in tag for p in ("hant", "tw", "hk")) or bool(_TRADITIONAL.search(said)))
