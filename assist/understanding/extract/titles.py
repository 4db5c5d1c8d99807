"""Names of things and places: what the agent proposed and the customer took up, capitals, suffixes, prepositions."""

from __future__ import annotations

import re
from functools import lru_cache

from assist.understanding.extract.casing import cased
from assist.understanding.extract.folding import fold, has_han
from assist.understanding.extract.names import proper_names
from assist.understanding.extract.spans import Span, drop_covered
from assist.understanding.extract.words import STOP

_KINDS_ZH: tuple[tuple[str, str], ...] = (
    (
        "酒店|宾馆|住宿|旅馆",
        "酒店|饭店|宾馆|旅馆|旅店|公寓|客栈|旅舍|度假村|会议中心|大厦|招待所|山庄|驿站|民宿|之星|会馆|国际中心",
    ),
    (
        "餐馆|餐厅|饭馆|餐饮|美食",
        "餐厅|饭店|饭馆|菜馆|烤鸭店|火锅|小吃店|小吃|食府|酒楼|面馆|烤肉|烤鸭|饭庄|菜|坊|居|轩|楼|酒家|咖啡|涮肉|羊蝎子|料理|客栈|店",
    ),
    (
        "景点|景区|旅游|门票",
        (
            "公园|博物馆|博物院|美术馆|纪念馆|图书馆|展览馆|科技馆|体育馆|体育场|植物园|动物园|海洋馆|水族馆|剧院|大剧院|音乐厅|寺|庙|塔|宫|陵|园|湖|"
            "山|谷|峡|城|长城|广场|大街|步行街|胡同|故居|王府|景区|风景区|度假区|乐园|游乐园|世界|艺术区|大学|教堂|天主堂|书店|门|桥|楼|馆|中心|村|岛|沟|遗址|滑雪场|温泉"
        ),
    ),
)
_ANY_ZH = "|".join(
    sorted(
        {s for _, row in _KINDS_ZH for s in row.split("|")}
        | {"机场", "车站", "火车站", "地铁站", "站", "医院", "商场", "学校", "路口"},
        key=len,
        reverse=True,
    )
)
_BRANCH = r"(?:\s?[(（][^()（）]{1,14}[)）])"
_NAME_ZH = re.compile(
    rf"[\u4e00-\u9fffA-Za-z0-9·&]{{1,16}}?(?:{_ANY_ZH})+(?![\u4e00-\u9fff]{{0,3}}(?:{_ANY_ZH})(?:[(（]|\b)"
    rf"){_BRANCH}?|[\u4e00-\u9fffA-Za-z0-9·&]{{2,14}}{_BRANCH}"
)
_CUT_ZH = re.compile(
    r".*(?:请问|知道|帮我|给我|麻烦|我要|我想|想要|想去|要去|打算|准备|计划|一下|查查|查询|看看|推荐|预订|预定|选择|"
    r"就选|就去|就是|或者|还是|以及|然后|之后|之前|晚上|"
    r"中午|明天|今天|附近|周边|旁边|离|去|从|到|在|是|叫|住|订|选|逛|和|跟|与|的|吃|那个|这个|那家|这家|一家|一个|"
    r"个|家|有|那|这|吧|了|您|你|他|她|我|查|说|找|对|还|也|要|想|能|呢|再|来|往|把|为|把)"
)
_DULL_ZH = re.compile(
    rf"(?:[一-九0-9]?[个家间座]?(?:{_ANY_ZH}|餐馆|景点|餐厅|酒店))|.{{1,3}}型(?:酒店|宾馆|饭店)?|周边.*|附近.*|"
    rf".*(?:什么|哪|多少|几|怎么|评分|消费|价格|[0-9]分|元).*"
)


@lru_cache(maxsize=4096)
def names_zh(text: str) -> tuple[Span, ...]:
    """Chinese names of places and businesses, by their kind of word at the end and by branch in brackets."""
    folded = fold(text)
    found = []
    for m in _NAME_ZH.finditer(folded):
        cut = _CUT_ZH.match(re.sub(r"[(（].*", "", m.group()))
        start = m.start() + (cut.end() if cut else 0)
        said = folded[start : m.end()]
        if len(re.sub(r"[(（].*", "", said)) < 2 or _DULL_ZH.fullmatch(said):
            continue
        found.append(Span(start, m.end(), text[start : m.end()], 0.75 if re.search("[(（]", said) else 0.65))
    return tuple(drop_covered(found))


def fits_topic(name: str, topics: str) -> float:
    """1 when the name's last word belongs to the form's subject, 0.5 when unknown, 0 when to another subject."""
    bare = re.sub(r"\s?[(（].*", "", fold(name))
    own = other = 0
    for topic, suffixes in _KINDS_ZH:
        longest = max((len(s) for s in suffixes.split("|") if bare.endswith(s)), default=0)
        if re.search(topic, topics):
            own = max(own, longest)
        else:
            other = max(other, longest)
    return 1.0 if own > other else 0.0 if other > own else 0.5


@lru_cache(maxsize=4096)
def proposed_names(text: str) -> tuple[str, ...]:
    """Names an agent's turn puts forward: capitals, quotes, Chinese list items."""
    found = [s.value for s in proper_names(text) if len(s.value) > 2]
    found += [m.group(1) for m in re.finditer(r"[\"'“‘《「]([^\"'”’》」]{2,60})[\"'”’》」]", text)]
    if has_han(text):
        found += [s.value for s in names_zh(text)]
        found += [
            p
            for p in re.split(
                r"[，。！？、；：,.!?;:\s]|推荐(?:您去|你去|您|你)?|您可以去|有的|有|和|或者|或|是|去|为您|给您", text
            )
            if 2 <= len(p) <= 18 and has_han(p)
        ]
    return tuple(dict.fromkeys(found))


_EDGE = (
    "推荐|您|你|我|的|去|在|是|有|和|那|就|周边|附近|餐馆|餐厅|景点|酒店|这个|这家|该|评分|人均消费|电话|地址|营业时间|游玩时间|门票|价格|查|呢|吧|吗|了|啊|都|也|可以|好|到|从|"
    "元|分|什么|哪|还|给|为|哦|家|个|没|不|想|要|吃|道菜|菜|为您|您去|请问|出租车?|地铁站?|车型|车牌号?|请|叫|坐|打车|出发地|目的地|游玩|用餐|入住|住宿|[\u4e00-\u9fff]{2}型"
)
_EDGES = re.compile(rf"^(?:{_EDGE})+|(?:{_EDGE})+$")


def repeats_zh(text: str, heard: str) -> tuple[str, ...]:
    """Stretches of at least three characters the customer repeats from the agent's words, small words cut off."""
    if not heard or not has_han(text):
        return ()
    folded, found, at = fold(text), [], 0
    while at < len(folded) - 2:
        end = at + 2
        while end < len(folded) and folded[end] not in "，。？！,?!;；、 \n" and folded[at : end + 1] in heard:
            end += 1
        if end - at < 3:
            at += 1
            continue
        said = _EDGES.sub("", folded[at:end])
        start = folded.find(said, at)
        if len(said) >= 2 and has_han(said) and not _DULL_ZH.fullmatch(said) and not re.search(r"\d(?:元|分)", said):
            found.append(text[start : start + len(said)])
        at = end
    return tuple(dict.fromkeys(found))


def taken_up(text: str, proposed: tuple[str, ...]) -> tuple[Span, ...]:
    """Where ``text`` repeats a proposed name, whole."""
    folded = fold(text)
    found = []
    for name in proposed:
        at = folded.find(fold(name))
        if at < 0 or (not has_han(name) and fold(name) in STOP):
            continue
        if _cuts_word(folded, at, at + len(name)) or (has_han(name) and _DULL_ZH.fullmatch(fold(name))):
            continue
        found.append(Span(at, at + len(name), text[at : at + len(name)], 0.85))
    return tuple(drop_covered(found))


def _cuts_word(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return bool(
        (before.isascii() and before.isalnum() and text[start].isascii())
        or (after.isascii() and after.isalnum() and text[end - 1].isascii())
    )


_PREP = r"(?:in|to|from|at|near|around|for|into|visit|visiting|leaving|departing|toward|towards|through|search|of)"
_PLACE_EN = re.compile(
    rf"\b(?P<prep>{_PREP}|[Ii]n|[Tt]o|[Ff]rom|[Aa]t)\s+(?:the\s+)?['\"]?(?P<name>(?:St\.\s|Mt\.\s|"
    rf"Ft\.\s)?[A-Z0-9][\w'’\-]*(?:\s(?:(?:and|of|de|&)\s)?(?!I\b)[A-Z][\w'’\-]*)*(?:,\s?(?!I\b)"
    rf"[A-Z][A-Za-z]+(?:\s(?!I\b)[A-Z][a-z]+)?)?)"
)
_PLACE_LOW = re.compile(
    r"\b(?P<prep>in|to|from|at|near|into)\s+(?:the\s+)?(?=(?P<name>[a-z][a-z'\-]+(?:\s+and\s+[a-z]+|\s+[a-z]+){0,2}))"
)
_BREAK = re.compile(
    r"\s(?:to|from|on|for|at|in|and|with|by|please|that|which|this|next|tomorrow|today|around|the|i|is|area|city|"
    r"leaving|returning|arriving|departing|having|or|as|so|if|are|-|–)\b.*$"
)


_SMALL_REST = re.compile(r" (?P<word>[a-z]{3,})(?=\s*(?:[.!?,]|$))")


def _small_rest(text: str, end: int) -> str:
    """The small word that ends a name and the clause: "Las vegas"."""
    m = _SMALL_REST.match(text, end)
    return m.group() if m and m["word"] not in STOP and not m["word"].endswith(("ing", "ly", "ed")) else ""


def _calls(name: str) -> bool:
    """Whether the first word is a small word that begins no place ("in March", "to Book"); "New York" is one."""
    first = name.split(maxsplit=1)[0].lower().strip(".,'")
    return first in STOP and not (first == "new" and " " in name)


@lru_cache(maxsize=4096)
def places(text: str) -> tuple[Span, ...]:
    """Places after a preposition; capitals count more than small letters."""
    flat = cased(text)
    found = []
    for m in _PLACE_EN.finditer(flat):
        name = re.sub(r"[.,'’]+$", "", m["name"])
        name += _small_rest(flat, m.start("name") + len(name))
        if (
            all(w.strip(".,'") in STOP for w in name.lower().split())
            or _calls(name)
            or (name[0].isdigit() and not re.search(r"[A-Za-z]{3}", name))
        ):
            continue
        found.append(
            Span(m.start("name"), m.start("name") + len(name), text[m.start("name") : m.start("name") + len(name)], 0.8)
        )
    for m in _PLACE_LOW.finditer(fold(text)):
        name = (
            m["name"]
            if re.search(r"\w+ and \w+$", m["name"]) and m["prep"] in ("from", "to", "at")
            else _BREAK.sub("", m["name"])
        )
        words = name.split()
        while words and words[-1] in STOP:
            words.pop()
        at = Span(m.start("name"), m.start("name") + len(" ".join(words)), "")
        if (
            not words
            or words[0] in STOP - {"new"}
            or any(at.overlaps(f) for f in found)
            or (m["prep"] == "to" and "from" not in m.string)
        ):
            continue
        name = m["name"][: len(" ".join(words))]
        found.append(
            Span(m.start("name"), m.start("name") + len(name), text[m.start("name") : m.start("name") + len(name)], 0.5)
        )
    if has_han(text):
        found += _places_zh(text)
    found += [s._replace(score=0.55) for s in proper_names(text) if not any(s.overlaps(f) for f in found)]
    return tuple(drop_covered(found))


_RIDE = "坐地铁|乘坐?地铁|打车|乘坐?出租车?|坐车|开车"
_GO = r"(?:到|去|前往|至|开往)(?P<b>[^，。,？?！!的怎]{2,24}?)(?=[，。,？?！!的怎坐乘打吧请]|麻烦|帮我|告诉|$)"
_ROUTES_ZH = (
    re.compile(rf"(?:从|由)(?P<a>[^，。,？?！!]{{2,24}}?)(?:出发|{_RIDE}|坐|乘坐?)*{_GO}"),
    # Without its "from" a place is known by the ride behind it.
    re.compile(rf"(?:我们?|[想要])(?P<a>(?![想要])[^，。,？?！!从由到去]{{3,24}}?)(?:{_RIDE}){_GO}"),
)


def _places_zh(text: str) -> list[Span]:
    folded = fold(text)
    found = []
    routes = next((ms for route in _ROUTES_ZH if (ms := list(route.finditer(folded)))), [])
    for m in routes:
        found += [Span(m.start(g), m.end(g), text[m.start(g) : m.end(g)], 0.8) for g in ("a", "b")]
    found += [s for s in names_zh(text) if not any(s.overlaps(f) for f in found)]
    return found
