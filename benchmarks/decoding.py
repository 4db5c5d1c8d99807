"""Does it pay? Prompt-lookup decoding and a quantized key-value cache, measured on the bare library.

    python -m benchmarks.decoding [--model NAME|FILE] [--second] [--rounds N] [--tokens N]

llama-cpp-python alone reads one prompt of an agent's conversation and writes a reply that keeps close to it, which is
where looking ahead in the prompt has its best chance. Each way is a process of its own; they take turns, and medians
are compared with the plain way of the same round. What does not write at least a tenth faster, or saves less than a
tenth of the memory without writing slower, is not worth what it may change in the text.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psutil

from assist.llm.registry import ModelRegistry
from assist.llm.worker import physical_threads
from assist.support.child import Channel, Child, serve
from assist.support.paths import home
from benchmarks.common import Row, table
from benchmarks.llm import KNOWLEDGE, SYSTEM, talk
from benchmarks.second import second_model

WAYS = ("plain", "prompt lookup", "cache in 8 bits")
_Q8_0 = 8  # ggml_type
_AHEAD = 8
_PAYS = 1.1


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens per second of processor time, reading and writing; memory in MB; what was written.

    Processor time, because the clock would measure who else is on the machine.
    """

    read: float
    wrote: float
    memory: float
    text: str


def run_way(pipe: Connection, path: Path, threads: int, way: str) -> None:
    """In a child: the bare library, one way."""
    os.environ.setdefault("GOMP_SPINCOUNT", "2000")  # as our worker: on a shared machine its threads wait for ever else
    from llama_cpp import Llama  # noqa: PLC0415 - native code stays in the child
    from llama_cpp.llama_speculative import LlamaPromptLookupDecoding  # noqa: PLC0415 - as above

    options: dict[str, Any] = {}
    if way == "prompt lookup":
        options["draft_model"] = LlamaPromptLookupDecoding(num_pred_tokens=_AHEAD)
    if way == "cache in 8 bits":
        options |= {"type_k": _Q8_0, "type_v": _Q8_0, "flash_attn": True}
    llama = Llama(str(path), n_ctx=4096, n_threads=threads, n_threads_batch=threads, verbose=False, **options)

    def handle(asked: tuple[str, int], _channel: Channel) -> Run:
        prompt, count = asked
        llama.reset()
        tokens = llama.tokenize(prompt.encode(), add_bos=False, special=True)
        began, first, out = time.process_time(), 0.0, []
        for token in llama.generate(tokens, temp=0.0, repeat_penalty=1.0, reset=True):
            first = first or time.process_time()
            out.append(token)
            if len(out) > count:
                break
        ended = time.process_time()
        text = llama.detokenize(out).decode("utf-8", "replace")
        memory = psutil.Process().memory_info().rss / 1e6
        return Run(len(tokens) / (first - began), (len(out) - 1) / (ended - first), memory, text)

    serve(pipe, handle)


def prompt_of(number: int) -> str:
    """A chat of a dozen turns in the form both models were taught, and the knowledge to put into a reply."""
    turns = "".join(
        f"<|im_start|>{'assistant' if role == 'agent' else 'user'}\n{text}<|im_end|>\n" for role, text in talk(12)
    )
    task = f"<|im_start|>user\n{KNOWLEDGE} ({number})<|im_end|>\n<|im_start|>assistant\n"
    return f"<|im_start|>system\n{SYSTEM}<|im_end|>\n{turns}{task}"


def measure(path: Path, rounds: int, tokens: int) -> dict[str, list[Run]]:
    """Every way, by turns; the first round is not counted."""
    children = {way: Child(way, run_way, (path, physical_threads(0), way)) for way in WAYS}
    runs: dict[str, list[Run]] = {way: [] for way in WAYS}
    try:
        for number in range(rounds + 1):
            for way, child in children.items():
                runs[way].append(child.call((prompt_of(number), tokens)))
    finally:
        for child in children.values():
            child.stop()
    return {way: made[1:] for way, made in runs.items()}


def rows(name: str, runs: dict[str, list[Run]]) -> list[Row]:
    """One line a way, beside the plain one."""
    plain = runs["plain"]
    made = []
    for way in WAYS[1:]:
        pairs = list(zip(runs[way], plain, strict=True))
        wrote = statistics.median(a.wrote / b.wrote for a, b in pairs)
        read = statistics.median(a.read / b.read for a, b in pairs)
        saved = 1 - statistics.median(a.memory / b.memory for a, b in pairs)
        same = sum(a.text == b.text for a, b in pairs)
        pays = wrote >= _PAYS or (saved >= _PAYS - 1 and wrote >= 1)
        figure = f"writes {wrote:.2f}, reads {read:.2f} of plain; {'pays' if pays else 'does not pay'}"
        speed = statistics.median(b.wrote for b in plain)
        shares = f"memory {1 - saved:.2f} of plain; same text {same} of {len(pairs)}"
        beside = f"{speed:.0f} tokens a second of processor time plain; {shares}"
        made.append(Row(f"{way}, {name}", figure, f"≥ {_PAYS}", beside))
    return made


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--model", default="", help="a name, or a GGUF file; default: the default model")
    parser.add_argument("--second", action="store_true", help="the second model of the measurements")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--tokens", type=int, default=60)
    options = parser.parse_args()
    registry = ModelRegistry(home() / "models")
    entry = registry.get(str(second_model()) if options.second else options.model)
    path = registry.path(str(second_model()) if options.second else options.model)
    print(table(rows(entry.name, measure(path, options.rounds, options.tokens))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
