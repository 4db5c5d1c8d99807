"""A call from end to end: a sound server plays both sides, the window hears them, form and mood follow."""

from __future__ import annotations

import os
import wave
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from assist import desktop
from assist.app import Workshop
from assist.domain.assistance import MoodLabel
from assist.domain.conversation import Speaker
from assist.ui.window import Sidebar
from tests.sound_server import SoundServer, sound_server
from tests.speech.conftest import Say, quiet, say, speech_models, write_wav

assert say is not None  # fixtures of the speech tests, used here too
assert speech_models is not None
pytestmark = [pytest.mark.slow, pytest.mark.timeout(280)]
RECORDED = Path(os.environ.get("ASSIST_BENCH", Path(__file__).parents[3] / "shared" / "bench")) / "audio"
ANGRY = {MoodLabel.ANGRY, MoodLabel.FRUSTRATED}
PATIENCE_MS = 120_000


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    with sound_server(tmp_path, monkeypatch) as running:
        yield running


@pytest.fixture
def window(
    shared_home: Path, tmp_path: Path, speech_models: object, qtbot: QtBot, server: SoundServer
) -> Iterator[Sidebar]:
    """The real window on the sample pack; its embeddings are shared with the other tests of this folder."""
    home = tmp_path / "home"
    (shared_home / "cache").mkdir(parents=True, exist_ok=True)
    home.mkdir()
    (home / "cache").symlink_to(shared_home / "cache")
    with Workshop(home) as shop:
        shop.__dict__["speech_models"] = speech_models
        shop.apply(replace(shop.settings, microphone="agent.monitor", playback="customer.monitor", drafts=False))
        shop.settings_file.save(shop.settings)
        made = desktop.build(shop, None, pack=str(shop.sample_pack), first=None, notes=())
        qtbot.addWidget(made)
        made.show()
        knowledge = made.controller.knowledge
        qtbot.waitUntil(
            lambda: knowledge.pack is not None and not knowledge.opening and not knowledge.indexing, timeout=PATIENCE_MS
        )
        yield made
        made.close()


def ready(window: Sidebar) -> bool:
    state = window.calls.listening.state
    return state is not None and state.ready


def said_by(window: Sidebar, speaker: Speaker) -> str:
    return " ".join(t.text for t in window.controller.conversation.turns if t.speaker is speaker)


def test_the_window_shows_who_said_what_and_form_and_mood_follow(
    tmp_path: Path, say: Say, qtbot: QtBot, window: Sidebar, server: SoundServer
) -> None:
    control = window.controller
    agent = write_wav(tmp_path / "agent.wav", say("Thank you for calling. How can I help you today?"))
    order = say("My order never arrived. The order number is eight two seven, three six five four.")
    angry = say("This is the third time I call. I am really angry and disappointed.")
    customer = write_wav(tmp_path / "customer.wav", np.concatenate([quiet(4), order, quiet(2), angry, quiet(1)]))
    window.listen()
    qtbot.waitUntil(lambda: ready(window), timeout=PATIENCE_MS)
    server.play(agent, "agent")
    server.play(customer, "customer")

    def order_id() -> str:
        form = control.shown.form if control.shown is not None else None
        found = form.fields.get("order_id") if form is not None else None
        return found.value if found is not None else ""

    qtbot.waitUntil(lambda: order_id() == "8273654", timeout=PATIENCE_MS)

    def mood() -> object:
        return control.shown.mood.label if control.shown is not None and control.shown.mood is not None else None

    qtbot.waitUntil(lambda: mood() in ANGRY, timeout=PATIENCE_MS)
    assert "help you" in said_by(window, Speaker.AGENT).lower()
    assert "never arrived" in said_by(window, Speaker.CUSTOMER).lower()
    assert "help you" not in said_by(window, Speaker.CUSTOMER).lower()
    window.listen()
    qtbot.waitUntil(lambda: not window.calls.listening.recording, timeout=PATIENCE_MS)


def test_both_sides_of_a_recorded_call_are_heard_with_the_right_speaker(
    tmp_path: Path, qtbot: QtBot, window: Sidebar, server: SoundServer
) -> None:
    sides = {name: RECORDED / f"en_call_lca_repairs40_{name}.wav" for name in ("agent", "caller")}
    if not all(path.exists() for path in sides.values()):
        pytest.skip("the recorded call is not on this machine")
    window.listen()
    qtbot.waitUntil(lambda: ready(window), timeout=PATIENCE_MS)
    for name, path in sides.items():
        with wave.open(str(path)) as file:
            samples = np.frombuffer(file.readframes(20 * file.getframerate()), "<i2")
        opening = write_wav(tmp_path / f"{name}.wav", (samples / 32768).astype(np.float32), rate=8000)
        server.play(opening, "agent" if name == "agent" else "customer")
    qtbot.waitUntil(lambda: "dealership" in said_by(window, Speaker.CUSTOMER).lower(), timeout=PATIENCE_MS)
    assert "thank you for calling" in said_by(window, Speaker.AGENT).lower()
    assert "jack" in said_by(window, Speaker.CUSTOMER).lower()
    assert [t.speaker for t in window.controller.conversation.turns][:2] == [Speaker.AGENT, Speaker.CUSTOMER]
    window.listen()
    qtbot.waitUntil(lambda: not window.calls.listening.recording, timeout=PATIENCE_MS)
