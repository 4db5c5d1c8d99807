"""Where other windows of ours open: beside the strip, wherever that is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize

from assist.domain.settings import Settings
from assist.ui.dock import beside

WIDE, SMALL = QRect(0, 0, 1600, 900), QRect(0, 0, 1200, 800)
KNOWLEDGE = QSize(1280, 840)


@pytest.mark.parametrize("edge", ["right", "left"])
@pytest.mark.parametrize("kept_free_by_the_system", [False, True])
def test_a_window_opens_beside_the_strip(edge: str, *, kept_free_by_the_system: bool) -> None:
    settings = Settings(edge=edge, width=390)
    strip = QRect(0, 0, 390, 900) if edge == "left" else QRect(1210, 0, 390, 900)
    available = QRect(WIDE)
    if kept_free_by_the_system:
        available.adjust(390 if edge == "left" else 0, 0, 0 if edge == "left" else -390, 0)
    placed = beside(WIDE, available, settings, KNOWLEDGE)
    assert not placed.intersects(strip)
    assert WIDE.contains(placed)
    assert placed.width() == 1210


def test_a_screen_too_small_for_both_is_used_whole() -> None:
    assert beside(SMALL, SMALL, Settings(width=390), KNOWLEDGE).width() == 1200


def test_on_a_large_screen_the_window_is_as_large_as_it_wants() -> None:
    placed = beside(QRect(0, 0, 2560, 1440), QRect(0, 0, 2560, 1440), Settings(width=390), KNOWLEDGE)
    assert placed.size() == KNOWLEDGE
