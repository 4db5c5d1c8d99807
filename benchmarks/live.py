"""How soon a call is text while drafts are written: ``python -m benchmarks.live [--minutes 3] [--no-drafts]``.

A sound server plays both sides of a call into null sinks, over and over; the hearing process records their monitors,
as it would a microphone and a loudspeaker; the bundled language model writes one draft after the other meanwhile.

    final     from the end of a speaker's voice to the final text, 95th percentile
    partial   from a word to the partial text it is in: how old the oldest new word was, 95th percentile
    factor    the time reading took, of the time that passed
    dropouts  seconds of sound that were skipped, moments a channel was lost, rounds in which a side was not heard

``--minutes 30`` is the long run. The call is the recorded one of the bench where it is there, else a made one.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
from pathlib import Path

import numpy as np

from assist.app import SystemClock, simplified_chinese
from assist.domain.conversation import Speaker
from assist.domain.errors import Cancelled
from assist.llm.client import ModelProcess
from assist.llm.registry import ModelRegistry
from assist.services.hearing import Hearing, ListenRequest, Trouble
from assist.services.ports import DraftRequest
from assist.speech.client import SpeechProcess
from assist.speech.weights import DEFAULT, SpeechModels, installable
from benchmarks.common import BENCH, Row, machine, percentile, table
from benchmarks.sound_server import NoServer, SoundServer, sound_server
from benchmarks.speech import CALL, write
from benchmarks.voices import RATE, can_say, say_english

GOAL_FINAL_S, GOAL_PARTIAL_S, GOAL_FACTOR = 2.0, 1.2, 0.6
TALK = (("user", "My order has not arrived and I have asked three times now. Where is it?"),)


class Drafts(threading.Thread):
    """Writes drafts until told to stop; counts them."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._over = threading.Event()
        self.written = 0

    def cancelled(self) -> bool:
        """Whether to stop."""
        return self._over.is_set()

    def run(self) -> None:
        """On this thread."""
        model = ModelProcess(ModelRegistry(Path("unused")).path(""), 0, 2048, 0, SystemClock())
        try:
            while not self.cancelled():
                request = DraftRequest("You are a customer service agent.", TALK, "Write a long reply.", max_tokens=80)
                model.generate(request, None, self)
                self.written += 1
        except Cancelled:
            pass
        finally:
            model.close()

    def stop(self) -> None:
        """Stop."""
        self._over.set()
        self.join(10)


class Watch:
    """Plays the call again and again while it is heard, and notes what is told."""

    def __init__(self, server: SoundServer, sides: dict[str, Path], seconds: float) -> None:
        self._server = server
        self._sides = sides
        self._end = seconds
        self._heard = 0
        self._playing: list[object] = []
        self._rounds: list[set[Speaker]] = []
        self._partials: dict[Speaker, str] = {}
        self.behind: list[float] = []
        self.lost = 0
        self.over = False

    def cancelled(self) -> bool:
        """The token of the recording."""
        return self.over

    def see(self, state: Hearing) -> None:
        """One state of the recording."""
        if not state.ready:
            return
        if all(p.poll() is not None for p in self._playing):  # type: ignore[attr-defined]  # processes
            self._playing = [self._server.play(path, sink) for sink, path in self._sides.items()]
            self._rounds.append(set())
        for said in state.said[self._heard :]:
            if said.speaker is not None:
                self._rounds[-1].add(said.speaker)
        self._heard = len(state.said)
        for channel in state.channels:
            self.lost += channel.trouble is Trouble.LOST
            if channel.partial and channel.partial != self._partials.get(channel.speaker):
                self.behind.append(channel.behind)
            self._partials[channel.speaker] = channel.partial
        self.over = self.over or state.elapsed >= self._end

    @property
    def deaf(self) -> int:
        """Whole rounds in which a side was not heard at all (the last one is seldom whole)."""
        return sum(len(heard) < 2 for heard in self._rounds[:-1])


def _sides(folder: Path) -> dict[str, Path]:
    recorded = {
        sink: BENCH / "audio" / f"{CALL}_{name}.wav" for sink, name in (("agent", "agent"), ("customer", "caller"))
    }
    if all(path.exists() for path in recorded.values()):
        return recorded
    if why := can_say("en"):
        raise NoServer(why)
    hush = np.zeros(3 * RATE, np.float32)
    agent = [
        say_english("Thank you for calling. How can I help you today?"),
        hush,
        hush,
        say_english("One moment please."),
    ]
    customer = [hush, say_english("My order never arrived. The number is eight two seven, three six two zero."), hush]
    return {
        "agent": write(folder / "agent.wav", np.concatenate(agent)),
        "customer": write(folder / "customer.wav", np.concatenate(customer)),
    }


def measure(minutes: float, *, drafts: bool) -> list[Row]:
    """The rows. Raises `NoServer`."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        models = SpeechModels(folder / "models")
        models.add(DEFAULT)
        with sound_server(folder) as server:
            os.environ["PULSE_SERVER"] = server.address
            ear = SpeechProcess(models, simplify=simplified_chinese)
            watch = Watch(server, _sides(folder), minutes * 60)
            writer = Drafts()
            if drafts:
                writer.start()
            began = time.monotonic()
            try:
                last = ear.listen(ListenRequest("agent.monitor", "customer.monitor"), watch.see, watch)
            finally:
                if drafts:
                    writer.stop()
                ear.close()
    return _rows(last, watch, writer.written, time.monotonic() - began)


def _rows(last: Hearing, watch: Watch, drafts: int, passed: float) -> list[Row]:
    lags, behind = [u.lag for u in last.said], watch.behind
    final = percentile(lags, 95) if lags else float("inf")
    partial = percentile(behind, 95) if behind else float("inf")
    beside = f"{drafts} drafts meanwhile" if drafts else "no drafts"
    dropped = last.skipped + watch.lost / 10
    return [
        Row("live: final text after the speaker stops",
            f"p95 {final:.2f} s, median {percentile(lags or [0.0], 50):.2f} s "
            f"(n = {len(lags)})", f"p95 ≤ {GOAL_FINAL_S} s", beside, ok=final <= GOAL_FINAL_S),
        Row("live: partial text behind the voice", f"p95 {partial:.2f} s (n = {len(behind)})", f"≤ {GOAL_PARTIAL_S} s",
            beside, ok=partial <= GOAL_PARTIAL_S),
        Row("live: real-time factor, two channels", f"{last.working:.2f}", f"≤ {GOAL_FACTOR}", beside,
            ok=last.working <= GOAL_FACTOR),
        Row(f"live: dropouts in {passed / 60:.1f} minutes", f"{dropped:.1f} s, {watch.deaf} rounds unheard", "0",
            ok=not dropped and not watch.deaf),
    ]  # fmt: skip


def main() -> int:
    """Measure; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=3.0)
    parser.add_argument("--no-drafts", action="store_true")
    options = parser.parse_args()
    if not installable():
        print("skipped: the packages with Whisper base are not installed (see requirements/dev.in)")
        return 0
    try:
        rows = measure(options.minutes, drafts=not options.no_drafts)
    except NoServer as why:
        print(f"skipped: {why}")
        return 0
    print(f"{machine()}\n\n{table(rows)}")
    return 1 if any(row.ok is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
