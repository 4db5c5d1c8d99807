"""Pages saved from chat tools (WhatsApp Web, Telegram's export, Teams, Slack, Discord, help desks): turns out of HTML.

What tells the sides apart in such pages is the class of a message's element, an attribute, or the name in it. Where no
list of messages is found, the page's text is read like any copied chat.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from copy import copy

from bs4 import BeautifulSoup, Tag

from assist.domain.conversation import Conversation, Speaker
from assist.domain.errors import InputError
from assist.intake import fields
from assist.intake.chat_text import read_chat
from assist.intake.clean import html_to_text
from assist.intake.labels import could_be_speaker
from assist.intake.model import MAX_LINES, Ask, Said
from assist.intake.page_lists import listed
from assist.intake.page_lists import text_of as _text
from assist.intake.parties import role, talk
from assist.intake.systems.centres import chat_body, is_chat_body
from assist.intake.times import DateOrder, is_moment, to_iso

_MAX_TAGS, _MAX_DEPTH = 60_000, 150  # beyond these a page is read by its text
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^<>]*?(/?)>")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "p", "li"]
)
_MESSAGE = re.compile(
    r"(?:^|[-_ ])(?:message|msg|chat-?line|chat-?item|chat-?entry|bubble|comment|chatlog__message|post|utterance|"
    r"conversation-?part|transcript-?(?:line|entry|item)|reply|event|turn)(?:$|[-_ ]|-?(?:in|out|row|item|container|"
    r"wrapper|block|list-item|group)$)",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?:^|[-_ ])(?:text|body|content|msg-?text|message-?text|selectable-text|copyable-text|chatlog__content|"
    r"chatlog__markdown|message-?content|messagebody|comment-?body)(?:$|[-_ ])",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:^|[-_ ])(?:author|sender|from|from_name|name|nick|nickname|username|user-?name|display-?name|speaker|"
    r"chatlog__author|who)(?:$|[-_ ])|(?:author|sender)[-_]?name",
    re.IGNORECASE,
)
_NAME_OF = re.compile(
    r"(?:message|msg|comment|chat)[-_]{1,2}(?:kit[-_]+)?(?:sender|author|name|username|user|from)(?![a-z])|"
    r"(?:author|sender|user)[-_]?name",
    re.IGNORECASE,
)
_BODY_OF = re.compile(r"(?:message|msg|comment|chat|reply|post)[-_]{1,2}(?:body|text|content)(?![a-z])", re.IGNORECASE)
_LONGEST_NAME = 100
_FEWEST = 2
_TIME = re.compile(
    r"(?:^|[-_ ])(?:time|timestamp|date|datetime|when|sent-at|chatlog__timestamp)(?:$|[-_ ])", re.IGNORECASE
)
_AGENT = re.compile(
    r"(?:^|[-_ ])(?:agent|operator|outgoing|outbound|message-out|msg-out|out|sent|self|me|mine|own|right|staff|admin|"
    r"from-me|is-own|is-agent|support|representative|kefu|servicer)(?:$|[-_ ])",
    re.IGNORECASE,
)
_CUSTOMER = re.compile(
    r"(?:^|[-_ ])(?:customer|visitor|client|incoming|inbound|message-in|msg-in|in|received|other|left|end-?user|guest|"
    r"user|requester|contact|from-them|is-customer|buyer|them)(?:$|[-_ ])",
    re.IGNORECASE,
)
_SYSTEM = re.compile(
    r"(?:^|[-_ ])(?:system|service|notice|notification|info|joined-room|status|activity|divider|bot)(?:$|[-_ ])",
    re.IGNORECASE,
)
_WHATSAPP = re.compile(r"\[(?P<when>[^\]]{4,40})\]\s*(?P<name>[^:]{1,60}):\s?")
_ATTRIBUTES = (
    "data-author",
    "data-sender",
    "data-speaker",
    "data-role",
    "data-sender-type",
    "data-from",
    "data-user",
    "data-author-name",
    "data-sender-name",
    "data-participant",
)


class Page:
    """HTML, taken when it is HTML beyond doubt."""

    name = "HTML page"

    def score(self, text: str) -> float:
        """A doctype or an html element, or tags with a message's classes."""
        head = text[:3000].lstrip("\ufeff \t\n").casefold()
        if head.startswith(("<!doctype html", "<html")) or ("<html" in head and head.startswith("<")):
            return 0.95
        if re.match(r"<(?:div|p|ul|ol|table|section|article|body|head|meta|main|span|!--)\b", head):
            return 0.7
        return 0.0

    def read(self, text: str, ask: Ask) -> tuple[Conversation, ...]:
        """One conversation."""
        return tuple(read_page(text, ask))


def read_page(text: str, ask: Ask) -> Sequence[Conversation]:
    """The conversation of a page; raises `InputError` where it shows no text."""
    if is_chat_body(text):
        return (talk(ask, chat_body(text), channel="chat"),)
    if _is_modest(text):
        try:
            page = BeautifulSoup(text, "html.parser")
        except (RecursionError, AssertionError, ValueError):
            page = None
        if page is not None and (said := _messages(page)):
            return (talk(ask, said, channel="chat", language=_language(page)),)
    plain = html_to_text(text)
    if plain.count("\n") > MAX_LINES:
        raise InputError(f"{ask.where}: {plain.count(chr(10)):,} lines; at most {MAX_LINES:,} can be read as one chat")
    turns = read_chat(plain, ask)
    if not turns:
        raise InputError(f"{ask.where}: the page shows no text")
    return (Conversation(ask.case_id, turns),)


def _is_modest(text: str) -> bool:
    """Whether a page is neither so long nor so deeply nested that walking its tree would take minutes."""
    if text.count("<") > _MAX_TAGS:
        return False
    depth = deepest = 0
    for closing, name, closed in _TAG.findall(text):
        if name.casefold() not in _VOID and not closed:
            depth = max(0, depth - 1) if closing else depth + 1
            deepest = max(deepest, depth)
    return deepest <= _MAX_DEPTH


def _language(page: BeautifulSoup) -> str | None:
    root = page.find("html")
    return fields.language(root.get("lang")) if isinstance(root, Tag) else None


def _messages(page: BeautifulSoup) -> list[Said]:
    for tag in page.find_all(["script", "style", "template", "noscript", "svg"]):
        tag.decompose()
    found = _whatsapp(page) or listed(page) or _classed(page)
    return found if len(found) >= 2 or any(one.role or one.name for one in found) else []


def _whatsapp(page: BeautifulSoup) -> list[Said]:
    """WhatsApp Web writes time and name into an attribute of each message."""
    tags = page.find_all(_is_whatsapp)
    heads = [_WHATSAPP.match(str(tag["data-pre-plain-text"])) for tag in tags]
    order = DateOrder.of(_swapped(h["when"]) for h in heads if h)
    said = []
    for tag, head in zip(tags, heads, strict=True):
        outer = " ".join(" ".join(_classes(p)) for p in tag.parents if isinstance(p, Tag))
        side = Speaker.AGENT if "message-out" in outer else Speaker.CUSTOMER if "message-in" in outer else None
        body = tag.find(class_=re.compile("selectable-text")) or tag
        when = to_iso(_swapped(head["when"]), order) if head else None
        said.append(Said(head["name"].strip() if head else None, _text(body), when, side))
    return said


def _is_whatsapp(tag: Tag) -> bool:
    return tag.has_attr("data-pre-plain-text")


def _swapped(when: str) -> str:
    """A moment with its date first, where its clock stands first."""
    clock, comma, day = when.partition(",")
    return f"{day.strip()}, {clock.strip()}" if comma and ":" in clock else when


def _classes(tag: Tag) -> list[str]:
    value = tag.get("class")
    return [str(v) for v in value] if isinstance(value, list) else [str(value)] if value else []


def _signs(tag: Tag) -> str:
    """Classes and telling attributes, as words."""
    named = [str(tag.get(a)) for a in ("id", "data-testid", "data-tid", "data-type", "role") if tag.get(a)]
    camel = " ".join((*_classes(tag), *named))
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", camel)


def _classed(page: BeautifulSoup) -> list[Said]:
    """Elements whose class says message; of nested ones those that hold one message each."""
    tags = [t for t in page.find_all() if _is_message(t)]
    inner = {id(t) for t in tags}
    holders = Counter(id(p) for t in tags for p in t.parents if id(p) in inner)
    leaves = [_whole(t, holders) for t in tags if not holders[id(t)] and _text(t)]
    outer = {id(p) for t in leaves for p in t.parents}
    leaves = [t for t in leaves if id(t) not in outer]
    return list(_said(leaves if len(leaves) >= _FEWEST else _paired(page)))


def _paired(page: BeautifulSoup) -> list[Tag]:
    """Elements in which a name stands beside what was said, where no class says that they are messages."""
    found: dict[int, Tag] = {}
    for name in page.find_all(_named):
        holder = next((p for p in list(name.parents)[:3] if isinstance(p, Tag) and p.find(_bodied)), None)
        if holder is not None and len(holder.find_all(_named)) == 1:
            found.setdefault(id(holder), holder)
    return list(found.values()) if len(found) >= _FEWEST else []


def _whole(tag: Tag, holders: Counter[int]) -> Tag:
    """The message a body belongs to, whose name may stand beside it."""
    if not _BODY_OF.search(_signs(tag)):
        return tag
    return next((p for p in tag.parents if isinstance(p, Tag) and holders[id(p)] == 1), tag)


def _is_message(tag: Tag) -> bool:
    if any(tag.get(a) for a in _ATTRIBUTES):
        return True
    signs = _signs(tag)
    if not signs or tag.name in {"body", "html", "main", "ul", "ol", "form", "input", "button", "a", "img"}:
        return False
    other = re.search(
        r"(?:messages|comments|list|history|thread|container|box|input|editor|composer)(?:$| )|"
        r"(?:^|[-_ ])(?:reply_to|in_reply|quoted|button|timestamp)",
        signs,
    )
    return bool(_MESSAGE.search(signs)) and not other and not _NAME_OF.search(signs)


def _said(tags: list[Tag]) -> Iterator[Said]:
    times = {id(t): _time_text(t) for t in tags}
    order = DateOrder.of(w for w in times.values() if w)
    name: str | None = None
    side: Speaker | None = None
    beside: dict[int, Tag | None] = {}
    for tag in tags:
        own_name, own_side = _name_of(tag, beside), _side_of(tag)
        if own_name or own_side:
            name, side = own_name or (name if own_side == side else None), own_side
        when = times[id(tag)]
        iso = fields.moment(when) or (to_iso(_swapped(when), order) if when else None)
        words = _words(tag, own_name)
        if own_side is Speaker.SYSTEM:
            yield Said(None, words, iso, Speaker.SYSTEM)
        else:
            yield Said(name, words, iso, side)


def _side_of(tag: Tag) -> Speaker | None:
    for attribute in _ATTRIBUTES:
        if told := role(tag.get(attribute)):
            return told
    near = [tag, *[p for p in list(tag.parents)[:2] if isinstance(p, Tag)]]
    for one in (*near, *tag.find_all(limit=6)):
        signs = _signs(one) if one in near else re.sub(r"[\w-]*(?:left|right|out|in)\b", "", _signs(one))
        hits = [
            s
            for s, p in ((Speaker.SYSTEM, _SYSTEM), (Speaker.AGENT, _AGENT), (Speaker.CUSTOMER, _CUSTOMER))
            if p.search(signs)
        ]
        if len(hits) == 1:
            return hits[0]
        if Speaker.AGENT in hits and _MESSAGE.search(signs):
            return Speaker.AGENT
    return None


def _name_of(tag: Tag, beside: dict[int, Tag | None]) -> str | None:
    """Who a message is from. ``beside`` keeps what stands in its parents: all messages of a page share one."""
    for attribute in _ATTRIBUTES:
        value = fields.text(tag.get(attribute))
        if value and not role(value) and not value.isdigit():
            return value[:80]
    parents = [p for p in list(tag.parents)[:2] if isinstance(p, Tag)]
    for parent in parents:
        if id(parent) not in beside:
            beside[id(parent)] = parent.find(_named, recursive=False)
    for found in (tag.find(_named), *(beside[id(p)] for p in parents)):
        if isinstance(found, Tag) and 0 < len(words := _text(found).strip(": ")) <= 80:
            return words
    bold = tag.find(["b", "strong"])
    words = _text(bold).strip(":： ") if isinstance(bold, Tag) else ""
    opens = words and _text(tag).startswith(words)
    return words if opens and could_be_speaker(words) and words != _text(tag) else None


def _named(tag: Tag) -> bool:
    signs = _signs(tag)
    named = (_NAME.search(signs) and not _MESSAGE.search(signs)) or _NAME_OF.search(signs)
    return bool(named) and len(tag.get_text()) <= _LONGEST_NAME


def _time_text(tag: Tag) -> str:
    for one in (tag.find("time"), tag.find(_timed)):
        if isinstance(one, Tag):
            value = fields.text(one.get("datetime")) or fields.text(one.get("title")) or _text(one)
            if value:
                return value
    return fields.text(tag.get("data-timestamp")) or fields.text(tag.get("data-time"))


def _timed(tag: Tag) -> bool:
    return bool(_TIME.search(_signs(tag)))


def _words(tag: Tag, name: str | None) -> str:
    """The body's text; without one, all of the element but its name and time."""
    rest = copy(tag)
    for aside in rest.find_all(_is_aside):
        if not aside.decomposed:
            aside.decompose()
    bold = rest.find(["b", "strong"])
    if isinstance(bold, Tag) and name and _text(bold).strip(":： ") == name:
        bold.decompose()
    lines = [line for line in _text(rest).lstrip(":： \n").split("\n") if not is_moment(line.strip())]
    whole = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    bodies = [b for b in rest.find_all(_bodied) if _text(b)]
    inner = "\n".join(_text(b) for b in bodies if b.find(_bodied) is None)
    return inner if len(inner) * 2 >= len(whole) else whole


def _is_aside(tag: Tag) -> bool:
    return tag.name == "time" or _named(tag) or _timed(tag)


def _bodied(tag: Tag) -> bool:
    return bool(_BODY.search(_signs(tag)))
