"""Where the case should go: a classifier made from the pack's own examples when the pack is opened.

Ridge regression on sentence embeddings with its exact leave-one-out predictions (Allen's PRESS), which choose the
penalty, calibrate the confidence, and say how a message that fits looks; things no desk is asked
(`background`) say how one looks that does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assist.domain.assistance import Alternative, Mood, MoodLabel, Triage
from assist.domain.conversation import Conversation, Evidence, Speaker
from assist.domain.pack import Category, Pack
from assist.domain.text import guess_language
from assist.understanding import background, keywords
from assist.understanding.embedding import EmbedderSet, space_of
from assist.understanding.index import Tools
from assist.understanding.needs import Need, has_content, need_vector
from assist.understanding.parts import ENGLISH_SPACE, MULTILINGUAL_SPACE, Matrix, Vector
from assist.understanding.passages import sentence_spans
from assist.understanding.tokens import content_tokens, terms

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_PENALTIES = (0.1, 0.3, 1.0, 3.0, 10.0)
_SCALES = (4.0, 6.0, 8.0, 12.0, 16.0, 24.0, 32.0)
_SOFTNESS = 0.05
_FEW = 3
_OVERRIDE_FIT = 0.55
_OVERRIDE_CONFIDENCE = 0.3
_ALTERNATIVES = 3
_ANSWER_WORDS = 4
_DRIVERS = 4
_NEAREST_SHARE = 0.5
_URGENT_MOODS = (MoodLabel.ANGRY, MoodLabel.FRUSTRATED)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Categories by confidence, best first, and ``fit`` in 0..1: whether any fits at all (0.5 is the border)."""

    ranked: tuple[tuple[str, float], ...]
    fit: float

    @property
    def best(self) -> str:
        """The best category."""
        return self.ranked[0][0]

    @property
    def confidence(self) -> float:
        """Its confidence."""
        return self.ranked[0][1]


@dataclass(frozen=True, slots=True)
class Classifier:
    """A trained classifier in one space. ``weights`` has shape (384, classes)."""

    labels: tuple[str, ...]
    examples: Matrix
    owner: Ints
    mean: Floats
    weights: Floats
    bias: Floats
    scale: float
    threshold: float

    def scores(self, vector: Vector) -> Floats:
        """The score of each class for one message: half the regression's, half the nearest example's cosine."""
        linear: Floats = ((vector - self.mean) @ self.weights + self.bias).astype(np.float32)
        nearest = np.full(len(self.labels), -1.0, np.float32)
        np.maximum.at(nearest, self.owner, self.examples @ vector)
        return _mixed(linear, nearest)

    def judge(self, vector: Vector) -> Verdict:
        """The verdict on one message."""
        scores = self.scores(vector)
        chances = _softmax(scores * self.scale)
        order = np.lexsort((np.arange(len(chances)), -chances))
        fit = _squash((float(scores.max()) - self.threshold) / _SOFTNESS)
        return Verdict(tuple((self.labels[i], float(chances[i])) for i in order), fit)


def _mixed(linear: Floats, nearest: Floats) -> Floats:
    out: Floats = (1 - _NEAREST_SHARE) * linear + _NEAREST_SHARE * nearest
    return out


def _softmax(scores: Floats) -> Floats:
    grown = np.exp(scores - scores.max(axis=-1, keepdims=True))
    out: Floats = grown / grown.sum(axis=-1, keepdims=True)
    return out


def _squash(x: float) -> float:
    return float(1.0 / (1.0 + np.exp(-np.clip(x, -30.0, 30.0))))


def train(labels: Sequence[str], examples: Matrix, owner: Ints, noise: Matrix) -> Classifier:
    """A classifier from example vectors (n, 384), the class number of each, and vectors of what fits nothing.

    The penalty and the softmax scale minimise the leave-one-out log loss; the threshold lies between what noise
    reaches and what all but a twentieth of the examples reach without themselves.
    """
    mean = examples.mean(axis=0)
    targets = np.zeros((len(examples), len(labels)), np.float32)
    targets[np.arange(len(owner)), owner] = 1.0
    bias = targets.mean(axis=0)
    left, values, right = np.linalg.svd(examples - mean, full_matrices=False)
    projected = left.T @ (targets - bias)
    near = _nearest_without_self(examples, owner, len(labels))
    counts = np.bincount(owner, minlength=len(labels))
    judged = counts[owner] >= _FEW
    best = (np.inf, _PENALTIES[2], _SCALES[3], np.zeros((0, len(labels)), np.float32))
    for penalty in _PENALTIES:
        shrink = values**2 / (values**2 + penalty)
        leverage = np.minimum((left**2 @ shrink) + 1.0 / len(examples), 0.999)[:, None]
        fitted = left @ (shrink[:, None] * projected) + bias
        held_out = _mixed((fitted - leverage * targets) / (1 - leverage), near)[judged]
        for scale in _SCALES if judged.any() else ():
            loss = _log_loss(held_out, owner[judged], scale)
            if loss < best[0]:
                best = (loss, penalty, scale, held_out)
    _, penalty, scale, held_out = best
    weights = right.T @ ((values / (values**2 + penalty))[:, None] * projected)
    made = Classifier(tuple(labels), examples, owner, mean, weights.astype(np.float32), bias, scale, 0.0)
    return replace(made, threshold=_threshold(made, held_out, noise))


def _log_loss(scores: Floats, owner: Ints, scale: float) -> float:
    chances = _softmax(scores * scale)[np.arange(len(owner)), owner]
    return float(-np.log(np.maximum(chances, 1e-9)).mean())


def _nearest_without_self(examples: Matrix, owner: Ints, classes: int) -> Floats:
    """For each example the cosine of the nearest *other* example of each class, shape (n, classes)."""
    out = np.full((len(examples), classes), -1.0, np.float32)
    for at in range(0, len(examples), 512):
        block = examples[at : at + 512] @ examples.T
        block[np.arange(len(block)), at + np.arange(len(block))] = -1.0
        for number in range(classes):
            own = block[:, owner == number]
            if own.shape[1]:
                out[at : at + 512, number] = own.max(axis=1)
    return out


def _threshold(made: Classifier, held_out: Floats, noise: Matrix) -> float:
    reached = [float(made.scores(v).max()) for v in noise]
    border = float(np.quantile(reached, 0.95)) if reached else 0.25
    if not len(held_out):
        return border + _SOFTNESS
    usual = float(np.quantile(held_out.max(axis=1), 0.05))
    return max(min(border, usual), (border + usual) / 2)


# -- the pack's categories -------------------------------------------------------------------------------------


class Triager:
    """Sorts conversations into the pack's categories, by vectors where there are any and by words otherwise."""

    def __init__(self, pack: Pack, tools: Tools) -> None:
        self._pack = pack
        self._embedders: EmbedderSet = tools.embedders
        self._labels = tuple(c.id for c in pack.categories)
        rows = [(text, number) for number, c in enumerate(pack.categories) for text in _example_texts(c)]
        self._texts = [text for text, _ in rows]
        self._owner = np.array([number for _, number in rows], np.int64)
        self._words = keywords.build([terms(t) for t in self._texts])
        self._classifiers = self._train(tools)

    def _train(self, tools: Tools) -> dict[str, Classifier]:
        chinese = any(guess_language(t) == "zh" for t in self._texts) or any(
            tag.startswith("zh") for tag in self._pack.languages
        )
        out: dict[str, Classifier] = {}
        for space in (ENGLISH_SPACE, MULTILINGUAL_SPACE) if chinese else (ENGLISH_SPACE,):
            rows = [
                i
                for i, text in enumerate(self._texts)
                if space == MULTILINGUAL_SPACE or space_of(guess_language(text) or "en") == ENGLISH_SPACE
            ]
            vectors = tools.vectors("examples", space, [self._texts[i] for i in rows], "learning the categories")
            if vectors is None:
                continue
            texts = background.sentences(space)
            noise = tools.vectors("background", space, texts, "learning the categories")
            out[space] = train(self._labels, vectors, self._owner[rows], vectors[:0] if noise is None else noise)
        return out

    def space_for(self, language: str) -> str | None:
        """The space a conversation of this language is judged in, or ``None``."""
        for space in (space_of(language), MULTILINGUAL_SPACE):
            if space in self._classifiers:
                return space
        return None

    def sort(self, conversation: Conversation, needs: tuple[Need, ...], language: str) -> Triage | None:
        """The category after the latest problem statement; ``None`` when the pack has no categories."""
        if not self._labels:
            return None
        if not needs:
            return Triage(None, 0.0, why="the customer has not said yet what it is about")
        space = self.space_for(language)
        judged = [(n, self._judge(n.text, space)) for n in needs if self._states_problem(n, conversation, needs)]
        chosen = _latest_fitting(judged)
        if chosen is None and space is not None:
            chosen = self._together(needs, space)
        if chosen is None:
            return _unfit(judged)
        need, verdict = chosen
        return self._triage(need, verdict, judged, space)

    def fill_in(self, triage: Triage, mood: Mood | None) -> Triage:
        """With the category's route and priority, raised when the customer is angry or frustrated."""
        category = self._pack.category(triage.category)
        if category is None:
            return triage
        priority = category.priority
        if mood is not None and mood.label in _URGENT_MOODS and priority in ("low", "normal"):
            priority = "high"
        return replace(triage, route=category.route, priority=priority)

    def _judge(self, text: str, space: str | None) -> Verdict:
        vector = None if space is None else need_vector((Need(0, text, 1.0),), self._embedders.turn, space)
        if vector is None or space is None:
            return self._by_words(text)
        return self._classifiers[space].judge(vector)

    def _by_words(self, text: str) -> Verdict:
        matched, most = self._words.scores([(t, 1.0) for t in terms(text)])
        best = np.zeros(len(self._labels), np.float32)
        np.maximum.at(best, self._owner, matched / max(most, 1e-6))
        chances = _softmax(best * 8.0)
        order = np.lexsort((np.arange(len(best)), -best))
        fit = _squash((float(best.max()) - 0.35) / 0.1)
        return Verdict(tuple((self._labels[i], float(chances[i])) for i in order), fit)

    def _together(self, needs: tuple[Need, ...], space: str) -> tuple[Need, Verdict] | None:
        """What several turns say only together."""
        vector = need_vector(needs, self._embedders.turn, space) if len(needs) > 1 else None
        if vector is None:
            return None
        verdict = self._classifiers[space].judge(vector)
        if verdict.fit < 0.5:
            return None
        own = {n.turn: dict(self._judge(n.text, space).ranked).get(verdict.best, 0.0) for n in needs}
        return max(needs, key=lambda n: (own[n.turn], n.turn)), verdict

    @staticmethod
    def _states_problem(need: Need, conversation: Conversation, needs: tuple[Need, ...]) -> bool:
        """Whether a turn may state a problem; a few words after the agent's question are its answer."""
        before = conversation.turns[need.turn - 1] if need.turn else None
        asked = before is not None and before.speaker is Speaker.AGENT and before.text.rstrip().endswith(("?", "？"))
        few = len(content_tokens(need.text)) <= _ANSWER_WORDS
        return not (asked and few) or need.turn == min(n.turn for n in needs)

    def _triage(self, need: Need, verdict: Verdict, judged: list[tuple[Need, Verdict]], space: str | None) -> Triage:
        others = dict(verdict.ranked[1 : _ALTERNATIVES + 1])
        for other, found in judged:
            if other.turn != need.turn and found.fit >= 0.5 and found.best != verdict.best:
                others[found.best] = max(others.get(found.best, 0.0), 0.5 * found.confidence)
        alternatives = sorted(others.items(), key=lambda item: (-item[1], item[0]))[:_ALTERNATIVES]
        return Triage(
            verdict.best,
            round(verdict.confidence, 4),
            alternatives=tuple(Alternative(c, round(p, 4)) for c, p in alternatives if p >= 0.01),
            evidence=(self._driver(need, verdict.best, space),),
        )

    def _driver(self, need: Need, category: str, space: str | None) -> Evidence:
        """The sentence of the turn that speaks most for the category."""
        spans = sentence_spans(need.text)
        if not spans:
            return Evidence(need.turn, 0, len(need.text))
        if len(spans) == 1:
            return Evidence(need.turn, spans[0].start, spans[0].end)
        pieces = spans if len(spans) <= _DRIVERS else [s for s in spans if has_content(need.text[s.start : s.end])]
        pieces = pieces[:_DRIVERS] or spans[:1]
        texts = [need.text[s.start : s.end] for s in pieces]
        if space is not None:
            self._embedders.warm(texts, space)
        best = pieces[int(np.argmax([self._speaks_for(t, category, space) for t in texts]))]
        return Evidence(need.turn, best.start, best.end)

    def _speaks_for(self, text: str, category: str, space: str | None) -> float:
        verdict = self._judge(text, space)
        return dict(verdict.ranked).get(category, 0.0) * verdict.fit


def _latest_fitting(judged: list[tuple[Need, Verdict]]) -> tuple[Need, Verdict] | None:
    """The latest turn that clearly states a problem, else the latest that fits at all."""
    for need, verdict in judged:
        if verdict.fit >= _OVERRIDE_FIT and verdict.confidence >= _OVERRIDE_CONFIDENCE:
            return need, verdict
    return next(((n, v) for n, v in judged if v.fit >= 0.5), None)


def _unfit(judged: list[tuple[Need, Verdict]]) -> Triage:
    ranked = judged[0][1].ranked[:_ALTERNATIVES] if judged else ()
    fit = max((v.fit for _, v in judged), default=0.0)
    alternatives = tuple(Alternative(c, round(p * fit, 4)) for c, p in ranked if p * fit >= 0.01)
    return Triage(None, round(1.0 - fit, 4), alternatives=alternatives, why="no category of the pack fits")


def _example_texts(category: Category) -> list[str]:
    """A category's examples; with few of them also its label and description."""
    out = list(category.examples)
    if len(out) < _FEW:
        tags = dict.fromkeys(tag for tag, _ in category.label.by_language)
        out.extend(f"{category.label.get(t)}. {category.description.get(t)}".strip(". ") for t in tags)
    return [t for t in out if t] or [category.id.replace("_", " ")]
