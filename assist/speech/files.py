"""A sound file into utterances with times and speakers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assist.services.hearing import Utterance
from assist.speech.reading import Reader, Tongue
from assist.speech.sound import RATE, Samples, decode
from assist.speech.voice import Endpointing, Segmenter, Spoken
from assist.speech.voices import tell_apart

Advance = Callable[[float, str], None]
_BLOCK_S = 30
_DECODING = 0.08
"""The share of the work that decoding is."""
_TOGETHER_S, _LONGEST_S = 1.2, 26.0
_TWO_CHANNELS = Endpointing(pause=0.7)
_ONE_CHANNEL = Endpointing(pause=0.4, longest=12.0)
"""Shorter, so that a change of speakers is seldom inside an utterance."""


def transcribe(path: Path, language: str, session: Any, reader: Reader, advance: Advance) -> tuple[Utterance, ...]:
    """Everything said in ``path`` in order of time; two channels are two voices, numbered from the left.

    ``advance`` is told the share done and the stage; what it raises ends the work. Raises `InputError`.
    """
    channels = decode(path, lambda share: advance(share * _DECODING, "decoding"))
    found: list[_Passage] = []
    for number, samples in enumerate(channels, 1):
        spoken = _utterances(samples, session, _TWO_CHANNELS if len(channels) > 1 else _ONE_CHANNEL)
        if len(channels) > 1:
            found += [_Passage(number, 1.0, one) for one in spoken]
        else:
            voices = tell_apart([one.samples for one in spoken])
            found += [_Passage(voice, sure, one) for (voice, sure), one in zip(voices, spoken, strict=True)]
    found.sort(key=lambda passage: passage.spoken.start)
    return _read(_put_together(found, channels), language, reader, advance)


@dataclass(frozen=True, slots=True)
class _Passage:
    voice: int
    sure: float
    spoken: Spoken


def _put_together(found: list[_Passage], channels: tuple[Samples, ...]) -> list[_Passage]:
    """Utterances of one voice in a row, with short pauses between, are read together: the words around help."""
    out: list[_Passage] = []
    for passage in found:
        before = out[-1] if out else None
        if before is not None and before.voice == passage.voice and _near(before.spoken, passage.spoken):
            samples = channels[min(passage.voice, len(channels)) - 1]
            out[-1] = _joined(before, passage, samples)
        else:
            out.append(passage)
    return out


def _near(a: Spoken, b: Spoken) -> bool:
    end = b.start + b.samples.size
    return b.start - a.start - a.samples.size <= _TOGETHER_S * RATE and end - a.start <= _LONGEST_S * RATE


def _joined(a: _Passage, b: _Passage, samples: Samples) -> _Passage:
    end = b.spoken.start + b.spoken.samples.size
    voiced = a.spoken.voiced + b.spoken.voiced
    whole = Spoken(a.spoken.start, samples[a.spoken.start : end], b.spoken.voiced_until, voiced, done=True)
    return _Passage(a.voice, min(a.sure, b.sure), whole)


def _utterances(samples: Samples, session: Any, rules: Endpointing) -> list[Spoken]:
    cutter = Segmenter(session, rules)
    spoken: list[Spoken] = []
    for at in range(0, samples.size, _BLOCK_S * RATE):
        spoken += cutter.feed(samples[at : at + _BLOCK_S * RATE])
    return spoken + cutter.finish()


def _read(found: list[_Passage], language: str, reader: Reader, advance: Advance) -> tuple[Utterance, ...]:
    tongue = Tongue(language)
    total = sum(passage.spoken.samples.size for passage in found) or 1
    done, said = 0, []
    for passage in found:
        one = passage.spoken
        advance(_DECODING + (1 - _DECODING) * done / total, "reading")
        words = reader.final(one, tongue)
        done += one.samples.size
        if words.text:
            start, end = one.start / RATE, one.voiced_until / RATE
            said.append(Utterance(words.text, start, end, words.language, None, passage.voice, passage.sure))
    advance(1.0, "reading")
    return tuple(said)
