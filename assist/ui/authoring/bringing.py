"""Bring in: a folder or a file is imported into the pack, with progress, and the report is shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QProgressBar, QWidget

from assist.services.editing import BringIn
from assist.ui.authoring.parts import LeadAsker
from assist.ui.look import Look
from assist.ui.panels.common import label, text_button
from assist.ui.panels.sheet import Sheet
from assist.ui.tasks import Job, Tasks


class BringSheet(Sheet):
    """One import at a time; closing the sheet stops it, and what was done is kept."""

    brought = Signal()

    def __init__(self, parent: QWidget, look: Look, bring_in: BringIn, ask: LeadAsker, tasks: Tasks) -> None:
        super().__init__(parent, look, "")
        self.set_title(self.tr("Bring in"))
        self.setContentsMargins(120, 40, 120, 40)
        self._bring_in, self._ask, self._tasks = bring_in, ask, tasks
        note = label(
            self.tr(
                "Markdown, HTML and saved pages, PDF, Word, CSV and Excel tables of questions and answers, exports of "
                "Zendesk, Intercom and Chatwoot. What you edited in the pack is not overwritten."
            ),
            "muted",
        )
        note.setWordWrap(True)
        self.body.addWidget(note)
        bar = QHBoxLayout()
        self.folder = text_button(self.tr("Folder…"), style="primary")
        self.file = text_button(self.tr("File…"), style="plain")
        self.stop = text_button(self.tr("Stop"), style="plain")
        self.stop.hide()
        for button in (self.folder, self.file, self.stop):
            bar.addWidget(button)
        bar.addStretch(1)
        self.body.addLayout(bar)
        self.state = label("", "muted")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.report = QPlainTextEdit()
        self.report.setReadOnly(True)
        self.report.setAccessibleName(self.tr("What was brought in and what was left out"))
        self.report.hide()
        self.body.addWidget(self.state)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.report, 1)
        self.body.addStretch(0)
        self.folder.clicked.connect(self._choose_folder)
        self.file.clicked.connect(self._choose_file)
        self.stop.clicked.connect(self._stop)
        self.closed.connect(self._stop)
        self.folder.setFocus()

    def bring(self, source: Path) -> None:
        """Import it in the background."""
        bring_in = self._bring_in

        def work(job: Job) -> tuple[str, ...]:
            return bring_in((source,), lambda done, total, what: job.emit((done, total, what)))

        self._show_running(running=True)
        self.state.setText(self.tr("Reading {name}…").format(name=source.name))
        self._tasks.run("bring", work, self._done, self._failed, self._progress)

    def _choose_folder(self) -> None:
        chosen = self._ask.folder(self.tr("Bring in a folder"))
        if chosen is not None:
            self.bring(chosen)

    def _choose_file(self) -> None:
        chosen = self._ask.file(self.tr("Bring in a file"))
        if chosen is not None:
            self.bring(chosen)

    def _progress(self, event: tuple[int, int, str]) -> None:
        done, total, what = event
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.state.setText(self.tr("{done} of {total} · {what}").format(done=done, total=total, what=what))

    def _done(self, lines: tuple[str, ...]) -> None:
        self._show_running(running=False)
        self.state.setText(self.tr("Done. What was left out, and why:"))
        self.report.setPlainText("\n".join(lines))
        self.report.show()
        self.brought.emit()

    def _failed(self, error: Exception) -> None:
        self._show_running(running=False)
        self.state.setText(str(error) or type(error).__name__)
        self.brought.emit()

    def _stop(self) -> None:
        if self._tasks.busy("bring"):
            self._tasks.retire("bring")
            self._show_running(running=False)
            self.state.setText(self.tr("Stopped. What was read is kept; bring it in again to go on."))
            self.brought.emit()

    def _show_running(self, *, running: bool) -> None:
        self.progress.setVisible(running)
        self.stop.setVisible(running)
        self.folder.setEnabled(not running)
        self.file.setEnabled(not running)
