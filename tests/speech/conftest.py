"""Voices for the tests: made by espeak-ng where it is installed. The speech model comes from its packages."""

from __future__ import annotations

import io
import shutil
import subprocess
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from assist.speech.client import SpeechProcess
from assist.speech.sound import RATE, Samples
from assist.speech.weights import DEFAULT, SpeechModels, installable

Say = Callable[..., Samples]


@pytest.fixture(scope="session")
def say() -> Say:
    """``say(text, voice="en-us", speed=150)``: its samples at 16 kHz."""
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak-ng is not installed")

    def speak(text: str, voice: str = "en-us", speed: int = 150) -> Samples:
        made = subprocess.run(
            ["espeak-ng", "-v", voice, "-s", str(speed), "--stdout", text], capture_output=True, check=True, timeout=60
        ).stdout
        with wave.open(io.BytesIO(made)) as file:
            rate, data = file.getframerate(), file.readframes(file.getnframes())
        samples = np.frombuffer(data[: len(data) // 2 * 2], "<i2").astype(np.float32) / 32768
        at = np.arange(0, len(samples), rate / RATE)
        return np.interp(at, np.arange(len(samples)), samples).astype(np.float32)

    return speak


@pytest.fixture(scope="session")
def speech_models(tmp_path_factory: pytest.TempPathFactory) -> SpeechModels:
    """A models folder with Whisper base in it."""
    if not installable():
        pytest.skip("the packages with Whisper base are not installed")
    models = SpeechModels(tmp_path_factory.mktemp("speech-models"))
    models.add(DEFAULT)
    return models


@pytest.fixture
def ear(speech_models: SpeechModels) -> Iterator[SpeechProcess]:
    """A real hearing process."""
    process = SpeechProcess(speech_models)
    yield process
    process.close()


@pytest.fixture(scope="session")
def melody() -> Samples:
    """Hold music: a made-up tune of three voices with overtones."""
    rng = np.random.default_rng(5)
    t = np.arange(round(0.4 * RATE)) / RATE
    fade = np.minimum(1, np.minimum(t / 0.02, (0.4 - t) / 0.1))
    notes = 220 * 2 ** (np.array([0, 4, 7, 12, 9, 7, 5, 4]) / 12)
    bars = []
    for _ in range(25):
        chord = rng.choice(notes, 3)
        tones = [np.sin(2 * np.pi * f * k * t) / k for f in chord for k in (1, 2, 3, 4)]
        bars.append(fade * np.sum(tones, axis=0) * 0.08)
    return np.concatenate(bars).astype(np.float32)


def quiet(seconds: float) -> Samples:
    """Silence."""
    return np.zeros(round(seconds * RATE), np.float32)


def write_wav(path: Path, *channels: Samples, rate: int = RATE) -> Path:
    """The channels as a 16-bit WAV file, the shorter ones filled with silence."""
    longest = max(c.size for c in channels)
    whole = np.stack([np.pad(c, (0, longest - c.size)) for c in channels], axis=1)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(len(channels))
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((np.clip(whole, -1, 1) * 32767).astype("<i2").tobytes())
    return path
