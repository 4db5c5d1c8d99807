"""How fast a model is on this machine, with how many threads it is fastest, and whether that is enough."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assist.llm.client import ModelProcess
from assist.services.ports import Clock, DraftRequest

PROMPT_ENOUGH, WRITE_ENOUGH = 60.0, 17.0
"""Tokens per second: a new turn of 150 tokens then gets its first words in 2.5 s, a draft of 60 is whole in 6 s."""
_TURN_TOKENS, _DRAFT_TOKENS = 150, 60
_WRITTEN = 40
_CONTEXT = 2048  # tokens
_CLOSE = 1.05
"""Fewer threads are preferred when they cost no more than this: the window and the search need cores too."""
_ASKED = (
    "Hello, I ordered a pair of walking boots two weeks ago and they have still not arrived.",
    "I am sorry about the wait. Could you please give me the number of your order?",
    "It is on the confirmation you sent me, and I already told your colleague on Monday.",
    "Thank you, I have found it. The parcel left our warehouse and is with the carrier now.",
)


@dataclass(frozen=True, slots=True)
class Speed:
    """Tokens per second with ``threads``: while a prompt is read and while text is written; seconds to load it."""

    threads: int
    prompt: float
    write: float
    load_s: float = 0.0

    @property
    def first_words_s(self) -> float:
        """Seconds until a draft begins after a new turn, about."""
        return _TURN_TOKENS / self.prompt if self.prompt else float("inf")

    @property
    def draft_s(self) -> float:
        """Seconds until it is whole, about."""
        return self.first_words_s + (_DRAFT_TOKENS / self.write if self.write else float("inf"))

    @property
    def enough(self) -> bool:
        """Whether drafts come soon enough to be read."""
        return self.prompt >= PROMPT_ENOUGH and self.write >= WRITE_ENOUGH


def measure(path: Path, threads: int, clock: Clock) -> Speed:
    """Load the model in a process of its own, read a prompt, write a text. Raises as `ModelProcess.generate` does."""
    model = ModelProcess(path, threads, _CONTEXT, 0, clock)
    try:
        began = clock.monotonic()
        model.load()
        loaded = clock.monotonic() - began
        model.generate(_request(0, tokens=2))  # pages of the file are in memory from here on
        read = model.generate(_request(1, tokens=2))
        wrote = model.generate(_request(1, tokens=_WRITTEN))
    finally:
        model.close()
    fresh = read.prompt_tokens - read.cached_tokens
    written_s = wrote.total_s - wrote.first_token_s
    written = wrote.generated_tokens - 1
    return Speed(threads, _rate(fresh, read.first_token_s), _rate(written, written_s), loaded)


def _rate(count: int, seconds: float) -> float:
    return round(count / seconds, 1) if count > 0 and seconds > 0 else 0.0


def _request(number: int, tokens: int) -> DraftRequest:
    turns = tuple((("customer", "agent")[i % 2], f"{number}{i} {text}") for i, text in enumerate(_ASKED * 2))
    return DraftRequest("You are a customer service agent.", turns, "Tell the customer a very long story about boots.",
                        max_tokens=tokens)  # fmt: skip


def measure_all(path: Path, counts: Sequence[int], clock: Clock, told: Callable[[Speed], None]) -> tuple[Speed, ...]:
    """One `Speed` for each number of threads; each is told as soon as it is known."""
    speeds = []
    for count in counts:
        speeds.append(measure(path, count, clock))
        told(speeds[-1])
    return tuple(speeds)


def recommended(speeds: Sequence[Speed]) -> Speed:
    """The fewest threads with which a draft takes about the least time."""
    least = min(s.draft_s for s in speeds)
    return min((s for s in speeds if s.draft_s <= least * _CLOSE), key=lambda s: s.threads, default=speeds[0])
