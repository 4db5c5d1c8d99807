"""Whatever is on a channel, reading it ends in one of three ways; whatever changed, a delta ends in the same pack."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assist.domain.errors import ChannelFailed, PackError, Untrusted
from assist.packs import archive
from assist.packs.building import build, manifest_in, sign, signature_in
from assist.packs.channel.delta import apply_delta, make_delta
from assist.packs.channel.index import KIND, read_index
from assist.packs.trust import Trust
from tests.packs.channel.conftest import LEAD, quiet
from tests.packs.conftest import PACK

_JSON: Any = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=8,
)
_PARTS = ("channel", "sequence", "issued", "expires", "releases", "notices", "keys", "spread")
_NAMES = st.sampled_from(["a", "b", "c/d", "c/e", "z"])
_FILES = st.dictionaries(_NAMES, st.sampled_from(["one", "two", "three"]), max_size=5)


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> Trust:
    made = Trust(tmp_path_factory.mktemp("trust") / "trust.json")
    made.pin(LEAD.public, "Anna")
    return made


@settings(max_examples=150)
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(_PARTS, _JSON)))
def test_an_index_of_any_content_is_read_or_refused(trust: Trust, body: dict[str, Any]) -> None:
    with suppress(Untrusted, ChannelFailed):
        read_index(LEAD.seal(KIND, body).encode(), trust)


def packed(folder: Path, files: dict[str, str], sequence: int) -> tuple[Path, Path]:
    """A signed pack of these articles, and the same unpacked."""
    source = folder / f"source-{sequence}"
    for name, text in files.items():
        file = source / "articles" / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\nid: {name.replace('/', '-')}\ntitle: {text}\n---\n{text}\n")
    source.mkdir(exist_ok=True)
    (source / "pack.toml").write_text(PACK.replace("1.2.3", f"1.{sequence}.0"))
    built = folder / f"{sequence}.assistpack"
    build(source, built)
    sign(built, LEAD, "2026-05-01T09:30:00Z", sequence)
    archive.unpack(built, folder / f"unpacked-{sequence}")
    return built, folder / f"unpacked-{sequence}"


@settings(max_examples=25, deadline=None)
@given(_FILES, _FILES)
def test_a_delta_makes_the_new_version_whatever_changed(before: dict[str, str], after: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _, old = packed(folder, before, 1)
        built, new = packed(folder, after, 2)
        base, wanted = manifest_in(old), manifest_in(new)
        assert base is not None
        assert wanted is not None
        make_delta(base, built, wanted, folder / "delta")
        made = apply_delta(folder / "delta", old, base, folder / "made", quiet)
        assert tree(made) == tree(new)
        assert signature_in(made) == signature_in(new)


def test_a_delta_for_another_version_is_refused(tmp_path: Path) -> None:
    _, old = packed(tmp_path, {"a": "one", "b": "same"}, 1)
    built, new = packed(tmp_path, {"a": "two", "b": "same"}, 2)
    base, wanted = manifest_in(old), manifest_in(new)
    assert base is not None
    assert wanted is not None
    make_delta(base, built, wanted, tmp_path / "delta")
    with pytest.raises(PackError, match="for another version"):
        apply_delta(tmp_path / "delta", new, wanted, tmp_path / "made", quiet)
    shutil.rmtree(old)
    with pytest.raises(PackError, match="does not match the digest"):
        apply_delta(tmp_path / "delta", old, base, tmp_path / "made", quiet)


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
