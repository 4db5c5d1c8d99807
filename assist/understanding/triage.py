"""Where the case should go: a classifier made from the pack's own examples, and which turn it goes by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from assist.domain.assistance import Alternative, Mood, MoodLabel, Triage
from assist.domain.conversation import Conversation, Evidence, Speaker
from assist.domain.pack import Category, Pack
from assist.domain.text import guess_language
from assist.services.act_words import GREETING, NEW_MATTER, OFFERS_HELP
from assist.understanding import background
from assist.understanding.classifier import FEW, Classifier, Lessons, Verdict, train
from assist.understanding.denials import said_outright
from assist.understanding.embedding import Embedder, EmbedderSet, space_of
from assist.understanding.index import Tools
from assist.understanding.needs import (
    ANSWER_WORDS,
    Need,
    answers_question,
    asked_last,
    has_content,
    is_closing,
    is_question,
    need_vector,
    telling_words,
)
from assist.understanding.parts import ENGLISH_SPACE, MULTILINGUAL_SPACE, SURFACE_SPACE, Matrix, Vector
from assist.understanding.passages import sentence_spans
from assist.understanding.vectors import load_or_embed

_KEPT = 0.7
_KEPT_LONGER = 0.93
"""What was established keeps of its weight against the next statement, and against each one after that."""

FITS, _SURE_FIT = 0.5, 0.8
_NOTHING_FITS = "no category of the pack fits"
_NOTHING_SAID = "the customer has not said yet what it is about"
_LEAST_ALTERNATIVE = 0.01
_ASIDE = 0.6
"""What a remark behind the answer to the agent's question weighs against a statement of its own."""
_OPENS = 2
"""So many telling words at least open another matter."""
_ALTERNATIVES = 3
_REMEMBERED = 512
_DRIVERS = 4
_VIEWS = {ENGLISH_SPACE: (ENGLISH_SPACE, SURFACE_SPACE), MULTILINGUAL_SPACE: (MULTILINGUAL_SPACE,)}
"""The spaces a message of each is looked at in: English also half way up the model, where wording still shows."""

_URGENT_MOODS = (MoodLabel.ANGRY, MoodLabel.FRUSTRATED)


class Triager:
    """Sorts conversations into the pack's categories, by vectors where there are any and by words otherwise."""

    def __init__(self, pack: Pack, tools: Tools) -> None:
        self._pack = pack
        self._embedders: EmbedderSet = tools.embedders
        self._labels = tuple(c.id for c in pack.categories)
        rows = [(text, number) for number, c in enumerate(pack.categories) for text in _example_texts(c)]
        self._texts = [text for text, _ in rows]
        self._owner = np.array([number for _, number in rows], np.int64)
        self._talk = frozenset(c.id for c in pack.categories if not all(map(has_content, c.examples)))
        self._greets = any(GREETING.fullmatch(text) for text in self._texts)
        self.typical: dict[str, dict[str, Vector]] = {}
        """By space and category, the mean vector of what customers say in it."""
        self.lessons: dict[str, Lessons] = {}
        """By space, what its classifier was made from."""
        self._tuned: dict[tuple[str, str], Vector] = {}
        self._classifiers = self._train(tools)
        self._words: Classifier | None = None

    def _train(self, tools: Tools) -> dict[str, Classifier]:
        chinese = any(guess_language(t) == "zh" for t in self._texts) or any(
            tag.startswith("zh") for tag in self._pack.languages
        )
        out: dict[str, Classifier] = {}
        for space in (ENGLISH_SPACE, MULTILINGUAL_SPACE) if chinese else (ENGLISH_SPACE,):
            rows = self._rows_for(space)
            vectors = _asked(tools, "asked", space, [self._texts[i] for i in rows])
            if vectors is None:
                continue
            owner = self._owner[rows]
            means = {label: vectors[owner == i].mean(axis=0) for i, label in enumerate(self._labels) if i in owner}
            self.typical[space] = means
            noise = background.requests(space)
            texts = tuple(self._texts[i] for i in rows)
            views = [(_asked(tools, "asked", s, texts), _asked(tools, "requests", s, noise)) for s in _VIEWS[space]]
            known = tuple((one, away) for one, away in views if one is not None and away is not None)
            pieces = partial(self._embedders.pieces, said=False) if space == ENGLISH_SPACE else None
            self.lessons[space] = Lessons(self._labels, texts, owner, noise, known, pieces)
            out[space] = train(self.lessons[space], tools.folder / f"classifier-{space}.npz")
        return out

    def _rows_for(self, space: str) -> list[int]:
        """Examples judged in a space: its language's; all in the multilingual one, for each helps the other."""
        if space == MULTILINGUAL_SPACE:
            return list(range(len(self._texts)))
        return [i for i, text in enumerate(self._texts) if space_of(guess_language(text) or "en") == space]

    def space_for(self, language: str) -> str | None:
        """The space a conversation of this language is judged in, or ``None``."""
        for space in (space_of(language), MULTILINGUAL_SPACE):
            if space in self._classifiers:
                return space
        return None

    def sort(self, conversation: Conversation, needs: tuple[Need, ...], language: str) -> Triage | None:
        """The category after the latest problem statement; ``None`` when the pack has no categories."""
        if not self._labels:
            return None
        space = self.space_for(language)
        if not needs:
            return self._small_talk(conversation, space) or Triage(None, 0.0, why=_NOTHING_SAID)
        judged = [(n, self._judge(n.text, space)) for n in needs if self._states_problem(n, conversation, needs)]
        fitting = [(n, v) for n, v in judged if v.fit >= FITS]
        for place, (need, _) in enumerate(fitting):
            if (opened := self._new_matter(need, conversation, space)) is not None:
                fitting = [*fitting[:place], opened]  # what was said before it is another case
                break
        fitting = [(n, v if n is fitting[-1][0] else _as_aside(n, v)) for n, v in fitting]
        if fitting:
            return self._triage(fitting, space)
        together = self._together(needs, space) if space is not None else None
        return _unfit(judged) if together is None else self._triage([together], space)

    def asked(self, needs: tuple[Need, ...], language: str) -> tuple[tuple[str, float], ...]:
        """The categories of the latest question, which need not be those of the case; empty when there is none."""
        text = (asked_last(needs[0].text) or needs[0].text) if needs and self._labels else ""
        if not is_question(text):
            return ()
        verdict = self._judge(text, self.space_for(language))
        return tuple((c, _ASIDE * p) for c, p in trusted(verdict).items() if p >= FITS) if verdict.fit >= FITS else ()

    def fill_in(self, triage: Triage, mood: Mood | None) -> Triage:
        """With the category's route and priority, raised when the customer is angry or frustrated."""
        category = self._pack.category(triage.category)
        if category is None:
            return triage
        priority = category.priority
        if mood is not None and mood.label in _URGENT_MOODS and priority in ("low", "normal"):
            priority = "high"
        return replace(triage, route=category.route, priority=priority)

    def _judge(self, text: str, space: str | None) -> Verdict:
        """The verdict on what a text says outright; on all of it when that alone fits nothing."""
        outright = said_outright(text)
        if outright != text and has_content(outright):
            verdict = self._judge_whole(outright, space)
            if verdict.fit >= FITS:
                return verdict
        return self._judge_whole(text, space)

    def _judge_whole(self, text: str, space: str | None) -> Verdict:
        if space is None:
            return self._by_words().judge((), text)
        mended = self._embedders.mended(text, space)
        return self._classifiers[space].judge(self._vectors((Need(0, text, 1.0),), space), mended)

    def _vectors(self, needs: tuple[Need, ...], space: str) -> tuple[Vector, ...]:
        """The statements' mean vector in each view of the space; none where a model is missing."""
        found = [need_vector(needs, self._embedders.turn, view) for view in _VIEWS[space]]
        if self._classifiers[space].tuned is not None:
            found.append(need_vector(needs, self._tuned_turn, space))
        return tuple(v for v in found if v is not None)

    def _tuned_turn(self, text: str, space: str) -> Vector | None:
        """The vector of a turn's text in the view made for this pack (this is `parts.EmbedTurn`)."""
        key, tuned = (space, text), self._classifiers[space].tuned
        if key not in self._tuned:
            pieces = self._embedders.pieces([text], said=True)
            if pieces is None or tuned is None:
                return None
            while len(self._tuned) >= _REMEMBERED:
                self._tuned.pop(next(iter(self._tuned)))
            self._tuned[key] = tuned.vector(pieces[0])
        return self._tuned[key]

    def _by_words(self) -> Classifier:
        """What there is without a model; made when it is first needed."""
        if self._words is None:
            noise = (*background.requests(ENGLISH_SPACE), *background.requests(MULTILINGUAL_SPACE))
            self._words = train(Lessons(self._labels, tuple(self._texts), self._owner, noise))
        return self._words

    def _small_talk(self, conversation: Conversation, space: str | None) -> Triage | None:
        """Of a customer who said nothing with content, a category whose own examples are like that, or a sure one."""
        said = [i for i, t in enumerate(conversation.turns) if t.speaker is Speaker.CUSTOMER and t.text.strip()]
        if not said:
            return None
        need = Need(said[-1], conversation.turns[said[-1]].text, 1.0)
        if GREETING.fullmatch(need.text) and not self._greets:
            return None  # a greeting is no praise, near as the two may be
        verdict = self._judge_whole(need.text, space)
        fits = verdict.fit >= (FITS if verdict.best in self._talk else _SURE_FIT)
        return self._triage([(need, verdict)], space) if fits else None

    def _together(self, needs: tuple[Need, ...], space: str) -> tuple[Need, Verdict] | None:
        """What several turns say only together."""
        vectors = self._vectors(needs, space) if len(needs) > 1 else ()
        if not vectors:
            return None
        verdict = self._classifiers[space].judge(
            vectors, " ".join(self._embedders.mended(n.text, space) for n in reversed(needs))
        )
        if verdict.fit < FITS:
            return None
        own = {n.turn: dict(self._judge(n.text, space).ranked).get(verdict.best, 0.0) for n in needs}
        return max(needs, key=lambda n: (own[n.turn], n.turn)), verdict

    def _new_matter(self, latest: Need, conversation: Conversation, space: str | None) -> tuple[Need, Verdict] | None:
        """The matter that a statement opens ("one more thing", or an answer to "anything else?"), if it does."""
        told = NEW_MATTER.search(latest.text)
        at = told.end() if told else 0
        rest = latest.text[at:]
        if not (told or _was_offered_more(conversation, latest)) or telling_words(rest) < _OPENS or is_closing(rest):
            return None
        verdict = self._judge(rest, space)
        return (replace(latest, text=rest, start=latest.start + at), verdict) if verdict.fit >= FITS else None

    @staticmethod
    def _states_problem(need: Need, conversation: Conversation, needs: tuple[Need, ...]) -> bool:
        """Whether a turn may state a problem; a few words after the agent's question are its answer."""
        answers = answers_question(conversation, need.turn) and telling_words(need.text) <= ANSWER_WORDS
        answers = answers and not NEW_MATTER.search(need.text) and not _was_offered_more(conversation, need)
        return not answers or need.turn == min(n.turn for n in needs)

    def _triage(self, judged: list[tuple[Need, Verdict]], space: str | None) -> Triage:
        """The category the statements point to, the latest most; its evidence is the one that says it clearest."""
        chances = established([v for _, v in judged])
        ranked = sorted(chances.items(), key=lambda item: (-item[1], item[0]))
        best, confidence = ranked[0]
        need = max(judged, key=lambda j: (trusted(j[1]).get(best, 0.0), j[0].turn))[0]
        return Triage(
            best,
            round(confidence, 4),
            alternatives=tuple(
                Alternative(c, round(p, 4)) for c, p in ranked[1 : _ALTERNATIVES + 1] if p >= _LEAST_ALTERNATIVE
            ),
            evidence=(self._driver(need, best, space),),
        )

    def _driver(self, need: Need, category: str, space: str | None) -> Evidence:
        """The sentence of the turn that speaks most for the category."""
        spans = sentence_spans(need.text)
        if not spans:
            return Evidence(need.turn, need.start, need.start + len(need.text))
        if len(spans) == 1:
            return Evidence(need.turn, need.start + spans[0].start, need.start + spans[0].end)
        pieces = spans if len(spans) <= _DRIVERS else [s for s in spans if has_content(need.text[s.start : s.end])]
        pieces = pieces[:_DRIVERS] or spans[:1]
        texts = [need.text[s.start : s.end] for s in pieces]
        if space is not None:
            self._embedders.warm(texts, space)
        best = pieces[int(np.argmax([self._speaks_for(t, category, space) for t in texts]))]
        return Evidence(need.turn, need.start + best.start, need.start + best.end)

    def _speaks_for(self, text: str, category: str, space: str | None) -> float:
        verdict = self._judge(text, space)
        return dict(verdict.ranked).get(category, 0.0) * verdict.fit


class _AsAsked:
    """An embedder that takes everything for something asked: an example is what a customer says, not what answers."""

    def __init__(self, inner: Embedder) -> None:
        self.inner = inner
        self.model_id = f"{inner.model_id} asked"

    def queries(self, texts: Sequence[str]) -> Matrix:
        """See `Embedder`."""
        return self.inner.queries(texts)

    def passages(self, texts: Sequence[str]) -> Matrix:
        """See `Embedder`."""
        return self.inner.queries(texts)


def _asked(tools: Tools, name: str, space: str, texts: Sequence[str]) -> Matrix | None:
    """Vectors of what customers say, from the cache file ``name`` where it has them; ``None`` without a model."""
    embedder = tools.embedders.get(space) if texts else None
    if embedder is None:
        return None
    told = tools.progress
    on_done = None if told is None else lambda done, total: told(done, total, "learning the categories")
    return load_or_embed(tools.folder / f"{name}-{space}.npy", _AsAsked(embedder), texts, on_done)


def _was_offered_more(conversation: Conversation, need: Need) -> bool:
    """Whether the agent asked right before what else there is."""
    before = conversation.turns[need.turn - 1] if need.turn else None
    return before is not None and before.speaker is Speaker.AGENT and bool(OFFERS_HELP.search(before.text))


def _as_aside(need: Need, verdict: Verdict) -> Verdict:
    """The verdict, less trusted when the statement only follows an answer: what the case is was said before."""
    if not need.start:
        return verdict
    return replace(verdict, ranked=tuple((c, _ASIDE * p) for c, p in verdict.ranked))


def trusted(verdict: Verdict) -> dict[str, float]:
    """Each category's chance, less the less the statement fits anything."""
    trust = min(1.0, verdict.fit / _SURE_FIT)
    return {c: trust * p for c, p in verdict.ranked}


def established(verdicts: list[Verdict]) -> dict[str, float]:
    """Each category's chance after statements given latest first: what was clear before yields only to what is clearer.

    The latest statement and the best earlier one are put together by a noisy or; a single one keeps its chances.
    """
    latest, earlier = trusted(verdicts[0]), dict.fromkeys(dict(verdicts[0].ranked), 0.0)
    for age, verdict in enumerate(verdicts[1:]):
        for category, chance in trusted(verdict).items():
            earlier[category] = max(earlier[category], _KEPT * _KEPT_LONGER**age * chance)
    return {c: 1.0 - (1.0 - p) * (1.0 - earlier[c]) for c, p in latest.items()}


def unfit(doubted: Triage) -> Triage:
    """No category after all; the one doubted stays to be chosen by hand."""
    others = (Alternative(doubted.category or "", doubted.confidence), *doubted.alternatives)
    return Triage(None, round(1.0 - doubted.confidence, 4), alternatives=others[:_ALTERNATIVES], why=_NOTHING_FITS)


def _unfit(judged: list[tuple[Need, Verdict]]) -> Triage:
    ranked = judged[0][1].ranked[:_ALTERNATIVES] if judged else ()
    fit = max((v.fit for _, v in judged), default=0.0)
    alternatives = tuple(Alternative(c, round(p * fit, 4)) for c, p in ranked if p * fit >= 0.01)
    return Triage(None, round(1.0 - fit, 4), alternatives=alternatives, why=_NOTHING_FITS)


def _example_texts(category: Category) -> list[str]:
    """A category's examples; with few of them also its label and description."""
    out = list(category.examples)
    if len(out) < FEW:
        tags = dict.fromkeys(tag for tag, _ in category.label.by_language)
        out.extend(f"{category.label.get(t)}. {category.description.get(t)}".strip(". ") for t in tags)
    return [t for t in out if t] or [category.id.replace("_", " ")]
