"""A model from an address: real sockets on this machine, and nobody else is called."""

from __future__ import annotations

import hashlib
import socket
from pathlib import Path

import pytest

from assist.domain.errors import Cancelled, EndpointFailed, InputError, ModelFileError
from assist.llm.download import Source
from assist.llm.registry import ModelRegistry
from tests.llm.file_server import Site, serving
from tests.llm.ggufs import tiny

pytestmark = pytest.mark.server

DATA = tiny()
DIGEST = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def registry(tmp_path: Path) -> ModelRegistry:
    return ModelRegistry(tmp_path / "models")


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assist.llm.download._PAUSE_S", 0.0)


def left(registry: ModelRegistry) -> list[str]:
    folder = registry._folder
    return sorted(p.name for p in folder.iterdir()) if folder.exists() else []


def test_a_file_is_fetched_checked_and_listed(registry: ModelRegistry) -> None:
    seen: list[tuple[int, int]] = []
    with serving(Site(DATA)) as url:
        added = registry.add_url(
            Source(f"{url}/models/m.gguf", DIGEST), lambda done, total, _: seen.append((done, total))
        )
    assert added.path is not None
    assert added.path.read_bytes() == DATA
    assert seen[-1] == (len(DATA), len(DATA))
    assert left(registry) == ["m.gguf", "m.gguf.json"]
    assert registry.verify("m")[0].ok


@pytest.mark.parametrize("cut", [0, 1, 24, 5000])
def test_a_broken_connection_is_taken_up_where_it_ended(registry: ModelRegistry, cut: int) -> None:
    site = Site(DATA, cuts=[cut])
    with serving(site) as url:
        added = registry.add_url(Source(f"{url}/m.gguf"))
    assert added.sha256 == DIGEST
    assert site.asked[1].get("range") == (f"bytes={cut}-" if cut else None)


def test_a_later_call_goes_on_where_an_earlier_one_was_stopped(registry: ModelRegistry) -> None:
    def stop(_done: int, _total: int, _what: str) -> None:
        raise Cancelled("stopped")

    site = Site(DATA * 30, cuts=[])
    with serving(site) as url:
        with pytest.raises(Cancelled):
            registry.add_url(Source(f"{url}/m.gguf"), stop)
        assert left(registry) == ["m.gguf.part", "m.gguf.part.json"]
        registry.add_url(Source(f"{url}/m.gguf"))
    assert int(site.asked[1]["range"].removeprefix("bytes=").rstrip("-")) > 0
    assert left(registry) == ["m.gguf", "m.gguf.json"]


def test_another_file_at_the_same_address_is_fetched_from_its_beginning(registry: ModelRegistry) -> None:
    site = Site(DATA[:-1] + b"x", etag='"old"', cuts=[100, 0, 0, 0])
    with serving(site) as url:
        with pytest.raises(EndpointFailed, match="the connection ended too soon; add it again to go on"):
            registry.add_url(Source(f"{url}/m.gguf"))
        site.data, site.etag = DATA, '"new"'
        assert registry.add_url(Source(f"{url}/m.gguf")).sha256 == DIGEST


@pytest.mark.parametrize("sha256", ["", DIGEST])
def test_without_a_mark_only_a_digest_allows_going_on(registry: ModelRegistry, sha256: str) -> None:
    site = Site(DATA, etag="", cuts=[100])
    with serving(site) as url:
        registry.add_url(Source(f"{url}/m.gguf", sha256))
    assert ("range" in site.asked[1]) == bool(sha256)


def test_a_server_that_knows_no_ranges_is_asked_for_the_whole(registry: ModelRegistry) -> None:
    with serving(Site(DATA, ranges=False, cuts=[3000])) as url:
        assert registry.add_url(Source(f"{url}/m.gguf")).sha256 == DIGEST


def test_a_wrong_digest_is_refused_and_nothing_kept(registry: ModelRegistry) -> None:
    with serving(Site(DATA)) as url, pytest.raises(ModelFileError, match="is not the file it should be"):
        registry.add_url(Source(f"{url}/m.gguf", "0" * 64))
    assert left(registry) == []


def test_a_redirect_is_said_and_not_followed(registry: ModelRegistry) -> None:
    there = Site(DATA)
    with (
        serving(there) as other,
        serving(Site(DATA, redirect=f"{other}/m.gguf")) as url,
        pytest.raises(InputError, match=f"sends us on to {other}/m.gguf; give that address if you trust it"),
    ):
        registry.add_url(Source(f"{url}/m.gguf"))
    assert left(registry) == []
    assert there.asked == []


def test_what_is_larger_than_allowed_is_not_fetched(registry: ModelRegistry) -> None:
    with serving(Site(DATA)) as url, pytest.raises(ModelFileError, match="the limit is"):
        registry.add_url(Source(f"{url}/m.gguf", most=1000))
    assert left(registry) == []


def test_a_web_page_in_place_of_a_model_is_known_by_its_first_bytes(registry: ModelRegistry) -> None:
    page = Site(b"<html>" + b"x" * 10_000)
    with serving(page) as url, pytest.raises(ModelFileError, match="another kind of file"):
        registry.add_url(Source(f"{url}/m.gguf"))
    assert left(registry) == []


def test_a_model_that_arrives_whole_but_unsound_is_refused(registry: ModelRegistry) -> None:
    with serving(Site(DATA[:-200])) as url, pytest.raises(ModelFileError, match=r"m\.gguf is not a usable.*cut off"):
        registry.add_url(Source(f"{url}/m.gguf"))
    assert left(registry) == []


def test_a_refusal_is_one_clear_line(registry: ModelRegistry) -> None:
    with (
        serving(Site(DATA, statuses=[404])) as url,
        pytest.raises(InputError, match=r"does not give m\.gguf: it answered 404"),
    ):
        registry.add_url(Source(f"{url}/m.gguf"))


def test_a_busy_server_is_asked_again(registry: ModelRegistry) -> None:
    with serving(Site(DATA, statuses=[503, 429, 200])) as url:
        assert registry.add_url(Source(f"{url}/m.gguf")).sha256 == DIGEST


def test_nobody_at_the_address_is_one_clear_line(registry: ModelRegistry) -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
        with pytest.raises(EndpointFailed, match="cannot be reached"):
            registry.add_url(Source(f"http://127.0.0.1:{port}/m.gguf"))


def test_a_private_authority_is_trusted_only_when_named(registry: ModelRegistry, authority: tuple[Path, Path]) -> None:
    with serving(Site(DATA), tls=authority) as url:
        with pytest.raises(EndpointFailed, match="not trusted; name your company's authority with --ca"):
            registry.add_url(Source(f"{url}/m.gguf"))
        assert registry.add_url(Source(f"{url}/m.gguf", ca=str(authority[0]))).sha256 == DIGEST


@pytest.mark.parametrize(
    "url",
    ["ftp://host/m.gguf", "http:///m.gguf", "https://host/m.bin", "https://host/", "https://u:p@host/m.gguf",
     "https://host/..%2f.gguf", "https://host/a%00b.gguf"],
)  # fmt: skip
def test_an_address_that_is_none_or_names_no_model_is_refused(url: str) -> None:
    with pytest.raises(InputError):
        Source(url)


def test_a_name_cannot_lead_out_of_the_folder(registry: ModelRegistry) -> None:
    with serving(Site(DATA)) as url:
        added = registry.add_url(Source(f"{url}/x%2F..%2F..%2Fm.gguf"))
    assert added.path is not None
    assert added.path.parent == registry._folder


def test_what_is_no_digest_is_refused() -> None:
    with pytest.raises(InputError, match="is not a SHA-256"):
        Source("https://host/m.gguf", "abc")
