"""The mood after the latest customer turn: each turn read by itself, then carried along the conversation."""

from __future__ import annotations

import logging
import re
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from assist.domain.assistance import Mood, MoodLabel
from assist.domain.conversation import Conversation, Evidence, Speaker
from assist.support.paths import resources
from assist.understanding.mood import lexicon_en, lexicon_zh
from assist.understanding.mood.course import Course, course_at
from assist.understanding.mood.cues import LABELS, fold
from assist.understanding.mood.evidence import evidence_for, hints_of
from assist.understanding.mood.features import Array
from assist.understanding.mood.head import Head, load_head, softmax
from assist.understanding.mood.turns import VALENCE, TurnReading, read_turn, space_for
from assist.understanding.parts import ENGLISH_SPACE, MULTILINGUAL_SPACE, EmbedTurn
from assist.understanding.spelling import Slip

_log = logging.getLogger(__name__)

LANGUAGES = frozenset({"en", "zh"})
HEADS = resources() / "heads"
TREND_TURNS = 12
"""Customer turns looked at, and the length of the trend."""

_EVIDENCE_TURNS = 3
_LEXICON_ONLY = 0.65
_SARCASTIC = 0.7
_MIXED = 0.85
_UNKNOWN_LANGUAGE = 0.5
_NO_EVIDENCE = 0.35
_UNSURE = 0.4
_OWN_FEELING = 0.3
"""A mood that has, with its kin, less than this is called neutral: a wrong label costs more than none."""

_NAMED_FROM = np.array([0.7, 1.0, 1.0, 1.3, 1.3, 1.3], np.float32)
"""What each label's probability counts when one is named. People write to a desk more often in trouble than in joy, and
an unhappy customer called pleased costs more than a pleased one called neutral. The valence stays as read."""

_WORDLESS = 0.6
_HINTED = 0.4

_NEUTRAL = LABELS.index(MoodLabel.NEUTRAL)
_DISTRESS = tuple(LABELS.index(m) for m in (MoodLabel.ANXIOUS, MoodLabel.FRUSTRATED, MoodLabel.ANGRY))
_OTHER_MOODS = tuple(LABELS.index(m) for m in (MoodLabel.PLEASED, MoodLabel.CONFUSED))
_KIN = dict.fromkeys(_DISTRESS, _DISTRESS)
"""By label, those that are the same trouble in another strength."""

_REMEMBERED = 1024
_FULL_WEIGHT, _FLAT_WEIGHT, _BARE_WEIGHT = 0.85, 0.6, 0.3
"""How much of the mood the present turn decides: a telling one, a flat one, and one without words ("8273620")."""

_LASTS, _LASTING_WEIGHT = 2, 0.15
"""For how many flat turns a mood said outright lasts, and how much each of those decides."""

_PLAIN = 1.3
_COURSE_COUNTS = 0.6
"""How much of the valence one unit of `Course.shortfall` takes away."""

_FLAT_COUNTS = 0.6
"""What a turn without a telling word keeps of its own where an agent takes part: the course says more than it does."""

_FEELING = re.compile("|".join((*lexicon_en.FEELINGS, *lexicon_zh.FEELINGS)))
_NAMED = frozenset({MoodLabel.ANXIOUS, MoodLabel.FRUSTRATED, MoodLabel.ANGRY})

_STRAIN = np.array([-1.2, -0.9, 0.4, 0.2, 2.2, 0.6], np.float32)
"""What trouble in the course of the talk adds to the logits of each label."""


class TrainedMood:
    """Reads English and Chinese. ``heads`` is the folder of the trained heads; ``None``: only the lexicon reads.

    ``model_of`` names the embedder in use of a space, ``None`` when it is missing. A head trained for another embedder
    is put aside, and `knows` says so: vectors of a strange space would be misread without a sign. ``slips`` finds the
    typing errors in a text of a space, as `EmbedderSet.slips`.
    """

    def __init__(
        self,
        heads: Path | None = HEADS,
        model_of: Callable[[str], str | None] | None = None,
        slips: Callable[[str, str], Sequence[Slip]] | None = None,
    ) -> None:
        self._heads: dict[str, Head] = {}
        self._model_of = model_of
        self._strange: dict[str, bool] = {}
        for space in (ENGLISH_SPACE, MULTILINGUAL_SPACE):
            head = load_head(heads / f"mood_{space}.npz") if heads else None
            if head is not None:
                self._heads[space] = head
        self._slips = slips
        self._read: OrderedDict[tuple[str, str, tuple[Slip, ...]], TurnReading] = OrderedDict()

    def knows(self, language: str) -> bool:
        """Whether this language is read as it was trained; any regional form of English or Chinese is."""
        base = language.split("-", maxsplit=1)[0].lower()
        return base in LANGUAGES and not self._is_strange(ENGLISH_SPACE if base == "en" else MULTILINGUAL_SPACE)

    def read(self, conversation: Conversation, embed: EmbedTurn) -> Mood | None:
        """The mood after the latest customer turn, without advice; ``None`` when there is no customer turn."""
        said = [i for i, t in enumerate(conversation.turns) if t.speaker is Speaker.CUSTOMER][-TREND_TURNS:]
        if not said:
            return None
        language = conversation.language
        readings = [self._reading(conversation.turns[i].text, language, embed) for i in said]
        courses = [course_at(conversation, i) for i in said]
        states = _carry(readings, courses)
        trend = tuple(map(_valence, states, readings, courses))
        return self._mood(states[-1], trend, list(zip(said, readings, courses, strict=True)), language)

    def _mood(
        self,
        state: Array,
        trend: tuple[float, ...],
        turns: list[tuple[int, TurnReading, Course]],
        language: str,
    ) -> Mood:
        best = _strongest(state)
        label, confidence = LABELS[best], float(state[best])
        if float(state[list(_KIN.get(best, (best,)))].sum()) < _UNSURE:
            label, confidence = MoodLabel.NEUTRAL, float(state[_NEUTRAL])
        latest = turns[-1][1]
        if float(state[best]) < _OWN_FEELING and not latest.marked.cues and latest.of_others:
            label, confidence = MoodLabel.NEUTRAL, float(state[_NEUTRAL])  # it tells of somebody else's feelings
        confidence *= 1.0 if latest.by_head else _LEXICON_ONLY
        confidence *= 1.0 if self.knows(language) else _UNKNOWN_LANGUAGE
        confidence *= _SARCASTIC if latest.marked.sarcastic else _MIXED if latest.marked.mixed else 1.0
        evidence = () if label is MoodLabel.NEUTRAL else self._evidence(label, turns, float(state[best]))
        if label is not MoodLabel.NEUTRAL and not evidence:
            label, confidence = MoodLabel.NEUTRAL, min(confidence, _NO_EVIDENCE)
        return Mood(label, trend[-1], round(confidence, 4), trend, evidence=evidence)

    def _evidence(
        self, label: MoodLabel, turns: list[tuple[int, TurnReading, Course]], likely: float
    ) -> tuple[Evidence, ...]:
        """From the latest turn; when that is silent, from the turn before it that the mood was carried over from.

        In a talk, hints ("when will", "still") are enough only for a mood that is ``likely`` by itself.
        """
        for turn, reading, course in turns[: -_EVIDENCE_TURNS - 1 : -1]:
            head = self.head_of(reading.space)
            if head is not None and _is_flat(reading.probabilities, course):
                head = None  # a turn read as neutral may lend its words and marks, not a whole clause
            found = evidence_for(label, turn, reading, course, head)
            if found:
                return tuple(found)
        if likely < _HINTED and turns[-1][2].answered:
            return ()
        hints = (hints_of(label, turn, reading) for turn, reading, _ in turns[: -_EVIDENCE_TURNS - 1 : -1])
        return tuple(next(filter(None, hints), ()))

    def head_of(self, space: str) -> Head | None:
        """The trained head that reads ``space``; ``None`` when there is none for the embedder in use."""
        return None if self._is_strange(space) else self._heads.get(space)

    def _is_strange(self, space: str) -> bool:
        """Whether the embedder of ``space`` is another than its head was trained for; asked once it is there."""
        head = self._heads.get(space)
        if head is None or self._model_of is None or space in self._strange:
            return self._strange.get(space, False)
        model = self._model_of(space)
        if model is None:
            return False
        self._strange[space] = model != head.model
        if self._strange[space]:
            _log.warning("the mood head of space %s is for %s, not %s: words alone are read", space, head.model, model)
        return self._strange[space]

    def _reading(self, text: str, language: str, embed: EmbedTurn) -> TurnReading:
        space = space_for(text, language)
        slips = () if self._slips is None else tuple(self._slips(text, space))  # which they are tells the open pack
        key = (text, space, slips)
        known = self._read.get(key)
        if known is None or not known.by_head:
            known = read_turn(text, space, self.head_of(space), embed, slips)
            self._read[key] = known
            if len(self._read) > _REMEMBERED:
                self._read.popitem(last=False)
        return known


def _carry(readings: list[TurnReading], courses: list[Course]) -> list[Array]:
    """The state of mind after each turn: the turn's own reading, bent by the course, on top of what was before.

    What was said outright lasts over the next flat turns, until something lifts it.
    """
    states: list[Array] = []
    lasts = 0
    for reading, course in zip(readings, courses, strict=True):
        own = softmax(np.log(reading.probabilities + 1e-6) + _STRAIN * np.float32(course.strain))
        if states:
            weight = min(_weight(reading, own), _LASTING_WEIGHT if lasts and not _lifted(reading, course) else 1.0)
            own = np.asarray(weight * own + (1 - weight) * states[-1], np.float32)
        states.append(own)
        lasts = _LASTS if _says_distress(reading) else 0 if _lifted(reading, course) else max(0, lasts - 1)
    return states


def _strongest(state: Array) -> int:
    """The label to name: trouble spread over its three strengths counts together against the others."""
    weighed = state * _NAMED_FROM
    best = int(np.argmax(weighed))
    if float(weighed[list(_DISTRESS)].sum()) > float(weighed[best]):
        return max(_DISTRESS, key=lambda label: float(state[label]))
    return best


def _is_flat(probabilities: Array, course: Course) -> bool:
    """Whether a turn may not show a mood without a word that names it.

    A message that stands alone may when it is not most likely neutral. In a talk, where most turns are answers and
    requests, a mood has to be likely.
    """
    moods = (float(probabilities[list(_DISTRESS)].sum()), *(float(probabilities[i]) for i in _OTHER_MOODS))
    return max(moods) < (_WORDLESS if course.answered else float(probabilities[_NEUTRAL]))


def _says_distress(reading: TurnReading) -> bool:
    """Whether a word names the customer's own worry or anger, and the whole turn is not read as pleased."""
    folded = fold(reading.text)
    named = any(c.label in _NAMED and not c.negated and _FEELING.match(folded, c.start) for c in reading.marked.cues)
    return named and int(np.argmax(reading.probabilities)) in _DISTRESS


def _lifted(reading: TurnReading, course: Course) -> bool:
    """Whether a turn ends what was felt before: a mood of its own, thanks, relief."""
    return course.strain < 0 or bool(course.relief) or bool(reading.marked.shouts) or _moves(reading)


def _moves(reading: TurnReading) -> bool:
    return any(c.label is not None and c.weight >= _PLAIN for c in reading.marked.cues)


def _weight(reading: TurnReading, own: Array) -> float:
    if reading.marked.cues or reading.marked.shouts or own[LABELS.index(MoodLabel.NEUTRAL)] < 0.5:
        return _FULL_WEIGHT
    return _FLAT_WEIGHT if any(c.isalpha() for c in reading.text) else _BARE_WEIGHT


def _valence(state: Array, reading: TurnReading, course: Course) -> float:
    """From -1 to 1: what was said, less what the course of the talk takes away."""
    said = float(state @ VALENCE)
    if course.answered and not reading.marked.shouts and not _moves(reading):
        said *= _FLAT_COUNTS
    return round(float(np.clip(said - _COURSE_COUNTS * course.shortfall, -1.0, 1.0)), 4)
