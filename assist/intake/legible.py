"""Pasted text that is no text: the bytes of a picture or a program, handed over as characters."""

from __future__ import annotations

import re

from assist.domain.errors import InputError

# How files that are no text begin, however their first byte was decoded.
_SIGNATURE = re.compile(
    r"^.{0,3}(?:PNG\r?\n\x1a|GIF8[79]a|%PDF-\d|PK[\x03\x05][\x04\x06]|RIFF.{4,16}(?:WEBP|WAVE|AVI )"
    r"|\x7fELF|OggS\x00|SQLite format 3)|^.{2,12}(?:JFIF|Exif)\x00",
    re.DOTALL,
)
# Controls that no text holds (C0 but for white space, DEL, C1 but for NEL), what no decoder could read, half pairs.
_UNREADABLE = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd\ud800-\udfff]")
_LOOK = 20_000  # characters
_FEW, _SHARE = 8, 50  # a damaged message has some; more than these, and more than one in fifty, is no message


def check_legible(text: str, where: str) -> None:
    """Raises `InputError` where ``text`` begins as a file of bytes does, or holds too much that cannot be read."""
    head = text[:_LOOK]
    unreadable = len(_UNREADABLE.findall(head))
    if _SIGNATURE.match(head) or (unreadable > _FEW and unreadable * _SHARE > len(head)):
        raise InputError(f"{where}: this is no text (a picture or other data that was copied as text)")
