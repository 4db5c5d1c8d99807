"""Counts the network connections of every Assist process, to show and to prove that there are none."""

from __future__ import annotations

import socket

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
        peers.extend(_peer(c) for c in found if c.raddr or c.status == psutil.CONN_LISTEN)
    return tuple(peers), tuple(pids)


def _peer(connection: object) -> str:
    remote = getattr(connection, "raddr", None)
    if remote:
        return f"{remote.ip}:{remote.port}"
    local = getattr(connection, "laddr", None)
    return f"listening on {local.ip}:{local.port}" if local else "listening"


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
