"""Chinese numbers as they are spoken, written as digits."""

from __future__ import annotations

import re

_DIGITS = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | {"〇": "0", "幺": "1", "两": "2", "兩": "2"}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
_D = "零〇一二三四五六七八九幺两兩"
_CODE = re.compile(rf"[{_D}](?:[，,、\s]?[{_D}]){{2,}}")
_VALUE = re.compile(rf"[{_D}十百千万萬亿億]*[十百千万萬亿億][{_D}十百千万萬亿億]*(?:点[{_D}]+)?")
_DECIMAL = re.compile(rf"[{_D}]点[{_D}]+(?=[元块钱折倍%万亿]|$)")
_PERCENT = re.compile(rf"百分之([{_D}十百点]+)")
# Bare units inside words: 千万别 ("by no means"), 十分 ("very"), 万一 ("in case"), 百度, 千克 ...
_WORDS = re.compile(r"(?:千万|万一|十分|十足|百分|万事|万能|千克|百度|万岁|八成|一百一)")


# 一, said alone at the end of a code, is heard as 亿 or E; nobody dictates a code in hundreds of millions.
_F = rf"\d{_D}"
_ONE = re.compile(
    rf"(?:(?<=[{_F}]{{4}})|(?<=[{_F}][- ][{_F}]{{2}})|(?<=[{_F}][- ][{_F}]{{3}}))\s*"
    rf"(?:[亿億]|[EeＥ](?![A-Za-z]))(?=\s*(?:[{_F}]|[，,。.、]|$))"
)
# What sounds like a digit, between digits of a code: a word there would cut the code in two.
SOUNDS = {
    "零": "灵靈铃鈴令另玲凌",
    "一": "衣医醫依",
    "二": "儿兒尔爾耳",
    "三": "山散伞傘",
    "四": "是死斯司思",
    "五": "吴吳午舞武",
    "六": "留流刘劉溜柳",
    "七": "期其妻起",
    "八": "吧巴爸",
    "九": "久酒",
    "幺": "要妖腰邀",
}
_HEARD = {homophone: digit for digit, homophones in SOUNDS.items() for homophone in homophones}
_MISHEARD = re.compile(rf"[{_F}](?:[{''.join(_HEARD)}]?[{_F}])+")
_MISHEARD_AT_LEAST, _DIGITS_FOR_ONE = 6, 4


def write_digits(text: str) -> str:
    """``text`` with its spoken numbers as digits: 三 digits in a row are a code, numbers with units their value."""
    text = _ONE.sub(_one, _MISHEARD.sub(_as_digits, text))
    text = _PERCENT.sub(_percent, text)
    text = _VALUE.sub(_valued, text)
    text = _DECIMAL.sub(lambda m: "".join("." if c == "点" else _DIGITS[c] for c in m[0]), text)
    return _CODE.sub(_coded, text)


def _one(found: re.Match[str]) -> str:
    return "一" if found.string[: found.start()][-1:] in _DIGITS else "1"


def _as_digits(found: re.Match[str]) -> str:
    """A code with a few words that sound like digits in it: those are digits."""
    said = found[0]
    words = sum(c in _HEARD for c in said)
    if len(said) < _MISHEARD_AT_LEAST or words * _DIGITS_FOR_ONE > len(said) - words:
        return said
    return "".join(_HEARD.get(c, c) for c in said)


def _coded(found: re.Match[str]) -> str:
    return "".join(_DIGITS[c] for c in found[0] if c in _DIGITS)


def _percent(found: re.Match[str]) -> str:
    whole, _, part = found[1].partition("点")
    value = _value(whole)
    if value is None:
        return found[0]
    return f"{value}{'.' + ''.join(_DIGITS.get(c, '') for c in part) if part else ''}%"


def _valued(found: re.Match[str]) -> str:
    said = found[0]
    after = found.string[found.end() : found.end() + 1]
    if said[0] not in _DIGITS and said[0] != "十":
        return said
    if _WORDS.match(said + after) or len(said) == 1:
        return said
    whole, _, part = said.partition("点")
    value = _value(whole)
    if value is None:
        return said
    return str(value) + (f".{''.join(_DIGITS[c] for c in part)}" if part else "")


def _value(said: str) -> int | None:
    """The value of a number with units (三百五 is 350); ``None`` when it is not one."""
    if said and all(c in _DIGITS for c in said):
        return int("".join(_DIGITS[c] for c in said))
    total, section, digit, unit = 0, 0, None, 1
    for char in said:
        if char in _DIGITS:
            if digit is not None and digit != 0:
                return None
            digit = int(_DIGITS[char])
            unit = 1 if digit == 0 else unit
        elif char in _UNITS:
            if digit is None and char != "十":
                return None
            section += (1 if digit is None else digit) * _UNITS[char]
            digit, unit = None, _UNITS[char] // 10
        else:
            section += digit or 0
            if not section:
                return None
            total = (total + section) * _BIG[char] if _BIG[char] > 10_000 else total + section * _BIG[char]
            section, digit, unit = 0, None, _BIG[char] // 10
    last = 0 if digit is None else digit * (max(1, unit))
    return total + section + last
