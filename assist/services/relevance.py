"""Which sentences of the knowledge answer a question, by the words they share and the kind of thing that is asked for.

The search finds the right article; the sentence it shows is near in meaning, which is not yet an answer. A sentence is
taken only when it speaks of what is asked ("how long" wants a time), its condition ("if the tracking says delivered")
is one the customer spoke of, and it can stand alone.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assist.domain.assistance import Hit
from assist.domain.guard import sentences
from assist.domain.pack import Article
from assist.domain.text import guess_language, is_han
from assist.services.relevance_words import (
    COMMON,
    CONDITION,
    DANGLING,
    ENDING,
    HAN_STOP,
    HARD_KINDS,
    ITEM,
    KINDS,
    POINTING,
    WORD,
)

MIN_SCORE = 0.5
SAME_TOPIC = 0.9
"""Another article may answer when it scores so much of the best one's score."""
_MOST_READ = 6000  # characters of an article
_LEAST_TELLING = 0.3
_LONGEST, _SHORTEST = 320, 8
_OWN = 1.0  # what it is worth to be the sentence the search chose, in words shared
_KIND = 1.2  # what it is worth to hold the kind of thing asked for
_CONTEXT = 0.4  # a word of the context counts so much of one of the question
_TITLED, _TITLE_MOST = 0.5, 2  # what a word of the question in the article's title is worth, and how many count
_CONDITION_MET, _CONDITION_MET_HAN = 0.6, 0.5
_AS_GOOD, _OTHER_ARTICLE = 0.99, 0.8  # what a sentence is worth of an article less good than the best
_ROUND = 3  # words of the context that make up for one of the question
_OWN_CLAUSE = re.compile(r"(?P<rest>\w+(?:\W+\w+){3,}),\s*[^\s,][^,]*$")
_COVERED = 0.25  # share of a question's words a sentence has to hold


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence that answers, without Markdown; how well, in words shared."""

    text: str
    hit: Hit
    worth: float


def stems(text: str) -> Counter[str]:
    """The telling words of a text, cut to what inflection leaves; of Chinese, pairs of characters."""
    out: Counter[str] = Counter()
    for piece in WORD.findall(text):
        if is_han(piece[0]):
            runs = re.split(f"[{''.join(HAN_STOP)}]+", piece)
            out.update(a + b for run in runs for a, b in itertools.pairwise(run))
        else:
            word = re.sub(r"['’].*", "", piece.lower())
            if len(word) > 2 and word not in COMMON and piece.lower() not in COMMON:
                out[_stem(word)] += 1
    return out


def _stem(word: str) -> str:
    bare = ENDING.sub("", word)
    return (bare if len(bare) >= 3 else word)[:7]


def plain(markdown: str) -> str:
    """A sentence without Markdown's marks, ended as a sentence."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    text = " ".join(re.sub(r"\*\*|__|`|^[#>\s]+|^\s*(?:[-*+•]|\d+[.)])\s+", "", text).split()).rstrip(";；,，、:： ")
    if not text or text[-1] in ".!?。！？…”)）":
        return text
    return text + ("。" if any(map(is_han, text)) else ".")


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked.

    ``now`` is all that was said with it, ``context`` what was said before: its words count less, and conditions may be
    met by them. ``fold`` writes a sentence of the knowledge as the question is written.
    """

    question: str
    language: str
    now: str = ""
    context: str = ""
    fold: Callable[[str], str] = str


def answers(
    query: Query,
    hits: Iterable[Hit],
    article: Callable[[str], Article | None] | None = None,
    sayable: Callable[[str], bool] = bool,
) -> tuple[Found, ...]:
    """The sentences that answer, best first; empty when none does. ``sayable`` leaves out what is nothing to tell."""
    pool = [(h, s) for h in _about(hits) for s in _sentences_of(h, article) if sayable(s)]
    pool = [(h, s) for h, s in pool if (guess_language(s) or query.language) == query.language]
    if not pool:
        return ()
    best = max(h.score for h, _ in pool)
    ask = _Ask.of(query)
    known = [stems(query.fold(s)) for _, s in pool]
    rarity = _rarity(known)
    out: list[Found] = []
    for (hit, sentence), words in zip(pool, known, strict=True):
        worth = ask.worth(sentence, set(words), rarity, hit)
        if worth > 0:
            share = hit.score * (1.0 if hit.score >= _AS_GOOD * best else _OTHER_ARTICLE)
            out.append(Found(named(sentence, hit), hit, round(worth * share, 3)))
    return tuple(sorted(out, key=lambda f: -f.worth))


@dataclass(frozen=True, slots=True)
class _Ask:
    """A question's words, those said with it and around it, and the kinds of thing it wants."""

    asked: frozenset[str]
    said: frozenset[str]
    around: frozenset[str]
    hard: tuple[re.Pattern[str], ...]
    soft: tuple[re.Pattern[str], ...]
    fold: Callable[[str], str]

    @classmethod
    def of(cls, query: Query) -> _Ask:
        wanted = [(n, kind) for n, (ask, kind) in enumerate(KINDS) if ask.search(query.question)]
        now = query.now or query.question
        return cls(
            frozenset(stems(query.question)),
            frozenset(stems(now)),
            frozenset(stems(f"{now} {query.context}")),
            tuple(kind for n, kind in wanted if n < HARD_KINDS),
            tuple(kind for _, kind in wanted),
            query.fold,
        )

    def worth(self, sentence: str, words: set[str], rarity: dict[str, float], hit: Hit) -> float:
        """In words shared; 0 for a sentence that does not answer."""
        if not all(kind.search(sentence) for kind in self.hard):
            return 0.0
        shared, near = self.asked & words, (self.around - self.asked) & words
        if len(shared) < _COVERED * len(self.asked) and not any(map(is_han, sentence)):
            shared = frozenset()
        chosen = plain(hit.sentence) in sentence  # the search took it for the best
        titled = bool(self.hard and near and self.asked & set(stems(self.fold(hit.title))))
        meant = chosen and len(self.said & words) + bool(self.said & words and len(near) >= _ROUND) > 1
        speaks = shared or titled or self._is_item_asked_for(sentence) or meant
        if not speaks or not _condition_met(self.fold(sentence), self):
            return 0.0
        own = _OWN if chosen and (shared or self.hard) else 0.0
        own += _OWN if self._is_item_asked_for(sentence) else 0.0
        if self.hard:  # "how long does X take" is answered where that is the title, not where X is mentioned
            own += _TITLED * min(_TITLE_MOST, len(self.asked & set(stems(self.fold(hit.title)))))
        kinds = _KIND * sum(bool(kind.search(sentence)) for kind in self.soft)
        return sum(rarity[w] for w in shared) + _CONTEXT * sum(rarity[w] for w in near) + kinds + own

    def _is_item_asked_for(self, sentence: str) -> bool:
        """Whether it is a list item ("Bank transfer: 5 days") for a question like "when?", of a thing spoken of."""
        item = ITEM.fullmatch(sentence) if self.hard else None
        return item is not None and bool(self.around & set(stems(self.fold(item["label"]))))


def named(sentence: str, hit: Hit) -> str:
    """A list item with what it is one of: "Bank transfer: 5 days" as "How long a refund takes (bank transfer): …"."""
    item = ITEM.fullmatch(sentence)
    if item is None:
        return sentence
    han = any(map(is_han, sentence))
    title = re.split("[:：]", hit.title)[0]
    label = item["label"]
    if not han and label.split()[0][1:].islower():
        label = label[:1].lower() + label[1:]
    return f"{title}（{label}）：{item['value']}" if han else f"{title} ({label}): {item['value']}"


def without_title(text: str, hit: Hit) -> str:
    """A list item named by `named` without its title, as it stands behind another one of the same list."""
    title = re.escape(re.split("[:：]", hit.title)[0])
    found = re.fullmatch(rf"{title}(?: \(|（)(?P<label>[^()（）]+)(?P<colon>\): |）：)(?P<value>.+)", text, re.DOTALL)
    if found is None:
        return text
    return f"{found['label'][:1].upper()}{found['label'][1:]}{found['colon'][1:]}{found['value']}"


def _about(hits: Iterable[Hit]) -> list[Hit]:
    listed = list(hits)
    best = max((h.score for h in listed), default=0.0)
    return [h for h in listed if h.score >= MIN_SCORE and h.score >= SAME_TOPIC * best]


def _sentences_of(hit: Hit, article: Callable[[str], Article | None] | None) -> list[str]:
    """Every sentence that can stand alone, the search's among them; "This…" stands behind the one before."""
    whole = article(hit.article_id) if article is not None and not hit.internal else None
    body = whole.body[:_MOST_READ] if whole is not None else hit.text
    out = [plain(hit.sentence)] if _is_whole(hit.sentence) else []
    for line in body.splitlines():
        if line.lstrip().startswith(("#", "|", "```")):
            continue
        before = ""
        for sentence in (plain(s) for s in sentences(line) if _is_whole(s)):
            joint = "" if any(map(is_han, sentence)) else " "
            out.append(f"{before}{joint}{sentence}" if before and DANGLING.match(sentence) else sentence)
            before = sentence
    return [s for s in dict.fromkeys(out) if _stands_alone(s)]


def _is_whole(markdown: str) -> bool:
    """Not the beginning of a list: "there are two ways: by post;"."""
    return not (markdown.rstrip()[-1:] in ";；,，、:：" and re.search("[:：]", markdown))


def _stands_alone(text: str) -> bool:
    weight = len(text) * (2.5 if any(map(is_han, text)) else 1)
    return weight >= _SHORTEST and len(text) <= _LONGEST and not (DANGLING.match(text) or POINTING.search(text))


def _rarity(known: list[Counter[str]]) -> dict[str, float]:
    """How much a word tells among these sentences: 1 for one that is in a single sentence, less for a common one."""
    seen = Counter(w for words in known for w in words)
    size = math.log(1 + len(known))
    return {w: max(_LEAST_TELLING, math.log(1 + len(known) / n) / size) for w, n in seen.items()}


def _condition_met(sentence: str, ask: _Ask) -> bool:
    """Whether the customer spoke of what the sentence makes a condition; single characters count in Chinese."""
    found = CONDITION.search(sentence)
    if found is None:
        return True
    if before := _OWN_CLAUSE.match(sentence[: found.start()]):  # "20 dollars a year, 8 if it is small": only of the 8
        return bool(ask.asked & set(stems(before["rest"])))
    english = found["en"] or found["en2"]  # "Express shipping that arrives late is refunded": who spoke of express?
    if english:
        needed, said = set(stems(english)), set(ask.asked | ask.around)
    else:
        needed = set(found["zh"] or found["zh2"] or "") - HAN_STOP
        said = set("".join(ask.asked | ask.around))
    return not needed or len(needed & said) >= (_CONDITION_MET if english else _CONDITION_MET_HAN) * len(needed)
