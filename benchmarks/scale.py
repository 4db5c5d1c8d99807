"""A hundred thousand articles: how long a search takes, how long the pack takes to open, how much memory it needs.

python -m benchmarks.scale [--articles 100000] [--real 0] [--folder FOLDER]

The articles are made up: seeded, by template, of some 70,000 made-up words as unevenly common as real ones. Their
vectors are made up too (a stand-in, named in the row: the sum of a random vector a word), since embedding them all
takes an hour; the questions are embedded by the real encoder. ``--real N`` measures the first N with real vectors.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import psutil

from assist.domain.conversation import Conversation, Speaker, Turn
from assist.packs.glance import glance
from assist.packs.reader import read_pack
from assist.services.ports import UnderstandRequest
from assist.understanding.client import UnderstandingProcess
from assist.understanding.embedding import Embedder, EmbedderMissing, EmbedderSet, MiniLmEmbedder
from assist.understanding.messages import MakeParts, Parts, installed_parts
from assist.understanding.mood.reader import TrainedMood
from assist.understanding.parts import DIMENSIONS, ENGLISH_SPACE, MULTILINGUAL_SPACE, Matrix
from assist.understanding.vocabulary import common_words
from benchmarks.common import Row, percentile, table

ARTICLES = 100_000
QUESTIONS = 200
_SEED = 7
_CATEGORIES = 40
_FOLDERS = 200
_ONSETS = re.findall(r"\w+", "b bl br c cl d dr f fl g gr h j k l m n p pl pr r s sh sl st t tr v w z")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
_ENDS = ("", "", "n", "r", "l", "m", "t", "nd", "st", "x")
_FRAMES = (
    "To {0} the {1}, open the {2} and choose {3}.",
    "The {0} of a {1} {2} takes {n} days.",
    "When the {0} shows {1}, the {2} has to be {3} first.",
    "A {0} {1} costs {n} euros, and {2} is {3}.",
    "If {0} or {1} is missing, ask for the {2} and write down the {3}.",
    "Nobody may {0} a {1} without the {2} of the {3}.",
    "Every {0} comes with {1}, {2} and {3} for {n} months.",
)


class Words:
    """Made-up words, the first ones far commoner than the last, as in every language."""

    def __init__(self, rng: random.Random, count: int = 70_000) -> None:
        made: dict[str, None] = {}
        while len(made) < count:
            syllables = rng.choices((1, 2, 3), (1, 4, 3))[0]
            made["".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_ENDS) for _ in range(syllables))] = (
                None
            )
        self._words = sorted(made, key=lambda w: (len(w), w))
        self._rng = rng

    def some(self, count: int) -> list[str]:
        """Words drawn so that a word's rank is log-uniform (Zipf's law)."""
        size = len(self._words)
        return [self._words[min(size - 1, int(size ** self._rng.random()) - 1)] for _ in range(count)]


def write_pack(folder: Path, articles: int = ARTICLES, seed: int = _SEED) -> None:
    """A pack of ``articles`` articles of 4 to 12 sentences, filed under 40 categories with five examples each."""
    rng = random.Random(seed)  # noqa: S311 - made-up words, not secrets
    words = Words(rng)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.toml").write_text(
        f'[pack]\nid = "scale-{articles}"\nname = "Scale"\nversion = "1.0.0"\nlanguages = ["en"]\n', encoding="utf-8"
    )
    categories = [f"matter-{i}" for i in range(_CATEGORIES)]
    rows = ['[[route]]\nid = "desk"\nlabel = "Desk"\n']
    for name in categories:
        examples = ", ".join(f'"{_sentence(rng, words)}"' for _ in range(5))
        rows.append(f'[[category]]\nid = "{name}"\nlabel = "{name}"\nroute = "desk"\nexamples = [{examples}]\n')
    (folder / "routes.toml").write_text("\n".join(rows), encoding="utf-8")
    products = [" ".join(words.some(2)).title() for _ in range(articles // 25 + 1)]
    for number in range(articles):
        under = folder / "articles" / f"{number % _FOLDERS:03d}"
        under.mkdir(parents=True, exist_ok=True)
        title = f"{rng.choice(products)}: {' '.join(words.some(2))}" if number % 2 else " ".join(words.some(4))
        body = " ".join(_sentence(rng, words) for _ in range(rng.randint(4, 12)))
        head = f'---\nid: a{number}\ntitle: "{title}"\ncategory: [{rng.choice(categories)}]\n---\n'
        (under / f"{number}.md").write_text(f"{head}{body}\n", encoding="utf-8")


def _sentence(rng: random.Random, words: Words) -> str:
    return rng.choice(_FRAMES).format(*words.some(4), n=rng.randint(1, 90))


class StandIn:
    """Made-up vectors for passages, real encoding of questions: costs what the real thing costs, knows nothing."""

    model_id = "stand-in"

    def __init__(self, threads: int = 2) -> None:
        self._real = MiniLmEmbedder(threads)
        self._table = np.random.default_rng(_SEED).standard_normal((8192, DIMENSIONS)).astype(np.float32)

    def queries(self, texts: Sequence[str]) -> Matrix:
        """The made-up vector; the real encoder works too, for the time it takes."""
        self._real.queries(texts)
        return self.passages(texts)

    def passages(self, texts: Sequence[str]) -> Matrix:
        """See `Embedder`."""
        rows = np.stack([self._table[[zlib.crc32(w.encode()) % 8192 for w in t.lower().split()]].sum(0) for t in texts])
        out: Matrix = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
        return out


def stand_in_parts(threads: int) -> Parts:
    """The installed parts, with the stand-in for the English encoder."""

    def no_chinese() -> Embedder:
        raise EmbedderMissing("the made-up articles are English")

    def model_of(space: str) -> str | None:  # the mood is read with the same model: a second one would be loaded
        return MiniLmEmbedder.model_id if space == ENGLISH_SPACE else None

    makers = {ENGLISH_SPACE: lambda: StandIn(threads), MULTILINGUAL_SPACE: no_chinese}
    embedders = EmbedderSet(makers, common=common_words)
    return replace(
        installed_parts(threads), embedders=embedders, mood=TrainedMood(model_of=model_of, slips=embedders.slips)
    )


def questions(folder: Path, count: int = QUESTIONS, seed: int = _SEED) -> list[str]:
    """Questions of 4 to 12 words out of articles drawn at random, each with two words no article need have."""
    rng = random.Random(seed + 1)  # noqa: S311 - as above
    words = Words(random.Random(seed))  # noqa: S311 - as above
    files = sorted((folder / "articles").rglob("*.md"))
    out = []
    for _ in range(count):
        said = re.findall(r"\w+", rng.choice(files).read_text(encoding="utf-8").rpartition("---")[2])
        out.append(
            f"How do I {' '.join(rng.sample(said, min(len(said), rng.randint(4, 12))))} {' '.join(words.some(2))}?"
        )
    return out


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of the first opening and the best of three later ones, milliseconds of searches and turns, bytes.

    ``opened_cpu_s`` and ``search_cpu_ms`` are processor time, which a busy machine does not stretch.
    """

    first_s: float
    opened_s: float
    opened_cpu_s: float
    search_cpu_ms: float
    searches: list[float]
    turns: list[float]
    resident: int


def measure(folder: Path, home: Path, parts: MakeParts) -> Measured:
    """Open the pack in ``folder``, then again in a fresh process, and ask."""
    asked = questions(folder)
    first_s = _opening(home, folder, parts)
    opened = [_opening(home, folder, parts) for _ in range(2)]
    with _process(home, parts) as understanding:
        understanding.search("warm up")
        before = _cpu_s(understanding)
        opened.append(_timed(lambda: understanding.open_pack(folder)) / 1000)
        opened_cpu_s = _cpu_s(understanding) - before
        for question in asked[:5]:
            understanding.search(question)
        before = _cpu_s(understanding)
        searches = [_timed(partial(understanding.search, question)) for question in asked]
        search_cpu_ms = (_cpu_s(understanding) - before) * 1000 / len(searches)
        turns = []
        for question in asked[: QUESTIONS // 4]:
            chat = Conversation("c", (Turn(Speaker.CUSTOMER, question),), version=1)
            turns.append(_timed(partial(understanding.understand, UnderstandRequest(chat))))
        resident = psutil.Process(understanding.pid).memory_info().rss
    return Measured(first_s, min(opened), opened_cpu_s, search_cpu_ms, searches, turns, resident)


def _opening(home: Path, folder: Path, parts: MakeParts) -> float:
    """Seconds to open the pack in a process that is up but has no pack."""
    with _process(home, parts) as understanding:
        understanding.search("warm up")
        return _timed(lambda: understanding.open_pack(folder)) / 1000


@contextmanager
def _process(home: Path, parts: MakeParts) -> Iterator[UnderstandingProcess]:
    made = UnderstandingProcess(home / "cache", read_pack, make_parts=parts, look=glance)
    try:
        yield made
    finally:
        made.close()


def _cpu_s(understanding: UnderstandingProcess) -> float:
    times = psutil.Process(understanding.pid).cpu_times()
    return float(times.user + times.system)


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def rows(articles: int = ARTICLES, real: int = 0, folder: Path | None = None) -> list[Row]:
    """The lines of the table; the pack is made in ``folder``, or in a temporary one."""
    with tempfile.TemporaryDirectory() as name:
        where = folder or Path(name)
        out = _rows(where, articles, stand_in_parts, "stand-in vectors")
        return out + (_rows(where, real, installed_parts, "real vectors") if real else [])


def _rows(where: Path, articles: int, parts: MakeParts, vectors: str) -> list[Row]:
    pack = where / f"pack-{articles}"
    if not (pack / "pack.toml").exists():
        write_pack(pack, articles)
    found = measure(pack, where / f"home-{vectors.split(maxsplit=1)[0]}", parts)
    p95, memory = percentile(found.searches, 95), found.resident / 2**20
    what = f"{articles:,} articles, {vectors}"
    return [
        Row(f"Search, {what} (n = {len(found.searches)})",
            f"p50 {percentile(found.searches, 50):.0f}, p95 {p95:.0f} ms", "p95 ≤ 50 ms",
            f"{found.search_cpu_ms:.0f} ms of processor time each", p95 <= 50),
        Row(f"Opening, {what}, embeddings cached", f"{found.opened_s:.2f} s", "≤ 2 s",
            f"{found.opened_cpu_s:.2f} s of processor time; the first time {found.first_s:.0f} s", found.opened_s <= 2),
        Row(f"Understanding process, {what}, resident", f"{memory:.0f} MB", "≤ 500 MB", "", memory <= 500),
        Row(f"Fast lane a turn, {what} (n = {len(found.turns)})",
            f"p50 {percentile(found.turns, 50):.0f}, p95 {percentile(found.turns, 95):.0f} ms", ""),
    ]  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--real", type=int, default=0, help="also this many articles with real vectors")
    parser.add_argument("--folder", type=Path, help="where the packs and caches are made, and kept")
    options = parser.parse_args()
    sys.stdout.write(table(rows(options.articles, options.real, options.folder)) + "\n")


if __name__ == "__main__":
    main()
