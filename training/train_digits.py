"""Trains the digit head, ``resources/heads/digits.npz``, and writes its model card.

    python training/train_digits.py --cache FOLDER [--rounds 16]

Run by hand; needs espeak-ng, flite, and the packages of Whisper base and of the Mandarin voice, see
`benchmarks.voices.can_say`. Seeded: the same packages give the same sounds, and weights that differ in their last
digits. What the encoder heard of each clip stays in FOLDER (1.1 GB), so that an interrupted run goes on. Every twelfth
clip is left out of training.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from assist.speech.digits import LABELS, chances, head_of
from assist.speech.hub import refuse_hub
from assist.speech.weights import DEFAULT, SpeechModels
from benchmarks.speech import errors
from benchmarks.voices import RATE, ChineseVoice, Samples, by_espeak, by_flite, can_say, resampled
from training.ctc import Clip, Weights, train
from training.dictation import (
    FLITE,
    VARIANTS,
    VOICES,
    channel,
    chinese,
    chinese_words,
    english,
    kokoro,
    noise,
    one_of,
    voiced,
)
from training.dictation import talkers as made_talkers

HEADS = Path(__file__).resolve().parents[1] / "resources" / "heads"
SEED = 1
SEEDS = {"en": 5, "en-flite": 9, "zh": 6, "zh-words": 8}
LONGEST_S = 14.0
"""Seconds of numbers in a clip, one after the other: the encoder costs the same for one."""
FRAMES = 1500
COUNTS = {"en": 532, "en-flite": 240, "zh": 560, "zh-words": 40}
BY_KOKORO = 0.45
"""The share of the Mandarin numbers that Kokoro speaks; a fifth of the English ones have espeak-ng's plain voice."""
NUMBERS = 154
"""Spoken by Kokoro, each used in several clips, every time through another channel in other noise."""
LEFT_OUT = 12
Make = Callable[[np.random.Generator], tuple[Samples, list[str]]]


def clip(rng: np.random.Generator, make: Make, talkers: list[Samples]) -> tuple[Samples, list[str]]:
    """Numbers with pauses between, through one channel, in noise 6 to 28 dB below."""
    parts = [rng.normal(0, 1e-4, int(rng.uniform(0.1, 0.6) * RATE)).astype(np.float32)]
    labels: list[str] = []
    while True:
        samples, said = make(rng)
        samples = samples / (np.abs(samples).max() + np.float32(1e-6)) * np.float32(rng.uniform(0.4, 1))
        if sum(map(len, parts)) + len(samples) > LONGEST_S * RATE:
            break
        parts += [samples, np.zeros(int(rng.uniform(0.3, 1.2) * RATE), np.float32)]
        labels += said
    sound = channel(np.concatenate(parts), rng)
    level = np.sqrt(np.mean(sound**2)) * 10 ** (-rng.uniform(6, 28) / 20)
    sound = sound + level * noise(len(sound), rng, talkers)
    return (0.7 * sound / np.abs(sound).max() * rng.uniform(0.3, 1)).astype(np.float32), labels


def by_english_voices(rng: np.random.Generator) -> tuple[Samples, list[str]]:
    """One number in any of espeak-ng's English voices."""
    text, labels = english(rng)
    voice = voiced(rng, one_of(rng, VOICES))
    voice = "en-us" if rng.random() < 0.2 else voice
    speed, pitch = int(rng.integers(115, 195)), int(rng.integers(25, 75))
    samples = by_espeak(text, voice, speed, pitch, int(rng.choice([0, 0, 0, 1, 3, 6])))
    return resampled(samples, RATE * rng.uniform(0.88, 1.14)) if rng.random() < 0.3 else samples, labels


def by_flite_voices(rng: np.random.Generator) -> tuple[Samples, list[str]]:
    """One number in one of Flite's voices."""
    text, labels = english(rng)
    samples = by_flite(text, one_of(rng, FLITE), rng.uniform(0.85, 1.3), rng.uniform(85, 210))
    return resampled(samples, RATE * rng.uniform(0.9, 1.1)) if rng.random() < 0.3 else samples, labels


def by_chinese_voices(folder: Path) -> Make:
    """One number in any of espeak-ng's Mandarin voices, or one of `NUMBERS`, made once and kept in ``folder``."""
    made = []
    voice = None
    for number in range(NUMBERS):
        path = folder / f"kokoro-{number:03d}.npz"
        if not path.exists():
            voice = voice or ChineseVoice()
            samples, labels = kokoro(voice, number)
            np.savez(path, samples=samples.astype(np.float16), labels=np.array(labels))
        with np.load(path) as stored:
            made.append((stored["samples"].astype(np.float32), [str(label) for label in stored["labels"]]))

    def make(rng: np.random.Generator) -> tuple[Samples, list[str]]:
        if rng.random() < BY_KOKORO:
            samples, labels = one_of(rng, made)
        else:
            text, labels = chinese(rng)
            samples = by_espeak(text, voiced(rng, "cmn"), int(rng.integers(110, 175)), int(rng.integers(25, 75)))
        return resampled(samples, RATE * rng.uniform(0.88, 1.14)) if rng.random() < 0.6 else samples, labels

    return make


def words(rng: np.random.Generator) -> tuple[Samples, list[str]]:
    """A Mandarin sentence without a number."""
    text, labels = chinese_words(rng)
    return by_espeak(text, voiced(rng, "cmn"), int(rng.integers(130, 200)), int(rng.integers(25, 75))), labels


def heard(folder: Path) -> dict[str, list[Clip]]:
    """What the encoder makes of each clip, by language; made or taken from ``folder``."""
    refuse_hub()
    from assist.speech.whisper import Recogniser  # noqa: PLC0415 - after the hub's stand-in

    models = SpeechModels(folder / "models")
    if not models.installed():
        models.add(DEFAULT)
    recogniser = Recogniser(models.get(DEFAULT).path, 1)
    talkers = made_talkers()
    makes: dict[str, Make] = {
        "en": by_english_voices,
        "en-flite": by_flite_voices,
        "zh": by_chinese_voices(folder),
        "zh-words": words,
    }
    clips: dict[str, list[Clip]] = {"en": [], "zh": []}
    for kind, make in makes.items():
        for n in range(COUNTS[kind]):
            path = folder / f"{kind}-{n:04d}.npz"
            if not path.exists():
                sound, labels = clip(np.random.default_rng([SEEDS[kind], n]), make, talkers)
                whole = recogniser.encode(sound, FRAMES)
                frames = -(-len(sound) * 50 // RATE) + 12
                np.savez(path, heard=whole[:frames].astype(np.float16), labels=np.array(labels))
            with np.load(path) as stored:
                clips[kind[:2]].append((stored["heard"], [str(label) for label in stored["labels"]]))
    return clips


def figures(weights: Weights, clips: list[Clip]) -> str:
    """Labels wrong in clips not trained on, as one line of the card's table."""
    wrong, total, whole = 0, 0, 0
    for sound, labels in clips:
        missed = errors(labels, likeliest(weights, sound))
        wrong, total, whole = wrong + missed, total + len(labels), whole + (missed == 0)
    return f"{wrong / max(1, total):.3f} | {whole} of {len(clips)}"


def likeliest(weights: Weights, sound: Any) -> list[str]:
    """The likeliest label of each step, repeats and nothing new left out."""
    found, before = [], 0
    for label in chances(weights, sound.astype(np.float32)).argmax(-1):
        if label and label != before:
            found.append(LABELS[label])
        before = label
    return found


CARD = """# Digit head

`digits.npz` reads numbers off the sound as Whisper base's encoder (int8) leaves it: one set of weights for English and
one for Mandarin, each four layers and 90,000 weights, half precision. A step of 40 ms is a digit, "double", "triple",
words, or nothing new (connectionist temporal classification). It is asked about numbers only, beside the decoder; where
it is not sure, both vote. Run-time code: `assist/speech/digits.py`.

**Made by** `python training/train_digits.py`, with a fixed seed; this page is written by it.

**Data.** Numbers of 4 to 22 digits spoken by synthesisers: English by espeak-ng ({accents} accents, {voices} voices)
and by Flite ({flite} voices, made of people's), Mandarin by espeak-ng and by Kokoro-82M (five voices and mixtures of
them; Apache-2.0), at many speeds and pitches, alone, after and before words, through telephone bands, microphones and
rooms, with people talking or noise 6 to 28 dB
below: {counts}. Nothing recorded, so no noise and no sentence of a measurement.

**Licence of the head:** Apache-2.0.

**Limits.** It has learned from nobody who speaks. What keeps it from harm: the number must have about the length that
the decoder heard, and an utterance without a long number is left alone. Other speech models do without it.

## Figures

On clips left out of training, one in {left_out} (two or three numbers each, many in noise louder than a call's):

| language | labels wrong | clips without an error |
|---|---|---|
{rows}
"""


def main() -> int:
    """Train, store, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, required=True, help="a folder for what the encoder heard")
    parser.add_argument("--rounds", type=int, default=16)
    parser.add_argument("--only", choices=("en", "zh"), help="a language; the other's weights stay as they are")
    options = parser.parse_args()
    if missing := [why for why in (can_say("en"), can_say("zh")) if why]:
        print(missing[0], file=sys.stderr)
        return 1
    options.cache.mkdir(parents=True, exist_ok=True)
    clips, path = heard(options.cache), HEADS / "digits.npz"
    stored: dict[str, Any] = dict(np.load(path)) if options.only else {}
    for language in [options.only] if options.only else list(clips):
        trained = [one for n, one in enumerate(clips[language]) if n % LEFT_OUT]
        weights = train(trained, options.rounds, SEED, language)
        stored |= {f"{language}_{name}": value.astype(np.float16) for name, value in weights.items()}
    np.savez_compressed(path, **stored)
    rows = [f"| {language} | {figures(head_of(stored, language), clips[language][::LEFT_OUT])} |" for language in clips]
    counts = ", ".join(f"{len(found)} clips in {language}" for language, found in clips.items())
    card = CARD.format(
        accents=len(set(VOICES)),
        voices=len(set(VARIANTS)),
        flite=len(FLITE),
        counts=counts,
        left_out=LEFT_OUT,
        rows="\n".join(rows),
    )
    (HEADS / "DIGITS_CARD.md").write_text(card, encoding="utf-8")
    print("\n".join(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
