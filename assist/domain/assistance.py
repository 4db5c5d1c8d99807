"""What the fast lane answers for one version of a conversation, each part with its evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from assist.domain.conversation import Conversation, Evidence


class MoodLabel(StrEnum):
    """The customer's mood."""

    PLEASED = "pleased"
    NEUTRAL = "neutral"
    CONFUSED = "confused"
    ANXIOUS = "anxious"
    FRUSTRATED = "frustrated"
    ANGRY = "angry"


class FieldState(StrEnum):
    """How sure a form value is: filled by itself, preselected for a glance, only offered, or set by the agent."""

    AUTO = "auto"
    PRESELECTED = "preselected"
    OFFERED = "offered"
    MANUAL = "manual"


class CardKind(StrEnum):
    """What a suggestion card is made of."""

    SNIPPET = "snippet"
    DRAFT = "draft"
    ASK = "ask"


COMPOSED = "composed"
"""The source of a draft that was put together out of the knowledge, without the model."""


class NoDraft(StrEnum):
    """Why the slow lane wrote nothing; each has its words in the window."""

    NOT_COVERED = "not_covered"
    NOT_CLEAR = "not_clear"
    INTERNAL_ONLY = "internal_only"
    ARTICLE_LANGUAGE = "article_language"
    MODEL_LANGUAGE = "model_language"
    NOTHING_SAID = "nothing_said"
    NOT_CARRIED = "not_carried"


class Degraded(StrEnum):
    """Named ways of working with less than everything; each has a worded state in the window."""

    NO_MODEL = "no_model"
    NO_EMBEDDER = "no_embedder"
    KEYWORD_ONLY = "keyword_only"
    LANGUAGE_UNKNOWN_TO_MOOD = "language_unknown_to_mood"
    PACK_NOT_INDEXED = "pack_not_indexed"
    NO_PACK = "no_pack"
    CONVERSATION_CONDENSED = "conversation_condensed"
    UNDERSTANDING_DOWN = "understanding_down"


@dataclass(frozen=True, slots=True)
class Mood:
    """``valence`` from -1 to 1; ``trend`` holds one valence per customer turn, oldest first.

    ``by_hand`` marks the agent's correction, which nothing overwrites.
    """

    label: MoodLabel
    valence: float
    confidence: float
    trend: tuple[float, ...] = ()
    advice: str = ""
    evidence: tuple[Evidence, ...] = ()
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another category it could have been."""

    category: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Triage:
    """``category`` is ``None`` when nothing in the pack fits; ``why`` then says so in words."""

    category: str | None
    confidence: float
    route: str | None = None
    priority: str = "normal"
    alternatives: tuple[Alternative, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    by_hand: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class FieldValue:
    """One filled field. ``evidence`` has one span for each part when a value was spread over turns.

    ``others`` are values said just as surely for the same field: two orders in one conversation.
    """

    value: str
    confidence: float
    state: FieldState
    evidence: tuple[Evidence, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseForm:
    """The form being filled. ``fields`` holds only fields with a value; ``missing`` the required ones without."""

    id: str
    fields: dict[str, FieldValue] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers. ``sentence`` is ``body[start:end]`` of the article; ``text`` the passage around it.

    ``taken`` tells how often the agent's own use moved it up, for the category at hand; 0: it did not.
    """

    article_id: str
    title: str
    score: float
    text: str
    sentence: str
    start: int
    end: int
    internal: bool = False
    language: str = "en"
    taken: int = 0


@dataclass(frozen=True, slots=True)
class NextStep:
    """Where the procedure stands: step ``number`` of ``total``, counted from 1."""

    playbook: str
    step: str
    title: str
    action: str
    ask: str
    reason: str = ""
    playbook_title: str = ""
    number: int = 1
    total: int = 1
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A reply the agent may use.

    ``source`` names where it comes from: ``snippet:late-1``, ``field:email``, ``draft``, ``composed``.

    ``missing`` lists the fields a snippet would have needed; ``warnings`` says why one-key insert is withheld.
    ``internal`` marks one that quotes an article for staff; ``condensed`` one for which the oldest turns were told in a
    few words, since the conversation is too long for the model.
    ``hidden`` counts the personal values a model did not see. ``taken`` tells how often the agent used this reply for
    the category at hand, where that counts for its place; 0: it does not.
    """

    kind: CardKind
    text: str
    source: str
    confidence: float
    citations: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    title: str = ""
    missing: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    internal: bool = False
    condensed: bool = False
    hidden: int = 0
    taken: int = 0

    def is_asked_in(self, text: str) -> bool:
        """Whether it is a question for a missing field that ``text`` asks, too."""
        return self.kind is CardKind.ASK and "".join(self.text.split()) in "".join(text.split())

    @property
    def insertable(self) -> bool:
        """Whether one key may put it into the agent's reply."""
        return not self.warnings

    @property
    def look_first(self) -> bool:
        """Whether the agent has to look at it before it goes: it has warnings, or quotes what is for staff."""
        return bool(self.warnings) or self.internal


@dataclass(frozen=True, slots=True)
class Assistance:
    """Everything the sidebar shows for version ``version`` of conversation ``conversation_id``.

    ``refused`` says the knowledge does not cover the question; ``articles`` is then empty.
    """

    conversation_id: str
    version: int
    after_turn: int
    language: str
    mood: Mood | None = None
    triage: Triage | None = None
    form: CaseForm | None = None
    articles: tuple[Hit, ...] = ()
    next_step: NextStep | None = None
    suggestions: tuple[Suggestion, ...] = ()
    summary: str | None = None
    refused: bool = False
    degraded: tuple[str, ...] = ()
    fast_ms: float | None = None
    draft_ms: float | None = None

    def answers(self, conversation: Conversation) -> bool:
        """Whether this still belongs to what is on screen."""
        return (self.conversation_id, self.version) == (conversation.id, conversation.version)
