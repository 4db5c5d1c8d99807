"""A channel in S3-compatible storage: each request by a URL signed for it alone (AWS Signature Version 4).

Source: "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)", Amazon S3 API Reference.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote, urlencode, urlsplit

from assist.packs.channel.address import Address
from assist.packs.channel.web import Patience, WebTransport

_VALID_S = 3600  # a slow upload of a large pack
_KEY = re.compile(r"<Key>([^<]+)</Key>")
_MORE = re.compile(r"<NextContinuationToken>([^<]+)</NextContinuationToken>")
_MAX_LISTING = 4 * 1024 * 1024
_MAX_PAGES = 100


@dataclass(frozen=True, slots=True)
class Credentials:
    """An access key, its secret, and the region they are used in."""

    access: str
    secret: str = field(repr=False)
    region: str = "us-east-1"


def presign(method: str, url: str, who: Credentials, at: datetime, *, valid_s: int = _VALID_S) -> str:
    """``url`` with a signature in its query that lets whoever has it do ``method`` for ``valid_s`` seconds."""
    parts = urlsplit(url)
    day, time = at.strftime("%Y%m%d"), at.strftime("%Y%m%dT%H%M%SZ")
    scope = f"{day}/{who.region}/s3/aws4_request"
    given = [tuple(p.partition("=")[::2]) for p in parts.query.split("&") if p]
    fields = [(k, v) for k, v in given] + [
        ("X-Amz-Algorithm", "AWS4-HMAC-SHA256"),
        ("X-Amz-Credential", quote(f"{who.access}/{scope}", safe="")),
        ("X-Amz-Date", time),
        ("X-Amz-Expires", str(valid_s)),
        ("X-Amz-SignedHeaders", "host"),
    ]
    query = "&".join(f"{k}={v}" for k, v in sorted(fields))
    request = "\n".join((method, parts.path or "/", query, f"host:{parts.netloc}\n", "host", "UNSIGNED-PAYLOAD"))
    digest = hashlib.sha256(request.encode()).hexdigest()
    to_sign = f"AWS4-HMAC-SHA256\n{time}\n{scope}\n{digest}"
    key = f"AWS4{who.secret}".encode()
    for step in (day, who.region, "s3", "aws4_request"):
        key = hmac.digest(key, step.encode(), "sha256")
    signature = hmac.digest(key, to_sign.encode(), "sha256").hex()
    return f"{parts.scheme}://{parts.netloc}{parts.path}?{query}&X-Amz-Signature={signature}"


class BucketTransport(WebTransport):
    """See `Transport`. Without credentials it reads what everybody may read."""

    def __init__(
        self,
        address: Address,
        who: Credentials | None,
        patience: Patience | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(address, "", patience)
        self._who = who
        self._now = now

    def put(self, name: str, content: bytes | Path) -> None:
        """See `Transport`: a bucket replaces an object at once."""
        self._put(name, content)

    def put_new(self, name: str, content: bytes) -> bool:
        """See `Transport`."""
        with self._stream("PUT", name, {"If-None-Match": "*", "Content-Length": str(len(content))}, content) as got:
            if got.status_code in {409, 412}:
                return False
            self._check(got, name, 200)
            return True

    def list(self, folder: str) -> tuple[str, ...]:
        """See `Transport`."""
        bucket, _, prefix = unquote(urlsplit(self._address.url).path).strip("/").partition("/")
        inside = f"{prefix}/{folder}/".lstrip("/")
        names: list[str] = []
        token = ""
        for _page in range(_MAX_PAGES):
            asked = {"list-type": "2", "prefix": inside} | ({"continuation-token": token} if token else {})
            with self._stream("GET", f"?{urlencode(asked, quote_via=quote, safe='')}") as got:
                self._check(got, bucket, 200)
                answer = b"".join(self._pieces(got, bucket, _MAX_LISTING)).decode("utf-8", "replace")
            names += [unescape(key).removeprefix(inside) for key in _KEY.findall(answer)]
            more = _MORE.search(answer)
            if more is None:
                break
            token = unescape(more[1])
        return tuple(sorted(n for n in names if n and "/" not in n))

    def _url(self, method: str, name: str) -> str:
        base = self._address.url
        if name.startswith("?"):  # a question to the bucket itself
            parts = urlsplit(base)
            url = f"{parts.scheme}://{parts.netloc}/{parts.path.strip('/').partition('/')[0]}{name}"
        else:
            url = f"{base}/{quote(name)}"
        return url if self._who is None else presign(method, url, self._who, self._now())
