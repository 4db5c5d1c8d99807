"""The list of readers; a new format is one more entry."""

from __future__ import annotations

from assist.intake.chat_text import ChatText
from assist.intake.line_export import LineExport
from assist.intake.model import Reader
from assist.intake.pages import Page
from assist.intake.structured import JsonText
from assist.intake.subtitles import Subtitles
from assist.intake.tables import Table

READERS: tuple[Reader, ...] = (JsonText(), Subtitles(), Page(), LineExport(), Table(), ChatText())


def choose(text: str, readers: tuple[Reader, ...] = READERS) -> Reader:
    """The reader that is surest of ``text``; the first of equals."""
    return max(readers, key=lambda reader: reader.score(text))
