"""What a field is about, read from its type, its name and its label: the kind of value, its cue words, its role."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from assist.domain.pack import FieldType, Form, FormField
from assist.understanding.extract.choices import ChoiceSet, choice_kind
from assist.understanding.extract.folding import fold, has_han, words_of
from assist.understanding.extract.subjects import matters_of

# Words that mean the same in labels, questions and answers; each row is one idea.
_IDEAS: tuple[tuple[str, ...], ...] = (
    ("email", "e-mail", "mail", "邮箱", "邮件", "电邮"),
    (
        "phone",
        "telephone",
        "mobile",
        "cell",
        "cellphone",
        "contact number",
        "call you",
        "reach you",
        "电话",
        "手机",
        "联系方式",
    ),
    ("zip", "postal", "postcode", "zipcode", "邮编", "邮政编码"),
    ("order", "订单", "单号"),
    ("account", "账号", "账户", "帐号", "帐户"),
    ("username", "user name", "user id", "login", "用户名"),
    ("address", "地址", "住址"),
    ("date", "day", "when", "日期", "哪天", "几号", "什么时候"),
    ("time", "hour", "when", "what time", "时间", "几点", "什么时候"),
    ("birth", "born", "birthday", "dob", "出生", "生日"),
    ("price", "cost", "pay", "budget", "price range", "价格", "价位", "预算", "多少钱", "费用"),
    ("amount", "how much", "sum", "金额", "多少钱"),
    ("rating", "rated", "stars", "star", "评分", "评价", "星级"),
    ("guests", "people", "guest", "party", "attendees", "persons", "人数", "几个人", "几位", "多少人"),
    ("size", "people", "persons"),
    ("rooms", "room", "bedrooms", "bedroom", "房间", "几间"),
    ("symptoms", "symptom", "feeling", "症状", "不舒服"),
    ("reason", "why", "purpose", "about", "原因", "为什么", "事由"),
    ("request", "requests", "need", "want", "要求", "需求"),
    ("city", "town", "where", "城市"),
    ("location", "where", "place", "area", "city", "town", "位置", "地点", "哪里", "哪儿"),
    ("area", "where", "city", "neighborhood", "区域"),
    ("destination", "going to", "where to", "headed", "heading", "drop", "to", "目的地", "去哪", "到哪"),
    ("origin", "departing", "leaving", "coming from", "depart", "from", "出发地", "从哪"),
    ("departure", "depart", "departing", "leave", "leaving", "from", "pick you up", "出发"),
    ("arrival", "arrive", "arriving", "going", "to", "到达"),
    ("start", "begin", "starting", "开始"),
    ("end", "ending", "finish", "wrap up", "until", "结束"),
    ("return", "returning", "coming back", "come back", "返程", "返回"),
    ("check", "checking"),
    ("movie", "film", "电影"),
    ("genre", "kind", "type", "style", "类型"),
    ("category", "kind", "type", "cuisine", "类型", "种类"),
    ("type", "kind", "sort", "类型", "型"),
    ("doctor", "physician", "dr", "医生"),
    ("director", "directed", "导演"),
    ("starring", "actor", "actress", "star", "cast", "starred", "主演", "演员"),
    ("cast", "actor", "actress", "starring", "star", "acted", "主演", "演员"),
    ("artist", "singer", "band", "sung", "歌手"),
    ("receiver", "recipient", "send", "pay", "to whom", "whom", "contact", "who", "person", "收款人", "收件人"),
    ("contact", "person", "who", "联系人"),
    ("pickup", "pick up", "pick", "collect", "取车", "上车"),
    ("visit", "viewing", "view", "参观", "看房"),
    ("appointment", "预约"),
    ("journey", "travel", "trip", "traveling", "出行"),
    ("stay", "nights", "days", "long"),
    ("property", "apartment", "house", "housing", "apartments", "小区"),
    ("show", "showing", "场次"),
    ("restrictions", "restriction", "vegetarian", "vegan", "allergies", "diet", "dietary"),
    ("parking", "park", "停车"),
    ("food", "dish", "dishes", "eat", "cuisine", "菜"),
    ("drinks", "drink", "beverages", "喝"),
    ("alarm", "闹钟"),
    ("pin", "pin code", "密码"),
    ("fee", "费"),
    ("名称", "叫什么", "名字", "哪家", "哪个"),
    ("消费", "价格", "人均", "花费"),
    ("门票", "票价", "门票价格"),
    ("游玩", "玩", "游览", "停留"),
    ("推荐菜", "菜", "吃", "菜品", "特色菜"),
)
_DULL = frozenset(
    [
        "the",
        "of",
        "a",
        "an",
        "to",
        "for",
        "your",
        "no",
        "id",
        "code",
        "number",
        "num",
        "preferred",
        "is",
        "in",
        "at",
        "and",
        "or",
        "per",
        "的",
        "号码",
    ]
)
_SELF = frozenset(
    [
        "customer",
        "user",
        "your",
        "patient",
        "renter",
        "guest",
        "caller",
        "client",
        "full",
        "member",
        "cardholder",
        "account",
        "passenger",
    ]
)
_OTHER = frozenset(
    [
        "host",
        "doctor",
        "driver",
        "contact",
        "receiver",
        "recipient",
        "artist",
        "director",
        "cast",
        "actor",
        "starring",
        "directed",
        "manager",
        "staff",
        "stylist",
        "singer",
        "author",
    ]
)
_FREE = frozenset(
    [
        "reason",
        "request",
        "requests",
        "report",
        "description",
        "describe",
        "message",
        "symptoms",
        "symptom",
        "issue",
        "problem",
        "comment",
        "comments",
        "note",
        "notes",
        "details",
        "change",
        "feedback",
        "restrictions",
        "question",
        "原因",
        "问题",
        "描述",
        "备注",
        "留言",
        "说明",
        "要求",
        "症状",
        "投诉",
    ]
)
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("from", re.compile(r"^(?:from|origin|departure|depart|source|出发地?|起点|始发.*|上车.*)$")),
    ("to", re.compile(r"^(?:to|destination|arrival|dest|目的地?|到达.*|终点|下车.*)$")),
)
_SPAN_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "start",
        re.compile(r"^(?:start|begin|in|checkin|pickup|departure|depart|open|from|入住.*|开始.*|出发.*|取车.*)$"),
    ),
    ("end", re.compile(r"^(?:end|out|checkout|return|finish|dropoff|close|until|退房.*|离店.*|结束.*|返.*|还车.*)$")),
)


@dataclass(frozen=True, eq=False)
class Plan:
    """How to read one field.

    ``kind`` is the field type, or what the label of a text field says (``price rating duration title genre free
    token``). ``ideas`` holds for each content word of the label all words that mean it; ``wordings`` the same for each
    language of the label with every word's share of the weight; ``cue`` finds the label in
    running text; ``about_self`` says a person field means the one who writes; ``topic`` are the form's own words.
    """

    field: FormField
    kind: str
    ideas: tuple[tuple[str, ...], ...]
    wordings: tuple[tuple[tuple[tuple[str, ...], float], ...], ...]
    cue: re.Pattern[str] | None
    choices: ChoiceSet
    role: str = ""
    about_self: bool = False
    ordinal: int = 0
    topic: tuple[str, ...] = ()
    alone: bool = False
    matters: frozenset[str] = frozenset()

    @property
    def pattern(self) -> str | None:
        """The pattern given, or what the label implies for PINs and account numbers."""
        if self.field.pattern is not None or self.kind != "id":
            return self.field.pattern
        words = {idea[0] for idea in self.ideas}
        return r"\d{3,6}" if words & {"pin", "passcode"} else r"\d{7,20}" if self.field.type is FieldType.TEXT else None

    @property
    def family(self) -> object:
        """Fields of one family compete for the same values."""
        if self.kind != "choice":
            return self.kind
        kind = choice_kind(self.choices)
        if kind == "plain":
            return frozenset(c.value for c in self.field.choices)
        return {"day": "date", "weekday": "weekday"}.get(kind, kind)

    @property
    def name(self) -> str:
        """The field's name."""
        return self.field.name


@lru_cache(maxsize=64)
def plans_for(form: Form) -> tuple[Plan, ...]:
    """One plan for each field of ``form``; what a word is worth depends on the other labels of the form."""
    labels = {f.name: _label_words(f) for f in form.fields}
    spread = {w: sum(w in ws for ws in labels.values()) for ws in labels.values() for w in ws}
    topic = tuple(dict.fromkeys(w for t in _texts(form) for w in words_of(t) if w not in _DULL))
    plans = [_plan(f, labels[f.name], spread, topic) for f in form.fields]
    people = [p for p in plans if p.kind == "person"]
    if people and not any(p.about_self for p in people):
        first = people[0].name if people[0].field.type is FieldType.PERSON else ""
        plans = [_replace(p, about_self=p.name == first) for p in plans]
    kinds = [p.family for p in plans]
    return tuple(_replace(p, alone=kinds.count(p.family) == 1) for p in plans)


def _replace(plan: Plan, *, about_self: bool | None = None, alone: bool | None = None) -> Plan:
    return replace(
        plan,
        about_self=plan.about_self if about_self is None else about_self,
        alone=plan.alone if alone is None else alone,
    )


def _texts(form: Form) -> tuple[str, ...]:
    return tuple(text for _, text in form.title.by_language) + (form.id,)


def _label_texts(field: FormField) -> tuple[str, ...]:
    return tuple(dict.fromkeys([text for _, text in field.label.by_language if text] + [field.name]))


def _label_words(field: FormField) -> tuple[str, ...]:
    words: dict[str, None] = {}
    for text in _label_texts(field):
        for word in words_of(text):
            if word not in _DULL or len(words_of(text)) == 1:
                words[word] = None
    if field.name == "username" or "username" in words:
        words.pop("user", None)
    return tuple(w for w in words if not w.isdigit()) or (fold(field.name),)


def _plan(field: FormField, words: tuple[str, ...], spread: dict[str, int], topic: tuple[str, ...]) -> Plan:
    every = {w for text in _label_texts(field) for w in words_of(text)}
    kind = _kind(field, every, words)
    self_ = kind == "person" and (bool(_SELF & every) or every <= {"name", "姓名", "名字"}) and not _OTHER & every
    choices = ChoiceSet(field)
    spatial = kind in ("place", "address", "title", "free") or (kind == "choice" and choice_kind(choices) == "plain")
    roles = _ROLES if spatial else _SPAN_ROLES
    role = next((r for r, shape in roles for w in (*words, *every) if shape.match(w)), "")
    number = next((int(w) for w in every if w.isdigit() and len(w) == 1), 0)
    ideas = tuple(_same_idea(w) for w in words)
    return Plan(
        field,
        kind,
        ideas,
        tuple(w for text in _label_texts(field) if (w := _wording(text, words, spread))),
        _cue(field, words),
        choices,
        role,
        self_,
        number,
        topic,
        matters=matters_of(topic),
    )


def _wording(text: str, words: tuple[str, ...], spread: dict[str, int]) -> tuple[tuple[tuple[str, ...], float], ...]:
    """One language's label: each word's idea with its share of the label's weight."""
    own = [w for w in words_of(text) if w in words]
    weights = [(0.5 if w in ("name", "date", "time", "day", "hour") else 1.0) / max(1, spread.get(w, 1)) for w in own]
    total = sum(weights) or 1.0
    return tuple((_same_idea(w), weight / total) for w, weight in zip(own, weights, strict=True))


def _same_idea(word: str) -> tuple[str, ...]:
    found = {word: None}
    for row in _IDEAS:
        if row[0] == word or (has_han(word) and any(r in word for r in row if has_han(r) and len(r) > 1)):
            found.update(dict.fromkeys(row))
    if word.endswith("s") and len(word) > 4 and word.isascii():
        found[word[:-1]] = None
    return tuple(found)


_BY_WORD: tuple[tuple[str, str], ...] = (
    ("email", r"e-?mail|邮箱|邮件"),
    ("phone", r"phone|mobile|telephone|电话|手机"),
    ("date", r"date|birth|birthday|dob|日期|生日|出生.*"),
    ("duration", r"duration|length|nights|游玩时间|时长|天数|.*时长"),
    ("price", r"price|cost|fee|amount|budget|fare|.*消费|.*价格?|价位|.*门票|票价|费用|预算|金额|.*费"),
    ("rating", r"rating|stars|评分|星级|.*评分"),
    ("time", r"time|hour|时间|.*时间"),
    ("free", r"(?!)"),
    ("token", r"username|login|用户名"),
    ("id", r"pin|passcode|account|serial|sku|tracking|账号|密码|单号|订单号|.*编号"),
    ("address", r"address|地址|住址|.*地址"),
    (
        "place",
        r"city|location|airport|station|destination|origin|place|area|town|from|to|departure|arrival|出发地?|目的地?|地点|城市|机场|车站|起点|终点|.*位置",
    ),
    ("genre", r"genre|category|type|kind|style|cuisine|food|drinks?|class|.*类型|种类|.*类别|推荐菜|菜|菜品|.*型号"),
    ("url", r"url|link|website|网址|链接"),
)


def _kind(field: FormField, every: set[str], words: tuple[str, ...]) -> str:
    if field.type is not FieldType.TEXT:
        return field.type.value
    if field.pattern:
        return "id"
    if {"security", "answer"} <= every or "密保答案" in every:
        return "secret"
    if _FREE & every or any(w.endswith(tuple(f for f in _FREE if has_han(f))) for w in every):
        return "free"
    if _OTHER & every:
        return "person"
    for kind, shape in _BY_WORD:
        if any(re.fullmatch(shape, w) for w in every):
            return kind
    if every & {"name", "title", "album", "song", "名称", "名字", "店名"} or any(w.endswith("名称") for w in words):
        return "person" if _SELF & every or "姓名" in every else "title"
    return "free"


def mask_compounds(folded: str) -> str:
    """ "email address" is no address: the second word blanked out, at the same length."""
    return _COMPOUND.sub(lambda m: m[1] + "_" * len(m[2]), folded) if "mail " in folded else folded


_COMPOUND = re.compile(r"(mail)( address(?:es)?)")


def _cue(field: FormField, words: tuple[str, ...]) -> re.Pattern[str] | None:
    """The label in running text: "order id", "order number", "my zip", "订单号"."""
    phrases: set[str] = set()
    for text in _label_texts(field):
        parts = [w for w in words_of(text) if not w.isdigit()]
        if parts:
            phrases.add(r"[\s_\-]?".join(map(re.escape, parts)))
    heads = [w for w in words if w not in ("name", "date", "time", "day", "hour", "full", "number") or len(words) == 1]
    for word in heads[:2] if len(heads) <= 2 else ():
        for same in _same_idea(word):
            if (
                len(same) > 2
                and same
                not in (
                    "when",
                    "where",
                    "to",
                    "from",
                    "about",
                    "need",
                    "want",
                    "pay",
                    "who",
                    "why",
                    "long",
                    "part",
                    "send",
                )
            ) or (has_han(same) and len(same) > 1):
                phrases.add(re.escape(same))
    if not phrases:
        return None
    body = "|".join(sorted(phrases, key=len, reverse=True))
    edge = r"(?<![a-z0-9])" if body[:2].isascii() else ""
    return re.compile(rf"{edge}(?:{body})(?![a-z])")
