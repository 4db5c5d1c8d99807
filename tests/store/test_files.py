from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from assist.domain.errors import StoreError
from assist.store.files import write_atomically


def test_a_text_is_written_as_it_is(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.csv", "\ufeffa\r\n谢谢\ud800")
    assert (tmp_path / "a.csv").read_bytes() == b"\xef\xbb\xbfa\r\n\xe8\xb0\xa2\xe8\xb0\xa2?"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "read-only"),
        (errno.EIO, "not written"),
    ],
)
def test_a_failing_disk_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("before")

    def failing(_descriptor: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(StoreError, match=words):
        write_atomically(path, "after")

    assert path.read_text() == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no folder"):
        write_atomically(tmp_path / "none" / "a.txt", "x")
