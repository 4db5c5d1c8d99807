"""A watched folder: only new files, only complete ones, each conversation once."""

from __future__ import annotations

from pathlib import Path

import pytest

from assist.domain.errors import InputError
from assist.intake import TranscriptIntake
from assist.services.new_files import NewFiles, WatchedFolder, listing

A, B = Path("a.txt"), Path("b.txt")


def test_what_is_there_at_the_start_is_not_new() -> None:
    files = NewFiles()
    assert files.look({A: (5, 1)}) == []
    assert files.look({A: (5, 1)}) == []


def test_a_file_comes_once_it_is_left_alone() -> None:
    files = NewFiles()
    files.look({})
    assert files.look({A: (5, 1)}) == []
    assert files.look({A: (9, 2), B: (0, 1)}) == []
    assert files.look({A: (9, 2), B: (0, 1)}) == [A]
    assert files.look({A: (9, 2), B: (4, 2)}) == []
    assert files.look({A: (9, 2), B: (4, 2)}) == [B]


def test_a_file_that_changes_comes_again() -> None:
    files = NewFiles()
    for _ in range(2):
        files.look({A: (5, 1)})
    assert files.look({A: (6, 2)}) == []
    assert files.look({A: (6, 2)}) == [A]


def test_hidden_and_half_loaded_files_are_passed_over(tmp_path: Path) -> None:
    for name in (".hidden", "call.json.part", "x.crdownload", "ok.txt"):
        (tmp_path / name).write_text("x", "utf-8")
    assert [p.name for p in listing(tmp_path)] == ["ok.txt"]


def test_a_conversation_comes_once_whatever_its_file_is_called(tmp_path: Path) -> None:
    folder = WatchedFolder(tmp_path, TranscriptIntake())
    folder.look()
    for name in ("one.txt", "copy of one.txt"):
        (tmp_path / name).write_text("Customer: my lamp\nAgent: one moment\n", "utf-8")
    (tmp_path / "photo.png").write_bytes(b"\x89PNG...")
    assert folder.look().conversations == ()
    found = folder.look()
    assert [len(c.turns) for c in found.conversations] == [2]
    assert found.bad == ("photo.png: this is a PNG image, not a transcript",)
    assert folder.look() == type(found)()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="none"):
        WatchedFolder(tmp_path / "none", TranscriptIntake()).look()
