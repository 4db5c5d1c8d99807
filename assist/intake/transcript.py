"""The intake: pasted text and files in, conversations out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from assist.domain.conversation import Conversation
from assist.domain.errors import InputError
from assist.intake import merging
from assist.intake.clean import clean
from assist.intake.encoding import MAX_BYTES, decode
from assist.intake.files import check_promise, check_spoken, tables_beside
from assist.intake.legible import check_legible
from assist.intake.mail import is_mail, read_mail
from assist.intake.model import Ask, check_size
from assist.intake.readers import choose
from assist.services.ports import Reading

_MAX_CHARS = MAX_BYTES


class TranscriptIntake:
    """Implements ``services.ports.Intake``. ``agent_name`` is how the agent's own name appears in transcripts."""

    def __init__(self, agent_name: str = "") -> None:
        self._agent_name = agent_name

    def read_text(self, text: str, case_id: str) -> Conversation:
        """One conversation out of pasted text of any known shape; it gets the id ``case_id``."""
        if len(text) > _MAX_CHARS:
            raise InputError(f"pasted text: {len(text):,} characters; at most {_MAX_CHARS:,} can be read")
        check_legible(text, "pasted text")
        found = self._read(text, Ask(case_id, agent_name=self._agent_name))
        if len(found) > 1:
            raise InputError(f"pasted text: it holds {len(found)} conversations; paste one, or open it as a file")
        return replace(found[0], id=case_id)

    def read_file(self, path: Path) -> tuple[Conversation, ...]:
        """Every conversation in a file (``-``: standard input), whatever its format and encoding."""
        return self.read_with_notes(path).conversations

    def read_with_notes(self, path: Path) -> Reading:
        """The same, with a line for each thing that was mended or guessed on the way."""
        here = str(path) == "-"
        where = "standard input" if here else path.name
        data = _bytes_of(path, where)
        tables = tuple if here else partial(tables_beside, path)
        ask = Ask("stdin" if here else path.stem, where, self._agent_name, strict=True, tables=tables)
        if is_mail(data):
            return Reading(self._checked(read_mail(data, ask), ask), tuple(ask.notes))
        text = clean(decode(data, where))
        if here:
            return Reading(self._read(text, ask), tuple(ask.notes))
        reader = choose(text).name
        check_promise(path.suffix, reader, where)
        found = self._read(text, ask)
        if reader == "chat text":
            check_spoken(path.suffix, found, where)
        return Reading(found, tuple(ask.notes))

    def merge(self, present: Conversation, pasted: Conversation) -> Conversation:
        """``present`` with what is new in ``pasted``; the same object when nothing is."""
        merged = merging.merge(present, pasted, self._agent_name)
        return merged if merged is present else check_size(merged, "the conversation")

    def _read(self, text: str, ask: Ask) -> tuple[Conversation, ...]:
        text = clean(text)
        if not text.strip():
            raise InputError(f"{ask.where}: there is no text in it")
        if is_mail(text[:20_000].encode("utf-8", "replace")):
            return self._checked(read_mail(text.encode("utf-8", "replace"), ask), ask)
        return self._checked(choose(text).read(text, ask), ask)

    @staticmethod
    def _checked(found: Sequence[Conversation], ask: Ask) -> tuple[Conversation, ...]:
        if not any(c.turns for c in found):
            raise InputError(f"{ask.where}: there is no turn in it")
        return tuple(check_size(c, ask.where) for c in found)


def _bytes_of(path: Path, where: str) -> bytes:
    """What the file holds; reads one byte more than is allowed, so that a huge file is refused without reading it."""
    try:
        if str(path) == "-":
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise InputError(f"{where}: {size / 2**20:.1f} MB; at most {MAX_BYTES // 2**20} MB can be read")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"{where}: cannot be read ({error.strerror or error})") from None
