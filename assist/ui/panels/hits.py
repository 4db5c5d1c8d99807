"""Knowledge: the sentences that answer, numbered as drafts cite them; a search box in the same place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from assist.domain.assistance import Hit
from assist.domain.case import MAX_HITS
from assist.ui import words
from assist.ui.look import Look
from assist.ui.panels.answer import AnswerView
from assist.ui.panels.common import ChatAwareLine, Elided, Meter, Section, Spot, icon_button, label, rename, text_button
from assist.ui.text_block import TextBlock

PAUSE_MS = 200  # a search follows the last key after so long
LONG_HITS = 2  # the first ones are shown in two lines, the others in one


class HitView(Spot):
    """One hit: number, title, and the sentence that answers."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._hit: Hit | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 2, 6, 2)
        row.setSpacing(8)
        self._number = label("", "number")
        row.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._title = Elided("", "strong")
        self._badge = label(self.tr("internal"), "badge")
        self._taken = label("", "badge")
        self._score = label("", "muted")
        head.addWidget(self._title, 1)
        head.addWidget(self._badge)
        head.addWidget(self._taken)
        self._meter = Meter()
        head.addWidget(self._meter)
        head.addWidget(self._score)
        column.addLayout(head)
        self._sentence = TextBlock(limit=2)
        column.addWidget(self._sentence)
        row.addLayout(column, 1)
        self.activated.connect(self._open)
        self.hide()

    def show_hit(self, number: int, hit: Hit | None) -> None:
        """Show one, or nothing."""
        self._hit = hit
        self.setVisible(hit is not None)
        if hit is None:
            return
        self._number.setText(f"[{number}]")
        self._title.setText(hit.title)
        self._badge.setVisible(hit.internal)
        self._taken.setVisible(hit.taken > 0)
        self._taken.setText(words.used(hit.taken))
        rename(self._taken, words.used_for_this(hit.taken))
        self._meter.show_confidence(hit.score)
        self._score.setText(words.confidence(hit.score))
        sentence = words.plain(hit.sentence)
        self._sentence.set_limit(2 if number <= LONG_HITS else 1)
        self._sentence.set_text(f"“{sentence}”")
        self._sentence.setToolTip(sentence if self._sentence.is_cut else "")
        spoken = (f"[{number}]", hit.title, self.tr("internal") if hit.internal else "", self._score.text(), sentence)
        self.setAccessibleName(", ".join(filter(None, spoken)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._open()

    def _open(self) -> None:
        if self._hit is not None:
            self.opened.emit(self._hit)


class HitsPanel(Section):
    """At most five hits, or why there are none, or what a search found."""

    article_wanted = Signal(object)
    search_wanted = Signal(str)
    answer_wanted = Signal(str)
    search_closed = Signal()
    typing = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__("")
        self.setAccessibleName(self.tr("Knowledge"))
        self._hits: tuple[Hit, ...] = ()
        self._why_none = ""
        self.box = ChatAwareLine()
        self.box.setPlaceholderText(self.tr("Search · Ctrl+Enter answers"))
        self.box.setAccessibleName(self.tr("Search the knowledge"))
        self.box.returnPressed.connect(self._search)
        self.box.textEdited.connect(self._typed)
        self.box.installEventFilter(self)
        self.box.hide()
        self._asked = self._answered = ""
        self._enter_results = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.header.insertWidget(1, self.box, 1)
        self._button = text_button("Ctrl+K", self.tr("Search the knowledge"), "muted", "Ctrl+K")
        self._button.setIcon(look.icon("search"))
        self._button.clicked.connect(self.open_search)
        self._close = icon_button(look, "close", self.tr("Close the search"), "Esc")
        self._close.clicked.connect(self.close_search)
        self._close.hide()
        self.header.addWidget(self._button)
        self.header.addWidget(self._close)
        self.title.setText(self.tr("Knowledge"))
        self.answer = AnswerView(look)
        self.body.addWidget(self.answer)
        self._empty = TextBlock(limit=3, role=QPalette.ColorRole.PlaceholderText)
        self.body.addWidget(self._empty)
        self.views = tuple(HitView() for _ in range(MAX_HITS))
        for view in self.views:
            self.body.addWidget(view)
            view.opened.connect(self.article_wanted)

    def show_hits(self, hits: tuple[Hit, ...], why_none: str) -> None:
        """What the conversation called for. A search that is open keeps its place; closing it brings these back."""
        self._hits, self._why_none = hits[:MAX_HITS], why_none
        if self.box.isHidden():
            self._show(self._hits, why_none)

    def show_results(self, hits: tuple[Hit, ...]) -> None:
        """What the search found."""
        self._answered = self._asked
        if not self.box.isHidden() and self._query:
            query = self._asked
            self._show(hits[:MAX_HITS], self.tr("Nothing in your knowledge covers “{query}”.").format(query=query))
            if self._enter_results:
                self._go_to_results()

    def show_found(self, query: str, hits: tuple[Hit, ...]) -> None:
        """What a question found, while it is still the one in the box."""
        if query == self._query and not self.box.isHidden():
            self._asked = query
            self.show_results(hits)

    def _go_to_results(self) -> None:
        """To the first result, once what is listed answers what is typed."""
        self._enter_results = self._query != self._answered
        if self._enter_results:
            self._search()
        elif not self.views[0].isHidden():
            self.views[0].setFocus()

    @property
    def _query(self) -> str:
        return self.box.text().strip()

    def open_search(self) -> None:
        """Show the search box in the header's place."""
        self.title.hide()
        self._button.hide()
        self._close.show()
        self.box.show()
        self.box.selectAll()
        self.box.setFocus()

    def close_search(self) -> bool:
        """Back to what the conversation calls for; whether a search was open."""
        if self.box.isHidden():
            return False
        self.box.hide()
        self.answer.clear()
        self.search_closed.emit()
        self._close.hide()
        self.box.clear()
        self._pause.stop()
        self._asked = self._answered = ""
        self.title.show()
        self._button.show()
        self._show(self._hits, self._why_none)
        self._button.setFocus()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if watched is self.box and pressed == Qt.Key.Key_Down:
            self._go_to_results()
            return True
        control = isinstance(event, QKeyEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if watched is self.box and control and pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pause.stop()
            self.answer_wanted.emit(self._query)
            return True
        return super().eventFilter(watched, event)

    def _typed(self, _text: str) -> None:
        self.typing.emit()
        self._enter_results = False
        self._pause.start()

    @Slot()
    def _search(self) -> None:
        self._pause.stop()
        query = self._query
        if query and query != self._answered:
            self._asked = query
            self._empty.set_text(self.tr("Searching…"))
            self.search_wanted.emit(query)
        elif not query:
            self._asked = self._answered = ""
            self._show(self._hits, self._why_none)

    def _show(self, hits: tuple[Hit, ...], why_none: str) -> None:
        self._empty.setVisible(not hits)
        self._empty.set_text(why_none)
        rename(self._empty, why_none)
        for i, view in enumerate(self.views):
            view.show_hit(i + 1, hits[i] if i < len(hits) else None)
