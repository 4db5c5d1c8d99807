"""Earlier conversations as they are listed: when, who, about what, the first words; and all they are found by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QLocale

from assist.domain.assistance import CaseForm
from assist.domain.case import Case
from assist.domain.conversation import Conversation, Speaker
from assist.domain.pack import FieldType, Pack
from assist.domain.text import LocalText
from assist.services.insights import InsightStore, names_of
from assist.services.ports import CaseStore
from assist.ui import words


@dataclass(frozen=True, slots=True)
class Past:
    """A case with what else is kept of it; ``name`` is the customer's, where one is known."""

    case: Case
    name: str = ""
    category: str = ""
    values: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """One line of the list."""
        talk = self.case.conversation
        return words.in_one_line(talk, self.case.opened_at, " · ".join(filter(None, (self.name, self.category))))

    @property
    def found_by(self) -> str:
        """Everything a filter looks in."""
        return "\n".join((self.line, self.name, *self.labels, *self.values, said_in(self.case.conversation)))


def said_in(conversation: Conversation) -> str:
    """All that was said, and by whom."""
    return "\n".join(f"{turn.name or ''} {turn.text}" for turn in conversation.turns)


def read(store: CaseStore, insights: InsightStore | None, pack: Pack | None, limit: int) -> tuple[Past, ...]:
    """The latest ``limit`` cases, latest first. Blocks; raises `StoreError`."""
    known: Mapping[str, LocalText] = insights.names() if insights is not None else {}
    known = {**known, **(names_of(pack) if pack is not None else {})}
    persons = {f.name for form in (pack.forms if pack else ()) for f in form.fields if f.type is FieldType.PERSON}
    out = []
    for case in store.recent(limit):
        form = store.form(case.id)
        category = _category(case, insights)
        label = known.get(f"category:{category}")
        out.append(
            Past(
                case,
                _name(case, form, persons),
                label.get(words.pack_language(QLocale().name())) if label is not None else category,
                (*(v.value for v in (form.fields.values() if form else ())), *case.by_hand.fields.values()),
                (category, *(text for _, text in label.by_language)) if label is not None else (category,),
            )
        )
    return tuple(out)


def _category(case: Case, insights: InsightStore | None) -> str:
    facts = insights.facts(case.id) if insights is not None else None
    return case.by_hand.category or (facts.category if facts is not None else "")


def _name(case: Case, form: CaseForm | None, persons: set[str]) -> str:
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
    digits = _close(query)
    return len(digits) > 3 and digits.isdigit() and digits in _close(text)


def _close(text: str) -> str:
    return "".join(c for c in text if not c.isspace() and c not in "-./()")
