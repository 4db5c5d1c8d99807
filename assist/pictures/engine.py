"""Text recognition (PP-OCRv6 small, English and Chinese) through RapidOCR and ONNX Runtime. Only in the child process.

A chat on screen moves, but a line that was read once looks the same wherever it stands: readings are remembered by the
shape of their ink, so that scrolling costs the detection of lines and only new lines cost their recognition.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from hashlib import blake2b
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from assist.domain.errors import InputError
from assist.domain.seen import Seen, SeenLine
from assist.pictures.offline import refuse_downloads

Pixels = NDArray[np.uint8]
"""Height x width x 3, blue, green, red."""
MAX_PIXELS = 40_000_000
_MAX_SIDE = 2400
_REMEMBERED = 4000
_SURE = 0.55
_INK = 48
_SMALL = 960


class Recogniser:
    """Reads pictures. Loads its models (31 MB) when made, about a second."""

    def __init__(self, threads: int = 2) -> None:
        refuse_downloads()
        from rapidocr.main import RapidOCR  # noqa: PLC0415 - after its HTTP client was replaced

        logging.getLogger("RapidOCR").setLevel(logging.ERROR)
        options = {
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Global.use_cls": False,
            "Global.log_level": "error",
            # Lines are found in the picture as it is; enlarged first they cost three times as much and are no better.
            "Det.limit_type": "max",
            "Det.limit_side_len": _SMALL,
        }
        self._engine: Any = RapidOCR(params=options)
        self._read: OrderedDict[bytes, tuple[str, float]] = OrderedDict()

    def read(self, picture: Pixels) -> Seen:
        """The lines of a picture, from top to bottom."""
        height, width = picture.shape[:2]
        if min(height, width) < 8:
            return Seen(width, height)
        boxes = self._boxes(picture)
        crops = [picture[t:b, le:r] for le, t, r, b in boxes]
        texts = self._texts(crops)
        found = [
            SeenLine(text, *box, _ground(crop))
            for box, crop, (text, sure) in zip(boxes, crops, texts, strict=True)
            if sure >= _SURE and text.strip()
        ]
        lines = tuple(sorted(found, key=lambda s: (s.top, s.left)))
        return Seen(width, height, lines, _ground(picture[:: max(1, height // 200), :: max(1, width // 200)]))

    def _boxes(self, picture: Pixels) -> list[tuple[int, int, int, int]]:
        """Left, top, right, bottom of each line."""
        height, width = picture.shape[:2]
        scale = min(1.0, _MAX_SIDE / max(height, width))
        small = cv2.resize(picture, None, fx=scale, fy=scale) if scale < 1 else picture
        found = self._engine(small, use_det=True, use_cls=False, use_rec=False)
        corners_of_all = getattr(found, "boxes", None)  # nothing found is another type
        made = []
        for corners in [] if corners_of_all is None else np.asarray(corners_of_all, dtype=float) / scale:
            (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
            box = max(0, int(left)), max(0, int(top)), min(width, round(right) + 1), min(height, round(bottom) + 1)
            if box[2] - box[0] > 2 and box[3] - box[1] > 4:
                made.append(box)
        return made

    def _texts(self, crops: list[Pixels]) -> list[tuple[str, float]]:
        keys = [_ink_key(crop) for crop in crops]
        new = {key: crop for key, crop in zip(keys, crops, strict=True) if key not in self._read}
        if new:
            for key, answer in zip(new, _recognised(self._engine, list(new.values())), strict=True):
                self._read[key] = answer
        texts = [self._read[key] for key in keys]
        for key in keys:
            self._read.move_to_end(key)
        while len(self._read) > _REMEMBERED:
            self._read.popitem(last=False)
        return texts


def _recognised(engine: Any, crops: list[Pixels]) -> list[tuple[str, float]]:
    found = engine.recognize_txt(crops)
    return [(str(text), float(sure)) for text, sure in zip(found.txts or (), found.scores or (), strict=True)]


def _ground(crop: Pixels) -> tuple[int, int, int]:
    """The most frequent colour, as red, green, blue."""
    flat = crop.reshape(-1, 3)
    coarse = flat >> 3
    codes = (coarse[:, 0].astype(np.int32) << 10) | (coarse[:, 1].astype(np.int32) << 5) | coarse[:, 2]
    most = np.bincount(codes).argmax()
    blue, green, red = flat[codes == most].mean(axis=0)
    return int(red), int(green), int(blue)


def _ink_key(crop: Pixels) -> bytes:
    """What two crops of the same line share, however they are cut: the shape of the ink."""
    red, green, blue = _ground(crop)
    apart = np.abs(crop.astype(np.int16) - np.array([blue, green, red], dtype=np.int16)).max(axis=2)
    ink = apart > _INK
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(rows):
        return b""
    tight = (apart[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] >> 3).astype(np.uint8)
    return blake2b(repr(tight.shape).encode() + np.ascontiguousarray(tight).tobytes(), digest_size=16).digest()


def from_pixels(width: int, height: int, data: bytes) -> Pixels:
    """Raw pixels as they come from a screen. Raises `InputError` when the sizes do not fit."""
    if width <= 0 or height <= 0 or len(data) != width * height * 4:
        raise InputError(f"the picture is not whole: {len(data):,} bytes for {width} x {height} pixels")
    return np.ascontiguousarray(np.frombuffer(data, np.uint8).reshape(height, width, 4)[:, :, :3])


def from_file(path: Path) -> Pixels:
    """A picture file. Raises `InputError` with one line when it is none, or too large."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path.name}: {error.strerror or error}") from error
    if not raw:
        raise InputError(f"{path.name}: the file is empty")
    return from_bytes(raw, path.name)


def from_bytes(raw: bytes, name: str) -> Pixels:
    """An encoded picture, turned as its camera held it; transparent parts become white."""
    from io import BytesIO  # noqa: PLC0415 - with Pillow

    from PIL import Image, ImageOps  # noqa: PLC0415 - only for files

    Image.MAX_IMAGE_PIXELS = None  # looked at below, before anything is decoded
    try:
        with Image.open(BytesIO(raw)) as opened:
            width, height = opened.size
            turned = ImageOps.exif_transpose(opened).convert("RGBA") if width * height <= MAX_PIXELS else None
    except Exception as error:
        raise InputError(f"{name}: not a picture that can be read") from error
    if turned is None:
        raise InputError(f"{name}: {width} x {height} pixels are more than can be read")
    white = Image.new("RGBA", turned.size, "white")
    white.alpha_composite(turned)
    return np.ascontiguousarray(np.asarray(white.convert("RGB"), dtype=np.uint8)[:, :, ::-1])
