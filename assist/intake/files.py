"""What a file's surroundings tell: the tables beside it, and what its name promises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from assist.domain.conversation import Conversation
from assist.domain.errors import InputError
from assist.intake.chat_text import looks_spoken
from assist.intake.clean import clean
from assist.intake.encoding import decode
from assist.intake.model import Table
from assist.intake.relations import kind_of
from assist.intake.tables import header_and_rows

_MOST, _LARGEST = 60, 16 * 1024 * 1024  # tables, bytes of each
_PROMISES = {
    **dict.fromkeys((".vtt", ".srt", ".sbv"), "no cue with its times (00:01.000 --> 00:02.000) was found"),
    **dict.fromkeys((".json", ".jsonl", ".ndjson", ".vcon"), "there is no conversation in it, or it is not JSON"),
    **dict.fromkeys((".ts", ".js"), "no list or object of data was found in this script"),
    **dict.fromkeys(
        (".wav", ".mp3", ".m4a", ".ogg", ".oga", ".opus", ".flac", ".au", ".mp4", ".webm"), "there is no sound in it"
    ),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp"), "there is no picture in it"),
    **dict.fromkeys((".eml", ".mbox", ".mhtml", ".mht"), "no mail headers (From:, Date:, Subject:) were found"),
}
_SPOKEN = {
    **dict.fromkeys((".csv", ".tsv"), "no header row with a column for who speaks and one for what is said was found"),
    ".xml": "XML of a kind that is not known; looked for captions, saved chat pages and lines of a chat",
}


def tables_beside(path: Path) -> Iterator[Table]:
    """Known tables of a database in the same folder; what cannot be read there is passed over."""
    if path.suffix.casefold() not in {".csv", ".tsv"}:
        return
    for other in sorted(path.parent.glob("*.[ct]sv"))[:_MOST]:
        try:
            if other == path or other.stat().st_size > _LARGEST:
                continue
            data = other.read_bytes()
            if kind_of(
                tuple(
                    c.strip().strip('"') for c in data[:8000].split(b"\n", 1)[0].decode("utf-8", "replace").split(",")
                )
            ):
                yield header_and_rows(clean(decode(data, other.name)).split("\n"))
        except (OSError, InputError):
            continue


def check_promise(suffix: str, reader: str, where: str) -> None:
    """Formats are told by content; a name that promises one and holds plain text is a damaged file, and said to be."""
    if reader == "chat text" and (missing := _PROMISES.get(suffix.casefold())):
        raise InputError(f"{where}: {missing}")


def check_spoken(suffix: str, found: Sequence[Conversation], where: str) -> None:
    """A table or XML of an unknown kind is no message somebody wrote, as plain text without names would be."""
    missing = _SPOKEN.get(suffix.casefold())
    if missing and not any(looks_spoken(conversation.turns) for conversation in found):
        raise InputError(f"{where}: {missing}")
