from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.app import transcripts
from assist.domain.conversation import Speaker
from assist.domain.errors import Cancelled, InputError, WorkerDied
from assist.services.hearing import Utterance
from assist.speech.client import SpeechProcess
from assist.speech.intake import SoundIntake
from assist.speech.sniff import is_sound, looks_like_sound, missing_share
from assist.speech.sound import RATE, Samples, decode
from assist.speech.subtitles import as_subtitles
from assist.speech.weights import SpeechModels
from tests.speech.conftest import Say, quiet, write_wav


def _tone(seconds: float = 1.0, hertz: float = 440.0) -> Samples:
    return (0.3 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE)) / RATE)).astype(np.float32)


def _encode(path: Path, codec: str, samples: Samples, rate: int = 16_000) -> Path:
    """The samples in another format; the container follows the file's ending."""
    with av.open(str(path), "w") as out:
        stream: Any = out.add_stream(codec, rate=rate, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples[None], format="flt", layout="mono")
        frame.sample_rate = RATE
        resampler = av.AudioResampler(
            format=stream.codec_context.format, layout="mono", rate=rate, frame_size=stream.codec_context.frame_size
        )
        for part in [*resampler.resample(frame), *resampler.resample(None)]:
            out.mux(stream.encode(part))
        out.mux(stream.encode(None))
    return path


@pytest.mark.parametrize(
    ("name", "codec", "rate"),
    [("a.wav", "pcm_s16le", 16_000), ("a.wav", "pcm_mulaw", 8000), ("a.mp3", "libmp3lame", 44_100),
     ("a.m4a", "aac", 44_100), ("a.ogg", "libopus", 48_000), ("a.flac", "flac", 16_000), ("a.au", "pcm_mulaw", 8000)],
)  # fmt: skip
def test_every_format_is_recognised_by_content_and_decoded(tmp_path: Path, name: str, codec: str, rate: int) -> None:
    made = _encode(tmp_path / name, codec, _tone(1.5), rate)
    nameless = made.rename(tmp_path / "recording")
    assert is_sound(nameless)
    (samples,) = decode(nameless)
    assert abs(samples.size / RATE - 1.5) < 0.15
    spectrum = np.abs(np.fft.rfft(samples[4000:20_000]))
    assert abs(int(np.argmax(spectrum)) - 440) <= 2


def test_bare_mu_law_is_known_by_its_ending(tmp_path: Path) -> None:
    made = _encode(tmp_path / "a.wav", "pcm_mulaw", _tone(1.0), 8000)
    bare = tmp_path / "a.ulaw"
    bare.write_bytes(made.read_bytes()[-8000:])
    assert is_sound(bare)
    assert abs(decode(bare)[0].size - RATE) < 200


def test_two_sides_stay_apart_and_one_voice_on_both_is_one(tmp_path: Path) -> None:
    sides = decode(write_wav(tmp_path / "two.wav", _tone(hertz=300), _tone(hertz=500)))
    same = decode(write_wav(tmp_path / "same.wav", _tone(), _tone()))
    one = decode(write_wav(tmp_path / "one.wav", _tone(), quiet(1)))
    assert [len(sides), len(same), len(one)] == [2, 1, 1]


@pytest.mark.parametrize("content", [b"RIFF\x00\x00\x00\x00WAVEfmt broken", b"ID3\x04\x00\x00", b"OggS" + bytes(40)])
def test_a_broken_sound_file_is_one_clear_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.wav"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"^broken\.wav: "):
        decode(path)


def test_a_recording_that_breaks_off_is_told_by_how_long_it_says_it_is(tmp_path: Path) -> None:
    whole = write_wav(tmp_path / "call.wav", _tone(2.0))
    assert missing_share(whole) == 0
    data = whole.read_bytes()
    (tmp_path / "cut.wav").write_bytes(data[: len(data) // 2])
    assert abs(missing_share(tmp_path / "cut.wav") - 0.5) < 0.01
    (tmp_path / "piped.wav").write_bytes(data[:40] + b"\xff" * 4 + data[44:])
    assert missing_share(tmp_path / "piped.wav") == 0
    assert missing_share(_encode(tmp_path / "a.mp3", "libmp3lame", _tone(), 44_100)) == 0


@given(st.binary(max_size=200))
def test_any_bytes_can_be_looked_at(data: bytes) -> None:
    assert looks_like_sound(data) in {True, False}


@pytest.mark.parametrize("text", ["Customer: hello", '{"id": "c1"}', "你好", "WEBVTT\n", "%PDF-1.4", "\x89PNG", ""])
def test_text_and_documents_are_not_taken_for_sound(tmp_path: Path, text: str) -> None:
    path = tmp_path / "file"
    path.write_text(text, encoding="utf-8")
    assert not is_sound(path)


def test_utterances_go_through_the_intake_as_subtitles() -> None:
    said = (
        Utterance("Thank you for calling. How can I help you?", 0.0, 2.5, "en", None, 1),
        Utterance("I want to return my order <8273620>.", 3.0, 5.0, "en", None, 2),
        Utterance("It never arrived.", 5.5, 6.5, "en", None, 2),
    )
    read = transcripts("").read_text(as_subtitles(said), "call")
    assert [t.speaker for t in read.turns] == [Speaker.AGENT, Speaker.CUSTOMER]
    assert read.turns[1].text == "I want to return my order ‹8273620›. It never arrived."


def test_without_a_model_a_sound_file_says_how_to_get_one(tmp_path: Path) -> None:
    intake = SoundIntake(transcripts(""), SpeechProcess(SpeechModels(tmp_path / "none")))
    with pytest.raises(InputError, match="assist models add whisper-base"):
        intake.read_file(write_wav(tmp_path / "call.wav", _tone()))


@pytest.mark.slow
def test_a_call_on_two_channels_becomes_a_conversation(tmp_path: Path, say: Say, ear: SpeechProcess) -> None:
    agent = np.concatenate([say("Thank you for calling. How can I help you today?"), quiet(6)])
    customer = np.concatenate([quiet(4), say("I want to return my order, it arrived broken.", "en-gb", 140)])
    path = write_wav(tmp_path / "call.wav", agent, customer)
    read = SoundIntake(transcripts(""), ear).hear(path)
    assert [t.speaker for t in read.turns] == [Speaker.AGENT, Speaker.CUSTOMER]
    assert "help you" in read.turns[0].text.lower()
    assert "return my order" in read.turns[1].text.lower()
    assert read.channel == "phone"


@pytest.mark.slow
def test_nobody_speaking_gives_no_words_and_a_cancel_stops(
    tmp_path: Path, say: Say, ear: SpeechProcess, melody: Samples
) -> None:
    rng = np.random.default_rng(3)
    hiss = (0.05 * rng.standard_normal(10 * RATE)).astype(np.float32)
    for name, samples in (("silence", quiet(10)), ("hiss", hiss), ("music", melody)):
        assert ear.transcribe(write_wav(tmp_path / f"{name}.wav", samples)) == (), name

    class Now:
        def cancelled(self) -> bool:
            return True

    long = np.concatenate([np.concatenate([say("Where is my order?"), quiet(2)])] * 5)
    with pytest.raises(Cancelled):
        ear.transcribe(write_wav(tmp_path / "long.wav", long), cancel=Now())


@pytest.mark.slow
def test_progress_grows_and_a_killed_process_is_started_again(tmp_path: Path, say: Say, ear: SpeechProcess) -> None:
    path = write_wav(tmp_path / "a.wav", say("Where is my order?"))
    seen: list[int] = []
    first = ear.transcribe(path, "en", lambda done, _total, _what: seen.append(done))
    assert seen == sorted(seen)
    assert seen[-1] == 1000
    assert ear.pid is not None
    os.kill(ear.pid, 9)
    with contextlib.suppress(WorkerDied):  # told once, unless the death was seen before the call
        ear.transcribe(path, "en")
    assert [u.text for u in ear.transcribe(path, "en")] == [u.text for u in first]
