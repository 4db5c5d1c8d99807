"""A canned reply without the question that the customer has answered already."""

from __future__ import annotations

import re

from assist.domain.assistance import CaseForm
from assist.domain.pack import Form
from assist.domain.text import is_han
from assist.understanding.extract.labels import plans_for
from assist.understanding.extract.questions import asked_fields
from assist.understanding.passages import sentence_spans

_SURE, _CERTAIN = 0.6, 0.85
_LEAST = 14  # letters that have to be left for it to be a reply; a Chinese character counts as two
_CHECKS = re.compile(
    r"\b(?:confirm|verify|check|still|correct|right|repeat|again)\b|核对|核對|确认|確認|再", re.IGNORECASE
)
_REFERS = re.compile(r"(?:it|that|this|they|you(?:['’]ll| will| can)? find)\b|[它在]", re.IGNORECASE)
"""How a sentence begins that only says where to find what was asked for."""
_ASKING_ZH = re.compile(r"[，,]\s*(?=(?:请问|請問|麻烦|麻煩|方便)[^，,]*[?？]$)")


def without_known(body: str, form: Form | None, filled: CaseForm | None, declined: frozenset[str] = frozenset()) -> str:
    """``body`` less the questions for fields that are known, and the hints behind them; as it is if little is left.

    Empty where it asks for nothing but fields that are known for certain, or that the customer has said not to have
    (``declined``).

    What checks a value ("Could you confirm the address?") is no such question.
    """
    if form is None or filled is None or not (filled.fields or declined) or body.rstrip()[-1:] not in "?？.。!！":
        return body
    kept: list[str] = []
    dropped = False
    end = 0
    for span in sentence_spans(body):
        sentence = body[span.start : span.end]
        if dropped and _REFERS.match(sentence):
            end = span.end
            continue
        left, dropped = _less(sentence, form, filled, declined)
        kept.append(body[end : span.start] + left if left and kept else left)
        end = span.end
    out = "".join(kept).strip()
    if len(out) + sum(map(is_han, out)) >= _LEAST:
        return out
    asked = asked_fields(body, plans_for(form))
    certain = {name for name, value in filled.fields.items() if value.confidence >= _CERTAIN} | declined
    idle = asked and not _CHECKS.search(body) and certain.issuperset(name for name, _ in asked)
    return "" if idle else body


def _less(sentence: str, form: Form, filled: CaseForm, declined: frozenset[str]) -> tuple[str, bool]:
    """What is left of a sentence, and whether a question was taken out of it."""
    if not sentence.endswith(("?", "？")) or "{{" in sentence or _CHECKS.search(sentence):
        return sentence, False
    asked = asked_fields(sentence, plans_for(form))
    sure = {name for name, value in filled.fields.items() if value.confidence >= _SURE} | declined
    if not asked or any(name not in sure for name, _ in asked):
        return sentence, False
    told = _ASKING_ZH.search(sentence)
    return (sentence[: told.start()] + "。" if told else ""), True
