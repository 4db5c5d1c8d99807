"""Listening in the window: a recording from its key to its end, and sound files that were dropped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from assist.domain.conversation import Conversation, Turn
from assist.domain.errors import AssistError, Cancelled
from assist.services.hearing import LANGUAGES, Ear, Hearing, ListenRequest
from assist.ui import words
from assist.ui.controller import Controller
from assist.ui.notices import Notice
from assist.ui.parts import CallParts
from assist.ui.tasks import Job

GROUP = "listen"


class Listening(QObject):
    """The recording there is, if any. Panels read ``state`` when ``changed`` says so.

    ``state`` is ``None`` without a recording; its ``ready`` is false while the model loads: what is said then is
    kept, and read afterwards.
    """

    changed = Signal()
    started = Signal()
    stopped = Signal()

    def __init__(self, calls: CallParts | None, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._calls = calls
        self._controller = controller
        self._stop: _Stop | None = None
        self._taken = 0  # of the final texts so far, those that are turns already
        self._language = ""
        self.state: Hearing | None = None
        self.stopping = False

    @property
    def available(self) -> bool:
        """Whether this machine can hear at all; whether a model is there, `start` says."""
        return self._calls is not None

    @property
    def recording(self) -> bool:
        """Whether there is a recording, paused or not."""
        return self.state is not None

    @property
    def language(self) -> str:
        """What is listened for: one of `LANGUAGES`."""
        return self._language or self._controller.settings.speech_language

    def toggle(self) -> None:
        """Start, or stop."""
        if self.recording:
            self.stop()
        else:
            self.start()

    def start(self) -> None:
        """Begin to listen; says what is missing where it cannot."""
        if self._calls is None:
            return
        ear = self._calls.ear
        if why := ear.missing():
            self._say(self.tr("Calls cannot be heard yet: {why}").format(why=why), "info")
            return
        self._controller.notices.drop("speech")
        self._language, self._taken, self.stopping = "", 0, False
        self.state = Hearing((), ready=False)
        request = self._request(self._calls)
        stop = self._stop = _Stop()
        self._controller.tasks.run(
            GROUP, lambda job: _listen(ear, request, job, stop), self._done, self._failed, self._heard
        )
        self.started.emit()
        self.changed.emit()

    def stop(self) -> None:
        """End the recording; what is being said is still read."""
        if self._stop is not None and not self.stopping:
            self.stopping = self._stop.wanted = True
            self.changed.emit()

    def pause(self) -> None:
        """Hold the recording, or go on."""
        if self._calls is not None and self.state is not None and self.state.ready:
            self._calls.ear.pause(on=not self.state.paused)

    def speak(self, language: str) -> None:
        """The language of the call from now on."""
        self._language = language if language in LANGUAGES else "auto"
        if self._calls is not None and self.recording:
            self._calls.ear.speak(self._language)
        self.changed.emit()

    # -- sound files -------------------------------------------------------------------------------------------

    def take_file(self, path: Path, *more: Path) -> bool:
        """A file that was opened or dropped: heard when it is sound, which this returns. ``more`` is told to wait."""
        calls = self._calls
        if calls is None or not calls.ear.is_sound(path):
            return False
        if more:
            self._controller.notices.say(self.tr("One recording at a time: {name} is read").format(name=path.name))
        self._progress(path.name, 0.0)

        def hear(job: Job) -> Conversation:
            def told(done: int, total: int, _what: str) -> None:
                job.emit((path.name, done / max(1, total)))

            return calls.hear(path, self.language, told, job)

        self._controller.tasks.run("file", hear, self._file_heard, self._file_failed, self._file_progress)
        return True

    def _file_progress(self, told: tuple[str, float]) -> None:
        self._progress(*told)

    def _progress(self, name: str, share: float) -> None:
        text = self.tr("Transcribing {name}…").format(name=name)
        stop = self.tr("Stop")
        self._controller.notices.put(Notice("transcribe", text, "mic", stop, self._stop_file, share=share, lines=1))

    def _stop_file(self) -> None:
        self._controller.tasks.retire("file")
        self._controller.notices.drop("transcribe")

    def _file_heard(self, conversation: Conversation) -> None:
        self._controller.notices.drop("transcribe")
        desk = self._controller.desk
        desk.load_conversation(conversation)
        self._controller.open_case(desk.case)

    def _file_failed(self, error: Exception) -> None:
        self._controller.notices.drop("transcribe")
        if not isinstance(error, Cancelled):  # as of any other file: what is read next takes its place
            self._controller.notices.put(Notice("input", words.first_line(error), "warning", closable=True))

    # -- inside ------------------------------------------------------------------------------------------------

    def _request(self, calls: CallParts) -> ListenRequest:
        s = self._controller.settings
        keep, key = None, b""
        if s.keep_audio:
            try:
                keep, key = calls.vault()
            except AssistError as error:
                self._say(self.tr("The sound is not kept: {why}").format(why=error))
        return ListenRequest(s.microphone, s.playback, self.language, keep, key)

    def _heard(self, state: Hearing) -> None:
        self._take(state)
        self.state = state
        self.changed.emit()

    def _take(self, state: Hearing) -> None:
        """Final texts become turns, each side's own."""
        new, self._taken = state.said[self._taken :], len(state.said)
        clock = self._controller.clock
        turns = tuple(Turn(u.speaker, u.text, clock.now()) for u in new if u.speaker is not None)
        if turns:
            self._controller.heard(turns)

    def _done(self, last: Hearing) -> None:
        self._take(last)
        self._end()

    def _failed(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, Cancelled):
            text = self.tr("Listening stopped: {why}").format(why=str(error) or type(error).__name__)
            self._say(text, again=True)

    def _end(self) -> None:
        self._stop, self.state, self.stopping = None, None, False
        self.stopped.emit()
        self.changed.emit()

    def _say(self, text: str, icon: str = "warning", *, again: bool = False) -> None:
        action, act = (self.tr("Listen again"), self.start) if again else ("", None)
        self._controller.notices.put(Notice("speech", text, icon, action, act, closable=True))


class _Stop:
    """The wish to end a recording in good order: its job goes on to its last words, unlike a retired one."""

    def __init__(self) -> None:
        self.wanted = False
        self.job: Job | None = None

    def cancelled(self) -> bool:
        """Asked by the thread that listens."""
        return self.wanted or (self.job is not None and self.job.cancelled())


def _listen(ear: Ear, request: ListenRequest, job: Job, stop: _Stop) -> Hearing:
    """On the group's thread."""
    stop.job = job

    def told(state: Hearing) -> None:
        if not job.cancelled():
            job.emit(state)

    return ear.listen(request, told, stop)
