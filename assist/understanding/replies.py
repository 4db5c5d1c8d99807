"""Which canned replies fit now: ranked by what comes next, by meaning and category, with their placeholders filled.

What comes next is judged by what the team's history taught, else by a head that knows procedures in general. A reply
that would need a value nobody said becomes a question for that value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from assist.domain.assistance import CardKind, CaseForm, Hit, MoodLabel, Suggestion
from assist.domain.case import MAX_CARDS, card_key
from assist.domain.conversation import Conversation, Evidence, Speaker
from assist.domain.habits import Habit
from assist.domain.pack import FieldType, Form, FormField, Pack, Snippet
from assist.understanding import background, keywords, leaning
from assist.understanding.embedding import EmbedderSet, space_of
from assist.understanding.fitting import Standing, holds, standing, taken_by, without_address
from assist.understanding.index import Tools
from assist.understanding.known import without_known
from assist.understanding.learned import LearnedReplies
from assist.understanding.needs import AGENT_SHARE, Need, need_terms, need_vector
from assist.understanding.parts import Matrix, Vector
from assist.understanding.procedure import Head, Moment, chances
from assist.understanding.ranking import ROUTINE, Ranking, Scores
from assist.understanding.repertoire import Repertoire, base_of
from assist.understanding.roles import may_come, role_of
from assist.understanding.said import HOLE
from assist.understanding.steps import Progress, ask_text, declined_fields, said_by_agent
from assist.understanding.tokens import terms, to_traditional

PLACEHOLDER = re.compile(r"\{\{\s*([\w.-]+)\s*\}\}")

_MEANING = 0.5
_CONTEXT = 0.15
_WORDS = 0.15
_CATEGORY = 0.2
_STEP = 0.25
_ASK_CONFIDENCE = 0.6
_PLAIN_ASK_CONFIDENCE = 0.3
_STEP_CONFIDENCE = 0.7
_ALREADY_SAID = 0.8
_CONTEXT_TURNS = 2
_STRANGER = 0.01

_NAME = re.compile(r"[\W_]+")


@dataclass(frozen=True)  # without slots: `standing` is kept
class Situation:
    """What replies are chosen for."""

    conversation: Conversation
    language: str
    traditional: bool
    needs: tuple[Need, ...]
    category: str | None
    form: Form | None
    filled: CaseForm | None
    progress: Progress | None
    hits: tuple[Hit, ...]
    gone: frozenset[str]
    asked: frozenset[str] = frozenset()
    """Categories of the latest question, where it is about something else than the case."""
    use_learned: bool = True
    habits: Mapping[str, Habit] = field(default_factory=dict)
    """What the agent's own use says for the category, by source."""
    mood: MoodLabel | None = None

    @cached_property
    def standing(self) -> Standing:
        """What replies may take for granted."""
        return standing(self.conversation, self.mood)

    @property
    def moment(self) -> Moment:
        """The part of it that what comes next is judged by."""
        return Moment(self.conversation, self.language, self.category, self.form, self.filled)


class ReplyRanker:
    """Ranks one pack's snippets."""

    def __init__(
        self, pack: Pack, tools: Tools, head: Head | None = None, learned: LearnedReplies | None = None
    ) -> None:
        self._snippets = pack.snippets
        self._sources = [f"snippet:{s.id}" for s in pack.snippets]
        self._fields = {f.name: f for form in pack.forms for f in form.fields}
        self._embedders: EmbedderSet = tools.embedders
        texts = [snippet_text(s) for s in pack.snippets]
        self._words = keywords.build([terms(t) for t in texts])
        self._roles = [role_of(s) for s in pack.snippets]
        self._taken = [taken_by(s) for s in pack.snippets]
        self.repertoire = Repertoire(pack, tools, texts)
        self._floor = {base: _floor(v.titled, tools, space_of(base)) for base, v in self.repertoire.vectors.items()}
        self._wordings = _embed_wordings(pack, tools)
        self._told = np.array([bool(s.when) for s in pack.snippets], bool)
        self._head = head
        self._learned = learned

    def teach(self, learned: LearnedReplies | None) -> None:
        """Rank by this from now on."""
        self._learned = learned

    def cards(self, now: Situation) -> tuple[Suggestion, ...]:
        """At most three cards, best first; none that is gone or that the agent has said already."""
        found = self._snippet_cards(now)
        question = self._question_card(now)
        if question is not None and not self._said(question, now):
            strong = sum(c.confidence >= question.confidence for c in found[: MAX_CARDS - 1])
            routine = self._asked_by_snippet(question.missing[0], now) or self._routine(now)
            found.insert(len(found) if routine else strong, question)
        step = self._step_card(now)
        if step is not None and not self._said(step, now):
            found.insert(0, step)
        kept: dict[str, Suggestion] = {}
        for card in found:
            if card_key(card) not in now.gone and not any(card.text == k.text for k in kept.values()):
                kept.setdefault(card_key(card), card)
        return tuple(_shown(card, now) for card in list(kept.values())[:MAX_CARDS])

    @staticmethod
    def _said(card: Suggestion, now: Situation) -> bool:
        return said_by_agent(card.text, now.conversation, _ALREADY_SAID) is not None

    def _asked_by_snippet(self, field: str, now: Situation) -> bool:
        """Whether the pack asks for a field by a canned reply, and only so: that one knows its place."""
        own = self._field(field, now)
        return own is not None and not own.ask and field in self.repertoire.asks(now.form, now.language).values()

    def _routine(self, now: Situation) -> bool:
        """Whether the history knows this desk well, and with it when to ask what."""
        if self._learned is None or not now.use_learned:
            return False
        numbers = self.repertoire.candidates(now.language, now.category)
        return int(self._learned.counts(numbers).sum()) >= ROUTINE

    # -- snippets ----------------------------------------------------------------------------------------------

    def _snippet_cards(self, now: Situation) -> list[Suggestion]:
        ranking = replace(self._ranking(now), lean=self._lean(now))
        out: list[Suggestion] = []
        for number in ranking.order()[: 4 * MAX_CARDS]:
            snippet = self._snippets[number]
            if not ranking.worthwhile(number):
                continue
            card = self._card(snippet, ranking.confidence(number), now)
            # What was said is not said again, unless this team does, or there is a gap to be filled with other words.
            may_repeat = bool(ranking.counts[number]) or (card is not None and bool(card.warnings))
            if card is not None and (may_repeat or not (number in ranking.said or self._said(card, now))):
                out.append(card)
        return out

    def _lean(self, now: Situation) -> Scores | None:
        """What use adds to each snippet; ``None`` where it says nothing about any of them."""
        if not now.habits:
            return None
        return leaning.of_replies([now.habits.get(source) for source in self._sources])

    def _ranking(self, now: Situation) -> Ranking:
        meaning = self._scores(now)
        chance = np.full(len(meaning), _STRANGER, np.float32)
        counts = np.zeros(len(meaning), np.int32)
        # The history compared replies of one category with each other, not those of all.
        comparable = now.category is not None or not self.repertoire.by_category
        learned = self._learned if now.use_learned and comparable else None
        moment = now.moment
        candidates = self.repertoire.candidates(now.language, now.category)
        if not candidates or (self._head is None and learned is None):
            return Ranking(meaning, chance, counts, frozenset(), self._told)
        heard = self.repertoire.hear(moment)
        features = self.repertoire.features(moment, heard)
        numbers = list(features.numbers)
        if learned is not None:
            scores = learned.scores(features, heard, now.form.id if now.form is not None else "")
            counts[numbers] = learned.counts(numbers)
            meaning[numbers] = np.where(counts[numbers] > 0, np.maximum(meaning[numbers], 0.0), meaning[numbers])
        else:
            scores = self._head.scores(features) if self._head is not None else np.zeros(len(numbers), np.float32)
        chance[numbers] = np.maximum(chances(scores), _STRANGER / len(numbers))
        return Ranking(meaning, chance, counts, frozenset(heard.acts), self._told)

    def _scores(self, now: Situation) -> Scores:
        base = base_of(now.language)
        words, most = self._words.scores(need_terms(now.needs, now.conversation))
        scores = _WORDS * words / max(most, 1e-6)
        scores += self._meaning(now, base) if base in self.repertoire.vectors else scores * 3
        stands = now.standing
        for number, snippet in enumerate(self._snippets):
            role = self._roles[number]
            fits = may_come(role, now.conversation) and holds(self._taken[number], stands, role)
            if base_of(snippet.language) != base or not fits:
                scores[number] = -1.0
            elif self._roles[number]:
                # Another desk's greeting or goodbye is no better than any other of its replies.
                stranger = now.category is not None and snippet.categories and now.category not in snippet.categories
                scores[number] += -_CATEGORY if stranger else _CATEGORY + _STEP
            elif now.category is not None and now.category in snippet.categories:
                scores[number] += _CATEGORY
            elif snippet.categories and now.category is not None and now.asked.isdisjoint(snippet.categories):
                scores[number] -= _CATEGORY
        return scores

    def _meaning(self, now: Situation, base: str) -> Scores:
        matrix, space = self.repertoire.vectors[base].titled, space_of(base)
        out = np.zeros(len(self._snippets), np.float32)
        embed = self._embedders.turn
        for share, vector in (
            (_MEANING, need_vector(now.needs, embed, space)),
            (_CONTEXT, self._context_vector(now, space)),
            (_STEP, self._wording(_say(now) or _question(now), space)),
        ):
            if vector is not None:
                out += share * _spread(matrix @ vector, self._floor[base])
        return out

    def _wording(self, text: str, space: str) -> Vector | None:
        """The vector of the pack's own wording, known since it was opened."""
        known = self._wordings.get((space, text))
        return known if known is not None or not text else self._embedders.turn(text, space)

    def _context_vector(self, now: Situation, space: str) -> Vector | None:
        """What was said last, whoever said it."""
        turns = now.conversation.turns
        last = [Need(i, turns[i].text, 1.0) for i in range(len(turns)) if turns[i].speaker is not Speaker.SYSTEM]
        parts = tuple(replace(n, weight=1.0 if k == 0 else AGENT_SHARE * 2) for k, n in enumerate(last[::-1]))
        return need_vector(parts[:_CONTEXT_TURNS], self._embedders.turn, space)

    def _card(self, snippet: Snippet, score: float, now: Situation) -> Suggestion | None:
        values = {n: v.value for n, v in now.filled.fields.items()} if now.filled is not None else {}
        known = without_known(snippet.body, now.form, now.filled, declined_fields(now.conversation, now.form))
        if not known:
            return None
        named = (n for n in PLACEHOLDER.findall(known) if n not in values)
        body = without_address(known, [n for n in dict.fromkeys(named) if self._is_person(n, now)])
        wanted = list(dict.fromkeys(PLACEHOLDER.findall(body)))
        missing = tuple(n for n in wanted if n not in values)
        confidence = round(min(1.0, max(0.0, score)), 4)
        if missing:
            field = self._field(missing[0], now)
            return None if field is None or now.standing.content else self._ask(field, confidence, now, missing)
        evidence = tuple(e for n in wanted if now.filled is not None for e in now.filled.fields[n].evidence)
        habit = now.habits.get(f"snippet:{snippet.id}")
        text = PLACEHOLDER.sub(lambda m: values[m.group(1)], body).strip()
        return Suggestion(
            CardKind.SNIPPET,
            text,
            f"snippet:{snippet.id}",
            confidence,
            evidence=evidence or _evidence(now),
            title=snippet.title,
            warnings=_gaps(snippet.body, now.language),
            taken=habit.taken if habit is not None and habit.lean > 0 else 0,
        )

    def _is_person(self, name: str, now: Situation) -> bool:
        field = self._field(name, now)
        return field.type is FieldType.PERSON if field is not None else "name" in name.lower()

    def _field(self, name: str, now: Situation) -> FormField | None:
        own = now.form.field(name) if now.form is not None else None
        return own or self._fields.get(name)

    # -- questions and the procedure's own words ---------------------------------------------------------------

    def _question_card(self, now: Situation) -> Suggestion | None:
        if now.standing.content:
            return None  # one who only says thank you is asked for nothing
        if now.progress is not None and now.progress.asks is not None:
            return self._ask(now.progress.asks, _STEP_CONFIDENCE, now, (now.progress.asks.name,))
        if now.progress is not None or now.form is None or now.filled is None or not now.filled.missing:
            return None
        if not now.needs:
            return None
        declined = declined_fields(now.conversation, now.form)
        field = next((now.form.field(n) for n in now.filled.missing if n not in declined), None)
        if field is None:
            return None
        # Without the pack's own wording the question is put plainly, after replies that may ask it better.
        confidence = _ASK_CONFIDENCE if field.ask else _PLAIN_ASK_CONFIDENCE
        return self._ask(field, confidence, now, (field.name,))

    @staticmethod
    def _ask(field: FormField, confidence: float, now: Situation, missing: tuple[str, ...]) -> Suggestion:
        return Suggestion(
            CardKind.ASK,
            ask_text(field, now.language),
            f"field:{field.name}",
            confidence,
            evidence=_evidence(now),
            title=field.label.get(now.language) or field.name,
            missing=missing,
        )

    def _step_card(self, now: Situation) -> Suggestion | None:
        """What the playbook says at this step, when every value in it is known."""
        say = _say(now)
        if now.progress is None or not say or (now.progress.asks is not None and now.progress.asks.ask):
            return None
        source = f"step:{now.progress.playbook.id}/{now.progress.step.id}"
        snippet = Snippet(source, now.progress.step.title.get(now.language), say, now.language)
        card = self._card(snippet, _STEP_CONFIDENCE, now)
        return card if card is None or card.kind is CardKind.ASK else replace(card, source=source)


def _shown(card: Suggestion, now: Situation) -> Suggestion:
    cited = tuple(h.article_id for h in now.hits[:1] if card.kind is CardKind.SNIPPET and h.score >= _STEP_CONFIDENCE)
    if not now.traditional:
        return replace(card, citations=cited)
    text, title = (to_traditional(t, now.conversation.language) for t in (card.text, card.title))
    return replace(card, text=text, title=title, citations=cited)


def _gaps(body: str, language: str) -> tuple[str, ...]:
    """Gaps in another system's notation, ``{venue_name:s}``: nobody but the agent can fill them."""
    named = [
        _NAME.sub(" ", hole.strip("{} ").split(":")[0]).strip() for hole in HOLE.findall(PLACEHOLDER.sub("", body))
    ]
    if not named:
        return ()
    names = ", ".join(dict.fromkeys(n or "…" for n in named))
    return (f"待填写：{names}" if language.startswith("zh") else f"to be filled in: {names}",)


def _spread(cosine: Scores, floor: float) -> Scores:
    """Cosines above what unrelated texts have in that space (some 0.75 in the multilingual one), on one scale."""
    out: Scores = np.maximum(0.0, (cosine - floor) / (1.0 - floor)).astype(np.float32)
    return out


def _say(now: Situation) -> str:
    asking = now.progress is not None and not now.progress.waits
    return now.progress.step.say.get(now.language) if now.progress is not None and asking else ""


def _question(now: Situation) -> str:
    """How the first missing field is asked for, in the fewest words."""
    if now.form is None or now.filled is None or not now.filled.missing:
        return ""
    field = now.form.field(now.filled.missing[0])
    return "" if field is None else ask_text(field, now.language)


def _evidence(now: Situation) -> tuple[Evidence, ...]:
    """The turn a reply answers: the latest with content, else the customer's last."""
    turn = now.needs[0].turn if now.needs else now.conversation.last_customer_turn
    return () if turn is None else (Evidence(turn, 0, len(now.conversation.turns[turn].text)),)


def _floor(matrix: Matrix, tools: Tools, space: str) -> float:
    """The mean cosine of a language's replies with texts that have nothing to do with them."""
    noise = tools.vectors("background", space, background.sentences(space), "embedding replies")
    rows = matrix[matrix.any(axis=1)]
    return 0.0 if noise is None or not len(rows) else float((rows @ noise.T).mean())


def _embed_wordings(pack: Pack, tools: Tools) -> dict[tuple[str, str], Vector]:
    """What playbooks say and forms ask, embedded while the pack is opened and not when a customer waits."""
    steps = [s for book in pack.playbooks for s in book.steps]
    fields = [f for form in pack.forms for f in form.fields]
    by_space: dict[str, list[str]] = {}
    for language in pack.languages:
        said = [s.say.get(language) for s in steps] + [ask_text(f, language) for f in fields]
        by_space.setdefault(space_of(language), []).extend(t for t in said if t)
    out: dict[tuple[str, str], Vector] = {}
    for space, texts in by_space.items():
        matrix = tools.vectors("wordings", space, texts, "embedding replies")
        out |= {} if matrix is None else {(space, t): matrix[i] for i, t in enumerate(texts)}
    return out


def snippet_text(snippet: Snippet) -> str:
    """What a snippet is found by: when it fits, its title, its wording."""
    body = PLACEHOLDER.sub(lambda m: m.group(1).replace("_", " "), snippet.body)
    return ". ".join(p for p in (snippet.when, snippet.title.replace("_", " "), body) if p)
