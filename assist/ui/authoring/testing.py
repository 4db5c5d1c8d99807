"""Test: the edited pack and the published one put through the same questions; what got worse first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QProgressBar, QTableWidget, QTableWidgetItem, QWidget

from assist.services.editing import Outcome, RunTest
from assist.services.tested import said
from assist.services.testing import Answered, Tally
from assist.ui.authoring import words
from assist.ui.authoring.parts import LeadAsker
from assist.ui.look import Look
from assist.ui.panels.common import label, text_button
from assist.ui.panels.sheet import Sheet
from assist.ui.tasks import Job, Tasks
from assist.ui.words import first_line

_SHOWN = 500


class TestSheet(Sheet):
    """One test at a time; closing the sheet stops it."""

    __test__ = False  # not one of pytest's

    def __init__(self, parent: QWidget, look: Look, run_test: RunTest, ask: LeadAsker, tasks: Tasks) -> None:
        super().__init__(parent, look, "")
        self.set_title(self.tr("Test before publishing"))
        self.setContentsMargins(60, 20, 60, 20)
        self._run_test, self._ask, self._tasks = run_test, ask, tasks
        self._history: Path | None = None
        note = label(
            self.tr(
                "Each category's examples are judged without themselves, article titles are looked up, and the team's "
                "past conversations are answered again: by the files as they are, and by the published version."
            ),
            "muted",
        )
        note.setWordWrap(True)
        self.body.addWidget(note)
        self.body.addLayout(self._buttons())
        self.state = label("", "muted")
        self.state.setWordWrap(True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.tallies = _table(self.tr("Results"))
        self.changes = _table(self.tr("What changed"))
        for widget in (self.state, self.progress, self.tallies):
            self.body.addWidget(widget)
        self.body.addWidget(self.changes, 1)
        self.body.addStretch(0)
        self.tallies.hide()
        self.changes.hide()
        self.closed.connect(self._stop)
        self.start.setFocus()

    def _buttons(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        self.start = text_button(self.tr("Test"), style="primary")
        self.past = text_button(self.tr("Past conversations…"), style="plain")
        self.stop = text_button(self.tr("Stop"), style="plain")
        self.stop.hide()
        for button in (self.start, self.past, self.stop):
            bar.addWidget(button)
        bar.addStretch(1)
        self.start.clicked.connect(self.run)
        self.past.clicked.connect(self._choose)
        self.stop.clicked.connect(self._stop)
        return bar

    def run(self) -> None:
        """Test in the background."""
        run_test, history = self._run_test, self._history

        def work(job: Job) -> Outcome:
            return run_test(history, lambda done, total, what: job.emit((done, total, what)))

        self._show_running(running=True)
        self.state.setText(self.tr("Asking both versions…"))
        self._tasks.run("test", work, self._done, self._failed, self._progress)

    def _choose(self) -> None:
        self._history = self._ask.file(self.tr("Past conversations, one JSON object a line")) or self._history
        if self._history is not None:
            self.past.setText(self._history.name)

    def _progress(self, event: tuple[int, int, str]) -> None:
        done, total, _what = event
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _done(self, outcome: Outcome) -> None:
        self._show_running(running=False)
        result = outcome.result
        better = sum(c.weight < 0 for c in result.changes)
        text = self.tr("{n} answers changed: {worse} worse, {better} better.").format(
            n=len(result.changes), worse=len(result.worse), better=better
        )
        self.state.setText(
            text if outcome.against else self.tr("No published version is installed here to compare with.")
        )
        self._show_tallies(outcome)
        head = (self.tr("Asked"), self.tr("Before"), self.tr("Now"), self.tr("Right"))
        rows = [
            (
                f"{'−' if c.weight > 0 else '+' if c.weight < 0 else '·'} {' '.join(c.question.text.split())}",
                self._said(c.before),
                self._said(c.after),
                ", ".join(sorted(c.question.want)[:3]),
            )
            for c in result.changes[:_SHOWN]
        ]
        _fill(self.changes, head, rows)
        self.changes.setVisible(bool(rows))

    def _said(self, answered: Answered) -> str:
        return self.tr("nothing fits") if answered.refused else said(answered)

    def _show_tallies(self, outcome: Outcome) -> None:
        head = ("", self.tr("Asked"), self.tr("Right"), self.tr("False answers"), self.tr("Refused"))
        rows = []
        for kind, name in words.questions():
            new, old = outcome.result.after.get(kind), outcome.result.before.get(kind)
            if new is not None:
                rows.append((name, *(_cell(old, new, key) for key in ("asked", "right", "false", "refused"))))
        _fill(self.tallies, head, rows)
        self.tallies.setFixedHeight(self.tallies.horizontalHeader().height() + len(rows) * 30 + 8)
        self.tallies.show()

    def _failed(self, error: Exception) -> None:
        self._show_running(running=False)
        self.state.setText(first_line(error))

    def _stop(self) -> None:
        if self._tasks.busy("test"):
            self._tasks.retire("test")
            self._show_running(running=False)
            self.state.setText(self.tr("Stopped."))

    def _show_running(self, *, running: bool) -> None:
        self.progress.setVisible(running)
        self.stop.setVisible(running)
        self.start.setEnabled(not running)
        self.past.setEnabled(not running)


def _table(name: str) -> QTableWidget:
    table = QTableWidget(0, 0)
    table.setAccessibleName(name)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    return table


def _fill(table: QTableWidget, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    table.setColumnCount(len(head))
    table.setHorizontalHeaderLabels(list(head))
    table.setRowCount(len(rows))
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            cell = QTableWidgetItem(text)
            cell.setToolTip(text)
            table.setItem(y, x, cell)
    for x in range(1, len(head)):
        table.setColumnWidth(x, 170)
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)


def _cell(old: Tally | None, new: Tally, key: str) -> str:
    now = getattr(new, key)
    return str(now) if old is None else f"{getattr(old, key)} → {now}"
