"""Holding a model to a form: JSON that fits a schema, or one of several labels by their probabilities.

Runs in the child process. A label is scored, not written: the probability of its tokens after the prompt, so that a
model which would rather chat still answers.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache

from assist.domain.errors import InputError
from assist.llm.native import CancelCheck, Native


@cache
def grammar_for(schema: str) -> str:
    """The GBNF grammar for a JSON Schema given as text. Raises `InputError` when it cannot be turned into one."""
    from llama_cpp.llama_grammar import json_schema_to_gbnf  # noqa: PLC0415 - seldom needed

    try:
        return str(json_schema_to_gbnf(json.dumps(json.loads(schema))))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"the form to write in is no JSON Schema ({error})") from error


def likely(native: Native, labels: Sequence[str], cancelled: CancelCheck) -> tuple[float, ...]:
    """How likely each label is after what the cache holds; together 1. The cache is afterwards as it was before."""
    known = len(native.known)
    first = native.logits()
    scores = [_log_probability(native, native.tokenize(label, special=False), first, cancelled) for label in labels]
    native.forget(known)
    highest = max(scores)
    weights = [math.exp(s - highest) for s in scores]
    return tuple(w / sum(weights) for w in weights)


def _log_probability(native: Native, tokens: Sequence[int], first: list[float], cancelled: CancelCheck) -> float:
    """Of all the label's tokens, one after the other; so a long label is not likelier for its many parts."""
    start = len(native.known)
    total, scores = 0.0, first
    for number, token in enumerate(tokens):
        total += scores[token] - _log_sum(scores)
        if number + 1 < len(tokens):
            native.append(token, cancelled, slow=True)
            scores = native.logits()
    native.forget(start)
    return total


def _log_sum(scores: list[float]) -> float:
    highest = max(scores)
    return highest + math.log(math.fsum(math.exp(s - highest) for s in scores))
