"""Earlier conversations as they are listed: when, who, about what, the first words; and all they are found by."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from assist.domain.assistance import CaseForm
from assist.domain.case import Case
from assist.domain.conversation import Conversation, Speaker
from assist.domain.pack import FieldType, Pack
from assist.domain.placeholders import fields_of
from assist.domain.text import LocalText
from assist.services.ports import CaseStore
from assist.ui import words

if TYPE_CHECKING:
    from assist.services.insights import InsightStore

_SEPARATORS = re.compile(r"[\s\-./()]*")


@dataclass(frozen=True, slots=True)
class Past:
    """A case, its line in the list, and everything that a filter looks in."""

    case: Case
    line: str
    found_by: str


def said_in(conversation: Conversation) -> str:
    """All that was said, and by whom."""
    return "\n".join(f"{turn.name or ''} {turn.text}" for turn in conversation.turns)


def read(store: CaseStore, insights: InsightStore | None, pack: Pack | None, limit: int) -> tuple[Past, ...]:
    """The latest ``limit`` cases, latest first. Blocks; raises `StoreError`."""
    from assist.services.insights import names_of  # noqa: PLC0415 - its patterns are not needed for a start

    known: Mapping[str, LocalText] = insights.names() if insights is not None else {}
    known = {**known, **(names_of(pack) if pack is not None else {})}
    persons = [f.name for f in fields_of(pack.forms if pack else ()) if f.type is FieldType.PERSON]
    language = words.pack_language(QLocale().name())
    out = []
    for case in store.recent(limit):
        form = store.form(case.id)
        name, category = _name(case, form, persons), _category(case, insights)
        label = known.get(f"category:{category}") or LocalText()
        about = " · ".join(filter(None, (name, label.get(language) or category)))
        line = words.in_one_line(case.conversation, case.opened_at, about)
        labels = (category, *(text for _, text in label.by_language))
        values = (*(v.value for v in (form.fields.values() if form else ())), *case.by_hand.fields.values())
        out.append(Past(case, line, "\n".join((line, name, *labels, *values, said_in(case.conversation)))))
    return tuple(out)


def _category(case: Case, insights: InsightStore | None) -> str:
    facts = insights.facts(case.id) if insights is not None else None
    return case.by_hand.category or (facts.category if facts is not None else "")


def _name(case: Case, form: CaseForm | None, persons: Sequence[str]) -> str:
    """What the agent or the form says, else what the chat calls the customer."""
    for name in persons:
        value = case.by_hand.fields.get(name) or (form.fields[name].value if form and name in form.fields else "")
        if value:
            return value
    return next((t.name for t in case.conversation.turns if t.speaker is Speaker.CUSTOMER and t.name), "") or ""


def matches(query: str, text: str) -> bool:
    """Whether ``text`` has every word of ``query``; numbers are found however they are grouped."""
    text = text.casefold()
    asked = query.casefold().split()
    if all(word in text for word in asked):
        return True
    digits = _SEPARATORS.sub("", query)
    return len(digits) > 3 and digits.isdigit() and re.search(f"{_SEPARATORS.pattern}".join(digits), text) is not None
