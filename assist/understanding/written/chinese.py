"""Chinese figures, from characters to digits: numbers read one by one, amounts, lengths, marks, shares, addresses.

Days and hours stay as they are; so do small numbers in words and names (一个, 三里屯).
"""

from __future__ import annotations

import re
from itertools import pairwise

from assist.understanding.extract.numerals import chinese_number
from assist.understanding.written.rewriting import Edit

_DIGIT = "零〇一二三四五六七八九幺两"
_VALUE = dict(zip("零〇一二三四五六七八九", "00123456789", strict=True)) | {"幺": "1", "两": "2", "洞": "0", "拐": "7"}
_NUMBER = f"[{_DIGIT}十百千万亿]+"
_ONE_BY_ONE = re.compile(rf"(?<![{_DIGIT}十百千万点])[{_DIGIT}洞拐](?:[\s\-]?[{_DIGIT}洞拐]){{2,}}(?![十百千万年])")
_UNIT = r"元钱?|块钱?|美元|美金|港币|欧元|英镑|个?小时|分钟|公里|千米|人民币|%"
_UNITED = re.compile(rf"(?P<n>{_NUMBER})(?P<u>{_UNIT})")
_DECIMAL = re.compile(rf"(?P<w>{_NUMBER})点(?P<f>[{_DIGIT}]+)(?P<u>{_UNIT}|分(?!钟))?")
_SIZED = re.compile(rf"(?<![{_DIGIT}十百千月])(?P<n>[{_DIGIT}十百]{{2,4}})(?P<u>[号號码碼])")
_DAYS = 31
_SCORE = re.compile(rf"(?P<n>{_NUMBER})分(?![钟之])")
_ABOUT_SCORES = re.compile(r"评分|打分|分数|得分|口碑|评价|星级")
_SHARE = re.compile(rf"百分之(?P<n>{_NUMBER})(?:点(?P<f>[{_DIGIT}]+))?")
_RANGE_END = re.compile(r"以[上下内]|左右|之间|到|至")
_ADDRESS = re.compile(
    r"(?P<user>[a-z0-9][a-z0-9\s._\-]*?(?:\s*(?:点|杠|下划线|减号)\s*[a-z0-9\s]+?)*)\s*(?:艾特|圈a|小老鼠|\bat\b)\s*"
    r"(?P<host>[a-z0-9\s\-]+(?:\s*点\s*[a-z0-9\s\-]+)*?)\s*点\s*(?P<end>com|cn|net|org|edu)(?:\s*点\s*(?P<more>cn))?",
    re.IGNORECASE,
)
_DASH = re.compile(rf"(?<=[{_DIGIT}a-z0-9])\s*(?:杠|横杠|减号)\s*(?=[{_DIGIT}a-z0-9])", re.IGNORECASE)
_SIGNS = {"点": ".", "杠": "-", "减号": "-", "下划线": "_"}


def sign_edits(text: str) -> list[Edit]:
    """Addresses and dashes; before the figures, so that these are read through."""
    edits = [Edit(m.start(), m.end(), _address(m)) for m in _ADDRESS.finditer(text)]
    taken = [(e.start, e.end) for e in edits]
    return edits + [
        Edit(m.start(), m.end(), "-") for m in _DASH.finditer(text) if not any(a <= m.start() < b for a, b in taken)
    ]


def _address(found: re.Match[str]) -> str:
    user, host = (re.sub(r"\s*(点|杠|减号|下划线)\s*", lambda m: _SIGNS[m[1]], found[g]) for g in ("user", "host"))
    user = "".join(_VALUE.get(c, c) for c in user)
    whole = f"{user}@{host}.{found['end']}{'.' + found['more'] if found['more'] else ''}"
    return re.sub(r"\s", "", whole).lower()


def figure_edits(text: str) -> list[Edit]:
    """Digits for what is read one by one or counts something."""
    edits = [Edit(m.start(), m.end(), _share(m)) for m in _SHARE.finditer(text)]
    scores = bool(_ABOUT_SCORES.search(text))
    edits += [Edit(m.start(), m.end(), f"{n}{m['u']}") for m in _SIZED.finditer(text) if (n := _size(m["n"]))]
    for rule in (_decimals, _united, _scores if scores else _none, _one_by_one):
        taken = [(e.start, e.end) for e in edits]
        edits += [e for e in rule(text, scores) if not any(a < e.end and e.start < b for a, b in taken)]
    return edits


_SAME_UNIT = re.compile(r"(?<=\d)(?P<u>个?小时|分钟|元|块|公里)(?=\d+(?:\.\d+)?(?P=u))")


def range_edits(text: str) -> list[Edit]:
    """A dash between two lengths or amounts that stand beside each other, the "to" not having been heard."""
    return [Edit(m.end(), m.end(), "-") for m in _SAME_UNIT.finditer(text)]


def _none(text: str, scores: bool) -> list[Edit]:  # noqa: ARG001, FBT001 - as its siblings
    return []


def _share(found: re.Match[str]) -> str:
    return f"{chinese_number(found['n'])}{'.' + _digits(found['f']) if found['f'] else ''}%"


def _digits(said: str) -> str:
    return "".join(_VALUE.get(c, c) for c in re.sub(r"[\s\-]", "", said))


def _decimals(text: str, scores: bool) -> list[Edit]:  # noqa: FBT001 - as its siblings
    """Decimals: "四点五公里", "四点五分以上"; not "四点五分" the time of day."""
    edits = []
    for m in _DECIMAL.finditer(text):
        unit = m["u"] or ""
        marks = bool(_RANGE_END.match(text[m.end() :])) or scores
        if (unit == "分" and not (marks and len(m["f"]) == 1)) or (not unit and not (scores and len(m["f"]) == 1)):
            continue
        whole = chinese_number(m["w"])
        if whole is not None:
            edits.append(Edit(m.start(), m.end(), f"{whole}.{_digits(m['f'])}{unit}"))
    return edits


def _united(text: str, scores: bool) -> list[Edit]:  # noqa: ARG001, FBT001 - as its siblings
    edits = []
    for m in _UNITED.finditer(text):
        pair = _two_numbers(m["n"])
        number = f"{pair[0]}-{pair[1]}" if pair else _quantity(m["n"])
        if number:
            edits.append(Edit(m.start(), m.end(), f"{number}{m['u']}"))
    return edits


def _scores(text: str, scores: bool) -> list[Edit]:  # noqa: ARG001, FBT001 - as its siblings
    return [Edit(m.start(), m.end(), f"{n}分") for m in _SCORE.finditer(text) if (n := _quantity(m["n"]))]


def _one_by_one(text: str, scores: bool) -> list[Edit]:  # noqa: ARG001, FBT001 - as its siblings
    return [Edit(m.start(), m.end(), _digits(m[0])) for m in _ONE_BY_ONE.finditer(text)]


def _quantity(said: str) -> str | None:
    return chinese_number(said.replace("幺", "一")) if any(c in "十百千万亿" for c in said) else _digits(said)


def _well_formed(said: str) -> int | None:
    """The number, where it is said as numbers are: counted with its scales, or read digit by digit."""
    if not said or said[0] in "零〇百千万亿" or (said[-1] == "零" and any(c in "十百千" for c in said)):
        return None
    if any(c in "十百千万亿" for c in said):
        if re.search(rf"[{_DIGIT}]{{2}}", said.replace("零", "")) or not _descends(said):
            return None
        value = chinese_number(said)
        return int(value) if value else None
    return int(_digits(said))


def _descends(said: str) -> bool:
    """Whether the scales go down from left to right, as in one number they do, up to each 万 or 亿."""
    for section in re.split("[万亿]", said):
        scales = ["十百千".index(c) for c in section if c in "十百千"]
        if any(low <= high for low, high in pairwise(scales)):
            return False
    return True


def _size(said: str) -> str | None:
    """A size or a number of a room: what is too large for a day of a month; else ``None``."""
    value = _well_formed(said)
    return str(value) if value is not None and value > _DAYS else None


def _two_numbers(said: str) -> tuple[int, int] | None:
    """The two ends of a range whose "to" a recogniser dropped: "二百三百元", "五十一百元"; ``None`` for one number."""
    if _well_formed(said) is not None and (any(c in "十百千万亿" for c in said) or len(said) < 4):
        return None
    pairs = []
    for cut in range(1, len(said)):
        low, high = _well_formed(said[:cut]), _well_formed(said[cut:])
        if low and high and low < high <= 100 * low and (low % 5 == 0 or high < 10):
            pairs.append((abs(len(said) - 2 * cut), low, high))
    pairs = [p for p in pairs if p[2] % 5 == 0 or p[2] < 10]
    return min(pairs)[1:] if pairs else None
