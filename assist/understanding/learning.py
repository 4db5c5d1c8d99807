"""Learning from a team's history: which of its canned replies was sent at which point.

Multinomial logistic regression over the candidates of each point (a conditional logit), trained with Adam (Kingma and
Ba, 2015) in plain numpy; the weights of the shipped head are where it starts and what it is drawn back to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assist.domain.conversation import Conversation, Speaker
from assist.understanding.index import Progress
from assist.understanding.learned import Learned, alike, context, width
from assist.understanding.procedure import DIRECT, REPLY_TRAITS, STATE, Features, Head, Heard, Moment
from assist.understanding.repertoire import Repertoire, base_of
from assist.understanding.speech_acts import Floats

MAX_LESSONS = 20_000
MAX_SNIPPETS = 500
"""Of a long history the latest points are learned from, and the snippets used most have weights of their own."""

_SEED = 20261
_EPOCHS, _BATCH = 12, 128
_RATE, _LAST_RATE = 0.02, 1e-4
_OWN_DECAY, _GROUP_DECAY, _HEAD_DECAY = 3e-4, 1.5e-4, 1e-3

MomentOf = Callable[[Conversation], Moment]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A point where the team sent candidate number ``sent`` of ``features``; ``marked``: the history said so itself."""

    features: Features
    heard: Heard
    form: str
    sent: int
    marked: bool


def lessons_of(conversation: Conversation, repertoire: Repertoire, moment_of: MomentOf) -> Iterator[Lesson]:
    """Every point of a conversation before an agent's turn that was a canned reply, marked so or by its wording."""
    whole = moment_of(conversation)
    among = repertoire.candidates(whole.language, whole.category)
    for number, turn in enumerate(conversation.turns):
        if turn.speaker is not Speaker.AGENT or number == 0:
            continue
        act = repertoire.act(turn.text, turn.snippet, among)
        if act is None:
            continue
        moment = moment_of(conversation.upto(number - 1))
        heard = repertoire.hear(moment)
        features = repertoire.features(moment, heard)
        if act in features.numbers:
            marked = turn.snippet == repertoire.snippets[act].id
            form = moment.form.id if moment.form is not None else ""
            yield Lesson(features, heard, form, features.numbers.index(act), marked)


@dataclass(frozen=True, slots=True)
class _Table:
    """Lessons as arrays: ``numbers`` (n, most candidates) snippet numbers, -1 where there are fewer."""

    numbers: NDArray[np.int32]
    direct: Floats
    state: Floats
    context: NDArray[np.float16]
    sent: NDArray[np.int64]
    traits: Floats


def train(
    lessons: Sequence[Lesson],
    repertoire: Repertoire,
    start: Head | None,
    *,
    chats: int,
    day: str,
    models: str,
    progress: Progress | None = None,
) -> Learned:
    """Learn from the latest `MAX_LESSONS` lessons. The same lessons give the same weights."""
    lessons = lessons[-MAX_LESSONS:]
    used = Counter(lesson.features.numbers[lesson.sent] for lesson in lessons)
    numbers = sorted(n for n, _ in used.most_common(MAX_SNIPPETS))
    row_of = {number: row for row, number in enumerate(numbers)}
    groups = _groups(numbers, repertoire)
    head = start or Head(np.zeros(len(DIRECT), np.float32), np.zeros((len(REPLY_TRAITS), len(STATE)), np.float32))
    table = _tabled(lessons, len(repertoire.snippets), row_of)
    fit = _Fit(table, row_of, groups, head, len(repertoire.snippets))
    for epoch in range(_EPOCHS):
        if progress is not None:
            progress(epoch, _EPOCHS, "learning which reply follows what")
        fit.run(epoch)
    return Learned(
        tuple(repertoire.snippets[n].id for n in numbers),
        fit.weights["own"],
        fit.weights["group"],
        groups,
        np.array([used[n] for n in numbers], np.int32),
        Head(fit.weights["direct"], fit.weights["cross"]),
        models,
        chats,
        len(lessons),
        day,
    )


def train_head(lessons: Sequence[Lesson], repertoire: Repertoire) -> Head:
    """The weights that hold for any desk, learned without those of single snippets."""
    count = len(repertoire.snippets)
    nothing = Head(np.zeros(len(DIRECT), np.float32), np.zeros((len(REPLY_TRAITS), len(STATE)), np.float32))
    fit = _Fit(_tabled(lessons, count, {}), {}, np.zeros(0, np.int32), nothing, count)
    for epoch in range(_EPOCHS):
        fit.run(epoch)
    return Head(fit.weights["direct"], fit.weights["cross"])


def _groups(numbers: list[int], repertoire: Repertoire) -> NDArray[np.int32]:
    """Snippets worded alike, over all desks of a language."""
    out = np.arange(len(numbers), dtype=np.int32)
    for base, vectors in repertoire.vectors.items():
        rows = [row for row, n in enumerate(numbers) if base_of(repertoire.snippets[n].language) == base]
        if rows:
            own = alike(vectors.bodies[[numbers[row] for row in rows]])
            first = {int(group): rows[place] for place, group in reversed(list(enumerate(own)))}
            out[rows] = [first[int(group)] for group in own]
    return np.unique(out, return_inverse=True)[1].astype(np.int32)


def _tabled(lessons: Sequence[Lesson], snippets: int, row_of: dict[int, int]) -> _Table:
    most = max(len(lesson.features.numbers) for lesson in lessons)
    numbers = np.full((len(lessons), most), -1, np.int32)
    direct = np.zeros((len(lessons), most, len(DIRECT)), np.float32)
    traits = np.zeros((snippets, len(REPLY_TRAITS)), np.float32)
    for place, lesson in enumerate(lessons):
        chosen = list(lesson.features.numbers)
        numbers[place, : len(chosen)] = chosen
        direct[place, : len(chosen)] = lesson.features.direct
        traits[chosen] = lesson.features.traits
    return _Table(
        numbers,
        direct,
        np.stack([lesson.features.state for lesson in lessons]),
        np.stack([context(le.heard, row_of, len(row_of), le.form).astype(np.float16) for le in lessons]),
        np.array([lesson.sent for lesson in lessons]),
        traits,
    )


class _Fit:
    """The weights while they are learned."""

    def __init__(
        self, table: _Table, row_of: dict[int, int], groups: NDArray[np.int32], head: Head, snippets: int
    ) -> None:
        count, wide = len(row_of), width(len(row_of))
        self._table = table
        self._rows = np.full(snippets + 1, count, np.int64)
        self._rows[list(row_of)] = list(row_of.values())
        total = int(groups.max()) + 1 if count else 0
        self._groups = np.append(groups, total).astype(np.int64)[self._rows]
        self._totals = (count, total)
        self.weights: dict[str, Floats] = {
            "own": np.zeros((count, wide), np.float32),
            "group": np.zeros((total, wide), np.float32),
            "direct": head.direct.copy(),
            "cross": head.cross.copy(),
        }
        self._origin = {"direct": head.direct, "cross": head.cross}
        self._moments = {k: (np.zeros_like(w), np.zeros_like(w)) for k, w in self.weights.items()}
        self._random = np.random.default_rng(_SEED)
        self._steps = 0

    def run(self, epoch: int) -> None:
        """One pass over all lessons."""
        rate = _RATE * (1 - epoch / _EPOCHS) + _LAST_RATE
        order = self._random.permutation(len(self._table.sent))
        for at in range(0, len(order), _BATCH):
            self._step(order[at : at + _BATCH], rate)

    def _step(self, rows: NDArray[np.int64], rate: float) -> None:
        table, w = self._table, self.weights
        numbers = table.numbers[rows]
        x, state, direct = table.context[rows].astype(np.float32), table.state[rows], table.direct[rows]
        traits = table.traits[numbers]
        own, group = self._rows[numbers], self._groups[numbers]
        scores = direct @ w["direct"] + np.einsum("bct,bt->bc", traits, state @ w["cross"].T)
        scores += np.take_along_axis(_padded(x @ w["own"].T), own, axis=1)
        scores += np.take_along_axis(_padded(x @ w["group"].T), group, axis=1)
        pull = _softmax(np.where(numbers >= 0, scores, -1e9))
        pull[np.arange(len(rows)), table.sent[rows]] -= 1.0
        pull /= len(rows)
        by_own, by_group = _gathered(pull, own, self._totals[0]), _gathered(pull, group, self._totals[1])
        self._steps += 1
        self._descend("own", by_own.T @ x, _OWN_DECAY, rate)
        self._descend("group", by_group.T @ x, _GROUP_DECAY, rate)
        self._descend("direct", np.einsum("bc,bcd->d", pull, direct), _HEAD_DECAY, rate)
        self._descend("cross", np.einsum("bct,bs->ts", traits * pull[:, :, None], state), _HEAD_DECAY, rate)

    def _descend(self, name: str, slope: Floats, decay: float, rate: float) -> None:
        weights = self.weights[name]
        slope = slope + 2 * decay * (weights - self._origin.get(name, np.float32(0)))
        first, second = self._moments[name]
        first += 0.1 * (slope - first)
        second += 0.001 * (slope * slope - second)
        scaled = (first / (1 - 0.9**self._steps)) / (np.sqrt(second / (1 - 0.999**self._steps)) + 1e-8)
        weights -= np.float32(rate) * scaled.astype(np.float32)


def _padded(scores: Floats) -> Floats:
    """One more column, of zeros, for what has no weights."""
    return np.concatenate([scores, np.zeros((len(scores), 1), np.float32)], axis=1)


def _gathered(pull: Floats, columns: NDArray[np.int64], total: int) -> Floats:
    out = np.zeros((len(pull), total + 1), np.float32)
    np.add.at(out, (np.arange(len(pull))[:, None], columns), pull)
    return out[:, :total]


def _softmax(scores: Floats) -> Floats:
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    out: Floats = (grown / grown.sum(axis=1, keepdims=True)).astype(np.float32)
    return out
