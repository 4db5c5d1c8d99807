"""Whisper through CTranslate2: one utterance in, one reading out.

Whisper was trained on windows of 30 s; an utterance is a few seconds. Its encoder takes shorter windows too, and costs
as much as they are long: a reading of 3 s then costs a seventh. What is lost is the margin of silence that tells the
decoder where to stop, so each window keeps one. Half of the full window reads short utterances better than all of it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assist.speech.dictated import (
    BETWEEN,
    MANNER,
    WORDS,
    Heard,
    alike,
    begins,
    clear,
    digits_of,
    inside,
    likely,
    misheard,
    regular,
    size_of,
    vote,
)
from assist.speech.digits import FRAME_S, DigitEar, Number
from assist.speech.guards import LOW_LOGPROB, repeats
from assist.speech.sound import RATE, Samples

_FRAMES_A_SECOND = 100
_MOST_FRAMES = 3000
_HOP = 160
_MARGIN = 200  # frames of silence at the end
_SHORTEST = {True: 500, False: 1500}  # frames of a window, for a quick reading and for a final one
_HURRIED = 1200  # the same for a final one of a short utterance that somebody waits for
SHORT_S = 3.0  # a shorter one that is hardly understood is no clearer in a full window, and holds no long number
_MOMENT_S = 0.02  # what an alignment counts in
_AGAIN = 3  # tokens that are no chance
_TOKENS = 224  # what the decoder can hold besides its prompt
_CONTEXT = 2 * _TOKENS
_BEAM = 5
SENTENCE_ENDS = frozenset(".?!。？！")
_FIGURES = frozenset("0123456789")
_SHIFT_S = 0.2  # of silence before a number read once more
_AFTER = 10  # frames heard after the end, for the last digit
_SECOND_VOTES = {True: 4, False: 2}  # of readings, whether a number is surely there or not
_APART_S = 0.6
_LATIN = 0x2E80  # scripts from here on write no spaces


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of one utterance. ``tokens`` are its text's, without special ones; none once readings voted."""

    text: str
    tokens: tuple[int, ...]
    logprob: float
    no_speech: float
    language: str
    language_sure: float = 1.0
    sound: Any = field(default=None, compare=False, repr=False)
    """As the encoder left it, with a quick reading: for `Recogniser.seams`."""


class Recogniser:
    """The model in memory. Two threads at once may use it; they share the weights.

    ``ear`` reads numbers off the sound as this model's encoder leaves it.
    """

    def __init__(self, folder: Path, threads: int, ear: DigitEar | None = None) -> None:
        import ctranslate2  # noqa: PLC0415 - native; in the child only
        import tokenizers  # noqa: PLC0415
        from faster_whisper.feature_extractor import FeatureExtractor  # noqa: PLC0415
        from faster_whisper.tokenizer import Tokenizer  # noqa: PLC0415

        self._ct2 = ctranslate2
        self._ear = ear
        self._model = ctranslate2.models.Whisper(
            str(folder), device="cpu", compute_type="int8", intra_threads=threads, inter_threads=2
        )
        words = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        many = self._model.is_multilingual
        self.languages = ("en", "zh") if many else ("en",)
        self._tokenizers = {
            language: Tokenizer(words, many, task="transcribe", language=language) for language in self.languages
        }
        self._features = FeatureExtractor(feature_size=self._model.n_mels)
        some = self._tokenizers["en"]
        never = [*some.non_speech_tokens, some.sot, some.sot_prev, some.sot_lm, some.transcribe, some.translate]
        digits = [i for i in range(some.eot) if any(c in _FIGURES for c in words.id_to_token(i) or "")]
        # Figures come several to a token, and 6888 or 0006 then lose or gain one. Chinese has a token for each digit
        # said: written that way none is miscounted, and `numbers_zh` makes figures of them.
        self._never = {language: [*never, *digits] if language == "zh" else never for language in self.languages}
        self._but_digits = {language: self._other_than(language) for language in self.languages}

    def read(self, samples: Samples, language: str = "auto", *, hurry: bool = False) -> Reading:
        """The final reading of an utterance of at most 30 s: with a beam, and again in a full window if it went wrong.

        ``language`` is ``en``, ``zh``, or ``auto``: the likelier of the two by its sound. ``hurry`` where somebody
        waits for it: a full window costs as much as four readings.
        """
        hurry = hurry and samples.size < SHORT_S * RATE
        frames = _HURRIED if hurry else self._window(samples, quick=False)
        encoded = self._encode(samples, frames)
        chosen, sure = (language, 1.0) if language in self.languages else self._language(encoded)
        reading = self._decode(encoded, samples, chosen, beam=_BEAM)
        unclear = reading.logprob < LOW_LOGPROB and not hurry
        if frames < _MOST_FRAMES and (unclear or repeats(reading.text)):
            again = self._decode(self._encode(samples, _MOST_FRAMES), samples, chosen, beam=_BEAM)
            reading = again if again.logprob > reading.logprob or not repeats(again.text) else reading
        reading = self._with_number(encoded, samples, reading)
        return replace(reading, language_sure=sure)

    def _with_number(self, encoded: Any, samples: Samples, reading: Reading) -> Reading:
        """With the number dictated at the end, if there is one, heard more closely."""
        second = self._second(encoded, samples, reading.language)
        begin = begins(reading.text, reading.language)
        doubted = begin is None or (second is not None and not alike(second.digits, reading.text[begin:]))
        if doubted and second is not None and second.there:
            if second.last:
                earlier = self._begin(encoded, samples, reading, second)
                begin = begin if earlier is None else earlier
            elif begin is None:
                return _within(reading, second) if second.sure else reading
        if begin is None:
            return reading
        before, number = reading.text[:begin].rstrip(), reading.text[begin:]
        first = digits_of(number) if clear(number) else ""
        if second is not None and (second.sure or second.digits == first) and alike(second.digits, number):
            return _ending(reading, before, number, second.digits)
        return reading if regular(number) else self._dictated(encoded, samples, reading, begin, second)

    def _second(self, encoded: Any, samples: Samples, language: str) -> Number | None:
        if self._ear is None:
            return None
        frames = math.ceil(samples.size / RATE / FRAME_S)
        return self._ear.hear(np.asarray(encoded)[0][: frames + _AFTER], language)

    def _begin(self, encoded: Any, samples: Samples, reading: Reading, number: Number) -> int | None:
        """Where in the text the last ``number`` begins that was not recognised as one: by when its words were said."""
        seams = self.seams(replace(reading, sound=encoded), samples.size / RATE)
        if not seams:
            return None
        words = self._tokenizers[reading.language]
        near = [seam for seam in seams if abs(seam[1] - number.start) <= _APART_S]
        rests = [reading.text[len(words.decode(list(reading.tokens[:count])).strip()) :].lstrip() for count, _ in near]
        said = min(rests, key=lambda rest: abs(size_of(rest) - len(number.digits)), default="")
        return len(reading.text) - len(said) if said and misheard(said, reading.language) else None

    def _dictated(self, encoded: Any, samples: Samples, reading: Reading, begin: int, second: Number | None) -> Reading:
        """The number at the end, read again as single digits; a third time where the two do not agree."""
        before, number = reading.text[:begin].rstrip(), reading.text[begin:]
        fits = likely(before, reading.language)
        first = digits_of(number) if clear(number) else ""
        heard: list[Sequence[Heard]] = [self._digits(encoded, reading.language, before, len(number))]
        if second is not None:
            heard += [second.options] * _SECOND_VOTES[second.there]
        if not first or vote("", heard) != first or not fits(first):
            later = np.concatenate([np.zeros(round(_SHIFT_S * RATE), np.float32), samples])
            shifted = self._encode(later, self._window(later, quick=False))
            heard.append(self._digits(shifted, reading.language, before, len(number)))
            if reading.language == "zh":
                heard.append(self._digits(shifted, reading.language, before, len(number), told=False))
        digits = vote(first, heard, fits)
        return _ending(reading, before, number, digits) if alike(digits, number) else reading

    def _digits(self, encoded: Any, language: str, before: str, size: int, *, told: bool = True) -> list[Heard]:
        """What can be heard after ``before`` where only single digits can be written: the likeliest, best first."""
        words = self._tokenizers[language]
        space = " " if before and language == "en" else ""
        agreed = words.tokenizer.encode(space + before, add_special_tokens=False).ids
        manner = words.tokenizer.encode(MANNER[language], add_special_tokens=False).ids if told else []
        prompt = [*([words.sot_prev] * told), *manner, *words.sot_sequence, words.no_timestamps, *agreed]
        got = self._model.generate(
            encoded,
            [prompt],
            beam_size=_BEAM,
            num_hypotheses=_BEAM,
            max_length=min(_CONTEXT, len(prompt) + len(agreed) + 3 * size + 6),  # a character is up to three tokens
            suppress_tokens=self._but_digits[language],
            return_scores=True,
        )[0]
        heard = []
        for ids, score in zip(got.sequences_ids, got.scores, strict=True):
            tokens = [t for t in ids if t < words.eot]  # those of ``before`` are among them
            heard.append(Heard(digits_of(words.decode(tokens[len(agreed) :])), score * (len(tokens) + 1)))
        return heard

    def _other_than(self, language: str) -> list[int]:
        words, spoken = self._tokenizers[language], WORDS[language]
        allowed = {
            token
            for word in (*spoken, *(f" {figure}" for figure in spoken if figure.isascii()), *BETWEEN[language])
            for token in words.tokenizer.encode(word, add_special_tokens=False).ids
        }
        return [token for token in range(words.eot) if token not in allowed]

    def glance(self, samples: Samples, language: str, agreed: tuple[int, ...] = (), most: int = _TOKENS) -> Reading:
        """A quick reading of an utterance still going on, ``most`` tokens; it begins with what was ``agreed`` on."""
        encoded = self._encode(samples, self._window(samples, quick=True))
        chosen, sure = (language, 1.0) if language in self.languages else self._language(encoded)
        reading = self._decode(encoded, samples, chosen, beam=1, agreed=agreed, most=most)
        if len(once := said_once(reading.tokens)) < len(reading.tokens):
            reading = replace(reading, tokens=once, text=self.spell(once, chosen))
        return replace(reading, language_sure=sure, sound=encoded)

    def spell(self, tokens: tuple[int, ...], language: str) -> str:
        """The text of tokens."""
        text: str = self._tokenizers[language].decode(list(tokens)).strip()
        return text

    def seams(self, reading: Reading, seconds: float) -> list[tuple[int, float]]:
        """Where a quick reading of ``seconds`` can be cut: tokens before it, and its moment in the sound, seconds.

        Before each word, and at the end of a sentence. By the decoder's attention to the sound (dynamic time warping,
        as in Whisper's own word timestamps).
        """
        tokens = list(reading.tokens)
        if not tokens:
            return []
        words = self._tokenizers[reading.language]
        frames = max(1, round(seconds * _FRAMES_A_SECOND))
        found = self._model.align(reading.sound, list(words.sot_sequence), [tokens], frames)[0].alignments
        first: dict[int, float] = {}
        for token, moment in found:
            first.setdefault(token, moment * _MOMENT_S)
        seams = [
            (i, first[i])
            for i in range(1, len(tokens))
            if i in first and _begins_word(words.decode(tokens[:i]), words.decode([tokens[i]]))
        ]
        last = len(tokens) - 1
        ends = reading.text[-1:] in SENTENCE_ENDS and last in first
        return [*seams, (len(tokens), first[last])] if ends else seams

    def _window(self, samples: Samples, *, quick: bool) -> int:
        needed = math.ceil(samples.size / RATE * _FRAMES_A_SECOND) + _MARGIN
        return min(_MOST_FRAMES, max(_SHORTEST[quick], math.ceil(needed / 100) * 100))

    def encode(self, samples: Samples, frames: int) -> NDArray[np.float32]:
        """What is heard in a window of ``frames`` of 10 ms: half as many rows."""
        heard: NDArray[np.float32] = np.asarray(self._encode(samples, frames))[0]
        return heard

    def _encode(self, samples: Samples, frames: int) -> Any:
        wanted = frames * _HOP
        padded = np.pad(samples[:wanted], (0, max(0, wanted - samples.size)))
        features = np.ascontiguousarray(self._features(padded)[None, :, :frames], dtype=np.float32)
        return self._model.encode(self._ct2.StorageView.from_array(features))

    def _language(self, encoded: Any) -> tuple[str, float]:
        if len(self.languages) == 1:
            return self.languages[0], 1.0
        chances = {token.strip("<|>"): chance for token, chance in self._model.detect_language(encoded)[0]}
        english, chinese = chances.get("en", 0.0), chances.get("zh", 0.0) + chances.get("yue", 0.0)
        total = max(1e-9, english + chinese)
        return ("en", english / total) if english >= chinese else ("zh", chinese / total)

    def _decode(
        self,
        encoded: Any,
        samples: Samples,
        language: str,
        *,
        beam: int,
        agreed: tuple[int, ...] = (),
        most: int = _TOKENS,
    ) -> Reading:
        words = self._tokenizers[language]
        prompt = [*words.sot_sequence, words.no_timestamps, *agreed]
        room = min(_TOKENS, 12 + round(14 * samples.size / RATE))
        got = self._model.generate(
            encoded,
            [prompt],
            beam_size=beam,
            max_length=min(len(prompt) + room, 2 * most),  # it writes half as many at most
            suppress_tokens=self._never[language],
            return_scores=True,
            return_no_speech_prob=True,
        )[0]
        tokens = tuple(t for t in got.sequences_ids[0] if t < words.eot)  # what was agreed on is among them
        text = words.decode(list(tokens)).strip()
        return Reading(text, tokens, float(got.scores[0]), float(got.no_speech_prob), language)


def _within(reading: Reading, number: Number) -> Reading:
    """``reading`` with ``number`` for the one within it, as it was heard."""
    span = inside(reading.text)
    if span is None or not alike(number.digits, reading.text[slice(*span)]):
        return reading
    text = f"{reading.text[: span[0]]}{number.digits}{reading.text[span[1] :]}"
    return reading if digits_of(reading.text[slice(*span)]) == number.digits else replace(reading, text=text, tokens=())


def _ending(reading: Reading, before: str, number: str, digits: str) -> Reading:
    """``reading`` with ``digits`` for the ``number`` after ``before``."""
    if clear(number) and digits_of(number) == digits:
        return reading
    space = " " if before and reading.language == "en" else ""
    end = "." if number.endswith(".") else ""
    return replace(reading, text=f"{before}{space}{digits}{end}", tokens=())


def agree(before: tuple[int, ...], now: tuple[int, ...]) -> tuple[int, ...]:
    """What two readings in a row begin with (local agreement, Liu et al. 2020); the last token may still grow."""
    same = 0
    for a, b in zip(before, now, strict=False):
        if a != b:
            break
        same += 1
    return now[: max(0, same - 1)]


def said_once(tokens: tuple[int, ...]) -> tuple[int, ...]:
    """Without what begins at the beginning again: too short a window makes the decoder say a sentence twice."""
    for size in range(_AGAIN, len(tokens) - _AGAIN + 1):
        if tokens[size:] == tokens[: len(tokens) - size]:
            return tokens[:size]
    return tokens


def _begins_word(before: str, token: str) -> bool:
    """Whether ``token`` after the text ``before`` is the beginning of a word, not a part of one."""
    if before.endswith("\ufffd") or not token or token[0] == "\ufffd":
        return False  # inside a character
    return token[0] == " " or max(token[0], before[-1:]) > chr(_LATIN)
