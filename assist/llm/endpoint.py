"""Where a bigger engine is, and who may be called for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from assist.domain.errors import InputError


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the engine is. ``url`` ends where the API begins (``http://host:8080/v1``); times are in seconds.

    ``ca`` is a PEM file to trust instead of the built-in list; ``proxy`` a proxy's URL; ``key`` goes into the
    authorisation header and nowhere else.
    """

    url: str
    model: str = ""
    key: str = field(default="", repr=False)
    ca: str = ""
    proxy: str = ""
    connect_s: float = 3.0
    first_s: float = 30.0
    between_s: float = 15.0
    tries: int = 3
    back_off_s: float = 0.4

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise InputError(f"the engine's address {self.url!r} is not an http:// or https:// address")
        if parts.username or parts.password:
            raise InputError("the engine's address holds a password; keys belong in the keyring")

    @property
    def host(self) -> str:
        """``host:port`` of whom is called: the engine's, for the list of allowed connections."""
        return _host(self.url)

    @property
    def allowed(self) -> tuple[str, ...]:
        """Every ``host:port`` a connection may be open to: the proxy's where there is one, else the engine's."""
        return (_host(self.proxy),) if self.proxy else (self.host,)


def _host(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"
