"""Markdown of other people's making into plain Markdown with a title: front matter, short codes, links, images."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from assist.packs.importing.headings import fenced, titled
from assist.packs.importing.html import table_to_markdown
from assist.packs.importing.model import Document, Unreadable
from assist.packs.importing.pictures import Pictures, picture_mark

_YAML = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\A\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SHORT_CODE = re.compile(r"^[ \t]*\{\{[<%].*?[%>]\}\}[ \t]*$\n?", re.MULTILINE)
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL | re.IGNORECASE)
_IMAGE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)\s>]+)>?[^)]*\)")
_IMG_TAG = re.compile(r"<img\b[^>]*?>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(src|alt)\s*=\s*[\"']([^\"']*)[\"']", re.IGNORECASE)
_LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(([^()\s]*(?:\([^()]*\)[^()\s]*)*)(?:\s+[\"'][^)]*)?\)")
_TAGS = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)(?:\s[^<>\n]*)?/?>")
_HTML_NAMES = (
    "a abbr address article aside b big blockquote body button caption center cite col colgroup dd del details dfn "
    "div dl dt em figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr html i iframe input ins kbd label "
    "li link main mark menu meta nav ol option p picture q s samp script section select small source span strike "
    "strong style sub summary sup svg table tbody td tfoot th thead time tr tt u ul var video wbr"
)
_HTML = frozenset(_HTML_NAMES.split())
_IMPORT = re.compile(r"^(?:import|export) .*(?:from ['\"]|=).*$\n?", re.MULTILINE)
_CODE_SPAN = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_KEPT_SCHEMES = ("http:", "https:", "mailto:", "tel:")


def read_markdown(text: str, path: Path, *, mdx: bool = False) -> Document:
    """One document. Raises `Unreadable` for a draft and for a file without text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    head, body = _front(text)
    if _truth(head.get("draft")) or str(head.get("status", "")).lower() == "draft":
        raise Unreadable("marked as a draft")
    pictures: Pictures = []
    body = clean(_IMPORT.sub("", body) if mdx else body, path.parent, pictures)
    title, body = titled(body, _one_line(head.get("title") or head.get("sidebar_label")), path.stem)
    if not body.strip():
        raise Unreadable("no text in it")
    return Document(
        "",
        title,
        body,
        language=str(head.get("lang") or head.get("language") or head.get("locale") or ""),
        tags=_tags(head),
        internal=str(head.get("audience") or head.get("visibility") or "").lower() in {"internal", "private", "staff"},
        pictures=tuple(pictures),
    )


def clean(text: str, folder: Path, pictures: Pictures) -> str:
    """What a reader sees: no comments, short codes, tags or links into the other site; images become marks."""
    out = [piece if code else _clean_prose(piece, folder, pictures) for code, piece in fenced(text)]
    return re.sub(r"\n{3,}", "\n\n", "".join(out)).strip("\n")


def _clean_prose(text: str, folder: Path, pictures: Pictures) -> str:
    text = _SHORT_CODE.sub("", _COMMENT.sub("", text))
    text = _TABLE.sub(lambda m: f"\n{table_to_markdown(m[0])}\n", text)
    return _outside_code(text, lambda prose: _clean_piece(prose, folder, pictures))


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    """``text`` changed but in its code spans."""
    out, at = [], 0
    for span in _CODE_SPAN.finditer(text):
        out += [change(text[at : span.start()]), span[0]]
        at = span.end()
    return _links("".join([*out, change(text[at:])]))


def _clean_piece(text: str, folder: Path, pictures: Pictures) -> str:
    text = _IMAGE.sub(lambda m: picture_mark(m[1], m[2], folder, pictures), text)
    text = _IMG_TAG.sub(lambda m: _picture_tag(m[0], folder, pictures), text)
    return _TAGS.sub(lambda m: "" if m[1].lower() in _HTML or f"</{m[1]}>" in text else m[0], text)


def _links(text: str) -> str:
    """Links out stay; those within the other site lead nowhere here, so only their words do."""
    return _LINK.sub(lambda m: m[0] if m[2].lower().startswith(_KEPT_SCHEMES) else m[1], text)


def _picture_tag(tag: str, folder: Path, pictures: Pictures) -> str:
    found = {name.lower(): value for name, value in _ATTRIBUTE.findall(tag)}
    return picture_mark(found.get("alt", ""), found.get("src", ""), folder, pictures)


def _front(text: str) -> tuple[dict[str, Any], str]:
    """Front matter, as far as it can be read, and the rest."""
    for pattern, parse in ((_YAML, _yaml), (_TOML, _toml)):
        match = pattern.match(text)
        if match:
            head = parse(match[1])
            return (head, text[match.end() :]) if head is not None else ({}, text)
    return {}, text


def _yaml(block: str) -> dict[str, Any] | None:
    try:
        found = yaml.load(block, Loader=yaml.CBaseLoader)  # noqa: S506 - makes texts only, no objects
    except (yaml.YAMLError, ValueError, RecursionError):
        return _by_lines(block)
    return found if isinstance(found, dict) else None


def _by_lines(block: str) -> dict[str, Any] | None:
    """Broken YAML (an unquoted colon, as a rule) as simple lines of ``key: value``."""
    pairs = [line.partition(":") for line in block.splitlines() if re.match(r"[A-Za-z_]+:", line)]
    return {key: value.strip().strip("\"'") for key, _, value in pairs} or None


def _toml(block: str) -> dict[str, Any] | None:
    try:
        return tomllib.loads(block)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _tags(head: dict[str, Any]) -> tuple[str, ...]:
    out: list[str] = []
    for key in ("tags", "tag", "keywords", "labels", "categories"):
        value = head.get(key)
        if isinstance(value, str):
            value = re.split(r"[,，;；]", value.strip("[]"))
        if isinstance(value, list):
            out += [" ".join(str(v).strip("\"' ").split()) for v in value if isinstance(v, str | int)]
    return tuple(dict.fromkeys(t for t in out if t))[:20]


def _truth(value: object) -> bool:
    return str(value).lower() in {"true", "yes", "1"}


def _one_line(value: object) -> str:
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""
