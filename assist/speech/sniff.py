"""Whether a file is sound, told by how it begins."""

from __future__ import annotations

from pathlib import Path

from assist.support.beginnings import beginning

_HEAD = 64
_UNKNOWN = 0x7FFF_0000
_BARE_ULAW = {".ul", ".ulaw", ".mulaw", ".pcmu"}


def is_sound(path: Path) -> bool:
    """Whether the file begins as a sound or video file does. Bare μ-law has no beginning: its ending tells."""
    return looks_like_sound(beginning(path, _HEAD)) or is_bare(path)


def is_bare(path: Path) -> bool:
    """Whether it is μ-law without a header, 8,000 samples a second, as telephone systems write it."""
    return path.suffix.lower() in _BARE_ULAW and path.is_file() and not looks_like_sound(beginning(path, _HEAD))


def looks_like_sound(head: bytes) -> bool:
    """Whether these first bytes begin a sound or video file."""
    if head[:4] in {b"RIFF", b"RF64"}:
        return head[8:12] in {b"WAVE", b"AVI "}
    if head[:4] == b"FORM":
        return head[8:12] in {b"AIFF", b"AIFC"}
    if head[4:8] == b"ftyp":
        return head[8:11] not in {b"hei", b"mif", b"avi"}  # HEIC and AVIF pictures use the same box
    begins = (b"OggS", b"fLaC", b"ID3", b".snd", b"\x1a\x45\xdf\xa3", b"#!AMR", b"caff")
    if head.startswith(begins):
        return True
    # An MPEG audio frame: eleven set bits, then a layer, a bit rate and a rate that exist (ISO 11172-3); or ADTS.
    return (
        len(head) > 3
        and head[0] == 0xFF
        and head[1] & 0xE0 == 0xE0
        and head[1] & 0x18 != 0x08
        and (head[1] & 0xF6 == 0xF0 or (head[1] & 0x06 != 0 and head[2] >> 4 not in {0, 15} and head[2] & 0x0C != 0x0C))
    )


def missing_share(path: Path) -> float:
    """How much of the sound a WAV file announces is not in it, 0 to 1; 0 where the file does not tell."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(12)
            while head[:4] == b"RIFF" and len(chunk := file.read(8)) == 8:
                length = int.from_bytes(chunk[4:], "little")
                if chunk[:4] == b"data":
                    there = size - file.tell()
                    # Programs that write into a pipe announce nothing, or all they could.
                    announced = 0 < length < _UNKNOWN
                    return max(0.0, 1 - there / length) if announced else 0.0
                file.seek(length + length % 2, 1)
    except OSError:
        pass
    return 0.0
