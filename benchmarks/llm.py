"""The model: our worker against bare llama-cpp-python, the prefix cache, and how soon a cancel takes effect.

``python -m benchmarks.llm [--model FILE] [--threads N] [--rounds N] [--json]``. Both sides run in a child process of
their own with the same priority, model and threads, by turns, and medians are compared: the machine may be shared.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psutil

from assist.domain.errors import Cancelled
from assist.llm.client import ModelProcess
from assist.llm.registry import ModelRegistry
from assist.llm.worker import physical_threads
from assist.services.ports import DraftRequest
from assist.support.child import Channel, Child, serve
from benchmarks.common import Row

TOKENS = 96
TURNS = 30
SYSTEM = "You are a customer service agent. You answer customers briefly and politely."
STORY = "Tell the customer a very long story about boots."
SAYINGS = (
    ("customer", "Hello, I ordered a pair of walking boots two weeks ago and they have still not arrived."),
    ("agent", "I am sorry about the wait. Could you please give me the number of your order?"),
    ("customer", "It is on the confirmation you sent me, and I already told your colleague on Monday."),
    ("agent", "Thank you, I have found it. The parcel left our warehouse and is with the carrier now."),
)
KNOWLEDGE = (
    "Rewrite as a reply to the customer: If a parcel has not moved for five working days we open a search with the "
    "carrier. If it is not found we send a replacement or give the money back."
)


class SystemClock:
    """The real time."""

    def now(self) -> str:
        """Not used here."""
        return ""

    def monotonic(self) -> float:
        """Seconds."""
        return time.monotonic()


class After:
    """A cancel token that fires some seconds after it was made."""

    def __init__(self, seconds: float) -> None:
        self.at = time.monotonic() + seconds

    def cancelled(self) -> bool:
        """Whether the time has come."""
        return time.monotonic() >= self.at


def talk(turns: int) -> tuple[tuple[str, str], ...]:
    """A conversation of so many turns, no two alike."""
    return tuple(
        (role, f"{text} ({number + 1})") for number in range(turns) for role, text in [SAYINGS[number % len(SAYINGS)]]
    )


def run_bare(pipe: Connection, path: Path, threads: int, nice: int) -> None:
    """In a child: llama-cpp-python on its own, its `Llama` class with greedy choice."""
    from llama_cpp import Llama  # noqa: PLC0415 - native code stays in the child

    psutil.Process().nice(nice)
    llama = Llama(str(path), n_ctx=2048, n_threads=threads, n_threads_batch=threads, verbose=False)

    def handle(prompt: str, _channel: Channel) -> float:
        tokens = llama.tokenize(prompt.encode(), special=True)
        stamps = []
        for count, _token in enumerate(llama.generate(tokens, temp=0.0, repeat_penalty=1.0)):
            stamps.append(time.monotonic())
            if count == TOKENS:
                break
        return TOKENS / (stamps[-1] - stamps[0])

    serve(pipe, handle)


def generation(model: ModelProcess, path: Path, threads: int, rounds: int) -> dict[str, float]:
    """Tokens per second while writing, ours and bare, first token not counted."""
    request = DraftRequest(SYSTEM, (), STORY, max_tokens=TOKENS + 1)
    prompt = f"<|im_start|>system\n{SYSTEM}<|im_end|>\n<|im_start|>user\n{STORY}<|im_end|>\n<|im_start|>assistant\n"
    model.load()
    bare = Child("bare", run_bare, (path, threads, psutil.Process(model.pid).nice()))
    ours, theirs = [], []
    try:
        bare.call(prompt)
        for _ in range(rounds):
            made = model.generate(request)
            ours.append((made.generated_tokens - 1) / (made.total_s - made.first_token_s))
            theirs.append(bare.call(prompt))
    finally:
        bare.stop()
    ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
    return {
        "tokens_per_s": round(statistics.median(ours), 1),
        "bare_tokens_per_s": round(statistics.median(theirs), 1),
        "ratio": round(statistics.median(ratios), 3),
    }


def first_token(model: ModelProcess, fresh: Callable[[], ModelProcess], rounds: int) -> dict[str, float]:
    """Seconds to the first token on a conversation of `TURNS` turns: from nothing, and after one more turn."""
    before, after = talk(TURNS), talk(TURNS + 1)
    cold, warm = [], []
    for _ in range(rounds):
        new = fresh()
        new.load()
        cold.append(new.generate(DraftRequest(SYSTEM, after, KNOWLEDGE, max_tokens=2)).first_token_s)
        new.close()
        model.generate(DraftRequest(SYSTEM, before, KNOWLEDGE, max_tokens=2))
        warm.append(model.generate(DraftRequest(SYSTEM, after, KNOWLEDGE, max_tokens=2)).first_token_s)
    ratios = [a / b for a, b in zip(warm, cold, strict=True)]
    return {
        "cold_s": round(statistics.median(cold), 3),
        "one_more_turn_s": round(statistics.median(warm), 3),
        "ratio": round(statistics.median(ratios), 3),
    }


def cancelling(model: ModelProcess, rounds: int) -> dict[str, float]:
    """Milliseconds from a cancel to the end of the call, while the prompt is read and while text is written."""
    reading, writing = [], []
    for number in range(rounds):
        reading.append(_cancel(model, DraftRequest(SYSTEM, talk(60 + number), KNOWLEDGE), 0.3))
        model.generate(DraftRequest(SYSTEM, (), "Tell a very long story.", max_tokens=1))
        writing.append(_cancel(model, DraftRequest(SYSTEM, (), "Tell a very long story.", max_tokens=900), 0.6))
    return {
        "prompt_ms": round(statistics.median(reading), 1),
        "prompt_worst_ms": round(max(reading), 1),
        "writing_ms": round(statistics.median(writing), 1),
        "writing_worst_ms": round(max(writing), 1),
    }


def _cancel(model: ModelProcess, request: DraftRequest, after_s: float) -> float:
    cancel = After(after_s)
    try:
        model.generate(request, cancel=cancel)
    except Cancelled:
        return (time.monotonic() - cancel.at) * 1000
    return float("nan")  # it was done before the cancel came


def measure(path: Path, threads: int, rounds: int) -> dict[str, object]:
    """Everything, for one model file."""

    def fresh() -> ModelProcess:
        return ModelProcess(path, threads, 4096, 0, SystemClock())

    model = fresh()
    try:
        return {
            "model": path.name,
            "threads": threads,
            "rounds": rounds,
            "generation": generation(model, path, threads, rounds),
            "first_token": first_token(model, fresh, rounds),
            "cancel": cancelling(model, rounds),
        }
    finally:
        model.close()


def rows(rounds: int = 7) -> list[Row]:
    """The model's lines of the table."""
    with tempfile.TemporaryDirectory() as folder:
        path = ModelRegistry(Path(folder)).path()
    made: Any = measure(path, physical_threads(0), rounds)
    speed, first, cancel = made["generation"], made["first_token"], made["cancel"]
    worst = max(cancel["prompt_worst_ms"], cancel["writing_worst_ms"])
    return [
        Row(f"Generation, {path.name}, {made['threads']} threads (median of {rounds} pairs)",
            f"{speed['ratio']:.2f} of bare", "≥ 0.95 of bare",
            f"{speed['tokens_per_s']} tokens/s; bare llama-cpp-python {speed['bare_tokens_per_s']}",
            speed["ratio"] >= 0.95),
        Row(f"First token after one more turn, {TURNS}-turn conversation (median of {rounds} pairs)",
            f"{first['ratio']:.2f} of an empty cache", "≤ 0.35",
            f"{first['one_more_turn_s']:.2f} s; from an empty cache {first['cold_s']:.2f} s", first["ratio"] <= 0.35),
        Row(f"Cancel, while reading the prompt or writing (worst of {2 * rounds})", f"{worst:.0f} ms", "≤ 100 ms",
            f"median {cancel['prompt_ms']:.0f} and {cancel['writing_ms']:.0f} ms", worst <= 100),
    ]  # fmt: skip


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--model", default=None, help="a name, or a GGUF file; default: the default model")
    parser.add_argument("--threads", type=int, default=0, help="0: the physical cores, four at most")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = ModelRegistry(Path(folder)).path(options.model)
    found = measure(path, physical_threads(options.threads), options.rounds)
    if options.json:
        print(json.dumps(found))
        return 0
    print(f"{found['model']}, {found['threads']} threads, median of {found['rounds']}")
    for part in ("generation", "first_token", "cancel"):
        print(part, found[part])
    return 0


if __name__ == "__main__":
    sys.exit(main())
