"""Hybrid search: keywords and vectors, what the conversation is about, and a refusal when nothing covers it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assist.domain.assistance import Hit
from assist.domain.conversation import Conversation
from assist.domain.pack import Audience
from assist.understanding import background
from assist.understanding.embedding import EmbedderSet, space_of
from assist.understanding.index import PackIndex
from assist.understanding.needs import Need, find_needs, need_terms, need_vectors
from assist.understanding.parts import ENGLISH_SPACE, MULTILINGUAL_SPACE, Vector
from assist.understanding.passages import sentence_spans
from assist.understanding.tokens import terms, tokenize

MAX_HITS = 5
VECTOR_SHARE = 0.65
SUBJECT_BONUS = 0.3
CATEGORY_BONUS = 0.2
_AGENTS_ONLY = 0.03
OTHER_LANGUAGE = 0.85
_SUBJECT_RECENCY = 0.8
_FOCUSED_WORDS = 40.0
_FORGOTTEN = 0.3
_FLOOR = 0.15
_MARGIN = 0.02
_BONUS_IN_SCORE = 0.3
_SOFTNESS = 0.06
_NULL_QUANTILE = 0.9
_KEEP = 0.35
_WORDS_OF_SENTENCE = 0.2

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: weighted terms, the vectors in the space searched, subjects by article number, language.

    ``leaning`` says how likely the case is of which category.
    """

    terms: tuple[tuple[str, float], ...]
    vectors: tuple[Vector, ...]
    space: str
    subjects: tuple[tuple[int, float], ...]
    language: str
    leaning: tuple[tuple[str, float], ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing was asked."""
        return not self.terms and not self.vectors


@dataclass(frozen=True, slots=True)
class Null:
    """How a space answers what the pack does not cover: mean cosine, and the best score noise reaches."""

    mean: float = 0.0
    best: float = 0.0


class Retriever:
    """Searches one `PackIndex`. Deterministic; holds no conversation."""

    def __init__(self, index: PackIndex, embedders: EmbedderSet) -> None:
        self._index = index
        self._embedders = embedders
        self._in = {base: index.in_language(base) for base in index.languages}
        self._null: dict[str, Null] = {}
        self._of_category: dict[str, list[int]] = {}
        for number, article in enumerate(index.pack.articles):
            for category in article.categories:
                self._of_category.setdefault(category, []).append(number)
        # A text filed under many categories says less about each of them.
        self._filed = np.array([max(1, len(a.categories)) ** -0.5 for a in index.pack.articles], np.float32)
        internal = np.array([a.audience is Audience.INTERNAL for a in index.pack.articles], bool)
        # Where there are both, what may be quoted to the customer comes first.
        self._reserve = np.where(internal & (not internal.all()), np.float32(_AGENTS_ONLY), np.float32(0.0))

    # -- asking ------------------------------------------------------------------------------------------------

    def space_for(self, language: str) -> str | None:
        """The space in which a conversation of this language searches; ``None`` when only keywords are left."""
        own = space_of(language)
        for space in (own, MULTILINGUAL_SPACE):
            held = self._index.spaces.get(space)
            if held is not None and len(held.passages) and self._embedders.get(space) is not None:
                return space
        return None

    def telling(self, text: str) -> float:
        """How much of a text the pack has words for, in 0..1."""
        known = sum(self._index.keyword.weight(t) for t in set(terms(text)))
        return float(min(1.0, known / 6.0)) if self._index.size else 1.0

    def query(
        self,
        conversation: Conversation,
        language: str,
        needs: tuple[Need, ...] | None = None,
        leaning: tuple[tuple[str, float], ...] = (),
    ) -> Query:
        """The question a conversation asks, out of its latest turns and what earlier ones named."""
        needs = find_needs(conversation, self.telling) if needs is None else needs
        space = self.space_for(language)
        vectors = () if space is None else need_vectors(needs, self._embedders.turn, space)
        return Query(
            tuple(need_terms(needs, conversation)),
            vectors,
            space or space_of(language),
            tuple(self._subjects_in([t.text for t in conversation.turns]).items()) if needs else (),
            language,
            leaning,
        )

    def typed(self, text: str, language: str) -> Query:
        """A question typed into the search box."""
        space = self.space_for(language)
        asked = text.strip()
        vector = self._embedders.turn(asked, space) if space is not None and asked else None
        return Query(
            tuple((t, 1.0) for t in terms(text)),
            () if vector is None else (vector,),
            space or space_of(language),
            tuple(self._subjects_in([text]).items()),
            language,
        )

    def _subjects_in(self, texts: list[str]) -> dict[int, float]:
        """Articles whose subject was named, the latest naming counting most."""
        out: dict[int, float] = {}
        weight = 1.0
        for text in reversed(texts):
            words = [t.text for t in tokenize(text)]
            # In a short turn a name is what it is about; in a letter it may be there in passing.
            focus = min(1.0, _FOCUSED_WORDS / max(len(words), 1))
            for article in self._named(words):
                out[article] = max(out.get(article, 0.0), weight * focus)
            weight *= _SUBJECT_RECENCY if out else 1.0
            if weight < _FORGOTTEN:
                break
        return out

    def _named(self, words: list[str]) -> set[int]:
        out: set[int] = set()
        at = 0
        while at < len(words):
            for name, articles in self._index.subjects.get(words[at], ()):
                if tuple(words[at : at + len(name)]) == name:
                    out.update(articles)
                    at += len(name) - 1
                    break
            at += 1
        return out

    # -- answering ---------------------------------------------------------------------------------------------

    def search(self, query: Query, k: int = MAX_HITS) -> tuple[Hit, ...]:
        """The best passage of each of the ``k`` best articles; empty when nothing covers the question."""
        if query.empty or not self._index.size:
            return ()
        raw = self._raw(query)
        null = self._noise(query.space if query.vectors else "")
        middle = max(_FLOOR, null.best + _MARGIN)
        bonus = self._bonus(query)
        best = self._best_per_article(raw + bonus, k)
        chances = [_squash((float(raw[p]) + _BONUS_IN_SCORE * float(bonus[p]) - middle) / _SOFTNESS) for p in best]
        if not chances or chances[0] < 0.5:
            return ()
        chances = np.minimum.accumulate(chances).tolist()
        return tuple(self._hit(p, chance, query) for p, chance in zip(best, chances, strict=True) if chance >= _KEEP)

    def best_score(self, query: Query) -> float:
        """The raw score of the best passage, before calibration."""
        return float(self._raw(query).max()) if self._index.size and not query.empty else 0.0

    def _raw(self, query: Query) -> Scores:
        matched, most = self._index.keyword.scores(query.terms)
        coverage = matched / max(most, 1e-6)
        held = self._index.spaces.get(query.space)
        if not query.vectors or held is None:
            return coverage
        mean = self._noise(query.space).mean
        cosine = (held.similarity(query.vectors, self._index.size) - mean) / (1.0 - mean)
        mixed: Scores = VECTOR_SHARE * np.maximum(cosine, 0.0) + (1.0 - VECTOR_SHARE) * coverage
        if len(self._in) > 1:
            own = self._in.get(query.language.split("-", maxsplit=1)[0])
            if own is not None:
                mixed = np.where(own, mixed, mixed * np.float32(OTHER_LANGUAGE))
        return mixed

    def _bonus(self, query: Query) -> Scores:
        """What subjects named and the likely category add to each passage."""
        by_article = np.zeros(len(self._filed), np.float32)
        for category, chance in query.leaning:
            of_it = self._of_category.get(category, [])
            by_article[of_it] = np.maximum(by_article[of_it], CATEGORY_BONUS * chance * self._filed[of_it])
        for article, weight in query.subjects:
            by_article[article] += SUBJECT_BONUS * weight
        by_article -= self._reserve
        bonus: Scores = by_article[self._index.article_of]
        return bonus

    def _best_per_article(self, scores: Scores, k: int) -> list[int]:
        count = min(len(scores), max(8 * k, 40))
        top = np.argpartition(-scores, count - 1)[:count]
        top = top[np.lexsort((top, -scores[top]))]
        out: list[int] = []
        seen: set[int] = set()
        for passage in map(int, top):
            article = int(self._index.article_of[passage])
            if article not in seen:
                seen.add(article)
                out.append(passage)
            if len(out) == k:
                break
        return out

    def _hit(self, number: int, score: float, query: Query) -> Hit:
        passage = self._index.passages[number]
        article = self._index.article(number)
        start, end = self._answering_sentence(number, query)
        return Hit(
            article.id,
            article.title,
            round(score, 4),
            article.body[passage.start : passage.end],
            article.body[start:end],
            start,
            end,
            article.audience is Audience.INTERNAL,
            article.language,
        )

    def _answering_sentence(self, number: int, query: Query) -> tuple[int, int]:
        """The sentence nearest to the question in meaning and in words; the first on a tie."""
        passage, body = self._index.passages[number], self._index.article(number).body
        spans = sentence_spans(body, passage.start, passage.end)
        if not spans:
            return passage.start, passage.end
        weights: dict[str, float] = {}
        for term, weight in query.terms:
            weights[term] = max(weights.get(term, 0.0), weight * self._index.keyword.weight(term))
        scores = []
        for span in spans:
            words = set(terms(body[span.start : span.end]))
            scores.append(sum(weights.get(w, 0.0) for w in words) / (len(words) + 8) ** 0.5)
        near = self._index.sentences.get((number, query.space))
        worth = np.array(scores) / max(*scores, 1e-6)
        if near is not None and len(near) == len(spans) and query.vectors:
            worth = _WORDS_OF_SENTENCE * worth + (near @ np.stack(query.vectors, axis=1)).max(axis=1)
        best = spans[int(np.argmax(worth))]
        return best.start, best.end

    # -- what noise reaches ------------------------------------------------------------------------------------

    def measure_noise(self) -> None:
        """Do now, while the pack is opened, what the first question would wait for."""
        for space in ("", *self._index.spaces):
            self._noise(space)

    def _noise(self, space: str) -> Null:
        """How well the pack seems to answer what no pack covers; measured once for each space."""
        if space not in self._null:
            self._null[space] = Null()
            self._null[space] = self._measure_noise(space)
        return self._null[space]

    def _measure_noise(self, space: str) -> Null:
        texts = background.sentences(space or ENGLISH_SPACE)
        held = self._index.spaces.get(space)
        if held is not None:
            self._embedders.warm(texts, space)
            noise = [v for v in (self._embedders.turn(t, space) for t in texts) if v is not None]
            if noise:
                sample = held.matrix[:: max(1, len(held.matrix) // 2000)]
                self._null[space] = Null(float((sample @ np.array(noise).T).mean()))
        language = "en" if space in ("", ENGLISH_SPACE) else "zh"
        queries = []
        for text in texts:
            vector = self._embedders.turn(text, space) if held is not None else None
            vectors = () if vector is None else (vector,)
            queries.append(Query(tuple((t, 1.0) for t in terms(text)), vectors, space, (), language))
        reached = [self.best_score(q) for q in queries if not q.empty]
        best = float(np.quantile(reached, _NULL_QUANTILE)) if reached else 0.0
        return Null(self._null[space].mean, best)


def _squash(x: float) -> float:
    return float(1.0 / (1.0 + np.exp(-np.clip(x, -30.0, 30.0))))
