"""A pack is opened from its cache exactly as without one, and answers by words until it is embedded."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Thread

import psutil
import pytest

from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.errors import Cancelled, WorkerDied
from assist.domain.pack import Glance, Pack
from assist.services.ports import UnderstandRequest
from assist.understanding.client import UnderstandingProcess
from assist.understanding.embedding import EmbedderSet
from assist.understanding.engine import Engine
from assist.understanding.messages import Parts
from assist.understanding.parts import Matrix
from tests.understanding.conftest import PACK, BagEmbedder, read_small_pack

REQUEST = UnderstandRequest(Conversation("c", (Turn(Speaker.CUSTOMER, "when do I get my refund?"),), version=3))
STAMP = {"small": "1"}
WAIT_S = 60.0


class SlowEmbedder(BagEmbedder):
    """Writes down what it embeds as passages, and waits for a file before each lot."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(os.environ["ASSIST_TEST_FOLDER"])

    def queries(self, texts: Sequence[str]) -> Matrix:
        return BagEmbedder.passages(self, texts)

    def passages(self, texts: Sequence[str]) -> Matrix:
        with (self._folder / "embedded").open("a", encoding="utf-8") as file:
            file.write(f"{len(texts)}\n")
        give_up = time.monotonic() + WAIT_S
        while not (self._folder / "go").exists() and time.monotonic() < give_up:
            time.sleep(0.005)
        return super().passages(texts)


def slow_parts(_threads: int) -> Parts:
    return Parts(EmbedderSet({"en": SlowEmbedder, "e5": SlowEmbedder}))


def look(_source: Path) -> Glance:
    return Glance(PACK.without_articles(), STAMP["small"], settled=True)


@pytest.fixture
def process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[UnderstandingProcess]:
    monkeypatch.setenv("ASSIST_TEST_FOLDER", str(tmp_path))
    made = UnderstandingProcess(tmp_path / "cache", read_small_pack, threads=1, make_parts=slow_parts, look=look)
    yield made
    made.close()


def whole(folder: Path, embedder: type[BagEmbedder] = BagEmbedder, pack: Pack = PACK, stamp: str = "1") -> Engine:
    def seen(_source: Path) -> Glance:
        return Glance(pack.without_articles(), stamp, settled=True)

    engine = Engine(folder, lambda _: pack, EmbedderSet({"en": embedder, "e5": embedder}), look=seen)
    engine.open_pack(Path("small"))
    return engine


def ready(process: UnderstandingProcess) -> bool:
    return process.indexed


def until(true: Callable[[], bool]) -> None:
    give_up = time.monotonic() + WAIT_S
    while not true() and time.monotonic() < give_up:
        time.sleep(0.01)


def test_a_pack_out_of_its_cache_answers_as_one_just_read(tmp_path: Path) -> None:
    class Unread(Exception):
        pass

    def unread(_source: Path) -> Pack:
        raise Unread

    first = whole(tmp_path)
    cached = Engine(tmp_path, unread, EmbedderSet({"en": BagEmbedder, "e5": BagEmbedder}), look=look)
    shown = cached.open_pack(Path("small"))
    bare = Engine(tmp_path / "other", read_small_pack, EmbedderSet({"en": BagEmbedder, "e5": BagEmbedder}))
    bare.open_pack(Path("small"))
    assert (shown.article_count, shown.digest) == (5, "1")
    for engine in (cached, bare):
        assert engine.search("refund money card") == first.search("refund money card")
        assert engine.article("zh-returns") == PACK.articles[4]
        assert engine.article("gone") is None
        found, expected = engine.understand(REQUEST), first.understand(REQUEST)
        assert replace(found, fast_ms=None) == replace(expected, fast_ms=None)


def test_a_changed_stamp_reads_the_pack_again_and_forgets_the_old_index(tmp_path: Path) -> None:
    whole(tmp_path)
    edited = replace(PACK.articles[1], body="Wash the tent in lukewarm water.")
    engine = whole(tmp_path, pack=replace(PACK, articles=(PACK.articles[0], edited)), stamp="2")
    assert engine.search("wash lukewarm water")[0].sentence == "Wash the tent in lukewarm water."
    assert len(list(tmp_path.rglob("text-*.bin"))) == len(list(tmp_path.rglob("vectors-*.bin"))) == 1


def test_a_damaged_index_is_made_anew(tmp_path: Path) -> None:
    expected = whole(tmp_path).search("refund money card")
    for path in [*tmp_path.rglob("*.bin"), *tmp_path.rglob("noise.json")]:
        path.write_bytes(path.read_bytes()[:-30])
    assert whole(tmp_path).search("refund money card") == expected


def test_a_file_written_a_moment_ago_is_not_trusted(tmp_path: Path) -> None:
    def fresh(_source: Path) -> Glance:
        return Glance(PACK.without_articles(), "1", settled=False)

    engine = Engine(tmp_path, read_small_pack, EmbedderSet({"en": BagEmbedder, "e5": BagEmbedder}), look=fresh)
    engine.open_pack(Path("small"))
    assert not list(tmp_path.rglob("text-*.bin"))


def test_until_a_pack_is_embedded_words_answer_and_that_is_said(process: UnderstandingProcess, tmp_path: Path) -> None:
    pack = process.open_pack(Path("small"), wait=False)
    assert (pack.article_count, ready(process)) == (5, False)
    seen: list[str] = []
    finishing = Thread(target=process.finish_index, args=(lambda _done, _total, what: seen.append(what),))
    finishing.start()
    until((tmp_path / "embedded").exists)
    found = process.understand(REQUEST)  # while the other process embeds
    assert found.degraded == ("pack_not_indexed",)
    assert found.articles[0].article_id == "returns"
    assert found.triage is not None
    assert process.search("stove gas canisters")[0].article_id == "stoves"
    (tmp_path / "go").touch()
    finishing.join(WAIT_S)
    assert "embedding articles" in seen
    full = process.understand(REQUEST)
    assert full.degraded == ()
    expected = whole(tmp_path / "other").understand(REQUEST)
    assert replace(full, fast_ms=None) == replace(expected, fast_ms=None)
    assert process.open_pack(Path("small"), wait=False).id == "small"
    assert ready(process)


def test_stopping_the_preparation_keeps_what_was_done_and_words_go_on(
    process: UnderstandingProcess, tmp_path: Path
) -> None:
    (tmp_path / "go").touch()
    process.open_pack(Path("small"), wait=False)

    def stop(_done: int, _total: int, what: str) -> None:
        if what == "embedding sentences":
            raise Cancelled("stopped")

    with pytest.raises(Cancelled, match="stopped"):
        process.finish_index(stop)
    assert not ready(process)
    assert process.understand(REQUEST).degraded == ("pack_not_indexed",)
    before = (tmp_path / "embedded").read_text(encoding="utf-8")
    process.finish_index()
    assert ready(process)
    assert process.understand(REQUEST).degraded == ()
    assert before.split()[0] not in (tmp_path / "embedded").read_text(encoding="utf-8")[len(before) :].split()[:1]


def test_when_the_preparing_process_dies_words_go_on(process: UnderstandingProcess, tmp_path: Path) -> None:
    process.open_pack(Path("small"), wait=False)
    raised: list[Exception] = []

    def finish() -> None:
        try:
            process.finish_index()
        except WorkerDied as died:
            raised.append(died)

    finishing = Thread(target=finish)
    finishing.start()
    until((tmp_path / "embedded").exists)
    for child in multiprocessing.active_children():
        if child.pid != process.pid and child.pid is not None:
            psutil.Process(child.pid).kill()
    finishing.join(WAIT_S)
    assert raised
    assert process.understand(REQUEST).degraded == ("pack_not_indexed",)


def test_whoever_waits_gets_the_whole_index_at_once(process: UnderstandingProcess, tmp_path: Path) -> None:
    (tmp_path / "go").touch()
    process.open_pack(Path("small"))
    assert ready(process)
    assert process.understand(REQUEST).degraded == ()
    process.finish_index()  # nothing is left to do
