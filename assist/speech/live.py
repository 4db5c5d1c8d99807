"""A live call: two sides recorded, cut into utterances, and read while they are spoken.

The main thread moves sound and tells the state ten times a second. One other thread reads final texts, one utterance
at a time, and one reads partial texts beside it: those are short, and would be old if they waited. They do wait while
a final text is late, so that being behind costs drafts of a text and never the text.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from difflib import SequenceMatcher
from typing import Any

from assist.domain.conversation import Speaker
from assist.services.hearing import Hearing, ListenRequest, Utterance
from assist.speech.capture import Capture
from assist.speech.devices import microphone, playback
from assist.speech.messages import Pause, Speak
from assist.speech.reading import Partial, Tongue, Words
from assist.speech.side import Side, Wanted
from assist.speech.vault import Vault
from assist.support.child import Channel

_TICK_S, _TELL_S, _START_S = 0.02, 0.1, 4.0
_LATE_S = 2.0  # a final text, after the speaker stopped
_ECHO, _ECHO_WORDS, _ECHO_S = 0.75, 3, 2.0


class Live:
    """One recording, from `run`'s call to the caller's cancel. ``load`` gives recogniser, reader and voice detector."""

    def __init__(
        self,
        request: ListenRequest,
        load: Callable[[], tuple[Any, Any, Any]],
        channel: Channel,
        simplify: Callable[[str], str] | None,
    ) -> None:
        self._request = request
        self._load = load
        self._channel = channel
        self._simplify = simplify
        self._tongue = Tongue(request.language)
        self._sides: tuple[Side, ...] = ()
        self._vault: Vault | None = None
        self._paused = False
        self._elapsed = self._busy = 0.0
        self._before = self._told = self._began = time.monotonic()
        self._new: list[Utterance] = []
        self._recent: list[Utterance] = []
        self._readings: dict[int, tuple[Wanted, float, Future[Words | Partial]]] = {}  # by lane

    def run(self) -> Hearing:
        """Listen until cancelled; what was being said is still read. Returns the last state, with what is new in it.

        What is said while the model loads is recorded already, and read afterwards.
        """
        request = self._request
        captures = (
            Capture(lambda: microphone(request.microphone), mutable=True),
            Capture(lambda: playback(request.playback), mutable=False),
        )
        with ThreadPoolExecutor(2, "assist-reading") as pool:
            try:
                for capture in captures:
                    capture.start()
                self._began = self._before = time.monotonic()
                self._prepare(captures, pool)
                while not self._channel.cancelled():
                    self._step(pool)
                    time.sleep(_TICK_S)
            finally:
                for capture in captures:
                    capture.stop()
            self._finish(pool)
        return self._state()

    def _prepare(self, captures: tuple[Capture, Capture], pool: ThreadPoolExecutor) -> None:
        loading = pool.submit(self._load)
        while not loading.done():
            recorded = time.monotonic() - self._began if any(c.running for c in captures) else 0.0
            self._channel.emit(Hearing((), elapsed=recorded, ready=False))
            time.sleep(_TELL_S)
        self._recogniser, self._reader, session = loading.result()
        agent, customer = captures
        self._sides = Side(Speaker.AGENT, agent, session), Side(Speaker.CUSTOMER, customer, session)
        if self._request.keep is not None:
            self._vault = Vault.new(self._request.keep, self._request.key)

    def _step(self, pool: ThreadPoolExecutor) -> None:
        for note in self._channel.notes():
            self._heed(note)
        now = time.monotonic()
        if not self._paused:
            self._elapsed += now - self._before
        self._before = now
        self._move_sound()
        self._read_next(pool)
        if now - self._told >= _TELL_S:
            self._told = now
            self._channel.emit(self._state())

    def _heed(self, note: object) -> None:
        if isinstance(note, Speak):
            self._tongue.wanted = note.language
        elif isinstance(note, Pause) and note.on != self._paused:
            self._paused = note.on
            if note.on:
                for side in self._sides:
                    side.finish()

    def _move_sound(self) -> None:
        came = [side.take(paused=self._paused) for side in self._sides]
        if self._vault is not None:
            self._vault.add(came[0], came[1])

    # -- reading -----------------------------------------------------------------------------------------------

    def _read_next(self, pool: ThreadPoolExecutor) -> None:
        for lane, (wanted, started, future) in list(self._readings.items()):
            if future.done():
                del self._readings[lane]
                took = time.monotonic() - started
                self._busy += took
                self._take_reading(wanted, future.result(), took)
        self._settle_early()
        now = time.monotonic()
        choices = [wanted for side in self._sides for wanted in side.wanted()]
        late = any(wanted.kind == "final" and now - wanted.moment > _LATE_S for wanted in choices)
        for lane, kinds in enumerate((("final", "early"), () if late else ("partial",))):
            mine = [wanted for wanted in choices if wanted.kind in kinds]
            if mine and lane not in self._readings:
                first = min(mine, key=lambda w: (kinds.index(w.kind), w.moment))
                self._readings[lane] = first, now, pool.submit(self._read, first)

    def _settle_early(self) -> None:
        """A final text that was read early is there at once."""
        for side in self._sides:
            while side.waiting and (words := side.early(side.waiting[0])) is not None:
                self._final(Wanted(side, "final", side.waiting[0], side.waiting[0].voiced_until), words)

    def _read(self, wanted: Wanted) -> Words | Partial:
        """In a reading thread."""
        if wanted.kind == "partial":
            return wanted.side.growing.read(self._recogniser, wanted.spoken, self._tongue, self._simplify)
        words: Words = self._reader.final(wanted.spoken, self._tongue, hurry=True)
        return words

    def _take_reading(self, wanted: Wanted, words: Words | Partial, took: float) -> None:
        if isinstance(words, Partial):
            wanted.side.glanced(wanted, words, time.monotonic(), took)
        elif wanted.kind == "early":
            wanted.side.keep_early(wanted.spoken, words)
        else:
            self._final(wanted, words)

    def _final(self, wanted: Wanted, words: Words) -> None:
        side, spoken = wanted.side, wanted.spoken
        if side.waiting and side.waiting[0] is spoken:
            side.waiting.popleft()
        side.over(spoken)
        if not words.text:
            return
        stopped = side.when(spoken.voiced_until)
        said = Utterance(
            words.text,
            max(0.0, side.when(spoken.start) - self._began),
            max(0.0, stopped - self._began),
            words.language,
            side.who,
            lag=max(0.0, time.monotonic() - stopped),
        )
        if side.who is Speaker.AGENT and self._is_echo(said):
            return
        self._new.append(said)
        self._recent = [*self._recent[-7:], said]

    def _is_echo(self, said: Utterance) -> bool:
        """Whether the microphone only heard the loudspeaker: the customer said the same at the same time."""
        if len(said.text.split()) < _ECHO_WORDS and len(said.text) < 2 * _ECHO_WORDS:
            return False
        return any(
            other.speaker is Speaker.CUSTOMER
            and abs(other.start - said.start) < _ECHO_S
            and SequenceMatcher(None, other.text.lower(), said.text.lower()).ratio() > _ECHO
            for other in self._recent
        )

    def _finish(self, pool: ThreadPoolExecutor) -> None:
        self._move_sound()
        for side in self._sides:
            side.finish()
        while self._readings or any(side.waiting for side in self._sides):
            self._read_next(pool)
            time.sleep(_TICK_S)
        if self._vault is not None:
            self._vault.close()

    def _state(self) -> Hearing:
        new, self._new = tuple(self._new), []
        passed = max(1e-6, time.monotonic() - self._began)
        return Hearing(
            tuple(side.channel for side in self._sides),
            new,
            self._elapsed,
            self._paused,
            self._tongue.now,
            self._busy / passed,
            sum(side.skipped + side.capture.skipped for side in self._sides),
            ready=passed > _START_S or all(side.capture.running for side in self._sides),
        )
