"""At most three suggestion cards. A card keeps its place until the next turn; a draft grows in a place kept for it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPalette, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from assist.domain.assistance import COMPOSED, Assistance, CardKind, Suggestion
from assist.domain.case import MAX_CARDS
from assist.domain.pack import Pack
from assist.ui import words
from assist.ui.board import Fate, Place
from assist.ui.look import Look
from assist.ui.panels.common import Elided, Section, Spot, icon_button, label, rename, text_button
from assist.ui.text_block import TextBlock

LINES = 7
DRAFT_LINES, WARNING_LINES = 4, 2  # a draft's place while it is written: as high as most drafts


class CardView(Spot):
    """One place for a card."""

    insert_wanted = Signal(int, object)
    dismiss_wanted = Signal(int)
    again_wanted = Signal()
    editing = Signal(bool)
    composed = Signal(str)

    def __init__(self, look: Look, index: int) -> None:
        super().__init__(style="card")
        self._index = index
        self._look = look
        self._place: Place | None = None
        self._about: tuple[Assistance | None, Pack | None] = (None, None)
        self._hints = True
        outer = QHBoxLayout(self)
        outer.setContentsMargins(8, 6, 4, 4)
        outer.setSpacing(8)
        number = label(str(index + 1), "number")
        outer.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        outer.addLayout(column, 1)
        self._text = TextBlock(limit=LINES)
        self._edit = QPlainTextEdit()
        self._edit.setAccessibleName(self.tr("Edit suggestion {n}").format(n=index + 1))
        self._edit.setFixedHeight(112)
        self._edit.setTabChangesFocus(True)
        self._edit.textChanged.connect(self._composed)
        self._edit.installEventFilter(self)
        self._edit.hide()
        self._warning = TextBlock(limit=WARNING_LINES)
        column.addWidget(self._text)
        column.addWidget(self._edit)
        column.addWidget(self._warning)
        foot = QHBoxLayout()
        foot.setSpacing(4)
        foot.setContentsMargins(0, 4, 0, 0)
        self._badge = label(self.tr("internal"), "badge")
        self._source = Elided("", "muted")
        self._count = label("", "badge")
        foot.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self._count, 0, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self._source, 1)
        self._hint = label(f"Alt+{index + 1}", "muted")
        self._hint.setContentsMargins(8, 0, 0, 0)
        foot.addWidget(self._hint)
        n = index + 1
        self._insert = text_button(self.tr("Insert"), self.tr("Insert suggestion {n}").format(n=n), "link", f"Alt+{n}")
        self._change = icon_button(look, "edit", self.tr("Edit suggestion {n} first").format(n=n), "Alt+E")
        self._away = icon_button(look, "close", self.tr("Dismiss suggestion {n}").format(n=n), f"Alt+Shift+{n}")
        for button in (self._insert, self._change, self._away):
            foot.addWidget(button)
        foot.addStrut(28)  # the line keeps its height without its buttons
        column.addLayout(foot)
        self._insert.clicked.connect(self._insert_clicked)
        self._change.clicked.connect(self.edit)
        self._away.clicked.connect(self._away_clicked)
        self.activated.connect(self._act)
        self.hide()

    @property
    def is_editing(self) -> bool:
        """Whether its text is being edited in place."""
        return not self._edit.isHidden()

    @property
    def edited_text(self) -> str:
        """What stands in the edit."""
        return self._edit.toPlainText()

    def show_place(self, place: Place | None, found: Assistance | None, pack: Pack | None) -> None:
        """Show what its place holds."""
        fresh = place is None or self._place is None or self._place.card != place.card
        if place == self._place and not fresh:
            return
        self._place, self._about = place, (found, pack)
        self.setVisible(place is not None)
        if place is None:
            self._stop_edit()
            return
        if self.is_editing and not fresh:
            return
        if self.is_editing and place.fate is not Fate.OPEN:
            self._stop_edit()
        self._draw(place, found, pack)

    def _draw(self, place: Place, found: Assistance | None, pack: Pack | None) -> None:
        card = place.card
        self._text.set_text(_words_for(place))
        is_open = place.fate is Fate.OPEN and card is not None
        quiet = place.fate not in (Fate.OPEN, Fate.WRITING)
        self._text.set_role(QPalette.ColorRole.PlaceholderText if quiet else QPalette.ColorRole.Text)
        self._source.setText(_source(place, found))
        self._badge.setVisible(bool(card and card.internal))
        self._show_count(card if is_open else None)
        warning = _warning(card, found, pack, self._look) if is_open else ""
        self._warning.set_text(warning)
        self._warning.setVisible(bool(warning))
        # A draft moves nothing while it grows; once it can be sent, all that would be sent is to be read. One that was
        # put together is there at once: it needs no more room than it has text.
        finished = place.card is not None
        self._text.set_limit(LINES if finished else DRAFT_LINES)
        at_once = card is not None and card.source == COMPOSED
        self._text.set_least(DRAFT_LINES if place.is_draft and not at_once else 0)
        again = place.can_be_written_again
        self._show_first_action(again=again, look_first=bool(card and is_open and card.look_first))
        can_stop = place.fate in (Fate.WAITING, Fate.WRITING)
        for button, on in (
            (self._insert, is_open or again),
            (self._change, is_open),
            (self._away, is_open or can_stop),
        ):
            button.setEnabled(on)
            button.setVisible(on)
        self._hint.setVisible(is_open and self._hints)
        self.set_spans(card.evidence if card else ())
        said = self.tr("Suggestion {n}").format(n=self._index + 1)
        rename(self, f"{said}: {self._text.text}. {self._source.text()}. {warning}")
        self.setToolTip(self._text.text if self._text.is_cut else "")

    def _show_count(self, card: Suggestion | None) -> None:
        """How much personal data the model did not see for this draft; how often the agent used this reply."""
        hidden, taken = (card.hidden, card.taken) if card is not None else (0, 0)
        self._count.setVisible(bool(hidden or taken))
        self._count.setText(words.hidden(hidden) if hidden else words.used(taken))
        if hidden:
            said = self.tr("Names, numbers and addresses the model did not see for this draft: {n}").format(n=hidden)
        else:
            said = words.used_for_this(taken)
        rename(self._count, said)

    def _show_first_action(self, *, again: bool, look_first: bool) -> None:
        n = self._index + 1
        word = self.tr("Edit…") if look_first else self.tr("Insert")
        self._insert.setText(self.tr("Write it again") if again else word)
        rename(
            self._insert,
            self.tr("Write the draft again") if again else self.tr("Insert suggestion {n}").format(n=n),
            f"Alt+{n}",
        )

    def cancel_edit(self, focus: QWidget) -> bool:
        """End the edit if it has the focus, inserting nothing; whether it had."""
        if focus is not self._edit:
            return False
        self._stop_edit()
        self.setFocus()
        return True

    def show_hint(self, *, on: bool) -> None:
        """Whether the key that inserts it is written on the card."""
        self._hints = on
        self._hint.setVisible(on and self._place is not None and self._place.fate is Fate.OPEN)

    def edit(self, text: str | None = None) -> None:
        """Edit its text in place, beginning with ``text`` when that is given (what was being typed before)."""
        if self._place is None or self._place.card is None or self._place.fate is not Fate.OPEN:
            return
        self._edit.blockSignals(True)
        self._edit.setPlainText(text if isinstance(text, str) and text else self._place.card.text)
        self._edit.blockSignals(False)
        self._edit.show()
        self._text.hide()
        self._insert.setText(self.tr("Insert"))
        self._insert.setToolTip(self.tr("Insert the edited text") + "  Ctrl+Enter")
        self._edit.moveCursor(QTextCursor.MoveOperation.End)
        self._edit.setFocus()
        self.editing.emit(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._insert_clicked()
                return True
        return super().eventFilter(watched, event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._act()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.edit()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Delete):
            self._away_clicked()
        elif event.key() == Qt.Key.Key_F2:
            self.edit()
        else:
            super().keyPressEvent(event)

    def _stop_edit(self) -> None:
        if not self.is_editing:
            return
        self._edit.hide()
        self._text.show()
        if self._place is not None:
            self._draw(self._place, *self._about)  # what came meanwhile
        self.composed.emit("")
        self.editing.emit(False)

    def _composed(self) -> None:
        self.composed.emit(self._edit.toPlainText())

    def _insert_clicked(self) -> None:
        if self.is_editing:
            self.insert_wanted.emit(self._index, self._edit.toPlainText())  # first: ending the edit lets others in
            self._stop_edit()
        elif self._place and self._place.can_be_written_again:
            self.again_wanted.emit()
        elif self._place and self._place.card and self._place.card.look_first:
            self.edit()
        else:
            self.insert_wanted.emit(self._index, None)

    def _away_clicked(self) -> None:
        self.dismiss_wanted.emit(self._index)
        self._stop_edit()

    def _act(self) -> None:
        if self._place is not None and self._place.can_be_written_again:
            self.again_wanted.emit()
        else:
            self._unfold()

    def _unfold(self) -> None:
        if self._place is None or self._place.fate is not Fate.OPEN:
            return
        self._text.set_limit(LINES if self._text.limit == 0 else 0)


def _words_for(place: Place) -> str:
    return {
        Fate.WAITING: QCoreApplication.translate("CardView", "Writing a draft…"),
        Fate.WRITING: place.text,
        Fate.EMPTY: QCoreApplication.translate("CardView", "No draft: {why}").format(why=place.text),
        Fate.FAILED: QCoreApplication.translate("CardView", "No draft: the language model stopped."),
        Fate.STOPPED: QCoreApplication.translate("CardView", "Draft stopped."),
    }.get(place.fate, place.text)


def _source(place: Place, found: Assistance | None) -> str:
    if place.fate is Fate.USED:
        return QCoreApplication.translate("CardView", "✓ inserted")
    if place.fate is Fate.DISMISSED:
        return QCoreApplication.translate("CardView", "dismissed")
    if place.is_draft:
        numbers = _citations(place.card, found)
        draft = QCoreApplication.translate("CardView", "draft")
        composed = place.card is not None and place.card.source == COMPOSED
        who = _composed_of(numbers) if composed else words.model_name(place.model)
        return " · ".join(filter(None, (draft, who, numbers) if composed else (draft, numbers, who)))
    card = place.card
    if card is None:
        return ""
    kind, _, name = card.source.partition(":")
    if card.kind is CardKind.ASK:
        return QCoreApplication.translate("CardView", "question · missing field")
    snippet = QCoreApplication.translate("CardView", "snippet")
    return f"{snippet} · {card.title or name or kind}"


def _composed_of(numbers: str) -> str:
    """What a draft that was put together is made of."""
    if numbers:
        return QCoreApplication.translate("CardView", "your knowledge")
    return QCoreApplication.translate("CardView", "standard words")


def _citations(card: Suggestion | None, found: Assistance | None) -> str:
    if card is None or found is None:
        return ""
    ids = [hit.article_id for hit in found.articles]
    return "".join(f"[{ids.index(c) + 1}]" for c in card.citations if c in ids)


def _warning(card: Suggestion | None, found: Assistance | None, pack: Pack | None, look: Look) -> str:
    if card is None:
        return ""
    lines = [f"⚠ {w}" for w in card.warnings]
    if card.missing and card.kind is not CardKind.ASK:
        form = pack.form(found.form.id) if pack and found and found.form else None
        names = [(look.from_pack(f.label) if form and (f := form.field(m)) else "") or m for m in card.missing]
        lines.append(
            "○ " + QCoreApplication.translate("CardView", "still needs: {fields}").format(fields=", ".join(names))
        )
    if card.internal:
        lines.append("⚠ " + QCoreApplication.translate("CardView", "rests on internal knowledge: check before sending"))
    return "\n".join(lines)


class CardsPanel(Section):
    """The places, and the chip that says something newer waits."""

    insert_wanted = Signal(int, object)
    dismiss_wanted = Signal(int)
    again_wanted = Signal()
    newer_wanted = Signal()
    editing = Signal(bool)
    composed = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__("")
        self._look = look
        self.title.setText(self.tr("Suggested replies"))
        self.setAccessibleName(self.tr("Suggested replies"))
        self._chip = text_button(self.tr("New suggestions"), style="chip", keys="Alt+N")
        self._chip.clicked.connect(self.newer_wanted)
        self._chip.hide()
        self.header.addWidget(self._chip)
        self._empty = TextBlock(limit=3, role=QPalette.ColorRole.PlaceholderText)
        self.body.addWidget(self._empty)
        self.views = tuple(CardView(look, i) for i in range(MAX_CARDS))
        for view in self.views:
            self.body.addWidget(view)
            view.insert_wanted.connect(self.insert_wanted)
            view.dismiss_wanted.connect(self.dismiss_wanted)
            view.again_wanted.connect(self.again_wanted)
            view.editing.connect(self.editing)
            view.composed.connect(self.composed)

    def show_places(
        self, places: tuple[Place, ...], found: Assistance | None, pack: Pack | None, why_none: str
    ) -> None:
        """Show the places; ``why_none`` when there are none."""
        self._empty.setVisible(not places)
        self._empty.set_text(why_none)
        for i, view in enumerate(self.views):
            view.show_place(places[i] if i < len(places) else None, found, pack)

    def show_waiting(self, *, waiting: bool) -> None:
        """Something newer waits until the agent has finished typing or pointing."""
        self._chip.setVisible(waiting)

    def edit(self, index: int, text: str | None = None) -> None:
        """Edit a card in place."""
        if 0 <= index < len(self.views):
            self.views[index].edit(text)

    def being_edited(self) -> tuple[int | None, str]:
        """Which card is being edited in place, and its text as it stands; ``None`` and nothing when none is."""
        at = next((i for i, view in enumerate(self.views) if view.is_editing), None)
        return at, self.views[at].edited_text if at is not None else ""

    def focused(self) -> int:
        """The place with the focus, else the first that can be edited."""
        for i, view in enumerate(self.views):
            if view.hasFocus() or view.isAncestorOf(view.window().focusWidget() or view.window()):
                return i
        return 0
