"""One utterance into words: recogniser, guards and wording together, and the language it is in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assist.speech.guards import Evidence, believable
from assist.speech.voice import Spoken
from assist.speech.whisper import Reading, Recogniser, agree
from assist.speech.wording import polish

_TELLS_S = 1.2  # an utterance shorter than this does not tell its language
_SURE = 0.8


class Tongue:
    """The language of a call: the first long utterance decides, a clear change is followed, the user's word is final.

    Both sides share one: they talk to each other.
    """

    def __init__(self, wanted: str) -> None:
        self.wanted = wanted
        self.found = ""

    def ask(self, seconds: float) -> str:
        """What to tell the recogniser: a language, or ``auto``."""
        if self.wanted != "auto":
            return self.wanted
        return self.found if self.found and seconds < _TELLS_S else "auto"

    def learn(self, reading: Reading, seconds: float) -> None:
        """What an utterance told."""
        if not self.found or (seconds >= _TELLS_S and reading.language_sure >= _SURE):
            self.found = reading.language

    @property
    def now(self) -> str:
        """The language, as far as known."""
        return self.wanted if self.wanted != "auto" else self.found


@dataclass(frozen=True, slots=True)
class Words:
    """What was said, ready to be read; empty where nobody said anything."""

    text: str
    language: str


class Reader:
    """Reads utterances. One at a time."""

    def __init__(self, recogniser: Recogniser, simplify: Callable[[str], str] | None) -> None:
        self._recogniser = recogniser
        self._simplify = simplify

    def final(self, spoken: Spoken, tongue: Tongue) -> Words:
        """The words of a finished utterance."""
        reading = self._recogniser.read(spoken.samples, tongue.ask(spoken.seconds))
        reading = self._second_thought(reading, spoken, tongue)
        if not believable(reading.text, Evidence(spoken.voiced, reading.logprob, reading.no_speech)):
            return Words("", tongue.now)
        tongue.learn(reading, spoken.seconds)
        return Words(polish(reading.text, reading.language, self._simplify), reading.language)

    def _second_thought(self, reading: Reading, spoken: Spoken, tongue: Tongue) -> Reading:
        """An utterance that sounds a little like the other language is read in the one of the call."""
        known = tongue.found
        doubtful = reading.language_sure < _SURE or spoken.seconds < _TELLS_S
        if tongue.wanted == "auto" and known and reading.language != known and doubtful:
            return self._recogniser.read(spoken.samples, known)
        return reading


class Growing:
    """The partial text of one channel: readings of an utterance in the making, and what two in a row agreed on."""

    def __init__(self) -> None:
        self._before: tuple[int, ...] = ()
        self._agreed: tuple[int, ...] = ()
        self.start = -1
        self.text = ""
        self.agreed = 0

    def clear(self) -> None:
        """The utterance is over."""
        self._before = self._agreed = ()
        self.start, self.text, self.agreed = -1, "", 0

    def read(self, recogniser: Recogniser, spoken: Spoken, tongue: Tongue, simplify: Callable[[str], str] | None
             ) -> None:  # fmt: skip
        """Read the utterance as far as it goes."""
        if spoken.start != self.start:
            self.clear()
            self.start = spoken.start
        language = tongue.now or "auto"
        reading = recogniser.glance(spoken.samples, language, self._agreed)
        agreed = agree(self._before, reading.tokens)
        self._agreed = agreed if len(agreed) > len(self._agreed) else self._agreed
        self._before = reading.tokens
        if not believable(reading.text, Evidence(spoken.voiced, reading.logprob, reading.no_speech)):
            return
        self.text = polish(reading.text, reading.language, simplify)
        share = len(self._agreed) / max(1, len(reading.tokens))
        self.agreed = _whole_words(self.text, round(share * len(self.text)))


def _whole_words(text: str, upto: int) -> int:
    """``upto``, or where the word it falls into begins."""
    if upto >= len(text):
        return len(text)
    inside = upto > 0 and text[upto - 1].isascii() and text[upto - 1].isalnum() and text[upto].isalnum()
    return text.rfind(" ", 0, upto) + 1 if inside else upto
