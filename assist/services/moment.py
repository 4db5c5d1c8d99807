"""Where a conversation stands, read from its last exchange: what the agent did, and what the customer did with it.

The names are those of dialogue acts. They are read from words alone, in English and Chinese; what is read wrongly makes
a plainer draft, never a false one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from assist.domain.assistance import Assistance, MoodLabel
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.guard import sentences
from assist.services.act_words import (
    ACCEPTING,
    AGENT_ASKS,
    ASKS_LATER,
    CLOSED,
    COMPLAINT,
    DECLINES,
    GATHERS,
    GREETING,
    HOLDS,
    INSTRUCTS,
    LOOKING,
    LOST,
    MANAGER,
    OFFERS_HELP,
    OPENS,
    OWN_CASE,
    PRAISE,
    PROBLEM,
    QUESTION,
    REPEATED,
    SORRY,
    THANKED,
    UNDERSTOOD,
    WHAT_NOW,
)

UPSET = frozenset({MoodLabel.ANGRY, MoodLabel.FRUSTRATED, MoodLabel.ANXIOUS})
_MOST_OF_ANSWER = 8
"""An answer to a question is so many words at most, or holds what was asked for."""
_MOST_OF_ASSENT = 60  # characters
_SURE = 0.5  # a mood's confidence


class Act(StrEnum):
    """What the customer's turns since the agent's last one do, the most telling first."""

    GREETS = "greets"
    CLOSES = "closes"
    THANKS = "thanks"
    PRAISES = "praises"
    ESCALATES = "escalates"
    LOOKS = "looks"
    ASKS = "asks"
    ASKS_LATER = "asks_later"
    GIVES = "gives"
    ACCEPTS = "accepts"
    TELLS = "tells"


_WORDS = re.compile(r"[A-Za-z]+|[\u4e00-\u9fff]{2}")
_TELLING = 5
"""An agent who says so many words has told something."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The last exchange. ``said`` is what the customer said since the agent spoke, ``before`` what the agent said then.

    ``gave`` lists the form's fields that the customer filled in this exchange; ``agent_told`` that the agent stated
    something, ``lost`` that the customer does not know how to go on, ``problem`` that something went wrong, and
    ``own_case`` that it is about an order or account of the customer's, not a question in general; ``declines`` that
    nothing was given of what the agent asked for.
    """

    act: Act
    said: str
    before: str
    gave: tuple[str, ...] = ()
    upset: bool = False
    mood: MoodLabel | None = None
    first: bool = False
    agent_asked: bool = False
    agent_held: bool = False
    agent_offered_more: bool = False
    agent_gathers: bool = False
    agent_opened: bool = False
    agent_told: bool = False
    lost: bool = False
    problem: bool = False
    own_case: bool = False
    apologised: bool = False
    soothed: bool = False
    repeated: bool = False
    declines: bool = False

    @property
    def what_now(self) -> bool:
        """Whether it is asked how to go on, with nothing named."""
        return any(map(WHAT_NOW.fullmatch, sentences(self.said)))

    @property
    def questions(self) -> str:
        """The sentences with which the customer asks; all of what was said where none is marked as a question.

        "What do I do now?" asks about what was told with it, which is given in its place.
        """
        told = [s for s in sentences(self.said) if not WHAT_NOW.fullmatch(s)]
        return " ".join(s for s in told if QUESTION.search(s)) or " ".join(told) or self.said


def read_moment(conversation: Conversation, found: Assistance) -> Moment | None:
    """``None`` when the customer has not spoken."""
    last = conversation.last_customer_turn
    if last is None:
        return None
    turns = conversation.turns
    mine, theirs = _last_exchange(turns, last)
    said, before = ("\n".join(turns[i].text for i in block) for block in (mine, theirs))
    gave = _given(found, set(mine))
    earlier = [t.text for t in turns[:last] if t.speaker is Speaker.AGENT]
    praises = bool(PRAISE.search(said)) and not (COMPLAINT.search(said) and QUESTION.search(said))
    mood = _mood(found, said)
    asked = bool(AGENT_ASKS.search(before)) and not OPENS.search(before)
    offered = bool(OFFERS_HELP.search(before))
    return Moment(
        act=_act(
            said, turns[mine[-1]].text, before, gave, spoken=bool(earlier), asked=asked and not offered, praises=praises
        ),
        said=said,
        before=before,
        gave=gave,
        upset=mood in UPSET and not praises,
        mood=None if praises else mood,
        first=not any(t.speaker is Speaker.CUSTOMER for t in turns[: mine[0]] if not GREETING.fullmatch(t.text)),
        agent_asked=asked and not offered,
        agent_held=bool(HOLDS.search(before)) and not asked,
        agent_offered_more=offered,
        agent_gathers=bool(GATHERS.search(before)),
        agent_opened=bool(OPENS.search(before)),
        agent_told=len(_WORDS.findall(before)) >= _TELLING and not INSTRUCTS.search(before),
        problem=bool(PROBLEM.search(said)),
        own_case=bool(OWN_CASE.search(said) or PROBLEM.search(said)),
        lost=mood is MoodLabel.CONFUSED and bool(LOST.search(said)),
        apologised=any(SORRY.search(s) for s in earlier[-3:]),
        soothed=any(SORRY.search(s) or UNDERSTOOD.search(s) for s in earlier[-3:]),
        repeated=bool(REPEATED.search(said)),
        declines=asked and not gave and not offered and bool(DECLINES.search(said)) and not QUESTION.search(said),
    )


def _mood(found: Assistance, said: str) -> MoodLabel | None:
    """The mood to speak to: one read with little confidence only where the words tell of a problem."""
    mood = found.mood
    if mood is None or mood.by_hand or mood.label not in UPSET:
        return mood.label if mood is not None else None
    return mood.label if mood.confidence >= _SURE or PROBLEM.search(said) else MoodLabel.NEUTRAL


def _last_exchange(turns: tuple[Turn, ...], last: int) -> tuple[list[int], list[int]]:
    """The customer's turns up to ``last`` since the agent spoke, and the agent's turns just before."""
    start = last
    while start > 0 and turns[start - 1].speaker is not Speaker.AGENT:
        start -= 1
    end = start
    while start > 0 and turns[start - 1].speaker is not Speaker.CUSTOMER:
        start -= 1
    mine = [i for i in range(end, last + 1) if turns[i].speaker is Speaker.CUSTOMER]
    return mine, [i for i in range(start, end) if turns[i].speaker is Speaker.AGENT]


def _given(found: Assistance, turns: set[int]) -> tuple[str, ...]:
    fields = found.form.fields if found.form is not None else {}
    return tuple(name for name, value in fields.items() if any(e.turn in turns for e in value.evidence))


def _act(said: str, last: str, before: str, gave: tuple[str, ...], *, spoken: bool, asked: bool, praises: bool) -> Act:
    """The most telling act of a customer's turns; ``asked`` whether the agent asked something before."""
    if GREETING.fullmatch(said):
        return Act.ACCEPTS if spoken and OPENS.search(before) else Act.GREETS
    questions = [s for s in sentences(said) if QUESTION.search(s)]
    if MANAGER.search(said):
        return Act.ESCALATES
    polite = not questions and (not gave or len(said.split()) < _MOST_OF_ANSWER)
    social = _social_act(said, spoken=spoken, asked=asked, praises=praises) if polite else None
    if social is not None:
        return social
    if questions or ASKS_LATER.search(said):
        return Act.ASKS_LATER if all(map(ASKS_LATER.search, questions)) else Act.ASKS
    return _stating_act(said, last, gave, asked=asked)


def _social_act(said: str, *, spoken: bool, asked: bool, praises: bool) -> Act | None:
    if praises:
        return Act.PRAISES
    if asked:
        return None
    if CLOSED.search(said) and (spoken or THANKED.search(said)):
        return Act.CLOSES
    return Act.THANKS if THANKED.search(said) else None


def _stating_act(said: str, last: str, gave: tuple[str, ...], *, asked: bool) -> Act:
    if LOOKING.search(last) and asked:
        return Act.LOOKS
    length = len(said.split())
    if ACCEPTING.match(said) and len(said) <= _MOST_OF_ASSENT and not COMPLAINT.search(ACCEPTING.sub("", said)):
        return Act.GIVES if asked else Act.ACCEPTS
    complains = length > 2 * _MOST_OF_ANSWER and COMPLAINT.search(said)
    return Act.GIVES if asked and not complains and (gave or length <= _MOST_OF_ANSWER) else Act.TELLS
