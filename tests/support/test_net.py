from __future__ import annotations

import socket

from assist.support.net import open_connections


def test_a_listening_socket_is_counted_and_its_end_noticed() -> None:
    before, pids = open_connections()
    assert pids
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        assert f"listening on 127.0.0.1:{port}" in open_connections()[0]
    assert open_connections()[0] == before
