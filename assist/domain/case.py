"""The case an agent works on: the conversation, what was set by hand, what was used; and the rules that keep it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from assist.domain.assistance import (
    COMPOSED,
    Assistance,
    CaseForm,
    FieldState,
    FieldValue,
    Mood,
    MoodLabel,
    Suggestion,
    Triage,
)
from assist.domain.conversation import Conversation
from assist.domain.pack import Form
from assist.domain.placeholders import masks_in

MAX_CARDS = 3
MAX_HITS = 5


class FeedbackKind(StrEnum):
    """What became of a card."""

    SHOWN = "shown"
    USED = "used"
    EDITED = "edited"
    DISMISSED = "dismissed"
    CORRECTED = "corrected"
    NOT_FOUND = "not_found"  # a search of the agent's that found nothing; the text is the query
    TAKEN_BACK = "taken_back"  # what was shown after ``version`` was taken back with its turns; it is not kept itself
    FORGOTTEN = "forgotten"  # what was used before this moves nothing any more; the source is "use"


@dataclass(frozen=True, slots=True)
class Feedback:
    """One thing that happened to a suggestion or a value, for the store. ``at`` is ISO 8601, UTC."""

    case_id: str
    kind: FeedbackKind
    source: str
    at: str
    text: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class ByHand:
    """What the agent set; it wins over whatever is found, for good. An empty string in ``fields`` means "cleared"."""

    fields: dict[str, str] = field(default_factory=dict)
    mood: MoodLabel | None = None
    category: str | None = None
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One case. ``used`` and ``dismissed`` hold card keys (`card_key`); ``composer`` is text being edited.

    ``line`` is what was typed as the next turn and not yet sent; ``summary`` the note as the agent changed it.
    """

    conversation: Conversation
    by_hand: ByHand = ByHand()
    used: frozenset[str] = frozenset()
    dismissed: frozenset[str] = frozenset()
    composer: str = ""
    pack_id: str = ""
    opened_at: str = ""
    line: str = ""
    summary: str = ""

    @property
    def id(self) -> str:
        """The conversation's id."""
        return self.conversation.id

    def set_field(self, name: str, value: str) -> Case:
        """The agent typed ``value``; an empty one clears the field and keeps it clear."""
        return replace(self, by_hand=replace(self.by_hand, fields={**self.by_hand.fields, name: value}))

    def release_field(self, name: str) -> Case:
        """Give the field back to Assist."""
        fields = {k: v for k, v in self.by_hand.fields.items() if k != name}
        return replace(self, by_hand=replace(self.by_hand, fields=fields))

    def set_mood(self, label: MoodLabel | None) -> Case:
        """The agent's own reading of the mood; ``None`` gives it back to Assist."""
        return replace(self, by_hand=replace(self.by_hand, mood=label))

    def set_category(self, category: str | None, form: str | None = None) -> Case:
        """The agent's own choice of category, and of form when given; ``None`` gives it back to Assist."""
        return replace(self, by_hand=replace(self.by_hand, category=category, form=form))

    def mark_used(self, key: str) -> Case:
        """A used card does not come back."""
        return replace(self, used=self.used | {key})

    def mark_dismissed(self, key: str) -> Case:
        """A dismissed card does not come back."""
        return replace(self, dismissed=self.dismissed | {key})


def card_key(card: Suggestion) -> str:
    """What makes two cards the same card: their source, and for model text the text itself."""
    return f"draft:{card.text}" if card.source in {"draft", COMPOSED} else card.source


def apply_hand(found: Assistance, by_hand: ByHand) -> Assistance:
    """``found`` with everything the agent set by hand in place of what was found."""
    mood, triage, form = found.mood, found.triage, found.form
    if by_hand.mood is not None:
        mood = (
            replace(mood, label=by_hand.mood, confidence=1.0, by_hand=True, evidence=())
            if mood
            else Mood(by_hand.mood, 0.0, 1.0, by_hand=True)
        )
    if by_hand.category is not None and (triage is None or not triage.by_hand):
        base = triage or Triage(None, 0.0)
        triage = replace(base, category=by_hand.category, confidence=1.0, by_hand=True, evidence=(), why="")
    if form is not None and by_hand.fields:
        form = form_by_hand(form, by_hand.fields)
    return replace(found, mood=mood, triage=triage, form=form)


def form_by_hand(form: CaseForm, fields: dict[str, str]) -> CaseForm:
    """``form`` with the agent's values in place of what was found; a cleared field is missing."""
    values = dict(form.fields)
    for name, value in fields.items():
        values.pop(name, None)
        if value:
            values[name] = FieldValue(value, 1.0, FieldState.MANUAL)
    missing = tuple(name for name in form.missing if not fields.get(name))
    cleared = tuple(name for name, value in fields.items() if not value and name in form.fields and name not in missing)
    return replace(form, fields=values, missing=missing + cleared)


def required_missing(form: Form, values: dict[str, FieldValue]) -> tuple[str, ...]:
    """Names of the required fields that have no value, in the form's order."""
    return tuple(f.name for f in form.fields if f.required and f.name not in values)


def offer_cards(found: tuple[Suggestion, ...], case: Case) -> tuple[Suggestion, ...]:
    """At most three cards, none used or dismissed, none twice, no two that say the same, none with a mask in it."""
    gone = case.used | case.dismissed
    kept: dict[str, Suggestion] = {}
    said: set[str] = set()
    for card in found:
        key, text = card_key(card), " ".join(card.text.split()).casefold()
        if key not in gone and text not in said and not masks_in(card.text):
            kept.setdefault(key, card)
            said.add(text)
    return tuple(kept.values())[:MAX_CARDS]
