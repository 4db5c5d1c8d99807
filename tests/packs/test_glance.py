"""A look at a pack tells every change of its files without reading its articles."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assist.packs.glance import glance
from assist.packs.reader import read_pack

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "packs" / "northwind"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pack"
    shutil.copytree(SAMPLE, folder)
    return folder


def _edit(pack: Path) -> None:
    article = next((pack / "articles").rglob("*.md"))
    article.write_text(article.read_text(encoding="utf-8") + "\nMore.", encoding="utf-8")


def _edit_to_the_same_size(pack: Path) -> None:
    article = next((pack / "articles").rglob("*.md"))
    before = article.stat()
    text = article.read_bytes()
    article.write_bytes(text[:-2] + bytes([text[-2] ^ 1]) + text[-1:])
    if os.name == "posix":
        os.utime(article, ns=(before.st_atime_ns, before.st_mtime_ns))


def _add(pack: Path) -> None:
    (pack / "articles" / "new.md").write_text("---\nid: new\ntitle: New\n---\nText.\n", encoding="utf-8")


def _remove(pack: Path) -> None:
    next((pack / "articles").rglob("*.md")).unlink()


def _rename(pack: Path) -> None:
    article = next((pack / "articles").rglob("*.md"))
    article.rename(article.with_name("another-name.md"))


@pytest.mark.parametrize("change", [_edit, _edit_to_the_same_size, _add, _remove, _rename])
def test_every_change_of_a_file_changes_the_stamp(pack: Path, change: Callable[[Path], None]) -> None:
    before = glance(pack)
    again = glance(pack)
    assert before is not None
    assert again is not None
    assert again.stamp == before.stamp
    change(pack)
    after = glance(pack)
    assert after is not None
    assert after.stamp != before.stamp
    assert not after.settled


def test_it_sees_the_pack_without_its_articles(pack: Path) -> None:
    found, read = glance(pack), read_pack(pack)
    assert found is not None
    assert found.pack.articles == ()
    assert (found.pack.snippets, found.pack.forms, found.pack.categories) == (
        read.snippets,
        read.forms,
        read.categories,
    )


def test_a_pack_at_fault_is_left_to_the_reader(pack: Path, tmp_path: Path) -> None:
    (pack / "pack.toml").write_text("[pack]\nname = 3", encoding="utf-8")
    assert glance(pack) is None
    assert glance(tmp_path / "nowhere") is None
