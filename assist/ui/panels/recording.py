"""The recording bar: that and how long it is listened to, how loud each side is, what is wrong, what to say."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from assist.domain.conversation import Speaker
from assist.services.hearing import Channel, Hearing, Trouble
from assist.ui.look import Look
from assist.ui.painting import fill
from assist.ui.panels.common import MARGIN, Elided, icon_button, label, rename, text_button

_BARS = 12
_TOLD_STEP = 25


class LevelMeter(QWidget):
    """How loud a side is: twelve bars that fill from the left. Says its level in words, in steps."""

    def __init__(self, who: str) -> None:
        super().__init__()
        self._who = who
        self._on = -1
        self.setFixedSize(_BARS * 5, 14)
        self.show_level(0.0)

    def show_level(self, level: float) -> None:
        """From 0 to 1."""
        on = round(max(0.0, min(1.0, level)) * _BARS)
        if on != self._on:
            self._on = on
            percent = round(on / _BARS * 100 / _TOLD_STEP) * _TOLD_STEP
            rename(self, self.tr("Level of {who}: {percent} %").format(who=self._who, percent=percent))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(_BARS * 5, 14)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        palette = self.palette()
        full, empty = palette.color(QPalette.ColorRole.Link), palette.color(QPalette.ColorRole.Mid)
        for i in range(_BARS):
            lit = i < self._on
            height = 10 if lit else 4
            fill(painter, QRect(i * 5, (14 - height) // 2, 3, height), full if lit else empty)
        painter.end()


class RecordingBar(QFrame):
    """Under the status line, there only while a recording is. Its height changes only at the agent's own keys."""

    stop_wanted = Signal()
    pause_wanted = Signal()
    language_chosen = Signal(str)
    told = Signal()  # the agent has told the customer

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("status")
        self.setAccessibleName(self.tr("Recording"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(MARGIN, 4, MARGIN, 6)
        outer.setSpacing(4)
        outer.addLayout(self._first_row())
        outer.addLayout(self._sides())
        outer.addWidget(self._consent_row())
        self.hide()

    def _first_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self._sign = QLabel()
        self._state = label("", "strong")
        self._time = label("", "muted")
        self._languages = text_button("", self.tr("Language of the call"), style="")
        self._menu = QMenu(self)
        self._choices = QActionGroup(self)
        for value, name in (("auto", self.tr("Found by itself")), ("en", "English"), ("zh", "中文")):
            action = QAction(name, self)
            action.setCheckable(True)
            action.setData(value)
            self._choices.addAction(action)
            self._menu.addAction(action)
        self._choices.triggered.connect(self._choose)
        self._languages.setMenu(self._menu)
        self._pause = icon_button(self._look, "pause", self.tr("Pause"), "Shift+F9")
        self._pause.clicked.connect(self.pause_wanted)
        self._stop = icon_button(self._look, "stop", self.tr("Stop listening"), "F9")
        self._stop.clicked.connect(self.stop_wanted)
        for widget in (self._sign, self._state, self._time):
            row.addWidget(widget)
        row.addStretch(1)
        for control in (self._languages, self._pause, self._stop):
            row.addWidget(control)
        return row

    def _sides(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(2, 1)
        self._names = {Speaker.AGENT: self.tr("You"), Speaker.CUSTOMER: self.tr("Customer")}
        self._meters: dict[Speaker, LevelMeter] = {}
        self._troubles: dict[Speaker, Elided] = {}
        for row, (speaker, name) in enumerate(self._names.items()):
            who = label(name, "muted")
            who.setFixedWidth(76)
            self._meters[speaker] = LevelMeter(name)
            self._troubles[speaker] = Elided("", "muted")
            grid.addWidget(who, row, 0)
            grid.addWidget(self._meters[speaker], row, 1)
            grid.addWidget(self._troubles[speaker], row, 2)
        return grid

    def _consent_row(self) -> QWidget:
        self._consent = QWidget()
        row = QHBoxLayout(self._consent)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._words = label("")
        self._words.setWordWrap(True)
        done: QPushButton = text_button(self.tr("Said"), self.tr("The customer has been told"), "plain")
        done.clicked.connect(self.told)
        row.addWidget(self._words, 1)
        row.addWidget(done, 0, Qt.AlignmentFlag.AlignTop)
        return self._consent

    def show_consent(self, wording: str) -> None:
        """What to tell the customer; empty: it has been told."""
        self._words.setText(wording)
        self._consent.setVisible(bool(wording))

    def show_state(self, state: Hearing | None, language: str, *, stopping: bool) -> None:
        """The recording as it is now; ``None`` hides the bar."""
        self.setVisible(state is not None)
        if state is None:
            return
        self._show_sign(state, stopping=stopping)
        self._time.setText(elapsed(state.elapsed))
        self._show_language(language, state.language)
        by = {channel.speaker: channel for channel in state.channels}
        for speaker, meter in self._meters.items():
            channel = by.get(speaker, Channel(speaker))
            meter.show_level(0.0 if state.paused else channel.level)
            text = self._trouble(channel)
            if text != self._troubles[speaker].text():
                self._troubles[speaker].setText(text)
                self._troubles[speaker].setAccessibleName(text)

    def _show_sign(self, state: Hearing, *, stopping: bool) -> None:
        if stopping:
            icon, word = "stop", self.tr("Reading the last words…")
        elif not state.ready:
            icon, word = "record", self.tr("Recording, preparing…")
        elif state.paused:
            icon, word = "pause", self.tr("Paused")
        else:
            icon, word = "record", self.tr("Recording")
        if word != self._state.text():
            self._state.setText(word)
            self._sign.setPixmap(self._look.icon(icon, accent=icon == "record").pixmap(16, 16))
            going_on = icon == "pause"
            self._pause.setIcon(self._look.icon("record" if going_on else "pause"))
            rename(self._pause, self.tr("Go on") if going_on else self.tr("Pause"), "Shift+F9")
            self.setAccessibleName(word)
        self._pause.setEnabled(state.ready and not stopping)
        self._stop.setEnabled(not stopping)

    def _show_language(self, wanted: str, found: str) -> None:
        names = {"en": "EN", "zh": "中文"}
        text = names.get(wanted) or (f"{self.tr('Auto')} · {names[found]}" if found in names else self.tr("Auto"))
        if text != self._languages.text():
            self._languages.setText(text)
            rename(self._languages, self.tr("Language of the call: {name}").format(name=text))
        for action in self._choices.actions():
            action.setChecked(action.data() == wanted)

    def _trouble(self, channel: Channel) -> str:
        agent = channel.speaker is Speaker.AGENT
        words = {
            Trouble.LOST: self.tr("No microphone: waiting for one")
            if agent
            else self.tr("No sound device: waiting for one"),
            Trouble.CHANGED: self.tr("Now: {device}").format(device=channel.device),
            Trouble.SILENT: self.tr("No sound at all: muted?"),
            Trouble.BEHIND: self.tr("Too much to read: some was skipped"),
        }
        return words[channel.trouble] if channel.trouble is not None else ""

    def _choose(self, action: QAction) -> None:
        self.language_chosen.emit(str(action.data()))


class LiveLines(QWidget):
    """What is being said, faint, at the end of the conversation: a line a side, its newest words always visible."""

    def __init__(self, names: dict[Speaker, str]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        self._lines: dict[Speaker, Tail] = {}
        for row, speaker in enumerate((Speaker.AGENT, Speaker.CUSTOMER)):
            who = label(names[speaker], "muted")
            who.setFixedWidth(76)
            self._lines[speaker] = Tail()
            grid.addWidget(who, row, 0)
            grid.addWidget(self._lines[speaker], row, 1)
        self.hide()

    def show_state(self, state: Hearing | None) -> None:
        """What is being said now; ``None`` hides the lines."""
        self.setVisible(state is not None)
        for channel in state.channels if state is not None else ():
            self._lines[channel.speaker].show_text(channel.partial, channel.agreed)


class Tail(QWidget):
    """One line that shows the end of its text; what two readings agreed on is upright, the rest in italics."""

    def __init__(self) -> None:
        super().__init__()
        self._text, self._agreed = "", 0
        self.setMinimumWidth(40)

    def show_text(self, text: str, agreed: int) -> None:
        """``agreed`` characters will hardly change any more."""
        if (text, agreed) != (self._text, self._agreed):
            self._text, self._agreed = text, agreed
            self.setAccessibleName(text)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(40, self.fontMetrics().height() + 2)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        upright, slanted = self.font(), self.font()
        slanted.setItalic(True)
        shown = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideLeft, self.width() - 4)
        fresh = min(len(shown), len(self._text) - self._agreed)
        sure = shown[: len(shown) - fresh]
        painter.setFont(upright)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, sure)
        rest = self.rect().adjusted(painter.fontMetrics().horizontalAdvance(sure), 0, 0, 0)
        painter.setFont(slanted)
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown[len(sure) :])
        painter.end()


def elapsed(seconds: float) -> str:
    """``m:ss``, with hours from one hour on."""
    whole = int(seconds)
    hours, minutes = whole // 3600, whole // 60 % 60
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
