"""A learned reader for fields that hold a few words of the customer's own: the problem, a wish, a reason.

Every stretch of a turn that begins and ends where a clause may is a candidate; a logistic model (made by
``training/train_spans.py``, see its model card) says from what was asked before, where the stretch stands and how it is
joined to the rest whether a person would write it into the field. No feature names a word of a field or of a desk.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assist.support.archives import ZIP_DAMAGE
from assist.support.paths import resources
from assist.understanding.extract.folding import fold, has_han
from assist.understanding.extract.labels import Plan
from assist.understanding.extract.spans import Reading

_SENTENCE = re.compile(r"[^.!?\n。！？]+(?:\.(?=\w)[^.!?\n。！？]*)*")
_JOINT = re.compile(r"(?P<mark>[,;:，；：]\s*)|\s(?P<and>and|but|so)\s|\s(?P<because>because|cause|since|that|is)\s")
_GREETING = re.compile(
    r"\s*(?:(?:hi|hello|hey|hiya|ok|okay|yes|yeah|yep|sure|well|please|omg|oh|good (?:morning|afternoon|evening))"
    r"(?: there)?(?:[\s,!]+|$))+"
)
_WANT = re.compile(
    r"(?:\b(?:i|we)(?:'d|'ll|'m| will| would| am)? (?:just |also |really |only )*"
    r"(?:need|want|like|prefer|eat|request\w*|require)"
    r"(?:ing)?(?: to (?:have|get|request|order|eat))?|\bcan i (?:get|have)|\brequest(?: i have)? is|"
    r"\b(?:mark|note|put) it as|\bfor|\bto)\s+"
)
_HAVE = re.compile(r"\b(?:i|he|she|we|they)(?:'ve|'s|'m| have| has| am| had| got)(?: got| been| had)?\s+")
_ARTICLE = re.compile(r"(?:an?|the|some|my|any|to)\s+")
_TAIL = re.compile(r"[\s,!.]*(?:,? ?(?:please|thanks?|thank you|for (?:me|us)|as well|too|help|if possible))+[\s!.]*$")
_TROUBLE = re.compile(
    r"\b(?:not|n't|no|never|lost|stole\w*|missing|wrong|broke\w*|stop\w*|fail\w*|crack\w*|leak\w*|pain\w*|ache\w*|sick|"
    r"hurt\w*|cough\w*|sore|fever|error|problem|issue|dead|damag\w*|charged|without)\b|\w+n't\b"
)
STARTS = ("turn", "greeted", "sentence", "mark", "and", "because", "want", "have", "article")
ENDS = ("turn", "sentence", "joint", "trimmed")
_LONGEST, _MOST, _ASKED = 400, 80, 0.45
OFFER = 0.45  # the confidence of what only the model reads
_OWN = 30  # features that are neither kinds of start nor of end, nor about the rules' readings
WIDTH = _OWN + 2 * (len(STARTS) + len(ENDS)) + 5


@lru_cache(maxsize=1024)
def places(text: str) -> tuple[tuple[int, int, str, str], ...]:
    """The candidates of one turn as (start, end, kind of start, kind of end)."""
    folded = fold(text[:_LONGEST])
    found: dict[tuple[int, int], tuple[str, str]] = {}
    greeting = _GREETING.match(folded)
    opening = greeting.end() if greeting else 0
    _add(found, text, (0, "turn"), [(len(folded), "turn")])
    for sentence in _SENTENCE.finditer(folded):
        starts = _starts(folded, sentence, opening)
        ends = [(sentence.end(), "sentence"), (len(folded), "turn")]
        ends += [(m.start(), "joint") for m in _JOINT.finditer(folded, sentence.start(), sentence.end())]
        if tail := _TAIL.search(folded, sentence.start(), sentence.end()):
            ends.append((tail.start(), "trimmed"))
        for start in starts:
            _add(found, text, start, ends)
    return tuple((*at, *kinds) for at, kinds in list(found.items())[:_MOST])


def _starts(folded: str, sentence: re.Match[str], opening: int) -> list[tuple[int, str]]:
    begin, end = sentence.span()
    found = [(begin, "sentence")]
    if begin <= opening < end:
        found.append((opening, "greeted"))
    found += [(m.end(), str(m.lastgroup)) for m in _JOINT.finditer(folded, begin, end)]
    found += [(m.end(), "want") for m in _WANT.finditer(folded, begin, end)]
    found += [(m.end(), "have") for m in _HAVE.finditer(folded, begin, end)]
    found += [(a.end(), "article") for at, _ in list(found) if (a := _ARTICLE.match(folded, at, end))]
    return found


def _add(
    found: dict[tuple[int, int], tuple[str, str]], text: str, start: tuple[int, str], ends: list[tuple[int, str]]
) -> None:
    for end, kind in ends:
        begin, stop = start[0], end
        while begin < stop and not text[begin].isalnum() and text[begin] not in "$€£¥\"'":
            begin += 1
        while stop > begin and (text[stop - 1].isspace() or (kind != "turn" and text[stop - 1] in ".,!;:")):
            stop -= 1
        if stop - begin > 1:
            found.setdefault((begin, stop), (start[1], kind))


def features(
    plan: Plan, text: str, place: tuple[int, int, str, str], asked: tuple[float, float], covered: float, *, first: bool
) -> NDArray[np.float64]:
    """What the model sees of one candidate, shape (`WIDTH` - 5,).

    ``asked``: how surely this field, and any other one, was just asked for; ``covered``: the share of
    the stretch that surer values of other fields take; ``first``: nothing of length was said before.
    """
    start, end, begins, ends = place
    said, folded = fold(text[start:end]), fold(text)
    words = said.split() if not has_han(said) else list(said)
    count = len(words)
    sentence_start = max(folded.rfind(mark, 0, start) for mark in ".!?\n。") + 1
    cue = bool(plan.cue and plan.cue.search(folded, sentence_start, max(sentence_start, start)))
    inside = bool(plan.cue and plan.cue.search(said))
    trouble = bool(_TROUBLE.search(said))
    tells = float(plan.tells_problem)
    whole = begins in ("turn", "greeted") and ends == "turn"
    own, others = asked
    own_words = said.startswith(("i ", "i'", "my "))
    digits, asks = sum(c.isdigit() for c in said) / len(said), "?" in text[end : end + 1]
    row = [
        own, own >= 0.8, others, own < 0.45 and others < 0.45, first, first and tells,
        own * tells, own * (1 - tells), tells * trouble, trouble, cue, inside,
        np.log(count), count == 1, 2 <= count <= 3, 4 <= count <= 8, count > 16,
        own * (count <= 3), tells * np.log(count), (1 - tells) * np.log(count), len(said) / max(1, len(text)),
        whole, whole * own, whole * tells, own_words, digits, asks, covered, covered > 0.5, has_han(said),
    ]  # fmt: skip
    row += [begins == s for s in STARTS] + [tells * (begins == s) for s in STARTS]
    row += [ends == e for e in ENDS] + [tells * (ends == e) for e in ENDS]
    return np.array(row, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Head:
    """A linear model over `features`: the score of a row is ``weights @ ((row - mean) / scale)``."""

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]

    def score(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Scores of rows, shape (n, `WIDTH`) -> (n,)."""
        scores: NDArray[np.float64] = ((rows - self.mean) / self.scale) @ self.weights
        return scores


@lru_cache(maxsize=1)
def head() -> Head | None:
    """The shipped model; ``None`` where the file is missing, damaged or of another shape: the rules stand alone."""
    try:
        with np.load(resources() / "heads" / "spans.npz", allow_pickle=False) as held:
            found = Head(held["mean"], held["scale"], held["weights"])
    except (OSError, KeyError, *ZIP_DAMAGE):
        return None
    return found if found.weights.shape == (WIDTH,) else None


@dataclass(frozen=True, slots=True)
class Heard:
    """One customer's turn as `candidates` needs it, with what was asked before it and what the rules found in it."""

    turn: int
    text: str
    asked: Mapping[str, float]
    found: Sequence[Reading]
    first: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch, what the model sees of it, and the confidence it would have."""

    start: int
    end: int
    row: NDArray[np.float64]
    confidence: float


def candidates(plan: Plan, heard: Heard, others: float) -> list[Candidate]:
    """The stretches worth a look: the rules read something there, the field was asked for, or the problem is told."""
    asked = heard.asked.get(plan.name, 0.0)
    mine = [(*_extent(r), r.confidence) for r in heard.found if r.field == plan.name and r.turn == heard.turn]
    opening = heard.first and plan.tells_problem
    if not mine and not opening and asked < _ASKED:
        return []
    stretches = list(places(heard.text))
    known = {s[:2] for s in stretches}
    stretches += [(a, b, "sentence", "sentence") for a, b, _ in mine if (a, b) not in known]
    found = []
    for stretch in stretches:
        start, end = stretch[:2]
        seen = _seen(start, end, mine)
        if not seen[0] and not opening and asked < _ASKED:
            continue
        covered = covered_share(stretch, heard.turn, heard.found, plan.name)
        row = np.array([*features(plan, heard.text, stretch, (asked, others), covered, first=heard.first), *seen])
        found.append(Candidate(start, end, row, max((c for a, b, c in mine if a < end and start < b), default=OFFER)))
    return found


def _extent(reading: Reading) -> tuple[int, int]:
    return reading.parts[-1].start, reading.parts[-1].end


def _seen(start: int, end: int, mine: list[tuple[int, int, float]]) -> tuple[float, float, float, float, float]:
    """How a stretch lies to the rules' surest reading: by confidence, share, exactly, inside; and if there is one."""
    best = (0.0, 0.0, 0.0, 0.0)
    for a, b, confidence in mine:
        share = max(0, min(b, end) - max(a, start)) / (max(b, end) - min(a, start))
        inside = confidence * float(start >= a and end <= b)
        best = max(best, (confidence * share, share, float((a, b) == (start, end)), inside))
    return (*best, float(bool(mine)))


def best_candidate(model: Head, found: list[Candidate]) -> tuple[float, Candidate] | None:
    """The best by score; the earlier of equals."""
    if not found:
        return None
    scores = model.score(np.array([c.row for c in found]))
    at = int(scores.argmax())
    return float(scores[at]), found[at]


def covered_share(place: tuple[int, int, str, str], turn: int, readings: Sequence[Reading], field: str) -> float:
    """How much of the stretch values of other fields, read with some confidence in this turn, take."""
    start, end = place[:2]
    taken: set[int] = set()
    for reading in readings:
        if reading.field != field and reading.confidence >= 0.5:
            for part in reading.parts:
                if part.turn == turn:
                    taken |= set(range(max(start, part.start), min(end, part.end)))
    return len(taken) / (end - start)
