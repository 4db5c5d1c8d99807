"""The fast lane in one object: open a pack, and say what there is to say about a conversation. No language model."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from assist.domain.assistance import Assistance, CaseForm, Degraded, Hit, Mood, Triage
from assist.domain.case import ByHand, form_by_hand
from assist.domain.conversation import Conversation, Speaker
from assist.domain.errors import InputError
from assist.domain.pack import Article, Form, Glance, Pack
from assist.domain.text import guess_language
from assist.services.ports import ExampleVerdict, LearnedFrom, Progress, Thresholds, UnderstandRequest
from assist.understanding import leaning, thresholds
from assist.understanding.embedding import EmbedderSet, give_back_memory, space_of
from assist.understanding.fitting import only_thanks
from assist.understanding.forms import choose_form, said_category, with_category, with_speaker
from assist.understanding.grouping import group_texts
from assist.understanding.held_out import held_out
from assist.understanding.index import PackIndex, Tools, build_index, code_digest, folder_name, open_index
from assist.understanding.memory import Memory, Teaching
from assist.understanding.messages import LookAtPack, ReadPack
from assist.understanding.needs import Need, chunks, find_needs, focused
from assist.understanding.parts import FormFiller, MoodReader
from assist.understanding.procedure import Head, Moment
from assist.understanding.remembered import keep, recall
from assist.understanding.replies import ReplyRanker, Situation
from assist.understanding.retrieval import Retriever
from assist.understanding.spelling import pairs_of, words_of
from assist.understanding.steps import find_progress, next_step, playbook_of
from assist.understanding.tokens import is_traditional, stem
from assist.understanding.triage import Triager, unfit
from assist.understanding.written.conversation import as_written
from assist.understanding.written.pack_names import numbered_names

_UNSURE = 0.75
_LIKELY, _SURE = 0.5, 0.65
_GIVE_BACK_EVERY = 16
_OFTEN = 2000
"""Passages to each of which a word must come once to be one of the pack's own, not a slip of somebody it quotes."""
_READ_OF_A_TURN = 24_000
"""Characters of one turn that are read: a letter of some ten pages, not a pasted log."""
_MEASURERS = ("background", "needs", "query", "retrieval", "tokens")


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything made from one opened pack."""

    pack: Pack
    index: PackIndex
    retriever: Retriever
    triager: Triager
    replies: ReplyRanker
    least: Thresholds
    names: tuple[str, ...] = ()


class Engine:
    """The fast lane. ``cache`` is the folder the vectors of packs are kept in; nothing else is written."""

    def __init__(
        self,
        cache: Path,
        read_pack: ReadPack,
        embedders: EmbedderSet,
        *,
        filler: FormFiller | None = None,
        mood: MoodReader | None = None,
        now: Callable[[], float] = time.perf_counter,
        look: LookAtPack | None = None,
        replies: Head | None = None,
        learned: Path | None = None,
    ) -> None:
        self._cache = cache
        self._read_pack = read_pack
        self._embedders = embedders
        self._filler = filler
        self._mood = mood
        self._now = now
        self._look = look
        self._head = replies
        self._learned = learned
        self._memory = Memory(learned)
        self._open: Desk | None = None
        self._answered = 0

    # -- the pack ----------------------------------------------------------------------------------------------

    def open_pack(self, source: Path, progress: Progress | None = None, *, wait: bool = True) -> Pack:
        """Open a pack; on any fault, or when ``progress`` raises, the pack opened before stays in use.

        With ``wait`` off a pack that is not embedded yet is opened with what words alone can do: `indexed` tells.
        """
        if progress is not None:
            progress(0, 1, "reading the pack")
        desk = self._desk(source, progress, wait=wait)
        if progress is not None:
            progress(1, 1, "ready")
        self._open = desk
        give_back_memory()
        return desk.pack.without_articles()

    @property
    def indexed(self) -> bool:
        """Whether the open pack has all its vectors, or there is no model to make any."""
        return self._open is None or not self._open.index.pending

    def _desk(self, source: Path, progress: Progress | None, *, wait: bool) -> Desk:
        index, tools = self._index(source, progress, wait=wait)
        if index.pending:
            tools = replace(tools, embedders=EmbedderSet({}))  # none of its parts may wait for a vector
        tools.embedders.know(
            words_of(index.pack),
            lambda word: index.keyword.frequency(stem(word)) / (index.keyword.size // _OFTEN + 1),
            pairs_of(index.pack),
        )
        retriever = Retriever(index, tools.embedders)
        _measure_noise(retriever, index, tools)
        triager = Triager(index.pack, tools)
        retriever.learn_categories(triager.typical)
        replies = ReplyRanker(index.pack, tools, self._head)
        replies.teach(self._memory.recall(index.pack.id, replies.repertoire, tools.embedders))
        least = thresholds.recall(self._learned, index.pack.id)
        return Desk(index.pack, index, retriever, triager, replies, least, numbered_names(index.pack))

    def _index(self, source: Path, progress: Progress | None, *, wait: bool) -> tuple[PackIndex, Tools]:
        """The index of a pack: out of its files when no file of the pack changed, else made from what it holds."""
        seen = self._look(source) if self._look is not None else None
        if seen is not None:
            tools = Tools(self._embedders, self._cache / folder_name(seen.pack.id), progress, wait)
            known = open_index(seen.pack, seen.stamp, tools)
            if known is not None:
                return known, tools
        pack = self._read_pack(source)
        tools = Tools(self._embedders, self._cache / folder_name(pack.id), progress, wait)
        stamp = seen.stamp if seen is not None and self._still(source, seen, pack) else ""
        return build_index(pack, tools, stamp), tools

    def _still(self, source: Path, seen: Glance, pack: Pack) -> bool:
        """Whether what was read is surely what was looked at, so that it may be found again by its stamp.

        A file written a moment before may be written again without its time showing it: read then once more, where
        reading takes so long that doing it at the next opening would be worse.
        """
        later = self._look(source) if self._look is not None else None
        if later is None or later.stamp != seen.stamp:
            return False
        return seen.settled or (later.settled and self._read_pack(source).digest == pack.digest)

    def learn(self, history: Sequence[Conversation], progress: Progress | None = None) -> LearnedFrom:
        """Learn which reply follows what, for the open pack. Raises `InputError`, `StoreError`."""
        desk = self._opened()
        teaching = self.teaching()
        told = self._memory.learn(desk.pack.id, teaching, history, progress)
        desk.replies.teach(self._memory.recall(desk.pack.id, teaching.repertoire, self._embedders))
        return told

    def teaching(self) -> Teaching:
        """What learning takes of the open pack. Raises `InputError`."""
        desk = self._opened()
        return Teaching(desk.replies.repertoire, partial(self._moment, desk), self._head, self._embedders)

    def _opened(self) -> Desk:
        if self._open is None:
            raise InputError("no pack is open")
        return self._open

    def forget(self, pack_id: str) -> bool:
        """Remove what was learned for a pack; whether there was anything. Raises `StoreError`."""
        there = self._memory.forget(pack_id)
        if self._open is not None and self._open.pack.id == pack_id:
            self._open.replies.teach(None)
        return there

    def held_out(self, progress: Progress | None = None) -> tuple[ExampleVerdict, ...]:
        """How the open pack's examples are sorted without them. Raises `InputError`."""
        return held_out(self._opened().triager, progress)

    def keep_thresholds(self, pack_id: str, least: Thresholds) -> None:
        """Keep how sure answers for a pack have to be, from the next opening on. Raises `StoreError`."""
        thresholds.keep(self._learned, pack_id, least)

    def _moment(self, desk: Desk, conversation: Conversation) -> Moment:
        """A point of a conversation that is past: its category as it was set, else as it is sorted."""
        language, category = conversation.language, conversation.category
        if desk.pack.category(category) is None:
            triage = self._triage(desk, UnderstandRequest(conversation), find_needs(conversation), language, None)
            category = triage.category if triage is not None else None
        form = choose_form(desk.pack, conversation, ByHand(), category)
        return Moment(conversation, language, category, form, self._fill(conversation, form, language))

    def group(self, texts: Sequence[str]) -> tuple[int, ...]:
        """See ``services.insights.Grouper``."""
        return group_texts(texts, self._embedders)

    def article(self, article_id: str) -> Article | None:
        """The whole article, or ``None``."""
        return None if self._open is None else self._open.index.text.articles.named(article_id)

    def search(self, query: str, k: int = 5, language: str | None = None) -> tuple[Hit, ...]:
        """The best passages for a typed question; empty when nothing covers it."""
        if self._open is None:
            return ()
        tag = language or guess_language(query) or "en"
        return self._open.retriever.search(self._open.retriever.typed(query, tag), k)

    # -- a conversation ----------------------------------------------------------------------------------------

    def understand(self, request: UnderstandRequest) -> Assistance:
        """Everything there is to say about a conversation; never raises for what it holds."""
        started = self._now()
        written = as_written(_bounded(request.conversation), self._open.names if self._open else ())
        found = written.back(self._understand(replace(request, conversation=written.conversation)))
        self._answered += 1
        if self._answered % _GIVE_BACK_EVERY == 0:
            give_back_memory()  # 2 ms; without it a day's work leaves some 40 MB behind
        return replace(found, fast_ms=round((self._now() - started) * 1000.0, 3))

    def _understand(self, request: UnderstandRequest) -> Assistance:
        conversation, desk = request.conversation, self._open
        language = conversation.language
        base = Assistance(
            conversation.id,
            conversation.version,
            len(conversation.turns) - 1,
            language,
            degraded=self._degraded(language, desk),
        )
        if not conversation.turns:
            return base
        needs = find_needs(conversation, desk.retriever.telling if desk else None)
        self._warm(conversation, needs, language)
        mood = self._read_mood(request, language, desk)
        if desk is None:
            return replace(base, mood=mood)
        triage = self._triage(desk, request, needs, language, mood)
        if triage is not None and triage.evidence:
            needs = focused(needs, triage.evidence[0].turn, triage.confidence)
        return self._assemble(desk, request, replace(base, mood=mood, triage=triage), needs)

    def _assemble(
        self, desk: Desk, request: UnderstandRequest, base: Assistance, needs: tuple[Need, ...]
    ) -> Assistance:
        conversation, language = request.conversation, base.language
        category = base.triage.category if base.triage is not None else None
        form = choose_form(desk.pack, conversation, request.by_hand, category)
        filled = self._fill(conversation, form, language)
        if form is not None and filled is not None:
            base = self._as_named(desk, base, form, filled)
            category = base.triage.category if base.triage is not None else None
            filled = with_speaker(with_category(filled, form, desk.pack, base.triage), form, conversation)
            filled = form_by_hand(filled, request.by_hand.fields)
        asked = desk.triager.asked(needs, language)
        query = desk.retriever.query(conversation, language, needs, _leaning(base.triage, asked))
        # Where no category fits, the knowledge has to be surer that it covers the question.
        stranger = base.triage is not None and base.triage.category is None
        hits = desk.retriever.search(query, least=_SURE if stranger else _LIKELY) if needs else ()
        hits = thresholds.sure_hits(hits, desk.least.article if request.use_learned else 0.0)
        habits = request.habits.of(category)
        hits = leaning.ordered(hits, habits)
        playbook = playbook_of(desk.pack, category)
        progress = find_progress(playbook, conversation, form, filled, language) if playbook is not None else None
        situation = Situation(
            conversation,
            language,
            _writes_traditional(conversation, language),
            needs,
            category,
            form,
            filled,
            progress,
            hits,
            request.gone,
            frozenset(c for c, _ in asked),
            request.use_learned,
            habits,
            base.mood.label if base.mood is not None else None,
        )
        return replace(
            base,
            form=filled,
            articles=hits,
            refused=bool(needs) and bool(desk.pack.articles) and not (hits or only_thanks(needs[0].text)),
            next_step=next_step(progress, language),
            suggestions=desk.replies.cards(situation),
        )

    @staticmethod
    def _as_named(desk: Desk, base: Assistance, form: Form, filled: CaseForm) -> Assistance:
        """The answer with the category that the customer named in the form's own words, where it was unsure."""
        triage = base.triage and said_category(filled, form, desk.pack, base.triage)
        return (
            base
            if triage is base.triage or triage is None
            else replace(base, triage=desk.triager.fill_in(triage, base.mood))
        )

    def _warm(self, conversation: Conversation, needs: tuple[Need, ...], language: str) -> None:
        """Embed at once what several parts will ask for."""
        said = [n.text for n in needs] + [t.text for t in conversation.turns[-2:] if t.text.strip()]
        texts = [piece for text in said for piece in chunks(text)]
        self._embedders.warm(texts, space_of(language))

    def _read_mood(self, request: UnderstandRequest, language: str, desk: Desk | None) -> Mood | None:
        mood = self._mood.read(request.conversation, self._embedders.turn) if self._mood is not None else None
        label = request.by_hand.mood
        if label is not None:
            found = mood or Mood(label, 0.0, 1.0)
            mood = replace(found, label=label, confidence=1.0, evidence=(), by_hand=True)
        tone = None if mood is None or desk is None else desk.pack.tone(mood.label.value)
        return mood if mood is None or tone is None else replace(mood, advice=tone.advice.get(language))

    def _triage(
        self, desk: Desk, request: UnderstandRequest, needs: tuple[Need, ...], language: str, mood: Mood | None
    ) -> Triage | None:
        triage = desk.triager.sort(request.conversation, needs, language)
        if triage is not None and triage.category is not None and triage.confidence < _UNSURE and desk.pack.articles:
            # Half sure of the category, and the knowledge does not know the question at all: nobody's matter here.
            known = desk.retriever.search(desk.retriever.query(request.conversation, language, needs), k=1)
            triage = triage if known else unfit(triage)
        triage = thresholds.sure_category(triage, desk.least.category if request.use_learned else 0.0)
        chosen = request.by_hand.category or request.conversation.category
        if chosen and desk.pack.category(chosen) is not None:
            others = triage.alternatives if triage is not None else ()
            triage = Triage(chosen, 1.0, by_hand=True, alternatives=tuple(a for a in others if a.category != chosen))
        return None if triage is None else desk.triager.fill_in(triage, mood)

    def _fill(self, conversation: Conversation, form: Form | None, language: str) -> CaseForm | None:
        if form is None:
            return None
        if self._filler is None:
            return CaseForm(form.id, {}, tuple(f.name for f in form.fields if f.required))
        return self._filler.fill(conversation, form, language)

    def _degraded(self, language: str, desk: Desk | None) -> tuple[str, ...]:
        out: list[Degraded] = []
        if desk is None:
            out.append(Degraded.NO_PACK)
        if self._embedders.get(space_of(language)) is None:
            out.append(Degraded.NO_EMBEDDER)
        if desk is not None and desk.index.pending:
            out.append(Degraded.PACK_NOT_INDEXED)
        elif desk is not None and desk.index.size and desk.retriever.space_for(language) is None:
            out.append(Degraded.KEYWORD_ONLY)
        if self._mood is not None and not self._mood.knows(language):
            out.append(Degraded.LANGUAGE_UNKNOWN_TO_MOOD)
        return tuple(d.value for d in out)


def _measure_noise(retriever: Retriever, index: PackIndex, tools: Tools) -> None:
    """As often as the pack or what measures it changes; with 100,000 articles it takes seconds."""
    path, stamp = tools.folder / "noise.json", f"{index.stamp} {code_digest(_MEASURERS)}"
    kept = bool(index.stamp) and not index.pending
    known = recall(path, stamp) if kept else None
    retriever.measure_noise(known)
    if kept and known is None:
        keep(path, stamp, retriever.noise)


def _bounded(conversation: Conversation) -> Conversation:
    """The conversation with the end of endless turns left out; places in what is left stay the same."""
    if all(len(t.text) <= _READ_OF_A_TURN for t in conversation.turns):
        return conversation
    cut = tuple(replace(t, text=t.text[:_READ_OF_A_TURN]) for t in conversation.turns)
    return replace(conversation, turns=cut, declared_language=conversation.language)


def _leaning(triage: Triage | None, asked: tuple[tuple[str, float], ...]) -> tuple[tuple[str, float], ...]:
    """The categories a case may be of, only the agent's when the agent said; and those of the latest question."""
    if triage is None or triage.category is None:
        return ()
    others = () if triage.by_hand else triage.alternatives
    return ((triage.category, triage.confidence), *((a.category, a.confidence) for a in others), *asked)


def _writes_traditional(conversation: Conversation, language: str) -> bool:
    tag = language.lower()
    if tag.startswith("zh-"):
        return any(part in tag for part in ("hant", "tw", "hk", "mo"))
    if tag != "zh":
        return False
    return is_traditional("".join(t.text for t in conversation.turns if t.speaker is Speaker.CUSTOMER))
