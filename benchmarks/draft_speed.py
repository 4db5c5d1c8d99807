"""How soon a draft is there after a new turn in a conversation of twenty, beside the bare library doing the same.

    python -m benchmarks.draft_speed [--model NAME|FILE] [--second] [--rounds N]

What the agent sees is measured through the fast lane and the drafter, as in the window: a model of the bundled size is
not asked, its drafts are put together from the knowledge. Beside it, by turns on the same machine in the same minute:
the same draft worded by the model through our worker, and by llama-cpp-python alone with the same prompt, its own cache
of the prefix, and as many tokens.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import psutil

from assist.app import Workshop
from assist.domain.assistance import Assistance
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.llm.client import ModelProcess
from assist.llm.prompts import load_prompts
from assist.llm.registry import ModelRegistry
from assist.llm.template import ChatTemplate
from assist.llm.worker import physical_threads
from assist.services.draft_writer import DraftWriter
from assist.services.ports import CancelToken, DraftRequest, Generation, LanguageModel, UnderstandRequest
from assist.support.child import Channel, Child, serve
from assist.support.paths import home, resources
from benchmarks.common import DataMissing, Row, table
from benchmarks.llm import SystemClock, talk
from benchmarks.second import second_model

TURNS = 20
ASKED = (
    "How long does a refund to my card take?",
    "Can I still change the delivery address?",
    "How do I exchange the boots for another size?",
    "When are you open on Sunday?",
    "What do I do when the parcel is damaged?",
)


@dataclass(frozen=True, slots=True)
class Times:
    """Medians over the rounds, in seconds: what the agent sees, our worker, the bare library; (first words, whole)."""

    seen: tuple[float, float]
    ours: tuple[float, float]
    bare: tuple[float, float]


class Overheard:
    """A `LanguageModel` that keeps the last request and what it cost."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self.request: DraftRequest | None = None
        self.made: Generation | None = None

    def generate(
        self, request: DraftRequest, on_piece: Callable[[str], None] | None = None, cancel: CancelToken | None = None
    ) -> Generation:
        """See `LanguageModel`."""
        self.request = request
        self.made = self._model.generate(request, on_piece, cancel)
        return self.made

    def __getattr__(self, name: str) -> object:
        return getattr(self._model, name)


def run_bare(pipe: Connection, path: Path, threads: int, nice: int) -> None:
    """In a child: llama-cpp-python on its own, given the same messages and as many tokens to write."""
    os.environ.setdefault("GOMP_SPINCOUNT", "2000")  # as our worker: on a shared machine its threads wait for ever else
    from llama_cpp import Llama  # noqa: PLC0415 - native code stays in the child

    psutil.Process().nice(nice)
    llama = Llama(str(path), n_ctx=4096, n_threads=threads, n_threads_batch=threads, verbose=False)
    template = ChatTemplate(llama.metadata.get("tokenizer.chat_template"))

    def handle(asked: tuple[DraftRequest, int], _channel: Channel) -> tuple[float, float]:
        request, count = asked
        turns = [("assistant" if role == "agent" else "user", text) for role, text in request.turns]
        prompt = template.render([("system", request.system), *turns, ("user", request.task)]) + request.prefix
        began, first = time.monotonic(), 0.0
        tokens = llama.tokenize(prompt.encode(), add_bos=False, special=True)
        for number, _token in enumerate(llama.generate(tokens, temp=0.0, repeat_penalty=1.0), 1):
            first = first or time.monotonic() - began
            if number >= count:
                break
        return first, time.monotonic() - began

    serve(pipe, handle)


def conversation(number: int) -> Conversation:
    """Twenty turns, the last of them a new question."""
    who = {"customer": Speaker.CUSTOMER, "agent": Speaker.AGENT}
    turns = [Turn(who[role], text) for role, text in talk(TURNS - 1)]
    turns.append(Turn(Speaker.CUSTOMER, ASKED[number % len(ASKED)]))
    return Conversation("c", tuple(turns), declared_language="en", version=number + 1)


def measure(name: str, rounds: int) -> tuple[str, Times]:
    """All three, by turns; the first round is not counted."""
    registry = ModelRegistry(home() / "models")
    entry, path, threads = registry.get(name), registry.path(name), physical_threads(0)
    model = ModelProcess(path, threads, 4096, 0, SystemClock())
    heard = Overheard(model)
    prompts = load_prompts(resources() / "prompts")
    worded = DraftWriter(heard, prompts)  # type: ignore[arg-type]  # what it does not define itself is handed on
    model.load()
    bare = Child("bare", run_bare, (path, threads, psutil.Process(model.pid).nice()))
    seen, ours, theirs = [], [], []
    try:
        with Workshop() as shop:
            fast = shop.understanding()
            fast.open_pack(shop.sample_pack)
            shown = DraftWriter(model, prompts, entry.languages, article=fast.article, rewrites=entry.rewrites,
                                gaps_only=entry.fills_gaps_only)  # fmt: skip
            for number in range(rounds + 1):
                said = conversation(number)
                began = time.monotonic()
                found = fast.understand(UnderstandRequest(said))
                seen.append(_timed(shown, said, found, began))
                worded.draft(said, found)
                if heard.request is None or heard.made is None:
                    continue
                ours.append((heard.made.first_token_s, heard.made.total_s))
                theirs.append(bare.call((heard.request, heard.made.generated_tokens)))
                heard.request = heard.made = None
    finally:
        bare.stop()
        model.close()
    return entry.name, Times(_medians(seen[1:]), _medians(ours[1:]), _medians(theirs[1:]))


def _timed(writer: DraftWriter, said: Conversation, found: Assistance, began: float) -> tuple[float, float]:
    first = 0.0

    def heard(_text: str) -> None:
        nonlocal first
        first = first or time.monotonic() - began

    writer.draft(said, found, heard)
    whole = time.monotonic() - began
    return first or whole, whole


def _medians(pairs: list[tuple[float, float]]) -> tuple[float, float]:
    if not pairs:
        return float("nan"), float("nan")
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def rows(name: str = "", goals: tuple[float, float] = (1.2, 3.0), rounds: int = 5) -> list[Row]:
    """First words and the whole draft, for one model."""
    named, times = measure(name, rounds)
    made = []
    for part, what in enumerate(("First words of a draft", "Whole draft")):
        ours, bare = times.ours[part], times.bare[part]
        made.append(
            Row(f"{what}, {named}, new turn in a {TURNS}-turn conversation (median of {rounds})",
                f"{times.seen[part]:.2f} s", f"≤ {goals[part]:.1f} s",
                f"with the fast lane; worded by the model {ours:.2f} s, bare llama-cpp-python {bare:.2f} s "
                f"({ours / bare:.2f} of bare)",
                times.seen[part] <= goals[part])
        )  # fmt: skip
    return made


def second_rows(rounds: int = 5) -> list[Row]:
    """The same for the second model, with its goals; a row that says so where it is not here."""
    try:
        return rows(str(second_model()), (2.5, 6.0), rounds)
    except DataMissing as missing:
        return [Row("Drafts of the second model", f"skipped: {missing}", "≤ 2.5 s, ≤ 6.0 s")]


def main() -> int:
    """The command; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--model", default="", help="a name, or a GGUF file; default: the default model")
    parser.add_argument("--second", action="store_true", help="the second model of the measurements, with its goals")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    made = second_rows(options.rounds) if options.second else rows(options.model, rounds=options.rounds)
    print(table(made))
    return int(any(row.ok is False for row in made))


if __name__ == "__main__":
    sys.exit(main())
