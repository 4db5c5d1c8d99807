"""Which form a case gets, and what of it the category alone already says."""

from __future__ import annotations

import re
from dataclasses import replace

from assist.domain.assistance import Alternative, CaseForm, FieldState, FieldValue, Triage
from assist.domain.case import ByHand, required_missing
from assist.domain.conversation import Conversation, Evidence, Speaker
from assist.domain.pack import Category, Choice, FieldType, Form, FormField, Pack

_WORTH = 0.8  # how sure a choice is that only the category names, of how sure the category is
_UNSURE = 0.75  # below it a category gives way to one the customer named
_NAMED = 0.7  # how sure a choice has to be for that
_CATEGORIES = 2  # choices called like categories, for all of a field's to be categories
_PRESELECTED, _OFFERED = 0.6, 0.35
_SPEAKERS_NAME = 0.45
_FULL_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){1,3}")


def choose_form(pack: Pack, conversation: Conversation, by_hand: ByHand, category: str | None) -> Form | None:
    """What the agent chose, else the category's form, else the pack's only one."""
    found = pack.category(category)
    for form_id in (by_hand.form, conversation.form, found.form if found is not None else None):
        form = pack.form(form_id) if form_id else None
        if form is not None:
            return form
    return pack.forms[0] if len(pack.forms) == 1 else None


def with_category(filled: CaseForm, form: Form, pack: Pack, triage: Triage | None) -> CaseForm:
    """The form with those choices set that are named exactly as the category, on the category's own evidence.

    Nothing the customer said is overwritten, and nothing is filled by itself: it is for a glance, or only offered.
    """
    category = pack.category(triage.category) if triage is not None else None
    if triage is None or category is None or not triage.evidence:
        return filled
    confidence = round(_WORTH * triage.confidence, 3)
    if confidence < _OFFERED:
        return filled
    state = FieldState.PRESELECTED if confidence >= _PRESELECTED else FieldState.OFFERED
    fields = dict(filled.fields)
    for field in form.fields:
        choice = _named_choice(field, category, pack)
        if field.type is FieldType.CHOICE and field.name not in fields and choice is not None:
            fields[field.name] = FieldValue(choice.value, confidence, state, triage.evidence)
    return CaseForm(form.id, fields, required_missing(form, fields))


def said_category(filled: CaseForm, form: Form, pack: Pack, triage: Triage) -> Triage:
    """An unsure category gives way to the alternative that the customer named: a choice of the form called so.

    Only to one with the same form, and never where the agent chose. The evidence is that of the choice.
    """
    if triage.by_hand or triage.category is None or triage.confidence >= _UNSURE:
        return triage
    likely = {a.category: a for a in triage.alternatives}
    for field in form.fields:
        value = filled.fields.get(field.name)
        choice = next((c for c in field.choices if value is not None and c.value == value.value), None)
        if choice is None or value is None or value.confidence < _NAMED:
            continue
        found = next((c for c in pack.categories if c.form == form.id and _same(choice, c)), None)
        if found is None or found.id == triage.category or found.id not in likely:
            continue
        others = (Alternative(triage.category, likely[found.id].confidence), *triage.alternatives)
        return replace(
            triage,
            category=found.id,
            alternatives=tuple(a for a in others if a.category != found.id),
            evidence=value.evidence,
        )
    return triage


def with_speaker(filled: CaseForm, form: Form, conversation: Conversation) -> CaseForm:
    """The form with the customer's name offered, where the transcript names the speaker and a turn says that name.

    Where only the first of several names is said ("Thank you, Maria") it is offered whole, as the transcript has it.
    """
    people = [f.name for f in form.fields if f.type is FieldType.PERSON]
    found = _name_said(conversation) if len(people) == 1 and people[0] not in filled.fields else None
    if found is None:
        return filled
    said = conversation.turns[found.turn].text[found.start : found.end]
    whole = next(n for t in conversation.turns if t.speaker is Speaker.CUSTOMER and (n := (t.name or "").strip()))
    name = whole if whole.split()[0] == said and _FULL_NAME.fullmatch(whole) else said
    fields = {**filled.fields, people[0]: FieldValue(name, _SPEAKERS_NAME, FieldState.OFFERED, (found,))}
    return CaseForm(form.id, fields, required_missing(form, fields))


def _name_said(conversation: Conversation) -> Evidence | None:
    """Where the customer's name, or else the first word of it, is said just as the transcript writes it."""
    name = next((t.name.strip() for t in conversation.turns if t.speaker is Speaker.CUSTOMER and t.name), "")
    for wanted in dict.fromkeys((name, *name.split()[:1])):
        pattern = re.compile(rf"(?<!\w){re.escape(wanted)}(?!\w)")
        for turn, text in ((i, t.text) for i, t in enumerate(conversation.turns) if len(wanted) > 1):
            if at := pattern.search(text):
                return Evidence(turn, at.start(), at.end())
    return None


def _named_choice(field: FormField, category: Category, pack: Pack) -> Choice | None:
    """The choice called like the category: exactly, or, in a field whose choices are categories, by one of its words.

    A field's choices are categories where two of them at least are called exactly like one.
    """
    exact = next((c for c in field.choices if _same(c, category)), None)
    if exact is not None or sum(any(_same(c, k) for k in pack.categories) for c in field.choices) < _CATEGORIES:
        return exact
    words = set(category.id.casefold().split("_"))
    alike = [c for c in field.choices if set(c.value.casefold().split("_")) <= words]
    return alike[0] if len(alike) == 1 else None


def _same(choice: Choice, category: Category) -> bool:
    labels = {text.casefold() for _, text in category.label.by_language if text}
    return choice.value == category.id or any(text.casefold() in labels for _, text in choice.label.by_language)
