"""One utterance into words: recogniser, guards and wording together, and the language it is in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assist.speech.guards import LOW_LOGPROB, NO_SPEECH, Evidence, believable
from assist.speech.sound import RATE
from assist.speech.voice import Spoken
from assist.speech.whisper import SENTENCE_ENDS, SHORT_S, Reading, Recogniser, agree
from assist.speech.wording import polish

_TELLS_S = 1.2  # an utterance shorter than this does not tell its language
_SURE = 0.8
_MURMUR_LOGPROB = -1.3  # of a short utterance read once: what is said again in a full window is likelier than that
_LONG_S, _KEEP_S, _ENDLESS_S = 4.0, 1.5, 8.0  # of an utterance not settled; the words at its end that stay so
_FASTEST, _SOME = 10, 6  # tokens a second, and besides
_MORE_S = 0.3  # sound after a sentence, for it to be settled


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

    def final(self, spoken: Spoken, tongue: Tongue, *, hurry: bool = False) -> Words:
        """The words of a finished utterance; in a ``hurry`` where it is spoken just now."""
        reading = self._recogniser.read(spoken.samples, tongue.ask(spoken.seconds), hurry=hurry)
        reading = self._second_thought(reading, spoken, tongue, hurry=hurry)
        unlikely = hurry and reading.logprob < _MURMUR_LOGPROB and spoken.seconds < SHORT_S
        if unlikely or not believable(reading.text, Evidence(spoken.voiced, reading.logprob, reading.no_speech)):
            return Words("", tongue.now)
        tongue.learn(reading, spoken.seconds)
        return Words(polish(reading.text, reading.language, self._simplify), reading.language)

    def _second_thought(self, reading: Reading, spoken: Spoken, tongue: Tongue, *, hurry: bool) -> Reading:
        """An utterance that sounds a little like the other language is read in the one of the call."""
        known = tongue.found
        doubtful = reading.language_sure < _SURE or spoken.seconds < _TELLS_S
        if tongue.wanted == "auto" and known and reading.language != known and doubtful:
            return self._recogniser.read(spoken.samples, known, hurry=hurry)
        return reading


@dataclass(frozen=True, slots=True)
class Partial:
    """The text of an utterance in the making; its first ``agreed`` characters will hardly change."""

    text: str = ""
    agreed: int = 0


class Growing:
    """The partial text of one channel: readings of an utterance in the making, and what two in a row agreed on.

    Each reading costs as much as its sound is long and its words are many. So what was agreed on in a long utterance is
    settled, and the next readings begin after it. (Told its words, the decoder says them again.)
    """

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Begin another utterance."""
        self._settled: tuple[int, ...] = ()
        self._read = 0.0  # how long what was last read is, seconds from there
        self._cut = 0  # where what is settled ends, samples from the start
        self._language = ""
        self._before: tuple[int, ...] = ()
        self._agreed: tuple[int, ...] = ()
        self._start = -1
        self._text, self._sure = "", 0

    def read(self, recogniser: Recogniser, spoken: Spoken, tongue: Tongue, simplify: Callable[[str], str] | None
             ) -> Partial:  # fmt: skip
        """Read the utterance as far as it goes."""
        if spoken.start != self._start:
            self.clear()
            self._start = spoken.start
        sound = spoken.samples[self._cut :]
        language, seconds = self._language or tongue.now or "auto", sound.size / RATE
        reading = recogniser.glance(sound, language, self._agreed, self._most(seconds))
        same, goes_on = reading.tokens == self._before, _goes_on(self._before, reading.tokens)
        agreed = agree(self._before, reading.tokens)
        self._agreed = agreed if len(agreed) > len(self._agreed) else self._agreed
        self._before, self._read = reading.tokens, seconds
        whole = (*self._settled, *reading.tokens)
        text = recogniser.spell(whole, reading.language)
        # What two readings in a row begin with was heard, however unlikely each is for itself.
        likely = max(reading.logprob, LOW_LOGPROB) if goes_on and reading.no_speech <= NO_SPEECH else reading.logprob
        if believable(text, Evidence(spoken.voiced, likely, reading.no_speech)):
            self._text = polish(text, reading.language, simplify)
            share = (len(self._settled) + len(self._agreed)) / max(1, len(whole))
            self._sure = _whole_words(self._text, round(share * len(self._text)))
        if seconds > _LONG_S or (same and reading.text[-1:] in SENTENCE_ENDS):
            self._settle(reading, recogniser.seams(reading, seconds), seconds, same=same)
        return Partial(self._text, self._sure)

    def _most(self, seconds: float) -> int:
        """Tokens there can be in so much sound after what was read: a decoder that loops is stopped."""
        return len(self._before) + _SOME + round(_FASTEST * max(0.0, seconds - self._read))

    def _settle(self, reading: Reading, seams: list[tuple[int, float]], seconds: float, *, same: bool) -> None:
        """Leave behind the agreed words that are not among the latest; all but those where no two readings agree.

        After a whole sentence the decoder likes to stop, whatever follows: one that was read twice is left behind too.
        """
        sure = len(reading.tokens) if seconds > _ENDLESS_S else len(self._agreed)
        fit = [(n, at) for n, at in seams if n <= sure and at <= seconds - _KEEP_S]
        if same and seams and seams[-1][0] == len(reading.tokens) and seams[-1][1] <= seconds - _MORE_S:
            fit.append(seams[-1])
        if not fit:
            return
        count, at = fit[-1]
        self._settled = (*self._settled, *reading.tokens[:count])
        self._cut += round(at * RATE)
        self._read -= at
        self._agreed, self._before = self._agreed[count:], self._before[count:]
        self._language = reading.language


def _goes_on(before: tuple[int, ...], now: tuple[int, ...]) -> bool:
    return bool(before) and now[: len(before)] == before


def _whole_words(text: str, upto: int) -> int:
    """``upto``, or where the word it falls into begins."""
    if upto >= len(text):
        return len(text)
    inside = upto > 0 and text[upto - 1].isascii() and text[upto - 1].isalnum() and text[upto].isalnum()
    return text.rfind(" ", 0, upto) + 1 if inside else upto
