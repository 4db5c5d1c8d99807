"""What a team can learn from its use: questions nobody answers, grouped; replies worth a snippet; what never serves."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from assist.domain.assistance import Assistance
from assist.domain.conversation import Conversation, Speaker
from assist.domain.insights import (
    EVERYTHING,
    MAX_BEHIND,
    MAX_OPEN,
    MIN_GROUP,
    Behind,
    CardUse,
    CaseBrief,
    CaseFacts,
    Figures,
    OpenQuestion,
    OwnReply,
    Period,
    QuestionGroup,
)
from assist.domain.masking import mask
from assist.domain.pack import FormField, Pack
from assist.domain.placeholders import with_placeholders
from assist.domain.text import LocalText
from assist.services.act_words import (
    ACCEPTING,
    ASKS_LATER,
    CLOSED,
    GREETING,
    MANAGER,
    OWN_CASE,
    PRAISE,
    PROBLEM,
    QUESTION,
    THANKED,
)
from assist.services.moment import Act, read_moment

_NOTHING_ASKED = frozenset({Act.GREETS, Act.GIVES, Act.LOOKS})
_WANTS = re.compile(
    r"\b(?:i|we)(?:['’]d| would)? (?:want|need|like to|wish|have to)\b|\b(?:help me|looking for|trying to)\b"
    r"|\bplease (?!have\b)\w+|想要|我要|我想|需要|[请請](?!问|問)|帮我|幫我|麻烦你|麻烦您|麻煩你|麻煩您",
    re.IGNORECASE,
)


class InsightStore(Protocol):
    """Statistics over the cases kept. Calls raise ``StoreError``."""

    def figures(self, period: Period = EVERYTHING) -> Figures:
        """The first page."""

    def open_questions(self, period: Period = EVERYTHING, limit: int = MAX_OPEN) -> tuple[OpenQuestion, ...]:
        """What the knowledge did not cover, latest first."""

    def own_replies(self, period: Period = EVERYTHING, least: int = 3, limit: int = 200) -> tuple[OwnReply, ...]:
        """Replies written by hand again and again."""

    def save_facts(self, facts: CaseFacts) -> None:
        """Insert or replace."""

    def drop_facts(self, case_id: str) -> None:
        """The case has no turns any more: it does not count."""

    def facts(self, case_id: str) -> CaseFacts | None:
        """Of one case."""

    def behind(self, what: Behind, period: Period = EVERYTHING, limit: int = MAX_BEHIND) -> tuple[CaseBrief, ...]:
        """The cases that a figure of the period rests on, latest first."""

    def keep_names(self, names: Mapping[str, LocalText]) -> None:
        """What categories and snippets are called, for when the pack has them no more."""

    def names(self) -> dict[str, LocalText]:
        """Every name kept (``category:late``, ``snippet:late-1``), the last one known."""


class Grouper(Protocol):
    """Puts texts that mean the same together."""

    def group(self, texts: Sequence[str]) -> tuple[int, ...]:
        """The number of each text's group, from 0 in order of appearance."""


def open_question(conversation: Conversation, found: Assistance) -> str:
    """What the customer asked last that the knowledge does not cover; empty when it covers it or nothing was asked."""
    last = conversation.last_customer_turn
    moment = read_moment(conversation, found) if found.refused else None
    if moment is None or last is None or moment.act in _NOTHING_ASKED:
        return ""
    since = [t for t in conversation.turns[: last + 1] if t.speaker is Speaker.CUSTOMER and t.text in moment.said]
    return next((t.text for t in reversed(since) if asks_something(t.text)), "")


def asks_something(text: str) -> bool:
    """Whether a customer asks, states or wants anything: a greeting, thanks and a goodbye do not."""
    if any(p.search(text) for p in (QUESTION, ASKS_LATER, PROBLEM, OWN_CASE, MANAGER, _WANTS)):
        return True
    kind = any(p.search(text) for p in (THANKED, CLOSED, PRAISE)) or ACCEPTING.match(text) or GREETING.fullmatch(text)
    return bool(re.search(r"\w", text)) and not kind


def names_of(pack: Pack) -> dict[str, LocalText]:
    """What the pack calls its categories and snippets."""
    named = {f"category:{c.id}": c.label for c in pack.categories}
    return named | {f"snippet:{s.id}": LocalText.of(s.title or s.id) for s in pack.snippets}


def question_groups(questions: Sequence[OpenQuestion], grouper: Grouper) -> tuple[QuestionGroup, ...]:
    """Open questions that ask the same together, personal data masked; the largest group first."""
    questions = [q for q in questions if q.searched or asks_something(q.text)]
    if not questions:
        return ()
    texts = mask([q.text for q in questions]).texts
    numbers = grouper.group(texts)
    groups: dict[int, list[OpenQuestion]] = {}
    for question, text, number in zip(questions, texts, numbers, strict=True):
        shown = replace(question, text=text)
        groups.setdefault(number, []).append(shown)
    made = [QuestionGroup(tuple(members)) for members in groups.values() if _may_be_shown(members)]
    return tuple(sorted(made, key=lambda g: -len(g.questions)))


def _may_be_shown(members: Sequence[OpenQuestion]) -> bool:
    """The agent's own may; of a team, what at least five of them heard."""
    agents = {m.agent for m in members}
    return agents == {""} or len(agents) >= MIN_GROUP


def worth_a_snippet(
    replies: Sequence[OwnReply], snippets: Sequence[str], fields: Sequence[FormField] = ()
) -> tuple[OwnReply, ...]:
    """Replies written again and again that no snippet of the pack says already; personal data masked.

    Where one of the pack's ``fields`` can hold what was masked, its placeholder stands there.
    """
    known = {_plain(text) for text in snippets}
    hidden = mask([r.text for r in replies])
    masked = [with_placeholders(text, fields, hidden.values) for text in hidden.texts]
    fresh = [(r, text) for r, text in zip(replies, masked, strict=True) if _plain(r.text) not in known]
    return tuple(OwnReply(text, reply.count, reply.case_id, reply.text) for reply, text in fresh)


def never_used(cards: Sequence[CardUse], snippet_ids: Sequence[str]) -> tuple[str, ...]:
    """Snippets of the pack that were never taken, in the pack's order."""
    taken = {c.source for c in cards if c.used or c.edited}
    return tuple(s for s in snippet_ids if f"snippet:{s}" not in taken)


def _plain(text: str) -> str:
    return re.sub(r"\W+|\d+|\{\{[^}]*\}\}", "", text.casefold())
