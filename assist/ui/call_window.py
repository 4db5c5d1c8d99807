"""Calls at the window: the key and the button that start one, the recording bar, what is being said."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from assist.domain.conversation import Speaker
from assist.ui.controller import Controller
from assist.ui.listening import Listening
from assist.ui.look import Look
from assist.ui.panels.call_settings import CallRows
from assist.ui.panels.common import icon_button
from assist.ui.panels.conversation import ConversationPanel
from assist.ui.panels.recording import LiveLines, RecordingBar
from assist.ui.parts import UiParts


class CallWindow(QObject):
    """Made once; `show_on` puts its widgets into a newly built window."""

    def __init__(self, window: QWidget, parts: UiParts, controller: Controller) -> None:
        super().__init__(window)
        self._parts = parts
        self._controller = controller
        self.listening = Listening(parts.calls, controller, self)
        self._bar: RecordingBar | None = None
        self._lines: LiveLines | None = None
        self._to_tell = False
        self.listening.changed.connect(self._show)
        self.listening.started.connect(self._started)

    def show_on(self, look: Look, column: QVBoxLayout, conversation: ConversationPanel) -> None:
        """Build bar and lines for this look: the bar at the column's end, the lines under the last turns."""
        bar = self._bar = RecordingBar(look)
        bar.stop_wanted.connect(self.listening.stop)
        bar.pause_wanted.connect(self.listening.pause)
        bar.language_chosen.connect(self.listening.speak)
        bar.told.connect(self._told)
        column.addWidget(bar)
        names = {Speaker.CUSTOMER: self.tr("Customer"), Speaker.AGENT: self.tr("You")}
        self._lines = LiveLines(names)
        conversation.body.insertWidget(conversation.body.count() - 1, self._lines)
        if self.listening.available:
            start = icon_button(look, "mic", self.tr("Listen to the call"), "F9")
            start.clicked.connect(self.listening.toggle)
            conversation.header.insertWidget(conversation.header.count() - 1, start)
        self._show()

    def add_to(self, menu: QMenu) -> None:
        """Its line in the menu."""
        if self.listening.available:
            menu.addAction(f"{self.tr('Listen to the call')}\tF9").triggered.connect(self.listening.toggle)

    def fill(self, rows: CallRows) -> None:
        """The devices there are, for the settings: asking takes a moment, so they come later."""
        calls = self._parts.calls
        if calls is not None and not self.listening.recording:
            ear = calls.ear
            self._controller.tasks.run("devices", lambda _job: ear.devices(), rows.show_devices, rows.no_devices)

    @Slot()
    def _started(self) -> None:
        self._to_tell = True
        self._show()

    @Slot()
    def _told(self) -> None:
        self._to_tell = False
        self._show()

    @Slot()
    def _show(self) -> None:
        if self._bar is None or self._lines is None:
            return
        state = self.listening.state
        wording = self._controller.settings.consent or self.tr("Tell the customer that this call is transcribed.")
        self._bar.show_consent(wording if self._to_tell else "")
        self._bar.show_state(state, self.listening.language, stopping=self.listening.stopping)
        self._lines.show_state(state)
