from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from assist.ui.bell import NAME, Bell, ring


def test_a_second_start_rings_at_the_window_of_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    bell = Bell(tmp_path)
    for _ in range(2):
        with qtbot.waitSignal(bell.rung, timeout=5000):
            assert ring(tmp_path)
    bell.close()


def test_nobody_hears_where_no_window_listens(qapp: object, tmp_path: Path) -> None:
    assert not ring(tmp_path)
    bell = Bell(tmp_path)
    bell.close()
    assert not ring(tmp_path)
    assert not (tmp_path / NAME).exists()


def test_a_folder_that_cannot_be_written_is_no_fault_here(qapp: object, tmp_path: Path) -> None:
    bell = Bell(tmp_path / "none")
    assert not ring(tmp_path / "none")
    bell.close()
