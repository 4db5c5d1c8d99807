"""Arrays in a mapped file: what is read is what was written, or nothing; packed vectors are near the real ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from assist.understanding import columns
from assist.understanding.columns import Lookup, Texts
from assist.understanding.packed import pack

ARRAYS: dict[str, NDArray[Any]] = {
    "numbers": np.arange(1000, dtype=np.int32),
    "nothing": np.zeros(0, np.float16),
    "rows": np.ones((3, 5), np.float16),
    "flags": np.array([1, 0, 1], np.uint8),
}
some_texts = st.lists(st.text(max_size=12), max_size=20)
in_a_folder = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_arrays_come_back_as_they_were(tmp_path: Path) -> None:
    assert columns.write(tmp_path / "a.bin", "stamp", ARRAYS)
    found = columns.read(tmp_path / "a.bin", "stamp")
    assert found is not None
    assert list(found) == list(ARRAYS)
    for name, array in ARRAYS.items():
        assert found[name].dtype == array.dtype
        assert np.array_equal(found[name], array)
    assert columns.read(tmp_path / "a.bin", "another stamp") is None
    assert columns.read(tmp_path / "b.bin", "stamp") is None


@in_a_folder
@given(st.data())
def test_a_file_with_any_byte_changed_or_cut_is_not_read(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "a.bin"
    columns.write(path, "stamp", ARRAYS)
    whole = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(whole) - 1))
    if data.draw(st.booleans()):
        whole[at] ^= data.draw(st.integers(1, 255))
    else:
        del whole[at:]
    path.write_bytes(bytes(whole))
    assert columns.read(path, "stamp") is None


def test_nothing_but_empty_arrays_can_be_kept(tmp_path: Path) -> None:
    columns.write(tmp_path / "a.bin", "s", {"nothing": np.zeros(0, np.int32)})
    found = columns.read(tmp_path / "a.bin", "s")
    assert found is not None
    assert found["nothing"].size == 0


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert not columns.write(tmp_path / "file" / "a.bin", "s", ARRAYS)


@given(some_texts)
def test_texts_come_back_as_they_were(texts: list[str]) -> None:
    found = Texts.read(Texts.columns("t", texts), "t")
    assert list(found) == texts
    assert found[:] == texts


@given(some_texts, some_texts)
def test_a_text_is_found_under_its_number_and_no_other_is(texts: list[str], others: list[str]) -> None:
    unique = list(dict.fromkeys(texts))
    found = Lookup.read(Lookup.columns("t", unique), "t")
    numbers = {text: number for number, text in enumerate(unique)}
    for text in [*unique, *others]:
        assert found.get(text) == numbers.get(text)


@pytest.mark.parametrize("count", [0, 1, 255, 256, 700])
def test_packed_vectors_are_near_what_they_stand_for(count: int) -> None:
    rng = np.random.default_rng(3)
    rows = rng.standard_normal((count, 384)).astype(np.float32)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    questions = rows[:3].T if count > 2 else np.full((384, 3), 0.05, np.float32)
    packed = pack(rows.astype(np.float16))
    assert len(packed) == count
    assert np.allclose(packed @ questions, rows @ questions, atol=0.004)
    assert np.allclose(packed @ questions[:, 0], rows @ questions[:, 0], atol=0.004)
    assert np.allclose(packed[:10], rows[:10], atol=0.002)
    if count:
        assert np.allclose(packed[np.array([0, count - 1])], rows[[0, -1]], atol=0.002)
