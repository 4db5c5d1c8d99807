"""Implements `assist.services.editing.Workbench` for a pack folder."""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT
from tomlkit.toml_document import TOMLDocument

from assist.domain.errors import Fault, InputError, StoreError
from assist.domain.pack import Article, Audience, Category, Form, FormField, Pack, Playbook, Snippet, Step, Tone
from assist.domain.text import LocalText
from assist.packs.draft import Draft
from assist.packs.editing import matter, tables
from assist.packs.editing.history import History, read_or_none
from assist.packs.editing.known import KnownFiles
from assist.packs.importing.slugs import free, slug
from assist.packs.importing.writing import write
from assist.services.editing import ChangedOutside, Checked, Item, Kind, Piece

ROUTES, TONE = "routes.toml", "tone.toml"
ASIDE = ".import/conflicts"


class FolderWorkbench:
    """Edits the pack in ``folder``, which needs a ``pack.toml``. Raises `InputError` without one."""

    def __init__(self, folder: Path) -> None:
        if not (folder / "pack.toml").is_file():
            raise InputError(f"{folder}: no pack here (no pack.toml)")
        self._folder = folder
        self._history = History(folder)
        self._files = KnownFiles(folder)
        self._words: dict[str, tuple[object, str]] = {}
        self._read: dict[str, bytes] = {}
        """The digest of each file as it was read or written here last."""
        self._paths: dict[tuple[Kind, str], str] = {}
        self._group: object = None

    @property
    def folder(self) -> Path:
        """See `Workbench`."""
        return self._folder

    def begin(self) -> None:
        """An editor opens: its saves are one change to undo."""
        self._group = object()

    # -- reading -----------------------------------------------------------------------------------------------

    def check(self) -> Checked:
        """See `Workbench`."""
        read = self._files.read()
        pack, draft, files = read.pack, read.draft, read.files
        faults, warnings = (tuple(sorted(set(f))) for f in (read.findings.faults, read.findings.warnings))
        self._read = {f.path: f.digest for f in files if f.text is not None}
        self._paths = dict(_places(draft))
        texts = [f.path for f in files if f.text is not None]
        items = tuple(_items(pack, draft, (faults, warnings), texts, self._words))
        return Checked(pack, items, faults, warnings)

    def text_of(self, path: str) -> str:
        """See `Workbench`."""
        text = read_or_none(self._folder / path)
        if text is None:
            raise InputError(f"{path}: cannot be read as text")
        self._read[path] = _digest(text)
        return text

    # -- writing -----------------------------------------------------------------------------------------------

    def save(self, piece: Piece, was: Piece | None = None) -> str:
        """See `Workbench`."""
        if isinstance(piece, Article | Snippet):
            return self._save_text_piece(piece)
        if isinstance(piece, Form):
            return self._save_file(Kind.FORM, piece, was or piece, lambda d: tables.form_into(d, piece))
        if isinstance(piece, Playbook):
            return self._save_file(Kind.PLAYBOOK, piece, was or piece, lambda d: tables.playbook_into(d, piece))
        if isinstance(piece, Category):
            wanted = was.id if isinstance(was, Category) else piece.id
            self._edit_toml(ROUTES, lambda d: tables.category_into(_table(d, "category", "id", wanted), piece))
            return ROUTES
        self._edit_toml(TONE, lambda d: tables.tone_into(_tone_table(d, piece.mood), piece))
        return TONE

    def save_text(self, path: str, text: str) -> None:
        """See `Workbench`."""
        self._put(path, text)

    def keep_aside(self, path: str, held: Piece | str) -> str:
        """See `Workbench`."""
        document = tomlkit.document()
        if isinstance(held, Form):
            tables.form_into(document, held)
        elif isinstance(held, Playbook):
            tables.playbook_into(document, held)
        elif isinstance(held, Category):
            tables.category_into(_table(document, "category", "id", held.id), held)
        elif isinstance(held, Tone):
            tables.tone_into(_tone_table(document, held.mood), held)
        if isinstance(held, Article | Snippet):
            text = matter.new_file(_front(held), held.body)
        else:
            text = held if isinstance(held, str) else tomlkit.dumps(document)
        place = f"{ASIDE}/{path}"
        try:
            write(self._folder / place, text)
        except OSError as error:
            raise StoreError(f"{place}: {error.strerror or error}") from error
        return place

    def create(self, kind: Kind, title: str, language: str) -> str:
        """See `Workbench`."""
        taken = {key for found, key in self._paths if found is kind}
        made = free(slug(title, 60), taken)
        self.begin()
        name = f"{language.split('-', maxsplit=1)[0]}/{made}.md"
        local = LocalText(((language, title),))
        if kind is Kind.ARTICLE:
            self.save(Article(made, title, "…", language, path=f"articles/{name}"))
        elif kind is Kind.SNIPPET:
            self.save(Snippet(made, title, "…", language, path=f"snippets/{name}"))
        elif kind is Kind.FORM:
            self.save(Form(made, local, (FormField("name", LocalText(((language, title),))),)))
        elif kind is Kind.PLAYBOOK:
            self.save(Playbook(made, local, (Step("first", LocalText(((language, title),))),)))
        elif kind is Kind.CATEGORY:
            self.save(Category(made, local))
        else:
            raise InputError("a tone for each mood is there already")
        return made

    def remove(self, kind: Kind, key: str) -> None:
        """See `Workbench`."""
        self.begin()
        if kind is Kind.CATEGORY:
            self._edit_toml(ROUTES, lambda d: _take_away(d, "category", "id", key))
            return
        path = self._paths.get((kind, key), key)
        if kind is Kind.TONE or not (self._folder / path).is_file():
            raise InputError(f"there is no {kind.value} {key} to remove")
        self._put(path, None)

    def undo(self) -> str:
        """See `Workbench`."""
        return self._moved(self._history.undo)

    def redo(self) -> str:
        """See `Workbench`."""
        return self._moved(self._history.redo)

    def _moved(self, move: Callable[[], str]) -> str:
        try:
            path = move()
        except OSError as error:
            raise StoreError(f"{error.filename or self._folder}: {error.strerror or error}") from error
        if path:
            self._read[path] = _digest(read_or_none(self._folder / path))
        self.begin()
        return path

    def _save_text_piece(self, piece: Article | Snippet) -> str:
        values = _front(piece)
        old = self._now(piece.path)
        if old is not None and isinstance(piece, Article) and piece.audience is Audience.PUBLIC:
            values["audience"] = "public" if "\naudience: public" in old else None
        new = matter.new_file(values, piece.body) if old is None else matter.changed(_lf(old), values, piece.body)
        self._put(piece.path, new if old is None else _like(old, new))
        return piece.path

    def _save_file(self, kind: Kind, piece: Form | Playbook, was: Piece, edit: Callable[[TOMLDocument], None]) -> str:
        known = self._paths.get((kind, was.id if isinstance(was, Form | Playbook) else piece.id))
        path = known or f"{kind.value}s/{slug(piece.id)}.toml"
        self._edit_toml(path, edit)
        return path

    def _edit_toml(self, path: str, edit: Callable[[TOMLDocument], object]) -> None:
        old = self._now(path)
        try:
            document = tomlkit.parse(_lf(old or ""))
            edit(document)
            new = tomlkit.dumps(document)
            tomllib.loads(new)
        except (TOMLKitError, tomllib.TOMLDecodeError, ValueError, TypeError, KeyError) as error:
            raise InputError(f"{path}: not TOML; mend the file first ({str(error).splitlines()[0]})") from error
        self._put(path, _like(old or "", new))

    def _now(self, path: str) -> str | None:
        """The file as it is. Raises `ChangedOutside` when that is not what was read here."""
        now = read_or_none(self._folder / path)
        known = self._read.get(path)
        if known is not None and _digest(now) != known:
            self._read[path] = _digest(now)
            raise ChangedOutside(f"{path} was changed by another program")
        return now

    def _put(self, path: str, text: str | None) -> None:
        before = read_or_none(self._folder / path)
        if before == text:
            return
        try:
            self._history.put(path, before, text, self._group)
        except OSError as error:
            raise StoreError(f"{error.filename or path}: {error.strerror or error}") from error
        self._read[path] = _digest(text)


def _front(piece: Article | Snippet) -> dict[str, matter.Value]:
    values: dict[str, matter.Value] = {
        "id": piece.id, "title": piece.title, "lang": piece.language, "tags": piece.tags, "category": piece.categories,
    }  # fmt: skip
    if isinstance(piece, Article):
        values["audience"] = "internal" if piece.audience is Audience.INTERNAL else None
    else:
        values["when"] = piece.when
    return values


def _digest(text: str | None) -> bytes:
    return b"" if text is None else hashlib.sha256(text.encode()).digest()


def _lf(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _like(old: str, new: str) -> str:
    """With the line ends and the mark that the file had."""
    text = new.replace("\n", "\r\n") if "\r\n" in old else new
    return f"\ufeff{text}" if old.startswith("\ufeff") else text


def _table(document: TOMLDocument, key: str, name: str, value: str) -> Any:
    """The table of ``[[key]]`` whose ``name`` is ``value``; a new one at the end where there is none."""
    rows = document.get(key)
    if isinstance(rows, AoT):
        found = next((t for t in rows if t.get(name) == value), None)
        if found is not None:
            return found
    made = tomlkit.table()
    if isinstance(rows, AoT):
        made.trivia.indent = "\n" if not str(document.as_string()).endswith("\n\n") else ""
        rows.append(made)
        return rows[-1]
    aot = tomlkit.aot()
    aot.append(made)
    document.append(key, aot)
    return document[key][0]


def _tone_table(document: TOMLDocument, mood: str) -> Any:
    """A mood's table in whichever of the forms a pack may have it."""
    rows = document.get("tone")
    if isinstance(rows, AoT):
        found = _table(document, "tone", "mood", mood)
        if "mood" not in found:
            found.append("mood", mood)
        return found
    base = rows if rows is not None else document
    if mood not in base:
        base.append(mood, tomlkit.table())
    return base[mood]


def _take_away(document: TOMLDocument, key: str, name: str, value: str) -> None:
    rows = document.get(key)
    tables_there = rows if isinstance(rows, AoT) else tomlkit.aot()
    for i, table in enumerate(tables_there):
        if table.get(name) == value:
            del tables_there[i]
            return
    raise InputError(f"there is no {key} {value} to remove")


def _places(draft: Draft) -> Iterator[tuple[tuple[Kind, str], str]]:
    groups: tuple[tuple[Kind, list[Any]], ...] = (
        (Kind.ARTICLE, draft.articles), (Kind.SNIPPET, draft.snippets), (Kind.FORM, draft.forms),
        (Kind.CATEGORY, draft.categories), (Kind.PLAYBOOK, draft.playbooks),
    )  # fmt: skip
    for kind, rows in groups:
        for piece, table in rows:
            yield (kind, piece.id), table.source.file


def _items(
    pack: Pack,
    draft: Draft,
    found: tuple[tuple[Fault, ...], tuple[Fault, ...]],
    files: list[str],
    known: dict[str, tuple[object, str]],
) -> Iterator[Item]:
    """Every part; and a file that could not be read as one, under its path."""
    bad, odd = (Counter(f.file for f in noted) for noted in found)
    seen: set[str] = set()
    groups: tuple[tuple[Kind, list[Any]], ...] = (
        (Kind.ARTICLE, draft.articles), (Kind.SNIPPET, draft.snippets), (Kind.FORM, draft.forms),
        (Kind.CATEGORY, draft.categories), (Kind.PLAYBOOK, draft.playbooks),
    )  # fmt: skip
    for kind, rows in groups:
        for piece, table in rows:
            path = table.source.file
            seen.add(path)
            title = _title(piece) or LocalText.of(path)
            faulty, warned = (bad[path], odd[path]) if kind is not Kind.CATEGORY else _at(table, *found)
            own = getattr(piece, "language", "")
            words = _words(piece, title, f"{path} {piece.id}", known)
            yield Item(kind, piece.id or path, title, path, own, faulty, warned, words)
    if TONE in files or pack.tones:
        yield Item(Kind.TONE, "tone", LocalText.of("tone"), TONE, "", bad[TONE], odd[TONE], "tone")
    tops = {"articles": Kind.ARTICLE, "snippets": Kind.SNIPPET, "forms": Kind.FORM, "playbooks": Kind.PLAYBOOK}
    for path in files:
        kind_of = tops.get(path.partition("/")[0])
        if kind_of is not None and path not in seen:
            yield Item(kind_of, path, LocalText.of(path), path, "", bad[path], odd[path], path.casefold())


def _words(piece: Any, title: LocalText, name: str, known: dict[str, tuple[object, str]]) -> str:
    """What the list's search looks through, made again only for what was read again."""
    held = known.get(name)
    if held is None or held[0] is not piece:
        texts = [*(text for _, text in title.by_language), piece.id, getattr(piece, "body", "")]
        held = known[name] = (piece, " ".join([*texts, *getattr(piece, "examples", ())]).casefold())
    return held[1]


def _title(piece: Any) -> LocalText:
    title = getattr(piece, "title", None) or getattr(piece, "label", None)
    return title if isinstance(title, LocalText) else LocalText.of(str(title)) if title else LocalText()


def _at(table: Any, faults: tuple[Fault, ...], warnings: tuple[Fault, ...]) -> tuple[int, int]:
    """Faults and warnings within a category's own lines of the routes file."""
    lines = table.source
    first = lines.line(table.path)
    number = table.path[-1]
    after = lines.line((*table.path[:-1], number + 1)) if isinstance(number, int) else 0
    last = after if after > first else 10**9

    def count(found: tuple[Fault, ...]) -> int:
        return sum(f.file == ROUTES and first <= f.line < last for f in found)

    return count(faults), count(warnings)


__all__ = ["ChangedOutside", "FolderWorkbench"]
