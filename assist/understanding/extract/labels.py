"""What a field is about, read from its type, its name and its label: the kind of value, its cue words, its role."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from assist.domain.pack import FieldType, Form, FormField
from assist.understanding.extract import checks
from assist.understanding.extract.choices import ChoiceSet, choice_kind
from assist.understanding.extract.folding import fold, has_han, words_of
from assist.understanding.extract.ideas import same_idea
from assist.understanding.extract.subjects import matters_of

_DULL = frozenset(
    ["the", "of", "a", "an", "to", "for", "your", "no", "id", "code", "number", "num", "preferred", "is", "in", "at",
     "and", "or", "per", "what", "which", "的", "号码"]
)  # fmt: skip
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
_COUNTED = frozenset(("party", "group", "table", "family", "people", "number"))  # with these a size counts heads
_PAST = frozenset(
    ("ordered", "bought", "purchased", "placed", "charged", "paid", "since", "delivered", "received", "sent",
     "happened", "opened", "下单", "购买", "扣款", "开始", "寄回", "收到", "付款")
)  # fmt: skip
_AHEAD = frozenset(("needed", "deadline", "until", "by", "due", "需要", "使用"))
_SPOTS = frozenset(
    ("center", "centre", "store", "shop", "office", "department", "team", "desk", "中心", "门店", "部门")
)
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("from", re.compile(r"^(?:from|origin|departure|depart|source|出发地?|起点|始发.*|上车.*)$")),
    ("to", re.compile(r"^(?:to|destination|arrival|dest|目的地?|到达.*|终点|下车.*)$")),
)
_SPAN_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "start",
        re.compile(
            r"^(?:start|begin|first|in|checkin|pickup|collect|collection|departure|depart|open|from|"
            r"入住.*|.*开始.*|出发.*|取.*)$"
        ),
    ),
    (
        "end",
        re.compile(
            r"^(?:end|last|out|checkout|return|back|finish|dropoff|close|until|退房.*|离店.*|.*结束.*|返.*|还.*|归还.*)$"
        ),
    ),
)


_PROBLEM = frozenset(
    (
        "report",
        "issue",
        "problem",
        "description",
        "complaint",
        "reason",
        "symptoms",
        "message",
        "fault",
        "damage",
        "repair",
        "trouble",
        "incident",
        "concern",
        "complaint",
        "原因",
        "问题",
        "描述",
        "症状",
        "投诉",
        "故障",
        "损坏",
        "报修",
        "维修",
    )
)


def _tells_problem(word: str) -> bool:
    return word in _PROBLEM or any(p in word for p in _PROBLEM if has_han(p))


@dataclass(frozen=True, eq=False)
class Plan:
    """How to read one field.

    ``kind`` is the field type, or what the label of a text field says (``price rating duration title genre free
    token``). ``ideas`` holds for each content word of the label all words that mean it; ``wordings`` the same for each
    language of the label with every word's share of the weight; ``cue`` finds the label in
    running text; ``about_self`` says a person field means the one who writes; ``topic`` are the form's own words;
    ``tense`` is ``past`` for days of things done, ``ahead`` for those to come.
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
    tense: str = ""

    @property
    def pattern(self) -> str | None:
        """The pattern given, or what the label implies for PINs and account numbers."""
        if self.field.pattern is not None or self.kind != "id":
            return self.field.pattern
        words = {idea[0] for idea in self.ideas}
        if words & {"pin", "passcode"}:
            return r"\d{3,6}"
        return checks.scheme(self.words) or (r"\d{7,20}" if self.field.type is FieldType.TEXT else None)

    @property
    def words(self) -> tuple[str, ...]:
        """Every word of the label in each language and of the name, and each of these whole, without blanks."""
        texts = [words_of(text) for text in _label_texts(self.field)]
        return (*(w for words in texts for w in words), *("".join(words) for words in texts))

    @property
    def tells_problem(self) -> bool:
        """Whether the field holds what is wrong, which customers say first and unasked."""
        return any(_tells_problem(idea[0]) for idea in self.ideas)

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
        plans = [replace(p, about_self=p.name == first) for p in plans]
    kinds = [p.family for p in plans]
    return tuple(replace(p, alone=kinds.count(p.family) == 1) for p in plans)


def own_words(plan: Plan) -> frozenset[str]:
    """The words of the field's label and of its choices."""
    said = [c for choice in plan.field.choices for c in (choice.value, *choice.synonyms)]
    return frozenset(w for text in (*_label_texts(plan.field), *said) for w in words_of(text))


def _texts(form: Form) -> tuple[str, ...]:
    return (*(text for _, text in form.title.by_language), form.id)


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
    number = next((int(w) for w in every if w.isdecimal() and len(w) == 1), 0)
    ideas = tuple(same_idea(w) for w in words)
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
        tense=_tense({w for w in every if not (role and "开始" in w)}) if kind == "date" else "",
    )


def _tense(every: set[str]) -> str:
    """Whether a day's label names something done or something to come; a plain "date" is neither."""
    for tense, verbs in (("past", _PAST), ("ahead", _AHEAD)):
        if any(v in every or (has_han(v) and any(v in w for w in every)) for v in verbs):
            return tense
    return ""


def _wording(text: str, words: tuple[str, ...], spread: dict[str, int]) -> tuple[tuple[tuple[str, ...], float], ...]:
    """One language's label: each word's idea with its share of the label's weight."""
    own = [w for w in words_of(text) if w in words]
    weights = [(0.5 if w in ("name", "date", "time", "day", "hour") else 1.0) / max(1, spread.get(w, 1)) for w in own]
    total = sum(weights) or 1.0
    return tuple((same_idea(w), weight / total) for w, weight in zip(own, weights, strict=True))


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
        (
            r"city|location|airport|station|destination|origin|place|area|town|from|to|departure|arrival|出发地?|"
            r"目的地?|地点|城市|机场|车站|起点|终点|.*位置"
        ),
    ),
    ("thing", r"product|item|model|device|appliance|article|产品|商品|物品"),
    ("size", r"size|尺码|尺寸|.*尺码|.*尺寸"),
    ("genre", r"genre|category|type|kind|style|cuisine|food|drinks?|class|.*类型|种类|.*类别|推荐菜|菜|菜品|.*型号"),
    ("url", r"url|link|website|网址|链接"),
)


def _kind(field: FormField, every: set[str], words: tuple[str, ...]) -> str:
    if field.type is not FieldType.TEXT:
        return field.type.value
    return "id" if field.pattern else _kind_by_label(every, words)


def _kind_by_label(every: set[str], words: tuple[str, ...]) -> str:
    if words and words[-1] in _SPOTS:  # a cost center is no cost
        return "free"
    if {"security", "answer"} <= every or "密保答案" in every:
        return "secret"
    if _COUNTED & every:
        every = every - {"size"}
    free = bool(_FREE & every) or any(w.endswith(tuple(f for f in _FREE if has_han(f))) for w in every)
    if free or _OTHER & every:
        return "free" if free else "person"
    kind = next((k for k, shape in _BY_WORD if any(re.fullmatch(shape, w) for w in every)), None)
    if kind is not None:
        return kind
    if every & {"name", "title", "album", "song", "名称", "名字", "店名"} or any(w.endswith("名称") for w in words):
        return "person" if _SELF & every or "姓名" in every else "title"
    return "free"


def _cue(field: FormField, words: tuple[str, ...]) -> re.Pattern[str] | None:
    """The label in running text: "order id", "order number", "my zip", "订单号"."""
    phrases: set[str] = set()
    for text in _label_texts(field):
        parts = [w for w in words_of(text) if not w.isdigit()]
        if parts:
            phrases.add(r"[\s_\-]?".join(map(re.escape, parts)))
    heads = [w for w in words if w not in ("name", "date", "time", "day", "hour", "full", "number") or len(words) == 1]
    for word in heads[:2] if len(heads) <= 2 else ():
        for same in same_idea(word):
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
