"""Masks in a reply, as the placeholders of a pack's forms where those have a field that holds the same.

A reply that left its computer says ``[NAME1]`` where a name stood. To a customer that is nonsense: it becomes
``{{name}}``, which the next case fills, or it stays to be seen and edited by whoever takes the reply in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from assist.domain.masking import PLACEHOLDER
from assist.domain.pack import FieldType, Form, FormField
from assist.domain.text import is_han

_TYPES = {
    "NAME": FieldType.PERSON,
    "EMAIL": FieldType.EMAIL,
    "PHONE": FieldType.PHONE,
    "ADDRESS": FieldType.ADDRESS,
    "ID": FieldType.ID,
}
_BEFORE = 24
"""A number is said to be an order's so many characters before it at most."""
_OWN = re.compile(
    r"(?:\bI am|\bI['’]m|\bthis is|\bmy name(?: is|['’]s)|\b(?:regards|sincerely|signed),?|我是|我叫)\s*$",
    re.IGNORECASE,
)
"""Before it an agent says the own name."""
_CALLS = re.compile(r"\b(?:call|ring|reach|mobile|text)\b|电话|電話|手机|手機|致电|致電|拨打|撥打", re.IGNORECASE)
AGENT = "agent_name"
_COMMON = frozenset({"id", "no", "nr", "number", "code", "the", "a", "an", "recent", "last"})


def masks_in(text: str) -> tuple[str, ...]:
    """Every mask in ``text`` (``[NAME1]``), each once, in order."""
    return tuple(dict.fromkeys(found[0] for found in PLACEHOLDER.finditer(text)))


def fields_of(forms: Iterable[Form]) -> tuple[FormField, ...]:
    """The fields of all forms, each name once: as the first form has it."""
    found: dict[str, FormField] = {}
    for form in forms:
        for field in form.fields:
            found.setdefault(field.name, field)
    return tuple(found.values())


def with_placeholders(
    text: str, fields: Sequence[FormField], values: Mapping[str, str] | None = None, agents: Sequence[str] = ()
) -> str:
    """``text`` with each mask as ``{{field}}`` where one field alone can be meant; other masks stay.

    ``values`` are what masks stand for, where that is known: "Maria Lopez" and "Lopez" are one person, and who is among
    ``agents``, or is introduced as the writer, is the agent. A number needs a word of its field before it ("order
    [ID1]"). Two customers, or two numbers of one kind, stay masks: only one of them is the case's.
    """
    known = values or {}
    chosen = {
        mask: name for mask in masks_in(text) if (name := _field(mask, text, fields, known.get(mask, ""), agents))
    }
    for name in set(chosen.values()):
        same = [mask for mask, field in chosen.items() if field == name]
        if not _one_value([known.get(mask, mask) for mask in same]):
            chosen = {mask: field for mask, field in chosen.items() if field != name}
    return PLACEHOLDER.sub(lambda m: f"{{{{{chosen[m[0]]}}}}}" if m[0] in chosen else m[0], text)


def _field(mask: str, text: str, fields: Sequence[FormField], value: str, agents: Sequence[str]) -> str:
    """The one field a mask can be; empty when none or several can."""
    kind = mask[1:].rstrip("0123456789]")
    if kind == "NAME" and (any(value and value in a for a in agents) or _OWN.search(text[: text.index(mask)])):
        return AGENT
    fitting = [f for f in fields if f.type is _TYPES.get(kind)]
    if kind in {"ID", "PHONE"}:  # digits look alike
        before = text[max(0, text.index(mask) - _BEFORE) : text.index(mask)].casefold()
        fitting = [f for f in fitting if _is_named(f, before) or (kind == "PHONE" and _CALLS.search(before))]
    return fitting[0].name if len(fitting) == 1 else ""


def _is_named(field: FormField, before: str) -> bool:
    """Whether a word of the field's name or labels stands in ``before``."""
    spoken = set(re.findall(r"[^\W\d_]+", before))
    words = (field.name, *(label for _, label in field.label.by_language))
    said = {w.casefold() for text in words for w in re.findall(r"[^\W\d_]+", text)} - _COMMON
    return bool(said & spoken) or any(w in before for w in said if len(w) > 1 and all(map(is_han, w)))


def _one_value(values: Sequence[str]) -> bool:
    """Whether all are one value, or parts of the longest of them."""
    whole = max(values, key=len).split()
    return all(set(value.split()) <= set(whole) for value in values)
