"""Publish: the pack to the team's channel, an urgent notice to every sidebar, and what the agents propose."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from assist.domain.channel import Proposal, Published
from assist.services.team import Publishing
from assist.ui import words
from assist.ui.look import Look
from assist.ui.panels.common import label, text_button
from assist.ui.panels.inputs import Number
from assist.ui.panels.sheet import Sheet
from assist.ui.panels.updates import when
from assist.ui.tasks import Job, Tasks

WIDTH = 640


class PublishSheet(Sheet):
    """Everything that goes to the agents from here. ``review_wanted`` asks for the queue of proposals."""

    review_wanted = Signal()
    published = Signal()

    def __init__(self, parent: QWidget, look: Look, port: Publishing, tasks: Tasks) -> None:
        super().__init__(parent, look, "")
        self.set_title(self.tr("Publish"))
        self._port, self._tasks = port, tasks
        column = self.scrolling()
        where = port.where()
        about = where or self.tr("No channel is configured. Name one: assist pack channel set ADDRESS")
        self._say(column, about, "muted")
        self._publish_rows(column)
        self._notice_rows(column)
        self._say(column, self.tr("Proposals"), "title")
        review = text_button(self.tr("Review what agents propose…"), style="plain")
        review.clicked.connect(self._review)
        column.addWidget(review)
        column.addStretch(1)
        self.state = label("", "")
        self.state.setWordWrap(True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Publishing"))
        self.progress.hide()
        self.body.addWidget(self.state)
        self.body.addWidget(self.progress)
        self.notice_text.textChanged.connect(self._check)
        self._where = where
        review.setEnabled(bool(where))
        self._check()
        self.version.setFocus()
        tasks.run("suggest", lambda _job: port.suggested(), self._suggest, self._failed)

    def _publish_rows(self, column: QVBoxLayout) -> None:
        form = self._form(column)
        self.version = QLineEdit()
        self.percent = Number()
        self.percent.setRange(0, 100)
        self.percent.setValue(100)
        self.percent.setSuffix(" %")
        _inset(self.percent)
        self.notes = QPlainTextEdit()
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(72)
        self._row(form, self.tr("Version"), self.version)
        self._row(form, self.tr("Share of the machines"), self.percent)
        self._row(form, self.tr("What is new"), self.notes)
        self.publish_button = text_button(self.tr("Publish"), self.tr("Sign and publish the pack"), "primary")
        self.publish_button.clicked.connect(self._publish)
        self.version.textChanged.connect(self._check)
        form.addRow("", self.publish_button)

    def _notice_rows(self, column: QVBoxLayout) -> None:
        self._say(column, self.tr("Urgent notice"), "title")
        form = self._form(column)
        self.notice_text = QLineEdit()
        self.notice_text.setPlaceholderText(self.tr("Card payments fail since ten. Take the order number."))
        self.notice_say = QPlainTextEdit()
        self.notice_say.setTabChangesFocus(True)
        self.notice_say.setFixedHeight(56)
        self.hours = Number()
        self.hours.setRange(1, 720)
        self.hours.setValue(4)
        _inset(self.hours)
        self._row(form, self.tr("What agents must know"), self.notice_text)
        self._row(form, self.tr("A reply to insert"), self.notice_say)
        self._row(form, self.tr("Holds for hours"), self.hours)
        self.notice_button = text_button(self.tr("Send to every sidebar"), style="plain")
        self.notice_button.clicked.connect(self._notice)
        form.addRow("", self.notice_button)

    def _form(self, column: QVBoxLayout) -> QFormLayout:
        inside = QWidget()
        inside.setMaximumWidth(WIDTH)
        form = QFormLayout(inside)
        form.setContentsMargins(0, 0, 0, 8)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        column.addWidget(inside)
        return form

    @staticmethod
    def _row(form: QFormLayout, name: str, field: QWidget) -> None:
        field.setAccessibleName(name)
        text = QLabel(name)
        text.setObjectName("muted")
        text.setWordWrap(True)
        text.setFixedWidth(160)
        form.addRow(text, field)

    @staticmethod
    def _say(column: QVBoxLayout, text: str, style: str) -> None:
        said = label(text, style)
        said.setWordWrap(True)
        column.addWidget(said)

    def _suggest(self, version: str) -> None:
        if not self.version.text():
            self.version.setText(version)

    def _publish(self) -> None:
        port = self._port
        version, percent = self.version.text().strip(), self.percent.value()
        notes = self.notes.toPlainText().strip()

        def work(job: Job) -> Published:
            return port.publish(version, percent, notes, lambda done, total, what: job.emit((done, total, what)))

        self._running(on=True)
        self.state.setText(self.tr("Publishing {version}…").format(version=version))
        self._tasks.run("publish", work, self._done, self._failed, self._progress)

    def _progress(self, event: tuple[int, int, str]) -> None:
        done, total, _what = event
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _done(self, made: Published) -> None:
        self._running(on=False)
        text = self.tr("Published {pack} {version}: {size} KB; agents who are up to date fetch {delta} KB.")
        fetched = made.delta or made.size
        self.state.setText(text.format(pack=made.pack, version=made.version, size=_kb(made.size), delta=_kb(fetched)))
        self.published.emit()

    def _notice(self) -> None:
        port, hours = self._port, float(self.hours.value())
        text, say = self.notice_text.text(), self.notice_say.toPlainText()
        self._running(on=True)
        self._tasks.run("publish", lambda _job: port.notice(text, say, hours), self._noticed, self._failed)

    def _noticed(self, until: str) -> None:
        self._running(on=False)
        self.notice_text.clear()
        self.notice_say.clear()
        text = self.tr("Sent. Every open sidebar shows it within a minute, until {time}.")
        self.state.setText(text.format(time=when(until)))

    def _failed(self, error: Exception) -> None:
        self._running(on=False)
        first, *others = str(error).splitlines() or [type(error).__name__]
        self.state.setText(first + (self.tr(" and {n} more").format(n=len(others)) if others else ""))

    def _running(self, *, on: bool) -> None:
        self.progress.setRange(0, 0)
        self.progress.setVisible(on)
        self._check()

    def _check(self) -> None:
        """What can be sent has something to send, and nothing is being sent."""
        free = bool(self._where) and self.progress.isHidden()
        self.publish_button.setEnabled(free and bool(self.version.text().strip()))
        self.notice_button.setEnabled(free and bool(self.notice_text.text().strip()))

    def _review(self) -> None:
        self.close_sheet()
        self.review_wanted.emit()


class LeadReview(QObject):
    """The queue of proposals for the pack that is being edited; implements ``Reviewing``."""

    def __init__(
        self, port: Publishing, tasks: Tasks, changed: Callable[[], None], said: Callable[[str], None]
    ) -> None:
        super().__init__(tasks)
        self._port, self._tasks = port, tasks
        self._changed, self._said = changed, said

    @property
    def can_accept(self) -> bool:
        """The pack being edited is the lead's own."""
        return True

    def proposals(self, found: Callable[[tuple[Proposal, ...]], None], failed: Callable[[Exception], None]) -> None:
        """The queue, handed to ``found``."""
        port = self._port
        self._tasks.run("review", lambda _job: port.proposals(), found, failed)

    def review(self, proposal: Proposal, *, accept: bool, done: Callable[[], None]) -> None:
        """Take a proposal into the folder, or remove it."""
        port = self._port

        def work(_job: Job) -> Path | None:
            if accept:
                return port.accept(proposal)
            port.reject(proposal)
            return None

        def reviewed(file: Path | None) -> None:
            self._said(self.tr("Accepted: {file}").format(file=file.name) if file else self.tr("Rejected"))
            self._changed()
            done()

        self._tasks.run("review", work, reviewed, lambda error: self._said(words.first_line(error)))


def _inset(box: QSpinBox) -> None:
    box.lineEdit().setTextMargins(5, 0, 5, 0)  # the style sheet's padding does not reach the text in it


def _kb(size: int) -> str:
    return f"{max(1, round(size / 1000)):,}"
