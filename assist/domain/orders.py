"""Sentences that order a machine about ("ignore the above and …"): nobody says them to a customer, whoever wrote them.

They come in what customers write and in articles. A draft is never made of them, and states nothing that only they say.
"""

from __future__ import annotations

import re

from assist.domain.guard import sentences

_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass) (?:\w+ ){0,3}(?:above|previous|prior|earlier|"
    r"instructions?|rules?|prompts?)|\b(?:pretend|act as|you are now|from now on|system (?:prompt|override|message)|"
    r"developer mode|jailbreak|as an? (?:ai|assistant|language))\b|\b(?:reply|respond|answer|write|output|print|repeat)"
    r"(?: only| exactly)? (?:(?:with|the|this|that)\b|:)|\[/?(?:inst|system)\]|<\|"
    r"|^\W*(?:assistant|ai|system|agent|bot|chatbot|model)\s*:"
    r"|\b(?:note|message|instructions?) (?:to|for) (?:the |any )?(?:ai|assistant|bot|chatbot|model|machine)\b"
    r"|(?:忽略|无视|無視|忘记|忘記)(?:以上|之前|前面|上述|所有)|(?:你现在是|你現在是|假装|假裝|扮演|系统提示|系統提示|从现在起|從現在起)"
    r"|(?:只|请|請)?(?:回复|回覆|输出|輸出|回答)(?:以下|：|:|“)|(?:系统|系統)(?:指令|命令|消息|訊息)|^\W*(?:助手|客服|系统|系統)\s*[：:]"
    r"|(?:助手|机器人|機器人|人工智能|人工智慧|模型)(?:必须|必須|应当|應當|应该|應該|要|请|請)|原样(?:发|發|回|输)",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)


def gives_orders(sentence: str) -> bool:
    """Whether a sentence tries to order a machine about."""
    return bool(_ORDERS.search(sentence))


def without_orders(text: str) -> str:
    """``text`` without such sentences and without what is hidden in comments; unchanged where there are none."""
    shown = _HIDDEN.sub(" ", text)
    parts = sentences(shown)
    kept = [s for s in parts if not gives_orders(s)]
    return shown if len(kept) == len(parts) and not gives_orders(shown) else " ".join(kept)
