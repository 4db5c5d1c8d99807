"""Articles and snippets as files of the pack: front matter in a fixed order, written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from assist.packs.importing.model import SNIPPET, Document

_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_./-]*[A-Za-z0-9])?")
_WORD = re.compile(r"(?i)(?:null|true|false|yes|no|on|off|~)")


def file_text(document: Document, article_id: str) -> str:
    """The file of an article or snippet."""
    lines = [f"id: {scalar(article_id)}", f"title: {scalar(document.title, always=True)}", f"lang: {document.language}"]
    if document.tags:
        lines.append(f"tags: [{', '.join(scalar(t, always=True) for t in document.tags)}]")
    if document.internal and document.kind != SNIPPET:
        lines.append("audience: internal")
    if document.when:
        lines.append(f"when: {scalar(document.when, always=True)}")
    if document.origin:
        lines.append(f"source: {scalar(document.origin, always=True)}")
    head = "\n".join(lines)
    return f"---\n{head}\n---\n\n{document.body}\n"


def scalar(text: str, *, always: bool = False) -> str:
    """A YAML value that reads back as this text; quoted where it has to be, or ``always``."""
    if not always and _PLAIN.fullmatch(text) and not _WORD.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def digest(text: str | bytes) -> str:
    """SHA-256, the first 32 hexadecimal digits."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()[:32]


def digest_of(path: Path) -> str:
    """The digest of a file; empty where there is none."""
    try:
        return digest(path.read_bytes())
    except FileNotFoundError:
        return ""


def write(path: Path, text: str) -> None:
    """Beside, then renamed: whoever reads meanwhile sees the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(path)
