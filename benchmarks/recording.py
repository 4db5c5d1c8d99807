"""A call for the README's picture of a recording: its words are given, the window and what it finds are real."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from assist.domain.conversation import Speaker
from assist.services.hearing import Channel, Devices, Hearing, ListenRequest, Utterance
from assist.services.ports import CancelToken, Progress

CALL = (
    (Speaker.AGENT, "Thank you for calling Northwind Outdoor, how can I help you?"),
    (Speaker.CUSTOMER, "My order 827 3620 should have been here last Monday, and this is the third time I call."),
)
NOW = "We leave for our trip on Friday and I still do not know where the tent is"
ELAPSED = 83.0


class ScriptedEar:
    """Implements ``services.hearing.Ear``: tells `CALL` as heard, and `NOW` as being said."""

    def missing(self) -> str:
        """Nothing."""
        return ""

    def is_sound(self, _path: Path) -> bool:
        """No file is."""
        return False

    def transcribe(
        self,
        _path: Path,
        _language: str = "auto",
        _progress: Progress | None = None,
        _cancel: CancelToken | None = None,
    ) -> tuple[Utterance, ...]:
        """Nothing."""
        return ()

    def listen(
        self,
        _request: ListenRequest,
        on_event: Callable[[Hearing], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> Hearing:
        """The same state ten times a second until cancelled."""
        said = tuple(Utterance(text, 0.0, 1.0, "en", speaker) for speaker, text in CALL)
        channels = (Channel(Speaker.AGENT, 0.15), Channel(Speaker.CUSTOMER, 0.7, NOW, NOW.index("where")))
        state = Hearing(channels, said, ELAPSED, language="en")
        while cancel is None or not cancel.cancelled():
            if on_event is not None:
                on_event(state)
            time.sleep(0.1)
        return state

    def pause(self, *, on: bool) -> None:
        """Not here."""

    def speak(self, language: str) -> None:
        """Not here."""

    def devices(self) -> Devices:
        """None."""
        return Devices()

    def close(self) -> None:
        """Nothing to end."""
