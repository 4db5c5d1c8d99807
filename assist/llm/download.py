"""A model file from an address the user gave: that host and no other, checked, taken up again where it stopped."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from assist.domain.errors import EndpointFailed, InputError, ModelFileError, StoreError
from assist.llm.gguf import size_in_words
from assist.llm.remote import plain_fault, trust
from assist.services.ports import Progress

if TYPE_CHECKING:
    import httpx

MOST_BYTES = 16_000_000_000
_BLOCK = 1 << 18
_TRIES = 4
_PAUSE_S = 0.5
_MAGIC = b"GGUF"
_DIGEST = re.compile(r"[0-9a-fA-F]{64}")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a model is. ``sha256`` is the digest it must have, where the user knows it; ``most`` a limit in bytes.

    ``ca`` is a PEM file to trust instead of the system's list, ``proxy`` a proxy's URL. Raises `InputError`.
    """

    url: str
    sha256: str = ""
    most: int = MOST_BYTES
    ca: str = ""
    proxy: str = ""

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise InputError(f"{self.url!r} is not an http:// or https:// address")
        if parts.username or parts.password:
            raise InputError("the address holds a password; it would be seen by others")
        check_digest(self.sha256)
        file_name(self.url)


def check_digest(sha256: str) -> None:
    """Raise `InputError` for what is no SHA-256."""
    if sha256 and not _DIGEST.fullmatch(sha256):
        raise InputError(f"{sha256!r} is not a SHA-256 (64 hexadecimal digits)")


def file_name(url: str) -> str:
    """The name of the file at ``url``, safe to write. Raises `InputError`."""
    name = unquote(urlsplit(url).path).replace("\\", "/").rsplit("/", 1)[-1]
    if not name.lower().endswith(".gguf") or name.startswith(".") or re.search(r'[\x00-\x1f<>:"|?*]', name):
        raise InputError(f"{url} does not name a .gguf file")
    return name


class _TryAgain(Exception):
    """The connection broke; what is here stays."""


def fetch(source: Source, part: Path, progress: Progress | None = None) -> str:
    """The file at ``source`` into ``part``; its SHA-256. What an earlier call left in ``part`` is not fetched again.

    Raises `InputError` (nothing is kept then), `EndpointFailed` and `StoreError` (what came is kept for the next call).
    """
    for attempt in range(1, _TRIES + 1):
        try:
            return _Download(source, part, progress).run()
        except _TryAgain as again:
            if attempt == _TRIES:
                raise EndpointFailed(f"{urlsplit(source.url).hostname}: {again}; add it again to go on") from again
            time.sleep(_PAUSE_S * 2 ** (attempt - 1))
        except InputError:
            part.unlink(missing_ok=True)
            _note_of(part).unlink(missing_ok=True)
            raise
    raise AssertionError("the loop ends by returning or raising")


def _note_of(part: Path) -> Path:
    return part.with_name(f"{part.name}.json")


class _Download:
    """One connection's worth."""

    def __init__(self, source: Source, part: Path, progress: Progress | None) -> None:
        self._source, self._part, self._progress = source, part, progress
        self._name = file_name(source.url)
        self._digest = hashlib.sha256()

    def run(self) -> str:
        """Go on from what is here; the digest of the whole."""
        import httpx  # noqa: PLC0415 - loaded only where an address is given

        here, same = self._here()
        asked = {"Accept-Encoding": "identity"}
        if here:
            asked |= {"Range": f"bytes={here}-"} | ({"If-Range": same} if same else {})
        try:
            with (
                httpx.Client(verify=trust(self._source.ca), proxy=self._source.proxy or None, trust_env=False,
                             follow_redirects=False, timeout=httpx.Timeout(30.0, connect=5.0)) as client,
                client.stream("GET", self._source.url, headers=asked) as got,
            ):  # fmt: skip
                self._take(got, here)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.UnsupportedProtocol) as error:
            why = plain_fault(error).replace("in the settings", "with --ca")
            raise EndpointFailed(f"{urlsplit(self._source.url).hostname}: {why}") from error
        except httpx.HTTPError as error:
            raise _TryAgain(plain_fault(error)) from error
        _note_of(self._part).unlink(missing_ok=True)
        return self._digest.hexdigest()

    def _here(self) -> tuple[int, str]:
        """How many bytes of this very file are here, and the mark by which the server knows it. (0, "") for none."""
        try:
            note: dict[str, Any] = json.loads(_note_of(self._part).read_text(encoding="utf-8"))
            size = self._part.stat().st_size
            mark = str(note["mark"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0, ""
        certain = bool(mark or self._source.sha256)  # else another file of that name would be glued on unseen
        return (size, mark) if certain and note.get("url") == self._source.url else (0, "")

    def _take(self, got: httpx.Response, here: int) -> None:
        self._require(got)
        start = here if got.status_code == 206 else 0
        total = start + int(got.headers.get("content-length") or 0)
        if got.status_code == 206 and not got.headers.get("content-range", "").startswith(f"bytes {here}-"):
            raise ModelFileError(f"{self._name}: the server sent another part than was asked for")
        if total > self._source.most:
            raise ModelFileError(
                f"{self._name} is {size_in_words(total)}; the limit is {size_in_words(self._source.most)}"
            )
        if shutil.disk_usage(self._part.parent).free < total - start:
            raise StoreError(f"the disk is too full for this model ({size_in_words(total)})")
        note = {"url": self._source.url, "mark": _mark(got)}
        _note_of(self._part).write_text(json.dumps(note), encoding="utf-8")
        self._write(got, start, total)

    def _write(self, got: httpx.Response, start: int, total: int) -> None:
        done = start
        with self._part.open("r+b" if start else "wb") as file:
            for block in _blocks(self._part, start):
                self._digest.update(block)
            file.seek(start)
            file.truncate()
            for block in got.iter_raw():
                if not done and not block.startswith(_MAGIC[: len(block)]):
                    raise ModelFileError(f"{self._name}: the address gives another kind of file, not a GGUF model")
                done += len(block)
                if done > self._source.most:
                    raise ModelFileError(f"{self._name} is larger than {size_in_words(self._source.most)}, the limit")
                file.write(block)
                self._digest.update(block)
                if self._progress is not None:
                    self._progress(done, max(total, done), f"fetching {self._name}")
            file.flush()
            os.fsync(file.fileno())
        if done < total:
            raise _TryAgain(f"the connection ended after {size_in_words(done)} of {size_in_words(total)}")

    def _require(self, got: httpx.Response) -> None:
        """Pass when the server sends the file; otherwise say in one line what it did."""
        host = urlsplit(self._source.url).hostname
        if got.is_redirect:
            where = got.headers.get("location", "nowhere")
            raise InputError(f"{host} sends us on to {where}; give that address if you trust it (nothing was fetched)")
        if got.status_code == 416:
            self._part.unlink(missing_ok=True)
            raise _TryAgain("what is here is not a part of what it has")
        if got.status_code in {408, 425, 429, 500, 502, 503, 504}:
            raise _TryAgain(f"it answered {got.status_code}")
        if got.status_code not in {200, 206}:
            raise InputError(f"{host} does not give {self._name}: it answered {got.status_code}")


def _mark(got: httpx.Response) -> str:
    """What tells this file from another at the same address: a strong entity tag, or when it was changed."""
    tag = got.headers.get("etag", "")
    return str(got.headers.get("last-modified", "") if not tag or tag.startswith("W/") else tag)


def _blocks(path: Path, size: int) -> Iterator[bytes]:
    """The first ``size`` bytes of a file."""
    with path.open("rb") as file:
        while size > 0 and (block := file.read(min(_BLOCK, size))):
            size -= len(block)
            yield block
