"""A number dictated in Chinese, of which the recogniser took some digits for other words that sound like them."""

from __future__ import annotations

DIGITS = "零一二三四五六七八九幺"
_SOUNDS = frozenset(
    "灵靈铃鈴令另玲凌" "衣医醫依伊宜也" "儿兒而尔爾耳" "山散伞傘" "死斯司思丝絲撕士" "吴吳午舞武伍" "留流刘劉溜柳"
    "期其妻起" "吧巴爸伯" "久酒就" "妖腰邀"
)  # fmt: skip
_PARTS = " ，,、"
_ENDS = "。.!！?？"
_FEWEST = 4


def doubtful_from(text: str) -> int | None:
    """Where a dictated number at the end of ``text`` begins that has words in it; ``None`` where there is none.

    Inside, the words sound like digits; one at its beginning, after a pause, may be any.
    """
    said = text.rstrip(_ENDS)
    begin = max(said.rfind(part) for part in _PARTS) + 1
    chunk = said[begin:]
    first = next((i for i, char in enumerate(chunk) if char in DIGITS), None)
    if first is None or chunk[-1] not in DIGITS:
        return None
    while first and chunk[first - 1] in _SOUNDS:
        first -= 1
    if begin and first == 1:
        first = 0
    number = chunk[first:]
    digits = sum(char in DIGITS for char in number)
    strange = sum(char not in DIGITS and char not in _SOUNDS for char in number[1:])
    return begin + first if not strange and _FEWEST <= digits < len(number) < 2 * digits else None


def agrees(digits: str, before: str) -> bool:
    """Whether ``digits``, read anew, holds those of ``before`` in their order, one for each of its characters."""
    rest = iter(digits)
    return len(digits) == len(before) and all(char in rest for char in before if char in DIGITS)
