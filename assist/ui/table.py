"""The cards on the table: which place shows what, and what the agent does with them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from assist.domain.assistance import CardKind, Suggestion
from assist.domain.case import card_key
from assist.domain.placeholders import masks_in
from assist.services.desk import Desk
from assist.services.ports import Typist
from assist.ui import board
from assist.ui.board import Fate, Place
from assist.ui.notices import Notices


class Table(QObject):
    """Keeps every card in its place until the next turn. ``types`` says whether inserting is typing."""

    changed = Signal()

    def __init__(
        self, desk: Desk, typist: Typist, notices: Notices, types: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._typist = typist
        self._notices = notices
        self._types = types
        self.places: tuple[Place, ...] = ()
        self.editing = False  # a card is being edited in place: no card may change under the agent's hands

    def set_out(self, draft: Place | None) -> None:
        """The cards for a new turn, and the place for its draft."""
        self._show(board.set_out(self._desk.cards(draft_slot=draft is not None), draft))

    def renew(self) -> None:
        """The cards after the agent set something by hand."""
        self._show(board.renew(self.places, self._desk.cards()))

    def show_draft(self, draft: Place) -> None:
        """What the draft's place shows now; when there is no draft, the next best card takes it, and nothing moves."""
        spare = self._spare() if draft.fate is Fate.EMPTY else None
        places = board.with_draft(self.places, spare or draft)
        if len(places) < len(self.places) and (more := self._spare()) is not None:
            places = (*places, more)  # it stands where its question stood, and leaves a place of its own
        self._show(places)

    def _spare(self) -> Place | None:
        """The next best card; no draft, for the desk may still hold the one before, which may say the same."""
        on_table = {card_key(p.card) for p in self.places if p.card is not None}
        others = (c for c in self._desk.cards() if c.kind is not CardKind.DRAFT)
        card = next((c for c in others if card_key(c) not in on_table), None)
        return Place(Fate.OPEN, card, card.text) if card is not None else None

    def insert(self, index: int, text: str | None = None) -> bool:
        """Hand the card in place ``index`` (from 0) over, as edited when ``text`` is given; whether that was done.

        A card with warnings is handed over only as the agent edited or confirmed it (``text`` given).
        """
        card = self._open_card(index)
        if card is None:
            return False
        if text is None and card.look_first:
            self._notices.say(self.tr("This card needs a look first: Alt+E to edit it."))
            return False
        if not self.hand_over(text or card.text):
            return False
        self._desk.use(card, text)
        self._show(board.with_fate(self.places, index, Fate.USED, text or ""))
        return True

    def dismiss(self, index: int) -> bool:
        """The card in place ``index`` is not wanted, now or later; whether there was a card."""
        card = self._open_card(index)
        if card is None:
            return False
        self._desk.dismiss(card)
        self._show(board.with_fate(self.places, index, Fate.DISMISSED))
        return True

    def is_being_written(self, index: int) -> bool:
        """Whether the place waits for its draft."""
        return 0 <= index < len(self.places) and self.places[index].fate in (Fate.WAITING, Fate.WRITING)

    def _open_card(self, index: int) -> Suggestion | None:
        place = self.places[index] if 0 <= index < len(self.places) else None
        return place.card if place is not None and place.fate is Fate.OPEN else None

    def hand_over(self, text: str) -> bool:
        """Type or copy a text, as the settings say; one with a mask in it is handed to nobody."""
        masks = masks_in(text)
        if masks:
            self._notices.say(self.tr("{mask} is no text for a customer: edit it first").format(mask=masks[0]))
            return False
        if self._types() and self._typist.type_into_previous(text):
            self._notices.say(self.tr("Inserted"))
            return True
        self._typist.copy(text)
        self._notices.say(self.tr("Copied: paste it where you reply"))
        return True

    def _show(self, places: tuple[Place, ...]) -> None:
        if places != self.places:
            self.places = places
            self.changed.emit()
