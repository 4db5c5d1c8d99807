"""Forms, categories, playbooks and tone in TOML, changed where they differ: comments, order and unknown keys stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.items import AoT, Array, InlineTable, Table
from tomlkit.toml_document import TOMLDocument

from assist.domain.pack import Category, Choice, Form, FormField, Playbook, Step, Tone
from assist.domain.text import LocalText

_LONG = 100


def form_into(document: TOMLDocument | Table, form: Form) -> None:
    """Write a form over what ``document`` holds."""
    _put(document, "id", form.id)
    _put(document, "title", _local(form.title))
    _rows(document, "fields", "name", [(f.name, f) for f in form.fields], _field)


def playbook_into(document: TOMLDocument | Table, playbook: Playbook) -> None:
    """Write a playbook over what ``document`` holds."""
    _put(document, "id", playbook.id)
    _put(document, "title", _local(playbook.title))
    _rows(document, "steps", "id", [(s.id, s) for s in playbook.steps], _step)


def category_into(table: Table, category: Category) -> None:
    """Write a category over its table."""
    _put(table, "id", category.id)
    _put(table, "label", _local(category.label))
    _put(table, "description", _local(category.description))
    for key in ("route", "form", "playbook"):
        _put(table, key, getattr(category, key))
    _put(table, "priority", category.priority, default="normal")
    _put(table, "examples", list(category.examples))


def tone_into(table: Table, tone: Tone) -> None:
    """Write a tone over its table."""
    _put(table, "advice", _local(tone.advice))
    _put(table, "style", _local(tone.style))


def _field(table: Table, field: FormField) -> None:
    _put(table, "name", field.name)
    _put(table, "label", _local(field.label))
    _put(table, "type", field.type.value, default="text")
    _put(table, "required", field.required, default=False)
    _put(table, "ask", _local(field.ask))
    _put(table, "pattern", field.pattern)
    _put(table, "category", list(field.categories))
    _choices(table, field.choices)


def _choices(table: Table, choices: Sequence[Choice]) -> None:
    """Choices that are unchanged keep their line; changed and new ones are written as inline tables."""
    plain = [_choice(c) for c in choices]
    if _plain(table.get("choices")) == plain or (not plain and "choices" not in table):
        return
    if not plain:
        table.remove("choices")
        return
    made = tomlkit.array()
    for value in plain:
        made.append(_inline(value) if isinstance(value, dict) else value)
    made.multiline(multiline=True)
    _replace(table, "choices", made)


def _choice(choice: Choice) -> str | dict[str, Any]:
    if not choice.label and not choice.synonyms:
        return choice.value
    out: dict[str, Any] = {"value": choice.value}
    if choice.label:
        out["label"] = _local(choice.label)
    if choice.synonyms:
        out["synonyms"] = list(choice.synonyms)
    return out


def _step(table: Table, step: Step) -> None:
    _put(table, "id", step.id)
    _put(table, "title", _local(step.title))
    _put(table, "instruction", _local(step.instruction))
    if list(step.needs) or "needs" in table:
        _put(table, "needs", list(step.needs), keep_empty=True)
    _put(table, "say", _local(step.say))
    _put(table, "action", _local(step.action))


def _rows(parent: Any, key: str, name: str, rows: Iterable[tuple[str, Any]], write: Any) -> None:
    """Tables of a list, each found again by its name; in the order given, the ones that are gone taken away."""
    old = parent.get(key)
    tables = {str(t.get(name, "")): t for t in old} if isinstance(old, AoT) else {}
    wanted = list(rows)
    same_order = [n for n, _ in wanted] == [str(t.get(name, "")) for t in old] if isinstance(old, AoT) else False
    if same_order:
        for row, piece in wanted:
            write(tables[row], piece)
        return
    made = tomlkit.aot()
    for row, piece in wanted:
        table = tables.get(row)
        table = tomlkit.table() if table is None else table
        write(table, piece)
        if not str(table.as_string()).endswith("\n\n"):
            table.add(tomlkit.nl())
        made.append(table)
    _replace(parent, key, made)


def _local(text: LocalText) -> str | dict[str, str] | None:
    """A text as a pack writes it: plain where it is in no language of its own, else by language; ``None``: nothing."""
    filled = [(tag, value) for tag, value in text.by_language if value]
    if not filled:
        return None
    if len(filled) == 1 and not filled[0][0]:
        return filled[0][1]
    return {tag or "en": value for tag, value in filled}


def _put(table: Any, key: str, value: Any, default: Any = None, *, keep_empty: bool = False) -> None:
    """Set a key unless it reads so already; nothing and the default are not written where they were not before."""
    nothing = value is None or value == "" or (value == [] and not keep_empty)
    if _plain(table.get(key)) == value:
        return
    if nothing or (value == default and key not in table):
        if key in table:
            table.remove(key)
        return
    old = table.get(key)
    _replace(table, key, _like(old, value) if isinstance(old, Array) and isinstance(value, list) else _item(value))


def _like(old: Array, values: list[str]) -> Array:
    """A list of texts laid out as the one before: a line each where it had lines, what is the same written the same."""
    text = old.as_string()
    indent = re.search(r"\n([ \t]+)\S", text)
    written = {_plain(v): v.as_string() for v in old}
    items = [written.get(v) or tomlkit.item(v).as_string() for v in values]
    if indent is None or not items:
        return _parsed(f"[{', '.join(items)}]")
    lines = "".join(f"{indent[1]}{item},\n" for item in items)
    return _parsed(f"[\n{lines}]")


def _parsed(text: str) -> Array:
    made: Any = tomlkit.parse(f"x = {text}\n")["x"]
    array: Array = made
    return array


def _replace(table: Any, key: str, item: Any) -> None:
    if key in table:
        table[key] = item
    else:
        table.append(key, item)


def _item(value: Any) -> Any:
    if isinstance(value, Mapping):
        return _inline(value)
    if isinstance(value, list):
        made = tomlkit.array()
        made.extend(value)
        if sum(len(str(v)) + 4 for v in value) > _LONG:
            made.multiline(multiline=True)
        return made
    return tomlkit.item(value)


def _inline(value: Mapping[str, Any]) -> InlineTable:
    made = tomlkit.inline_table()
    for key, inner in value.items():
        made.append(key, _item(inner))
    return made


def _plain(item: Any) -> Any:
    return item.unwrap() if hasattr(item, "unwrap") else item
