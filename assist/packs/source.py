"""One file of a pack being read: typed access to its keys, collecting every fault with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from assist.domain.errors import Fault
from assist.domain.text import LocalText

Path = tuple[str | int, ...]

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
ID_LIMIT = 200


@dataclass
class Findings:
    """Faults make a pack unusable; warnings do not."""

    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)


@dataclass
class Source:
    """A file, relative to the pack; ``lines`` finds the line of a key and is only asked when something is wrong."""

    file: str
    findings: Findings
    lines: Callable[[], Mapping[Path, int]] = dict
    _known: Mapping[Path, int] | None = None

    def line(self, path: Path) -> int:
        """The line of ``path``, else of what it stands in, else 0."""
        if self._known is None:
            self._known = self.lines()
        while path:
            if path in self._known:
                return self._known[path]
            path = path[:-1]
        return self._known.get((), 0)

    def fault(self, path: Path, message: str) -> None:
        """Something that makes the pack unusable."""
        self.findings.faults.append(Fault(self.file, self.line(path), message))

    def fault_at(self, line: int, message: str) -> None:
        """The same, in a line that is known."""
        self.findings.faults.append(Fault(self.file, line, message))

    def warn(self, path: Path, message: str) -> None:
        """Something the author should look at."""
        self.findings.warnings.append(Fault(self.file, self.line(path), message))


@dataclass(frozen=True)
class Table:
    """A table of a file. Each getter notes a fault when the key is missing or of a wrong type, and goes on."""

    source: Source
    data: Mapping[str, object]
    path: Path = ()

    def fault(self, key: str | None, message: str) -> None:
        """A fault at ``key`` of this table, or at the table itself."""
        self.source.fault(self.path if key is None else (*self.path, key), message)

    def warn(self, key: str | None, message: str) -> None:
        """A warning at ``key`` of this table, or at the table itself."""
        self.source.warn(self.path if key is None else (*self.path, key), message)

    def only(self, known: frozenset[str]) -> None:
        """Warn of every key that is not read; most are typing errors."""
        for key in self.data:
            if key not in known:
                self.warn(key, f'unknown key "{key}" is not read')

    def _missing(self, key: str) -> None:
        self.fault(None, f'"{key}" is missing')

    def text(self, key: str, default: str = "", *, required: bool = False) -> str:
        """A plain text."""
        value = self.data.get(key)
        if value is None or value == "":
            if required:
                self._missing(key)
            return default
        if not isinstance(value, str):
            self.fault(key, f'"{key}" must be a text')
            return default
        return value.strip()

    def id(self, key: str = "id") -> str:
        """A required text without line breaks; empty (and noted) when it is at fault."""
        value = self.text(key, required=True)
        if key in self.data and isinstance(self.data[key], str) and self.data[key] and not value:
            self._missing(key)
        if len(value) > ID_LIMIT or not value.isprintable():
            self.fault(key, f'"{key}" must be one line of at most {ID_LIMIT} characters')
            return ""
        return value

    def local(self, key: str, *, required: bool = False) -> LocalText:
        """A text, or a table of texts by language."""
        value = self.data.get(key)
        if isinstance(value, Mapping):
            if not self._by_language(key, value):
                return LocalText()
            text = LocalText.of({str(k): str(v) for k, v in value.items()})
        elif isinstance(value, str):
            text = LocalText.of(value)
        else:
            if value is not None:
                self.fault(key, f'"{key}" must be a text or a table of texts by language')
            elif required:
                self._missing(key)
            return LocalText()
        if required and not text:
            self.fault(key, f'"{key}" is empty')
        return text

    def _by_language(self, key: str, value: Mapping[object, object]) -> bool:
        sound = True
        for tag, text in value.items():
            if not isinstance(tag, str) or not LANGUAGE.fullmatch(tag):
                self.source.fault(
                    (*self.path, key, str(tag)), f'"{key}": "{tag}" is not a language tag such as en or zh'
                )
                sound = False
            elif not isinstance(text, str):
                self.source.fault((*self.path, key, tag), f'"{key}" in {tag} must be a text')
                sound = False
        return sound

    def strings(self, key: str, *, one: bool = False) -> tuple[str, ...]:
        """A list of texts; with ``one`` a single text will do for a list of one."""
        value = self.data.get(key)
        if value is None:
            return ()
        if one and isinstance(value, str):
            return (value,) if value else ()
        if not isinstance(value, list):
            self.fault(key, f'"{key}" must be a list of texts')
            return ()
        for i, item in enumerate(value):
            if not isinstance(item, str) or not item.strip():
                self.source.fault((*self.path, key, i), f'"{key}" must hold texts only; entry {i + 1} is not one')
        return tuple(item for item in value if isinstance(item, str) and item.strip())

    def flag(self, key: str) -> bool:
        """``true`` or ``false``; missing means ``false``."""
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            self.fault(key, f'"{key}" must be true or false')
            return False
        return value

    def tables(self, key: str) -> Iterator[Table]:
        """The tables of ``[[key]]``."""
        value = self.data.get(key, [])
        if not isinstance(value, list):
            self.fault(key, f'"{key}" must be a list of tables: [[{key}]]')
            return
        for i, item in enumerate(value):
            if isinstance(item, Mapping):
                yield Table(self.source, item, (*self.path, key, i))
            else:
                self.source.fault((*self.path, key, i), f'"{key}" must hold tables only; entry {i + 1} is not one')

    def sub(self, key: str) -> Table | None:
        """The table ``[key]``; ``None`` (and noted) when it is something else or missing."""
        value = self.data.get(key)
        if isinstance(value, Mapping):
            return Table(self.source, value, (*self.path, key))
        self.fault(key, f"[{key}] is missing" if value is None else f"[{key}] must be a table")
        return None
