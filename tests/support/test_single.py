from __future__ import annotations

import os
from pathlib import Path

import pytest

from assist.support.single import AlreadyRunning, SingleInstance


def test_a_second_copy_is_turned_away_and_told_who_runs(tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    with pytest.raises(AlreadyRunning) as caught:
        SingleInstance(tmp_path)
    assert caught.value.pid == os.getpid()
    first.release()


def test_after_release_another_copy_may_start(tmp_path: Path) -> None:
    SingleInstance(tmp_path).release()
    SingleInstance(tmp_path).release()
