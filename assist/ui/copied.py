"""What a clipboard or a drag offers: whether it is a picture, and the picture."""

from __future__ import annotations

import re

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)


def offers_picture(data: QMimeData) -> bool:
    """Whether a picture is offered, and no text of its own with it.

    A spreadsheet offers its cells as text and as a picture: that is text. A browser offers a picture with its address.
    Only the list of formats is believed: some programs answer with the picture's bytes when they are asked for text.
    """
    formats = data.formats()
    if not data.hasImage() and not any(f.startswith("image/") for f in formats):
        return False
    if not any(f.startswith("text/plain") for f in formats):
        return True
    text = data.text().strip()
    return not text or _ADDRESS.fullmatch(text) is not None or "\x00" in text or "\ufffd" in text[:16]


def picture(data: QMimeData) -> QImage | None:
    """The picture in the first format that can be read; ``None`` where none can."""
    image = data.imageData()
    if isinstance(image, QImage) and not image.isNull():
        return image
    for name in data.formats():
        if name.startswith("image/"):
            read = QImage.fromData(data.data(name))
            if not read.isNull():
                return read
    return None
