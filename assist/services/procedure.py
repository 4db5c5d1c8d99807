"""A procedure written for staff, read for what to ask the customer next.

"1. Get Full Name or Account ID" in an article for staff is nothing to quote to a customer; "May I have your full name
or account ID, please?" is what an agent makes of it. This reads numbered steps, in English and Chinese, and finds in
them what has to be asked for; what was asked already, or is known, is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_STEP = re.compile(
    r"^\s{0,3}(?:\d{1,2}[.)、]|步骤[一二三四五六七八九十\d]+[:：、]?|第[一二三四五六七八九十\d]+步[:：、]?)\s*(?P<text>.+)$"
)
_ITEM = re.compile(r"^\s*[-*+•]\s+(?P<text>.+)$")
_BUTTON = re.compile(
    r"\s*(?:(?:for|with|using|use the|into|in|via|and (?:click|select)|then)\s+)?\[[^\]]*\]"
    r"(?:\s+(?:button|fields?|action|option))?"
)
_WHOM = r"(?: the (?:customer|caller|user|guest)| them)?"
_GET = re.compile(
    rf"\b(?:get|obtain|collect|gather|take|request|note|"
    rf"ask(?:ing)?{_WHOM}(?: for| to (?:give|provide|confirm)(?: you)?)?|"
    r"(?:will |(?:they )?must |have to |need to )?provide(?: you with)?|(?:you )?(?:will |['’]ll )?(?:first )?need)\s+"
    r"(?:for\s+)?(?:the customer['’]s|customer['’]s|their|his or her|the|a|an)?\s*(?P<what>[^.;:>]+)",
    re.IGNORECASE,
)
_GET_ZH = re.compile(
    r"(?:询问|索取|获取|请(?:客户|顾客|用户)提供|核对|确认|登记)(?:客户|顾客|用户)?(?:的)?(?P<what>[^。；：，]{2,24})"
)
_TAIL = re.compile(
    r"\s+(?:to|so|in order|which|that|who|when|if|as|because|before|after|from|of|on file|below|above|with)\b.*$",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\s+[-–—]\s+.*$|\s*\([^)]*\)|[，,]\s*(?:such as|for example|e\.g).*$", re.IGNORECASE)
_SMALL = re.compile(
    r"^(?:(?:the|a|an|their|current|new|desired|correct|valid|full|first|last|and|or|of|for|both|either|\d+|out|"
    r"items?|following|info(?:rmation)?|details?|one|any|some|all|value|previous)\b\s*)+$",
    re.IGNORECASE,
)
_THING = re.compile(
    r"\b(?:name|id|ids|number|e-?mail|address|phone|telephone|code|zip|postcode|username|password|pin|date|time|level|amount|"
    r"size|colou?r|model|receipt|reason|status|method|card|plate|policy|order|account|birthday|birth|question|invoice|"
    r"serial|reference|photo|picture|quantity|price|brand|product|item|bill|plan|document|passport|licen[cs]e)s?\b"
    r"|姓名|号码|单号|订单|邮箱|地址|电话|手机|日期|时间|金额|尺码|颜色|型号|原因|账号|身份证|验证码|照片|数量",
    re.IGNORECASE,
)
_NO_THING = re.compile(
    r"\b(?:what|which|how|why|is|are|was|be|to|put|record|enter|click|select|tell|make|use|days?|"
    r"customer (?:for|the|to)|them|if)\b",
    re.IGNORECASE,
)
_MOST_ASKED = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """Things one step needs from the customer, as the article names them; ``any_of`` of them is enough."""

    things: tuple[str, ...]
    any_of: bool = False


def is_procedure(article: str) -> bool:
    """Whether an article is a list of numbered steps."""
    return sum(_STEP.match(line) is not None for line in article.splitlines()) > 1


def wanted_things(article: str) -> tuple[Wanted, ...]:
    """What each numbered step asks the customer for, in order; steps that ask for nothing are left out."""
    out: list[Wanted] = []
    steps: list[tuple[str, list[str]]] = []
    for line in article.splitlines():
        step, item = _STEP.match(line), _ITEM.match(line)
        if step is not None:
            steps.append((step["text"], []))
        elif item is not None and steps:
            steps[-1][1].append(item["text"])
    for text, items in steps:
        wanted = _of_step(text, items)
        if wanted is not None:
            out.append(wanted)
    return tuple(out)


def _of_step(text: str, items: list[str]) -> Wanted | None:
    bare = _BUTTON.sub("", text)
    found = _GET.search(bare) or _GET_ZH.search(bare)
    listed = [t for t in map(_listed, items) if t]
    own = _things(found["what"]) if found is not None else ()
    if own:
        return Wanted(own, any_of=bool(found and re.search(r"\bor\b|或", found["what"])))
    gathers = found is not None or re.search(
        r"\b(?:verif|valid|identity|confirm|following|below|look(?:ing)? up|check)\w*|核实|验证|以下",
        bare,
        re.IGNORECASE,
    )
    if listed and gathers:
        return Wanted(tuple(listed[:_MOST_ASKED]))
    for item in items:
        inner = _GET.search(_BUTTON.sub("", item)) or _GET_ZH.search(item)
        things = _things(inner["what"]) if inner is not None else ()
        if things:
            return Wanted(things)
    return None


def _listed(item: str) -> str:
    """The thing a list item names; empty when the item is a sentence."""
    text = _NOTE.sub("", _BUTTON.sub("", item)).strip(" .:;")
    if not text or len(text.split()) > 6 or not _THING.search(text):
        return ""
    return (
        "" if re.search(r"\b(?:enter|click|select|tell|if|you|they|include|options?)\b", text, re.IGNORECASE) else text
    )


def _things(what: str) -> tuple[str, ...]:
    text = _NOTE.sub("", what)
    parts = re.split(r"\s*(?:,|\bor\b|\band\b|<or>|、|或|和)\s*", text)
    out: list[str] = []
    for part in parts:
        bare = _TAIL.sub("", part).strip(" .:;'\"“”’")
        bare = re.sub(
            r"^(?:the customer['’]s|customer['’]s|their|his or her|the|a|an|your)\s+", "", bare, flags=re.IGNORECASE
        )
        if (
            bare
            and len(bare.split()) <= 4
            and _THING.search(bare)
            and not _SMALL.match(bare)
            and not _NO_THING.search(bare)
        ):
            out.append(bare)
    return tuple(dict.fromkeys(out))[:_MOST_ASKED]


def next_question(steps: Iterable[Wanted], asked: str, known: str, language: str) -> str:
    """How to ask for what the first unfinished step wants; empty when nothing is left to ask.

    ``asked`` is what the agent has said so far, ``known`` the names of what is in the case form.
    """
    said = f"{asked} {known}".lower()
    for step in steps:
        left = [t for t in step.things if not _spoken_of(t, said)]
        if not left or (step.any_of and len(left) < len(step.things)):
            continue
        return _worded(left, any_of=step.any_of, language=language)
    return ""


def _spoken_of(thing: str, said: str) -> bool:
    words = [w for w in re.findall(r"[a-z]+|[\u4e00-\u9fff]+", thing.lower()) if w not in _SKIPPED]
    return bool(words) and all(re.search(rf"(?<![a-z]){re.escape(w)}", said) for w in words)


_SKIPPED = frozenset(
    re.findall(
        r"\S+", "the a an their of for and current new full first last desired correct number telephone customer"
    )
)


def _worded(things: list[str], *, any_of: bool, language: str) -> str:
    if language.startswith("zh"):
        return f"请问您的{('或' if any_of else '、').join(things)}是？"
    named = [_lowered(t) for t in things]
    joint = "or" if any_of else "and"
    listed = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} {joint} {named[-1]}"
    if any(map(_NOT_THEIRS.search, named)):
        return f"Could you tell me {joint.join(f' {_the(n)} ' for n in named).strip()}, please?"
    return f"May I have your {listed}, please?"


_NOT_THEIRS = re.compile(
    r"\b(?:brand|product|item|model|reason|colou?r|size|status|quantity|price|amount|level|method|date|time)s?\b"
)
"""What nobody has to hand over, but can tell."""


def _the(thing: str) -> str:
    return f"{'the' if _NOT_THEIRS.search(thing) and not re.search(r'level|method', thing) else 'your'} {thing}"


def _lowered(thing: str) -> str:
    """Title case goes; abbreviations stay."""
    return " ".join(w if w.isupper() and len(w) <= 4 else w.lower() for w in thing.split())
