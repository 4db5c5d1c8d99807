"""Front matter changed line by line: the keys that change are written anew, every other line stays as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assist.packs import front_matter
from assist.packs.importing.writing import scalar

Value = str | Sequence[str] | None
_KEY = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:")


def changed(text: str, values: Mapping[str, Value], body: str | None = None) -> str:
    """The file with these keys set (``None`` or empty: taken away) and, where given, another body.

    A key keeps its place; a new one comes last. A value that reads as it did is not written anew. A file whose front
    matter cannot be read gets a new one, with its old lines kept in the body.
    """
    try:
        known = front_matter.split(text)
    except front_matter.FrontMatterFault:
        return new_file(values, body if body is not None else text)
    end = _end(text)
    lines = text[4:end].splitlines(keepends=True)
    for key, value in values.items():
        if _same(known.data.get(key), value):
            continue
        lines = _set(lines, key, value)
    head = f"---\n{''.join(lines)}---\n"
    rest = text[text.find("\n", end) + 1 :] if text.find("\n", end) >= 0 else ""
    if body is None or body.strip("\n") == known.body.strip("\n"):
        return head + rest
    gap = rest[: len(rest) - len(rest.lstrip("\n"))] or "\n"
    return f"{head}{gap}{body.strip(chr(10))}\n"


def new_file(values: Mapping[str, Value], body: str) -> str:
    """A file of its own."""
    lines: list[str] = []
    for key, value in values.items():
        lines = _set(lines, key, value)
    return f"---\n{''.join(lines)}---\n\n{body.strip(chr(10))}\n"


def written(key: str, value: Value) -> str:
    """One line of front matter."""
    if isinstance(value, str):
        return f"{key}: {scalar(value, always=key in {'title', 'when'})}\n"
    return f"{key}: [{', '.join(scalar(v) for v in value or ())}]\n"


def _same(old: object, new: Value) -> bool:
    if not new:
        return not old
    if isinstance(new, str):
        return isinstance(old, str) and old.strip() == new
    have = [old] if isinstance(old, str) else old
    return isinstance(have, list) and [str(v) for v in have] == list(new)


def _set(lines: list[str], key: str, value: Value) -> list[str]:
    start = next((i for i, line in enumerate(lines) if (m := _KEY.match(line)) and m[1] == key), None)
    new = [written(key, value)] if value else []
    if start is None:
        return [*lines, *new]
    end = start + 1
    while end < len(lines) and (lines[end][:1] in " \t-" or not lines[end].strip()):
        end += 1
    return [*lines[:start], *new, *lines[end:]]


def _end(text: str) -> int:
    """Where the closing line of the block begins."""
    end = text.find("\n---", 3)
    while end >= 0 and text[end + 4 : end + 5] not in {"", "\n", " ", "\t"}:
        end = text.find("\n---", end + 4)
    return end + 1
