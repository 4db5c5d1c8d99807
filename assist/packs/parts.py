"""From checked tables to the parts of a pack."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from enum import StrEnum
from typing import TypeVar

from assist.domain.assistance import MoodLabel
from assist.domain.pack import (
    Article,
    Audience,
    Category,
    Choice,
    FieldType,
    Form,
    FormField,
    Playbook,
    Route,
    Snippet,
    Step,
    Tone,
)
from assist.domain.text import LocalText
from assist.packs.source import LANGUAGE, Table

PRIORITIES = ("low", "normal", "high", "urgent")
ROUTE_KINDS = ("queue", "person")
FIELD_NAME = re.compile(r"\w[\w.-]*")

_ARTICLE_KEYS = frozenset({"id", "title", "lang", "tags", "audience", "category", "source"})  # source: for people
_SNIPPET_KEYS = frozenset({"id", "title", "lang", "tags", "category", "when", "source"})
_FIELD_KEYS = frozenset({"name", "label", "type", "required", "ask", "pattern", "choices", "category"})
_CATEGORY_KEYS = frozenset({"id", "label", "description", "examples", "route", "form", "playbook", "priority"})
_STEP_KEYS = frozenset({"id", "title", "instruction", "needs", "say", "action"})

_E = TypeVar("_E", bound=StrEnum)


def _member(table: Table, key: str, kind: type[_E], default: _E) -> _E:
    value = table.text(key, default.value)
    try:
        return kind(value)
    except ValueError:
        table.fault(key, f'unknown {key} "{value}"; expected {", ".join(m.value for m in kind)}')
        return default


def _one_of(table: Table, key: str, allowed: tuple[str, ...], default: str) -> str:
    value = table.text(key, default)
    if value not in allowed:
        table.fault(key, f'unknown {key} "{value}"; expected {", ".join(allowed)}')
        return default
    return value


def _language(table: Table) -> str:
    value = table.text("lang", "en")
    if not LANGUAGE.fullmatch(value):
        table.fault("lang", f'"{value}" is not a language tag such as en or zh')
        return "en"
    return value


def article(table: Table, body: str, path: str) -> Article:
    """An article from its front matter and body."""
    table.only(_ARTICLE_KEYS)
    language = _language(table)
    if not body.strip():
        table.source.fault((), "the article has no text after its front matter")
    return Article(
        id=table.id(),
        title=table.local("title", required=True).get(language),
        body=body,
        language=language,
        tags=table.strings("tags", one=True),
        audience=_member(table, "audience", Audience, Audience.PUBLIC),
        categories=table.strings("category", one=True),
        path=path,
    )


def snippet(table: Table, body: str, path: str) -> Snippet:
    """A snippet from its front matter and body."""
    table.only(_SNIPPET_KEYS)
    language = _language(table)
    if not body.strip():
        table.source.fault((), "the snippet has no text after its front matter")
    return Snippet(
        id=table.id(),
        title=table.local("title", required=True).get(language),
        body=body,
        language=language,
        tags=table.strings("tags", one=True),
        categories=table.strings("category", one=True),
        when=table.local("when").get(language),
        path=path,
    )


def form(table: Table) -> Form:
    """A form; a field name given twice is a fault."""
    table.only(frozenset({"id", "title", "fields"}))
    fields: dict[str, FormField] = {}
    for row in table.tables("fields"):
        found = _form_field(row)
        if found.name in fields:
            row.fault("name", f'the field "{found.name}" is in this form twice')
        elif found.name:
            fields[found.name] = found
    if not fields:
        table.fault("fields", "a form needs at least one of [[fields]]")
    return Form(table.id(), table.local("title", required=True), tuple(fields.values()))


def _form_field(table: Table) -> FormField:
    table.only(_FIELD_KEYS)
    name = table.id("name")
    if name and not FIELD_NAME.fullmatch(name):
        table.fault("name", f'"{name}" is not a field name: letters, digits, "_", "-" and "." only')
        name = ""
    kind = _member(table, "type", FieldType, FieldType.TEXT)
    choices = _choices(table)
    if kind is FieldType.CHOICE and "choices" not in table.data:
        table.fault(None, f'the choice field "{name}" has no choices')
    ask = table.local("ask")
    if not ask:
        table.warn(None, f'the field "{name}" has no "ask", so nothing can suggest how to ask for it')
    label = table.local("label") or LocalText.of(name)
    return FormField(
        name,
        label,
        kind,
        table.flag("required"),
        ask,
        _pattern(table, kind),
        choices,
        table.strings("category", one=True),
    )


def _pattern(table: Table, kind: FieldType) -> str | None:
    value = table.text("pattern")
    if not value:
        return None
    if kind is not FieldType.ID:
        table.warn("pattern", f'"pattern" is read for fields of type id only, not {kind.value}')
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of ambiguous set syntax; the pattern works
            re.compile(value)
    except (re.error, RecursionError, OverflowError) as error:
        table.fault("pattern", f'"pattern" is not a regular expression: {error}')
        return None
    return value


def _choices(table: Table) -> tuple[Choice, ...]:
    value = table.data.get("choices")
    if value is None:
        return ()
    if not isinstance(value, list) or not value:
        table.fault("choices", '"choices" must be a list with at least one value')
        return ()
    found: dict[str, Choice] = {}
    for i, item in enumerate(value):
        where = (*table.path, "choices", i)
        if isinstance(item, str) and item.strip():
            choice = Choice(item)
        elif isinstance(item, dict):
            choice = _choice(Table(table.source, item, where))
        else:
            table.source.fault(where, f"choice {i + 1} must be a text or a table with value, label and synonyms")
            continue
        if choice.value in found:
            table.source.fault(where, f'the choice "{choice.value}" is there twice')
        found.setdefault(choice.value, choice)
    return tuple(c for c in found.values() if c.value)


def _choice(table: Table) -> Choice:
    table.only(frozenset({"value", "label", "synonyms"}))
    return Choice(table.id("value"), table.local("label"), table.strings("synonyms", one=True))


def route(table: Table) -> Route:
    """A queue or a person."""
    table.only(frozenset({"id", "label", "kind", "languages"}))
    name = table.id()
    label = table.local("label") or LocalText.of(name)
    return Route(name, label, _one_of(table, "kind", ROUTE_KINDS, "queue"), table.strings("languages", one=True))


def category(table: Table) -> Category:
    """What a case can be about."""
    table.only(_CATEGORY_KEYS)
    name = table.id()
    examples = table.strings("examples")
    if len(examples) < 3:
        table.warn(
            "examples", f'the category "{name}" has {len(examples)} examples; with fewer than 3 it is hard to find'
        )
    return Category(
        id=name,
        label=table.local("label") or LocalText.of(name),
        description=table.local("description"),
        examples=examples,
        route=table.text("route") or None,
        form=table.text("form") or None,
        playbook=table.text("playbook") or None,
        priority=_one_of(table, "priority", PRIORITIES, "normal"),
    )


def playbook(table: Table) -> Playbook:
    """A procedure; a step id given twice is a fault."""
    table.only(frozenset({"id", "title", "steps"}))
    steps: dict[str, Step] = {}
    for row in table.tables("steps"):
        row.only(_STEP_KEYS)
        step = Step(
            row.id(),
            row.local("title", required=True),
            row.local("instruction"),
            row.strings("needs", one=True),
            row.local("say"),
            row.local("action"),
        )
        if step.id in steps:
            row.fault("id", f'the step "{step.id}" is in this playbook twice')
        steps.setdefault(step.id, step)
    if not steps:
        table.fault("steps", "a playbook needs at least one of [[steps]]")
    return Playbook(table.id(), table.local("title", required=True), tuple(steps.values()))


def tones(table: Table) -> Iterator[Tone]:
    """Tones from ``[angry]``, ``[tone.angry]`` or ``[[tone]]`` with a key ``mood``."""
    listed = table.data.get("tone")
    if isinstance(listed, list):
        rows = [(row.text("mood", required=True), row) for row in table.tables("tone")]
    else:
        base = (table.sub("tone") if listed is not None else table) or table
        rows = [(mood, row) for mood in base.data if (row := base.sub(mood)) is not None]
    seen: set[str] = set()
    for mood, row in rows:
        row.only(frozenset({"mood", "advice", "style"}))
        if mood not in {m.value for m in MoodLabel}:
            row.fault("mood" if "mood" in row.data else None, f'unknown mood "{mood}"; expected {", ".join(MoodLabel)}')
        elif mood in seen:
            row.fault(None, f'the mood "{mood}" is there twice')
        seen.add(mood)
        yield Tone(mood, row.local("advice"), row.local("style"))
