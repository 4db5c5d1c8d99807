"""A pack made searchable: its passages, their keyword postings and vectors, and the subjects its titles name.

Two files a pack hold it, read through memory maps: one of texts, one of vectors. They carry the stamp of the pack's
files and of this package's code, so that a changed pack or program makes them anew; only what changed is embedded.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assist.domain.pack import Article, Pack
from assist.understanding import columns, keywords
from assist.understanding.columns import Arrays
from assist.understanding.embedding import EmbedderSet
from assist.understanding.pack_text import PackText, columns_of
from assist.understanding.pack_vectors import (
    Sentences,
    SpaceVectors,
    read_sentences,
    read_spaces,
    space_rows,
    vectors_of,
)
from assist.understanding.parts import Matrix
from assist.understanding.passages import Passage
from assist.understanding.subjects import Subjects
from assist.understanding.vectors import Half, load_or_embed, load_or_embed_half

__all__ = ["PackIndex", "Progress", "SpaceVectors", "Tools", "build_index", "folder_name", "open_index"]

Progress = Callable[[int, int, str], None]

_MAKERS = (
    "columns",
    "embedding",
    "index",
    "keywords",
    "pack_text",
    "pack_vectors",
    "packed",
    "parts",
    "passages",
    "subjects",
    "tokens",
    "vectors",
)


@dataclass(frozen=True)
class PackIndex:
    """Everything retrieval needs.

    ``article_of[p]`` is the article's number; ``spaces`` may lack a space; ``sentences[p, space]`` are the vectors of a
    passage's sentences, each read under the article's title, in order. ``filed`` and ``internal`` say of each article
    whether it names a category, and whether it is for agents only.
    """

    pack: Pack
    passages: Sequence[Passage]
    keyword: keywords.KeywordIndex
    article_of: NDArray[np.int32]
    languages: tuple[str, ...]
    text: PackText
    spaces: dict[str, SpaceVectors] = field(default_factory=dict)
    sentences: Sentences = field(default_factory=dict)
    pending: bool = False
    """Whether its vectors are still to be made."""
    stamp: str = ""
    """Stands for all that is in it; empty when its files could not be trusted to be what was read."""

    def article(self, passage: int) -> Article:
        """The article passage number ``passage`` belongs to."""
        return self.pack.articles[int(self.article_of[passage])]

    @property
    def subjects(self) -> Subjects:
        """What the titles name, by first word."""
        return self.text.subjects

    @property
    def categories(self) -> dict[str, list[int]]:
        """The articles filed under each category, by number."""
        return self.text.categories

    @property
    def filed_under(self) -> NDArray[np.int32]:
        """How many categories each article names."""
        return self.text.filed_under

    @property
    def internal(self) -> NDArray[np.bool_]:
        """Which articles are for agents only."""
        return self.text.internal

    @property
    def size(self) -> int:
        """How many passages there are."""
        return len(self.article_of)

    def in_language(self, base: str) -> NDArray[np.bool_]:
        """Which passages are written in a language, given as ``en`` or ``zh``."""
        wanted = [i for i, tag in enumerate(self.text.languages) if tag.split("-", maxsplit=1)[0] == base]
        chosen: NDArray[np.bool_] = np.isin(self.text.language, wanted)[self.article_of]
        return chosen


@dataclass(frozen=True, slots=True)
class Tools:
    """What building an index takes: the models, where the caches lie, and whom to tell.

    With ``wait`` off a pack whose vectors are not there yet is searched by words, and its index is pending.
    """

    embedders: EmbedderSet
    folder: Path
    progress: Progress | None = None
    wait: bool = True

    def vectors(self, name: str, space: str, texts: Sequence[str], what: str) -> Matrix | None:
        """Vectors of ``texts``, from the cache file ``name`` where it has them; ``None`` without a model."""
        embedder = self.embedders.get(space) if texts else None
        if embedder is None:
            return None
        return load_or_embed(self.folder / f"{name}-{space}.npy", embedder, texts, self._on_done(what))

    def half_vectors(self, name: str, space: str, texts: Sequence[str], what: str) -> Half | None:
        """The same in float16, for many."""
        embedder = self.embedders.get(space) if texts else None
        if embedder is None:
            return None
        return load_or_embed_half(self.folder / f"{name}-{space}.npy", embedder, texts, self._on_done(what))

    def model_id(self, space: str) -> str:
        """Which model makes the vectors of ``space``; empty when there is none."""
        embedder = self.embedders.get(space)
        return "" if embedder is None else embedder.model_id

    def _on_done(self, what: str) -> Callable[[int, int], None] | None:
        progress = self.progress
        return None if progress is None else lambda done, total: progress(done, total, what)


def open_index(pack: Pack, stamp: str, tools: Tools) -> PackIndex | None:
    """The index of the pack whose files have ``stamp``, out of its files; ``None`` when its texts have to be read.

    ``pack`` may lack its articles; that of the index has them.
    """
    stamp = _with_code(stamp)
    arrays = columns.read(_file(tools, "text", stamp), stamp)
    return None if arrays is None else _with_vectors(pack, PackText.of(arrays), stamp, tools)


def build_index(pack: Pack, tools: Tools, stamp: str = "") -> PackIndex:
    """Make a pack searchable. With the ``stamp`` of its files what is made is kept in files."""
    arrays: Arrays = columns_of(pack)
    stamp = _with_code(stamp) if stamp else ""
    return _with_vectors(pack, PackText.of(_kept(arrays, "text", stamp, tools)), stamp, tools)


def _with_vectors(pack: Pack, text: PackText, stamp: str, tools: Tools) -> PackIndex:
    rows = space_rows(text, any(t.startswith("zh") for t in pack.languages))
    own = f"{stamp} {sorted((space, tools.model_id(space)) for space in rows)}" if stamp else ""
    wanted = any(tools.model_id(space) for space in rows)
    found = columns.read(_file(tools, "vectors", own), own) if own and wanted else None
    if found is None and wanted and tools.wait:
        found = dict(_kept(vectors_of(text, rows, tools.half_vectors), "vectors", own, tools))
    return PackIndex(
        replace(pack, articles=text.articles, article_count=len(text.articles), digest=text.digest),
        text.passages,
        text.keyword,
        text.passages.article,
        tuple(sorted({tag.split("-", maxsplit=1)[0] for tag in text.languages})),
        text,
        read_spaces(found or {}),
        read_sentences(found or {}),
        wanted and found is None,
        own,
    )


def _kept(arrays: Arrays, kind: str, stamp: str, tools: Tools) -> Arrays:
    """The arrays, out of a file just written where that could be done: they need not stay in memory then."""
    if not stamp:
        return arrays
    path = _file(tools, kind, stamp)
    if not columns.write(path, stamp, arrays):
        return arrays
    for old in path.parent.glob(f"{kind}-*.bin"):
        if old != path:
            _forget(old)
    return columns.read(path, stamp) or arrays


def _forget(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # in use, on Windows


def _file(tools: Tools, kind: str, stamp: str) -> Path:
    return tools.folder / f"{kind}-{hashlib.sha256(stamp.encode()).hexdigest()[:16]}.bin"


@cache
def code_digest(modules: tuple[str, ...]) -> str:
    """A digest of modules of this package: what changed code would make otherwise is made anew without being told."""
    digest = hashlib.sha256(np.__version__.encode())
    for name in modules:
        for path in sorted(Path(__file__).parent.glob(f"{name}.py*")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _with_code(stamp: str) -> str:
    return f"{stamp} {code_digest(_MAKERS)}"


def folder_name(pack_id: str) -> str:
    """A file name for a pack's caches, whatever its id holds."""
    safe = re.sub(r"[^\w-]", "_", pack_id)[:40]
    return f"{safe}-{hashlib.sha256(pack_id.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
