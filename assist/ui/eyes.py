"""A part of the screen is looked at several times a second; what changes in it is read and joins the conversation."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from assist.domain.conversation import Conversation, Turn
from assist.domain.errors import AssistError
from assist.domain.seen import Seen, plain_text
from assist.services.ports import Intake, PictureReader
from assist.services.watching import Transcript
from assist.ui import words
from assist.ui.controller import Controller
from assist.ui.grabbing import Grabber
from assist.ui.notices import Notice

NOTICE = "screen"


class ScreenReader(QObject):
    """Watches one region. ``changed`` says that the conversation has new turns.

    While one picture is read the next waits; of several only the last is read. What was on screen when the agent began
    another case is not read into the new one. While another window lies over the region nothing is read.
    """

    changed = Signal()

    def __init__(
        self, reader: PictureReader, intake: Intake, controller: Controller, grabber: Grabber, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._reader = reader
        self._intake = intake
        self._desk, self._tasks, self._notices = controller.desk, controller.tasks, controller.notices
        self._grabber = grabber
        self._transcript, self._left = Transcript(), Transcript()
        self._case_id = ""
        self._last: QImage | None = None
        self._next: QImage | None = None
        self._why = ""
        self._window = 0
        self.region = QRect()
        self._timer = QTimer(self)
        self._timer.setInterval(grabber.every_ms)
        self._timer.timeout.connect(self.look)

    @property
    def active(self) -> bool:
        """Whether a region is being watched."""
        return self._timer.isActive()

    def start(self, region: QRect) -> None:
        """Watch ``region`` (desktop coordinates) from now on."""
        self.region = QRect(region)
        self._transcript, self._left = Transcript(), Transcript()
        self._case_id, self._last, self._why = self._desk.case.id, None, ""
        self._window = self._grabber.shows(region)
        self._timer.start()
        self._notices.keep(self._state)
        self.look()

    @Slot()
    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._tasks.retire("screen")
        self._last = self._next = None
        self._notices.drop(NOTICE)

    @Slot()
    def look(self) -> None:
        """Take a picture now; it is read if it differs from the one before."""
        self._grabber.grab(self.region, self._seen)

    def _seen(self, picture: QImage) -> None:
        if not self.active:
            return
        if picture.isNull():
            self._say_why(self.tr("this desktop does not let a program see the screen; paste a screenshot instead"))
            return
        picture = picture.convertToFormat(QImage.Format.Format_RGB32)
        if self._last is not None and picture == self._last:
            return
        self._last = picture
        if self._grabber.covered(self.region, self._window):
            self._next = None
            self._say_why(self.tr("another window covers it, or its own is closed"))
        elif self._tasks.busy("screen"):
            self._next = picture
        else:
            self._read(picture)

    def _read(self, picture: QImage) -> None:
        self._next = None
        width, height = picture.width(), picture.height()
        data = bytes(picture.constBits())[: width * height * 4]
        self._tasks.run(
            "screen", lambda _job: self._reader.read_pixels(width, height, data), self._was_read, self._failed
        )

    def _was_read(self, seen: Seen) -> None:
        if self._next is not None:
            self._read(self._next)
        if self._case_id != self._desk.case.id:
            self._case_id = self._desk.case.id
            self._left, self._transcript = self._transcript, Transcript()
        if self._left.knows(seen):
            self._say_why("")
            return
        self._left = Transcript()
        turns = self._turns(seen)
        self._say_why("" if turns else self.tr("no chat recognised in it yet"))
        if turns and self._desk.see(turns):
            self.changed.emit()
        self._notices.keep(self._state)

    def _turns(self, seen: Seen) -> tuple[Turn, ...]:
        """Bubbles on two sides; where there are none, lines with names before them."""
        if self._transcript.look(seen):
            return self._transcript.turns
        try:
            read: Conversation = self._intake.read_text(plain_text(seen), self._desk.case.id)
        except AssistError:
            return ()
        return read.turns if len({t.speaker for t in read.turns}) > 1 else ()

    def _failed(self, error: Exception) -> None:
        self._last = None  # the same picture is read again
        self._say_why(words.first_line(error))

    def _say_why(self, why: str) -> None:
        if why != self._why:
            self._why = why
            self._notices.keep(self._state)

    def _state(self) -> Notice:
        count = len(self._transcript.turns)
        text = self.tr("Reading a part of the screen · {n} messages seen").format(n=count)
        if self._why:
            text = self.tr("Reading a part of the screen: {why}").format(why=self._why)
        return Notice(NOTICE, text, "eye", action=self.tr("Stop"), act=self.stop)
