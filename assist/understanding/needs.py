"""What the customer wants: turns with content, weighted by recency and by how telling they are."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from assist.domain.conversation import Conversation, Speaker
from assist.services.act_words import LATE_QUESTION, QUESTION
from assist.understanding.details import without_details
from assist.understanding.parts import EmbedTurn, Vector
from assist.understanding.passages import sentence_spans, words_in
from assist.understanding.tokens import STOP_STEMS, content_tokens, stem, terms

RECENCY = 0.75
"""Weight of a turn with content against the next one."""

RECENCY_BEFORE_QUESTION = 0.3
"""The same when the next one is a question: that stands on its own."""

SAME_BREATH = 0.9
"""The same when the agent said nothing in between: one statement in several messages."""

ANSWER_SHARE = 0.3
"""Weight of a few words that answer what the agent asked: they say a detail, not what is wanted."""

CHUNK_WORDS = 50
MAX_CHUNKS = 8
_BLANK_WITHIN = 24  # characters

_FOCUS = 0.8

AGENT_SHARE = 0.25
"""Weight of the agent's last turn in the keyword query: what the customer's answer refers to."""

MAX_NEEDS = 6

_SMALL_TALK_WORDS = """
morning afternoon evening night day good great nice bye goodbye welcome sure fine perfect awesome wonderful cool alright
right correct exactly appreciate lovely much lot later weekend anything else there today ma'am sir madam no nope yup
sorry pardon oops apologies anybody anyone somebody someone hiya
早上好 下午好 晚上好 再见 拜拜 嗨 在吗 不客气 多谢 感谢 辛苦 对 行 嗯嗯 好吧 知道 明白 了解 太好了 没事 没关系 收到
"""
SMALL_TALK = frozenset(stem(w) for w in _SMALL_TALK_WORDS.split()) | STOP_STEMS

_CLOSING = re.compile(
    r"\b(?:thanks?|thank you|thx|bye|goodbye|that(?:'|’)?s all|that is all|have a (?:good|great|nice))\b"
    r"|谢谢|感谢|多谢|再见|拜拜|没有了|没别的|謝謝|感謝|再見|沒有了|沒別的",
    re.IGNORECASE,
)


_ADDRESS = re.compile(r"(?<!\S)\S+@\S+|(?:https?://|www\.)\S+")

ANSWER_WORDS = 4
"""A few words right after the agent's question are its answer, not a need."""

_QUESTION = re.compile(
    r"[?？]\s*$|^(?:and |but |so |also |ok(?:ay)?,? )?(?:what|which|who|where|when|why|how|is|are|do|does|did|can)\b"
    r"|[吗呢么嗎麼]\s*[。！]?\s*$|怎么|怎麼|什么|什麼|多少|哪里|哪裡|是否|能不能|可不可以",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Need:
    """A customer turn that says something, from character ``start`` on: what only answered a question is left out.

    ``weight`` is 1 for the latest, less the older or emptier it is; ``case`` marks the one that states the case.
    """

    turn: int
    text: str
    weight: float
    start: int = 0
    case: bool = False


def has_content(text: str) -> bool:
    """Whether a text is more than greetings, thanks, acknowledgements, names, numbers and addresses."""
    return telling_words(text) > 0


def telling_words(text: str) -> int:
    """How many words of a text could say what somebody needs."""
    bare = _ADDRESS.sub(" ", without_details(text))
    return sum(t.text not in SMALL_TALK and not t.text.isdigit() for t in content_tokens(bare))


def answers_question(conversation: Conversation, turn: int) -> bool:
    """Whether a turn comes right after a question of the agent's."""
    return bool(_asked_before(conversation, turn))


def is_answer(conversation: Conversation, turn: int) -> bool:
    """Whether a turn gives no more than the detail the agent asked for; "how can I help?" asks for none."""
    text = conversation.turns[turn].text
    asked = _asked_before(conversation, turn)
    return bool(asked) and not is_question(text) and telling_words(text) <= ANSWER_WORDS and telling_words(asked) > 1


def _asked_before(conversation: Conversation, turn: int) -> str:
    """The question that the agent's turn right before ends with, or nothing."""
    before = conversation.turns[turn - 1] if turn else None
    if before is None or before.speaker is not Speaker.AGENT:
        return ""
    said = before.text.rstrip()
    if not said.endswith(("?", "？")):
        return ""
    spans = sentence_spans(said)
    return said[spans[-1].start : spans[-1].end] if spans else said


def statement_start(text: str, *, asked: bool) -> int:
    """Where a turn's statement begins, behind sentences that only give a number, a name or a short answer."""
    spans = sentence_spans(text)
    for place, span in enumerate(spans[:-1]):
        sentence = text[span.start : span.end]
        words = telling_words(sentence)
        short = words <= ANSWER_WORDS and not is_question(sentence)
        if words and not (asked and short):
            return span.start if place else 0
    last = spans[-1] if spans else None
    return last.start if last is not None and len(spans) > 1 and has_content(text[last.start : last.end]) else 0


def is_closing(text: str) -> bool:
    """Whether a customer's turn ends the conversation: thanks or goodbye, and no question left in it."""
    return bool(_CLOSING.search(text)) and not QUESTION.search(text)


def is_question(text: str) -> bool:
    """Whether a turn asks something."""
    return bool(_QUESTION.search(text) or LATE_QUESTION.search(text))


def find_needs(conversation: Conversation, telling: Callable[[str], float] | None = None) -> tuple[Need, ...]:
    """The customer's turns with content, latest first, at most `MAX_NEEDS`, the first of the conversation among them.

    ``telling(text)`` in 0..1 says how much of the text the pack has words for.
    """
    said = [i for i, t in enumerate(conversation.turns) if t.speaker is Speaker.CUSTOMER and has_content(t.text)]
    chosen = said[::-1][:MAX_NEEDS]
    if said and said[0] not in chosen:
        chosen[-1] = said[0]
    out: list[Need] = []
    recency = 1.0
    for place, turn in enumerate(chosen):
        whole = conversation.turns[turn].text
        start = statement_start(whole, asked=answers_question(conversation, turn))
        text = whole[start:]
        worth = 1.0 if telling is None else 0.15 + 0.85 * telling(text)
        if is_answer(conversation, turn):
            out.append(Need(turn, text, ANSWER_SHARE * recency * worth, start))
            continue
        out.append(Need(turn, text, recency * worth, start))
        if place + 1 < len(chosen):
            recency *= _step(conversation, chosen[place + 1], turn) ** worth
    return tuple(out)


def _step(conversation: Conversation, before: int, turn: int) -> float:
    """What the turn ``before`` weighs against ``turn``, the next one with content."""
    if not any(t.speaker is Speaker.AGENT for t in conversation.turns[before + 1 : turn]):
        return SAME_BREATH
    return RECENCY_BEFORE_QUESTION if is_question(conversation.turns[turn].text) else RECENCY


def focused(needs: tuple[Need, ...], turn: int | None, sureness: float) -> tuple[Need, ...]:
    """The needs with the turn that states the case weighing nearly as much as the latest, however long ago it was."""
    return tuple(replace(n, weight=max(n.weight, _FOCUS * sureness), case=True) if n.turn == turn else n for n in needs)


def chunks(text: str) -> list[str]:
    """A long turn in pieces of some `CHUNK_WORDS` words, whole sentences each; a short one as it is.

    One vector cannot hold a letter. Of very long ones `MAX_CHUNKS` pieces from beginning to end are kept. What has no
    marks to tell sentences by, as a recogniser writes speech, is cut between words.
    """
    if len(text) <= 2 * CHUNK_WORDS or words_in(text) <= 1.5 * CHUNK_WORDS:
        return [text]
    out: list[str] = []
    size = 2.0 * CHUNK_WORDS
    for sentence in (piece for span in sentence_spans(text) for piece in _cut(text[span.start : span.end])):
        words = words_in(sentence)
        if size + words > CHUNK_WORDS:
            out.append(sentence)
            size = words
        else:
            out[-1] = f"{out[-1]} {sentence}"
            size += words
    last = len(out) - 1
    return out if last < MAX_CHUNKS else [out[round(i * last / (MAX_CHUNKS - 1))] for i in range(MAX_CHUNKS)]


def _cut(sentence: str) -> list[str]:
    """A sentence longer than a piece may be in even parts, cut at the blanks near by; any other as it is."""
    parts = math.ceil(words_in(sentence) / CHUNK_WORDS)
    if words_in(sentence) <= 1.5 * CHUNK_WORDS:
        return [sentence]
    stops = [0]
    for number in range(1, parts):
        at = max(stops[-1], len(sentence) * number // parts)
        blank = sentence.find(" ", at, at + _BLANK_WITHIN)
        stops.append(at if blank < 0 else blank)
    return [s for a, b in zip(stops, [*stops[1:], len(sentence)], strict=True) if (s := sentence[a:b].strip())]


def is_letter(needs: tuple[Need, ...]) -> bool:
    """Whether the latest need is too long for one vector."""
    return bool(needs) and len(chunks(needs[0].text)) > 1


def need_vector(needs: tuple[Need, ...], embed: EmbedTurn, space: str) -> Vector | None:
    """The weighted mean of the turns' vectors: like embedding their texts in one, at the cost of the new turn only."""
    weighted = [(n.weight, embed(piece, space)) for n in needs for piece in chunks(n.text)]
    vectors = [weight * vector for weight, vector in weighted if vector is not None]
    if not vectors:
        return None
    total = np.sum(vectors, axis=0)
    unit: Vector = (total / max(float(np.linalg.norm(total)), 1e-9)).astype(np.float32)
    return unit


def need_vectors(needs: tuple[Need, ...], embed: EmbedTurn, space: str) -> tuple[Vector, ...]:
    """What to search with: the mean of all needs, what was asked last and what states the case, each by itself.

    A letter is searched with its mean alone: what it is about goes through it, and each of its pieces finds something.
    """
    mean = need_vector(needs, embed, space)
    if mean is None:
        return ()
    if is_letter(needs):
        return (mean,)
    alone = [asked_last(needs[0].text), *(n.text for n in needs[1:] if n.case and len(chunks(n.text)) == 1)]
    return (mean, *(v for v in (embed(t, space) for t in alone if t) if v is not None))


def latest_vector(needs: tuple[Need, ...], embed: EmbedTurn, space: str) -> Vector | None:
    """What was asked last: the last question of the latest turn, or that turn when it is short."""
    pieces = chunks(needs[0].text) if needs else []
    return embed(asked_last(needs[0].text) or pieces[0], space) if len(pieces) == 1 else None


def asked_last(text: str) -> str:
    """The last question among several sentences of a turn; empty when there is none, or it says nothing by itself."""
    spans = sentence_spans(text)
    if len(spans) < 2:
        return ""
    asked = [text[s.start : s.end] for s in spans if is_question(text[s.start : s.end])]
    return asked[-1] if asked and telling_words(asked[-1]) > 1 else ""


def need_terms(
    needs: tuple[Need, ...], conversation: Conversation, mend: Callable[[str], str] = str
) -> list[tuple[str, float]]:
    """Weighted keyword terms: the needs' own, and faintly those of the agent turn before the latest need.

    ``mend`` puts right what the customer mistyped.

    What a need says several times is what it is about; the logarithm is that of Manning, Raghavan and Schütze,
    "Introduction to Information Retrieval" (2008), section 6.4.1.
    """
    counted = ((n.weight, Counter(terms(mend(n.text)))) for n in needs)
    out = [(term, weight * (1.0 + math.log(count))) for weight, found in counted for term, count in found.items()]
    asides = ((n, conversation.turns[n.turn].text[: n.start]) for n in needs if n.start)
    out.extend((term, AGENT_SHARE * n.weight) for n, said in asides for term in terms(mend(said)))
    if needs:
        before = conversation.turns[: needs[0].turn][::-1]
        agent = next((t.text for t in before if t.speaker is Speaker.AGENT), "")
        out.extend((term, AGENT_SHARE) for term in terms(agent) if term not in SMALL_TALK)
    return out
