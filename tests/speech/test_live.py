"""Live transcription against a real sound server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from assist.domain.conversation import Speaker
from assist.domain.errors import InputError, WorldError
from assist.services.hearing import Hearing, ListenRequest, Trouble
from assist.speech.client import SpeechProcess
from assist.speech.sound import Samples
from assist.speech.vault import open_vault
from tests.sound_server import SoundServer, sound_server
from tests.speech.conftest import Say, quiet, write_wav

KEY = bytes(range(32))
pytestmark = pytest.mark.slow


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    with sound_server(tmp_path, monkeypatch) as running:
        yield running


class Until:
    """A cancel token that ends when ``enough`` says so of the latest state, or after many states."""

    def __init__(self, enough: Callable[[Hearing], bool], most: float = 60.0) -> None:
        self._enough = enough
        self._most = most
        self.states: list[Hearing] = []
        self.over = False

    def see(self, state: Hearing) -> None:
        self.states.append(state)
        self.over = self.over or self._enough(state) or state.elapsed > self._most

    def cancelled(self) -> bool:
        return self.over


def request(keep: Path | None = None) -> ListenRequest:
    return ListenRequest("agent.monitor", "customer.monitor", "auto", keep, KEY if keep else b"")


def test_each_side_is_heard_with_its_speaker_partial_texts_first(
    tmp_path: Path, say: Say, ear: SpeechProcess, server: SoundServer
) -> None:
    agent = write_wav(tmp_path / "agent.wav", np.concatenate([say("How can I help you today?"), quiet(1)]))
    order = "I want to return my order. The order number is eight two seven, three six five four."
    customer = write_wav(tmp_path / "customer.wav", np.concatenate([quiet(3), say(order), quiet(2)]))
    token = Until(lambda h: any("827 3654" in u.text for u in h.said))
    playing: list[object] = []

    def see(state: Hearing) -> None:
        if state.ready and not playing:
            playing.extend([server.play(agent, "agent"), server.play(customer, "customer")])
        token.see(state)

    heard = ear.listen(request(tmp_path / "kept"), see, token)
    by = {speaker: " ".join(u.text for u in heard.said if u.speaker is speaker) for speaker in Speaker}
    assert "help you" in by[Speaker.AGENT].lower()
    assert "return my order" in by[Speaker.CUSTOMER].lower()
    assert "827 3654" in by[Speaker.CUSTOMER]
    assert any(c.partial for state in token.states for c in state.channels)
    assert max(c.level for state in token.states for c in state.channels) > 0.3
    (kept,) = (tmp_path / "kept").iterdir()
    sides = open_vault(kept, KEY)
    assert sides[2]
    assert float(np.abs(sides[1]).max()) > 0.05
    assert b"RIFF" not in kept.read_bytes()


def test_what_is_said_while_the_model_loads_is_heard(
    tmp_path: Path, say: Say, ear: SpeechProcess, server: SoundServer
) -> None:
    speech = write_wav(tmp_path / "a.wav", np.concatenate([say("My parcel never arrived."), quiet(1)]))
    token = Until(lambda h: bool(h.said))
    playing: list[object] = []

    def see(state: Hearing) -> None:
        if state.elapsed > 0 and not playing:
            playing.append(server.play(speech, "customer"))
        token.see(state)

    heard = ear.listen(request(), see, token)
    assert not token.states[0].ready
    assert "my parcel never arrived" in heard.said[0].text.lower()


def test_silence_and_hold_music_give_no_words(
    tmp_path: Path, ear: SpeechProcess, server: SoundServer, melody: Samples
) -> None:
    music = write_wav(tmp_path / "music.wav", melody)
    token = Until(lambda h: h.elapsed > 9)
    playing: list[object] = []

    def see(state: Hearing) -> None:
        if state.ready and not playing:
            playing.append(server.play(music, "customer"))
        token.see(state)

    heard = ear.listen(request(), see, token)
    assert heard.said == ()
    assert max(state.channels[1].level for state in token.states if state.channels) > 0.3


def test_a_device_that_goes_is_told_and_heard_again_when_it_is_back(
    tmp_path: Path, say: Say, ear: SpeechProcess, server: SoundServer
) -> None:
    speech = write_wav(tmp_path / "a.wav", np.concatenate([say("Where is my order?"), quiet(1)]))
    steps: list[str] = []
    module = next(
        line.split()[0] for line in server.pactl("list", "short", "modules").splitlines() if "customer" in line
    )

    def see(state: Hearing) -> None:
        if not state.channels:
            return
        trouble = state.channels[1].trouble
        if not steps and state.ready:
            server.pactl("unload-module", module)
            steps.append("gone")
        elif steps == ["gone"] and trouble is Trouble.LOST:
            server.pactl("load-module", "module-null-sink", "sink_name=customer", "rate=16000")
            steps.append("told")
        elif steps == ["gone", "told"] and trouble is not Trouble.LOST:
            server.play(speech, "customer")
            steps.append("back")
        token.see(state)

    token = Until(lambda h: bool(h.said))
    heard = ear.listen(request(), see, token)
    assert steps == ["gone", "told", "back"]
    assert "order" in heard.said[0].text.lower()


def test_a_pause_hears_nothing_and_a_muted_microphone_is_told(
    tmp_path: Path, say: Say, ear: SpeechProcess, server: SoundServer
) -> None:
    speech = write_wav(tmp_path / "a.wav", say("Where is my order?"))
    states: list[Hearing] = []
    token = Until(lambda h: bool(h.channels) and h.channels[0].trouble is Trouble.SILENT and h.paused)

    def see(state: Hearing) -> None:
        if state.ready and not state.paused:
            ear.pause(on=True)
        if state.paused and not states:
            server.play(speech, "customer")
        if state.paused:
            states.append(state)
        token.see(state)

    heard = ear.listen(request(), see, token)
    assert heard.said == ()
    assert states[-1].elapsed - states[0].elapsed < 0.01
    assert token.states[-1].channels[0].trouble is Trouble.SILENT


def test_a_file_is_refused_while_a_recording_runs_and_no_server_is_said(
    tmp_path: Path, ear: SpeechProcess, server: SoundServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_wav(tmp_path / "a.wav", quiet(1))
    refused: list[str] = []

    token = Until(lambda _h: True)

    def see(state: Hearing) -> None:
        with pytest.raises(InputError) as caught:
            ear.transcribe(path)
        refused.append(str(caught.value))
        token.see(state)

    ear.listen(request(), see, token)
    assert "recording is in progress" in refused[0]
    ear.close()
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
    alone = SpeechProcess(ear._models)
    try:
        with pytest.raises(WorldError, match="no sound server"):
            alone.devices()
    finally:
        alone.close()
