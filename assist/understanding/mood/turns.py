"""Reads one customer turn by itself: by a trained head when there is an embedding, else by the lexicon alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assist.domain.assistance import MoodLabel
from assist.domain.text import guess_language
from assist.services.act_words import GREETING
from assist.understanding.mood import lexicon_en, lexicon_zh
from assist.understanding.mood.cues import LABELS, Marked, fold, mark
from assist.understanding.mood.features import Array, hand_features, hashed_pieces, hashed_words, spoken
from assist.understanding.mood.head import Head, softmax
from assist.understanding.mood.own import without_others
from assist.understanding.parts import ENGLISH_SPACE, MULTILINGUAL_SPACE, EmbedTurn
from assist.understanding.spelling import Mended, Slip, mended

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
_DENIAL_MOVES = 0.8
_DISTRESS = [LABELS.index(m) for m in (MoodLabel.ANXIOUS, MoodLabel.FRUSTRATED, MoodLabel.ANGRY)]
_TROUBLE = [*_DISTRESS, LABELS.index(MoodLabel.CONFUSED)]
_DENIED = re.compile("|".join((*lexicon_en.FEELINGS, r"\b(?:mad|bad|complain)", *lexicon_zh.FEELINGS, "差|坏")))
"""What a "not" before it does away with; "not fixed the problem" does away with nothing."""
_OWN_FAULT = re.compile(
    r"^\W*(?:(?:oh|oops|ah|i'm|i am|im|so|very)[, ]+)*(?:sorry|apologies|my (?:bad|mistake))\b"
    r"(?! to hear| for your| for you| about your| that you)|^\W*(?:抱歉|不好意思|对不起)"
)
"""A customer's own "sorry", mostly before a correction."""


@dataclass(frozen=True, slots=True)
class TurnReading:
    """One turn. ``probabilities`` follow `LABELS`; ``by_head`` tells a trained reading from a lexicon one.

    ``of_others`` says that the turn told what somebody else said or felt, which ``mended`` no longer holds.
    """

    mended: Mended
    probabilities: Array
    marked: Marked
    space: str
    by_head: bool
    of_others: bool = False

    @property
    def text(self) -> str:
        """What was read: the customer's own words, typing errors mended. All places are places in it."""
        return self.mended.text

    @property
    def valence(self) -> float:
        """From -1 to 1."""
        return float(self.probabilities @ VALENCE)


def space_for(text: str, language: str) -> str:
    """The embedding space that reads ``text`` in a conversation held in ``language``."""
    base = (guess_language(text) or language) if language[:2] in {"en", "zh"} else language
    return ENGLISH_SPACE if base.startswith("en") else MULTILINGUAL_SPACE


def read_turn(text: str, space: str, head: Head | None, embed: EmbedTurn, slips: Sequence[Slip] = ()) -> TurnReading:
    """The reading of ``text`` on its own, with these typing errors mended."""
    text = text[:READ_AT_MOST]
    blanked = without_others(text)
    mending = mended(blanked, _to_mend(blanked, text, slips))
    own, of_others = mending.text, blanked != text
    marked = mark(own)
    said = spoken(own)
    embedding = embed(said, space) if head and any(c.isalpha() for c in said) else None
    if head is None or embedding is None:
        found = _as_meant(_by_lexicon(marked), own, marked)
        return TurnReading(mending, found, marked, space, by_head=False, of_others=of_others)
    words = hashed_words(own, head.buckets) if head.buckets else {}
    pieces = hashed_pieces(own, head.piece_buckets) if head.piece_buckets else ()
    logits = head.logits(np.asarray(embedding, np.float32), hand_features(own, marked), words, pieces)
    found = _as_meant(head.probabilities(logits), own, marked)
    return TurnReading(mending, found, marked, space, by_head=True, of_others=of_others)


def _to_mend(own: str, text: str, slips: Sequence[Slip]) -> list[Slip]:
    """Those in the customer's own words, but for what carries a mood as it is written: "thx", "ughhh"."""
    said = mark(own) if slips else Marked()
    kept = [(c.start, c.end) for c in (*said.cues, *said.shouts)]
    return [
        s
        for s in slips
        if s.end <= len(own)
        and own[s.start : s.end] == text[s.start : s.end]
        and not any(start < s.end and s.start < end for start, end in kept)
    ]


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


def _as_meant(probabilities: Array, text: str, marked: Marked) -> Array:
    """Praise in a sarcastic phrase counts in part as complaint, and a feeling denied in part as none."""
    moved = probabilities.copy()
    if marked.sarcastic:
        share = moved[_PLEASED] * _SARCASM_MOVES
        moved[_PLEASED] -= share
        moved[_FRUSTRATED] += share
    elif GREETING.fullmatch(text) and not marked.shouts:
        moved[_NEUTRAL] += moved[_TROUBLE].sum() * _DENIAL_MOVES
        moved[_TROUBLE] *= 1 - _DENIAL_MOVES
    elif _denies(text, marked):
        share = moved[_DISTRESS] * _DENIAL_MOVES
        moved[_DISTRESS] -= share
        moved[_NEUTRAL] += share.sum()
    return moved


def _denies(text: str, marked: Marked) -> bool:
    """Whether a bad feeling is denied ("I'm not upset") or the customer apologises, and nothing is complained of."""
    folded = fold(text)
    denied = any(
        c.negated and c.label is MoodLabel.PLEASED and _DENIED.search(folded, c.start, c.end) for c in marked.cues
    )
    return (denied or bool(_OWN_FAULT.search(folded))) and not any(
        LABELS.index(c.label) in _DISTRESS for c in marked.cues if c.label and c.weight > 1
    )
