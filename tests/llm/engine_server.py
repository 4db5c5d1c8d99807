"""A small HTTP server that answers as an engine would, or as a broken one would. Runs in the test's process."""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

Behave = Callable[["Handler"], None]


@dataclass
class Seen:
    """What the server was asked, and ``left`` once a client went away before the end."""

    bodies: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    left: threading.Event = field(default_factory=threading.Event)


class Handler(BaseHTTPRequestHandler):
    """Hands each request to the behaviours in turn, the last one for good."""

    seen: Seen
    behaviours: list[Behave]

    def do_GET(self) -> None:
        self.reply(200, {"data": [{"id": "small"}, {"id": "large"}]})

    def do_POST(self) -> None:
        self.seen.bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.seen.headers.append(dict(self.headers))
        behave = self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]
        behave(self)

    def reply(self, status: int, body: object, **headers: str) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def begin(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()

    def piece(self, text: str) -> None:
        self.line({"choices": [{"delta": {"content": text}}]})

    def line(self, event: object) -> None:
        self.wfile.write(f"data: {json.dumps(event)}\n\n".encode())
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Quiet."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is part of the tests."""


@contextmanager
def engine(*behaviours: Behave, tls: tuple[Path, Path] | None = None) -> Iterator[tuple[str, Seen]]:
    """A server's address and what it saw; ``tls`` is (certificate, key)."""
    seen = Seen()
    handler = type("Bound", (Handler,), {"seen": seen, "behaviours": list(behaviours) or [speak("Hello", " there.")]})
    server = _Server(("127.0.0.1", 0), handler)
    if tls is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*tls)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        scheme = "https" if tls is not None else "http"
        yield f"{scheme}://127.0.0.1:{server.server_address[1]}/v1", seen
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def speak(*pieces: str, finish: str = "stop") -> Behave:
    """Stream these pieces and end well."""

    def behave(handler: Handler) -> None:
        handler.begin()
        for piece in pieces:
            handler.piece(piece)
        handler.line({"choices": [{"delta": {}, "finish_reason": finish}]})
        usage = {"prompt_tokens": 11, "completion_tokens": len(pieces), "prompt_tokens_details": {"cached_tokens": 7}}
        handler.line({"choices": [], "usage": usage})
        handler.wfile.write(b"data: [DONE]\n\n")

    return behave


def refuse(status: int, message: str = "no", **headers: str) -> Behave:
    """Answer with a fault."""
    return lambda handler: handler.reply(status, {"error": {"message": message}}, **headers)


def break_off(*pieces: str) -> Behave:
    """Stream these pieces, then drop the connection in the middle of a line."""

    def behave(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        for piece in pieces:
            handler.piece(piece)
        handler.wfile.write(b"data: {")
        handler.wfile.flush()
        handler.connection.close()

    return behave


def go_on(handler: Handler) -> None:
    """Speak until the client goes away."""
    handler.begin()
    try:
        while True:
            handler.piece("word ")
            handler.seen.left.wait(0.005)
    except OSError:
        handler.seen.left.set()


def hang(handler: Handler) -> None:
    """Take the request, and never answer; returns when the client goes away."""
    handler.begin()
    handler.connection.settimeout(10)
    try:
        handler.connection.recv(1)
    except OSError:
        return
    handler.seen.left.set()
