"""Mail: ``.eml`` files and mailboxes, with quoted history split into turns, HTML parts and every encoding; saved MHTML.

The standard library reads the message (RFC 5322, MIME); a thread is told oldest first, each mail once.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from email.message import EmailMessage, Message
from email.policy import default as policy
from email.utils import parseaddr

from assist.domain.conversation import Conversation, Speaker
from assist.domain.errors import InputError
from assist.intake import fields
from assist.intake.clean import clean, html_to_text
from assist.intake.encoding import decode
from assist.intake.mail_quotes import Part, author_parts, split
from assist.intake.model import Ask, Said
from assist.intake.pages import read_page
from assist.intake.parties import talk, talks
from assist.intake.roles import greets_as_agent
from assist.intake.times import DateOrder, to_iso

_HEADER = re.compile(
    rb"(?:From|To|Cc|Date|Subject|Received|Return-Path|Delivered-To|Message-ID|MIME-Version|Content-Type|X-[\w-]+|"
    rb"DKIM-Signature|Reply-To|Sender|Snapshot-Content-Location|ARC-[\w-]+|Authentication-Results)[ \t]*:",
    re.IGNORECASE,
)
_TELLING = re.compile(
    rb"^(?:Message-ID|MIME-Version|Received|Content-Type|Content-Transfer-Encoding|Return-Path|Snapshot-Content-Location)"
    rb"[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_FROM_AND_DATE = re.compile(rb"^From[ \t]*:[^\n]*@[^\n]*$", re.IGNORECASE | re.MULTILINE)
_MBOX = re.compile(rb"^From \S+.*\d{4}\r?$", re.MULTILINE)
_ESCAPED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)  # a mailbox marks lines of a text that open like a mail
_DESK = re.compile(
    r"(?:^|[._+-])(?:support|help|helpdesk|service|services|kundenservice|care|customercare|info|contact|desk|team|"
    r"noreply|no-reply|sales|orders|billing|refunds|returns|kefu|cs|enquiries|hello|office|shop|tickets?|"
    r"hilfe|hallo|aide|assistance|serviceclients?|ayuda|soporte|atencion|servicio|clientes|contacto|assistenza|"
    r"clienti|suporte|atendimento|ajuda|klantenservice|kundeservice|kundtjanst|kundservice|asiakaspalvelu|podpora|"
    r"pomoc|destek)(?:$|[._+-])"
)
_SUBJECT = re.compile(r"^(?:(?:re|fw|fwd|aw|wg|sv|回复|答复|转发|回覆|轉寄)\s*(?:\[\d+\])?\s*[:：]\s*)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Mail:
    """``thread`` is what mails of one thread have in common; ``parts`` are newest first."""

    parts: tuple[Part, ...]
    at: str | None
    subject: str
    thread: str


def is_mail(data: bytes) -> bool:
    """Whether the bytes open with a mail's headers, or are a mailbox."""
    head = data[:20_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if _MBOX.match(head):
        head = head[head.find(b"\n") + 1 :]
    if not _HEADER.match(head):
        return False
    headers = re.split(rb"\r?\n[ \t]*\r?\n", head, maxsplit=1)[0]
    return _TELLING.search(headers) is not None or (
        _FROM_AND_DATE.search(headers) is not None
        and re.search(rb"(?im)^Subject[ \t]*:", headers) is not None
        and re.search(rb"(?im)^(?:Date|To)[ \t]*:", headers) is not None
    )


def read_mail(data: bytes, ask: Ask) -> Sequence[Conversation]:
    """One conversation a thread. Raises `InputError` where no mail has text."""
    messages = [email.message_from_bytes(raw, policy=policy) for raw in _split_box(data)]
    alone = len(messages) == 1
    if alone and (page := _saved_page(messages[0])):
        return read_page(page, ask)
    threads: dict[str, list[_Mail]] = {}
    for message in messages:
        mail = _mail(message)
        inside = [_mail(inner) for inner in _enclosed(message)]
        threads.setdefault("" if alone else mail.thread, []).extend((mail, *inside))
    if not any(p.text for mails in threads.values() for m in mails for p in m.parts):
        raise InputError(f"{ask.where}: the mail holds no text")
    if len(threads) == 1:
        return (talk(ask, _told(next(iter(threads.values())), ask), channel="email"),)
    return talks(
        ask,
        (
            (_told(mails, ask), {"case_id": f"{ask.case_id}-{n}", "channel": "email"})
            for n, mails in enumerate(threads.values(), 1)
        ),
    )


def _split_box(data: bytes) -> list[bytes]:
    data = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    starts = [
        m.start() for m in _MBOX.finditer(data) if m.start() == 0 or data[: m.start()].endswith((b"\n\n", b"\r\n\r\n"))
    ]
    if not starts or starts[0] != 0:
        return [data]
    ends = [*starts[1:], len(data)]
    mails = (data[data.find(b"\n", a) + 1 : b] for a, b in zip(starts, ends, strict=True))
    return [_ESCAPED_FROM.sub(rb"\1", mail) for mail in mails]


def _saved_page(message: EmailMessage | Message) -> str:
    """The HTML of a page a browser saved as MHTML."""
    if not _header(message, "Snapshot-Content-Location") and "multipart/related" not in message.get_content_type():
        return ""
    if _header(message, "From") and "@" in _header(message, "From"):
        return ""
    return next((body for part, body in _bodies(message) if part == "text/html"), "")


def _mail(message: EmailMessage | Message) -> _Mail:
    body = _body(message)
    sender = _header(message, "From")
    subject = " ".join(_header(message, "Subject").split())
    when = fields.moment(_header(message, "Date"))
    newest, *quoted = split(body) or [Part("")]
    files = [f"[attachment: {name}]" for name in _attachments(message)]
    own = "\n".join(filter(None, (newest.text, *files)))
    first = (Part(own, sender or None, when),) if own or not quoted else ()
    quoted = [replace(p, author=sender or None, when=when) if p.mine else p for p in quoted]
    ids = re.findall(r"<[^<>\s]+>", f"{_header(message, 'References')} {_header(message, 'In-Reply-To')}")
    root = ids[0] if ids else _header(message, "Message-ID").strip()
    return _Mail((*first, *quoted), when, subject, _SUBJECT.sub("", subject).casefold() or root)


def _header(message: EmailMessage | Message, name: str) -> str:
    """A header's value; a damaged one is empty."""
    try:
        return clean(str(message.get(name) or "")).replace("\n", " ")
    except Exception:  # noqa: BLE001 - the standard library's parser of headers fails in many ways on damaged ones
        return ""


def _bodies(message: EmailMessage | Message) -> Iterator[tuple[str, str]]:
    """(content type, text) of every part that is text and no attachment."""
    for part in _own_parts(message):
        kind = part.get_content_type()
        if part.is_multipart() or part.get_content_maintype() != "text" or _file_name(part):
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and payload.strip():
            yield kind, _decoded(payload, _charset(part))


def _own_parts(message: EmailMessage | Message) -> Iterator[EmailMessage | Message]:
    """The message and its parts, without those of mails that lie in it."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        yield part
        if part.is_multipart() and (part is message or part.get_content_type() != "message/rfc822"):
            inner = part.get_payload()
            waiting.extend(p for p in reversed(inner if isinstance(inner, list) else []) if isinstance(p, Message))


def _enclosed(message: EmailMessage | Message) -> Iterator[EmailMessage | Message]:
    """The mails that lie in a mail, as a forwarded one or its thread does."""
    for part in message.walk():
        if part is not message and part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            yield from (p for p in (inner if isinstance(inner, list) else []) if isinstance(p, Message))


def _charset(part: EmailMessage | Message) -> str:
    try:
        return str(part.get_content_charset() or "")
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""


def _file_name(part: EmailMessage | Message) -> str:
    try:
        return clean(part.get_filename() or "").replace("\n", " ").strip()
    except Exception:  # noqa: BLE001 - as above
        return ""


def _decoded(payload: bytes, charset: str) -> str:
    """In the charset it names, if that fits; GB2312 is read as its superset, as every mail program does."""
    charset = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030"}.get(charset.casefold(), charset)
    if charset:
        try:
            return clean(payload.decode(charset))
        except (UnicodeDecodeError, LookupError, ValueError):
            pass
    try:
        return clean(decode(payload, "a part of the mail"))
    except InputError:
        return ""


def _body(message: EmailMessage | Message) -> str:
    """The plain text; HTML where there is none, or where the plain text only says so."""
    found = list(_bodies(message))
    plain = "\n".join(body for kind, body in found if kind == "text/plain").strip()
    pages = [body for kind, body in found if kind == "text/html"]
    html = "\n".join(_html_body(page) for page in pages).strip()
    return html if html and len(plain) < min(80, len(html) // 4) else plain or html


def _html_body(page: str) -> str:
    """Quotations of HTML mails marked as those of plain ones, so that one rule splits both."""
    marked = re.sub(r"<blockquote\b[^>]*>", "<br>\x01", page[:4_000_000], flags=re.IGNORECASE)
    marked = re.sub(r"</blockquote\s*>", "<br>\x02", marked, flags=re.IGNORECASE)
    lines, depth = [], 0
    for line in html_to_text(marked).split("\n"):
        opened, closed = line.count("\x01"), line.count("\x02")
        depth = min(40, depth + opened)
        words = re.sub(r"[\x01\x02]", "", line).strip()
        lines.append(f"{'> ' * depth}{words}" if words else "")
        depth = max(0, depth - closed)
    return "\n".join(lines)


def _attachments(message: EmailMessage | Message) -> list[str]:
    return [name for part in _own_parts(message) if (name := _file_name(part))]


# -- threads --------------------------------------------------------


def _told(mails: list[_Mail], ask: Ask) -> list[Said]:
    """Every mail once, oldest first, with roles by address: a desk's address is the agent, else whoever wrote first."""
    ordered = sorted(mails, key=lambda m: m.at or "")
    parts: list[Part] = []
    for mail in ordered:
        for part in reversed(mail.parts):
            if part.text and not any(_same(part.text, known.text) for known in parts):
                parts.append(part)
    roles = _roles(parts, ask.agent_name)
    subject = next((m.subject for m in ordered if m.subject), "")
    order = DateOrder.of(p.when for p in parts if p.when)
    said = [_said(part, roles, order) for part in parts]
    title = _SUBJECT.sub("", subject)
    return [Said(None, title, None, Speaker.SYSTEM), *said] if title and said else said


def _same(one: str, other: str) -> bool:
    """Equal but for white space and quotation marks, which every program wraps anew."""
    a, b = (re.sub(r"[\s>]+", "", text) for text in (one, other))
    return a == b or (len(b) > len(a) > 12 and a in b) or (min(len(a), len(b)) > 40 and a.startswith(b))


def _said(part: Part, roles: dict[str, Speaker], order: DateOrder) -> Said:
    name, address = _who(part)
    when = fields.moment(part.when) or (to_iso(part.when, order) if part.when else None)
    return Said(name or address or None, part.text, when, roles.get(address or name))


def _who(part: Part) -> tuple[str, str]:
    name, address = parseaddr(part.author or "")
    if "@" not in address or "@" in name or "[" in name:
        return author_parts(part.author or "")
    return name, address.casefold()


def _roles(parts: list[Part], agent_name: str) -> dict[str, Speaker]:
    people = [who for who in (_who(p) for p in parts) if any(who)]
    keys = list(dict.fromkeys(address or name for name, address in people))
    agents = {address or name for name, address in people if _is_desk(name, address, agent_name)}
    opens_as_agent = {address or name for p in parts if greets_as_agent(p.text) for name, address in [_who(p)]}
    strangers = [k for k in keys if k not in agents]
    customer = next((k for k in strangers if agents or k not in opens_as_agent), next(iter(strangers), None))
    if not agents and customer is not None and len(keys) > 1:
        agents = {k for k in keys if k != customer}
    domains = {k.rpartition("@")[2] for k in agents if "@" in k}
    return {k: Speaker.AGENT if k in agents or _at_desk(k, customer, domains) else Speaker.CUSTOMER for k in keys}


def _at_desk(key: str, customer: str | None, domains: set[str]) -> bool:
    """A colleague of an agent writes for the same company; the customer's own provider proves nothing."""
    domain = key.rpartition("@")[2]
    return key != customer and domain in domains and domain not in _PROVIDERS


_PROVIDERS = frozenset(
    [
        "gmail.com",
        "outlook.com",
        "hotmail.com",
        "yahoo.com",
        "qq.com",
        "163.com",
        "126.com",
        "icloud.com",
        "gmx.de",
        "web.de",
        "proton.me",
    ]
)


def _is_desk(name: str, address: str, agent_name: str) -> bool:
    own = agent_name.strip().casefold()
    if own and name and (name.casefold() == own or name.casefold().split()[0] == own.split()[0]):
        return True
    return bool(_DESK.search(address.partition("@")[0])) or bool(
        re.search(r"\b(?:support|service|help ?desk|customer care)\b|客服|服务中心", name, re.IGNORECASE)
    )
