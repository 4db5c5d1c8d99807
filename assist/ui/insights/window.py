"""The window: filters above, five pages below; everything is counted away from the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSplitter, QTabWidget, QVBoxLayout, QWidget

from assist.domain.insights import Behind, CategoryShare, Figures, OwnReply, Period, QuestionGroup
from assist.domain.pack import Pack
from assist.domain.placeholders import fields_of
from assist.services.insights import InsightStore, never_used, question_groups, worth_a_snippet
from assist.services.insights_export import as_csv, as_html
from assist.services.ports import CaseStore
from assist.ui import files, words
from assist.ui.dock import stand_beside
from assist.ui.insights.charts import Bar, DayChart, NameChart
from assist.ui.insights.evidence import EvidencePane
from assist.ui.insights.naming import Names, lasting
from assist.ui.look import Look
from assist.ui.panels.common import label, text_button
from assist.ui.panels.inputs import Choice
from assist.ui.panels.toast import Toast
from assist.ui.parts import UiParts
from assist.ui.tasks import Job, Tasks

_PERIODS = (7, 30, 90, 0)
_SHOWN = 40
_EXAMPLES = 6


@dataclass(frozen=True, slots=True)
class Found:
    """Everything one count gives."""

    figures: Figures
    groups: tuple[QuestionGroup, ...]
    replies: tuple[OwnReply, ...]
    names: Names


class InsightsWindow(QWidget):
    """Of the cases on this computer. Esc closes it."""

    closed = Signal()

    def __init__(self, parts: UiParts, look: Look, tasks: Tasks, pack: Pack | None) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(self.tr("Insights"))
        self._parts, self._look, self._tasks, self._pack = parts, look, tasks, pack
        self._store: InsightStore | None = parts.insights
        self.found: Found | None = None
        self._figures = Figures(0, 0)
        self._toast = Toast(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addLayout(self._filters())
        self.summary = label("", "title")
        self.summary.setWordWrap(True)
        column.addWidget(self.summary)
        self._tabs = QTabWidget()
        self.evidence = EvidencePane(parts, look, tasks)
        below = QSplitter(Qt.Orientation.Vertical)
        below.setChildrenCollapsible(False)
        below.addWidget(self._tabs)
        below.addWidget(self.evidence)
        column.addWidget(below, 1)
        self._names = Names(look, pack, {})
        self._pages()
        QShortcut(QKeySequence("Esc"), self, self._escape)
        stand_beside(self, parts.settings, QSize(860, 760))
        self.count()

    # -- making ------------------------------------------------------------------------------------------------

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.period = Choice()
        self.period.setAccessibleName(self.tr("Period"))
        for days in _PERIODS:
            self.period.addItem(self.tr("Last {n} days").format(n=days) if days else self.tr("Everything"), days)
        self.period.setCurrentIndex(1)
        self.category = Choice()
        self.category.setAccessibleName(self.tr("Category"))
        self.category.addItem(self.tr("All categories"), "")
        for known in self._pack.categories if self._pack else ():
            self.category.addItem(self._look.from_pack(known.label), known.id)
        self.language = Choice()
        self.language.setAccessibleName(self.tr("Language"))
        for name, tag in ((self.tr("All languages"), ""), ("English", "en"), ("中文", "zh")):
            self.language.addItem(name, tag)
        for box in (self.period, self.category, self.language):
            box.currentIndexChanged.connect(self._filtered)
            row.addWidget(box)
        row.addStretch(1)
        self.whose = text_button(self.tr("A team's exports…"), style="link")
        self.whose.clicked.connect(self._change_whose)
        self.whose.setVisible(self._parts.team_insights is not None)
        row.addWidget(self.whose)
        for name, kind in ((self.tr("Save as CSV"), "csv"), (self.tr("Save as HTML"), "html")):
            button = text_button(name, style="link")
            button.clicked.connect(lambda _checked=False, kind=kind: self.export(kind))
            row.addWidget(button)
        return row

    def _pages(self) -> None:
        colours = self._look.colours
        self.days = DayChart(colours, self.tr("Conversations a day"))
        self.cards = NameChart(colours, self.tr("Suggestions"))
        self.categories = NameChart(colours, self.tr("Categories"))
        self.moods = NameChart(colours, self.tr("Mood"))
        self.gaps = NameChart(colours, self.tr("Questions nobody answers"))
        self.own = NameChart(colours, self.tr("Written by hand again and again"))
        self.unused = _words()
        self.details, self.reply = _words(), _words()
        self.gaps.chosen.connect(self._show_gap)
        self.own.chosen.connect(self._show_reply)
        for chart, choose in (
            (self.days, self._day_chosen),
            (self.categories, self._category_chosen),
            (self.moods, self._mood_chosen),
            (self.cards, self._card_chosen),
        ):
            chart.chosen.connect(choose)
            chart.setToolTip(self.tr("Choose a bar (mouse, or arrows and Enter) for the conversations behind it"))
        gap, handed = self.tr("Choose a line to see what was asked."), self.tr("Choose a line to read the whole reply.")
        self.details.setText(gap)
        self.reply.setText(handed)
        opened = label(self.tr("Conversations a day; in strong colour those with an open question"))
        halves = label(self.tr("Categories; in strong colour the newer half of the period"))
        used = label(self.tr("Suggestions; in strong colour those that were used"))
        moods = label(self.tr("Mood by category, at the start → at the end (-1 to +1)"))
        for title, parts in (
            (self.tr("Overview"), (opened, self.days, halves, self.categories)),
            (self.tr("Knowledge gaps"), (self.gaps, self.details)),
            (self.tr("Replies"), (used, self.cards, self.unused)),
            (self.tr("New snippets"), (self.own, self.reply)),
            (self.tr("Mood"), (moods, self.moods)),
        ):
            self._tabs.addTab(_page(parts), title)

    @Slot()
    def _change_whose(self) -> None:
        """From the agent's own cases to a team's exports, and back."""
        ask, opener = self._parts.ask, self._parts.team_insights
        if self._store is not self._parts.insights:
            self._read(self._parts.insights, self._parts.store, self.tr("A team's exports…"))
            return
        folder = ask.open_folder(self.tr("The folder with the team's exports")) if ask is not None else None
        if folder is None or opener is None:
            return

        def opened(store: InsightStore) -> None:
            self._read(store, None, self.tr("My own"))

        self._tasks.run("exports", lambda _job: opener(folder), opened, self._not_opened)

    def _not_opened(self, error: Exception) -> None:
        self._say(words.first_line(error))

    def _read(self, store: InsightStore | None, cases: CaseStore | None, other: str) -> None:
        self._store = store
        self.whose.setText(other)
        self.evidence.read_from(cases)
        self.count()

    # -- counting ----------------------------------------------------------------------------------------------

    def count(self) -> None:
        """Count anew for the filters as they stand: the charts first, then what needs meanings."""
        store, grouper, pack, period = self._store, self._parts.grouper, self._pack, self._asked()
        look = self._look
        if store is None:
            return
        self.summary.setText(self.tr("Counting…"))

        def work(job: Job) -> Found:
            figures, names = store.figures(period), Names(look, pack, store.names())
            job.emit((figures, names))
            snippets = [s.body for s in (pack.snippets if pack else ())]
            replies = worth_a_snippet(store.own_replies(period), snippets, fields_of(pack.forms if pack else ()))
            questions = store.open_questions(period)
            return Found(figures, question_groups(questions, grouper) if grouper else (), replies, names)

        self._tasks.run("insights", work, self._counted, self._failed, self._show_figures)

    def _asked(self) -> Period:
        days = int(self.period.currentData())
        today = date.fromisoformat(self._parts.clock.now()[:10])
        since = (today - timedelta(days=days - 1)).isoformat() if days else ""
        return Period(since, "", str(self.category.currentData()), str(self.language.currentData()))

    @Slot(int)
    def _filtered(self, _index: int) -> None:
        self.count()

    def _counted(self, found: Found) -> None:
        self.found = found
        self._show_figures((found.figures, found.names))
        self.gaps.show_bars([_gap_bar(g) for g in found.groups[:_SHOWN]])
        self.own.show_bars(
            [Bar(r.text.replace("\n", " "), r.count, r.count, str(r.count)) for r in found.replies[:_SHOWN]]
        )
        if not found.groups:
            self.details.setText(self.tr("No question stayed open in this period."))
        if not found.replies:
            self.reply.setText(self.tr("No reply was written by hand three times or more."))

    def _failed(self, error: Exception) -> None:
        self.summary.setText(self.tr("It could not be counted: {why}").format(why=words.first_line(error)))

    # -- showing -----------------------------------------------------------------------------------------------

    def _show_figures(self, counted: tuple[Figures, Names]) -> None:
        figures, names = counted
        self._figures, self._names = figures, names
        self.summary.setText(self._in_a_line(figures))
        self.days.show_bars([Bar(d.day[5:], d.cases, d.open) for d in figures.days])
        cards = [(c, c.used + c.edited) for c in figures.cards[:_SHOWN]]
        self.cards.show_bars(
            [Bar(names.source(c.source), c.shown, taken, f"{taken} / {c.shown}") for c, taken in cards]
        )
        self.categories.show_bars([_category_bar(names, c) for c in figures.categories[:_SHOWN]])
        self.moods.show_bars([_mood_bar(names, c) for c in _with_mood(figures)])
        self._show_unused(figures)

    def _in_a_line(self, figures: Figures) -> str:
        if not figures.cases and self._store is not self._parts.insights:
            return self.tr("No group of five agents or more in this period; smaller ones are not shown.")
        if not figures.cases:
            return self.tr("No conversation in this period yet.")
        one = figures.cases == 1
        parts = [self.tr("1 conversation") if one else self.tr("{n} conversations").format(n=f"{figures.cases:,}")]
        still = sum(d.open for d in figures.days)
        parts.append(self.tr("{n} with an open question").format(n=f"{still:,}"))
        if figures.adoption is not None:
            parts.append(self.tr("{n} % of suggestions used").format(n=round(100 * figures.adoption)))
        if figures.first_reply_s is not None:
            parts.append(self.tr("first reply after {time}").format(time=lasting(figures.first_reply_s)))
        if figures.handle_s is not None:
            parts.append(self.tr("{time} a case").format(time=lasting(figures.handle_s)))
        return " · ".join(parts)

    def _show_unused(self, figures: Figures) -> None:
        ids = [s.id for s in self._pack.snippets] if self._pack else []
        unused = never_used(figures.cards, ids)
        named = [self._names.source(f"snippet:{s}") for s in unused]
        text = self.tr("Never used in this period ({n}): {names}") if unused else self.tr("Every snippet was used.")
        self.unused.setText(text.format(n=len(unused), names=", ".join(named[:_SHOWN])) if ids else "")

    @Slot(int)
    def _show_gap(self, row: int) -> None:
        group = self.found.groups[row] if self.found else None
        if group is not None:
            lines = [f"• {q.day}  {q.text}" for q in group.questions[:_EXAMPLES]]
            more = len(group.questions) - _EXAMPLES
            self.details.setText("\n".join(lines + ([self.tr("… and {n} more").format(n=more)] if more > 0 else [])))
            ids = tuple(dict.fromkeys(q.case_id for q in group.questions))
            self._show_behind(group.questions[0].text, Behind(case_ids=ids))

    @Slot(int)
    def _show_reply(self, row: int) -> None:
        if self.found is not None:
            reply = self.found.replies[row]
            self.reply.setText(reply.text)
            self._show_behind(reply.text, Behind(reply=reply.said))

    @Slot(int)
    def _day_chosen(self, row: int) -> None:
        day = self._figures.days[row].day
        self._show_behind(day, Behind(day=day))

    @Slot(int)
    def _category_chosen(self, row: int) -> None:
        self._behind_category(self._figures.categories[row].category)

    @Slot(int)
    def _mood_chosen(self, row: int) -> None:
        self._behind_category(_with_mood(self._figures)[row].category)

    @Slot(int)
    def _card_chosen(self, row: int) -> None:
        source = self._figures.cards[row].source
        self._show_behind(self.tr("{reply}: used").format(reply=self._names.source(source)), Behind(source=source))

    def _behind_category(self, category: str) -> None:
        self._show_behind(self._names.category(category), Behind(category=category))

    def _show_behind(self, name: str, what: Behind) -> None:
        """The agent's own cases of the period that a bar rests on."""
        store, period = self._store, self._asked()
        if store is not None:
            self.evidence.show_behind(" ".join(name.split()), lambda: store.behind(what, period))

    @Slot()
    def _escape(self) -> None:
        (self.evidence.hide if self.evidence.isVisible() else self.close)()

    # -- out of the window -------------------------------------------------------------------------------------

    def export(self, kind: str) -> None:
        """What is shown, into a file the agent chooses."""
        found, ask = self.found, self._parts.ask
        if found is None or ask is None:
            return
        path = ask.save_path(self.tr("Save the insights"), f"insights.{kind}", kind)
        if path is None:
            return
        tag = words.pack_language(self._look.locale)
        make = as_csv if kind == "csv" else as_html
        text = make(found.figures, found.groups, found.replies, tag)

        def write(_job: Job) -> Path:
            files.write(path, text)
            return path

        self._tasks.run("export", write, lambda done: self._say(done.name), lambda error: self._say(str(error)))

    def _say(self, text: str) -> None:
        self._toast.say(text, self.height())

    def closeEvent(self, event: QCloseEvent) -> None:
        self._tasks.retire("exports")
        self._tasks.retire("insights")
        self.evidence.stop()
        super().closeEvent(event)
        self.closed.emit()


def _words() -> QLabel:
    made = label("")
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _page(parts: tuple[QWidget, ...]) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(8, 12, 8, 12)
    column.setSpacing(8)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    area.setWidget(inner)
    return area


def _category_bar(names: Names, c: CategoryShare) -> Bar:
    return Bar(names.category(c.category), c.cases, c.newer, f"{c.cases} {_grown(c.growth)}".rstrip())


def _with_mood(figures: Figures) -> list[CategoryShare]:
    """The categories in which a mood was told."""
    return [c for c in figures.categories[:_SHOWN] if c.mood_last is not None]


def _mood_bar(names: Names, c: CategoryShare) -> Bar:
    return Bar(
        names.category(c.category), 1 + (c.mood_last or 0), 0, f"{_signed(c.mood_first)} → {_signed(c.mood_last)}"
    )


def _gap_bar(group: QuestionGroup) -> Bar:
    first = group.questions[0].text.replace("\n", " ")
    searched = sum(q.searched for q in group.questions)
    word = QCoreApplication.translate("InsightsWindow", "{n} searched").format(n=searched) if searched else ""
    asked = str(len(group.questions)) if searched < len(group.questions) else ""
    return Bar(first, len(group.questions), searched, " · ".join(filter(None, (asked, word))))


def _grown(growth: float | None) -> str:
    if growth is None:
        return QCoreApplication.translate("InsightsWindow", "new")
    return f"{growth:+.0%}" if abs(growth) >= 0.01 else ""


def _signed(value: float | None) -> str:
    return "–" if value is None else f"{value:+.2f}"
