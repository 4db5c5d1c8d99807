"""The real recogniser in its own process, on pictures drawn for this test."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from assist.domain.errors import InputError
from assist.domain.seen import Seen, plain_text
from assist.pictures.client import PictureProcess
from assist.pictures.offline import refuse_downloads

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]

RECEIPT = ("Northwind Outdoor", "Order 8273620", "Camping stove 2 x 44.95", "Total EUR 89.90", "Error code E-1042")


def draw(path: Path, lines: tuple[str, ...] = RECEIPT, size: tuple[int, int] = (520, 260)) -> Path:
    picture = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(picture)
    for i, line in enumerate(lines):
        pen.text((24, 20 + 44 * i), line, fill="black", font=ImageFont.load_default(24))
    picture.save(path)
    return path


@pytest.fixture(scope="module")
def reader() -> Iterator[PictureProcess]:
    process = PictureProcess()
    yield process
    process.close()


@pytest.fixture(autouse=True)
def no_leaks() -> None:
    """The reader lives as long as the module; its own test looks that it ends."""


@pytest.mark.parametrize("ending", ["png", "jpg", "webp", "bmp"])
def test_amounts_numbers_and_codes_are_read_off_a_receipt(reader: PictureProcess, tmp_path: Path, ending: str) -> None:
    text = plain_text(reader.read_picture(draw(tmp_path / f"receipt.{ending}")))
    for wanted in ("8273620", "89.90", "44.95", "E-1042"):
        assert wanted in text


def test_lines_know_where_they_stand_and_on_what_ground(reader: PictureProcess, tmp_path: Path) -> None:
    seen = reader.read_picture(draw(tmp_path / "receipt.png"))
    assert [line.top for line in seen.lines] == sorted(line.top for line in seen.lines)
    assert all(0 <= s.left < s.right <= seen.width and 0 <= s.top < s.bottom <= seen.height for s in seen.lines)
    assert all(min(line.ground) >= 250 for line in seen.lines)


def test_pixels_of_a_screen_are_read_like_a_file(reader: PictureProcess, tmp_path: Path) -> None:
    path = draw(tmp_path / "receipt.png")
    rgb = np.asarray(Image.open(path))
    padded = np.dstack([rgb[:, :, ::-1], np.full(rgb.shape[:2], 255, np.uint8)])
    assert reader.read_pixels(520, 260, padded.tobytes()) == reader.read_picture(path)


def test_an_empty_picture_has_no_lines(reader: PictureProcess, tmp_path: Path) -> None:
    assert reader.read_picture(draw(tmp_path / "white.png", ())) == Seen(520, 260)


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("empty.png", b"", "empty"),
        ("text.png", b"this is not a picture", "not a picture"),
        ("half.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not a picture"),
    ],
)
def test_a_broken_picture_gives_one_line(
    reader: PictureProcess, tmp_path: Path, name: str, content: bytes, word: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=word) as caught:
        reader.read_picture(path)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_decoded(
    reader: PictureProcess, tmp_path: Path
) -> None:
    path = tmp_path / "bomb.png"
    Image.new("1", (30_000, 30_000)).save(path)
    with pytest.raises(InputError, match="30000 x 30000"):
        reader.read_picture(path)


def test_pixels_that_do_not_fit_their_sizes_are_refused(reader: PictureProcess) -> None:
    with pytest.raises(InputError, match="not whole"):
        reader.read_pixels(100, 100, bytes(12))


def test_a_video_gives_the_frames_that_show_something_new(reader: PictureProcess, tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    _film(path, [draw(tmp_path / f"{i}.png", lines) for i, lines in enumerate((RECEIPT[:2], RECEIPT[2:]))])
    looks = reader.read_video(path)
    assert len(looks) == 2
    assert "8273620" in plain_text(looks[0])
    assert "89.90" in plain_text(looks[1])


def test_sound_without_pictures_and_other_files_are_no_videos(reader: PictureProcess, tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"\x00\x00\x00\x18ftypmp42" + bytes(64))
    with pytest.raises(InputError, match=r"clip\.mp4: not a video"):
        reader.read_video(path)


def test_the_process_ends_when_it_is_closed(tmp_path: Path) -> None:
    process = PictureProcess(threads=1)
    process.read_picture(draw(tmp_path / "receipt.png"))
    assert process.pid is not None
    process.close()
    assert process.pid is None


def test_the_recognisers_http_client_can_call_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "requests", None)  # so that it is gone again after the test
    refuse_downloads()
    import requests  # type: ignore[import-untyped,unused-ignore]  # the stand-in that was just put there

    with pytest.raises(OSError, match="nothing is fetched"):
        requests.get("http://example.invalid", timeout=1)


def _film(path: Path, pictures: list[Path]) -> None:
    """Three seconds of each picture."""
    import av

    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=4)
        stream.width, stream.height, stream.pix_fmt = 520, 260, "yuv420p"
        stream.bit_rate = 4_000_000
        for picture in pictures:
            frame = av.VideoFrame.from_ndarray(np.asarray(Image.open(picture)), format="rgb24")
            for _ in range(12):
                container.mux(stream.encode(frame))
        container.mux(stream.encode())
