"""A channel on a web server: read by plain HTTPS, written by WebDAV (RFC 4918). Only the configured host is called."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from secrets import token_hex
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit

from assist.domain.errors import ChannelFailed, InputError
from assist.packs.channel.address import Address
from assist.packs.channel.transport import Fetched, Missing
from assist.services.ports import Progress

if TYPE_CHECKING:
    import httpx

    from assist.packs.channel.hurry import Hurry

_PIECE = 64 * 1024
_HREF = re.compile(r"<(?:\w+:)?href>([^<]+)</", re.IGNORECASE)
_MAX_LISTING = 16 * 1024 * 1024
_NO_FOLDER = frozenset({404, 409, 500})
"""What servers answer to a file for a folder that is not there: 409 by the standard, 500 by nginx."""
_WORDS = {
    "ConnectTimeout": "it cannot be reached in time",
    "PoolTimeout": "it cannot be reached in time",
    "ReadTimeout": "it stalls: nothing came for too long",
    "WriteTimeout": "it stalls: it takes nothing more",
    "RemoteProtocolError": "it broke the connection off",
    "ReadError": "it broke the connection off",
    "ConnectError": "it cannot be reached",
}


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a server may take, in seconds; below ``slowest`` bytes a second for ``window_s`` it stalls."""

    connect_s: float = 5.0
    between_s: float = 10.0
    small_s: float = 30.0
    window_s: float = 20.0
    slowest: float = 512.0


class WebTransport:
    """See `Transport`. A connection lives as long as the call that needs it."""

    def __init__(self, address: Address, login: str = "", patience: Patience | None = None) -> None:
        self._address = address
        self._login = login
        self._patience = patience or Patience()

    @property
    def where(self) -> str:
        """The host."""
        return urlsplit(self._address.url).hostname or ""

    @cached_property
    def _trusted(self) -> ssl.SSLContext:
        return trusted(self._address.ca)

    # -- reading -----------------------------------------------------------------------------------------------

    def get(self, name: str, limit: int, etag: str = "") -> Fetched | None:
        """See `Transport`."""
        headers = {"If-None-Match": etag} if etag else {}
        with self._stream("GET", name, headers) as got:
            if got.status_code == 304:
                return None
            self._check(got, name, 200)
            content = b"".join(self._pieces(got, name, limit, self._patience.small_s))
            return Fetched(content, got.headers.get("etag", ""))

    def download(self, name: str, target: Path, size: int, progress: Progress) -> None:
        """See `Transport`. A connection that breaks off is made anew as long as each brings something."""
        while (had := target.stat().st_size if target.exists() else 0) < size:
            try:
                self._download_from(had, name, target, size, progress)
            except ChannelFailed:
                if not target.exists() or target.stat().st_size <= had:
                    raise

    def _download_from(self, had: int, name: str, target: Path, size: int, progress: Progress) -> None:
        headers = {"Range": f"bytes={had}-", "Accept-Encoding": "identity"} if had else {"Accept-Encoding": "identity"}
        with self._stream("GET", name, headers) as got:
            self._check(got, name, 200, 206)
            goes_on = got.status_code == 206
            with target.open("ab" if goes_on else "wb") as out:
                for piece in self._pieces(got, name, size - (had if goes_on else 0)):
                    out.write(piece)
                    progress(out.tell(), size, "receiving")
        if target.stat().st_size < size:
            raise ChannelFailed(f"{self.where}: {name} ends too early")

    def size(self, name: str) -> int | None:
        """See `Transport`."""
        with self._stream("HEAD", name, {"Accept-Encoding": "identity"}) as got:
            if got.status_code == 404:
                return None
            self._check(got, name, 200)
            length = got.headers.get("content-length", "")
            return int(length) if length.isdigit() else None

    def list(self, folder: str) -> tuple[str, ...]:
        """See `Transport`."""
        with self._stream("PROPFIND", f"{folder}/", {"Depth": "1"}) as got:
            if got.status_code == 404:
                return ()
            self._check(got, folder, 207)
            answer = b"".join(self._pieces(got, folder, _MAX_LISTING)).decode("utf-8", "replace")
        paths = (unquote(urlsplit(href).path) for href in _HREF.findall(answer))
        return tuple(sorted(p.rpartition("/")[2] for p in paths if not p.endswith("/")))

    # -- writing -----------------------------------------------------------------------------------------------

    def put(self, name: str, content: bytes | Path) -> None:
        """See `Transport`: written under another name, then moved; where a server cannot move, put at once."""
        new = f"{name}.{token_hex(6)}.new"
        self._put(new, content)
        status = self._move(new, name, overwrite=True)
        if status in {405, 501}:
            self.delete(new)
            self._put(name, content)
        elif status not in {201, 204}:
            self.delete(new)
            raise ChannelFailed(f"{self.where} answered {status} when {name} was to be put in its place")

    def put_new(self, name: str, content: bytes) -> bool:
        """See `Transport`."""
        new = f"{name}.{token_hex(6)}.new"
        self._put(new, content)
        status = self._move(new, name, overwrite=False)
        if status in {201, 204}:
            return True
        self.delete(new)
        if status == 412:
            return False
        raise ChannelFailed(f"{self.where} answered {status} when {name} was to be put in its place")

    def delete(self, name: str) -> None:
        """See `Transport`."""
        with self._stream("DELETE", name) as got:
            if got.status_code != 404:
                self._check(got, name, 200, 202, 204)

    def _put(self, name: str, content: bytes | Path) -> None:
        if self._put_once(name, content) in _NO_FOLDER:
            parent = ""
            for folder in name.split("/")[:-1]:
                parent += f"{folder}/"
                with self._stream("MKCOL", parent) as got:
                    self._check(got, parent, 201, 405)  # 405: it is there
            if self._put_once(name, content) in _NO_FOLDER:
                raise ChannelFailed(f"{self.where} has no place for {name}; is the channel's folder there?")

    def _put_once(self, name: str, content: bytes | Path) -> int:
        if isinstance(content, bytes):
            return self._send_body(name, content, len(content))
        with content.open("rb") as file:
            return self._send_body(name, iter(lambda: file.read(_PIECE), b""), content.stat().st_size)

    def _send_body(self, name: str, content: bytes | Iterator[bytes], size: int) -> int:
        with self._stream("PUT", name, {"Content-Length": str(size)}, content) as got:
            if got.status_code not in _NO_FOLDER:
                self._check(got, name, 200, 201, 204)
            return got.status_code

    def _move(self, name: str, to: str, *, overwrite: bool) -> int:
        headers = {"Destination": self._url("MOVE", to), "Overwrite": "T" if overwrite else "F"}
        with self._stream("MOVE", name, headers) as got:
            if got.status_code in {401, 403} or got.is_redirect:
                self._check(got, name, 201)
            return got.status_code

    # -- inside ------------------------------------------------------------------------------------------------

    def _url(self, method: str, name: str) -> str:  # noqa: ARG002 - a bucket signs the method
        query = f"?{self._address.query}" if self._address.query else ""
        return f"{self._address.url}/{quote(name)}{query}"

    @contextmanager
    def _stream(
        self, method: str, name: str, headers: dict[str, str] | None = None, content: Any = None
    ) -> Iterator[httpx.Response]:
        import httpx  # noqa: PLC0415 - loaded only where a channel is configured

        from assist.packs.channel.hurry import Hurry  # noqa: PLC0415 - as above

        hurry = Hurry(self._patience.small_s)
        try:
            with (
                self._client(hurry) as client,
                client.stream(method, self._url(method, name), headers=headers, content=content) as got,
            ):
                hurry.arrived()
                yield got
        except httpx.HTTPError as error:
            raise ChannelFailed(f"{self.where}: {_plain(error)}") from error

    def _client(self, hurry: Hurry) -> httpx.Client:
        import httpx  # noqa: PLC0415

        from assist.packs.channel.hurry import hurried  # noqa: PLC0415

        p, login = self._patience, self._login.partition(":")
        return httpx.Client(
            auth=httpx.BasicAuth(login[0], login[2]) if login[1] else None,
            transport=hurried(hurry, self._trusted, self._address.proxy),
            trust_env=False,
            follow_redirects=False,
            timeout=httpx.Timeout(p.between_s, connect=p.connect_s),
        )

    def _check(self, got: httpx.Response, name: str, *wanted: int) -> None:
        """Pass when the server did what it was asked."""
        status = got.status_code
        if status in wanted:
            return
        if got.is_redirect:
            to = urlsplit(got.headers.get("location", "")).hostname or "another place"
            raise ChannelFailed(f"{self.where} redirects to {to}; only {self.where} itself is asked")
        if status == 404:
            raise Missing(f"{self.where} holds no {name}")
        hint = "; is the login right?" if status in {401, 403} else ""
        raise ChannelFailed(f"{self.where} answered {status} to {name}{hint}")

    def _pieces(self, got: httpx.Response, name: str, limit: int, all_s: float = 0.0) -> Iterator[bytes]:
        """The body, at most ``limit`` bytes of it, not slower than patience allows."""
        started = since = monotonic()
        size = fresh = 0
        for piece in got.iter_bytes():
            size, fresh, now = size + len(piece), fresh + len(piece), monotonic()
            if size > limit:
                raise ChannelFailed(f"{self.where}: {name} is larger than it may be")
            yield piece
            if all_s and now - started > all_s:
                raise ChannelFailed(f"{self.where} stalls: {name} did not come in {all_s:g} seconds")
            if now - since > self._patience.window_s:
                if fresh / (now - since) < self._patience.slowest:
                    raise ChannelFailed(f"{self.where} stalls: {name} comes too slowly")
                since, fresh = now, 0


def trusted(ca: str) -> ssl.SSLContext:
    """The company's own authority where one is named, else the system's."""
    try:
        return ssl.create_default_context(cafile=ca or None)
    except (OSError, ssl.SSLError) as error:
        raise InputError(f"{ca} is not a certificate file ({error})") from error


def _plain(error: BaseException) -> str:
    """One line that a user can act on."""
    text, kind = str(error) or type(error).__name__, type(error).__name__
    if "CERTIFICATE_VERIFY_FAILED" in text:
        if "ostname mismatch" in text or "IP address mismatch" in text:
            return "its certificate is another server's; nothing was sent or taken"
        return "its certificate is not trusted; name your company's authority in the settings"
    return _WORDS.get(kind, text.splitlines()[0][:160])
