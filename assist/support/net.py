"""Counts the network connections of every Assist process, to show and to prove that there are none."""

from __future__ import annotations

import socket
from typing import Any

import psutil


def open_connections() -> tuple[tuple[str, ...], tuple[int, ...]]:
    """``(peers, process ids)``: remote ends (``host:port``) of internet sockets of this process and its children.

    Listening sockets are listed as ``listening on host:port``. Processes that ended meanwhile are passed over.
    """
    me = psutil.Process()
    peers: list[str] = []
    pids: list[int] = []
    for process in (me, *me.children(recursive=True)):
        try:
            found = process.net_connections(kind="inet")
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
        pids.append(process.pid)
        peers.extend(peer for c in found if (peer := _peer(c)))
    return tuple(peers), tuple(pids)


def _peer(connection: Any) -> str:
    # psutil gives an empty tuple where there is no remote end.
    if connection.raddr:
        return f"{connection.raddr.ip}:{connection.raddr.port}"
    if connection.status == psutil.CONN_LISTEN:
        return f"listening on {connection.laddr.ip}:{connection.laddr.port}"
    return ""


def has_route_out() -> bool:
    """Whether this machine could reach anyone: looks at its interfaces only, sends nothing."""
    stats = psutil.net_if_stats()
    for name, addresses in psutil.net_if_addrs().items():
        up = name in stats and stats[name].isup
        if up and any(
            a.family in (socket.AF_INET, socket.AF_INET6) and not a.address.startswith(("127.", "::1"))
            for a in addresses
        ):
            return True
    return False
