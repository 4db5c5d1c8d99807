"""A pack made searchable: its passages, their keyword postings and vectors, and the subjects its titles name."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assist.domain.pack import Article, Pack
from assist.understanding import keywords
from assist.understanding.embedding import EmbedderSet, space_of
from assist.understanding.parts import ENGLISH_SPACE, MULTILINGUAL_SPACE, Matrix, Vector
from assist.understanding.passages import Passage, passage_text, plain, sentence_spans, split_article
from assist.understanding.tokens import STOP_STEMS, terms, tokenize
from assist.understanding.vectors import load_or_embed

ALSO_MULTILINGUAL = 1000
"""Up to so many passages, English ones are in the multilingual space too when a pack has little Chinese of its own."""

MAX_SENTENCES = {ENGLISH_SPACE: 6000, MULTILINGUAL_SPACE: 2000}
"""Up to so many sentences have vectors, to find the one that answers; beyond, words alone choose it."""

_SUBJECT_END = re.compile(r"\s*[:：|]\s*|\s+[-–—]\s+")
_MAX_SUBJECT_SHARE = 0.2

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class SpaceVectors:
    """Vectors of some passages in one space: row ``i`` belongs to passage ``passages[i]``; ``missing`` has no row."""

    passages: NDArray[np.int32]
    matrix: Matrix

    def similarity(self, queries: Sequence[Vector], total: int) -> NDArray[np.float32]:
        """Cosine of each of ``total`` passages: half the mean over the queries, half the best; -1 without a vector."""
        out = np.full(total, -1.0, np.float32)
        each = self.matrix @ np.stack(queries, axis=1)
        out[self.passages] = each[:, 0] if each.shape[1] == 1 else (each.max(axis=1) + each.mean(axis=1)) / 2
        return out


@dataclass(frozen=True, slots=True)
class PackIndex:
    """Everything retrieval needs.

    ``article_of[p]`` is the article's number; ``spaces`` may lack a space; ``sentences[p, space]`` are the vectors of a
    passage's sentences, each read under the article's title, in order.
    """

    pack: Pack
    passages: tuple[Passage, ...]
    keyword: keywords.KeywordIndex
    article_of: NDArray[np.int32]
    languages: tuple[str, ...]
    spaces: dict[str, SpaceVectors] = field(default_factory=dict)
    sentences: dict[tuple[int, str], Matrix] = field(default_factory=dict)
    subjects: dict[str, tuple[tuple[tuple[str, ...], tuple[int, ...]], ...]] = field(default_factory=dict)

    def article(self, passage: int) -> Article:
        """The article passage number ``passage`` belongs to."""
        return self.pack.articles[int(self.article_of[passage])]

    @property
    def categories(self) -> dict[str, list[int]]:
        """The articles filed under each category, by number."""
        out: dict[str, list[int]] = defaultdict(list)
        for number, article in enumerate(self.pack.articles):
            for category in dict.fromkeys(article.categories):
                out[category].append(number)
        return dict(out)

    @property
    def size(self) -> int:
        """How many passages there are."""
        return len(self.passages)

    def in_language(self, base: str) -> NDArray[np.bool_]:
        """Which passages are written in a language, given as ``en`` or ``zh``."""
        flags = np.array([a.language.split("-", maxsplit=1)[0] == base for a in self.pack.articles], bool)
        chosen: NDArray[np.bool_] = flags[self.article_of] if self.size else np.zeros(0, bool)
        return chosen


def build_index(pack: Pack, tools: Tools) -> PackIndex:
    """Make a pack searchable; vectors and postings come from the cache where it has them."""
    passages = tuple(p for n, a in enumerate(pack.articles) for p in split_article(a, n))
    texts = [passage_text(pack.articles[p.article], p) for p in passages]
    # Tags are the author's own search words; a sentence that is embedded they would only blur.
    tagged = [f"{t} {' '.join(pack.articles[p.article].tags)}" for t, p in zip(texts, passages, strict=True)]
    words = _keywords(tagged, tools.folder)
    spaces = _all_spaces(pack, passages, texts, tools)
    return PackIndex(
        pack,
        passages,
        words,
        np.array([p.article for p in passages], np.int32),
        tuple(sorted({a.language.split("-", maxsplit=1)[0] for a in pack.articles})),
        spaces,
        _sentences(pack, passages, spaces, tools),
        find_subjects(pack.articles, words),
    )


def folder_name(pack_id: str) -> str:
    """A file name for a pack's caches, whatever its id holds."""
    safe = re.sub(r"[^\w-]", "_", pack_id)[:40]
    return f"{safe}-{hashlib.sha256(pack_id.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _keywords(texts: Sequence[str], folder: Path) -> keywords.KeywordIndex:
    digest = hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()
    path = folder / "keywords.npz"
    found = keywords.load(path, digest)
    if found is None:
        found = keywords.build([terms(t) for t in texts])
        keywords.save(found, path, digest)
    return found


@dataclass(frozen=True, slots=True)
class Tools:
    """What building an index takes: the models, where the caches lie, and whom to tell."""

    embedders: EmbedderSet
    folder: Path
    progress: Progress | None = None

    def vectors(self, name: str, space: str, texts: Sequence[str], what: str) -> Matrix | None:
        """Vectors of ``texts``, from the cache file ``name`` where it has them; ``None`` without a model."""
        embedder = self.embedders.get(space) if texts else None
        if embedder is None:
            return None
        progress = self.progress
        on_done = None if progress is None else lambda done, total: progress(done, total, what)
        return load_or_embed(self.folder / f"{name}-{space}.npy", embedder, texts, on_done)


def _all_spaces(pack: Pack, passages: Sequence[Passage], texts: Sequence[str], tools: Tools) -> dict[str, SpaceVectors]:
    rows: dict[str, list[int]] = defaultdict(list)
    for number, passage in enumerate(passages):
        rows[space_of(pack.articles[passage.article].language)].append(number)
    chinese = bool(rows[MULTILINGUAL_SPACE]) or any(t.startswith("zh") for t in pack.languages)
    own = len(rows[MULTILINGUAL_SPACE])
    if chinese and 2 * own < len(rows[ENGLISH_SPACE]) <= ALSO_MULTILINGUAL:
        rows[MULTILINGUAL_SPACE] = list(range(len(passages)))
    out: dict[str, SpaceVectors] = {}
    for space, numbers in rows.items():
        matrix = tools.vectors("passages", space, [texts[n] for n in numbers], "embedding articles")
        if matrix is not None:
            out[space] = SpaceVectors(np.array(numbers, np.int32), matrix)
    return out


def _sentences(
    pack: Pack, passages: Sequence[Passage], spaces: dict[str, SpaceVectors], tools: Tools
) -> dict[tuple[int, str], Matrix]:
    out: dict[tuple[int, str], Matrix] = {}
    for space, held in spaces.items():
        texts: list[str] = []
        where: list[tuple[int, int, int]] = []
        for number in map(int, held.passages):
            passage, body = passages[number], pack.articles[passages[number].article].body
            spans = sentence_spans(body, passage.start, passage.end)
            if spans:
                where.append((number, len(texts), len(texts) + len(spans)))
                title = pack.articles[passage.article].title
                texts.extend(f"{title}. {plain(body[s.start : s.end])}" for s in spans)
        few = len(texts) <= MAX_SENTENCES[space]
        matrix = tools.vectors("sentences", space, texts, "embedding sentences") if few else None
        if matrix is not None:
            out |= {(number, space): matrix[start:end] for number, start, end in where}
    return out


def find_subjects(
    articles: Sequence[Article], words_of_pack: keywords.KeywordIndex
) -> dict[str, tuple[tuple[tuple[str, ...], tuple[int, ...]], ...]]:
    """What titles are about, by first word: a name several titles share, or the part before a colon or dash.

    A conversation that named it turns ago is still about it, which neither words nor vectors of the last turn know.
    """
    members: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, article in enumerate(articles):
        head = _SUBJECT_END.split(article.title, maxsplit=1)[0]
        words = tuple(t.text for t in tokenize(head))
        if 0 < len(words) <= 8:
            members[words].append(number)
    shared = {w: m for w, m in members.items() if 1 < len(m) <= max(2, _MAX_SUBJECT_SHARE * len(articles))}
    out: dict[str, list[tuple[tuple[str, ...], tuple[int, ...]]]] = defaultdict(list)
    for name in _with_short_names(shared):
        if _is_name(name, words_of_pack):
            out[name[0][0]].append(name)
    return {first: tuple(sorted(names, key=lambda n: -len(n[0]))) for first, names in out.items()}


def _with_short_names(
    shared: dict[tuple[str, ...], list[int]],
) -> list[tuple[tuple[str, ...], tuple[int, ...]]]:
    """Each subject under its full name and, where that is still unique, without words many subjects have."""
    commonness = Counter(w for words in shared for w in set(words))
    generic = {w for w, n in commonness.items() if n >= max(3, 0.03 * len(shared))} | STOP_STEMS
    short: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
    for words in shared:
        core = tuple(w for w in words if w not in generic)
        if core and core != words:
            short[core].append(words)
    full = [(words, tuple(numbers)) for words, numbers in shared.items()]
    return full + [(core, tuple(shared[owners[0]])) for core, owners in short.items() if len(owners) == 1]


def _is_name(name: tuple[tuple[str, ...], tuple[int, ...]], words_of_pack: keywords.KeywordIndex) -> bool:
    """Whether a name is more than an ordinary word: one word alone must stand mostly in its own articles."""
    words, articles = name
    telling = [w for w in words if w not in STOP_STEMS]
    if len(telling) != 1:
        return len(words) > 1
    return words_of_pack.frequency(telling[0]) <= 1.5 * len(articles) + 2
