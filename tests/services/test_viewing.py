"""Pictures and videos among files are conversations like any other file's."""

from __future__ import annotations

from pathlib import Path

import pytest

from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.errors import InputError
from assist.domain.seen import Seen, SeenLine
from assist.intake import TranscriptIntake
from assist.services.ports import CancelToken, Reading
from assist.services.viewing import ViewingReader, is_video

PNG, MP4, M4A = b"\x89PNG\r\n\x1a\n0000", b"\x00\x00\x00\x20ftypisom", b"\x00\x00\x00\x20ftypM4A "


class _Pictures:
    def __init__(self, *looks: Seen) -> None:
        self.looks = looks

    def read_pixels(self, width: int, height: int, data: bytes) -> Seen:
        raise NotImplementedError

    def read_picture(self, path: Path) -> Seen:
        return self.looks[0]

    def read_video(self, path: Path, cancel: CancelToken | None = None) -> tuple[Seen, ...]:
        if not self.looks:
            raise InputError(f"{path.name}: no pictures in it")
        return self.looks

    def close(self) -> None:
        pass


class _Sound:
    """Hears one sentence, or nothing."""

    def __init__(self, *, speaks: bool) -> None:
        self.speaks = speaks

    def read_with_notes(self, path: Path) -> Reading:
        if not self.speaks:
            raise InputError(f"{path.name}: nobody speaks in it")
        return Reading((Conversation("x", (Turn(Speaker.CUSTOMER, "It is broken."),)),), ("a note",))


def look(*texts: str) -> Seen:
    return Seen(300, 200, tuple(SeenLine(t, 10, 10 + 40 * n, 100, 30 + 40 * n) for n, t in enumerate(texts)))


def reading(folder: Path, data: bytes, sound: _Sound, *looks: Seen) -> Reading:
    path = folder / "file.bin"
    path.write_bytes(data)
    return ViewingReader(sound, _Pictures(*looks), TranscriptIntake().read_text).read_with_notes(path)


def test_a_picture_is_known_by_its_content(tmp_path: Path) -> None:
    (only,) = reading(tmp_path, PNG, _Sound(speaks=True), look("Order 8273620")).conversations
    assert [t.text for t in only.turns] == ["Order 8273620"]
    with pytest.raises(InputError, match=r"^file\.bin: no text was found"):
        reading(tmp_path, PNG, _Sound(speaks=True), look())


def test_a_video_is_what_is_said_and_what_is_shown_each_line_once(tmp_path: Path) -> None:
    looks = (look("Error 42"), look("Error 42", "Order 8273620"))
    read = reading(tmp_path, MP4, _Sound(speaks=True), *looks)
    assert [t.text for t in read.conversations[0].turns] == ["It is broken.", "Error 42\nOrder 8273620"]
    assert read.notes == ("a note",)
    silent = reading(tmp_path, MP4, _Sound(speaks=False), *looks).conversations[0]
    assert [t.text for t in silent.turns] == ["Error 42\nOrder 8273620"]
    with pytest.raises(InputError, match="nobody speaks in it"):
        reading(tmp_path, MP4, _Sound(speaks=False))


def test_sound_and_text_are_left_to_the_other_reader(tmp_path: Path) -> None:
    for data in (M4A, b"Customer: hello", b""):
        assert reading(tmp_path, data, _Sound(speaks=True), look("x")).conversations[0].id == "x"


@pytest.mark.parametrize("text", [b"BMW owner: my key fob is dead", b"BM", b"GIFT card: it is empty"])
def test_words_that_begin_like_a_picture_are_words(tmp_path: Path, text: bytes) -> None:
    read = reading(tmp_path, text, _Sound(speaks=True), look("Order 8273620"))
    assert [t.text for t in read.conversations[0].turns] == ["It is broken."]


def test_a_bitmap_is_a_picture(tmp_path: Path) -> None:
    read = reading(tmp_path, b"BM\x3a\x00\x00\x00\x00\x00\x00\x00\x36\x00", _Sound(speaks=True), look("Order 8273620"))
    assert [t.text for t in read.conversations[0].turns] == ["Order 8273620"]


@pytest.mark.parametrize(("brand", "moves"), [(b"isom", True), (b"qt  ", True), (b"heic", False), (b"M4A ", False)])
def test_a_photograph_or_sound_in_a_films_box_is_no_video(tmp_path: Path, brand: bytes, moves: bool) -> None:
    path = tmp_path / "x.bin"
    path.write_bytes(b"\x00\x00\x00\x20ftyp" + brand)
    assert is_video(path) is moves
