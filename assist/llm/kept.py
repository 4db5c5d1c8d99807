"""What a model had read, so that a process after the one that read it need not read it again. No native code here."""

from __future__ import annotations

from dataclasses import dataclass, field

PART = 1_000_000
"""Bytes that travel at once: both sides then reuse the same memory, however large the whole is."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The tokens in the cache, how many of them were read as prompt, and the cache: ``size`` bytes, in parts."""

    tokens: tuple[int, ...]
    solid: int
    size: int
    parts: list[bytes] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether every part has come."""
        return sum(map(len, self.parts)) == self.size
