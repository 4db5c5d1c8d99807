"""Where things stand in a TOML text: the standard parser gives values without lines, and a fault must point at one."""

from __future__ import annotations

import contextlib
import re

Path = tuple[str | int, ...]

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)+")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|' + r"'''.*?'{3,5}" + r'|"(?:[^"\\\n]|\\.)*"' + r"|'[^'\n]*'", re.DOTALL
)
_SCALAR = re.compile(r"[^,\]}#\n]+")


def locate(text: str) -> dict[Path, int]:
    """Line (from 1) of every key, table and list element of ``text``, by its path: ``("category", 3, "route")``.

    ``text`` must be valid TOML; for anything else the answer is incomplete, never an error.
    """
    scanner = _Scanner(text)
    with contextlib.suppress(IndexError, RecursionError):
        scanner.document()
    return scanner.found


class _Scanner:
    """Walks the text once, following the grammar only as far as lines need."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        self._line = 1
        self._counted_to = 0

    def document(self) -> None:
        table: Path = ()
        while self._skip_blank():
            start = self.at
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
            if self.at == start:
                return

    def _skip_blank(self) -> bool:
        match = _BLANK.match(self.text, self.at)
        if match:
            self.at = match.end()
        return self.at < len(self.text)

    def _here(self) -> int:
        self._line += self.text.count("\n", self._counted_to, self.at)
        self._counted_to = self.at
        return self._line

    def _note(self, path: Path, line: int) -> None:
        self.found.setdefault(path, line)

    def _key(self) -> list[str]:
        parts: list[str] = []
        while True:
            self._skip_blank()
            match = _BARE.match(self.text, self.at) or _STRING.match(self.text, self.at)
            if match is None:
                return parts
            self.at = match.end()
            raw = match.group()
            parts.append(raw[1:-1] if raw[0] in "\"'" else raw)
            self._skip_blank()
            if self.text[self.at] != ".":
                return parts
            self.at += 1

    def _header(self) -> Path:
        line = self._here()
        many = self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        path = self._resolve(self._key(), many=many)
        self.at += 2 if many else 1
        for length in range(1, len(path) + 1):
            self._note(path[:length], line)
        return path

    def _resolve(self, parts: list[str], *, many: bool) -> Path:
        """The path of a header: names that stand for lists of tables get the number of the latest table."""
        path: Path = ()
        for i, part in enumerate(parts):
            path += (part,)
            if many and i == len(parts) - 1:
                self._counts[path] = self._counts.get(path, -1) + 1
            if path in self._counts:
                path += (self._counts[path],)
        return path

    def _pair(self, table: Path) -> None:
        line = self._here()
        path = table
        for part in self._key():
            path += (part,)
            self._note(path, line)
        if self.text[self.at] == "=":
            self.at += 1
            self._skip_blank()
            self._value(path)

    def _value(self, path: Path) -> None:
        first = self.text[self.at]
        if first == "[":
            self._list(path)
        elif first == "{":
            self._inline(path)
        else:
            match = _STRING.match(self.text, self.at) or _SCALAR.match(self.text, self.at)
            if match:
                self.at = match.end()

    def _list(self, path: Path) -> None:
        self.at += 1
        number = 0
        while self._skip_blank() and self.text[self.at] != "]":
            start = self.at
            if self.text[self.at] == ",":
                self.at += 1
                continue
            self._note((*path, number), self._here())
            self._value((*path, number))
            number += 1
            if self.at == start:
                return
        self.at += 1

    def _inline(self, path: Path) -> None:
        self.at += 1
        while self._skip_blank() and self.text[self.at] != "}":
            start = self.at
            if self.text[self.at] == ",":
                self.at += 1
                continue
            self._pair(path)
            if self.at == start:
                return
        self.at += 1
