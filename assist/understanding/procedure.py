"""What is said next in any procedure: features of a canned reply in a situation, and the head that weighs them.

Nothing here knows a desk: a reply is described by what it does (greets, asks for a field, confirms …), the situation by
what the customer's and the agent's last turns did and by how much of the form is known. The head is a log-linear
model over pairs of the two, trained by ``training/replies.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assist.domain.assistance import CaseForm
from assist.domain.conversation import Conversation, Speaker
from assist.domain.pack import Form, Snippet
from assist.support.archives import ZIP_DAMAGE
from assist.understanding.needs import Need, need_vector
from assist.understanding.parts import EmbedTurn, Matrix, Vector
from assist.understanding.said import HOLE
from assist.understanding.speech_acts import CUSTOMER_ACTS, REPLY_ACTS, Acts, Floats

DIRECT = (
    "near the customer's turn",
    "near it with title",
    "near the agent's last turn",
    "said",
    "said, a question",
    "said last",
    "said before last",
    "asks a field",
    "asks a known field",
    "asks a required field",
    "asks an unknown field, unsaid",
    "asks the first missing field",
    "asks the first open field",
    "other question, no open field",
    "has placeholders, nothing missing",
    "asks an unknown field, by share missing",
    "has placeholders, by share asked",
    "other question, by share asked",
    "asks the field after the last asked",
    "asks a field, by its place",
    "said, has placeholders",
)
REPLY_TRAITS = (*(f"{a} (wording)" for a in REPLY_ACTS), *(f"{a} (with title)" for a in REPLY_ACTS),
                "question", "please", "placeholders", "many placeholders", "length", "any")  # fmt: skip
STATE = (*CUSTOMER_ACTS, *(f"agent: {a}" for a in REPLY_ACTS),
         "turns 0", "turns 1", "turns 2", "turns 3 to 4", "turns 5 on", "turns", "question", "length", "any",
         "required known", "known")  # fmt: skip

_QUERY, _HOLES = REPLY_TRAITS.index("question"), REPLY_TRAITS.index("placeholders")
_MANY_PLACES = 10
_ASKS_LEAST = 0.2
_MANY_TURNS, _LONG, _LONG_REPLY, _MANY_HOLES, _MANY_FIELDS = 10, 100, 200, 4, 8


@dataclass(frozen=True, slots=True)
class Moment:
    """The point a reply is chosen at."""

    conversation: Conversation
    language: str
    category: str | None
    form: Form | None
    filled: CaseForm | None


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said so far. ``acts`` are snippet numbers of the agent's turns, ``-1`` for words of their own.

    Vectors are ``None`` without a model or a turn.
    """

    acts: tuple[int, ...]
    last: str
    customer: Vector | None
    customer_before: Vector | None
    agent: Vector | None
    known: frozenset[str]


@dataclass(frozen=True, slots=True)
class Features:
    """For ``numbers`` candidates: ``direct`` (n, `DIRECT`), ``traits`` (n, `REPLY_TRAITS`), ``state`` (`STATE`,)."""

    numbers: tuple[int, ...]
    direct: Floats
    traits: Floats
    state: Floats


@dataclass(frozen=True, slots=True)
class Head:
    """Weights of the features; ``cross`` has shape (`REPLY_TRAITS`, `STATE`)."""

    direct: Floats
    cross: Floats

    def scores(self, features: Features) -> Floats:
        """Log-odds of each candidate, up to a constant."""
        out: Floats = features.direct @ self.direct + features.traits @ (self.cross @ features.state)
        return out


def chances(scores: Floats) -> Floats:
    """Log-odds as probabilities."""
    grown = np.exp(scores - scores.max())
    out: Floats = (grown / grown.sum()).astype(np.float32)
    return out


def load_head(path: Path) -> Head | None:
    """The trained head; ``None`` when it is missing or was trained for other features."""
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as file:
            head = Head(file["direct"].astype(np.float32), file["cross"].astype(np.float32))
    except (OSError, KeyError, *ZIP_DAMAGE):
        return None
    fits = head.direct.shape == (len(DIRECT),) and head.cross.shape == (len(REPLY_TRAITS), len(STATE))
    return head if fits else None


@dataclass(frozen=True, slots=True)
class ReplyVectors:
    """A language's snippets as vectors, zero rows for those of other languages: of the wording, and with the title."""

    acts: Acts
    bodies: Matrix
    titled: Matrix


def is_query(body: str) -> bool:
    """Whether a reply asks something."""
    return "?" in body or "？" in body


def traits_of(snippets: Sequence[Snippet], vectors: ReplyVectors | None) -> Floats:
    """What each snippet does, shape (n, `REPLY_TRAITS`)."""
    none = np.zeros((len(snippets), len(REPLY_ACTS)), np.float32)
    wording = none if vectors is None else vectors.acts.of_replies(vectors.bodies)
    titled = none if vectors is None else vectors.acts.of_replies(vectors.titled)
    holes = np.array([len(HOLE.findall(s.body)) for s in snippets], np.float32)
    plain = np.stack(
        [
            np.array([is_query(s.body) for s in snippets], np.float32),
            np.array(["please" in s.body.lower() or "请" in s.body for s in snippets], np.float32),
            (holes > 0).astype(np.float32),
            np.minimum(holes, _MANY_HOLES) / _MANY_HOLES,
            np.array([min(len(s.body), _LONG_REPLY) / _LONG_REPLY for s in snippets], np.float32),
            np.ones(len(snippets), np.float32),
        ],
        axis=1,
    )
    return np.concatenate([wording, titled, plain], axis=1).astype(np.float32)


def hear(moment: Moment, acts: tuple[int, ...], embed: EmbedTurn, space: str) -> Heard:
    """What was said up to the moment; ``acts`` are the agent's turns as snippets."""
    turns = moment.conversation.turns
    customer = [i for i, t in enumerate(turns) if t.speaker is Speaker.CUSTOMER][-2:]
    agent = [i for i, t in enumerate(turns) if t.speaker is Speaker.AGENT][-1:]
    vectors = {i: need_vector((Need(i, turns[i].text, 1.0),), embed, space) for i in (*customer, *agent)}
    return Heard(
        acts,
        turns[customer[-1]].text if customer else "",
        vectors[customer[-1]] if customer else None,
        vectors[customer[-2]] if len(customer) > 1 else None,
        vectors[agent[0]] if agent else None,
        frozenset(moment.filled.fields) if moment.filled is not None else frozenset(),
    )


def state_of(moment: Moment, heard: Heard, acts: Acts | None) -> Floats:
    """The situation in numbers, shape (`STATE`,)."""
    count = len(heard.acts)
    required = [f.name for f in moment.form.fields if f.required] if moment.form is not None else []
    known = sum(n in heard.known for n in required) / len(required) if required else 0.5
    spoken = (
        (np.zeros(len(CUSTOMER_ACTS)), np.zeros(len(REPLY_ACTS)))
        if acts is None
        else (acts.of_customer(heard.customer), acts.of_reply(heard.agent))
    )
    rest = [
        *(count == 0, count == 1, count == 2, count in (3, 4), count >= 5),
        min(count, _MANY_TURNS) / _MANY_TURNS,
        is_query(heard.last),
        min(len(heard.last), _LONG) / _LONG,
        1.0,
        known,
        len(heard.known) / _MANY_FIELDS,
    ]
    return np.concatenate([*spoken, np.array(rest, np.float32)]).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Snippets that may come; ``traits`` has a row for each. ``asks`` names the form field a snippet asks for."""

    numbers: tuple[int, ...]
    traits: Floats
    asks: dict[int, str]
    vectors: ReplyVectors | None


@dataclass(frozen=True, slots=True)
class _Course:
    """How far the asking has come."""

    fields: list[str]
    required: list[str]
    missing: list[str]
    next_open: int | None
    share_asked: float
    last_place: int


def _course(candidates: Candidates, moment: Moment, heard: Heard) -> _Course:
    asks, said = candidates.asks, set(heard.acts)
    fields = [f.name for f in moment.form.fields] if moment.form is not None else []
    required = [f.name for f in moment.form.fields if f.required] if moment.form is not None else []
    asking = [n for n in candidates.numbers if n in asks]
    still = [n for n in asking if asks[n] not in heard.known and n not in said]
    return _Course(
        fields,
        required,
        [name for name in required if name not in heard.known],
        min(still, key=lambda n: fields.index(asks[n]), default=None),
        sum(n in said for n in asking) / max(1, len(asking)),
        next((fields.index(asks[n]) for n in reversed(heard.acts) if n in asks), -1),
    )


def direct_of(candidates: Candidates, moment: Moment, heard: Heard) -> Floats:
    """What a candidate has to do with the situation, shape (n, `DIRECT`)."""
    course = _course(candidates, moment, heard)
    near = _nearness(candidates, heard)
    said = set(heard.acts)
    out = np.zeros((len(candidates.numbers), len(DIRECT)), np.float32)
    for row, n in enumerate(candidates.numbers):
        name, traits = candidates.asks.get(n), candidates.traits[row]
        query, holes = bool(traits[_QUERY] > 0), bool(traits[_HOLES] > 0)
        there, other = n in said, query and name is None
        free = name is not None and name not in heard.known
        place = course.fields.index(name) if name is not None else -1
        out[row] = (
            *near[row],
            there,
            there and query,
            heard.acts[-1:] == (n,),
            heard.acts[-2:-1] == (n,),
            name is not None,
            name is not None and not free,
            name in course.required,
            free and not there,
            bool(course.missing) and name == course.missing[0],
            n == course.next_open,
            course.next_open is None and other,
            not course.missing and holes,
            free * len(course.missing) / max(1, len(course.required)),
            holes * course.share_asked,
            other * course.share_asked,
            name is not None and place == course.last_place + 1,
            max(0, place) / _MANY_PLACES,
            there and holes,
        )
    return out


def _nearness(candidates: Candidates, heard: Heard) -> Floats:
    vectors, rows = candidates.vectors, list(candidates.numbers)
    out = np.zeros((len(rows), 3), np.float32)
    if vectors is not None and heard.customer is not None:
        out[:, 0] = vectors.acts.above(vectors.bodies[rows] @ heard.customer)
        out[:, 1] = vectors.acts.above(vectors.titled[rows] @ heard.customer)
    if vectors is not None and heard.agent is not None:
        out[:, 2] = vectors.acts.above(vectors.bodies[rows] @ heard.agent)
    return out


def fields_asked(
    form: Form, numbers: Sequence[int], questions: Matrix, labels: Matrix, vectors: ReplyVectors
) -> dict[int, str]:
    """Which field each of these snippets asks for, each field by one snippet: the likeliest pairs first.

    ``questions`` and ``labels`` hold a row for each field: how it is asked for plainly, and what it is called.
    """
    if not len(numbers) or not form.fields:
        return {}
    rows = list(numbers)
    by_wording = vectors.acts.above(vectors.bodies[rows] @ questions.T)
    by_title = vectors.acts.above(vectors.titled[rows] @ labels.T)
    scores = (by_wording + by_title) / 2
    out: dict[int, str] = {}
    while scores.max() >= _ASKS_LEAST:
        row, column = np.unravel_index(int(scores.argmax()), scores.shape)
        out[rows[int(row)]] = form.fields[int(column)].name
        scores[row, :] = scores[:, column] = -1.0
    return out
