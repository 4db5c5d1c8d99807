"""What a channel is to those who publish and receive: a few named files that can be read, and by leads be written."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import psutil

from assist.domain.errors import ChannelFailed
from assist.packs.trust import Trust
from assist.services.ports import Progress

LOCK = "publishing.lock"
LOCK_S = 600
"""A lead who publishes longer than this has lost the lock."""


class Missing(ChannelFailed):
    """The channel works, and has no such file."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A small file, and the mark by which the server knows this version of it."""

    content: bytes
    etag: str = ""


@dataclass(frozen=True, slots=True)
class Here:
    """This machine at one channel: whom it believes, the folder it keeps for it, its made-up id, the time (UTC)."""

    trust: Trust
    folder: Path
    machine: str
    now: Callable[[], str]


class Transport(Protocol):
    """Names are relative, with ``/``. Every method raises `ChannelFailed`, one line, when the channel is at fault."""

    @property
    def where(self) -> str:
        """The channel, for people: a folder, or a host."""

    def get(self, name: str, limit: int, etag: str = "") -> Fetched | None:
        """A file of at most ``limit`` bytes; ``None`` when it still is the version ``etag`` marks."""

    def download(self, name: str, target: Path, size: int, progress: Progress) -> None:
        """Have all ``size`` bytes in ``target``; goes on after what is in it already."""

    def size(self, name: str) -> int | None:
        """The size of a file, ``None`` when it is not there."""

    def put(self, name: str, content: bytes | Path) -> None:
        """Write a file so that readers see the old one or the new one, never a part."""

    def put_new(self, name: str, content: bytes) -> bool:
        """Write a file that is not there yet; whether it was not."""

    def delete(self, name: str) -> None:
        """Remove a file; no fault when it is not there."""

    def list(self, folder: str) -> tuple[str, ...]:
        """Names of the files in ``folder``, which need not be there."""


@contextmanager
def only_publisher(channel: Transport, machine: str) -> Iterator[Callable[[], bool]]:
    """Nobody else publishes meanwhile; yields what tells whether that still holds.

    A lock left by a program that ended, or one that is too old, is taken over.
    """
    mine = json.dumps({"machine": machine, "process": os.getpid(), "at": int(time.time())}).encode()
    if not channel.put_new(LOCK, mine):
        held = _holder(channel)
        if held is not None and not _is_stale(held, machine):
            raise ChannelFailed(f"somebody else is publishing to {channel.where} now; try again in a few minutes")
        channel.delete(LOCK)
        if not channel.put_new(LOCK, mine):
            raise ChannelFailed(f"somebody else is publishing to {channel.where} now; try again in a few minutes")

    def ours() -> bool:
        try:
            fetched = channel.get(LOCK, 4096)
        except Missing:
            return False
        return fetched is not None and fetched.content == mine

    try:
        yield ours
    finally:
        with suppress(ChannelFailed):
            if ours():
                channel.delete(LOCK)


def _holder(channel: Transport) -> dict[str, object] | None:
    try:
        fetched = channel.get(LOCK, 4096)
        held = json.loads(fetched.content) if fetched is not None else None
    except (Missing, ValueError):
        return None
    return held if isinstance(held, dict) else None


def _is_stale(held: dict[str, object], machine: str) -> bool:
    at, process = held.get("at"), held.get("process")
    if not isinstance(at, int) or not isinstance(process, int) or abs(time.time() - at) > LOCK_S:
        return True
    return held.get("machine") == machine and (process == os.getpid() or not psutil.pid_exists(process))
