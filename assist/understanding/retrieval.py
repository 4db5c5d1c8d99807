"""Hybrid search: keywords and vectors, what the conversation is about, and a refusal when nothing covers it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assist.domain.assistance import Hit
from assist.domain.conversation import Conversation
from assist.domain.pack import Audience
from assist.understanding import background
from assist.understanding.answer import answering_sentence
from assist.understanding.embedding import EmbedderSet, space_of
from assist.understanding.index import PackIndex, SpaceVectors
from assist.understanding.matter import whole_matter
from assist.understanding.needs import Need, find_needs, is_answer, is_letter, latest_vector, need_terms, need_vectors
from assist.understanding.parts import ENGLISH_SPACE, MULTILINGUAL_SPACE, Vector
from assist.understanding.query import Query
from assist.understanding.term_mender import TermMender
from assist.understanding.tokens import terms, tokenize

MAX_HITS = 5
VECTOR_SHARE = 0.7
LETTER_VECTOR_SHARE = 0.35
"""The same for a letter: the mean of many sentences is vague, the words it repeats are not."""
POOLING = 4
"""An article's passages that hold words of the question count together, as their norm of this order."""
CONTEXT_SHARE = 0.35
"""What the mean of an article's passages weighs in the nearness of each, where a question is too short to say all."""
SUBJECT_BONUS = 0.3
CATEGORY_BONUS = 0.25
OTHER_MATTER = 0.15
_PRIOR_ASKS = 0.33
"""How much of what a category adds a score has to have more to count as much: it is no match of its own."""
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
_KEEP, _LEAST_SHOWN = 0.35, 0.2
_WORDS = "words-"
"""Before the name of a space: its noise where a pack is searched by words alone."""
_TELLING_WORDS = 2.0
"""So many of the rarest words, met, are as much as can be asked of a question searched by words alone."""

Scores = NDArray[np.float32]
Ints = NDArray[np.int64]

_NO_ARTICLES: tuple[Ints, Scores] = (np.zeros(0, np.int64), np.zeros(0, np.float32))


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
        self._mend = TermMender(
            index.keyword.frequency,
            embedders.is_word,
            lambda text: embedders.mended(text, ENGLISH_SPACE),
            lambda: (word for names in index.subjects.values() for name, _ in names for word in name),
        )
        self._in = {base: index.in_language(base) for base in index.languages}
        begins = np.diff(index.article_of, prepend=-1) != 0
        self._firsts, self._group = np.flatnonzero(begins), np.cumsum(begins) - 1
        self._sizes = np.bincount(self._group, minlength=len(self._firsts)).astype(np.float32)
        self._null: dict[str, Null] = {}
        self._of_category: dict[str, tuple[Ints, Scores]] = {}
        self._filed = index.filed_under > 0
        internal = index.internal
        # Where there are both, what may be quoted to the customer comes first.
        self._reserve = np.where(internal & (not internal.all()), np.float32(_AGENTS_ONLY), np.float32(0.0))

    def learn_categories(self, typical: Mapping[str, Mapping[str, Vector]]) -> None:
        """Weigh the articles of each category, by what customers in it typically say: vectors by space and category.

        An article is the likelier the nearer it is to that, and the fewer categories it is filed under.
        """
        near = {c: np.ones(len(self._index.pack.articles), np.float32) for c in self._index.categories}
        for space, held in self._index.spaces.items():
            mean = self._noise(space).mean
            for category, numbers in self._index.categories.items():
                vector = typical.get(space, {}).get(category)
                if vector is not None:
                    _nearness(near[category], held, self._rows_of(held, numbers), vector, mean)
        for category, numbers in self._index.categories.items():
            of = np.array(numbers, np.int64)
            filed = self._index.filed_under[of].astype(np.float32) ** -0.5
            self._of_category[category] = (of, near[category][of] * filed)

    def _rows_of(self, held: SpaceVectors, numbers: Sequence[int]) -> tuple[Ints, Ints]:
        """The rows of a space that belong to some articles, and whose each is."""
        owner = self._index.article_of[held.passages].astype(np.int64)
        rows = np.flatnonzero(np.isin(owner, numbers))
        return rows, owner[rows]

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
        known = sum(self._index.keyword.weight(t) for t in set(terms(self._mend(text))))
        return float(min(1.0, known / 6.0)) if self._index.size else 1.0

    def query(
        self,
        conversation: Conversation,
        language: str,
        needs: tuple[Need, ...] | None = None,
        leaning: tuple[tuple[str, float], ...] = (),
    ) -> Query:
        """The question a conversation asks, out of its latest turns and what earlier ones named."""
        needs = whole_matter(conversation, find_needs(conversation, self.telling) if needs is None else needs)
        space = self.space_for(language)
        vectors = () if space is None else need_vectors(needs, self._embedders.turn, space)
        said = [conversation.turns[n.turn].text for n in needs]
        # What only answered the agent ("Carla Mensah, 12 May 1988") is no question that a sentence could answer.
        asking = next((i for i, n in enumerate(needs) if not is_answer(conversation, n.turn)), 0)
        return Query(
            tuple(need_terms(needs, conversation, self._mend)),
            vectors,
            space or space_of(language),
            tuple(self._subjects_in([t.text for t in conversation.turns]).items()) if needs else (),
            language,
            leaning,
            frozenset(terms(self._mend(said[asking]))) if said else frozenset(),
            frozenset(t for n, text in zip(needs, said, strict=True) if n.case for t in terms(self._mend(text))),
            latest_vector(needs[asking:], self._embedders.turn, space) if space is not None else None,
            is_letter(needs),
        )

    def typed(self, text: str, language: str) -> Query:
        """A question typed into the search box."""
        space = self.space_for(language)
        asked = text.strip()
        vector = self._embedders.turn(asked, space) if space is not None and asked else None
        words = terms(self._mend(text))
        return Query(
            tuple((t, 1.0) for t in words),
            () if vector is None else (vector,),
            space or space_of(language),
            tuple(self._subjects_in([text]).items()),
            language,
            latest=frozenset(words),
            asked=vector,
        )

    def _subjects_in(self, texts: list[str]) -> dict[int, float]:
        """Articles whose subject was named, the latest naming counting most."""
        out: dict[int, float] = {}
        weight = 1.0
        for text in reversed(texts):
            words = [t.text for t in tokenize(self._mend(text))]
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

    def search(self, query: Query, k: int = MAX_HITS, least: float = 0.5) -> tuple[Hit, ...]:
        """The best passage of each of the ``k`` best articles; empty when the best is below ``least``."""
        if query.empty or not self._index.size:
            return ()
        raw = self._raw(query)
        null = self._noise(query.space if query.vectors else _WORDS + query.space)
        middle = max(_FLOOR, null.best + _MARGIN)
        prior, bonus = self._prior(query), self._bonus(query)
        best = self._best_per_article(raw + prior + bonus, k)
        scores = raw + _BONUS_IN_SCORE * bonus
        # A category, however sure, makes no article answer what none covers; among those that may, it is evidence.
        if not best or _squash((max(float(scores[p]) for p in best) - middle) / _SOFTNESS) < least:
            return ()
        scores = scores + prior
        best = [p for p in best if _squash((float(scores[p]) - middle) / _SOFTNESS) >= _KEEP]
        middle += _PRIOR_ASKS * CATEGORY_BONUS * max((chance for _, chance in query.leaning), default=0.0)
        chances = np.minimum.accumulate([_squash((float(scores[p]) - middle) / _SOFTNESS) for p in best] or [0.0])
        return tuple(
            self._hit(p, float(chance), query, raw)
            for p, chance in zip(best, chances, strict=False)
            if chance >= _LEAST_SHOWN
        )

    def best_score(self, query: Query) -> float:
        """The raw score of the best passage, before calibration."""
        return float(self._raw(query).max()) if self._index.size and not query.empty else 0.0

    def _raw(self, query: Query) -> Scores:
        matched, most = self._index.keyword.scores(query.terms)
        coverage = self._pooled(matched / max(most, 1e-6))
        held = self._index.spaces.get(query.space)
        if not query.vectors or held is None:
            # By words alone half of a short question met says as little as one common word of a long one.
            return coverage * np.float32(np.sqrt(most / (_TELLING_WORDS * np.log1p(self._index.size))))
        mean = self._noise(query.space).mean
        cosine = (held.similarity(query.vectors, self._index.size) - mean) / (1.0 - mean)
        share = LETTER_VECTOR_SHARE if query.letter else VECTOR_SHARE
        near = np.maximum(cosine, 0.0)
        near = near if query.letter else self._in_context(near)
        mixed: Scores = share * near + (1.0 - share) * coverage
        if len(self._in) > 1:
            own = self._in.get(query.language.split("-", maxsplit=1)[0])
            if own is not None:
                mixed = np.where(own, mixed, mixed * np.float32(OTHER_LANGUAGE))
        return mixed

    def _pooled(self, coverage: Scores) -> Scores:
        """Each passage's coverage, raised by what the other passages of its article have, which keep their order."""
        if len(self._firsts) == len(coverage):
            return coverage
        best = np.maximum.reduceat(coverage, self._firsts)
        together = np.add.reduceat(coverage**POOLING, self._firsts) ** (1.0 / POOLING)
        pooled: Scores = coverage + (together - best)[self._group]
        return pooled

    def _in_context(self, near: Scores) -> Scores:
        """Each passage's nearness, mixed with the mean over its article: a step of a guideline is about its matter.

        Passages are weighed with their document since Callan, "Passage-Level Evidence in Document Retrieval" (1994).
        """
        if len(self._firsts) == len(near):
            return near
        mean = np.add.reduceat(near, self._firsts) / self._sizes
        mixed: Scores = ((1.0 - CONTEXT_SHARE) * near + CONTEXT_SHARE * mean[self._group]).astype(np.float32)
        return mixed

    def _prior(self, query: Query) -> Scores:
        """What the likely category adds to each passage, and takes from those filed under less likely ones only."""
        bonus = np.zeros(len(self._reserve), np.float32)
        likely = np.zeros(len(self._reserve), np.float32)
        for category, chance in query.leaning:
            of, weight_of = self._of_category.get(category, _NO_ARTICLES)
            bonus[of] = np.maximum(bonus[of], CATEGORY_BONUS * chance * weight_of)
            likely[of] = np.maximum(likely[of], chance)
        best = max((chance for _, chance in query.leaning), default=0.0)
        other = np.where(self._filed, OTHER_MATTER * (best - likely), np.float32(0.0))
        of_passage = self._index.article_of
        own = self._in.get(query.language.split("-", maxsplit=1)[0])
        lifted: Scores = bonus[of_passage] if own is None else np.where(own, bonus[of_passage], np.float32(0.0))
        prior: Scores = (lifted - other.astype(np.float32)[of_passage]).astype(np.float32)
        return prior

    def _bonus(self, query: Query) -> Scores:
        """What subjects named add to each passage, and what being for agents only takes."""
        by_article = np.zeros(len(self._reserve), np.float32)
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

    def _hit(self, number: int, score: float, query: Query, raw: Scores) -> Hit:
        article = self._index.article(number)
        mean = self._noise(query.space).mean if query.vectors else 0.0
        number, span = answering_sentence(self._index, number, query, raw, mean)
        passage = self._index.passages[number]
        return Hit(
            article.id,
            article.title,
            round(score, 4),
            article.body[passage.start : passage.end],
            article.body[span.start : span.end],
            span.start,
            span.end,
            article.audience is Audience.INTERNAL,
            article.language,
        )

    # -- what noise reaches ------------------------------------------------------------------------------------

    @property
    def noise(self) -> dict[str, tuple[float, float]]:
        """What `measure_noise` found, by space."""
        return {space: (null.mean, null.best) for space, null in self._null.items()}

    def measure_noise(self, known: Mapping[str, tuple[float, ...]] | None = None) -> None:
        """Do now, while the pack is opened, what the first question would wait for; ``known`` was `noise` before."""
        self._null |= {space: Null(mean, best) for space, (mean, best) in (known or {}).items()}
        by_words = {_WORDS + space_of(base) for base in self._in}
        for space in (*sorted(by_words), *self._index.spaces):
            self._noise(space)

    def _noise(self, space: str) -> Null:
        """How well the pack seems to answer what no pack covers; measured once for each space."""
        if space not in self._null:
            self._null[space] = Null()
            self._null[space] = self._measure_noise(space)
        return self._null[space]

    def _measure_noise(self, space: str) -> Null:
        spoken = space.removeprefix(_WORDS)
        texts = background.sentences(spoken)
        held = self._index.spaces.get(space)
        if held is not None:
            self._embedders.warm(texts, space)
            noise = [v for v in (self._embedders.turn(t, space) for t in texts) if v is not None]
            if noise:
                sample = held.matrix[:: max(1, len(held.matrix) // 2000)]
                self._null[space] = Null(float((sample @ np.array(noise).T).mean()))
        language = "en" if spoken == ENGLISH_SPACE else "zh"
        queries = []
        for text in texts:
            vector = self._embedders.turn(text, space) if held is not None else None
            vectors = () if vector is None else (vector,)
            queries.append(Query(tuple((t, 1.0) for t in terms(text)), vectors, spoken, (), language))
        reached = [self.best_score(q) for q in queries if not q.empty]
        best = float(np.quantile(reached, _NULL_QUANTILE)) if reached else 0.0
        return Null(self._null[space].mean, best)


def _nearness(out: Scores, held: SpaceVectors, rows: tuple[Ints, Ints], vector: Vector, mean: float) -> None:
    """Into ``out``, how near a category's articles with vectors here come to ``vector``, the nearest having 1."""
    at, article = rows
    if not len(at):
        return
    best = np.full(len(out), -1.0, np.float32)
    np.maximum.at(best, article, held.matrix[at] @ vector)
    found = np.unique(article)
    near = np.maximum(0.0, best[found] - mean)
    out[found] = near / max(float(near.max()), 1e-6)


def _squash(x: float) -> float:
    return float(1.0 / (1.0 + np.exp(-np.clip(x, -30.0, 30.0))))
