"""Sound through the intake's door: what is heard goes, as subtitles, through the intake that reads everything else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from assist.domain.conversation import Conversation
from assist.domain.errors import InputError
from assist.services.hearing import Ear
from assist.services.ports import CancelToken, FileIntake, Progress, Reading
from assist.speech.sniff import is_sound, missing_share
from assist.speech.subtitles import as_subtitles

_NOTED = 0.005  # of a recording; less is the rest of a last block


class SoundIntake:
    """Implements ``services.ports.Intake`` around another one: sound is heard first. Who is who, that one decides."""

    def __init__(self, inner: FileIntake, ear: Ear, progress: Progress | None = None) -> None:
        self._inner = inner
        self._ear = ear
        self._progress = progress

    def telling(self, progress: Progress | None) -> SoundIntake:
        """The same, telling ``progress`` how far a file was heard."""
        return SoundIntake(self._inner, self._ear, progress)

    def read_text(self, text: str, case_id: str) -> Conversation:
        """See ``Intake``."""
        return self._inner.read_text(text, case_id)

    def read_file(self, path: Path) -> tuple[Conversation, ...]:
        """See ``Intake``; a sound file is one conversation, on the phone."""
        if str(path) == "-" or not is_sound(path):
            return self._inner.read_file(path)
        return (self.hear(path),)

    def read_with_notes(self, path: Path) -> Reading:
        """See ``FileReader``."""
        if str(path) == "-" or not is_sound(path):
            return self._inner.read_with_notes(path)
        lacks = missing_share(path)
        note = (f"{path.name}: the sound breaks off; {1 - lacks:.0%} of it is there",) if lacks > _NOTED else ()
        return Reading((self.hear(path, progress=self._progress),), note)

    def hear(
        self, path: Path, language: str = "auto", progress: Progress | None = None, cancel: CancelToken | None = None
    ) -> Conversation:
        """The conversation in a sound file. Raises `InputError` when nobody speaks in it, or it cannot be heard."""
        if why := self._ear.missing():
            raise InputError(f"{path.name}: this is sound, and it cannot be transcribed here: {why}")
        said = self._ear.transcribe(path, language, progress, cancel)
        if not said:
            raise InputError(f"{path.name}: nobody speaks in it")
        return replace(self._inner.read_text(as_subtitles(said), path.stem), channel="phone")

    def merge(self, present: Conversation, pasted: Conversation) -> Conversation:
        """See ``Intake``."""
        return self._inner.merge(present, pasted)
