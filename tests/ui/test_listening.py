"""A recording in the window: its bar, its partial texts, its turns, and what is said when something is wrong."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.errors import InputError, KeyringMissing, WorkerDied
from assist.domain.settings import Settings
from assist.services.hearing import Channel, Devices, Hearing, ListenRequest, Trouble, Utterance
from assist.services.ports import CancelToken, Progress
from assist.ui.panels.call_settings import CallRows
from assist.ui.panels.recording import LevelMeter, LiveLines, RecordingBar, Tail, elapsed
from assist.ui.panels.settings import SettingsSheet
from assist.ui.parts import CallParts
from assist.ui.window import Sidebar
from tests.ui.conftest import Make, activate, wait_until

ME, THEM = Speaker.AGENT, Speaker.CUSTOMER


class FakeEar:
    """Tells the states it is given, each when it is given, until it is cancelled; raises what ``error`` is."""

    def __init__(self) -> None:
        self.why = ""
        self.error: Exception | None = None
        self.requests: list[ListenRequest] = []
        self.paused: list[bool] = []
        self.languages: list[str] = []
        self.last = Hearing((), ready=False)
        self._states: list[Hearing] = []
        self._given = threading.Condition()

    def give(self, state: Hearing) -> None:
        with self._given:
            self._states.append(state)
            self._given.notify_all()

    def missing(self) -> str:
        return self.why

    def is_sound(self, path: Path) -> bool:
        return path.suffix == ".wav"

    def transcribe(
        self, path: Path, language: str = "auto", progress: Progress | None = None, cancel: CancelToken | None = None
    ) -> tuple[Utterance, ...]:
        return ()

    def listen(
        self,
        request: ListenRequest,
        on_event: Callable[[Hearing], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> Hearing:
        self.requests.append(request)
        while cancel is None or not cancel.cancelled():
            if self.error is not None:
                raise self.error
            with self._given:
                self._given.wait(0.01)
            if self._states:
                self.last = self._states.pop(0)
            if on_event is not None:  # ten times a second, whatever there is, as the real one
                on_event(self.last)
        return self.last

    def pause(self, *, on: bool) -> None:
        self.paused.append(on)

    def speak(self, language: str) -> None:
        self.languages.append(language)

    def devices(self) -> Devices:
        return Devices((("mic-1", "Headset"),), (("out-1", "Loudspeaker"),))

    def close(self) -> None:
        return


def hear(path: Path, _language: str, progress: Progress, _cancel: CancelToken) -> Conversation:
    if "silent" in path.name:
        raise InputError(f"{path.name}: nobody speaks in it")
    progress(500, 1000, "reading")
    return Conversation(path.stem, (Turn(THEM, "Where is my order?"),), channel="phone")


def no_key() -> tuple[Path, bytes]:
    raise KeyringMissing("this computer offers no keyring for its key")


def open_with(make: Make, ear: FakeEar, **changes: object) -> Sidebar:
    window = make(calls=CallParts(ear, hear, no_key), **changes)
    window.controller.change_settings(replace(window.controller.settings, language="en"))
    return window


def bar(window: Sidebar) -> RecordingBar:
    return window.findChild(RecordingBar)  # type: ignore[return-value]  # there is always one


def press(qtbot: QtBot, window: Sidebar, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    activate(qtbot, window)
    qtbot.keyClick(window, Qt.Key.Key_F9, modifier)  # type: ignore[no-untyped-call]  # pytest-qt's own


def started(qtbot: QtBot, window: Sidebar, ear: FakeEar) -> None:
    press(qtbot, window)
    wait_until(qtbot, lambda: len(ear.requests) == 1)
    ear.give(Hearing((Channel(ME, 0.5), Channel(THEM)), elapsed=3.2, language="en"))
    wait_until(qtbot, lambda: bar(window).accessibleName() == "Recording")


def test_one_key_starts_and_stops_and_the_state_is_in_words(qtbot: QtBot, make: Make) -> None:
    ear = FakeEar()
    window = open_with(make, ear)
    assert not bar(window).isVisible()
    started(qtbot, window, ear)
    assert bar(window).isVisible()
    assert bar(window)._time.text() == "0:03"
    assert bar(window)._languages.text() == "Auto · EN"
    meter = bar(window).findChildren(LevelMeter)[0]
    assert "50 %" in meter.accessibleName()
    press(qtbot, window)
    wait_until(qtbot, lambda: not bar(window).isVisible())


def test_final_texts_become_turns_of_their_side_once_and_partial_ones_are_only_shown(qtbot: QtBot, make: Make) -> None:
    ear = FakeEar()
    window = open_with(make, ear)
    started(qtbot, window, ear)
    said = (Utterance("How can I help?", 0, 1, "en", ME), Utterance("My lamp is broken.", 2, 3, "en", THEM))
    ear.give(Hearing((Channel(ME), Channel(THEM, partial="It arrived", agreed=2)), said[:1]))
    ear.give(Hearing((Channel(ME), Channel(THEM, partial="It arrived yesterday", agreed=10)), said))
    lines = window.findChild(LiveLines)
    assert lines is not None
    tail = lines.findChildren(Tail)[1]
    wait_until(qtbot, lambda: tail.accessibleName() == "It arrived yesterday")
    wait_until(qtbot, lambda: len(window.controller.conversation.turns) == 2)
    assert [(t.speaker, t.text) for t in window.controller.conversation.turns] == [
        (ME, "How can I help?"),
        (THEM, "My lamp is broken."),
    ]


def test_what_was_said_last_is_kept_when_the_recording_ends(qtbot: QtBot, make: Make) -> None:
    ear = FakeEar()
    window = open_with(make, ear)
    started(qtbot, window, ear)
    ear.last = replace(ear.last, said=(Utterance("Good bye.", 0, 1, "en", THEM),))
    window.listen()
    wait_until(qtbot, lambda: not bar(window).isVisible())
    assert [t.text for t in window.controller.conversation.turns] == ["Good bye."]


def test_a_turn_that_is_heard_leaves_what_is_being_typed(qtbot: QtBot, make: Make) -> None:
    ear = FakeEar()
    window = open_with(make, ear)
    started(qtbot, window, ear)
    window.panels.conversation.line.setText("half a sent")
    ear.give(Hearing((Channel(ME), Channel(THEM)), (Utterance("Hello?", 0, 1, "en", THEM),)))
    wait_until(qtbot, lambda: len(window.controller.conversation.turns) == 1)
    assert window.panels.conversation.line.text() == "half a sent"


def test_pause_and_language_reach_the_recording(qtbot: QtBot, make: Make) -> None:
    ear = FakeEar()
    window = open_with(make, ear)
    started(qtbot, window, ear)
    press(qtbot, window, Qt.KeyboardModifier.ShiftModifier)
    assert ear.paused == [True]
    ear.give(Hearing((Channel(ME), Channel(THEM)), paused=True))
    wait_until(qtbot, lambda: bar(window).accessibleName() == "Paused")
    bar(window)._choices.actions()[2].trigger()
    assert ear.languages == ["zh"]
    assert bar(window)._languages.text() == "中文"


def test_a_lost_device_is_said_at_once_and_not_any_more_when_it_is_back(qtbot: QtBot, make: Make) -> None:
    ear = FakeEar()
    window = open_with(make, ear)
    started(qtbot, window, ear)
    ear.give(Hearing((Channel(ME, trouble=Trouble.LOST), Channel(THEM))))
    wait_until(qtbot, lambda: "No microphone" in bar(window)._troubles[ME].text())
    ear.give(Hearing((Channel(ME), Channel(THEM))))
    wait_until(qtbot, lambda: bar(window)._troubles[ME].text() == "")


def test_the_reminder_is_in_the_leads_words_until_the_customer_was_told(qtbot: QtBot, make: Make) -> None:
    ear = FakeEar()
    window = open_with(make, ear, settings=Settings(language="en", consent="Say: this call is written down."))
    started(qtbot, window, ear)
    assert bar(window)._words.text() == "Say: this call is written down."
    said = next(b for b in bar(window).findChildren(QPushButton) if b.text() == "Said")
    said.click()
    assert not bar(window)._consent.isVisible()


def test_without_a_model_the_key_says_how_to_get_one(qtbot: QtBot, make: Make) -> None:
    ear = FakeEar()
    ear.why = "no speech model is on this machine: assist models add whisper-base"
    window = open_with(make, ear)
    press(qtbot, window)
    notice = window.controller.notices.get("speech")
    assert notice is not None
    assert "assist models add whisper-base" in notice.text
    assert not bar(window).isVisible()


def test_a_process_that_died_is_said_and_one_click_listens_again(qtbot: QtBot, make: Make) -> None:
    ear = FakeEar()
    window = open_with(make, ear)
    started(qtbot, window, ear)
    ear.error = WorkerDied("speech stopped unexpectedly")
    wait_until(qtbot, lambda: window.controller.notices.get("speech") is not None)
    assert not bar(window).isVisible()
    ear.error = None
    notice = window.controller.notices.get("speech")
    assert notice is not None
    assert notice.act is not None
    notice.act()
    wait_until(qtbot, lambda: len(ear.requests) == 2)


def test_sound_is_kept_only_where_that_is_on_and_not_without_a_key(qtbot: QtBot, make: Make, tmp_path: Path) -> None:
    ear = FakeEar()
    window = open_with(make, ear, settings=Settings(language="en", keep_audio=True))
    started(qtbot, window, ear)
    assert ear.requests[0].keep is None
    notice = window.controller.notices.get("speech")
    assert notice is not None
    assert "not kept" in notice.text


def test_a_dropped_sound_file_becomes_the_conversation_and_a_silent_one_is_said(
    qtbot: QtBot, make: Make, tmp_path: Path
) -> None:
    window = open_with(make, FakeEar())
    assert window.calls.listening.take_file(tmp_path / "call.wav")
    wait_until(qtbot, lambda: len(window.controller.conversation.turns) == 1)
    assert window.controller.notices.get("transcribe") is None
    assert window.calls.listening.take_file(tmp_path / "silent.wav")
    wait_until(qtbot, lambda: window.controller.notices.get("input") is not None)
    assert not window.calls.listening.take_file(tmp_path / "chat.txt")
    assert window.controller.paste("c: Where is my tent?")
    assert window.controller.notices.get("input") is None, "what is read next takes its place"


def test_devices_can_be_chosen_in_the_settings(qtbot: QtBot, make: Make) -> None:
    window = open_with(make, FakeEar())
    window.open_settings()
    sheet = window.findChild(SettingsSheet)
    assert sheet is not None
    box = sheet.calls._fields.microphone
    wait_until(qtbot, lambda: box.findData("mic-1") >= 0)
    box.setCurrentIndex(box.findData("mic-1"))
    assert sheet.calls.read(window.controller.settings).microphone == "mic-1"


def test_without_an_ear_nothing_is_said_of_listening(make: Make) -> None:
    window = make()
    window.listen()
    names = [b.accessibleName() for b in window.findChildren(QToolButton)]
    assert not any("Listen" in name for name in names)


def test_elapsed_time_has_hours_from_one_hour_on() -> None:
    assert [elapsed(s) for s in (0, 59.9, 61, 3600, 7325)] == ["0:00", "0:59", "1:01", "1:00:00", "2:02:05"]


def test_devices_that_are_found_after_the_settings_were_closed_are_for_nobody(qtbot: QtBot, make: Make) -> None:
    class SlowEar(FakeEar):
        def __init__(self) -> None:
            super().__init__()
            self.gate = threading.Event()

        def devices(self) -> Devices:
            self.gate.wait(20)
            raise InputError("no sound server")

    ear = SlowEar()
    window = open_with(make, ear)
    wrong: list[object] = []
    window.tasks.bug.connect(wrong.append)
    window.open_settings()
    rows = window.findChild(CallRows)
    assert rows is not None
    window.escape()
    wait_until(qtbot, lambda: not isValid(rows))
    ear.gate.set()
    wait_until(qtbot, lambda: not window.tasks.busy("devices"))
    rows.no_devices(InputError("no sound server"))
    rows.show_devices(Devices((("mic-1", "Headset"),), ()))
    assert not wrong
