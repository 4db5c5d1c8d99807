"""What would this find? A question, or a past conversation, answered by the pack as edited and as published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from assist.domain.assistance import Assistance, CardKind
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.errors import AssistError
from assist.domain.pack import Pack
from assist.services.editing import Finder, FoundBy
from assist.services.ports import Intake
from assist.ui.authoring.fields import Choose, column, scrolled
from assist.ui.authoring.parts import LeadAsker
from assist.ui.look import Look
from assist.ui.panels.common import clear, label, text_button
from assist.ui.tasks import Tasks
from assist.ui.words import plain

ASK_MS = 350
_HITS = 3
_POINTS = 300


@dataclass(frozen=True, slots=True)
class FindPorts:
    """What the box asks."""

    finder: Finder
    intake: Intake
    ask: LeadAsker
    tasks: Tasks


class FindBox(QWidget):
    """Asks a moment after the last key, and again whenever a file was saved."""

    article_wanted = Signal(str)
    said = Signal(str)

    def __init__(self, look: Look, ports: FindPorts, version: Callable[[], int]) -> None:
        super().__init__()
        self._look, self._ports, self._version = look, ports, version
        self._points: list[tuple[str, Conversation]] = []
        self._pack: Pack | None = None
        self._shown: dict[str, FoundBy | None] = {}
        self.setObjectName("finder")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(label(self.tr("What would this find?"), "title"))
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("A customer's question"))
        self.line.setAccessibleName(self.tr("What would this find?"))
        self.line.setClearButtonEnabled(True)
        layout.addWidget(self.line)
        past = QHBoxLayout()
        self.open = text_button(self.tr("Past conversation…"), style="plain")
        self.point = Choose(self.tr("Point of the conversation"))
        self.point.hide()
        past.addWidget(self.open)
        past.addWidget(self.point, 1)
        past.addStretch(0)
        layout.addLayout(past)
        self._body, self._results = column(margins=(0, 0, 8, 0))
        layout.addWidget(scrolled(self._body), 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(ASK_MS)
        self._timer.timeout.connect(self.go)
        self.line.textEdited.connect(self._typed)
        self.line.returnPressed.connect(self.go)
        self.open.clicked.connect(self._open)
        self.point.activated.connect(self.go)
        self._say(self.tr("Type a question: both versions answer as soon as you stop."))

    def show_pack(self, pack: Pack) -> None:
        """The pack as it is now; what is asked is asked again."""
        self._pack = pack
        if self._conversation() is not None:
            self._timer.start()

    def read_past(self, path: Path) -> None:
        """Offer the points of the conversations in a file."""
        try:
            read = self._ports.intake.read_file(path)
        except AssistError as error:
            self.said.emit(str(error))
            return
        points = [(c, p) for c in read for p in c.points()][:_POINTS]
        self._points = [
            (f"{c.id} · {' '.join(c.turns[p].text.split())[:60]}", c.upto(p)) for c, p in points if p < len(c.turns)
        ]
        self.point.offer([(str(i), name) for i, (name, _) in enumerate(self._points)], "0")
        self.point.setVisible(bool(self._points))
        self.line.clear()
        self.go()

    @Slot()
    def go(self) -> None:
        """Ask both."""
        self._timer.stop()
        asked = self._conversation()
        if asked is None:
            return
        finder, version = self._ports.finder, self._version()
        if not self._shown:
            self._say(self.tr("Looking…"))
        self._ports.tasks.run("find-edited", lambda _j: finder.edited(asked, version), self._edited, self._failed)
        self._ports.tasks.run("find-published", lambda _j: finder.published(asked), self._published, self._failed)

    def _conversation(self) -> Conversation | None:
        text = self.line.text().strip()
        if text:
            return Conversation("question", (Turn(Speaker.CUSTOMER, text),))
        row = int(self.point.value() or -1) if self._points else -1
        return self._points[row][1] if 0 <= row < len(self._points) else None

    def _typed(self, text: str) -> None:
        if text.strip():
            self._timer.start()

    def _open(self) -> None:
        path = self._ports.ask.file(self.tr("Open a past conversation"))
        if path is not None:
            self.read_past(path)

    def _edited(self, found: FoundBy) -> None:
        self._shown["edited"] = found
        self._show()

    def _published(self, found: FoundBy | None) -> None:
        self._shown["published"] = found
        self._show()

    def _failed(self, error: Exception) -> None:
        self._say(str(error) or type(error).__name__)

    def _say(self, text: str) -> None:
        clear(self._results)
        note = label(text, "muted")
        note.setWordWrap(True)
        self._results.addWidget(note)
        self._results.addStretch(1)

    def _show(self) -> None:
        """Both answers, one under the other, each with what the other has not marked."""
        clear(self._results)
        edited, published = self._shown.get("edited"), self._shown.get("published")
        if edited is not None:
            self._results.addWidget(self._answer(self.tr("As edited"), edited, published))
        if published is not None:
            self._results.addWidget(
                self._answer(self.tr("Published: {name}").format(name=published.name), published, edited)
            )
        elif "published" in self._shown:
            note = label(self.tr("No published version is installed here to compare with."), "muted")
            note.setWordWrap(True)
            self._results.addWidget(note)
        self._results.addStretch(1)

    def _answer(self, title: str, found: FoundBy, other: FoundBy | None) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        card.setAccessibleName(title)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        layout.addWidget(label(title, "title"))
        if found.found is None:
            layout.addWidget(_wrapped(found.error, "muted"))
            return card
        before = other.found if other is not None else None
        self._add_category(layout, found.found, before)
        self._add_hits(layout, found.found, before)
        self._add_snippets(layout, found.found, before)
        return card

    def _add_category(self, layout: QVBoxLayout, found: Assistance, other: Assistance | None) -> None:
        name, sure = self._category(found)
        differs = other is not None and self._category(other)[0] != name
        layout.addWidget(_wrapped(f"{self._mark(differs)}{name}{sure}", "strong" if differs else ""))

    def _category(self, found: Assistance) -> tuple[str, str]:
        triage = found.triage
        category = self._pack.category(triage.category) if self._pack is not None and triage is not None else None
        if triage is None or triage.category is None:
            return self.tr("No category fits"), ""
        named = self._look.from_pack(category.label) if category is not None else triage.category
        return named, f" · {triage.confidence:.0%}"

    def _add_hits(self, layout: QVBoxLayout, found: Assistance, other: Assistance | None) -> None:
        others = {h.article_id: h.sentence for h in other.articles[:_HITS]} if other is not None else None
        if not found.articles:
            layout.addWidget(_wrapped(self.tr("Nothing in the knowledge covers this."), "muted"))
        for number, hit in enumerate(found.articles[:_HITS], 1):
            new = others is not None and others.get(hit.article_id) != hit.sentence
            text = f"{self._mark(new)}[{number}] {hit.title} · {hit.score:.0%}"
            button = text_button(_elided(text), self.tr("Open {title}").format(title=hit.title), "link")
            button.setProperty("article", hit.article_id)
            button.setToolTip(text)
            button.clicked.connect(self._open_article)
            layout.addWidget(button)
            layout.addWidget(_wrapped(f"“{plain(hit.sentence)}”", "muted"))

    def _add_snippets(self, layout: QVBoxLayout, found: Assistance, other: Assistance | None) -> None:
        names = [c.title or c.source for c in found.suggestions if c.kind is CardKind.SNIPPET][:_HITS]
        if names:
            theirs = [c.title or c.source for c in other.suggestions] if other is not None else names
            shown = ", ".join(f"{self._mark(n not in theirs)}{n}" for n in names)
            layout.addWidget(_wrapped(self.tr("Snippets: {names}").format(names=shown), ""))

    def _mark(self, differs: bool) -> str:  # noqa: FBT001 - whether it differs is all there is to say
        return "● " if differs else ""

    def _open_article(self) -> None:
        self.article_wanted.emit(str(self.sender().property("article")))


def _elided(text: str, longest: int = 46) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _wrapped(text: str, name: str) -> QWidget:
    made = label(text, name)
    made.setWordWrap(True)
    return made
