"""What a conversation is about, beyond its latest turns: how it was opened, and what the agent put into words."""

from __future__ import annotations

import re
from dataclasses import replace

from assist.domain.conversation import Conversation, Speaker
from assist.understanding.needs import Need, has_content, is_answer, is_letter, is_question, telling_words
from assist.understanding.passages import sentence_spans

OPENING = 0.5
"""Least weight of the statement a conversation opens with, against the latest: the rest mostly gives its details."""

_LEAST_WORDS = 2
"""So many words that say something a statement must have, or a question to be more than "is that right?"."""

_CONFIRMED = 2
"""So many confirmed questions are taken, the latest."""

_YES = re.compile(
    r"^\W*(?:y(?:es|eah|ep|up|a)\b|correct\b|(?:that(?:'|’)?s|that is) (?:right|correct|it)\b|right\b|exactly\b|sure\b"
    r"|please\b|i (?:do|did|would|am|was)\b|是|对|對|没错|沒錯|嗯|要|可以|好)",
    re.IGNORECASE,
)

_PUT_INTO_WORDS = re.compile(
    r"\byou(?:(?:'|’)d|(?:'|’)re| would| are| were)?(?: also| just)? (?:like|want|wanted|need|needed|wish|mean|meant"
    r"|looking|hoping|trying|wanting|wishing|asking|calling|contacting|writing|referring|talking|having|wondering"
    r"|interested)\b"
    r"|\b(?:is|was) (?:this|that|it|your|the)\b|^so\b|\b(?:correct|right)\s*(?:\?|$)"
    r"|[您你](?:是|是不是|是否)?(?:想|要|需要|打算|希望|指|说的?|說的?|问|問)|(?:对|對|是)(?:吗|嗎|吧)",
    re.IGNORECASE,
)
"""A question that says what the customer wants; one that asks for a detail does not ("may I have your name?")."""

_MARKED = re.compile(r"[.!?,;。！？，；]")


def whole_matter(conversation: Conversation, needs: tuple[Need, ...]) -> tuple[Need, ...]:
    """The needs, latest first, as they are searched for: with what was confirmed, and the opening not forgotten.

    Those added stand in an agent's turn.
    """
    return _with_confirmed(conversation, _with_opening(conversation, needs))


def _with_opening(conversation: Conversation, needs: tuple[Need, ...]) -> tuple[Need, ...]:
    """With the first statement weighing `OPENING` at least, unless the latest turn asks something of its own.

    Where a category tells which turn states the case, that one weighs more already.
    """
    if len(needs) < 2 or is_question(needs[0].text) or is_letter(needs) or any(n.case for n in needs):
        return needs
    first = min(needs, key=lambda n: n.turn)
    if telling_words(first.text) < _LEAST_WORDS or is_answer(conversation, first.turn):
        return needs
    least = OPENING * max(n.weight for n in needs)
    return tuple(replace(n, weight=max(n.weight, least)) if n is first else n for n in needs)


def _with_confirmed(conversation: Conversation, needs: tuple[Need, ...]) -> tuple[Need, ...]:
    """With the agent's questions that the customer said yes to: the customer's matter, in clearer words.

    Such a question weighs as much as the latest statement before it, which it puts into other words; without one, as
    the first after it.
    """
    found: list[Need] = []
    for turn in range(len(conversation.turns) - 1, 0, -1):
        asked = _said_yes_to(conversation, turn)
        if asked is not None:
            near = next((n for n in needs if n.turn < asked.turn), needs[-1] if needs else asked)
            found.append(replace(asked, weight=near.weight))
        if len(found) == _CONFIRMED:
            break
    return tuple(sorted((*needs, *found), key=lambda n: -n.turn)) if found else needs


def _said_yes_to(conversation: Conversation, turn: int) -> Need | None:
    """The question before a turn that says no more than yes to it; ``None`` when it is anything else."""
    said = conversation.turns[turn]
    if said.speaker is not Speaker.CUSTOMER or not _YES.match(said.text) or has_content(said.text):
        return None
    before = turn - 1
    while before >= 0 and conversation.turns[before].speaker is Speaker.AGENT:
        text = conversation.turns[before].text
        for span in reversed(sentence_spans(text)):
            asked = text[span.start : span.end]
            if _puts_into_words(asked):
                return Need(before, asked, 1.0, span.start)
        before -= 1
    return None


def _puts_into_words(asked: str) -> bool:
    """Whether a sentence, which was answered with yes, asks if the customer wants what it says.

    Without any marks, as dictated, it may be a question; the answer says so.
    """
    asks = asked.endswith(("?", "？")) or not _MARKED.search(asked)
    return asks and bool(_PUT_INTO_WORDS.search(asked)) and telling_words(asked) >= _LEAST_WORDS
