"""Any other JSON with messages in it: objects that have words, and something that tells who spoke, under whatever keys.

The list of messages is looked for through the whole file; where it lies in several places of the same kind (a list of
chats, say), each is a conversation.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from assist.domain.conversation import Conversation, Speaker, Turn
from assist.intake import fields
from assist.intake.chat_text import read_chat
from assist.intake.labels import could_be_speaker, read_label
from assist.intake.model import Ask, Said
from assist.intake.parties import role, squeezed, talk, talks

Row = Mapping[str, Any]
"""A message with its keys in lower case and without signs: ``created_at`` and ``createdAt`` are one."""

_TEXT = fields.words(
    "text content body message utterance msg transcript messagetext bodytext plaintext plainbody textbody "
    "strippedtext messagebody messagecontent comment commentbody commenttext chatmessage partbody replybody htmlbody "
    "bodyhtml phrase sentence value caption line turn parts "
    "内容 內容 消息 訊息 消息内容 訊息內容 文本"
)
_ROLE = fields.words(
    "authorkind senderkind role participantrole speakerrole senderrole authorrole sendertype authortype actortype "
    "usertype speakertype participanttype participantpurpose sentby sentfrom origin side direction messagedirection "
    "messagetype 角色"
)
_WHO = fields.words(
    "speaker sendername authorname fromname displayname senderdisplayname speakername username nickname author sender "
    "from name user participant createdby actor source agentname customername by nick party speakerid participantid "
    "senderid authorid userid speakerlabel commenter postedby who 发送人 發送人 发送者 说话人 发言人 發言人 昵称 暱稱"
)
_IDS = fields.words(
    "participantid speakerid senderid authorid userid actorid from author sender user participant speaker"
)
_INCOMING = ("incoming", "isincoming", "inbound", "isinbound", "iscustomer", "fromcustomer", "customer")
_OUTGOING = (
    "outgoing",
    "isoutgoing",
    "outbound",
    "isoutbound",
    "isagent",
    "fromagent",
    "fromme",
    "isfromme",
    "issender",
)
_HIDDEN = ("private", "isprivate", "internal", "isinternal", "isnote", "internalnote")
_SHOWN = ("public", "ispublic")
_TIME = fields.words(
    "at timestamp time date createdat ts created datetime sentat createtime sendtime senttime timecreated createdon "
    "datecreated messagetime created_date createddate createdtime receivedat received partcreatedat 时间 時間"
)
_OFFSET = fields.words("offset start starttime beginoffset startoffset from begin startseconds seconds")
_OFFSET_MS = fields.words(
    "startms startmillis offsetms beginoffsetmillis offsetmillis startmilliseconds starttimems beginms"
)
_CHAT = fields.words(
    "conversationid chatid sessionid ticketid threadid dialogueid dialogid callid contactid interactionid caseid "
    "conversation"
)
_PEOPLE = fields.words("participants users members agents speakers parties people customers contacts authors")
_KINDS = {"service": Speaker.SYSTEM, "event": Speaker.SYSTEM, "system": Speaker.SYSTEM, "notification": Speaker.SYSTEM}
_WORDS = {"human": Speaker.CUSTOMER, "function": Speaker.SYSTEM, "1": None, "0": None}
_NODES = 50_000  # of a file, looked through for messages
_DEEP = 12


def read(data: Any, ask: Ask) -> Sequence[Conversation]:
    """The conversations in the data; empty when it holds no list of messages."""
    found = _message_lists(data)
    if not found:
        return _texts(data, ask)
    people = _people(data)
    chats = [chat for owner, rows in found for chat in _chats(owner, rows, people, ask)]
    return talks(ask, chats) if any(one.text.strip() for said, _ in chats for one in said) else ()


def _texts(data: Any, ask: Ask) -> Sequence[Conversation]:
    """A conversation that is one text in some field, with names before what is said."""
    best: tuple[Turn, ...] = ()
    for text in _long_texts(data):
        turns = read_chat(text, ask)
        if (len({t.speaker for t in turns}) >= 2 and len(turns) > len(best) and any(t.name for t in turns)) or (
            len(turns) > max(2, len(best)) and len({t.speaker for t in turns}) >= 2
        ):
            best = turns
    said = [Said(t.name, t.text, t.at, t.speaker) for t in best]
    return (
        (talk(ask, said, case_id=_first(row_of(data), ("id", *_CHAT)) if isinstance(data, dict) else None),)
        if said
        else ()
    )


def _long_texts(data: Any) -> Iterator[str]:
    waiting: deque[tuple[Any, int]] = deque([(data, 0)])
    seen = given = 0
    while waiting and seen < _NODES and given < 20:
        value, depth = waiting.popleft()
        seen += 1
        inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
        for item in inner[:2000]:
            if isinstance(item, str) and 40 <= len(item) <= 1_000_000 and item.count(":") + item.count("：") >= 2:
                given += 1
                yield fields.plain(item)
            elif isinstance(item, dict | list) and depth < _DEEP:
                waiting.append((item, depth + 1))


def row_of(item: Mapping[str, Any]) -> Row:
    """The object with squeezed keys; the first of several alike counts."""
    made: dict[str, Any] = {}
    for key, value in item.items():
        made.setdefault(squeezed(str(key)), value)
    return made


def is_message(item: object) -> bool:
    """Whether an object has words, and something that tells who spoke."""
    if not isinstance(item, Mapping) or len(item) > 200:
        return False
    row = row_of(item)
    return bool(_words(row)) and any(row.get(key) not in (None, "") for key in (*_WHO, *_ROLE, *_INCOMING, *_OUTGOING))


def said_in(item: Mapping[str, Any], people: Mapping[str, Row] | None = None) -> Said:
    """Who said what, and when."""
    row = row_of(item)
    person = _person(row, people or {})
    speaker = _side(row) or (role(_first(person, _ROLE)) if person else None)
    hidden = any(fields.truth(row.get(key)) is True for key in _HIDDEN) or any(
        fields.truth(row.get(key)) is False for key in _SHOWN
    )
    hidden = hidden or fields.text(row.get("parttype")).casefold() == "note"
    if hidden or _KINDS.get(fields.text(row.get("type")).casefold()):
        speaker = Speaker.SYSTEM
    name = fields.text(_first(person, ("name", "displayname", "fullname"))) if person else ""
    name = name or _name(row)
    if not name and speaker is None:
        speaker = Speaker.SYSTEM
    return Said(name or None, _words(row), _when(row), speaker or _told(name))


# -- finding them --------------------------------------------------------


def _message_lists(data: Any) -> list[tuple[Row, list[Mapping[str, Any]]]]:
    """(what the list belongs to, its objects), of the kind of place that holds most messages."""
    places: dict[str, list[tuple[Row, list[Mapping[str, Any]]]]] = {}
    counts: Counter[str] = Counter()
    for place, owner, rows in _walk(data):
        places.setdefault(place, []).append((owner, rows))
        counts[place] += len(rows)
    return places[max(counts, key=lambda p: counts[p])] if counts else []


def _walk(data: Any) -> Iterator[tuple[str, Row, list[Mapping[str, Any]]]]:
    waiting: deque[tuple[Any, str, Row, int]] = deque([(data, "", {}, 0)])
    seen = 0
    while waiting and seen < _NODES:
        value, place, owner, depth = waiting.popleft()
        seen += 1
        if isinstance(value, list):
            rows = fields.objects(value)
            some = rows[:40]
            if rows and sum(map(is_message, some)) * 2 >= len(some):
                yield place, owner, rows
            elif depth < _DEEP:
                waiting += [
                    (item, f"{place}[]", owner, depth + 1) for item in value[:2000] if isinstance(item, dict | list)
                ]
        elif isinstance(value, dict) and depth < _DEEP:
            mine = row_of(value) if len(value) <= 200 else {}
            waiting += [
                (v, f"{place}.{k}", mine, depth + 1)
                for k, v in list(value.items())[:2000]
                if isinstance(v, dict | list)
            ]


def _people(data: Any) -> dict[str, Row]:
    """Everybody the top of the file introduces, by id."""
    found: dict[str, Row] = {}
    tops = [data] if isinstance(data, dict) else fields.objects(data)[:500]
    for top in tops:
        for key, value in row_of(top).items():
            if key in _PEOPLE:
                inner = (
                    [{"id": k, **v} for k, v in value.items() if isinstance(v, dict)] if isinstance(value, dict) else []
                )
                for person in (*fields.objects(value), *inner):
                    row = row_of(person)
                    for name in ("id", *_IDS):
                        if number := fields.text(row.get(name)):
                            found.setdefault(number, row)
    return found


def _chats(
    owner: Row, rows: list[Mapping[str, Any]], people: Mapping[str, Row], ask: Ask
) -> list[tuple[Iterable[Said], dict[str, Any]]]:
    people = {**people, **_people(owner)}
    groups: dict[str, list[Said]] = {}
    for item in rows:
        groups.setdefault(fields.text(_first(row_of(item), _CHAT)), []).append(said_in(item, people))
    own = fields.text(_first(owner, ("id", "conversationid", "uuid", *_CHAT))) if ask.strict else ""
    spoken = _first(owner, ("language", "languagecode", "locale", "lang"))
    medium = fields.text(owner.get("channel")).casefold() or None
    return [
        (said, {"case_id": chat or own or None, "language": spoken, "channel": medium if medium in _CHANNELS else None})
        for chat, said in groups.items()
    ]


_CHANNELS = frozenset({"chat", "voice", "email", "sms", "phone", "call", "whatsapp", "messenger", "web"})


# -- one message --------------------------------------------------------


def _first(row: Row, keys: Iterable[str]) -> Any:
    return next((row[key] for key in keys if row.get(key) not in (None, "", [], {})), None)


def _words(row: Row) -> str:
    for key in _TEXT:
        if words := _plain(row.get(key)):
            return fields.plain(words)
    return ""


def _plain(value: object, depth: int = 0) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and depth < 4:
        return "".join(_plain(part, depth + 1) for part in value[:1000])
    if isinstance(value, Mapping) and depth < 4:
        inner = row_of(value)
        return next((w for key in _TEXT if (w := _plain(inner.get(key), depth + 1))), "")
    return ""


def _side(row: Row) -> Speaker | None:
    for key in _ROLE:
        if isinstance(row.get(key), str) and (told := _role(row[key])):
            return told
    for keys, yes, no in ((_INCOMING, Speaker.CUSTOMER, Speaker.AGENT), (_OUTGOING, Speaker.AGENT, Speaker.CUSTOMER)):
        for key in keys:
            if isinstance(row.get(key), bool):
                return yes if row[key] else no
    for key in _WHO:
        inner = row.get(key)
        if isinstance(inner, Mapping) and (told := _role(_first(row_of(inner), (*_ROLE, "type", "kind")))):
            return told
        if isinstance(inner, str) and (told := _role(inner)):
            return told
    return role(row.get("channel")) if isinstance(row.get("channel"), str) else None


def _role(value: object) -> Speaker | None:
    word = squeezed(fields.text(value))
    if word in {"text", "message", "sms", "call", "in", "out"} and word not in {"in", "out"}:
        return None
    told = None if word.isdigit() else role(value, {k: v for k, v in _WORDS.items() if v})
    return told or (read_label(word).role if word and not word.isascii() else None)


def _told(name: str) -> Speaker | None:
    return read_label(name).role if name and could_be_speaker(name) else None


def _person(row: Row, people: Mapping[str, Row]) -> Row | None:
    for key in _IDS:
        value = row.get(key)
        value = _first(row_of(value), ("id", "userid", "participantid")) if isinstance(value, Mapping) else value
        if (number := fields.text(value)) and number in people:
            return people[number]
    return None


def _name(row: Row) -> str:
    for key in _WHO:
        value = row.get(key)
        if isinstance(value, Mapping):
            inner = row_of(value)
            value = _first(inner, ("displayname", "fullname", "name", "username", "nickname", "email", "id", "text"))
        name = fields.text(value).strip()
        if name.isdigit() and len(name) <= 3:
            return f"speaker {name}"
        if name and len(name) <= 120:
            return name
    return ""


def _when(row: Row) -> str | None:
    for key in _TIME:
        if found := fields.moment(row.get(key)):
            return found
    for key in _OFFSET_MS:
        if (found_ms := fields.milliseconds(row.get(key))) is not None:
            return fields.since_start(found_ms)
    for key in (*_OFFSET, "timestamp", "time"):
        value = row.get(key)
        if isinstance(value, int | float) or (isinstance(value, str) and re.match(r"\d+[:.]\d|\d+s?$|PT", value)):
            return fields.since_start(fields.seconds_of(value))
    return None
