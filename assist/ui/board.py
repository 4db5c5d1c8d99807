"""The places for suggestion cards. A place keeps its card until the next turn, so that nothing changes its number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from assist.domain.assistance import COMPOSED, CardKind, Suggestion
from assist.domain.case import MAX_CARDS, card_key


class Fate(StrEnum):
    """What a place shows."""

    OPEN = "open"
    USED = "used"
    DISMISSED = "dismissed"
    WAITING = "waiting"
    WRITING = "writing"
    EMPTY = "empty"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Place:
    """One place: its card (none before a draft is there), and what became of it. ``text`` grows while it is written."""

    fate: Fate
    card: Suggestion | None = None
    text: str = ""
    model: str = ""

    @property
    def is_draft(self) -> bool:
        """Whether this is the model's place."""
        return self.card is None or self.card.kind is CardKind.DRAFT

    @property
    def can_be_written_again(self) -> bool:
        """Whether this is the place of a draft that was stopped or failed."""
        return self.fate in (Fate.STOPPED, Fate.FAILED)


def set_out(cards: tuple[Suggestion, ...], draft: Place | None) -> tuple[Place, ...]:
    """The places for a new turn: the cards, and one kept for a draft that is to come."""
    kept = [Place(Fate.OPEN, card, card.text) for card in cards if card.kind is not CardKind.DRAFT or draft is None]
    if draft is None:
        return tuple(kept[:MAX_CARDS])
    return _asked_once((*kept[: MAX_CARDS - 1], draft))


def touch_up(places: tuple[Place, ...], cards: tuple[Suggestion, ...]) -> tuple[Place, ...]:
    """The same places, with newer texts of the same cards (a field that was filled in since)."""
    newer = {card_key(card): card for card in cards}
    done = []
    for place in places:
        card = newer.get(card_key(place.card)) if place.card and place.fate is Fate.OPEN else None
        done.append(replace(place, card=card, text=card.text) if card else place)
    return tuple(done)


def renew(places: tuple[Place, ...], cards: tuple[Suggestion, ...]) -> tuple[Place, ...]:
    """The same places after the agent set something: a card that is offered no more makes room for the next best.

    A card still offered keeps its place, with its newer text; so do drafts, and what was used or dismissed.
    """
    offered = {card_key(card): card for card in cards if card.kind is not CardKind.DRAFT}
    kept = {card_key(p.card) for p in places if p.card is not None}
    spare = [card for key, card in offered.items() if key not in kept]
    done = []
    for place in places:
        if place.card is None or place.is_draft or place.fate is not Fate.OPEN or card_key(place.card) in offered:
            done.append(place)
        elif spare:
            card = spare.pop(0)
            done.append(Place(Fate.OPEN, card, card.text))
    done += [Place(Fate.OPEN, card, card.text) for card in spare[: MAX_CARDS - len(done)]]
    return touch_up(_asked_once(tuple(done)), cards)


def with_fate(places: tuple[Place, ...], index: int, fate: Fate, text: str = "") -> tuple[Place, ...]:
    """The same places, one of them with another fate, and another text when one is given."""
    return tuple(replace(p, fate=fate, text=text or p.text) if i == index else p for i, p in enumerate(places))


def with_draft(places: tuple[Place, ...], draft: Place) -> tuple[Place, ...]:
    """The same places, the model's one showing ``draft``; unchanged when no place was kept for it."""
    at = next((i for i, p in enumerate(places) if p.is_draft), None)
    return places if at is None else _asked_once(tuple(draft if i == at else p for i, p in enumerate(places)))


def _asked_once(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The same places; a draft that asks what a card beside it asks takes that card's place, or makes it go.

    Only one that was put together, which is there at once: a model's comes while the agent may be aiming at a card.
    """
    draft = next((p for p in places if p.card is not None and p.card.source == COMPOSED and p.fate is Fate.OPEN), None)
    asks = [p for p in places if draft is not None and _asks_the_same(p, draft)]
    if draft is None or not asks:
        return places
    left = [p for p in places if p not in asks]
    if places.index(asks[0]) < places.index(draft):
        left = [draft if p is asks[0] else p for p in places if p is asks[0] or (p not in asks and p is not draft)]
    return tuple(left)


def _asks_the_same(place: Place, draft: Place) -> bool:
    card = place.card
    untouched = card is not None and place.fate is Fate.OPEN and place.text == card.text
    return card is not None and untouched and card.is_asked_in(draft.text)
