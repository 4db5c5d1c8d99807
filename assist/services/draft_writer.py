"""The `Drafter`: mask, prompt, generate, unmask, guard. It writes from the best passage, or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from assist.domain.assistance import COMPOSED, Assistance, CardKind, Hit, NoDraft, Suggestion
from assist.domain.conversation import Conversation, Speaker
from assist.domain.guard import (
    Ground,
    check_draft,
    check_sentence,
    guess_language_of,
    is_courtesy,
    is_repetitive,
    sentences,
    support,
)
from assist.domain.masking import Masked, mask
from assist.domain.orders import gives_orders, without_orders
from assist.domain.pack import Article
from assist.domain.text import guess_language
from assist.services.choosing import answers_as_well, with_closing
from assist.services.composing import Composed, Kind, compose
from assist.services.ports import CancelToken, DraftRequest, LanguageModel
from assist.services.prompts import Prompt
from assist.services.sayable import Traditional
from assist.services.wording import About, Author, Wish, can_word, word

_NEEDS_NO_MODEL = frozenset({Kind.GREETING, Kind.CLOSING, Kind.QUESTION})
_COMPOSED_CONFIDENCE = 0.5
MIN_SCORE = 0.6  # a hit may be worth showing and still not worth writing from
_MAX_SENTENCES = 3
_MAX_KNOWLEDGE = 320  # characters of the passage put before the model
_MAX_TURN = 1200  # characters of one turn: a pasted log must not fill the window
_CARRIED = 0.6  # share of a sentence's telling words that the cited passage holds


@dataclass(frozen=True, slots=True)
class DraftReport:
    """What the last call did: why there was no draft, how many values were hidden, what was left out."""

    why_not: NoDraft | None = None
    hidden: int = 0
    dropped: tuple[str, ...] = ()
    condensed: bool = False
    first_token_s: float = 0.0


class DraftWriter:
    """Implements `Drafter` over a `LanguageModel`.

    ``languages`` are those the model knows; in any other nothing is drafted, and `last` says so. A small model left to
    itself makes things up, so it is only asked to turn the best hit into a reply, after worked examples; sentences
    that state anything found in neither the conversation nor that hit are dropped. Of what it worded and what was
    composed the one that answers better is offered; with ``gaps_only`` it is asked only where nothing was composed, and
    without ``rewrites`` never. One that ``judges`` says first, by the probabilities of two labels, whether the passage
    answers, where no sentence of it was found to, and is told the pack's tone for the mood.
    """

    def __init__(
        self,
        model: LanguageModel,
        prompts: Mapping[str, Prompt],
        languages: tuple[str, ...] = ("en",),
        *,
        min_score: float = MIN_SCORE,
        article: Callable[[str], Article | None] | None = None,
        traditional: Traditional | None = None,
        rewrites: bool = True,
        judges: bool = False,
        gaps_only: bool = False,
    ) -> None:
        self._model = model
        self._prompts = prompts
        self._languages = languages
        self._min_score = min_score
        self._article = article
        self._traditional = traditional
        self._rewrites = rewrites
        self._judges = judges
        self._gaps_only = gaps_only
        self.last = DraftReport()

    def draft(
        self,
        conversation: Conversation,
        found: Assistance,
        on_text: Callable[[str], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> Suggestion | NoDraft:
        """See `Drafter`."""
        language = guess_language_of(conversation.language)
        found = _disarmed(found)
        composed = compose(conversation, found, self._article, self._traditional)
        alone = self._gaps_only or not self._rewrites
        settled = composed is not None and (composed.kind in _NEEDS_NO_MODEL or alone)
        if settled:
            return self._composed(composed, DraftReport(), on_text)
        answered = composed.citations if composed is not None and composed.kind is Kind.ANSWER else ()
        hit = self._carrier(found, language, answered)
        obstacle = hit if isinstance(hit, NoDraft) else self._obstacle(conversation, language)
        if isinstance(hit, NoDraft) or obstacle is not None:
            return self._composed(composed, DraftReport(obstacle), on_text)
        if self._judges and not answered and not self._takes(hit, conversation, found, cancel):
            return self._composed(composed, DraftReport(NoDraft.NOT_CLEAR), on_text)
        masked = mask([t.text[:_MAX_TURN] for t in conversation.turns], _known_names(conversation, found))
        request = self._request(conversation, found, hit, masked, self._prompts[language])
        ground = _ground(conversation, hit, language)
        written, shown, begun = "", "", 1

        def piece(text: str) -> None:  # sentence by sentence, so that nothing is read that the guard takes away
            nonlocal written, shown, begun
            written += text
            count = len(sentences(written))
            if on_text is None or count == begun:
                return
            begun = count
            holds = _joined(_standing(masked.unmask_streamed(written), ground, finished=False)[0], ground)
            if holds != shown:
                shown = holds
                on_text(holds)

        made = self._model.generate(request, piece, cancel)
        text, dropped = _guarded(masked.unmask(made.text), made.finished, ground, hit)
        self.last = DraftReport(None, masked.count, dropped, made.condensed, made.first_token_s)
        if not text or (composed is not None and not answers_as_well(text, composed, conversation)):
            return self._composed(composed, replace(self.last, why_not=NoDraft.NOT_CARRIED), on_text)
        text = with_closing(text, composed, language)
        card = self._card(text, conversation, found, hit, language)
        return replace(card, condensed=made.condensed, hidden=masked.count)

    def _composed(
        self, composed: Composed | None, report: DraftReport, on_text: Callable[[str], None] | None
    ) -> Suggestion | NoDraft:
        """What could be put together without the model; the reason why the model wrote nothing where that is none."""
        self.last = report
        if composed is None:
            return report.why_not or NoDraft.NOT_CARRIED
        if on_text is not None:
            on_text(composed.text)
        return composed_card(composed)

    # -- whether -----------------------------------------------------------------------------------------------

    def _carrier(self, found: Assistance, language: str, answered: tuple[str, ...]) -> Hit | NoDraft:
        """The hit to write from (of those ``answered`` from, where there are any), or why there is none."""
        if found.refused or not found.articles:
            return NoDraft.NOT_COVERED
        scored = [h for h in found.articles if h.score >= self._min_score and _knowledge(h)]
        if not scored:
            return NoDraft.NOT_CLEAR
        public = [h for h in scored if not h.internal]
        if not public or (scored[0].internal and public[0].score < 0.8 * scored[0].score):
            return NoDraft.INTERNAL_ONLY
        spoken = [h for h in public if (guess_language(_knowledge(h)) or guess_language_of(h.language)) == language]
        if not spoken:
            return NoDraft.ARTICLE_LANGUAGE
        return next((h for h in spoken if h.article_id in answered), spoken[0])

    def _takes(self, hit: Hit, conversation: Conversation, found: Assistance, cancel: CancelToken | None) -> bool:
        """Whether the model, by the probabilities of the labels, takes the passage for an answer rather than not.

        Asked only where no sentence was found to answer by its words.
        """
        language = guess_language_of(conversation.language)
        author = Author(self._model, self._prompts, self._languages)
        passage = f"1) {_knowledge(hit)}"
        wish = Wish("which", language, {"passages": passage}, About(conversation, found), 1, labels=("0", "1"))
        if not can_word(lambda: (author,), language, wish.ask):
            return True
        made = word(lambda: (author,), wish, None, cancel)
        return made is None or not made.likely or made.likely[1] >= made.likely[0]

    def _obstacle(self, conversation: Conversation, language: str) -> NoDraft | None:
        if language not in self._languages or language not in self._prompts:
            return NoDraft.MODEL_LANGUAGE
        return NoDraft.NOTHING_SAID if conversation.last_customer_turn is None else None

    # -- the prompt --------------------------------------------------------------------------------------------

    def _request(
        self, conversation: Conversation, found: Assistance, hit: Hit, masked: Masked, prompt: Prompt
    ) -> DraftRequest:
        turns = zip(conversation.turns, masked.texts, strict=True)
        said = tuple((t.speaker.value, text) for t, text in turns if t.speaker is not Speaker.SYSTEM and text.strip())
        mood = found.mood.label.value if found.mood and not _apologised(conversation) else ""
        # A small model would write the advice into its reply.
        tone = f"({found.mood.advice})\n" if self._judges and found.mood and found.mood.advice else ""
        return DraftRequest(
            system=prompt.system,
            turns=prompt.examples + said,
            task=f"{tone}{prompt.ask(mood, _knowledge(hit))}",
            version=conversation.version,
            max_tokens=110,
            stop=("\n\n",),
            prefix=prompt.openings.get(mood, ""),
            ground=_knowledge(hit),
            kept=len(prompt.examples),
        )

    # -- the card ----------------------------------------------------------------------------------------------

    @staticmethod
    def _card(text: str, conversation: Conversation, found: Assistance, hit: Hit, language: str) -> Suggestion:
        internal = tuple(h.text for h in found.articles if h.internal)
        share = support(text, _passage(hit))
        return Suggestion(
            kind=CardKind.DRAFT,
            text=text,
            source="draft",
            confidence=round(min(1.0, max(0.0, hit.score)) * share, 3),
            citations=_citations(text, found, hit),
            title=hit.title,
            warnings=check_draft(text, _ground(conversation, hit, language), internal),
        )


def composed_card(made: Composed) -> Suggestion:
    """The card of a draft that was put together."""
    return Suggestion(
        CardKind.DRAFT,
        made.text,
        COMPOSED,
        _COMPOSED_CONFIDENCE,
        citations=made.citations,
        title=made.citations[0] if made.citations else "",
        internal=made.internal,
    )


def _disarmed(found: Assistance) -> Assistance:
    """``found`` without what orders a machine about, which an article may hold as well as a customer's words."""
    hits = (replace(h, text=without_orders(h.text)) for h in found.articles if without_orders(h.sentence).strip())
    return replace(found, articles=tuple(hits))


def _known_names(conversation: Conversation, found: Assistance) -> list[str]:
    names = [t.name for t in conversation.turns if t.name]
    fields = found.form.fields if found.form else {}
    return names + [v.value for k, v in fields.items() if "name" in k.lower()]


def _passage(hit: Hit) -> str:
    return f"{hit.title}\n{hit.text}\n{hit.sentence}"


def _knowledge(hit: Hit) -> str:
    """The sentence that answers, and what follows it in the passage while there is room."""
    best, passage = _plain(hit.sentence), _plain(hit.text)
    at = passage.find(best)
    if at < 0:
        return best[:_MAX_KNOWLEDGE]
    chosen = best
    for sentence in sentences(passage[at + len(best) :]):
        if len(chosen) + len(sentence) > _MAX_KNOWLEDGE:
            break
        chosen += f" {sentence}"
    return chosen[: max(_MAX_KNOWLEDGE, len(best))]


def _plain(markdown: str) -> str:
    """Running text out of Markdown: list items become sentences, marks go, the text of a link stays."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    text = re.sub(r"(?<=[^\s.!?:;,。！？：；，])\s*\n\s*(?:[-*+] |\d+[.)] )", ". ", text)
    text = re.sub(r"^\s*(?:[-*+] |\d+[.)] |#+ |> )", "", text, flags=re.MULTILINE)
    return " ".join(re.sub(r"\*\*|__|`|(?<!\w)[*_]|[*_](?!\w)", "", text).split())


def _ground(conversation: Conversation, hit: Hit, language: str) -> Ground:
    said = "\n".join(t.text if t.speaker is Speaker.AGENT else without_orders(t.text) for t in conversation.turns)
    agent = "\n".join(t.text for t in conversation.turns if t.speaker is Speaker.AGENT)
    return Ground(said, _passage(hit), agent, language)


def _guarded(text: str, finished: bool, ground: Ground, hit: Hit) -> tuple[str, tuple[str, ...]]:  # noqa: FBT001 - private
    """The sentences that stand, and why the others do not. Empty when none of them carries what the article says."""
    kept, dropped = _standing(text, ground, finished=finished)
    # Without a telling word the support of nothing would be 1.
    tell = [s for s in kept if not is_courtesy(s) and support(s, "") == 0.0]
    carried = any(support(s, _passage(hit)) >= _CARRIED for s in tell)
    return (_joined(kept, ground) if carried else ""), dropped


def _standing(text: str, ground: Ground, *, finished: bool) -> tuple[list[str], tuple[str, ...]]:
    """The sentences that stand, three at most, and why the others do not; the last one stands when it is finished."""
    kept: list[str] = []
    dropped: list[str] = []
    parts = sentences(text)
    for number, sentence in enumerate(parts):
        cut_off = not finished and number == len(parts) - 1
        faults = check_sentence(sentence, ground)
        polite_again = is_courtesy(sentence) and any(map(is_courtesy, kept))
        if cut_off or faults or gives_orders(sentence) or sentence in kept or polite_again or is_repetitive(sentence):
            dropped += faults
            continue
        if len(kept) == _MAX_SENTENCES:
            break
        kept.append(sentence)
    return kept, tuple(dict.fromkeys(dropped))


def _joined(kept: list[str], ground: Ground) -> str:
    return ("" if ground.language == "zh" else " ").join(kept)


def _citations(text: str, found: Assistance, hit: Hit) -> tuple[str, ...]:
    """The article written from, then any other hit that carries a sentence on its own."""
    others = (
        h.article_id
        for h in found.articles
        if not h.internal and any(not is_courtesy(s) and support(s, _passage(h)) >= 0.9 for s in sentences(text))
    )
    return tuple(dict.fromkeys((hit.article_id, *others)))


def _apologised(conversation: Conversation) -> bool:
    """Whether the agent has said sorry just now; saying it in every turn grates."""
    lately = (t.text.lower() for t in conversation.turns[-4:] if t.speaker is Speaker.AGENT)
    return any(word in text for text in lately for word in ("sorry", "apolog", "抱歉", "对不起", "對不起"))
