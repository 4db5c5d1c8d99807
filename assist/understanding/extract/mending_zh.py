"""Chinese typing errors put right before reading: a character twice, or two in the wrong order.

Nothing is put in that was not written. A character goes, or two change places, only where a word that says what stands
beside it comes of it, and where the characters as they stand are part of no word of the dictionary.
"""

from __future__ import annotations

from functools import lru_cache

import rjieba

from assist.domain.text import is_han
from assist.understanding.extract.folding import fold
from assist.understanding.extract.ideas import same_idea

_SMALL = frozenset("从到去在的是我你您和请帮把给有就也")
"""Seldom twice in a row, unless by a slip."""
_WORDS = """
酒店 宾馆 餐馆 餐厅 饭店 景点 公园 地铁 地址 电话 手机 号码 评分 价格 人均 消费 附近 周边 推荐 时间 日期 出租 打车 出发
预订 预定 入住 退房 订单 账号 密码 姓名 名字 名称 邮箱 邮编 门票 游玩 类型 服务 以上 以下 左右 快递 物流 退款 退货 换货
发票 尺码 颜色 型号 金额 数量 会员 请问 怎么 什么 可以 需要 麻烦 查询 告诉
"""
_CUES = frozenset(_WORDS.split())
_TWO = 2


def mend_zh(text: str, own: frozenset[str] = frozenset()) -> tuple[str, tuple[int, ...] | None]:
    """The text with slips put right, and for each of its offsets that in ``text``; ``None`` when nothing was changed.

    ``own`` are the words of the form's labels and choices.
    """
    folded, cues = fold(text), _CUES | _known(own)
    chars = list(text)
    single = _singles(folded)
    for i in range(len(folded) - 1):
        if _swapped(folded, single, i, cues):
            chars[i], chars[i + 1] = text[i + 1], text[i]
        elif i + _TWO < len(folded) and _parted(folded, single, i, cues):
            chars[i + 1], chars[i + 2] = text[i + 2], text[i + 1]
    gone = {i for i in range(len(folded) - 1) if _doubled(folded, single, i, cues)}
    if chars == list(text) and not gone:
        return text, None
    kept = [i for i in range(len(text)) if i not in gone]
    return "".join(chars[i] for i in kept), (*kept, len(text))


@lru_cache(maxsize=16)
def _known(own: frozenset[str]) -> frozenset[str]:
    words = {same for word in own for same in same_idea(word)}
    return frozenset(w for w in words if len(w) == _TWO and all(map(is_han, w)) and w[0] != w[1])


def _singles(folded: str) -> list[bool]:
    """Of each character, whether it is Chinese and part of no longer word."""
    out: list[bool] = []
    for word in rjieba.cut(folded, False):  # noqa: FBT003 - the library takes no keyword
        out += [len(word) == 1 and is_han(word)] * len(word)
    return out


def _swapped(folded: str, single: list[bool], i: int, cues: frozenset[str]) -> bool:
    """Whether two characters are a cue in the wrong order."""
    return single[i] and single[i + 1] and folded[i + 1] + folded[i] in cues


def _parted(folded: str, single: list[bool], i: int, cues: frozenset[str]) -> bool:
    """Whether the second character of a cue has changed places with the small word behind it."""
    return all(single[i : i + 3]) and folded[i] + folded[i + 2] in cues and folded[i + 1] in "到去在的是吗呢有和要了"


def _doubled(folded: str, single: list[bool], i: int, cues: frozenset[str]) -> bool:
    """Whether a character stands there once too often: a small word's, or the first or last of a cue."""
    if folded[i] != folded[i + 1]:
        return False
    if single[i] and single[i + 1]:
        return folded[i] in _SMALL
    before, behind = folded[max(0, i - 1) : i + 1], folded[i + 1 : i + 3]
    return (single[i] and behind in cues) or (single[i + 1] and before in cues)
