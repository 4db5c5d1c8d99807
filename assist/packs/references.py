"""Checks that reach across the files of a pack: everything named must exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assist.domain.masking import PLACEHOLDER as MASK
from assist.domain.pack import Article, Pack, Snippet
from assist.domain.placeholders import masks_in
from assist.packs.draft import Draft
from assist.packs.front_matter import BODY
from assist.packs.source import Table

PLACEHOLDER = re.compile(r"\{\{([^{}\n]*)\}\}")
_MASKED = '"{}" hides personal data: put a placeholder or other words in its place'
GIVEN = frozenset({"agent_name"})  # placeholders filled from the settings, not from a form


def check_references(draft: Draft, pack: Pack) -> None:
    """Note a fault for everything a part names that the pack does not have."""
    categories = {c.id for c in pack.categories}
    fields = {f.name for form in pack.forms for f in form.fields}
    _check_categories(draft, pack)
    written: list[tuple[Article | Snippet, Table]] = [*draft.articles, *draft.snippets]
    for part, table in written:
        if categories:
            _check_known(table, "category", part.categories, categories)
        if part.language.split("-")[0] not in {tag.split("-")[0] for tag in pack.languages}:
            table.warn("lang", f'the language "{part.language}" is not among the languages in pack.toml')
    for snippet, table in draft.snippets:
        for offset, message in _unknown_placeholders(snippet.body, fields):
            table.source.fault_at(table.source.line(BODY) + snippet.body.count("\n", 0, offset), message)
    if categories:
        _check_form_categories(draft, categories)
    for playbook, table in draft.playbooks:
        rows = {row.text("id"): row for row in table.tables("steps")}
        for step in playbook.steps:
            row = rows.get(step.id, table)
            _check_known(row, "needs", step.needs, fields, "no form has a field")
            for _, text in step.say.by_language:
                for _, message in _unknown_placeholders(text, fields):
                    row.fault("say", message)


def check_masks(draft: Draft) -> None:
    """Note a fault for every mask ("[NAME1]") in what customers or agents read: nobody knows any more what it hid."""
    written: list[tuple[Article | Snippet, Table]] = [*draft.articles, *draft.snippets]
    for part, table in written:
        for found in MASK.finditer(part.body):
            line = table.source.line(BODY) + part.body.count("\n", 0, found.start())
            table.source.fault_at(line, _MASKED.format(found[0]))
        for key in ("title", "when"):
            for mask in masks_in(table.text(key) if isinstance(table.data.get(key), str) else ""):
                table.fault(key, _MASKED.format(mask))
    for playbook, table in draft.playbooks:
        rows = {row.text("id"): row for row in table.tables("steps")}
        for step in playbook.steps:
            for _, text in step.say.by_language:
                for mask in masks_in(text):
                    rows.get(step.id, table).fault("say", _MASKED.format(mask))


def _check_categories(draft: Draft, pack: Pack) -> None:
    known = {
        "route": {r.id for r in pack.routes},
        "form": {f.id for f in pack.forms},
        "playbook": {p.id for p in pack.playbooks},
    }
    for category, table in draft.categories:
        for key, ids in known.items():
            value = getattr(category, key)
            if value is not None and value not in ids:
                table.fault(key, f'there is no {key} "{value}"')


def _check_form_categories(draft: Draft, categories: set[str]) -> None:
    for form, table in draft.forms:
        rows = {row.text("name"): row for row in table.tables("fields")}
        for found in form.fields:
            _check_known(rows[found.name], "category", found.categories, categories)


def _check_known(
    table: Table, key: str, names: tuple[str, ...], known: set[str], wording: str = "routes.toml has no category"
) -> None:
    for name in names:
        if name not in known:
            table.fault(key, f'{wording} "{name}"')


def _unknown_placeholders(text: str, fields: set[str]) -> Iterator[tuple[int, str]]:
    """Offset and wording of each placeholder that nothing can fill."""
    for match in PLACEHOLDER.finditer(text):
        name = match[1].strip()
        if name not in fields and name not in GIVEN:
            yield match.start(), f'"{{{{{name}}}}}" names no field of any form'
