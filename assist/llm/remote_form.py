"""Holding a server that speaks OpenAI's interface to a form: a JSON Schema, or labels by their probabilities."""

from __future__ import annotations

import json
import math
from typing import Any

from assist.services.ports import DraftRequest

_TOP = 20


def form_of(request: DraftRequest, *, plain: bool) -> dict[str, Any]:
    """What the request's body needs besides. ``plain`` is the older way to give a schema, which some servers want."""
    if request.labels:
        return {"max_tokens": 1, "logprobs": True, "top_logprobs": _TOP}
    if not request.schema:
        return {}
    schema = json.loads(request.schema)
    if plain:
        return {"response_format": {"type": "json_object", "schema": schema}}
    form = {"name": "answer", "schema": schema, "strict": True}
    return {"response_format": {"type": "json_schema", "json_schema": form}}


def chances(choice: dict[str, Any], labels: tuple[str, ...]) -> tuple[float, ...]:
    """The labels' probabilities out of one event's log-probabilities; empty where there are none."""
    listed = ((choice.get("logprobs") or {}).get("content") or [{}])[0].get("top_logprobs") or []
    got = {str(one.get("token", "")).strip(): math.exp(float(one.get("logprob", -99.0))) for one in listed}
    weights = [got.get(label.strip(), 0.0) for label in labels]
    return tuple(w / sum(weights) for w in weights) if sum(weights) > 0 else ()


def told(text: str, labels: tuple[str, ...]) -> tuple[float, ...]:
    """Certainty for the label that was written, where a server gives no probabilities; empty when none was."""
    written = next((label for label in labels if text.strip().startswith(label.strip())), None)
    return tuple(float(label == written) for label in labels) if written is not None else ()
