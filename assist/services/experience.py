"""What several articles tell about one named thing: a hotel's questions and answers, its guests' reviews.

What a guest wrote is given as theirs, and each subject is named once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assist.domain.assistance import Hit
from assist.domain.text import guess_language
from assist.services.phrases import Words
from assist.services.relevance import SAME_TOPIC, plain
from assist.services.sayable import is_sayable

_MOST_ANSWERS = 3
_MOST_CHARACTERS = 320
_MOST_OF_SUBJECT = 40
_SMALL = frozenset({"and", "the", "of", "a", "an", "at", "by", "for", "in", "on"})
_I = re.compile(r"\b(?:I|[Mm]y|me|I['’](?:m|ve|d))\b|我(?![们們])")
_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|us)\b|我们|我們|咱们?")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]{2,}|[\u4e00-\u9fff]")
_COMMON = frozenset(
    re.findall(
        r"\S+",
        "the and for are you your with that this have has can will what how does there they their its any about from "
        "not but please would like know need want tell also could would should when where which who why was were "
        "been them",
    )
)


@dataclass(frozen=True, slots=True)
class Told:
    """The sentences as one text, the articles they are from, and whether any of those is for staff only."""

    text: str
    citations: tuple[str, ...]
    internal: bool


def has_subject(hits: Sequence[Hit]) -> bool:
    """Whether the best hit is about a named thing: its title is a name in capitals, or two articles share it."""
    best = hits[0]
    subject = _subject(best)
    if not subject:
        return False
    articles = {h.article_id for h in hits if _subject(h) == subject}
    return best.title.partition(":")[0].isupper() or len(articles) > 1


def about_one_subject(hits: Sequence[Hit], question: str, words: Words, language: str) -> Told | None:
    """The sentences that speak of what was asked, in the knowledge's own words; ``None`` when none can be said."""
    spoken = [h for h in hits if (guess_language(h.sentence) or language) == language and is_sayable(plain(h.sentence))]
    spoken = [h for h in spoken if not h.internal] or spoken
    if not spoken:
        return None
    chosen = _chosen(spoken, _telling(question))
    ids = tuple(dict.fromkeys(h.article_id for h in chosen))
    return Told(words.joint.join(_stated(chosen, words)), ids, any(h.internal for h in chosen))


def _stated(chosen: list[Hit], words: Words) -> list[str]:
    """What is known, by whom it is about; each subject named once."""
    out: list[str] = []
    for subject in dict.fromkeys(map(_subject, chosen)):
        own = [h for h in chosen if _subject(h) == subject]
        facts = [plain(h.sentence) for h in own if not _is_experience(h, subject)]
        told = [f"“{plain(h.sentence)}”" for h in own if _is_experience(h, subject)]
        told = [words.joint.join((words.others, *told))] if told else []
        about = words.about.format(subject) if subject else ""
        out.append(about + words.joint.join((*facts, *told)))
    return out


def _is_experience(hit: Hit, subject: str) -> bool:
    """Whether a customer wrote it: somebody's "I", or the "we" of an article that has a name for its title."""
    about_a_name = bool(subject) and ":" not in hit.title
    return bool(_I.search(hit.sentence) or (_WE.search(hit.sentence) and (about_a_name or _I.search(hit.text))))


def _chosen(spoken: list[Hit], asked: set[str]) -> list[Hit]:
    """Of the hits that score about as well as the best, those that speak of what was asked, best first."""
    near = [h for h in spoken if h.score >= SAME_TOPIC * spoken[0].score and _goes_with(h, spoken[0])]
    asked -= {word for h in near for word in _telling(h.title.partition(":")[0])}
    speaking = [h for h in near if asked & _telling(h.sentence)] or near[:1]
    out: list[Hit] = []
    size = 0
    for hit in sorted(speaking, key=lambda h: (-len(asked & _telling(h.sentence)), -h.score)):
        size += len(hit.sentence)
        if out and (len(out) == _MOST_ANSWERS or size > _MOST_CHARACTERS):
            break
        if hit.sentence not in {h.sentence for h in out}:
            out.append(hit)
    return out


def _goes_with(hit: Hit, first: Hit) -> bool:
    """Whether two passages may stand in one answer: of one article, or about one named thing."""
    return hit.article_id == first.article_id or (bool(_subject(first)) and _subject(hit) == _subject(first))


def _subject(hit: Hit) -> str:
    """Whom an article is about, where its title says so: before a colon, or a name in capitals; empty otherwise."""
    head, colon, _ = hit.title.partition(":")
    if len(head) > _MOST_OF_SUBJECT or not (colon or (head.isupper() and head.isascii())):
        return ""
    if not head.isupper():
        return head
    return " ".join(_cased(w) if n else w.capitalize() for n, w in enumerate(head.split()))


def _cased(word: str) -> str:
    return word.lower() if word.lower() in _SMALL else word.capitalize()


def _telling(text: str) -> set[str]:
    return {w.lower()[:4] for w in _WORD.findall(text)} - _COMMON
