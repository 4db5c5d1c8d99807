"""Messengers: Telegram, Messenger, Instagram, Slack, Discord, Google Chat, Rocket.Chat, Mattermost, WeChat, Signal.

After the files their own exports write, and those of the exporters people use for WeChat and Signal. None of them says
who is the customer; roles come from labels and from what each says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from assist.domain.conversation import Conversation, Speaker
from assist.intake import fields
from assist.intake.fields import Object, at, first, mapping, objects
from assist.intake.model import Ask, Said
from assist.intake.parties import talk, talks
from assist.intake.systems.shape import Shape

# -- Telegram --------------------------------------------------------


def _telegram(data: Any) -> list[Object]:
    found = mapping(data)
    chats = objects(at(found, "chats", "list")) + objects(at(found, "left_chats", "list")) or [found]
    return [
        c
        for c in chats
        if any(
            "date_unixtime" in m or "from_id" in m or "text_entities" in m or "actor" in m
            for m in objects(c.get("messages"))[:50]
        )
    ]


def _read_telegram(data: Any, ask: Ask) -> Sequence[Conversation]:
    return talks(
        ask,
        (
            ([_telegram_said(m) for m in objects(c.get("messages"))], {"case_id": c.get("id"), "channel": "chat"})
            for c in _telegram(data)
        ),
    )


def _telegram_said(row: Object) -> Said:
    words = _joined(row.get("text")) or _telegram_media(row)
    when = fields.moment(row.get("date"))
    if row.get("type") == "service":
        words = words or " ".join(
            filter(None, (fields.text(row.get("actor")), fields.text(row.get("action")).replace("_", " ")))
        )
        return Said(None, words, when, Speaker.SYSTEM)
    return Said(fields.text(first(row, "from", "from_id")) or None, words, when)


def _joined(value: object) -> str:
    """Telegram writes formatted text as a list of strings and of objects with a text."""
    if isinstance(value, list):
        return "".join(_joined(part) if not isinstance(part, str) else part for part in value[:5000]).strip()
    return fields.text(value if isinstance(value, str) else mapping(value).get("text"))


def _telegram_media(row: Object) -> str:
    kind = fields.text(first(row, "media_type")) or ("photo" if "photo" in row else "file" if "file" in row else "")
    named = fields.text(first(row, "file_name", "sticker_emoji"))
    return f"[{kind}: {named}]" if kind and named else f"[{kind}]" if kind else ""


# -- Messenger and Instagram --------------------------------------------------------


def _is_meta(data: Any) -> bool:
    return any("sender_name" in m and "timestamp_ms" in m for m in objects(mapping(data).get("messages"))[:50])


def _read_meta(data: Object, ask: Ask) -> Sequence[Conversation]:
    """Newest first in the file, and UTF-8 written as if it were Latin-1."""
    rows = sorted(objects(data["messages"]), key=lambda m: fields.number(m.get("timestamp_ms")) or 0)
    said = [
        Said(
            _mended(fields.text(m.get("sender_name"))) or None,
            _mended(fields.text(m.get("content"))) or _meta_media(m),
            fields.moment(m.get("timestamp_ms")),
        )
        for m in rows
    ]
    return (talk(ask, said, case_id=first(data, "thread_path", "title"), channel="chat"),)


def _mended(text: str) -> str:
    try:
        return text.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def _meta_media(row: Object) -> str:
    return next(
        (f"[{k.rstrip('s')}]" for k in ("photos", "videos", "audio_files", "files", "sticker") if row.get(k)), ""
    )


# -- Slack --------------------------------------------------------

_MENTION = re.compile(r"<@(\w+)(?:\|([^>]+))?>")
_LINK = re.compile(r"<(https?:[^|>]+|mailto:[^|>]+)(?:\|([^>]+))?>")


def _slack(data: Any) -> list[Object]:
    rows = objects(data) if isinstance(data, list) else objects(mapping(data).get("messages"))
    return rows if any(re.fullmatch(r"\d{9,11}\.\d{3,6}", fields.text(r.get("ts"))) for r in rows[:50]) else []


def _read_slack(data: Any, ask: Ask) -> Sequence[Conversation]:
    rows = sorted(_slack(data), key=lambda r: fields.number(r.get("ts")) or 0)
    people = fields.by_id(objects(mapping(data).get("users")))
    names = {user: _slack_name(mapping(p)) for user, p in people.items()}
    for row in rows:
        if name := _slack_name(mapping(row.get("user_profile"))):
            names.setdefault(fields.text(row.get("user")), name)
    said = []
    for row in rows:
        user = fields.text(first(row, "user", "bot_id"))
        subtype = fields.text(row.get("subtype"))
        system = bool(subtype) and subtype not in {"thread_broadcast", "me_message", "file_share"}
        called = names.get(user) or fields.text(row.get("username")) or user
        words = _slack_text(fields.text(row.get("text")), names)
        words = words or " ".join(
            f"[file: {fields.text(first(f, 'name', 'title'))}]" for f in objects(row.get("files"))
        )
        when = fields.moment(fields.number(row.get("ts")))
        said.append(Said(called or None, words, when, Speaker.SYSTEM if system else None))
    return (talk(ask, said, channel="chat"),)


def _slack_name(profile: Object) -> str:
    return fields.text(first(profile, "display_name", "real_name", "name") or at(profile, "profile", "real_name"))


def _slack_text(text: str, names: dict[str, str]) -> str:
    text = _MENTION.sub(lambda m: "@" + (m[2] or names.get(m[1], m[1])), text)
    text = _LINK.sub(lambda m: m[2] or m[1].removeprefix("mailto:"), text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


# -- Discord, Google Chat, Rocket.Chat, Mattermost --------------------------------------------------------


def _is_discord(data: Any) -> bool:
    return any(
        isinstance(m.get("author"), dict) and "isBot" in m["author"]
        for m in objects(mapping(data).get("messages"))[:50]
    )


def _read_discord(data: Object, ask: Ask) -> Sequence[Conversation]:
    said = []
    for row in objects(data["messages"]):
        author = mapping(row.get("author"))
        usual = fields.text(row.get("type")) in {"Default", "Reply", "0", "19", ""}
        words = fields.text(row.get("content"))
        words = words or " ".join(f"[file: {fields.text(a.get('fileName'))}]" for a in objects(row.get("attachments")))
        speaker = Speaker.SYSTEM if author.get("isBot") is True or not usual else None
        name = fields.text(first(author, "nickname", "name")) or None
        said.append(Said(name, words, fields.moment(row.get("timestamp")), speaker))
    return (talk(ask, said, case_id=at(data, "channel", "id"), channel="chat"),)


def _is_google_chat(data: Any) -> bool:
    return any(isinstance(m.get("creator"), dict) and "text" in m for m in objects(mapping(data).get("messages"))[:50])


def _read_google_chat(data: Object, ask: Ask) -> Sequence[Conversation]:
    said = [
        Said(
            fields.text(first(mapping(m.get("creator")), "name", "email")) or None,
            fields.text(m.get("text")),
            _google_date(fields.text(m.get("created_date"))),
        )
        for m in objects(data["messages"])
    ]
    return (talk(ask, said, channel="chat"),)


_GOOGLE_DATE = re.compile(r"(?:\w+, )?(\w{3})\w* (\d{1,2}), (\d{4}) at (\d{1,2}):(\d\d):(\d\d)\s?([AP]M) UTC")


def _google_date(text: str) -> str | None:
    found = _GOOGLE_DATE.fullmatch(text.replace("\u202f", " "))
    if not found:
        return fields.moment(text)
    hour = int(found[4]) % 12 + (12 if found[7] == "PM" else 0)
    return fields.moment(f"{found[2]} {found[1]} {found[3]} {hour:02d}:{found[5]}:{found[6]} +0000")


def _team_rows(data: Any) -> list[Object]:
    rows = objects(data) if isinstance(data, list) else objects(mapping(data).get("messages"))
    return [
        mapping(r.get("post")) or r for r in rows if isinstance(r.get("u"), dict) or isinstance(r.get("post"), dict)
    ]


def _read_team(data: Any, ask: Ask) -> Sequence[Conversation]:
    """Rocket.Chat keeps the user in ``u`` and the words in ``msg``; Mattermost has a ``post`` a line."""
    said = []
    for row in _team_rows(data):
        user = mapping(row.get("u"))
        name = fields.text(first(user, "name", "username") or row.get("user")) or None
        stamp = row.get("ts")
        when = fields.moment(stamp.get("$date") if isinstance(stamp, dict) else first(row, "ts", "create_at"))
        speaker = Speaker.SYSTEM if isinstance(row.get("t"), str) else None
        said.append(Said(name, fields.text(first(row, "msg", "message")), when, speaker))
    return (talk(ask, sorted(said, key=lambda one: one.at or ""), channel="chat"),)


# -- WeChat and the like: "did I send it" --------------------------------------------------------

_MINE = (
    "isSend",
    "is_send",
    "isSender",
    "is_sender",
    "IsSender",
    "isSelf",
    "is_self",
    "fromMe",
    "from_me",
    "is_from_me",
)
_WORDS = ("content", "msg", "message", "text", "StrContent", "body", "Message", "displayContent", "parsedContent")
_NAMES = (
    "senderName",
    "senderDisplayName",
    "nickname",
    "NickName",
    "Remark",
    "talkerName",
    "sender_name",
    "sender",
    "Sender",
    "pushName",
)
_WHEN = (
    "createTime",
    "CreateTime",
    "create_time",
    "time",
    "timestamp",
    "StrTime",
    "date",
    "sent_at",
    "datetime",
    "formattedTime",
)
_WECHAT_KINDS = {
    "3": "[图片]",
    "34": "[语音]",
    "43": "[视频]",
    "47": "[表情]",
    "48": "[位置]",
    "49": "[链接]",
    "42": "[名片]",
}


def own_rows(data: Any) -> list[Object]:
    """Messages that say whether the exporting person sent them."""
    rows = objects(data) if isinstance(data, list) else []
    for key in ("messages", "data", "list", "items", "chat", "records"):
        rows = rows or objects(mapping(data).get(key))
    return rows if any({*_MINE} & r.keys() and {*_WORDS} & r.keys() for r in rows[:50]) else []


def _read_own(data: Any, ask: Ask) -> Sequence[Conversation]:
    """Whoever exported the chat is the agent, unless all of it was sent by them."""
    return (talk(ask, [own_said(row) for row in own_rows(data)], channel="chat"),)


def own_said(row: Object) -> Said:
    """One message of such an export; the exporting person is the agent."""
    mine = fields.truth(first(row, *_MINE))
    kind = fields.text(first(row, "type", "Type", "localType", "msgType"))
    words = fields.text(first(row, *_WORDS))
    if kind in _WECHAT_KINDS and (not words or words.lstrip().startswith("<")):
        words = _wechat_title(words) or _WECHAT_KINDS[kind]
    system = kind in {"10000", "10002", "系统消息", "system"}
    name = fields.text(first(row, *_NAMES)) or None
    words = _without_group_sender(words)
    when = fields.moment(first(row, *_WHEN))
    side = None if mine is None else Speaker.AGENT if mine else Speaker.CUSTOMER
    return Said(name, words, when, Speaker.SYSTEM if system else side)


def _wechat_title(words: str) -> str:
    found = re.search(r"<title>(?:<!\[CDATA\[)?([^<\]]{1,500})", words)
    return found[1].strip() if found else ""


def _without_group_sender(words: str) -> str:
    """In groups the account's id stands on a line before the words."""
    return re.sub(r"^(?:wxid_\w+|\w{5,30}@chatroom):\n", "", words)


# -- assistants' logs --------------------------------------------------------


def _is_rasa(data: Any) -> bool:
    return any(
        fields.text(e.get("event")) in {"user", "bot"} and "text" in e
        for e in objects(mapping(data).get("events"))[:50]
    )


def _read_rasa(data: Object, ask: Ask) -> Sequence[Conversation]:
    said = [
        Said(
            None,
            fields.text(e.get("text")),
            fields.moment(e.get("timestamp")),
            Speaker.CUSTOMER if e.get("event") == "user" else Speaker.AGENT,
        )
        for e in objects(data["events"])
        if fields.text(e.get("event")) in {"user", "bot"}
    ]
    return (talk(ask, said, case_id=data.get("sender_id"), channel="chat"),)


SHAPES = (
    Shape("Telegram exports", lambda data: bool(_telegram(data)), _read_telegram),
    Shape("Messenger and Instagram exports", _is_meta, _read_meta),
    Shape("Slack exports", lambda data: bool(_slack(data)), _read_slack),
    Shape("Discord exports", _is_discord, _read_discord),
    Shape("Google Chat exports", _is_google_chat, _read_google_chat),
    Shape("Rocket.Chat and Mattermost exports", lambda data: bool(_team_rows(data)), _read_team),
    Shape("WeChat, WhatsApp and Signal exports", lambda data: bool(own_rows(data)), _read_own),
    Shape("Rasa trackers", _is_rasa, _read_rasa),
)
