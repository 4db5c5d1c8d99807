"""The fast lane's speed through its process, turn by turn, beside SQLite's full-text search and the encoder alone.

python -m benchmarks.fast_lane [--conversations 60]
"""

from __future__ import annotations

import argparse
import itertools
import re
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from assist.app import Workshop
from assist.domain.conversation import Conversation, Speaker
from assist.services.ports import DraftRequest, UnderstandRequest
from assist.services.replay import read_conversations
from benchmarks.common import BENCH, DataMissing, Row, need, percentile, table

SAMPLE = "kb-venues.jsonl"
BUSY_TURNS = 120
PACE_S = 0.25


def turns_of(path: Path, conversations: int) -> list[Conversation]:
    """Each conversation as it stood after each customer turn, in order, as a live chat would grow."""
    grown = []
    for number, conversation in enumerate(read_conversations(path)):
        if number == conversations:
            break
        customer = [i for i, t in enumerate(conversation.turns) if t.speaker is Speaker.CUSTOMER]
        grown += [conversation.upto(i) for i in customer]
    return grown


def measure(shop: Workshop, pack_folder: Path, turns: list[Conversation]) -> tuple[list[float], float, int]:
    """Milliseconds a turn as the window sees them, seconds to open the cached pack, the process's RSS."""
    understanding = shop.understanding()
    understanding.open_pack(pack_folder)  # embeds on the first run; not timed
    started = time.perf_counter()
    understanding.open_pack(pack_folder)
    opened = time.perf_counter() - started
    for conversation in turns[:5]:
        understanding.understand(UnderstandRequest(conversation))
    times = []
    for conversation in turns:
        started = time.perf_counter()
        understanding.understand(UnderstandRequest(conversation))
        times.append((time.perf_counter() - started) * 1000)
    resident = max((c.memory_info().rss for c in psutil.Process().children(recursive=True)), default=0)
    return times, opened, resident


@contextmanager
def drafting(shop: Workshop, conversations: list[Conversation]) -> Iterator[list[int]]:
    """Keep the language model at work for as long as the block runs; yields a list of the tokens of each piece of work.

    The conversations take turns, so that there is always a prompt to evaluate and not only text to write. The model is
    asked directly: whether the knowledge carries a draft must not decide how busy the machine is.
    """
    stop = threading.Event()
    written: list[int] = []
    tasks = [_task(c) for c in conversations]
    model = shop.writing.model()
    model.generate(tasks[0])  # load the model before the clock runs

    def write() -> None:
        for task in itertools.cycle(tasks):
            if stop.is_set():
                return
            made = model.generate(task)
            written.append(made.prompt_tokens - made.cached_tokens + made.generated_tokens)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield written
    finally:
        stop.set()
        thread.join()


def _task(conversation: Conversation) -> DraftRequest:
    turns = tuple((t.speaker.value, t.text) for t in conversation.turns)
    return DraftRequest("You are a customer service agent.", turns, "Write the agent's next reply.", max_tokens=80)


def sqlite_alone(pack_folder: Path, turns: list[Conversation]) -> list[float]:
    """The same questions put to SQLite FTS5 (bm25) over the same articles, in memory."""
    from assist.packs.reader import read_pack  # noqa: PLC0415 - the baseline only

    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE a USING fts5(title, body)")
    database.executemany("INSERT INTO a VALUES (?, ?)", ((x.title, x.body) for x in read_pack(pack_folder).articles))
    times = []
    for conversation in turns:
        words = re.findall(r"\w+", conversation.turns[-1].text)
        query = " OR ".join(f'"{w}"' for w in words) or '""'
        started = time.perf_counter()
        database.execute("SELECT rowid FROM a WHERE a MATCH ? ORDER BY bm25(a) LIMIT 5", (query,)).fetchall()
        times.append((time.perf_counter() - started) * 1000)
    return times


def encoder_alone(turns: list[Conversation]) -> list[float]:
    """Embedding the last turn with the English encoder, nothing else."""
    from assist.understanding.embedding import MiniLmEmbedder  # noqa: PLC0415 - the baseline only

    encoder = MiniLmEmbedder()
    encoder.queries(["warm up"])
    times = []
    for conversation in turns:
        started = time.perf_counter()
        encoder.queries([conversation.turns[-1].text])
        times.append((time.perf_counter() - started) * 1000)
    return times


def rows(conversations: int = 60) -> list[Row]:
    """The fast lane's lines of the table."""
    try:
        pack_folder = need(BENCH / "packs" / "venues")
        turns = turns_of(need(BENCH / "data" / SAMPLE), conversations)
    except DataMissing as missing:
        return [Row("Fast lane, 10,882 articles", f"skipped: {missing}", "p95 ≤ 100 ms")]
    with Workshop() as shop:
        times, opened, resident = measure(shop, pack_folder, turns)
        with drafting(shop, turns[:40]) as written:
            busy = []
            for conversation in turns[:BUSY_TURNS]:
                time.sleep(
                    PACE_S
                )  # turns come apart; without a pause the model, which steps back, would not write at all
                started = time.perf_counter()
                shop.understanding().understand(UnderstandRequest(conversation))
                busy.append((time.perf_counter() - started) * 1000)
    fts, encoder = sqlite_alone(pack_folder, turns), encoder_alone(turns)
    p95, p95_busy = percentile(times, 95), percentile(busy, 95)
    beside = (
        f"SQLite FTS5 alone p95 {percentile(fts, 95):.0f} ms (× {p95 / percentile(fts, 95):.1f}); "
        f"encoder alone p95 {percentile(encoder, 95):.0f} ms (× {p95 / percentile(encoder, 95):.1f})"
    )
    n = len(turns)
    return [
        Row(f"Fast lane a turn, 10,882 articles, model idle (n = {n})",
            f"p50 {percentile(times, 50):.0f}, p95 {p95:.0f} ms", "p95 ≤ 100 ms", beside, p95 <= 100),
        Row(f"The same while drafts are being written (n = {len(busy)})",
            f"p50 {percentile(busy, 50):.0f}, p95 {p95_busy:.0f} ms", "p95 ≤ 200 ms",
            f"{len(written)} drafts, {sum(written)} tokens meanwhile", p95_busy <= 200),
        Row("Opening the same pack, embeddings cached", f"{opened:.2f} s", "", ""),
        Row("Understanding process with it, resident", f"{resident / 2**20:.0f} MB", "", ""),
    ]  # fmt: skip


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--conversations", type=int, default=60)
    sys.stdout.write(table(rows(arguments.parse_args().conversations)) + "\n")
