"""Thousands of simulated agents at a real web server: each asks as a sidebar does, on a TLS connection of its own."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: a path, and the mark of what the agent has of it."""

    path: str
    etag: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """What all agents together got: requests by status, bytes (heads included, TLS not), and each agent's seconds."""

    statuses: dict[int, int]
    received: int
    agent_s: tuple[float, ...]
    total_s: float


def ask_all(port: int, ca: str, agents: int, asks: Sequence[Ask], processes: int = 2) -> Heard:
    """Have ``agents`` agents send ``asks``, one after the other each, as fast as it goes."""
    started = time.perf_counter()
    share = [agents // processes + (1 if i < agents % processes else 0) for i in range(processes)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(_some, [(port, ca, n, tuple(asks)) for n in share]))
    statuses: dict[int, int] = {}
    for part in found:
        for status, count in part.statuses.items():
            statuses[status] = statuses.get(status, 0) + count
    took = max((part.total_s for part in found), default=time.perf_counter() - started)
    return Heard(statuses, sum(p.received for p in found), tuple(s for p in found for s in p.agent_s), took)


def _some(what: tuple[int, str, int, tuple[Ask, ...]]) -> Heard:
    return asyncio.run(_agents(*what))


async def _agents(port: int, ca: str, count: int, asks: tuple[Ask, ...]) -> Heard:
    context = ssl.create_default_context(cafile=ca)
    gate = asyncio.Semaphore(AT_ONCE)
    statuses: dict[int, int] = {}
    times: list[float] = []
    received = 0

    async def agent() -> None:
        nonlocal received
        async with gate:
            started = time.perf_counter()
            for ask in asks:
                status, size = await _ask(port, context, ask)
                statuses[status] = statuses.get(status, 0) + 1
                received += size
            times.append(time.perf_counter() - started)

    started = time.perf_counter()
    await asyncio.gather(*(agent() for _ in range(count)))
    return Heard(statuses, received, tuple(times), time.perf_counter() - started)


async def _ask(port: int, context: ssl.SSLContext, ask: Ask) -> tuple[int, int]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context)
    mark = f"If-None-Match: {ask.etag}\r\n" if ask.etag else ""
    writer.write(f"GET {ask.path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{mark}Connection: close\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    size = len(head)
    while piece := await reader.read(1 << 16):
        size += len(piece)
    writer.close()
    return int(head.split(b" ", 2)[1]), size
