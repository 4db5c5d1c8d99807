"""Everything a pack lets an agent say, made ready: vectors, what each reply does, which field it asks for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assist.domain.conversation import Conversation, Speaker
from assist.domain.pack import Form, Pack, Snippet
from assist.understanding.embedding import EmbedderSet, space_of
from assist.understanding.index import Tools
from assist.understanding.needs import chunks
from assist.understanding.parts import DIMENSIONS, Matrix
from assist.understanding.procedure import (
    Candidates,
    Features,
    Heard,
    Moment,
    ReplyVectors,
    direct_of,
    fields_asked,
    hear,
    is_query,
    state_of,
    traits_of,
)
from assist.understanding.said import HOLE, SnippetMatcher
from assist.understanding.speech_acts import Floats, load_acts
from assist.understanding.steps import ask_text

Asks = dict[int, str]


def base_of(language: str) -> str:
    """``en`` of ``en-GB``."""
    return language.split("-", maxsplit=1)[0]


class Repertoire:
    """One pack's snippets, by number in the pack's order."""

    def __init__(self, pack: Pack, tools: Tools, titled: Sequence[str]) -> None:
        """``titled`` are the snippets' texts with what says when they fit."""
        self.snippets = pack.snippets
        self.by_category = any(s.categories for s in pack.snippets)
        self._embedders: EmbedderSet = tools.embedders
        self.matcher = SnippetMatcher(pack.snippets)
        self._rows: dict[str, list[int]] = {}
        for number, snippet in enumerate(pack.snippets):
            self._rows.setdefault(base_of(snippet.language), []).append(number)
        self.vectors: dict[str, ReplyVectors] = {}
        for base, rows in self._rows.items():
            made = _vectors(pack.snippets, rows, titled, tools, base)
            if made is not None:
                self.vectors[base] = made
        self._traits = {base: traits_of(pack.snippets, self.vectors.get(base)) for base in self._rows}
        self._asks = {base: self._all_asked(pack, base, tools) for base in self.vectors}
        self._candidates: dict[tuple[str, str | None], tuple[int, ...]] = {}

    def candidates(self, language: str, category: str | None) -> tuple[int, ...]:
        """The snippets of a language that are of the category or of none; all of the language without a category."""
        key = (base_of(language), category)
        if key not in self._candidates:
            rows = self._rows.get(key[0], [])
            fit = [n for n in rows if not self.snippets[n].categories or category in self.snippets[n].categories]
            of_category = any(self.snippets[n].categories for n in fit)
            self._candidates[key] = tuple(fit if category is not None and of_category else rows)
        return self._candidates[key]

    def asks(self, form: Form | None, language: str) -> Asks:
        """Which field of ``form`` each snippet asks for."""
        return {} if form is None else self._asks.get(base_of(language), {}).get(form.id, {})

    def warm(self, conversation: Conversation) -> None:
        """Embed all turns in one batch."""
        pieces = [piece for t in conversation.turns if t.text.strip() for piece in chunks(t.text)]
        self._embedders.warm(pieces, space_of(conversation.language))

    def hear(self, moment: Moment) -> Heard:
        """What was said up to a moment, the agent's turns as snippets."""
        among = self.candidates(moment.language, moment.category)
        turns = [t for t in moment.conversation.turns if t.speaker is Speaker.AGENT]
        acts = tuple(-1 if (n := self.act(t.text, t.snippet, among)) is None else n for t in turns)
        return hear(moment, acts, self._embedders.turn, space_of(moment.language))

    def act(self, text: str, marked: str | None, among: tuple[int, ...]) -> int | None:
        """Which snippet an agent's turn was: as the history marks it, else by its wording."""
        if marked is not None:
            found = next((n for n in among if self.snippets[n].id == marked), None)
            if found is not None:
                return found
        return self.matcher.match(text, among)

    def features(self, moment: Moment, heard: Heard) -> Features:
        """The candidates at a moment, as `procedure.Head` weighs them."""
        base = base_of(moment.language)
        numbers = self.candidates(moment.language, moment.category)
        vectors = self.vectors.get(base)
        traits = self._traits.get(base, np.zeros((0, 0), np.float32))
        asks = self.asks(moment.form, moment.language)
        rows: Floats = traits[list(numbers)]
        state = state_of(moment, heard, vectors.acts if vectors is not None else None)
        return Features(numbers, direct_of(Candidates(numbers, rows, asks, vectors), moment, heard), rows, state)

    def _all_asked(self, pack: Pack, base: str, tools: Tools) -> dict[str, Asks]:
        """For every form, which of the snippets that go with it asks for which of its fields."""
        fields = [f for form in pack.forms for f in form.fields]
        texts = [ask_text(f, base) for f in fields] + [f.label.get(base) or f.name for f in fields]
        matrix = tools.vectors(f"questions-{base}", space_of(base), texts, "embedding replies")
        out: dict[str, Asks] = {}
        at = 0
        for form in pack.forms if matrix is not None else ():
            part = slice(at, at + len(form.fields))
            labels = slice(len(fields) + at, len(fields) + at + len(form.fields))
            at += len(form.fields)
            numbers = self._questions(pack, form, base)
            if matrix is not None:
                out[form.id] = fields_asked(form, numbers, matrix[part], matrix[labels], self.vectors[base])
        return out

    def _questions(self, pack: Pack, form: Form, base: str) -> list[int]:
        """Snippets without placeholders that ask something and go with a form's categories, or with every one."""
        categories = {c.id for c in pack.categories if c.form == form.id}
        out = []
        for number in self._rows[base]:
            snippet = self.snippets[number]
            asking = is_query(snippet.body) or "please" in snippet.body.lower() or "请" in snippet.body
            goes = not snippet.categories or not categories.isdisjoint(snippet.categories)
            if asking and goes and not HOLE.search(snippet.body):
                out.append(number)
        return out


def _vectors(
    snippets: Sequence[Snippet], rows: list[int], titled: Sequence[str], tools: Tools, base: str
) -> ReplyVectors | None:
    space = space_of(base)
    acts = load_acts(tools, space)
    plain = tools.vectors(f"bodies-{base}", space, [HOLE.sub(" ", snippets[n].body) for n in rows], "embedding replies")
    full = tools.vectors(f"snippets-{base}", space, [titled[n] for n in rows], "embedding replies")
    if acts is None or plain is None or full is None:
        return None
    return ReplyVectors(acts, _spread_rows(plain, rows, len(snippets)), _spread_rows(full, rows, len(snippets)))


def _spread_rows(matrix: Matrix, rows: list[int], total: int) -> Matrix:
    out = np.zeros((total, DIMENSIONS), np.float32)
    out[rows] = matrix
    return out
