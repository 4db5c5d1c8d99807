"""Front matter: the block between two ``---`` lines at the top of an article or snippet.

Scalars are taken as they are written (``lang: no`` is a language and ``title: 2026`` a title), so that nothing turns
into a truth value or a date behind the author's back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from assist.packs.source import Path

BODY: Path = (-1,)
"""The path under which `FrontMatter.lines` holds the first line of the body."""

Value = str | list[object] | dict[str, object] | None

_PLAIN = r"[A-Za-z0-9](?:[A-Za-z0-9_./-]*[A-Za-z0-9])?"
_QUOTED = r'"[^"\\\n]*"'
_SIMPLE_LINE = re.compile(
    rf"([A-Za-z_]+): (?:({_PLAIN})|({_QUOTED})|\[((?:{_QUOTED}(?:, {_QUOTED})*)?)\]|\[({_PLAIN}(?:, {_PLAIN})*)\])"
)
_ITEM = re.compile(_QUOTED)
_UNSAFE = re.compile(r"[^\x20-\x7e\u00a1-\u2027\u2030-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd]")


@dataclass(frozen=True)
class FrontMatter:
    """``data`` by key, ``lines`` of keys in the file (from 1), the ``body`` after the block."""

    data: dict[str, object]
    lines: dict[Path, int]
    body: str


class FrontMatterFault(Exception):
    """What is wrong, and in which line of the file."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        super().__init__(message)


def split(text: str) -> FrontMatter:
    """Front matter and body of ``text`` (its line ends are line feeds); raises `FrontMatterFault`."""
    if not text.startswith("---\n"):
        raise FrontMatterFault(1, "the file must begin with front matter between two lines of ---")
    end = text.find("\n---", 3)
    while end >= 0 and text[end + 4 : end + 5] not in {"", "\n", " ", "\t"}:
        end = text.find("\n---", end + 4)
    if end < 0:
        raise FrontMatterFault(1, "the front matter is not closed with a line of ---")
    after = text.find("\n", end + 1)
    body = text[after + 1 :] if after >= 0 else ""
    block = text[4 : end + 1]
    fast = parse_simple(block)
    data, lines = parse_yaml(block) if fast is None else fast
    kept = body.lstrip("\n")
    lines[BODY] = text.count("\n", 0, len(text) - len(kept)) + 1
    return FrontMatter(data, lines, kept.rstrip("\n"))


def parse_simple(block: str) -> tuple[dict[str, object], dict[Path, int]] | None:
    """The same as `parse_yaml` for the plainest blocks, an order of magnitude faster; ``None`` for all others."""
    data: dict[str, object] = {}
    lines: dict[Path, int] = {}
    if _UNSAFE.search(block.replace("\n", " ")):
        return None
    for number, line in enumerate(block.removesuffix("\n").split("\n"), start=2):
        match = _SIMPLE_LINE.fullmatch(line)
        if match is None or match[1] in data:
            return None
        key, plain, quoted, quoted_list, plain_list = match.groups()
        lines[key,] = number
        if plain is not None:
            data[key] = plain
        elif quoted is not None:
            data[key] = quoted[1:-1]
        elif plain_list is not None:
            data[key] = plain_list.split(", ")
        else:
            data[key] = [item[1:-1] for item in _ITEM.findall(quoted_list)]
    return data, lines


def parse_yaml(block: str) -> tuple[dict[str, object], dict[Path, int]]:
    """Data and lines of a YAML block that begins in line 2 of its file; raises `FrontMatterFault`."""
    try:
        node = yaml.compose(block, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise FrontMatterFault(2 + mark.line if mark else 1, f"front matter: {error.problem or 'not YAML'}") from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else "not YAML"
        raise FrontMatterFault(1, f"front matter: {reason}") from None
    if node is None:
        return {}, {}
    if not isinstance(node, yaml.MappingNode):
        raise FrontMatterFault(2 + node.start_mark.line, "front matter must be lines of key: value")
    return _mapping(node)


def _mapping(node: yaml.MappingNode) -> tuple[dict[str, object], dict[Path, int]]:
    data: dict[str, object] = {}
    lines: dict[Path, int] = {}
    for key_node, value_node in node.value:
        line = 2 + key_node.start_mark.line
        if not isinstance(key_node, yaml.ScalarNode):
            raise FrontMatterFault(line, "front matter: a key must be a plain word")
        key = key_node.value
        if key in data:
            raise FrontMatterFault(line, f'front matter: "{key}" is given twice')
        data[key] = _value(value_node)
        lines[key,] = line
        for i, child in enumerate(value_node.value if isinstance(value_node, yaml.SequenceNode) else ()):
            lines[key, i] = 2 + child.start_mark.line
    return data, lines


def _value(node: yaml.Node) -> Value:
    """Two levels deep is all that front matter holds; deeper things are marked by an object that fits no type."""
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [_scalar(n) if isinstance(n, yaml.ScalarNode) else object() for n in node.value]
    if isinstance(node, yaml.MappingNode):
        return {
            str(k.value): _scalar(v) if isinstance(v, yaml.ScalarNode) else object()
            for k, v in node.value
            if isinstance(k, yaml.ScalarNode)
        }
    return None


def _scalar(node: yaml.ScalarNode) -> str | None:
    written = str(node.value)
    return None if node.style is None and written in {"", "~", "null"} else written
