"""The agent's desk: the case on screen and everything known about it. State only; no threads, no I/O of its own."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import IntEnum
from uuid import uuid4

from assist.domain.assistance import Assistance, CardKind, MoodLabel, Suggestion
from assist.domain.case import MAX_CARDS, Case, Feedback, FeedbackKind, apply_hand, card_key, offer_cards
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.habits import NO_HABITS, Habits
from assist.domain.strangers import another_customer
from assist.services.ports import Clock, Intake, UnderstandRequest

UNDO_LEVELS = 20


class Pasted(IntEnum):
    """What became of a paste: nothing was new, it was added, or it began a conversation of another customer's."""

    NOTHING = 0
    ADDED = 1
    ANOTHER = 2


@dataclass(frozen=True, slots=True)
class _Aside:
    """The case put away for another customer's, and what it would be with the paste behind it."""

    case: Case
    before: tuple[tuple[tuple[Turn, ...], int], ...]
    longer: Conversation
    begun: Case


class Desk:
    """Holds one `Case`, hands out requests for the lanes, and takes their answers if they are still wanted.

    ``save`` and ``record`` are called after every change; they may hand the work to another thread. Everything here
    runs on the caller's thread and returns at once.
    """

    def __init__(
        self,
        intake: Intake,
        clock: Clock,
        save: Callable[[Case], None],
        record: Callable[[tuple[Feedback, ...]], None],
    ) -> None:
        self._intake = intake
        self._clock = clock
        self._save = save
        self._record = record
        self._found: Assistance | None = None
        self._draft: Suggestion | None = None
        self._shown: dict[str, int] = {}
        self._before: deque[tuple[tuple[Turn, ...], int]] = deque(maxlen=UNDO_LEVELS)
        self._aside: _Aside | None = None
        self._replied: Conversation | None = None
        self.habits: Habits = NO_HABITS
        self._case = self._fresh()

    # -- what is on screen -------------------------------------------------------------------------------------

    @property
    def case(self) -> Case:
        """The case, with the agent's own changes."""
        return self._case

    @property
    def conversation(self) -> Conversation:
        """The conversation in its present version."""
        return self._case.conversation

    @property
    def found(self) -> Assistance | None:
        """The fast lane's latest answer with everything set by hand laid over it; ``None`` before the first."""
        return None if self._found is None else apply_hand(self._found, self._case.by_hand)

    @property
    def current(self) -> bool:
        """Whether `found` belongs to the present version of the conversation."""
        return self._found is not None and self._found.answers(self.conversation)

    @property
    def replied(self) -> bool:
        """Whether a reply that is no question was handed over since the conversation last changed."""
        return self._replied is not None and self._replied == self.conversation

    def cards(self, *, draft_slot: bool = False) -> tuple[Suggestion, ...]:
        """At most three cards.

        With ``draft_slot`` one place is kept for a draft still being written, so that the others do not move when it
        arrives.
        """
        found = self._found.suggestions if self._found else ()
        if self._draft is not None:
            kept = offer_cards(found, self._case)[: MAX_CARDS - 1]
            return offer_cards((*kept, self._draft), self._case)
        return offer_cards(found, self._case)[: MAX_CARDS - 1 if draft_slot else MAX_CARDS]

    # -- the conversation --------------------------------------------------------------------------------------

    def new_case(self) -> None:
        """Put the present case away (it is saved) and start an empty one.

        A line being typed goes with its turns; where there are none yet, it is the new conversation's.
        """
        line = "" if self.conversation.turns else self._case.line
        self._replace_case(self._fresh())
        self.note_line(line)

    def load(self, case: Case) -> None:
        """Put a stored case, or a conversation from a file wrapped in one, on the desk."""
        self._replace_case(case)
        self._save(case)

    def load_conversation(self, conversation: Conversation) -> None:
        """A conversation from a file becomes a new case."""
        conversation = replace(conversation, version=conversation.version or 1)
        self.load(Case(conversation, opened_at=self._clock.now(), pack_id=self._case.pack_id))

    def paste(self, text: str) -> Pasted:
        """Pasted text: merged into the conversation, or, another customer's, a new case. Raises `InputError`.

        The case that was on the desk is saved, and `undo` brings it back with the paste added to it.
        """
        pasted = self._intake.read_text(text, self._case.id)
        if another_customer(self.conversation, pasted):
            self._begin_anew(text, pasted)
            return Pasted.ANOTHER
        return Pasted.ADDED if self._set_conversation(self._intake.merge(self.conversation, pasted)) else Pasted.NOTHING

    def _begin_anew(self, text: str, pasted: Conversation) -> None:
        put_away, before, longer = self._case, tuple(self._before), self.conversation.append(*pasted.turns)
        self._save(put_away)
        fresh = replace(self._fresh(), pack_id=put_away.pack_id)
        read = self._intake.read_text(text, fresh.id)
        self.load(replace(fresh, conversation=replace(read, version=read.version or 1)))
        self._aside = _Aside(put_away, before, longer, self._case)

    def see(self, turns: tuple[Turn, ...]) -> bool:
        """All turns read off the screen so far: merged like a longer copy of the same chat; whether any was new."""
        return self._set_conversation(self._intake.merge(self.conversation, Conversation(self._case.id, turns)))

    def show_picture(self, text: str, picture: str) -> bool:
        """A picture of the customer's: the text in it as a turn of theirs; ``picture`` names its thumbnail."""
        turn = Turn(Speaker.CUSTOMER, text, at=self._clock.now(), picture=picture)
        return self._set_conversation(self.conversation.append(turn))

    def say(self, speaker: Speaker, text: str) -> bool:
        """A turn typed by hand."""
        text = text.strip()
        if not text:
            return False
        self._case = replace(self._case, line="")
        return self._set_conversation(self.conversation.append(Turn(speaker, text, at=self._clock.now())))

    def hear(self, *turns: Turn) -> bool:
        """Turns that were spoken; what is being typed stays."""
        return self._set_conversation(self.conversation.append(*turns)) if turns else False

    def note_line(self, text: str) -> None:
        """The turn being typed, not yet sent; kept so that no keystroke is lost."""
        if text != self._case.line:
            self._case = replace(self._case, line=text)
            self._save(self._case)

    def keep_summary(self, text: str) -> None:
        """The summary as the agent changed it; empty: as it is made."""
        if text != self._case.summary:
            self._case = replace(self._case, summary=text)
            self._save(self._case)

    def swap_roles(self) -> bool:
        """Customer and agent change places."""
        return self._set_conversation(self.conversation.swap_roles())

    @property
    def can_undo(self) -> bool:
        """Whether `undo` would change anything."""
        return bool(self._before) or self._aside is not None

    @property
    def only_pasted(self) -> bool:
        """Whether the case is a paste that `undo` gives to the one before, and nothing else happened in it."""
        begun = self._aside.begun if self._aside is not None else None
        if begun is None or self._before:
            return False
        now = replace(self._case, conversation=replace(self.conversation, version=begun.conversation.version))
        return now == begun

    def undo(self) -> bool:
        """Take back the last paste, typed turn or swap of roles, as a new version; ``False`` when there is none."""
        if not self._before:
            return self._append_after_all()
        turns, version = self._before.pop()
        self._take(self.conversation.with_turns(turns))
        self._unshow(version)
        return True

    def _unshow(self, version: int) -> None:
        """Cards that came after ``version`` were for turns that were never said."""
        gone = [key for key, at in self._shown.items() if at > version]
        for key in gone:
            del self._shown[key]
        if gone:
            self._record((replace(self._event(FeedbackKind.TAKEN_BACK, "undo", ""), version=version),))

    def _append_after_all(self) -> bool:
        """The paste that began a case of its own is added to the one before; see `only_pasted`."""
        aside, self._aside = self._aside, None
        if aside is None:
            return False
        self._replace_case(aside.case)
        self._before.extend(aside.before)
        return self._set_conversation(aside.longer)

    # -- the agent's word --------------------------------------------------------------------------------------

    def set_field(self, name: str, value: str) -> None:
        """The agent typed a value, or cleared it with an empty one."""
        self._change(self._case.set_field(name, value), FeedbackKind.CORRECTED, f"field:{name}")

    def set_mood(self, label: MoodLabel | None) -> None:
        """The agent overrules the mood; ``None`` takes that back."""
        self._change(self._case.set_mood(label), FeedbackKind.CORRECTED, "mood", label.value if label else "")

    def set_category(self, category: str | None, form: str | None = None) -> None:
        """The agent overrules the category (and the form with it); ``None`` takes that back."""
        self._draft = None  # it answered another category
        self._change(self._case.set_category(category, form), FeedbackKind.CORRECTED, "category", category or "")

    def compose(self, text: str) -> None:
        """Text being edited before insert; kept so that no keystroke is lost."""
        if text != self._case.composer:
            self._case = replace(self._case, composer=text)
            self._save(self._case)

    # -- cards -------------------------------------------------------------------------------------------------

    def use(self, card: Suggestion, text: str | None = None) -> None:
        """The card was inserted, edited to ``text`` when that is given and different; what it cites served too."""
        if card.kind is not CardKind.ASK:
            self._replied = self.conversation
        edited = text is not None and text != card.text
        kind = FeedbackKind.EDITED if edited else FeedbackKind.USED
        self._change(self._case.mark_used(card_key(card)), kind, card.source, text or card.text)
        if card.kind is CardKind.DRAFT and card.citations:
            self._record(tuple(self._event(kind, f"article:{cited}", "") for cited in card.citations))

    def dismiss(self, card: Suggestion) -> None:
        """The agent does not want this card again."""
        self._change(self._case.mark_dismissed(card_key(card)), FeedbackKind.DISMISSED, card.source, card.text)

    # -- the lanes ---------------------------------------------------------------------------------------------

    def request(self) -> UnderstandRequest:
        """The fast lane's question for what is on screen now."""
        gone = self._case.used | self._case.dismissed
        return UnderstandRequest(self.conversation, self._case.by_hand, gone, habits=self.habits)

    def accept(self, found: Assistance) -> bool:
        """The fast lane's answer; dropped (``False``) when it answers an older version."""
        if not found.answers(self.conversation):
            return False
        self._found = found
        self._note_shown(self.cards())
        return True

    def accept_draft(self, draft: Suggestion, version: int) -> bool:
        """The slow lane's answer; dropped (``False``) when the conversation has moved on."""
        if version != self.conversation.version or not self.current:
            return False
        self._draft = draft
        self._note_shown((draft,))
        return True

    # -- inside ------------------------------------------------------------------------------------------------

    def _fresh(self) -> Case:
        return Case(Conversation(f"case-{uuid4().hex[:12]}"), opened_at=self._clock.now())

    def _replace_case(self, case: Case) -> None:
        self._case = case
        self._found = self._draft = None
        self._shown = {}
        self._before.clear()
        self._aside = None

    def _set_conversation(self, conversation: Conversation) -> bool:
        if conversation.version == self.conversation.version:
            return False
        self._before.append((self.conversation.turns, self.conversation.version))
        self._take(conversation)
        return True

    def _take(self, conversation: Conversation) -> None:
        self._case = replace(self._case, conversation=conversation)
        self._draft = None
        if not conversation.turns:
            self._found = None
        self._save(self._case)

    def _change(self, case: Case, kind: FeedbackKind, source: str, text: str = "") -> None:
        self._case = case
        self._save(case)
        self._record((self._event(kind, source, text),))

    def _note_shown(self, cards: tuple[Suggestion, ...]) -> None:
        new = [c for c in cards if card_key(c) not in self._shown]
        self._shown.update({card_key(c): self.conversation.version for c in new})
        if new:
            self._record(tuple(self._event(FeedbackKind.SHOWN, c.source, c.text) for c in new))

    def _event(self, kind: FeedbackKind, source: str, text: str) -> Feedback:
        return Feedback(self._case.id, kind, source, self._clock.now(), text, self.conversation.version)
