"""Which form a case gets, and what of it the category alone already says."""

from __future__ import annotations

from assist.domain.assistance import CaseForm, FieldState, FieldValue, Triage
from assist.domain.case import ByHand, required_missing
from assist.domain.conversation import Conversation
from assist.domain.pack import Category, Choice, FieldType, Form, Pack

_WORTH = 0.8
_PRESELECTED, _OFFERED = 0.6, 0.35


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
        choice = next((c for c in field.choices if _same(c, category)), None)
        if field.type is FieldType.CHOICE and field.name not in fields and choice is not None:
            fields[field.name] = FieldValue(choice.value, confidence, state, triage.evidence)
    return CaseForm(form.id, fields, required_missing(form, fields))


def _same(choice: Choice, category: Category) -> bool:
    labels = {text.casefold() for _, text in category.label.by_language if text}
    return choice.value == category.id or any(text.casefold() in labels for _, text in choice.label.by_language)
