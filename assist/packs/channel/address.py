"""Where a channel is: a folder, ``https://…`` (a plain server or WebDAV), or ``s3://bucket/prefix?endpoint=…&region=…``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

from assist.domain.errors import InputError

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Address:
    """A channel's address, looked over. ``ca`` is a PEM file to trust besides, ``proxy`` a proxy's URL."""

    text: str
    ca: str = ""
    proxy: str = ""

    def __post_init__(self) -> None:
        parts = urlsplit(self.text)
        if self.is_folder:
            return
        if parts.username or parts.password:
            raise InputError("the channel's address holds a password; it belongs in the keyring: pack channel login")
        if self.is_s3:
            if not parts.netloc:
                raise InputError(f"{self.text!r} names no bucket: s3://bucket/prefix?endpoint=https://host&region=…")
            parts = urlsplit(self.url)
        if not parts.hostname or parts.scheme not in {"http", "https"}:
            raise InputError(f"{self.text!r} is not a folder, an https:// or an s3:// address")
        if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
            raise InputError(f"{parts.hostname}: a channel is reached by https:// only")

    @property
    def is_s3(self) -> bool:
        """Whether it is a bucket."""
        return self.text.startswith("s3://")

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return "://" not in self.text

    @property
    def folder(self) -> Path:
        """The folder it is."""
        return Path(self.text).expanduser()

    @property
    def url(self) -> str:
        """Where the files lie, without a slash at the end; of a bucket, in path style."""
        if not self.is_s3:
            return self.text.partition("?")[0].rstrip("/")
        parts = urlsplit(self.text)
        given = parse_qs(parts.query)
        endpoint = given.get("endpoint", [f"https://s3.{self.region}.amazonaws.com"])[0]
        return f"{endpoint.rstrip('/')}/{parts.netloc}{quote(unquote(parts.path))}".rstrip("/")

    @property
    def query(self) -> str:
        """What is added to every request: a shared-access signature, for instance."""
        return "" if self.is_s3 else urlsplit(self.text).query

    @property
    def region(self) -> str:
        """The bucket's region."""
        return parse_qs(urlsplit(self.text).query).get("region", ["us-east-1"])[0]

    @property
    def host(self) -> str:
        """``host:port`` of whom is called; empty for a folder."""
        return "" if self.is_folder else _host(self.url)

    @property
    def allowed(self) -> tuple[str, ...]:
        """Every ``host:port`` a connection may be open to: the proxy's where there is one, else the channel's."""
        if self.is_folder:
            return ()
        return (_host(self.proxy),) if self.proxy else (self.host,)


def _host(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"
