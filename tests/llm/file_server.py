"""A real HTTP server that gives one file, whole or from the middle, or behaves badly. Runs in the test's process."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


@dataclass
class Site:
    """What is served, how, and what was asked."""

    data: bytes
    etag: str = '"one"'
    cuts: list[int] = field(default_factory=list)
    """For each answer in turn: break off after so many bytes."""
    redirect: str = ""
    statuses: list[int] = field(default_factory=list)
    ranges: bool = True
    asked: list[dict[str, str]] = field(default_factory=list)


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        site = self.site
        site.asked.append({name.lower(): value for name, value in self.headers.items()})
        if site.redirect:
            self.send_response(302)
            self.send_header("Location", site.redirect)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if site.statuses and (status := site.statuses.pop(0)) != 200:
            self.send_error(status)
            return
        start = self._start()
        body = site.data[start:]
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(site.data) - 1}/{len(site.data)}")
        if site.etag:
            self.send_header("ETag", site.etag)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: site.cuts.pop(0)] if site.cuts else body)

    def _start(self) -> int:
        wanted = self.headers.get("Range", "")
        same = self.headers.get("If-Range", self.site.etag) == self.site.etag
        return int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and same and self.site.ranges else 0

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Quiet."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is part of the tests."""


@contextmanager
def serving(site: Site, tls: tuple[Path, Path] | None = None) -> Iterator[str]:
    """The server's address, without a slash at its end; ``tls`` is (certificate, key)."""
    server = _Server(("127.0.0.1", 0), type("Bound", (_Handler,), {"site": site}))
    if tls is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*tls)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"{'https' if tls else 'http'}://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
