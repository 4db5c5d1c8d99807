from __future__ import annotations

import io

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assist.support.archives import ZIP_DAMAGE


def _whole() -> bytes:
    held = io.BytesIO()
    np.savez_compressed(held, keys=np.arange(40, dtype=np.uint64), lifts=np.ones(40, np.float32))
    return held.getvalue()


WHOLE = _whole()


def _read(data: bytes) -> None:
    with np.load(io.BytesIO(data), allow_pickle=False) as read:
        assert read["keys"].shape
        assert read["lifts"].shape


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_a_changed_byte_raises_what_is_expected_of_damage_or_nothing(at: int, by: int) -> None:
    changed = bytearray(WHOLE)
    changed[at] ^= by
    try:
        _read(bytes(changed))
    except (OSError, KeyError, *ZIP_DAMAGE):
        pass


@given(st.integers(0, len(WHOLE) - 1))
def test_a_file_cut_off_raises_what_is_expected_of_damage(size: int) -> None:
    try:
        _read(WHOLE[:size])
    except (OSError, *ZIP_DAMAGE):
        return
    raise AssertionError("half a file was read")
