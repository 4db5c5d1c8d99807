"""The child process that hears. Module-level functions only, so that it starts in a frozen app too."""

from __future__ import annotations

import faulthandler
import os
import sys
import threading
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

import psutil

from assist.domain.errors import Cancelled, InputError
from assist.services.hearing import ListenRequest
from assist.speech.hub import refuse_hub
from assist.speech.messages import Done, FindDevices, Setup, Transcribe
from assist.support.child import Channel, serve
from assist.support.paths import resources

if TYPE_CHECKING:
    from assist.speech.reading import Reader

MOST_THREADS = 4


def run(pipe: Connection, setup: Setup) -> None:
    """Serve until the parent is gone. Model and libraries are loaded by the first message that needs them."""
    refuse_hub()
    _quieten()
    os.environ.setdefault("GOMP_SPINCOUNT", "2000")  # threads that wait give the core back, as in the model's worker
    serve(pipe, Worker(setup).handle)


class Worker:
    """Answers messages; keeps model and voice detector between them."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._reader: Reader | None = None
        self._recogniser: Any = None
        self._session: Any = None

    def handle(self, message: object, channel: Channel) -> object:
        """`Transcribe` and `ListenRequest` as `Ear` describes them; `FindDevices` gives `Devices`."""
        if isinstance(message, Transcribe):
            return self._transcribe(message, channel)
        if isinstance(message, ListenRequest):
            from assist.speech.live import Live  # noqa: PLC0415 - SoundCard connects to the sound server

            return Live(message, self._load, channel, self._setup.simplify).run()
        if isinstance(message, FindDevices):
            from assist.speech.devices import find_devices  # noqa: PLC0415

            return find_devices()
        raise TypeError(f"unknown message {type(message).__name__}")

    def _transcribe(self, message: Transcribe, channel: Channel) -> object:
        from assist.speech.files import transcribe  # noqa: PLC0415

        def advance(share: float, stage: str) -> None:
            if channel.cancelled():
                raise Cancelled("the transcription was stopped")
            channel.emit(Done(share, stage))

        _, reader, session = self._load()
        return transcribe(message.path, message.language, session, reader, advance)

    def _load(self) -> tuple[Any, Reader, Any]:
        from assist.speech.digits import DigitEar  # noqa: PLC0415
        from assist.speech.reading import Reader  # noqa: PLC0415
        from assist.speech.voice import load_session  # noqa: PLC0415
        from assist.speech.whisper import Recogniser  # noqa: PLC0415

        if self._reader is None:
            try:
                ear = DigitEar(resources() / "heads" / "digits.npz") if self._setup.digits else None
                self._recogniser = Recogniser(self._setup.model, self._setup.threads or _threads(), ear)
            except (RuntimeError, ValueError, OSError) as error:
                raise InputError(f"the speech model cannot be loaded ({error})") from None
            self._session = load_session()
            self._reader = Reader(self._recogniser, self._setup.simplify)
        return self._recogniser, self._reader, self._session


def _threads() -> int:
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(psutil.cpu_count(logical=False) or usable, usable, MOST_THREADS))


def _quieten() -> None:
    """Standard error of native code goes nowhere: it could hold text."""
    target = os.open(os.devnull, os.O_WRONLY)
    os.dup2(target, 2)
    os.close(target)
    sys.stderr = os.fdopen(2, "w", buffering=1, closefd=False)
    faulthandler.disable()
    threading.excepthook = lambda _args: None
