"""S3-compatible storage: URLs signed as the standard says, against a small server that checks every signature."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from assist.domain.errors import ChannelFailed
from assist.packs.channel.address import Address
from assist.packs.channel.bucket import BucketTransport, Credentials, presign
from tests.packs.channel.conftest import QUICK, Team

WHO = Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
AT = datetime(2013, 5, 24, tzinfo=UTC)


def test_the_standard_s_example_comes_out() -> None:
    """Amazon S3 API Reference, "Authenticating Requests: Using Query Parameters", its example."""
    url = presign("GET", "https://examplebucket.s3.amazonaws.com/test.txt", WHO, AT, valid_s=86400)
    assert url.endswith("&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404")
    assert "X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request" in url


class Bucket(BaseHTTPRequestHandler):
    """Objects in memory; whatever is not signed for exactly this method and name is turned away."""

    objects: dict[str, bytes]
    protocol_version = "HTTP/1.1"

    def _name(self) -> str | None:
        parts = urlsplit(self.path)
        bare = "&".join(p for p in parts.query.split("&") if p and not p.startswith("X-Amz-"))
        url = f"http://{self.headers['Host']}{parts.path}" + (f"?{bare}" if bare else "")
        if presign(self.command, url, WHO, AT) != f"http://{self.headers['Host']}{self.path}":
            self._answer(403)
            return None
        return unquote(parts.path).removeprefix("/team/")

    def do_GET(self) -> None:
        name = self._name()
        if name == "/team":
            keys = "".join(f"<Key>{k}</Key>" for k in self.objects)
            self._answer(200, f"<ListBucketResult>{keys}</ListBucketResult>".encode())
        elif name is not None and name in self.objects:
            content = self.objects[name]
            etag = f'"{hashlib.md5(content, usedforsecurity=False).hexdigest()}"'
            known = self.headers.get("If-None-Match") == etag
            self._answer(304 if known else 200, b"" if known else content, etag)
        elif name is not None:
            self._answer(404)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_PUT(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        name = self._name()
        if name is None:
            return
        if self.headers.get("If-None-Match") == "*" and name in self.objects:
            self._answer(412)
            return
        self.objects[name] = content
        self._answer(200)

    def do_DELETE(self) -> None:
        name = self._name()
        if name is not None:
            self.objects.pop(name, None)
            self._answer(204)

    def _answer(self, status: int, content: bytes = b"", etag: str = "") -> None:
        self.send_response(status)
        if etag:
            self.send_header("ETag", etag)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Quiet."""


@pytest.fixture
def address() -> Iterator[Address]:
    handler = type("Bound", (Bucket,), {"objects": {}})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield Address(f"s3://team/support desk?endpoint=http://127.0.0.1:{server.server_address[1]}")
    server.shutdown()
    server.server_close()
    thread.join()


def bucket(address: Address, who: Credentials | None = WHO) -> BucketTransport:
    return BucketTransport(address, who, QUICK, lambda: AT)


@pytest.mark.server
def test_a_bucket_is_a_channel_like_any_other(team: Team, address: Address) -> None:
    channel, agent = bucket(address), team.agent()
    team.publish(channel, "1.0.0", extra=60)
    assert agent.update(channel) == ["1.0.0"]
    team.publish(channel, "1.1.0", extra=61)
    assert agent.update(channel) == ["1.1.0"]
    assert agent.at(channel).look().changed is False
    assert len(channel.list("packs")) == 2


@pytest.mark.server
def test_a_wrong_secret_is_turned_away(team: Team, address: Address, tmp_path: Path) -> None:
    with pytest.raises(ChannelFailed, match=r"answered 403 .*is the login right"):
        team.publish(bucket(address, Credentials("AKIAIOSFODNN7EXAMPLE", "wrong")), "1.0.0")
    with pytest.raises(ChannelFailed, match="answered 403"):
        bucket(address, None).get("channel.json", 10)
