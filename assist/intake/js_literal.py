"""JavaScript and TypeScript data (``export const CHATS = [{id: 1, content: 'hi'}]``) as JSON."""

from __future__ import annotations

import json
import re

_OPENS = re.compile(
    r"\s*(?:(?://[^\n]*\n|/\*.*?\*/|import[^\n;]*[;\n]|'use \w+'[;\n])\s*)*"
    r"(?:export\s+default\s+|module\.exports\s*=\s*|(?:export\s+)?(?:const|let|var)\s+[\w$]+\s*(?::[^=\n]{1,80})?=\s*"
    r"|window\.[\w$.]+\s*=\s*)(?=[\[{])",
    re.DOTALL,
)
_TOKEN = re.compile(
    r"""(?P<space>\s+|//[^\n]*|/\*.*?\*/)
    |(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)
    |(?P<number>[+-]?(?:0[xX][0-9a-fA-F]+|\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+))
    |(?P<word>[A-Za-z_$][\w$]*)
    |(?P<sign>[\[\]{}:,])
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_OPEN = frozenset({"{", "[", ",", ":"})
_TYPE = re.compile(r"""\s*[\w$.]+(?:<[^<>\n]{0,80}>)?(?:\[[^\]\n]{0,40}\])*(?:\s*[|&]\s*[\w$.'"]+)*""")
_MADE = re.compile(r"""\s+Date\(\s*("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')\s*\)""")
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "0": "\0", "\n": ""}
_CONSTANTS = {"true": "true", "false": "false", "null": "null", "undefined": "null", "NaN": "null", "Infinity": "null"}


def is_script(text: str) -> bool:
    """Whether the text assigns or exports a list or an object."""
    return _OPENS.match(text[:4000]) is not None


def to_json(text: str) -> str:
    """The first list or object as JSON text; what follows it is left out. Bad data gives bad JSON, never an error."""
    opened = _OPENS.match(text)
    at = opened.end() if opened else 0
    out: list[str] = []
    depth = 0
    while found := _TOKEN.match(text, at):
        at = found.end()
        kind, piece = found.lastgroup, found[0]
        if kind == "space":
            continue
        if piece in {"as", "satisfies"} and out and out[-1] not in _OPEN:
            at = _end_of_type(text, at)
            continue
        if piece == "new" and (made := _MADE.match(text, at)):
            out.append(_written("string", made[1], text, made.end()))
            at = made.end()
            continue
        if piece in "]}" and out and out[-1] == ",":
            out.pop()  # a comma before the end is allowed there
        out.append(_written(str(kind), piece, text, at))
        depth += (piece in "[{") - (piece in "]}") if kind == "sign" else 0
        if kind == "sign" and depth <= 0:
            break
    return "".join(out)


def _end_of_type(text: str, at: int) -> int:
    """Behind ``as Kind`` or ``as const``: types tell nothing here."""
    found = _TYPE.match(text, at)
    return found.end() if found else at


def _written(kind: str, piece: str, text: str, at: int) -> str:
    if kind == "string":
        return json.dumps(_ESCAPE.sub(_unescaped, piece[1:-1]))
    if kind == "number":
        return piece if re.fullmatch(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?", piece) else json.dumps(piece)
    if kind == "word":
        follows = text[at : at + 40].lstrip()[:1]
        return json.dumps(piece) if follows == ":" else _CONSTANTS.get(piece, json.dumps(piece))
    return piece


def _unescaped(found: re.Match[str]) -> str:
    if digits := found[1] or found[2] or found[3]:
        code = int(digits, 16)
        return chr(code) if code < 0x110000 else "\ufffd"
    return _SIMPLE.get(found[4], found[4])
