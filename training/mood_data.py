"""What the mood heads are trained on: GoEmotions' labels brought to ours, and the service sentences of this project."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from assist.domain.assistance import MoodLabel
from assist.domain.errors import InputError

L = MoodLabel

EMOTIONS = {
    **dict.fromkeys(
        [
            "admiration",
            "amusement",
            "approval",
            "caring",
            "excitement",
            "gratitude",
            "joy",
            "love",
            "optimism",
            "pride",
            "relief",
        ],
        L.PLEASED,
    ),
    **dict.fromkeys(["neutral", "curiosity", "realization"], L.NEUTRAL),
    **dict.fromkeys(["confusion"], L.CONFUSED),
    **dict.fromkeys(["fear", "nervousness"], L.ANXIOUS),
    **dict.fromkeys(
        ["annoyance", "disappointment", "disapproval", "sadness", "grief", "remorse", "embarrassment"], L.FRUSTRATED
    ),
    **dict.fromkeys(["anger", "disgust"], L.ANGRY),
}
"""``desire`` and ``surprise`` are left out: a wish is no mood of a customer, and a surprise may be either."""

_NEGATIVE = (L.ANGRY, L.ANXIOUS, L.FRUSTRATED)


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled text. Examples of one ``group`` go to the same side of a split."""

    text: str
    language: str
    label: MoodLabel
    group: str
    source: str


def read_goemotions(path: Path) -> list[Example]:
    """Rows of ``{"text", "emotions": [...]}``; those whose emotions contradict each other are left out."""
    if not path.is_file():
        raise InputError(f"{path}: not there. It is GoEmotions (Demszky et al., 2020; Apache-2.0), one JSON a line.")
    examples = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        label = _one_label([EMOTIONS.get(e) for e in row["emotions"]])
        if label is not None:
            examples.append(Example(row["text"], "en", label, f"go-{number}", "goemotions"))
    return examples


def read_service(path: Path) -> list[Example]:
    """The sentences of ``make_mood_service.py``, one group for each pattern."""
    if not path.is_file():
        raise InputError(f"{path}: not there; make_mood_service.py writes it.")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Example(r["text"], r["language"], L(r["mood"]), r["pattern"], f"service-{r['language']}") for r in rows]


def _one_label(labels: list[MoodLabel | None]) -> MoodLabel | None:
    known = {x for x in labels if x is not None}
    if L.NEUTRAL in known and len(known) > 1:
        known.discard(L.NEUTRAL)
    negative = [x for x in _NEGATIVE if x in known]
    if negative and known <= set(_NEGATIVE) | {L.CONFUSED}:
        return negative[0]
    return known.pop() if len(known) == 1 else None
