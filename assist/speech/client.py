"""The parent's side of hearing: an `Ear` whose work is done in a child process."""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

from assist.domain.errors import Cancelled, InputError, WorkerDied
from assist.services.hearing import Devices, Hearing, ListenRequest, Utterance
from assist.services.ports import CancelToken, Progress
from assist.speech.messages import Done, FindDevices, Pause, Setup, Speak, Transcribe
from assist.speech.sniff import is_sound
from assist.speech.weights import BASE_SHA256, SpeechModels
from assist.speech.worker import run
from assist.support.child import Child, ChildEnded

_LIBRARIES = ("ctranslate2", "faster_whisper", "av", "soundcard")


class SpeechProcess:
    """Implements ``services.hearing.Ear``. The child starts with the first call, and again, with back-off, if it died.

    ``model`` names a speech model (empty: the one that is there). ``simplify`` is a module-level function.
    """

    def __init__(
        self,
        models: SpeechModels,
        model: Callable[[], str] = str,
        threads: int = 0,
        simplify: Callable[[str], str] | None = None,
    ) -> None:
        self._models = models
        self._model = model
        self._threads = threads
        self._simplify = simplify
        self._child: Child | None = None
        self._folder: Path | None = None
        self._busy = threading.Lock()
        self._listening = self._closing = False

    @property
    def pid(self) -> int | None:
        """The child's process id while it runs."""
        return self._child.pid if self._child is not None else None

    def missing(self) -> str:
        """See `Ear`."""
        lacking = [name for name in _LIBRARIES if importlib.util.find_spec(name) is None]
        if lacking:
            return f"the library {lacking[0]} is not installed"
        try:
            self._models.get(self._model())
        except InputError as error:
            return str(error)
        return ""

    def is_sound(self, path: Path) -> bool:
        """See `Ear`."""
        return is_sound(path)

    def transcribe(
        self, path: Path, language: str = "auto", progress: Progress | None = None, cancel: CancelToken | None = None
    ) -> tuple[Utterance, ...]:
        """See `Ear`."""
        if self._listening:
            raise InputError("a recording is in progress; stop it first")

        def event(got: object) -> None:
            if progress is not None and isinstance(got, Done):
                progress(round(got.share * 1000), 1000, got.stage)

        answer = self._call(Transcribe(path.resolve(), language), event, cancel)
        return cast("tuple[Utterance, ...]", answer)

    def listen(
        self,
        request: ListenRequest,
        on_event: Callable[[Hearing], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> Hearing:
        """See `Ear`. The child tells new utterances only; here they are put together again."""
        said: tuple[Utterance, ...] = ()

        def event(got: object) -> None:
            nonlocal said
            if isinstance(got, Hearing):
                said = (*said, *got.said)
                if on_event is not None:
                    on_event(replace(got, said=said))

        self._listening = True
        try:
            last = cast("Hearing", self._call(request, event, cancel))
        finally:
            self._listening = False
        return replace(last, said=(*said, *last.said))

    def pause(self, *, on: bool) -> None:
        """See `Ear`."""
        if self._child is not None:
            self._child.tell(Pause(on))

    def speak(self, language: str) -> None:
        """See `Ear`."""
        if self._child is not None:
            self._child.tell(Speak(language))

    def devices(self) -> Devices:
        """See `Ear`."""
        if self._listening:
            raise InputError("a recording is in progress; stop it first")
        return cast("Devices", self._call(FindDevices(), None, None, needs_model=False))

    def close(self) -> None:
        """See `Ear`. A call in progress ends with `Cancelled`."""
        self._closing = True
        if self._child is not None:
            self._child.stop()

    def _call(
        self,
        message: object,
        event: Callable[[object], None] | None,
        cancel: CancelToken | None,
        *,
        needs_model: bool = True,
    ) -> object:
        child = self._ready(needs_model=needs_model)
        try:
            return child.call(message, event, cancel)
        except ChildEnded as ended:
            if self._closing:
                raise Cancelled("speech is being closed") from ended
            raise WorkerDied(f"speech stopped unexpectedly ({ended})") from ended

    def _ready(self, *, needs_model: bool) -> Child:
        """The child, for the model that is wanted now."""
        with self._busy:
            if needs_model or self._child is None:
                model = self._models.get(self._model()) if needs_model else None
                folder = model.path if model is not None else Path()
                if self._child is None or (needs_model and folder != self._folder):
                    if self._child is not None:
                        self._child.stop()
                    self._folder = folder
                    digits = model is not None and model.sha256 == BASE_SHA256
                    self._child = Child("speech", run, (Setup(folder, self._threads, self._simplify, digits),))
            return self._child
