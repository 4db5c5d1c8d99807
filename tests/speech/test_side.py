"""What is read when, while somebody speaks, and what a partial text is made of. No model: sound stands for words."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import numpy as np
import pytest

from assist.domain.conversation import Speaker
from assist.speech.hub import refuse_hub
from assist.speech.reading import Growing, Partial, Reader, Tongue
from assist.speech.side import Side, Wanted
from assist.speech.sound import RATE, Samples
from assist.speech.voice import FRAME, Endpointing, Segmenter, Spoken
from assist.speech.weights import DEFAULT, SpeechModels
from assist.speech.whisper import Reading, Recogniser
from tests.speech.conftest import Say
from tests.speech.test_partial import LoudIsVoice, _sound


class Tape:
    """A capture that plays what it is given; its clock is the sound's."""

    trouble, skipped, device = None, 0.0, "tape"

    def __init__(self) -> None:
        self.next = np.zeros(0, np.float32)
        self.now = 100.0

    def take(self) -> tuple[Samples, float]:
        taken, self.next = self.next, np.zeros(0, np.float32)
        self.now += taken.size / RATE
        return taken, self.now


def _side(*seconds: float) -> tuple[Side, Tape]:
    tape = Tape()
    side = Side(Speaker.AGENT, tape, LoudIsVoice())  # type: ignore[arg-type]  # what of a capture is used
    _play(side, tape, *seconds)
    return side, tape


def _play(side: Side, tape: Tape, *seconds: float) -> None:
    tape.next = _sound(*seconds)
    side.take(paused=False)


def _partial(side: Side) -> Wanted | None:
    return next((wanted for wanted in side.wanted() if wanted.kind == "partial"), None)


def _glance(side: Side, tape: Tape, text: str) -> None:
    wanted = _partial(side)
    assert wanted is not None
    side.glanced(wanted, Partial(text), tape.now, 0.1)


def test_a_partial_text_is_as_old_as_the_first_voice_that_it_newly_tells() -> None:
    side, tape = _side(1.0)
    _glance(side, tape, "where is")
    assert side.behind == pytest.approx(1.0, abs=0.05)
    _play(side, tape, 0.5)
    _glance(side, tape, "where is my order")
    assert side.behind == pytest.approx(0.5, abs=0.05)


def test_a_reading_that_tells_nothing_new_makes_what_it_read_no_younger() -> None:
    side, tape = _side(1.0)
    _glance(side, tape, "where is")
    for _ in range(2):
        _play(side, tape, 0.5)
        _glance(side, tape, "where is")
    _play(side, tape, 0.5)
    _glance(side, tape, "where is my order")
    assert side.behind == pytest.approx(1.5, abs=0.05)


def test_a_reading_that_told_nothing_new_is_made_again_sooner() -> None:
    side, tape = _side(1.0)
    _glance(side, tape, "where is")
    _play(side, tape, 0.3)
    assert _partial(side) is None
    _play(side, tape, 0.2)
    _glance(side, tape, "where is")
    _play(side, tape, 0.3)
    assert _partial(side) is not None


def test_silence_inside_an_utterance_is_not_counted_as_words_behind() -> None:
    side, tape = _side(1.0, 0.2)
    _glance(side, tape, "well")
    _play(side, tape, 0.0, 0.25, 0.5)
    _glance(side, tape, "well where is it")
    assert side.behind == pytest.approx(0.5, abs=0.1)


def test_where_the_voice_halts_its_last_word_is_read_at_once() -> None:
    side, tape = _side(1.0)
    _glance(side, tape, "where is my")
    _play(side, tape, 0.2)
    assert _partial(side) is None
    _play(side, tape, 0.0, 0.2)
    assert _partial(side) is not None


def test_a_partial_reading_that_comes_after_the_final_text_is_not_shown() -> None:
    side, tape = _side(1.0)
    wanted = _partial(side)
    assert wanted is not None
    _play(side, tape, 0.0, 1.0)
    (final,) = side.wanted()
    assert final.kind == "final"
    side.waiting.popleft()
    side.over(final.spoken)
    side.glanced(wanted, Partial("where is it"), tape.now, 0.1)
    assert side.channel.partial == ""


def test_a_long_utterance_ends_where_the_speaker_takes_a_breath_and_a_short_one_does_not() -> None:
    cutter = Segmenter(LoudIsVoice(), Endpointing(long=5.0))
    spoken = [*cutter.feed(_sound(2.0, 0.4, 2.0, 0.4, 2.0, 0.4, 2.0, 1.0)), *cutter.finish()]
    assert [round(one.voiced) for one in spoken] == [6, 2]


def test_the_voice_from_a_moment_on_is_found() -> None:
    cutter = Segmenter(LoudIsVoice())
    cutter.feed(_sound(1.0, 0.3, 0.5))
    found = cutter.voice_from(round(1.1 * RATE))
    assert found is not None
    assert abs(found[0] - 1.3 * RATE) <= 2 * FRAME
    assert found[1] == pytest.approx(0.5, abs=0.07)
    assert cutter.voice_from(10 * RATE) is None


class OneTokenASecond:
    """A recogniser whose token n is the second n of sound; after a sentence it hears no more, as Whisper does.

    Each second of its sound is as loud as its number says.
    """

    def __init__(self, sentence: int = -1) -> None:
        self._sentence = sentence
        self.heard: list[float] = []

    def glance(self, samples: Samples, _language: str, agreed: tuple[int, ...], _most: int) -> Reading:
        self.heard.append(samples.size / RATE)
        tokens = tuple(int(samples[round(n * RATE)]) for n in range(int(samples.size / RATE)))
        if self._sentence in tokens:
            tokens = tokens[: tokens.index(self._sentence) + 1]
        assert tokens[: len(agreed)] == agreed
        return Reading(self.spell(tokens, "en"), tokens, -0.1, 0.0, "en")

    def spell(self, tokens: tuple[int, ...], _language: str) -> str:
        return " ".join(f"w{t}." if t == self._sentence else f"w{t}" for t in tokens)

    def seams(self, reading: Reading, _seconds: float) -> list[tuple[int, float]]:
        return [(i, float(i)) for i in range(1, len(reading.tokens) + 1)]


def _grow(recogniser: OneTokenASecond, seconds: int) -> list[str]:
    growing, tongue = Growing(), Tongue("en")
    sound = np.repeat(np.arange(seconds, dtype=np.float32), RATE)
    return [
        growing.read(recogniser, Spoken(0, sound[: n * RATE], n * RATE, float(n)), tongue, None).text  # type: ignore[arg-type]  # stands in
        for n in range(1, seconds + 1)
    ]


def test_a_long_utterance_is_not_read_from_its_beginning_again_and_no_word_is_lost() -> None:
    recogniser = OneTokenASecond()
    texts = _grow(recogniser, 20)
    assert texts[-1].split() == [f"w{n}" for n in range(20)]
    assert max(recogniser.heard) <= 6.0


def test_after_a_sentence_reading_goes_on_behind_it() -> None:
    texts = _grow(OneTokenASecond(sentence=1), 6)
    assert texts[-1].split() == ["w0", "w1.", *[f"w{n}" for n in range(2, 6)]]


class Doubtful:
    """A recogniser that is hardly sure of what it hears; ``hears`` one text after the other, a token a word."""

    def __init__(self, *hears: str, logprob: float = -2.0, no_speech: float = 0.2) -> None:
        self._hears = [tuple(text.split()) for text in hears]
        self._logprob, self._no_speech = logprob, no_speech
        self.hurried: list[bool] = []

    def glance(self, _samples: Samples, _language: str, _agreed: object, _most: int) -> Reading:
        words = self._hears.pop(0)
        return Reading(" ".join(words), words, self._logprob, self._no_speech, "en")  # type: ignore[arg-type]

    def read(self, _samples: Samples, _language: str, *, hurry: bool) -> Reading:
        self.hurried.append(hurry)
        return Reading(" ".join(self._hears[0]), (), self._logprob, self._no_speech, "en")

    def spell(self, tokens: tuple[str, ...], _language: str) -> str:
        return " ".join(tokens)


def _doubted(recogniser: Doubtful, count: int) -> list[str]:
    growing, sound = Growing(), np.zeros(3 * RATE, np.float32)
    return [
        growing.read(recogniser, Spoken(0, sound[: n * RATE], n * RATE, float(n)), Tongue("en"), None).text  # type: ignore[arg-type]  # stands in
        for n in range(1, count + 1)
    ]


def test_an_unlikely_partial_text_is_shown_once_it_is_heard_again() -> None:
    assert _doubted(Doubtful("2018", "2018 model"), 2) == ["", "2018 model"]
    assert _doubted(Doubtful("2018", "twenty eighteen"), 2) == ["", ""]
    assert _doubted(Doubtful("2018", "2018", no_speech=0.9), 2) == ["", ""]


def test_a_murmur_on_a_call_is_left_out_without_a_second_reading_and_read_on_in_a_file() -> None:
    murmur = Spoken(0, np.zeros(RATE, np.float32), RATE, 0.6)
    recogniser = Doubtful("at five", logprob=-1.4)
    reader = Reader(recogniser, None)  # type: ignore[arg-type]  # stands in
    assert reader.final(murmur, Tongue("en"), hurry=True).text == ""
    assert reader.final(murmur, Tongue("en")).text != ""
    assert recogniser.hurried == [True, False]


def _read_twice(model: Path, sound: Samples) -> tuple[str, str, list[tuple[int, float]]]:
    """In a process of its own: what is read, read again after its first tokens, and where it can be cut."""
    refuse_hub()
    recogniser = Recogniser(model, 2)
    first = recogniser.glance(sound, "en")
    again = recogniser.glance(sound, "en", first.tokens[:4])
    return first.text, again.text, recogniser.seams(again, sound.size / RATE)


@pytest.mark.slow
def test_what_was_agreed_on_stands_in_the_next_reading_once(say: Say, speech_models: SpeechModels) -> None:
    sound = say("My order has not arrived. Where is it now?")
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        first, again, seams = pool.apply(_read_twice, (speech_models.get(DEFAULT).path, sound))
    assert "order" in first.lower()
    assert again == first
    assert [n for n, _ in seams] == sorted({n for n, _ in seams})
    assert all(0 <= at <= sound.size / RATE for _, at in seams)
