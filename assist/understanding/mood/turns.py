"""Reads one customer turn by itself: by a trained head when there is an embedding, else by the lexicon alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assist.domain.assistance import MoodLabel
from assist.domain.text import guess_language
from assist.understanding.mood.cues import LABELS, Marked, mark
from assist.understanding.mood.features import Array, hand_features, hashed_words, without_addresses
from assist.understanding.mood.head import Head, softmax
from assist.understanding.parts import ENGLISH_SPACE, MULTILINGUAL_SPACE, EmbedTurn

VALENCE = np.array([0.8, 0.0, -0.15, -0.5, -0.65, -0.95], np.float32)
"""The valence of each label, in the order of `LABELS`."""

READ_AT_MOST = 4000
"""Characters of one turn that are read; what follows is pasted matter, not mood."""

_PLEASED = LABELS.index(MoodLabel.PLEASED)
_NEUTRAL = LABELS.index(MoodLabel.NEUTRAL)
_FRUSTRATED = LABELS.index(MoodLabel.FRUSTRATED)
_NEUTRAL_PRIOR = 1.6
_CUES_AT_MOST = 4.5
_SARCASM_MOVES = 0.8


@dataclass(frozen=True, slots=True)
class TurnReading:
    """One turn. ``probabilities`` follow `LABELS`; ``by_head`` tells a trained reading from a lexicon one."""

    text: str
    probabilities: Array
    marked: Marked
    space: str
    by_head: bool

    @property
    def valence(self) -> float:
        """From -1 to 1."""
        return float(self.probabilities @ VALENCE)


def space_for(text: str, language: str) -> str:
    """The embedding space that reads ``text`` in a conversation held in ``language``."""
    base = (guess_language(text) or language) if language[:2] in {"en", "zh"} else language
    return ENGLISH_SPACE if base.startswith("en") else MULTILINGUAL_SPACE


def read_turn(text: str, space: str, head: Head | None, embed: EmbedTurn) -> TurnReading:
    """The reading of ``text`` on its own."""
    text = text[:READ_AT_MOST]
    marked = mark(text)
    spoken = without_addresses(text)
    embedding = embed(spoken, space) if head and any(c.isalpha() for c in spoken) else None
    if head is None or embedding is None:
        return TurnReading(text, _without_irony(_by_lexicon(marked), marked), marked, space, by_head=False)
    buckets = hashed_words(text, head.buckets) if head.buckets else {}
    logits = head.logits(np.asarray(embedding, np.float32), hand_features(text, marked), buckets)
    return TurnReading(text, _without_irony(head.probabilities(logits), marked), marked, space, by_head=True)


def _by_lexicon(marked: Marked) -> Array:
    scores = np.full(len(LABELS), -1.0 if marked.cues or marked.shouts else -2.5, np.float32)
    for cue in marked.cues:
        if cue.label is not None:
            scores[LABELS.index(cue.label)] += cue.weight
    moods = [i for i in range(len(LABELS)) if i != _NEUTRAL]
    strongest = max(moods, key=lambda i: scores[i])
    scores[strongest] += sum(s.weight for s in marked.shouts) if scores[strongest] > -1 else 0.0
    for shout in marked.shouts:
        if shout.label is not None:
            scores[LABELS.index(shout.label)] += shout.weight
    scores = np.minimum(scores, _CUES_AT_MOST)
    scores[_NEUTRAL] = _NEUTRAL_PRIOR - 1.0
    return softmax(scores)


def _without_irony(probabilities: Array, marked: Marked) -> Array:
    """Praise in a sarcastic phrase, or next to plain complaint, counts in part as complaint."""
    if not marked.sarcastic:
        return probabilities
    moved = probabilities.copy()
    share = moved[_PLEASED] * _SARCASM_MOVES
    moved[_PLEASED] -= share
    moved[_FRUSTRATED] += share
    return moved
