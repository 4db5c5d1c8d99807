"""Fills a case form from a conversation, turn by turn, and settles which reading each field keeps."""

from __future__ import annotations

from assist.domain.assistance import CaseForm, FieldState, FieldValue
from assist.domain.case import required_missing
from assist.domain.conversation import Conversation
from assist.domain.pack import Form
from assist.understanding.extract.labels import plans_for
from assist.understanding.extract.settle import settle
from assist.understanding.extract.walk import Walk

AUTO, PRESELECTED, OFFERED = 0.85, 0.6, 0.35


class Extractor:
    """The form filler of the fast lane. Holds no state of its own: the same input gives the same answer.

    Confidence (0 to 1) is explained in `readings`; `settle` adds for repetition and agreement and takes off for
    rival values. From 0.85 a field fills itself, from 0.6 it is preselected, from 0.35 offered, below left empty.
    """

    def fill(self, conversation: Conversation, form: Form, language: str) -> CaseForm:  # noqa: ARG002 - the port's signature; each turn's own script decides
        """The form as far as the conversation carries it; every value with the characters it rests on."""
        plans = plans_for(form)
        readings = Walk(conversation, plans).read()
        fields: dict[str, FieldValue] = {}
        for plan in plans:
            kept = settle([r for r in readings if r.field == plan.name])
            if kept is not None and kept.confidence >= OFFERED and kept.value.strip():
                fields[plan.name] = FieldValue(
                    kept.value, round(kept.confidence, 3), _state(kept.confidence), kept.parts
                )
        return CaseForm(form.id, fields, required_missing(form, fields))


def _state(confidence: float) -> FieldState:
    if confidence >= AUTO:
        return FieldState.AUTO
    return FieldState.PRESELECTED if confidence >= PRESELECTED else FieldState.OFFERED
