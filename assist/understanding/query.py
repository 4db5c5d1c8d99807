"""A question put to a pack, in the terms and vectors it is searched by."""

from __future__ import annotations

from dataclasses import dataclass

from assist.understanding.parts import Vector


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: weighted terms, the vectors in the space searched, subjects by article number, language.

    ``leaning`` says how likely the case is of which category; ``latest`` and ``case`` are the terms of the latest turn
    and of the one that states the case, ``asked`` the vector of what was asked last; ``letter``: the latest turn is
    too long for one vector.
    """

    terms: tuple[tuple[str, float], ...]
    vectors: tuple[Vector, ...]
    space: str
    subjects: tuple[tuple[int, float], ...]
    language: str
    leaning: tuple[tuple[str, float], ...] = ()
    latest: frozenset[str] = frozenset()
    case: frozenset[str] = frozenset()
    asked: Vector | None = None
    letter: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing was asked."""
        return not self.terms and not self.vectors
