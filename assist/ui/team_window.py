"""The team's channel at the window: its entries in the menu, its sheets, what the status line says of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from assist.domain.assistance import Hit
from assist.domain.channel import Proposal
from assist.domain.conversation import Speaker
from assist.domain.settings import Settings
from assist.ui import words
from assist.ui.controller import Controller
from assist.ui.look import Look
from assist.ui.panels.cards import CardsPanel
from assist.ui.panels.proposals import ProposeSheet, ReviewSheet
from assist.ui.panels.sheet import ArticleSheet, Sheet
from assist.ui.panels.status import StatusBar
from assist.ui.panels.updates import UpdatesSheet
from assist.ui.parts import UiParts
from assist.ui.proposing import Proposing
from assist.ui.team import TeamDesk

_TITLE = 60


class TeamWindow(QObject):
    """Made once; ``lay`` puts a sheet over the window, ``look`` is what it looks like now."""

    def __init__(
        self,
        window: QWidget,
        parts: UiParts,
        controller: Controller,
        look: Callable[[], Look],
        lay: Callable[[Sheet], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._controller = controller
        self._look = look
        self._lay = lay
        own = parts.pack_source is not None and not parts.pack_source.is_relative_to(parts.resources)
        given = parts.pack_given or own
        self.desk = TeamDesk(parts.team, controller, parts.clock, lambda: given)
        self.proposing = Proposing(parts.team, controller, self.desk.look)
        self._status: StatusBar | None = None
        self.desk.changed.connect(self._show_status)

    def start(self) -> None:
        """Once the window shows."""
        self.desk.start()

    def settings_changed(self, before: Settings, after: Settings) -> None:
        """Another channel is asked from now on."""
        parts = ("channel", "channel_ca", "channel_proxy", "channel_every")
        if any(getattr(before, p) != getattr(after, p) for p in parts):
            self.desk.start()

    def show_on(self, status: StatusBar) -> None:
        """The status line was made anew."""
        self._status = status
        self._show_status()

    def _show_status(self) -> None:
        if self._status is not None:
            self._status.show_update(self.desk.waiting_for())

    def add_to(self, menu: QMenu) -> None:
        """The entries, shown only where they can do something."""
        updates, reply = self.tr("Updates…"), self.tr("Propose a reply…")
        menu.addAction(f"{updates}\tCtrl+U").triggered.connect(self.open_updates)
        propose = menu.addAction(f"{reply}\tAlt+P")
        propose.triggered.connect(lambda: self.open_propose())  # noqa: PLW0108 - not the signal's flag
        review = menu.addAction(self.tr("Proposals…"))
        review.triggered.connect(self.open_review)
        menu.aboutToShow.connect(lambda: self._show_entries(propose, review))

    def _show_entries(self, propose: QAction, review: QAction) -> None:
        """A review is for who has the pack's own folder open."""
        propose.setVisible(bool(self.desk.where))
        review.setVisible(bool(self.desk.where) and self.proposing.can_accept)

    def open_updates(self) -> None:
        """What is new, what is kept."""
        self._lay(UpdatesSheet(self._window, self._look(), self.desk))

    def open_review(self) -> None:
        """The lead's queue."""
        if self._has_channel():
            self._lay(ReviewSheet(self._window, self._look(), self.proposing))

    def propose(self, cards: CardsPanel) -> None:
        """The card with the focus, else what was said last."""
        places, at, here = self._controller.places, cards.focused(), self._window.focusWidget()
        on_card = here is not None and cards.isAncestorOf(here) and at < len(places)
        self.open_propose(places[at].text if on_card else "")

    def open_propose(self, text: str = "") -> None:
        """A reply to propose: the text given, else what the agent said last."""
        if not self._has_channel():
            return
        turns = self._controller.conversation.turns
        said = text or next((t.text for t in reversed(turns) if t.speaker is Speaker.AGENT), "")
        found, pack = self._controller.shown, self._controller.knowledge.pack
        category = pack.category(found.triage.category) if pack and found and found.triage else None
        draft = Proposal(
            "snippet",
            "",
            category.label.get(words.pack_language(self._look().locale)) if category else "",
            self.proposing.mask(Proposal("snippet", "", "", said)).text,
            category=category.id if category else "",
            language=(self._controller.conversation.language or "").partition("-")[0] if turns else "",
        )
        self._open(draft)

    def offer_correction(self, sheet: ArticleSheet, hit: Hit) -> None:
        """A button on an article's sheet, where there is a channel, for correcting the words marked in it."""
        if not self.desk.where:
            return
        title, about = hit.title[:_TITLE], f"article:{hit.article_id}"
        sheet.offer_correction()
        sheet.correct_wanted.connect(lambda quote: self._open(Proposal("correction", "", title, quote, about, quote)))

    def _open(self, draft: Proposal) -> None:
        sheet = ProposeSheet(self._window, self._look(), draft, self.proposing.mask)
        sheet.sent.connect(lambda made: self.proposing.propose(made, lambda: None))
        self._lay(sheet)

    def _has_channel(self) -> bool:
        if not self.desk.where:
            self._controller.notices.say(self.tr("No channel is configured; see the settings."))
        return bool(self.desk.where)
