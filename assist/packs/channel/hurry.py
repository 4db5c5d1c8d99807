"""A server has so long for the head of its answer, however it deals it out: byte by byte is not faster than never.

A read timeout alone begins anew with every byte that comes.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from time import monotonic
from typing import Any

import httpcore
import httpx


class Hurry:
    """From the first read of an answer on, ``limit_s`` seconds until `arrived` is called."""

    def __init__(self, limit_s: float) -> None:
        self._limit_s = limit_s
        self._started: float | None = None
        self._arrived = False

    def arrived(self) -> None:
        """The head is there; whoever reads the body has a watch of their own."""
        self._arrived = True

    def left(self, timeout: float | None) -> float | None:
        """The timeout of the next read."""
        if self._arrived:
            return timeout
        now = monotonic()
        if self._started is None:
            self._started = now
        left = self._started + self._limit_s - now
        if left <= 0:
            raise httpcore.ReadTimeout("the head of the answer did not come in time")
        return left if timeout is None else min(timeout, left)


class _Stream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, hurry: Hurry) -> None:
        self._inner = inner
        self._hurry = hurry

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._hurry.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, timeout)

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, timeout), self._hurry)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    def __init__(self, hurry: Hurry) -> None:
        self._real = httpcore.SyncBackend()
        self._hurry = hurry

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        made = self._real.connect_tcp(host, port, timeout, local_address, socket_options)
        return _Stream(made, self._hurry)


def hurried(hurry: Hurry, verify: ssl.SSLContext, proxy: str) -> httpx.HTTPTransport:
    """A transport whose reads are watched by ``hurry``."""
    made = httpx.HTTPTransport(verify=verify, proxy=proxy or None, trust_env=False)
    made._pool._network_backend = _Backend(hurry)  # noqa: SLF001 - httpx has no parameter for what httpcore takes
    return made
