"""What is said to the understanding process and how it is started; light, since the window's process imports it.

Nothing here loads the engine or a native library: that happens in the child, or where an engine is made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from assist.domain.conversation import Conversation
from assist.domain.pack import Pack
from assist.services.ports import Thresholds

if TYPE_CHECKING:
    from assist.domain.pack import Glance
    from assist.understanding.embedding import EmbedderSet
    from assist.understanding.parts import FormFiller, MoodReader
    from assist.understanding.procedure import Head

ReadPack = Callable[[Path], Pack]
"""Reads a pack folder; a module-level function, since it is called in the child process."""

LookAtPack = Callable[[Path], "Glance | None"]
"""Looks whether a pack changed; a module-level function, as above. Without one, every opening reads the whole pack."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The replaceable parts of an engine, made in the process that uses them."""

    embedders: EmbedderSet
    filler: FormFiller | None = None
    mood: MoodReader | None = None
    replies: Head | None = None


MakeParts = Callable[[int], Parts]
"""``make(threads)``; a module-level function, since it is called in the child process."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What the process is started with."""

    cache: Path
    read_pack: ReadPack
    make_parts: MakeParts
    threads: int = 2
    look: LookAtPack | None = None
    background: bool = False
    learned: Path | None = None


@dataclass(frozen=True, slots=True)
class OpenPack:
    """Open the pack at ``source``; answered with `Opened`. With ``wait`` off, by words when it is not embedded yet."""

    source: Path
    wait: bool = True


@dataclass(frozen=True, slots=True)
class Opened:
    """The pack without its articles, and whether its vectors are there."""

    pack: Pack
    indexed: bool


@dataclass(frozen=True, slots=True)
class Search:
    """A typed question; answered with hits."""

    query: str
    k: int
    language: str | None


@dataclass(frozen=True, slots=True)
class GetArticle:
    """Answered with the article or ``None``."""

    article_id: str


@dataclass(frozen=True, slots=True)
class Learn:
    """Learn from a history; answered with `assist.services.ports.LearnedFrom`, with `Step` events before."""

    history: tuple[Conversation, ...]


@dataclass(frozen=True, slots=True)
class Forget:
    """Remove what was learned for a pack; answered with whether there was anything."""

    pack_id: str


@dataclass(frozen=True, slots=True)
class HoldOut:
    """Judge the open pack's examples without them; answered with `ExampleVerdict` objects, `Step` events before."""


@dataclass(frozen=True, slots=True)
class KeepThresholds:
    """Keep how sure answers have to be for a pack; answered with ``None``."""

    pack_id: str
    thresholds: Thresholds


@dataclass(frozen=True, slots=True)
class Group:
    """Put texts that mean the same together; answered with the number of each text's group."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """An event while a pack is being opened."""

    done: int
    total: int
    what: str


def installed_parts(threads: int) -> Parts:
    """The parts this installation has; one that cannot be made is left out, and the engine says it is degraded."""
    from assist.understanding.worker import find_parts  # noqa: PLC0415 - loads native libraries

    return find_parts(threads)


def run(pipe: Connection, setup: Setup) -> None:
    """The process's main function: answer until the parent is gone."""
    from assist.understanding.worker import work  # noqa: PLC0415 - the engine is loaded in the child only

    work(pipe, setup)
