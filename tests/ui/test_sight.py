"""A part of the screen and pictures, with a reader that is told what it sees."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QRect, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from assist.domain.conversation import Speaker
from assist.domain.errors import InputError, WorkerDied
from assist.domain.seen import Seen, SeenLine
from assist.services.ports import CancelToken
from assist.ui.eyes import NOTICE, ScreenReader
from assist.ui.region import RegionPicker
from assist.ui.window import Sidebar
from tests.ui import fakes
from tests.ui.conftest import Make, wait_until


def chat(*texts: str) -> Seen:
    """Customer and agent in turn, left and right."""
    lines = [
        SeenLine(
            t, 20 if i % 2 == 0 else 400 - 7 * len(t), 20 + 40 * i, 20 + 7 * len(t) if i % 2 == 0 else 400, 35 + 40 * i
        )
        for i, t in enumerate(texts)
    ]
    return Seen(420, 600, tuple(lines))


class FakeReader:
    """Sees what is in ``sees``, the last of it for ever; raises what is queued in ``errors`` first."""

    def __init__(self, *sees: Seen) -> None:
        self.sees = list(sees)
        self.errors: list[Exception] = []
        self.looks = 0

    def read_pixels(self, width: int, height: int, data: bytes) -> Seen:
        assert len(data) == width * height * 4
        return self._next()

    def read_picture(self, path: Path) -> Seen:
        return self._next()

    def read_video(self, path: Path, cancel: CancelToken | None = None) -> tuple[Seen, ...]:
        return tuple(self.sees)

    def close(self) -> None:
        pass

    def _next(self) -> Seen:
        self.looks += 1
        if self.errors:
            raise self.errors.pop(0)
        return self.sees.pop(0) if len(self.sees) > 1 else self.sees[0]


class FakeGrabber:
    """Another picture at every look, unless it is held still."""

    every_ms = 10

    def __init__(self) -> None:
        self.shade = 0
        self.still = False
        self.blind = False
        self.hidden = False

    def grab(self, region: QRect, take: Callable[[QImage], None]) -> None:
        if not self.still:
            self.shade = (self.shade + 1) % 256
        picture = QImage(region.size(), QImage.Format.Format_RGB32)
        picture.fill(self.shade)
        take(QImage() if self.blind else picture)

    def shows(self, region: QRect) -> int:
        return 7

    def covered(self, region: QRect, window: int) -> bool:
        assert window == 7
        return self.hidden


def watching(make: Make, reader: FakeReader, grabber: FakeGrabber | None = None) -> tuple[Sidebar, ScreenReader]:
    window = make(fakes.parts(pictures=reader))
    screen = ScreenReader(reader, fakes.FakeIntake(), window.controller, grabber or FakeGrabber(), window)
    screen.changed.connect(window.controller.take_turns)
    screen.start(QRect(0, 0, 40, 40))
    return window, screen


def said(window: Sidebar) -> list[str]:
    return [t.text for t in window.controller.conversation.turns]


def test_what_appears_on_the_screen_joins_the_conversation(make: Make, qtbot: QtBot) -> None:
    first = chat("Where is my tent?", "Let me look.")
    window, screen = watching(make, FakeReader(first, chat("Where is my tent?", "Let me look.", "It is late again!")))
    wait_until(qtbot, lambda: len(said(window)) == 3)
    assert said(window) == ["Where is my tent?", "Let me look.", "It is late again!"]
    assert [t.speaker for t in window.controller.conversation.turns] == [
        Speaker.CUSTOMER, Speaker.AGENT, Speaker.CUSTOMER,
    ]  # fmt: skip
    notice = window.controller.notices.get(NOTICE)
    assert notice is not None
    assert "3" in notice.text
    screen.stop()
    assert window.controller.notices.get(NOTICE) is None


def test_a_screen_that_does_not_change_is_not_read_again(make: Make, qtbot: QtBot) -> None:
    reader, grabber = FakeReader(chat("Where is my tent?", "Let me look.")), FakeGrabber()
    grabber.still = True
    window, screen = watching(make, reader, grabber)
    wait_until(qtbot, lambda: len(said(window)) == 2)
    for _ in range(10):
        screen.look()
    assert reader.looks == 1
    screen.stop()


def test_what_covers_the_region_is_not_read(make: Make, qtbot: QtBot) -> None:
    reader, grabber = FakeReader(chat("Where is my tent?", "Let me look.")), FakeGrabber()
    grabber.hidden = True
    window, screen = watching(make, reader, grabber)
    notice = window.controller.notices.get(NOTICE)
    assert notice is not None
    assert "covers" in notice.text
    for _ in range(3):
        screen.look()
    assert reader.looks == 0
    grabber.hidden = False
    wait_until(qtbot, lambda: len(said(window)) == 2)
    notice = window.controller.notices.get(NOTICE)
    assert notice is not None
    assert "covers" not in notice.text
    screen.stop()


def test_the_old_chat_is_not_read_into_a_new_case(make: Make, qtbot: QtBot) -> None:
    reader = FakeReader(chat("Where is my tent?", "Let me look."))
    window, screen = watching(make, reader)
    wait_until(qtbot, lambda: len(said(window)) == 2)
    window.new_case()
    seen = reader.looks
    wait_until(qtbot, lambda: reader.looks > seen + 3)
    assert said(window) == []
    reader.sees = [chat("My lamp is broken", "I am sorry")]
    wait_until(qtbot, lambda: said(window) == ["My lamp is broken", "I am sorry"])
    screen.stop()


def test_a_reader_that_dies_is_said_and_tried_again(make: Make, qtbot: QtBot) -> None:
    reader = FakeReader(chat("Where is my tent?", "Let me look."))
    reader.errors = [WorkerDied("the pictures process ended (signal 9)")]
    window, screen = watching(make, reader)
    wait_until(qtbot, lambda: len(said(window)) == 2)
    screen.stop()


def test_a_desktop_that_shows_nothing_is_said(make: Make, qtbot: QtBot) -> None:
    grabber = FakeGrabber()
    grabber.blind = True
    window, screen = watching(make, FakeReader(chat("a", "b")), grabber)
    notice = window.controller.notices.get(NOTICE)
    assert notice is not None
    assert "screenshot" in notice.text
    screen.stop()


def test_a_picture_becomes_a_turn_with_a_thumbnail(make: Make, qtbot: QtBot, tmp_path: Path) -> None:
    picture = QImage(300, 200, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    receipt = Seen(300, 200, (SeenLine("Order 8273620", 10, 10, 100, 25), SeenLine("Total 89.90 EUR", 10, 40, 100, 55)))
    store = fakes.FakeStore()
    window = make(fakes.parts(pictures=FakeReader(receipt), store=store))
    data = QMimeData()
    data.setImageData(picture)
    assert window.sight.take(data)
    wait_until(qtbot, lambda: said(window) == ["Order 8273620\nTotal 89.90 EUR"])
    name = window.controller.conversation.turns[0].picture
    assert name is not None
    wait_until(qtbot, lambda: name in store.pictures)
    assert QImage.fromData(store.pictures[name]).width() <= 160
    assert window.sight.pictures.thumbnail(name) is not None
    window.toggle_conversation()
    window.grab()


def test_a_dropped_picture_file_is_read_and_a_dropped_chat_is_not_taken_for_one(
    make: Make, qtbot: QtBot, tmp_path: Path, file: Path
) -> None:
    window = make(fakes.parts(pictures=FakeReader(chat("Where is my tent?", "Let me look."))))
    drawn, path = tmp_path / "chat.png", tmp_path / "chat.dat"
    picture = QImage(30, 30, QImage.Format.Format_RGB32)
    picture.fill(0)
    assert picture.save(str(drawn))
    drawn.rename(path)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    assert window.sight.take(data)
    wait_until(qtbot, lambda: len(said(window)) == 2)
    data.setUrls([QUrl.fromLocalFile(str(file))])
    assert not window.sight.take(data)


def test_a_picture_without_text_and_one_that_is_broken_are_said(make: Make, qtbot: QtBot) -> None:
    reader = FakeReader(Seen(30, 30))
    window = make(fakes.parts(pictures=reader))
    picture = QImage(30, 30, QImage.Format.Format_RGB32)
    picture.fill(0)
    with qtbot.waitSignal(window.controller.notices.said):
        window.sight.pictures.take_image(picture)
    reader.errors = [InputError("receipt.png: not a picture that can be read")]
    window.sight.pictures.take_image(picture)
    wait_until(qtbot, lambda: "receipt.png" in getattr(window.controller.notices.get("picture-fault"), "text", ""))
    assert said(window) == []


def test_every_one_of_several_dropped_pictures_joins_the_conversation(make: Make, qtbot: QtBot, tmp_path: Path) -> None:
    numbered = [Seen(300, 60, (SeenLine(f"Receipt {n}", 10, 10, 100, 25),)) for n in range(3)]
    window = make(fakes.parts(pictures=FakeReader(*numbered)))
    picture = QImage(30, 30, QImage.Format.Format_RGB32)
    picture.fill(0)
    paths = [tmp_path / f"{n}.png" for n in range(3)]
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths if picture.save(str(path))])
    window.taking.data(data)
    wait_until(qtbot, lambda: said(window) == ["Receipt 0", "Receipt 1", "Receipt 2"])


def test_a_receipt_with_prices_at_its_right_is_one_turn(make: Make, qtbot: QtBot) -> None:
    lines = (("Tea", 10, 10, 60, 25), ("7.80", 250, 11, 290, 26), ("Total", 10, 60, 60, 75), ("7.80", 250, 61, 290, 76))
    window = make(fakes.parts(pictures=FakeReader(Seen(300, 100, tuple(SeenLine(*line) for line in lines)))))
    picture = QImage(30, 30, QImage.Format.Format_RGB32)
    picture.fill(0)
    window.sight.pictures.take_image(picture)
    wait_until(qtbot, lambda: said(window) == ["Tea  7.80\nTotal  7.80"])


def test_a_region_is_chosen_with_the_mouse_or_with_keys(make: Make, qtbot: QtBot) -> None:
    window = make(fakes.parts(pictures=FakeReader(chat("a", "b"))))
    picked: list[QRect] = []
    picker = RegionPicker(window.screen(), QRect())
    picker.picked.connect(picked.append)
    qtbot.addWidget(picker)
    picker.show()
    QTest.keyClick(picker, Qt.Key.Key_Right)
    QTest.keyClick(picker, Qt.Key.Key_Right)
    QTest.keyClick(picker, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(picker.picked):
        QTest.keyClick(picker, Qt.Key.Key_Return)
    assert picked[0].width() > 60


def test_a_window_without_a_reader_says_that_pictures_cannot_be_read(make: Make, qtbot: QtBot) -> None:
    window = make(fakes.parts())
    with qtbot.waitSignal(window.controller.notices.said) as said_word:
        window.read_screen()
    assert "cannot be read" in said_word.args[0]


@pytest.mark.parametrize("content", [b"", b"c: hello\na: hi", b"\x00" * 40])
def test_other_files_are_neither_pictures_nor_videos(make: Make, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file.png"
    path.write_bytes(content)
    assert not make(fakes.parts()).sight.take_file(path)


def _png(shade: int = 0) -> bytes:
    picture = QImage(30, 30, QImage.Format.Format_RGB32)
    picture.fill(shade)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know the form with bytes only
    return bytes(buffer.data().data())


@pytest.mark.parametrize("text", ["", "https://pictures.test/receipt.png", _png().decode("utf-8", "replace")])
def test_a_copied_picture_is_read_as_one_whatever_is_answered_for_text(make: Make, qtbot: QtBot, text: str) -> None:
    window = make(fakes.parts(pictures=FakeReader(chat("Where is my tent?", "Let me look."))))
    data = QMimeData()
    data.setData("image/png", _png())
    if text:
        data.setText(text)
    window.taking.data(data)
    wait_until(qtbot, lambda: len(said(window)) == 2)


def test_cells_copied_as_text_and_picture_are_text(make: Make, qtbot: QtBot) -> None:
    window = make(fakes.parts(pictures=FakeReader(chat("a picture", "of cells"))))
    data = QMimeData()
    data.setData("image/png", _png())
    data.setText("c: Where is my tent?\na: Let me look.")
    window.taking.data(data)
    assert said(window) == ["Where is my tent?", "Let me look."]


def test_a_copied_picture_that_cannot_be_read_is_said_and_makes_no_turn(make: Make, qtbot: QtBot) -> None:
    window = make(fakes.parts(pictures=FakeReader(chat("a", "b"))))
    data = QMimeData()
    data.setData("image/x-strange", b"\x00strange")
    with qtbot.waitSignal(window.controller.notices.said) as word:
        window.taking.data(data)
    assert "cannot be read" in word.args[0]
    assert said(window) == []


def test_a_picture_pasted_into_the_line_is_no_line(make: Make, qtbot: QtBot) -> None:
    window = make(fakes.parts(pictures=FakeReader(chat("Where is my tent?", "Let me look."))))
    data = QMimeData()
    data.setData("image/png", _png())
    QGuiApplication.clipboard().setMimeData(data)
    window.type_turn()
    QTest.keyClick(window.panels.conversation.line, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    wait_until(qtbot, lambda: len(said(window)) == 2)
    assert window.panels.conversation.line.text() == ""
