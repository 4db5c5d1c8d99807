"""Three quiet lines: the customer's mood, where the case should go, and the next step of the procedure."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from assist.domain.assistance import Mood, MoodLabel, NextStep, Triage
from assist.domain.conversation import Conversation
from assist.domain.pack import Pack
from assist.ui import words
from assist.ui.look import Look
from assist.ui.panels.common import MARGIN, Elided, Meter, Spot, label, rename
from assist.ui.text_block import TextBlock


class Trend(QWidget):
    """Valence by customer turn as a small line about the middle; also said in words."""

    def __init__(self) -> None:
        super().__init__()
        self._values: tuple[float, ...] = ()
        self.setFixedSize(44, 16)

    def show_trend(self, values: tuple[float, ...], words_for_it: str) -> None:
        """The latest eight values, from -1 to 1."""
        self._values = values[-8:]
        self.setVisible(len(self._values) > 1)
        rename(self, words_for_it)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(44, 16)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        middle = self.height() / 2
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.drawLine(QPointF(0, middle), QPointF(self.width(), middle))
        step = (self.width() - 8) / max(1, len(self._values) - 1)
        points = [QPointF(3 + i * step, middle - v * (middle - 3)) for i, v in enumerate(self._values)]
        painter.setPen(QPen(palette.color(QPalette.ColorRole.PlaceholderText), 1.5))
        painter.drawPolyline(points)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(QPalette.ColorRole.Link))
        if points:
            painter.drawEllipse(points[-1], 2.5, 2.5)
        painter.end()


class _Strip(Spot):
    """A spot with a first line and a second; the menu of corrections opens on a click, Enter, or its key."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN - 4, 0, MARGIN - 4, 0)
        column.setSpacing(0)
        self.first = QHBoxLayout()
        self.first.setSpacing(8)
        column.addLayout(self.first)
        self.column = column
        self.menu = QMenu(self)
        self.activated.connect(self.open_menu)

    def mouseReleaseEvent(self, event: object) -> None:  # noqa: ARG002 - Qt's signature
        self.open_menu()

    def open_menu(self) -> None:
        """Offer the corrections."""
        self._fill_menu()
        if self.menu.actions():
            self.menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _fill_menu(self) -> None:
        """Make the menu's entries anew."""


class MoodStrip(_Strip):
    """The mood's shape and name, its trend, the customer's own words, and the team's advice."""

    corrected = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._mood: Mood | None = None
        self._picture = QLabel()
        self._picture.setFixedSize(16, 20)
        self._label = label("", "strong")
        self._trend = Trend()
        self._quote = Elided("", "muted")
        self._meter = Meter()
        for widget in (self._picture, self._label, self._trend, self._meter):
            self.first.addWidget(widget)
        self.first.addWidget(self._quote, 1)
        self._advice = TextBlock(limit=2, role=QPalette.ColorRole.PlaceholderText)
        indent = QHBoxLayout()
        indent.setContentsMargins(24, 0, 0, 0)
        indent.addWidget(self._advice)
        self.column.addLayout(indent)
        self.show_mood(None, Conversation(""), "")

    def show_mood(self, mood: Mood | None, conversation: Conversation, why_not: str) -> None:
        """Show it, or why there is none."""
        self._mood = mood
        if mood is None:
            self._picture.setPixmap(self._look.pixmap("mood-flat", muted=True))
            self._label.setText(self.tr("Mood"))
            self._quote.setText(why_not or "—")
            self._advice.hide()
            self._trend.show_trend((), "")
            self._meter.show_confidence(None)
            self.set_spans(())
            rename(self, f"{self.tr('Mood')}: {self._quote.text()}", "Ctrl+M")
            return
        self._picture.setPixmap(self._look.pixmap(words.mood_glyph(mood.label)))
        self._label.setText(words.mood(mood.label))
        sure = self.tr("by hand") if mood.by_hand else words.confidence(mood.confidence)
        quotes = [q for q in map(conversation.quote, mood.evidence) if q]
        quoted = " ".join(f"“{q}”" for q in quotes[:2])
        self._quote.setText(" · ".join(filter(None, (sure if mood.by_hand else "", quoted))))
        self._meter.show_confidence(None if mood.by_hand else mood.confidence)
        self._trend.show_trend(mood.trend, self._trend_words(mood.trend))
        self._advice.setVisible(bool(mood.advice))
        self._advice.set_text(self._look.converted(mood.advice))
        self.set_spans(mood.evidence)
        spoken = (self.tr("Mood"), words.mood(mood.label), sure, quoted, mood.advice, self._trend_words(mood.trend))
        rename(self, ", ".join(filter(None, spoken)), "Ctrl+M")

    def _trend_words(self, trend: tuple[float, ...]) -> str:
        if len(trend) < 2:
            return ""
        change = trend[-1] - trend[0]
        if abs(change) < 0.2:
            return self.tr("steady over {n} turns").format(n=len(trend))
        if change > 0:
            return self.tr("getting better over {n} turns").format(n=len(trend))
        return self.tr("getting worse over {n} turns").format(n=len(trend))

    def _fill_menu(self) -> None:
        self.menu.clear()
        for mood in MoodLabel:
            present = self._mood is not None and mood is self._mood.label
            name = _marked(words.mood(mood), present=present)
            action = self.menu.addAction(self._look.icon(words.mood_glyph(mood)), name)
            action.setData(mood)
            action.triggered.connect(self._chosen)
        if self._mood is not None and self._mood.by_hand:
            self.menu.addSeparator()
            action = self.menu.addAction(self.tr("Let Assist decide"))
            action.setData(None)
            action.triggered.connect(self._chosen)

    def _chosen(self) -> None:
        action = self.sender()
        data = action.data() if action is not None and hasattr(action, "data") else None
        self.corrected.emit(MoodLabel(data) if data is not None else None)


class TriageStrip(_Strip):
    """Category, route, priority, and how sure that is; its menu begins with it and the alternatives."""

    corrected = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._triage: Triage | None = None
        self._pack: Pack | None = None
        picture = QLabel()
        picture.setPixmap(look.pixmap("route"))
        picture.setFixedSize(16, 20)
        self._label = Elided("", "strong")
        self._more = label("", "muted")
        self._meter = Meter()
        self.first.addWidget(picture)
        self.first.addWidget(self._label, 1)
        self.first.addWidget(self._meter)
        self.first.addWidget(self._more)
        self._route = Elided("", "muted")
        indent = QHBoxLayout()
        indent.setContentsMargins(24, 0, 0, 0)
        indent.addWidget(self._route)
        self.column.addLayout(indent)
        self.show_triage(None, None)

    def show_triage(self, triage: Triage | None, pack: Pack | None) -> None:
        """Show it; without a category, why."""
        self._triage, self._pack = triage, pack
        self.set_spans(triage.evidence if triage else ())
        if triage is None or triage.category is None:
            self._label.setText(self.tr("No category"))
            self._more.setText("")
            self._meter.show_confidence(None)
            why = words.no_category(triage.why) if triage and triage.why else self.tr("Nothing in the pack fits yet")
            self._route.setText(why if triage else "—")
        else:
            self._label.setText(self._name(triage.category))
            self._more.setText(self.tr("by hand") if triage.by_hand else words.confidence(triage.confidence))
            self._meter.show_confidence(None if triage.by_hand else triage.confidence)
            route = pack.route(triage.route) if pack else None
            queue = self._look.from_pack(route.label) if route else triage.route or ""
            self._route.setText(
                " · ".join(filter(None, (f"→ {queue}" if queue else "", words.priority(triage.priority))))
            )
        self._route.setVisible(triage is not None)
        spoken = (self.tr("Category"), self._label.text(), self._more.text(), self._route.text())
        rename(self, ", ".join(filter(None, spoken)), "Ctrl+T")

    def _name(self, category: str) -> str:
        known = self._pack.category(category) if self._pack else None
        return (self._look.from_pack(known.label) if known else "") or category

    def _fill_menu(self) -> None:
        self.menu.clear()
        present = self._triage.category if self._triage else None
        first = [a.category for a in self._triage.alternatives if a.category != present] if self._triage else []
        rest = [c.id for c in self._pack.categories if c.id not in (present, *first)] if self._pack else []
        for group in ([present] if present else [], first, rest):
            for category in group:
                action = self.menu.addAction(_marked(self._name(category), present=category == present))
                action.setData(category)
                action.triggered.connect(self._chosen)
            if group:
                self.menu.addSeparator()
        if self._triage is not None and self._triage.by_hand:
            action = self.menu.addAction(self.tr("Let Assist decide"))
            action.setData(None)
            action.triggered.connect(self._chosen)

    def _chosen(self) -> None:
        action = self.sender()
        self.corrected.emit(action.data() if action is not None and hasattr(action, "data") else None)


def _marked(name: str, *, present: bool) -> str:
    """A menu's entry; a tick at its end says that this is what holds now."""
    return f"{name}\t✓" if present else name


class StepStrip(Spot):
    """Where the procedure stands, what to do, what to ask, and why this step."""

    ask_wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._step: NextStep | None = None
        self._look = look
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN - 4, 0, MARGIN - 4, 0)
        row.setSpacing(8)
        picture = QLabel()
        picture.setPixmap(look.pixmap("step"))
        picture.setFixedSize(16, 20)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        head = QHBoxLayout()
        self._title = Elided("", "strong")
        self._count = label("", "muted")
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        column.addLayout(head)
        self._do = TextBlock(limit=2)
        self._say = TextBlock(limit=2)
        self._why = Elided("", "muted")
        column.addWidget(self._do)
        column.addWidget(self._say)
        column.addWidget(self._why)
        row.addLayout(column, 1)
        self.activated.connect(self._copy_ask)
        self.show_step(None)

    def show_step(self, step: NextStep | None) -> None:
        """Show it; nothing when there is no procedure."""
        self._step = step
        self.setVisible(step is not None)
        if step is None:
            return
        self._title.setText(self._look.converted(step.title))
        place = self.tr("step {number} of {total}").format(number=step.number, total=step.total)
        self._count.setText(place)
        self._do.set_text(self._look.converted(step.action))
        self._do.setVisible(bool(step.action))
        self._say.set_text(f"“{step.ask}”")
        self._say.setVisible(bool(step.ask))
        self._why.setText(self._look.converted(" · ".join(filter(None, (step.playbook_title, step.reason)))))
        self._why.setVisible(bool(step.playbook_title or step.reason))
        self.set_spans(step.evidence)
        spoken = (self.tr("Next step"), step.title, place, step.action, step.ask, step.reason)
        rename(self, ", ".join(filter(None, spoken)), self.tr("Enter copies the question") if step.ask else "")

    def _copy_ask(self) -> None:
        if self._step is not None and self._step.ask:
            self.ask_wanted.emit(self._step.ask)
