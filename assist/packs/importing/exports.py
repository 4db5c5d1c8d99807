"""Help-centre and macro exports as their programming interfaces give them: Zendesk, Intercom, Chatwoot; plain lists.

Formats: Zendesk "Help Center API: Articles, Sections" and "Macros"; Intercom "Articles", "Internal articles", "Macros";
Chatwoot "Articles", "Canned Responses", "Macros" (their public references).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from assist.packs.importing.html import html_to_markdown
from assist.packs.importing.model import SNIPPET, Converted, Document, LeftOut, Unreadable

Json = Mapping[str, Any]
_ATTRIBUTE = re.compile(r"<attribute\s+key=\"([^\"]+)\"[^>]*?/?>(?:</attribute>)?")
_LISTS = ("articles", "macros", "data", "payload", "results", "items", "canned_responses", "faqs", "entries", "pages")


def read_export(text: str) -> Converted:
    """Everything in an export: one JSON value, or one object a line. Raises `Unreadable`."""
    values = _values(text)
    names = _names(values)
    documents: list[Document] = []
    left: list[LeftOut] = []
    for record in _records(values):
        found = _read_record(record, names)
        documents += found.documents
        left += found.left_out
    if not documents and not left:
        raise Unreadable("no articles or replies in a form that is known")
    return Converted(tuple(documents), tuple(left))


def _values(text: str) -> list[Any]:
    try:
        return [json.loads(text)]
    except (ValueError, RecursionError) as error:
        first = text.lstrip().partition("\n")[0].rstrip()
        if not (first.startswith("{") and first.endswith("}")):
            raise Unreadable(f"not JSON ({str(error).splitlines()[0]})") from error
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError) as error:
        raise Unreadable("not JSON, as a whole or line by line") from error


def _records(values: Sequence[Any]) -> Iterator[Json]:
    """The objects that stand for articles or replies, wherever the lists are."""
    for value in values:
        if isinstance(value, list):
            yield from _records(value)
        elif isinstance(value, Mapping):
            lists = [value[k] for k in _LISTS if isinstance(value.get(k), list)]
            inner = value.get("data") if isinstance(value.get("data"), Mapping) else None
            if lists and not _reader(value):
                for found in lists:
                    yield from _records(found)
            elif inner is not None:
                yield from _records([inner])
            else:
                yield value


def _names(values: Sequence[Any]) -> dict[str, str]:
    """Names of sections and categories (Zendesk) or collections (Intercom) in the same file, by id."""
    out: dict[str, str] = {}
    for value in values:
        for key in ("sections", "categories", "collections"):
            rows = value.get(key) if isinstance(value, Mapping) else None
            for row in rows if isinstance(rows, list) else ():
                if isinstance(row, Mapping) and row.get("id") is not None and row.get("name"):
                    out[str(row["id"])] = str(row["name"])
    return out


_Reader = Callable[[Json, Mapping[str, str]], Converted]


def _read_record(record: Json, names: Mapping[str, str]) -> Converted:
    title = _text(record, "title", "name", "question", "short_code", "subject") or f"id {record.get('id', '?')}"
    reader = _reader(record)
    if reader is None:
        return Converted((), (LeftOut(title, "neither an article nor a reply"),))
    why = _not_wanted(record)
    return Converted((), (LeftOut(title, why),)) if why else reader(record, names)


def _reader(record: Json) -> _Reader | None:
    """Which shape a record has."""
    if isinstance(record.get("actions"), list):
        return _macro
    if record.get("type") == "macro" or "body_text" in record:
        return _intercom_macro
    if "short_code" in record and "content" in record:
        return _canned
    if isinstance(record.get("translated_content"), Mapping):
        return _intercom_article
    if _text(record, "title", "question", "name", "subject") and _text(record, "body", "content", "answer", "html"):
        return _article
    return None


def _not_wanted(record: Json) -> str:
    state = str(record.get("status") or record.get("state") or "").lower()
    if record.get("draft") is True or state in {"draft", "0"}:
        return "a draft"
    if state in {"archived", "2"}:
        return "archived"
    if record.get("active") is False:
        return "not active"
    return ""


def _article(record: Json, names: Mapping[str, str]) -> Converted:
    """Zendesk, Chatwoot, Intercom without translations, and plain lists of questions and answers."""
    title = _text(record, "title", "question", "name", "subject")
    body = _text(record, "body", "html", "content", "answer")
    category = record.get("category")
    inner = category if isinstance(category, Mapping) else {}
    section = names.get(str(record.get("section_id") or record.get("parent_id") or record.get("category_id") or ""), "")
    given = (section or inner.get("name") or (category if isinstance(category, str) else "") or "",)
    locale = _text(record, "locale", "lang", "language", "default_locale") or str(inner.get("locale") or "")
    internal = record.get("type") == "internal_article" or record.get("user_segment_id") is not None
    document = Document(
        _key(record, locale if record.get("source_id") else ""),
        " ".join(title.split())[:200],
        _markdown(body),
        language=locale,
        tags=_tags((*given, *_list(record.get("label_names")), *_list(record.get("tags")))),
        internal=internal or str(record.get("audience") or record.get("visibility") or "") in {"internal", "private"},
        origin=_text(record, "html_url", "url"),
    )
    return _filled(document)


def _intercom_article(record: Json, names: Mapping[str, str]) -> Converted:
    """One document a language."""
    documents: list[Document] = []
    left: list[LeftOut] = []
    default = str(record.get("default_locale") or "")
    texts = {k: v for k, v in record["translated_content"].items() if isinstance(v, Mapping)}
    if _text(record, "body"):
        texts.setdefault(default or "en", record)
    for locale, text in texts.items():
        merged = {**record, **text, "locale": locale, "id": record.get("id"), "translated_content": None}
        why = _not_wanted(text)
        if why or not _text(text, "body"):
            left.append(LeftOut(f"{_text(merged, 'title') or record.get('id')} ({locale})", why or "no text in it"))
            continue
        found = _article(merged, names)
        documents += (Document(**{**_fields(d), "key": f"{_key(record)}-{locale}"}) for d in found.documents)
        left += found.left_out
    return Converted(tuple(documents), tuple(left))


def _macro(record: Json, _names: Mapping[str, str]) -> Converted:
    """What Zendesk's (``field``, ``value``) and Chatwoot's (``action_name``, ``action_params``) say to the customer."""
    said: dict[str, str] = {}
    public = True
    for action in record["actions"]:
        if not isinstance(action, Mapping):
            continue
        name = str(action.get("field") or action.get("action_name") or "")
        value = action.get("value", action.get("action_params"))
        if name == "comment_mode_is_public":
            public = str(value).lower() not in {"false", "[false]"}
        elif name in {"comment_value", "comment_value_html", "send_message"}:
            said[name] = _said(value)
    title = _text(record, "title", "name")
    body = said.get("comment_value_html") or said.get("comment_value") or said.get("send_message") or ""
    if not body.strip():
        return Converted((), (LeftOut(title, "a macro that says nothing to the customer"),))
    if not public:
        return Converted((), (LeftOut(title, "a macro that writes a note for staff"),))
    folders = [t.strip() for t in title.split("::")]
    return _filled(
        Document(
            _key(record), " ".join(folders[-1].split())[:200], _markdown(body), kind=SNIPPET,
            tags=_tags(folders[:-1]), when=" ".join(_text(record, "description").split()),
        )
    )  # fmt: skip


def _intercom_macro(record: Json, _names: Mapping[str, str]) -> Converted:
    body = _text(record, "body") or _text(record, "body_text")
    body = _markdown(_ATTRIBUTE.sub(r"{{\1}}", body))
    return _filled(Document(_key(record), _text(record, "name", "title")[:200], body, kind=SNIPPET))


def _canned(record: Json, _names: Mapping[str, str]) -> Converted:
    return _filled(
        Document(_key(record), _text(record, "short_code")[:200], _markdown(_text(record, "content")), SNIPPET)
    )


def _filled(document: Document) -> Converted:
    if not document.title or not re.search(r"\w", document.body):
        return Converted((), (LeftOut(document.title or document.key, "no text in it"),))
    return Converted((document,))


def _markdown(body: str) -> str:
    if re.search(r"</?(?:p|div|br|ul|ol|li|h\d|table|span|b|strong|em|a|img|pre)\b[^>]*>", body, re.IGNORECASE):
        return html_to_markdown(body)
    return body.replace("\r\n", "\n").strip()


def _said(value: object) -> str:
    """Zendesk gives a text, or ``[channel, text]``; Chatwoot a list of texts."""
    if isinstance(value, list):
        texts = [v for v in value if isinstance(v, str)]
        return texts[-1] if texts else ""
    return value if isinstance(value, str) else ""


def _text(record: Json, *keys: str) -> str:
    for key in keys:
        value = record.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _list(value: object) -> list[str]:
    if isinstance(value, Mapping):  # Intercom: {"type": "tag.list", "tags": [...]}
        value = value.get("tags")
    if isinstance(value, str):
        return value.split(",")
    items = value if isinstance(value, list) else []
    return [str(v.get("name", "")) if isinstance(v, Mapping) else str(v) for v in items]


def _tags(values: Sequence[object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(t for v in values if (t := " ".join(str(v).split()))))[:20]


def _key(record: Json, locale: str = "") -> str:
    known = record.get("id") or record.get("slug") or record.get("short_code") or _text(record, "title", "question")
    return f"{known}-{locale}" if locale else str(known)


def _fields(document: Document) -> dict[str, Any]:
    return {name: getattr(document, name) for name in Document.__dataclass_fields__}
