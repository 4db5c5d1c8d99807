"""Pictures the agent pastes or drops: what they say joins the conversation, with a thumbnail."""

from __future__ import annotations

from collections import deque
from hashlib import blake2b
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader

from assist.domain.conversation import Turn
from assist.domain.errors import AssistError, InputError
from assist.domain.seen import Seen, is_document, plain_text
from assist.services.picturing import named_turns
from assist.services.ports import CancelToken, PictureReader
from assist.services.watching import Transcript
from assist.ui import words
from assist.ui.controller import Controller
from assist.ui.notices import Notice
from assist.ui.parts import UiParts
from assist.ui.tasks import Job

THUMBNAIL = QSize(160, 120)
NOTICE, FAULT = "picture", "picture-fault"


def is_picture(path: Path) -> bool:
    """Whether the file's content (not its name) is a picture."""
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    return reader.canRead() and bytes(reader.format().data()) not in (b"svg", b"svgz", b"pdf")


class Pictures(QObject):
    """Reads pictures away from the GUI thread. ``changed`` says that the conversation has a new turn."""

    changed = Signal()

    def __init__(self, parts: UiParts, controller: Controller, parent: QObject) -> None:
        super().__init__(parent)
        self._reader, self._store, self._intake = parts.pictures, parts.store, parts.intake
        self._desk, self._tasks, self._notices = controller.desk, controller.tasks, controller.notices
        self._thumbnails: dict[str, QImage] = {}
        self._waiting: deque[tuple[str, QImage, object, Path | None]] = deque()
        self._reading = False

    def take_image(self, image: QImage) -> None:
        """A picture from the clipboard."""
        picture = image.convertToFormat(QImage.Format.Format_RGB32)
        width, height = picture.width(), picture.height()
        data = bytes(picture.constBits())[: width * height * 4]
        self._read(picture, lambda reader, _job: (reader.read_pixels(width, height, data),))

    def take_picture(self, path: Path) -> None:
        """A picture file."""
        reader = QImageReader(str(path))
        reader.setDecideFormatFromContent(True)
        reader.setAutoTransform(True)
        self._read(reader.read(), lambda reading, _job: (reading.read_picture(path),))

    def take_video(self, path: Path) -> None:
        """A short video: what its frames say, and what is said in it where sound can be read."""

        def work(reader: PictureReader, job: CancelToken) -> tuple[Seen, ...]:
            return reader.read_video(path, job)

        self._read(QImage(), work, path)

    def thumbnail(self, name: str) -> QImage | None:
        """The thumbnail of a turn's picture; ``None`` until it is there (the view is asked to look again)."""
        if name not in self._thumbnails and self._store is not None:
            store = self._store
            self._thumbnails[name] = QImage()  # asked once
            self._tasks.run("store", lambda _job: store.picture(name), lambda raw: self._loaded(name, raw), _nothing)
        found = self._thumbnails.get(name)
        return None if found is None or found.isNull() else found

    def _loaded(self, name: str, raw: bytes | None) -> None:
        if raw:
            self._thumbnails[name] = QImage.fromData(raw)
            self.changed.emit()

    def _read(self, picture: QImage, work: object, video: Path | None = None) -> None:
        reader = self._reader
        if reader is None:
            self._notices.say(self.tr("Pictures cannot be read here."))
            return
        self._waiting.append((self._desk.case.id, picture, work, video))
        if not self._reading:
            self._notices.drop(FAULT)
            self._next(reader)

    def _next(self, reader: PictureReader) -> None:
        """One after the other: in the tasks a newer one would take the place of the one before."""
        self._notices.drop(NOTICE)
        self._reading = bool(self._waiting)
        if not self._reading:
            return
        case_id, picture, work, video = self._waiting.popleft()
        self._notices.put(Notice(NOTICE, self.tr("Reading the picture…"), "info", share=-1))

        def run(job: Job) -> tuple[tuple[Seen, ...], tuple[Turn, ...], tuple[Turn, ...]]:
            looks: tuple[Seen, ...] = work(reader, job)  # type: ignore[operator]  # one of the three functions above
            named = named_turns(plain_text(looks[0]), self._intake.read_text) if video is None else ()
            return looks, named, self._spoken(video)

        def read(got: tuple[tuple[Seen, ...], tuple[Turn, ...], tuple[Turn, ...]]) -> None:
            self._next(reader)
            self._was_read(case_id, picture, *got)

        def failed(error: Exception) -> None:
            self._next(reader)
            self._failed(error)

        self._tasks.run("picture", run, read, failed)

    def _spoken(self, video: Path | None) -> tuple[Turn, ...]:
        """What is said in a video; nothing where it is silent or sound cannot be read here."""
        if video is None:
            return ()
        try:
            read = self._intake.read_file(video)
        except InputError:
            return ()
        return read[0].turns if read else ()

    def _was_read(
        self,
        case_id: str,
        picture: QImage,
        looks: tuple[Seen, ...],
        named: tuple[Turn, ...],
        spoken: tuple[Turn, ...],
    ) -> None:
        if case_id != self._desk.case.id:
            return  # the agent has gone on to another case
        chat = Transcript()
        in_bubbles = [not is_document(seen) and chat.look(seen) for seen in looks]
        turns = (*(chat.turns or named), *spoken)
        text = "" if (all(in_bubbles) and looks) or (named and not chat.turns) else _all_text(looks)
        known = self._desk.see(turns) if turns else False
        if text:
            self._desk.show_picture(text, self._keep(picture, text))
        if known or text:
            self.changed.emit()
        elif not turns:
            self._notices.say(self.tr("No text was found in it."))
        else:
            self._notices.say(self.tr("Nothing new in it"))

    def _keep(self, picture: QImage, text: str) -> str:
        small = picture.scaled(
            THUMBNAIL, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )  # fmt: skip
        name = blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()
        if small.isNull():
            return name
        self._thumbnails[name] = small
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        small.save(buffer, "JPEG", 80)  # type: ignore[call-overload]  # the stubs know the form with bytes only
        raw, store, case_id = bytes(buffer.data().data()), self._store, self._desk.case.id
        if store is not None:
            self._tasks.run("store", lambda _job: store.keep_picture(case_id, name, raw), _done, self._not_kept)
        return name

    def _not_kept(self, error: Exception) -> None:
        """The text is what counts, and that is saved with the case; the small picture of it is lost when we end."""
        self._notices.say(self.tr("The thumbnail was not saved: {why}").format(why=str(error)))

    def _failed(self, error: Exception) -> None:
        why = words.first_line(error) if isinstance(error, AssistError) else self.tr("it could not be read")
        self._notices.put(Notice(FAULT, self.tr("Picture: {why}").format(why=why), "warning", closable=True))


def _all_text(looks: tuple[Seen, ...]) -> str:
    """The lines of all looks, each once, in the order they came."""
    lines: dict[str, None] = {}
    for seen in looks:
        lines |= dict.fromkeys(line for line in plain_text(seen).splitlines() if line.strip())
    return "\n".join(lines)


def _done(_nothing: object) -> None:
    """Kept."""


def _nothing(_error: Exception) -> None:
    """A thumbnail that cannot be had is not shown."""
