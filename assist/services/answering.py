"""Answering a question the agent types about the knowledge: the best sentences at once, then in a model's words.

Every sentence carries the number of the passage it is from, as the list of hits shows it. Where no sentence answers,
it says so. A model's sentence that its passage does not carry is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from assist.domain.assistance import Hit
from assist.domain.guard import NEGATION, Ground, facts, is_repetitive, sentences, speaks_amiss, strange_names, support
from assist.domain.orders import gives_orders
from assist.domain.pack import Article
from assist.domain.rewording import main_language
from assist.domain.text import is_han
from assist.services.ports import CancelToken
from assist.services.relevance import Query, answers, plain, stems, without_title
from assist.services.wording import About, Authors, Wish, word

_MOST = 3
_NEARLY = 0.6
_LEAST = 0.5
_SURE, _SHARED, _SIGNS = 0.92, 0.6, 0.75
"""A hit so sure may answer; or one that, with its title, shares so much of the question's words.

Of 33 questions the sample pack covers all are answered, of 32 that only name a thing it knows 25 are refused
(``python -m benchmarks.refusal``); without the rule, 12.
"""
_CARRIED = 0.6
_PASSAGE = 700
_MARK = re.compile(r"\s*\[(\d{1,2})\]")
KNOWLEDGE = "knowledge"


@dataclass(frozen=True, slots=True)
class Answer:
    """``sentences`` pairs each sentence with the numbers of the hits it rests on, counted from 1.

    ``by`` is `KNOWLEDGE` for the knowledge's own words, else a model's name. ``internal``: something in it is for staff
    only. ``citations`` are the articles' ids.
    """

    sentences: tuple[tuple[str, tuple[int, ...]], ...]
    by: str
    citations: tuple[str, ...]
    internal: bool = False
    language: str = "en"
    hidden: int = 0

    @property
    def text(self) -> str:
        """To read, with the numbers: "Cards take 3 days. [1]"."""
        return self._joined([s + "".join(f" [{n}]" for n in numbers) for s, numbers in self.sentences])

    @property
    def plain(self) -> str:
        """To send, without the numbers."""
        return self._joined([s for s, _ in self.sentences])

    def _joined(self, parts: list[str]) -> str:
        return ("" if self.language == "zh" else " ").join(parts)


class Answerer(Protocol):
    """Answers questions about the knowledge."""

    def answer(
        self,
        question: str,
        hits: Sequence[Hit],
        about: About,
        on_answer: Callable[[Answer], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> Answer | None:
        """Blocking; ``None`` when no sentence of the hits answers.

        ``on_answer`` gets what there is so far; its ``by`` is empty while a model is writing.

        Raises ``WorkerDied``, ``ModelFileError``, ``EndpointFailed``, ``Cancelled``.
        """


def extract(
    question: str, hits: Sequence[Hit], article: Callable[[str], Article | None] | None = None
) -> Answer | None:
    """The sentences that answer, in the knowledge's own words, best first; ``None`` when none does."""
    language = main_language(question)
    query = Query(question, language)
    found = answers(query, hits, article, lambda s: not gives_orders(s))
    listed = [f for f in found if f.worth >= _LEAST and _covers(f.hit, f.text, question)]
    chosen: list[tuple[str, Hit]] = []
    for one in listed:
        apart = all(one.text not in text and text not in one.text for text, _ in chosen)
        if len(chosen) < _MOST and apart and one.worth >= _NEARLY * listed[0].worth:
            chosen.append((one.text, one.hit))
    if not chosen:
        return None
    numbers = {h.article_id: n for n, h in reversed(list(enumerate(hits, 1)))}
    chosen = [
        (text if all(h.article_id != hit.article_id for _, h in chosen[:place]) else without_title(text, hit), hit)
        for place, (text, hit) in enumerate(chosen)
    ]
    told = tuple((text, (numbers[hit.article_id],)) for text, hit in chosen)
    return _answer(told, hits, KNOWLEDGE, language)


class AnswerWriter:
    """Implements `Answerer` over whoever can word things."""

    def __init__(self, authors: Authors, article: Callable[[str], Article | None] | None = None) -> None:
        self._authors = authors
        self._article = article

    def answer(
        self,
        question: str,
        hits: Sequence[Hit],
        about: About,
        on_answer: Callable[[Answer], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> Answer | None:
        """See `Answerer`."""
        first = extract(question, hits, self._article)
        if first is not None and on_answer is not None:
            on_answer(first)
        if not any(_covers(h, h.text, question) for h in hits):
            return first
        language = main_language(question)
        passages = "\n\n".join(f"[{n}] {h.title}: {_passage(h)}" for n, h in enumerate(hits, 1))
        wish = Wish("answer", language, {"question": question, "passages": passages}, about)
        writing = _Writing(question, hits, language, first)

        def grew(text: str) -> None:
            so_far = writing.told(text, "", 0, finished=False)
            if so_far is not None and on_answer is not None and so_far.sentences != writing.shown:
                writing.shown = so_far.sentences
                on_answer(so_far)

        made = word(self._authors, wish, grew, cancel)
        if made is None:
            return first
        return writing.told(made.text, made.by, made.hidden, finished=made.finished) or first


@dataclass(slots=True)
class _Writing:
    """An answer being worded: whole sentences that hold are shown as they come."""

    question: str
    hits: Sequence[Hit]
    language: str
    first: Answer | None
    shown: tuple[tuple[str, tuple[int, ...]], ...] = ()

    def told(self, text: str, by: str, hidden: int, *, finished: bool) -> Answer | None:
        """What of ``text`` holds; ``None`` when nothing does, or the knowledge's own words answer better."""
        kept = _carried(text, self.question, self.hits, self.language, finished=finished)
        if not kept:
            return None
        told = _answer(kept, self.hits, by, self.language, hidden)
        return None if self.first is not None and _speaks_less(told, self.first, self.question) else told


def _covers(hit: Hit, text: str, question: str) -> bool:
    """Whether ``text`` of this hit is about what is asked, not only about a thing the question names."""
    asked, held = set(stems(question)), set(stems(f"{hit.title} {text}"))
    if hit.score >= _SURE or (asked and len(asked & held) >= _SHARED * len(asked)):
        return True
    if not all(map(is_han, "".join(asked))):
        return False
    # Chinese pairs overlap, so that one other word costs two or three of them: its characters count, too.
    signs = set("".join(asked))
    return bool(asked & set(stems(text))) and len(signs & set(f"{hit.title}{text}")) >= _SIGNS * len(signs)


def _speaks_less(told: Answer, first: Answer, question: str) -> bool:
    """Whether fewer words of the question are in it: true to its passage, and beside the point."""
    asked = set(stems(question))
    return len(asked & set(stems(told.plain))) < len(asked & set(stems(first.sentences[0][0])))


def _passage(hit: Hit) -> str:
    return " ".join(plain(line) for line in hit.text.splitlines() if line.strip())[:_PASSAGE]


def _answer(
    told: tuple[tuple[str, tuple[int, ...]], ...], hits: Sequence[Hit], by: str, language: str, hidden: int = 0
) -> Answer:
    used = [hits[n - 1] for _, numbers in told for n in numbers]
    ids = tuple(dict.fromkeys(h.article_id for h in used))
    return Answer(told, by, ids, any(h.internal for h in used), language, hidden)


def _carried(
    text: str, question: str, hits: Sequence[Hit], language: str, *, finished: bool
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """The model's sentences that the passages they name carry; the others are dropped."""
    parts = re.sub(
        r"([.!?。！？])\s*((?:\[\d{1,2}\]\s*)+)", r" \2\1 ", text
    )  # a number behind the stop belongs before it
    out: list[tuple[str, tuple[int, ...]]] = []
    listed = sentences(parts)
    for place, sentence in enumerate(listed):
        numbers = tuple(dict.fromkeys(n for n in map(int, _MARK.findall(sentence)) if 1 <= n <= len(hits)))
        bare = re.sub(r"\s+([.!?。！？])", r"\1", _MARK.sub("", sentence)).strip()
        cut_off = not finished and place == len(listed) - 1
        source = "\n".join(f"{hits[n - 1].title}\n{hits[n - 1].text}" for n in numbers)
        if numbers and not cut_off and len(out) < _MOST and _holds(bare, source, question, language):
            out.append((bare, numbers))
    return () if is_repetitive(" ".join(s for s, _ in out)) else tuple(out)


def _holds(sentence: str, source: str, question: str, language: str) -> bool:
    """Whether a sentence says no more than its source."""
    ground = Ground(question, source, "", language)
    strange = facts(sentence) - facts(source)
    denies = bool(NEGATION.search(sentence)) and not NEGATION.search(source)
    return (
        main_language(sentence) == language
        and support(sentence, source) >= _CARRIED
        and not (strange or denies or strange_names(sentence, ground) or speaks_amiss(sentence))
    )
