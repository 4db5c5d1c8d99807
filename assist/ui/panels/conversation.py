"""The conversation: the latest turns, or all of them, with what everything else rests on marked."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from assist.domain.conversation import Conversation, Evidence, Speaker
from assist.ui.look import Look
from assist.ui.models.turns import TurnsModel
from assist.ui.panels.common import ChatAwareLine, Section, Spans, icon_button, label, rename, text_button
from assist.ui.panels.turns_view import TurnsView
from assist.ui.text_block import Mark, TextBlock, lay_out, line_step

EXPANDED_HEIGHT = 280


_WIDEST = 88  # two figures that take much room
_LINES, _TURN_LINES, _GAP = 6, 3, 2  # of the short view, whose height never changes; of one turn at most; pixels


class _Brief(QWidget):
    """One turn in three lines at most: who (in a narrow column) and what."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._who = label("", "muted")
        metrics = self._who.fontMetrics()
        self._wide = max(76, *(metrics.horizontalAdvance(f"{_WIDEST} {name}") + 2 for name in names))
        self._who.setFixedWidth(self._wide)
        self._who.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._what = TextBlock(limit=_TURN_LINES)
        row.addWidget(self._who)
        row.addWidget(self._what, 1)

    def lines(self, text: str) -> int:
        """How many lines a turn would take."""
        return lay_out(text, self._what.font(), self._what.width(), _TURN_LINES)[0].lineCount()

    def show_turn(self, who: str, text: str, marks: tuple[Mark, ...]) -> None:
        """Show a turn; when its marks would be cut off, from a little before them."""
        first = min((m.start for m in marks if m.active), default=0)
        skip = max(0, text.rfind(" ", 0, first - 24)) if first > 60 else 0
        shown = f"…{text[skip:]}" if skip else text
        shift = skip - 1 if skip else 0
        self._who.setText(self._who.fontMetrics().elidedText(who, Qt.TextElideMode.ElideRight, self._wide))
        self._what.set_text(shown, tuple(Mark(m.start - shift, m.end - shift, m.active) for m in marks))
        self._what.setToolTip(text if self._what.is_cut else "")
        self._what.setAccessibleName(f"{who}: {text}" if who else "")


class ConversationPanel(Section):
    """Collapsed or expanded; takes pastes and typed turns; marks evidence in either shape."""

    paste_wanted = Signal()
    sample_wanted = Signal()
    swap_wanted = Signal()
    said = Signal(object, str)
    typing = Signal()
    turn_hovered = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__("")
        self._look = look
        self._names = {
            Speaker.CUSTOMER: self.tr("Customer"),
            Speaker.AGENT: self.tr("Agent"),
            Speaker.SYSTEM: self.tr("System"),
        }
        self._conversation = Conversation("")
        self._resting: Spans = ()
        self._active: Spans = ()
        self._speaker = Speaker.CUSTOMER
        self._wants_all = False
        self.setAccessibleName(self.tr("Conversation"))
        self._build_header()
        self._briefs = tuple(_Brief(self._names.values()) for _ in range(_LINES))
        self._empty = TextBlock(limit=3, reserve=True, role=QPalette.ColorRole.PlaceholderText)
        self._empty.set_text(self.tr("Paste the chat (Ctrl+V), drop a file here, or type what was said below."))
        self._model = TurnsModel(self._names, self)
        self.view = TurnsView(self._names)
        self.view.setModel(self._model)
        self.view.setAccessibleName(self.tr("All turns"))
        self.view.setFixedHeight(EXPANDED_HEIGHT)
        self.view.hovered.connect(self.turn_hovered)
        self.view.hide()
        self._stack_holder = QWidget()
        stack = QStackedLayout(self._stack_holder)
        brief_page = QWidget()
        column = QVBoxLayout(brief_page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        for brief in self._briefs:
            column.addWidget(brief)
        column.addStretch(1)
        self._stack_holder.setFixedHeight(_LINES * line_step(self._empty.font()) + (_LINES - 1) * _GAP)
        stack.addWidget(self._empty_page())
        stack.addWidget(brief_page)
        self._stack = stack
        self.body.addWidget(self._stack_holder)
        self.body.addWidget(self.view)
        self._build_line()
        self.show_conversation(self._conversation)

    def _empty_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._empty)
        self._sample = text_button(self.tr("Try it with a sample conversation"), style="link")
        self._sample.clicked.connect(self.sample_wanted)
        self._sample.hide()
        column.addWidget(self._sample, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return page

    def offer_sample(self) -> None:
        """There is a sample conversation for those who want to see what this does."""
        self._sample.show()

    def show_conversation(self, conversation: Conversation) -> None:
        """Another version of the conversation."""
        grew = len(conversation.turns) > len(self._conversation.turns)
        self._conversation = conversation
        self._active = ()
        count = len(conversation.turns)
        self.title.setText(self._titled(count))
        self._swap.setEnabled(count > 0)
        self._fold.setEnabled(count > 0)
        self._stack.setCurrentIndex(1 if count else 0)
        self._unfold()
        if self.expanded:
            self._model.show(conversation)
            if grew:
                self.view.scrollToBottom()
        self._refresh()

    def _titled(self, count: int) -> str:
        if not count:
            return self.tr("Conversation")
        return self.tr("Conversation · 1 turn") if count == 1 else self.tr("Conversation · {n} turns").format(n=count)

    def show_resting(self, spans: Spans) -> None:
        """All that something on screen rests on, marked quietly."""
        if spans != self._resting:
            self._resting = spans
            self._refresh()

    def point_at(self, spans: Spans) -> None:
        """What the thing under the mouse or with the focus rests on, marked strongly."""
        if spans != self._active:
            self._active = spans
            self._refresh()
            if spans and not self.view.isHidden():
                self.view.scrollTo(self._model.index(spans[0].turn))

    def toggle(self) -> None:
        """Expand or collapse."""
        self._wants_all = self.view.isHidden() and bool(self._conversation.turns)
        self._unfold()
        self._refresh()

    def _unfold(self) -> None:
        """All turns, where they are wanted and there are any: an empty list would say nothing."""
        expand = self._wants_all and bool(self._conversation.turns)
        if expand == self.expanded:
            return
        self.view.setVisible(expand)
        self._stack_holder.setVisible(not expand)
        self._fold.setIcon(self._look.icon("down" if expand else "right"))
        rename(self._fold, self.tr("Show the last turns") if expand else self.tr("Show all turns"), "Alt+C")
        if expand:
            self._model.show(self._conversation)
            self.view.scrollToBottom()

    @property
    def expanded(self) -> bool:
        """Whether all turns are shown."""
        return not self.view.isHidden()

    def _build_header(self) -> None:
        look = self._look
        self._fold = icon_button(look, "right", self.tr("Show all turns"), "Alt+C")
        self._fold.clicked.connect(self.toggle)
        self.header.insertWidget(0, self._fold)
        self._swap = icon_button(look, "swap", self.tr("Swap customer and agent"), "Ctrl+R")
        self._swap.clicked.connect(self.swap_wanted)
        self.header.addWidget(self._swap)
        paste = text_button(self.tr("Paste"), self.tr("Paste the conversation"), "link", "Ctrl+V")
        paste.clicked.connect(self.paste_wanted)
        self.header.addWidget(paste)

    def _build_line(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        self._who = text_button("", style="plain")
        self._who.clicked.connect(self._other_speaker)
        self.line = ChatAwareLine()
        self.line.setClearButtonEnabled(False)
        self.line.setAccessibleName(self.tr("What was said"))
        self.line.returnPressed.connect(self._say)
        self.line.textEdited.connect(self._typed)
        row.addWidget(self._who)
        row.addWidget(self.line, 1)
        self.body.addLayout(row)
        self._show_speaker()

    def _typed(self, _text: str) -> None:
        self.typing.emit()

    def _other_speaker(self) -> None:
        self._speaker = Speaker.AGENT if self._speaker is Speaker.CUSTOMER else Speaker.CUSTOMER
        self._show_speaker()
        self.line.setFocus()

    def _show_speaker(self) -> None:
        name = self._names[self._speaker]
        self._who.setText(name)
        rename(self._who, self.tr("Speaker: {name}; press to change").format(name=name))
        self.line.setPlaceholderText(
            self.tr("What the customer said…") if self._speaker is Speaker.CUSTOMER else self.tr("What you said…")
        )

    def _say(self) -> None:
        text = self.line.text().strip()
        if text:
            self.line.clear()
            self.said.emit(self._speaker, text)

    def _marks(self) -> dict[int, tuple[Mark, ...]]:
        marks: dict[int, list[Mark]] = {}
        for spans, active in ((self._resting, False), (self._active, True)):
            for span in spans:
                marks.setdefault(span.turn, []).append(Mark(span.start, span.end, active))
        return {turn: tuple(found) for turn, found in marks.items()}

    def _fitting(self, count: int) -> list[int]:
        """The latest turns that have room: two, or more short ones."""
        left, shown = _LINES, list[int]()
        for turn in range(count - 1, max(-1, count - 1 - len(self._briefs)), -1):
            left -= self._briefs[0].lines(self._conversation.turns[turn].text)
            if left < 0 and len(shown) >= 2:
                break
            shown.insert(0, turn)
        return shown

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            QTimer.singleShot(0, self, self._refresh)

    def _refresh(self) -> None:
        marks = self._marks()
        if not self.view.isHidden():
            self._model.mark(marks)
            return
        count = len(self._conversation.turns)
        shown = self._fitting(count)
        elsewhere = next((span for span in self._active if span.turn not in shown and span.turn < count), None)
        if elsewhere is not None and shown:
            shown[0] = elsewhere.turn  # the turn it rests on, for as long as something points at it
        for brief, turn in zip(self._briefs, (*shown, *(None for _ in self._briefs)), strict=False):
            brief.setVisible(turn is not None)
            if turn is None:
                brief.show_turn("", "", ())
                continue
            said = self._conversation.turns[turn]
            brief.show_turn(f"{turn + 1} {self._names[said.speaker]}", said.text, marks.get(turn, ()))


def within(evidence: Spans, turn: int) -> bool:
    """Whether any of the evidence lies in this turn."""
    return any(isinstance(span, Evidence) and span.turn == turn for span in evidence)
